"""What a browser sends to a component is let in only where it has the shape that was declared."""

from __future__ import annotations

import importlib
import json
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as any_
from streamlit.components.v2.bidi_component import serialization

import canvas.screens
import canvas.ui
from canvas.store.database.text import clean
from canvas.ui import browser, components
from canvas.ui.components import SENDS, Written, read_value

for room in (canvas.ui, canvas.screens):
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        importlib.import_module(module.name)

TEXTS = any_.text(any_.characters(), max_size=40) | any_.sampled_from(["\ud800", "a\x00b", "x" * 5_000, "", "|", "{}"])
VALUES = any_.recursive(
    any_.none() | any_.booleans() | any_.integers() | any_.floats() | TEXTS,
    lambda inner: any_.lists(inner, max_size=4) | any_.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
KEYS = ("row", "column", "value", "opened", "n", "words", "at", "turn", "rows", "field", "then")
NAMED = any_.dictionaries(any_.sampled_from(KEYS), VALUES, max_size=5)


@given(VALUES | NAMED | NAMED.map(json.dumps) | any_.lists(NAMED, max_size=3).map(json.dumps) | TEXTS)
def test_no_value_raises_and_what_comes_through_has_its_shape(sent):
    assert len(SENDS) >= 18
    for events in SENDS.values():
        for shape in events.values():
            value = read_value(shape, sent)
            assert value is None or shape(value)
            if isinstance(value, str) and shape is not components.anything:
                assert clean(value) == value


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{",
        "nonsense",
        "[" * 100_000,
        '{"a":' * 5_000,
        "1" * 5_000,
        "null",
        "3",
        '"text"',
        "x" * 5_000_000,
        None,
        '[{"event": "go", "value": ' + "[" * 900 + "]" * 900 + "}]",
    ],
)
def test_what_is_no_row_of_events_is_none_to_streamlit(monkeypatch, sent):
    monkeypatch.setattr(serialization, "handle_deserialize", None)
    monkeypatch.setattr(serialization.BidiComponentSerde, "deserialize", None)
    components.close_trap()
    assert serialization.deserialize_trigger_list(sent) is None
    assert serialization.BidiComponentSerde().deserialize(sent) == {}


def test_events_come_through_to_streamlit(monkeypatch):
    monkeypatch.setattr(serialization, "handle_deserialize", None)
    monkeypatch.setattr(serialization.BidiComponentSerde, "deserialize", None)
    components.close_trap()
    event = {"event": "go", "value": "costs.main"}
    assert serialization.deserialize_trigger_list(json.dumps([event, 3])) == [event]
    assert serialization.deserialize_trigger_list(json.dumps(event)) == [event]


def test_a_value_written_as_json_is_read_and_a_plain_one_is_not_taken_for_it():
    shape = Written(components.a_record(field=components.a_line(), then=components.a_line()))
    assert read_value(shape, '{"field": "i/q", "then": "next"}') == {"field": "i/q", "then": "next"}
    for odd in ({"field": "i/q", "then": "next"}, '{"field": "i/q"}', '{"field": 3, "then": "x"}', "[]", "null"):
        assert read_value(shape, odd) is None


@given(TEXTS | any_.sampled_from(["http://[", "//evil.example/canvas", "interview?" + "&" * 2_000, "canvas?a=%00"]))
def test_a_link_leads_to_a_screen_or_nowhere(link):
    led = browser.screen_of(link)
    assert led is None or led[0].startswith("pages/")


def test_links_lead_where_they_did():
    assert browser.screen_of("interview?interview=1&question=costs.main") == (
        "pages/interview.py",
        {"interview": "1", "question": "costs.main"},
    )
    assert browser.screen_of("/") == ("pages/overview.py", {})
    for odd in ("nowhere", "../app", "Canvas", "https://evil.example/canvas", "a" * 5_000, "canvas/../x"):
        assert browser.screen_of(odd) is None
    assert browser.screen_of("canvas?embed=true&x=1&x=2") == ("pages/canvas.py", {"x": "2"})
