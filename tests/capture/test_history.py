"""What an answer said before, and the way back."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.capture import history, interviewing
from canvas.errors import InterviewCompletedError, NotFoundError, UserError
from canvas.store import answers, interviews
from canvas.store.check.check import check
from canvas.store.notes import notes
from canvas.store.points import points
from tests import build, recount


def save(begun: build.Begun, held: str, text: str, by: str = "", **more) -> capture.Saved:
    return capture.save(begun.study, by or begun.user, held, "costs.main", text, **more)


def standing(begun: build.Begun, held: str) -> str:
    """The text that stands, once it is known that its notes, versions and cells agree with it."""
    assert recount.broken_links(begun.study) == []
    assert recount.stored(begun.study) == recount.recounted(begun.study)
    assert check(begun.study)["faults"] == []
    return build.answer(begun, held)["text"]


def last(begun: build.Begun, **which) -> tuple | None:
    found = build.read(begun, history.last_change, **which)
    return found and (found["how"], found["text"], found["from_block"], found["to_block"], found["by"])


def undo(begun: build.Begun, by: str = "") -> None:
    found = build.read(begun, history.last_change)
    history.undo(begun.study, by or begun.user, found["note_id"], found["number"])


def complete(begun: build.Begun, held: str) -> None:
    interviewing.complete(begun.study, begun.user, held)


def test_every_version_says_who_made_it_what_it_said_and_what_it_changed(begun):
    held, _ = build.answered(begun, "lesgeld")
    save(begun, held, "lesgeld\nboeken", by=begun.other_user)
    capture.rate(begun.study, begun.user, held, "costs.main", 4)
    given = build.answer(begun, held)
    found = build.read(begun, history.versions, given["id"])
    assert [(row["number"], row["by"], row["text"], row["rating"], row["parts"]) for row in found] == [
        (3, "onderzoeker-1", "lesgeld\nboeken", 4, [("same", "lesgeld\nboeken")]),
        (2, "onderzoeker-2", "lesgeld\nboeken", None, [("same", "lesgeld"), ("added", "\nboeken")]),
        (1, "onderzoeker-1", "lesgeld", None, [("added", "lesgeld")]),
    ]
    assert found[0].keys() == {
        "number",
        "by",
        "made_at",
        "begun_at",
        "text",
        "rating",
        "dont_know",
        "state",
        "reason",
        "parts",
    }
    assert (found[0]["state"], found[0]["reason"], found[0]["dont_know"]) == ("answered", "", False)


def test_going_back_makes_a_new_version_and_brings_its_notes_and_their_points_back(begun):
    held, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    with begun.study.writing(begun.user) as writer:
        point = points.add(
            writer, "financing", "Duur", ["employer"], begun.partnership, begun.wave, {second["id"]: "supports"}
        )
    capture.move_note(begun.study, begun.user, second["id"], "funding")
    save(begun, held, "")
    saved = history.go_back(begun.study, begun.other_user, build.answer(begun, held)["id"], 1)
    assert (saved.how, saved.revision, saved.text, saved.by) == ("stored", 3, "lesgeld\nreiskosten", "onderzoeker-2")
    assert standing(begun, held) == "lesgeld\nreiskosten"
    now = build.notes_of(begun, held)
    assert [(row["id"], row["block"]) for row in now] == [(first["id"], "costs"), (second["id"], "funding")]
    with begun.study.reading() as connection:
        assert points.get(connection, point)["notes"] == {second["id"]: "supports"}


def test_going_back_brings_rating_state_and_reason_back_too(begun):
    held = build.interview(begun)
    capture.pass_over(begun.study, begun.user, held, "costs.main", "skipped", "geen tijd")
    save(begun, held, "toch iets")
    capture.rate(begun.study, begun.user, held, "costs.main", None, dont_know=True)
    given = build.answer(begun, held)
    history.go_back(begun.study, begun.user, given["id"], 1)
    now = build.answer(begun, held)
    assert (now["text"], now["state"], now["reason"], now["dont_know"]) == ("", "skipped", "geen tijd", False)
    history.go_back(begun.study, begun.user, given["id"], 3)
    now = build.answer(begun, held)
    assert (now["text"], now["state"], now["reason"], now["dont_know"]) == ("toch iets", "answered", "", True)
    assert standing(begun, held) == "toch iets"


def test_going_back_to_what_stands_changes_nothing_and_going_back_twice_by_one_attempt_goes_once(begun):
    held, _ = build.answered(begun, "lesgeld")
    save(begun, held, "reiskosten")
    given = build.answer(begun, held)["id"]
    assert history.go_back(begun.study, begun.user, given, 2).how == "unchanged"
    assert history.go_back(begun.study, begun.user, given, 1, attempt="back").how == "stored"
    save(begun, held, "iets nieuws")
    assert history.go_back(begun.study, begun.user, given, 1, attempt="back").how == "repeated"
    assert standing(begun, held) == "iets nieuws"


def test_going_back_to_a_version_that_is_not_there_or_in_a_completed_interview_is_refused(begun):
    held, _ = build.answered(begun, "lesgeld")
    save(begun, held, "reiskosten")
    given = build.answer(begun, held)["id"]
    with pytest.raises(NotFoundError):
        history.go_back(begun.study, begun.user, given, 9)
    complete(begun, held)
    with pytest.raises(InterviewCompletedError):
        history.go_back(begun.study, begun.user, given, 1)
    assert standing(begun, held) == "reiskosten"


def test_where_nothing_was_removed_or_moved_there_is_nothing_to_take_back(begun):
    held, _ = build.answered(begun, "lesgeld")
    save(begun, held, "lesgeld en boeken")
    capture.rate(begun.study, begun.user, held, "costs.main", 4)
    assert last(begun) is None


def test_a_removal_is_taken_back_to_its_old_place_as_the_same_note(begun):
    held, rows = build.answered(begun, "  een\n\ntwee\n\n! drie\nvier")
    save(begun, held, "  een\n\ntwee\nvier")
    assert last(begun) == ("removed", "drie", "costs", None, "onderzoeker-1")
    undo(begun, by=begun.other_user)
    assert standing(begun, held) == "  een\n\ntwee\n! drie\nvier"
    now = build.notes_of(begun, held)
    assert [(row["id"], row["kind"], row["position"]) for row in now] == [
        (row["id"], "risk" if place == 2 else "plain", place) for place, row in enumerate(rows)
    ]
    assert build.answer(begun, held)["revision"] == 3
    assert last(begun) is None  # taking back is no change to take back


@pytest.mark.parametrize(
    ("without", "back"),
    [
        ("twee\ndrie", "een\ntwee\ndrie"),
        ("", "een"),
        ("heel iets anders", "een\nheel iets anders"),
        ("drie\ntwee", "drie\neen\ntwee"),  # no line before it stands, so it goes before the first after it
    ],
)
def test_a_line_that_stood_first_goes_back_before_the_line_it_stood_before(begun, without, back):
    held, (note, *_) = build.answered(begun, "een\ntwee\ndrie")
    save(begun, held, without)
    with begun.study.reading() as connection:
        number = notes.get(connection, note["id"])["revision"]
    history.undo(begun.study, begun.user, note["id"], number)
    assert standing(begun, held) == back
    assert note["id"] in [row["id"] for row in build.notes_of(begun, held)]


def test_of_two_equal_lines_the_one_that_was_removed_comes_back(begun):
    held, rows = build.answered(begun, "ja\nnee\nja")
    save(begun, held, "ja\nnee")
    undo(begun)
    assert standing(begun, held) == "ja\nnee\nja"
    assert [row["id"] for row in build.notes_of(begun, held)] == [row["id"] for row in rows]


def test_an_answer_that_was_emptied_counts_again_once_a_line_is_back(begun):
    held, _ = build.answered(begun, "lesgeld")
    save(begun, held, "")
    assert build.answer(begun, held)["state"] == "open"
    undo(begun)
    assert (standing(begun, held), build.answer(begun, held)["state"]) == ("lesgeld", "answered")


def test_a_line_rubbed_out_letter_by_letter_comes_back_whole(begun):
    held, (note, _) = build.answered(begun, "lesgeld van de school\nreiskosten")
    for text in ("lesgeld van de\nreiskosten", "lesg\nreiskosten", "l\nreiskosten", "reiskosten"):
        save(begun, held, text, burst="stay-1")
    assert last(begun) == ("removed", "lesgeld van de school", "costs", None, "onderzoeker-1")
    undo(begun)
    assert standing(begun, held) == "lesgeld van de school\nreiskosten"
    assert build.notes_of(begun, held)[0]["id"] == note["id"]


def test_a_line_edited_and_then_removed_in_one_burst_comes_back_as_it_was_last(begun):
    held, _ = build.answered(begun, "lesgeld\nreiskosten")
    save(begun, held, "lesgeld, boeken\nreiskosten", burst="stay-1")
    save(begun, held, "reiskosten", burst="stay-1")
    undo(begun)
    assert standing(begun, held) == "lesgeld, boeken\nreiskosten"  # its line stands in no version: by its number


def test_a_line_that_came_and_went_in_one_burst_is_no_removal(begun):
    held = build.interview(begun)
    save(begun, held, "lesgeld\ntikfout", burst="stay-1")
    save(begun, held, "lesgeld", burst="stay-1")
    assert last(begun) is None


def test_a_line_that_was_typed_again_is_not_offered_any_more(begun):
    held, _ = build.answered(begun, "lesgeld\nreiskosten")
    save(begun, held, "reiskosten")
    save(begun, held, "reiskosten\nlesgeld")
    assert last(begun) is None


def test_a_move_is_taken_back_and_counts_where_it_was(begun):
    held, (note,) = build.answered(begun, "lesgeld")
    capture.move_note(begun.study, begun.user, note["id"], "funding")
    assert last(begun) == ("moved", "lesgeld", "costs", "funding", "onderzoeker-1")
    complete(begun, held)  # a move needs no line
    undo(begun)
    (now,) = build.notes_of(begun, held)
    assert (now["block"], now["revision"]) == ("costs", 3)
    assert standing(begun, held) == "lesgeld"
    assert last(begun) is None


def test_changes_are_taken_back_one_by_one_newest_first(begun):
    held, (note, _) = build.answered(begun, "lesgeld\nreiskosten")
    capture.move_note(begun.study, begun.user, note["id"], "funding")
    capture.move_note(begun.study, begun.user, note["id"], "surplus")
    save(begun, held, "reiskosten")
    assert last(begun)[:4] == ("removed", "lesgeld", "surplus", None)
    for block in ("surplus", "funding", "costs"):
        undo(begun)
        with begun.study.reading() as connection:
            now = notes.get(connection, note["id"])
        assert (now["block"], now["retired"]) == (block, False)
    assert last(begun) is None
    assert standing(begun, held) == "lesgeld\nreiskosten"


def test_a_move_back_by_hand_is_a_move_like_any_other(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    capture.move_note(begun.study, begun.user, note["id"], "funding")
    capture.move_note(begun.study, begun.user, note["id"], "costs")
    assert last(begun)[2:4] == ("funding", "costs")


def test_a_change_is_found_by_answer_moment_and_person(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    _, (elsewhere,) = build.answered(begun, "reiskosten", wave=begun.later_wave)
    capture.move_note(begun.study, begun.user, note["id"], "funding")
    capture.move_note(begun.study, begun.other_user, elsewhere["id"], "surplus")
    assert last(begun)[1] == "reiskosten"
    assert last(begun, user_id=begun.user)[1] == "lesgeld"
    assert last(begun, answer_id=note["answer_id"])[1] == "lesgeld"
    assert last(begun, partnership_id=begun.partnership, wave_id=begun.wave)[1] == "lesgeld"
    assert last(begun, partnership_id=begun.partnership)[1] == "reiskosten"
    assert last(begun, answer_id=note["answer_id"], user_id=begun.other_user) is None


def test_what_was_changed_since_is_neither_offered_nor_taken_back(begun):
    held, (note,) = build.answered(begun, "lesgeld")
    capture.move_note(begun.study, begun.user, note["id"], "funding")
    number = build.read(begun, history.last_change)["number"]
    save(begun, held, "lesgeld en boeken", by=begun.other_user)
    assert last(begun) is None
    with pytest.raises(UserError, match="changed since") as caught:
        history.undo(begun.study, begun.user, note["id"], number)
    assert all(caught.value.parts())
    assert build.notes_of(begun, held)[0]["block"] == "funding"


def test_a_change_is_taken_back_once(begun):
    held, (note, _) = build.answered(begun, "lesgeld\nreiskosten")
    save(begun, held, "reiskosten")
    number = build.read(begun, history.last_change)["number"]
    history.undo(begun.study, begun.user, note["id"], number)
    for again in (number, number + 1, 1, 99):  # also not the taking back itself
        with pytest.raises(UserError, match="changed since"):
            history.undo(begun.study, begun.user, note["id"], again)
    assert standing(begun, held) == "lesgeld\nreiskosten"


def test_a_removal_in_a_completed_interview_is_taken_back_once_it_is_open_again(begun):
    held, _ = build.answered(begun, "lesgeld\nreiskosten")
    save(begun, held, "reiskosten")
    complete(begun, held)
    with pytest.raises(InterviewCompletedError):
        undo(begun)
    assert standing(begun, held) == "reiskosten"
    with begun.study.writing(begun.user) as writer:
        interviews.reopen(writer, held)
    undo(begun)
    assert standing(begun, held) == "lesgeld\nreiskosten"


def test_typing_on_after_taking_back_begins_a_version_of_its_own(begun):
    held = build.interview(begun)
    save(begun, held, "lesgeld van de school is te hoog", burst="stay-1")
    save(begun, held, "lesgeld van de school is te hoog\nreiskosten", burst="stay-2")
    save(begun, held, "reiskosten", burst="stay-2")
    undo(begun)
    save(begun, held, "lesgeld van de school is te hoog\nreiskosten en meer", burst="stay-2")
    with begun.study.reading() as connection:
        found = [row["text"] for row in answers.revisions(connection, build.answer(begun, held)["id"])]
    assert found[0].endswith("en meer")
    assert found[1].endswith("reiskosten")
    standing(begun, held)
