"""What the differences at a moment come to, to be read before the rows: how many there are, and who was heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.response_state import STATES

DIFFERING = ("apart", "disputed", "divided", "few_apart")  # groups of `analysis.differences` in which roles differ


def differing(
    rows: Sequence[Mapping],
    departed: Mapping[str, Mapping],
    codes: Sequence[str],
    held_back: bool = False,
    unplaced: int = 0,
) -> list[Finding]:
    """Return what ranked rows of `analysis.differences` come to, who was heard, and whose partner has left.

    `codes` are those of the respondents that were heard, `departed` those of all whose partner has left, by code.
    `held_back` says that words or ratings are held back from the reader; `unplaced` is how many disputed points stand
    in no row, as the notes that would place them are held back.
    """
    counts = {group: sum(row["group"] == group for row in rows) for group in DIFFERING}
    total = sum(counts.values())
    compared = sum(sum(role_row["spread"].n > 0 for role_row in row["roles"]) > 1 for row in rows)
    names = counts | {"rows": len(rows), "compared": compared, "first": rows[0]["key"] if total else ""}
    names |= {"held_back": held_back, "unplaced": unplaced}
    points = tuple(point_id for row in rows if row["points"]["disputed"] for point_id in row["points"]["ids"])
    rule = "differences" if total else "no_differences"
    findings = [Finding("contested", rule, 100, names, total, basis=Basis(points=tuple(dict.fromkeys(points))))]
    findings.append(Finding("aboard", "hearing", 90, _hearing(rows)))
    gone = sorted(set(codes) & set(departed))
    if gone:
        partners = {(departed[code]["organisation"], departed[code]["left"]) for code in gone}
        about = {"codes": tuple(gone), "partners": tuple(sorted(partners))}
        findings.append(Finding("aboard", "departed_voices", 80, about, len(gone), len(gone)))
    return findings


def _hearing(rows: Sequence[Mapping]) -> dict[str, tuple[str, ...]]:
    """Return the roles per state: the most that each said on any row."""
    most: dict[str, str] = {}
    for row in rows:
        for role_row in row["roles"]:
            earlier = most.get(role_row["role"], STATES[-1])
            most[role_row["role"]] = min(earlier, role_row["state"], key=STATES.index)
    return {state: tuple(role for role, of_role in most.items() if of_role == state) for state in STATES}
