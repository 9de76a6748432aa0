"""Rows of a study that is made up, gathered by table: the same ids and times at every making."""

from __future__ import annotations

from datetime import date, timedelta

from canvas.store.database.schema import metadata

FIRST_DAY = date(2024, 3, 4)
_BEGAN = 1_709_510_400_000  # that day in milliseconds, from which ids count as UUIDv7 does

# What is written of each table; other columns keep the value they start with.
COLUMNS = {
    table: tuple(columns.split())
    for table, columns in {
        "interview": "id partnership_id wave_id role guide_id language mode planned_on started_at completed_at "
        "interviewer_id created_at",
        "answer": "id interview_id question block text rating dont_know state reason asked_at answered_at revision "
        "factor",
        "answer_revision": "id answer_id number text rating dont_know state reason user_id made_at begun_at",
        "note": "id partnership_id wave_id role block text kind origin answer_id passage_id position retired revision "
        "created_at changed_at",
        "note_revision": "id note_id number text block kind retired user_id made_at",
        "coding": "note_id theme_id user_id coded_at removed_at removed_by",
    }.items()
}


class Rows:
    """Tuples by table, until they are taken to be stored; and the ids that go with them."""

    def __init__(self) -> None:
        self.of: dict[str, list[tuple]] = {}
        self._made = 0
        self._moment = ""

    def id(self) -> str:
        """Return the next id: a UUIDv7 by its looks, rising, and the same at every making."""
        made = self._made
        self._made = made + 1
        if not made & 4095 or not self._moment:
            at = _BEGAN + (made >> 12)
            self._moment = f"{at >> 16:08x}-{at & 0xFFFF:04x}-7"
        return f"{self._moment}{made & 4095:03x}-8{made * 2654435761 & 0xFFF:03x}-{made * 40503 & 0xFFFFFFFFFFFF:012x}"

    def add(self, table: str, **values: object) -> None:
        """Add one row by name; for tables of which there are few."""
        columns = COLUMNS.setdefault(table, tuple(values))
        self.of.setdefault(table, []).append(tuple(values[name] for name in columns))

    def table_rows(self, table: str) -> list[tuple]:
        """Return the rows of a table so far, to append to, in the order of COLUMNS."""
        return self.of.setdefault(table, [])

    def taken(self) -> list[tuple[str, tuple[str, ...], list[tuple]]]:
        """Take all rows so far with the columns they fill, tables that others point at first; none are left."""
        rows_by_table = [
            (table.name, COLUMNS[table.name], self.of.pop(table.name))
            for table in metadata.sorted_tables
            if table.name in self.of
        ]
        return rows_by_table


def day(wave: int, later: int) -> str:
    """Return a day of a wave, so many days after it began; waves are a year apart."""
    return (FIRST_DAY + timedelta(days=365 * wave + later)).isoformat()
