"""Times a page of the grid beside a bare page.

    python benchmarks/grid.py STUDY [--rounds N]

STUDY is a file or URL made by benchmarks/large.py. Prints p50 and p95 in ms of the page (100 rows whole, with themes
and attributes), of the ids alone, and of the count, for some filters and orders.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import sqlalchemy as sa

from canvas import method
from canvas.store import Study, attributes, moments, open_study, partnerships, respondents, users
from canvas.store.database import schema
from canvas.store.notes import grid
from canvas.store.notes.grid import WITHOUT_ONE, GridFilter, GridOrder
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.themes import themes


def prepared(study: Study) -> tuple[str, str, str]:
    """Return the ids of a theme on every fifth note and of an attribute of respondents and one of partnerships."""
    with study.reading() as connection:
        attribute_ids = {row["name"]: row["id"] for row in attributes.every(connection)}
        theme = next((row["id"] for row in themes.every(connection)), "")
        user = users.every(connection)[0]["id"]
    if attribute_ids:
        return theme, attribute_ids["years"], attribute_ids["size"]
    with study.writing(user) as writer:
        theme = themes.add(writer, "money")
        themes.assign(writer, theme, grid.ids(writer.connection, "notes", GridFilter(), most=None)[::5])
        years = attributes.add(writer, "respondent", "years", "number")
        size = attributes.add(writer, "partnership", "size", "number")
        for place, row in enumerate(respondents.every(writer.connection, most=1_000_000)):
            attributes.set_value(writer, "respondent", row["id"], years, place % 40)
        for place, row in enumerate(partnerships.every(writer.connection)):
            attributes.set_value(writer, "partnership", row["id"], size, place)
    if study.engine.dialect.name == "sqlite":
        with study.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("PRAGMA optimize")
    return theme, years, size


def timed(run: Callable[[], object], rounds: int) -> str:
    """Return p50 and p95 of a call, in ms; the first does not count."""
    run()
    took = []
    for _round in range(rounds):
        began = time.perf_counter()
        run()
        took.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(took):8.1f} {sorted(took)[int(0.95 * (len(took) - 1))]:8.1f}"


def main() -> None:
    """Read the command line, measure, print a line per filter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("study")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    study = open_study(options.study)
    theme, years, size = prepared(study)
    with study.reading() as connection:
        moment = moments.moments(connection)[7]
        every = {row["id"]: row for row in attributes.every(connection)}
        number = connection.execute(sa.select(sa.func.count()).select_from(schema.note)).scalar()
        here = GridFilter(partnerships=(moment["partnership_id"],), waves=(moment["wave_id"],))
        large = GridFilter(filters=(AttributeFilter(size, "partnership", low="90"),))
        roles, blocks = list(method.standard_roles()), list(method.blocks())
        cases = {
            "all, newest first": (GridFilter(), GridOrder()),
            "all, page 500": (GridFilter(), GridOrder()),
            "one moment": (here, GridOrder()),
            "one block and role": (GridFilter(blocks=("costs",), roles=("employer",)), GridOrder()),
            "a theme": (GridFilter(themes=(theme,)), GridOrder()),
            "no theme": (GridFilter(themes=(WITHOUT_ONE,)), GridOrder()),
            "a question": (GridFilter(questions=("costs.main",)), GridOrder()),
            "two words, common": (GridFilter(words="geld tijd"), GridOrder()),
            "a word that is not there": (GridFilter(words="zonnepaneel"), GridOrder()),
            "years 10 to 12": (
                GridFilter(filters=(AttributeFilter(years, "respondent", low="10", high="12"),)),
                GridOrder(),
            ),
            "size from 90, by size": (large, GridOrder(attribute=every[size])),
            "all, by partnership": (GridFilter(), GridOrder("partnership")),
            "all, by block": (GridFilter(), GridOrder("block", roles=roles, blocks=blocks)),
            "all, by respondent": (GridFilter(), GridOrder("respondent")),
            "all, by theme": (GridFilter(), GridOrder("themes")),
            "all, by text": (GridFilter(), GridOrder("text")),
            "all, by date": (GridFilter(), GridOrder("date", down=True)),
            "all, by years": (GridFilter(), GridOrder(attribute=every[years])),
        }
        print(f"{number} notes, {study.engine.dialect.name}; ms: page p50 p95, ids p50 p95, count p50 p95")
        bare = sa.select(schema.note).order_by(schema.note.c.id.desc()).limit(grid.ROWS_A_PAGE)
        print(f"{'bare SELECT ... LIMIT 100':28}{timed(lambda: connection.execute(bare).all(), options.rounds)}")
        for name, (grid_filter, order) in cases.items():
            start = 500 * grid.ROWS_A_PAGE if name.endswith("500") else 0
            runs = (
                lambda grid_filter=grid_filter, order=order, start=start: grid.page(
                    connection, "notes", grid_filter, order, start
                ),
                lambda grid_filter=grid_filter, order=order, start=start: grid.ids(
                    connection, "notes", grid_filter, order, start, grid.ROWS_A_PAGE
                ),
                lambda grid_filter=grid_filter: grid.count(connection, "notes", grid_filter),
            )
            print(f"{name:28}" + "  ".join(timed(run, options.rounds) for run in runs), flush=True)
    study.close()


if __name__ == "__main__":
    main()
