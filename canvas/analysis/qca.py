"""Themes x cases as 0/1 and as counts, by a rule that is said, for qualitative comparative analysis (QCA)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.compare import PAIR

UNITS = ("notes", "roles", "respondents")
_LONGEST_NAME = 40  # characters of a name; programs for QCA print them above narrow columns


@dataclass(frozen=True)
class Rule:
    """When a theme is present in a case: at least so many notes, roles or respondents."""

    unit: str = "notes"
    least: int = 1

    def met(self, counts: Mapping[str, int]) -> bool:
        """Tell whether these counts make it a 1."""
        return counts[self.unit] >= self.least


def counts_by_case(cells: Iterable[Mapping]) -> dict[tuple[tuple[str, str], str], dict[str, int]]:
    """Count the notes, roles and respondents per ((partnership, wave), theme), of rows of `theme_cells.of_moments`.

    Notes without a role are notes, and no role.
    """
    by_case: dict[tuple, dict[str, int]] = {}
    for cell in cells:
        at = (tuple(cell[name] for name in PAIR), cell["theme_id"])
        counts = by_case.setdefault(at, dict.fromkeys(UNITS, 0))
        counts["notes"] += cell["notes"]
        counts["roles"] += bool(cell["role"] and cell["notes"])
        counts["respondents"] += cell["respondents"]
    return by_case


def table(
    cells: Iterable[Mapping],
    pairs: Sequence[tuple[str, str]],
    themes: Sequence[str],
    rule: Rule,
    coded: Collection[tuple[str, str]],
) -> list[dict]:
    """Return a row per case, in the order of `pairs`: pair, known, and per theme id in `cells` its counts and `value`.

    `value` is 1 or 0 by the rule, and None in a case none of whose notes carries a theme (not `coded`): of such a case
    nothing is known, so 0 would say too much.
    """
    by_cell, none = counts_by_case(cells), dict.fromkeys(UNITS, 0)
    made = []
    for pair in pairs:
        row: dict[str, dict] = {theme: dict(by_cell.get((pair, theme), none)) for theme in themes}
        for counts in row.values():
            counts["value"] = int(rule.met(counts)) if pair in coded else None
        made.append({"pair": pair, "known": pair in coded, "cells": row})
    return made


def groups(tree: Sequence[Mapping], whole: bool) -> dict[str, list[str]]:
    """Return which themes count together: each by itself or, where `whole`, with all that stand under it in the tree.

    `tree` are rows of id and depth, parents first, as `store.themes.tree` gives them.
    """
    members: dict[str, list[str]] = {}
    above: list[Mapping] = []
    for row in tree:
        above = [row_above for row_above in above if row_above["depth"] < row["depth"]]
        members[row["id"]] = [row["id"]]
        for row_above in above if whole else ():
            members[row_above["id"]].append(row["id"])
        above.append(row)
    return members


def safe_names(names: Sequence[str]) -> list[str]:
    """Return names that programs for QCA read as they stand: capitals, digits and _, a letter first, no two the same.

    Capitals, because the R package QCA once read small letters as absence.
    """
    made: dict[str, None] = {}  # in order
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
        plain = re.sub(r"[^A-Z0-9]+", "_", plain).strip("_")
        plain = plain if plain[:1].isalpha() else f"X{plain}"
        short, again = plain[:_LONGEST_NAME].rstrip("_"), 1
        candidate = short
        while candidate in made:
            again += 1
            end = f"_{again}"
            candidate = short[: _LONGEST_NAME - len(end)] + end
        made[candidate] = None
    return list(made)
