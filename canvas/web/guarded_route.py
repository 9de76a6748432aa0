"""Guards every route that a page saves through.

The layer before it (`canvas.web.access_layer`) lets in the workbench's own pages alone. Here a request must be JSON,
with a pass that a session was given.
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

from canvas.errors import N_, UserError
from canvas.speech import Speech, catalogue
from canvas.store import Study, users
from canvas.store.database.text import storable
from canvas.store.limited.limited_study import as_seen_by
from canvas.web import passes
from canvas.web.passes import Pass
from canvas.web.study_cache import study_at

LARGEST_REQUEST = 8_000_000  # bytes of one request: an answer of the longest kind, however its letters are written
AT_ONCE = 16  # requests under way on one route; more of them wait here instead of on the study

Shapes = Mapping[str, Callable[[object], bool]]  # name of a value → whether one is of the shape it must have
# name of an action → what does it, giving (status, reply), and the values that a request for it must hold
Actions = Mapping[str, tuple[Callable[[Study, Pass, dict], tuple[int, dict]], frozenset[str]]]
OnFault = Callable[
    [UserError], tuple[int, dict]
]  # status of a user's fault, and what its reply holds beside its three parts


@dataclass(frozen=True)
class Refusals:
    """What a route answers, as (place, fault, cure), to what it does not take in.

    `cross_origin` is for a page that is not ours or may not ask for this, `unknown` for a pass that is not known,
    `malformed` for a request that is not understood, `too_large` for one of more than LARGEST_REQUEST bytes.
    """

    cross_origin: tuple[str, str, str]
    unknown: tuple[str, str, str]
    malformed: tuple[str, str, str]
    too_large: tuple[str, str, str]


def refusals_of_writes(place: str, where: str, again: str, too_large: tuple[str, str, str]) -> Refusals:
    """Return what a route that stores answers to what it refuses.

    `where` says what to open in the workbench instead, `again` how to go on once the page was loaded anew.
    """
    return Refusals(
        cross_origin=(
            place,
            N_("this was not stored: the page that sent it is not this workbench's own."),
            where,
        ),
        unknown=(place, N_("the workbench was started anew."), again),
        malformed=(place, N_("this was not understood, so nothing was stored."), again),
        too_large=too_large,
    )


def a_text(longest: int | None = None, least: int = 0) -> Callable[[object], bool]:
    """Return a check that a value is a text of such a length (in characters)."""
    return lambda value: isinstance(value, str) and least <= len(value) and (longest is None or len(value) <= longest)


def a_number(value: object) -> bool:
    """Tell whether a value is a whole number that both engines can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def guarded(
    path: str,
    shapes: Shapes,
    actions: Actions,
    *,
    always: frozenset[str],
    allows: Callable[[Pass, dict], bool],
    refusals: Refusals,
    on_fault: OnFault,
    **values: Any,
) -> Route:
    """Return a route at which these actions may be asked for; `always` are the values that every request holds.

    `allows` says whether the pass is for what the request names, `on_fault` what status and values go with a user's
    fault. `values` fill the gaps in what is answered to a request that is too large.
    """
    limiter = anyio.CapacityLimiter(AT_ONCE)

    def do(granted: Pass, payload: dict) -> tuple[int, dict]:
        try:
            return actions[payload["do"]][0](_as_seen(granted), granted, payload)
        except UserError as error:
            status, more = on_fault(error)
            return status, {"fault": list(error.parts(catalogue(granted.language).gettext))} | more

    async def answer(request: Request) -> JSONResponse:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(403, *refusals.cross_origin)
        granted = passes.find(request.headers.get("x-pps-pass", ""))
        if granted is None:
            return _refused(401, *refusals.unknown)
        body = await _body(request)
        if body is None:
            return _refused(413, *refusals.too_large, language=granted.language, **values)
        payload = parsed(body, shapes, actions, always)
        if payload is None:
            return _refused(400, *refusals.malformed, language=granted.language)
        if not allows(granted, payload):
            return _refused(403, *refusals.cross_origin, language=granted.language)
        status, reply = await run_sync(do, granted, payload, limiter=limiter)
        return JSONResponse(reply, status)

    return Route(path, answer, methods=["POST"])


def _as_seen(granted: Pass) -> Study:
    """Return the study of a pass, as the profile may see it that the pass was given to."""
    study = study_at(granted.target, granted.demo)
    with study.reading() as connection:
        return as_seen_by(study, users.find(connection, granted.user_id))


def in_words(language: str, field: str, value: object) -> str:
    """Return what a field of a note says, as the screens of this language call it."""
    speech = Speech(language)
    return {"block": speech.block, "kind": speech.name}.get(field, str)(str(value))


def parsed(body: bytes, shapes: Shapes, actions: Actions, always: frozenset[str]) -> dict | None:
    """Return what a request holds, or None where not all of it has the shape it must have."""
    try:
        payload = storable(json.loads(body))
    except (ValueError, RecursionError):
        return None
    if not isinstance(payload, dict) or not always | {"do"} <= payload.keys() or not isinstance(payload["do"], str):
        return None
    checks = {**shapes, "do": actions.__contains__}
    sound = all(name in checks and checks[name](value) for name, value in payload.items())
    return payload if sound and actions[payload["do"]][1] <= payload.keys() else None


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_REQUEST:
            return None
    return bytes(body)


def _refused(status: int, place: str, fault: str, cure: str, language: str = "nl", **values: object) -> JSONResponse:
    error = UserError(place, fault, cure, **values)
    return JSONResponse({"fault": list(error.parts(catalogue(language).gettext))}, status)
