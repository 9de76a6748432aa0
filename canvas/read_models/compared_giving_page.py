"""Reads what partners give in several partnerships, to be laid side by side: a page of them, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.analysis.giving import Giving, Total, balances, contradictions, givings, totals
from canvas.analysis.presence import presence
from canvas.speech import today
from canvas.store import Connection, contributions, partnerships
from canvas.store.limited import held_back_counts
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.store.row_types import ListedContribution, PartnerRow


@dataclass(frozen=True)
class PartnershipGiving:
    """What the partners of one partnership give, per kind (`totals`), and the things on which accounts differ.

    Of partners that have left nothing is in the totals, nor in what is `counted`: what each of them gave stands in
    `left`, by name. There are `partners` that have not left, of which `givers` give anything. The others by name: all
    accounts of `giving_nothing` come to 0, and of `unwritten` nothing is written down that they give, which is not
    nothing. Where statements are `held_back` (how many) neither is known: no names.
    """

    givings: list[Giving]
    counted: list[Giving]
    totals: list[Total]
    left: dict[str, list[Total]]
    contradictions: list[Giving]
    partners: int
    givers: int
    giving_nothing: list[str]
    unwritten: list[str]
    held_back: int


@dataclass(frozen=True)
class ComparedGivingPage:
    """What is given per partnership (id), of a page of them; of `described` of all `every` anything is written down."""

    partnerships: dict[str, PartnershipGiving]
    described: int
    every: int

    @property
    def held_back(self) -> int:
        """Return how many statements are held back of the partnerships of this page."""
        return sum(row.held_back for row in self.partnerships.values())


def compared_giving(
    connection: Connection, partnership_ids: Sequence[str], moment_filter: MomentFilter
) -> ComparedGivingPage:
    """Return what partners of these partnerships give; they are a page of those at the moments of the filter."""
    ids = list(dict.fromkeys(partnership_ids))
    statements: dict[str, list[ListedContribution]] = {partnership_id: [] for partnership_id in ids}
    for row in contributions.of_partnerships(connection, ids):
        statements[row["partnership_id"]].append(row)
    partners: dict[str, list[PartnerRow]] = {partnership_id: [] for partnership_id in ids}
    for partner in partnerships.partners_of(connection, ids):
        partners[partner["partnership_id"]].append(partner)
    held_back = held_back_counts.contributions_held_back(connection, ids)
    described, every = contributions.partnership_count(connection, moment_filter)
    rows = {
        partnership_id: _of_partnership(
            statements[partnership_id], partners[partnership_id], held_back.get(partnership_id, 0)
        )
        for partnership_id in ids
    }
    return ComparedGivingPage(rows, described, every)


def _of_partnership(
    statements: Sequence[ListedContribution], partners: Sequence[PartnerRow], held_back: int
) -> PartnershipGiving:
    things = givings(statements)
    day = today().isoformat()
    every = balances(partners, things)
    gone = [balance for balance in every if presence(balance.partner, None, day) == "left"]
    aboard = [balance for balance in every if balance not in gone]
    gone_ids = {balance.partner["id"] for balance in gone}
    counted = [thing for thing in things if thing.giver and thing.giver not in gone_ids]
    gives = {balance.partner["id"]: any(not thing.is_nothing for thing in balance.gives) for balance in aboard}
    others = [balance for balance in aboard if not gives[balance.partner["id"]] and not held_back]
    return PartnershipGiving(
        givings=things,
        counted=counted,
        totals=totals(counted),
        left={balance.partner["organisation"]: balance.gives_totals for balance in gone if balance.gives},
        contradictions=[remark.giving for remark in contradictions(things) if remark.giving],
        partners=len(aboard),
        givers=sum(gives.values()),
        giving_nothing=[balance.partner["organisation"] for balance in others if balance.gives],
        unwritten=[balance.partner["organisation"] for balance in others if not balance.gives],
        held_back=held_back,
    )
