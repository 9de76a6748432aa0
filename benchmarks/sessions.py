"""Sessions of the workbench without a browser: what a browser says on the line, said from Python.

A screen is opened and drawn over Streamlit's own websocket, by real runs of the real script; answers are saved over a
kept connection, as the answer field does (`canvas/screens/interviews/assets/answer_saving.js`, followed here in short).
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from canvas.capture import interviewing
from canvas.guides import Question, shipped_guides
from canvas.store import Study, moments, partnerships, respondents, study_settings, users

ADDRESS = "127.0.0.1"
PATIENCE = 10  # seconds a save may take before it is sent again, as in the field
DRAWN = 60  # seconds a screen may take before it counts as not drawn


QUESTIONS: list[Question] = shipped_guides()["pps-short"].for_role("employer")


def seats(study: Study, number: int) -> list[tuple[str, str]]:
    """Add profiles, each with an interview of its own that has started; return (user, interview) of each.

    A study that has not begun is begun.
    """
    with study.writing("") as writer:
        made = [users.add(writer, f"interviewer-{uuid4().hex[:8]}", "researcher") for _seat in range(number)]
        writer.user_id = made[0]
        if study_settings.describe(writer.connection) is None:
            study_settings.begin(writer, "Metingen", "nl")
            partnership = partnerships.add(writer, "Nieuwe Techniek", "NT")
            moments.put_moment(writer, partnership, moments.add_wave(writer, "Meting 1"))
        all_moments = moments.moments(writer.connection)
        at = [all_moments[seat % len(all_moments)] for seat in range(number)]
        who = [
            respondents.add(writer, place["partnership_id"], f"M1-{uuid4().hex[:6].upper()}", "employer")
            for place in at
        ]
    guide = shipped_guides()["pps-short"]
    return [
        (
            user,
            interviewing.plan(
                study, user, guide, place["partnership_id"], place["wave_id"], [respondent], "nl", start=True
            ),
        )
        for user, place, respondent in zip(made, at, who, strict=True)
    ]


class NotDrawnError(Exception):
    """The screen did not show what it was opened for."""


class Served:
    """The workbench served on a study, by the command a user gives, in a process of its own."""

    def __init__(self, study: str, log: Path) -> None:
        self.study, self.log = study, log
        with socket.socket() as probe:
            probe.bind((ADDRESS, 0))
            self.port = probe.getsockname()[1]

    def start(self) -> float:
        """Start it and wait until it answers; the seconds that took."""
        began = time.perf_counter()
        command = [sys.executable, "-m", "canvas.cli", "run", "--study", self.study, "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([*command, "--headless"], stdout=log, stderr=subprocess.STDOUT)
        while self.process.poll() is None and time.perf_counter() - began < DRAWN:
            try:
                with urllib.request.urlopen(f"http://{ADDRESS}:{self.port}/_stcore/health", timeout=5):
                    return time.perf_counter() - began
            except OSError:
                time.sleep(0.01)
        self.kill()
        raise SystemExit(f"the server did not start:\n{self.log.read_text('utf-8')[-2000:]}")

    def kill(self) -> None:
        """End it the hard way, as a crash would."""
        self.process.kill()
        self.process.wait()

    def memory(self) -> int:
        """Return the bytes it holds in memory now (Linux)."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def worked(self) -> float:
        """Return the seconds of processor it took so far (Linux)."""
        after_name = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")

    def waited(self) -> float:
        """Return the seconds its main thread stood ready and got no processor, which others had (Linux)."""
        return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[1]) / 1e9

    def complaints(self) -> int:
        """Count the tracebacks in what it said so far."""
        return self.log.read_text("utf-8", "replace").count("Traceback (most recent call last)")


@dataclass
class Line:
    """A kept connection for saves; opened anew when the server let go of it, as a browser does without a word."""

    port: int
    _ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, token: str, request: dict) -> tuple[int, dict]:
        """Post a request; return (status, reply), with status 0 where nobody answers."""
        body = json.dumps(request).encode()
        host = f"{ADDRESS}:{self.port}"
        head = (
            f"POST /werkbank/answer HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            f"Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n"
            f"X-PPS-Pass: {token}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._exchange(head.encode() + body)
        except (OSError, EOFError, TimeoutError):
            self.close()
            return 0, {}

    async def _exchange(self, sent: bytes) -> tuple[int, dict]:
        for used in (True, False):
            if used and (self._ends is None or self._ends[0].at_eof()):
                continue
            if not used:
                self.close()
                self._ends = await asyncio.open_connection(ADDRESS, self.port)
            assert self._ends is not None
            reader, writer = self._ends
            try:
                writer.write(sent)
                await writer.drain()
                head = await reader.readuntil(b"\r\n\r\n")
                break
            except (OSError, asyncio.IncompleteReadError) as error:
                if not used or (isinstance(error, asyncio.IncompleteReadError) and error.partial):
                    raise
        named = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if line)
        body = await reader.readexactly(int(named[b"content-length"]))
        return int(head.split(b" ", 2)[1]), json.loads(body)

    def close(self) -> None:
        """Let go of it."""
        if self._ends:
            self._ends[1].close()
        self._ends = None


@dataclass
class Session:
    """One interviewer's session: an interview on the screen, drawn by the server, and its answer field."""

    port: int
    study: str
    user: str
    interview: str
    question: str
    shown: dict = field(default_factory=dict)  # what the answer field was last drawn with
    arrived: float = 0.0  # when that came
    lost: bool = False  # the server let go of the websocket
    _cached: dict[str, ForwardMsg] = field(default_factory=dict)  # messages that a browser would keep, by their hash

    async def open(self) -> None:
        """Connect and have the interview drawn at its question.

        Raises NotDrawnError, and OSError where nobody answers.
        """
        host = f"{ADDRESS}:{self.port}"
        profile = "pps_profile_" + hashlib.sha256(self.study.encode()).hexdigest()[:10]
        self.lost, self._page, self._id, self.shown = False, "", "", {}
        self._query = urlencode({"interview": self.interview, "question": self.question})
        self._line = await websockets.connect(
            f"ws://{host}/_stcore/stream",
            origin=websockets.Origin(f"http://{host}"),
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            additional_headers={"Cookie": f"{profile}={self.user}; pps_language=nl; pps_study=own"},
            ping_interval=None,
        )
        self._finished, self._came = asyncio.Event(), asyncio.Event()
        self._ear = asyncio.create_task(self._listen())
        await self._run()
        await self._until(lambda: bool(self.shown))

    async def go(self, then: str = "next") -> float:
        """Go to the next or previous question as the field does; the moment the new field was drawn."""
        left = self.shown["field"]
        await self.trigger("go", json.dumps({"field": left, "then": then}))
        await self._until(lambda: self.shown["field"] != left)
        return self.arrived

    async def trigger(self, event: str, value: str) -> None:
        """Have the screen drawn anew for something that happened in the field."""
        triggers = json.dumps([{"event": event, "value": value}])
        await self._run({f"$$STREAMLIT_INTERNAL_KEY_{self._id}__events": triggers})

    async def settled(self) -> None:
        """Wait until the run that is under way has ended."""
        async with asyncio.timeout(DRAWN):
            await self._finished.wait()

    async def close(self) -> None:
        """Leave as one closes a tab."""
        self._ear.cancel()
        await self._line.close()

    async def _run(self, triggers: dict[str, str] | None = None) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self._query, self._page
        state.page_name = "" if self._page else "interview"
        state.cached_message_hashes.extend(self._cached)
        state.context_info.timezone, state.context_info.locale = "Europe/Amsterdam", "nl-NL"
        state.context_info.url = f"http://{ADDRESS}:{self.port}/interview"
        for name, value in (triggers or {}).items():
            state.widget_states.widgets.add(id=name, json_trigger_value=value)
        self._finished.clear()
        await self._line.send(message.SerializeToString())

    async def _until(self, met: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(DRAWN):
                while not met():
                    if self.lost:
                        raise NotDrawnError("the server let go of the session")
                    self._came.clear()
                    await self._came.wait()
        except TimeoutError:
            raise NotDrawnError(f"{self.interview}: no answer field within {DRAWN} s") from None

    async def _listen(self) -> None:
        try:
            async for frame in self._line:
                self._hear(ForwardMsg.FromString(frame))
        except websockets.ConnectionClosed:
            pass
        finally:
            self.lost = True
            self._came.set()
            self._finished.set()

    def _hear(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "ref_hash":
            message = self._cached.get(message.ref_hash, message)
        elif message.metadata.cacheable:
            self._cached[message.hash] = message
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "script_finished":
            self._finished.set()
        elif kind == "delta" and message.delta.new_element.bidi_component.component_name == "pps_answer_field":
            drawn = message.delta.new_element.bidi_component
            self._id, self.arrived = drawn.id, time.perf_counter()
            self.shown = json.loads(drawn.json)
            self._came.set()


@dataclass
class Answer:
    """One answer as the field holds it: what is typed, what is stored of it, and the save of which nobody knows."""

    interview: str
    question: str
    value: str = ""
    saved: str = ""
    base: int = 0
    burst: str = field(default_factory=lambda: str(uuid4()))
    on: list[str] = field(default_factory=list)
    tried: dict | None = None

    def request(self) -> dict:
        """Return the save to send now: the one of which the outcome is not known, or a new one on it."""
        if self.tried is None or self.tried["text"] != self.value:
            if self.tried:
                self.on = [*self.on, self.tried["attempt"]][-20:]
            self.tried = {"attempt": str(uuid4()), "text": self.value}
        return {
            "interview": self.interview,
            "question": self.question,
            "do": "save",
            "base": self.base,
            "on": self.on,
            "burst": self.burst,
            **self.tried,
        }

    def heard(self, request: dict, status: int, reply: dict) -> None:
        """Take over what the server said of a save; where somebody else was first, both texts are put together."""
        if status == 200:
            self.saved, self.base, self.on, self.tried = request["text"], reply["revision"], [], None
        elif status == 409:
            self.value, self.base = joined(reply["met"]["text"], self.value), reply["met"]["revision"]
            self.on, self.tried = [], None


def joined(theirs: str, mine: str) -> str:
    """Join two texts: theirs, with those lines of mine under it that it does not hold."""
    spare = theirs.split("\n")
    added = []
    for line in mine.split("\n"):
        if line in spare:
            spare.remove(line)
        elif line:
            added.append(line)
    return "\n".join([theirs, *added] if theirs else added)
