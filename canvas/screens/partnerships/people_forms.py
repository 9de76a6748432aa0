"""The forms of a partner and of a respondent, in a drawer; each keeps what is typed while the other one's is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from canvas.read_models.partnerships_page import proposed_code
from canvas.read_models.removable import uses_of
from canvas.screens.partnerships.partnership_forms import FIRST_YEAR, no_names
from canvas.screens.partnerships.respondent_list_form import respondent_list_form
from canvas.store import Writer, partnerships, removal, respondents
from canvas.store.database.days import day_of
from canvas.store.row_types import PartnerRow
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.dialogs.remove_button import remove_button
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
    if row:
        remove_button(
            page,
            key,
            _("Remove partner"),
            _("Nothing rests on “{name}”, so it can be removed.", name=row["organisation"]),
            page.read_people(uses_of, removal.PARTNER, row["id"]),
            lambda writer: removal.remove_partner(writer, row["id"], row),
            _("Partner removed"),
            then=lambda: _forget(key),
        )


def add_respondents(page: PageContext, partnership_id: str, partners: list[PartnerRow]) -> None:
    """Draw the forms for new respondents, one by one or by a list; the drawer stays open for the next."""
    ways = {"single": _("One by one"), "list": _("Paste a list")}
    way = st.segmented_control(
        _("How to add them"),
        list(ways),
        format_func=ways.get,
        default="single",
        required=True,
        key="respondents_way",
        label_visibility="collapsed",
    )
    if way == "list":
        respondent_list_form(page, partnership_id, partners, lambda codes: _note_added(partnership_id, codes))
    else:
        respondent(page, partnership_id, partners, None)
    codes = st.session_state.get(_added(partnership_id))
    if codes:
        elements.soft(_("Added: {codes}", codes=", ".join(codes)))


def forget_added(partnership_id: str) -> None:
    """Have the drawer no longer list whom it added before."""
    st.session_state.pop(_added(partnership_id), None)


def _note_added(partnership_id: str, codes: list[str]) -> None:
    st.session_state.setdefault(_added(partnership_id), []).extend(codes)


def _added(partnership_id: str) -> str:
    return f"respondents_added_{partnership_id}"


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

        def next_one() -> None:
            """Leave role and partner as they are for the next respondent."""
            draft_fields.forget(f"{key}_form_code")
            _note_added(partnership_id, [code.strip().upper()])

        _store(page, key, save, _("Respondent saved"), None if row else next_one)

    def in_words(field: str, value: object) -> str:
        if field == "partner_id":
            return organisations.get(str(value), "")
        return _role_of(page, value) if field == "role" else str(value or "")

    _both(key, in_words)
    if row:
        remove_button(
            page,
            key,
            _("Remove respondent"),
            _("Nothing rests on {name}, so it can be removed. The code is free again then.", name=row["code"]),
            page.read_people(uses_of, removal.RESPONDENT, row["id"]),
            lambda writer: removal.remove_respondent(writer, row["id"], row),
            _("Respondent removed"),
            then=lambda: _forget(key),
        )


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


def _store(
    page: PageContext,
    key: str,
    save: Callable[[Writer], None],
    message: str,
    next_one: Callable[[], None] | None = None,
) -> None:
    """Store what a form holds; with `next_one` the drawer stays open, for another."""
    store(
        page,
        save,
        message,
        then=next_one or (lambda: _forget(key)),
        on_conflict=lambda error: edit_conflict.remember_conflict(key, error),
        stay=next_one is not None,
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
    return day_of(value)
