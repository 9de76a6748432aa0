"""The study's own attributes as a filter that goes along over all screens of a session.

`chosen(page)` says what is on; hand its `filters` to `store.overview.filtered_counts` or `notes.with_sources`.
Every screen that narrows what it shows draws `filter_control`, naming what it narrows, so that no chip stands above
figures it does not rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.errors import UserError
from canvas.read_models.attribute_choice import (
    attributes_of,
    moments_within,
    partnerships_within,
)
from canvas.store.attributes import SCOPES
from canvas.store.database.numbers import format_number, parse_number
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, language
from canvas.ui.page import PageContext
from canvas.ui.pickers import typed_words
from canvas.ui.pickers.chips import ALL_CHIPS, chips

ACTIVE_CONDITIONS = "filters_on"  # session: attribute id → what is asked of it, as the fields of `AttributeFilter`
_CONDITION_PARTS = ("low", "high", "choices", "words")


@dataclass(frozen=True)
class Chosen:
    """What is asked of attributes, and `words`: per attribute id how a chip says it."""

    filters: tuple[AttributeFilter, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.filters)

    def of(self, scope: str) -> tuple[AttributeFilter, ...]:
        """Return what is asked of partnerships, or of respondents."""
        return tuple(condition for condition in self.filters if condition.scope == scope)


def chosen(page: PageContext, scopes: Sequence[str] = SCOPES) -> Chosen:
    """Return what is on in this session, of attributes that the study still asks for."""
    conditions = st.session_state.get(ACTIVE_CONDITIONS)
    if not conditions:
        return Chosen()
    rows = [row for row in page.read(attributes_of, scopes) if row["id"] in conditions]
    active = [(row, condition_of(row, conditions[row["id"]])) for row in rows]
    active = [
        (row, condition) for row, condition in active if any(getattr(condition, part) for part in _CONDITION_PARTS)
    ]
    return Chosen(
        tuple(condition for _row, condition in active),
        tuple((row["id"], condition_words(row, condition)) for row, condition in active),
    )


def condition_of(row: Mapping, condition: Mapping) -> AttributeFilter:
    """Return what is asked of an attribute, of what its kind allows."""
    if row["kind"] == "choice":
        choices = tuple(choice for choice in row["choices"] if choice in condition.get("choices", ()))
        return AttributeFilter(row["id"], row["scope"], choices=choices)
    if row["kind"] == "number":
        return AttributeFilter(row["id"], row["scope"], low=condition.get("low", ""), high=condition.get("high", ""))
    return AttributeFilter(row["id"], row["scope"], words=condition.get("words", ""))


def condition_words(row: Mapping, condition: AttributeFilter) -> str:
    """Return what is asked of an attribute, in words: “Sector: Zorg, Techniek”."""
    if row["kind"] == "number":
        low, high = shown(condition.low), shown(condition.high)
        if low and high:
            return f"{row['name']}: {low}–{high}"
        how = _("from {n}", n=low) if low else _("up to {n}", n=high)
    elif row["kind"] == "choice":
        how = ", ".join(condition.choices)
    else:
        how = f"“{condition.words}”"
    return f"{row['name']}: {how}"


def shown(stored: str) -> str:
    """Return a kept number as the session's language writes it."""
    return format_number(stored, "," if language() == "nl" else ".")


def within_filter(page: PageContext, moments: Sequence[dict]) -> list[dict]:
    """Return those of these rows, each with a partnership_id, whose partnership is within the filter."""
    choice = chosen(page, ["partnership"])
    if not choice:
        return list(moments)
    ids = page.read(partnerships_within, choice.filters)
    return [row for row in moments if row["partnership_id"] in ids]


def moment_pairs(page: PageContext) -> list[tuple[str, str]] | None:
    """Return the (partnership, wave) pairs of the moments within the filter; None for no filter on partnerships."""
    choice = chosen(page, ["partnership"])
    return page.read(moments_within, choice.filters) if choice else None


def filter_control(page: PageContext, narrows: Sequence[str] = SCOPES) -> None:
    """Draw the filter and, under it, what of it is on, for a screen that narrows by these scopes."""
    filter_button(page, narrows)
    active_chips(page, narrows)


def filter_button(page: PageContext, narrows: Sequence[str] = SCOPES, key: str = "filters") -> None:
    """Draw the button behind which the filter is; nothing for a study without attributes."""
    attributes = page.read(attributes_of, narrows)
    if attributes:
        # the same name whatever is on: it closes when that changes; what is on stands in the row under it
        more = st.popover(
            _("Filter"), icon=":material/filter_alt:", type="tertiary", key=f"{key}_open", on_change="rerun"
        )
        if more.open:  # fields take a browser their time, also where nobody sees them
            with more:
                fields(attributes, key)


def active_chips(page: PageContext, narrows: Sequence[str] = SCOPES, key: str = "filters") -> None:
    """Draw a chip for all that is on and rules this screen, and say what does not; nothing where nothing is on."""
    now = chosen(page)
    ruling = {condition.attribute_id for condition in now.filters if condition.scope in narrows}
    if ruling:
        chips(
            f"{key}_chips", [(attribute_id, words) for attribute_id, words in now.words if attribute_id in ruling], drop
        )
    if "respondent" in narrows and now.of("respondent"):
        elements.soft(_("Figures and notes are those of the respondents within the filter; documents name none."))
    elif now.of("respondent"):
        elements.soft(_("The filter on respondents is not used on this screen."))


def fields(attributes: Sequence[Mapping], key: str) -> None:
    """Draw the fields of these attributes, one after another; what is filled in takes effect at once."""
    heads = {"partnership": _("Of partnerships"), "respondent": _("Of respondents")}
    for scope, head in heads.items():
        of_scope = [row for row in attributes if row["scope"] == scope]
        if of_scope:
            elements.subheading(head)
        for row in of_scope:
            _field(row, f"{key}_{row['id']}")


def drop(attribute_id: str) -> None:
    """Ask nothing of this attribute any more, or of none."""
    if attribute_id == ALL_CHIPS:
        st.session_state[ACTIVE_CONDITIONS] = {}
    else:
        st.session_state.get(ACTIVE_CONDITIONS, {}).pop(attribute_id, None)


def put(attribute_id: str, condition: Mapping) -> None:
    """Ask this of an attribute: low and high (kept numbers), choices or words."""
    st.session_state.setdefault(ACTIVE_CONDITIONS, {})[attribute_id] = {
        part: value for part, value in condition.items() if part in _CONDITION_PARTS and value
    }


def nothing_left(page: PageContext) -> None:
    """Say that the filter leaves nothing, with the way to clear it."""
    elements.empty(_("The filter leaves nothing"), joined([words for _id, words in chosen(page).words]))
    st.button(
        _("Clear the filter"), on_click=drop, args=(ALL_CHIPS,), key="filters_clear", icon=":material/filter_alt_off:"
    )


def _field(row: Mapping, key: str) -> None:
    condition = st.session_state.get(ACTIVE_CONDITIONS, {}).get(row["id"], {})
    name = row["name"]
    if row["kind"] == "choice":
        st.session_state[key] = [choice for choice in row["choices"] if choice in condition.get("choices", ())]
        st.multiselect(
            name,
            row["choices"],
            key=key,
            placeholder=_("All"),
            on_change=_take,
            args=(row, key, "choices"),
            format_func=str,
        )
    elif row["kind"] == "number":
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for part, label in (("low", _("{name} from", name=row["name"])), ("high", _("up to"))):
                at = f"{key}_{part}"
                if at not in st.session_state or f"{at}_fault" not in st.session_state:
                    typed_words.show(at, shown(condition.get(part, "")))
                st.text_input(label, key=at, on_change=_take, args=(row, at, part), width=140)
        for part in ("low", "high"):
            if fault := st.session_state.get(f"{key}_{part}_fault"):
                elements.fault(fault)
    else:
        typed_words.show(key, condition.get("words", ""))
        label = _("{name} contains", name=row["name"])
        st.text_input(label, key=key, on_change=_take, args=(row, key, "words"))


def _take(row: Mapping, key: str, part: str) -> None:
    typed = st.session_state[key]
    st.session_state.pop(f"{key}_fault", None)
    if part in ("low", "high") and typed.strip():
        try:
            typed = parse_number(typed, row["name"])
        except UserError as error:  # it is said where the field is drawn
            st.session_state[f"{key}_fault"] = error
            return
    condition = st.session_state.get(ACTIVE_CONDITIONS, {}).get(row["id"], {})
    put(row["id"], condition | {part: tuple(typed) if part == "choices" else typed.strip()})
