"""The migrations make the tables that the code works with, on both engines."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from canvas.capture import answers as capture
from canvas.store import open_study, state_texts
from canvas.store.bulk_fill import bulk_fill
from canvas.store.check.check import check
from canvas.store.database import schema
from canvas.store.database.engine import make_engine
from canvas.store.migrations import migrate
from canvas.store.search_index import search_index
from tests import recount


def differing(connection: sa.Connection) -> list:
    """What Alembic would change to come to the schema; what is indexed for searching is in no schema."""

    def of_the_study(name: str | None, kind: str, _parents: dict) -> bool:
        return kind != "table" or not search_index.is_index(name)

    how = {"compare_type": True, "compare_server_default": True, "include_name": of_the_study}
    return compare_metadata(MigrationContext.configure(connection, opts=how), schema.metadata)


def shape(engine: sa.Engine) -> dict:
    """All that a database says of its tables, the order of columns left out: a later migration adds at the end."""
    inspector = sa.inspect(engine)
    tables = {}
    for table in inspector.get_table_names():
        if search_index.is_index(table):
            continue
        columns = {
            row["name"]: (str(row["type"]), row["nullable"], row["default"]) for row in inspector.get_columns(table)
        }
        links = {
            (row["name"], *row["constrained_columns"], row["referred_table"])
            for row in inspector.get_foreign_keys(table)
        }
        indexes = {(row["name"], *map(str, row["column_names"]), row["unique"]) for row in inspector.get_indexes(table)}
        once = {(row["name"], *row["column_names"]) for row in inspector.get_unique_constraints(table)}
        key = inspector.get_pk_constraint(table)
        tables[table] = (columns, links, indexes, once, (key["name"], *key["constrained_columns"]))
    return tables


def test_a_new_study_has_exactly_the_tables_of_the_schema(study):
    with study.engine.connect() as connection:
        assert differing(connection) == []


def test_the_migrations_give_what_a_new_study_has(place, tmp_path):
    engine = make_engine(place)
    migrate(engine)
    with engine.connect() as connection:
        assert differing(connection) == []
        assert search_index.is_complete(connection)
    migrated = shape(engine)
    engine.dispose()
    if engine.dialect.name == "sqlite":
        new = open_study(str(tmp_path / "new.sqlite"), create=True)
    else:
        with engine.begin() as connection:
            connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            connection.execute(sa.text("CREATE SCHEMA public"))
        new = open_study(place, create=True)
    assert shape(new.engine) == migrated
    assert check(new)["faults"] == []
    new.close()


def test_filling_one_study_in_bulk_takes_no_link_from_the_next_that_is_made(place, tmp_path):
    # SQLAlchemy leaves a constraint that was once added by hand out of every table that is made afterwards
    with bulk_fill(place):
        pass
    study = open_study(str(tmp_path / "next.sqlite"), create=True)
    with study.engine.connect() as connection:
        assert differing(connection) == []
    assert check(study)["faults"] == []
    study.close()


def test_a_table_that_the_schema_does_not_know_would_be_noticed(place):
    study = open_study(place, create=True)
    with study.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE stray (id TEXT PRIMARY KEY)"))
    with study.engine.connect() as connection:
        differences = differing(connection)
    study.close()
    assert [(what, table.name) for what, table in differences] == [("remove_table", "stray")]


def test_the_version_that_opening_looks_for_is_the_last_migration():
    config = Config()
    config.set_main_option("script_location", "canvas.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_migrating_a_study_of_today_changes_nothing(begun):
    before = {name: recount.table(begun.study, name) for name in schema.metadata.tables}
    migrate(begun.study.engine)
    assert before == {name: recount.table(begun.study, name) for name in schema.metadata.tables}


def test_a_study_on_sqlite_keeps_a_log_and_its_foreign_keys_and_waits_for_the_disk(tmp_path):
    study = open_study(str(tmp_path / "study.sqlite"), create=True)
    migrate(study.engine)  # it turns foreign keys off for a while
    with study.engine.connect() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]
    study.close()
    assert settings == ["wal", 1, 2]  # 2 is FULL


OLD_ROWS = """
INSERT INTO "user" VALUES ('u', 'onderzoeker-1', 'researcher', '2026-01-01T09:00:00.000Z');
INSERT INTO wave VALUES ('w', 'Meting 1', 1);
INSERT INTO partnership VALUES ('p', 'NT', 'Nieuwe Techniek', '', NULL, '', '0', '2026', '2026');
INSERT INTO partnership_wave VALUES ('p', 'w', 'running', NULL, NULL, '', '', '', '2026');
INSERT INTO guide VALUES ('g', 'pps-short', 1, 'hash', '', '2026');
INSERT INTO interview VALUES ('i', 'p', 'w', 'employer', 'g', 'nl', 'in_person', NULL, '2026', NULL, 'u', '2026');
INSERT INTO answer VALUES ('a', 'i', 'costs.main', 'costs', 'lesgeld en boeken', 4, '0', 'answered', '', '2026',
                           '2026-01-02T10:00:05.000Z', 2);
INSERT INTO answer_revision VALUES ('r1', 'a', 1, 'lesgeld', NULL, '0', 'answered', '', 'u',
                                    '2026-01-02T10:00:00.000Z');
INSERT INTO answer_revision VALUES ('r2', 'a', 2, 'lesgeld en boeken', 4, '0', 'answered', '', 'u',
                                    '2026-01-02T10:00:05.000Z');
INSERT INTO note VALUES ('n', 'p', 'w', 'employer', 'costs', 'lesgeld en boeken', 'plain', 'answer', 'a', NULL, 0, '0',
                         2, '2026', '2026');
INSERT INTO note_revision VALUES ('n1', 'n', 1, 'lesgeld', 'costs', 'plain', '0', 'u', '2026-01-02T10:00:00.000Z');
INSERT INTO note_revision VALUES ('n2', 'n', 2, 'lesgeld en boeken', 'costs', 'plain', '0', 'u',
                                  '2026-01-02T10:00:05.000Z');
INSERT INTO cell (partnership_id, wave_id, role, block, asked, answered, notes, rated_4)
VALUES ('p', 'w', 'employer', 'costs', 1, 1, 1, 1);
INSERT INTO study VALUES ('s', 'Proef', '', 'nl', 1, '[]', '[]', '2026')
"""


def study_at(version: str, place: str, rows: str = OLD_ROWS) -> None:
    """A study as an earlier workbench left it: the tables of that version and an answer with two versions."""
    engine = make_engine(place)
    with engine.connect() as connection, connection.execution_options(study_write=True).begin():
        config = Config()
        config.set_main_option("script_location", "canvas.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        for statement in filter(str.strip, rows.split(";\n")):
            connection.execute(sa.text(statement))
    engine.dispose()


def test_a_study_of_the_first_version_is_brought_to_today_with_nothing_lost(place):
    study_at("0001", place)
    study = open_study(place)
    assert [
        (
            row["id"],
            row["number"],
            row["text"],
            row["rating"],
            row["dont_know"],
            row["made_at"],
            row["begun_at"],
            row["burst"],
            row["dropped"],
        )
        for row in sorted(recount.table(study, "answer_revision"), key=lambda row: row["number"])
    ] == [
        ("r1", 1, "lesgeld", None, False, "2026-01-02T10:00:00.000Z", "2026-01-02T10:00:00.000Z", "", 0),
        ("r2", 2, "lesgeld en boeken", 4, False, "2026-01-02T10:00:05.000Z", "2026-01-02T10:00:05.000Z", "", 0),
    ]
    assert sorted((row["id"], row["text"], row["undoes"]) for row in recount.table(study, "note_revision")) == [
        ("n1", "lesgeld", None),
        ("n2", "lesgeld en boeken", None),
    ]
    assert recount.broken_links(study) == []
    # its rows are short texts made for reading: no ids, no times, an interview with nobody
    assert [row for row in check(study)["faults"] if row["check"] not in ("values", "places", "documents")] == []
    with study.engine.connect() as connection:
        assert differing(connection) == []
    saved = capture.save(study, "u", "i", "costs.main", "lesgeld en boeken\nreizen", base=2, burst="stay-1")
    assert (saved.how, saved.revision) == ("stored", 3)
    study.close()


def test_two_versions_with_one_number_are_refused_after_the_move_too(place):
    study_at("0001", place)
    study = open_study(place)
    with pytest.raises(sa.exc.IntegrityError), study.engine.begin() as connection:
        connection.execute(schema.answer_revision.update().values(number=1))
    with pytest.raises(sa.exc.IntegrityError), study.engine.begin() as connection:
        connection.execute(schema.answer_revision.update().values(answer_id="nobody"))
    study.close()


POINT_ROWS = """
INSERT INTO point VALUES ('q', 'p', 'w', 'financing', 'De school betaalt het lesgeld', 'agreed', '0', 1,
                          '2026-01-03T09:00:00.000Z', 'u', '2026-01-04T09:00:00.000Z', 'u');
INSERT INTO point_perspective VALUES ('q', 'government');
INSERT INTO point_perspective VALUES ('q', 'employer');
INSERT INTO point_note VALUES ('q', 'n', 'supports');
INSERT INTO document VALUES ('d', NULL, NULL, 'Publicatie', 'publication', 'bron', NULL, 'nl', 'tekst', '2026');
INSERT INTO passage VALUES ('s', 'd', 'Inleiding', 0, 5)
"""


def test_points_of_an_older_study_keep_their_state_and_count_their_notes_as_weighed(place):
    study_at("0001", place, OLD_ROWS + ";\n" + POINT_ROWS)
    study = open_study(place)
    (point,), (version,), (link,) = (recount.table(study, name) for name in ("point", "point_revision", "point_note"))
    assert (point["state"], point["state_reason"], point["revision"]) == ("agreed", "", 1)
    assert {name: version[name] for name in ("point_id", "number", "text", "state", "user_id", "made_at")} == {
        "point_id": "q",
        "number": 1,
        "text": "De school betaalt het lesgeld",
        "state": "agreed",
        "user_id": "u",
        "made_at": "2026-01-04T09:00:00.000Z",
    }
    assert version["perspectives"] == '["employer", "government"]'
    # note 'n' stands at its second version, and the point was made by 'u' on the third
    assert (link["seen"], link["linked_at"], link["linked_by"]) == (2, "2026-01-03T09:00:00.000Z", "u")
    (document,), (passage,) = recount.table(study, "document"), recount.table(study, "passage")
    assert (document["text"], document["intake"], document["interview_id"], document["hash"]) == (
        "tekst",
        "{}",
        None,
        None,
    )
    assert (passage["start"], passage["end"], passage["turn"], passage["respondent_id"]) == (0, 5, None, None)
    # its rows are short texts made for reading: no ids, no times, an interview with nobody
    assert [row for row in check(study)["faults"] if row["check"] not in ("values", "places", "documents")] == []
    study.close()


WITH_SUMMARY = OLD_ROWS.replace("NULL, NULL, '', '', '', '2026'", "NULL, NULL, '', '', 'Loopt', '2026'")


def test_the_summary_in_the_settings_of_a_moment_comes_above_its_state_of_affairs(place):
    study_at("0001", place, WITH_SUMMARY)
    study = open_study(place)
    with study.reading() as connection:
        summary = state_texts.summary(connection, "p", "w")
        versions = state_texts.summary_versions(connection, "p", "w")
    assert (summary["text"], summary["revision"], summary["by"]) == ("Loopt", 1, "onderzoeker-1")
    assert [(row["number"], row["text"]) for row in versions] == [(1, "Loopt")]
    assert [row for row in check(study)["faults"] if row["check"] not in ("values", "places", "documents")] == []
    study.close()


def test_it_comes_below_a_summary_that_stands_there_already(place):
    study_at("0001", place, WITH_SUMMARY)
    study_at(
        "0007",
        place,
        """INSERT INTO state_summary VALUES ('y', 'p', 'w', 'Hapert', '2026', '2026', 1);
INSERT INTO state_summary_revision VALUES ('y1', 'y', 1, 'Hapert', 'u', '2026')""",
    )
    study = open_study(place)
    with study.reading() as connection:
        assert state_texts.summary(connection, "p", "w")["text"] == "Hapert\n\nLoopt"
        versions = state_texts.summary_versions(connection, "p", "w")
    assert [(row["number"], row["text"]) for row in versions] == [(2, "Hapert\n\nLoopt"), (1, "Hapert")]
    study.close()
