"""What a finding is: which rule made it, what its sentence names, its figure, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# The parts of a state of affairs, in the order of reading: who is there comes before what they say.
PARTS = ("aboard", "changed", "contested", "agreed", "well", "shared", "risks")

# Rules that give a finding on the same thing under another heading: what was chosen for it (left out, sooner) stays.
_SAME = {"point_shared": "point_agreed"}
_ABOUT = ("role", "block", "factor")  # what a finding without a point or a partner is about, as its sentence names it


@dataclass(frozen=True)
class Basis:
    """What a finding rests on, by ids: notes, answers and points; and which partners and respondents it is about.

    `words` are the ids of notes in which those it is about spoke last: they are read beside it, and prove nothing of
    it. `codes` are those of the respondents whose words or ratings it rests on.
    """

    notes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One finding of `part` (of PARTS) by `rule`.

    `names` is what its sentence names, by the names of the gaps in it; `figure` is the figure in it, None where it has
    none; `n` how many people it rests on. The heaviest `weight` of a part is read first.
    """

    part: str
    rule: str
    weight: float
    names: Mapping[str, object]
    figure: float | None = None
    n: int = 0
    basis: Basis = field(default_factory=Basis)

    @property
    def key(self) -> str:
        """Return by what this finding is recognised when the study has changed: its rule and what it is about."""
        if "agreement" in self.names:
            return f"{self.rule}/{self.names['agreement']}"
        rule = _SAME.get(self.rule, self.rule)
        basis = self.basis
        about = (
            basis.points[:1] or basis.partners[:1] or [str(self.names[name]) for name in _ABOUT if name in self.names]
        )
        return "/".join([rule, *(about or basis.notes[:1])])


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by part, and within one by weight; alike ones stay as they came."""
    return sorted(findings, key=lambda finding: (PARTS.index(finding.part), -finding.weight))
