"""Finding one's way in many moments: words, filters, an order and pages, for screens that list or compare them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from canvas.read_models.moment_choice import moment_filters, wave_labels
from canvas.store.overview import filtered_moments
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE, MomentFilter
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, n_, name
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.pickers import pager as pages
from canvas.ui.pickers.chips import ALL_CHIPS, chips

NARROWING = ("waves", "regions", "phases", "legal_forms", "covered")  # what is chosen from a list, besides words


def sorts() -> dict[str, str]:
    """Return what moments can be put in order by, and how each is called."""
    return {
        "name": _("Name"),
        "notes": _("Notes"),
        "roles": _("Roles heard"),
        "blocks": _("Blocks covered"),
        "gap": _("Gap between roles"),
        "changed": _("Last change"),
    }


def moment_filter(page: PageContext, key: str, **more: Any) -> MomentFilter:
    """Return the moments that are asked for on the screen `key`, within the filter on attributes of partnerships."""
    filters = attribute_filter.chosen(page, ["partnership"]).filters
    narrowing: dict[str, Any] = {part: tuple(_chosen(key, part, ())) for part in NARROWING}
    words, blocks = _chosen(key, "words", ""), tuple(page.blocks)
    return replace(MomentFilter(words=words, attribute_filters=filters, blocks=blocks, **narrowing), **more)


def narrowed(key: str) -> bool:
    """Return whether anything is asked in the fields of this screen."""
    return any(_chosen(key, part, "") for part in ("words", *NARROWING))


def start(key: str, total: int) -> int:
    """Return the place of the first moment that is shown; the last page where there are fewer by now."""
    return filtered_moments.page_start(chosen_start(key), total)


def chosen_start(key: str) -> int:
    """Return the place of the first moment that was turned to, however many there are by now."""
    return st.session_state.get(f"{key}_start", 0)


def order(key: str, otherwise: str = "name") -> tuple[str, bool]:
    """Return by what the moments are put in order, and whether from large to small (of names: from Z to A)."""
    by = _chosen(key, "sort", otherwise)
    return by, (by != "name") != st.session_state.get(f"{key}_around", False)


def fields(page: PageContext, key: str, parts: tuple[str, ...] = NARROWING) -> None:
    """Draw the field for words in a name, and what else can be asked behind a button."""
    restart = {"on_change": _restart, "args": (key,), "persist_state": "session"}
    label = _("Name or code contains")
    st.text_input(
        label,
        placeholder=label,
        key=f"{key}_words",
        icon=":material/search:",
        label_visibility="collapsed",
        width=230,
        **restart,
    )
    model = page.read(moment_filters)
    called = {
        "waves": _("Moment"),
        "regions": _("Region"),
        "phases": _("Phase"),
        "legal_forms": _("Legal form"),
        "covered": _("Blocks covered"),
    }
    offered: dict[str, list] = {
        **model.choices,
        "waves": list(model.waves),
        "covered": list(range(len(page.blocks) + 1)),
    }
    says = _says(model.waves)
    # where all are the same there is nothing to ask; a legal form that some have is a difference too
    shown = [part for part in parts if len(offered[part]) > (part != "legal_forms") or _chosen(key, part, ())]
    if not shown:
        return
    # the same name whatever is on: it closes when that changes
    more = st.popover(_("More filters"), icon=":material/tune:", width="content", key=f"{key}_more", on_change="rerun")
    if not more.open:  # fields take a browser their time, also where nobody sees them
        return
    with more:
        for part in shown:
            words = {value: says.get(part, str)(value) for value in offered[part]}
            st.multiselect(
                called[part],
                offered[part],
                format_func=words.get,
                key=f"{key}_{part}",
                placeholder=_("All"),
                width=360,
                **restart,
            )


def active_chips(page: PageContext, key: str, parts: tuple[str, ...] = NARROWING) -> None:
    """Draw as chips what is asked in the fields, each to be taken off."""
    waves = page.read(wave_labels)
    shown = [("words:", f"“{_chosen(key, 'words', '')}”")] if _chosen(key, "words", "") else []
    for part in parts:
        shown += [(f"{part}:{value}", _says(waves).get(part, str)(value)) for value in _chosen(key, part, ())]
    if shown:
        chips(f"{key}_chips", shown, lambda pressed: drop(key, pressed))


def sorting(key: str, offered: Mapping[str, str], otherwise: str = "name", fixed: tuple[str, ...] = ()) -> None:
    """Draw the field of what moments are put in order by, and the button that turns the order around.

    `fixed` are orders that have no other way around.
    """
    if st.session_state.get(f"{key}_sort") not in offered:
        st.session_state[f"{key}_sort"] = otherwise
    labels = {order_key: _("Sort: {by}", by=words) for order_key, words in offered.items()}
    st.selectbox(
        _("Sort by"),
        list(offered),
        format_func=labels.get,
        key=f"{key}_sort",
        on_change=_sorted,
        args=(key,),
        label_visibility="collapsed",
        width=230,
        persist_state="session",
    )
    by, down = order(key, otherwise)
    way = _("From large to small") if down else _("From small to large")
    if by == "name":
        way = _("From Z to A") if down else _("From A to Z")
    if by not in fixed:
        st.button(
            way,
            icon=":material/arrow_downward:" if down else ":material/arrow_upward:",
            key=f"{key}_turn",
            type="tertiary",
            help=_("Turn the order around"),
            on_click=_turn,
            args=(key,),
        )


def pager(key: str, at: int, shown: int, total: int) -> None:
    """Draw which of all moments are shown, with the ways to the pages before and after."""
    pages.pager(key, MOMENTS_A_PAGE, at, shown, total, partial(_go, key))


def drop(key: str, pressed: str = ALL_CHIPS) -> None:
    """Ask no longer what a chip says, or nothing any more."""
    _restart(key)
    part, _sign, value = pressed.partition(":")
    if pressed == ALL_CHIPS:
        for field in ("words", *NARROWING):
            st.session_state.pop(f"{key}_{field}", None)
    elif part == "words":
        st.session_state[f"{key}_words"] = ""
    else:
        st.session_state[f"{key}_{part}"] = [
            chosen_value for chosen_value in _chosen(key, part, ()) if str(chosen_value) != value
        ]


def ask(key: str, part: str, value: object) -> None:
    """Ask for this alone of one part of what narrows, before its field is drawn."""
    _restart(key)
    st.session_state[f"{key}_{part}"] = [value]


def _says(waves: Mapping[str, str]) -> dict[str, Callable]:
    """Return how the values of the parts are said, where they are not words already."""
    return {
        "waves": lambda wave_id: waves.get(wave_id, ""),
        "phases": name,
        "covered": lambda count: n_("{n} block covered", "{n} blocks covered", count),
    }


def _chosen(key: str, part: str, otherwise: Any) -> Any:
    return st.session_state.get(f"{key}_{part}", otherwise) or otherwise


def _restart(key: str) -> None:
    st.session_state[f"{key}_start"] = 0


def _sorted(key: str) -> None:
    st.session_state[f"{key}_around"] = False
    _restart(key)


def _turn(key: str) -> None:
    st.session_state[f"{key}_around"] = not st.session_state.get(f"{key}_around", False)
    _restart(key)


def _go(key: str, to: int) -> None:
    st.session_state[f"{key}_start"] = to
