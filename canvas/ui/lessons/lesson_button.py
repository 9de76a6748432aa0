"""The way from what one looks at to a lesson that begins with it."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import PageContext


def lesson_button(page: PageContext, kind: str, row_id: str) -> None:
    """Draw the way to the form of a lesson that begins with this: `kind` is of `lessons_page.BEGUN_FROM`."""
    if not page.study.read_only:
        st.html(f'<p class="pps-way">{lesson_link(kind, row_id)}</p>')


def lesson_link(kind: str, row_id: str, about: str = "") -> str:
    """Return that way as HTML; among several, `about` tells a screen reader of what it is."""
    link, words = escape(f"lessons?from={quote(f'{kind}:{row_id}')}"), escape(_("Make a lesson of this"))
    named = f' aria-label="{words}: {escape(about)}"' if about else ""
    return f'<a class="go" href="{link}"{named}>{words}</a>'
