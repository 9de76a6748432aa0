"""What a heatmap comes to, in a sentence to read before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from canvas.analysis.findings.finding import Finding
from canvas.analysis.heatmap import RATED
from canvas.errors import N_
from canvas.method import Role
from canvas.report.finding_words import listed
from canvas.speech import Speech

_NAMED = 3  # rows without a figure that are named; of more their number is said
_MOST = {
    "notes": N_("Most was noted on {most}: {n}."),
    "ratings": N_("Most ratings were given to {most}: {n}."),
    "roles": N_("Most roles were heard on {most}: {n}."),
}


def heat_sentence(finding: Finding, speech: Speech, roles: Mapping[str, Role], title: Callable[[str], str]) -> str:
    """Return the sentence of a finding of `analysis.findings.heated`; `title` gives how a row is called by its key."""
    if finding.rule == "heat_without_figures":
        return _nothing(finding, speech, roles)
    if finding.rule == "heat_of_gaps":
        return _gaps(finding, speech, title)
    names: Mapping = finding.names
    if names["figure"] in RATED:
        return _rated(names, speech, roles, title)
    most, message = names["most"], _MOST[names["figure"]]
    first = speech._(message, most=title(most["row"]), n=speech.number(int(most["value"])))
    without = names["without"]
    if not without:
        least = names["least"]
        rest = speech._("Least on {least}: {n}.", least=title(least["row"]), n=speech.number(int(least["value"])))
    elif len(without) <= _NAMED:
        rest = speech._("Nothing on {rows}.", rows=listed([title(row) for row in without], speech))
    else:
        rest = speech._("Nothing on {n} of the {rows} rows.", n=len(without), rows=names["rows"])
    return f"{first} {rest}"


def _nothing(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> str:
    names: Mapping = finding.names
    if names["figure"] == "gap":
        return speech._(
            "Nothing can be compared: nowhere did two roles of a partnership give three ratings. Ask more to rate."
        )
    if names["figure"] in RATED:
        role = roles[names["role"]].label[speech.language] if names["role"] in roles else speech._("No role")
        return speech._(
            "{role}: nowhere three ratings, so you see their number alone. Ask more people to rate.", role=role
        )
    return speech._("Nothing stands in this table yet: hold interviews first.")


def _gaps(finding: Finding, speech: Speech, title: Callable[[str], str]) -> str:
    names: Mapping = finding.names
    compared = speech.n_("{n} row", "{n} rows", names["compared"])
    if not names["apart"]:
        return speech._("Of {compared} that can be compared, roles lie 1 or more apart on none.", compared=compared)
    return speech._(
        "Of {compared} that can be compared, roles lie 1 or more apart on {apart}; most often on {row}: in {n} of "
        "{total} partnerships.",
        apart=names["apart"],
        compared=compared,
        row=title(names["row"]),
        n=speech.number(names["most"]),
        total=speech.number(names["of"]),
    )


def _rated(names: Mapping, speech: Speech, roles: Mapping[str, Role], title: Callable[[str], str]) -> str:
    message = (
        N_("{role}: highest on {most}, {high} (n {n_high}), and lowest on {least}, {low} (n {n_low}).")
        if names["figure"] == "median"
        else N_("{role} agree most on {most}: A {high} (n {n_high}), and least on {least}: A {low} (n {n_low}).")
    )
    most, least = names["most"], names["least"]
    return speech._(
        message,
        role=roles[names["role"]].label[speech.language],
        most=_at(most, title),
        least=_at(least, title),
        high=_written(most["value"], speech),
        low=_written(least["value"], speech),
        n_high=speech.number(most["n"]),
        n_low=speech.number(least["n"]),
    )


def _at(place: Mapping, title: Callable[[str], str]) -> str:
    return f"{title(place['row'])} ({place['moment']})" if place["moment"] else title(place["row"])


def _written(value: float, speech: Speech) -> str:
    words = f"{round(value, 1):g}".replace("-", "−")
    return words.replace(".", ",") if speech.language == "nl" else words
