"""A point asks for another look when its notes are no longer as they were weighed, and stops when that was given."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.capture import history
from canvas.errors import UserError
from canvas.store.check.check import check
from canvas.store.database import schema
from canvas.store.notes import notes
from canvas.store.points import point_states, point_versions, points
from tests import build


def made(begun: build.Begun, state: str = "draft", **stances: str) -> str:
    """A point on these notes that onderzoeker-1 wrote and onderzoeker-2 brought this far."""
    with begun.study.writing(begun.user) as writer:
        return points.add(
            writer,
            "financing",
            "Leren kost geld",
            ["employer"],
            begun.partnership,
            begun.wave,
            stances,
            state,
            begun.other_user,
        )


def flags(begun: build.Begun, point_id: str) -> list[tuple[str, str]]:
    """What asks for another look: (how, note id)."""
    with begun.study.reading() as connection:
        return [(flag["how"], flag["note_id"]) for row in points.flagged(connection, point_id) for flag in row["flags"]]


def look(begun: build.Begun, point_id: str, user: str = "", reason: str = "", **more) -> None:
    with begun.study.writing(user or begun.user) as writer:
        point_states.reweigh_notes(writer, point_id, more.pop("shown", {}), reason, **more)


def shown(begun: build.Begun, note_id: str) -> dict:
    with begun.study.reading() as connection:
        return notes.get(connection, note_id)


def put(begun: build.Begun, point_id: str, note_id: str, stance: str | None, note: dict | None = None) -> None:
    with begun.study.writing(begun.user) as writer:
        points.put_note(writer, point_id, note_id, stance, note)


def erase(begun: build.Begun, note_id: str) -> None:
    """As erasure for privacy does: the words go from the note and from every version of it."""
    with begun.study.writing(begun.user) as writer:
        for table, which in ((schema.note, schema.note.c.id), (schema.note_revision, schema.note_revision.c.note_id)):
            writer.execute(table.update().where(which == note_id).values(text=""))
        writer.execute(schema.note.update().where(schema.note.c.id == note_id).values(erased_at=writer.at))


def test_a_note_that_says_something_else_asks_for_another_look_with_the_words_before_and_after(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    point = made(begun, "agreed", **{note["id"]: "supports"})
    assert flags(begun, point) == []
    capture.save(begun.study, begun.user, interview_id, "costs.main", "geen lesgeld")
    with begun.study.reading() as connection:
        (row,) = points.flagged(connection)
    assert (row["id"], row["state"], row["partnership"], row["code"], row["wave"], row["place"]) == (
        point,
        "agreed",
        "Nieuwe Techniek",
        "NT",
        "Meting 1",
        1,
    )
    fields = {"block": "costs", "kind": "plain"}
    assert row["flags"] == [
        {
            "how": "changed",
            "note_id": note["id"],
            "stance": "supports",
            "before": {"text": "lesgeld"} | fields,
            "now": {"text": "geen lesgeld"} | fields,
        }
    ]


def test_a_note_that_was_changed_and_changed_back_asks_for_nothing(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    point = made(begun, "agreed", **{note["id"]: "supports"})
    for text, expected in (("geen lesgeld", [("changed", note["id"])]), ("lesgeld", [])):
        capture.save(begun.study, begun.user, interview_id, "costs.main", text)
        assert flags(begun, point) == expected


def test_a_note_on_another_block_or_of_another_kind_asks_for_another_look(begun):
    _, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    points_ = [made(begun, "draft", **{note["id"]: "supports"}) for note in (first, second)]
    capture.move_note(begun.study, begun.user, first["id"], "surplus")
    capture.rewrite_note(begun.study, begun.user, second["id"], "reiskosten", "costs", "risk")
    assert [flags(begun, point) for point in points_] == [[("changed", first["id"])], [("changed", second["id"])]]
    capture.move_note(begun.study, begun.user, first["id"], "costs")
    assert flags(begun, points_[0]) == []


def test_a_line_that_only_moved_asks_for_nothing(begun):
    interview_id, (first, _two) = build.answered(begun, "lesgeld\nreiskosten")
    point = made(begun, "agreed", **{first["id"]: "supports"})
    capture.save(begun.study, begun.user, interview_id, "costs.main", "reiskosten\nlesgeld")
    assert flags(begun, point) == []


def test_a_note_that_was_taken_away_asks_for_another_look_until_it_is_undone_and_so_does_one_that_comes_back(begun):
    interview_id, (note, _other) = build.answered(begun, "lesgeld\nreiskosten")
    point = made(begun, "agreed", **{note["id"]: "contradicts"})
    capture.save(begun.study, begun.user, interview_id, "costs.main", "reiskosten")
    assert flags(begun, point) == [("withdrawn", note["id"])]
    history.undo(begun.study, begun.user, note["id"], shown(begun, note["id"])["revision"])
    assert flags(begun, point) == []
    capture.save(begun.study, begun.user, interview_id, "costs.main", "reiskosten")
    look(begun, point)
    assert flags(begun, point) == []
    history.undo(begun.study, begun.user, note["id"], shown(begun, note["id"])["revision"])
    assert flags(begun, point) == [("returned", note["id"])]


def test_a_note_that_was_erased_asks_for_another_look_once(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    point = made(begun, "agreed", **{note["id"]: "supports"})
    erase(begun, note["id"])
    assert flags(begun, point) == [("erased", note["id"])]
    with begun.study.reading() as connection:
        ((flag,),) = [row["flags"] for row in points.flagged(connection)]
        assert point_versions.of_point(connection, point)[0]["note"] is None
    assert flag.keys() == {"how", "note_id", "stance"}
    look(begun, point)
    assert flags(begun, point) == []


def test_words_that_go_on_within_a_burst_of_typing_ask_for_another_look_too(begun):
    interview_id, _ = build.answered(begun, "les", key="costs.main")
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesg", burst="b")
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld", burst="b")
    (note,) = build.notes_of(begun, interview_id)
    seen, point = shown(begun, note["id"]), made(begun)
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld is", burst="b")
    assert shown(begun, note["id"])["revision"] == seen["revision"]  # the version goes on: what was shown is nowhere
    put(begun, point, note["id"], "supports", seen)
    assert flags(begun, point) == [("changed", note["id"])]
    look(begun, point, shown={note["id"]: shown(begun, note["id"])})
    assert flags(begun, point) == []
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld is laag", burst="b")
    assert flags(begun, point) == [("changed", note["id"])]


def test_looking_again_is_kept_with_who_why_and_which_version_and_leaves_the_state(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    point = made(begun, "agreed", **{note["id"]: "supports"})
    capture.save(begun.study, begun.user, interview_id, "costs.main", "geen lesgeld")
    look(begun, point, reason=" Het punt  blijft ")
    assert flags(begun, point) == []
    with begun.study.reading() as connection:
        row, version = points.get(connection, point), point_versions.of_point(connection, point)[0]
        (link,) = connection.execute(sa.select(schema.point_note)).mappings()
    assert (row["state"], row["state_by_name"]) == ("agreed", "onderzoeker-2")
    assert (version["how"], version["reason"], version["by"]) == ("looked", "Het punt blijft", "onderzoeker-1")
    assert (link["seen"], link["linked_by"]) == (2, begun.user)
    with pytest.raises(UserError, match="none of its notes asks for another look"):
        look(begun, point)


def test_a_note_that_changed_again_since_it_was_shown_goes_on_asking(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    point = made(begun, "agreed", **{note["id"]: "supports"})
    capture.save(begun.study, begun.user, interview_id, "costs.main", "geen lesgeld")
    seen = shown(begun, note["id"])
    capture.save(begun.study, begun.user, interview_id, "costs.main", "soms lesgeld")
    look(begun, point, shown={note["id"]: seen})
    with begun.study.reading() as connection:
        ((flag,),) = [row["flags"] for row in points.flagged(connection)]
    assert (flag["before"]["text"], flag["now"]["text"]) == ("geen lesgeld", "soms lesgeld")


def test_who_looks_at_a_point_that_somebody_changed_since_it_was_shown_is_told(begun):
    interview_id, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    point = made(begun, "agreed", **{first["id"]: "supports"})
    capture.save(begun.study, begun.user, interview_id, "costs.main", "geen lesgeld\nreiskosten")
    with begun.study.reading() as connection:
        opened = points.get(connection, point)
    put(begun, point, second["id"], "contradicts")
    with pytest.raises(UserError, match="somebody changed it meanwhile"):
        look(begun, point, opened=opened)
    assert len(flags(begun, point)) == 2


@pytest.mark.parametrize("state", ["draft", "checked", "agreed", "contested"])
def test_notes_put_to_a_point_or_taken_off_it_since_it_was_signed_ask_for_another_look(begun, state):
    _, (first, second, third) = build.answered(begun, "lesgeld\nreiskosten\nboeken")
    point = made(begun, state, **{first["id"]: "supports", second["id"]: "supports"})
    put(begun, point, first["id"], "contradicts")
    put(begun, point, second["id"], None)
    put(begun, point, third["id"], "supports")
    wanted = [("turned", first["id"]), ("taken_off", second["id"]), ("added", third["id"])]
    assert flags(begun, point) == ([] if state == "draft" else wanted)
    if state == "draft":
        return
    put(begun, point, first["id"], "supports")  # as it was when it was signed
    put(begun, point, third["id"], None)
    assert flags(begun, point) == [("taken_off", second["id"])]
    look(begun, point)
    assert flags(begun, point) == []
    put(begun, point, second["id"], "supports")
    assert flags(begun, point) == [("added", second["id"])]


def test_a_new_signature_is_on_the_notes_as_they_are(begun):
    _, (note_id,) = build.answered(begun, "lesgeld")
    point = made(begun, "agreed")
    put(begun, point, note_id["id"], "contradicts")
    with begun.study.writing(begun.user) as writer:
        point_states.change_state(writer, point, "contested", "Hier spreekt iemand het tegen")
    assert flags(begun, point) == []


def test_links_of_an_older_study_ask_for_nothing_until_they_are_touched(begun):
    _, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    point = made(begun, "agreed", **{first["id"]: "supports"})
    revision = schema.point_revision
    with begun.study.engine.begin() as connection:  # as the migration leaves a point: one version, no acts
        connection.execute(revision.delete().where(revision.c.number > 1))
        connection.execute(revision.update().values(how="", state="agreed"))
        connection.execute(schema.point.update().values(revision=1))
    assert flags(begun, point) == []
    put(begun, point, second["id"], "supports")
    put(begun, point, first["id"], None)
    assert flags(begun, point) == [("added", second["id"]), ("taken_off", first["id"])]


def test_points_taken_off_the_table_ask_for_nothing_and_those_across_cases_belong_to_no_moment(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    off = made(begun, "agreed", **{note["id"]: "supports"})
    with begun.study.writing(begun.user) as writer:
        across = points.add(writer, "financing", "Overal kost leren geld", [], notes={note["id"]: "supports"})
        points.retire(writer, off)
    capture.save(begun.study, begun.user, interview_id, "costs.main", "geen lesgeld")
    with begun.study.reading() as connection:
        (row,) = points.flagged(connection)
    assert row["id"] == across
    assert [row[name] for name in ("partnership_id", "partnership", "code", "wave", "place")] == [None] * 5
    assert flags(begun, off) == []


def test_a_link_that_does_not_say_its_note_was_changed_is_a_fault(begun):
    _, (row,) = build.answered(begun, "lesgeld")
    note = row["id"]
    point = made(begun, **{note: "supports"})
    with begun.study.writing(begun.user) as writer:
        notes.change(writer, notes.lock(writer, note), block="funding")
        writer.execute(schema.point_note.update().values(changed=False))
    with begun.study.reading() as connection:
        assert points.flagged(connection) == []
    (fault,) = check(begun.study)["faults"]
    assert (fault["check"], fault["where"]) == ("points", f"point {point}, note {note}")
