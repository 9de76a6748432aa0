"""Checks a study as a whole: schema, links, the file itself, and every summary against a recount."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store import lessons
from canvas.store.check import belonging, documents, lines, spans, tables, values, versions
from canvas.store.counts import rollups
from canvas.store.counts.summary_table import SummaryTable
from canvas.store.database.engine import explain_errors
from canvas.store.database.schema import metadata, theme, theme_revision
from canvas.store.matrix import matrix_summaries
from canvas.store.migrations import repair_index, schema_version
from canvas.store.points import point_flags, point_versions
from canvas.store.search_index import search_index
from canvas.store.study import Study
from canvas.store.themes.codebook import THEME_FIELDS, plain_name

AT_ONCE = 2  # parts that are looked at beside each other, each on a connection of its own
SMALL = 256 * 1024**2  # bytes of a file whose every page is read twice
CACHE = 128 * 1024  # kB of the file that SQLite keeps for each of them


def check(study: Study, tell: Callable[[str, float], None] = lambda _part, _seconds: None) -> dict:
    """Return what is wrong with a study: {"schema_version", "cells", "notes", "faults": [{"check", "where", "fault"}]}.

    `tell` hears of each part, when it is done, what it took in seconds.
    """
    with study.reading() as connection:
        version = schema_version(connection)
        there = sa.inspect(connection).get_table_names()
        notes, counted = (
            connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar() if table in there else 0
            for table in ("note", "cell")
        )
    # tables come first: what is said of the rest rests on them
    faults = [("schema", where, what) for where, what in _look(study, "schema", tables.faults, tell)]
    looked_at = parts(study.engine.dialect.name)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        looking = [pool.submit(_look, study, name, find, tell) for name, find in looked_at]
        for (name, _find), part in zip(looked_at, looking, strict=True):
            faults += [(name, where, what) for where, what in part.result()]
    if not faults and not study.read_only and search_index.is_corrupt(study.engine):
        faults.append(("search index", "search_text_fts", f"does not fit its texts{search_index.MEND}"))
    rows = [{"check": name, "where": where, "fault": what} for name, where, what in faults]
    return {"schema_version": version, "cells": counted, "notes": notes, "faults": rows}


FaultFinder = Callable[[sa.Connection], Iterator[tuple[str, str]]]  # gives where, and what is wrong there


def rebuild_index(study: Study) -> None:
    """Make the index for searching anew, of a study whose pages and tables are whole; raises UserError for another."""
    require_undamaged(study)
    with study.reading() as connection:
        missing = [f"{where} {what}" for where, what in tables.faults(connection)]
    if missing:
        raise UserError(
            study.name,
            N_("its tables are not as they should be ({what}), so nothing was mended."),
            N_("Put back a backup; keep this study apart."),
            what=missing[0],
        )
    with explain_errors(study.name):
        repair_index(study.engine, always=True)


def parts(engine: str) -> list[tuple[str, FaultFinder]]:
    """Return what is looked at; what takes longest in a large study is begun first."""
    pages = [("quick check", _pages)] if engine == "sqlite" else []
    counted = [
        ("cells" if summary.table.name == "cell" else summary.table.name, partial(_counted, summary))
        for summary in (
            rollups.THEMES,
            *(summary for summary in rollups.ALL_SUMMARIES if summary is not rollups.THEMES),
        )
    ]
    return [
        *pages,
        ("search index", search_index.faults),
        *counted[:2],
        ("foreign keys", _links),
        *counted[2:],
        ("lines", lines.faults),
        ("values", values.of_large),
        ("versions", versions.of_notes),
        ("values", values.of_small),
        ("places", belonging.of_notes),
        ("places", belonging.of_moments),
        ("places", belonging.of_people),
        ("states", belonging.of_states),
        ("links", belonging.of_links),
        ("links", belonging.of_agreements),
        ("versions", versions.of_answers),
        ("versions", versions.of_others),
        ("duplicates", versions.duplicates),
        ("spans", spans.faults),
        ("speakers", belonging.of_speakers),
        ("documents", documents.faults),
        ("points", point_versions.faults),
        ("points", point_flags.faults),
        ("summaries", matrix_summaries.faults),
        ("lessons", lessons.evidence_faults),
        ("themes", _themes),
    ]


def _look(study: Study, name: str, find: FaultFinder, tell: Callable[[str, float], None]) -> list[tuple[str, str]]:
    """Return what one part finds; where it cannot look, because of what is missing or of no use, it says so instead."""
    began = time.perf_counter()
    faults: list[tuple[str, str]] = []
    try:
        with study.reading() as connection, _room(connection):
            faults.extend(find(connection))
    except (UserError, sa.exc.DBAPIError, LookupError, TypeError, ValueError) as error:
        why = error.message() if isinstance(error, UserError) else str(getattr(error, "orig", None) or error)
        why = " ".join(why.split()) or type(error).__name__
        faults.append((name, f"cannot be looked at any further: {why[:200]}"))
    tell(name, time.perf_counter() - began)
    return faults


@contextmanager
def _room(connection: sa.Connection) -> Iterator[None]:
    """Have SQLite keep more of the file in memory than a screen needs, while all of it is read."""
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def _pages(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield whether the pages of a file fit together."""
    pages, size = (connection.exec_driver_sql(f"PRAGMA page_{what}").scalar_one() for what in ("count", "size"))
    # the one holds every index beside its table as well
    how = "integrity_check" if pages * size <= SMALL else "quick_check"
    for (message,) in connection.exec_driver_sql(f"PRAGMA {how}"):
        # the index for searching is looked at by itself
        if message != "ok" and not any(name in message for name in search_index.LOOKED_UP_IN):
            yield "database", message


def _links(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    if connection.dialect.name == "sqlite":
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{row[0]} row {row[1]}", f"points at a row of {row[2]} that is not there"
    else:
        for where, target, number in _dangling(connection):
            yield where, f"{number} row(s) point at a row of {target} that is not there"


def _counted(summary: SummaryTable, connection: sa.Connection) -> Iterator[tuple[str, str]]:
    for key, name, now, should in summary.differing(connection):
        where = " / ".join(str(part) or "(no role)" for part in key)
        yield where, f"{name} is {now}, a recount gives {should}"


def require_undamaged(study: Study) -> None:
    """Raise UserError where the pages of a study file do not fit together; for a file that came in another's place."""
    with study.reading() as connection:
        if connection.dialect.name == "sqlite" and search_index.file_is_damaged(connection):
            raise UserError(
                study.name,
                N_("the study file is damaged or cut short."),
                N_("Put back a backup and try again; keep this file apart."),
            )


def _themes(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield themes that differ from their newest version, stand under themselves, or were merged in a circle."""
    newest: dict[str, sa.RowMapping] = {}
    for row in connection.execute(sa.select(theme_revision).order_by(theme_revision.c.number)).mappings():
        newest[row["theme_id"]] = row
    themes = {row["id"]: row for row in connection.execute(sa.select(theme).order_by(theme.c.id)).mappings()}
    names: dict[str, str] = {}
    for theme_id, row in themes.items():
        where, last = f"theme {theme_id}", newest.get(theme_id)
        if row["revision"] != (last["number"] if last else 0):
            yield where, f"stands at version {row['revision']}, the newest version is {last['number'] if last else 0}"
        elif differing := [name for name in (*THEME_FIELDS, "merged_into") if last and row[name] != last[name]]:
            yield where, f"its {', '.join(differing)} is not that of version {row['revision']}"
        if row["merged_into"] and not row["retired"]:
            yield where, "was merged into another theme and is offered still"
        for link, what in (("parent_id", "stands under itself"), ("merged_into", "was merged into itself")):
            at, seen = row[link], set()
            while at in themes and at not in seen:
                seen.add(at)
                at = themes[at][link]
            if theme_id in seen:
                yield where, what
        if not row["merged_into"] and (other := names.setdefault(plain_name(row["name"]), theme_id)) != theme_id:
            yield where, f"has the name of theme {other}"


def _dangling(connection: sa.Connection) -> Iterator[tuple[str, str, int]]:
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table.alias()
            there = sa.select(target.c[key.column.name]).where(target.c[key.column.name] == key.parent).exists()
            number = connection.execute(
                sa.select(sa.func.count()).select_from(table).where(key.parent.is_not(None), ~there)
            ).scalar()
            if number:
                yield f"{table.name}.{key.parent.name}", key.column.table.name, number
