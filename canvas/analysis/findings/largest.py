"""Whether a partner is the largest of its role, by what it gives: the one figure of size that a study has of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.giving import Giving, Span, totals

Unit = tuple[str, bool]  # kind, and whether each year


@dataclass(frozen=True)
class Largest:
    """In what a partner is the largest: what it gives of a `kind`, and what the one after it gives.

    `notes` are the ids of the notes that both rest on, `givings` what both give of that kind, its own first.
    """

    kind: str
    span: Span
    next_span: Span
    notes: tuple[str, ...]
    givings: tuple[Giving, ...] = ()


def largest(partner: Mapping, partners: Sequence[Mapping], givings: Sequence[Giving]) -> list[Largest]:
    """Return in which units a partner gives most of those with its role; none where it is not the largest.

    It is where no other gives as much in any unit (a kind, each year or once) in which an amount of it stands, and
    some other has an amount in one of them. Of it counts the lowest amount that is said, of others the highest.
    """
    others = [row["id"] for row in partners if row["role"] == partner["role"] and row["id"] != partner["id"]]
    own = _by_unit(partner["id"], givings)
    of_others = [(other, _by_unit(other, givings)) for other in others] if partner["role"] else []
    ahead = []
    for unit, span in own.items():
        rivals = [(by_unit[unit].high, other, by_unit[unit]) for other, by_unit in of_others if unit in by_unit]
        if not rivals:
            continue
        _high, other, next_span = max(rivals, key=lambda rival: rival[0])
        if next_span.high >= span.low:
            return []
        counted = (*_counted(partner["id"], unit, givings), *_counted(other, unit, givings))
        ahead.append(Largest(unit[0], span, next_span, _notes(counted), counted))
    return ahead


def _by_unit(partner_id: str, givings: Sequence[Giving]) -> dict[Unit, Span]:
    of_partner = totals(giving for giving in givings if giving.giver == partner_id)
    return {(total.kind, span.per_year): span for total in of_partner for span in total.spans}


def _counted(partner_id: str, unit: Unit, givings: Sequence[Giving]) -> tuple[Giving, ...]:
    """Return what a partner gives that counts in a unit."""
    return tuple(
        giving
        for giving in givings
        if giving.giver == partner_id and giving.adds_up and giving.span and (giving.kind, giving.span.per_year) == unit
    )


def _notes(givings: Sequence[Giving]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["note_id"] for giving in givings for row in giving.statements if row["note_id"]))
