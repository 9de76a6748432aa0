"""How the workbench is served: the launcher, with Streamlit's traps closed."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

from canvas.errors import N_, UserError
from canvas.shipped import shipped
from canvas.web.logs import leave_out_words

ADDRESS = "127.0.0.1"
PORT = 8501


def serve(study: str, port: int | None, headless: bool) -> None:
    """Serve the workbench on a study until it is stopped; raises UserError when the port is taken."""
    os.environ["PPS_STUDY"] = study
    chosen_port = port or _free_port()
    if not is_free(chosen_port):
        taken = N_("another program uses it already.")
        raise UserError(f"port {chosen_port}", taken, N_("Name another one with --port."))
    close_traps()
    leave_out_words()
    if not headless:
        threading.Thread(target=_open_browser, args=(chosen_port,), daemon=True).start()
    import streamlit as st
    from starlette.middleware import Middleware
    from streamlit import file_util

    from canvas.web import answer_route, document_route, draft_route, page_script
    from canvas.web.access_layer import AccessLayer, on_server_error
    from canvas.web.addresses import Addresses
    from canvas.web.headers import inline_scripts
    from canvas.web.index_page import IndexPage

    # Streamlit reads .streamlit/config.toml beside what it takes for the script that was started, from any folder.
    sys.argv = [str(shipped("app.py"))]
    static = Path(file_util.get_static_dir())
    inline = inline_scripts((static / "index.html").read_text("utf-8"))
    files = [path.name for path in static.iterdir() if path.is_file()]
    served = st.App(
        shipped("app.py").resolve(),
        routes=[*answer_route.routes(), *document_route.routes(), *draft_route.routes(), *page_script.routes()],
        middleware=[
            Middleware(AccessLayer, port=chosen_port, inline=inline),
            Middleware(Addresses, screens=screens(), files=files),
            Middleware(IndexPage),
        ],
        exception_handlers={Exception: on_server_error(chosen_port, inline)},
    )
    served.run(config={"server.address": ADDRESS, "server.port": chosen_port})


def screens() -> list[str]:
    """Return the screens by the name in their address, which is that of their file in `pages/`."""
    return sorted(path.stem for path in shipped("pages").glob("*.py") if not path.stem.startswith("_"))


def close_traps() -> None:
    """Have a first visit by deep link run app.py, as any other visit does, and call nobody outside.

    With a `pages` folder beside app.py Streamlit would run the page's file alone, and list every file as a page,
    until somebody reaches `st.navigation`. And to know its own address, for a page of another origin or to print it,
    it asks a server elsewhere. Both are internal: hence the pinned minor version and the tests in a browser.
    And where a header is longer than the WebSocket library reads, it hangs: the HTTP parser before it sets the limit.
    """
    os.environ |= {"WEBSOCKETS_MAX_LINE_LENGTH": "1_000_000", "WEBSOCKETS_MAX_NUM_HEADERS": "1_000_000"}
    from streamlit import net_util
    from streamlit.runtime.pages_manager import PagesManager

    from canvas.ui import components

    PagesManager.uses_pages_directory = False
    components.close_trap()
    net_util.get_external_ip = net_util.get_internal_ip = _no_address


def _no_address() -> None:
    """Return this computer's address for others: there are none, as the server listens on 127.0.0.1 alone."""


def is_free(port: int) -> bool:
    """Return whether nothing on this computer listens on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    return next((port for port in range(PORT, PORT + 50) if is_free(port)), PORT)


def _open_browser(port: int) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy of the user's is somebody else
    for _ in range(100):
        try:
            with direct.open(f"http://{ADDRESS}:{port}/_stcore/health", timeout=1):
                webbrowser.open(f"http://{ADDRESS}:{port}")
                return
        except OSError:
            time.sleep(0.2)
