"""What the ratings of the ten success factors come to, in sentences to read before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.findings.finding import Finding
from canvas.errors import N_
from canvas.method import Role
from canvas.report.finding_words import listed
from canvas.report.headline_words import role_names
from canvas.speech import Speech

_WHO = {
    "rated": N_("Rated by: {roles}."),
    "unsure": N_("Did not know: {roles}."),
    "silent": N_("Asked, no rating: {roles}."),
    "held_back": N_("Ratings held back: {roles}."),
    "not_asked": N_("Not asked: {roles}."),
}


def factor_sentences(
    findings: Sequence[Finding], speech: Speech, roles: Mapping[str, Role], earlier: str = ""
) -> list[str]:
    """Return the sentences of `analysis.findings.rated_factors`; `earlier` is the label of the moment before."""
    return [sentence for finding in findings if (sentence := _sentence(finding, speech, roles, earlier))]


def _sentence(finding: Finding, speech: Speech, roles: Mapping[str, Role], earlier: str) -> str:
    names: Mapping = finding.names
    if finding.rule == "who_rated":
        worded = [(message, role_names(names[state], speech, roles)) for state, message in _WHO.items()]
        return " ".join(speech._(message, roles=named) for message, named in worded if named)
    words = _standing(finding, speech, roles, earlier)
    if finding.rule in ("factors_apart", "factors_equal", "factors_of_few") and names["held_back"]:
        return " ".join([words, speech._("Ratings of few people are held back: this is of what you may see.")])
    return words


def _standing(finding: Finding, speech: Speech, roles: Mapping[str, Role], earlier: str) -> str:
    names: Mapping = finding.names
    if finding.rule == "factors_apart":
        return " ".join(
            speech._(
                message,
                factor=speech.factor(row["factor"], short=True),
                role=roles[row["role"]].label[speech.language],
                **_counts(row, speech),
            )
            + _alike(row, speech)
            for message, row in ((_LOWEST, names["weak"]), (_HIGHEST, names["strong"]))
            if row
        )
    if finding.rule == "factors_changed":
        return _changed(names, speech, earlier)
    if finding.rule == "factors_of_few":
        return _few(names, speech, roles)
    if finding.rule == "factors_equal":
        return speech._("No factor stands out: all stand equal.")
    if finding.rule == "factors_held_back":
        return speech._("No rating can be shown: ratings of few people are held back.")
    return speech._("No factor was rated yet: everyone who was asked left it open or did not know.")


def _alike(row: Mapping, speech: Speech) -> str:
    """Say how many factors stand where this one does; '' for none."""
    if not row["alike"]:
        return ""
    return " " + speech.n_("{n} other stands as it does.", "{n} others stand as it does.", row["alike"])


_LOWEST = N_("Lowest stands “{factor}” ({role}: {low} of {n} gave 1 or 2, {high} gave 4 or 5).")
_HIGHEST = N_("Highest stands “{factor}” ({role}: {high} of {n} gave 4 or 5, {low} gave 1 or 2).")


def _counts(row: Mapping, speech: Speech) -> dict[str, str]:
    return {name: speech.number(row[name]) for name in ("n", "low", "high")}


def _few(names: Mapping, speech: Speech, roles: Mapping[str, Role]) -> str:
    ratings = speech.n_("{n} rating", "{n} ratings", names["ratings"])
    few = speech._(
        "No role gave a factor three ratings ({ratings} in all), so none stands as weak or strong.", ratings=ratings
    )
    if names["held_back"]:
        few = speech._("No role has three ratings of a factor that you may see, so none stands as weak or strong.")
    if not names["low"] and names["held_back"]:
        return few
    if not names["low"]:
        return " ".join([few, speech._("Nobody gave a 1 or a 2.")])
    low = speech.n_(
        "A 1 or a 2 was given to {n} factor: “{factor}”, by {roles}.",
        "A 1 or a 2 was given to {n} factors, by most roles to “{factor}”: {roles}.",
        names["low"],
        factor=speech.factor(names["first"], short=True),
        roles=role_names(names["first_roles"], speech, roles),
    )
    return f"{low} {few}"


def _changed(names: Mapping, speech: Speech, earlier: str) -> str:
    if not names["lower"] and not names["higher"]:
        return speech._("Since {moment} no role rates a factor 1 or more lower or higher.", moment=earlier)
    n_ = speech.n_
    worded = {
        "lower": n_("{n} rating of a role is lower", "{n} ratings of roles are lower", names["lower"]),
        "higher": n_("{n} rating of a role is higher", "{n} ratings of roles are higher", names["higher"]),
    }
    changes = listed([words for way, words in worded.items() if names[way]], speech)
    return speech._("Since {moment}: {changes}.", moment=earlier, changes=changes)
