"""Within `snapshot` all readings of a thread are of one state of the study, whatever is written meanwhile."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from canvas.errors import UserError
from canvas.store import Study, users
from canvas.store.notes import notes
from tests import build


def profiles(study: Study) -> set[str]:
    with study.reading() as connection:
        return {row["name"] for row in users.every(connection)}


def add(begun: build.Begun, name: str) -> None:
    with begun.study.writing(begun.user) as writer:
        users.add(writer, name, "researcher")


def elsewhere(begun: build.Begun, name: str) -> None:
    other = threading.Thread(target=add, args=(begun, name))
    other.start()
    other.join()


def test_what_others_write_meanwhile_is_seen_by_the_next_state_only(begun):
    first = profiles(begun.study)
    with begun.study.snapshot():
        assert profiles(begun.study) == first
        elsewhere(begun, "later")
        assert profiles(begun.study) == first
        with begun.study.snapshot():
            assert profiles(begun.study) == first
        assert profiles(begun.study) == first
    assert profiles(begun.study) == first | {"later"}


def test_another_thread_reads_for_itself(begun):
    with begun.study.snapshot():
        first = profiles(begun.study)
        elsewhere(begun, "later")
        seen = []
        other = threading.Thread(target=lambda: seen.append(profiles(begun.study)))
        other.start()
        other.join()
        assert seen == [first | {"later"}]
        assert profiles(begun.study) == first


def test_one_sees_what_one_just_wrote(begun):
    with begun.study.snapshot():
        first = profiles(begun.study)
        add(begun, "mine")
        assert profiles(begun.study) == first | {"mine"}
        elsewhere(begun, "theirs")
        assert profiles(begun.study) == first | {"mine"}


def test_after_a_fault_the_next_reading_begins_anew(begun):
    with begun.study.snapshot():
        with pytest.raises((sa.exc.DBAPIError, UserError)), begun.study.reading() as connection:
            connection.execute(sa.text("SELECT nothing FROM nowhere"))
        assert profiles(begun.study)


def test_what_is_not_there_leaves_the_state_as_it_is(begun):
    with begun.study.snapshot():
        first = profiles(begun.study)
        elsewhere(begun, "later")
        with begun.study.reading() as outer:
            with pytest.raises(UserError), begun.study.reading() as connection:
                notes.get(connection, "a note of an old link")
            assert {row["name"] for row in users.every(outer)} == first
        assert profiles(begun.study) == first


def test_nothing_stays_open_after_it(begun):
    before = begun.study.engine.pool.checkedout()
    with pytest.raises(KeyError), begun.study.snapshot():
        profiles(begun.study)
        assert begun.study.engine.pool.checkedout() == before + 1
        raise KeyError
    assert begun.study.engine.pool.checkedout() == before
