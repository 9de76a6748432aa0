"""One statement of what a partner gives or gets: how much, in which words, and who says so."""

from __future__ import annotations

from html import escape

from canvas.report import giving_words
from canvas.store.row_types import ListedContribution
from canvas.ui import elements
from canvas.ui.i18n import _, joined, speech
from canvas.ui.page import PageContext


def statement_card(page: PageContext, row: ListedContribution, called: str = "") -> str:
    """Return the HTML of a statement; its words are left out where they are what the thing is `called` above it."""
    role = page.roles.get(row["spoken_role"] or "")
    who = row["code"] or _("Nobody named")
    of = row["organisation"]
    way = _("{partner} gives this", partner=of) if row["direction"] == "gives" else _("{partner} gets this", partner=of)
    line = joined([f"“{row['text']}”" if row["text"] != called else "", way])
    mark = elements.letter(role) if row["code"] else ""
    return (
        f'<article class="pps-note" style="--c:{elements.colour(role)}">'
        f'<p class="said">{escape(giving_words.statement(row, speech()))}</p>'
        f'<p class="from">{mark} <b>{escape(who)}</b> · {escape(line)}</p></article>'
    )
