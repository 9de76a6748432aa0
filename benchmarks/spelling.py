"""What it costs to spell texts out for the search index and for the filter of the grid, beside doing without.

Run: python benchmarks/spelling.py [--notes 100000] [--rounds 5] [--postgres URL]

A lifelike study is made, and its index anew, with texts spelled out and without, taking turns, so that what the machine
does meanwhile hits both alike. Then every text is written in three ways: in ASCII alone, with letters and quotes that
are no ASCII and stand as they are (é, ’), and with a ligature and a soft hyphen. A search for a common and for a rare
word, and the filter of the grid, are timed likewise. With `--postgres` the study is made in that empty database.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from canvas.bench import generate
from canvas.store import Study, open_study
from canvas.store.database import folding
from canvas.store.notes import grid
from canvas.store.search import search
from canvas.store.search_index import index_postgres, index_sqlite, search_index, search_sources


@contextmanager
def without() -> Iterator[None]:
    """Have the index made, within the block, of texts as they were written, as it was before they were spelled out."""
    replaced = (
        index_sqlite._SOURCES,
        index_sqlite._SOURCES_OF_TRIGGERS,
        index_sqlite._TRIGGERS,
        index_postgres._MACHINERY,
    )
    filtering = folding._SPELLED, folding.on_postgresql, folding.between_on_postgresql
    plain = search_sources.sources(replace(index_sqlite.TAGS, spelled=str))
    index_sqlite._SOURCES = index_sqlite._SOURCES_OF_TRIGGERS = plain
    index_sqlite._TRIGGERS = index_sqlite._triggers()
    index_postgres._MACHINERY = tuple(statement.replace(index_postgres._SPELLED, "given") for statement in replaced[3])
    folding._SPELLED = folding._PLAIN
    folding.on_postgresql = folding.between_on_postgresql = _as_written
    try:
        yield
    finally:
        index_sqlite._SOURCES, index_sqlite._SOURCES_OF_TRIGGERS = replaced[:2]
        index_sqlite._TRIGGERS, index_postgres._MACHINERY = replaced[2:]
        folding._SPELLED, folding.on_postgresql, folding.between_on_postgresql = filtering


def _as_written(text: str, spelled: str = "") -> str:  # noqa: ARG001 - takes what it stands for takes
    return text


def timed(work: Callable[[], object]) -> float:
    """Return how long it takes, in ms."""
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def say(name: str, before: list[float], after: list[float]) -> None:
    """Print a line: both medians, and what the second is of the first, pair by pair."""
    ratio = statistics.median(two / first for first, two in zip(before, after, strict=True))
    first, two = statistics.median(before), statistics.median(after)
    print(f"  {name:44} {first:10.1f} → {two:10.1f} ms   x {ratio:.2f}", flush=True)


def both(study: Study, name: str, work: Callable[[], object], rounds: int) -> None:
    """Time the same without and with, taking turns; the first turn of each, which compiles the query, left out."""
    before, after = [], []
    for _ in range(rounds + 1):
        with without():
            study.engine.clear_compiled_cache()
            before.append(timed(work))
        study.engine.clear_compiled_cache()
        after.append(timed(work))
    say(name, before[1:], after[1:])


def write(study: Study, statement: str) -> None:
    """Run a statement in a transaction that may write."""
    with study.engine.connect() as connection, connection.execution_options(study_write=True).begin():
        connection.exec_driver_sql(statement)


def make(study: Study) -> None:
    """Make the index anew."""
    with study.engine.connect() as connection, connection.execution_options(study_write=True).begin():
        search_index.build(connection)


def measure(study: Study, rounds: int) -> None:
    """Print the figures of one engine."""
    print(study.engine.dialect.name)
    written = {
        "in ASCII": "text = text",
        "with é and ’": "text = 'Zo’n één, ' || text",
        "with ligatures and soft hyphens": "text = replace(text, 'Zo’n één', 'eﬀectief sa\u00admen\u00adwerkend')",
    }
    some = "UPDATE note SET text = text || '.' WHERE id IN (SELECT id FROM note ORDER BY id LIMIT 2000)"

    def save_some() -> None:
        write(study, some)

    for name, change in written.items():
        with study.engine.connect() as connection, connection.execution_options(study_write=True).begin():
            search_index.drop(connection)
            for table in ("note", "answer", "document", "point"):
                connection.exec_driver_sql(f"UPDATE {table} SET {change}")
        print(f" texts {name}")
        both(study, "index made anew", lambda: make(study), rounds)
        spelled_before: list[float] = []
        spelled_after: list[float] = []
        for _ in range(rounds):  # the triggers are those of how the index was made
            with without():
                make(study)
            spelled_before.append(timed(save_some))
            make(study)
            spelled_after.append(timed(save_some))
        say("2,000 notes changed", spelled_before, spelled_after)
        study.engine.dispose()  # what a connection to PostgreSQL remembers of the index went with it
        for words in ("bedrijf", "vacatures inwoners", "zeemeermin"):
            with study.reading() as connection:
                both(study, f"search for {words}", partial(search.find, connection, words), rounds * 4)
        with study.reading() as connection:
            for words in ("bedrijf", "zeemeermin"):
                grid_filter = grid.GridFilter(words=words)
                both(study, f"grid, {words}", partial(grid.count, connection, "notes", grid_filter), rounds)


def main() -> None:
    """Read the command line, make a study, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgres", help="URL of an empty database, in place of a file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = chosen.postgres or str(Path(folder) / "study.sqlite")
        generate.generate(target, chosen.notes)
        study = open_study(target)
        measure(study, chosen.rounds)
        study.close()


if __name__ == "__main__":
    main()
