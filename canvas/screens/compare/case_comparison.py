"""Two or three cases block by block: what is the same, what differs, what is heard in one of them only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas import method
from canvas.analysis.cases import Verdict
from canvas.errors import N_
from canvas.read_models.case_comparison_page import case_comparison
from canvas.screens.compare import compared_moments
from canvas.screens.compare.case_block import ask_focus, cases_block
from canvas.screens.compare.heatmap.heatmap_cells import SIGNS
from canvas.screens.compare.heatmap.heatmap_view import columns as heads
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.figures.heat_table import heat_table, palette
from canvas.ui.i18n import _, block, joined, n_, name, question
from canvas.ui.notes.state_label import state_of_seen
from canvas.ui.page import PageContext
from canvas.ui.pickers import url_choice
from canvas.ui.pickers.attribute_filter import chosen as within
from canvas.ui.plain_streamlit import Place

CASES_KEY = "compare_cases"
MOST_CASES = 3
NOTHING = "·"  # where nothing can be compared
_CHOSEN = "compare_cases_chosen"  # session: keys of the moments that are compared
_WIDGET = "compare_cases_widget"


def cases_view(page: PageContext, moments: Sequence[Mapping], cells: Sequence[Mapping], filter_area: Place) -> None:
    """Draw the verdict on every block for two or three of these moments, and of the chosen block all it rests on."""
    with filter_area:
        chosen = _chosen(moments)
    if len(chosen) < 2:
        elements.empty(_("Choose two or three moments"), _("They are laid side by side here, block by block."))
        return
    pairs = [(row["partnership_id"], row["wave_id"]) for row in chosen]
    model = page.read(case_comparison, cells, pairs, within(page).filters, page.blocks, list(page.roles))
    with st.expander(_("How blocks are compared"), icon=":material/rule:"):
        for line in rules():
            elements.soft(line)
    at = url_choice.chosen("compared", page.blocks, _first(model.blocks), N_("Block"))
    opened = heat_table(CASES_KEY, _table(page, chosen, model.blocks))
    if opened and opened.partition("|")[0] in model.blocks:
        at = opened.partition("|")[0]
        st.session_state["compare_compared"] = at
        url_choice.tell("compared", at)
        ask_focus("cases_block")
    uncoded = [row for row, pair in zip(chosen, pairs, strict=True) if pair not in model.coded]
    cases_block(page, chosen, at, model.blocks[at], uncoded)


def rules() -> list[str]:
    """Return the rules by which blocks are said to be the same or different."""
    return [
        _("Who was heard: the same roles were heard in all partnerships, or not. Asked and silent is not heard."),
        _(
            "Themes: the notes of the block carry the same themes in all partnerships in which somebody spoke on it, "
            "or not."
        ),
        _(
            "Ratings: per role, where at least two partnerships have three ratings or more; medians a point or more "
            "apart differ. Roles are compared with themselves only."
        ),
        _("Only: one partnership alone has it. The judgement is yours: write it under the block."),
    ]


def _chosen(moments: Sequence[Mapping]) -> list[Mapping]:
    offered = {compared_moments.key(row): row for row in moments}
    link = st.query_params.get("cases")
    if link is not None and link != st.session_state.get("compare_cases_link"):
        st.session_state[_CHOSEN] = link.split(",")
    remembered = [moment for moment in st.session_state.get(_CHOSEN, ()) if moment in offered][:MOST_CASES]
    chosen = remembered if _CHOSEN in st.session_state else list(offered)[:2]
    st.session_state[_WIDGET] = chosen
    label = _("Partnerships: {names}", names=", ".join(chosen)) if chosen else _("Partnerships")
    with st.popover(label, icon=":material/view_column:"):
        st.multiselect(
            _("Two or three moments"),
            list(offered),
            key=_WIDGET,
            max_selections=MOST_CASES,
            on_change=_take,
            width=520,
            format_func=lambda moment: compared_moments.title(offered[moment]),
            placeholder=_("Choose two or three moments"),
        )
    url_choice.tell("cases", ",".join(chosen))
    return [offered[moment] for moment in chosen]


def _take() -> None:
    st.session_state[_CHOSEN] = st.session_state[_WIDGET]


def _first(blocks: Mapping[str, Mapping]) -> str:
    """Return the block to begin with: the first that differs in most."""

    def differing(key: str) -> int:
        return sum(part["verdict"].what == "different" for part in blocks[key].values())

    return max(blocks, key=differing)


def verdict_words(verdict: Verdict, moments: Sequence[Mapping]) -> str:
    """Return what is said of one thing in one block."""
    if verdict.case is not None:  # only that one has it
        return _("Only {code}", code=compared_moments.key(moments[verdict.case]))
    return {
        "same": _("Same"),
        "different": _("Different"),
        "few": _("Too few voices"),
        "unknown": _("Not known"),
        "none": NOTHING,
    }[verdict.what]


def _table(page: PageContext, moments: Sequence[Mapping], blocks: Mapping[str, Mapping]) -> dict:
    parts = {"heard": _("Who was heard"), "themes": _("Themes"), "ratings": _("Ratings")}
    groups = []
    for key_question in method.questions():
        keys = [key for key in method.blocks_of(key_question) if key in blocks]
        rows = [
            {
                "key": key,
                "label": block(key),
                "title": block(key),
                "cells": [_case(page, blocks[key], place) for place in range(len(moments))]
                + [_verdict(blocks[key][part]["verdict"], moments) for part in parts],
            }
            for key in keys
        ]
        if rows:
            groups.append({"label": question(key_question, short=True), "rows": rows})
    return {
        "words": {
            "table": _("Same, different or only here, per block"),
            "blocks": _("Block"),
            "how": _("Arrow keys move between the figures, Enter shows the block below."),
        },
        "palette": {role: {"letter": shown["letter"]} for role, shown in palette(page).items()},
        "columns": [*heads(moments), *({"key": part, "label": label} for part, label in parts.items())],
        "groups": groups,
        "legend": {
            "steps": [],
            "unit": "",
            "signs": [
                *({"sign": sign, "label": name(state)} for state, sign in SIGNS.items()),
                {"sign": NOTHING, "label": _("nothing to compare")},
            ],
        },
    }


def _case(page: PageContext, of_block: Mapping, place: int) -> dict:
    """Return a case on a block: its notes and the letters of who was heard, or the most that was said."""
    rows = of_block["heard"]["rows"]
    heard = [role for role, row in rows.items() if role and row[place]["state"] == "heard"]
    notes = sum(row[place]["notes"] for row in rows.values())
    if notes or heard:
        roles = ", ".join(page.roles[role].label[page.language] for role in heard)
        spoken = joined([n_("{n} note", "{n} notes", notes), roles])
        return {"text": str(notes), "letters": heard, "said": spoken, "level": 1, "opens": True}
    states = [row[place]["state"] for row in rows.values()]
    state = next((silence for silence in ("no_opinion", "not_answered") if silence in states), "not_asked")
    return {"text": SIGNS[state], "said": state_of_seen(state, page.limits), "sign": True, "opens": True}


def _verdict(verdict: Verdict, moments: Sequence[Mapping]) -> dict:
    verdict_text = verdict_words(verdict, moments)
    level = {"different": 3, "only": 2, "same": 1}.get(verdict.what, 0)
    spoken = _("nothing to compare") if verdict.what == "none" else verdict_text
    return {"text": verdict_text, "said": spoken, "level": level, "sign": level == 0, "opens": True}
