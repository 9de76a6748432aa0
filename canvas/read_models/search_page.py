"""Reads what the search screen shows: what its filter can choose from, and what holds the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from canvas.store import Connection, attributes, moments, partnerships
from canvas.store.overview import filtered_counts
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.row_types import AttributeRow, PartnershipRow, TreeTheme, WaveRow
from canvas.store.search import search
from canvas.store.search.search import HitPage
from canvas.store.themes import themes


@dataclass(frozen=True)
class SearchFilter:
    """What hits can be limited to: rows of the store's modules of the same names."""

    partnerships: list[PartnershipRow]
    waves: list[WaveRow]
    themes: list[TreeTheme]
    attributes: list[AttributeRow]


@dataclass(frozen=True)
class SearchPage:
    """What holds the words: how many hits of each kind (as `store.search.count`), and those that are shown."""

    counts: dict[str, int]
    hits: HitPage


def search_filter(connection: Connection) -> SearchFilter:
    """Return what can be chosen."""
    return SearchFilter(
        partnerships=partnerships.every(connection),
        waves=moments.waves(connection),
        themes=themes.tree(connection, retired=True),
        attributes=attributes.every(connection),
    )


def search_page(
    connection: Connection,
    words: str,
    kind: str | None,
    within: Mapping[str, list],
    filters: Sequence[AttributeFilter],
    ranked: bool,
    limit: int,
) -> SearchPage:
    """Return what holds all the words, of one kind or of all, at most `limit` of it.

    `within` are those of `store.search.find`, limited further by the `filters`; raises UserError as it does.
    """
    limits: dict[str, Any] = dict(within) | _within(connection, within.get("partnership_ids"), filters)
    return SearchPage(
        counts=search.count(connection, words, **limits),
        hits=search.find(
            connection, words, kinds=[kind] if kind else search.KINDS, ranked=ranked, limit=limit, **limits
        ),
    )


def _within(
    connection: Connection, partnership_ids: Sequence[str] | None, filters: Sequence[AttributeFilter]
) -> dict[str, list[str]]:
    """Return what the attributes that are asked for limit hits to, of these partnerships or of all."""
    scopes, limits = {condition.scope for condition in filters}, {}
    if "partnership" in scopes:
        allowed = filtered_counts.partnership_ids(connection, filters)
        limits["partnership_ids"] = [row_id for row_id in partnership_ids or allowed if row_id in allowed]
    if "respondent" in scopes:
        limits["respondent_ids"] = filtered_counts.respondent_ids(connection, filters)
    return limits
