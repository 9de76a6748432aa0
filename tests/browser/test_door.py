"""Nobody else gets in: pages on other ports, foreign sockets, and what a screen might fetch from outside."""

from __future__ import annotations

import functools
import http.server
import os
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from socket import create_connection

import pytest
from playwright.sync_api import Page, expect

from canvas import server as launcher
from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.store import interviews
from tests.browser import served_interviews
from tests.browser.conftest import CHROMIUM, FLAGS, PATIENCE, visit
from tests.examples import some_of

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

HERE = Path(__file__).parent
OUTSIDE = "http://outside.example"
# Chromium itself asks what kind of form it has before it, of every page there is; SECURITY.md says so.
BROWSERS_OWN = "CONNECT content-autofill.googleapis.com:443"
# Put before a server's own code, it writes down every address outside this computer that is looked up or called.
WATCH = """
import os, sys
def _watch(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in (None, "", "127.0.0.1", "::1", "localhost"):
        with open(os.environ["PPS_TEST_CALLS"], "a") as file:
            file.write(f"{event} {host}\\n")
sys.addaudithook(_watch)
open(os.environ["PPS_TEST_CALLS"], "a").write("watching\\n")
"""


@contextmanager
def served_on_a_port(handler) -> Iterator[int]:
    """A small server on a port of its own."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as small:
        small.daemon_threads = True
        threading.Thread(target=small.serve_forever, args=(0.05,), daemon=True).start()
        yield small.server_address[1]
        small.shutdown()


class _Pages(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args) -> None:
        pass


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[int]:
    """The port of a server with a page that tries everything a page can."""
    with served_on_a_port(functools.partial(_Pages, directory=HERE / "elsewhere")) as port:
        yield port


@pytest.fixture(scope="module")
def proxy() -> Iterator[tuple[int, list[str]]]:
    """The port of a proxy that counts what it is asked for and gives nothing, and what it was asked for."""
    calls = []

    class Count(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            call = self.rfile.readline().decode(errors="replace").strip()
            if not call.startswith(BROWSERS_OWN):
                calls.append(call)
            self.wfile.write(b"HTTP/1.1 502 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with served_on_a_port(Count) as port:
        yield port, calls


@pytest.fixture(scope="module")
def served_interview(server, proxy, tmp_path_factory) -> Iterator[served_interviews.ServedInterview]:
    """A served study, whose server has no way out but the proxy and is watched besides."""
    folder = tmp_path_factory.mktemp("door")
    (folder / "watch").mkdir()
    (folder / "watch" / "sitecustomize.py").write_text(WATCH)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
            patch.setenv(name, f"http://127.0.0.1:{proxy[0]}")
        for name in ("NO_PROXY", "no_proxy"):
            patch.setenv(name, "127.0.0.1,localhost")
        patch.setenv("PPS_TEST_CALLS", str(folder / "calls"))
        patch.setenv("PYTHONPATH", os.pathsep.join([str(folder / "watch"), os.environ.get("PYTHONPATH", "")]))
        made = served_interviews.serve(partial(server, from_nothing=True), folder / "study.sqlite")
    served_interviews.begin(made)
    with made.study.reading() as connection:
        interview = interviews.get(connection, made.interview)
    interviewing.ask(made.study, made.user, interview, served_interviews.GUIDE.question(served_interviews.KEYS[0]))
    capture.save(made.study, made.user, made.interview, served_interviews.KEYS[0], "Sanne paid the fees")
    return made


@pytest.fixture
def page(new_page, proxy) -> Page:
    """A page with no way out but the proxy."""
    return new_page(proxy={"server": f"http://127.0.0.1:{proxy[0]}", "bypass": "127.0.0.1,localhost"})


def outside_calls(served_interview: served_interviews.ServedInterview) -> list[str]:
    """What the server looked up or called outside this computer."""
    lines = (Path(served_interview.study.target).parent / "calls").read_text().splitlines()
    assert "watching" in lines
    return [line for line in lines if line != "watching"]


def tried(page: Page, served_interview: served_interviews.ServedInterview, paths: list[str]) -> dict[str, list[str]]:
    """By what ways a page gets something of the workbench: way → paths."""
    page.evaluate("() => {" + (HERE / "elsewhere" / "try.js").read_text("utf-8") + "}")
    return page.evaluate("([to, paths]) => tryAll(to, paths)", [served_interview.server.url, paths])


def downloaded(page: Page, served_interview: served_interviews.ServedInterview) -> str:
    """The address of a file of notes that the workbench made for this session."""
    visit(page, f"{served_interview.server.url}/notes", "interviewer-1")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="As text (.csv)").click()
    assert "Sanne" in Path(download.value.path()).read_text("utf-8-sig")
    return download.value.url.removeprefix(served_interview.server.url)


def test_a_page_elsewhere_gets_nothing_by_any_way(served_interview, page, elsewhere):
    scripts = []
    page.on("response", lambda answer: scripts.append(answer.url) if "/static/js/" in answer.url else None)
    media = downloaded(page, served_interview)
    script = scripts[0].removeprefix(served_interview.server.url)
    paths = [
        "/",
        "/notes?lang=en",
        media,
        script,
        "/favicon.png",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/metrics",
        "/_stcore/stream",
        "/_stcore/upload_file/a/b",
        "/werkbank/answer",
    ]

    own = tried(
        page, served_interview, paths
    )  # by these ways a page does get something, so the page elsewhere tries in earnest
    gotten = {way: set(of) for way, of in own.items()}
    assert {"/", media, "/_stcore/health"} <= gotten["fetch"]
    assert gotten["image"] == {"/favicon.png"}
    assert (gotten["module"], gotten["socket"]) == ({script}, {"/_stcore/stream"})
    assert "/" in gotten["frame"]

    for name in ("127.0.0.1", "localhost"):  # the same site as ours by a browser's rule, and another one
        stranger = page.context.new_page()
        statuses, frames = {}, []
        stranger.on("response", lambda answer, seen=statuses: seen.setdefault(answer.url, answer.status))
        stranger.on(
            "websocket", lambda websocket, seen=frames: websocket.on("framereceived", lambda data: seen.append(data))
        )
        stranger.goto(f"http://{name}:{elsewhere}/page.html")
        assert tried(stranger, served_interview, paths) == {}
        got = {url: status for url, status in statuses.items() if url.startswith(served_interview.server.url)}
        public = {
            served_interview.server.url + script,
            f"{served_interview.server.url}/favicon.png",
        }  # Streamlit's, out of the browser's cache
        assert {status for url, status in got.items() if url not in public} == {403}, got
        assert len(got) >= len(paths) - 1
        assert frames == []
        assert all(
            frame.url == "about:blank" or frame.url.startswith("chrome-error:") or frame is stranger.main_frame
            for frame in stranger.frames
        )
        stranger.close()


def test_a_link_in_a_page_or_a_mail_opens_the_screen(served_interview, page, elsewhere):
    for name in ("127.0.0.1", "localhost"):
        page.goto(f"http://{name}:{elsewhere}/page.html")
        page.evaluate(
            "to => { document.getElementById('link').href = to }", f"{served_interview.server.url}/notes?lang=en"
        )
        page.get_by_role("link", name="Open the notes").click()
        expect(page.locator(".pps-head h1").first).to_be_visible()
    # a page that opens it in a window of its own loses hold of that window
    page.goto(f"http://127.0.0.1:{elsewhere}/page.html")
    with page.expect_popup() as popup:
        page.evaluate("to => { window.other = open(to) }", f"{served_interview.server.url}/notes?lang=en")
    expect(popup.value.locator(".pps-head h1").first).to_be_visible()
    assert page.evaluate("other.closed")
    popup.value.close()


def test_nothing_outside_is_ever_called(served_interview, page, proxy, elsewhere):
    _port, calls = proxy
    stopped = []
    page.on("console", lambda message: stopped.append(message.text) if "Content Security" in message.text else None)
    visit(page, served_interview.server.url, "interviewer-1")
    for screen in some_of(list(launcher.screens())):
        visit(page, f"{served_interview.server.url}/{screen.removeprefix('overview')}")
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    served_interviews.enter(page, served_interview)
    assert stopped == []  # no screen is kept from anything that it needs
    # what a text on screen could ask for, if some widget took it for markup
    page.evaluate(
        """async outside => {
            document.body.insertAdjacentHTML('beforeend', `
                <img src="${outside}/1.png"><iframe src="${outside}/2"></iframe><video src="${outside}/4"></video>
                <p style="background: url(${outside}/3.png)">x</p><object data="${outside}/6"></object>
                <link rel="stylesheet" href="${outside}/5.css">
                <form id="out" action="${outside}/7" method="post"></form>`)
            document.getElementById('out').submit()
            navigator.sendBeacon(`${outside}/8`)
            await fetch(`${outside}/9`, { mode: 'no-cors' }).catch(() => {})
            await import(`${outside}/10.js`).catch(() => {})
            await new Promise(done => setTimeout(done, 300))
        }""",
        OUTSIDE,
    )
    for origin in ("http://192.0.2.7:1", "http://evil.example", "null", "http://["):
        assert " 403 " in status_line(
            served_interview, f"Host: {host(served_interview)}\r\nOrigin: {origin}\r\n", socket=True
        )
    assert calls == []
    assert outside_calls(served_interview) == []
    for number in (1, 3, 4, 5, 8, 9, 10):  # of a frame, an object and a form the console does not name the address
        assert any(f"{OUTSIDE}/{number}" in line for line in stopped), number
    page.goto(f"http://127.0.0.1:{elsewhere}/page.html")  # a page without our policy is let out, and counted
    page.evaluate("outside => fetch(`${outside}/11`, { mode: 'no-cors' }).catch(() => {})", OUTSIDE)
    assert calls == [f"GET {OUTSIDE}/11 HTTP/1.1"]


def host(served_interview: served_interviews.ServedInterview) -> str:
    return served_interview.server.url.removeprefix("http://")


def status_line(
    served_interview: served_interviews.ServedInterview, headers: str, path: str = "/", socket: bool = False
) -> str:
    """The first line that a request with these headers, byte by byte, is answered with."""
    upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    more = upgrade + "Sec-WebSocket-Version: 13\r\n" if socket else "Connection: close\r\n"
    path = "/_stcore/stream" if socket else path
    with create_connection(("127.0.0.1", served_interview.server.port), timeout=20) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\n{headers}{more}\r\n".encode("latin-1"))
        return connection.makefile("rb").readline().decode("latin-1").strip()


def test_odd_names_and_origins_are_refused_and_never_a_fault_of_ours(served_interview):
    own = host(served_interview)
    odd = [
        "",
        "null",
        "http://[",
        "http://[::1",
        "http://",
        "\xff\xfe",
        "\xed\xa0\x80",
        "http://\xe9.example",
        "\t",
        "a b",
        "http://" + own + "@evil.example",
        f"http://{own}.",
        f"http://{own}/",
        f"HTTP://{own}",
        f"https://{own}",
        "http://127.0.0.1:99999999999",
        "http://localhost:" + own.rpartition(":")[2],
        "x" * 30_000,
    ]
    for path in ("/", "/notes", "/media/x", "/_stcore/health", "/werkbank/answer", "/nothing"):
        assert {
            status_line(served_interview, f"Host: {own}\r\nOrigin: {origin}\r\n", path)[9:12] for origin in odd
        } == {"403"}
    for origin in odd:
        assert status_line(served_interview, f"Host: {own}\r\nOrigin: {origin}\r\n", socket=True)[9:12] == "403"
        assert status_line(served_interview, f"Host: {origin}\r\n")[9:11] == "40"
        assert (
            status_line(served_interview, f"Host: {origin}\r\nOrigin: http://{origin}\r\n", socket=True)[9:11] == "40"
        )
    assert (
        status_line(served_interview, f"Host: {own}\r\n", socket=True)[9:12] == "403"
    )  # a browser always names its origin
    assert status_line(served_interview, "")[9:11] == "40"
    assert status_line(served_interview, f"Host: {own}\r\nOrigin: http://{own}\r\n", socket=True)[9:12] == "101"
    assert "Traceback" not in served_interview.server.log()


TALK = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Quirine Zorblaxman>Goedemiddag Quirine, dit is Ysbrand Querbel. Wat kost het?</v>

00:00:05.000 --> 00:00:14.000
<v Ysbrand Querbel>Lesgeld; ysbrand.querbel@example.org weet dat.</v>
"""


def test_who_is_who_stays_nowhere_in_the_browser(served_interview, browser, tmp_path):
    profile, file = tmp_path / "profile", tmp_path / "talk.vtt"
    file.write_text(TALK, "utf-8")
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=FLAGS, downloads_path=tmp_path, viewport={"width": 1440, "height": 900}
    )
    try:
        page = context.pages[0]
        page.set_default_timeout(PATIENCE)
        visit(
            page,
            f"{served_interview.server.url}/documents?partnership=TO&moment=1&add={served_interview.interview}",
            "interviewer-1",
        )
        page.locator("input[type=file]").set_input_files(file)
        expect(page.locator(".pps-intake-read")).to_contain_text("Complete")
        typed = page.get_by_role("textbox", name="Terms of your own, one on each line")
        typed.fill("Lesgeld Wuzzlebrink")
        typed.press("Control+Enter")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download the list of replacements").click()
        assert "Querbel" in Path(download.value.path()).read_text("utf-8-sig")
        expect(page.get_by_role("button", name="Store transcript")).to_be_enabled()
        page.reload()
        expect(page.locator(".pps-head h1").first).to_be_visible()
    finally:
        context.close()
    left = [path for path in profile.rglob("*") if path.is_file()]
    assert any("Cache_Data" in path.parts for path in left)  # the browser did keep what it may: Streamlit's own bundles
    for name in ("Quirine", "Zorblaxman", "Ysbrand", "Querbel", "Wuzzlebrink"):
        for writing in (name.encode(), name.lower().encode(), name.encode("utf-16-le")):
            assert [path for path in left if writing in path.read_bytes()] == []
