"""The page that Streamlit's screens are drawn in, with our script put into it before any of Streamlit's own."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from canvas.web import page_script

# what asks for these can only get a page by mistake, and their answers may be large or compressed
_OTHERS = ("/static/", "/media/", "/_stcore/", "/component/", "/werkbank/")
# a page that the browser kept must not be shown without the script, and none can be changed once it is compressed
_DROPPED_REQUEST_HEADERS = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range"}
_DROPPED_HEADERS = ("etag", "last-modified", "accept-ranges")


class IndexPage:
    """A layer around the server that puts our script first in every page of HTML."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and put the script in what comes back where that is a page."""
        if scope["type"] != "http" or scope["path"].startswith(_OTHERS) or scope["method"] not in ("GET", "HEAD"):
            return await self._app(scope, receive, send)
        headers = [pair for pair in scope["headers"] if pair[0].lower() not in _DROPPED_REQUEST_HEADERS]
        await self._app({**scope, "headers": headers}, receive, _Page(send, scope["method"] == "HEAD"))


class _Page:
    """What stands between the server and the browser for one answer: a page waits here until it is whole."""

    def __init__(self, send: Send, bare: bool) -> None:
        self._send, self._bare = send, bare
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        page = with_script(bytes(self._body))
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in _DROPPED_HEADERS:
            del headers[name]
        if not self._bare:
            headers["content-length"] = str(len(page))
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": page})


def with_script(page: bytes) -> bytes:
    """Return a page with our script before its first other script, so that it runs before anything of Streamlit's."""
    place = page.find(b"<script")
    if place < 0:
        return page
    return page[:place] + f'<script src="{page_script.address()}"></script>\n    '.encode() + page[place:]


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
