"""What a perspectives table comes to, and why a role has no row or no point in it, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.analysis.findings.finding import Finding
from canvas.analysis.perspectives import SHARED, RoleStanding
from canvas.errors import N_
from canvas.method import Role, standard_roles
from canvas.report.finding_words import counts_in_words, listed
from canvas.speech import Speech

# Why a role of the method has no row; one of the study's own has none because the study chose so.
_NO_ROW = {
    "project_lead": N_("No row: speaks for the partnership as a whole."),
    "participant": N_("No row: those whom the partnership is for are heard beside its partners."),
}
_OF_OWN = N_("No row: the study gave this role of its own none.")
_STATES = {
    "no_opinion": N_("Asked, and had no opinion, so no point can rest on it."),
    "not_answered": N_("Asked, and silent, so no point can rest on it."),
    "not_asked": N_("Not asked, so no point can rest on it."),
}


def table_sentences(findings: Sequence[Finding], speech: Speech) -> list[str]:
    """Return the sentences of `analysis.findings.tabled`."""
    return [_points(row, speech) if row.rule != "places_without_point" else _places(row, speech) for row in findings]


def role_lines(
    standing: RoleStanding, speech: Speech, roles: Mapping[str, Role], *, held_back: bool = False
) -> list[str]:
    """Return why a role has no row or no point, and where its points go: a sentence or two.

    Where something is `held_back` from the reader, that nothing is seen of a role is no reason.
    """
    lines = []
    if not standing.has_row:
        of_own = standing.role not in standard_roles()
        lines.append(speech._(_OF_OWN if of_own else _NO_ROW[standing.role]))
    if standing.notes or standing.supported:
        lines.append(_heard(standing, speech, roles, held_back))
    else:
        lines.append(_silence(standing, speech, held_back))
    if standing.claimed and not standing.has_row:
        lines.append(
            speech.n_(
                "{n} point names it as a perspective: it stands in the shared row where no other does.",
                "{n} points name it as a perspective: they stand in the shared row where no other does.",
                standing.claimed,
            )
        )
    return lines


def _silence(standing: RoleStanding, speech: Speech, held_back: bool) -> str:
    if standing.state == "heard":
        if held_back:
            return speech._("Heard; no note or point of it is one that you may see.")
        return speech._("Heard, without a note: answers without words carry no point.")
    return speech._(_STATES[standing.state])


def _heard(standing: RoleStanding, speech: Speech, roles: Mapping[str, Role], held_back: bool) -> str:
    notes = speech.n_("{n} note", "{n} notes", standing.notes)
    if not standing.supported and held_back:
        return speech._("Heard in {notes}; no point that you may see rests on them.", notes=notes)
    if not standing.supported:
        return speech._("Heard in {notes}, no point rests on them yet.", notes=notes)
    where = [
        speech.n_("{n} point in {row}", "{n} points in {row}", count, row=_row(row, speech, roles))
        for row, count in standing.supported.items()
    ]
    return speech._("Heard in {notes}; they support {points}.", notes=notes, points=listed(where, speech))


def _row(row: str, speech: Speech, roles: Mapping[str, Role]) -> str:
    if row == SHARED:
        return speech._("the shared row")
    return speech._("the row of {role}", role=roles[row].label[speech.language])


def _points(finding: Finding, speech: Speech) -> str:
    counts: Mapping = finding.names
    if finding.rule == "no_points" and counts["held_back"]:
        return speech._("No point that you may see stands here.")
    if finding.rule == "no_points":
        return speech._("No point was written yet.")
    n_ = speech.n_
    worded: dict[str, Callable[[int], str]] = {
        "shared": lambda n: n_("{n} shared by all", "{n} shared by all", n),
        "whole": lambda n: n_("{n} about the partnership", "{n} about the partnership", n),
        "partly": lambda n: n_("{n} by some", "{n} by some", n),
        "own": lambda n: n_("{n} by one perspective alone", "{n} by one perspective alone", n),
    }
    reach = counts_in_words(counts, worded, speech)
    state: dict[str, Callable[[int], str]] = {
        "contested": lambda n: n_("{n} is contested", "{n} are contested", n),
        "drafts": lambda n: n_("{n} is still a draft", "{n} are still drafts", n),
    }
    stands = counts_in_words(counts, state, speech)
    points = n_("{n} point", "{n} points", counts["points"])
    if not stands:
        return speech._("{points}: {reach}.", points=points, reach=reach)
    return speech._("{points}: {reach}; {stands}.", points=points, reach=reach, stands=stands)


def _places(finding: Finding, speech: Speech) -> str:
    counts: Mapping = finding.names
    if not counts["open"]:
        return speech._("Every perspective has a point on every question.")
    n_ = speech.n_
    worded: dict[str, Callable[[int], str]] = {
        "heard": lambda n: n_("{n} heard and waiting for one", "{n} heard and waiting for one", n),
        "no_opinion": lambda n: n_("{n} without an opinion", "{n} without an opinion", n),
        "not_answered": lambda n: n_("{n} asked and silent", "{n} asked and silent", n),
        "not_asked": lambda n: n_("{n} not asked", "{n} not asked", n),
    }
    parts = counts_in_words(counts, worded, speech)
    values = {"open": counts["open"], "places": counts["places"], "parts": parts}
    if counts["not_asked"] == counts["places"]:
        return speech._("Nobody with a row was asked yet: hold interviews with them first.")
    if counts["held_back"]:
        return speech._("Without a point that you may see: {open} of {places} places, of which {parts}.", **values)
    return speech._("Without a point: {open} of {places} places, of which {parts}.", **values)
