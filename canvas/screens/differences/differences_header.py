"""What the screen of differences says of itself: who was heard, what is missing, which view, how it is worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas.analysis.findings.differing import differing
from canvas.analysis.response_state import state
from canvas.read_models.differences_page import DifferencesPage
from canvas.report.headline_words import headline
from canvas.screens.differences import differences_wording as words
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.held_back_notice import notes_shown
from canvas.ui.i18n import _, n_, speech
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter

VIEW = "differences_view"


def in_view() -> str:
    """Draw the switch between blocks and the four questions, and give which is on."""
    views = {"blocks": _("Per block"), "questions": _("The four questions")}
    return st.segmented_control(
        _("View"),
        list(views),
        format_func=views.get,
        key=VIEW,
        required=True,
        default="blocks",
        label_visibility="collapsed",
        persist_state="session",
    )


def roles_heard(page: PageContext, cells: Sequence[Mapping]) -> str:
    """Return how many roles were heard."""
    return n_("{n} role heard", "{n} roles heard", len(_heard(page, cells)))


def ways(page: PageContext, at: str, notes: int, points: int) -> list[tuple[str, str]]:
    """Return the counts of the heading with the way to each; what is not there has none."""
    counts = [(notes_shown(page.limits, notes), f"notes?{at}")] if notes or page.limits else []
    return counts + ([(n_("{n} point", "{n} points", points), f"perspectives?{at}")] if points else [])


def nothing_yet(
    page: PageContext, moment: Mapping, cells: Sequence[Mapping], points: Sequence[Mapping], filtered: bool
) -> None:
    """Say what is missing for differences to show; stops the run where there is nothing to show at all."""
    heard, anybody_asked = _heard(page, cells), any(cell["role"] and cell["asked"] for cell in cells)
    if filtered and not cells:
        attribute_filter.nothing_left(page)
        st.stop()
    if not heard and not anybody_asked and not points:
        elements.empty(
            _("No role was heard at this moment yet"),
            _("What is noted here comes from documents. Differences between roles come from interviews.")
            if cells
            else _("Hold interviews with two roles or more; then this screen says what to talk about first."),
        )
        st.page_link(
            "pages/interview.py",
            label=_("To the interviews"),
            icon=":material/arrow_forward:",
            query_params=link_to(moment),
        )
        st.stop()
    if heard and not anybody_asked:
        elements.soft(_("Nobody was interviewed at this moment: what roles said here comes from documents."))
    if len(heard) == 1:
        elements.soft(
            _("One role was heard: {role}. A difference between roles needs two.", role=words.role(page, heard[0]))
        )
    if filtered:
        elements.soft(_("Points stand here whole, whoever they rest on."))


def headlines(page: PageContext, model: DifferencesPage, of_questions: bool) -> None:
    """Say what the rows come to, before them: how many differ, who was heard, and whose partner has left."""
    rows = model.per_question if of_questions else model.per_block
    codes = [code for row in model.words for code in row["codes"]]
    findings = differing(rows, model.departed, codes, model.held_back, model.unplaced(rows))
    elements.headlines(headline(finding, speech(), page.roles, of_questions) for finding in findings)
    if not any(row["points"]["disputed"] for row in rows):
        return
    if model.held_back:  # how many people speak against a point is then not known of all
        elements.soft(
            _(
                "In the order of the headings below, the largest first. “State of affairs” lists the disputed points "
                "one by one, what is called contested first."
            )
        )
    else:
        elements.soft(
            _(
                "In the order of the headings below, the largest first. “State of affairs” lists the disputed points "
                "one by one: what is called contested first, then what most people speak against."
            )
        )


def how_it_is_worked_out() -> None:
    """Explain the figures, behind a line that opens."""
    with st.expander(_("How this is worked out")):
        paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in (words.rule(), *words.explained()))
        st.html(f'<div class="pps-paragraphs">{paragraphs}</div>')


def link_to(moment: Mapping) -> dict[str, str]:
    """Return the part of a link that names a moment, as `st.page_link` takes it."""
    return {"partnership": moment["code"], "moment": str(moment["position"])}


def _heard(page: PageContext, cells: Sequence[Mapping]) -> list[str]:
    there = {cell["role"] for cell in cells if cell["role"] and state(cell) == "heard"}
    return [key for key in page.roles if key in there]
