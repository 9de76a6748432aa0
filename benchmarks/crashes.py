"""Kills the server while clients save as fast as they can, again and again, and looks for one lost word.

Run: python benchmarks/crashes.py [--rounds 200] [--clients 6] [--study URL]

A round: the server is started, each client opens its interview (a session over the websocket, for its pass), sends
again what it heard no reply to, and saves one line more as soon as the last is acknowledged; 0.05-1.5 s later the
server is killed with -9. Two clients share one answer, where both texts are joined when they meet. Half of the clients
type in one burst, whose saves take each other's place; the others make a version with every save. Of what got no
reply, half is sent again as it was, half with a line more.
After each restart, before anybody sends again: each answer is what was last acknowledged or on its way, of the shared
one every acknowledged line stands; no line and no note stands twice, no text is a version twice, and `check` finds
nothing. Ends at the first loss, with exit 1 and what was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from sessions import QUESTIONS, Answer, Line, NotDrawnError, Served, Session, seats

from canvas.capture import interviewing
from canvas.store import answers, open_study
from canvas.store.check.check import check
from canvas.store.notes import notes

LINES = 40  # in one answer, until the client goes on to the next question
WAITS = (0.05, 1.5)  # seconds from when all are in to the crash
SHARED = 2  # clients at one answer

Place = tuple[str, str]  # interview and question


class LostError(Exception):
    """What was acknowledged and is not in the study, or is in it twice."""


@dataclass
class Totals:
    """What happened in all rounds."""

    rounds: int = 0
    saves: int = 0  # acknowledged
    met: int = 0  # refused because the other had saved, then joined
    retries: int = 0  # saves that got no reply before the crash, and were sent again after it
    stored: int = 0  # of these, stored before the crash
    answers: int = 0  # looked at, at the end
    versions: int = 0  # of these
    starting: list[float] = field(default_factory=list)  # seconds until the server answered

    def __str__(self) -> str:
        return (
            f"{self.rounds:4} crashes: {self.saves} saves acknowledged, {self.met} met another's and were joined, "
            f"{self.retries} without a reply and sent again, {self.stored} of these stored before the crash"
        )


class Places:
    """The answers that one client, or those at one answer, go through; another interview when the last is full."""

    def __init__(self, study: str) -> None:
        self._study = study
        self._places: list[Place] = []

    def at(self, number: int) -> Place:
        """Return the place with this number."""
        while number >= len(self._places):
            study = open_study(self._study)
            user, interview = seats(study, 1)[0]
            for question in QUESTIONS:
                interviewing.ask(study, user, {"id": interview}, question)
            study.close()
            self._places += [(interview, question.key) for question in QUESTIONS]
        return self._places[number]


@dataclass
class Client:
    """One who saves: the answer it is at, the save it heard nothing of, and what was acknowledged, place by place."""

    name: str
    session: Session
    places: Places
    one_burst: bool
    totals: Totals
    chance: random.Random
    shared: bool = False
    called: dict[Place, list[str]] = field(default_factory=dict)  # the lines last acknowledged
    made: dict[Place, set[str]] = field(default_factory=dict)  # attempts that were acknowledged
    touched: set[Place] = field(default_factory=set)  # since the last crash
    flying: dict | None = None
    unheard: list[list[str]] = field(default_factory=list)  # the lines of all sent since the last reply
    _opened: Answer | None = None
    _line: Line | None = None
    _passed: int = 0
    _typed: int = 0

    @property
    def answer(self) -> Answer:
        """Return the answer it is at: the first of its places before it went anywhere."""
        if self._opened is None:
            self._opened = Answer(*self.places.at(0))
        return self._opened

    @property
    def line(self) -> Line:
        """Return its connection, opened when it is first needed."""
        if self._line is None:
            self._line = Line(self.session.port)
        return self._line

    @property
    def at(self) -> Place:
        """Return where it is."""
        return self.answer.interview, self.answer.question

    async def enter(self) -> None:
        """Open its interview, on a server that has not heard of this client."""
        self.session.interview, self.session.question = self.at
        self._line = Line(self.session.port)
        await self.session.open()

    async def save(self) -> None:
        """Save line after line until nobody replies."""
        if self.flying:
            self.totals.retries += 1
            if self.chance.random() < 0.5:
                self._type()
        while True:
            if self.answer.value == self.answer.saved:
                if self.answer.value.count("\n") + 1 >= LINES and not await self._went_on():
                    return
                self._type()
            self.touched.add(self.at)
            request = self.flying = self.answer.request()
            self.unheard.append(_lines(request["text"]))
            status, reply = await self.line.post(self.session.shown["pass"], request)
            if not status:
                return
            self.answer.heard(request, status, reply)
            self.flying = None
            self.unheard.clear()
            if status == 200:
                self.totals.saves += 1
                self.called[self.at] = request["text"].split("\n")
                self.made.setdefault(self.at, set()).add(request["attempt"])
            elif status == 409 and self.shared:
                self.totals.met += 1
            else:
                raise LostError(f"{self.name} was told {status} {reply}, of {request}")

    async def _went_on(self) -> bool:
        self._passed += 1
        left, self._opened = self.answer.interview, Answer(*self.places.at(self._passed))
        if self.answer.interview == left:
            return True
        with suppress(OSError, NotDrawnError):
            await self.session.close()
            await self.enter()
            return True
        return False

    def _type(self) -> None:
        self._typed += 1
        self.answer.value += ("\n" if self.answer.value else "") + f"{self.name} {self._typed}"
        if not self.one_burst:
            self.answer.burst = str(uuid4())


def crash(
    rounds: int,
    clients: int,
    target: str,
    folder: Path,
    seed: int = 1,
    report: Callable[[Totals], None] = lambda _totals: None,
) -> Totals:
    """Let these clients save through so many crashes of a server on this study; `report` hears how far it is.

    Raises LostError with all that is wrong after the first crash that cost something.
    """
    totals, chance = Totals(), random.Random(seed)
    open_study(target, create=True).close()
    served = Served(target, folder / "log")
    crowd = _crowd(clients, target, served.port, totals, chance)
    try:
        for _round in range(rounds):
            totals.starting.append(served.start())
            inspect(target, crowd, totals)
            asyncio.run(_until_crash(crowd, served, chance))
            totals.rounds += 1
            report(totals)
        totals.starting.append(served.start())
        inspect(target, crowd, totals, whole=True)
    finally:
        served.kill()
    return totals


def _crowd(number: int, target: str, port: int, totals: Totals, chance: random.Random) -> list[Client]:
    study = open_study(target)
    users = [user for user, _interview in seats(study, number)]
    study.close()
    together = Places(target)
    return [
        Client(
            f"client {place}",
            Session(port, target, user, "", ""),
            together if place < SHARED else Places(target),
            place % 2 == 0,
            totals,
            chance,
            shared=place < SHARED,
        )
        for place, user in enumerate(users)
    ]


async def _until_crash(crowd: list[Client], served: Served, chance: random.Random) -> None:
    entering = [asyncio.create_task(client.enter()) for client in crowd]

    async def take_part(client: Client, entered: asyncio.Task) -> None:
        await entered
        await client.save()

    saving = [asyncio.create_task(take_part(*pair)) for pair in zip(crowd, entering, strict=True)]
    await asyncio.gather(*entering)
    await asyncio.sleep(chance.uniform(*WAITS))
    served.kill()
    await asyncio.gather(*saving)


def inspect(target: str, crowd: list[Client], totals: Totals, whole: bool = False) -> None:
    """Raise LostError where a study, as it is after a crash, is not what was acknowledged; at all places if `whole`."""
    study, wrong = open_study(target), []
    with study.reading() as connection:
        answers_by_interview: dict[str, dict] = {}
        seen: set[Place] = set()
        for client in crowd:
            for place in sorted(client.called.keys() | client.touched if whole else client.touched):
                stored = answers_by_interview.setdefault(place[0], answers.of_interview(connection, place[0]))[place[1]]
                wrong += [f"{client.name} at {place}: {what}" for what in _amiss(client, place, stored["text"])]
                versions = answers.revisions(connection, stored["id"])
                made = {row["id"] for row in versions}
                totals.stored += bool(client.flying and client.flying["attempt"] in made)
                if not client.one_burst and client.made.get(place, set()) - made:
                    wrong.append(f"{client.name} at {place}: a version that was acknowledged is not there")
                if place not in seen:
                    wrong += [f"{place}: {what}" for what in _twice(stored["text"], versions)]
                    rows = notes.of_answer(connection, stored["id"])
                    if [row["text"] for row in rows] != _lines(stored["text"]) or any(row["retired"] for row in rows):
                        wrong.append(f"{place}: its notes are not its lines: {[row['text'] for row in rows]}")
                    totals.answers, totals.versions = totals.answers + whole, totals.versions + whole * len(versions)
                seen.add(place)
            client.touched = {client.at} if client.flying else set()
    wrong += [str(fault) for fault in check(study)["faults"]]
    study.close()
    if wrong:
        raise LostError("\n".join(wrong))


def _amiss(client: Client, place: Place, text: str) -> Iterable[str]:
    called, stands = client.called.get(place, []), _lines(text)
    # a client may hear nothing through two crashes, and type on between them: either text may have been stored
    on_its_way = client.unheard if client.flying and client.at == place else []
    if client.shared:
        missing = Counter(called) - Counter(stands)
        if missing:
            yield f"acknowledged and gone: {sorted(missing)}"
    elif stands not in (called, *on_its_way):
        yield f"stands {stands}, acknowledged was {called}, on its way {on_its_way}"


def _twice(text: str, versions: list[dict]) -> Iterable[str]:
    for what, texts in (("line", _lines(text)), ("version", [row["text"] for row in versions])):
        more = [text for text, times in Counter(texts).items() if times > 1]
        if more:
            yield f"a {what} stands twice: {more}"


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def main() -> None:
    """Crash and print; exit 1 at the first loss."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--study", help="a URL of an empty database; without it a file that is thrown away")
    options = parser.parse_args()
    print(f"--seed {options.seed}")
    began = time.perf_counter()

    def print_totals(totals: Totals) -> None:
        if totals.rounds % 20 == 0 or totals.rounds == options.rounds:
            print(totals, f"({time.perf_counter() - began:.0f} s)", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        target = options.study or str(Path(folder) / "study.sqlite")
        try:
            totals = crash(options.rounds, options.clients, target, Path(folder), options.seed, print_totals)
        except LostError as error:
            print(f"LOST\n{error}")
            sys.exit(1)
    print(
        f"nothing lost; {totals.answers} answers with {totals.versions} versions; "
        f"the server started in {statistics.median(totals.starting):.2f} s (median)"
    )


if __name__ == "__main__":
    main()
