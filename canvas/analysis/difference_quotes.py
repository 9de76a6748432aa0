"""Which words stand beside a difference: one quote of each side, chosen by rules that are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LOW_KINDS, HIGH_KINDS = ("weakness", "risk"), ("strength",)


@dataclass(frozen=True)
class Quote:
    """A note that stands for one side: `low` and `high` of ratings, or "" for a role that was heard."""

    side: str
    note: Mapping


def quotes(row: Mapping, heard: Sequence[Mapping]) -> list[Quote]:
    """Return the quotes of a row of `analysis.differences`: of a difference one a side, of silence one of who spoke.

    `heard` are the notes at the moment (`store.overview.said_at_moment`) on the blocks of the row. Of a role that rated
    lower the quote is from who rated lowest, then a weakness or a risk, then what points rest on, then the oldest; of
    one that rated higher the other way round. Where nobody rated, one of each of the first two roles that were heard.
    """
    group = row["group"]
    if group in ("apart", "few_apart"):
        apart = row["gap"] if group == "apart" else row["few"]
        return _quoted([("low", apart.low), ("high", apart.high)], heard)
    if group == "divided":
        return _quoted([("low", row["divided"][0]), ("high", row["divided"][0])], heard)
    if group in ("silent", "not_asked"):
        return _quoted([("", row["heard"][0])], heard)
    return _quoted([("", role) for role in row["heard"][:2]], heard) if group in ("unrated", "held_back") else []


def _quoted(sides: Sequence[tuple[str, str]], heard: Sequence[Mapping]) -> list[Quote]:
    chosen: list[Quote] = []
    for side, role in sides:
        of_role = [note for note in heard if note["role"] == role and all(note is not quote.note for quote in chosen)]
        if of_role:
            quoted = {code for quote in chosen for code in quote.note["codes"]}
            # two sides of a role are two people, where another than the first speaks at all
            first = min(of_role, key=lambda note: (not quoted.isdisjoint(note["codes"]), *_rank(note, side)))
            chosen.append(Quote(side, first))
    return chosen


def _rank(note: Mapping, side: str) -> tuple:
    rating = note["rating"]
    far = 0 if not side else 9 if rating is None else rating if side == "low" else -rating
    kinds = {"low": LOW_KINDS, "high": HIGH_KINDS}.get(side, ())
    return far, note["kind"] not in kinds, not note["in_points"]
