"""The words of a point and whose they are said to be, in a form that keeps what is typed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.errors import ChangedMeanwhileError
from canvas.store.points import points
from canvas.store.row_types import TablePoint
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.i18n import _
from canvas.ui.page import PageContext, show_user_errors

POINT_FORM_FIELDS = ("text", "perspectives")  # what a point's form holds


def point_form(page: PageContext, point: TablePoint, key: str, leave: Callable[[], None]) -> None:
    """Draw the form; `leave` is called once the point was taken off the table."""
    if page.study.read_only or point["retired"]:
        st.html(f'<p class="pps-text">{elements.escape(point["text"])}</p>')
        return
    # the form keeps what is typed while the point changes elsewhere; after a save it is opened anew
    opened = st.session_state.setdefault(f"{key}_opened", dict(point))
    form = f"{key}_form"
    unsaved = typed(key)
    with st.container(border=True):
        text = st.text_area(_("The point"), height=90, **draft_fields.field(f"{form}_text", opened["text"]))
        perspectives = choose_perspectives(page, opened["perspectives"], f"{form}_perspectives")
        with st.container(horizontal=True):
            saved = st.button(_("Save point"), key=f"{key}_save", type="primary")
            st.button(_("Cancel"), key=f"{key}_cancel", on_click=open_anew, args=(key,))
            gone = st.button(_("Take off the table"), key=f"{key}_gone", type="tertiary")
        if point["state"] != "draft":
            elements.soft(_("Other words or perspectives make it a draft again."))
        if unsaved and not saved and not gone:
            elements.soft(_("Not saved yet."))
    if edit_conflict.wants_overwrite(key) or saved:
        with show_user_errors():
            _save(page, point["id"], text, perspectives, opened, key)
    elif gone:
        with show_user_errors():
            with page.study.writing(page.user["id"]) as writer:
                points.retire(writer, point["id"])
            elements.done(_("The point was taken off the table."))
            leave()
            st.rerun()
    edit_conflict.draw_remembered(
        key,
        opened.update,
        lambda field, value: _write(page, form, field, value),
        lambda _field, value: _in_words(page, value),
    )


def open_anew(key: str) -> None:
    """Have the form show the point as it is, and forget what was typed."""
    draft_fields.forget(f"{key}_form")
    edit_conflict.forget(key)
    st.session_state.pop(f"{key}_opened", None)


def typed(key: str) -> bool:
    """Return whether something in a point's form differs from the point as it was opened."""
    opened = st.session_state.get(f"{key}_opened")
    if not opened:
        return False
    now = {field: draft_fields.typed(f"{key}_form_{field}", opened[field]) for field in POINT_FORM_FIELDS}
    return {*now["perspectives"]} != {*opened["perspectives"]} or now["text"] != opened["text"]


def choose_perspectives(page: PageContext, chosen: Sequence[str], key: str) -> list[str]:
    """Draw the field for whose a point is said to be, and return what is chosen."""
    return st.multiselect(
        _("Perspectives"),
        page.rows,
        **draft_fields.field(key, [role for role in page.rows if role in chosen]),
        format_func=lambda role: page.roles[role].label[page.language],
        placeholder=_("None: it is about the partnership as a whole"),
        help=_("One: own. Several: partly shared. All: shared. None: about the partnership as a whole."),
    )


def _save(page: PageContext, point_id: str, text: str, perspectives: Sequence[str], opened: dict, key: str) -> None:
    try:
        with page.study.writing(page.user["id"]) as writer:
            points.change(writer, point_id, text, perspectives, opened)
    except ChangedMeanwhileError as met:
        edit_conflict.remember_conflict(key, met)
        return
    open_anew(key)
    elements.done(_("Point saved"))
    st.rerun(scope="fragment")


def _write(page: PageContext, form: str, field: str, value: object) -> None:
    roles = {str(role) for role in value} if isinstance(value, set) else set()
    draft_fields.write(f"{form}_{field}", value if field == "text" else [role for role in page.rows if role in roles])


def _in_words(page: PageContext, value: object) -> str:
    if not isinstance(value, set):
        return str(value)
    return ", ".join(page.roles[role].label[page.language] for role in page.rows if role in value)
