"""A cell of the framework matrix in a drawer: its summary, the notes it rests on or that wait, and its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from canvas.capture.difference import parts
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, place
from canvas.ui.dialogs.summary_form import Cell as Cell  # who opens a cell finds it here
from canvas.ui.dialogs.summary_form import open_anew, summary_form, tick, ticked, typed
from canvas.ui.i18n import _, a_time, joined, n_
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.page import Here
from canvas.ui.points.flag_line import flag_line


def open_summary(here: Here, cell: Cell, on_close: Callable[[], None]) -> None:
    """Open the drawer of a cell; what was typed and ticked in it before is still there."""
    key = f"summary_{place(here, *cell.at, cell.axis, cell.since)}"
    if not typed(key):
        open_anew(key)  # nothing to keep: the summary as it is now
    for part in ("past", "drawn", "notes_shown"):
        st.session_state.pop(f"{key}_{part}", None)
    drawer(cell.title, lambda: _show(here, cell, key), on_close)


def _show(here: Here, cell: Cell, key: str) -> None:
    with here.study.reading() as connection:
        pair = [(cell.partnership_id, cell.wave_id)]
        summary = matrix_summaries.of_moments(connection, pair, cell.axis, cell.since).get(cell.at)
        flags = matrix_summaries.flagged(connection, [summary["id"]]).get(summary["id"], []) if summary else []
        own = by_role(here, notes.sourced(connection, **cell.which))
        gone = {*(summary["notes"] if summary else ())} - {row["id"] for row in own}
        elsewhere = notes.sourced(connection, note_ids=sorted(gone)) if gone else []
        ever = matrix_summaries.find(connection, *pair[0], cell.axis, cell.key, cell.since)
    every = {row["id"]: row for row in (*own, *elsewhere)}
    elements.soft(joined([cell.line, n_("{n} note", "{n} notes", len(own))]))
    if summary:
        elements.soft(_("Written by {who}, {when}.", who=summary["by"], when=a_time(summary["changed_at"])))
    if flags:
        _flagged(here, flags, every)
    summary_form(here, cell, key, summary, every)
    if ever and st.toggle(_("Show the history"), key=f"{key}_past"):  # also of one that was taken away
        with here.study.reading() as connection:
            _history(matrix_summaries.versions(connection, ever))
    _notes(here, cell, key, own, elsewhere)


def _flagged(here: Here, flags: Sequence[Mapping], every: Mapping[str, Mapping]) -> None:
    lines = "".join(flag_line(here, {"stance": None} | flag, every.get(flag["note_id"])) for flag in flags)
    title, since = escape(_("Needs another look")), escape(_("Its notes are no longer as they were weighed."))
    how = "" if here.study.read_only else escape(_("Saving says that you weighed them as they are now."))
    st.html(
        f'<div class="pps-flags"><h2 class="pps-h2">{title}</h2><p class="pps-soft">{since} {how}</p>'
        f"<ul>{lines}</ul></div>"
    )


def _notes(here: Here, cell: Cell, key: str, own: Sequence[dict], elsewhere: Sequence[dict]) -> None:
    if here.study.read_only:
        extra = None
    else:

        def extra(note: dict) -> None:
            tick(here, key, note)

    for found, part, title, line in (
        (own, "notes", _("Notes of this cell"), _("Tick those that the summary rests on.")),
        (elsewhere, "gone", _("No longer in this cell"), _("The summary rested on them when it was written.")),
    ):
        if not found:
            if part == "notes":
                elements.soft(_("There is no note in this cell."))
            continue
        elements.subheading(title, line)
        if part == "notes" and extra and len(found) > 1:
            st.button(
                _("Tick all"),
                key=f"{key}_all",
                type="tertiary",
                icon=":material/done_all:",
                on_click=_tick_all,
                args=(ticked(key), [row["id"] for row in found]),
            )
        note_list(here, found, f"{key}_{part}", with_block=cell.axis != "block", extra=extra)


def _tick_all(chosen: list[str], note_ids: Sequence[str]) -> None:
    chosen += [note_id for note_id in note_ids if note_id not in chosen]


def _history(versions: Sequence[Mapping]) -> None:
    elements.subheading(_("History"))
    before = [*versions[1:], None]
    said = "".join(_version(now, old) for now, old in zip(versions, before, strict=True))
    st.html(f'<ol class="pps-acts">{said}</ol>')


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
