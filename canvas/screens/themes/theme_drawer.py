"""The drawer of a theme: what it means, the notes that carry it, what can be done to it, and its history."""

from __future__ import annotations

from collections.abc import Callable

from canvas.screens.themes.theme_form import labels, theme_form
from canvas.screens.themes.theme_history import theme_history
from canvas.screens.themes.theme_moves import theme_moves
from canvas.screens.themes.theme_tree import ALL, NO_ROLE
from canvas.store.notes import notes
from canvas.store.themes import codings, theme_counts, themes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, place
from canvas.ui.i18n import _, a_date, a_number, joined, n_
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.page import Here, mending
from canvas.ui.pickers import attribute_filter


def from_link(here: Here) -> None:
    """Open the theme that a link names (`themes?theme=…`), once."""
    theme_id = st.query_params.pop("theme", None) if "theme" in st.query_params else None
    if theme_id:
        with mending():
            theme_drawer(here, theme_id, "")


def theme_drawer(here: Here, theme_id: str, what: str, on_close: Callable[[], None] | None = None) -> None:
    """Open a theme on what it means, or with a role, NO_ROLE or ALL as `what` on its notes; raises NotFound."""
    with here.study.reading() as connection:
        row = themes.get(connection, theme_id)
    key = f"theme_{place(here, row['id'])}"
    st.session_state[f"{key}_view"] = "notes" if what else "about"
    st.session_state[f"{key}_role"] = what if what not in ("", ALL) else None
    st.session_state.pop(f"{key}_list_shown", None)
    led = row["id"] != theme_id
    drawer(row["name"], lambda: _body(here, row["id"], key, led), on_close)


def _body(here: Here, theme_id: str, key: str, led: bool) -> None:
    with here.study.reading() as connection:
        row = themes.get(connection, theme_id)
        wanted, many = attribute_filter.chosen(here).wanted, theme_counts.many(connection)
        total = theme_counts.counts(connection).get(row["id"], 0) if many else 0
        if many:  # more than is read to draw a screen
            found = notes.sourced(connection, note_ids=theme_counts.newest(connection, row["id"], wanted))
        else:
            found = notes.sourced(connection, theme_id=row["id"], wanted=attribute_filter.chosen(here).of("respondent"))
        every = themes.every(connection, retired=True)
    found = attribute_filter.kept(here, found)
    attribute_filter.on(here, key="theme_filters")
    if led:
        elements.soft(_("The theme you asked for was merged into this one."))
    if many:
        elements.soft(
            _(
                "{n} notes carry it in all; these are the newest {shown} that fit. The Notes screen has every one.",
                n=a_number(total),
                shown=len(found),
            )
        )
    elements.soft(
        joined(
            [
                n_("{n} note", "{n} notes", len(found)),
                n_("{n} respondent", "{n} respondents", len({code for note in found for code in note["codes"]})),
                n_("{n} partnership", "{n} partnerships", len({note["partnership_id"] for note in found} - {None})),
                _("no longer in use") if row["retired"] else "",
            ]
        )
    )
    views = {"about": _("What it means"), "notes": _("Notes"), "moves": _("Merge and split"), "history": _("History")}
    if here.study.read_only:
        del views["moves"]
    view = st.segmented_control(
        _("View"), list(views), format_func=views.get, required=True, key=f"{key}_view", label_visibility="collapsed"
    )
    if view == "about":
        _about(here, row, every, key)
    elif view == "notes":
        _notes(here, row, found, key)
    elif view == "moves":
        theme_moves(here, row, every, by_role(here, found), key)
    else:
        with here.study.reading() as connection:
            versions = themes.revisions(connection, row["id"])
            names = {one["id"]: one["name"] for one in themes.all_ever(connection)}
        theme_history(versions, names)


def _about(here: Here, row: dict, every: list[dict], key: str) -> None:
    if not here.study.read_only:
        theme_form(here, row, every, key)
        return
    for field in ("definition", "use_when", "use_not", "example"):
        if row[field]:
            elements.subheading(labels()[field])
            st.html(f'<p class="pps-text">{elements.escape(row[field])}</p>')


def _notes(here: Here, row: dict, found: list[dict], key: str) -> None:
    if not found:
        elements.empty(
            _("No note carries this theme yet"),
            _(
                "Give it to notes where you read them: press Edit at a note, choose notes on the Notes screen, or mark "
                "a passage in a document."
            ),
        )
        return
    roles = [role for role in (*here.roles, NO_ROLE) if any((note["role"] or NO_ROLE) == role for note in found)]
    if len(roles) > 1:
        role = st.pills(
            _("Role"),
            roles,
            format_func=lambda one: elements.role_name(here.roles.get(one)),
            key=f"{key}_role",
            label_visibility="collapsed",
        )
        found = [note for note in found if role is None or (note["role"] or NO_ROLE) == role]

    with here.study.reading() as connection:
        given = codings.given(connection, row["id"], [note["id"] for note in found])

    def take(note: dict) -> None:
        first = given.get(note["id"], [("", "")])
        who = ", ".join(dict.fromkeys(name for name, _at in first))
        elements.soft(_("Given by {who}, {when}", who=who, when=a_date(first[0][1])))
        pressed = not here.study.read_only and st.button(
            _("Take this theme off"), key=f"{key}_take_{note['id']}", type="tertiary", icon=":material/label_off:"
        )
        if pressed:
            with mending():
                with here.study.writing(here.user["id"]) as writer:
                    themes.take(writer, row["id"], [note["id"]])
                elements.done(_("The theme was taken off this note."))
                st.rerun(scope="fragment")

    note_list(here, by_role(here, found), f"{key}_list", with_block=True, with_moment=True, extra=take)
