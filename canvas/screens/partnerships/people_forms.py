"""The forms of a partner and of a respondent, in a drawer; each keeps what is typed while the other one's is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from canvas.read_models.partnerships_page import proposed_code
from canvas.screens.partnerships.partnership_forms import FIRST_YEAR, no_names
from canvas.store import Writer, partnerships, respondents
from canvas.store.row_types import PartnerRow
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, a_date, joined
from canvas.ui.page import PageContext

_NO_PARTNER = {"organisation": "", "role": None, "joined": None, "left": None}


def partner(page: PageContext, partnership_id: str, row: Mapping | None) -> None:
    """Add an organisation, or change one."""
    key = f"partner_{row['id'] if row else f'new_{partnership_id}'}"
    opened = _opened(key, row, _NO_PARTNER)
    elements.soft(no_names())
    organisation = st.text_input(
        _("Organisation"), **draft_fields.field(f"{key}_form_organisation", opened["organisation"])
    )
    role = st.selectbox(
        _("Role"),
        ["", *page.roles],
        **draft_fields.field(f"{key}_form_role", opened["role"] or ""),
        format_func=lambda key: page.roles[key].label[page.language] if key else _("No role of its own"),
    )
    left, right = st.columns(2)
    earliest = date(FIRST_YEAR, 1, 1)
    joined_on = left.date_input(
        _("Joined"),
        None,
        format="DD-MM-YYYY",
        min_value=earliest,
        **draft_fields.field(f"{key}_form_joined", _day(opened["joined"])),
    )
    left_on = right.date_input(
        _("Left"),
        None,
        format="DD-MM-YYYY",
        min_value=earliest,
        **draft_fields.field(f"{key}_form_left", _day(opened["left"])),
    )
    pressed = st.button(_("Save partner") if row else _("Add partner"), type="primary", key=f"{key}_save")
    if edit_conflict.wants_overwrite(key) or pressed:
        since, until = (day.isoformat() if day else None for day in (joined_on, left_on))

        def save(writer: Writer) -> None:
            if row:
                partnerships.change_partner(writer, row["id"], organisation, role, since, until, opened)
            else:
                partnerships.add_partner(writer, partnership_id, organisation, role, since, until)

        _store(page, key, save, _("Partner saved"))

    def in_words(field: str, value: object) -> str:
        if field in ("joined", "left"):
            return a_date(str(value)) if value else ""
        return _role_of(page, value) if field == "role" else str(value or "")

    _both(key, in_words)


def respondent(page: PageContext, partnership_id: str, partners: list[PartnerRow], row: Mapping | None) -> None:
    """Add a respondent, with a code proposed from partnership and role, or change one."""
    key = f"respondent_{row['id'] if row else f'new_{partnership_id}'}"
    opened = _opened(key, row, {"code": "", "role": next(iter(page.roles)), "partner_id": None})
    organisations = {partner_row["id"]: partner_row["organisation"] for partner_row in partners}
    elements.soft(_("A code, never a name: keep who is behind it in a file apart from this study."))
    # sent at once: the proposed code follows the role as it is chosen
    role = st.selectbox(
        _("Role"),
        list(page.roles),
        **draft_fields.field(f"{key}_form_role", opened["role"]) | {"on_change": None},
        format_func=lambda key: page.roles[key].singular[page.language],
    )
    proposed = page.read_people(proposed_code, partnership_id, page.roles[role].letter["nl"])
    code_field = f"{key}_form_code" if row else f"{key}_form_code_{proposed}"
    code = st.text_input(_("Code"), **draft_fields.field(code_field, opened["code"] or proposed))
    partner_id = st.selectbox(
        _("Partner"),
        ["", *organisations],
        **draft_fields.field(f"{key}_form_partner_id", opened["partner_id"] or ""),
        format_func=lambda id_: organisations[id_] if id_ else _("None"),
    )
    pressed = st.button(_("Save respondent") if row else _("Add respondent"), type="primary", key=f"{key}_save")
    if edit_conflict.wants_overwrite(key) or pressed:

        def save(writer: Writer) -> None:
            if row:
                respondents.change(writer, row["id"], code, role, partner_id, opened=opened)
            else:
                respondents.add(writer, partnership_id, code, role, partner_id)

        _store(page, key, save, _("Respondent saved"))

    def in_words(field: str, value: object) -> str:
        if field == "partner_id":
            return organisations.get(str(value), "")
        return _role_of(page, value) if field == "role" else str(value or "")

    _both(key, in_words)


def open_anew(kind: str, row: Mapping | None, partnership_id: str) -> None:
    """Have a form show its partner or respondent as it is now, unless something was typed in it that is not saved."""
    key = f"{kind}_{row['id'] if row else f'new_{partnership_id}'}"
    opened = st.session_state.get(f"{key}_opened")
    if opened and not any(
        draft_fields.typed(f"{key}_form_{field}", shown) != shown for field, shown in _shown(opened).items()
    ):
        _forget(key)


def partner_line(page: PageContext, row: Mapping) -> str:
    """Return what a partner is, in one line."""
    role = page.roles[row["role"]].singular[page.language] if row["role"] in page.roles else ""
    if row["joined"] and row["left"]:
        return joined([role, _("{since} until {until}", since=a_date(row["joined"]), until=a_date(row["left"]))])
    since = _("since {date}", date=a_date(row["joined"])) if row["joined"] else ""
    return joined([role, since, _("left {date}", date=a_date(row["left"])) if row["left"] else ""])


def _opened(key: str, row: Mapping | None, otherwise: Mapping) -> dict:
    now = {name: row[name] for name in otherwise} if row else dict(otherwise)
    return st.session_state.setdefault(f"{key}_opened", now)


def _store(page: PageContext, key: str, save: Callable[[Writer], None], message: str) -> None:
    store(
        page,
        save,
        message,
        then=lambda: _forget(key),
        on_conflict=lambda error: edit_conflict.remember_conflict(key, error),
    )


def _both(key: str, in_words: edit_conflict.Words) -> None:
    edit_conflict.draw_remembered(
        key,
        st.session_state[f"{key}_opened"].update,
        lambda field, value: draft_fields.write(f"{key}_form_{field}", _shown({field: value})[field]),
        in_words,
    )


def _shown(opened: Mapping) -> dict:
    """Return the values of a form as its fields have them."""
    return {field: _day(value) if field in ("joined", "left") else value or "" for field, value in opened.items()}


def _forget(key: str) -> None:
    draft_fields.forget(f"{key}_form")
    edit_conflict.forget(key)
    st.session_state.pop(f"{key}_opened", None)


def _role_of(page: PageContext, role: object) -> str:
    return page.roles[str(role)].label[page.language] if role in page.roles else ""


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
