"""Reads what can be chosen where a screen asks for a partnership and a moment, or narrows many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.store import Connection, moments
from canvas.store.overview import filtered_moments
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import MomentFilter


@dataclass(frozen=True)
class MomentChoice:
    """The partnerships that have a moment, and the moments of the chosen one.

    `names` are those within the filter, `every` all of them: code → name, in the order of names. `code` is of the
    partnership that is chosen ("" where there is none), `moments` are its rows of `store.moments`.
    """

    names: dict[str, str]
    every: dict[str, str]
    code: str
    moments: Sequence[dict]


def moment_choice(
    connection: Connection, filters: Sequence[AttributeFilter], codes: Sequence[str | None]
) -> MomentChoice:
    """Return what can be chosen; the first of these codes within the filter is chosen, else the first partnership."""
    names = filtered_moments.partnership_names(connection, MomentFilter(attribute_filters=tuple(filters)))
    every = filtered_moments.partnership_names(connection) if filters else names
    code = next((code for code in codes if code in names), next(iter(names), ""))
    of_code = moments.moments(connection, codes=[code]) if code else []
    return MomentChoice(names, every, code, [dict(row) for row in of_code])


def last_interviewed(connection: Connection) -> tuple[str, int] | None:
    """Return code and position of the newest moment with interviews; of several, that of the last interview.

    None where nobody was interviewed yet.
    """
    return moments.last_interviewed(connection)


@dataclass(frozen=True)
class MomentFilters:
    """What many moments can be narrowed by.

    `choices` are the regions, phases and legal_forms that occur, each in order; `waves` wave id → label.
    """

    choices: dict[str, list[str]]
    waves: dict[str, str]


def moment_filters(connection: Connection) -> MomentFilters:
    """Return what many moments can be narrowed by."""
    return MomentFilters(filtered_moments.filter_choices(connection), wave_labels(connection))


def wave_labels(connection: Connection) -> dict[str, str]:
    """Return the waves of the study in their order: id → label."""
    return {row["id"]: row["label"] for row in moments.waves(connection)}


def all_moments(connection: Connection) -> list[dict]:
    """Return every moment of the study as rows of `store.moments`."""
    return [dict(row) for row in moments.moments(connection)]
