"""Notes as a list, wherever they open: who said it, where and when, and what it was said in answer to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from canvas import method
from canvas.capture.answers import rewrite_note
from canvas.errors import ChangedMeanwhile
from canvas.store import points
from canvas.ui import say
from canvas.ui.opening import Here, mending
from canvas.ui.sources import sources
from canvas.ui.words import _, a_date, block, joined, n_, name

PAGE = 40  # notes drawn at once


def note_list(here: Here, notes: Sequence[dict], key: str, *, with_block: bool = False, with_moment: bool = False,
              edit: bool = True, extra: Callable[[dict], None] | None = None) -> None:  # fmt: skip
    """Draw notes as `store.notes.sourced` gives them; each opens its source, and can be edited or moved.

    `key` keeps several lists apart; `extra` draws something of the caller's beside each note.
    """
    shown = st.session_state.get(f"{key}_shown", PAGE)
    page = list(notes[:shown])
    with here.study.reading() as connection:
        found = sources(connection, page)
        resting = points.using(connection, [note["id"] for note in page])
    editing = st.session_state.get(f"{key}_editing")
    if edit and editing and editing["id"] not in [note["id"] for note in page]:
        _editor(here, editing, key)  # moved or taken away elsewhere meanwhile: what is being typed must not go with it
    for note in page:
        with st.container(horizontal=True, gap="small", vertical_alignment="top"):
            _note(here, note, found.get(note["id"], ""), resting.get(note["id"], []), with_block, with_moment)
            if extra:
                extra(note)
            mine = bool(editing) and editing["id"] == note["id"]
            if edit and not here.study.read_only and not mine:
                st.button(
                    _("Edit"), key=f"{key}_edit_{note['id']}", type="tertiary", icon=":material/edit:",
                    help=_("Edit this note, or move it to another block"),
                    on_click=st.session_state.__setitem__, args=(f"{key}_editing", note),
                )  # fmt: skip
        if edit and mine:
            _editor(here, editing, key)
    left = len(notes) - len(page)
    if left > 0:
        st.button(
            n_("Show {n} more", "Show {n} more", min(left, PAGE)), key=f"{key}_more",
            on_click=st.session_state.__setitem__, args=(f"{key}_shown", shown + PAGE),
        )  # fmt: skip


def origin_line(note: dict) -> str:
    """Respondent codes or the document's section, and the date."""
    if note["origin"] == "answer":
        return joined([", ".join(note["codes"]), a_date(note["started_at"])])
    if note["origin"] == "passage":
        return joined([note["document"], note["section"], a_date(note["dated"])])
    return joined([name(note["origin"]), a_date(note["created_at"])])


def _note(here: Here, note: dict, source: str, resting: Sequence[dict], with_block: bool, with_moment: bool) -> None:
    role = here.roles.get(note["role"] or "")
    where = joined([
        joined([note["partnership"] or _("Across cases"), note["wave"]]) if with_moment else "",
        block(note["block"]) if with_block else "",
        name(note["kind"]) if note["kind"] != "plain" else "",
        origin_line(note),
        _("edited") if note["revision"] > 1 else "",
        _("taken away meanwhile") if note["retired"] else "",
    ])  # fmt: skip
    carried = "".join(f"<p>• {escape(point['text'])}</p>" for point in resting)
    rests = n_("Rests under {n} point", "Rests under {n} points", len(resting)) if resting else ""
    carried = f"<h4>{escape(rests)}</h4>{carried}" if resting else ""
    opener = escape(_("Show the source"))
    st.html(
        f'<article class="pps-note" style="--c:{say.colour(role)}"><p class="said">{escape(note["text"])}</p>'
        f'<p class="from">{say.letter(role)} <b>{escape(say.role_name(role))}</b> · {escape(where)}</p>'
        f'<details class="pps-from"><summary>{opener}</summary>'
        f'<div class="pps-source">{source}{carried}</div></details></article>'
    )


def _editor(here: Here, note: dict, key: str) -> None:
    """The form for a note as it was opened; keys keep what is typed in it while the note changes elsewhere."""
    form = f"{key}_form_{note['id']}"
    with st.form(form, border=True):
        text = st.text_area(_("Note"), note["text"], height="content", key=f"{form}_text")
        keys = list(method.blocks())
        to = st.selectbox(_("Block"), keys, keys.index(note["block"]), format_func=block, key=f"{form}_block")
        kinds = list(method.NOTE_KINDS)
        kind = st.selectbox(_("Kind"), kinds, kinds.index(note["kind"]), format_func=name, key=f"{form}_kind")
        if note["origin"] == "answer":
            say.soft(_("The line in the answer changes along; the earlier version is kept."))
        save, stop = st.columns(2)
        saved = save.form_submit_button(_("Save note"), type="primary")
        stopped = stop.form_submit_button(_("Cancel"))
    if stopped:
        del st.session_state[f"{key}_editing"]
        st.rerun(scope="fragment")
    if saved:
        with mending():
            try:
                rewrite_note(here.study, here.user["id"], note["id"], text, to, kind, opened=note)
            except ChangedMeanwhile as met:  # it is said now, so the next save is meant to go on top of it
                st.session_state[f"{key}_editing"] = note | {"text": met.now}
                raise
            del st.session_state[f"{key}_editing"]
            say.done(_("Note saved"))
            st.rerun(scope="fragment")
