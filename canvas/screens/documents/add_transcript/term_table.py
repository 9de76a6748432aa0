"""The names and other terms of a transcript as one table: what is replaced by which code, and where each stands."""

from __future__ import annotations

import hashlib

from canvas import limited_process
from canvas.capture import pseudonyms
from canvas.capture.folded_text import fold
from canvas.capture.pseudonyms import KnownNames, Term
from canvas.capture.terms import LABELS
from canvas.screens.documents.add_transcript.transcript_state import LISTED, Intake
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import Shape, Written, a_line, a_mapping, component, either, nothing
from canvas.ui.i18n import _

_SENDS: dict[str, Shape] = {"decided": Written(a_mapping(either(a_line(200), nothing))), "more": a_line()}
_table = component("pps_intake_terms", _SENDS, css=asset("term_table.css"), js=script("term_table.js"))

PLACES_AT_FIRST = 20  # places of a term that are sent along with the table
CHARACTERS_AROUND = 60  # characters shown on either side of a place


def terms(now: Intake, known_terms: KnownNames, language: str) -> list[Term]:
    """Draw the table and the field for terms of one's own; returns the terms, decisions are in `now.decisions`."""
    elements.subheading(
        _("Names and other terms"),
        _("What is ticked is replaced at every place. Add what else tells who somebody is."),
    )
    if now.relist is not None:
        st.session_state[LISTED], now.relist = now.relist, None
    listed = st.text_area(
        _("Terms of your own, one on each line"),
        key=LISTED,
        persist_state="session",
        height=80,
        placeholder=_("A nickname, the name of a small firm, a project only one person works on"),
    )
    own_terms = [line.strip() for line in listed.split("\n") if line.strip()]
    proposed_terms = now.once(
        "terms", (own_terms, known_terms, language), lambda: _proposed(now, own_terms, known_terms, language)
    )
    _decide_chosen(now, proposed_terms)
    absent = [term.text for term in proposed_terms if not term.places]
    if absent:
        elements.soft(_("Not found in the text: {terms}", terms=", ".join(absent)))
    shown = [term for term in proposed_terms if term.places]
    if not shown:
        elements.soft(_("No names, addresses or numbers were found. Read the text below before you store it."))
        return proposed_terms

    proposed = {term.text: term.code for term in shown}

    def decided(made: dict[str, str | None]) -> None:
        # the code that is proposed is not held on to: another term may get it once more are found
        now.decisions |= {
            text: "" if code == proposed[text] else code for text, code in made.items() if text in proposed
        }
        now.before, now.refused, now.did = None, None, ()

    rows = now.once("rows", (shown, frozenset(now.opened)), lambda: [_row(now, term) for term in shown])
    names = {key: _(LABELS[key]) for key in LABELS}
    version = now.once("version", shown, lambda: hashlib.sha256(repr(shown).encode()).hexdigest()[:16])
    version = f"{version} {now.chosen_count}"  # what was chosen in the text changed the ticks
    _table(
        key="intake_terms",
        on={"decided": decided, "more": now.opened.add},
        among={"more": proposed},
        data={
            "rows": [row | {"kind": names[row["kind"]]} for row in rows],
            "version": version,
            "decisions": now.decisions,
            "words": _words(),
        },
    )
    return proposed_terms


def _decide_chosen(now: Intake, terms: list[Term]) -> None:
    """Replace what was just chosen in the text, by the code that was typed there."""
    for term in terms:
        if (code := now.codes.get(fold(term.text))) is not None:
            now.decisions[term.text] = code
    now.codes.clear()


def _proposed(now: Intake, own_terms: list[str], known_terms: KnownNames, language: str) -> list[Term]:
    with st.spinner(_("Names are being looked for…")):
        return limited_process.run(
            now.transcript.name, pseudonyms.propose, now.transcript, own_terms, known_terms, language
        )


def _row(now: Intake, term: Term) -> dict:
    # with thousands of places the rest of a term's comes once it is asked for
    some = term.places if term.text in now.opened else term.places[:PLACES_AT_FIRST]
    return {
        "text": term.text,
        "kind": term.kind,
        "code": term.code,
        "keep": term.keep,
        "count": len(term.places),
        "places": [_place(now, *place) for place in some],
    }


def _place(now: Intake, turn: int, start: int, end: int) -> list[str]:
    text = now.transcript.turns[turn].text
    before, after = text[max(start - CHARACTERS_AROUND, 0) : start], text[end : end + CHARACTERS_AROUND]
    return [
        ("…" if start > CHARACTERS_AROUND else "") + before,
        text[start:end],
        after + ("…" if end + CHARACTERS_AROUND < len(text) else ""),
        str(turn + 1),
    ]


def _words() -> dict[str, str]:
    return {
        "table": _("Names and other terms"),
        "replace": _("Replace"),
        "term": _("Term"),
        "places": _("Places"),
        "by": _("Replaced by"),
        "kept": _("stays as it is"),
        "show": _("Show the places of {term}"),
        "code": _("Code for {term}"),
        "tick": _("Replace {term}"),
        "turn": _("Turn {n}"),
        "more": _("Show more"),
        "all": _("All"),
        "replaced": _("Replaced"),
        "staying": _("Kept"),
        "previous": _("Previous"),
        "next": _("Next"),
        "range": _("{from} to {to} of {all}"),
        "filter": _("Which terms"),
        "none": _("None here."),
    }
