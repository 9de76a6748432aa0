"""The whole text of a transcript as it will be stored; a word in it is clicked to replace it or to keep it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from canvas.capture import replacement_preview
from canvas.capture.folded_text import fold
from canvas.capture.pseudonyms import KINDS as CODES
from canvas.capture.pseudonyms import Replacement, Term
from canvas.capture.replacement_preview import Row
from canvas.capture.terms import LABELS
from canvas.capture.transcript import Transcript
from canvas.screens.documents.add_transcript.transcript_state import LISTED, Intake
from canvas.speech import Speech
from canvas.store.database.text import clean_line
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import Written, a_count, a_line, a_list, a_record, a_text, component, either, nothing
from canvas.ui.i18n import _, a_number, language, n_

MOST_NAMED = 12  # of what stays in, in the sentence above the text
LONGEST_TERM = 200  # characters of a term that is chosen in the text
_SENDS = {
    "look": Written(a_record(which=a_line(20), page=a_count)),
    "replace": Written(a_record(words=a_text(LONGEST_TERM), term=either(a_line(), nothing), code=a_text(60))),
    "keep": Written(a_list(a_line(), 50)),
}
_text = component("pps_intake_text", _SENDS, css=asset("whole_text.css"), js=script("whole_text.js"))


def text(
    now: Intake,
    new: Transcript,
    terms: Sequence[Term],
    decisions: Mapping[str, str | None],
    list_: Sequence[Replacement],
    spoken: str,
) -> None:
    """Draw the text that `replacing.replace_terms` gave, page by page; `spoken` is the language of the codes."""
    rows = now.once("shown", (new, list_), lambda: replacement_preview.rows(now.transcript, terms, decisions, list_))
    stays = now.once("stays", (new, list_), lambda: replacement_preview.remaining_names(rows))
    elements.subheading(
        _("As it will be stored"), _("This whole text goes into the study, and no other words of the file.")
    )
    st.html(_staying(stays))
    if now.refused:
        elements.fault(now.refused)
    marks = {
        "all": rows,
        "replaced": [row for row in rows if row.has("replaced")],
        "stays": [row for row in rows if row.has("stays")],
    }
    pages = now.once("pages", (new, list_, now.turns_shown), lambda: replacement_preview.pages(marks[now.turns_shown]))
    now.page = min(now.page, len(pages) - 1)
    first, end = pages[now.page]
    drawn = [_row(row, new) for row in marks[now.turns_shown][first:end]]
    by_text = {term.text: term for term in terms if term.places}
    there = {name for row in drawn for bit in row["bits"] for name in bit[3]}
    now.offered = _next(terms, now, spoken)
    data = {
        "rows": drawn,
        "which": now.turns_shown,
        "page": now.page,
        "pages": len(pages),
        "next": now.offered,
        "counts": {which: len({row.turn for row in some}) for which, some in marks.items()},
        "terms": {name: _term(by_text[name], decisions) for name in sorted(there)},
        "did": _did(now, by_text, decisions),
        "range": _range(drawn, len(marks[now.turns_shown]) and len({row.turn for row in marks[now.turns_shown]})),
        "words": _words(),
    }
    data["version"] = hashlib.sha256(json.dumps(data).encode()).hexdigest()[:16]
    calls: dict[str, Callable] = {
        "look": lambda sent: _look(now, sent),
        "replace": lambda sent: _replace(now, by_text, sent),
        "keep": lambda sent: _keep(now, by_text, sent),
    }
    _text(key="intake_text", on=calls, data=data)


def _row(row: Row, new: Transcript) -> dict:
    turn = new.turns[row.turn]
    return {
        "turn": row.turn + 1,
        "more": row.goes_on,
        "who": turn.speaker or "—",
        "time": _clock(turn.from_ms),
        "bits": [[bit.mark, bit.text, bit.original, bit.terms] for bit in row.bits],
    }


def _term(term: Term, decisions: Mapping[str, str | None]) -> dict:
    return {"code": decisions.get(term.text) or term.code, "count": len(term.places), "kind": _(LABELS[term.kind])}


def _clock(milliseconds: int | None) -> str:
    if milliseconds is None:
        return ""
    seconds = milliseconds // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _range(rows: Sequence[Mapping], count: int) -> str:
    if not rows:
        return ""
    first, last = rows[0]["turn"], rows[-1]["turn"]
    if first == last:
        return _("Turn {n} (of {all})", n=a_number(first), all=a_number(count))
    values = {"first": a_number(first), "last": a_number(last), "all": a_number(count)}
    return _("Turns {first} to {last} ({all} in all)", **values)


def _staying(stays: Mapping[str, int]) -> str:
    """Return HTML that names what looks like a name and is still in the text."""
    if not stays:
        nothing_stays = _("Nothing that looks like a name stays in.")
        return f'<p class="pps-intake-stays">{escape(nothing_stays)}</p>'
    head = n_("{n} thing that looks like a name stays in:", "{n} things that look like names stay in:", len(stays))
    named = ", ".join(
        f"<bdi>{escape(term)}</bdi>" + (f" ({count}×)" if count > 1 else "")
        for term, count in list(stays.items())[:MOST_NAMED]
    )
    left = len(stays) - MOST_NAMED
    more = " " + escape(n_("and {n} more", "and {n} more", left)) if left > 0 else ""
    return f'<p class="pps-intake-stays"><b>{escape(head)}</b> {named}{more}.</p>'


def _next(terms: Sequence[Term], now: Intake, spoken: str) -> str:
    """Return the code that is offered for a word that was no term before."""
    message = CODES["listed"]
    word = Speech(spoken)._(message)
    taken = {term.code for term in terms} | set(now.decisions.values())
    return next(code for number in range(1, len(taken) + 2) if (code := f"[{word} {number}]") not in taken)


def _look(now: Intake, sent: Mapping) -> None:
    if sent["which"] in ("all", "replaced", "stays"):
        now.turns_shown, now.page = sent["which"], sent["page"]
        now.did = ()


def _replace(now: Intake, by_text: Mapping[str, Term], sent: Mapping) -> None:
    words, code, term = clean_line(sent["words"]), clean_line(sent["code"]), by_text.get(sent["term"] or "")
    if term is None and not fold(words):
        return
    now.remember(st.session_state.get(LISTED, ""))
    if term is not None:
        now.decisions[term.text] = "" if code in ("", term.code) else code
        now.did = (term.text,)
        return
    listed = st.session_state.get(LISTED, "").rstrip("\n")
    if fold(words) not in {fold(line) for line in listed.split("\n")}:
        st.session_state[LISTED] = f"{listed}\n{words}".lstrip("\n")
    now.codes[fold(words)] = "" if code == now.offered else code
    now.did = (words,)


def _keep(now: Intake, by_text: Mapping[str, Term], sent: Sequence[str]) -> None:
    terms = [name for name in sent if name in by_text]
    if terms:
        now.remember(st.session_state.get(LISTED, ""))
        now.decisions.update(dict.fromkeys(terms))
        now.did = tuple(terms)


def _did(now: Intake, by_text: Mapping[str, Term], decisions: Mapping[str, str | None]) -> str:
    """Return what came of the last choice in the text, for the eye and for a screen reader."""
    by_fold = {fold(name): term for name, term in by_text.items()}
    sentences = []
    for words in now.did:
        term = by_text.get(words) or by_fold.get(fold(words))
        if term is None:
            continue
        count = len(term.places)
        if replacement_preview.is_kept(term, decisions):
            sentences.append(n_("“{term}” stays at {n} place.", "“{term}” stays at {n} places.", count, term=term.text))
        else:
            sentences.append(
                n_("“{term}” is replaced at {n} place.", "“{term}” is replaced at {n} places.", count, term=term.text)
            )
    return " ".join(sentences)


def _words() -> dict[str, str]:
    return {
        "filter": _("Which turns"),
        "all": _("All turns"),
        "replaced": _("With a replacement"),
        "stays": _("With a name that stays in"),
        "text": _("The text as it will be stored"),
        "how": _("Click a word to replace it everywhere; drag over several, or hold Shift with the arrow keys."),
        "turn": _("turn {n}"),
        "more": _("turn {n}, continued"),
        "none": _("None here."),
        "previous": _("Previous"),
        "next": _("Next"),
        "for": _("{code}, in place of {original}"),
        "looks": _("{words}, looks like a name and stays in"),
        "by": _("Replaced by"),
        "replace": _("Replace everywhere"),
        "keep": _("Keep everywhere"),
        "recode": _("Use this code"),
        "close": _("Close"),
        "stands": _("stands for “{original}”"),
        "one": _("{kind}, {n} place"),
        "many": _("{kind}, {n} places"),
        "also": _("Keeping it also keeps: {terms}"),
        "as_is": _("This word is no part of what is replaced."),
        "with": _("Take along:"),
        "wider": _("Take the next word with it"),
        "earlier": _("Take the word before with it"),
        "language": language(),
    }
