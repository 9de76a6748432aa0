"""What hits are limited to: their kinds, where they stand, themes, and the study's own attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas.errors import N_, NotFoundError
from canvas.read_models.search_page import search_filter
from canvas.store.row_types import AttributeRow
from canvas.store.search import search
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, block
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.search import search_url
from canvas.ui.search.search_url import NO_ROLE

IN_ROW = ("partnership", "moment", "block")  # the others stand under a button
_FIELD_NAMES = {
    "partnership": N_("Partnership"),
    "moment": N_("Moment"),
    "role": N_("Role"),
    "block": N_("Block"),
    "theme": N_("Theme"),
}
_FILTERS = {
    "partnership": "partnership_ids",
    "moment": "wave_ids",
    "role": "roles",
    "block": "blocks",
    "theme": "theme_ids",
}


@dataclass(frozen=True)
class Offer:
    """What can be chosen: per field of the link its values with how they are called, and ids where those differ."""

    labels: Mapping[str, Mapping[str, str]]
    ids: Mapping[str, Mapping[str, str | None]]
    attributes: list[AttributeRow]


def offer(page: PageContext) -> Offer:
    """Return what can be chosen; what a link names and the study does not hold is said, and left out."""
    model = page.read(search_filter)
    roles = {key: role.label[page.language] for key, role in page.roles.items()}
    offered = Offer(
        {
            "partnership": {row["code"]: row["name"] for row in model.partnerships},
            "moment": {str(row["position"]): row["label"] for row in model.waves},
            "role": roles | {NO_ROLE: elements.role_name(None)},
            "block": {key: block(key) for key in page.blocks},
            "theme": {row["id"]: "\u2003" * row["depth"] + row["name"] for row in model.themes},
        },
        {
            "partnership": {row["code"]: row["id"] for row in model.partnerships},
            "moment": {str(row["position"]): row["id"] for row in model.waves},
            "role": {NO_ROLE: None},
        },
        model.attributes,
    )
    for field in search_url.SEARCH_LINK_FIELDS:
        values = search_url.chosen().get(field, ())
        for value in values:
            if value not in offered.labels[field]:
                elements.fault(NotFoundError(_FIELD_NAMES[field], value))
        search_url.put(field, tuple(value for value in values if value in offered.labels[field]))
    return offered


def filters(offered: Offer) -> dict[str, list]:
    """Return what is chosen in the fields, as `store.search.find` takes it."""
    chosen = search_url.chosen()
    return {
        name: [offered.ids.get(field, {}).get(value, value) for value in chosen[field]]
        for field, name in _FILTERS.items()
        if chosen.get(field)
    }


def is_on(page: PageContext) -> bool:
    """Return whether anything narrows the hits besides the words."""
    return bool(search_url.chosen().keys() & {*search_url.SEARCH_LINK_FIELDS, "kind"}) or bool(
        attribute_filter.chosen(page)
    )


def row(page: PageContext, offered: Offer) -> None:
    """Draw the filters in one row, what is asked less often under a button, and the order of the hits."""
    with st.container(horizontal=True, vertical_alignment="center", key="search_filters", gap="small"):
        for field in IN_ROW:
            _choice(offered, field, width=190, label_visibility="collapsed")
        rest = [field for field in offered.labels if field not in IN_ROW and offered.labels[field]]
        number = sum(bool(search_url.chosen().get(field)) for field in rest)
        number += len(attribute_filter.chosen(page).filters)
        label = _("More filters") + (f" · {number}" if number else "")
        with st.popover(label, icon=":material/tune:", width="content", key="search_more_filters"):
            for field in rest:
                _choice(offered, field, width=320)
            attribute_filter.fields(offered.attributes, "search_attributes")
        if is_on(page):
            st.button(
                _("Clear the filters"),
                on_click=clear,
                key="search_clear",
                type="tertiary",
                icon=":material/filter_alt_off:",
            )


def kinds(counts: Mapping[str, int]) -> None:
    """Draw the kinds with the number of hits in each, and the order."""
    called = {"": _("Everything")} | {
        "note": _("Notes"),
        "answer": _("Answers"),
        "document": _("Documents"),
        "point": _("Points"),
        "lesson": _("Lessons"),
    }
    orders = {"": _("Newest first"), "best": _("Best first")}
    counted = {kind: f"{words} {_hit_count(counts[kind])}" if kind else words for kind, words in called.items()}
    st.session_state["search_kind"] = search_url.chosen().get("kind", "")
    st.session_state["search_order"] = search_url.chosen().get("sort", "")
    with st.container(horizontal=True, horizontal_alignment="distribute", key="search_kinds", gap="small"):
        st.segmented_control(
            _("Kinds"),
            list(counted),
            format_func=counted.get,
            key="search_kind",
            required=True,
            on_change=_take,
            args=("kind", "search_kind"),
            label_visibility="collapsed",
        )
        st.segmented_control(
            _("Order"),
            list(orders),
            format_func=orders.get,
            key="search_order",
            required=True,
            on_change=_take,
            args=("sort", "search_order"),
            label_visibility="collapsed",
        )


def clear() -> None:
    """Take off every filter, those on attributes too."""
    search_url.clear()
    attribute_filter.drop(attribute_filter.ALL_CHIPS)


def settle_kind() -> None:
    """Leave out a kind or an order that there is not."""
    if search_url.chosen().get("kind") not in (None, *search.KINDS):
        search_url.put("kind", "")
    if search_url.chosen().get("sort") not in (None, "best"):
        search_url.put("sort", "")


def _hit_count(number: int) -> str:
    return f"{search.MOST_COUNTED}+" if number > search.MOST_COUNTED else str(number)


def _choice(offered: Offer, field: str, **how: object) -> None:
    key, label = f"search_field_{field}", _(_FIELD_NAMES[field])
    st.session_state[key] = list(search_url.chosen().get(field, ()))
    st.multiselect(
        label,
        list(offered.labels[field]),
        format_func=lambda value: offered.labels[field].get(value, value),
        key=key,
        placeholder=label,
        on_change=_take,
        args=(field, key),
        wrap=False,
        **how,
    )


def _take(field: str, key: str) -> None:
    value = st.session_state[key]
    search_url.put(field, value if isinstance(value, str) else tuple(value))
