"""What those who rated at both moments did: a median that rises may hide somebody who fell, and who that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from canvas.analysis.findings.finding import Finding

Place = tuple[str, str | int]  # a role, and the block or success factor that it rated


@dataclass(frozen=True)
class SamePeople:
    """How many of those who rated at both moments are now higher, lower, or rate the same.

    `lowest` is the lowest rating of who is lower, None for nobody; of those `gone` speak for a partner that has left:
    `partners` (organisation and day).
    """

    higher: int
    lower: int
    same: int
    lowest: int | None = None
    gone: int = 0
    partners: tuple[tuple[str, str], ...] = ()


def with_same_people(
    findings: Sequence[Finding],
    votes: Iterable[Mapping],
    waves: tuple[str, str],
    departed: Mapping[str, Mapping],
) -> list[Finding]:
    """Return findings on ratings that changed with `same_people`, from `votes` (`counts.votes.votes_by_person`).

    `departed` is by code what `respondents.departed` gives. Where not every vote that a finding counts is among them,
    as some are held back, nothing is added: who rated both times would not be known.
    """
    by_place: dict[Place, dict[str, dict[str, Mapping]]] = {}
    for vote in votes:
        about = vote["block"] if vote["factor"] is None else vote["factor"]
        of_wave = by_place.setdefault((vote["role"], about), {wave: {} for wave in waves})
        of_wave[vote["wave_id"]][vote["person"]] = vote
    return [_with_same(finding, by_place, waves, departed) for finding in findings]


def _with_same(
    finding: Finding,
    by_place: Mapping[Place, Mapping[str, Mapping[str, Mapping]]],
    waves: tuple[str, str],
    departed: Mapping[str, Mapping],
) -> Finding:
    names = finding.names
    if "n_before" not in names:
        return finding
    about = int(str(names["factor"])) if "factor" in names else str(names["block"])
    then, now = (by_place.get((str(names["role"]), about), {}).get(wave, {}) for wave in waves)
    if (len(then), len(now)) != (names["n_before"], names["n"]):
        return finding
    both = [(then[person]["rating"], vote) for person, vote in now.items() if person in then]
    lower = [vote for was, vote in both if vote["rating"] < was]
    gone = [departed[vote["code"]] for vote in lower if vote["code"] in departed]
    same = SamePeople(
        sum(vote["rating"] > was for was, vote in both),
        len(lower),
        sum(vote["rating"] == was for was, vote in both),
        min((vote["rating"] for vote in lower), default=None),
        len(gone),
        tuple(sorted({(row["organisation"], row["left"]) for row in gone})),
    )
    return replace(finding, names={**names, "same_people": same})
