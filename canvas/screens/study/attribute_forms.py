"""The study's attributes, and in a drawer their forms: making one, renaming it, its choices, and retiring it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.read_models.study_page import choices_in_use
from canvas.store import Writer, attributes
from canvas.store.row_types import AttributeRow
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import edit_conflict
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.i18n import _, joined, n_
from canvas.ui.line_list import line_list
from canvas.ui.page import PageContext, show_user_errors


def scopes() -> dict[str, str]:
    """Return what attributes can be of, and how that is called."""
    return {"partnership": _("Partnerships"), "respondent": _("Respondents")}


def kinds() -> dict[str, str]:
    """Return the kinds of values, and how each is called."""
    return {"text": _("Text"), "number": _("Number"), "choice": _("Choice")}


def attribute_list(page: PageContext, rows: Sequence[AttributeRow]) -> None:
    """Draw the attributes of the study, each with its form in a drawer; those not in use any more too."""
    elements.subheading(
        _("Attributes of this study"),
        _("What sets partnerships or respondents apart. It is filled in at each partnership, under “Attributes”."),
    )
    if not rows:
        elements.empty(
            _("No attributes yet"), _("Size, sector or years of work, for example: you name it and filter by it.")
        )
    lines = [
        {
            "key": row["id"],
            "title": row["name"],
            "letter": "",
            "colour": "",
            "hint": _("Change {title}", title=row["name"]),
            "said": joined(
                [
                    scopes()[row["scope"]],
                    kinds()[row["kind"]],
                    ", ".join(row["choices"]),
                    _("no longer in use") if row["retired"] else "",
                ]
            ),
        }
        for row in rows
    ]
    pressed = line_list("attribute_lines", lines, "" if page.study.read_only else _("Change")) if lines else None
    opened = next((row for row in rows if row["id"] == pressed), None)
    if opened:
        _forget(f"attribute_{pressed}")
        drawer(opened["name"], lambda: attribute(page, opened))
    if not page.study.read_only and st.button(
        _("Add attribute"), icon=":material/add:", type="secondary" if rows else "primary"
    ):
        drawer(_("Add attribute"), lambda: attribute(page, None))


def attribute(page: PageContext, row: AttributeRow | None) -> None:
    """Draw the form for a new attribute, or for one that is there."""
    key = f"attribute_{row['id'] if row else 'new'}"
    if not row:
        scope = st.segmented_control(
            _("Of"), list(scopes()), format_func=scopes().get, default="partnership", required=True, key=f"{key}_scope"
        )
        kind = st.segmented_control(
            _("What is filled in"),
            list(kinds()),
            format_func=kinds().get,
            default="choice",
            required=True,
            key=f"{key}_kind",
        )
    else:
        kind = row["kind"]
        elements.soft(joined([scopes()[row["scope"]], kinds()[kind]]))
        row = st.session_state.setdefault(f"{key}_opened", row)
        base = st.session_state.setdefault(f"{key}_base", {name: row[name] for name in ("name", "choices")})
    name = st.text_input(_("Name of the attribute"), row["name"] if row else "", key=f"{key}_name", max_chars=60)
    choices, renamed = _choices(page, row, key) if kind == "choice" else ([], {})

    def save(writer: Writer) -> None:
        if row:
            attributes.change(writer, row["id"], name, choices, renamed, opened=base)
        else:
            attributes.add(writer, scope, name, kind, choices)

    with st.container(horizontal=True):
        pressed = st.button(_("Save attribute") if row else _("Add attribute"), type="primary", key=f"{key}_save")
        if edit_conflict.wants_overwrite(key) or pressed:
            _store(page, save, _("Attribute saved") if row else _("Attribute added"), key)
        if row:
            label = _("Use it again") if row["retired"] else _("Ask for it no more")
            hint = _("Its values stay, and come back when it is used again.")
            if st.button(label, type="tertiary", key=f"{key}_retire", help=hint):
                _store(page, lambda writer: attributes.retire(writer, row["id"], not row["retired"]), _("Saved"), key)
    if row:
        edit_conflict.draw_remembered(key, base.update, lambda _field, _value: _forget(key))


def _choices(page: PageContext, row: AttributeRow | None, key: str) -> tuple[list[str], dict[str, str]]:
    """Draw the choices of an attribute; return them, and which of the earlier ones go on under another name."""
    if not row:
        text = st.text_area(_("Choices, one a line"), key=f"{key}_choices", height=110)
        return text.splitlines(), {}
    used = page.read_people(choices_in_use, row["id"])
    offered, renamed = [], {}
    elements.soft(_("Rename a choice in place: values go along. Empty one to take it out."))
    for place, choice in enumerate(row["choices"]):
        label = joined([choice, n_("used {n} time", "used {n} times", used[choice]) if choice in used else ""])
        now = st.text_input(label, choice, key=f"{key}_choice_{place}").strip()
        if now:
            offered.append(now)
            renamed[choice] = now
        elif choice in used:
            elements.fault(
                UserError(
                    N_("Choices"),
                    N_("“{choice}” is in use {count} times, so it cannot go."),
                    N_("Rename it, or give those another value first."),
                    choice=choice,
                    count=used[choice],
                )
            )
    more = st.text_area(_("More choices, one a line"), key=f"{key}_more", height=80)
    return [*offered, *more.splitlines()], renamed


def _forget(start: str) -> None:
    for key in [key for key in st.session_state if str(key).startswith(start)]:
        del st.session_state[key]


def _store(page: PageContext, save: Callable[[Writer], None], message: str, key: str) -> None:
    with show_user_errors():
        try:
            with page.study.writing(page.user["id"]) as writer:
                save(writer)
        except ChangedMeanwhileError as error:
            edit_conflict.remember_conflict(key, error)
            return
        _forget("attribute_")
        elements.done(message)
        st.rerun()
