"""The door that answers come in by: the field sends each save here, outside any run of the screen.

Guarded as the screens are, since Streamlit guards no route but its own: this host, this origin, a pass that the
session was given, and an interview that was opened under it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

import anyio
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from canvas.capture import answers as capture
from canvas.capture import history
from canvas.capture.saving import LONGEST
from canvas.errors import N_, Completed, UserError
from canvas.store import Study, answers, notes
from canvas.ui import passes, words
from canvas.ui.opening import opened
from canvas.ui.passes import Pass

PATH = "/werkbank/answer"
LARGEST = 8_000_000  # bytes of one request: an answer of the longest kind, however its letters are written
AT_ONCE = 16  # saves under way; more of them wait here instead of on the study

_saves = anyio.CapacityLimiter(AT_ONCE)
_NOTHING_STORED = (N_("Answer"), N_("this was not stored: the page that sent it is not this workbench's own."),
                   N_("Open the interview in the workbench."))  # fmt: skip
_UNKNOWN = (N_("Answer"), N_("the workbench was started anew."), N_("Load this page again; your text is kept."))
_ODD = (N_("Answer"), N_("this was not understood, so nothing was stored."),
        N_("Load this page again; your text is kept."))  # fmt: skip
_TOO_LARGE = (N_("Answer"), N_("the text is longer than {longest} characters."),
              N_("Add it as a document instead, or split it."))  # fmt: skip


def routes() -> list[Route]:
    """The routes to serve beside Streamlit's own."""
    return [Route(PATH, _answer, methods=["POST"])]


async def _answer(request: Request) -> JSONResponse:
    if not _from_here(request):
        return _refused(403, *_NOTHING_STORED)
    held = passes.find(request.headers.get("x-pps-pass", ""))
    if held is None:
        return _refused(401, *_UNKNOWN)
    body = await _body(request)
    if body is None:
        return _refused(413, *_TOO_LARGE, language=held.language, longest=f"{LONGEST:,}")
    asked = _understood(body)
    if asked is None:
        return _refused(400, *_ODD, language=held.language)
    if asked["interview"] not in held.interviews:
        return _refused(403, *_NOTHING_STORED, language=held.language)
    status, said = await run_sync(_do, held, asked, limiter=_saves)
    return JSONResponse(said, status)


def _from_here(request: Request) -> bool:
    """Whether a page of this very server sent it; every browser names the origin of a POST."""
    host, origin = request.headers.get("host"), request.headers.get("origin")
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    same = origin is not None and urlsplit(origin).netloc == host
    site = request.headers.get("sec-fetch-site", "same-origin")
    return is_host_allowed(host) and same and site == "same-origin" and kind == "application/json"


async def _body(request: Request) -> bytes | None:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > LARGEST:
            return None
    return bytes(found)


_SHAPES: Mapping[str, Callable[[object], bool]] = {
    "interview": lambda value: isinstance(value, str),
    "question": lambda value: isinstance(value, str),
    "do": lambda value: value in _DOINGS,
    "text": lambda value: isinstance(value, str),
    "base": lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31,
    "attempt": lambda value: isinstance(value, str) and 0 < len(value) <= 64,
    "burst": lambda value: isinstance(value, str) and len(value) <= 64,
    "on": lambda value: isinstance(value, list) and len(value) <= 50 and all(isinstance(one, str) for one in value),
    "note": lambda value: isinstance(value, str),
    "block": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31,
}


def _understood(body: bytes) -> dict | None:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict) or not {"interview", "question", "do"} <= asked.keys():
        return None
    sound = all(name in _SHAPES and _SHAPES[name](value) for name, value in asked.items())
    return asked if sound and _DOINGS[asked["do"]][1] <= asked.keys() else None


def _do(held: Pass, asked: dict) -> tuple[int, dict]:
    """One thing asked for, as (status, what is said of it)."""
    try:
        study = opened(held.target, held.demo)
        return _DOINGS[asked["do"]][0](study, held, asked)
    except UserError as error:
        parts = error.parts(words.catalogue(held.language).gettext)
        return 422, {"fault": list(parts), "completed": isinstance(error, Completed)}


def _save(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    saved = capture.save(
        study, held.user_id, asked["interview"], asked["question"], asked["text"], base=asked["base"],
        attempt=asked["attempt"], on=asked["on"], burst=asked["burst"],
    )  # fmt: skip
    if saved.how == "stale":
        return 409, {"met": {"text": saved.text, "revision": saved.revision, "by": saved.by}}
    return 200, {"revision": saved.revision, "when": _when(saved.at), "state": saved.state}


def _set_aside(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    saved = capture.set_aside(
        study, held.user_id, asked["interview"], asked["question"], asked["text"], attempt=asked["attempt"]
    )
    return 200, {"revision": saved.revision, "when": _when(saved.at), "state": saved.state, "text": saved.text}


def _look(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    with study.reading() as connection:
        given = answers.of_interview(connection, asked["interview"]).get(asked["question"])
        found = [row for row in notes.of_answer(connection, given["id"]) if not row["retired"]] if given else []
    undone = history.last_change(study, answer_id=given["id"]) if given else None
    return 200, {
        "revision": given["revision"] if given else 0,
        "text": given["text"] if given else "",
        "notes": [{name: row[name] for name in ("id", "text", "kind", "block")} for row in found],
        "undo": undone and {name: undone[name] for name in ("how", "note_id", "number", "text", "to_block")},
    }


def _move(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    _require_of(study, asked)
    capture.move_note(study, held.user_id, asked["note"], asked["block"])
    return _look(study, held, asked)


def _undo(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    _require_of(study, asked)
    history.undo(study, held.user_id, asked["note"], asked["number"])
    return _look(study, held, asked)


def _require_of(study: Study, asked: dict) -> None:
    """Raise UserError where a note is of another answer than the one it is asked for in: the pass is for that one."""
    with study.reading() as connection:
        given = answers.of_interview(connection, asked["interview"]).get(asked["question"])
        if given is None or notes.get(connection, asked["note"])["answer_id"] != given["id"]:
            raise UserError(N_("Note"), N_("this note is of another answer."), N_("Open that interview."))


# what may be asked for, and what must be said with it beside interview and question
_DOINGS: dict[str, tuple[Callable[[Study, Pass, dict], tuple[int, dict]], frozenset[str]]] = {
    "save": (_save, frozenset({"text", "base", "attempt", "on", "burst"})),
    "set_aside": (_set_aside, frozenset({"text", "attempt"})),
    "look": (_look, frozenset()),
    "move": (_move, frozenset({"note", "block"})),
    "undo": (_undo, frozenset({"note", "number"})),
}


def _when(at: str) -> str:
    """The time of a save as the mark says it, in Dutch time and by the server's clock."""
    return f"{datetime.fromisoformat(at).astimezone(words.ZONE):%H:%M:%S}"


def _refused(status: int, place: str, fault: str, cure: str, language: str = "nl", **values: object) -> JSONResponse:
    error = UserError(place, fault, cure, **values)
    return JSONResponse({"fault": list(error.parts(words.catalogue(language).gettext))}, status)
