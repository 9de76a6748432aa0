"""The server: only this computer reaches it, under its own name, and a bad study is said before anything opens."""

from __future__ import annotations

import socket

import pytest


@pytest.fixture(scope="module")
def workbench(server, tmp_path_factory):
    return server(tmp_path_factory.mktemp("serving") / "study.sqlite", from_nothing=True)


def handshake(port: int, host: str) -> str:
    """The first line a websocket handshake is answered with, for a browser that calls the server `host`."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://{host}\r\n\r\n".encode()
        )
        return connection.recv(200).decode(errors="replace").splitlines()[0]


def test_a_page_elsewhere_cannot_reach_the_study_under_a_name_of_its_own(workbench):
    assert " 101 " in handshake(workbench.port, f"127.0.0.1:{workbench.port}")
    assert " 101 " not in handshake(workbench.port, "evil.example")


def test_the_server_listens_on_this_computer_alone(workbench):
    own = {row[4][0] for row in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in own:
        if address.startswith("127."):
            continue
        with (
            pytest.raises((ConnectionError, TimeoutError)),
            socket.create_connection((address, workbench.port), timeout=5),
        ):
            pass
