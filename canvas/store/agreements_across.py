"""The agreements of the whole study, narrowed, in the order in which they are due, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import sqlalchemy as sa

from canvas.store import agreements, spoken_words
from canvas.store.database.folding import contains_words, folded
from canvas.store.database.rows import raw_rows, rows
from canvas.store.database.schema import agreement, partner, partnership, wave
from canvas.store.limited.limited_views import limits_of
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
    if asked_for.words.strip() and limits_of(connection) is not None:
        # looked for in a query, words that this reading does not show would be told by hits
        words = (folded(asked_for.words) or "").split()
        shown = _rows(connection, _listing(replace(asked_for, words=""), day))
        having = [row for row in shown if _has(row, words)]
        return having[start : start + AGREEMENTS_A_PAGE], len(having)
    total = connection.execute(_within(sa.select(sa.func.count()), asked_for, day)).scalar_one()
    return _rows(connection, _listing(asked_for, day).limit(AGREEMENTS_A_PAGE).offset(start)), total


def _has(row: AcrossAgreement, words: Sequence[str]) -> bool:
    text = folded(" ".join((row["text"], row["name"], row["organisation"] or ""))) or ""
    return all(word in text for word in words)


def _rows(connection: sa.Connection, query: sa.Select) -> list[AcrossAgreement]:
    """Return agreements as this reading shows them."""
    stored = rows(connection, query)
    shown = spoken_words.as_shown(connection, stored, agreements.TYPED, note_ids=agreements.note_ids_of(stored))
    return [cast(AcrossAgreement, {name: row[name] for name in AcrossAgreement.__annotations__}) for row in shown]


def _listing(asked_for: AgreementFilter, day: str) -> sa.Select:
    names = ("id", "note_id", "partnership_id", "wave_id", "text", "due", "state", "reason", "state_at")
    return _within(
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
