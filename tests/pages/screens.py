"""Opening a screen as Streamlit's AppTest does: app.py first, then the page, as a chosen profile."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from canvas.store import open_study, users
from canvas.ui.pickers.workspace import TABS

APP = Path(__file__).parents[2] / "app.py"


def open_screen(
    monkeypatch: pytest.MonkeyPatch,
    study: Path,
    page: str,
    profile: str | None = None,
    language: str = "nl",
    **link: str,
) -> AppTest:
    """The screen `page` (such as "canvas") on a study file, after one run; `link` are its query parameters.

    It is opened as by a link: every page has the name of its file in its address, so none is drawn before it.
    """
    monkeypatch.setenv("PPS_STUDY", str(study))
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.session_state["language"] = language
    if profile:
        opened = open_study(str(study))
        with opened.reading() as connection:
            id_by_name = {row["name"]: row["id"] for row in users.every(connection)}
        opened.close()
        app.session_state[profile_key(study)] = id_by_name[profile]
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def profile_key(study: Path) -> str:
    """The session key under which the chosen profile of a study is kept."""
    return "pps_profile_" + hashlib.sha256(str(study).encode()).hexdigest()[:10]


def texts(app: AppTest) -> str:
    """All HTML and text on the screen, one after another."""
    elements = [element.proto.body for element in app.get("html")]
    elements += [element.value for kind in ("markdown", "caption") for element in app.get(kind)]
    return "\n".join(elements)


def ways_on(app: AppTest) -> list:
    """The links of a screen to other screens; the tabs of the workspace, which come first, left out."""
    links = app.get("page_link")
    return links[len(TABS) :] if [link.proto.page for link in links[: len(TABS)]] == list(TABS) else links


def drawn(app: AppTest, component: str) -> dict:
    """What a component of our own was given to draw."""
    return next(
        json.loads(part.proto.json) for part in app.get("bidi_component") if part.proto.component_name == component
    )


def send(app: AppTest, events: dict[str, list[tuple[str, object]]], state: object = None) -> AppTest:
    """Run the screen with these events of its components (name → event and value), as a browser would send them."""
    sent = WidgetStates()
    for part in app.get("bidi_component"):
        of_it = [{"event": event, "value": value} for event, value in events.get(part.proto.component_name, ())]
        aggregator = f"$$STREAMLIT_INTERNAL_KEY_{part.proto.id}__events"
        sent.widgets.append(WidgetState(id=aggregator, json_trigger_value=json.dumps(of_it)))
        sent.widgets.append(WidgetState(id=part.proto.id, json_value=json.dumps(state or {})))
    assert sent.widgets
    return app._run(sent)
