"""Prints what read models take of a processor and of the clock, here or of another version of the code on its study.

`PYTHONPATH=FOLDER python benchmarks/read_models.py --study S [--times 20]`: run it for two versions in turns, each on a
study of its own (a newer version moves a study on). `rows` must be the same for both.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence

from canvas.bench.sample import samples
from canvas.bench.screens import VIEWS
from canvas.store import open_study

NAMES = (
    "state of affairs",
    "agenda",
    "own work of an evaluator",
    "own work of a researcher",
    "who fell silent, a page of 50",
    "differences",
    "canvas",
    "over time",
)
WARM = 3  # turns that build statements and fill caches


def _figures(took: Sequence[float]) -> str:
    p95 = statistics.quantiles(took, n=20, method="inclusive")[-1]
    return f"{1000 * statistics.median(took):7.1f} / {1000 * p95:7.1f}"


def main() -> None:
    """Print per view: processor time p50 / p95, clock p50 / p95, in ms, and how many rows it gave in all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--study", required=True)
    parser.add_argument("--times", type=int, default=20)
    chosen = parser.parse_args()
    study = open_study(chosen.study)
    with study.reading() as connection:
        turns = samples(connection)
    for view in (view for name in NAMES for view in VIEWS if view.name == name):
        processor, clock, rows = [], [], 0
        for turn in range(chosen.times + WARM):
            began, spent = time.perf_counter(), time.process_time()
            with study.reading() as connection:
                row_count = view.ask(connection, turns[turn % len(turns)])
            if turn >= WARM:
                processor.append(time.process_time() - spent)
                clock.append(time.perf_counter() - began)
                rows += row_count
        print(f"{view.name:32}{_figures(processor)}   {_figures(clock)}   {rows}")
    study.close()


if __name__ == "__main__":
    main()
