"""How long one save takes beside a bare commit of the same rows.

Run: python benchmarks/save.py [--notes 0 100000] [--saves 300]

A save is one answer with three lines through `capture.answers.save`: the answer's new version, its notes with theirs,
and the recounted cell, in one durable transaction. The bare commit writes rows of the same size to two tables on one
connection.
With --postgres URL the same save is timed there too, on a database that must be empty.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from large import fill, sentence

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import Study, moments, open_study, partnerships, respondents, users
from canvas.store.engine import DRIVER
from canvas.store.ids import new_id


def prepare(study: Study, notes: int) -> tuple[str, list[tuple[str, str]]]:
    """Fill a study and start ten interviews; returns the user and (interview, question) pairs that were asked."""
    fill(study, max(1, notes // 5_000), notes)
    guide = shipped_guides()["pps-short"]
    with study.reading() as connection:
        user = users.every(connection)[0]["id"]
        place, wave = partnerships.every(connection)[0]["id"], moments.waves(connection)[0]["id"]
    pairs = []
    for number in range(10):
        with study.writing(user) as writer:
            who = respondents.add(writer, place, f"Z-{number}", "employer")
        held = interviewing.plan(study, user, guide, place, wave, [who], "nl", start=True)
        for question in guide.questions:
            interviewing.ask(study, user, {"id": held}, question)
            pairs.append((held, question.key))
    return user, pairs


def time_saves(study: Study, user: str, pairs: list, saves: int) -> list[float]:
    """Milliseconds per save: each a new text of three lines on the next question."""
    chance, took = random.Random(2), []
    for number in range(saves):
        held, question = pairs[number % len(pairs)]
        text = "\n".join(sentence(chance) for _ in range(3))
        began = time.perf_counter()
        capture.save(study, user, held, question, text, attempt=new_id())
        took.append((time.perf_counter() - began) * 1000)
    return took


def time_bare(folder: Path, saves: int) -> list[float]:
    """Milliseconds per bare commit: an update of one row and inserts of seven, WAL and FULL as in a study."""
    connection = DRIVER.connect(str(folder / "bare.sqlite"), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE answer (id TEXT PRIMARY KEY, text TEXT, revision INTEGER)")
    connection.execute("CREATE TABLE version (id TEXT PRIMARY KEY, of TEXT, text TEXT)")
    connection.execute("INSERT INTO answer VALUES ('a', '', 0)")
    chance, took = random.Random(2), []
    for number in range(saves):
        said = [sentence(chance) for _ in range(3)]
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE answer SET text = ?, revision = ? WHERE id = 'a'", ("\n".join(said), number))
        for text in ["\n".join(said), *said, *said]:
            connection.execute("INSERT INTO version VALUES (?, 'a', ?)", (new_id(), text))
        connection.execute("COMMIT")
        took.append((time.perf_counter() - began) * 1000)
    connection.close()
    return took


def say(name: str, took: list[float], base: float | None = None) -> None:
    """One line of figures: median and 95th percentile in ms, and the ratio of medians to the bare commit."""
    middle, late = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    ratio = f"  {middle / base:5.1f} x bare" if base else ""
    print(f"{name:34} p50 {middle:6.2f} ms   p95 {late:6.2f} ms{ratio}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, nargs="+", default=[0, 100_000])
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--postgres")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bare = time_bare(Path(name), given.saves)
        base = statistics.median(bare)
        say("bare commit (SQLite)", bare)
        for notes in given.notes:
            study = open_study(str(Path(name) / f"{notes}.sqlite"), create=True)
            user, pairs = prepare(study, notes)
            say(f"save at {notes} notes (SQLite)", time_saves(study, user, pairs, given.saves), base)
            study.close()
    if given.postgres:
        study = open_study(given.postgres, create=True)
        user, pairs = prepare(study, given.notes[0])
        say(f"save at {given.notes[0]} notes (PostgreSQL)", time_saves(study, user, pairs, given.saves))
        study.close()


if __name__ == "__main__":
    main()
