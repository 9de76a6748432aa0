"""Tells a screen whether words that its browser keeps are stored, before it says that they are not."""

from __future__ import annotations

from starlette.routing import Route

from canvas.capture.drafts import is_stored
from canvas.capture.saving import LONGEST_ANSWER
from canvas.errors import N_
from canvas.store import Study
from canvas.web.guarded_route import Refusals, a_number, a_text, guarded
from canvas.web.passes import Pass

PATH = "/werkbank/drafts"
_MOST_DRAFTS = 100  # drafts asked for at once
_AN_ID = a_text(100)
_SHAPE = {"interview": _AN_ID, "question": _AN_ID, "text": a_text(), "base": a_number}

_WHAT = N_("Draft")
_AGAIN = N_("Load this page again; your text is kept.")
_REFUSALS = Refusals(
    cross_origin=(_WHAT, N_("this was not answered: the page that asked is not this workbench's own."), _AGAIN),
    unknown=(_WHAT, N_("the workbench was started anew."), _AGAIN),
    malformed=(_WHAT, N_("this was not understood."), _AGAIN),
    too_large=(_WHAT, N_("the text is longer than {longest} characters."), _AGAIN),
)


def routes() -> list[Route]:
    """Return the routes to serve beside Streamlit's own."""
    return [
        guarded(
            PATH,
            {"drafts": _are_drafts},
            {"compare": (_compare, frozenset({"drafts"}))},
            always=frozenset({"drafts"}),
            refusals=_REFUSALS,
            allows=lambda _mine, _request: True,  # a pass is for one study, and all of it may be read
            on_fault=lambda _error: (422, {}),
            longest=LONGEST_ANSWER,
        )
    ]


def _compare(study: Study, _mine: Pass, request: dict) -> tuple[int, dict]:
    stored = [
        is_stored(study, *(draft[name] for name in ("interview", "question", "text", "base")))
        for draft in request["drafts"]
    ]
    return 200, {"stored": stored}


def _are_drafts(value: object) -> bool:
    return isinstance(value, list) and len(value) <= _MOST_DRAFTS and all(_is_draft(draft) for draft in value)


def _is_draft(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != _SHAPE.keys():
        return False
    return all(fits(value[name]) for name, fits in _SHAPE.items())
