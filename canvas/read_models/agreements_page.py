"""Reads the agreements of the whole study a page at a time, and one of them with what it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.store import Connection, agreements, agreements_across, moments
from canvas.store.agreements_across import AGREEMENTS_A_PAGE, AgreementFilter
from canvas.store.row_types import AcrossAgreement, ListedAgreement, MomentRow


@dataclass(frozen=True)
class AgreementsPage:
    """The page of agreements that begins at place `start`, of the `total` that the filter leaves.

    `counts` are those of the whole study by how they are (`agreements_across.HOW`); `partnerships` (code → name) and
    `partners` (names) what can be asked.
    """

    rows: Sequence[AcrossAgreement]
    total: int
    start: int
    counts: Mapping[str, int]
    partnerships: Mapping[str, str]
    partners: Sequence[str]


def agreements_page(connection: Connection, asked_for: AgreementFilter, day: str, start: int = 0) -> AgreementsPage:
    """Return the agreements from `start` on, or the last page where there are fewer by now; `day` is YYYY-MM-DD."""
    rows, total = agreements_across.across(connection, asked_for, day, start)
    if not rows and total:
        start = (total - 1) // AGREEMENTS_A_PAGE * AGREEMENTS_A_PAGE
        rows, total = agreements_across.across(connection, asked_for, day, start)
    named, partners = agreements_across.choices(connection)
    return AgreementsPage(rows, total, start, agreements_across.counts(connection, day), named, partners)


def agreement_counts(connection: Connection, day: str) -> dict[str, int]:
    """Return how many agreements of the study there are by how they are on a day (`agreements_across.HOW`)."""
    return agreements_across.counts(connection, day)


@dataclass(frozen=True)
class OpenedAgreement:
    """An agreement (`agreements.get`) with the moment it was made at and its versions, the newest first.

    `next_moment` is the first moment of its partnership after that, at which it can go on; None where there is none.
    """

    agreement: ListedAgreement
    moment: MomentRow
    next_moment: MomentRow | None
    versions: Sequence[Mapping]


def opened_agreement(connection: Connection, agreement_id: str) -> OpenedAgreement:
    """Return an agreement as its drawer shows it; raises NotFoundError."""
    row = agreements.get(connection, agreement_id)
    of_partnership = moments.moments(connection, row["partnership_id"])
    now = next(moment for moment in of_partnership if moment["wave_id"] == row["wave_id"])
    later = (moment for moment in of_partnership if moment["position"] > now["position"])
    return OpenedAgreement(row, now, next(later, None), agreements.versions(connection, agreement_id))
