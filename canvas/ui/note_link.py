"""Makes links to the notes screen with its filter set."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote


def link(
    show: str = "notes",
    *,
    words: str = "",
    sort: str = "",
    down: bool = False,
    **chosen: str | int | Iterable[str | int],
) -> str:
    """Return a link to the notes screen with this filter; of NOTE_LINK_FIELDS each may have one value or several."""
    unknown = chosen.keys() - set(NOTE_LINK_FIELDS)
    if unknown:
        raise TypeError(f"the grid has no {sorted(unknown)}")
    parts = [("show", show)] if show != "notes" else []
    for name, chosen_values in chosen.items():
        values = [chosen_values] if isinstance(chosen_values, str | int) else list(chosen_values)
        if values:
            parts.append((name, ",".join(str(value) for value in values)))
    parts += [("words", words)] * bool(words) + [("sort", sort)] * bool(sort) + [("down", "1")] * bool(down)
    return "notes" + ("?" if parts else "") + "&".join(f"{name}={quote(value, safe=',')}" for name, value in parts)


NOTE_LINK_FIELDS = (
    "partnership",
    "moment",
    "role",
    "respondent",
    "block",
    "question",
    "theme",
    "kind",
    "origin",
    "state",
)
