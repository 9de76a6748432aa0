"""Reads where each kind of user starts: what a researcher has to hold and read, what an evaluator has to check."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from canvas.store import Connection, documents, interviews
from canvas.store.matrix import waiting_cells
from canvas.store.points import points
from canvas.store.row_types import ListedInterview

PARTS = ("interviews", "transcripts", "to_check", "flagged", "waiting")
AT_ONCE = 5  # rows of a list that are drawn before one asks for more


@dataclass(frozen=True)
class Part:
    """The first `rows` of a list of work, and how many there are in all."""

    rows: Sequence[Mapping] = ()
    total: int = 0


@dataclass(frozen=True)
class StartPage:
    """The work of a profile of a `kind`: researcher or evaluator; of another kind all of it is empty.

    `interviews` (rows of `store.interviews`) are those to hold, `counts` how many of them are under_way, late, today
    and later; `transcripts` rows of `documents.unread_by`, `to_check` of `points.to_check`, which says `own_drafts`
    too, `flagged` of `points.flagged`, and `waiting` moments of `waiting_cells.waiting`.
    """

    kind: str
    interviews: Sequence[ListedInterview] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    transcripts: Part = Part()
    to_check: Part = Part()
    own_drafts: int = 0
    flagged: Part = Part()
    waiting: Part = Part()

    @property
    def to_hold(self) -> int:
        """Return how many interviews are to be held or under way."""
        return sum(self.counts.values())

    @property
    def has_work(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.to_hold or any(part.total for part in (self.transcripts, *self._of_evaluator)))

    @property
    def _of_evaluator(self) -> tuple[Part, ...]:
        return self.to_check, self.flagged, self.waiting


def start_page(
    connection: Connection,
    user: Mapping,
    day: str,
    blocks: Collection[str],
    flagged: Sequence[Mapping] = (),
    sizes: Mapping[str, int] | None = None,
) -> StartPage:
    """Return where this profile (a row of `store.users`) starts on a day (YYYY-MM-DD); `blocks` are those in scope.

    `flagged` are all points that ask for another look. `sizes` says of lists how many rows are shown, by the names of
    `StartPage`; AT_ONCE of the others.
    """
    size = dict.fromkeys(PARTS, AT_ONCE) | dict(sizes or {})
    if user["kind"] == "researcher":
        to_hold, counts = interviews.to_hold(connection, user["id"], day, size["interviews"])
        unread = Part(*documents.unread_by(connection, user["id"], size["transcripts"]))
        return StartPage("researcher", to_hold, counts, unread)
    if user["kind"] == "evaluator":
        rows, total, own = points.to_check(connection, user["id"], size["to_check"])
        return StartPage(
            "evaluator",
            to_check=Part(rows, total),
            own_drafts=own,
            flagged=Part(flagged[: size["flagged"]], len(flagged)),
            waiting=Part(*waiting_cells.waiting(connection, blocks, size["waiting"])),
        )
    return StartPage(user["kind"])
