"""Every loss that can be planted in a sound study is found by a check, which names the place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from canvas.cli import main
from canvas.store import Study, open_study
from canvas.store.backup.restoring import restore
from canvas.store.check import check, tables
from canvas.store.database import schema
from tests.examples import THOROUGH

# Each is what is done to the demo study and what a line of the check must name: a table, a column or a row's kind.
FIRST = "(SELECT {0} FROM {1} WHERE {2} ORDER BY {0} LIMIT 1)"


def first(column: str, table: str, where: str = "1 = 1") -> str:
    return FIRST.format(column, f'"{table}"', where)


A_NOTE = first("id", "note", "answer_id IS NOT NULL AND retired = false")
A_QUOTE = first("id", "note", "passage_id IS NOT NULL")
AN_ANSWER = first("id", "answer", "revision > 0 AND text <> ''")
ANOTHER_BLOCK = first("id", "note", "block <> 'costs'")
A_DRAFT = first("id", "point", "state = 'draft'")
LATER_POINT = first("id", "point", "revision > 2")
A_POINT = first("point_id", "point_note")
# what a row loses or says otherwise, on both engines
ROWS = {
    "a note's text": (f"UPDATE note SET text = 'iets anders' WHERE id = {A_NOTE}", "note "),
    "a note's block": (
        f"UPDATE note SET block = 'costs' WHERE id = {ANOTHER_BLOCK}",
        "note ",
    ),
    "a note's kind": (f"UPDATE note SET kind = 'onzin' WHERE id = {A_NOTE}", "its kind"),
    "a retired note": (f"UPDATE note SET retired = true WHERE id = {A_NOTE}", "note "),
    "a note's number": (f"UPDATE note SET revision = 9 WHERE id = {A_NOTE}", "version 9"),
    "the versions of a note": (f"DELETE FROM note_revision WHERE note_id = {A_NOTE}", "newest version is 0"),
    "a version from between": (
        f"UPDATE point_revision SET number = 77 WHERE number = 2 AND point_id = {LATER_POINT}",
        "point ",
    ),
    "a note of an answer with its versions": (
        f"DELETE FROM coding WHERE note_id = {A_NOTE}; DELETE FROM point_note WHERE note_id = {A_NOTE}; "
        f"DELETE FROM matrix_summary_note WHERE note_id = {A_NOTE}; "
        f"DELETE FROM note_revision WHERE note_id = {A_NOTE}; "
        f"DELETE FROM note WHERE id = (SELECT id FROM note LEFT JOIN (SELECT note_id FROM note_revision) AS r "
        "ON r.note_id = note.id WHERE r.note_id IS NULL)",
        "lines: answer ",
    ),
    "a note's place": (f"UPDATE note SET role = 'participant' WHERE id = {A_NOTE}", "stands elsewhere"),
    "a note's moment": (f"UPDATE note SET wave_id = NULL WHERE id = {A_QUOTE}", "note "),
    "a note's origin": (f"UPDATE note SET origin = 'session' WHERE id = {A_NOTE}", "its origin"),
    "a note's line": (f"UPDATE note SET position = 40 WHERE id = {A_NOTE}", "lines: answer "),
    "a note's time": (f"UPDATE note SET changed_at = 'gisteren' WHERE id = {A_NOTE}", "its changed_at is no time"),
    "an answer's text": (f"UPDATE answer SET text = 'weg' WHERE id = {AN_ANSWER}", "versions: answer "),
    "an answer emptied": (f"UPDATE answer SET text = '' WHERE id = {AN_ANSWER}", "answer "),
    "an answer's rating": ("UPDATE answer SET rating = 2 WHERE rating = 4", "its rating"),
    "a rating of nine": ("UPDATE answer SET rating = 9 WHERE rating = 4", "no number that may stand there"),
    "an answer's state": (f"UPDATE answer SET state = 'open' WHERE id = {AN_ANSWER}", "state"),
    "an answer's reason": (f"UPDATE answer SET reason = 'zomaar' WHERE id = {AN_ANSWER}", "its reason"),
    "all versions of answers": ("DELETE FROM answer_revision", "newest version is 0"),
    "a question that no guide has": (f"UPDATE answer SET question = 'onzin.main' WHERE id = {AN_ANSWER}", "onzin.main"),
    "an answer on another block": (
        "UPDATE answer SET block = 'costs' WHERE question = 'social_problem.main'",
        "answers to social_problem.main",
    ),
    "a point's text": (f"UPDATE point SET text = 'anders' WHERE id = {A_POINT}", "point "),
    "a point's state": (
        f"UPDATE point SET state = 'agreed' WHERE id = {A_DRAFT}",
        "point ",
    ),
    "a point's perspectives": ("DELETE FROM point_perspective", "its perspectives"),
    "perspectives that cannot be read": (
        "UPDATE point_revision SET perspectives = '[' WHERE number = 1",
        "its perspectives cannot be read",
    ),
    "a point's notes": (f"DELETE FROM point_note WHERE point_id = {A_POINT}", "its link is not that of version"),
    "a stance": (
        "UPDATE point_note SET stance = 'contradicts' WHERE stance = 'supports'",
        "its link is not that of version",
    ),
    "a stance of no kind": ("UPDATE point_note SET stance = 'onzin'", "its stance"),
    "a weighed version": ("UPDATE point_note SET seen = 40", "weighed a version"),
    "a summary's text": ("UPDATE matrix_summary SET text = 'weg'", "summary "),
    "a summary's notes": ("DELETE FROM matrix_summary_note", "its notes"),
    "a summary's versions": ("DELETE FROM matrix_summary_revision", "newest version is 0"),
    "a theme's definition": ("UPDATE theme SET definition = 'weg'", "theme "),
    "a theme's versions": ("DELETE FROM theme_revision", "theme "),
    "codings": ("DELETE FROM coding", "cell_theme"),
    "a coding half taken off": ("UPDATE coding SET removed_at = coded_at", "coding of note"),
    "a passage beyond its text": ('UPDATE passage SET "end" = 9000000', "passage "),
    "a passage turned round": ('UPDATE passage SET start = "end"', "passage "),
    "a passage before its text": ("UPDATE passage SET start = -4", "passage "),
    "a turn in another": ('UPDATE turn SET start = 0, "end" = 5 WHERE number = 3', "turn 3"),
    "a turn gone": ("DELETE FROM turn WHERE number = 3", "turn 4"),
    "a turn of nobody": ("UPDATE turn SET speaker = 'Niemand' WHERE number = 3", "its speaker"),
    "a document's text": ("UPDATE document SET text = 'kort'", "passage "),
    "an intake that cannot be read": ("UPDATE document SET intake = '{'", "its intake cannot be read"),
    "a guide's content": ("UPDATE guide SET content = replace(content, 'text', 'tekst')", "guide "),
    "a guide that cannot be read": ("UPDATE guide SET content = '[[['", "its content cannot be read"),
    "a guide's version": ("UPDATE guide SET version = 40", "another key or version"),
    "choices": ("UPDATE attribute SET choices = '{}' WHERE kind = 'choice'", "its choices"),
    "a value that is no choice": ("UPDATE partnership_attribute SET value = 'Atlantis'", "partnership_attribute"),
    "no study row": ("DELETE FROM study", "its one row is missing"),
    "two study rows": (
        "INSERT INTO study SELECT '01a227ca-fef4-7264-9cff-14b78ac6d999', title, about, language, method_version, "
        "own_roles, blocks, created_at, small_numbers, small_below FROM study",
        "holds 2 rows",
    ),
    "blocks in scope": ("UPDATE study SET blocks = '[]'", "its blocks"),
    "own roles": ("UPDATE study SET own_roles = 'x'", "its own_roles"),
    "a respondent's partnership": (
        "UPDATE respondent SET partnership_id = (SELECT min(id) FROM partnership)",
        "another partnership",
    ),
    "a respondent's role": ("UPDATE respondent SET role = 'onzin'", "onzin"),
    "who was interviewed": ("DELETE FROM interview_respondent", "nobody was interviewed"),
    "a moment": ("DELETE FROM partnership_wave", "there is no such moment"),
    "an interview's mode": ("UPDATE interview SET mode = 'telepathie'", "its mode"),
    "a profile's kind": ("UPDATE \"user\" SET kind = 'baas'", "its kind"),
    "an id": ("INSERT INTO \"user\" VALUES ('onzin', 'Iemand', 'lead', '2026-01-01T10:00:00.000Z')", "user onzin"),
    "cells": ("DELETE FROM cell", "cell"),
    "a count": ("UPDATE rollup_block SET notes = notes + 1", "rollup_block"),
}


def told_of(study: Study, name: str) -> list[str]:
    """What the parts of a check say while this fault stands, which is taken back afterwards."""
    sql, names = ROWS[name]
    sqlite = study.engine.dialect.name == "sqlite"
    with study.engine.connect() as connection:
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        whole = connection.begin()
        if not sqlite:
            connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        for statement in sql.split("; "):
            connection.exec_driver_sql(statement)
        faults = []
        for part, find in check.parts(study.engine.dialect.name):
            if part not in ("search index", "quick check"):
                faults += [f"{part}: {where}: {what}" for where, what in find(connection)]
                if any(names in line for line in faults):
                    break
        whole.rollback()
    return [line for line in faults if names in line] or ["not found", *faults[:3]]


@pytest.fixture(params=["sqlite", "postgresql"])
def demo(request: pytest.FixtureRequest, demo_file: Path) -> Iterator[Study]:
    """The demo study on each engine."""
    if request.param == "sqlite":
        target = str(demo_file)
    else:
        target = request.getfixturevalue("empty_postgres")
        restore(demo_file, target)
    study = open_study(target)
    yield study
    study.close()


def test_every_fault_that_is_planted_in_the_rows_is_found_and_named(demo):
    assert check.check(demo)["faults"] == []
    # on a server a third of them, unless a run is thorough: what looks for them is the same, written by SQLAlchemy
    names = list(ROWS) if THOROUGH or demo.engine.dialect.name == "sqlite" else list(ROWS)[::3]
    faults_of = {name: told_of(demo, name) for name in names}
    assert {name: lines for name, lines in faults_of.items() if lines[0] == "not found"} == {}
    assert len(ROWS) >= 45


def test_what_is_missing_is_named_without_a_traceback_and_nothing_is_mended_over_it(demo):
    link = "ALTER TABLE note DROP CONSTRAINT fk_note_answer_id; ALTER TABLE theme ALTER name DROP NOT NULL; "
    server = demo.engine.dialect.name == "postgresql"
    with demo.engine.connect() as connection:
        if not server:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            for statement in (
                f"{link if server else ''}DROP INDEX ix_note_erased; DROP TABLE answer_revision; "
                "DROP TABLE rollup_moment; DROP TABLE matrix_summary_revision".split("; ")
            ):
                connection.exec_driver_sql(statement)
    faults = "\n".join(f"{fault['where']}: {fault['fault']}" for fault in check.check(demo)["faults"])
    missing = ("answer_revision", "rollup_moment", "matrix_summary_revision")
    names = ("ix_note_erased", *(f"{table}: this table is missing" for table in missing))
    for name in (*names, *(["note.answer_id: its link", "theme.name: may"] if server else [])):
        assert name in faults
    done = CliRunner().invoke(main, ["check", "--study", demo.target])
    assert (done.exit_code, "answer_revision: this table is missing" in done.output) == (1, True)
    done = CliRunner().invoke(main, ["check", "--mend", "--study", demo.target])
    assert (done.exit_code, "nothing was mended" in done.output) == (1, True)


# ---- completeness: every table, column and index of the schema


def test_every_table_column_and_index_that_is_gone_is_found_and_named(demo_file):
    missed = []
    engine = sa.create_engine(f"sqlite:///{demo_file}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("foreign_keys = OFF", "legacy_alter_table = ON"):
            connection.exec_driver_sql(f"PRAGMA {setting}")

        def planted(table: sa.Table, sql: str, *names: str) -> None:
            connection.exec_driver_sql("BEGIN")
            for statement in sql.split("; "):
                connection.exec_driver_sql(statement)
            faults = "\n".join(": ".join(fault) for fault in tables.of_table(connection, table))
            missed.extend((sql[:60], faults) for name in names if name not in faults)
            connection.exec_driver_sql("ROLLBACK")

        for table in schema.metadata.sorted_tables:
            name = table.name
            planted(table, f'DROP TABLE "{name}"', f"{name}: this table is missing")
            view = f'CREATE VIEW "{name}" AS SELECT * FROM weg'
            planted(table, f'ALTER TABLE "{name}" RENAME TO weg; {view}', f"{name}: is a view")
            # the same rows in a table that keeps nothing right: no key, no links, no rules, no indexes
            copy = (
                f'CREATE TABLE weg AS SELECT * FROM "{name}"; DROP TABLE "{name}"; ALTER TABLE weg RENAME TO "{name}"'
            )
            indexes = [f"{index.name}: this index of {name} is missing" for index in table.indexes]
            links = [f"{name}.{key.parent.name}: its link to" for key in table.foreign_keys]
            planted(table, copy, f"{name}: its primary key is nothing", *indexes, *links)
            renamed = [f'ALTER TABLE "{name}" RENAME COLUMN "{column.name}" TO weg_{column.name}' for column in table.c]
            gone = [f"{name}.{column.name}: this column is missing" for column in table.c]
            drop = [
                f'DROP TRIGGER "{row[0]}"'
                for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ]
            planted(table, "; ".join([*drop, *renamed]), *gone)
    engine.dispose()
    assert not missed


def test_a_search_trigger_of_the_right_name_with_another_body_is_found(demo_file):
    study = open_study(str(demo_file))
    with study.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER search_note_in")
        connection.exec_driver_sql("CREATE TRIGGER search_note_in AFTER INSERT ON note BEGIN SELECT 1; END")
    faults = check.check(study)["faults"]
    study.close()
    assert [(row["check"], row["where"]) for row in faults] == [("search index", "search_note_in")]
