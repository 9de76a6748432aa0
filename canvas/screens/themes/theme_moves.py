"""What can be done to a theme as a whole: merged into another, split, taken out of use and brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.errors import N_, UserError
from canvas.store import Writer
from canvas.store.row_types import SourcedNote
from canvas.store.themes import themes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.i18n import _, n_
from canvas.ui.notes.note_list import note_list
from canvas.ui.page import PageContext, show_user_errors


def theme_moves(
    page: PageContext, row: Mapping, every: Sequence[Mapping], notes: Sequence[SourcedNote], key: str
) -> None:
    """Draw the ways; `found` are the notes that carry the theme."""
    if row["retired"]:
        elements.soft(_("This theme is no longer in use: notes that carry it still show it, but it is not offered."))
        if st.button(_("Bring back into use"), type="primary", key=f"{key}_restore"):
            _do(page, lambda writer: themes.restore(writer, row["id"]), _("The theme is in use again."))
        return
    _merging(page, row, every, key)
    elements.subheading(
        _("Take out of use"),
        _("Notes that carry it still show it; it is no longer offered for others. You can bring it back."),
    )
    if st.button(_("Take out of use"), key=f"{key}_retire"):
        _do(page, lambda writer: themes.retire(writer, row["id"]), _("The theme was taken out of use."))
    _splitting(page, row, notes, key)


def _merging(page: PageContext, row: Mapping, every: Sequence[Mapping], key: str) -> None:
    carried = next(theme["notes"] for theme in every if theme["id"] == row["id"])  # all of them, whatever is filtered
    goes = n_("its {n} note goes there", "its {n} notes go there", carried)
    elements.subheading(
        _("Merge into another theme"),
        _("This theme ends: {notes}, with who gave the theme and when. What stands under it moves along.", notes=goes),
    )
    others = {theme["id"]: theme["name"] for theme in every if not theme["retired"] and theme["id"] != row["id"]}
    if not others:
        elements.soft(_("There is no other theme."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        target = st.selectbox(
            _("Goes into"),
            list(others),
            index=None,
            format_func=others.get,
            placeholder=_("Choose a theme"),
            **draft_fields.field(f"{key}_target", None),
        )
        pressed = st.button(_("Merge"), key=f"{key}_merge")

    def merge(writer: Writer) -> None:
        if target is None:  # what is chosen is sent with the press, so the button cannot wait for it
            raise UserError(N_("Goes into"), N_("no theme is chosen."), N_("Choose the theme it goes into."))
        themes.merge(writer, row["id"], target)

    if pressed:
        _do(page, merge, _("Merged into “{name}”.", name=others.get(target, "")))


def _splitting(page: PageContext, row: Mapping, notes: Sequence[SourcedNote], key: str) -> None:
    elements.subheading(_("Split"), _("Make a new theme beside this one, and choose below which notes go to it."))
    chosen: set[str] = st.session_state.setdefault(f"{key}_chosen", set())
    chosen &= {note["id"] for note in notes}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Name of the new theme"), max_chars=200, **draft_fields.field(f"{key}_split_name", ""))
        label = n_("Split off {n} note", "Split off {n} notes", len(chosen))
        pressed = st.button(label, key=f"{key}_split", disabled=not chosen)
    if pressed:

        def split(writer: Writer) -> None:
            themes.split(writer, row["id"], name, chosen)
            chosen.clear()
            draft_fields.forget(f"{key}_split_name")

        _do(page, split, _("Split off as “{name}”.", name=name))

    def choose(note: SourcedNote) -> None:
        widget = f"{key}_pick_{note['id']}"
        st.session_state[widget] = note["id"] in chosen
        st.checkbox(_("To the new theme"), key=widget, on_change=_turn, args=(chosen, note["id"]))

    if notes:
        note_list(page, notes, f"{key}_split_list", with_block=True, with_moment=True, edit=False, extra=choose)
    else:
        elements.soft(_("No note carries this theme, so there is nothing to split."))


def _turn(chosen: set[str], note_id: str) -> None:
    chosen.symmetric_difference_update({note_id})


def _do(page: PageContext, what: Callable[[Writer], object], done: str) -> None:
    with show_user_errors():
        with page.study.writing(page.user["id"]) as writer:
            what(writer)
        elements.done(done)
        st.rerun()
