"""A search as an engine is asked for it: its terms, and what the hits are limited to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from canvas.store.search.search_terms import Term
from canvas.store.search_index import search_sources as sources

RANKED = 5_000  # of more hits than these, the newest are ranked
# Notes under themes: up to so many are looked up first, beyond that the hits are looked at one by one. To find the
# newest few take but a glance at the hits where the notes are many; to rank thousands does not.
SPARSE, LOOKED_UP = 20_000, 100_000


@dataclass(frozen=True)
class SearchQuery:
    """Terms that must all occur, in which kinds, and filters: tags (letter, value), of each group one must fit.

    `theme_ids` of None is no filter; with any other only notes are found. `left_out` are lessons (ids) that are not.
    """

    terms: tuple[Term, ...]
    kinds: tuple[str, ...]
    groups: tuple[tuple[tuple[str, str], ...], ...] = ()
    theme_ids: tuple[str, ...] | None = None
    left_out: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be found: nothing is asked for, or a filter lets nothing through."""
        return not self.terms or not self.kinds or not all(self.groups) or self.theme_ids == ()

    def of_kind(self, kind: str) -> SearchQuery:
        """Return the same search in one kind alone."""
        return replace(self, kinds=(kind,) if kind in self.kinds else ())


@dataclass(frozen=True)
class IndexRow:
    """A row of the index that answers a search; rows made later have a higher `id`. `rank`: more is better."""

    id: int
    kind: str
    ref: str
    rank: float | None = None


@dataclass(frozen=True)
class IndexPage:
    """Rows of the index, whether there are more, and whether only the newest of very many were ranked."""

    rows: list[IndexRow] = field(default_factory=list)
    more: bool = False
    limited: bool = False


def build_query(
    terms: tuple[Term, ...],
    kinds: Sequence[str],
    *,
    partnership_ids: Sequence[str] | None = None,
    wave_ids: Sequence[str] | None = None,
    roles: Sequence[str | None] | None = None,
    blocks: Sequence[str] | None = None,
    questions: Sequence[str] | None = None,
    respondent_ids: Sequence[str] | None = None,
    theme_ids: Sequence[str] | None = None,
) -> SearchQuery:
    """Return a search with its filters; None is no filter, an empty one lets nothing through."""
    tag_filters = (
        (sources.PARTNERSHIP, partnership_ids),
        (sources.WAVE, wave_ids),
        (sources.ROLE, None if roles is None else [role or "" for role in roles]),
        (sources.BLOCK, blocks),
        (sources.QUESTION, questions),
        (sources.RESPONDENT, respondent_ids),
    )
    groups = tuple(
        tuple((letter, value) for value in dict.fromkeys(values))
        for letter, values in tag_filters
        if values is not None
    )
    chosen_kinds = tuple(kind for kind in sources.KINDS if kind in kinds)
    if theme_ids is not None:
        chosen_kinds = tuple(kind for kind in chosen_kinds if kind == "note")
    return SearchQuery(terms, chosen_kinds, groups, None if theme_ids is None else tuple(dict.fromkeys(theme_ids)))
