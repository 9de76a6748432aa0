"""Themes x cases as 0/1 and as counts, by a rule that is said, for qualitative comparative analysis (QCA)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.compare import PAIR

UNITS = ("notes", "roles", "respondents")
_LONGEST = 40  # characters of a name; programs for QCA print them above narrow columns


@dataclass(frozen=True)
class Rule:
    """When a theme is present in a case: at least so many notes, roles or respondents."""

    unit: str = "notes"
    least: int = 1

    def met(self, counts: Mapping[str, int]) -> bool:
        """Whether these counts make it a 1."""
        return counts[self.unit] >= self.least


def counts_by_case(cells: Iterable[Mapping]) -> dict[tuple[tuple[str, str], str], dict[str, int]]:
    """Per ((partnership, wave), theme) the notes, roles and respondents, of rows of
    `store.themes.theme_cells.of_moments`.

    Notes without a role are notes, and no role.
    """
    found: dict[tuple, dict[str, int]] = {}
    for cell in cells:
        at = (tuple(cell[name] for name in PAIR), cell["theme_id"])
        counts = found.setdefault(at, dict.fromkeys(UNITS, 0))
        counts["notes"] += cell["notes"]
        counts["roles"] += bool(cell["role"] and cell["notes"])
        counts["respondents"] += cell["respondents"]
    return found


def table(
    cells: Iterable[Mapping],
    pairs: Sequence[tuple[str, str]],
    themes: Sequence[str],
    rule: Rule,
    coded: Collection[tuple[str, str]],
) -> list[dict]:
    """A row per case (pair), in the order given: pair, known, and per theme id in `cells` its counts and `value`.

    `value` is 1 or 0 by the rule, and None in a case none of whose notes carries a theme (not `coded`): of such a case
    nothing is known, so 0 would say too much.
    """
    by_cell, none = counts_by_case(cells), dict.fromkeys(UNITS, 0)
    made = []
    for pair in pairs:
        row: dict[str, dict] = {one: dict(by_cell.get((pair, one), none)) for one in themes}
        for counts in row.values():
            counts["value"] = int(rule.met(counts)) if pair in coded else None
        made.append({"pair": pair, "known": pair in coded, "cells": row})
    return made


def groups(tree: Sequence[Mapping], whole: bool) -> dict[str, list[str]]:
    """Which themes count together: each by itself or, where `whole`, with all that stand under it in the tree.

    `tree` are rows of id and depth, parents first, as `store.themes.tree` gives them.
    """
    found: dict[str, list[str]] = {}
    above: list[Mapping] = []
    for row in tree:
        above = [one for one in above if one["depth"] < row["depth"]]
        found[row["id"]] = [row["id"]]
        for one in above if whole else ():
            found[one["id"]].append(row["id"])
        above.append(row)
    return found


def safe_names(names: Sequence[str]) -> list[str]:
    """Names that programs for QCA read as they stand: capitals, digits and _, a letter first, no two the same.

    Capitals, because the R package QCA once read small letters as absence.
    """
    made: dict[str, None] = {}  # in order
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
        plain = re.sub(r"[^A-Z0-9]+", "_", plain).strip("_")
        plain = plain if plain[:1].isalpha() else f"X{plain}"
        short, again = plain[:_LONGEST].rstrip("_"), 1
        wanted = short
        while wanted in made:
            again += 1
            end = f"_{again}"
            wanted = short[: _LONGEST - len(end)] + end
        made[wanted] = None
    return list(made)
