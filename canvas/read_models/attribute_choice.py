"""Reads what the filter on attributes asks: the attributes of the study, and what falls within the filter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from canvas.store import Connection, attributes
from canvas.store.overview import filtered_counts, filtered_moments
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import MomentFilter, Pair
from canvas.store.row_types import AttributeRow


def attributes_of(connection: Connection, scopes: Collection[str]) -> list[AttributeRow]:
    """Return the attributes in use of partnerships, of respondents or of both, as rows of `store.attributes`."""
    return [row for row in attributes.every(connection) if row["scope"] in scopes]


def partnerships_within(connection: Connection, filters: Sequence[AttributeFilter]) -> set[str]:
    """Return the ids of the partnerships that a filter leaves."""
    return set(filtered_counts.partnership_ids(connection, filters))


def moments_within(connection: Connection, filters: Sequence[AttributeFilter]) -> list[Pair]:
    """Return the (partnership, wave) pairs of the moments that a filter leaves, in the order of names."""
    return filtered_moments.pairs_of(connection, MomentFilter(attribute_filters=tuple(filters)))
