"""Checking a study finds what its own tables could not have let through."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.store import answers, open_study
from canvas.store.check.check import check
from canvas.store.database.schema import answer, answer_revision
from tests import build


def spoil(begun: build.Begun, *statements: sa.Executable) -> None:
    with begun.study.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def without_uniqueness(begun: build.Begun) -> None:
    """The versions in a table that takes everything, as a fault in the storage could leave them."""
    spoil(
        begun,
        sa.text("CREATE TABLE spoilt AS SELECT * FROM answer_revision"),
        sa.text("DROP TABLE answer_revision"),
        sa.text("ALTER TABLE spoilt RENAME TO answer_revision"),
    )


def answered(begun: build.Begun) -> dict:
    """An answer with three versions: lesgeld, lesgeld en boeken, and a rating on it."""
    interview_id, _ = build.answered(begun, "lesgeld")
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld en boeken", attempt="a-2")
    capture.rate(begun.study, begun.user, interview_id, "costs.main", 4)
    assert check(begun.study)["faults"] == []
    return build.answer(begun, interview_id)


def test_an_answer_whose_text_is_not_that_of_its_newest_version_is_found(begun):
    answer_row = answered(begun)
    spoil(begun, answer.update().values(text="iets anders"))
    where = f"answer {answer_row['id']}"
    assert check(begun.study)["faults"] == [
        {"check": "lines", "where": where, "fault": "its line 1 is not what its note says"},
        {"check": "versions", "where": where, "fault": "its text is not that of version 3"},
    ]


def test_an_answer_whose_number_is_not_that_of_its_newest_version_is_found(begun):
    answer_row = answered(begun)
    where = f"answer {answer_row['id']}"
    spoil(begun, answer_revision.delete().where(answer_revision.c.number == 3))
    assert check(begun.study)["faults"] == [
        {"check": "versions", "where": where, "fault": "stands at version 3, the newest version is 2"}
    ]
    spoil(begun, answer_revision.delete())
    assert [fault["fault"] for fault in check(begun.study)["faults"]] == [
        "stands at version 3, the newest version is 0"
    ]


def test_an_answer_that_was_asked_and_not_given_needs_no_version(begun):
    build.interview(begun)
    assert check(begun.study)["faults"] == []


def test_versions_with_the_same_number_or_attempt_are_found(place):
    begun = build.begin(open_study(place, create=True))  # in a database whose tables no other test is to use
    answer_row = answered(begun)
    with begun.study.reading() as connection:
        second = dict(answers.revisions(connection, answer_row["id"])[1])
    del second["by"]
    without_uniqueness(begun)
    spoil(begun, answer_revision.insert().values(second | {"id": "another"}))
    faults = {(fault["where"], fault["fault"]) for fault in check(begun.study)["faults"]}
    assert ("answer_revision", "nothing keeps answer_id, number unique") in faults
    assert (f"answer {answer_row['id']}, version 2", "the same number is there 2 times") in faults
    assert (f"answer_revision answer_id {answer_row['id']}, number 2", "is there 2 times") in faults
    numbered = answer_revision.update().where(answer_revision.c.id == "another")
    spoil(begun, numbered.values(id="a-2", number=9))
    faults = {(fault["where"], fault["fault"]) for fault in check(begun.study)["faults"]}
    assert ("answer_revision id a-2", "is there 2 times") in faults
    begun.study.close()
