"""Our script stands first in every page, in both languages, and nothing else is touched on its way out."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from canvas.web import page_script
from canvas.web.index_page import IndexPage, with_script
from tests.web.asgi_requests import to_its_end

PAGE = "<html><head><title>é</title><script>first()</script><script src='x.js'></script></head></html>"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Headers
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


def ask(app, method: str, path: str, headers: dict[str, str] | None = None) -> Reply:
    """What the app answers, asked without a server between."""
    where, _, query = path.partition("?")
    raw = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {
        "type": "http",
        "method": method,
        "path": where,
        "query_string": query.encode(),
        "headers": raw,
        "scheme": "http",
        "server": ("here", 80),
        "root_path": "",
    }
    sent = []

    async def receive():
        await asyncio.sleep(10)

    async def send(message):
        sent.append(message)

    to_its_end(app(scope, receive, send))
    content = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(sent[0]["status"], Headers(raw=sent[0]["headers"]), content)


@pytest.fixture
def get(tmp_path):
    file = tmp_path / "index.html"
    file.write_text(PAGE, "utf-8")

    async def streamed(_request):
        async def parts():
            for letter in PAGE:
                yield letter.encode()

        return StreamingResponse(parts(), media_type="text/html")

    routes = [
        *page_script.routes(),
        Route("/page", lambda _request: HTMLResponse(PAGE * 40)),
        Route("/file", lambda _request: FileResponse(file)),
        Route("/streamed", streamed),
        Route("/media/report.html", lambda _request: HTMLResponse(PAGE)),
        Route("/plain", lambda _request: Response("<script>", media_type="text/plain")),
        Route("/empty", lambda _request: HTMLResponse("nothing to run")),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(IndexPage), Middleware(GZipMiddleware, minimum_size=10)])
    return lambda path, method="GET", **headers: ask(
        app, method, path, {name.replace("_", "-"): value for name, value in headers.items()}
    )


def test_the_script_stands_before_any_other():
    page = with_script(PAGE.encode()).decode()
    assert page.index(f'<script src="{page_script.address()}"></script>') < page.index("<script>first()")
    assert page.replace(f'<script src="{page_script.address()}"></script>\n    ', "") == PAGE


@pytest.mark.parametrize("path", ["/page", "/file", "/streamed"])
def test_it_is_in_every_page_however_that_is_sent(get, path):
    reply = get(path, accept_encoding="gzip")
    assert reply.text.count(page_script.PATH) == 1
    assert "é" in reply.text
    assert int(reply.headers.get("content-length", len(reply.content))) == len(reply.content)


def test_a_page_the_browser_has_already_is_sent_again_since_it_may_be_without_the_script(get):
    first = get("/file")
    assert "etag" not in first.headers
    assert "last-modified" not in first.headers
    again = get("/file", if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT", if_none_match="*")
    assert (again.status, again.text) == (200, first.text)


def test_what_is_not_a_page_or_is_media_goes_out_as_it_was(get):
    assert get("/media/report.html").text == PAGE
    assert get("/plain").text == "<script>"
    assert get("/empty").text == "nothing to run"
    assert get("/file", "HEAD").content == b""


def test_the_script_may_be_kept_under_the_address_that_names_its_content_only(get):
    addressed = get(page_script.address())
    assert "immutable" in addressed.headers["cache-control"]
    assert addressed.headers["content-type"].startswith("text/javascript")
    assert get(page_script.PATH).headers["cache-control"] == "no-cache"
    assert addressed.text == page_script.script()


def test_the_script_says_everything_in_both_languages():
    script = page_script.script()
    for english in page_script.MESSAGES.values():
        assert english in script
    assert "De werkbank is niet bereikbaar." in script
    assert len(gzip.compress(script.encode())) < 20_000  # every page waits for it
