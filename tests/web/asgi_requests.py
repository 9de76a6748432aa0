"""Asking a layer something as a server does, without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import unquote


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def to_its_end(doing: Coroutine) -> None:
    """Run something asynchronous in a thread of its own: a browser that is open keeps this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, doing).result()


def scope(address: str, *headers: tuple[bytes, bytes], kind: str = "http", method: str = "GET") -> dict:
    """A request for a path with its query."""
    path, _, query = address.partition("?")
    return {
        "type": kind,
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "scheme": "http",
        "query_string": query.encode(),
        "headers": list(headers),
        "server": ("127.0.0.1", 8501),
    }


def answered(app, request: dict, body: bytes = b"") -> Answer:
    """What a layer says to a request."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": body}

    async def send(message):
        sent.append(message)

    to_its_end(app(request, receive, send))
    if sent == [{"type": "websocket.close", "code": 1008}]:
        return Answer(403, {}, b"")  # what a server makes of it before the socket is open
    start, *rest = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(part.get("body", b"") for part in rest))
