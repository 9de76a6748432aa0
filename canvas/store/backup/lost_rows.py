"""What of a study is in no copy of it: the rows that would be lost where the other comes in its place.

It goes by what rows say, never by the clock: what somebody changed counts, whatever time their computer gave it. Of
what has versions these are held beside each other, so that a study that the copy merely goes on from loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import sqlalchemy as sa

from canvas.store.database.rows import batches
from canvas.store.database.schema import metadata

# Rows that say what their newest version says: of these only whether the copy has them at all
VERSIONED = (
    "note",
    "answer",
    "point",
    "theme",
    "matrix_summary",
    "agreement",
    "contribution",
    "lesson",
    "lesson_use",
    "state_summary",
)
# Rows that follow from others, or from versions
FOLLOWING = ("point_note", "point_perspective", "matrix_summary_note", "lesson_evidence")
COUNTED = ("cell", "rollup_")
_AT_ONCE = 5000  # rows that are read at a time

WORDS = {
    "answers": ("answer", "answer_revision"),
    "notes": ("note", "note_revision"),
    "points": ("point", "point_revision"),
    "themes": ("theme", "theme_revision"),
    "themes on notes": ("coding",),
    "summaries": ("matrix_summary", "matrix_summary_revision"),
    "agreements": ("agreement", "agreement_revision"),
    "what partners give and get": ("contribution", "contribution_revision"),
    "lessons": ("lesson", "lesson_revision", "lesson_use", "lesson_use_revision"),
    "states of affairs": ("state_summary", "state_summary_revision", "finding_choice"),
    "documents": ("document", "passage", "turn", "speaker"),
    "interviews": ("interview", "interview_respondent"),
    "moments": ("wave", "partnership_wave"),
    "partnerships": ("partnership",),
    "partners": ("partner",),
    "respondents": ("respondent",),
    "attributes": ("attribute", "partnership_attribute", "respondent_attribute"),
    "profiles": ("user",),
    "guides": ("guide",),
    "settings of the study": ("study",),
}


def count_lost_rows(there: sa.Connection, coming: sa.Connection) -> dict[str, int]:
    """Count, by table, the rows of one study that are neither in the other nor continued there."""
    gone = {}
    for table in metadata.sorted_tables:
        if table.name in FOLLOWING or table.name.startswith(COUNTED):
            continue
        rows = _gone(there, coming, table)
        if rows:
            gone[table.name] = rows
    return gone


def describe_lost(gone: Mapping[str, int]) -> str:
    """Return the lost rows in words: how many of which kind, the most first."""
    numbers: dict[str, int] = {}
    for word, names in WORDS.items():
        number = max((gone.get(name, 0) for name in names), default=0)
        if number:
            numbers[word] = number
    return ", ".join(f"{word}: {number}" for word, number in sorted(numbers.items(), key=lambda pair: -pair[1]))


def _gone(there: sa.Connection, coming: sa.Connection, table: sa.Table) -> int:
    only_whether = table.name in VERSIONED
    # the time of a change is no change
    columns = [table.c.id] if only_whether else [column for column in table.c if column.name != "changed_at"]
    stands = set(map(hash, _rows(coming, columns)))
    missing = [row for row in _rows(there, columns) if hash(row) not in stands]
    if missing and table.name in ("answer_revision", "note_revision"):
        missing = list(_not_gone_on(coming, table, missing, [column.name for column in columns]))
    return len(missing)


def _rows(connection: sa.Connection, columns: Iterable[sa.Column]) -> Iterator[tuple]:
    rows = connection.execute(sa.select(*columns).execution_options(stream_results=True))
    for part in rows.partitions(_AT_ONCE):
        yield from map(tuple, part)


def _not_gone_on(coming: sa.Connection, table: sa.Table, rows: list[tuple], names: list[str]) -> Iterator[tuple]:
    """Leave out versions in which a burst of typing went on: there it has a higher number, and all that was typed."""
    identity, number = names.index("id"), names.index("number")
    later: dict[str, int] = {}
    for batch in batches(rows):
        ids = [row[identity] for row in batch]
        same = sa.select(table.c.id, table.c.number).where(table.c.id.in_(ids))
        later |= {row[0]: row[1] for row in coming.execute(same)}
    from_an_answer = table.name == "note_revision"  # whose words the version of the answer holds
    for row in rows:
        newest = later.get(row[identity], -1)
        if newest < row[number] or (newest == row[number] and not from_an_answer):
            yield row
