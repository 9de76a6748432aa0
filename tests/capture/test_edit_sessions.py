"""Bursts of typing: hundreds of saves are one version, and nothing that was said for a while goes lost in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from canvas.capture import answers as capture
from canvas.store import answers
from canvas.store.check.check import check
from canvas.store.notes import notes
from tests import build, recount

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LONG = "x" * 50


class Clock:
    """The server's clock, in the hand of a test."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> str:
        return (START + timedelta(seconds=self.passed)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("canvas.store.study.now", made)
    return made


def save(begun: build.Begun, held: str, text: str, burst: str = "stay-1", by: str = "", **more) -> capture.Saved:
    return capture.save(begun.study, by or begun.user, held, "costs.main", text, burst=burst, **more)


def kept(begun: build.Begun, held: str) -> list[tuple[int, str]]:
    """(number, text) of every version, oldest first."""
    with begun.study.reading() as connection:
        found = answers.revisions(connection, build.answer(begun, held)["id"])
    assert recount.broken_links(begun.study) == []
    assert check(begun.study)["faults"] == []
    return [(row["number"], row["text"]) for row in reversed(found)]


def test_what_is_typed_in_one_go_is_one_version_with_the_number_of_its_last_save(begun, clock):
    held = build.interview(begun)
    for number, text in enumerate(("les", "lesgeld", "lesgeld en", "lesgeld en boeken"), start=1):
        clock.passed += 2
        saved = save(begun, held, text, base=number - 1, attempt=f"a-{number}")
        assert (saved.how, saved.revision, saved.at) == ("stored", number, clock())
    assert kept(begun, held) == [(4, "lesgeld en boeken")]
    with begun.study.reading() as connection:
        (row,) = answers.revisions(connection, build.answer(begun, held)["id"])
    assert (row["id"], row["begun_at"][:19], row["made_at"][:19]) == (
        "a-4",
        "2026-11-24T09:00:02",
        "2026-11-24T09:00:08",
    )


def test_without_a_burst_every_save_is_a_version(begun):
    held = build.interview(begun)
    save(begun, held, "les", burst="")
    save(begun, held, "lesgeld", burst="")
    assert kept(begun, held) == [(1, "les"), (2, "lesgeld")]


@pytest.mark.parametrize(("pause", "versions"), [(30, 1), (30.001, 2), (-0.001, 2)])
def test_a_pause_or_a_clock_that_goes_back_ends_a_burst(begun, clock, pause, versions):
    held = build.interview(begun)
    save(begun, held, "les")
    clock.passed += pause
    save(begun, held, "lesgeld")
    assert len(kept(begun, held)) == versions


def test_a_burst_lasts_no_longer_than_five_minutes(begun, clock):
    held = build.interview(begun)
    for number in range(14):  # 0, 25, 50 … 325 seconds after it began; 300 is still within it
        save(begun, held, "woord " * (number + 1))
        clock.passed += 25
    assert kept(begun, held) == [(13, "woord " * 13), (14, "woord " * 14)]


def test_another_stay_or_another_person_begins_a_version(begun):
    held = build.interview(begun)
    save(begun, held, "les")
    save(begun, held, "lesgeld", burst="stay-2")
    save(begun, held, "lesgeld en boeken", burst="stay-2", by=begun.other_user)
    save(begun, held, "lesgeld, boeken", burst="stay-2")
    assert [number for number, _ in kept(begun, held)] == [1, 2, 3, 4]


def test_a_rating_or_a_question_passed_over_in_between_ends_a_burst(begun):
    held = build.interview(begun)
    save(begun, held, "les")
    capture.rate(begun.study, begun.user, held, "costs.main", 4)
    save(begun, held, "lesgeld")
    save(begun, held, "lesgeld en boeken")
    assert kept(begun, held) == [(1, "les"), (2, "les"), (4, "lesgeld en boeken")]
    emptied = build.interview(begun)
    save(begun, emptied, "les")
    save(begun, emptied, "")  # answered, then open again: another state is a version
    save(begun, emptied, "lesgeld")  # from open to answered goes with typing, but what was rubbed out began a version
    assert kept(begun, emptied) == [(1, "les"), (3, "lesgeld")]


def test_what_is_deleted_within_a_burst_is_found_in_the_history_once_it_is_much(begun):
    held = build.interview(begun)
    save(begun, held, LONG + LONG)
    save(begun, held, LONG)  # 50 characters gone
    save(begun, held, LONG + " en meer")
    assert kept(begun, held) == [(3, LONG + " en meer")]
    save(begun, held, "x" * 19 + " en meer")  # 31 more: 81 in all
    assert kept(begun, held) == [(3, LONG + " en meer"), (4, "x" * 19 + " en meer")]
    save(begun, held, "x" * 9 + " en meer")  # counted anew
    assert kept(begun, held)[1:] == [(5, "x" * 9 + " en meer")]


def test_eighty_characters_may_go_in_a_burst_and_one_more_may_not(begun):
    for much, versions in ((80, 1), (81, 2)):
        held = build.interview(begun)
        save(begun, held, "begin " + "y" * much + " eind")
        save(begun, held, "begin  eind")
        assert len(kept(begun, held)) == versions


def test_a_save_sent_again_after_its_version_was_replaced_is_stored_nowhere(begun):
    # Its id is gone with the row it made, so it is not known to have been stored. But the field typed on: what stands
    # holds what it said, and its base is no longer what stands. It is told that it is old, and changes nothing.
    held = build.interview(begun)
    save(begun, held, "les", base=0, attempt="a-1")
    save(begun, held, "lesgeld", base=1, attempt="a-2")
    again = save(begun, held, "les", base=0, attempt="a-1")
    assert (again.how, again.revision, again.text) == ("stale", 2, "lesgeld")
    assert kept(begun, held) == [(2, "lesgeld")]


def test_a_save_sent_again_does_not_come_over_words_that_were_typed_and_taken_back(begun):
    # The words are again what they were before the first attempt, so it looks as if nothing changed since its base;
    # the number that is missing says that they did.
    held = build.interview(begun)
    capture.rate(begun.study, begun.user, held, "costs.main", 3)  # so that no words is an answer still
    save(begun, held, "x", base=1, attempt="a-1")
    save(begun, held, "", base=2, attempt="a-2")
    assert save(begun, held, "x", base=1, attempt="a-1").how == "stale"
    assert kept(begun, held) == [(1, ""), (3, "")]


def test_a_note_typed_in_one_go_has_one_version(begun):
    held = build.interview(begun)
    for text in ("les", "lesgeld", "lesgeld\nboe", "lesgeld\nboeken"):
        save(begun, held, text)
    found = build.notes_of(begun, held)
    assert [(row["text"], row["revision"]) for row in found] == [("lesgeld", 1), ("boeken", 1)]
    made = recount.table(begun.study, "note_revision")
    assert sorted((row["text"], row["number"]) for row in made) == [("boeken", 1), ("lesgeld", 1)]


def test_an_older_note_edited_in_one_go_gets_one_new_version(begun):
    held, (note,) = build.answered(begun, "lesgeld")
    for text in ("lesgeld e", "lesgeld en", "lesgeld en boeken"):
        save(begun, held, text)
    with begun.study.reading() as connection:
        found = [(row["number"], row["text"]) for row in notes.revisions(connection, note["id"])]
    assert found == [(2, "lesgeld en boeken"), (1, "lesgeld")]


def test_a_line_typed_and_deleted_in_one_go_leaves_a_note_that_no_longer_stands(begun):
    held = build.interview(begun)
    save(begun, held, "lesgeld\ntikfout")
    save(begun, held, "lesgeld")
    (row,) = [row for row in recount.table(begun.study, "note") if row["retired"]]
    assert (row["text"], row["revision"]) == ("tikfout", 1)
    assert [row["text"] for row in build.notes_of(begun, held)] == ["lesgeld"]


def test_a_note_moved_meanwhile_keeps_its_move_as_a_version_of_its_own(begun):
    held = build.interview(begun)
    save(begun, held, "les")
    (note,) = build.notes_of(begun, held)
    capture.move_note(begun.study, begun.user, note["id"], "funding")
    save(begun, held, "lesgeld")
    save(begun, held, "lesgeld en boeken")
    with begun.study.reading() as connection:
        found = [(row["text"], row["block"]) for row in reversed(notes.revisions(connection, note["id"]))]
    assert found == [("les", "costs"), ("les", "funding"), ("lesgeld en boeken", "funding")]
    assert kept(begun, held) == [(1, "les"), (3, "lesgeld en boeken")]


def test_a_note_changed_by_another_in_a_burst_does_not_go_under_ones_own_name(begun):
    held = build.interview(begun)
    save(begun, held, "lesgeld")
    (note,) = build.notes_of(begun, held)
    capture.rewrite_note(begun.study, begun.other_user, note["id"], "lesgeld van de school", "costs")
    save(begun, held, "lesgeld van de school, en boeken")
    with begun.study.reading() as connection:
        found = [(row["text"], row["by"]) for row in reversed(notes.revisions(connection, note["id"]))]
    assert found == [
        ("lesgeld", "onderzoeker-1"),
        ("lesgeld van de school", "onderzoeker-2"),
        ("lesgeld van de school, en boeken", "onderzoeker-1"),
    ]
