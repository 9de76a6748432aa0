"""The exact check of who is let in: requests as a server gets them, without a server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from canvas.web.access_layer import AccessLayer, on_server_error
from canvas.web.origin import is_own, own_hosts
from tests.web import asgi_requests

PORT = 8501
HOSTS = own_hosts(PORT)
US = b"127.0.0.1:8501"
PAGE = b"http://127.0.0.1:8501"
LINK = ((b"sec-fetch-mode", b"navigate"), (b"sec-fetch-dest", b"document"))


def scope(*headers: tuple[bytes, bytes], kind: str = "http", method: str = "GET", path: str = "/notes") -> dict:
    return asgi_requests.scope(path, *headers, kind=kind, method=method)


def answered(request: dict) -> asgi_requests.Answer:
    """What a door says, with nothing behind it but a secret."""
    return asgi_requests.answered(
        AccessLayer(PlainTextResponse("secret", headers={"access-control-allow-origin": "*"}), port=PORT), request
    )


@pytest.mark.parametrize("host", [b"127.0.0.1:8501", b"localhost:8501"])
@pytest.mark.parametrize(("kind", "method"), [("http", "GET"), ("http", "POST"), ("websocket", "GET")])
def test_a_page_of_our_own_is_let_in_under_either_name(host, kind, method):
    assert is_own(scope((b"host", host), (b"origin", b"http://" + host), kind=kind, method=method), HOSTS)


@pytest.mark.parametrize(
    "host",
    [
        b"",
        b"evil.example",
        b"evil.example:8501",
        b"127.0.0.1",
        b"localhost",
        b"127.0.0.1:8502",
        b"127.0.0.1:85010",
        b"127.0.0.1:08501",
        b"LOCALHOST:8501",
        b"localhost.:8501",
        b"a@127.0.0.1:8501",
        b"127.0.0.1:8501/",
        b"[::1]:8501",
        b" 127.0.0.1:8501",
        b"127.0.0.1:8501,evil.example",
        b"127.1:8501",
        b"2130706433:8501",
        b"0.0.0.0:8501",
        b"127.0.0.1:8501\xff",
        b"\xed\xa0\x80:8501",
        b"x" * 60_000,
    ],
)
def test_another_name_for_this_server_is_refused(host):
    assert not is_own(scope((b"host", host)), HOSTS)
    assert not is_own(scope((b"host", host), (b"origin", b"http://" + host), kind="websocket"), HOSTS)


def test_no_host_or_two_are_refused():
    assert not is_own(scope(), HOSTS)
    assert not is_own(scope((b"host", US), (b"host", US)), HOSTS)


@pytest.mark.parametrize(
    "origin",
    [
        b"",
        b"null",
        b"http://evil.example",
        b"http://127.0.0.1:8502",
        b"http://localhost:8501",
        b"https://127.0.0.1:8501",
        b"http://127.0.0.1",
        b"http://127.0.0.1:8501/",
        b"http://127.0.0.1:8501.",
        b"http://127.0.0.1.:8501",
        b"HTTP://127.0.0.1:8501",
        b"http://a@127.0.0.1:8501",
        b"http://[",
        b"http://[::1]:8501",
        b"127.0.0.1:8501",
        b"http://127.0.0.1:8501 http://evil.example",
        b"http://127.0.0.1:8501\xff",
        b"file://",
        b"ws://127.0.0.1:8501",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"http://127.0.0.1:99999999999",
        b"o" * 60_000,
    ],
)
@pytest.mark.parametrize(
    ("kind", "method"), [("http", "GET"), ("http", "POST"), ("http", "OPTIONS"), ("websocket", "GET")]
)
def test_any_other_origin_is_refused_whatever_it_asks(origin, kind, method):
    assert not is_own(scope((b"host", US), (b"origin", origin), kind=kind, method=method), HOSTS)


def test_a_socket_of_our_own_page_is_let_in_whatever_site_its_browser_takes_it_for():
    assert is_own(scope((b"host", US), (b"origin", PAGE), (b"sec-fetch-site", b"cross-site"), kind="websocket"), HOSTS)


def test_two_origins_are_refused():
    assert not is_own(scope((b"host", US), (b"origin", PAGE), (b"origin", PAGE)), HOSTS)


def test_without_an_origin_one_may_read_and_no_more():
    assert is_own(scope((b"host", US)), HOSTS)
    assert is_own(scope((b"host", US), method="HEAD"), HOSTS)
    assert not is_own(scope((b"host", US), kind="websocket"), HOSTS)
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert not is_own(scope((b"host", US), method=method), HOSTS)


@pytest.mark.parametrize("site", [b"cross-site", b"same-site", b"", b"SAME-ORIGIN", b"\xff"])
def test_what_a_page_elsewhere_causes_is_refused_but_for_a_link_to_a_screen(site):
    by = ((b"host", US), (b"sec-fetch-site", site))
    assert is_own(scope(*by, *LINK), HOSTS)
    assert not is_own(scope(*by), HOSTS)
    assert not is_own(scope(*by, *LINK, kind="websocket"), HOSTS)
    assert not is_own(scope(*by, *LINK, method="POST"), HOSTS)
    assert not is_own(scope(*by, *LINK, (b"origin", b"null")), HOSTS)
    for path in ("/media/x.csv", "/static/js/x.js", "/_stcore/health", "/component/x", "/werkbank/answer"):
        assert not is_own(scope(*by, *LINK, path=path), HOSTS)
    for mode, dest in ((b"navigate", b"iframe"), (b"no-cors", b"image"), (b"navigate", b"embed"), (b"cors", b"empty")):
        assert not is_own(scope(*by, (b"sec-fetch-mode", mode), (b"sec-fetch-dest", dest)), HOSTS)


@given(host=st.binary(), origin=st.none() | st.binary(), site=st.none() | st.binary(), cookie=st.binary())
def test_no_bytes_at_all_are_let_in_or_make_it_fail(host, origin, site, cookie):
    sent = [(b"host", host), (b"cookie", cookie)]
    sent += [(name, value) for name, value in ((b"origin", origin), (b"sec-fetch-site", site)) if value is not None]
    for kind in ("http", "websocket"):
        answer = answered(scope(*sent, kind=kind))
        assert answer.status == 403
        assert "secret" not in answer.text


def test_on_port_80_a_browser_names_no_port():
    hosts = own_hosts(80)
    assert is_own(scope((b"host", b"localhost"), (b"origin", b"http://localhost")), hosts)
    assert not is_own(scope((b"host", b"localhost:80")), hosts)


@pytest.mark.parametrize("headers", [[(b"host", US)], [(b"host", b"evil.example")]])
def test_every_answer_says_what_may_be_done_with_it(headers):
    headers_sent = answered(scope(*headers)).headers
    assert "access-control-allow-origin" not in headers_sent
    assert headers_sent["cache-control"] == "no-store"
    assert headers_sent["x-content-type-options"] == "nosniff"
    assert headers_sent["cross-origin-resource-policy"] == "same-origin"
    policy = dict(part.strip().split(" ", 1) for part in headers_sent["content-security-policy"].split(";"))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["connect-src"] == "'self' ws://127.0.0.1:8501 ws://localhost:8501"
    assert policy["img-src"] == "'self' data: blob:"
    assert not any("*" in sources or "http" in sources for sources in policy.values())


def test_a_fault_of_our_own_says_the_same_and_nothing_of_what_was_sent():
    response = on_server_error(PORT)(Request(scope((b"host", US))), ValueError("Jan Jansen"))
    assert response.status_code == 500
    assert response.headers["x-frame-options"] == "SAMEORIGIN"
    assert response.headers["cache-control"] == "no-store"
    assert b"Jansen" not in response.body


def test_a_refusal_says_place_fault_and_cure_in_the_language_of_the_link():
    assert answered(scope((b"host", b"evil.example"), path="/?lang=en")).text == (
        "PPS-werkbank: this request did not come from the workbench's own page, so it gets nothing. "
        "Open the workbench at http://127.0.0.1:8501\n"
    )
