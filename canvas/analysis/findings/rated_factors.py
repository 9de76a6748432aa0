"""What the ratings of the ten success factors come to, to be read before them: the lowest, the highest, who rated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.factors import Standing, extremes
from canvas.analysis.findings.changed import few_ratings_changed, ratings_changed
from canvas.analysis.findings.finding import Finding


def rated_factors(
    rows: Sequence[Mapping],
    order: Sequence[Standing],
    roles: Sequence[str],
    before: Sequence[Mapping] = (),
    held_back: Sequence[str] = (),
    any_held_back: bool = False,
) -> list[Finding]:
    """Return which factor stands lowest and highest, who rated and who did not, and what changed since `before`.

    `rows` and `before` are of `analysis.factors.rated`, `order` their standings; `roles` all keys in order. Where no
    role gave three ratings no factor is weak or strong: then on how many a 1 or a 2 was given. `held_back` are roles of
    which ratings are held back from the reader; with `any_held_back` nothing is said of what nobody gave.
    """
    who = _who_rated(rows, roles, held_back)
    if not any(row["n"] for row in rows):
        return [Finding("well", "factors_held_back" if any_held_back else "factors_unrated", 100, {}), who]
    findings = [_extremes(rows, order, any_held_back) or _few(rows, any_held_back), who]
    if before:
        changed = [
            finding
            for rule in (ratings_changed, few_ratings_changed)
            for finding in rule("factor", "factor", before, rows, roles)
        ]
        lower, higher = (sum(way * (finding.figure or 0) > 0 for finding in changed) for way in (-1, 1))
        names = {"lower": lower, "higher": higher}
        if lower + higher or not any_held_back:
            findings.append(Finding("changed", "factors_changed", 80, names, lower + higher))
    return findings


def _extremes(rows: Sequence[Mapping], order: Sequence[Standing], any_held_back: bool) -> Finding | None:
    weak, strong = extremes(order, most=1)
    if not weak and not strong:
        if not any(standing.balances for standing in order):
            return None
        return Finding("well", "factors_equal", 100, {"held_back": any_held_back})
    names = {
        name: row and row | {"alike": sum(_is_like(standing, some[0]) for standing in order) - 1}
        for name, some in (("weak", weak), ("strong", strong))
        for row in [_of(rows, some)]
    }
    return Finding("well", "factors_apart", 100, {**names, "held_back": any_held_back})


def _is_like(standing: Standing, other: Standing) -> bool:
    """Return whether a factor stands where another does: what comes first of the two says nothing."""
    return sorted(standing.balances.values()) == sorted(other.balances.values())


def _of(rows: Sequence[Mapping], standings: Sequence[Standing]) -> dict | None:
    """Return what the role gave that puts a factor in its place: factor, role, low, high and n; None for no factor."""
    for standing in standings:
        for row in rows:
            if (row["factor"], row["role"]) == (standing.factor, standing.least):
                return {name: row[name] for name in ("factor", "role", "low", "high", "n")}
    return None


def _few(rows: Sequence[Mapping], any_held_back: bool) -> Finding:
    low = [row for row in rows if row["low"]]
    factors = {row["factor"] for row in low}
    first = max(factors, key=lambda number: (sum(row["factor"] == number for row in low), -number), default=None)
    names = {
        "ratings": sum(row["n"] for row in rows),
        "rated": len({row["factor"] for row in rows if row["n"]}),
        "low": len(factors),
        "held_back": any_held_back,
        "first": first,
        "first_roles": tuple(row["role"] for row in low if row["factor"] == first),
    }
    return Finding("risks", "factors_of_few", 100, names, len(factors))


def _who_rated(rows: Sequence[Mapping], roles: Sequence[str], held_back: Sequence[str]) -> Finding:
    rated = {row["role"] for row in rows if row["n"]}
    unsure = {row["role"] for row in rows if row["dont_know"]} - rated
    hidden = {row["role"] for row in rows if row["role"] in held_back} - rated
    unsure -= hidden
    asked_roles = {row["role"] for row in rows} - rated - unsure - hidden
    names = {
        state: tuple(role for role in roles if role in some)
        for state, some in (("rated", rated), ("unsure", unsure), ("silent", asked_roles), ("held_back", hidden))
    }
    names["not_asked"] = tuple(role for role in roles if role not in {row["role"] for row in rows})
    return Finding("aboard", "who_rated", 90, names)
