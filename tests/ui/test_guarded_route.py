"""What a route takes in: only what has the shape it must have."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.ui import answer_route, reader_route
from canvas.ui.guarded_route import a_number, a_text, understood

SHAPES = {"place": a_text(8, least=1), "count": a_number, "more": a_text()}
DOINGS = {"look": (None, frozenset()), "put": (None, frozenset({"count"}))}


def read(asked: object) -> dict | None:
    return understood(json.dumps(asked).encode(), SHAPES, DOINGS, frozenset({"place"}))


@pytest.mark.parametrize("asked", [
    {"place": "a", "do": "look"}, {"place": "a", "do": "put", "count": 0}, {"place": "é" * 8, "do": "look", "more": ""},
])  # fmt: skip
def test_what_is_sound_is_taken_in_as_it_is(asked):
    assert read(asked) == asked


@pytest.mark.parametrize("asked", [
    [], "look", 3, None, {}, {"do": "look"}, {"place": "a"}, {"place": "", "do": "look"},
    {"place": "a" * 9, "do": "look"}, {"place": 1, "do": "look"}, {"place": "a", "do": "drop"},
    {"place": "a", "do": ["look"]}, {"place": "a", "do": None},
    {"place": "a", "do": "put"}, {"place": "a", "do": "put", "count": -1}, {"place": "a", "do": "put", "count": True},
    {"place": "a", "do": "put", "count": 2**31}, {"place": "a", "do": "put", "count": "1"},
    {"place": "a", "do": "look", "unknown": "x"},
])  # fmt: skip
def test_what_lacks_something_has_too_much_or_the_wrong_shape_is_not(asked):
    assert read(asked) is None


@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_it_fail(body):
    assert understood(body, SHAPES, DOINGS, frozenset({"place"})) is None


def test_json_nested_without_end_is_refused_like_any_other():
    assert understood(b"[" * 200_000, SHAPES, DOINGS, frozenset({"place"})) is None


@pytest.mark.parametrize("route", [answer_route, reader_route])
def test_every_value_that_a_doing_needs_has_a_shape(route):
    assert all(needed <= route._SHAPES.keys() for _does, needed in route._DOINGS.values())
