"""Who was asked about a block and what became of it: the silences beside the notes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from canvas.analysis.response_state import interviewed
from canvas.read_models.asked_about_block import asked_about_block
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, name
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter


def hearing_list(page: PageContext, moment: Mapping, block: str, has_notes: bool) -> None:
    """Draw per role what became of asking about a block of a moment, and the way on to its interviews.

    A block whose notes all come from documents, asked of nobody, needs no such list.
    """
    pair = (moment["partnership_id"], moment["wave_id"])
    answers = page.read(asked_about_block, pair, block, attribute_filter.chosen(page, ["respondent"]).filters)
    if has_notes and not answers:
        return
    lines = "".join(_line(page, role, rows) for role, rows in interviewed(answers, page.roles).items())
    elements.subheading(_("Asked in interviews"))
    st.html(f'<ul class="pps-heard">{lines}</ul>')
    at = {"partnership": moment["code"], "moment": str(moment["position"])}
    st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:", query_params=at)


def _line(page: PageContext, key: str, rows: list[dict]) -> str:
    role = page.roles.get(key)
    became = "".join(f"<span>{_linked(row)}</span>" for row in rows)
    became = became or f"<span>{escape(name('not_asked'))}</span>"
    who = f"{elements.letter(role)}<b>{escape(elements.role_name(role))}</b>"
    return f'<li class="pps-asked">{who}<div>{became}</div></li>'


def _linked(row: Mapping) -> str:
    link = f"interview?interview={quote(row['interview_id'])}&question={quote(row['question'])}"
    return f'<a class="go" href="{escape(link)}">{escape(_became(row))}</a>'


def _became(row: Mapping) -> str:
    ratings = [_("rating {n} of 5", n=rating) if rating else _("rating: don't know") for rating in row["ratings"]]
    heard = _("answered in words") if row["worded"] else ""
    if row["state"] == "skipped":
        outcome = joined([name("skipped"), *row["reasons"]], ": ")
    else:
        outcome = joined([heard, *ratings]) if row["state"] == "heard" else name(row["state"])
    return joined([", ".join(row["codes"]), outcome])
