"""What guards every route that a page saves through.

The door before it (`canvas.web.door`) lets in the workbench's own pages alone. Here a request must be JSON, with a pass
that a session was given.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import anyio
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from canvas.errors import UserError
from canvas.speech import Speech, catalogue
from canvas.store import Study
from canvas.store.database.text import storable
from canvas.web import passes
from canvas.web.open_studies import opened
from canvas.web.passes import Pass

LARGEST = 8_000_000  # bytes of one request: an answer of the longest kind, however its letters are written
AT_ONCE = 16  # requests under way on one route; more of them wait here instead of on the study

Shapes = Mapping[str, Callable[[object], bool]]  # name of a value → whether one is of the shape it must have
# what may be asked for → what does it, giving (status, what is said), and what must be said with it
Doings = Mapping[str, tuple[Callable[[Study, Pass, dict], tuple[int, dict]], frozenset[str]]]
Met = Callable[[UserError], tuple[int, dict]]  # what is said of a fault besides its three parts


@dataclass(frozen=True)
class Refusals:
    """What a route says, as (place, fault, cure), of what it does not take in."""

    foreign: tuple[str, str, str]
    unknown: tuple[str, str, str]
    odd: tuple[str, str, str]
    too_large: tuple[str, str, str]


def a_text(longest: int | None = None, least: int = 0) -> Callable[[object], bool]:
    """Whether a value is a text of such a length."""
    return lambda value: isinstance(value, str) and least <= len(value) and (longest is None or len(value) <= longest)


def a_number(value: object) -> bool:
    """Whether a value is a whole number that both engines can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def guarded(
    path: str,
    shapes: Shapes,
    doings: Doings,
    *,
    always: frozenset[str],
    allows: Callable[[Pass, dict], bool],
    refusals: Refusals,
    met: Met,
    **values: Any,
) -> Route:
    """A route at which these doings may be asked for; `always` are the values that every request holds.

    `allows` says whether the pass holds for what is asked, and `met` what status and words go with a user's fault.
    `values` fill the gaps in what is said of a request that is too large.
    """
    limiter = anyio.CapacityLimiter(AT_ONCE)

    def do(held: Pass, asked: dict) -> tuple[int, dict]:
        try:
            return doings[asked["do"]][0](opened(held.target, held.demo), held, asked)
        except UserError as error:
            status, said = met(error)
            return status, {"fault": list(error.parts(catalogue(held.language).gettext))} | said

    async def answer(request: Request) -> JSONResponse:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(403, *refusals.foreign)
        held = passes.find(request.headers.get("x-pps-pass", ""))
        if held is None:
            return _refused(401, *refusals.unknown)
        body = await _body(request)
        if body is None:
            return _refused(413, *refusals.too_large, language=held.language, **values)
        asked = understood(body, shapes, doings, always)
        if asked is None:
            return _refused(400, *refusals.odd, language=held.language)
        if not allows(held, asked):
            return _refused(403, *refusals.foreign, language=held.language)
        status, said = await run_sync(do, held, asked, limiter=limiter)
        return JSONResponse(said, status)

    return Route(path, answer, methods=["POST"])


def in_words(language: str, field: str, value: object) -> str:
    """What a field of a note says, as the screens of this language call it."""
    speech = Speech(language)
    return {"block": speech.block, "kind": speech.name}.get(field, str)(str(value))


def understood(body: bytes, shapes: Shapes, doings: Doings, always: frozenset[str]) -> dict | None:
    """What is asked for in a request, where all of it has the shape it must have."""
    try:
        asked = storable(json.loads(body))
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict) or not always | {"do"} <= asked.keys() or not isinstance(asked["do"], str):
        return None
    known = {**shapes, "do": doings.__contains__}
    sound = all(name in known and known[name](value) for name, value in asked.items())
    return asked if sound and doings[asked["do"]][1] <= asked.keys() else None


async def _body(request: Request) -> bytes | None:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > LARGEST:
            return None
    return bytes(found)


def _refused(status: int, place: str, fault: str, cure: str, language: str = "nl", **values: object) -> JSONResponse:
    error = UserError(place, fault, cure, **values)
    return JSONResponse({"fault": list(error.parts(catalogue(language).gettext))}, status)
