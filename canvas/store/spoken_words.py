"""What people said in a study: notes, answers and transcripts, as they stand and as they stood before.

What stands in a publication is nobody's. Answers hold the reason of a rating too; of a document the words of an
interviewer are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

import sqlalchemy as sa

from canvas.access.quotable import PUBLIC_KINDS, WordRuns, possible_codes, without_words
from canvas.store.database.rows import batches
from canvas.store.limited.limited_views import base_schema, limits_of

Row = TypeVar("Row", bound=Mapping)
_PUBLIC = ", ".join(f"'{kind}'" for kind in PUBLIC_KINDS)
_SPOKEN_NOTE = (
    "NOT EXISTS (SELECT 1 FROM {at}passage AS p JOIN {at}document AS d ON d.id = p.document_id "
    f"WHERE p.id = n.passage_id AND p.respondent_id IS NULL AND d.kind IN ({_PUBLIC}))"
)
# what a limited reading does not hold: these rows are in the table and not in the view before it
_HIDDEN_NOTE = " AND NOT EXISTS (SELECT 1 FROM note AS shown WHERE shown.id = n.id)"
_HIDDEN_ANSWER = " AND NOT EXISTS (SELECT 1 FROM open_interview AS o WHERE o.id = a.interview_id)"
_HIDDEN_DOCUMENT = " AND NOT EXISTS (SELECT 1 FROM document AS shown WHERE shown.id = d.id)"


def recognised(connection: sa.Connection, texts: Iterable[str], partnership_id: str = "") -> WordRuns:
    """Return the runs of these texts in which the words are recognised of everybody in this reading.

    With a partnership, of what was said there alone: that is quick in a study of any size.
    """
    runs = WordRuns(texts)
    runs.mark_spoken(_spoken(connection, "", hidden=False, partnership_id=partnership_id))
    return runs


class HiddenWords:
    """Takes out of texts what a limited reading does not show: words held back from it, and codes of respondents.

    With a partnership, what was said there alone. Of `note_ids`, the notes that the texts were made from, the words go
    out where they are held back, however short.
    """

    def __init__(
        self, connection: sa.Connection, texts: Sequence[str], partnership_id: str = "", note_ids: Iterable[str] = ()
    ) -> None:
        at = f"{base_schema(connection)}."
        self._runs = WordRuns(texts)
        self._runs.mark_spoken(_spoken(connection, at, hidden=True, partnership_id=partnership_id))
        self._codes = codes_in(connection, texts, at)
        self._begun_with = [
            text for some in batches(sorted(set(note_ids))) for text in _of_hidden(connection, at, some)
        ]

    def taken_out(self, text: str) -> str:
        """Return a text without them."""
        return without_words(self._runs.without_spoken(text), self._begun_with, self._codes)


def hidden_words(
    connection: sa.Connection, texts: Sequence[str], partnership_id: str = "", note_ids: Iterable[str] = ()
) -> HiddenWords | None:
    """Return what takes out of these texts what this reading does not show; None where it shows all."""
    if limits_of(connection) is None or not any(texts):
        return None
    return HiddenWords(connection, texts, partnership_id, note_ids)


def as_shown(
    connection: sa.Connection,
    stored: list[Row],
    names: Sequence[str],
    partnership_id: str = "",
    note_ids: Iterable[str] = (),
) -> list[Row]:
    """Return rows as this reading shows what was typed in these columns: the one rule for what all partners read.

    A limited reading shows it without the words that it does not hold (`HiddenWords`).
    """
    hidden = hidden_words(connection, [row[name] for row in stored for name in names], partnership_id, note_ids)
    if hidden is None:
        return stored
    return [cast(Row, {**row, **{name: hidden.taken_out(row[name]) for name in names}}) for row in stored]


def codes_in(connection: sa.Connection, texts: Iterable[str], at: str = "") -> set[str]:
    """Return the codes of respondents that stand in some texts; `at` names the schema of the table, with a dot."""
    possible = sorted({code for text in texts for code in possible_codes(text)})
    codes: set[str] = set()
    query = sa.text(f"SELECT code FROM {at}respondent WHERE code IN :codes").bindparams(
        sa.bindparam("codes", expanding=True)
    )
    for some in batches(possible):
        codes |= set(connection.execute(query, {"codes": list(some)}).scalars())
    return codes


def _spoken(connection: sa.Connection, at: str, *, hidden: bool, partnership_id: str = "") -> Iterator[str]:
    """Yield what was said; where `hidden`, only what this limited reading does not show, and what rests on it."""
    of_note = _SPOKEN_NOTE.format(at=at) + (_HIDDEN_NOTE if hidden else "")
    of_answer = "1 = 1" + (_HIDDEN_ANSWER if hidden else "")
    values = {"there": partnership_id} if partnership_id else {}
    if partnership_id:
        of_note += " AND n.partnership_id = :there"
        of_answer += f" AND a.interview_id IN (SELECT i.id FROM {at}interview AS i WHERE i.partnership_id = :there)"
    queries = [
        f"SELECT n.text FROM {at}note AS n WHERE n.text <> '' AND {of_note}",
        f"SELECT v.text FROM {at}note_revision AS v JOIN {at}note AS n ON n.id = v.note_id "
        f"WHERE v.text <> '' AND v.text <> n.text AND {of_note}",
        f"SELECT a.text FROM {at}answer AS a WHERE a.text <> '' AND {of_answer}",
        f"SELECT a.reason FROM {at}answer AS a WHERE a.reason <> '' AND {of_answer}",
        f"SELECT v.text FROM {at}answer_revision AS v JOIN {at}answer AS a ON a.id = v.answer_id "
        f"WHERE v.text <> '' AND v.text <> a.text AND {of_answer}",
    ]
    if hidden:  # what colleagues wrote of words that are held back
        queries += [
            f"SELECT w.text FROM {at}{table} AS w "
            f"WHERE NOT EXISTS (SELECT 1 FROM {table} AS shown WHERE shown.id = w.id)"
            + (" AND w.partnership_id = :there" if partnership_id else "")
            for table in ("point", "matrix_summary")
        ]
    for query in queries:
        for some in connection.execute(sa.text(query), values).scalars().partitions(1_000):
            yield from some
    yield from _in_documents(connection, at, hidden=hidden, partnership_id=partnership_id)


def _of_hidden(connection: sa.Connection, at: str, note_ids: Sequence[str]) -> list[str]:
    """Return what the notes say and once said of these that the reading does not show."""
    of_note = f"n.id IN :ids AND n.text <> ''{_HIDDEN_NOTE}"
    query = sa.text(
        f"SELECT n.text FROM {at}note AS n WHERE {of_note} UNION SELECT v.text FROM {at}note_revision AS v "
        f"JOIN {at}note AS n ON n.id = v.note_id WHERE {of_note}"
    ).bindparams(sa.bindparam("ids", expanding=True))
    return [text for some in batches(note_ids) for text in connection.execute(query, {"ids": list(some)}).scalars()]


def _in_documents(connection: sa.Connection, at: str, *, hidden: bool, partnership_id: str) -> Iterator[str]:
    of_document = f"d.kind NOT IN ({_PUBLIC})" + (_HIDDEN_DOCUMENT if hidden else "")
    values = {"there": partnership_id} if partnership_id else {}
    if partnership_id:
        of_document += " AND d.partnership_id = :there"
    turns: dict[str, list[tuple[int, int]]] = {}
    query = (
        f'SELECT t.document_id, t.start, t."end" FROM {at}turn AS t JOIN {at}speaker AS s '
        f"ON s.document_id = t.document_id AND s.label = t.speaker WHERE s.part = 'interviewer'"
    )
    for document_id, start, end in connection.execute(sa.text(query)):
        turns.setdefault(document_id, []).append((start, end))
    for document_id, text in connection.execute(
        sa.text(f"SELECT d.id, d.text FROM {at}document AS d WHERE d.text <> '' AND {of_document}"), values
    ):
        begin = 0
        for start, end in sorted(turns.get(document_id, ())):
            yield text[begin:start]
            begin = end
        yield text[begin:]
