"""The roles of the study, and the forms for those of its own."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.read_models.study_page import StudyPage
from canvas.store import Writer, removal, study_settings
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.dialogs.remove_button import remove_button
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, joined
from canvas.ui.line_list import line_list
from canvas.ui.page import PageContext

_FIELDS = ("label_nl", "label_en", "letter", "in_table")


def own_roles(page: PageContext, model: StudyPage) -> None:
    """Draw the roles of the study, and those of its own with a form each in a drawer."""
    elements.subheading(_("Roles in this study"), _("Five come with the method; a study may add its own."))
    own_keys = {row["key"] for row in model.own_roles}
    elements.legend(role for role in page.roles.values() if role.key not in own_keys)
    pressed = None
    if model.own_roles:
        lines = [_line(page, row) for row in model.own_roles]
        pressed = line_list("own_roles", lines, "" if page.study.read_only else _("Change"))
    row = next((row for row in model.own_roles if row["key"] == pressed), None)
    if row:
        draft_fields.forget(f"role_{row['key']}_")
        st.session_state.pop(f"role_{row['key']}_opened", None)
        drawer(page.roles[row["key"]].label[page.language], lambda: _form(page, model, row))
    if not page.study.read_only and st.button(_("Add role"), icon=":material/add:"):
        drawer(_("Add role"), lambda: _form(page, model, None))


def _line(page: PageContext, row: Mapping) -> dict:
    role = page.roles[row["key"]]
    other = role.label["en" if page.language == "nl" else "nl"]
    in_table = _("has a row in the perspectives table") if role.in_table else ""
    return {
        "key": row["key"],
        "title": role.label[page.language],
        "said": joined([other if other != role.label[page.language] else "", in_table]),
        "hint": _("Change {title}", title=role.label[page.language]),
        "letter": role.letter[page.language],
        "colour": elements.colour(role),
    }


def _form(page: PageContext, model: StudyPage, row: Mapping | None) -> None:
    key = f"role_{row['key'] if row else 'new'}"
    blank = {"label_nl": "", "label_en": "", "letter": model.letter, "in_table": True}
    opened = st.session_state.setdefault(f"{key}_opened", {name: (row or blank)[name] for name in _FIELDS})
    label_nl = st.text_input(
        _("Name in Dutch"),
        placeholder="Politieke partijen",
        **draft_fields.field(f"{key}_label_nl", opened["label_nl"]),
    )
    label_en = st.text_input(
        _("Name in English"),
        placeholder="Political parties",
        **draft_fields.field(f"{key}_label_en", opened["label_en"]),
    )
    letter = st.text_input(
        _("Letter"),
        max_chars=2,
        width=120,
        help=_(
            "It stands before every note of this role, and in the codes of new respondents. Codes that are there stay."
        ),
        **draft_fields.field(f"{key}_letter", opened["letter"]),
    )
    in_table = st.checkbox(
        _("Give it a row in the perspectives table"), **draft_fields.field(f"{key}_in_table", bool(opened["in_table"]))
    )
    if not row:
        elements.soft(_("A guide puts its general wording to this role."))
    pressed = st.button(_("Save role") if row else _("Add role"), type="primary", key=f"{key}_save")
    if edit_conflict.wants_overwrite(key) or pressed:

        def save(writer: Writer) -> None:
            if row:
                study_settings.change_own_role(writer, row["key"], label_nl, label_en, in_table, letter, opened)
            else:
                study_settings.add_own_role(writer, label_nl, label_en, in_table, letter)

        store(
            page,
            save,
            _("Role saved") if row else _("Role added"),
            then=lambda: _forget(key),
            on_conflict=lambda error: edit_conflict.remember_conflict(key, error),
        )
    edit_conflict.draw_remembered(
        key, opened.update, lambda field, value: draft_fields.write(f"{key}_{field}", value), _in_words
    )
    if row:
        remove_button(
            page,
            key,
            _("Remove role"),
            _("Nothing rests on “{name}”, so it can be removed.", name=page.roles[row["key"]].label[page.language]),
            model.uses[row["key"]],
            lambda writer: removal.remove_role(writer, row["key"], row),
            _("Role removed"),
            then=lambda: _forget(key),
        )


def _in_words(field: str, value: object) -> str:
    return (_("yes") if value else _("no")) if field == "in_table" else str(value)


def _forget(key: str) -> None:
    draft_fields.forget(f"{key}_")
    edit_conflict.forget(key)
    st.session_state.pop(f"{key}_opened", None)
