"""What is held back from a lead makes nothing else untrue: a gap is said as a gap, and never as a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas import method
from canvas.errors import UserError
from canvas.read_models.state_of_affairs import state_of_affairs
from canvas.report import finding_words
from canvas.speech import Speech
from canvas.store import Study, open_study, study_settings
from canvas.store.limited.limited_study import as_seen_by
from canvas.store.points import point_states, points
from tests import build
from tests.access import small_study
from tests.access.small_study import CHECKED, Small
from tests.pages.screens import open_screen, texts

ROLES = list(method.roles([]))


@pytest.fixture
def small(begun) -> Small:
    """A point that was checked: an official's note contradicts it, which a lead does not see."""
    return _held_back(small_study.make(begun))


@pytest.fixture
def small_file(tmp_path) -> tuple[Path, str]:
    """The same study in a file, closed, and the id of that point."""
    study = open_study(str(tmp_path / "small.sqlite"), create=True)
    made = _held_back(small_study.make(build.begin(study)))
    study.close()
    return tmp_path / "small.sqlite", made.checked


def _held_back(small: Small) -> Small:
    with small.begun.study.writing(small.evaluator) as writer:
        study_settings.put_small_numbers(writer, "checked_points", 3)
    return small


def seen_by(small: Small, kind: str) -> Study:
    return as_seen_by(small.begun.study, {"kind": kind})


def _point(small: Small, kind: str) -> dict:
    with seen_by(small, kind).reading() as connection:
        return dict(points.get(connection, small.checked))


def test_a_lead_knows_that_a_point_is_contradicted_and_not_in_which_words(small):
    assert (len(_point(small, "researcher")["notes"]), _point(small, "researcher")["held_back"]) == (2, [])
    of_lead = _point(small, "lead")
    assert (list(of_lead["notes"].values()), of_lead["held_back"]) == (["supports"], ["contradicts"])


def test_a_note_that_was_taken_away_is_not_held_back(small):
    with small.begun.study.writing(small.evaluator) as writer:
        writer.connection.exec_driver_sql(f"UPDATE note SET retired = true WHERE id = '{small.note}'")
    assert _point(small, "lead")["held_back"] == []


def test_an_agreed_point_that_held_back_words_contradict_does_not_go_well(small):
    with small.begun.study.writing(small.evaluator) as writer:
        point_states.change_state(writer, small.checked, "agreed")
    said = {}
    for kind in ("researcher", "lead"):
        with seen_by(small, kind).reading() as connection:
            findings = state_of_affairs(connection, small.pair, ROLES, ROLES).findings
        said[kind] = [row for row in findings if row.basis.points == (small.checked,)]
        assert [(row.part, row.rule) for row in said[kind]] == [("contested", "point_contradicted")], kind
    words = finding_words.statement(said["lead"][0], Speech("nl"), method.roles([]))
    assert words.startswith(f"Tegengesproken: “{CHECKED} over geld”.")
    assert words.endswith("Woorden die het tegenspreken, zijn achtergehouden.")
    assert "achtergehouden" not in finding_words.statement(said["researcher"][0], Speech("nl"), method.roles([]))


def test_a_lead_does_not_agree_to_a_point_of_which_words_are_held_back(small):
    with (
        pytest.raises(UserError, match="held back from you"),
        seen_by(small, "lead").writing(small.lead) as writer,
    ):
        point_states.change_state(writer, small.checked, "agreed", opened=_point(small, "lead"))
    assert _point(small, "researcher")["state"] == "checked"
    with small.begun.study.writing(small.evaluator) as writer:
        point_states.change_state(writer, small.checked, "agreed", opened=_point(small, "evaluator"))
    assert _point(small, "researcher")["state"] == "agreed"


def test_the_drawer_says_held_back_and_offers_no_agreement(monkeypatch, small_file):
    path, point_id = small_file
    for profile, limited in (("trekker-1", True), ("evaluator-1", False)):
        app = open_screen(monkeypatch, path, "perspectives", profile, point=point_id)
        assert not app.exception
        assert ("Zet op akkoord" in [button.label for button in app.button]) is not limited
        assert ("Jij zet dit punt niet op akkoord" in texts(app)) is limited
        assert ("woorden die het tegenspreken, zijn achtergehouden" in texts(app)) is limited
