"""Makes files of speech for the tests: zips of XML, and a .pdf, written here by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def zipped(**parts: str | bytes) -> bytes:
    """A zip of parts; `__` in a name stands for `/`, and `xml` is added."""
    return archive({name.replace("__", "/") + ".xml": content for name, content in parts.items()})


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts by their full names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zip:
        for name, content in parts.items():
            zip.writestr(name, content)
    return file.getvalue()


def word(body: str, **parts: str | bytes) -> bytes:
    """A .docx with this in its body."""
    return zipped(word__document=f"<w:document {W}><w:body>{body}</w:body></w:document>", **parts)


def paragraphs(*texts: str) -> str:
    """Paragraphs of a .docx, a line end within one as a break."""
    runs = ("</w:t><w:br/><w:t>".join(text.split("\n")) for text in texts)
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in runs)


def writer(body: str, **parts: str | bytes) -> bytes:
    """An .odt with this in its body."""
    root = f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body>"
    return zipped(content=root + "</office:document-content>", **parts)


def printed(*pages: Iterable[str]) -> bytes:
    """A .pdf with the lines of each page, in letters of Latin-1."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(
            f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj 0 -14 Td" for line in lines
        )
        stream = f"BT /F1 11 Tf 50 780 Td {shown} ET"
        objects.append(f"<< /Length {len(stream.encode('latin-1'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out.encode("latin-1")))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    at = len(out.encode("latin-1"))
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF"
    return out.encode("latin-1")
