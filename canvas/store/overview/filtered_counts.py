"""Narrowing to partnerships and respondents with certain attributes, and counting what those respondents said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from canvas.store.counts import cells as counted
from canvas.store.database.folding import contains_words
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
    """What is asked of one attribute: a number from `low` to `high`, one of the `choices`, or words in a text.

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


def partnerships_query(wanted: Iterable[AttributeFilter]) -> sa.Select:
    """A query for the ids of the partnerships that have all that is wanted of them."""
    return _having(partnership, partnership_attribute, "partnership", wanted)


def respondents_query(wanted: Iterable[AttributeFilter], ids: Iterable[str] = ()) -> sa.Select:
    """A query for the ids of the respondents that have all that is wanted of them, of these ids or of all."""
    found = _having(respondent, respondent_attribute, "respondent", wanted)
    return found.where(respondent.c.id.in_(list(ids))) if ids else found


def partnership_ids(connection: sa.Connection, wanted: Iterable[AttributeFilter]) -> set[str]:
    """The ids of the partnerships that have all that is wanted of them."""
    return set(connection.execute(partnerships_query(wanted)).scalars())


def respondent_ids(connection: sa.Connection, wanted: Iterable[AttributeFilter]) -> list[str]:
    """Return the ids of the respondents that have all that is wanted of them."""
    return list(connection.execute(respondents_query(wanted)).scalars())


def note_is_from(who: sa.Select) -> sa.ColumnElement:
    """Whether a note comes from one of these respondents: of an answer they gave, or a passage they spoke."""
    given = sa.select(answer.c.id).join(
        interview_respondent, answer.c.interview_id == interview_respondent.c.interview_id
    )
    spoken = sa.select(passage.c.id).where(passage.c.respondent_id.in_(who))
    given = given.where(interview_respondent.c.respondent_id.in_(who))
    return sa.or_(note.c.answer_id.in_(given), note.c.passage_id.in_(spoken))


def interview_is_with(who: sa.Select) -> sa.ColumnElement:
    """Whether one of these respondents took part in an interview."""
    there = sa.select(interview_respondent.c.interview_id).where(interview_respondent.c.respondent_id.in_(who))
    return interview.c.id.in_(there)


def interview_ids(
    connection: sa.Connection, partnership_id: str, wave_id: str, wanted: Iterable[AttributeFilter]
) -> set[str]:
    """The ids of the interviews of a moment in which respondents took part that have all that is wanted of them."""
    held = sa.select(interview.c.id).where(interview.c.partnership_id == partnership_id, interview.c.wave_id == wave_id)
    return set(connection.execute(held.where(interview_is_with(respondents_query(wanted)))).scalars())


def cells(
    connection: sa.Connection, pairs: Sequence[tuple[str, str]] | None, wanted: Sequence[AttributeFilter]
) -> list[CellRow] | list[dict]:
    """As `moment_summaries.cells`, but of what these respondents said; counted now, from their answers and notes.

    Without anything wanted of respondents it is `moment_summaries.cells` itself.
    """
    asked = [one for one in wanted if one.scope == "respondent"]
    if not asked:
        return moment_summaries.cells(connection, pairs)
    who = respondents_query(asked)
    found: dict[tuple, dict] = {}
    for statement in (counted.answer_counts().where(interview_is_with(who)), _notes(who), _voices(who)):
        at = statement.selected_columns
        if pairs is not None:
            statement = statement.where(sa.tuple_(at.partnership_id, at.wave_id).in_(pairs))
        for row in rows(connection, statement):
            key = {name: row.pop(name) for name in ("partnership_id", "wave_id", "role", "block")}
            key["role"] = key["role"] or NO_ROLE
            known = found.setdefault(tuple(key.values()), key | dict.fromkeys(COUNTS, 0))
            known |= {name: value or 0 for name, value in row.items()}
    return [found[key] for key in sorted(found)]


def interview_counts(
    connection: sa.Connection, wanted: Sequence[AttributeFilter], pair: tuple[str, str] | None = None
) -> dict[tuple[str, str], dict[str, int]]:
    """As `moment_summaries.interview_counts`, of the interviews in which these respondents took part, at one moment or
    all.
    """
    asked = [one for one in wanted if one.scope == "respondent"]
    which = [interview_is_with(respondents_query(asked))] if asked else []
    if pair is not None:
        which += [interview.c.partnership_id == pair[0], interview.c.wave_id == pair[1]]
    return moment_summaries.interview_counts(connection, sa.and_(*which) if which else None)


def overview(
    connection: sa.Connection, places: Sequence[dict], wanted: Sequence[AttributeFilter], blocks: Sequence[str]
) -> list[dict]:
    """As `moment_summaries.overview`, but of what these respondents said, with `notes` and `blocks` (covered, of those
    given).

    Documents are those of interviews in which they took part. Without anything wanted of respondents it is
    `moment_summaries.overview` itself.
    """
    asked = [one for one in wanted if one.scope == "respondent"]
    if not asked:
        return moment_summaries.overview(connection, places)
    pairs = [(row["partnership_id"], row["wave_id"]) for row in places]
    said: dict[tuple, list[Mapping]] = {}
    for row in cells(connection, pairs, asked):
        said.setdefault((row["partnership_id"], row["wave_id"]), []).append(row)
    found = moment_summaries.overview(connection, places, interview_is_with(respondents_query(asked)))
    return [row | _heard(said.get(pair, []), blocks) for row, pair in zip(found, pairs, strict=True)]


def _heard(said: Sequence[Mapping], blocks: Sequence[str]) -> dict:
    heard = [row for row in said if row["notes"] or row["answered"]]
    return {
        "roles_heard": sorted({row["role"] for row in heard} - {NO_ROLE}),
        "blocks": len({row["block"] for row in heard} & set(blocks)),
        "notes": sum(row["notes"] for row in said),
    }


def _having(subject: sa.Table, kept: sa.Table, scope: str, wanted: Iterable[AttributeFilter]) -> sa.Select:
    found = sa.select(subject.c.id)
    for one in wanted:
        if one.scope != scope:
            continue
        of_it = kept.alias()
        # the condition within the case: a database may weigh conditions in any order, and a text is no number
        mine = of_it.c.attribute_id == one.attribute_id
        value = sa.case((mine, sa.cast(of_it.c.value, sa.Numeric(40, 20)) if one.low or one.high else of_it.c.value))
        there = sa.exists().where(of_it.c[f"{scope}_id"] == subject.c.id, mine)
        if one.low:
            there = there.where(value >= _number(one.low))
        if one.high:
            there = there.where(value <= _number(one.high))
        if one.choices:
            there = there.where(of_it.c.value.in_(one.choices))
        if one.words:
            there = there.where(*contains_words(of_it.c.value, one.words))
        found = found.where(there)
    return found


def _number(kept: str) -> sa.ColumnElement:
    return sa.cast(sa.literal(kept, sa.Text), sa.Numeric(40, 20))


def _notes(who: sa.Select) -> sa.Select:
    keys = [note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block]
    found = sa.select(*keys, sa.func.count().label("notes")).where(note.c.retired.is_(False), note_is_from(who))
    return found.where(note.c.partnership_id.is_not(None), note.c.wave_id.is_not(None)).group_by(*keys)


def _voices(who: sa.Select) -> sa.Select:
    """Respondents heard per cell, of these alone: by an answer given there, or by a note that stands there now."""
    held, by = interview.c, interview_respondent.c.respondent_id
    keys = [note.c.partnership_id, note.c.wave_id, note.c.role, note.c.block]
    given = sa.select(held.partnership_id, held.wave_id, held.role, answer.c.block, by).join_from(answer, interview)
    given = given.join(interview_respondent, interview_respondent.c.interview_id == interview.c.id)
    given = given.where(answer.c.state == "answered", answer.c.factor.is_(None), by.in_(who))
    noted = sa.select(*keys, by).join_from(note, answer, note.c.answer_id == answer.c.id)
    noted = noted.join(interview_respondent, interview_respondent.c.interview_id == answer.c.interview_id)
    noted = noted.where(note.c.retired.is_(False), by.in_(who))
    spoken = sa.select(*keys, passage.c.respondent_id).join_from(note, passage, note.c.passage_id == passage.c.id)
    spoken = spoken.where(
        note.c.retired.is_(False), passage.c.respondent_id.in_(who), note.c.partnership_id.is_not(None)
    )
    heard = sa.union(given, noted, spoken).subquery()
    columns = [heard.c[name] for name in ("partnership_id", "wave_id", "role", "block")]
    return sa.select(*columns, sa.func.count().label("respondents")).group_by(*columns)
