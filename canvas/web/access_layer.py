"""The one layer around all that is served: who is let in (`origin.py`), and what every answer says (`headers.py`)."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from canvas.errors import N_, UserError
from canvas.speech import Speech
from canvas.web.headers import every_header, with_headers
from canvas.web.language import language_of
from canvas.web.origin import HOST_NAMES, is_own, own_hosts

_CROSS_ORIGIN = (
    N_("this request did not come from the workbench's own page, so it gets nothing."),
    N_("Open the workbench at {address}"),
)
_BROKEN = (N_("this went wrong in the workbench itself."), N_("Load the page again; what you typed is kept."))


class AccessLayer:
    """A layer that lets in only what `is_own` takes, before Streamlit or a route of ours sees anything of it."""

    def __init__(self, app: ASGIApp, *, port: int, inline: tuple[str, ...] = ()) -> None:
        self._app, self._port, self._hosts = app, port, own_hosts(port)
        self._headers = every_header(self._hosts, inline)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = with_headers(message, self._headers)
            await send(message)

        answer = self._app if is_own(scope, self._hosts) else self._refusal(scope)
        await answer(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> ASGIApp:
        if scope["type"] == "websocket":
            return _closed
        error = UserError("PPS-werkbank", *_CROSS_ORIGIN, address=f"http://{HOST_NAMES[0]}:{self._port}")
        return PlainTextResponse(error.message(Speech(language_of(HTTPConnection(scope)))._) + "\n", 403)


async def _closed(_scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def on_server_error(port: int, inline: tuple[str, ...] = ()) -> Callable[[Request, Exception], Response]:
    """Return what answers where the server itself fails, outside every layer: a fault, and nothing of what was sent."""
    start = {"type": "http.response.start", "headers": []}
    headers = dict(with_headers(start, every_header(own_hosts(port), inline))["headers"])

    def answer(request: Request, _error: Exception) -> Response:
        error = UserError("PPS-werkbank", *_BROKEN)
        response = PlainTextResponse(error.message(Speech(language_of(request))._) + "\n", 500)
        response.raw_headers.extend(headers.items())
        return response

    return answer
