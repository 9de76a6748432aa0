"""The four texts of a theme in the one description that a .qdc codebook has room for, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping

# The headings between the texts, in the language of the study; in either language they are read back.
_FIELDS = ("use_when", "use_not", "example", "retired")
HEADINGS = {
    "nl": dict(zip(_FIELDS, ("Wel gebruiken", "Niet gebruiken", "Voorbeeld", "Buiten gebruik"), strict=True)),
    "en": dict(zip(_FIELDS, ("Use when", "Do not use when", "Example", "Retired"), strict=True)),
}
_FIELD = {heading.casefold(): field for headings in HEADINGS.values() for field, heading in headings.items()}
_HEADING = re.compile(rf"(\\*)\[({'|'.join(map(re.escape, _FIELD))})\]\s*", re.IGNORECASE)


def write(texts: Mapping[str, str], retired: bool, language: str) -> str:
    """Return one text: the definition, and under a heading in square brackets each of the others that is there."""
    headings = HEADINGS.get(language, HEADINGS["en"])
    parts = [_guarded(texts["definition"])] if texts["definition"] else []
    parts += [
        f"[{headings[field]}]\n{_guarded(texts[field])}" for field in ("use_when", "use_not", "example") if texts[field]
    ]
    return "\n\n".join(parts + [f"[{headings['retired']}]"] * retired)


def read(text: str) -> tuple[dict[str, str], bool]:
    """Return the texts that are there, and whether it says that the theme is retired; any other text is a definition.

    A heading that comes twice adds to what the first one held.
    """
    parts: dict[str, list[str]] = {"definition": [], "use_when": [], "use_not": [], "example": [], "retired": []}
    field, retired = "definition", False
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading and not heading[1]:
            field = _FIELD[heading[2].casefold()]
            retired = retired or field == "retired"
        else:
            parts[field].append(line[1:] if heading else line)
    parts["definition"] += parts.pop("retired")  # what a person wrote under it is not lost
    texts = {field: "\n".join(lines).strip() for field, lines in parts.items()}
    return {field: text for field, text in texts.items() if text}, retired


def _guarded(text: str) -> str:
    """Put a backslash before each line that looks like a heading; reading takes it off again."""
    return "\n".join("\\" + line if _HEADING.fullmatch(line) else line for line in text.split("\n"))
