"""Statements run by the driver give what Core gives, and say what went wrong as Core does."""

from __future__ import annotations

import psycopg
import pytest
import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.store import open_study
from canvas.store.database.prepared import PreparedShapes, PreparedStatement, list_of
from canvas.store.database.schema import answer, note, user
from tests import build

ALL_NOTES = PreparedStatement(
    lambda _: sa.select(note).where(note.c.block == sa.bindparam("block")).order_by(note.c.position)
)
ADD_USER = PreparedStatement(lambda _: user.insert(), ("id", "name", "kind", "created_at"))


def a_user(number: int) -> dict:
    return {"id": f"u-{number}", "name": f"iemand-{number}", "kind": "researcher", "created_at": "2026"}


def names(begun: build.Begun) -> list[str]:
    with begun.study.reading() as connection:
        return [
            row["name"]
            for row in PreparedStatement(lambda _: sa.select(user.c.name).order_by(user.c.name)).rows(connection)
        ]


def test_rows_are_what_core_gives_booleans_and_nulls_included(begun):
    build.answered(begun, "lesgeld\n100 % 'zeker' %s {0} é🎓")
    with begun.study.reading() as connection:
        by_core = connection.execute(sa.select(note).order_by(note.c.position)).mappings().all()
        by_driver = ALL_NOTES.rows(connection, block="costs")
        assert ALL_NOTES.rows(connection, block="surplus") == []
    assert by_driver == [dict(row) for row in by_core]
    assert [row["retired"] for row in by_driver] == [False, False]
    assert {type(row["retired"]) for row in by_driver} == {bool}


def test_values_written_in_the_statement_go_along(begun):
    build.answered(begun, "lesgeld")
    answered = PreparedStatement(lambda _: sa.select(answer.c.text).where(answer.c.state == "answered").limit(1))
    with begun.study.reading() as connection:
        assert answered.rows(connection) == [{"text": "lesgeld"}]


def test_one_row_or_many_or_none_are_written_in_the_transaction_of_the_study(begun):
    before = names(begun)
    with begun.study.writing(begun.user) as writer:
        ADD_USER.run(writer.connection)
        ADD_USER.run(writer.connection, a_user(1))
        ADD_USER.run(writer.connection, a_user(2), a_user(3))
    assert names(begun) == ["iemand-1", "iemand-2", "iemand-3", *before]
    with pytest.raises(RuntimeError), begun.study.writing(begun.user) as writer:
        ADD_USER.run(writer.connection, a_user(4))
        raise RuntimeError
    assert "iemand-4" not in names(begun)


def test_a_value_that_is_forgotten_is_not_taken_for_nothing(begun):
    with begun.study.reading() as connection, pytest.raises((KeyError, sa.exc.ProgrammingError)):
        ALL_NOTES.rows(connection)


def test_what_the_driver_refuses_is_said_as_core_says_it(begun):
    with pytest.raises(UserError, match="exists already") as caught, begun.study.writing(begun.user) as writer:
        ADD_USER.run(writer.connection, a_user(1), a_user(1))
    assert isinstance(caught.value.__cause__, sa.exc.IntegrityError)
    assert "iemand-1" not in names(begun)
    gone = PreparedStatement(lambda _: sa.select(sa.table("nergens", sa.column("x"))))
    with pytest.raises(UserError, match="is missing") as caught, begun.study.reading() as connection:
        gone.rows(connection)
    assert isinstance(caught.value.__cause__, sa.exc.DBAPIError)
    assert len(names(begun)) == 2  # the connection that a refusal came over is as good as new


def test_a_fault_of_the_driver_holds_nothing_of_what_was_typed(begun):
    with pytest.raises(sa.exc.IntegrityError) as caught, begun.study.engine.begin() as connection:
        ADD_USER.run(connection, a_user(1), a_user(1))
    assert "iemand-1" not in str(caught.value)


def test_a_server_that_goes_away_is_said_to_and_once_it_is_back_saving_goes_on(empty_postgres):
    begun = build.begin(open_study(empty_postgres, create=True))
    interview_id, _ = build.answered(begun, "lesgeld")
    with pytest.raises(UserError, match="does not answer"), begun.study.writing(begun.user) as writer:
        backend = writer.connection.execute(sa.text("SELECT pg_backend_pid()")).scalar()
        with psycopg.connect(empty_postgres, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (backend,))
        ADD_USER.run(writer.connection, a_user(1))
    assert capture.save(begun.study, begun.user, interview_id, "costs.main", "reiskosten").how == "stored"
    begun.study.close()


def test_a_list_of_values_of_any_length_is_looked_among_also_twice_and_beside_other_values(begun):
    with begun.study.writing(begun.user) as writer:
        ADD_USER.run(writer.connection, *(a_user(number) for number in range(1, 6)))
    among = PreparedStatement(
        lambda _: (
            sa.select(user.c.name)
            .where(user.c.id.in_(list_of("ids")), user.c.kind == sa.bindparam("kind"), user.c.id.in_(list_of("ids")))
            .order_by(user.c.name)
        )
    )
    with begun.study.reading() as connection:
        for number in range(6):
            ids = [f"u-{place}" for place in range(1, number + 1)]
            named = among.rows(connection, ids=ids, kind="researcher")
            assert [row["name"] for row in named] == [f"iemand-{place}" for place in range(1, number + 1)]
        assert among.rows(connection, ids=["u-1"], kind="lead") == []
        # what a database refuses is taken out of a value, as Core has it done
        assert among.raw_rows(connection, ids=["u-\x001", "u-\ud8002"], kind="researcher") == [
            ("iemand-1",),
            ("iemand-2",),
        ]


def test_statements_of_different_shapes_are_told_apart(begun):
    shapes = PreparedShapes(
        lambda ordered: sa.select(user.c.name).order_by(user.c.name.desc() if ordered else user.c.name)
    )
    with begun.study.reading() as connection:
        up, down = (shapes.of(ordered).raw_rows(connection) for ordered in (False, True))
    assert shapes.of(True) is shapes.of(True)
    assert up == down[::-1] != down
