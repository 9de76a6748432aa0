"""Reads what the partnerships screen shows: a partnership with its people and moments, and its attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.speech import today
from canvas.store import Connection, attributes, moments, partnerships, respondents
from canvas.store.overview import filtered_moments
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.store.row_types import AttributeRow, ListedRespondent, MomentRow, PartnerRow, PartnershipRow, WaveRow


@dataclass(frozen=True)
class PartnershipsPage:
    """What the screen begins with: the waves of the study (`store.moments.waves`), and whether anything is at one."""

    waves: list[WaveRow]
    begun: bool


def partnerships_page(connection: Connection) -> PartnershipsPage:
    """Return the waves, and whether there is a partnership at any of them."""
    return PartnershipsPage(moments.waves(connection), filtered_moments.count(connection, MomentFilter())[0] > 0)


@dataclass(frozen=True)
class PartnershipPage:
    """A partnership as its row of `store.partnerships`, with the rows of its partners, respondents and moments.

    `aboard` are the partners that had not left on the day it was read, `left` the others, who left last first.
    """

    partnership: PartnershipRow
    partners: list[PartnerRow]
    aboard: list[PartnerRow]
    left: list[PartnerRow]
    respondents: list[ListedRespondent]
    moments: list[MomentRow]


def partnership_page(connection: Connection, partnership_id: str) -> PartnershipPage:
    """Return a partnership with its partners, its respondents and the moments it is at."""
    partner_rows, day = partnerships.partners(connection, partnership_id), today().isoformat()
    gone = [row for row in partner_rows if row["left"] and row["left"] <= day]
    return PartnershipPage(
        partnership=partnerships.get(connection, partnership_id),
        partners=partner_rows,
        aboard=[row for row in partner_rows if row not in gone],
        left=sorted(gone, key=lambda row: row["left"] or "", reverse=True),
        respondents=respondents.of_partnership(connection, partnership_id),
        moments=moments.moments(connection, partnership_id),
    )


@dataclass(frozen=True)
class PartnershipAttributes:
    """The attributes of the study in use, and their values for a partnership and for respondents.

    `of_partnerships` and `of_respondents` are rows of `store.attributes`; `values` attribute id → value of the
    partnership, `values_of_respondents` the same per respondent id.
    """

    of_partnerships: list[AttributeRow]
    of_respondents: list[AttributeRow]
    values: dict[str, str]
    values_of_respondents: dict[str, dict[str, str]]


def partnership_attributes(
    connection: Connection, partnership_id: str, respondent_ids: Sequence[str]
) -> PartnershipAttributes:
    """Return the attributes with their values for a partnership and these respondents."""
    of_partnerships, of_respondents = (attributes.every(connection, scope) for scope in attributes.SCOPES)
    return PartnershipAttributes(
        of_partnerships,
        of_respondents,
        attributes.values(connection, "partnership", [partnership_id]).get(partnership_id, {}),
        attributes.values(connection, "respondent", respondent_ids),
    )


def proposed_code(connection: Connection, partnership_id: str, letter: str) -> str:
    """Return the code that is proposed for a new respondent whose role has this letter."""
    return respondents.propose_code(connection, partnership_id, letter)
