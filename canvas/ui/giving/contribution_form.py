"""The form of a contribution, in a drawer: who gives or gets what, how much, on which note it rests and who said it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from canvas import method
from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.read_models.giving_page import ContributionChoices, contribution_choices
from canvas.report import giving_words
from canvas.store import Writer, contributions
from canvas.store.database.numbers import format_number
from canvas.store.row_types import ListedContribution
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, edit_conflict
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, joined, speech
from canvas.ui.page import PageContext

FIELDS = {  # what a new one holds
    "partner_id": "",
    "direction": "gives",
    "other_partner_id": None,
    "kind": "hours",
    "amount": None,
    "per_year": False,
    "text": "",
    "note_id": None,
    "respondent_id": None,
}
DIRECTIONS = {"gives": N_("Gives"), "gets": N_("Gets")}
LONGEST_NOTE = 110  # characters of a note in the list to choose from


def contribution_form(
    page: PageContext,
    partnership_id: str,
    row: ListedContribution | None,
    leave: Callable[[], None],
    partner_id: str = "",
) -> None:
    """Draw the form for a contribution, new or there; `partner_id` is of whom a new one is at first.

    `leave` is called once it is stored.
    """
    key = f"contribution_{row['id'] if row else f'new_{partnership_id}_{partner_id}'}"
    usual = FIELDS | {"partner_id": partner_id}
    opened = st.session_state.setdefault(f"{key}_opened", {name: dict(row)[name] for name in FIELDS} if row else usual)
    words = str(draft_fields.typed(f"{key}_form_words", "") or "")
    choices = page.read(contribution_choices, partnership_id, words, opened["note_id"])
    values = _fields(page, key, opened, choices)
    with st.container(horizontal=True):
        saving = st.button(_("Save contribution") if row else _("Add contribution"), type="primary", key=f"{key}_save")
        removing = bool(row) and st.button(_("Remove contribution"), type="tertiary", key=f"{key}_retire")

    def save(writer: Writer) -> None:
        if not values["partner_id"]:
            raise UserError(N_("Partner"), N_("none is chosen."), N_("Choose of whom this is."))
        if row:
            contributions.change(writer, row["id"], **values, opened=opened)
        else:
            contributions.add(writer, **values)

    def done() -> None:
        _forget(key)
        leave()

    def keep_both(error: ChangedMeanwhileError) -> None:
        edit_conflict.remember_conflict(key, error)

    if edit_conflict.wants_overwrite(key) or saving:
        store(page, save, _("Contribution saved"), then=done, on_conflict=keep_both)
    elif row and removing:
        row_id = row["id"]
        store(page, lambda writer: contributions.retire(writer, row_id), _("Contribution removed"), then=done)
    edit_conflict.draw_remembered(
        key,
        opened.update,
        lambda field, value: draft_fields.write(f"{key}_form_{field}", _shown(field, value)),
        lambda field, value: _in_words(field, value, choices),
    )


def open_anew(statement_id: str) -> None:
    """Have the form of a statement show it as it is now, unless something was typed in it that is not saved."""
    key = f"contribution_{statement_id}"
    opened = st.session_state.get(f"{key}_opened")
    if opened and all(
        draft_fields.typed(f"{key}_form_{field}", _shown(field, value)) == _shown(field, value)
        for field, value in opened.items()
    ):
        _forget(key)


def _fields(page: PageContext, key: str, opened: Mapping, choices: ContributionChoices) -> dict:
    """Draw the fields and return what they say, as `contributions.add` takes it."""

    def field(name: str) -> dict:
        return draft_fields.field(f"{key}_form_{name}", _shown(name, opened[name]))

    partners = choices.partners
    who, way = st.columns([3, 2], vertical_alignment="bottom")
    partner = who.selectbox(
        _("Partner"),
        list(partners) if opened["partner_id"] else ["", *partners],
        format_func=({"": _("Choose a partner")} | partners).get,
        **field("partner_id"),
    )
    directions = {direction: _(DIRECTIONS[direction]) for direction in DIRECTIONS}
    direction = way.segmented_control(
        _("Gives or gets"), list(directions), format_func=directions.get, required=True, **field("direction")
    )
    others = {"": _("The partnership as a whole"), **partners}
    other = st.selectbox(_("To or from whom"), list(others), format_func=others.get, **field("other_partner_id"))
    text = st.text_input(
        _("What, in a few words"),
        help=_("The same words between the same two are the same thing, and its amounts are compared."),
        **field("text"),
    )
    kinds = {kind: giving_words.kind(kind, speech()) for kind in method.CONTRIBUTION_UNITS}
    what, much = st.columns(2)
    kind = what.selectbox(_("Kind"), list(kinds), format_func=kinds.get, **field("kind"))
    amount = much.text_input(
        _("Amount, if known"),
        help=_(
            "In hours, euros or people, by the kind; knowledge and network have none. Where it is for each "
            "participant, say so in the words: “per participant”. Then it is not added up."
        ),
        **field("amount"),
    )
    per_year = st.checkbox(_("Each year"), **field("per_year"))
    return {
        "partner_id": partner,
        "direction": direction,
        "other_partner_id": other or None,
        "kind": kind,
        "text": text,
        "amount": amount,
        "per_year": per_year,
        "note_id": _note(page, key, choices, field("note_id")),
        "respondent_id": _speaker(page, choices, opened, field),
    }


def _note(page: PageContext, key: str, choices: ContributionChoices, field: dict) -> str | None:
    if choices.more:
        words = draft_fields.field(f"{key}_form_words", "") | {"on_change": None}  # the notes below follow it at once
        st.text_input(_("Words in the note"), icon=":material/search:", **words)
    by_id = {row["id"]: row for row in choices.notes}
    offered = {"": _("No note")}
    for row in choices.notes:
        words = row["text"] if len(row["text"]) <= LONGEST_NOTE else row["text"][:LONGEST_NOTE] + "…"
        role = elements.role_name(page.roles.get(row["role"] or ""))
        offered[row["id"]] = joined([words, role if row["role"] else "", row["wave"]])
    chosen = st.session_state.get(field["key"])
    if chosen and chosen not in by_id:  # the words that are looked for now are not in it
        offered[chosen] = _("The note that was chosen")
    return st.selectbox(_("The note it rests on"), list(offered), format_func=offered.get, **field) or None


def _speaker(
    page: PageContext, choices: ContributionChoices, opened: Mapping, field: Callable[[str], dict]
) -> str | None:
    if choices.respondents is None:
        elements.soft(_("Who said it is filled in by colleagues who may see who said what."))
        return cast("str | None", opened["respondent_id"])
    people = {"": _("Nobody in particular")}
    for row in choices.respondents:
        role = page.roles.get(row["role"])
        people[row["id"]] = joined([row["code"], role.singular[page.language] if role else "", row["organisation"]])
    return st.selectbox(_("Who said it"), list(people), format_func=people.get, **field("respondent_id")) or None


def _shown(field: str, value: object) -> object:
    """Return a value as its field has it."""
    if field == "amount":
        return format_number(str(value), "," if speech().language == "nl" else ".") if value is not None else ""
    return "" if value is None else value


def _in_words(field: str, value: object, choices: ContributionChoices) -> str:
    if field in ("partner_id", "other_partner_id"):
        whole = _("The partnership as a whole") if field == "other_partner_id" else ""
        return choices.partners.get(str(value), "") if value else whole
    if field == "note_id":
        return next((row["text"] for row in choices.notes if row["id"] == value), "")
    if field == "respondent_id":
        return next((row["code"] for row in choices.respondents or () if row["id"] == value), "")
    if field == "kind":
        return giving_words.kind(str(value), speech())
    if field == "direction":
        return _(DIRECTIONS[str(value)])
    if field == "per_year":
        return _("Each year") if value else _("Once")
    return str(_shown(field, value))


def _forget(key: str) -> None:
    draft_fields.forget(f"{key}_form")
    edit_conflict.forget(key)
    st.session_state.pop(f"{key}_opened", None)
