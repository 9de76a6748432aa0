"""Whose requests are let in: those of this workbench's own pages, and a link that somebody opens.

Cookies ignore ports and browsers count every port of 127.0.0.1 as the same site, so a page on any other port of this
computer could read the study under the user's profile. Only the exact origin tells it from ours, and it is asked of
every request alike: pages, WebSockets, media, uploads, components and the routes of our own.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.types import Scope

HOST_NAMES = ("127.0.0.1", "localhost")  # what the one address that is listened on is called; `::1` is not listened on
# What a page loads or sends to, never what somebody goes to: no link elsewhere may open one of these.
PATHS_OF_PARTS = ("/static/", "/media/", "/_stcore/", "/component/", "/werkbank/")
_READING = ("GET", "HEAD")
_OWN_SITE = (b"same-origin", b"none")  # `none`: the address bar, a bookmark


def own_hosts(port: int) -> frozenset[bytes]:
    """Return what a browser calls this server in `Host`, to the letter; it leaves out port 80."""
    return frozenset(name.encode() if port == 80 else f"{name}:{port}".encode() for name in HOST_NAMES)


def is_own(scope: Scope, hosts: frozenset[bytes]) -> bool:
    """Tell whether a request (HTTP or WebSocket) may be answered.

    It calls the server by one of `hosts`. It names that very host as its origin where it names one, which it must when
    it opens a WebSocket or is more than a question: every browser does then, so a program must too. A request that
    a page elsewhere caused is let in where somebody opens a link to a screen, and nowhere else.
    """
    host = _only(scope, b"host")
    if host not in hosts:
        return False
    reads = scope["type"] == "http" and scope["method"] in _READING
    origins = _values(scope, b"origin")
    if origins != [b"http://" + host] and not (reads and not origins):
        return False
    if scope["type"] == "websocket":
        return True  # its origin says all, and not every browser takes `ws:` for the site of `http:`
    return all(site in _OWN_SITE for site in _values(scope, b"sec-fetch-site")) or (reads and _opens_a_screen(scope))


def _opens_a_screen(scope: Scope) -> bool:
    whole = _only(scope, b"sec-fetch-mode") == b"navigate" and _only(scope, b"sec-fetch-dest") == b"document"
    return whole and not scope["path"].startswith(PATHS_OF_PARTS)


def _only(scope: Scope, name: bytes) -> bytes | None:
    values = _values(scope, name)
    return values[0] if len(values) == 1 else None


def _values(scope: Scope, name: bytes) -> Sequence[bytes]:
    return [value for header, value in scope["headers"] if header.lower() == name]
