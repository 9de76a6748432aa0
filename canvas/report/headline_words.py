"""What a screen comes to, in a sentence or two to read before its table: one sentence for each finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.analysis.findings.finding import Finding
from canvas.errors import N_
from canvas.method import Role
from canvas.report.finding_words import counts_in_words, listed, partners_with_day
from canvas.speech import Speech

_HEARING = {
    "heard": N_("Heard: {roles}."),
    "no_opinion": N_("No opinion: {roles}."),
    "not_answered": N_("Asked and silent: {roles}."),
    "not_asked": N_("Not asked: {roles}."),
}


def headline(finding: Finding, speech: Speech, roles: Mapping[str, Role], of_questions: bool = False) -> str:
    """Return the sentence of a finding of `analysis.findings.differing`, on blocks or on questions."""
    if finding.rule == "hearing":
        return _hearing(finding.names, speech, roles)
    if finding.rule == "departed_voices":
        return _departed(finding.names, speech)
    return _differences(finding, speech, of_questions)


def role_names(keys: Sequence[str], speech: Speech, roles: Mapping[str, Role]) -> str:
    """Return roles by name, the last after "and"."""
    return listed([roles[key].label[speech.language] for key in keys if key in roles], speech)


def _differences(finding: Finding, speech: Speech, of_questions: bool) -> str:
    counts: Mapping = finding.names
    unplaced = speech.n_(
        "{n} disputed point is in none of these rows, as words that it rests on are held back.",
        "{n} disputed points are in none of these rows, as words that they rest on are held back.",
        counts["unplaced"],
    )
    if finding.rule == "no_differences" and counts["held_back"]:
        hidden = speech._("No difference shows in what you may see; words and ratings of few people are held back.")
        return " ".join([hidden, unplaced] if counts["unplaced"] else [hidden])
    if finding.rule == "no_differences":
        return _none(counts["compared"], speech, of_questions)
    n_ = speech.n_
    worded: dict[str, Callable[[int], str]] = {
        "apart": lambda n: n_("{n} rated differently", "{n} rated differently", n),
        "disputed": lambda n: n_("{n} with a disputed point", "{n} with disputed points", n),
        "divided": lambda n: n_("{n} divided within a role", "{n} divided within a role", n),
        "few_apart": lambda n: n_("{n} far apart, on few voices", "{n} far apart, on few voices", n),
    }
    parts = counts_in_words(counts, worded, speech)
    values = {"n": finding.figure, "rows": counts["rows"], "parts": parts}
    if of_questions:
        first = speech.question(str(counts["first"]))
        return speech._(
            "There is difference on {n} of the {rows} questions: {parts}. First: {first}", first=first, **values
        )
    first = speech.block(str(counts["first"]))
    return speech._("There is difference on {n} of the {rows} blocks: {parts}. First: {first}.", first=first, **values)


def _none(compared: int, speech: Speech, of_questions: bool) -> str:
    if not compared:
        return speech._("Nothing could be compared: nowhere did two roles give a rating, and no point is disputed.")
    if of_questions:
        return speech.n_(
            "No difference found on the {n} question that two roles or more rated.",
            "No difference found on the {n} questions that two roles or more rated.",
            compared,
        )
    return speech.n_(
        "No difference found on the {n} block that two roles or more rated.",
        "No difference found on the {n} blocks that two roles or more rated.",
        compared,
    )


def _hearing(names: Mapping, speech: Speech, roles: Mapping[str, Role]) -> str:
    worded = [(message, role_names(names[state], speech, roles)) for state, message in _HEARING.items()]
    return " ".join(speech._(message, roles=named) for message, named in worded if named)


def _departed(names: Mapping, speech: Speech) -> str:
    return speech.n_(
        "{n} of those heard speaks for a partner that has left: {partners}.",
        "{n} of those heard speak for a partner that has left: {partners}.",
        len(names["codes"]),
        partners=partners_with_day(names["partners"], speech),
    )
