"""Lessons: what they say, the evidence they rest on, and where they were used."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import NotFoundError, UserError
from canvas.store import lessons, partnerships
from canvas.store.check.check import check
from canvas.store.points import points
from tests import build

WORDS = {"situation": "Groepen vallen stil", "action": "Elke week bellen", "result": "Niemand viel af"}


def write(begun: build.Begun, function, *values, **more):
    with begun.study.writing(begun.user) as writer:
        return function(writer, *values, **more)


def get(begun: build.Begun, lesson_id: str) -> dict:
    return build.read(begun, lessons.get, lesson_id)


def test_a_lesson_says_where_it_comes_from_and_on_what_it_rests_and_every_version_is_there(begun):
    _, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    point = write(begun, points.add, "how", "Bellen helpt", ["employer"], begun.partnership, begun.wave)
    at = (begun.partnership, begun.wave)
    made = write(begun, lessons.add, WORDS | {"block": "relations"}, [first["id"]], [point], at)
    row = get(begun, made)
    assert (row["notes"], row["points"], row["partnership"], row["label"]) == (
        [first["id"]],
        [point],
        "Nieuwe Techniek",
        "Meting 1",
    )
    assert (row["block"], row["factor"], row["applies_to"], row["source"], row["guid"]) == (
        "relations",
        None,
        "",
        "",
        None,
    )
    write(begun, lessons.change, made, WORDS | {"factor": 9}, [second["id"]])
    write(begun, lessons.change, made, WORDS | {"factor": 9}, [second["id"]])
    write(begun, lessons.retire, made)
    stored = [
        (row["number"], row["how"], row["factor"], row["evidence"]) for row in build.read(begun, lessons.versions, made)
    ]
    assert stored == [
        (3, "retired", 9, {"notes": [second["id"]], "points": []}),
        (2, "changed", 9, {"notes": [second["id"]], "points": []}),
        (1, "made", None, {"notes": [first["id"]], "points": [point]}),
    ]
    assert check(begun.study)["faults"] == []


def test_lessons_are_filtered_by_what_they_are_about(begun):
    about = [{"block": "costs"}, {"block": "costs", "phase": "running"}, {"factor": 3}]
    first, second, third = (write(begun, lessons.add, WORDS | fields) for fields in about)

    def ids(**only) -> set[str]:
        return {row["id"] for row in build.read(begun, lessons.every, **only)}

    assert ids() == {first, second, third}
    assert (ids(block="costs"), ids(block="costs", phase="running"), ids(factor=3)) == (
        {first, second},
        {second},
        {third},
    )


@pytest.mark.parametrize("fields", [{"situation": ""}, {"action": " "}])
def test_a_lesson_without_situation_or_action_is_refused(begun, fields):
    with pytest.raises(UserError, match="empty"):
        write(begun, lessons.add, WORDS | fields)


def test_a_lesson_about_what_there_is_not_or_on_what_is_gone_is_refused(begun):
    for fields in ({"block": "onzin"}, {"factor": 11}, {"phase": "later"}):
        with pytest.raises(NotFoundError):
            write(begun, lessons.add, WORDS | fields)
    interview, (note,) = build.answered(begun, "lesgeld")
    resting = write(begun, lessons.add, WORDS, [note["id"]])
    capture.save(begun.study, begun.user, interview, "costs.main", "")
    with pytest.raises(UserError, match="taken away"):
        write(begun, lessons.add, WORDS, [note["id"]])
    write(begun, lessons.change, resting, WORDS | {"result": "Het hielp"}, [note["id"]])  # what it rests on may stay
    assert get(begun, resting)["notes"] == [note["id"]]
    with pytest.raises(NotFoundError):
        write(begun, lessons.add, WORDS, ["onzin"])


def test_a_lesson_is_used_once_in_another_partnership_with_what_came_of_it(begun):
    made = write(begun, lessons.add, WORDS, moment=(begun.partnership, begun.wave))
    with pytest.raises(UserError, match="comes from this"):
        write(begun, lessons.record_use, made, begun.partnership)
    other = write(begun, partnerships.add, "Elders", "EL", "", None)
    use = write(begun, lessons.record_use, made, other)
    (opened,) = get(begun, made)["uses"]
    assert (opened["id"], opened["name"], opened["text"]) == (use, "Elders", "")
    assert write(begun, lessons.record_use, made, other, "Het hielp ook daar", opened) == use
    assert [row["text"] for row in build.read(begun, lessons.use_versions, use)] == ["Het hielp ook daar", ""]
    write(begun, lessons.retire_use, use)
    assert get(begun, made)["uses"] == []
    assert check(begun.study)["faults"] == []


def test_a_lesson_of_another_study_is_recognised_by_its_id_there(begun):
    made = write(begun, lessons.add, WORDS, guid="uit-een-andere-studie", source="Noord")
    by_guid = build.read(begun, lessons.by_guid, ["uit-een-andere-studie", made, "nergens"])
    assert {guid: row["id"] for guid, row in by_guid.items()} == {"uit-een-andere-studie": made, made: made}
