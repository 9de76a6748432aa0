"""Moves a study's database to the version this workbench works with."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.store.counts import rollups
from canvas.store.database import schema
from canvas.store.database.rows import driver_connection
from canvas.store.search_index import search_index

LOCK = 743_019_225  # any fixed number: one migration at a time per PostgreSQL database

# Alembic's own table; named here as a study is made without it.
version_table = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True))
version_table.primary_key.name = "alembic_version_pkc"


def schema_version(connection: sa.Connection) -> str | None:
    """Return the version a database says it has; None where it holds no study."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def make_new(engine: sa.Engine) -> None:
    """Make the tables of today in a database that holds none; safe in several processes at once.

    The steps of `migrate` would give the same (a test compares the two), in some six times as long.
    """
    with engine.connect() as connection:
        writing = connection.execution_options(study_write=True)
        with writing.begin():
            if engine.dialect.name != "sqlite":
                writing.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            if schema_version(writing) is not None:  # another process made them meanwhile
                return
            schema.metadata.create_all(writing, checkfirst=False)
            version_table.create(writing)
            writing.execute(version_table.insert(), [{"version_num": schema.HEAD}])
            search_index.build(writing)


def repair_index(engine: sa.Engine, always: bool = False) -> None:
    """Make the index for searching anew where it is not whole, or `always`, and put in it what waits for that.

    Safe in several processes at once.
    """
    with engine.connect() as connection:
        writing = connection.execution_options(study_write=True)
        with writing.begin():
            if engine.dialect.name != "sqlite":
                writing.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            if always or not search_index.is_complete(writing):
                search_index.build(writing)
            elif search_index.lags(writing):
                search_index.catch_up(writing)


def migrate(engine: sa.Engine, to: str = "head") -> None:
    """Bring the database behind `engine` to the newest version, or `to` another; safe in several processes at once."""
    # Alembic costs some 130 ms to import, and a study that is up to date does without it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "canvas.store:migrations")
    config.set_main_option("path_separator", "os")
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            # a batch rebuild with foreign keys on would delete what hangs under the rebuilt table
            driver_connection(connection).execute("PRAGMA foreign_keys = OFF")
        try:
            writing = connection.execution_options(study_write=True)
            with writing.begin():
                if not sqlite:
                    writing.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
                config.attributes["connection"] = writing
                older = schema_version(writing) != schema.HEAD
                if older:
                    # what keeps it hangs on tables that are about to change, and SQLite drops it with a rebuilt one
                    search_index.drop(writing)
                command.upgrade(config, to)
                if older and schema_version(writing) == schema.HEAD:
                    rollups.fill(writing)  # they follow from the rest, counted as today
                if schema_version(writing) == schema.HEAD and not search_index.is_complete(writing):
                    search_index.build(writing)
                if sqlite:
                    broken = writing.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        raise RuntimeError(f"the migration would break {len(broken)} links; nothing was changed")
        finally:
            if sqlite:
                driver_connection(connection).execute("PRAGMA foreign_keys = ON")
