"""How long many interviewers at once wait for *saved* and for the next question, and what they cost the server.

Run: python benchmarks/interviewers.py [--sessions 100] [--seconds 60] [--study FILE-or-URL]

Each has a session and an interview of its own, on the real server in a process of its own, and types as a person does:
about five keys a second for 1-6 s, a pause of 0-10 s, and after one burst in ten Ctrl+Enter to the next question, which
draws the whole screen anew. Saves go as the answer field sends them: 400 ms after the last key, every 2 s while one
types on. Where a save changed the state of an answer, the screen is drawn anew, as the field asks for. Nothing is
measured until everybody is in. Without a study it is the demo; a
file is copied first, a database behind a URL is written to.
At the end every text that was called saved must stand in the study, and `check` must find nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from large import sentence
from sessions import QUESTIONS, Answer, Line, NotDrawnError, Served, Session, seats

from canvas.exchange.demo import make_demo
from canvas.store import answers, open_study
from canvas.store.check.check import check
from canvas.store.database.engine import is_url

PAUSE, AT_MOST = 0.4, 2.0  # as in canvas/screens/interviews/assets/answer_saving.js, in seconds
KEY = 0.2  # seconds between two keys
GOES_ON = 0.1  # of bursts, that end with going to the next question
AT_THE_DOOR = 4  # sessions that are opened at the same time


@dataclass
class Took:
    """What was measured, in seconds, and what went wrong."""

    saved: list[float] = field(default_factory=list)
    without_pause: list[float] = field(default_factory=list)
    went: list[float] = field(default_factory=list)
    saves: int = 0
    runs: int = 0
    wrong: Counter = field(default_factory=Counter)


class Interviewer:
    """One who types and goes on; what was called saved is remembered in `acknowledged` by question."""

    def __init__(self, session: Session, took: Took, seed: int) -> None:
        self.session, self.took, self.chance = session, took, random.Random(seed)
        self.line = Line(session.port)
        self.acknowledged: dict = {}
        self._due: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._flying: asyncio.Task | None = None
        self._words, self._then = iter(""), "next"
        self._tasks: set[asyncio.Task] = set()

    async def work(self) -> None:
        """Type, rest and go on until cancelled."""
        self._begin()
        await asyncio.sleep(self.chance.uniform(0, 8))  # they do not start as one
        while True:
            await self._type(self.chance.uniform(1, 6))
            if self.chance.random() < GOES_ON:
                await self._go_on()
            else:
                await self._until_saved()
            await asyncio.sleep(self.chance.uniform(0, 10))

    async def leave(self) -> None:
        """Save what is typed and close the session."""
        self._push()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(20):
                await self._stored()
        if self.session.lost:
            self.took.wrong["websocket lost"] += 1
        await self.session.close()
        self.line.close()

    def _begin(self) -> None:
        shown = self.session.shown
        interview, question = shown["field"].split("/")
        self.answer = Answer(interview, question, shown["text"], shown["text"], shown["revision"])
        self._state_shown = shown["state"]

    async def _type(self, seconds: float) -> None:
        for _key in range(round(seconds / KEY)):
            self.answer.value += next(self._words, "") or self._next_line()
            self._pressed = time.perf_counter()
            self._due = self._due or self._pressed + AT_MOST
            self._push_after(min(PAUSE, max(0, self._due - self._pressed)))
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * KEY)

    def _next_line(self) -> str:
        self._words = iter(sentence(self.chance))
        return "\n" if self.answer.value else next(self._words)

    def _push_after(self, seconds: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._due_at = time.perf_counter() + seconds
        self._timer = asyncio.get_running_loop().call_later(seconds, self._push)

    def _push(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._due = None
        if not self._flying and self.answer.value != self.answer.saved:
            self._flying = self._task(self._send(self.answer))

    async def _send(self, answer: Answer) -> None:
        request = answer.request()
        status, reply = await self.line.post(self.session.shown["pass"], request)
        answer.heard(request, status, reply)
        self._flying = None
        if status != 200:
            self.took.wrong[f"reply {status}" if status else "no reply"] += 1
            self._push_after(1)
            return
        self._heard = time.perf_counter()
        self.took.saves += 1
        self.acknowledged[answer.question] = request["text"]
        if answer.value != answer.saved:
            self._push_after(PAUSE if self._due else 0)
        elif reply["state"] != self._state_shown:  # the list of questions is drawn by the server
            self._state_shown = reply["state"]
            self.took.runs += 1
            self._task(self.session.trigger("changed", request["attempt"]))

    async def _until_saved(self) -> None:
        await self._stored()
        self.took.saved.append(self._heard - self._pressed)
        self.took.without_pause.append(self._heard - self._due_at)

    async def _stored(self) -> None:
        while self.answer.value != self.answer.saved:
            await (asyncio.wait([self._flying]) if self._flying else asyncio.sleep(0.001))

    async def _go_on(self) -> None:
        began = time.perf_counter()
        self._push()
        await self._stored()
        if self.session.shown["last" if self._then == "next" else "first"]:
            self._then = "previous" if self._then == "next" else "next"
        try:
            arrived = await self.session.go(self._then)
        except NotDrawnError as error:
            self.took.wrong[f"not drawn: {error}"] += 1
            raise
        self.took.runs += 1
        self.took.went.append(arrived - began)
        self._begin()

    def _task(self, work: Coroutine) -> asyncio.Task:
        made = asyncio.create_task(work)
        self._tasks.add(made)
        made.add_done_callback(self._tasks.discard)
        return made


async def measure(
    served: Served, study: str, places: Sequence[tuple[str, str]], seconds: float
) -> tuple[list[Interviewer], Counter]:
    """Let everybody in, measure, print, and let everybody out; returns who was there, and what went wrong."""
    took, crowd, working = Took(), [], []
    door = asyncio.Semaphore(AT_THE_DOOR)

    async def enter(number: int, user: str, interview: str) -> None:
        async with door:
            question = QUESTIONS[number % len(QUESTIONS)].key
            interviewer = Interviewer(Session(served.port, study, user, interview, question), took, number)
            await interviewer.session.open()
            await interviewer.session.settled()
        crowd.append(interviewer)
        working.append(asyncio.create_task(interviewer.work()))

    await enter(0, *places[0])  # whatever is loaded but once is loaded now
    alone, began = served.memory(), time.perf_counter()
    await asyncio.gather(*(enter(number, *seat) for number, seat in enumerate(places) if number))
    print(f"{len(crowd)} sessions in after {time.perf_counter() - began:.1f} s")
    await asyncio.sleep(8)
    for name, empty in vars(Took()).items():
        setattr(took, name, empty if name != "wrong" else took.wrong)
    work, wait, mine, began = served.worked(), served.waited(), time.process_time(), time.perf_counter()
    await asyncio.sleep(seconds)
    passed = time.perf_counter() - began
    spent = [served.worked() - work, served.waited() - wait, time.process_time() - mine]
    shares = [seconds / passed for seconds in spent]
    each = (served.memory() - alone) / max(1, len(crowd) - 1)
    for task in working:
        task.cancel()
    ended = [why for why in await asyncio.gather(*working, return_exceptions=True) if why]
    took.wrong.update(repr(why) for why in ended if not isinstance(why, asyncio.CancelledError))
    say("last key → saved", took.saved)
    say("  without the pause", took.without_pause)
    say("next → its field is there", took.went)
    print(f"{took.saves} saves, {took.runs} screens drawn anew, in {passed:.0f} s")
    print(f"server: {shares[0]:.0%} of a core, waited for one {shares[1]:.0%} of the time")
    print(f"memory: {each / 1e3:.0f} kB a session, {served.memory() / 1e6:.0f} MB in all")
    print(f"client: {shares[2]:.0%} of a core")
    await asyncio.gather(*(interviewer.leave() for interviewer in crowd))
    took.wrong.update({"traceback in the server's log": served.complaints()} if served.complaints() else {})
    print(f"errors: {dict(took.wrong) or 'none'}")
    return crowd, took.wrong


def say(name: str, took: list[float]) -> None:
    """Print one line of figures in ms."""
    if len(took) < 2:
        print(f"{name:26} n {len(took)}")
        return
    at = statistics.quantiles(took, n=100, method="inclusive")
    figures = "   ".join(f"p{share} {at[share - 1] * 1000:6.0f} ms" for share in (50, 95, 99))
    print(f"{name:26} {figures}   most {max(took) * 1000:6.0f} ms   n {len(took)}")


def lost(study: str, crowd: Sequence[Interviewer]) -> list[str]:
    """Return what was called saved and does not stand, and what `check` finds."""
    opened, missing, acknowledged_count = open_study(study), [], 0
    with opened.reading() as connection:
        for interviewer in crowd:
            stored = answers.of_interview(connection, interviewer.session.interview)
            for question, text in interviewer.acknowledged.items():
                acknowledged_count += 1
                if stored[question]["text"] != text:
                    missing.append(
                        f"{interviewer.session.interview} {question}: {stored[question]['text']!r} is not {text!r}"
                    )
    faults = check(opened)["faults"]
    opened.close()
    print(
        f"{acknowledged_count} answers were called saved: {len(missing)} do not stand; check finds {len(faults)} faults"
    )
    return missing + [str(fault) for fault in faults]


def main() -> None:
    """Measure and print; exit 1 where something went wrong or was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--study", help="a study file, which is copied, or a URL; without it the demo")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = options.study if options.study and is_url(options.study) else str(Path(folder) / "study.sqlite")
        if options.study and not is_url(options.study):
            open_study(options.study).close()  # what its log still holds goes into the file
            shutil.copyfile(options.study, target)
        study = open_study(target, create=True) if options.study else make_demo(target)
        places = seats(study, options.sessions)
        study.close()
        served = Served(target, Path(folder) / "log")
        served.start()
        try:
            crowd, wrong = asyncio.run(measure(served, target, places, options.seconds))
            missing = lost(target, crowd)
        finally:
            served.kill()
    for what in missing:
        print(what)
    sys.exit(1 if missing or wrong else 0)


if __name__ == "__main__":
    main()
