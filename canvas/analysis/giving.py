"""Giving and taking: what each partner gives and gets, what it comes to, and where accounts lack or differ.

A *statement* is a row of `contributions.of_partnerships`: somebody says that a partner gives something to another, or
gets it from another. A *giving* is what statements are about. Statements are about the same giving where giver,
receiver, kind and words are the same; and where giver and receiver each name just one thing of that kind, and neither
uses the words of the other. What is said of the same thing is never added up: where amounts differ, the giving lies
between the lowest and the highest of them. Hours, euros and the rest are never added to each other, nor what is given
each year to what is given once. An amount that its words call one per participant is not added up at all: for how many
it is given is not known, and taken once it would say too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from canvas.method import CONTRIBUTION_UNITS
from canvas.store.database.folding import folded
from canvas.store.row_types import ListedContribution, PartnerRow

KINDS = tuple(CONTRIBUTION_UNITS)
# What may lack or differ, in the order of reading: what contradicts, then who is missing, then what rests on little.
CONTRADICTIONS = ("sides_differ", "amounts_differ")
GAPS = ("nothing_known", "gets_nothing", "gives_nothing", "receiver_silent", "no_note", "no_amount")

# What is said of an amount that is given for each person of those it is for, in Dutch or English.
_PERSON = (
    "deelnemer|leerling|kandidaat|persoon|mens|trainee|student|cursist|starter|statushouder|zij-instromer|medewerker|"
    "participant|pupil|candidate|person|trainee|student|employee|apprentice"
)
_PER_PERSON = re.compile(rf"(?i)\bper\s+(?:{_PERSON})\b")


@dataclass(frozen=True)
class Span:
    """An amount of a unit: from `low` to `high`, the same where all say the same; each year, or once."""

    low: Decimal
    high: Decimal
    per_year: bool


@dataclass(frozen=True)
class Giving:
    """One thing that a partner (id, None for the partnership as a whole) gives another, and who says what of it."""

    giver: str | None
    receiver: str | None
    kind: str
    text: str
    statements: tuple[ListedContribution, ...]

    @property
    def amounts(self) -> list[tuple[bool, Decimal]]:
        """Return the amounts that are named, each once: whether per year, and how much."""
        return _amounts(self.statements)

    @property
    def span(self) -> Span | None:
        """Return how much it is; None where no amount is named, or some say each year and others once."""
        amounts = self.amounts
        if len({per_year for per_year, _amount in amounts}) != 1:
            return None
        return Span(amounts[0][1], amounts[-1][1], amounts[0][0])

    @property
    def per_person(self) -> bool:
        """Tell whether its words say that its amount is one per participant: it is given an unknown number of times."""
        return any(_PER_PERSON.search(row["text"]) for row in self.statements)

    @property
    def adds_up(self) -> bool:
        """Tell whether its amount can be added to others: it has one, and not one per participant."""
        return self.span is not None and not self.per_person

    @property
    def is_nothing(self) -> bool:
        """Tell whether all say that it comes to nothing: an account of 0 is one, and no giving."""
        return self.span is not None and self.span.high == 0

    @property
    def differs(self) -> str:
        """Return how its statements contradict each other (of CONTRADICTIONS), '' where they do not.

        Sides differ where both giver and receiver name amounts, and these are not the same.
        """
        if len(self.amounts) < 2:
            return ""
        of_giver = _amounts(row for row in self.statements if speaks_for(row) == self.giver and self.giver)
        of_receiver = _amounts(row for row in self.statements if speaks_for(row) == self.receiver and self.receiver)
        return "sides_differ" if of_giver and of_receiver and of_giver != of_receiver else "amounts_differ"

    @property
    def receiver_names_it(self) -> bool:
        """Tell whether the partner that gets it says so itself."""
        return any(speaks_for(row) == self.receiver for row in self.statements)

    @property
    def key(self) -> str:
        """Return by what it is recognised on a screen: its first statement."""
        return self.statements[0]["id"]


@dataclass(frozen=True)
class Total:
    """What givings of a kind come to: per year and once, `without` an amount that can be added, of `givers` partners.

    `spans` has at most two: what is given once, and each year. `per_person` are those whose amount is one per
    participant: they are in no span, and not in `without`.
    """

    kind: str
    givings: int
    without: int
    givers: int
    spans: tuple[Span, ...]
    per_person: int = 0


@dataclass(frozen=True)
class Balance:
    """What a partner (its row of `partnerships.partners`) gives and gets."""

    partner: PartnerRow
    gives: tuple[Giving, ...]
    gets: tuple[Giving, ...]

    @property
    def gives_totals(self) -> list[Total]:
        """Return what it gives per kind."""
        return totals(self.gives)

    @property
    def gets_totals(self) -> list[Total]:
        """Return what it gets per kind."""
        return totals(self.gets)


@dataclass(frozen=True)
class Remark:
    """Something that lacks (of GAPS) or contradicts (of CONTRADICTIONS), of a giving or of a partner (its row)."""

    rule: str
    giving: Giving | None = None
    partner: PartnerRow | None = None

    @property
    def key(self) -> str:
        """Return by what it is recognised on a screen: its rule and what it is about."""
        about = self.giving.key if self.giving else self.partner["id"] if self.partner else ""
        return f"{self.rule}/{about}"


def speaks_for(statement: ListedContribution) -> str | None:
    """Return the partner (id) whose account a statement is: that of who said it, None where they have none.

    Where nobody is named who said it, that it is written down of.
    """
    return statement["speaks_for"] if statement["respondent_id"] else statement["partner_id"]


def givings(statements: Iterable[ListedContribution]) -> list[Giving]:
    """Return what statements are about, in the order of kinds and, within one, that of the statements."""
    groups: dict[tuple, list[ListedContribution]] = {}
    for row in statements:
        groups.setdefault((*_ends(row), row["kind"], folded(row["text"])), []).append(row)
    of_pair: dict[tuple, list[tuple]] = {}
    for key in groups:
        of_pair.setdefault(key[:3], []).append(key)
    for (giver, receiver, _kind), keys in of_pair.items():
        sides = [{row["direction"] for row in groups[key]} for key in keys]
        if giver and receiver and sorted(map(sorted, sides)) == [["gets"], ["gives"]]:
            first, second = sorted(keys, key=lambda key: groups[key][0]["direction"] == "gets")
            groups[first] += groups.pop(second)
    made = [
        Giving(giver, receiver, kind, rows[0]["text"], tuple(rows))
        for (giver, receiver, kind, _text), rows in groups.items()
    ]
    return sorted(made, key=lambda giving: KINDS.index(giving.kind))


def balances(partners: Sequence[PartnerRow], of: Sequence[Giving]) -> list[Balance]:
    """Return per partner, in their order, what it gives and what it gets."""
    return [
        Balance(
            partner,
            tuple(giving for giving in of if giving.giver == partner["id"]),
            tuple(giving for giving in of if giving.receiver == partner["id"]),
        )
        for partner in partners
    ]


def totals(of: Iterable[Giving]) -> list[Total]:
    """Return what givings come to per kind, in the order of kinds, those without any left out.

    A giving whose amounts lie apart counts with its lowest in the low of a span and its highest in the high.
    """
    by_kind: dict[str, list[Giving]] = {}
    for giving in of:
        by_kind.setdefault(giving.kind, []).append(giving)
    return [_total(kind, by_kind[kind]) for kind in KINDS if kind in by_kind]


def contradictions(of: Iterable[Giving]) -> list[Remark]:
    """Return the givings whose statements name different amounts; where the two sides differ first."""
    remarks = [Remark(giving.differs, giving) for giving in of if giving.differs]
    return sorted(remarks, key=lambda remark: CONTRADICTIONS.index(remark.rule))


def gaps(of: Sequence[Balance], every: Sequence[Giving]) -> list[Remark]:
    """Return what lacks, in the order of GAPS: of partners that have not left, and of givings.

    Of a partner: nothing is known, or it gives and gets nothing, or gets and gives nothing. Of a giving: the partner
    that gets it does not say so, no statement rests on a note, or none names an amount where its kind has a unit.
    """
    remarks = []
    for balance in of:
        rule = {(False, False): "nothing_known", (True, False): "gets_nothing", (False, True): "gives_nothing"}.get(
            (bool(balance.gives), bool(balance.gets))
        )
        if rule and not balance.partner["left"]:
            remarks.append(Remark(rule, partner=balance.partner))
    for giving in every:
        if giving.giver and giving.receiver and not giving.receiver_names_it:
            remarks.append(Remark("receiver_silent", giving))
        if not any(row["note_id"] for row in giving.statements):
            remarks.append(Remark("no_note", giving))
        if CONTRIBUTION_UNITS[giving.kind] and not giving.amounts:
            remarks.append(Remark("no_amount", giving))
    return sorted(remarks, key=lambda remark: GAPS.index(remark.rule))


def _ends(statement: ListedContribution) -> tuple[str | None, str | None]:
    """Return giver and receiver."""
    ends = (statement["partner_id"], statement["other_partner_id"])
    return ends if statement["direction"] == "gives" else ends[::-1]


def _amounts(statements: Iterable[ListedContribution]) -> list[tuple[bool, Decimal]]:
    named = {(bool(row["per_year"]), Decimal(row["amount"])) for row in statements if row["amount"] is not None}
    return sorted(named)


def _total(kind: str, of_kind: Sequence[Giving]) -> Total:
    spans = [giving.span for giving in of_kind if giving.span and giving.adds_up]
    per_person = sum(giving.span is not None and giving.per_person for giving in of_kind)
    added = []
    for per_year in (False, True):
        alike = [span for span in spans if span.per_year == per_year]
        low, high = sum((span.low for span in alike), Decimal()), sum((span.high for span in alike), Decimal())
        if alike:
            added.append(Span(low, high, per_year))
    givers = {giving.giver for giving in of_kind if giving.giver and not giving.is_nothing}
    without = len(of_kind) - len(spans) - per_person
    return Total(kind, len(of_kind), without, len(givers), tuple(added), per_person)
