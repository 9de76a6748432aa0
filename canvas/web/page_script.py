"""The one script of ours that every page loads before Streamlit's own, at a route of its own.

Components live inside a screen and go with it; what must outlive every screen, or stand before the first, stands here:
waiting quietly for a server that is away, and saying so. It is one classic script of several files in `assets/`, in
the order of `FILES`, inside one function: what a file declares, those after it may use, and nothing is global. Its
words are messages like any other: each name in `MESSAGES` is read in the script as `words().name`, in the language of
the page. To add to it, add a file to `FILES` and what it says to `MESSAGES`.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from canvas.errors import N_
from canvas.method import LANGUAGES
from canvas.speech import Speech
from canvas.web import streamlit_words

PATH = "/werkbank/page.js"
FILES = (
    "language.js",
    "streamlit_words.js",
    "typed_labels.js",
    "notice.js",
    "server_away.js",
    "foreign_dialogs.js",
    "typed_fields.js",
)
_ASSETS = Path(__file__).parent / "assets"

MESSAGES = {
    "away": N_("The workbench cannot be reached. What you type stays in this browser; this line goes by itself."),
    "broken": N_("This page lost its way. Load it again; what you typed is kept."),
    "absent": N_("There is no screen at this address; this is the overview."),
    "restored": N_("The workbench was started anew. What you typed stands here still; save it again to be sure."),
    "gone": N_("The workbench was started anew, and this was not stored:"),
    "uploads": N_("The workbench was started anew. Choose your file once more."),
    "copy": N_("Copy"),
    "load": N_("Load again"),
    "close": N_("Close"),
}


def routes() -> list[Route]:
    """Return the route that serves the script."""
    return [Route(PATH, _serve, methods=["GET"])]


def address() -> str:
    """Return where pages load the script from: the address changes with what is in it, so a browser may keep it."""
    return f"{PATH}?v={hashlib.sha256(script().encode()).hexdigest()[:12]}"


@cache
def script() -> str:
    """Return the text of the script, with its words and its style in it."""
    spoken = {
        language: {name: Speech(language)._(message) for name, message in MESSAGES.items()} for language in LANGUAGES
    }
    parts = [_asset(name) for name in FILES]
    places = {language: streamlit_words.places(language) for language in LANGUAGES}
    head = f"const WORDS = {json.dumps(spoken)}\nconst STYLE = {json.dumps(_asset('page.css'))}\n"
    head += f"const PLACES = {json.dumps(places)}\n"
    return "(() => {\n'use strict'\n" + head + "\n".join(parts) + "\n})()\n"


async def _serve(request: Request) -> Response:
    lasting = "v" in request.query_params
    cache_control = "public, max-age=31536000, immutable" if lasting else "no-cache"
    return Response(script(), media_type="text/javascript", headers={"Cache-Control": cache_control})


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text("utf-8")
