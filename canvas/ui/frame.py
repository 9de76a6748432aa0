"""What stands around every screen: style, the page's language, and what this browser remembers."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

_HERE = Path(__file__).parent / "assets"


def asset(name: str) -> str:
    """The text of a file in ui/assets."""
    return (_HERE / name).read_text("utf-8")


# Registered once, at import: a component that is registered on a page is made anew with every run.
_keep = st.components.v2.component("pps_keep", js=asset("keep.js"))


def style() -> None:
    """The style that all screens share; placed once a run."""
    st.html(f"<style>{asset('screen.css')}</style>")


def keep(language: str, cookies: dict[str, str]) -> None:
    """Have the page say which language it is in, the browser remember these values, and follow a clicked link."""
    followed = _keep(key="keep", data={"language": language, "cookies": cookies}, on_go_change=lambda: None)
    if followed.go:
        where = urlsplit(followed.go)
        file = f"pages/{where.path.strip('/') or 'overview'}.py"
        st.switch_page(file, query_params=dict(parse_qsl(where.query)))


def remembered(name: str) -> str | None:
    """What this browser remembered under a name when it connected."""
    value = st.context.cookies.get(name)
    return value if isinstance(value, str) else None  # a run without a browser has no cookies to speak of
