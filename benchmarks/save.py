"""How long one save takes beside a bare commit of the same rows.

Run: python benchmarks/save.py [--notes 0 100000 1000000] [--partnerships 2000] [--saves 300]
     [--writers 64 --seconds 20] [--postgres URL]

A save is one answer with three lines through `capture.answers.save`: the answer, its new version, three notes with
theirs, the recounted cell and its moment, in one durable transaction. The bare commit writes the same rows to a copy of
the same study, by SQL written out, on one connection of the driver. The two take turns, so that what the machine does
meanwhile hits both. "Cells alone" is a save that leaves out what is counted across partnerships.
`--writers` also times that many sessions that each save once a second. A PostgreSQL database must
be empty; the bare commits go to the same one there.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from large import fill, sentence

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import Study, answers, moments, open_study, partnerships, respondents, users
from canvas.store.database import schema
from canvas.store.database.engine import is_url, sqlite_driver
from canvas.store.database.ids import new_id, now
from canvas.store.study import Writer

A_PARTNERSHIP = 5_000  # notes
ROLES = ("employer", "government", "education", "project_lead")


class Place:
    """A study to save in: its user, and answers that were asked and not given, one for every save."""

    def __init__(self, study: Study, notes: int, wanted: int, partnerships_: int = 0) -> None:
        self.study = study
        fill(study, partnerships_ or max(1, notes // A_PARTNERSHIP), notes)
        guide = shipped_guides()["pps-short"]
        with study.reading() as connection:
            self.user = users.every(connection)[0]["id"]
            wave = moments.waves(connection)[0]["id"]
            places = [row["id"] for row in partnerships.every(connection)][:50]
        open_answers: list[tuple[str, str, str]] = []
        with study.writing(self.user) as writer:
            guide_version = interviewing.guides.keep(writer, guide.id, guide.version, "benchmark", guide.content)
            for number in itertools.count():
                if len(open_answers) >= wanted:
                    break
                place, role = places[number % len(places)], ROLES[number // len(places) % len(ROLES)]
                who = respondents.add(writer, place, f"Z-{number}", role)
                interview = interviewing.interviews.plan(writer, place, wave, [who], guide_version, "nl")
                interviewing.interviews.start(writer, interview)
                for question in guide.questions:
                    made = answers.record_asked(writer, interview, question.key, question.block)
                    open_answers.append((interview, question.key, made))
        random.Random(3).shuffle(open_answers)
        self.open_answers = iter(open_answers)

    def locked_answer(self, interview: str, question: str) -> dict:
        """Return an answer with the moment and role of its interview, locked."""
        with self.study.reading() as connection:
            return answers.lock(Writer(connection, self.user), interview, question)


class Bare:
    """The same rows by SQL written out, on one connection of the driver."""

    def __init__(self, target: str, user: str) -> None:
        self.user, self.postgres = user, is_url(target)
        self.connection: Any
        if self.postgres:
            self.connection = psycopg.connect(target.replace("+psycopg", ""), autocommit=True)
        else:
            self.connection = sqlite_driver.connect(target, isolation_level=None)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                self.connection.execute(f"PRAGMA {pragma}")
        self.insert = {name: self._insert(name) for name in ("answer_revision", "note", "note_revision", "cell")}
        counted = ", ".join(f"{name} = excluded.{name}" for name in schema.COUNTS)
        self.insert["cell"] += f" ON CONFLICT (partnership_id, wave_id, role, block) DO UPDATE SET {counted}"

    def _insert(self, table: str) -> str:
        names = [column.name for column in schema.metadata.tables[table].c]
        columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join(["?"] * len(names))
        return self._sql(f"INSERT INTO {table} ({columns}) VALUES ({marks})")

    def _sql(self, sql: str) -> str:
        return sql.replace("?", "%s") if self.postgres else sql

    def commit(self, answer: dict, text: str) -> None:
        """Commit one answer of three lines and all that goes with it."""
        at, run, no = now(), self.connection.cursor(), False
        run.execute("BEGIN" if self.postgres else "BEGIN IMMEDIATE")
        run.execute(
            self._sql(
                "UPDATE answer SET text = ?, rating = ?, dont_know = ?, state = ?, reason = ?, revision = ?, "
                "answered_at = ? WHERE id = ?"
            ),
            (text, None, no, "answered", "", 1, at, answer["id"]),
        )
        run.execute(
            self.insert["answer_revision"],
            (new_id(), answer["id"], 1, text, None, no, "answered", "", self.user, at, "", at, 0),
        )
        where, made = (answer["partnership_id"], answer["wave_id"], answer["role"], answer["block"]), []
        for place, line in enumerate(text.split("\n")):
            made.append((new_id(), *where, line, "plain", "answer", answer["id"], None, place, no, 1, at, at, None))
        run.executemany(self.insert["note"], made)
        versions = [(new_id(), row[0], 1, row[5], row[4], "plain", no, self.user, at, None) for row in made]
        run.executemany(self.insert["note_revision"], versions)
        run.execute(self.insert["cell"], (*where, 1, 1, 0, 0, 1, 3, 0, 0, 0, 0, 0, 0))
        run.execute(
            self._sql("UPDATE partnership_wave SET changed_at = ? WHERE partnership_id = ? AND wave_id = ?"),
            (at, *where[:2]),
        )
        run.execute("COMMIT")


def timed(work: Callable[..., object], *arguments: object, **named: object) -> float:
    """Return the milliseconds that a piece of work takes."""
    began = time.perf_counter()
    work(*arguments, **named)
    return (time.perf_counter() - began) * 1000


def take_turns(place: Place, bare: Bare, saves: int) -> dict[str, list[float]]:
    """Return milliseconds per bare commit, per first save of an answer, and per save that goes on with its session."""
    chance = random.Random(2)
    took: dict[str, list[float]] = {"bare commit": [], "save": [], "save in a burst": [], "cells alone": []}
    for number in range(saves + 20):
        text = "\n".join(sentence(chance) for _ in range(3))
        interview, question, _ = next(place.open_answers)
        answer = place.locked_answer(*next(place.open_answers)[:2])
        where = (place.study, place.user, interview, question)
        first = timed(capture.save, *where, text, base=0, attempt=new_id(), burst="b")
        written = timed(bare.commit, answer, text)
        on = timed(capture.save, *where, text + " en verder", base=1, attempt=new_id(), burst="b")
        interview, question, _ = next(place.open_answers)
        with patch("canvas.store.counts.rollups.recount"):  # what goes across partnerships is left as it was
            alone = timed(capture.save, place.study, place.user, interview, question, text, base=0, attempt=new_id())
        if number >= 20:  # the first build their statements and fill the caches
            for name, milliseconds in zip(took, (written, first, on, alone), strict=True):
                took[name].append(milliseconds)
    return took


def many_sessions(place: Place, writers: int, seconds: int) -> list[float]:
    """Return milliseconds per save of sessions that each save once a second, at moments of their own."""
    took: list[list[float]] = [[] for _ in range(writers)]
    mine = [[next(place.open_answers)[:2] for _ in range(seconds + 1)] for _ in range(writers)]
    begin = time.perf_counter() + 1

    def session(number: int) -> None:
        chance = random.Random(number)
        due = begin + chance.random()
        for interview, question in mine[number]:
            time.sleep(max(0, due - time.perf_counter()))
            text = "\n".join(sentence(chance) for _ in range(3))
            capture.save(place.study, place.user, interview, question, text, base=0, attempt=new_id(), burst=new_id())
            took[number].append((time.perf_counter() - due) * 1000)
            due += 1

    threads = [threading.Thread(target=session, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [milliseconds for some in took for milliseconds in some[1:]]  # a session's first save opens its connection


def say(name: str, took: list[float], base: float | None = None) -> None:
    """Print a line: median and 95th percentile in ms, and the ratio of medians to the bare commit."""
    middle, late = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    ratio = f"  {middle / base:5.2f} x bare" if base else ""
    print(f"{name:46} p50 {middle:6.2f} ms   p95 {late:6.2f} ms   n {len(took)}{ratio}", flush=True)


def measure(target: str, notes: int, options: argparse.Namespace, copy: Path | None) -> None:
    """Make a study, save in it, and print what came out; the bare commits go to a copy where one is named."""
    began = time.perf_counter()
    study = open_study(target, create=True)
    place = Place(
        study, notes, 3 * (options.saves + 20) + options.writers * (options.seconds + 1), options.partnerships
    )
    where = "PostgreSQL" if is_url(target) else "SQLite"
    print(f"{where}, {notes} notes, made in {time.perf_counter() - began:.0f} s")
    if copy:
        study.close()
        copy.write_bytes(Path(target).read_bytes())
        place.study = study = open_study(target)
    bare = Bare(str(copy or target), place.user)
    took = take_turns(place, bare, options.saves)
    for name, some in took.items():
        say(f"  {name}", some, None if name == "bare commit" else statistics.median(took["bare commit"]))
    if options.writers:
        say(f"  save, {options.writers} sessions once a second", many_sessions(place, options.writers, options.seconds))
    bare.connection.close()
    study.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, nargs="+", default=[0, 100_000])
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--writers", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--partnerships", type=int, default=0, help="that share the notes; else one per 5,000")
    parser.add_argument("--postgres", help="the URL of an empty database; the first of --notes is tried there too")
    options = parser.parse_args()
    for notes in options.notes:
        with tempfile.TemporaryDirectory() as name:
            measure(str(Path(name) / "study.sqlite"), notes, options, Path(name) / "bare.sqlite")
    if options.postgres:
        measure(options.postgres, options.notes[0], options, None)


if __name__ == "__main__":
    main()
