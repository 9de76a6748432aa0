"""Whatever a browser sends to a component, or writes in a link, no screen breaks and nothing is stored."""

from __future__ import annotations

import hashlib
import json

import pytest

from canvas.ui import components
from canvas.ui.components import SENDS
from tests.pages.screens import open_screen, send, texts
from tests.screens_of_app import SCREENS

ODD = [
    7,
    "nonsense",
    "a|b|c|d",
    "point|x",
    "\ud800|\x00",
    "x" * 30_000,
    {"words": 3},
    [],
    [[]],
    "[1, 2]",
    "{}",
    "http://[",
    json.dumps({"field": 1, "then": None}),
    json.dumps({"turn": 0, "rows": {"nobody": "yes"}}),
    "-1",
    json.dumps([{"row": "x", "column": "y", "value": "z", "opened": "", "n": 1}]),
    {"words": "x", "at": "now"},
    json.dumps({"nobody": "NN"}),
    "9" * 400,
]


@pytest.fixture(autouse=True)
def _as_served(monkeypatch):
    serialization = components.serialization
    monkeypatch.setattr(serialization, "handle_deserialize", serialization.handle_deserialize)
    monkeypatch.setattr(serialization.BidiComponentSerde, "deserialize", serialization.BidiComponentSerde.deserialize)
    components.close_trap()


@pytest.mark.parametrize("screen", SCREENS)
def test_odd_values_for_every_component_of_a_screen_change_nothing(monkeypatch, demo_file, screen):
    app = open_screen(monkeypatch, demo_file, screen, "evaluator-1", "en", partnership="FV", moment="2")
    before = hashlib.sha256(demo_file.read_bytes()).hexdigest()
    drawn = texts(app.run())  # from its second run on AppTest draws the overview without app.py
    for odd in (ODD[:7], ODD[7:13], ODD[13:]):
        every = {name: [(event, value) for event in events for value in odd] for name, events in SENDS.items()}
        send(app, every, {"go": 3, "opened": [], "asked": "x"})
        assert not app.exception, (screen, app.exception)
    assert "<h1>" in texts(app)
    assert drawn.splitlines()[:3] == texts(app).splitlines()[:3]
    assert hashlib.sha256(demo_file.read_bytes()).hexdigest() == before


def test_a_sound_value_sent_likewise_acts(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "canvas", "evaluator-1", "en", partnership="FV", moment="2")
    assert not app.get("dialog")
    send(app, {"pps_poster": [("opened", "channels")]})
    assert not app.exception
    assert "pps-note" in texts(app)


PARAMETERS = (
    "partnership",
    "moment",
    "interview",
    "question",
    "guide",
    "cases",
    "moments",
    "scope",
    "view",
    "theme",
    "point",
    "document",
    "at",
    "add",
    "row",
    "q",
    "kind",
    "order",
    "role",
    "block",
    "sort",
    "down",
    "words",
    "show",
    "lang",
    "of",
    "figure",
    "axis",
    "part",
    "rated",
    "wave",
    "shows",
    "unit",
    "least",
    "factors",
    "since",
    "until",
    "compared",
)


@pytest.mark.parametrize("screen", SCREENS)
def test_odd_values_in_every_part_of_a_link_give_a_screen_that_says_at_most_a_word(monkeypatch, demo_file, screen):
    before = hashlib.sha256(demo_file.read_bytes()).hexdigest()
    nowhere, within = dict.fromkeys(PARAMETERS, "\x00\ufffe'\"<b>%|,*"), dict.fromkeys(PARAMETERS, "9" * 20_000)
    for link in (nowhere, within | {"partnership": "FV", "moment": "2"}):
        app = open_screen(monkeypatch, demo_file, screen, "evaluator-1", "en", **link)
        assert not app.exception
        assert "<h1>" in texts(app)
        assert "<b>%" not in texts(app)
    for value in ("", "weg", "\x00", "<script>", "' OR 1=1 --", "-1", "9" * 400, "a,,b", "{x}%s", "🚲"):
        for name in PARAMETERS:
            app.query_params[name] = value
        app.run()
        assert not app.exception, value
        assert "<h1>" in texts(app), value
        assert "<script>" not in texts(app)
    assert hashlib.sha256(demo_file.read_bytes()).hexdigest() == before
