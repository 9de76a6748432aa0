"""The colours of themes can be read in light and dark, also those that came from another program."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas import method
from canvas.colours import NAMES, PALETTE, contrast, readable
from canvas.shipped import shipped
from canvas.store.themes.codebook import cleaned
from canvas.ui.notes import theme_marks

GROUNDS = {"light": ("#F6F5F2", "#FFFFFF", "#F7F6F3"), "dark": ("#14171A", "#1C2126", "#242A30")}


def test_contrast_is_that_of_the_guideline():
    assert contrast("#FFFFFF", "#000000") == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48  # the well-known grey that just falls short


@pytest.mark.parametrize("colour", NAMES)
def test_a_colour_to_choose_is_readable_as_it_is_on_paper_and_made_readable_in_the_dark(colour):
    assert readable(colour, "light") == colour or contrast(colour, "#F6F5F2") < 4.5
    assert cleaned(
        {"name": "x", "colour": colour, **dict.fromkeys(("definition", "use_when", "use_not", "example"), "")}
    )
    assert len(set(NAMES.values())) == len(NAMES)


@given(number=st.integers(0, 0xFFFFFF))
def test_any_colour_becomes_readable_on_every_ground(number):
    colour = f"#{number:06X}"
    for scheme, grounds in GROUNDS.items():
        assert all(contrast(readable(colour, scheme), ground) >= 4.5 for ground in grounds)


def test_names_of_themes_are_shown_as_text():
    shown = theme_marks.chips([{"name": "<b>Vertrouwen</b>", "colour": "", "retired": True}])
    assert "&lt;b&gt;Vertrouwen&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert theme_marks.chips([]) == ""


def test_no_theme_of_the_demo_and_none_that_is_offered_has_the_colour_of_a_role():
    of_roles = {colour for role in method.standard_roles().values() for colour in (role.light, role.dark)}
    of_roles |= {readable(colour, scheme) for colour in of_roles for scheme in ("light", "dark")}
    codebook = tomllib.loads((shipped("data/demo") / "themas.toml").read_text("utf-8"))
    for colour in {*PALETTE, *(row["colour"] for row in codebook["theme"])}:
        assert not {colour, readable(colour, "light"), readable(colour, "dark")} & of_roles
