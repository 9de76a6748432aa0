"""Who is aboard at a moment: partners that left, joined or were never heard, and roles that fell silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.findings.largest import largest
from canvas.analysis.giving import Giving
from canvas.analysis.presence import presence
from canvas.analysis.response_state import grouped_states

# Weights of the rules: what a lead must know first stands first.
WEIGHTS = {
    "not_everyone": 100,
    "everyone": 100,
    "partner_left": 90,
    "partners_heard": 85,
    "role_not_heard_again": 80,
    "partner_not_heard": 70,
    "partner_not_heard_again": 60,
    "role_silent": 50,
    "role_not_asked": 40,
    "partner_left_earlier": 30,
    "partner_joined": 20,
    "heard": 10,
}
LARGEST = 5  # what a partner that left weighs more where it was the largest of its role
ABSENCES = ("partner_left", "partner_not_heard", "partner_not_heard_again", "role_not_heard_again", "role_silent")


@dataclass(frozen=True)
class Hearing:
    """What the rules read of a partnership at a moment.

    `moments` are those of the partnership up to and with this one, in order (rows of `moments.moments`), `partners`
    its partners, `voices` rows of `store.overview.voices`, `cells` those of these moments, `roles` the keys of all
    roles in order, `table_roles` those with a row in the perspectives table, `givings` what its partners give. `since`
    is the moment to compare with where that is another than the one before. Who leaves after `day` (YYYY-MM-DD; today)
    is still there.
    """

    moments: Sequence[Mapping]
    partners: Sequence[Mapping]
    voices: Sequence[Mapping]
    cells: Sequence[Mapping]
    roles: Sequence[str]
    table_roles: Sequence[str]
    givings: Sequence[Giving] = ()
    since: Mapping | None = None
    day: str = "9999"

    @property
    def now(self) -> Mapping:
        """Return the moment that it is about."""
        return self.moments[-1]

    @property
    def before(self) -> Mapping | None:
        """Return the moment to compare with, which is the one before at first; None at the first."""
        return self.since or (self.moments[-2] if len(self.moments) > 1 else None)

    @cached_property
    def states(self) -> dict[str, dict[str, str]]:
        """Return per wave the state of each role that was asked or noted of (of `response_state.STATES`)."""
        by_wave: dict[str, dict[str, str]] = {moment["wave_id"]: {} for moment in self.moments}
        for (wave, role), group in grouped_states(self.cells, lambda cell: (cell["wave_id"], cell["role"])).items():
            if role and wave in by_wave:
                by_wave[wave][role] = group["state"]
        return by_wave

    def heard_of(self, partner_id: str) -> dict[str, set[str]]:
        """Return per wave at which anybody of a partner was heard, the ids of these respondents."""
        by_wave: dict[str, set[str]] = {}
        for voice in self.voices:
            if voice["partner_id"] == partner_id and voice["heard"]:
                by_wave.setdefault(voice["wave_id"], set()).add(voice["respondent_id"])
        return by_wave


def aboard(hearing: Hearing) -> list[Finding]:
    """Return who is aboard and who is not, the heaviest first; the first says which of the two it is."""
    findings = [*_partners(hearing), *_roles(hearing)]
    counts = {rule: sum(finding.rule == rule for finding in findings) for rule in ABSENCES}
    people = {voice["respondent_id"] for voice in hearing.voices if is_heard_at(voice, hearing.now)}
    roles = {voice["role"] for voice in hearing.voices if is_heard_at(voice, hearing.now)}
    findings.append(
        _finding(
            "heard",
            {"people": len(people), "roles": len(roles)},
            figure=len(people),
            n=len(people),
            basis=Basis(respondents=tuple(sorted(people))),
        )
    )
    absent = sum(counts.values())
    rule = "not_everyone" if absent else "everyone"
    if people or absent:
        findings.append(_finding(rule, counts, figure=absent, n=len(people)))
    return sorted(findings, key=lambda finding: -finding.weight)


def _partners(hearing: Hearing) -> list[Finding]:
    now, before = hearing.now, hearing.before
    began = end_of(before) if before else ""
    labels = {moment["wave_id"]: moment["label"] for moment in hearing.moments}
    findings: list[Finding] = []
    here: list[str] = []
    heard_now: set[str] = set()
    for partner in hearing.partners:
        heard = {wave: people for wave, people in hearing.heard_of(partner["id"]).items() if wave in labels}
        last = [moment["label"] for moment in hearing.moments if moment["wave_id"] in heard][-1:]
        people = {person for some in heard.values() for person in some}
        names = {
            "organisation": partner["organisation"],
            "joined": partner["joined"],
            "left": partner["left"],
            "last_heard": last[0] if last else "",
        }
        about = Basis(partners=(partner["id"],), respondents=tuple(sorted(people)))
        there = presence(partner, now["to_date"], hearing.day)
        if there == "later":
            continue
        if there == "left":
            rule = "partner_left" if partner["left"] > began else "partner_left_earlier"
        elif not heard:
            rule = "partner_not_heard"
        elif now["wave_id"] not in heard:
            rule = "partner_not_heard_again"
        else:
            rule = ""
        if rule == "partner_left":
            findings.append(_left(hearing, partner, names, about, len(people)))
        elif rule:
            findings.append(_finding(rule, names, n=len(people), basis=about))
        if began and partner["joined"] and partner["joined"] > began and rule != "partner_left":
            findings.append(_finding("partner_joined", names, n=len(people), basis=about))
        if not rule:
            here.append(partner["organisation"])
            heard_now |= heard[now["wave_id"]]
    if here:
        about = Basis(respondents=tuple(sorted(heard_now)))
        findings.append(_finding("partners_heard", {"organisations": tuple(here)}, len(here), len(heard_now), about))
    return findings


def _left(hearing: Hearing, partner: Mapping, names: Mapping[str, object], about: Basis, people: int) -> Finding:
    """Return that a partner left, and in what it was the largest of its role, if it was."""
    ahead = largest(partner, hearing.partners, hearing.givings)
    notes = tuple(note_id for part in ahead for note_id in part.notes)
    names = {**names, "role_of": partner["role"], "largest": tuple(ahead)}
    finding = _finding("partner_left", names, n=people, basis=replace(about, notes=notes))
    return replace(finding, weight=finding.weight + LARGEST) if ahead else finding


def _roles(hearing: Hearing) -> list[Finding]:
    states, now = hearing.states, hearing.now["wave_id"]
    findings = []
    for role in hearing.roles:
        state = states[now].get(role, "not_asked")
        earlier = [moment for moment in hearing.moments[:-1] if states[moment["wave_id"]].get(role) == "heard"]
        people = {
            voice["respondent_id"]
            for voice in hearing.voices
            if earlier and voice["role"] == role and is_heard_at(voice, earlier[-1])
        }
        names = {"role": role, "last_heard": earlier[-1]["label"] if earlier else "", "people": len(people)}
        about = Basis(respondents=tuple(sorted(people)))
        if state == "heard":
            continue
        if earlier:
            findings.append(_finding("role_not_heard_again", names | {"state": state}, len(people), len(people), about))
        elif state in ("no_opinion", "not_answered"):
            findings.append(_finding("role_silent", names | {"state": state}))
        elif role in hearing.table_roles:
            findings.append(_finding("role_not_asked", names))
    return findings


def end_of(moment: Mapping) -> str:
    """Return the last day of a moment that is known: without an end its begin; '' where it has no day at all."""
    return str(moment["to_date"] or moment.get("from_date") or "")


def is_heard_at(voice: Mapping, moment: Mapping) -> bool:
    """Return whether a voice (row of `store.overview.voices`) was heard at a moment."""
    return voice["heard"] and voice["wave_id"] == moment["wave_id"]


def _finding(
    rule: str, names: Mapping[str, object], figure: float | None = None, n: int = 0, basis: Basis | None = None
) -> Finding:
    return Finding("aboard", rule, WEIGHTS[rule], names, figure, n, basis or Basis())
