"""Draft, checked, agreed, contested: which step may be made, by whom, and what stands in its way."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
import sqlalchemy as sa

from canvas import method
from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.store import users
from canvas.store.check.check import check
from canvas.store.database import schema
from canvas.store.points import point_states, point_versions, points
from tests import build

ALLOWED = {
    ("draft", "checked"),
    ("checked", "agreed"),
    ("checked", "contested"),
    ("checked", "draft"),
    ("agreed", "contested"),
    ("contested", "agreed"),
    ("agreed", "draft"),
    ("contested", "draft"),
}


def point_in(begun: build.Begun, state: str, **notes: str) -> str:
    """A point that onderzoeker-1 wrote and onderzoeker-2 brought this far."""
    with begun.study.writing(begun.user) as writer:
        return points.add(
            writer, "value", "Meer monteurs", ["employer"], notes=notes, state=state, state_by=begun.other_user
        )


def give(begun: build.Begun, point_id: str, state: str, user: str = "", reason: str = "Besproken", **more) -> None:
    with begun.study.writing(user or begun.other_user) as writer:
        point_states.change_state(writer, point_id, state, reason, **more)


def read(begun: build.Begun, point_id: str) -> dict:
    with begun.study.reading() as connection:
        return points.get(connection, point_id)


def test_every_pair_of_states_is_a_step_or_is_not(begun):
    for state, wanted in product(method.POINT_STATES, repeat=2):
        made = point_in(begun, state)
        before = read(begun, made)
        if (state, wanted) in ALLOWED:
            give(begun, made, wanted)
            row = read(begun, made)
            assert (row["state"], row["state_by_name"], row["state_reason"]) == (wanted, "onderzoeker-2", "Besproken")
            assert (row["revision"], row["state_at"] > row["created_at"]) == (before["revision"] + 1, True)
        else:
            with pytest.raises(UserError) as caught:
                give(begun, made, wanted)
            assert caught.value.cure
            assert read(begun, made) == before
    assert check(begun.study)["faults"] == []


def test_the_steps_name_every_state_of_the_method():
    assert tuple(point_states.STEPS) == method.POINT_STATES
    assert {(state, to) for state, steps in point_states.STEPS.items() for to in steps} == ALLOWED


def test_whoever_wrote_a_point_cannot_check_it_and_neither_can_who_reworded_it_last(begun):
    made = point_in(begun, "draft")
    with pytest.raises(UserError, match=r"onderzoeker-1 wrote it.*Have a colleague check it"):
        give(begun, made, "checked", begun.user)
    with begun.study.writing(begun.other_user) as writer:
        points.change(writer, made, "Meer en betere monteurs", ["employer"])
    with pytest.raises(UserError, match="onderzoeker-2 wrote it"):
        give(begun, made, "checked", begun.other_user)
    give(begun, made, "checked", begun.user)
    assert read(begun, made)["state_by_name"] == "onderzoeker-1"
    give(begun, made, "agreed", begun.user)  # to agree, another pair of eyes has been there


def test_who_put_notes_to_a_point_did_not_write_it(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    made = point_in(begun, "draft")
    with begun.study.writing(begun.other_user) as writer:
        points.put_note(writer, made, note["id"], "supports")
    give(begun, made, "checked")


def test_with_one_profile_the_way_is_to_have_a_colleague_make_one(study):
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "onderzoeker-1", "researcher")
        made = points.add(writer, "value", "Meer monteurs", [])
    with pytest.raises(UserError, match="There is one profile yet"), study.writing(writer.user_id) as again:
        point_states.change_state(again, made, "checked")


def test_an_older_point_counts_as_written_by_who_made_it(begun):
    made = point_in(begun, "draft")
    with begun.study.engine.begin() as connection:
        connection.execute(schema.point_revision.update().values(how="", user_id=begun.other_user))
    with pytest.raises(UserError):
        give(begun, made, "checked", begun.user)
    give(begun, made, "checked", begun.other_user)


def test_only_what_goes_against_an_earlier_judgement_needs_a_reason(begun):
    for state, wanted in sorted(ALLOWED):
        made = point_in(begun, state)
        if wanted in ("contested", "draft"):
            with pytest.raises(UserError, match="needs a reason"):
                give(begun, made, wanted, reason=" \n ")
            assert read(begun, made)["state"] == state
        else:
            give(begun, made, wanted, reason="")
            assert read(begun, made)["state_reason"] == ""


def test_what_somebody_did_to_a_point_since_it_was_shown_must_be_seen_before_it_is_signed(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    made = point_in(begun, "checked")
    shown = read(begun, made)
    with begun.study.writing(begun.user) as writer:
        points.put_note(writer, made, note["id"], "contradicts")
    with pytest.raises(UserError, match="somebody changed it meanwhile"):
        give(begun, made, "contested", opened=shown)
    give(begun, made, "contested", opened=read(begun, made))


def test_a_point_taken_off_the_table_meanwhile_takes_no_state(begun):
    made = point_in(begun, "checked")
    with begun.study.writing(begun.user) as writer:
        points.retire(writer, made)
    with pytest.raises(UserError, match="taken off the table"):
        give(begun, made, "agreed")


def test_of_two_who_sign_at_once_the_second_is_told(begun):
    made = point_in(begun, "checked")
    shown, ready = read(begun, made), threading.Barrier(2)

    def sign(what: tuple[str, str]) -> str:
        ready.wait()
        try:
            give(begun, made, what[1], what[0], opened=shown)
        except UserError as met:
            return met.fault
        return what[1]

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(sign, [(begun.user, "agreed"), (begun.other_user, "contested")]))
    stands = read(begun, made)["state"]
    assert sorted(outcomes) == sorted([stands, "somebody changed it meanwhile, so nothing was signed."])
    with begun.study.reading() as connection:
        assert [row["number"] for row in point_versions.of_point(connection, made)] == [3, 2, 1]


def test_notes_that_changed_are_looked_at_before_a_point_is_checked_or_agreed_but_anybody_may_contest_it(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    steps = [
        ("draft", "checked"),
        ("checked", "agreed"),
        ("contested", "agreed"),
        ("agreed", "contested"),
        ("agreed", "draft"),
    ]
    made = {step: point_in(begun, step[0], **{note["id"]: "supports"}) for step in steps}
    capture.save(begun.study, begun.user, interview_id, "costs.main", "geen lesgeld")
    for step in steps[:3]:
        with pytest.raises(UserError, match="Look at what changed first"):
            give(begun, made[step], step[1])
        with begun.study.writing(begun.other_user) as writer:
            point_states.reweigh_notes(writer, made[step], {})
    for state, wanted in steps:
        give(begun, made[state, wanted], wanted)
        assert read(begun, made[state, wanted])["state"] == wanted


def test_checking_finds_points_that_differ_from_their_newest_version_and_states_that_nobody_signed(begun):
    made = point_in(begun, "agreed")
    where, row = f"point {made}", schema.point

    def after(statement: sa.Executable) -> list[str]:
        with begun.study.engine.begin() as connection:
            connection.execute(statement)
        faults = [fault for fault in check(begun.study)["faults"] if fault["check"] == "points"]
        assert {fault["where"] for fault in faults} <= {where}
        return [fault["fault"] for fault in faults]

    assert after(row.update().values(text="Iets anders")) == ["its text is not that of version 3"]
    assert after(row.update().values(text="Meer monteurs", retired=True)) == ["its retired is not that of version 3"]
    assert after(row.update().values(retired=False, state_by=begun.user)) == [
        "no version says who gave it the state agreed when it got it"
    ]
    assert after(row.update().values(state_by=begun.other_user, state="contested")) == [
        "its state is not that of version 3",
        "no version says who gave it the state contested when it got it",
    ]
    assert after(row.update().values(state="agreed", revision=4)) == ["stands at version 4, the newest version is 3"]
    put = schema.point_perspective.insert().values(point_id=made, role="education")
    assert after(row.update().values(revision=3)) == []
    assert after(put) == ["its perspectives are not those of version 3"]
