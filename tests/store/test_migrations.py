"""The migrations make the tables that the code works with, on both engines."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from canvas.store import open_study, schema
from canvas.store.migrations import migrate
from tests import recount


def test_the_migrations_give_exactly_the_tables_of_the_schema(study):
    with study.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, schema.metadata) == []


def test_a_table_that_the_schema_does_not_know_would_be_noticed(place):
    study = open_study(place, create=True)
    with study.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE stray (id TEXT PRIMARY KEY)"))
    with study.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    study.close()
    assert [(what, table.name) for what, table in found] == [("remove_table", "stray")]


def test_the_version_that_opening_looks_for_is_the_last_migration():
    from alembic.config import Config

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
        said = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]
    study.close()
    assert said == ["wal", 1, 2]  # 2 is FULL
