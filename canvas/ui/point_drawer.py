"""A point in a drawer: its wording, perspectives and state, and the notes it rests on; or a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from canvas import method
from canvas.analysis.perspectives import SHARED, carried
from canvas.errors import ChangedMeanwhile, UserError
from canvas.store import notes, points
from canvas.store.text import clean_line
from canvas.ui import kept, say
from canvas.ui.drawer import by_role, drawer, place
from canvas.ui.note_list import note_list
from canvas.ui.opening import Here, mending
from canvas.ui.points_table import carried_line, return_focus
from canvas.ui.words import _, a_time, block, joined, n_, name, question

FAULT = "point_fault"  # session: what went wrong in a callback, until it is shown
FIELDS = ("text", "perspectives", "state")  # what a point's form holds


@dataclass(frozen=True)
class Table:
    """Which perspectives table a point stands in: of one moment, or with neither id across cases."""

    partnership_id: str | None
    wave_id: str | None
    title: str

    def candidates(self, here: Here, column: str) -> list[dict]:
        """The notes of the blocks that feed a question: of this moment, or of all cases and across them."""
        which = {"moments": [(self.partnership_id, self.wave_id)]} if self.partnership_id else {}
        with here.study.reading() as connection:
            return by_role(here, notes.sourced(connection, blocks=method.blocks_of(column), **which))


def new_point(here: Here, table: Table, row: str, column: str) -> None:
    """Open the drawer in which a point is written, or made from notes; what was begun in this cell is still there."""
    key = f"new_point_{place(here, table.partnership_id, table.wave_id, row, column)}"
    given = here.rows if row == SHARED else [row]

    def closed() -> None:
        return_focus(f"add:{row}|{column}")

    def leave() -> None:
        kept.forget(key)
        st.session_state.pop(f"{key}_notes", None)
        closed()
        st.rerun()

    drawer(
        _("New point: {question}", question=question(column)), lambda: _new(here, table, column, given, key, leave),
        closed,
    )  # fmt: skip


def open_point(here: Here, table: Table, point_id: str) -> None:
    """Open the drawer of a point: what it says, what it rests on; what was typed in it is still there."""
    st.session_state.pop("point_more", None)
    key = f"point_{place(here, point_id)}"
    if not _typed(key):
        _open_anew(key)  # nothing to keep: the point as it is now
    drawer(_("Point"), lambda: _show(here, table, point_id, key), lambda: return_focus(f"point:{point_id}"))


def points_taken_off(here: Here, taken_off: Sequence[dict]) -> None:
    """Under the table: the points that were taken off it, each with a way back."""
    if not taken_off:
        return
    with st.expander(n_("{n} point taken off the table", "{n} points taken off the table", len(taken_off))):
        for point in taken_off:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(f'<p class="pps-text">{say.escape(point["text"])}</p>')
                if not here.study.read_only and st.button(_("Put it back"), key=f"back_{point['id']}", type="tertiary"):
                    with mending():
                        with here.study.writing(here.user["id"]) as writer:
                            points.retire(writer, point["id"], retired=False)
                        st.rerun()


def _new(here: Here, table: Table, column: str, given: Sequence[str], key: str, leave: Callable[[], None]) -> None:
    chosen: dict[str, str] = st.session_state.setdefault(f"{key}_notes", {})
    say.soft(joined([table.title, _("one statement; choose the notes it rests on below")]))
    text = st.text_area(_("The point"), height=90, **kept.field(f"{key}_text", ""))
    perspectives = _perspectives(here, given, f"{key}_perspectives")
    with st.container(horizontal=True):
        added = st.button(_("Add point"), type="primary")
        stopped = st.button(_("Cancel"))
    if added:
        with mending():
            with here.study.writing(here.user["id"]) as writer:
                points.add(writer, column, text, perspectives, table.partnership_id, table.wave_id, chosen)
            say.done(_("Point added"))
            leave()
    elif stopped:
        leave()
    found = table.candidates(here, column)
    say.subheading(
        _("Notes that feed this question"), ", ".join(block(key, short=True) for key in method.blocks_of(column))
    )
    shown = _filtered(here, found, given, key)
    known = {note["id"]: note for note in found}

    def choose(note: dict) -> None:
        _stance(note, chosen.get(note["id"]), key, lambda how: _pick(known[note["id"]], chosen, how, f"{key}_text"))

    note_list(
        here, shown, f"{key}_list", with_block=True, with_moment=not table.partnership_id, edit=False, extra=choose
    )


def _pick(note: dict, chosen: dict[str, str], how: str | None, wording: str) -> None:
    chosen.pop(note["id"], None)
    if how:
        chosen[note["id"]] = how
        if how == "supports" and not kept.said(wording, "").strip():
            kept.write(wording, note["text"])  # a first wording, to be written over


def _show(here: Here, table: Table, point_id: str, key: str) -> None:
    with here.study.reading() as connection:
        point = points.get(connection, point_id)
        linked = {row["id"]: row for row in notes.sourced(connection, note_ids=list(point["notes"]))}
    say.soft(joined([
        table.title, question(point["question"]), carried_line(carried(point, linked)),
        _("{state} by {who}, {when}", state=name(point["state"]), who=point["state_by_name"],
          when=a_time(point["state_at"])),
    ]))  # fmt: skip
    if FAULT in st.session_state:
        say.fault(st.session_state.pop(FAULT))
    _form(here, point, key)

    def restance(note: dict) -> None:
        _stance(note, point["notes"].get(note["id"]), "point", lambda how: _link(here, point_id, note["id"], how))

    for how, title in (("supports", _("What supports it")), ("contradicts", _("What contradicts it"))):
        of_stance = [linked[one] for one, stance in point["notes"].items() if stance == how]
        if of_stance or how == "supports":
            say.subheading(title)
        if of_stance:
            note_list(
                here, by_role(here, of_stance), f"{key}_notes_{how}", with_block=True, with_moment=True, extra=restance
            )
        elif how == "supports":
            say.soft(_("No note supports this point yet. Add some below, so that it can be defended later."))
    if here.study.read_only or not st.toggle(_("Add notes to this point"), key="point_more"):
        return
    found = [note for note in table.candidates(here, point["question"]) if note["id"] not in point["notes"]]
    shown = _filtered(here, found, point["perspectives"], "point_more")
    note_list(here, shown, "point_more_list", with_block=True, with_moment=not table.partnership_id, edit=False,
              extra=restance)  # fmt: skip


def _form(here: Here, point: dict, key: str) -> None:
    if here.study.read_only:
        st.html(f'<p class="pps-text">{say.escape(point["text"])}</p>')
        return
    # the form keeps what is typed while the point changes elsewhere; after a save it is opened anew
    opened = st.session_state.setdefault(f"{key}_opened", point)
    form = f"{key}_form"
    unsaved = _typed(key)
    with st.container(border=True):
        text = st.text_area(_("The point"), height=90, **kept.field(f"{form}_text", opened["text"]))
        perspectives = _perspectives(here, opened["perspectives"], f"{form}_perspectives")
        states = list(method.POINT_STATES)
        state = st.segmented_control(
            _("State"), states, format_func=name, required=True, **kept.field(f"{form}_state", opened["state"])
        )
        with st.container(horizontal=True):
            saved = st.button(_("Save point"), key=f"{key}_save", type="primary")
            st.button(_("Cancel"), key=f"{key}_cancel", on_click=_open_anew, args=(key,))
            gone = st.button(_("Take off the table"), key=f"{key}_gone", type="tertiary")
        if unsaved and not saved and not gone:
            say.soft(_("Not saved yet."))
    if saved:
        with mending():
            try:
                with here.study.writing(here.user["id"]) as writer:
                    points.change(writer, point["id"], text, perspectives, state, opened)
            except ChangedMeanwhile as met:  # it is said now, so the next save is meant to go on top of it
                if clean_line(text) == opened["text"]:  # only a state was chosen: it is to be chosen for the new words
                    _open_anew(key)
                else:
                    st.session_state[f"{key}_opened"] = opened | {"text": met.now}
                raise
            _open_anew(key)
            say.done(_("Point saved"))
            st.rerun(scope="fragment")
    elif gone:
        with mending():
            with here.study.writing(here.user["id"]) as writer:
                points.retire(writer, point["id"])
            say.done(_("The point was taken off the table."))
            st.rerun()


def _open_anew(key: str) -> None:
    kept.forget(f"{key}_form")
    st.session_state.pop(f"{key}_opened", None)


def _typed(key: str) -> bool:
    """Whether something in a point's form differs from the point as it was opened."""
    opened = st.session_state.get(f"{key}_opened")
    if not opened:
        return False
    now = {field: kept.said(f"{key}_form_{field}", opened[field]) for field in FIELDS}
    return {*now["perspectives"]} != {*opened["perspectives"]} or any(
        now[field] != opened[field] for field in ("text", "state")
    )


def _perspectives(here: Here, given: Sequence[str], key: str) -> list[str]:
    return st.multiselect(
        _("Perspectives"), here.rows, **kept.field(key, [role for role in here.rows if role in given]),
        format_func=lambda role: here.roles[role].label[here.language],
        placeholder=_("None: it is about the partnership as a whole"),
        help=_("One: own. Several: partly shared. All: shared. None: about the partnership as a whole."),
    )  # fmt: skip


def _filtered(here: Here, found: Sequence[dict], given: Sequence[str], key: str) -> list[dict]:
    """The notes of the chosen roles that hold the words looked for."""
    roles = [role for role in [*here.roles, ""] if any((note["role"] or "") == role for note in found)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            _("Role"), roles, [role for role in roles if role in given or role == ""] if len(given) == 1 else roles,
            format_func=lambda role: say.role_name(here.roles.get(role)), key=f"{key}_roles",
        )  # fmt: skip
        words = st.text_input(_("Words in the note"), key=f"{key}_words", width=220)
    return [
        note for note in found
        if (note["role"] or "") in chosen and words.casefold().strip() in note["text"].casefold()
    ]  # fmt: skip


def _stance(note: Mapping, now: str | None, key: str, take) -> None:
    """Two buttons in one: the note supports, contradicts, or with neither pressed does not carry the point."""
    widget = f"{key}_stance_{note['id']}"
    st.session_state[widget] = now
    st.segmented_control(
        _("How this note bears on the point"), points.STANCES, key=widget, label_visibility="collapsed",
        format_func=name, on_change=lambda: take(st.session_state[widget]),
    )  # fmt: skip


def _link(here: Here, point_id: str, note_id: str, how: str | None) -> None:
    try:
        with here.study.writing(here.user["id"]) as writer:
            points.put_note(writer, point_id, note_id, how)
    except UserError as error:  # in a callback nothing can be shown yet
        st.session_state[FAULT] = error
