"""Partnerships side by side: what was noted per block, who was heard, how each role rated. Never averaged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from math import ceil

from canvas.analysis.response_state import RATINGS, grouped_states, state
from canvas.method import ENOUGH_RATINGS
from canvas.store.row_types import SourcedNote

PAIR = ("partnership_id", "wave_id")
LEVELS = 5  # steps of colour from little to much


def heat(
    cells: Sequence[Mapping], pairs: Sequence[tuple[str, str]], blocks: Sequence[str], roles: Sequence[str]
) -> dict[str, list[dict]]:
    """Return per block a row for every (partnership, wave) pair, asked or not, all in the order given.

    Keys: notes, state (the most said of all roles), and lists of role keys in the order of `roles`: heard,
    no_opinion, not_answered. Notes without a role are notes, and no role.
    """
    key = ("block", *PAIR)
    counted = grouped_states(cells, lambda cell: tuple(cell[name] for name in key))
    named = {
        state_name: _roles(cells, state_name, key, roles) for state_name in ("heard", "no_opinion", "not_answered")
    }
    silent = {"notes": 0, "state": "not_asked"}

    def row(at: tuple) -> dict:
        return counted.get(at, silent) | {
            state_name: roles_by_place.get(at, []) for state_name, roles_by_place in named.items()
        }

    return {block: [row((block, *pair)) for pair in pairs] for block in blocks}


def totals(cells: Sequence[Mapping], by: Sequence[str], roles: Sequence[str]) -> dict[tuple, dict]:
    """Return per group of the columns `by` (one group, (), where there are none): notes, and heard (role keys).

    A role that was heard in several cells of a group is in its list once.
    """
    heard = _roles(cells, "heard", by, roles)
    summed = grouped_states(cells, lambda cell: tuple(cell[name] for name in by))
    return {at: {"notes": row["notes"], "heard": heard.get(at, [])} for at, row in summed.items()}


def level(value: int, most: int) -> int:
    """Return the step of colour of a figure: 0 for nothing, else 1 to 5 in equal parts of the largest figure."""
    return min(LEVELS, ceil(LEVELS * value / most)) if value and most else 0


def spans(most: int) -> list[tuple[int, int, int]]:
    """Return the steps of colour that occur up to the largest figure: level, from, to."""
    spans_by_level: dict[int, list[int]] = {}
    for value in range(1, most + 1):
        spans_by_level.setdefault(level(value, most), []).append(value)
    return [(step, values[0], values[-1]) for step, values in spans_by_level.items()]


def matrix(
    notes: Sequence[SourcedNote],
    cells: Iterable[Mapping],
    pairs: Sequence[tuple[str, str]],
    roles: Sequence[str],
    expected: Collection[str] = (),
) -> list[dict]:
    """Return what each role said at each moment, for reading side by side; `cells` are those of the block alone.

    One dict per role that said something or was asked, or is `expected`: who never got a turn shows as silence too.
    Notes without a role come last, under ''. Keys: role, cells; a cell is a dict of pair, notes (in their order)
    and state. Roles never share a row.
    """
    notes_by_place: dict[tuple, list[SourcedNote]] = {}
    for note in notes:
        notes_by_place.setdefault((note["role"] or "", note["partnership_id"], note["wave_id"]), []).append(note)
    states = {tuple(cell[name] for name in ("role", *PAIR)): state(cell) for cell in cells}
    rows = []
    for role in (*roles, ""):
        row = [
            {"pair": pair, "notes": notes_by_place.get(at, []), "state": states.get(at, "not_asked")}
            for pair in pairs
            for at in [(role, *pair)]
        ]
        if role in expected or any(cell["notes"] or (role and cell["state"] != "not_asked") for cell in row):
            rows.append({"role": role, "cells": row})
    return rows


def rated_blocks(cells: Iterable[Mapping], blocks: Sequence[str]) -> list[str]:
    """Return the blocks on which anybody gave a rating or said "don't know", in the order of `blocks`."""
    rated = {cell["block"] for cell in cells if any(cell[name] for name in (*RATINGS, "dont_know"))}
    return [block for block in blocks if block in rated]


def ratings(cells: Iterable[Mapping], block: str, pairs: Sequence[tuple[str, str]], roles: Sequence[str]) -> list[dict]:
    """Return how each role at each moment rated a block: one row per role and pair that was asked, in that order.

    Keys: role, partnership_id, wave_id, rated_1 to rated_5, dont_know, n (ratings given; "don't know" is
    none), and notes and state of the cell.
    """
    keys = ("role", *PAIR, *RATINGS, "dont_know", "notes")
    order = {(role, *pair): place for place, (role, pair) in enumerate(product(roles, pairs))}
    rated_rows = [
        {key: cell[key] for key in keys} | {"n": sum(cell[name] for name in RATINGS), "state": state(cell)}
        for cell in cells
        if cell["block"] == block and cell["asked"] > 0
    ]
    return sorted(rated_rows, key=lambda row: order.get((row["role"], *(row[name] for name in PAIR)), len(order)))


def middle_ratings(counts: Sequence[int]) -> tuple[int, int] | None:
    """Return the two middle ratings, mostly the same, of five counts (of 1 to 5); None below ENOUGH_RATINGS."""
    votes = [value for value, count in enumerate(counts, 1) for _ in range(int(count))]
    if len(votes) < ENOUGH_RATINGS:
        return None
    return votes[(len(votes) - 1) // 2], votes[len(votes) // 2]


def _roles(cells: Iterable[Mapping], what: str, by: Sequence[str], roles: Sequence[str]) -> dict[tuple, list[str]]:
    order = {role: place for place, role in enumerate(roles)}
    by_place: dict[tuple, set[str]] = {}
    for cell in cells:
        if cell["role"] and state(cell) == what:
            by_place.setdefault(tuple(cell[name] for name in by), set()).add(cell["role"])
    return {at: sorted(named, key=lambda role: order.get(role, len(order))) for at, named in by_place.items()}
