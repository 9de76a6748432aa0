"""All that one run of a screen reads is of one state of the study: it opens one transaction."""

from __future__ import annotations

import ast

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from canvas.store import open_study, users
from tests.pages.screens import APP, profile_key

TREE = ast.parse(APP.read_text("utf-8"))
SCREENS = [
    node.value
    for node in ast.walk(TREE)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("pages/")
]
RUN = """
import runpy
from canvas.ui import page
with page.one_state_a_run():
    runpy.run_path({path!r})
"""


@pytest.mark.parametrize("screen", SCREENS)
def test_a_run_reads_one_state(monkeypatch, demo_file, screen):
    monkeypatch.setenv("PPS_STUDY", str(demo_file))
    study = open_study(str(demo_file))
    with study.reading() as connection:
        profile = users.every(connection)[0]["id"]
    study.close()
    monkeypatch.setattr("streamlit.page_link", lambda *_to, **_more: None)  # a page by itself knows no other
    app = AppTest.from_string(RUN.format(path=str(APP.parent / screen)), default_timeout=30)
    app.session_state[profile_key(demo_file)] = profile
    app.run()
    assert one_transaction(app, [])


def one_transaction(app: AppTest, transactions: list[sa.Connection]) -> bool:
    """Whether a run that ends well begins one transaction; `transactions` gathers them."""

    def count(connection: sa.Connection) -> None:
        transactions.append(connection)

    sa.event.listen(sa.Engine, "begin", count)
    try:
        app.run()
    finally:
        sa.event.remove(sa.Engine, "begin", count)
    assert not app.exception
    return len(transactions) == 1


def _drawn_alone() -> None:
    """Draw the body of a drawer as a press in it does: without a run of the screen around it."""
    import streamlit

    from canvas.store import users
    from canvas.ui.dialogs.drawer import drawer
    from canvas.ui.page import open_page

    page = open_page()
    bodies = []
    streamlit.dialog, original = lambda *_title, **_more: lambda body: lambda: bodies.append(body), streamlit.dialog
    drawer("Notes", lambda: (page.read(users.every), page.read(users.every)))
    streamlit.dialog = original
    streamlit.session_state["transactions"].clear()
    bodies[0]()


def test_a_drawer_that_is_drawn_again_reads_one_state(monkeypatch, demo_file):
    monkeypatch.setenv("PPS_STUDY", str(demo_file))
    study = open_study(str(demo_file))
    with study.reading() as connection:
        profile = users.every(connection)[0]["id"]
    study.close()
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: "en")
    app = AppTest.from_function(_drawn_alone, default_timeout=30)
    app.session_state[profile_key(demo_file)] = profile
    transactions = app.session_state["transactions"] = []
    assert one_transaction(app, transactions)


def test_every_screen_is_tried_and_run_as_here():
    assert len(SCREENS) >= 15
    around = [ast.unparse(node.items[0]) for node in ast.walk(TREE) if isinstance(node, ast.With)]
    assert around == ["one_state_a_run()"]
