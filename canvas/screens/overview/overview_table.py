"""The table of the overview: one row per partnership and moment, fifty at a time."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from canvas.read_models.overview_page import OverviewPage
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_time, joined, n_, name
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_list
from canvas.ui.pickers.moment_picker import partnership_link

# The screen of each step; a step that is about one interview leads to that interview, else to the moment.
STEPS = {"resume": "interview", "start": "interview", "plan": "interview", "read": "canvas"}


OVERVIEW_KEY = "overview"  # of the fields above the table


def paged_overview(page: PageContext, model: OverviewPage) -> None:
    """Draw a page of moments and, where there are more than a page of them, what narrows and sorts them."""
    if model.has_pages:
        with st.container(horizontal=True, vertical_alignment="center", key="overview_fields"):
            moment_list.fields(page, OVERVIEW_KEY)
            moment_list.sorting(OVERVIEW_KEY, moment_list.sorts())
            turning = st.container(horizontal=True, horizontal_alignment="right")
        moment_list.active_chips(page, OVERVIEW_KEY)
    if not model.rows:
        elements.empty(_("Nothing fits this filter"), _("Take a part of it off above, or clear all of it."))
        st.button(
            _("Clear the filter"), on_click=moment_list.drop, args=(OVERVIEW_KEY,), icon=":material/filter_alt_off:"
        )
        return
    if model.narrowed > MOMENTS_A_PAGE:
        with turning:
            moment_list.pager(OVERVIEW_KEY, model.start, len(model.rows), model.narrowed)
    overview_table(page, model.rows)


def step_name(step: str) -> str:
    """Return what the next step is called."""
    return {
        "resume": _("Resume interview"),
        "start": _("Start interview"),
        "plan": _("Plan interview"),
        "read": _("Read canvas"),
    }[step]


def overview_table(page: PageContext, rows: Sequence[dict]) -> None:
    """Draw the rows of `analysis.overview.overview`, each with a link to its next step."""
    heads = {
        "name": _("Partnership"),
        "moment": _("Moment"),
        "roles": _("Roles heard"),
        "interviews": _("Interviews"),
        "blocks": _("Blocks covered"),
        "n": _("Notes"),
        "changed": _("Last change"),
        "step": _("Next step"),
    }
    head = "".join(f'<th scope="col" class="{key}">{escape(title)}</th>' for key, title in heads.items())
    body = "".join(_row(page, row, heads) for row in rows)
    label = escape(_("Partnerships and moments"))
    st.html(
        f'<div class="pps-scroll" tabindex="0" role="region" aria-label="{label}"><table class="pps">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _role(page: PageContext, row: dict, key: str) -> str:
    """Return the letter of a role, which leads to what was heard of it."""
    role = page.roles[key]
    link = escape(f"notes?{partnership_link(row)}&role={key}")
    label = escape(_("Notes of {role}", role=role.label[page.language]))
    return f'<a class="go" href="{link}" title="{label}" aria-label="{label}">{elements.letter(role)}</a>'


def _interviews_and_documents(row: dict) -> str:
    """Return the interviews and documents of a moment, each count with the way to them."""
    at = partnership_link(row)
    interviews = joined(
        [
            n_("{n} completed", "{n} completed", row["completed"]) if row["completed"] else "",
            n_("{n} under way", "{n} under way", row["under_way"]) if row["under_way"] else "",
            n_("{n} planned", "{n} planned", row["planned"]) if row["planned"] else "",
        ]
    )
    texts = n_("{n} document", "{n} documents", row["documents"]) if row["documents"] else ""
    ways = {f"interview?{at}": interviews, f"documents?{at}": texts}
    return "<br>".join(_go(link, words) for link, words in ways.items() if words)


def _go(link: str, words: str, aloud: str = "") -> str:
    label = f' aria-label="{escape(aloud)}"' if aloud else ""
    return f'<a class="go quiet" href="{escape(link)}"{label}>{escape(words)}</a>'


def _row(page: PageContext, row: dict, heads: dict[str, str]) -> str:
    none = escape(_("none"))
    letters = " ".join(_role(page, row, key) for key in page.roles if key in row["roles_heard"])
    share = round(100 * row["blocks_covered"] / max(row["blocks_in_scope"], 1))
    about = f"interview={row['interview_id']}" if row["interview_id"] else partnership_link(row)
    link = f"{STEPS[row['next_step']]}?{about}"
    canvas, state = (f"{screen}?{partnership_link(row)}" for screen in ("canvas", "state"))
    covered = _("{n} of {total}", n=row["blocks_covered"], total=row["blocks_in_scope"])
    changed = escape(a_time(row["changed_at"]))
    cells = {
        "name": f'<a class="go" href="{escape(state)}">{escape(row["name"])}</a>'
        f'<br><span class="pps-soft">{escape(name(row["phase"]))}</span>',
        "moment": escape(row["label"]),
        "roles": letters or none,
        "interviews": _interviews_and_documents(row) or none,
        "blocks": f'<span class="pps-bar" aria-hidden="true"><i style="width:{share}%"></i></span>'
        + _go(canvas, covered, _("Canvas: {what}", what=covered)),
        "n": _go(f"notes?{partnership_link(row)}", str(row["notes"]), n_("{n} note", "{n} notes", row["notes"])),
        # a cell of this table breaks anywhere rather than spill, and a date must stay whole
        "changed": f'<span style="white-space: nowrap">{changed}</span>',
        "step": f'<a class="go" href="{escape(link)}">{escape(step_name(row["next_step"]))}</a>',
    }
    # on a phone a row becomes a card, and each cell says itself what it is
    drawn = (
        f'<td class="{key}" data-label="{escape(heads[key])}"><span>{cell}</span></td>' for key, cell in cells.items()
    )
    return f"<tr>{''.join(drawn)}</tr>"
