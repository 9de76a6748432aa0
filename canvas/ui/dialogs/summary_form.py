"""The words of a summary and the notes it rests on, in a form that keeps what is typed and ticked in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.read_models.cell_summary import cell_summary
from canvas.store.matrix import matrix_summaries
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.i18n import _, n_
from canvas.ui.page import PageContext, show_user_errors


@dataclass(frozen=True)
class Cell:
    """One cell of a matrix: where it stands, how it is called, and which notes are its own (`notes.with_sources`)."""

    partnership_id: str
    wave_id: str
    axis: str
    key: str
    title: str
    line: str
    note_filter: Mapping = field(default_factory=dict)
    since: str = ""

    @property
    def at(self) -> tuple[str, str, str]:
        """Return where its summary stands among those of `matrix_summaries.of_moments`."""
        return (self.partnership_id, self.wave_id, self.key)


_NO_SUMMARY = {"text": "", "revision": 0, "notes": []}


def summary_form(
    page: PageContext, cell: Cell, key: str, summary: Mapping | None, notes: Mapping[str, Mapping]
) -> None:
    """Draw the form on a summary as it stands, or none; `notes` are those shown with it, by id, as they are now."""
    if page.study.read_only:
        if summary:
            st.html(f'<p class="pps-text">{elements.escape(summary["text"])}</p>')
        return
    # the form keeps what is typed while the summary changes elsewhere; after a save it is opened anew
    opened = st.session_state.setdefault(f"{key}_opened", _as_opened(summary))
    text = st.text_area(
        _("Summary"),
        height=150,
        placeholder=_("What this cell comes down to, in your own words"),
        **draft_fields.field(f"{key}_form_text", opened["text"]),
    )
    chosen = ticked(key)
    with st.container(horizontal=True, vertical_alignment="center"):
        saved = st.button(_("Save summary"), key=f"{key}_save", type="primary")
        st.button(_("Cancel"), key=f"{key}_cancel", on_click=open_anew, args=(key,))
        gone = summary and st.button(_("Take the summary away"), key=f"{key}_gone", type="tertiary")
    rests = n_("Rests on {n} note.", "Rests on {n} notes.", len(chosen)) if chosen else _("Rests on no note yet.")
    elements.soft(rests + (" " + _("Not saved yet.") if typed(key) and not saved else ""))
    shown = st.session_state.get(f"{key}_drawn", {})
    st.session_state[f"{key}_drawn"] = {
        note_id: {name: row[name] for name in ("revision", "changed_at")} for note_id, row in notes.items()
    }
    if saved or gone or edit_conflict.wants_overwrite(key):
        with show_user_errors():
            _save(page, cell, key, "" if gone else text, opened, shown)
    edit_conflict.draw_remembered(key, lambda _now: None, lambda _field, _value: open_anew(key), in_words)


def in_words(field: str, value: object) -> str:
    """Return what a summary says and how many notes it rests on, in words."""
    return n_("{n} note", "{n} notes", len(value)) if field == "notes" and isinstance(value, list) else str(value)


def ticked(key: str) -> list[str]:
    """Return the ids of the notes that are ticked in a form that was drawn."""
    return st.session_state.setdefault(f"{key}_ticked", list(st.session_state[f"{key}_opened"]["notes"]))


def tick(page: PageContext, key: str, note: Mapping) -> None:
    """Draw the box under a note by which the summary comes to rest on it."""
    widget, chosen = f"{key}_tick_{note['id']}", ticked(key)
    st.session_state[widget] = note["id"] in chosen
    st.checkbox(
        _("The summary rests on this"),
        key=widget,
        on_change=_tick,
        args=(chosen, note["id"]),
        disabled=page.study.read_only,
    )


def open_anew(key: str) -> None:
    """Have the form show the summary as it is, and forget what was typed and ticked."""
    draft_fields.forget(f"{key}_form")
    edit_conflict.forget(key)
    for part in ("opened", "ticked"):
        st.session_state.pop(f"{key}_{part}", None)


def typed(key: str) -> bool:
    """Return whether something in the form differs from the summary as it was opened."""
    opened = st.session_state.get(f"{key}_opened")
    if not opened:
        return False
    now = draft_fields.typed(f"{key}_form_text", opened["text"])
    return now != opened["text"] or {*ticked(key)} != {*opened["notes"]}


def _as_opened(summary: Mapping | None) -> dict:
    return {name: summary[name] for name in _NO_SUMMARY} if summary else dict(_NO_SUMMARY)


def _tick(chosen: list[str], note_id: str) -> None:
    if note_id in chosen:
        chosen.remove(note_id)
    else:
        chosen.append(note_id)


def _save(page: PageContext, cell: Cell, key: str, text: str, opened: Mapping, shown: Mapping[str, Mapping]) -> None:
    gone = not text and bool(opened["text"])
    if not text.strip() and not gone:
        raise UserError(N_("Summary"), N_("this is still empty."), N_("Write down what this cell comes down to."))
    where = (cell.partnership_id, cell.wave_id, cell.axis, cell.key)
    try:
        with page.study.writing(page.user["id"]) as writer:
            matrix_summaries.save(writer, *where, text, ticked(key), cell.since, opened=opened["revision"], shown=shown)
    except ChangedMeanwhileError as conflict:  # it is shown now, so the next save is meant to go on top of it
        now = page.read(cell_summary, (cell.partnership_id, cell.wave_id), cell.axis, cell.key, cell.since)
        if text == opened["text"]:
            draft_fields.forget(f"{key}_form")
        st.session_state[f"{key}_opened"] = _as_opened(now)
        edit_conflict.remember_conflict(key, conflict)
        return
    open_anew(key)
    elements.done(_("The summary was taken away; its versions are kept.") if gone else _("Summary saved"))
    st.rerun(scope="fragment")
