"""What may stand in a text column on both engines."""

import json
import re
import unicodedata
from typing import Any

# NUL is refused by PostgreSQL, a lone surrogate by every UTF-8 encoder; neither says anything to a reader.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)\d")


def clean(text: str | None) -> str:
    r"""Return the text with line ends as `\n` and without the few characters that no database can keep."""
    return _UNSTORABLE.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str | None) -> str:
    """Return the same for a text of one line: white space joined and trimmed."""
    return " ".join(clean(text).split())


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text can be seen: no letter, digit, sign or symbol in it.

    A text of zero width, a direction or an accent on nothing looks as empty as one of spaces.
    """
    return not any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


# Signs that stand for a break between lines: office programs, web pages and PDFs paste them.
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What XML, and so Word and Excel, cannot hold; no reader misses it.
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    r"""Return the text as a document can hold it: a break of any kind as `\n`, other control signs gone."""
    return _UNPRINTABLE.sub("", _BREAKS.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")))


def file_stem(text: str, otherwise: str) -> str:
    """Return a file name without its ending made of a text: words with dashes, as every system takes it.

    So it leads to no other folder, turns no ending round, fits in 255 bytes and is no device of Windows.
    """
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text).casefold()).strip("-")[:80]
    stem = words.encode()[:200].decode(errors="ignore").strip("-")
    return stem if stem and not _DEVICE.fullmatch(stem) else otherwise


def read_json(text: Any) -> Any:
    """Give what a JSON text holds, None where it cannot be read: of a study that may be damaged."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def storable(value: object) -> object:
    """Return a value of any shape without the characters that no database can store, in any text in it."""
    if isinstance(value, str):
        return value if _is_storable(value) else _UNSTORABLE.sub("", value)
    if isinstance(value, dict):
        return {name: storable(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(storable(part) for part in value)
    return value


def _is_storable(text: str) -> bool:
    if "\x00" in text:
        return False
    if text.isascii():  # as nearly every value is, and this costs nothing
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
