"""What changed since the moment before: points that came, went or became contested, and ratings that rose or fell.

Notes of two moments come from other interviews, so how many there are says nothing: they are not counted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from canvas.analysis.agreement import median
from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.over_time import points_compared
from canvas.analysis.response_state import RATINGS

RISE = 1  # from how many points of the scale on a median counts as higher or lower
_WEIGHTS = {
    "became_contested": 100,
    "became_agreed": 80,
    "ratings_fell": 70,
    "ratings_rose": 60,
    "points_new": 30,
    "points_gone": 20,
}


def points_changed(before: Sequence[Mapping], after: Sequence[Mapping]) -> list[Finding]:
    """Return the points that became contested or agreed, are new, or are gone; rows of `points.of_moment`."""
    findings, new, gone = [], [], []
    for rows in points_compared(before, after).values():
        for row in rows:
            was, now = row["before"], row["after"]
            if was and now and now["state"] != was["state"] and now["state"] in ("contested", "agreed"):
                findings.append(_of_point(f"became_{now['state']}", now, was))
            new += [now] if now and not was else []
            gone += [was] if was and not now else []
    findings += [_of_points(rule, some) for rule, some in (("points_new", new), ("points_gone", gone)) if some]
    return sorted(findings, key=lambda finding: -finding.weight)


def ratings_changed(
    of: str, key: str, before: Iterable[Mapping], after: Iterable[Mapping], roles: Sequence[str]
) -> list[Finding]:
    """Return per role and `of` ("block" or "factor") where the median rose or fell by RISE or more.

    `key` is the column that names it; `before` and `after` are cells of the two moments with the five counts of
    ratings. A role with fewer than 3 ratings at either has no median, and is not compared.
    """
    was, now = ({(row[key], row["role"]): row for row in rows} for rows in (before, after))
    findings = []
    for at in sorted(was.keys() & now.keys(), key=lambda at: (str(at[0]), at[1])):
        if at[1] not in roles:
            continue
        old, new = ([row[at][name] for name in RATINGS] for row in (was, now))
        medians = median(old), median(new)
        if medians[0] is None or medians[1] is None or abs(medians[1] - medians[0]) < RISE:
            continue
        rise = medians[1] - medians[0]
        rule = "ratings_rose" if rise > 0 else "ratings_fell"
        names = {of: at[0], "role": at[1], "before": medians[0], "after": medians[1], "n_before": sum(old)}
        weight = _WEIGHTS[rule] + abs(rise)
        findings.append(Finding("changed", rule, weight, names | {"n": sum(new)}, rise, sum(new)))
    return sorted(findings, key=lambda finding: -finding.weight)


def _of_point(rule: str, now: Mapping, was: Mapping) -> Finding:
    names = {"text": now["text"], "question": now["question"], "reason": now["state_reason"]}
    basis = Basis(notes=tuple(now["notes"]), points=(now["id"], was["id"]))
    return Finding("changed", rule, _WEIGHTS[rule], names, basis=basis)


def _of_points(rule: str, points: Sequence[Mapping]) -> Finding:
    contested = sum(point["state"] == "contested" for point in points)
    names = {"points": len(points), "contested": contested}
    basis = Basis(points=tuple(point["id"] for point in points))
    return Finding("changed", rule, _WEIGHTS[rule], names, figure=len(points), basis=basis)
