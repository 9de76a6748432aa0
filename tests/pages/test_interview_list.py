"""The list of interviews: its form is drawn once it is opened, and keeps what was chosen in it while closed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.capture import interviewing
from canvas.store import open_study, partnerships, respondents
from tests import build
from tests.pages.screens import open_screen, texts

PLAN = "interview_plan_another"  # the form of a moment that has interviews already


@pytest.fixture
def begun(tmp_path: Path):
    """A study under way, in a file."""
    study = open_study(str(tmp_path / "study.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def respondent(study: Path, code: str) -> str:
    opened = open_study(str(study))
    with opened.reading() as connection:
        respondent_rows = [
            row
            for partnership in partnerships.every(connection)
            for row in respondents.of_partnership(connection, partnership["id"])
        ]
    opened.close()
    return next(row["id"] for row in respondent_rows if row["code"] == code)


def chosen(app) -> list:
    """The field of the form that says with whom; the filter of the study's attributes has such fields too."""
    return [field for field in app.multiselect if field.label == "Respondents"]


def test_the_form_is_drawn_once_it_is_opened_and_keeps_what_was_chosen_while_closed(monkeypatch, demo_file):
    def turned(is_open: bool):
        app.session_state[PLAN] = is_open
        app.run()
        assert not app.exception

    whom = respondent(demo_file, "FV-B1")
    app = open_screen(monkeypatch, demo_file, "interview", "evaluator-1", "en", partnership="FV", moment="3")
    assert not chosen(app)
    assert "Start now" not in [button.label for button in app.button]
    turned(True)
    chosen(app)[0].set_value([whom])
    app.selectbox(key="interview_mode").set_value("phone").run()
    turned(False)
    assert not chosen(app)
    assert "Start now" not in [button.label for button in app.button]
    turned(True)
    assert chosen(app)[0].value == [whom]
    assert app.selectbox(key="interview_mode").value == "phone"
    assert "Start now" in [button.label for button in app.button]


def test_only_a_planned_interview_can_be_removed_from_the_list(monkeypatch, begun):
    path = Path(begun.study.target)
    at = (begun.partnership, begun.wave)
    planned = interviewing.plan(begun.study, begun.user, build.short_guide(), *at, [begun.employer], "nl")
    started = build.interview(begun, begun.government)
    app = open_screen(monkeypatch, path, "interview", "onderzoeker-1", "en", partnership="NT", moment="1")
    assert f"remove={planned}" in texts(app)
    assert f"remove={started}" not in texts(app)
    app = open_screen(
        monkeypatch, path, "interview", "onderzoeker-1", "en", partnership="NT", moment="1", remove=planned
    )
    (dialog,) = app.get("dialog")
    assert dialog.proto.dialog.title == "Remove a planned interview"
    assert "remove" not in app.query_params
    app = open_screen(
        monkeypatch, path, "interview", "onderzoeker-1", "en", partnership="NT", moment="1", remove="nergens"
    )
    assert not app.get("dialog")
    assert "is not in this study" in texts(app)


def test_a_link_to_hear_a_role_opens_the_form_with_somebody_of_it_or_says_that_there_is_nobody(monkeypatch, begun):
    path = Path(begun.study.target)
    build.interview(begun)  # with the first employer
    link = {"partnership": "NT", "moment": "1"}
    app = open_screen(monkeypatch, path, "interview", "onderzoeker-1", "en", **link, hear="employer")
    # the first of the role who was not interviewed at this moment
    assert chosen(app)[0].value == [begun.employer_too]
    assert "hear" not in app.query_params
    app = open_screen(monkeypatch, path, "interview", "onderzoeker-1", "en", **link, hear="education")
    assert "There is no respondent of this role yet: Education" in texts(app)
    assert not chosen(app)
    app = open_screen(monkeypatch, path, "interview", "onderzoeker-1", "en", **link, hear="<b>weg</b>")
    assert not app.exception
    assert not chosen(app)
