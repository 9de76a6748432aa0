"""What one finding rests on, in a drawer: the rule that made it, its points, its ratings and the words themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

from canvas.analysis.findings.finding import Finding
from canvas.analysis.findings.largest import Largest
from canvas.errors import N_
from canvas.read_models.finding_evidence import FindingEvidence, finding_evidence
from canvas.read_models.held_back import is_held_back
from canvas.report import finding_words
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.giving.statement_card import statement_card
from canvas.ui.i18n import _, n_, name, speech
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.page import PageContext
from canvas.ui.pickers.moment_picker import partnership_link
from canvas.ui.ratings.rated_answers import articles

# Where one goes on from a finding without words of its own: the screen on which what it says can be seen or mended.
_WAYS = {
    "partner": ("partnerships", N_("To the partners")),
    "largest": ("partnerships", N_("To what partners give and get")),
    "role": ("interview", N_("To the interviews")),
    "heard": ("interview", N_("To the interviews")),
    "points": ("perspectives", N_("To the perspectives")),
    "ratings": ("time", N_("To the course over time")),
}

# The titles of notes by how they bear on the point that a finding is about; of one about no point they stand together.
_STANCES = {
    "supports": N_("What supports it"),
    "contradicts": N_("What contradicts it"),
    "": N_("In their own words"),
}


def finding_drawer(
    page: PageContext,
    moment: Mapping,
    finding: Finding,
    on_close: Callable[[], None],
    *,
    title: str = "",
    read: Callable[[], FindingEvidence] | None = None,
    state: Callable[[], None] | None = None,
) -> None:
    """Open what a finding rests on, read anew at every change within the drawer.

    `read` gives its evidence where that is more than the ids it has; `state` draws how what it is about stands.
    """
    key = f"finding_{drawer_key(page, moment['partnership_id'], moment['wave_id'], finding.key)}"
    for how in (*_STANCES, "words"):
        st.session_state.pop(f"{key}{how}_shown", None)

    def body() -> None:
        evidence = read() if read else page.read(finding_evidence, finding.basis)
        st.html(f'<p class="pps-lead">{escape(finding_words.statement(finding, speech(), page.roles))}</p>')
        elements.soft(finding_words.rule(finding, speech()))
        if state:
            state()
        _points(evidence)
        if evidence.answers:
            elements.subheading(_("Ratings"), n_("{n} rating", "{n} ratings", len(evidence.answers)))
            st.html(articles(page, evidence.answers, evidence.sources))
        _largest(page, finding)
        for how, of_stance in evidence.by_stance().items():
            elements.subheading(_(_STANCES[how]), n_("{n} note", "{n} notes", len(of_stance)))
            note_list(page, by_role(page, of_stance), f"{key}{how}", with_block=True, with_moment=True)
        if evidence.words:
            elements.subheading(_("What they said last"), n_("{n} note", "{n} notes", len(evidence.words)))
            note_list(page, by_role(page, evidence.words), f"{key}words", with_block=True, with_moment=True)
        is_limited = page.limits and not (evidence.notes or evidence.words)
        if is_limited and page.read(is_held_back, (moment["partnership_id"], moment["wave_id"])):
            elements.soft(_("Words of few people are held back from you: none of those behind this is shown."))
        elif not (evidence.notes or evidence.words or evidence.points or evidence.answers or state):
            elements.soft(_("Nobody's words stand behind this: it follows from what is recorded."))
        _way(finding, moment)

    drawer(title or finding_words.part(finding.part, speech()), body, on_close)


def _largest(page: PageContext, finding: Finding) -> None:
    """Draw what holds the figures by which a partner was the largest: its own statements before those of the next."""
    parts = finding.names.get("largest")
    statements = [
        row
        for part in (parts if isinstance(parts, tuple) else ())
        if isinstance(part, Largest)
        for giving in part.givings
        for row in giving.statements
    ]
    if statements:
        elements.subheading(
            _("By what it is the largest"), n_("{n} contribution", "{n} contributions", len(statements))
        )
        st.html("".join(statement_card(page, row) for row in statements))


def _points(evidence: FindingEvidence) -> None:
    if not evidence.points:
        return
    elements.subheading(_("Points of the perspectives table"))
    rows = "".join(
        f'<li><a class="go" href="perspectives?point={quote(point["id"])}">{escape(point["text"])}</a>'
        f' <span class="pps-chip">{escape(name(point["state"]))}</span>'
        f"{_reason(point)}</li>"
        for point in evidence.points
    )
    st.html(f'<ul class="pps-differ">{rows}</ul>')


def _reason(point: Mapping) -> str:
    return f'<p class="pps-soft">{escape(point["state_reason"])}</p>' if point["state_reason"] else ""


def _way(finding: Finding, moment: Mapping) -> None:
    kind = next((kind for kind in _WAYS if finding.rule.startswith(kind)), None)
    kind = "largest" if finding.names.get("largest") else kind
    if kind:
        view = "&view=giving" if kind == "largest" else ""
        link, words = f"{_WAYS[kind][0]}?{partnership_link(moment)}{view}", _(_WAYS[kind][1])
        st.html(f'<p class="pps-way"><a class="go" href="{escape(link)}">{escape(words)}</a></p>')
