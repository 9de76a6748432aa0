"""The agreements of the whole study, narrowed, in the order in which they are due, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from canvas.store.database.folding import contains_words
from canvas.store.database.rows import raw_rows, typed_rows
from canvas.store.database.schema import agreement, partner, partnership, wave
from canvas.store.row_types import AcrossAgreement

AGREEMENTS_A_PAGE = 50
HOW = ("overdue", "open", "kept", "not_kept", "changed")  # what an agreement is on a day


@dataclass(frozen=True)
class AgreementFilter:
    """Which agreements: of partnerships with this code, of partners with this name, with these words; "" asks nothing.

    `how` is one of HOW, of which open leaves out what is overdue; "" for all of them.
    """

    partnership: str = ""
    organisation: str = ""
    words: str = ""
    how: str = ""


def across(
    connection: sa.Connection, asked_for: AgreementFilter, day: str, start: int = 0
) -> tuple[list[AcrossAgreement], int]:
    """Return a page of agreements from place `start` on, and how many there are.

    What is open comes first, by the day before which it is to be kept, those without one last. What is open before
    `day` (YYYY-MM-DD) is overdue. One that goes on at a later moment stands there alone.
    """
    total = connection.execute(_within(sa.select(sa.func.count()), asked_for, day)).scalar_one()
    names = ("id", "partnership_id", "wave_id", "text", "due", "state", "reason", "state_at")
    query = _within(
        sa.select(
            *(agreement.c[name] for name in names),
            partnership.c.name,
            partnership.c.code,
            wave.c.label,
            wave.c.position,
            partner.c.organisation,
        ),
        asked_for,
        day,
    ).order_by(agreement.c.state != "open", agreement.c.due.is_(None), agreement.c.due, agreement.c.id)
    return typed_rows(connection, query.limit(AGREEMENTS_A_PAGE).offset(start), AcrossAgreement), total


def counts(connection: sa.Connection, day: str) -> dict[str, int]:
    """Return how many agreements of the study there are of each of HOW on a day."""
    how = [sa.func.coalesce(sa.func.sum(sa.case((_is(name, day), 1), else_=0)), 0) for name in HOW]
    row = connection.execute(sa.select(*how).where(*_standing())).one()
    return {name: int(number) for name, number in zip(HOW, row, strict=True)}


def choices(connection: sa.Connection) -> tuple[dict[str, str], list[str]]:
    """Return the partnerships that have agreements, code → name, and the names of the partners that have, in order."""
    of_name = sa.func.lower(partnership.c.name)
    named = sa.select(partnership.c.code, partnership.c.name).where(
        partnership.c.id.in_(sa.select(agreement.c.partnership_id).where(*_standing()))
    )
    partners = sa.select(partner.c.organisation).distinct().join_from(agreement, partner).where(*_standing())
    return (
        dict(raw_rows(connection, named.order_by(of_name, partnership.c.code))),
        [row[0] for row in raw_rows(connection, partners.order_by(partner.c.organisation))],
    )


def _standing() -> tuple[sa.ColumnElement, ...]:
    later = agreement.alias("later")
    carried = sa.exists().where(later.c.carried_from == agreement.c.id, later.c.retired.is_(False))
    return agreement.c.retired.is_(False), ~carried


def _is(how: str, day: str) -> sa.ColumnElement:
    past = sa.and_(agreement.c.due.is_not(None), agreement.c.due < day)
    if how == "overdue":
        return sa.and_(agreement.c.state == "open", past)
    if how == "open":
        return sa.and_(agreement.c.state == "open", sa.not_(past))
    return agreement.c.state == how


def _within(query: sa.Select, asked_for: AgreementFilter, day: str) -> sa.Select:
    query = (
        query.select_from(agreement)
        .join(partnership, partnership.c.id == agreement.c.partnership_id)
        .join(wave, wave.c.id == agreement.c.wave_id)
        .outerjoin(partner, partner.c.id == agreement.c.partner_id)
        .where(*_standing())
    )
    if asked_for.partnership:
        query = query.where(partnership.c.code == asked_for.partnership)
    if asked_for.organisation:
        query = query.where(partner.c.organisation == asked_for.organisation)
    if asked_for.how:
        query = query.where(_is(asked_for.how, day))
    if asked_for.words.strip():
        searched = agreement.c.text + " " + partnership.c.name + " " + sa.func.coalesce(partner.c.organisation, "")
        query = query.where(*contains_words(searched, asked_for.words))
    return query
