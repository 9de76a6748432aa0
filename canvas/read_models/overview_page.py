"""Reads what the overview shows: how many moments there are, and one page of them with their next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.overview import overview, with_steps_of
from canvas.speech import today
from canvas.store import Connection, agreements_across
from canvas.store.overview import filtered_counts, filtered_moments
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import MOMENTS_A_PAGE, MomentFilter
from canvas.store.points import points


@dataclass(frozen=True)
class OverviewPage:
    """The moments of the study, a page of them at a time.

    `moments` and `partnerships` count those within the filter on attributes, `narrowed` the moments that the fields
    above the table leave of them. `flagged` are rows of `store.points.flagged`, `rows` those of `analysis.overview`,
    of which the first stands at place `start`; `agreements` how many there are in the study (`agreements_across.HOW`).
    """

    moments: int
    partnerships: int
    narrowed: int
    flagged: list[dict]
    start: int
    rows: list[dict]
    agreements: Mapping[str, int]

    @property
    def has_pages(self) -> bool:
        """Tell whether there are more moments than one page holds."""
        return self.moments > MOMENTS_A_PAGE


def overview_page(
    connection: Connection,
    moment_filter: MomentFilter,
    filters: Sequence[AttributeFilter] = (),
    order: tuple[str, bool] = ("name", False),
    start: int = 0,
) -> OverviewPage:
    """Return the page of moments that begins at `start`, or the last page where there are fewer by now.

    Figures are those of respondents within the `filters`; the next step of a moment is that of all of it. `order` is
    a sort of `filtered_moments` and whether it goes down; moments that fit on one page are in order of name.
    """
    whole = MomentFilter(attribute_filters=moment_filter.attribute_filters, blocks=moment_filter.blocks)
    moments, partnerships = filtered_moments.count(connection, whole)
    narrowed = filtered_moments.count(connection, moment_filter)[0] if moment_filter != whole else moments
    order, start = (
        (order, filtered_moments.page_start(start, narrowed)) if moments > MOMENTS_A_PAGE else (("name", False), 0)
    )
    places = filtered_moments.page_of(connection, moment_filter, *order, start) if moments else []
    rows = overview(filtered_counts.overview(connection, places, filters, moment_filter.blocks), moment_filter.blocks)
    if any(condition.scope == "respondent" for condition in filters):
        unfiltered = filtered_counts.overview(connection, places, (), moment_filter.blocks)
        rows = with_steps_of(rows, overview(unfiltered, moment_filter.blocks))
    agreed = agreements_across.counts(connection, today().isoformat())
    return OverviewPage(moments, partnerships, narrowed, points.flagged(connection), start, rows, agreed)
