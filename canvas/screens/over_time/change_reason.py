"""Why a block changed between two moments: the reason an evaluator gives, its versions, and the notes it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.errors import ChangedMeanwhileError
from canvas.read_models import over_time_page
from canvas.read_models.over_time_page import NO_REASON
from canvas.screens.over_time.moment_pair import Moments
from canvas.store.matrix import matrix_summaries
from canvas.store.row_types import SourcedNote
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.dialogs.summary_form import in_words
from canvas.ui.i18n import _, a_time, block, joined, n_
from canvas.ui.lessons.lesson_button import lesson_button
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.who_was_asked import hearing_list
from canvas.ui.page import PageContext, show_user_errors


def reason_drawer(
    page: PageContext,
    moments: Moments,
    of_block: str,
    compared: Mapping,
    reason: Mapping | None,
    on_close: Callable[[], None],
) -> None:
    """Open a block: the field for the reason, and under it every note of both moments, the later moment first."""
    waves = (moments.since["wave_id"], moments.until["wave_id"])
    key = f"time_reason_{drawer_key(page, moments.partnership_id, *waves, of_block)}"
    ids = [row[when]["id"] for row in compared["notes"] for when in ("before", "after") if row[when]]
    if not _typed(key, ids):
        _anew(key)  # nothing to keep: the reason as it is now
    st.session_state.setdefault(f"{key}_opened", dict(reason or NO_REASON))
    drawer(block(of_block), lambda: _show(page, moments, of_block, compared, ids, key), on_close)


def _show(page: PageContext, moments: Moments, of_block: str, compared: Mapping, ids: Sequence[str], key: str) -> None:
    elements.soft(moments.title)
    pair = (moments.partnership_id, moments.until["wave_id"])
    model = page.read(over_time_page.reason_drawer, pair, moments.since["wave_id"], of_block, ids)
    now = model.reason
    opened = st.session_state.setdefault(f"{key}_opened", dict(now))
    if page.study.read_only:
        elements.subheading(_("Why it changed"))
        text = now["text"] or _("No reason was given.")
        st.html(f'<p class="pps-text">{elements.escape(text)}</p>')
    else:
        _form(page, moments, of_block, opened, now, ids, key)
    if now["text"]:
        lesson_button(page, "summary", now["id"])
    if now["id"] and st.toggle(_("Earlier versions"), key="time_reason_versions"):
        _versions(page, now["id"])
    _notes(page, moments, of_block, compared, model.notes, opened, key)


def _form(
    page: PageContext, moments: Moments, of_block: str, opened: dict, now: Mapping, ids: Sequence[str], key: str
) -> None:
    with st.container(border=True):
        text = st.text_area(
            _("Why it changed"),
            height=110,
            **draft_fields.field(f"{key}_form_text", opened["text"]),
            placeholder=_(
                "What happened between {since} and {until}?", since=moments.since["label"], until=moments.until["label"]
            ),
        )
        elements.soft(_("Below, tick the notes that your reason rests on."))
        unsaved = _typed(key, ids)
        with st.container(horizontal=True, vertical_alignment="center"):
            saved = st.button(_("Save reason"), type="primary", key=f"{key}_save")
            if unsaved:
                st.button(_("Cancel"), key=f"{key}_cancel", on_click=_anew, args=(key,))
            if now["text"]:
                elements.soft(joined([now["by"], a_time(now["changed_at"])]))
        if unsaved and not saved:
            elements.soft(_("Not saved yet."))
    if saved or edit_conflict.wants_overwrite(key):
        with show_user_errors():
            _save(page, moments, of_block, text, opened, ids, key)
    edit_conflict.draw_remembered(key, lambda _now: None, lambda _field, _value: _anew(key), in_words)


def _save(
    page: PageContext, moments: Moments, of_block: str, text: str, opened: dict, ids: Sequence[str], key: str
) -> None:
    rests = [note_id for note_id in dict.fromkeys([*opened["notes"], *ids]) if _ticked(key, note_id, opened)]
    try:
        with page.study.writing(page.user["id"]) as writer:
            matrix_summaries.save(
                writer,
                moments.partnership_id,
                moments.until["wave_id"],
                "block",
                of_block,
                text,
                rests,
                since=moments.since["wave_id"],
                opened=opened["revision"],
            )
    except ChangedMeanwhileError as conflict:  # it is shown now, so the next save is meant to go on top of it
        pair = (moments.partnership_id, moments.until["wave_id"])
        now = page.read(over_time_page.change_reason, pair, moments.since["wave_id"], of_block)
        st.session_state[f"{key}_opened"] = opened | {"revision": now["revision"]}
        edit_conflict.remember_conflict(key, conflict)
        return
    _anew(key)
    elements.done(_("Reason saved") if text.strip() else _("Reason taken away"))
    st.rerun(scope="fragment")


def _notes(
    page: PageContext,
    moments: Moments,
    of_block: str,
    compared: Mapping,
    notes: Mapping[str, SourcedNote],
    opened: Mapping,
    key: str,
) -> None:
    def tick(note: Mapping) -> None:
        field = draft_fields.field(f"{key}_form_note_{note['id']}", note["id"] in opened["notes"])
        st.checkbox(_("The reason rests on this"), **field)

    for when, moment in (("after", moments.until), ("before", moments.since)):
        ids = [row[when]["id"] for row in compared["notes"] if row[when]]
        of_moment = [notes[note_id] for note_id in ids if note_id in notes]
        elements.subheading(moment["label"], n_("{n} note", "{n} notes", len(of_moment)))
        if of_moment:
            note_list(page, of_moment, f"{key}_list_{when}", extra=None if page.study.read_only else tick)
        hearing_list(page, moment, of_block, bool(of_moment))


def _versions(page: PageContext, summary_id: str) -> None:
    for row in page.read(over_time_page.reason_versions, summary_id):
        head = elements.escape(joined([row["by"], a_time(row["made_at"])]))
        words = elements.escape(row["text"] or _("Taken away"))
        st.html(f'<p class="pps-soft">{head}</p><p class="pps-text">{words}</p>')


def _ticked(key: str, note_id: str, opened: Mapping) -> bool:
    return bool(draft_fields.typed(f"{key}_form_note_{note_id}", note_id in opened["notes"]))


def _typed(key: str, ids: Sequence[str]) -> bool:
    """Return whether the form differs from the reason as it was opened."""
    opened = st.session_state.get(f"{key}_opened")
    if not opened:
        return False
    ticked = any(_ticked(key, note_id, opened) != (note_id in opened["notes"]) for note_id in ids)
    return ticked or draft_fields.typed(f"{key}_form_text", opened["text"]) != opened["text"]


def _anew(key: str) -> None:
    draft_fields.forget(f"{key}_form")
    edit_conflict.forget(key)
    st.session_state.pop(f"{key}_opened", None)
