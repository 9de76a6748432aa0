"""The one script of ours that every page loads before Streamlit's own, at a route of its own.

Components live inside a screen and go with it; what must outlive every screen, or stand before the first, stands here:
waiting quietly for a server that is away, and saying so. It is one classic script, joined of the modules in `assets/`
that `page.js` imports, inside one function: nothing is global. Its words are messages like any other: each name in
`MESSAGES` is read in the script as `words().name`, in the language of the page. To add to it, add a module that
`page.js` imports and what it says to `MESSAGES`.
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
from canvas.web.script_modules import joined

PATH = "/werkbank/page.js"
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
    page = {
        "words": spoken,
        "style": (_ASSETS / "page.css").read_text("utf-8"),
        "places": {language: streamlit_words.places(language) for language in LANGUAGES},
    }
    modules, _entry = joined(_ASSETS / "page.js")
    return f"(() => {{\n'use strict'\nconst PPS_PAGE = {json.dumps(page)}\n{modules}}})()\n"


async def _serve(request: Request) -> Response:
    lasting = "v" in request.query_params
    cache_control = "public, max-age=31536000, immutable" if lasting else "no-cache"
    return Response(script(), media_type="text/javascript", headers={"Cache-Control": cache_control})
