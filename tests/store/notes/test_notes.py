"""Notes as screens read them: with all that leads back to the words spoken."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import NotFoundError
from canvas.store import interviews
from canvas.store.notes import notes
from tests import build


def texts_of(begun: build.Begun, **which) -> list[str]:
    with begun.study.reading() as connection:
        return sorted(row["text"] for row in notes.with_sources(connection, **which))


def test_an_id_with_a_sign_that_no_database_keeps_is_not_found(begun):
    with begun.study.reading() as connection, pytest.raises(NotFoundError):
        notes.get(connection, "\x00")


def test_a_note_leads_back_to_its_question_its_whole_answer_and_who_said_it(begun):
    interview_id = build.interview(begun, begun.employer, begun.employer_too)
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld\nreiskosten")
    with begun.study.reading() as connection:
        row = notes.with_sources(connection)[1]
    assert (row["text"], row["answer_text"], row["question"]) == (
        "reiskosten",
        "lesgeld\nreiskosten",
        "costs.main",
    )
    assert (row["partnership"], row["code"], row["wave"]) == ("Nieuwe Techniek", "NT", "Meting 1")
    assert (row["codes"], row["interview_role"], row["interview_id"]) == (
        ["NT-B1", "NT-B2"],
        "employer",
        interview_id,
    )
    assert row["answered_at"].endswith("Z")
    assert row["document"] is None


def test_notes_are_chosen_by_moment_role_block_and_question(begun):
    build.answered(begun, "baas nu")
    for who, wave, key, text in (
        (begun.government, begun.wave, "costs.main", "wethouder nu"),
        (begun.employer, begun.later_wave, "costs.main", "baas later"),
        (begun.employer, begun.wave, "revenues.main", "baas verdient"),
    ):
        interview_id = build.interview(begun, who, question_keys=(key,), wave=wave)
        capture.save(begun.study, begun.user, interview_id, key, text)
    with begun.study.writing(begun.user) as writer:
        notes.add(
            writer,
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            role=None,
            block="costs",
            text="van de dag zelf",
            origin="session",
            position=0,
        )
    now, later = (begun.partnership, begun.wave), (begun.partnership, begun.later_wave)
    assert texts_of(begun, wave_id=begun.later_wave) == ["baas later"]
    assert texts_of(begun, moments=[later]) == ["baas later"]
    assert texts_of(begun, moments=[]) == []
    assert len(texts_of(begun, moments=[now, later])) == len(texts_of(begun, partnership_id=begun.partnership)) == 5
    assert texts_of(begun, roles=["government"]) == ["wethouder nu"]
    assert texts_of(begun, roles=[None]) == ["van de dag zelf"]
    assert texts_of(begun, roles=["government", None]) == ["van de dag zelf", "wethouder nu"]
    assert texts_of(begun, roles=[]) == []
    assert texts_of(begun, blocks=["revenues"]) == ["baas verdient"]
    assert texts_of(begun, question="costs.main") == ["baas later", "baas nu", "wethouder nu"]
    assert texts_of(begun, across=True) == []
    assert len(texts_of(begun, limit=2)) == 2


def test_a_note_taken_away_is_shown_only_when_asked_for_by_its_id(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    capture.save(begun.study, begun.user, interview_id, "costs.main", "")
    assert texts_of(begun) == []
    with begun.study.reading() as connection:
        assert [row["text"] for row in notes.by_ids(connection, [note["id"]])] == ["lesgeld"]


def test_a_change_that_changes_nothing_makes_no_version(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    with begun.study.writing(begun.user) as writer:
        notes.change(writer, note, text="lesgeld", block="costs")
    with begun.study.reading() as connection:
        assert notes.get(connection, note["id"])["revision"] == 1


def test_the_people_of_more_interviews_than_one_query_can_name_are_found(begun):
    interview_id = build.interview(begun, begun.employer, begun.employer_too)
    interview_ids = [interview_id, *(f"other-{number}" for number in range(70_000))]
    with begun.study.reading() as connection:
        assert interviews.respondent_codes(connection, interview_ids) == {interview_id: ["NT-B1", "NT-B2"]}
        assert interviews.respondent_codes(connection, interview_ids[::-1]) == {interview_id: ["NT-B1", "NT-B2"]}
