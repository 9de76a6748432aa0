"""Makes the colour of a theme readable on light and dark grounds."""

from __future__ import annotations

from functools import cache

from canvas.errors import N_


def shade(colour: str) -> str:
    """Return the CSS value of a theme's colour (#RRGGBB, "" for none): itself, or the nearest that is readable."""
    return f"light-dark({readable(colour, 'light')}, {readable(colour, 'dark')})" if colour else NO_COLOUR


@cache
def readable(colour: str, scheme: str) -> str:
    """Make a colour darker (light scheme) or lighter (dark one) until it keeps 4.5:1 on every ground there."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for step in range(101):
        made = "#" + "".join(f"{round(part + (_TOWARDS[scheme] - part) * step / 100):02X}" for part in parts)
        if contrast(made, _ON[scheme]) >= ENOUGH:
            return made
    raise AssertionError(colour)  # black and white are readable


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2), from 1 to 21."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_TOWARDS = {"light": 0, "dark": 255}


_ON = {"light": "#F6F5F2", "dark": "#242A30"}  # the darkest ground of the light scheme, the lightest of the dark one


ENOUGH = 4.5  # contrast of a colour with what it stands on


NO_COLOUR = "light-dark(#5E6770, #9AA3AD)"


# What a theme may have. The colours of roles are not among them: on a screen they say who spoke.
PALETTE = {
    "#4B4EA3": N_("Indigo"),
    "#2F7FB8": N_("Light blue"),
    "#00736F": N_("Turquoise"),
    "#56701A": N_("Moss"),
    "#8A5A3C": N_("Brown"),
    "#9C2F2F": N_("Brick red"),
    "#B23A5E": N_("Pink"),
    "#7A3E9D": N_("Violet"),
    "#4A5B6C": N_("Slate"),
}

# How colours are called, also those that a theme of before may have
NAMES = PALETTE | {
    "#005F99": N_("Blue"),
    "#007A57": N_("Green"),
    "#B34A00": N_("Orange"),
    "#A03A7C": N_("Plum"),
    "#755C00": N_("Ochre"),
}
