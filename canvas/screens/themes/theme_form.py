"""The form of a theme: its name, what it means, when to use it and when not, where it stands, and its colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.colours import PALETTE
from canvas.errors import ChangedMeanwhileError
from canvas.store.themes import themes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.i18n import _
from canvas.ui.notes.theme_marks import colour_name
from canvas.ui.page import PageContext, show_user_errors

THEME_FORM_FIELDS = ("name", "definition", "use_when", "use_not", "example", "parent_id", "colour")
EMPTY = dict.fromkeys(THEME_FORM_FIELDS, "") | {"parent_id": None}


def labels() -> dict[str, str]:
    """Return how each field is called on screen."""
    return {
        "name": _("Name"),
        "definition": _("Definition"),
        "use_when": _("When to use it"),
        "use_not": _("When not to use it"),
        "example": _("Example"),
        "parent_id": _("Stands under"),
        "colour": _("Colour"),
    }


def theme_form(page: PageContext, row: Mapping, every: Sequence[Mapping], key: str) -> None:
    """Draw the form on a theme that is there; it keeps what is typed while the theme changes elsewhere."""
    opened = st.session_state.setdefault(f"{key}_opened", dict(row))
    values = fields(opened, every, f"{key}_form", row["id"])
    with st.container(horizontal=True, vertical_alignment="center"):
        saved = st.button(_("Save theme"), type="primary", key=f"{key}_save")
        st.button(_("Cancel"), key=f"{key}_cancel", on_click=_anew, args=(key,))
        if typed(key) and not saved:
            elements.soft(_("Not saved yet."))
    if edit_conflict.wants_overwrite(key) or saved:
        with show_user_errors():
            _save(page, row["id"], opened, values, key)
    edit_conflict.draw_remembered(
        key,
        opened.update,
        lambda field, value: draft_fields.write(f"{key}_form_{field}", value or ""),
        lambda field, value: _in_words(every, field, value),
    )


def _save(page: PageContext, theme_id: str, opened: Mapping, values: Mapping, key: str) -> None:
    try:
        with page.study.writing(page.user["id"]) as writer:
            themes.change(writer, theme_id, opened, **values)
    except ChangedMeanwhileError as met:
        edit_conflict.remember_conflict(key, met)
        return
    _anew(key)
    elements.done(_("Theme saved"))
    st.rerun(scope="fragment")


def _in_words(every: Sequence[Mapping], field: str, value: object) -> str:
    if field == "parent_id":
        return next((row["name"] for row in every if row["id"] == value), "")
    return colour_name(str(value or "")) if field == "colour" else str(value or "")


def fields(row: Mapping, every: Sequence[Mapping], key: str, own: str = "") -> dict:
    """Draw the fields, filled with a theme; returns what they say. Themes under `own` are no parents for it."""
    names = labels()
    values = {"name": st.text_input(names["name"], max_chars=200, **draft_fields.field(f"{key}_name", row["name"]))}
    for field in ("definition", "use_when", "use_not", "example"):
        values[field] = st.text_area(names[field], height=80, **draft_fields.field(f"{key}_{field}", row[field]))
    parents = _parents(every, own)
    if row["parent_id"] and row["parent_id"] not in parents:  # one that is no longer in use
        parents[row["parent_id"]] = next((theme["name"] for theme in every if theme["id"] == row["parent_id"]), "–")
    colours = ["", *PALETTE, *([row["colour"]] if row["colour"] and row["colour"] not in PALETTE else [])]
    left, right = st.columns(2)
    above = left.selectbox(
        names["parent_id"],
        list(parents),
        format_func=lambda theme_id: parents[theme_id],
        **draft_fields.field(f"{key}_parent_id", row["parent_id"] or ""),
    )
    values["parent_id"] = above or None
    values["colour"] = right.selectbox(
        names["colour"], colours, format_func=colour_name, **draft_fields.field(f"{key}_colour", row["colour"])
    )
    return values


def typed(key: str) -> bool:
    """Return whether something in a theme's form differs from the theme as it was opened."""
    opened = st.session_state.get(f"{key}_opened")
    return bool(opened) and any(
        draft_fields.typed(f"{key}_form_{field}", opened[field] or "") != (opened[field] or "")
        for field in THEME_FORM_FIELDS
    )


def _anew(key: str) -> None:
    draft_fields.forget(f"{key}_form")
    edit_conflict.forget(key)
    st.session_state.pop(f"{key}_opened", None)


def _parents(every: Sequence[Mapping], own: str) -> dict[str, str]:
    parents = {"": _("Nothing: it stands by itself")}
    inside = None
    for row in every:
        if inside is not None and row["depth"] > inside:
            continue
        inside = row["depth"] if row["id"] == own else None
        if inside is None and not row["retired"]:
            parents[row["id"]] = "– " * row["depth"] + row["name"]
    return parents
