"""Reads what the screen of the state of affairs shows: the findings, and what people added to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from canvas.analysis.findings.finding import PARTS, Finding
from canvas.analysis.next_steps import NextStep, StepFacts, next_steps
from canvas.read_models.state_of_affairs import StateOfAffairs, state_of_affairs
from canvas.store import Connection, lessons, state_texts
from canvas.store.matrix import matrix_summaries
from canvas.store.overview.filtered_moments import Pair


@dataclass(frozen=True)
class StatePage:
    """The findings on a moment, with the `summary` above them (`state_texts.summary`) and `choices` on sentences.

    `choices` are those of `state_texts.choices`, by the key of a finding; `versions` those of the summary; `steps` what
    to do next.
    """

    affairs: StateOfAffairs
    summary: Mapping
    versions: Sequence[Mapping]
    choices: Mapping[str, Mapping]
    steps: Sequence[NextStep] = ()

    @property
    def first(self) -> Finding | None:
        """Return the finding that says whether everyone is aboard, which stands above the rest; None for none."""
        return self.affairs.first

    @cached_property
    def listed(self) -> list[Finding]:
        """Return the findings in the order that was chosen, per part, and then by weight; none that was left out."""
        return sorted(
            (finding for finding in self._rest if not self._is_left_out(finding)),
            key=lambda finding: (PARTS.index(finding.part), self._place(finding)),
        )

    @cached_property
    def left_out(self) -> list[Finding]:
        """Return the findings that somebody left out."""
        return [finding for finding in self._rest if self._is_left_out(finding)]

    @property
    def left_out_by(self) -> list[str]:
        """Return who left out those findings, by name."""
        return sorted({self.choices[finding.key]["by"] for finding in self.left_out})

    @cached_property
    def by_key(self) -> dict[str, Finding]:
        """Return the findings that are listed by their keys."""
        return {finding.key: finding for finding in self.listed}

    def about_agreement(self, agreement_id: str) -> Finding | None:
        """Return the finding on an agreement, also where its sentence was left out; None where there is none."""
        return next((row for row in self._rest if row.names.get("agreement") == agreement_id), None)

    def moved(self, key: str, by: int) -> list[str]:
        """Return the chosen order once the finding with this key stands `by` places later in its part."""
        part = [finding.key for finding in self.listed if finding.part == self.by_key[key].part]
        at = part.index(key)
        to = min(max(at + by, 0), len(part) - 1)
        part.insert(to, part.pop(at))
        return [chosen for chosen in self.order if chosen not in part] + part

    @property
    def order(self) -> list[str]:
        """Return the keys of findings that were given a place, in that order."""
        placed = {key: row["position"] for key, row in self.choices.items() if row["position"] is not None}
        return sorted(placed, key=lambda key: placed[key])

    @property
    def keys_left_out(self) -> list[str]:
        """Return the keys of findings that were left out, those too that no rule makes now."""
        return [key for key, row in self.choices.items() if row["left_out"]]

    @property
    def _rest(self) -> list[Finding]:
        return self.affairs.listed

    def _is_left_out(self, finding: Finding) -> bool:
        return bool(self.choices.get(finding.key, {}).get("left_out"))

    def _place(self, finding: Finding) -> float:
        place = self.choices.get(finding.key, {}).get("position")
        return float("inf") if place is None else place


def state_page(connection: Connection, pair: Pair, roles: Sequence[str], table_roles: Sequence[str]) -> StatePage:
    """Return what the screen shows of a moment; `roles` as for `state_of_affairs`. Raises NotFoundError."""
    affairs = state_of_affairs(connection, pair, roles, table_roles)
    summary = state_texts.summary(connection, *pair)
    return StatePage(
        affairs,
        summary,
        state_texts.summary_versions(connection, *pair) if summary["id"] else [],
        state_texts.choices(connection, *pair),
        next_steps(step_facts(connection, affairs)),
    )


def step_facts(connection: Connection, affairs: StateOfAffairs) -> StepFacts:
    """Return what the rules on what to do next look at, of a moment whose state of affairs was read."""
    moment = affairs.moment
    pair = (moment["partnership_id"], moment["wave_id"])
    return StepFacts(
        moment["phase"],
        affairs.findings,
        affairs.silent,
        affairs.before["label"] if affairs.before else "",
        len(affairs.noted - matrix_summaries.written_blocks(connection, pair)),
        bool(affairs.noted),
        bool(moment["agenda"].strip()),
        lessons.is_learned_at(connection, pair),
    )
