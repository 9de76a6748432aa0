"""The table for QCA: worked out by hand, and what must hold of its rule whatever the counts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from canvas.analysis.qca import UNITS, Rule, counts_by_case, groups, safe_names, table

A, B, C = ("pa", "w"), ("pb", "w"), ("pc", "w")


def cell(pair: tuple[str, str], role: str, theme: str, notes: int, respondents: int) -> dict:
    return {
        "partnership_id": pair[0],
        "wave_id": pair[1],
        "role": role,
        "theme_id": theme,
        "notes": notes,
        "respondents": respondents,
    }


CELLS = [
    cell(A, "employer", "trust", 3, 1),
    cell(A, "government", "trust", 1, 1),
    cell(A, "", "trust", 2, 0),
    cell(A, "employer", "money", 1, 1),
    cell(B, "employer", "trust", 2, 2),
    cell(B, "", "money", 5, 0),
]


def values(rule: Rule) -> list[list[int | None]]:
    made = table(CELLS, [A, B, C], ["trust", "money"], rule, {A, B})
    return [[row["cells"][theme]["value"] for theme in ("trust", "money")] for row in made]


def test_counts_are_added_over_roles_and_notes_without_one_are_no_role():
    assert counts_by_case(CELLS) == {
        (A, "trust"): {"notes": 6, "roles": 2, "respondents": 2},
        (A, "money"): {"notes": 1, "roles": 1, "respondents": 1},
        (B, "trust"): {"notes": 2, "roles": 1, "respondents": 2},
        (B, "money"): {"notes": 5, "roles": 0, "respondents": 0},
    }


def test_each_rule_gives_its_own_table():
    unknown = [None, None]  # no note of it carries a theme
    assert values(Rule("notes", 1)) == [[1, 1], [1, 1], unknown]
    assert values(Rule("notes", 3)) == [[1, 0], [0, 1], unknown]
    assert values(Rule("roles", 1)) == [[1, 1], [1, 0], unknown]
    assert values(Rule("roles", 2)) == [[1, 0], [0, 0], unknown]
    assert values(Rule("respondents", 2)) == [[1, 0], [1, 0], unknown]


def test_a_case_in_which_notes_carry_other_themes_has_zeros():
    (row,) = table([], [C], ["trust"], Rule(), {C})
    assert row == {"pair": C, "known": True, "cells": {"trust": {"notes": 0, "roles": 0, "respondents": 0, "value": 0}}}


def test_a_theme_may_take_in_all_that_stand_under_it():
    tree = [
        {"id": "trust", "depth": 0},
        {"id": "heard", "depth": 1},
        {"id": "late", "depth": 2},
        {"id": "open", "depth": 1},
        {"id": "money", "depth": 0},
    ]
    assert groups(tree, whole=False) == {theme["id"]: [theme["id"]] for theme in tree}
    assert groups(tree, whole=True) == {
        "trust": ["trust", "heard", "late", "open"],
        "heard": ["heard", "late"],
        "late": ["late"],
        "open": ["open"],
        "money": ["money"],
    }


def test_names_are_those_that_programs_for_qca_read():
    names = ["Geven & krijgen", "geven krijgen", "Één", "2e kans", "=cmd|' /C calc'!A0", "", "日本", "x" * 200]
    assert safe_names(names) == [
        "GEVEN_KRIJGEN",
        "GEVEN_KRIJGEN_2",
        "EEN",
        "X2E_KANS",
        "CMD_C_CALC_A0",
        "X",
        "X_2",
        "X" * 40,
    ]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_are_safe_and_no_two_are_the_same(names):
    made = safe_names(names)
    assert len(set(made)) == len(names)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", name) for name in made)


rows = st.lists(
    st.builds(
        cell,
        st.sampled_from([A, B, C]),
        st.sampled_from(["employer", "government", ""]),
        st.sampled_from(["trust", "money"]),
        st.integers(1, 9),
        st.integers(0, 4),
    ),
    max_size=12,
    unique_by=lambda row: (row["partnership_id"], row["role"], row["theme_id"]),
)


@given(rows, st.sampled_from(UNITS), st.integers(1, 12), st.sets(st.sampled_from([A, B, C])))
def test_a_one_means_what_the_rule_says_and_a_stricter_rule_makes_no_ones(cells, unit, least, coded):
    pairs, themes = [C, A, B], ["trust", "money"]
    made = table(cells, pairs, themes, Rule(unit, least), coded)
    stricter = table(cells, pairs, themes, Rule(unit, least + 1), coded)
    assert [row["pair"] for row in made] == pairs
    for row, strict in zip(made, stricter, strict=True):
        for theme in themes:
            now = row["cells"][theme]
            mine = [cell_ for cell_ in cells if (cell_["partnership_id"], cell_["theme_id"]) == (row["pair"][0], theme)]
            by_hand = {
                "notes": sum(cell_["notes"] for cell_ in mine),
                "roles": len({cell_["role"] for cell_ in mine} - {""}),
                "respondents": sum(cell_["respondents"] for cell_ in mine),
            }
            assert {name: now[name] for name in UNITS} == by_hand
            assert now["value"] == (int(by_hand[unit] >= least) if row["pair"] in coded else None)
            assert (strict["cells"][theme]["value"] or 0) <= (now["value"] or 0)
