"""How long it takes to write all notes of a made study to a file, in words and in the raw form.

Run: python benchmarks/exports.py [--notes 10000] [--times 3]

Each figure is the smallest of so many runs, in seconds of processor time, so that what the machine does meanwhile
counts for little. The study is the one that `pps-werkbank bench generate` makes.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from canvas.bench.generate import generate
from canvas.exchange import raw_rows, tables
from canvas.exchange.grid_file import filtered
from canvas.store import Study, open_study
from canvas.store.notes.grid import GridFilter, GridOrder


def seconds(work: Callable[[], bytes], times: int) -> float:
    """Return the smallest of so many runs."""
    taken = []
    for _turn in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def _raw(study: Study, ending: str) -> bytes:
    return tables.bytes_of(raw_rows.whole_table(study, "notes", None), ending, "notes")


def ways(study: Study) -> dict[str, Callable[[], bytes]]:
    """Return every way in which notes are written, by its name."""
    words: dict[str, Callable[[], bytes]] = {
        f"{language} {ending}": partial(filtered, study, "notes", GridFilter(), GridOrder(), ending, language)
        for language in ("nl", "en")
        for ending in (".xlsx", ".csv")
    }
    raw: dict[str, Callable[[], bytes]] = {
        f"raw {ending}": partial(_raw, study, ending) for ending in (".xlsx", ".csv", ".jsonl")
    }
    return words | raw


def main() -> None:
    """Make the study and print a line for each way."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--notes", type=int, default=10_000)
    options.add_argument("--times", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "made.sqlite")
        made = generate(target, chosen.notes)
        study = open_study(target)
        for name, work in ways(study).items():
            size = len(work())
            print(f"{name:10} {seconds(work, chosen.times):6.2f} s {size / 1e6:6.1f} MB of {made['notes']} notes")
        study.close()


if __name__ == "__main__":
    main()
