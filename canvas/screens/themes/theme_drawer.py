"""The drawer of a theme: what it means, the notes that carry it, what can be done to it, and its history."""

from __future__ import annotations

from collections.abc import Callable

from canvas.read_models import themes_page
from canvas.read_models.themes_page import given_by, opened_theme, theme_or_successor
from canvas.screens.themes.theme_form import labels, theme_form
from canvas.screens.themes.theme_history import theme_history
from canvas.screens.themes.theme_moves import theme_moves
from canvas.screens.themes.theme_tree import ALL_ROLES, NO_ROLE
from canvas.store.row_types import CountedTheme, SourcedNote, ThemeRow
from canvas.store.themes import themes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import _, a_date, a_number, joined, n_
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.page import PageContext, show_user_errors
from canvas.ui.pickers import attribute_filter


def from_link(page: PageContext) -> None:
    """Open the theme that a link names (`themes?theme=…`), once."""
    theme_id = st.query_params.pop("theme", None) if "theme" in st.query_params else None
    if theme_id:
        with show_user_errors():
            theme_drawer(page, theme_id, "")


def theme_drawer(page: PageContext, theme_id: str, what: str, on_close: Callable[[], None] | None = None) -> None:
    """Open a theme on what it means, or with a role, NO_ROLE or ALL_ROLES as `what` on its notes.

    Raises NotFoundError.
    """
    row = page.read(theme_or_successor, theme_id)
    key = f"theme_{drawer_key(page, row['id'])}"
    st.session_state[f"{key}_view"] = "notes" if what else "about"
    st.session_state[f"{key}_role"] = what if what not in ("", ALL_ROLES) else None
    st.session_state.pop(f"{key}_list_shown", None)
    led = row["id"] != theme_id
    drawer(row["name"], lambda: _body(page, row["id"], key, led), on_close)


def _body(page: PageContext, theme_id: str, key: str, led: bool) -> None:
    model = page.read(opened_theme, theme_id, attribute_filter.chosen(page).filters)
    row, notes = model.theme, model.notes
    attribute_filter.active_chips(page, key="theme_filters")
    if led:
        elements.soft(_("The theme you asked for was merged into this one."))
    if model.of_many is not None:
        elements.soft(
            _(
                "{n} notes carry it in all; these are the newest {shown} that fit. The Notes screen has every one.",
                n=a_number(model.of_many),
                shown=len(notes),
            )
        )
    elements.soft(
        joined(
            [
                n_("{n} note", "{n} notes", len(notes)),
                n_("{n} respondent", "{n} respondents", len({code for note in notes for code in note["codes"]})),
                n_("{n} partnership", "{n} partnerships", len({note["partnership_id"] for note in notes} - {None})),
                _("no longer in use") if row["retired"] else "",
            ]
        )
    )
    views = {"about": _("What it means"), "notes": _("Notes"), "moves": _("Merge and split"), "history": _("History")}
    if page.study.read_only:
        del views["moves"]
    view = st.segmented_control(
        _("View"), list(views), format_func=views.get, required=True, key=f"{key}_view", label_visibility="collapsed"
    )
    if view == "about":
        _about(page, row, model.themes, key)
    elif view == "notes":
        _notes(page, row, notes, key)
    elif view == "moves":
        theme_moves(page, row, model.themes, by_role(page, notes), key)
    else:
        history = page.read(themes_page.theme_history, row["id"])
        theme_history(history.versions, history.names)


def _about(page: PageContext, row: ThemeRow, every: list[CountedTheme], key: str) -> None:
    if not page.study.read_only:
        theme_form(page, row, every, key)
        return
    for field in ("definition", "use_when", "use_not", "example"):
        if row[field]:
            elements.subheading(labels()[field])
            st.html(f'<p class="pps-text">{elements.escape(row[field])}</p>')


def _notes(page: PageContext, row: ThemeRow, notes: list[SourcedNote], key: str) -> None:
    if not notes and page.limits:
        elements.empty(_("No note with this theme that you may see"), _("What few people said is held back from you."))
        return
    if not notes:
        elements.empty(
            _("No note carries this theme yet"),
            _(
                "Give it to notes where you read them: press Edit at a note, choose notes on the Notes screen, or mark "
                "a passage in a document."
            ),
        )
        return
    roles = [role for role in (*page.roles, NO_ROLE) if any((note["role"] or NO_ROLE) == role for note in notes)]
    if len(roles) > 1:
        role = st.pills(
            _("Role"),
            roles,
            format_func=lambda key: elements.role_name(page.roles.get(key)),
            key=f"{key}_role",
            label_visibility="collapsed",
        )
        notes = [note for note in notes if role is None or (note["role"] or NO_ROLE) == role]

    givers = page.read(given_by, row["id"], [note["id"] for note in notes])

    def take(note: SourcedNote) -> None:
        first = givers.get(note["id"], [("", "")])
        who = ", ".join(dict.fromkeys(name for name, _at in first))
        elements.soft(_("Given by {who}, {when}", who=who, when=a_date(first[0][1])))
        pressed = not page.study.read_only and st.button(
            _("Take this theme off"), key=f"{key}_take_{note['id']}", type="tertiary", icon=":material/label_off:"
        )
        if pressed:
            with show_user_errors():
                with page.study.writing(page.user["id"]) as writer:
                    themes.unassign(writer, row["id"], [note["id"]])
                elements.done(_("The theme was taken off this note."))
                st.rerun(scope="fragment")

    note_list(page, by_role(page, notes), f"{key}_list", with_block=True, with_moment=True, extra=take)
