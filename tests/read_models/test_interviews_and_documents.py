"""What the screens of interviews, documents and backup read, on a small study that was counted by hand."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import NotFoundError
from canvas.read_models.backup_page import backup_page
from canvas.read_models.documents_page import (
    documents_page,
    interviews_to_record,
    reader_page,
    recorded_interview,
    respondents_to_record,
    stored_transcript,
)
from canvas.read_models.interviews_page import (
    answer_notes,
    interviews_page,
    open_interview,
    planned_moment,
    planned_waves,
)
from canvas.store import documents, interviews
from tests import build

TEXT = "I: Wat kost het? R: Te veel uren."


def add_documents(begun: build.Begun) -> tuple[str, str, str]:
    """A transcript of an interview at the first moment, and a report across partnerships; their ids, the interview's
    first.
    """
    talk = build.interview(begun)
    with begun.study.writing(begun.user) as writer:
        transcript = documents.add(
            writer,
            title="Gesprek",
            text=TEXT,
            kind="transcript",
            source="",
            language="nl",
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            interview_id=talk,
        )
        speakers = [
            {"label": label, "part": part, "respondent_id": respondent_id}
            for label, part, respondent_id in (("I", "interviewer", None), ("R", "respondent", begun.employer))
        ]
        turns = [
            {"speaker": "I", "start": 3, "end": 16, "from_ms": None, "to_ms": None},
            {"speaker": "R", "start": 20, "end": 33, "from_ms": None, "to_ms": None},
        ]
        documents.add_turns(writer, transcript, speakers, turns)
        report = documents.add(writer, title="Rapport", text="Over alle.", kind="report", source="", language="nl")
    return talk, transcript, report


def test_a_moment_lists_its_interviews_with_their_guide(begun):
    talk = build.interview(begun)
    with begun.study.reading() as connection:
        page = interviews_page(connection, (begun.partnership, begun.wave))
        later = interviews_page(connection, (begun.partnership, begun.later_wave))
    assert [(row["id"], row["codes"]) for row in page.interviews] == [(talk, ["NT-B1"])]
    assert [guide.id for guide in page.guides.values()] == ["pps-short"]
    assert list(page.guides) == [page.interviews[0]["guide_id"]]
    assert (later.interviews, later.guides, len(later.respondents)) == ([], {}, 3)


def test_an_open_interview_comes_with_its_answers_and_their_notes(begun):
    talk, _notes = build.answered(begun, "De kosten zijn hoog.\nDe uren ook.")
    capture.save(begun.study, begun.user, talk, "costs.main", "De kosten zijn hoog.")
    with begun.study.reading() as connection:
        model = open_interview(connection, talk)
        notes = answer_notes(connection, model.answers["costs.main"]["id"])
        with pytest.raises(NotFoundError):
            open_interview(connection, "no-such-interview")
    assert (model.interview["id"], model.guide.id, list(model.answers)) == (talk, "pps-short", ["costs.main"])
    assert [(row["text"], bool(row["retired"])) for row in notes.notes] == [
        ("De kosten zijn hoog.", False),
        ("De uren ook.", True),
    ]
    assert {len(notes.versions[row["id"]]) for row in notes.notes} == {1, 2}  # as it was made, and taken away


def test_interviews_are_planned_again_from_a_moment_that_has_some(begun):
    build.interview(begun)
    with begun.study.reading() as connection:
        model = planned_waves(connection, begun.partnership)
        moment = planned_moment(connection, (begun.partnership, begun.later_wave))
    assert [row["label"] for row in model.moments] == [row["label"] for row in model.waves] == ["Meting 1", "Meting 2"]
    assert [row["wave_id"] for row in model.with_interviews] == [begun.wave]
    assert (moment["code"], moment["position"]) == ("NT", 2)


def test_documents_stand_at_their_moment_or_across(begun):
    talk, transcript, report = add_documents(begun)
    with begun.study.reading() as connection:
        page = documents_page(connection, (begun.partnership, begun.wave))
        later = documents_page(connection, (begun.partnership, begun.later_wave))
        counted = stored_transcript(connection, transcript)
        to_record = interviews_to_record(connection, (begun.partnership, begun.wave))
        assert recorded_interview(connection, talk)["language"] == "nl"
        assert len(respondents_to_record(connection, begun.partnership)) == 3
    assert [row["id"] for row in page.of_moment] == [transcript]
    assert [row["id"] for row in page.across] == [row["id"] for row in later.across] == [report]
    assert (later.of_moment, [row["id"] for row in to_record]) == ([], [talk])
    assert (counted.document["title"], counted.turns) == ("Gesprek", 2)
    assert counted.words == 6  # Wat kost het? Te veel uren.


def test_a_document_says_where_its_words_come_from(begun):
    talk, transcript, report = add_documents(begun)
    with begun.study.reading() as connection:
        model, across = reader_page(connection, transcript), reader_page(connection, report)
        with pytest.raises(NotFoundError):
            reader_page(connection, "no-such-document")
    assert (model.document["text"], model.moment["label"]) == (TEXT, "Meting 1")
    assert (model.interview["id"], model.guide.id) == (talk, "pps-short")
    assert (across.document["title"], across.moment, across.interview, across.guide) == ("Rapport", None, None, None)


def test_a_study_is_another_once_something_is_written(begun):
    talk = build.interview(begun)
    with begun.study.reading() as connection:
        before, again = backup_page(connection), backup_page(connection)
    with begun.study.writing(begun.user) as writer:
        interviews.complete(writer, talk)
    with begun.study.reading() as connection:
        after = backup_page(connection)
    assert before.same(again)
    assert not before.same(after)
