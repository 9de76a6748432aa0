"""A cell of the framework matrix in a drawer: its summary, the notes it rests on or that wait, and its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape

from canvas.capture.difference import parts
from canvas.read_models.framework_page import summary_drawer, summary_versions
from canvas.store.row_types import SourcedNote
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.dialogs.summary_form import Cell as Cell  # who opens a cell finds it here
from canvas.ui.dialogs.summary_form import open_anew, summary_form, tick, ticked, typed
from canvas.ui.i18n import _, a_time, joined, n_
from canvas.ui.lessons.lesson_button import lesson_button
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.page import PageContext
from canvas.ui.points.flag_line import flag_line


def open_summary(page: PageContext, cell: Cell, on_close: Callable[[], None]) -> None:
    """Open the drawer of a cell; what was typed and ticked in it before is still there."""
    key = f"summary_{drawer_key(page, *cell.at, cell.axis, cell.since)}"
    if not typed(key):
        open_anew(key)  # nothing to keep: the summary as it is now
    for part in ("past", "drawn", "notes_shown"):
        st.session_state.pop(f"{key}_{part}", None)
    drawer(cell.title, lambda: _show(page, cell, key), on_close)


def _show(page: PageContext, cell: Cell, key: str) -> None:
    model = page.read(summary_drawer, cell.at, cell.axis, cell.since, cell.note_filter)
    summary, own = model.summary, by_role(page, model.notes)
    every = {row["id"]: row for row in (*own, *model.elsewhere)}
    elements.soft(joined([cell.line, n_("{n} note", "{n} notes", len(own))]))
    if summary:
        elements.soft(_("Written by {who}, {when}.", who=summary["by"], when=a_time(summary["changed_at"])))
    if model.flags:
        _flagged(page, model.flags, every)
    summary_form(page, cell, key, summary, every)
    if summary:
        lesson_button(page, "summary", summary["id"])
    if model.history_id and st.toggle(_("Show the history"), key=f"{key}_past"):  # also of one that was taken away
        _history(page.read(summary_versions, model.history_id))
    _notes(page, cell, key, own, model.elsewhere)


def _flagged(page: PageContext, flags: Sequence[Mapping], every: Mapping[str, Mapping]) -> None:
    lines = "".join(flag_line(page, {"stance": None, **flag}, every.get(flag["note_id"])) for flag in flags)
    title, since = escape(_("Needs another look")), escape(_("Its notes are no longer as they were weighed."))
    how = "" if page.study.read_only else escape(_("Saving says that you weighed them as they are now."))
    st.html(
        f'<div class="pps-flags"><h2 class="pps-h2">{title}</h2><p class="pps-soft">{since} {how}</p>'
        f"<ul>{lines}</ul></div>"
    )


def _notes(
    page: PageContext, cell: Cell, key: str, own: Sequence[SourcedNote], elsewhere: Sequence[SourcedNote]
) -> None:
    extra = None if page.study.read_only else partial(tick, page, key)
    for rows, part, title, line in (
        (own, "notes", _("Notes of this cell"), _("Tick those that the summary rests on.")),
        (elsewhere, "gone", _("No longer in this cell"), _("The summary rested on them when it was written.")),
    ):
        if not rows:
            if part == "notes":
                elements.soft(_("There is no note in this cell."))
            continue
        elements.subheading(title, line)
        if part == "notes" and extra and len(rows) > 1:
            st.button(
                _("Tick all"),
                key=f"{key}_all",
                type="tertiary",
                icon=":material/done_all:",
                on_click=_tick_all,
                args=(ticked(key), [row["id"] for row in rows]),
            )
        note_list(page, rows, f"{key}_{part}", with_block=cell.axis != "block", extra=extra)


def _tick_all(chosen: list[str], note_ids: Sequence[str]) -> None:
    chosen += [note_id for note_id in note_ids if note_id not in chosen]


def _history(versions: Sequence[Mapping]) -> None:
    elements.subheading(_("History"))
    before = [*versions[1:], None]
    items = "".join(_version(now, old) for now, old in zip(versions, before, strict=True))
    st.html(f'<ol class="pps-acts">{items}</ol>')


def _version(now: Mapping, before: Mapping | None) -> str:
    old = before["text"] if before else ""
    if not now["text"]:
        done = _("Taken away")
    elif not old:
        done = _("Written")
    else:
        done = _("Reworded") if now["text"] != old else _("Weighed again")
    who = escape(joined([now["by"], a_time(now["made_at"])]))
    words = elements.differing(parts(old, now["text"])) if old else escape(now["text"])
    rests = escape(n_("Rests on {n} note.", "Rests on {n} notes.", len(now["notes"])))
    return (
        f'<li><h3 class="pps-h3">{escape(done)}</h3><p class="pps-soft">{who}</p>'
        f'<p class="pps-text pps-diff">{words}</p><p class="pps-soft">{rests}</p></li>'
    )
