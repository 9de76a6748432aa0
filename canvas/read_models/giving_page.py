"""Reads what partners give and get: the balance, what it comes to, and where accounts lack or differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from canvas.analysis.giving import Balance, Giving, Remark, Total, balances, contradictions, gaps, givings, totals
from canvas.analysis.presence import presence
from canvas.speech import today
from canvas.store import Connection, contributions, moments, partnerships, respondents
from canvas.store.limited import held_back_counts
from canvas.store.limited.limited_views import limits_of
from canvas.store.notes import notes
from canvas.store.row_types import ListedContribution, ListedRespondent, PartnerRow, SourcedNote
from canvas.store.search import search

NOTES_OFFERED = 600  # notes to choose from in a form; of more the words that are looked for decide


@dataclass(frozen=True)
class GivingPage:
    """What partners give and get, per partner (`balances`), with what `contradicts` and `lacks`.

    `totals` are of what partners give that are aboard at the moment (`label`, "" for today); what the partnership as a
    whole passes on is in none, as it was given to it. `presences` are by partner (id), of `analysis.presence`.

    Of what is `held_back` (how many statements) nothing is in it, so that what lacks cannot be said then: `lacks` is
    empty. `partners` are rows of `partnerships.partners`, `retired` the statements that were taken away.
    """

    partners: list[PartnerRow]
    givings: list[Giving]
    balances: list[Balance]
    totals: list[Total]
    contradicts: list[Remark]
    lacks: list[Remark]
    retired: list[ListedContribution]
    held_back: int
    presences: dict[str, str]
    label: str = ""

    @property
    def names(self) -> dict[str | None, str]:
        """Return the organisations of the partners by id."""
        return {row["id"]: row["organisation"] for row in self.partners}

    @property
    def by_key(self) -> dict[str, Giving]:
        """Return the givings by their keys."""
        return {giving.key: giving for giving in self.givings}

    @property
    def givers(self) -> int:
        """Return how many partners that are aboard give anything."""
        return sum(any(not giving.is_nothing for giving in balance.gives) for balance in self.being("aboard"))

    def of_partner(self, partner_id: str) -> GivingPage:
        """Return what one partner gives and gets alone: its balance, and what contradicts and lacks of these."""
        (balance,) = (row for row in self.balances if row.partner["id"] == partner_id)
        things = [giving for giving in self.givings if partner_id in (giving.giver, giving.receiver)]
        keys = {giving.key for giving in things}

        def about_it(remarks: Sequence[Remark]) -> list[Remark]:
            return [
                row
                for row in remarks
                if (row.giving and row.giving.key in keys) or (row.partner and row.partner["id"] == partner_id)
            ]

        return replace(
            self,
            givings=things,
            balances=[balance],
            totals=balance.gives_totals,
            contradicts=about_it(self.contradicts),
            lacks=about_it(self.lacks),
            retired=[row for row in self.retired if partner_id in (row["partner_id"], row["other_partner_id"])],
        )

    def being(self, how: str) -> list[Balance]:
        """Return the balances of partners that are so (of PRESENCES) at the moment."""
        return [balance for balance in self.balances if self.presences[balance.partner["id"]] == how]


@dataclass(frozen=True)
class ContributionChoices:
    """What a form on a contribution offers: partners (id → organisation), respondents and notes, `more` if not all.

    Respondents are None for a reader who may not see who said what.
    """

    partners: dict[str, str]
    respondents: list[ListedRespondent] | None
    notes: list[SourcedNote]
    more: bool


def giving_page(connection: Connection, partnership_id: str, wave_id: str = "") -> GivingPage:
    """Return what the partners of a partnership give and get, and who of them is aboard at a moment ("": today).

    Raises NotFoundError.
    """
    partners, day = partnerships.partners(connection, partnership_id), today().isoformat()
    moment = moments.moment(connection, partnership_id, wave_id) if wave_id else None
    presences = {row["id"]: presence(row, moment["to_date"] if moment else None, day) for row in partners}
    things = givings(contributions.of_partnerships(connection, [partnership_id]))
    per_partner = balances(partners, things)
    held_back = held_back_counts.contributions_held_back(connection, [partnership_id]).get(partnership_id, 0)
    return GivingPage(
        partners=partners,
        givings=things,
        balances=per_partner,
        totals=totals(thing for thing in things if thing.giver and presences.get(thing.giver) == "aboard"),
        contradicts=contradictions(things),
        lacks=[] if held_back else gaps(per_partner, things),
        retired=contributions.of_partnerships(connection, [partnership_id], retired=True),
        held_back=held_back,
        presences=presences,
        label=moment["label"] if moment else "",
    )


def giving_notes(connection: Connection, rows: Sequence[ListedContribution]) -> list[SourcedNote]:
    """Return the notes that statements rest on, as rows of `notes.with_sources`."""
    note_ids = [row["note_id"] for row in rows if row["note_id"]]
    return notes.with_sources(connection, note_ids=note_ids) if note_ids else []


def contribution_choices(
    connection: Connection, partnership_id: str, words: str = "", note_id: str | None = None
) -> ContributionChoices:
    """Return what a form on a contribution offers; of many notes those that hold the words, and that with this id.

    Without words they are, of many, those called euros and those on who the partners are and what they bring in.
    """
    rows = notes.with_sources(connection, partnership_id=partnership_id, limit=NOTES_OFFERED + 1)
    many_notes = len(rows) > NOTES_OFFERED
    if many_notes and words.strip():
        hits = search.find(
            connection, words, kinds=["note"], partnership_ids=[partnership_id], limit=NOTES_OFFERED
        ).hits
        rows = notes.with_sources(connection, note_ids=[hit.id for hit in hits])
    elif many_notes:
        rows = notes.with_sources(connection, partnership_id=partnership_id, kinds=["euro"], limit=NOTES_OFFERED)
        rows += notes.with_sources(
            connection, partnership_id=partnership_id, blocks=["partners", "resources"], limit=NOTES_OFFERED
        )
    by_id = {row["id"]: row for row in rows}
    if note_id and note_id not in by_id:
        by_id |= {row["id"]: row for row in notes.with_sources(connection, note_ids=[note_id])}
    return ContributionChoices(
        partners={row["id"]: row["organisation"] for row in partnerships.partners(connection, partnership_id)},
        respondents=None if limits_of(connection) else respondents.of_partnership(connection, partnership_id),
        notes=list(by_id.values()),
        more=many_notes,
    )
