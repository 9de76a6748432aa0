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
_WEIGHTS = {"became_contested": 100, "became_agreed": 80, "ratings_fell": 70, "ratings_rose": 60}
_NEW, _GONE = 30, 20


def points_changed(before: Sequence[Mapping], after: Sequence[Mapping]) -> list[Finding]:
    """Return the points that became contested or agreed, are new, or are gone; rows of `points.of_moment`."""
    findings = []
    for question, rows in points_compared(before, after).items():
        for row in rows:
            was, now = row["before"], row["after"]
            if was and now and now["state"] != was["state"] and now["state"] in ("contested", "agreed"):
                rule = f"became_{now['state']}"
                findings.append(_of_point(rule, _WEIGHTS[rule], question, now, was))
            elif now and not was:
                findings.append(_of_point("point_new", _NEW, question, now))
            elif was and not now:
                findings.append(_of_point("point_gone", _GONE, question, was))
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


def _of_point(rule: str, weight: float, question: str, point: Mapping, earlier: Mapping | None = None) -> Finding:
    points = tuple(row["id"] for row in (point, earlier) if row)
    names = {"text": point["text"], "question": question, "reason": point["state_reason"]}
    return Finding("changed", rule, weight, names, None, 0, Basis(notes=tuple(point["notes"]), points=points))
