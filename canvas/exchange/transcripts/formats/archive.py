"""Opens files that are a zip of XML, such as .docx and .odt, without trusting them.

Nothing is unpacked to disk. What claims to be larger than a transcript can be, shrinks like a zip bomb, has names that
lead out of the archive, is encrypted, or declares entities (DOCTYPE) is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from lxml import etree

from canvas.errors import N_
from canvas.exchange.transcripts.read_log import Reading

MOST_MEMBERS = 3_000
MOST_BYTES = 40_000_000  # of one part; the text of a long interview is some 2 MB of XML
MOST_ELEMENTS = 600_000  # of one part; the same interview has some 100,000
MOST_IN_ALL = 400_000_000
RATIO = 400  # XML shrinks ten to forty times, a bomb a thousand
SMALL = 1_000_000  # below this a ratio says nothing
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, and every password-protected Office file


class Archive:
    """The parts of a zip file, by name, each read whole and within limits."""

    def __init__(self, reading: Reading, data: bytes) -> None:
        self._reading = reading
        if data.startswith(_OLD_OFFICE):
            raise reading.fault(
                N_("this is an older Word file (.doc), or it is protected by a password."),
                N_("Open it in Word or LibreOffice, and save it as .docx without a password."),
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, OverflowError):
            raise self._broken() from None
        self._check(members)
        self.names = frozenset(member.filename for member in members)

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_IN_ALL:
            raise self._too_much()
        names = set()
        for member in members:
            name = member.filename
            if name.startswith(("/", "\\")) or ":" in name or "\\" in name or ".." in PurePosixPath(name).parts:
                raise self._reading.fault(
                    N_("it holds a part with a name that leads out of the file."),
                    N_("Do not trust this file. Save the text anew in Word or LibreOffice."),
                )
            if member.flag_bits & 1:
                raise self._locked()
            if member.file_size > SMALL and member.file_size > RATIO * max(member.compress_size, 1):
                raise self._too_much()
            if name in names:
                raise self._broken()
            names.add(name)

    def part(self, name: str) -> bytes:
        """Return one part; raises UserError where it is missing, damaged or too large."""
        try:
            with self._zip.open(name) as part:
                data = part.read(MOST_BYTES + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            OSError,
            EOFError,
            RuntimeError,
            ValueError,
        ):
            raise self._broken() from None
        if len(data) > MOST_BYTES:
            raise self._too_much()
        return data

    def xml(self, name: str) -> etree._Element:
        """Return the root of a part that is XML; raises UserError for XML that is broken, or that declares anything."""
        return parse(self._reading, self.part(name))

    def locked(self) -> Exception:
        """Return the error for a file that needs a password."""
        return self._locked()

    def _locked(self) -> Exception:
        return self._reading.fault(
            N_("it is protected by a password."), N_("Save it without a password, and choose it again.")
        )

    def _broken(self) -> Exception:
        return self._reading.fault(
            N_("the file is damaged, or another kind of file under this name."),
            N_("Open it in Word or LibreOffice, save it again, and choose that file."),
        )

    def _too_much(self) -> Exception:
        return self._reading.fault(
            N_("it unpacks to far more than a transcript can be."),
            N_("Copy the text into a new document, and choose that."),
        )


def parse(reading: Reading, data: bytes) -> etree._Element:
    """Return the root of an XML document.

    Raises UserError where it is broken, nested beyond reason or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise reading.fault(
            N_("its text cannot be read: the XML in it is broken, or nested too deep ({why})."),
            N_("Open it in Word or LibreOffice, save it again, and choose that file."),
            why=str(error)[:160],
        ) from None
    info = root.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise reading.fault(
            N_("it declares a document type, which can make a small file unfold into a huge one."),
            N_("Do not trust this file. Save the text anew in Word or LibreOffice."),
        )
    if root.xpath("count(//*)") > MOST_ELEMENTS:
        raise reading.too_long()
    return root
