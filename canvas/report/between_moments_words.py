"""What two moments beside each other come to, in a sentence or two to read before all that changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from canvas.analysis.findings.finding import Finding
from canvas.errors import N_
from canvas.method import ENOUGH_RATINGS, Role
from canvas.report.finding_words import listed
from canvas.report.headline_words import role_names
from canvas.speech import Speech

PARTS = {
    "points": N_("Points"),
    "ratings": N_("Ratings and factors"),
    "partners": N_("Partners"),
    "roles": N_("Roles"),
}


def sentences(first: Finding, people: Finding, speech: Speech) -> list[str]:
    """Return what changed, by whom it was said, and what could not be compared; of `TwoMoments.first`."""
    return [line for line in (_changes(first, speech), _people(people, speech), missing(first, speech)) if line]


def missing(first: Finding, speech: Speech) -> str:
    """Return what could not be compared and what to do about it; '' where all could."""
    names: Mapping = first.names
    without = [
        names[moment]
        for moment, count in (("since", names["points_before"]), ("until", names["points_after"]))
        if not count
    ]
    lines = []
    if without:
        moments = listed([str(label) for label in without], speech)
        lines.append(
            speech._(
                "There are no points of {moments}: write them in Perspectives, then they are compared.", moments=moments
            )
        )
    if not names["compared"] and names["ratings_held_back"]:
        lines.append(speech._("Of no role do you see ratings of the same at both moments: some are held back."))
    elif not names["compared"]:
        lines.append(
            speech._("No role rated the same at both moments: ask for the same ratings again, or plan a factor scan.")
        )
    return " ".join(lines)


def about_part(part: str, first: Finding, people: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    """Return what stands under the title of a part: what was compared in it."""
    names: Mapping = first.names
    if part == "points":
        then = speech.n_("{n} point", "{n} points", names["points_before"])
        now = speech.n_("{n} point", "{n} points", names["points_after"])
        counts = speech._(
            "{since}: {then}, {until}: {now}.", since=names["since"], then=then, until=names["until"], now=now
        )
        if names["held_back"]:
            return " ".join([counts, speech._("Others are held back, so what is new or gone is not said.")])
        none_again = names["points_before"] and names["point_gone"] == names["points_before"]
        if not none_again or not names["points_after"]:
            order = speech._("First what became contested or agreed, then what changed, what is new and what is gone.")
            return " ".join([counts, order]) if names["points_after"] else counts
        return " ".join([counts, speech._("None stands in similar words at both: read them beside each other.")])
    if part == "ratings":
        return speech.n_(
            "{n} rating of a role could be compared; a difference counts from 1 on.",
            "{n} ratings of roles could be compared; a difference counts from 1 on.",
            names["compared"],
        )
    if part == "roles":
        heard: Mapping = people.names
        named = role_names(heard["roles"], speech, roles)
        return (
            speech._("Heard at both moments: {roles}.", roles=named) if named else speech._("No role was heard twice.")
        )
    came = sum(names[rule] for rule in ("partner_left", "partner_joined", "partner_not_heard_again"))
    return "" if came else speech._("Nobody came or went.")


def _changes(finding: Finding, speech: Speech) -> str:
    counts: Mapping = finding.names
    moments = {"since": counts["since"], "until": counts["until"]}
    if finding.rule == "no_changes" and counts["held_back"]:
        return speech._("From {since} to {until} nothing changed in what you see; points are held back.", **moments)
    if finding.rule == "no_changes" and counts["ratings_held_back"]:
        return speech._("From {since} to {until} nothing changed in what you see; ratings are held back.", **moments)
    if finding.rule == "no_changes":
        return speech._("From {since} to {until} nothing changed in points, ratings, partners or roles.", **moments)
    n_ = speech.n_
    is_anew = 0 < counts["point_new"] == counts["points_after"] and 0 < counts["point_gone"] == counts["points_before"]
    lower, higher = (counts[f"ratings_{way}"] + counts[f"few_{way}"] for way in ("fell", "rose"))
    worded: list[tuple[int, Callable[[int], str]]] = [
        (counts["partner_left"], lambda n: n_("{n} partner left", "{n} partners left", n)),
        (
            counts["role_not_heard_again"],
            lambda n: n_("{n} role was not heard again", "{n} roles were not heard again", n),
        ),
        (
            counts["partner_not_heard_again"],
            lambda n: n_("{n} partner was not heard again", "{n} partners were not heard again", n),
        ),
        (
            counts["became_contested"],
            lambda n: n_("{n} point became contested", "{n} points became contested", n),
        ),
        (counts["became_agreed"], lambda n: n_("{n} point became agreed", "{n} points became agreed", n)),
        (
            counts["point_new"] if is_anew else 0,
            lambda n: n_(
                "the points were written anew ({n} now, {before} then)",
                "the points were written anew ({n} now, {before} then)",
                n,
                before=counts["points_before"],
            ),
        ),
        (0 if is_anew else counts["point_new"], lambda n: _new(n, counts["new_contested"], speech)),
        (0 if is_anew else counts["point_gone"], lambda n: n_("{n} point is gone", "{n} points are gone", n)),
        (
            counts["point_reworded"] + counts["point_carried"],
            lambda n: n_("{n} point was changed", "{n} points were changed", n),
        ),
        (lower, lambda n: n_("{n} rating of a role is lower", "{n} ratings of roles are lower", n)),
        (higher, lambda n: n_("{n} rating of a role is higher", "{n} ratings of roles are higher", n)),
        (counts["partner_joined"], lambda n: n_("{n} partner joined", "{n} partners joined", n)),
        (
            counts["partner_heard_now"],
            lambda n: n_("{n} partner is newly heard", "{n} partners are newly heard", n),
        ),
        (counts["role_heard_now"], lambda n: n_("{n} role is newly heard", "{n} roles are newly heard", n)),
    ]
    parts = listed([say(count) for count, say in worded if count], speech)
    return speech._("From {since} to {until}: {parts}.", parts=parts, **moments)


def _new(points: int, contested: int, speech: Speech) -> str:
    words = speech.n_("{n} point is new", "{n} points are new", points)
    if not contested:
        return words
    return speech.n_("{words} ({n} contested)", "{words} ({n} contested)", contested, words=words)


def _people(finding: Finding, speech: Speech) -> str:
    names: Mapping = finding.names
    if not names["before"] and not names["after"]:
        return speech._("Nobody was interviewed at either moment: what is noted comes from documents.")
    then, now = (speech.n_("{n} person", "{n} people", names[when]) for when in ("before", "after"))
    heard = speech._(
        "Heard at {since}: {then}, at {until}: {now}; {both} of them both times.",
        since=names["since"],
        until=names["until"],
        then=then,
        now=now,
        both=names["both"],
    )
    few = min(names["before"], names["after"]) < ENOUGH_RATINGS
    return " ".join([heard, speech._("That is few people: read what they said.")]) if few else heard
