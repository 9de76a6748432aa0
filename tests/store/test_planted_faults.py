"""Every loss that can be planted in a sound study is found by a check, which names the place."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from canvas.exchange.demo import make_demo
from canvas.store import open_study, schema
from canvas.store.checking import check
from canvas.store.engine import DRIVER

# Each is what is done to the demo study and what a line of the check must name: a table, a column or a row's kind.
FIRST = "(SELECT {0} FROM {1} WHERE {2} ORDER BY {0} LIMIT 1)"


def first(column: str, table: str, where: str = "1 = 1") -> str:
    return FIRST.format(column, f'"{table}"', where)


A_NOTE = first("id", "note", "answer_id IS NOT NULL AND retired = false")
A_QUOTE = first("id", "note", "passage_id IS NOT NULL")
AN_ANSWER = first("id", "answer", "revision > 0 AND text <> ''")
A_POINT = first("point_id", "point_note")
# what a row loses or says otherwise, on both engines
ROWS = {
    "a note's text": (f"UPDATE note SET text = 'iets anders' WHERE id = {A_NOTE}", "note "),
    "a note's block": (f"UPDATE note SET block = 'costs' WHERE id = {first('id', 'note', 'block <> ' + chr(39) + 'costs' + chr(39))}", "note "),
    "a note's kind": (f"UPDATE note SET kind = 'onzin' WHERE id = {A_NOTE}", "its kind"),
    "a retired note": (f"UPDATE note SET retired = true WHERE id = {A_NOTE}", "note "),
    "a note's number": (f"UPDATE note SET revision = 9 WHERE id = {A_NOTE}", "version 9"),
    "the versions of a note": (f"DELETE FROM note_revision WHERE note_id = {A_NOTE}", "newest version is 0"),
    "a version from between": ("UPDATE point_revision SET number = 77 WHERE number = 2 AND point_id = (SELECT id FROM point WHERE revision > 2 ORDER BY id LIMIT 1)", "point "),
    "a note of an answer with its versions": (
        f"DELETE FROM coding WHERE note_id = {A_NOTE}; DELETE FROM point_note WHERE note_id = {A_NOTE}; "
        f"DELETE FROM matrix_summary_note WHERE note_id = {A_NOTE}; DELETE FROM note_revision WHERE note_id = {A_NOTE}; "
        f"DELETE FROM note WHERE id = (SELECT id FROM note LEFT JOIN (SELECT note_id FROM note_revision) AS r "
        "ON r.note_id = note.id WHERE r.note_id IS NULL)", "lines: answer "),
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
    "an answer on another block": (f"UPDATE answer SET block = 'costs' WHERE question = 'social_problem.main'", "answers to social_problem.main"),
    "a point's text": (f"UPDATE point SET text = 'anders' WHERE id = {A_POINT}", "point "),
    "a point's state": (f"UPDATE point SET state = 'agreed' WHERE id = {first('id', 'point', 'state = ' + chr(39) + 'draft' + chr(39))}", "point "),
    "a point's perspectives": ("DELETE FROM point_perspective", "its perspectives"),
    "perspectives that cannot be read": ("UPDATE point_revision SET perspectives = '[' WHERE number = 1", "its perspectives cannot be read"),
    "a point's notes": (f"DELETE FROM point_note WHERE point_id = {A_POINT}", "its link is not that of version"),
    "a stance": ("UPDATE point_note SET stance = 'contradicts' WHERE stance = 'supports'", "its link is not that of version"),
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
        "own_roles, blocks, created_at FROM study", "holds 2 rows"),
    "blocks in scope": ("UPDATE study SET blocks = '[]'", "its blocks"),
    "own roles": ("UPDATE study SET own_roles = 'x'", "its own_roles"),
    "a respondent's partnership": ("UPDATE respondent SET partnership_id = (SELECT max(id) FROM partnership)", "another partnership"),
    "a respondent's role": ("UPDATE respondent SET role = 'onzin'", "onzin"),
    "who was interviewed": ("DELETE FROM interview_respondent", "nobody was interviewed"),
    "a moment": ("DELETE FROM partnership_wave", "there is no such moment"),
    "an interview's mode": ("UPDATE interview SET mode = 'telepathie'", "its mode"),
    "a profile's kind": ("UPDATE \"user\" SET kind = 'baas'", "its kind"),
    "an id": ("INSERT INTO \"user\" VALUES ('onzin', 'Iemand', 'lead', '2026-01-01T10:00:00.000Z')", "user onzin"),
    "cells": ("DELETE FROM cell", "cell"),
    "a count": ("UPDATE rollup_block SET notes = notes + 1", "rollup_block"),
}  # fmt: skip


def broken(target: str, sql: str) -> None:
    """Run statements as a fault in the storage would: without links or triggers that keep them out."""
    if "://" not in target:
        with closing(DRIVER.connect(target, isolation_level=None)) as connection:
            from canvas.store.folding import SQLITE_NAME, folded

            connection.create_function(SQLITE_NAME, 1, folded, deterministic=True)
            connection.executescript(sql)
        return
    engine = sa.create_engine(target.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        for statement in sql.split("; "):
            connection.execute(sa.text(statement.replace(":", "\\:")))
    engine.dispose()


def lines_of(target: str) -> list[str]:
    """What a check says of a study, opened as the command opens it."""
    study = open_study(target, mend=False)
    try:
        return [f"{fault['check']}: {fault['where']}: {fault['fault']}" for fault in check(study)["faults"]]
    finally:
        study.close()


def test_every_fault_that_is_planted_in_the_rows_is_found_and_named(demo_file, tmp_path):
    copy, missed = tmp_path / "fout.sqlite", {}
    assert lines_of(str(demo_file)) == []
    for name, (sql, names) in ROWS.items():
        shutil.copy(demo_file, copy)
        broken(str(copy), sql)
        told = lines_of(str(copy))
        if not any(names in line for line in told):
            missed[name] = told[:4]
        copy.unlink()
    assert not missed, json.dumps(missed, indent=1)
    assert len(ROWS) >= 45


def test_the_weightiest_faults_are_found_on_a_server_too(empty_postgres):
    make_demo(empty_postgres).close()
    assert lines_of(empty_postgres) == []
    study = open_study(empty_postgres)
    missed = {}
    weighty = ("a note's text", "a note of an answer with its versions", "a version from between", "a note's line",
               "a note's time", "a rating of nine", "a turn in another", "a passage beyond its text", "a point's notes",
               "a summary's text", "a guide's content", "choices")  # fmt: skip
    for name in weighty:
        sql, names = ROWS[name]
        with study.engine.connect() as connection:
            whole = connection.begin()
            connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
            for statement in sql.split("; "):
                connection.execute(sa.text(statement))
            # the parts of a check on this connection, whose changes are taken back afterwards
            told = within(connection)
            whole.rollback()
        if not any(names in line for line in told):
            missed[name] = told[:4]
    study.close()
    assert not missed
    broken(empty_postgres, "DROP TABLE answer_revision CASCADE; DROP INDEX ix_note_erased; "
           "ALTER TABLE note DROP CONSTRAINT fk_note_answer_id_answer; ALTER TABLE theme ALTER name DROP NOT NULL")  # fmt: skip
    told = "\n".join(lines_of(empty_postgres))
    for names in ("answer_revision: this table is missing", "ix_note_erased", "note.answer_id: its link", "theme.name: may"):
        assert names in told


def within(connection: sa.Connection) -> list[str]:
    from canvas.store import checking

    parts = checking.parts("postgresql")
    return [f"{name}: {where}: {what}" for name, find in parts if name != "search index" for where, what in find(connection)]


# ---- completeness: every table, column and index of the schema

# Columns in which another text or number of the right kind is no loss that a check could know of
NO_SIGN = {
    "study.title about created_at": "free text and a time",
    "user.name created_at": "free text and a time",
    "wave.label position": "free text and an order that people choose",
    "partnership.code name region since summary created_at changed_at": "free text, a year and times",
    "partnership_wave.legal_form agenda summary changed_at": "free text and a time",
    "partner.organisation": "free text",
    "respondent.code created_at": "free text and a time",
    "interview.created_at": "a time",
}


def test_every_table_column_and_index_that_is_gone_is_found_and_named(demo_file, tmp_path):
    copy, missed = tmp_path / "fout.sqlite", []

    def planted(sql: str, names: str) -> None:
        shutil.copy(demo_file, copy)
        with closing(DRIVER.connect(copy, isolation_level=None)) as connection:
            connection.executescript("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;")
            connection.executescript(sql)
        told = tables_only(str(copy))
        if not any(names in line for line in told):
            missed.append((sql[:90], told[:3]))

    for table in schema.metadata.sorted_tables:
        planted(f'DROP TABLE "{table.name}"', f"{table.name}: this table is missing")
        planted(f'ALTER TABLE "{table.name}" RENAME TO weg; CREATE VIEW "{table.name}" AS SELECT * FROM weg',
                f"{table.name}: is a view")  # fmt: skip
        for index in table.indexes:
            planted(f'DROP INDEX "{index.name}"', f"{index.name}: this index of {table.name} is missing")
        for column in table.c:
            planted(f'ALTER TABLE "{table.name}" RENAME COLUMN "{column.name}" TO weg',
                    f"{table.name}.{column.name}: this column is missing")  # fmt: skip
    assert not missed


def tables_only(target: str) -> list[str]:
    from canvas.store.check import tables

    engine = sa.create_engine(f"sqlite:///{target}")
    with engine.connect() as connection:
        told = [f"{where}: {what}" for where, what in tables.faults(connection)]
    engine.dispose()
    return told
