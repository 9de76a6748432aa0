"""Narrowing to partnerships and respondents with certain attributes, and counting what those respondents said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from canvas.store.counts import cells as counted
from canvas.store.counts.votes import block_votes, is_person_of
from canvas.store.database.folding import contains_words
from canvas.store.database.moment_condition import at_moments
from canvas.store.database.rows import rows
from canvas.store.database.schema import (
    COUNTS,
    NO_ROLE,
    answer,
    interview,
    interview_respondent,
    note,
    partnership,
    partnership_attribute,
    passage,
    respondent,
    respondent_attribute,
)
from canvas.store.overview import moment_summaries
from canvas.store.row_types import CellRow


@dataclass(frozen=True)
class AttributeFilter:
    """A condition on one attribute: a number from `low` to `high`, one of the `choices`, or words in a text.

    What says nothing of the attribute is not among it. Numbers are those of `store.database.numbers`.
    """

    attribute_id: str
    scope: str
    low: str = ""
    high: str = ""
    choices: tuple[str, ...] = ()
    words: str = ""


def of_respondents(filters: Iterable[AttributeFilter]) -> list[AttributeFilter]:
    """Return the filters on attributes of respondents."""
    return [condition for condition in filters if condition.scope == "respondent"]


def of_partnerships(filters: Iterable[AttributeFilter]) -> list[AttributeFilter]:
    """Return the filters on attributes of partnerships."""
    return [condition for condition in filters if condition.scope == "partnership"]


def partnerships_query(filters: Iterable[AttributeFilter]) -> sa.Select:
    """Return a query for the ids of the partnerships that fit the filters."""
    return _having(partnership, partnership_attribute, "partnership", filters)


def respondents_query(filters: Iterable[AttributeFilter], ids: Iterable[str] = ()) -> sa.Select:
    """Return a query for the ids of the respondents that fit the filters, of these ids or of all."""
    query = _having(respondent, respondent_attribute, "respondent", filters)
    return query.where(respondent.c.id.in_(list(ids))) if ids else query


def partnership_ids(connection: sa.Connection, filters: Iterable[AttributeFilter]) -> set[str]:
    """Return the ids of the partnerships that fit the filters."""
    return set(connection.execute(partnerships_query(filters)).scalars())


def respondent_ids(connection: sa.Connection, filters: Iterable[AttributeFilter]) -> list[str]:
    """Return the ids of the respondents that fit the filters."""
    return list(connection.execute(respondents_query(filters)).scalars())


def note_is_from(respondent_ids: sa.Select) -> sa.ColumnElement:
    """Return the condition that a note comes from one of these respondents: from an answer or a passage of theirs."""
    answer_ids = sa.select(answer.c.id).join(
        interview_respondent, answer.c.interview_id == interview_respondent.c.interview_id
    )
    passage_ids = sa.select(passage.c.id).where(passage.c.respondent_id.in_(respondent_ids))
    answer_ids = answer_ids.where(interview_respondent.c.respondent_id.in_(respondent_ids))
    return sa.or_(note.c.answer_id.in_(answer_ids), note.c.passage_id.in_(passage_ids))


def interview_is_with(respondent_ids: sa.Select) -> sa.ColumnElement:
    """Return the condition that one of these respondents took part in an interview."""
    interview_ids = sa.select(interview_respondent.c.interview_id).where(
        interview_respondent.c.respondent_id.in_(respondent_ids)
    )
    return interview.c.id.in_(interview_ids)


def interview_ids(
    connection: sa.Connection, partnership_id: str, wave_id: str, filters: Iterable[AttributeFilter]
) -> set[str]:
    """Return the ids of the interviews of a moment in which respondents took part that fit the filters."""
    query = sa.select(interview.c.id).where(
        interview.c.partnership_id == partnership_id, interview.c.wave_id == wave_id
    )
    return set(connection.execute(query.where(interview_is_with(respondents_query(filters)))).scalars())


def cells(
    connection: sa.Connection, pairs: Sequence[tuple[str, str]] | None, filters: Sequence[AttributeFilter]
) -> list[CellRow] | list[dict]:
    """Return `moment_summaries.cells` of what these respondents said; counted now, from their answers and notes.

    Without a filter on respondents it is `moment_summaries.cells` itself.
    """
    on_respondents = of_respondents(filters)
    if not on_respondents:
        return moment_summaries.cells(connection, pairs)
    respondent_query = respondents_query(on_respondents)
    counts_by_cell: dict[tuple, dict] = {}
    for statement in (
        counted.answer_counts().where(interview_is_with(respondent_query)),
        block_votes(is_person_of(respondent_query), *([] if pairs is None else [at_moments(interview, pairs)])),
        _notes(respondent_query),
        _voices(respondent_query),
    ):
        columns = statement.selected_columns
        if pairs is not None:
            statement = statement.where(sa.tuple_(columns.partnership_id, columns.wave_id).in_(pairs))
        for row in rows(connection, statement):
            key = {name: row.pop(name) for name in ("partnership_id", "wave_id", "role", "block")}
            key["role"] = key["role"] or NO_ROLE
            counts = counts_by_cell.setdefault(tuple(key.values()), key | dict.fromkeys(COUNTS, 0))
            counts |= {name: value or 0 for name, value in row.items()}
    return [counts_by_cell[key] for key in sorted(counts_by_cell)]


def interview_counts(
    connection: sa.Connection, filters: Sequence[AttributeFilter], pair: tuple[str, str] | None = None
) -> dict[tuple[str, str], dict[str, int]]:
    """Return `moment_summaries.interview_counts` of interviews in which these respondents took part.

    They are those of one moment, the pair (partnership, wave), or of all.
    """
    on_respondents = of_respondents(filters)
    conditions = [interview_is_with(respondents_query(on_respondents))] if on_respondents else []
    if pair is not None:
        conditions += [interview.c.partnership_id == pair[0], interview.c.wave_id == pair[1]]
    return moment_summaries.interview_counts(connection, sa.and_(*conditions) if conditions else None)


def overview(
    connection: sa.Connection, places: Sequence[dict], filters: Sequence[AttributeFilter], blocks: Sequence[str]
) -> list[dict]:
    """Return `moment_summaries.overview` of what these respondents said.

    Each row also has `notes` and `blocks` (how many of those given are covered).

    Documents are those of interviews in which they took part. Without a filter on respondents it is
    `moment_summaries.overview` itself.
    """
    on_respondents = of_respondents(filters)
    if not on_respondents:
        return moment_summaries.overview(connection, places)
    pairs = [(row["partnership_id"], row["wave_id"]) for row in places]
    cells_by_moment: dict[tuple, list[Mapping]] = {}
    for row in cells(connection, pairs, on_respondents):
        cells_by_moment.setdefault((row["partnership_id"], row["wave_id"]), []).append(row)
    moment_rows = moment_summaries.overview(connection, places, interview_is_with(respondents_query(on_respondents)))
    return [row | _heard(cells_by_moment.get(pair, []), blocks) for row, pair in zip(moment_rows, pairs, strict=True)]


def _heard(moment_cells: Sequence[Mapping], blocks: Sequence[str]) -> dict:
    heard_cells = [row for row in moment_cells if row["notes"] or row["answered"]]
    return {
        "roles_heard": sorted({row["role"] for row in heard_cells} - {NO_ROLE}),
        "blocks": len({row["block"] for row in heard_cells} & set(blocks)),
        "notes": sum(row["notes"] for row in moment_cells),
    }


def _having(subject: sa.Table, values_table: sa.Table, scope: str, filters: Iterable[AttributeFilter]) -> sa.Select:
    query = sa.select(subject.c.id)
    for condition in filters:
        if condition.scope != scope:
            continue
        values = values_table.alias()
        # the condition within the case: a database may weigh conditions in any order, and a text is no number
        of_attribute = values.c.attribute_id == condition.attribute_id
        value = sa.case(
            (
                of_attribute,
                sa.cast(values.c.value, sa.Numeric(40, 20)) if condition.low or condition.high else values.c.value,
            )
        )
        exists = sa.exists().where(values.c[f"{scope}_id"] == subject.c.id, of_attribute)
        if condition.low:
            exists = exists.where(value >= _number(condition.low))
        if condition.high:
            exists = exists.where(value <= _number(condition.high))
        if condition.choices:
            exists = exists.where(values.c.value.in_(condition.choices))
        if condition.words:
            exists = exists.where(*contains_words(values.c.value, condition.words))
        query = query.where(exists)
    return query


def _number(number: str) -> sa.ColumnElement:
    return sa.cast(sa.literal(number, sa.Text), sa.Numeric(40, 20))


def _notes(respondent_query: sa.Select) -> sa.Select:
    keys = [note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block]
    query = sa.select(*keys, sa.func.count().label("notes")).where(
        note.c.retired.is_(False), note_is_from(respondent_query)
    )
    return query.where(note.c.partnership_id.is_not(None), note.c.wave_id.is_not(None)).group_by(*keys)


def _voices(respondent_query: sa.Select) -> sa.Select:
    """Return how many respondents are heard per cell, of these alone.

    By an answer given there, or by a note that stands there now.
    """
    interviews, respondent_id = interview.c, interview_respondent.c.respondent_id
    keys = [note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block]
    by_answer = sa.select(
        interviews.partnership_id, interviews.wave_id, interviews.role, answer.c.block, respondent_id
    ).join_from(answer, interview)
    by_answer = by_answer.join(interview_respondent, interview_respondent.c.interview_id == interview.c.id)
    by_answer = by_answer.where(
        answer.c.state == "answered", answer.c.factor.is_(None), respondent_id.in_(respondent_query)
    )
    by_answer_note = sa.select(*keys, respondent_id).join_from(note, answer, note.c.answer_id == answer.c.id)
    by_answer_note = by_answer_note.join(
        interview_respondent, interview_respondent.c.interview_id == answer.c.interview_id
    )
    by_answer_note = by_answer_note.where(note.c.retired.is_(False), respondent_id.in_(respondent_query))
    by_passage_note = sa.select(*keys, passage.c.respondent_id).join_from(
        note, passage, note.c.passage_id == passage.c.id
    )
    by_passage_note = by_passage_note.where(
        note.c.retired.is_(False), passage.c.respondent_id.in_(respondent_query), note.c.partnership_id.is_not(None)
    )
    heard = sa.union(by_answer, by_answer_note, by_passage_note).subquery()
    columns = [heard.c[name] for name in ("partnership_id", "wave_id", "role", "block")]
    return sa.select(*columns, sa.func.count().label("respondents")).group_by(*columns)
