"""How long a search takes in a large study, beside bare queries, and what its index costs a save and the disk.

Run: python benchmarks/search.py [--notes 1000000] [--rounds 30] [--saves 300] [--postgres URL] [--keep FILE]

The study comes from `large.py`, with words made of syllables, of which a few are very common and most are rare (by
Zipf's law). Every query is asked `--rounds` times, each time for another word of its kind, taking turns, so that what
the machine does meanwhile hits all alike; the time is that of the whole of `store.search.find`: from words to 20 hits
with their marks and where they stand. Beside them stand the bare `SELECT … LIMIT 20` of as many notes, and LIKE, which
reads every note. Saves are timed with the index, and with its triggers dropped. A PostgreSQL database must be empty.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import statistics
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import large
import save
import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.store import Study, moments, open_study, partnerships, users
from canvas.store.database import schema
from canvas.store.database.engine import is_url
from canvas.store.database.ids import new_id
from canvas.store.search import search
from canvas.store.search_index import search_index
from canvas.store.themes import codings, themes

WORDS = 60_000
UNDER_THEME = (200, 50_000)  # notes: a theme that is looked up first, and one that is not
GOALS = {"newest": 100, "ranked": 400}


class Dutch:
    """Words of one to four syllables by rank, and sentences of them by Zipf's law."""

    def __init__(self, number: int = WORDS) -> None:
        chance = random.Random(7)
        first, vowels, last = (
            "bdfghjklmnprstvwz",
            ["a", "e", "i", "o", "u", "aa", "ee", "ie", "oe", "ij"],
            ["", "n", "r", "t"],
        )
        made: dict[str, None] = {}
        while len(made) < number:
            length = 1 + min(3, len(made) // 400)
            made["".join(chance.choice(first) + chance.choice(vowels) for _ in range(length)) + chance.choice(last)] = (
                None
            )
        self.words = list(made)
        self.odds = list(itertools.accumulate(1 / (rank + 2) for rank in range(number)))

    def sentence(self, chance: random.Random) -> str:
        """Return six to fourteen words."""
        return " ".join(chance.choices(self.words, cum_weights=self.odds, k=chance.randint(6, 14))).capitalize()


def queries(dutch: Dutch) -> dict[str, Callable[[int], str]]:
    """Return per kind of query what is asked for at its n-th turn."""
    words = dutch.words
    return {
        "very common word": lambda n: words[n % 3],
        "common word": lambda n: words[20 + n],
        "medium word": lambda n: words[500 + 7 * n],
        "rare word": lambda n: words[30_000 + 11 * n],
        "two common words": lambda n: f"{words[n % 5]} {words[5 + n]}",
        "common and rare word": lambda n: f"{words[n % 5]} {words[20_000 + n]}",
        "beginning of two letters": lambda n: f"{words[400 + n][:2]}*",
        "beginning of four letters": lambda n: f"{words[900 + n][:4]}*",
        "phrase of common words": lambda n: f'"{words[n % 4]} {words[1 + n % 6]}"',
        "nothing like it": lambda n: f"qqq{n}",
    }


def filters(study: Study, theme_ids: list[str]) -> dict[str, Callable[[int], dict]]:
    """Return per kind of filter what it is at its n-th turn."""
    with study.reading() as connection:
        places = [row["id"] for row in partnerships.every(connection)]
        waves = [row["id"] for row in moments.waves(connection)]
    return {
        "no filter": lambda _n: {},
        "one kind": lambda _n: {"kinds": ("note",)},
        "one partnership": lambda n: {"partnership_ids": [places[n % len(places)]]},
        "role, block and moment": lambda _n: {"roles": ["employer"], "blocks": ["costs"], "wave_ids": waves[:1]},
        "half of the partnerships": lambda _n: {"partnership_ids": places[: len(places) // 2]},
        "theme of few notes": lambda _n: {"theme_ids": theme_ids[:1]},
        "theme of many notes": lambda _n: {"theme_ids": theme_ids[1:2]},
    }


def say(name: str, took: list[float], goal: float | None = None) -> None:
    """Print a line: median and 95th percentile in ms, and whether that is within the goal."""
    late = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    verdict = "" if goal is None else f"   {'within' if late <= goal else 'OVER'} {goal:.0f} ms"
    print(f"  {name:58} p50 {statistics.median(took):8.2f}   p95 {late:8.2f} ms   n {len(took)}{verdict}", flush=True)


def give_themes(study: Study) -> list[str]:
    """Add two themes and put them on notes spread over the study; returns their ids."""
    with study.reading() as connection:
        user = users.every(connection)[0]["id"]
        notes = list(connection.execute(sa.select(schema.note.c.id)).scalars())
    made = []
    with study.writing(user) as writer:
        for number in UNDER_THEME:
            made.append(themes.add(writer, f"Theme of {number}"))
            codings.assign(writer, made[-1], notes[:: max(1, len(notes) // number)][:number])
    return made


@dataclass
class Timed:
    """Milliseconds of every turn: of searches by (order, filter, query), of bare queries and of counts."""

    searches: dict[tuple[str, str, str], list[float]] = field(default_factory=dict)
    bare: dict[str, list[float]] = field(default_factory=dict)
    counts: dict[str, list[float]] = field(default_factory=dict)


def measure(study: Study, dutch: Dutch, rounds: int, theme_ids: list[str]) -> None:
    """Ask everything in turns and print how long it took."""
    query_kinds, narrowed = queries(dutch), filters(study, theme_ids)
    timed = Timed()
    for turn in range(-2, rounds):  # the first two fill the caches
        with study.reading() as connection:
            of_turn = timed if turn >= 0 else Timed()
            time_searches(connection, query_kinds, narrowed, max(turn, 0), of_turn)
            if turn >= 0:
                time_bare_queries(connection, query_kinds, turn, timed)
    print("bare queries")
    for what, some in timed.bare.items():
        say(what, some)
    for order, goal in GOALS.items():
        for name in narrowed:
            print(f"20 hits, {order} first, {name}")
            for what in query_kinds:
                say(what, timed.searches[order, name, what], goal)
            every = [milliseconds for what in query_kinds for milliseconds in timed.searches[order, name, what]]
            say("all of these", every, goal)
    print("counting the hits of every kind, up to 1000 each")
    for what, some in timed.counts.items():
        say(what, some)


def time_searches(
    connection: sa.Connection,
    query_kinds: Mapping[str, Callable[[int], str]],
    narrowed: Mapping[str, Callable[[int], dict]],
    turn: int,
    timed: Timed,
) -> None:
    """Add the milliseconds of every query of a turn, within every filter and in either order, and of its counts."""
    for name, filter_of in narrowed.items():
        for what, words_of in query_kinds.items():
            for order in GOALS:
                ranked = order == "ranked"
                milliseconds = save.timed(search.find, connection, words_of(turn), ranked=ranked, **filter_of(turn))
                timed.searches.setdefault((order, name, what), []).append(milliseconds)
    for what, words_of in query_kinds.items():
        timed.counts.setdefault(what, []).append(save.timed(search.count, connection, words_of(turn)))


def time_bare_queries(
    connection: sa.Connection, query_kinds: Mapping[str, Callable[[int], str]], turn: int, timed: Timed
) -> None:
    """Add the milliseconds of queries without the index; LIKE on a rare word, which is slow, in five turns alone."""

    def run(sql: str, **values: object) -> None:
        connection.execute(sa.text(sql), values).fetchall()

    newest = "SELECT id, text FROM note ORDER BY id DESC LIMIT 20"
    like = "SELECT id, text FROM note WHERE text LIKE :like ORDER BY id DESC LIMIT 20"
    timed.bare.setdefault("SELECT the newest 20 notes", []).append(save.timed(run, newest))
    for name in ("very common word", "rare word"):
        if name != "rare word" or turn < 5:
            pattern = f"%{query_kinds[name](turn)}%"
            timed.bare.setdefault(f"LIKE, {name}", []).append(save.timed(run, like, like=pattern))


def saves(study: Study, wanted: int, dutch: Dutch) -> None:
    """Time saves with the index and, in blocks that take turns, with its triggers gone."""
    chance = random.Random(5)
    with study.reading() as connection:
        user = users.every(connection)[0]["id"]
    questions = iter(open_questions(study, user, wanted + 40))
    took: dict[str, list[float]] = {"with the index": [], "without": []}
    for block in range(4):
        how = "without" if block % 2 else "with the index"
        (drop_triggers if block % 2 else make_again)(study, block)
        for number in range(wanted // 4 + 5):
            text = "\n".join(dutch.sentence(chance) for _ in range(3))
            interview, question = next(questions)
            where = (study, user, interview, question, text)
            milliseconds = save.timed(capture.save, *where, base=0, attempt=new_id(), burst="b")
            if number >= 5:
                took[how].append(milliseconds)
    print("one save of an answer of three lines, durable")
    for how, some in took.items():
        say(how, some)
    ratio = statistics.median(took["with the index"]) / statistics.median(took["without"])
    print(f"  the index makes a save {ratio:.2f} times as long")


def open_questions(study: Study, user: str, wanted: int) -> list[tuple[str, str]]:
    """Make answers that were asked and not given: (interview, question), one for every save."""
    place = object.__new__(save.Place)
    place.study = study
    with study.reading() as connection:
        where = [row["id"] for row in partnerships.every(connection)][:50]
        wave = moments.waves(connection)[0]["id"]
    guide = save.shipped_guides()["pps-short"]
    open_answers: list[tuple[str, str]] = []
    with study.writing(user) as writer:
        guide_version = save.interviewing.guides.keep(writer, guide.id, guide.version, "benchmark", guide.content)
        for number in itertools.count():
            if len(open_answers) >= wanted:
                break
            at = where[number % len(where)]
            who = save.respondents.add(writer, at, f"Z-{os.getpid()}-{number}", "employer")
            interview = save.interviewing.interviews.plan(writer, at, wave, [who], guide_version, "nl")
            save.interviewing.interviews.start(writer, interview)
            for question in guide.questions:
                save.answers.record_asked(writer, interview, question.key, question.block)
                open_answers.append((interview, question.key))
    random.Random(3).shuffle(open_answers)
    return open_answers


def drop_triggers(study: Study, _block: int) -> None:
    """Have saves go by without the index."""
    with study.engine.connect() as plain, plain.execution_options(study_write=True).begin():
        if study.engine.dialect.name == "sqlite":
            names = plain.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for name in names:
                plain.execute(sa.text(f'DROP TRIGGER "{name}"'))
        else:
            for table in schema.metadata.sorted_tables:
                plain.execute(sa.text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))


def make_again(study: Study, block: int) -> None:
    """Have the index be kept again; it is made anew where it was not."""
    if not block:
        return
    with study.engine.connect() as plain, plain.execution_options(study_write=True).begin():
        if study.engine.dialect.name != "sqlite":
            for table in schema.metadata.sorted_tables:
                plain.execute(sa.text(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER'))
        took = save.timed(lambda: search_index.build(plain))
    print(f"the index made anew: {took / 1000:.1f} s", flush=True)


def size(study: Study) -> tuple[float, float]:
    """Return the megabytes of the study, and those of its index among them."""
    with study.engine.connect() as connection:
        if study.engine.dialect.name != "sqlite":
            every = connection.execute(sa.text("SELECT pg_database_size(current_database())")).scalar_one()
            index = connection.execute(sa.text("SELECT pg_total_relation_size('search_text')")).scalar_one()
            return every / 1e6, index / 1e6
        # what stands in its tables; pages that are half full, and the key by kind and id, come on top
        texts = "SELECT sum(length(CAST(kind || ref || tags || title || text AS BLOB))) FROM search_text"
        index = connection.execute(sa.text(texts)).scalar() or 0
        index += connection.execute(sa.text("SELECT sum(length(block)) FROM search_text_fts_data")).scalar_one()
    return os.stat(study.target).st_size / 1e6, index / 1e6


def main() -> None:
    """Read the command line, make the study, ask, and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--postgres", metavar="URL")
    parser.add_argument("--keep", metavar="FILE", type=Path, help="keep the study here, or use the one that is there")
    options = parser.parse_args()
    dutch = Dutch()
    large.sentence = save.sentence = dutch.sentence
    with tempfile.TemporaryDirectory() as folder:
        target = options.postgres or str(options.keep or Path(folder) / "large.sqlite")
        there = not is_url(target) and Path(target).exists()
        study = open_study(target, create=True)
        if not there:
            took = save.timed(lambda: large.fill(study, max(1, options.notes // save.A_PARTNERSHIP), options.notes))
            print(f"filled with the index kept along: {took / 1000:.1f} s", flush=True)
        theme_ids = give_themes(study) if not there else known_themes(study)
        if study.engine.dialect.name != "sqlite":
            with study.engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("VACUUM ANALYZE"))
        with study.reading() as connection:
            number = connection.execute(sa.select(sa.func.count()).select_from(schema.note)).scalar()
        every, index = size(study)
        print(f"{number} notes on {study.engine.dialect.name}: {every:.0f} MB, the index {index:.0f} MB of them")
        measure(study, dutch, options.rounds, theme_ids)
        saves(study, options.saves, dutch)
        study.close()


def known_themes(study: Study) -> list[str]:
    """Return the ids of the themes that an earlier run gave."""
    with study.reading() as connection:
        by_name = {row["name"]: row["id"] for row in themes.every(connection)}
    return [by_name[f"Theme of {number}"] for number in UNDER_THEME]


if __name__ == "__main__":
    main()
