"""Partners and respondents: what their lists are given to draw."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from canvas.store import moments, open_study, partnerships, study_settings, users
from tests.pages.screens import open_screen, texts


def lists(app: AppTest) -> list[dict]:
    """What the page gave its lists to draw."""
    assert not app.exception
    drawn = [element.proto for element in app.get("bidi_component")]
    return [json.loads(element.json) for element in drawn if element.component_name == "pps_line_list"]


def test_partners_and_respondents_stand_in_two_lists_each_line_with_what_its_button_does(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", "en", partnership="FV")
    partners, gone, respondents = lists(app)  # of the nine partners one left on 1 November 2025
    assert (len(partners["lines"]), len(respondents["lines"])) == (8, 8)
    assert partners["button"] == gone["button"] == respondents["button"] == "Change"
    (left,) = gone["lines"]
    assert left["title"] == "Warmtepompservice Winterkraan"
    assert "until 1\u00a0Nov\u00a02025" in left["said"] or "left 1\u00a0Nov\u00a02025" in left["said"]
    assert "8 partners" in texts(app)
    assert left["letter"] == ""
    assert left["hint"] == "Change Warmtepompservice Winterkraan"
    first = respondents["lines"][0]
    assert (first["title"], first["letter"]) == ("FV-B1", "B")
    assert "Installatiebedrijf De Koperen Bocht" in first["said"]


def test_a_study_that_is_read_only_has_lines_without_a_button(monkeypatch, demo_file):
    monkeypatch.setattr("canvas.store.Study.read_only", True)
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", "en", partnership="FV")
    assert [list_["button"] for list_ in lists(app)] == ["", "", ""]


def test_a_partnership_without_anybody_says_so_and_has_no_list(monkeypatch, tmp_path):
    path = tmp_path / "alone.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "onderzoeker-1", "researcher")
        study_settings.begin(writer, "Proef", "nl")
        moments.put_moment(writer, partnerships.add(writer, "Alleen"), moments.add_wave(writer, "Meting 1"))
    study.close()
    app = open_screen(monkeypatch, path, "partnerships", "onderzoeker-1", "en")
    assert lists(app) == []
    assert "No partners yet" in texts(app)
    assert "No respondents yet" in texts(app)
