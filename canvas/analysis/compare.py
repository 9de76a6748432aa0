"""Partnerships side by side: what was noted per block, who was heard, how each role rated. Never averaged."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product
from math import ceil

import pandas as pd

from canvas.analysis.hearing import RATINGS, together

PAIR = ["partnership_id", "wave_id"]
FEW = 3  # below this number of voices only counts are shown
LEVELS = 5  # steps of colour from little to much


def heat(
    cells: pd.DataFrame, pairs: Sequence[tuple[str, str]], blocks: Sequence[str], roles: Sequence[str]
) -> pd.DataFrame:
    """One row per block x (partnership, wave) pair, asked or not, in the order given.

    Columns: block, partnership_id, wave_id, notes, state (the most said of all roles), and lists of role keys
    in the order of `roles`: heard, no_opinion, not_answered. Notes without a role are notes, and no role.
    """
    key = ["block", *PAIR]
    summed = together(cells, key).set_index(key) if len(cells) else pd.DataFrame()
    counted = summed[["notes", "state"]].to_dict("index") if len(summed) else {}
    named = {state: _roles(cells, state, key, roles) for state in ("heard", "no_opinion", "not_answered")}
    rows = []
    for block in blocks:
        for pair in pairs:
            at = (block, *pair)
            row = dict(zip(key, at, strict=True)) | counted.get(at, {"notes": 0, "state": "not_asked"})
            rows.append(row | {state: found.get(at, []) for state, found in named.items()})
    return pd.DataFrame(rows, columns=[*key, "notes", "state", *named])


def totals(cells: pd.DataFrame, by: Sequence[str], roles: Sequence[str]) -> pd.DataFrame:
    """Per group of `by` (one row in all where it is empty): its columns, notes, and heard (role keys).

    A role that was heard in several cells of a group is in its list once.
    """
    by = list(by)
    marked = cells.assign(_all=0)
    group = by or ["_all"]
    heard = _roles(marked, "heard", group, roles)
    found = marked.groupby(group, as_index=False, sort=False)["notes"].sum()
    found["heard"] = [heard.get(at, []) for at in _tuples(found, group)]
    return found[[*by, "notes", "heard"]]


def level(value: int, most: int) -> int:
    """The step of colour of a figure: 0 for nothing, else 1 to 5 in equal parts of the largest figure."""
    return min(LEVELS, ceil(LEVELS * value / most)) if value and most else 0


def spans(most: int) -> list[tuple[int, int, int]]:
    """The steps of colour that occur up to the largest figure: level, from, to."""
    found: dict[int, list[int]] = {}
    for value in range(1, most + 1):
        found.setdefault(level(value, most), []).append(value)
    return [(step, values[0], values[-1]) for step, values in found.items()]


def matrix(
    notes: Sequence[dict], cells: pd.DataFrame, pairs: Sequence[tuple[str, str]], roles: Sequence[str],
    expected: Collection[str] = (),
) -> list[dict]:  # fmt: skip
    """What each role said at each moment, for reading side by side; `cells` are those of the block alone.

    One dict per role that said something or was asked, or is `expected`: who never got a turn shows as silence too.
    Notes without a role come last, under ''. Keys: role, cells; a cell is a dict of pair, notes (in their order)
    and state. Roles never share a row.
    """
    said: dict[tuple, list[dict]] = {}
    for note in notes:
        said.setdefault((note["role"] or "", note["partnership_id"], note["wave_id"]), []).append(note)
    states = {tuple(row[:3]): row[3] for row in _tuples(cells, ["role", *PAIR, "state"])}
    rows = []
    for role in (*roles, ""):
        row = [
            {"pair": pair, "notes": said.get(at, []), "state": states.get(at, "not_asked")}
            for pair in pairs
            for at in [(role, *pair)]
        ]
        if role in expected or any(cell["notes"] or (role and cell["state"] != "not_asked") for cell in row):
            rows.append({"role": role, "cells": row})
    return rows


def rated_blocks(cells: pd.DataFrame, blocks: Sequence[str]) -> list[str]:
    """The blocks on which anybody gave a rating or said "don't know", in the order of `blocks`."""
    given = cells[cells[[*RATINGS, "dont_know"]].sum(axis=1) > 0]
    return [block for block in blocks if block in set(given["block"])]


def ratings(cells: pd.DataFrame, block: str, pairs: Sequence[tuple[str, str]], roles: Sequence[str]) -> pd.DataFrame:
    """How each role at each moment rated a block: one row per role and pair that was asked, in that order.

    Columns: role, partnership_id, wave_id, rated_1 to rated_5, dont_know, n (ratings given; "don't know" is
    none), and notes and state of the cell.
    """
    columns = ["role", *PAIR, *RATINGS, "dont_know", "notes", "state"]
    found = cells[(cells["block"] == block) & (cells["asked"] > 0)][columns].copy()
    found["n"] = found[RATINGS].sum(axis=1)
    order = {(role, *pair): place for place, (role, pair) in enumerate(product(roles, pairs))}
    place = [order.get(at, len(order)) for at in _tuples(found, ["role", *PAIR])]
    return found.assign(_place=place).sort_values("_place", kind="stable", ignore_index=True).drop(columns="_place")


def middle(counts: Sequence[int]) -> tuple[int, int] | None:
    """The two middle ratings, mostly the same, of five counts (of 1 to 5); None below 3 voices."""
    given = [value for value, count in enumerate(counts, 1) for _ in range(int(count))]
    if len(given) < FEW:
        return None
    return given[(len(given) - 1) // 2], given[len(given) // 2]


def _roles(cells: pd.DataFrame, state: str, by: list[str], roles: Sequence[str]) -> dict[tuple, list[str]]:
    order = {role: place for place, role in enumerate(roles)}
    found: dict[tuple, set[str]] = {}
    for role, *at in _tuples(cells[(cells["state"] == state) & (cells["role"] != "")], ["role", *by]):
        found.setdefault(tuple(at), set()).add(role)
    return {at: sorted(named, key=lambda role: order.get(role, len(order))) for at, named in found.items()}


def _tuples(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple]:
    return frame[columns].itertuples(index=False, name=None)
