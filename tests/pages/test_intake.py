"""Adding a transcript: what the screen asks, says and refuses before anything is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import documents, interviews, moments, open_study, partnerships, respondents, study_settings, users
from tests.pages.screens import drawn, open_screen, texts

TALK = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Sanne Proefman>Goedemiddag Piet. Wat kost het?</v>

00:00:05.000 --> 00:00:14.000
<v Piet Toetssteen>Lesgeld, Sanne. Mail karin@example.org <b>& co</b>.</v>
"""


@pytest.fixture
def held_interview(tmp_path: Path) -> tuple[Path, str]:
    """A study with one interview that is planned, and the interview's id."""
    path = tmp_path / "study.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        user = writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        study_settings.begin(writer, "Proef", "nl")
        wave = moments.add_wave(writer, "Meting 1")
        partnership = partnerships.add(writer, "Nieuwe Techniek", "NT", "", 2024)
        moments.put_moment(writer, partnership, wave)
        whom = respondents.add(writer, partnership, "NT-B1", "employer")
    made = interviewing.plan(study, user, shipped_guides()["pps-short"], partnership, wave, [whom], "nl")
    study.close()
    return path, made


def adding(
    monkeypatch, held_interview, talk: str | None = TALK, name: str = "Gesprek Piet.vtt", language="en", **link
) -> AppTest:
    app = open_screen(
        monkeypatch, held_interview[0], "documents", "evaluator-1", language, add=held_interview[1], **link
    )
    if talk is not None:
        app.file_uploader[0].set_value((name, talk.encode(), "text/vtt")).run()
    assert not app.exception
    return app


def button(app: AppTest, label: str):
    return next(button_ for button_ in app.button if button_.label == label)


def shown(app: AppTest) -> str:
    """The text as it will be stored, codes in ‹›, what stays though it looks like a name in ~~."""
    around = {"": "{}", "replaced": "‹{}›", "stays": "~{}~"}
    rows = drawn(app, "pps_intake_text")["rows"]
    return "\n".join(
        f"{row['who']}: " + "".join(around[mark].format(words) for mark, words, *_ in row["bits"]) for row in rows
    )


def stored(path: Path) -> list[dict]:
    study = open_study(str(path))
    with study.reading() as connection:
        moment_row = moments.moments(connection)[0]
        document_rows = documents.of_moment(connection, moment_row["partnership_id"], moment_row["wave_id"])
        document_rows = [documents.get(connection, row["id"]) for row in document_rows]
    study.close()
    return document_rows


def test_a_file_is_read_its_speakers_matched_and_its_names_shown_as_codes(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    screen_texts = texts(app)
    assert "Complete" in screen_texts
    assert "2 of 2 time lines read" in screen_texts
    assert [box.value for box in app.selectbox if box.label.startswith("Who is")] == [
        "interviewer",
        _whom(held_interview),
    ]
    assert shown(app) == (
        "Interviewer: Goedemiddag ‹NT-B1›. Wat kost het?\nNT-B1: Lesgeld, ‹[interviewer]›. Mail ‹[e-mail 1]› & co."
    )
    assert "Nothing that looks like a name stays in." in screen_texts
    assert stored(held_interview[0]) == []


def _whom(held_interview) -> str:
    study = open_study(str(held_interview[0]))
    with study.reading() as connection:
        row = interviews.get(connection, held_interview[1])
        respondent_id = respondents.of_partnership(connection, row["partnership_id"])[0]["id"]
    study.close()
    return respondent_id


def test_it_is_stored_only_with_the_list_or_an_explicit_tick(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    assert button(app, "Store transcript").disabled
    app.checkbox[0].check().run()
    button(app, "Store transcript").click().run()
    assert not app.exception
    (document,) = stored(held_interview[0])
    assert (document["title"], document["text"]) == (
        "Transcript NT-B1",
        "Goedemiddag NT-B1. Wat kost het?\n\nLesgeld, [interviewer]. Mail [e-mail 1] & co.",
    )
    assert "The transcript is stored" in texts(app)
    assert "intake" not in app.session_state, "the text is gone from the session"
    button(app, "Close").click().run()
    assert "Piet" not in repr(app.session_state), "and so is the list"


def test_the_list_is_gone_from_the_session_once_one_is_elsewhere(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    app.checkbox[0].check().run()
    button(app, "Store transcript").click().run()
    assert app.session_state["fleeting"]
    app.run()
    assert "The transcript is stored" in texts(app)
    app.switch_page("pages/overview.py").run()
    app.run()
    assert not app.session_state["fleeting"]


def test_a_changed_speaker_changes_the_label_and_the_codes_in_the_text(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    who = [box for box in app.selectbox if box.label.startswith("Who is")]
    who[0].set_value("other").run()
    assert "Spreker 1: Goedemiddag" in shown(app)
    assert "‹[spreker 1]›" in shown(app)


def test_terms_of_ones_own_are_replaced_and_those_not_found_are_said(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    app.text_area[0].set_value("lesgeld\nzorblax").run()
    assert "‹[term 1]›, ‹[interviewer]›" in shown(app)
    assert "Not found in the text: zorblax" in texts(app)


def test_a_code_that_holds_a_name_is_refused_where_it_is_typed(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    app.session_state["intake"].decisions["Piet"] = "vriend van Sanne"
    app.run()
    assert "holds “Sanne”, which is to be replaced itself" in texts(app)
    assert not [button_ for button_ in app.button if button_.label == "Store transcript"]


def test_a_file_that_cannot_be_read_is_refused_and_another_can_be_chosen(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview, "geen ondertitels")
    assert 'role="alert"' in texts(app)
    assert len(app.file_uploader) == 1
    app.file_uploader[0].set_value(("x.vtt", TALK.encode(), "text/vtt")).run()
    assert "2 of 2 time lines read" in texts(app)
    assert 'role="alert"' not in texts(app)


def test_the_same_file_is_recognised_before_anything_is_asked(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    app.checkbox[0].check().run()
    button(app, "Store transcript").click().run()
    again = adding(monkeypatch, held_interview, name="anders.vtt")
    assert "this file is in the study already, as “Transcript NT-B1” (Nieuwe Techniek · Meting 1" in texts(again)
    same_words = adding(monkeypatch, held_interview, TALK + "\n", name="anders.vtt")
    assert "this file is in the study already" not in texts(same_words)


def test_cancelling_forgets_the_text(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    button(app, "Cancel").click().run()
    assert "intake" not in app.session_state
    assert "Goedemiddag" not in texts(app)
    assert "Add a transcript" in [button_.label for button_ in app.button]
    assert stored(held_interview[0]) == []


def test_what_was_begun_waits_while_one_looks_elsewhere_and_not_for_another_profile(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    app.switch_page("pages/overview.py").run()
    app.switch_page("pages/documents.py").run()
    assert "Goedemiddag ‹NT-B1›" in shown(app)
    app.session_state["intake"].owner = "somebody else"
    app.run()
    assert "Goedemiddag" not in texts(app)
    assert "intake" not in app.session_state


def test_an_interview_that_is_not_there_yet_is_made_on_the_way(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    place = next(box for box in app.selectbox if box.label == "Interview it belongs to")
    place.set_value("new").run()
    app.multiselect[0].set_value([_whom(held_interview)]).run()
    button(app, "Add interview").click().run()
    assert not app.exception
    place = next(box for box in app.selectbox if box.label == "Interview it belongs to")
    assert place.value not in ("new", held_interview[1])
    assert len(place.options) == 3
    assert "Goedemiddag ‹NT-B1›" in shown(app), "the file that was read is still there"


def test_a_title_with_a_name_in_it_is_refused_and_nothing_is_stored(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview)
    app.text_input(key="intake_title").set_value("Gesprek met Piet").run()
    app.checkbox[0].check().run()
    button(app, "Store transcript").click().run()
    assert "it holds “Piet”, which was replaced" in texts(app)
    assert stored(held_interview[0]) == []


def test_interviews_lead_to_adding_their_transcript(monkeypatch, held_interview):
    app = open_screen(monkeypatch, held_interview[0], "interview", "evaluator-1", "nl", partnership="NT", moment="1")
    assert f'href="documents?partnership=NT&amp;moment=1&amp;add={held_interview[1]}"' in texts(app)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_screen_says_that_the_text_is_in_memory_alone(monkeypatch, held_interview, language):
    screen_texts = texts(adding(monkeypatch, held_interview, None, language=language))
    assert {"nl": "alleen in het geheugen van deze server", "en": "in the memory of this server alone"}[
        language
    ] in screen_texts
