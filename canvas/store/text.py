"""What may stand in a text column on both engines."""

import json
import re

# NUL is refused by PostgreSQL, a lone surrogate by every UTF-8 encoder; neither says anything to a reader.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str | None) -> str:
    """The text with line ends as `\\n` and without the few characters that no database can keep."""
    return _UNSTORABLE.sub("", (text or "").replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str | None) -> str:
    """The same for a text of one line: white space joined and trimmed."""
    return " ".join(clean(text).split())


def read_json(text: object) -> object:
    """Give what a JSON text holds, None where it cannot be read: of a study that may be damaged."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def storable(value: object) -> object:
    """A value of any shape with such characters taken out of every text in it; the same one where there are none."""
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
