"""What two moments of a partnership come to beside each other: points, ratings, partners and roles that changed.

The rules are those of the state of affairs; here the moments may be any two, and every point that changed is a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.findings.aboard import Hearing, aboard, end_of, is_heard_at
from canvas.analysis.findings.changed import (
    NOTHING_HIDDEN,
    both_rated,
    few_ratings_changed,
    point_changes,
    ratings_changed,
)
from canvas.analysis.findings.finding import Basis, Finding

# What a screen leads with, in the order of reading, and the rules whose findings stand in each.
PARTS = {
    "points": (
        "became_contested",
        "became_agreed",
        "point_carried",
        "point_reworded",
        "point_new",
        "point_gone",
    ),
    "ratings": ("ratings_fell", "ratings_rose", "few_fell", "few_rose"),
    "partners": ("partner_left", "partner_not_heard_again", "partner_joined", "partner_heard_now"),
    "roles": ("role_not_heard_again", "role_heard_now"),
}
RATED_OF = (("block", "block"), ("factor", "factor"))  # what ratings are of, and the column of a cell that names it


@dataclass(frozen=True)
class Points:
    """The points of two moments: rows of `points.of_moment`; `hidden` is as for `changed.point_changes`."""

    before: Sequence[Mapping]
    after: Sequence[Mapping]
    hidden: Sequence[bool] = NOTHING_HIDDEN


@dataclass(frozen=True)
class TwoMoments:
    """What changed: `first` are the findings to read before all, `parts` those of each of PARTS, weightiest first."""

    first: list[Finding]
    parts: dict[str, list[Finding]]

    @property
    def by_key(self) -> dict[str, Finding]:
        """Return the findings of all parts by their keys."""
        return {finding.key: finding for findings in self.parts.values() for finding in findings}

    def of_block(self, block: str) -> list[Finding]:
        """Return the findings on ratings of a block."""
        return [finding for finding in self.parts["ratings"] if finding.names.get("block") == block]


def between_moments(
    hearing: Hearing, points: Points, rated: Mapping[str, Sequence[Mapping]], ratings_hidden: bool = False
) -> TwoMoments:
    """Return what changed from `hearing.before` to `hearing.now`.

    `rated` are the cells of both moments with the counts of ratings, of "block" and of "factor"; `ratings_hidden` says
    whether any may be held back from the reader.
    """
    since, until = hearing.before, hearing.now
    if since is None:
        raise ValueError("two moments are compared, and there is one")
    findings = [
        *point_changes(points.before, points.after, points.hidden),
        *aboard(hearing),
        *_heard_now(hearing, since),
    ]
    compared = 0
    for of, column in RATED_OF:
        was, now = ([row for row in rated[of] if row["wave_id"] == moment["wave_id"]] for moment in (since, until))
        compared += both_rated(column, was, now, hearing.roles)
        findings += ratings_changed(of, column, was, now, hearing.roles)
        findings += few_ratings_changed(of, column, was, now, hearing.roles)
    parts = {
        part: sorted((row for row in findings if row.rule in rules), key=lambda row: -row.weight)
        for part, rules in PARTS.items()
    }
    about = {"compared": compared, "ratings_held_back": ratings_hidden}
    return TwoMoments([_changes(parts, points, about, since, until), _people(hearing, since)], parts)


def _heard_now(hearing: Hearing, since: Mapping) -> list[Finding]:
    """Return the partners and roles that are heard now and were not at `since`; who joined since is said elsewhere."""
    now, label = hearing.now, since["label"]
    findings = []
    for partner in hearing.partners:
        heard = hearing.heard_of(partner["id"])
        is_new = (partner["joined"] or "") > (end_of(since) or "9999")
        if now["wave_id"] in heard and since["wave_id"] not in heard and not is_new:
            people = tuple(sorted(heard[now["wave_id"]]))
            names = {"organisation": partner["organisation"], "last_heard": label, "joined": None, "left": None}
            basis = Basis(partners=(partner["id"],), respondents=people)
            findings.append(Finding("aboard", "partner_heard_now", 15, names, len(people), len(people), basis))
    for role in hearing.roles:
        then, is_now = (hearing.states[row["wave_id"]].get(role, "not_asked") for row in (since, now))
        if is_now == "heard" and then != "heard":
            people = tuple(
                sorted(
                    {row["respondent_id"] for row in hearing.voices if row["role"] == role and is_heard_at(row, now)}
                )
            )
            names = {"role": role, "last_heard": label, "state": then}
            about = Basis(respondents=people)
            findings.append(Finding("aboard", "role_heard_now", 15, names, len(people), len(people), about))
    return findings


def _changes(
    parts: Mapping[str, Sequence[Finding]], points: Points, about: Mapping[str, int], since: Mapping, until: Mapping
) -> Finding:
    counts = {rule: 0 for rules in PARTS.values() for rule in rules}
    for findings in parts.values():
        for finding in findings:
            counts[finding.rule] += 1
    names = counts | {
        "since": since["label"],
        "until": until["label"],
        "points_before": len(points.before),
        "points_after": len(points.after),
        "new_contested": sum(row.rule == "point_new" and row.names["state"] == "contested" for row in parts["points"]),
        "held_back": any(points.hidden),
        **about,
    }
    total = sum(counts.values())
    return Finding("changed", "changes" if total else "no_changes", 100, names, total)


def _people(hearing: Hearing, since: Mapping) -> Finding:
    """Return how many people were heard at either moment and at both, and which roles at both."""
    then, now = (
        {voice["respondent_id"] for voice in hearing.voices if is_heard_at(voice, row)} for row in (since, hearing.now)
    )
    both_roles = [
        role
        for role in hearing.roles
        if all(hearing.states[row["wave_id"]].get(role) == "heard" for row in (since, hearing.now))
    ]
    names = {
        "since": since["label"],
        "until": hearing.now["label"],
        "before": len(then),
        "after": len(now),
        "both": len(then & now),
        "roles": tuple(both_roles),
    }
    return Finding("aboard", "people_of_both", 90, names, len(then & now), len(then | now))
