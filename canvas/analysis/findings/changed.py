"""What changed since the moment before: points that came, went or became contested, and ratings that rose or fell.

Notes of two moments come from other interviews, so how many there are says nothing: they are not counted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from canvas.analysis.agreement import median
from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.over_time import points_compared
from canvas.analysis.response_state import RATINGS
from canvas.method import ENOUGH_RATINGS

RISE = 1  # from how many points of the scale on a median counts as higher or lower
NOTHING_HIDDEN = (False, False)
_WEIGHTS = {
    "became_contested": 100,
    "became_agreed": 80,
    "ratings_fell": 70,
    "ratings_rose": 60,
    "points_replaced": 30,
    "points_new": 30,
    "points_gone": 20,
    "point_carried": 35,
    "point_reworded": 32,
    "point_new": 30,
    "point_gone": 20,
    # what one or two people rated says least, so that it is read last
    "few_fell": 12,
    "few_rose": 10,
    "ratings_few": 10,
}
_FEW_WAYS = {"lower": "few_fell", "higher": "few_rose"}


def points_changed(
    before: Sequence[Mapping], after: Sequence[Mapping], hidden: Sequence[bool] = NOTHING_HIDDEN
) -> list[Finding]:
    """Return the points that became contested or agreed, and how many are new or gone; rows of `points.of_moment`.

    Where no point resembles one of before, the table was written anew: that is one finding, on all of them. `hidden` is
    as for `point_changes`.
    """
    each = point_changes(before, after, hidden)
    if before and after and not any(hidden) and all(finding.rule in ("point_new", "point_gone") for finding in each):
        (finding,) = _counted("points_replaced", [row for row in each if row.rule == "point_new"])
        return [replace(finding, names={**finding.names, "before": len(before)})]
    findings = [finding for finding in each if finding.rule in ("became_contested", "became_agreed")]
    for rule, of_point in (("points_new", "point_new"), ("points_gone", "point_gone")):
        findings += _counted(rule, [finding for finding in each if finding.rule == of_point])
    return sorted(findings, key=lambda finding: -finding.weight)


def point_changes(
    before: Sequence[Mapping], after: Sequence[Mapping], hidden: Sequence[bool] = NOTHING_HIDDEN
) -> list[Finding]:
    """Return a finding for every point that became contested or agreed, is new or gone, or changed otherwise.

    Otherwise is in its words, or in the perspectives that carry it; of several changes of a point the weightiest.
    `hidden` says of either moment whether points are held back from the reader: of points that were, none is called
    new, and of points that are, none gone.
    """
    untold = {rule for rule, is_hidden in zip(("point_new", "point_gone"), hidden, strict=True) if is_hidden}
    findings = []
    for rows in points_compared(before, after).values():
        for row in rows:
            was, now = row["before"], row["after"]
            if was is None or now is None:
                findings.append(_came_or_went(now, was))
            elif now["state"] != was["state"] and now["state"] in ("contested", "agreed"):
                findings.append(_of_point(f"became_{now['state']}", now, was))
            elif row["gained"] or row["lost"]:
                findings.append(_of_point("point_carried", now, was, gained=row["gained"], lost=row["lost"]))
            elif row["how"] == "changed":
                findings.append(_of_point("point_reworded", now, was))
    return sorted((row for row in findings if row.rule not in untold), key=lambda finding: -finding.weight)


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


def few_ratings_changed(
    of: str, key: str, before: Iterable[Mapping], after: Iterable[Mapping], roles: Sequence[str]
) -> list[Finding]:
    """Return per role and `of` where fewer than 3 rated at either moment, and all ratings now lie beyond all of then.

    Such ratings have no median: what is compared is the nearest of then and now, RISE or more apart. Else as
    `ratings_changed`; before and after are the ratings themselves, from low to high.
    """
    was, now = ({(row[key], row["role"]): row for row in rows} for rows in (before, after))
    findings = []
    for at in sorted(was.keys() & now.keys(), key=lambda at: (str(at[0]), at[1])):
        old, new = (_ratings(row[at]) for row in (was, now))
        if at[1] not in roles or not old or not new or min(len(old), len(new)) >= ENOUGH_RATINGS:
            continue
        rise = min(new) - max(old) if min(new) > max(old) else min(0, max(new) - min(old))
        if abs(rise) < RISE:
            continue
        rule = "few_rose" if rise > 0 else "few_fell"
        names = {of: at[0], "role": at[1], "before": old, "after": new, "n_before": len(old), "n": len(new)}
        findings.append(Finding("changed", rule, _WEIGHTS[rule] + abs(rise), names, rise, len(new)))
    return sorted(findings, key=lambda finding: -finding.weight)


def few_counted(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings on ratings with those of `few_ratings_changed` as one: how many are lower and higher.

    A single one stays itself.
    """
    few = [row for row in findings if row.rule in _FEW_WAYS.values()]
    if len(few) < 2:
        return list(findings)
    names = {way: sum(row.rule == rule for row in few) for way, rule in _FEW_WAYS.items()}
    answers = tuple(dict.fromkeys(answer_id for row in few for answer_id in row.basis.answers))
    weight = _WEIGHTS["ratings_few"]
    of_few = Finding("changed", "ratings_few", weight, names, len(few), basis=Basis(answers=answers))
    return [*(row for row in findings if row not in few), of_few]


def both_rated(key: str, before: Iterable[Mapping], after: Iterable[Mapping], roles: Sequence[str]) -> int:
    """Return how often a role rated the same at both moments, whatever it rated; `key` as for `ratings_changed`."""
    was, now = ({(row[key], row["role"]) for row in rows if _ratings(row)} for rows in (before, after))
    return sum(role in roles for _of, role in was & now)


def _ratings(row: Mapping) -> tuple[int, ...]:
    return tuple(value for value, name in enumerate(RATINGS, 1) for _vote in range(row[name]))


def _came_or_went(now: Mapping | None, was: Mapping | None) -> Finding:
    rule, point = ("point_new", now) if now else ("point_gone", was)
    if point is None:
        raise ValueError("a point that is compared stands at a moment")
    names = {"text": point["text"], "question": point["question"], "state": point["state"]}
    weight = _WEIGHTS[rule] + (point["state"] == "contested")
    return Finding("changed", rule, weight, names, basis=Basis(notes=tuple(point["notes"]), points=(point["id"],)))


def _of_point(rule: str, now: Mapping, was: Mapping, **more: object) -> Finding:
    names = {
        "text": now["text"],
        "before": was["text"],
        "question": now["question"],
        "reason": now["state_reason"],
        "was": was["state"],
    }
    basis = Basis(notes=tuple(now["notes"]), points=(now["id"], was["id"]))
    return Finding("changed", rule, _WEIGHTS[rule], names | more, basis=basis)


def _counted(rule: str, findings: Sequence[Finding]) -> list[Finding]:
    if not findings:
        return []
    contested = sum(finding.names["state"] == "contested" for finding in findings)
    names = {"points": len(findings), "contested": contested}
    basis = Basis(points=tuple(finding.basis.points[0] for finding in findings))
    return [Finding("changed", rule, _WEIGHTS[rule], names, figure=len(findings), basis=basis)]
