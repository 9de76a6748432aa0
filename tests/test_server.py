"""The launcher: its port, and Streamlit's traps."""

from __future__ import annotations

import ast
import http.server
import socket
import sys
import threading

import pytest

from canvas import server
from canvas.errors import UserError
from canvas.shipped import shipped
from canvas.web import addresses


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind((server.ADDRESS, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_refused_before_anything_starts(taken, monkeypatch):
    monkeypatch.setenv("PPS_STUDY", "")
    with pytest.raises(UserError) as caught:
        server.serve("study.sqlite", taken, headless=True)
    assert caught.value.parts() == (
        f"port {taken}",
        "another program uses it already.",
        "Name another one with --port.",
    )


def test_without_a_port_the_first_free_one_is_taken(taken, monkeypatch):
    monkeypatch.setattr(server, "PORT", taken)
    assert taken < server._free_port() < taken + 50


def test_streamlit_is_started_on_app_py_for_this_computer_alone(monkeypatch):
    import streamlit as st
    from streamlit.runtime.pages_manager import PagesManager

    monkeypatch.setenv("PPS_STUDY", "")
    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setattr(PagesManager, "uses_pages_directory", True)
    started = []
    monkeypatch.setattr(st.App, "run", lambda app, config: started.append((app, config)))
    port = server._free_port()
    server.serve("study.sqlite", port, headless=True)
    ((app, config),) = started
    assert app.script_path == shipped("app.py").resolve()
    assert config == {"server.address": "127.0.0.1", "server.port": port}
    assert sys.argv == [str(shipped("app.py"))]  # where Streamlit looks for .streamlit/config.toml
    assert server.os.environ["PPS_STUDY"] == "study.sqlite"
    # a first visit by deep link would otherwise skip app.py
    assert PagesManager.uses_pages_directory is False


def test_every_screen_of_app_py_is_served_at_its_address_and_no_other():
    source = ast.parse(shipped("app.py").read_text("utf-8"))
    calls = [node for node in ast.walk(source) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"]
    files = {ast.literal_eval(call.args[0]) for call in calls}
    paths = {ast.literal_eval(word.value) for call in calls for word in call.keywords if word.arg == "url_path"}
    assert server.screens() == sorted(paths | {addresses.FIRST_SCREEN})
    assert files == {f"pages/{name}.py" for name in server.screens()}


def test_no_address_outside_is_asked_for_this_computers_own(monkeypatch):
    from streamlit import net_util
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web.server.server_util import is_url_from_allowed_origins

    for name in ("get_external_ip", "get_internal_ip", "_external_ip", "_internal_ip"):
        monkeypatch.setattr(net_util, name, getattr(net_util, name))
    monkeypatch.setattr(PagesManager, "uses_pages_directory", True)
    calls = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_options: calls.append(url))
    server.close_traps()
    assert is_url_from_allowed_origins("http://192.0.2.7") is False
    assert calls == []


def test_the_browser_is_opened_once_the_server_answers_and_no_proxy_is_asked(monkeypatch):
    requests, opened = [], []

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append((self.server.server_address[1], self.path))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args) -> None:
            pass

    servers = [http.server.ThreadingHTTPServer((server.ADDRESS, 0), Answering) for _part in ("workbench", "proxy")]
    for served in servers:
        threading.Thread(target=served.serve_forever, args=(0.05,), daemon=True).start()
    workbench, proxy = (server.server_address[1] for server in servers)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://{server.ADDRESS}:{proxy}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setattr(server.webbrowser, "open", opened.append)
    try:
        server._open_browser(workbench)
    finally:
        for served in servers:
            served.shutdown()
            served.server_close()
    assert opened == [f"http://{server.ADDRESS}:{workbench}"]
    assert requests == [(workbench, "/_stcore/health")]
