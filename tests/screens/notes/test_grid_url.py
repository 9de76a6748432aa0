"""The filter on attributes: what is on, how it is said, what a link of the notes screen makes of it."""

from __future__ import annotations

import pytest
import streamlit as st

from canvas.screens.notes import grid_url
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.ui import note_link
from canvas.ui.pickers import attribute_filter

SECTOR = {"id": "s", "scope": "respondent", "name": "Sector", "kind": "choice", "choices": ["Zorg", "1..2, of *"]}
SIZE = {"id": "z", "scope": "partnership", "name": "Omvang", "kind": "number", "choices": []}
ABOUT = {"id": "a", "scope": "partnership", "name": "Aard", "kind": "text", "choices": []}


@pytest.fixture(autouse=True)
def _session(monkeypatch):
    class Params(dict):
        to_dict = dict.copy

        def from_dict(self, params):
            self.clear()
            self.update(params)

    monkeypatch.setattr(st, "session_state", {"language": "nl"})
    monkeypatch.setattr(st, "query_params", Params())


@pytest.mark.parametrize(
    ("row", "condition", "words"),
    [
        (SIZE, {"low": "2.5"}, "Omvang: vanaf 2,5"),
        (SIZE, {"high": "10"}, "Omvang: tot en met 10"),
        (SIZE, {"low": "2", "high": "10.5"}, "Omvang: 2–10,5"),
        (ABOUT, {"words": "zorg <b>"}, "Aard: “zorg <b>”"),
        (SECTOR, {"choices": ("1..2, of *", "Zorg")}, "Sector: Zorg, 1..2, of *"),
    ],
)
def test_a_chip_says_what_is_asked(row, condition, words):
    assert attribute_filter.condition_words(row, attribute_filter.condition_of(row, condition)) == words


def test_what_does_not_fit_the_kind_of_an_attribute_is_not_asked():
    assert attribute_filter.condition_of(SIZE, {"choices": ("Zorg",), "words": "x"}) == AttributeFilter(
        "z", "partnership"
    )
    assert attribute_filter.condition_of(SECTOR, {"choices": ("Weg",)}) == AttributeFilter("s", "respondent")


@pytest.mark.parametrize(
    "condition",
    [
        {"low": "2.5"},
        {"high": "-3"},
        {"low": "1", "high": "2"},
        {"words": "a, b..c"},
        {"choices": ("Zorg",)},
        {"choices": ("1..2, of *", "a&b=c", "*x")},
    ],
)
def test_what_a_link_tells_is_what_it_is_taken_for(condition):
    attribute_filter.put("id", condition)
    grid_url.put("role", ("employer", "none"))
    grid_url.put("words", "te duur, 100%")
    grid_url.tell_link()
    link = st.query_params.to_dict()
    st.session_state.clear()
    st.query_params.from_dict(link)
    grid_url.take_link()
    assert st.session_state[attribute_filter.ACTIVE_CONDITIONS] == {"id": condition}
    assert grid_url.chosen() == {"role": ("employer", "none"), "words": "te duur, 100%"}


def test_a_link_from_elsewhere_replaces_the_filter_but_keeps_what_attributes_are_asked():
    attribute_filter.put("id", {"low": "2"})
    grid_url.put("block", ("costs",))
    grid_url.tell_link()
    st.query_params.from_dict({"partnership": "FV", "moment": "3", "lang": "en"})
    grid_url.take_link()
    assert grid_url.chosen() == {"partnership": ("FV",), "moment": ("3",)}
    assert st.session_state[attribute_filter.ACTIVE_CONDITIONS] == {"id": {"low": "2"}}
    grid_url.tell_link()
    assert st.query_params == {"partnership": "FV", "moment": "3", "a.id": "2..", "lang": "en"}
    grid_url.clear()
    grid_url.tell_link()
    # with no filter the link says what is shown: a bare one would be taken for a link from elsewhere, by Back too
    assert st.query_params == {"lang": "en", "show": "notes"}


def test_a_link_to_the_notes_screen_is_made_of_names_that_it_knows():
    assert note_link.link() == "notes"
    made = note_link.link(partnership="FV", moment=3, role=["employer", "none"], words="te duur & meer")
    assert made == "notes?partnership=FV&moment=3&role=employer,none&words=te%20duur%20%26%20meer"
    with pytest.raises(TypeError, match="wave"):
        note_link.link(wave="1")
