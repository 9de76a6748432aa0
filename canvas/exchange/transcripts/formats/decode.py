"""Makes text of the bytes of a file, in the encodings that transcripts come in."""

from __future__ import annotations

import codecs
import re

from canvas.errors import N_
from canvas.exchange.transcripts.read_log import MOST_CHARACTERS, Reading
from canvas.store.database.text import clean

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_KINDS = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"OggS",
    b"ID3",
    b"\x7fELF",
    b"SQLite format",
    b"{\\rtf",
)
_TEXT_CONTROLS = b"\t\n\v\f\r\x1a\x1b"
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS) + b"\x7f"
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LONG_LINE = 20_000  # beyond this a line is taken whole, since each wrong byte in it costs a call
# What Windows leaves open in its own table, Latin-1 fills.
_WINDOWS = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


def text_of(reading: Reading, data: bytes) -> str:
    r"""Return the text of a file, line ends as `\n`.

    Raises UserError for what is no text, warns where it had to guess.
    """
    marked = next(((mark, encoding) for mark, encoding in _BOMS if data.startswith(mark)), None)
    mark, encoding = marked or (b"", _without_mark(data))
    data = data[len(mark) :]
    if encoding == "utf-8":
        _refuse_binary(reading, data)
        text = _utf8(reading, data)
    else:
        text = data.decode(encoding, "replace")
        if _refused(text):
            raise _no_text(reading)
    if "\ufffd" in text and encoding != "utf-8":
        reading.warn(N_("unreadable characters show as � ({count})."), count=text.count("\ufffd"))
    return tidy(reading, text)


def tidy(reading: Reading, text: str) -> str:
    """Clean a text for storing, with a warning where signs had to go; raises UserError where it is too long."""
    if len(text) > MOST_CHARACTERS:
        raise reading.too_long()
    storable = clean(text)
    gone = len(text) - text.count("\r\n") - len(storable)
    if gone:
        reading.warn(N_("signs that no study can hold (NUL and the like) are left out ({count})."), count=gone)
    return storable


def _without_mark(data: bytes) -> str:
    """Tell the encoding of bytes without a mark: in UTF-16 every other byte of Latin text is zero."""
    start = data[:2_000]
    half = max(len(start) // 2, 1)
    if len(start) >= 8 and len(data) % 2 == 0:
        even, odd = start[0::2].count(0), start[1::2].count(0)
        if odd > 0.4 * half and even < 0.05 * half:
            return "utf-16-le"
        if even > 0.4 * half and odd < 0.05 * half:
            return "utf-16-be"
    return "utf-8"


def _refuse_binary(reading: Reading, data: bytes) -> None:
    strange = len(data) - len(data.translate(None, _CONTROLS))
    if data.startswith(_OTHER_KINDS) or data[4:8] == b"ftyp" or strange > max(4, len(data) // 100):
        raise _no_text(reading)


def _refused(text: str) -> bool:
    strange = sum(text.count(chr(byte)) for byte in _CONTROLS) + text.count("\ufffd")
    return strange > max(4, len(text) // 100)


def _no_text(reading: Reading) -> Exception:
    return reading.fault(
        N_("this is not text: it looks like another kind of file under this name."),
        N_("Choose the transcript itself, or give the file the ending that fits what is in it."),
    )


def _utf8(reading: Reading, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    mixed = any(_UTF8_LETTER.search(line) for line in lines)
    decoded = []
    for number, line in enumerate(lines, 1):
        try:
            decoded.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            decoded.append(_line(line, mixed))
            if mixed:
                reading.warn(
                    N_(
                        "line {at}: another encoding than the rest of the file; read as Windows text. "
                        "Check the letters with accents."
                    ),
                    number,
                )
    if not mixed:
        reading.warn(N_("the file is not in UTF-8 and was read as Windows text. Check the letters with accents."))
    return "\n".join(decoded)


def _line(line: bytes, mixed: bool) -> str:
    return (
        line.decode("utf-8", "pps-windows")
        if mixed and len(line) <= _LONG_LINE
        else line.decode("latin-1").translate(_WINDOWS_TABLE)
    )


_WINDOWS_TABLE = dict(enumerate(_WINDOWS))


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(_WINDOWS[byte] for byte in error.object[error.start : error.end]), error.end


codecs.register_error("pps-windows", _as_windows)
