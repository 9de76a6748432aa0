"""Answers at an address where no screen is: Streamlit shows its own page there, with a dialog in English."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from canvas.errors import N_, UserError
from canvas.speech import Speech
from canvas.web.language import language_of
from canvas.web.origin import PATHS_OF_PARTS

FIRST_SCREEN = "overview"  # the screen at `/`, which has no address of its own
INDEX = "index.html"  # Streamlit's page, at an address that it takes for a screen
_LONGEST_ADDRESS = 80  # characters of an address that are shown again
_NOWHERE = (
    N_("there is no screen at this address."),
    N_("Check the link, or go to the overview: all other screens are one click from there."),
)
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PPS-werkbank</title>
<style>
:root {{ color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(#F6F5F2, #14171A); color: light-dark(#1F2328, #E8EAED); }}
main {{ box-sizing: border-box; width: min(720px, 100% - 32px); padding: 20px 24px; border-radius: 10px;
  border: 1px solid light-dark(#DEDBD4, #2E353C); border-left: 4px solid light-dark(#B42318, #FF8A80);
  background: light-dark(#FFFFFF, #1C2126); overflow-wrap: anywhere; }}
h1 {{ font-size: 18px; font-weight: 650; margin: 0; }}
p {{ margin: 4px 0 12px; }}
a {{ color: light-dark(#23527C, #8DB9E0); }}
</style>
</head>
<body>
<main>
<h1>{place}</h1>
<p>{fault} {cure}</p>
<a href="/?lang={language}">{link}</a>
</main>
</body>
</html>
"""


class Addresses:
    """A layer that answers for every address without a screen; `screens` are those with one, `files` lie at the top."""

    def __init__(self, app: ASGIApp, *, screens: Collection[str], files: Collection[str] = ()) -> None:
        self._app, self._served = app, {"", *screens, *files} - {FIRST_SCREEN, INDEX}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on where something is served, and answer it where nothing is."""
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not reads or scope["path"].startswith(PATHS_OF_PARTS):
            return await self._app(scope, receive, send)
        name = scope["path"].removeprefix("/").removesuffix("/")
        if name in self._served:
            return await self._app(scope, receive, send)
        request = Request(scope)
        answer = _to_first(request) if name in (FIRST_SCREEN, INDEX) else nowhere(request)
        await answer(scope, receive, send)


def nowhere(request: Request) -> Response:
    """Return the page that says so, in the language of the link or of this browser."""
    language = language_of(request)
    speech = Speech(language)
    path = request.scope["path"]
    shown = path if len(path) <= _LONGEST_ADDRESS else path[:_LONGEST_ADDRESS] + "…"
    _place, fault, cure = UserError("", *_NOWHERE).parts(speech._)
    page = _PAGE.format(
        language=language,
        place=escape(shown),
        fault=escape(fault),
        cure=escape(cure),
        link=escape(speech._("To the overview")),
    )
    return HTMLResponse(page.encode("utf-8", "replace"), 404)


def _to_first(request: Request) -> Response:
    query = request.url.query
    return RedirectResponse("/" + (f"?{query}" if query else ""), 307)
