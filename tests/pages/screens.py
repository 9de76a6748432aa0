"""Opening a screen as Streamlit's AppTest does: app.py first, then the page, as a chosen profile."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.store import open_study, users

APP = Path(__file__).parents[2] / "app.py"


def open_screen(
    monkeypatch: pytest.MonkeyPatch,
    study: Path,
    page: str,
    profile: str | None = None,
    language: str = "nl",
    **link: str,
) -> AppTest:
    """The screen `page` (such as "canvas") on a study file, after one run; `link` are its query parameters."""
    monkeypatch.setenv("PPS_STUDY", str(study))
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.session_state["language"] = language
    if profile:
        opened = open_study(str(study))
        with opened.reading() as connection:
            known = {row["name"]: row["id"] for row in users.every(connection)}
        opened.close()
        app.session_state[profile_key(study)] = known[profile]
    if page != "overview":
        app.run()
        app.switch_page(f"pages/{page}.py")
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def profile_key(study: Path) -> str:
    """The session key under which the chosen profile of a study is kept."""
    return "pps_profile_" + hashlib.sha256(str(study).encode()).hexdigest()[:10]


def texts(app: AppTest) -> str:
    """All HTML and text on the screen, one after another."""
    found = [element.proto.body for element in app.get("html")]
    found += [element.value for kind in ("markdown", "caption") for element in app.get(kind)]
    return "\n".join(found)
