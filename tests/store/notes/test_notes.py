"""Notes as screens read them: with all that leads back to the words spoken."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import NotFoundError
from canvas.store import interviews
from canvas.store.notes import notes
from tests import build


def found(begun: build.Begun, **which) -> list[str]:
    with begun.study.reading() as connection:
        return sorted(row["text"] for row in notes.with_sources(connection, **which))


def test_an_id_with_a_sign_that_no_database_keeps_is_not_found(begun):
    with begun.study.reading() as connection, pytest.raises(NotFoundError):
        notes.get(connection, "\x00")


def test_a_note_leads_back_to_its_question_its_whole_answer_and_who_said_it(begun):
    held = build.interview(begun, begun.employer, begun.employer_too)
    capture.save(begun.study, begun.user, held, "costs.main", "lesgeld\nreiskosten")
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
        held,
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
        held = build.interview(begun, who, question_keys=(key,), wave=wave)
        capture.save(begun.study, begun.user, held, key, text)
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
    assert found(begun, wave_id=begun.later_wave) == ["baas later"]
    assert found(begun, moments=[later]) == ["baas later"]
    assert found(begun, moments=[]) == []
    assert len(found(begun, moments=[now, later])) == len(found(begun, partnership_id=begun.partnership)) == 5
    assert found(begun, roles=["government"]) == ["wethouder nu"]
    assert found(begun, roles=[None]) == ["van de dag zelf"]
    assert found(begun, roles=["government", None]) == ["van de dag zelf", "wethouder nu"]
    assert found(begun, roles=[]) == []
    assert found(begun, blocks=["revenues"]) == ["baas verdient"]
    assert found(begun, question="costs.main") == ["baas later", "baas nu", "wethouder nu"]
    assert found(begun, across=True) == []
    assert len(found(begun, limit=2)) == 2


def test_a_note_taken_away_is_shown_only_when_asked_for_by_its_id(begun):
    held, (note,) = build.answered(begun, "lesgeld")
    capture.save(begun.study, begun.user, held, "costs.main", "")
    assert found(begun) == []
    assert found(begun, note_ids=[note["id"]]) == ["lesgeld"]


def test_a_change_that_changes_nothing_makes_no_version(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    with begun.study.writing(begun.user) as writer:
        notes.change(writer, note, text="lesgeld", block="costs")
    with begun.study.reading() as connection:
        assert notes.get(connection, note["id"])["revision"] == 1


def test_the_people_of_more_interviews_than_one_query_can_name_are_found(begun):
    held = build.interview(begun, begun.employer, begun.employer_too)
    many = [held, *(f"other-{number}" for number in range(70_000))]
    with begun.study.reading() as connection:
        assert interviews.respondent_codes(connection, many) == {held: ["NT-B1", "NT-B2"]}
        assert interviews.respondent_codes(connection, many[::-1]) == {held: ["NT-B1", "NT-B2"]}
