"""Reads a colour in the notations that codebooks hold it in."""

from __future__ import annotations

import re

from canvas.errors import N_

_NAMED = {
    "black": "#000000",
    "zwart": "#000000",
    "silver": "#C0C0C0",
    "zilver": "#C0C0C0",
    "gray": "#808080",
    "grey": "#808080",
    "grijs": "#808080",
    "white": "#FFFFFF",
    "wit": "#FFFFFF",
    "maroon": "#800000",
    "red": "#FF0000",
    "rood": "#FF0000",
    "purple": "#800080",
    "paars": "#800080",
    "fuchsia": "#FF00FF",
    "magenta": "#FF00FF",
    "green": "#008000",
    "groen": "#008000",
    "lime": "#00FF00",
    "olive": "#808000",
    "yellow": "#FFFF00",
    "geel": "#FFFF00",
    "navy": "#000080",
    "blue": "#0000FF",
    "blauw": "#0000FF",
    "teal": "#008080",
    "aqua": "#00FFFF",
    "cyan": "#00FFFF",
    "orange": "#FFA500",
    "oranje": "#FFA500",
    "pink": "#FFC0CB",
    "roze": "#FFC0CB",
    "brown": "#A52A2A",
    "bruin": "#A52A2A",
}
LONGEST_COLOUR = 80  # characters in which a colour can be written
_STANDARD = re.compile(r"#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}")
_BARE = re.compile(r"(?:0x|&h)?([0-9A-Fa-f]{6})", re.IGNORECASE)
_WITH_ALPHA = re.compile(r"#([0-9A-Fa-f]{2})([0-9A-Fa-f]{6})")
TRANSPARENT = N_("line {lines}: the transparency of the colour “{given}” is left out.")
_PARTS = re.compile(r"(?:rgba?\()?\s*(\d{1,3})\s*[,; ]\s*(\d{1,3})\s*[,; ]\s*(\d{1,3})\s*(?:[,;/ ]\s*[\d.]+%?\s*)?\)?")


def is_standard(text: str) -> bool:
    """Tell whether a colour is written as the standard for codebooks has it: #RRGGBB or #RGB."""
    return _STANDARD.fullmatch(text) is not None


def has_alpha(text: str) -> bool:
    """Tell whether a colour says how transparent it is, which no theme keeps; “FF” says that it is not."""
    text = text.strip()
    if _WITH_ALPHA.fullmatch(text):
        return text[1:3].upper() != "FF"
    return bool(_PARTS.fullmatch(text)) and len(re.findall(r"[0-9.]+", text)) > 3


def colour_of(text: str) -> str | None:
    """Return #RRGGBB for a colour in any notation known here, "" for nothing, None for what is no colour.

    Known are #RRGGBB, #RGB, #AARRGGBB (as Windows programs write it), RRGGBB, 0xRRGGBB, rgb(r, g, b), r,g,b and the
    plain names in English and Dutch.
    """
    text = text.strip()
    if not text:
        return ""
    if len(text) > LONGEST_COLOUR:
        return None
    if is_standard(text):
        signs = text[1:] if len(text) == 7 else "".join(sign * 2 for sign in text[1:])
        return f"#{signs.upper()}"
    if match := _BARE.fullmatch(text):
        return f"#{match[1].upper()}"
    if match := _WITH_ALPHA.fullmatch(text):
        return f"#{match[2].upper()}"
    if (match := _PARTS.fullmatch(text)) and all(int(part) <= 255 for part in match.groups()):
        return "#" + "".join(f"{int(part):02X}" for part in match.groups())
    return _NAMED.get(text.casefold())
