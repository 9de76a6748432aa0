"""What others learned that fits a moment, and the way to standing beside them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from canvas.read_models import others_did
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import PageContext
from canvas.ui.pickers.moment_picker import partnership_link

_LONGEST = 90  # characters of the situation of a lesson


def what_others_did(page: PageContext, moment: Mapping) -> None:
    """Draw lessons of others that fit, and the way to standing beside them; nothing where there is neither."""
    others = page.read(others_did.what_others_did, (moment["partnership_id"], moment["wave_id"]))
    ways = [
        (f"lessons?lesson={quote(row['id'])}", _("Lesson: {text}", text=_shortened(row["situation"])))
        for row in others.lessons
    ]
    if others.beside:
        ways.append((f"factors?factors=beside&{partnership_link(moment)}", _("See how it stands beside others")))
    if ways:
        links = "".join(f'<li><a class="go" href="{escape(link)}">{escape(words)}</a></li>' for link, words in ways)
        title = escape(_("What others did"))
        st.html(f'<h2 class="pps-h2">{title}</h2><ul class="pps-steps">{links}</ul>')


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
