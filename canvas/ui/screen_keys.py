"""The keys of each screen, in words: what the help lists, by the path of a screen's link ("" for all screens)."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.errors import N_

Keys = Mapping[str, str]  # the keys as they are called → what they do

KEY_NAMES = {"Space": N_("Space bar")}  # keys that have another name in another language
EVERYWHERE: Keys = {
    "/": N_("To the search field"),
    "Tab, Shift+Tab": N_("To the next or the previous field, button or link"),
    "Enter": N_("Open what one stands on"),
    "Esc": N_("Close a drawer or a menu; what was typed in it stays"),
}
_TABLE: Keys = {
    "← → ↑ ↓": N_("To the cell, row or block beside it"),
    "Home, End": N_("To the first or the last of a row"),
}
KEYS: dict[str, Keys] = {
    "interview": {
        "Ctrl+Enter": N_("To the next question; Enter on an empty line does too"),
        "Alt+Page Down, Alt+Page Up": N_("To the next or the previous question"),
        "Alt+1 … Alt+5, Alt+0": N_("Rate, or don't know; with Shift too, as some browsers change tabs with Alt"),
        "1 … 5, 0": N_("In the factor scan: rate and go on"),
        "/ \\ ! : # €": N_("At the start of a line: strength, weakness, risk, quote, action, amount"),
    },
    "documents": {
        "↑ ↓": N_("To the previous or the next turn"),
        "→ ←": N_("Select a word; with Shift more or less"),
        "s, t": N_("Select the sentence, or the whole turn"),
        "a … x": N_("Make the selection a note of the block with this letter"),
        "1 … 9, y": N_("Give a theme; y opens the whole list"),
        "v, Shift+v": N_("To the next or the previous passage"),
        "q": N_("Say which question this turn answers"),
        "z": N_("Undo the last change"),
        "h": N_("Show all keys of the reader"),
    },
    "notes": {
        "↑ ↓": N_("To the row above or below"),
        "Space": N_("Tick the row; with Shift all rows up to it"),
        "Enter": N_("Open the note with its source"),
    },
    "agenda": {"← →": N_("While presenting: to the item before or after")},
    "canvas": {"Tab, Enter": N_("To the next block, and open its notes")},
    "perspectives": {"Tab, Enter": N_("To the next point, and open it")},
    "compare": _TABLE,
    "themes": {"↑ ↓ ← →": N_("Through the tree: up, down, fold in and out")},
}


def keys_of(screen: str) -> Keys:
    """Return the keys that a screen has besides those of all screens; none for one without any."""
    return KEYS.get(screen, {})
