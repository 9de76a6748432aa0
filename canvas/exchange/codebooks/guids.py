"""The identity a theme has in .qdc files: that of the file it came from, else one made from its id."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

_OURS = uuid.UUID("7c3f0d52-5d0c-5b3e-9d1b-0d6a3e1f7a90")  # under which the ids of themes are made into GUIDs
_PLAIN = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_ANY = re.compile(r"[0-9A-Fa-f]{32}")


def guid_of(theme: Mapping) -> str:
    """Return the GUID to write for a theme, the same every time."""
    return theme["guid"] or str(uuid.uuid5(_OURS, theme["id"]))


def read_guid(text: str) -> str | None:
    """Return a GUID without its braces, with dashes where those were left out; None for what is none."""
    text = text.strip().strip("{}()").strip()
    if text.lower().startswith("urn:uuid:"):
        text = text[9:]
    if _PLAIN.fullmatch(text):
        return text
    return str(uuid.UUID(text)) if _ANY.fullmatch(text) else None


def is_standard(text: str) -> bool:
    """Tell whether a GUID is written as the standard for codebooks has it."""
    return bool(_PLAIN.fullmatch(text) or (text[:1] == "{" and text[-1:] == "}" and _PLAIN.fullmatch(text[1:-1])))
