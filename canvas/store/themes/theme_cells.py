"""How often themes are heard per moment and role: one theme alone or with those under it, by all or by some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from canvas.store.database.rows import raw_rows, rows
from canvas.store.database.schema import (
    NO_ROLE,
    answer,
    cell_theme,
    coding,
    interview,
    interview_respondent,
    note,
    passage,
)
from canvas.store.overview.filtered_counts import AttributeFilter, note_is_from, of_respondents, respondents_query
from canvas.store.overview.filtered_moments import at_moments

Pairs = Sequence[tuple[str, str]]
_AT = ("theme_id", "partnership_id", "wave_id", "role")
_COLUMNS = (*_AT, "notes", "respondents")
PAIRS_AT_ONCE = 400  # (partnership, wave) pairs in one statement


def of_moments(
    connection: sa.Connection,
    pairs: Pairs,
    groups: Mapping[str, Sequence[str]],
    filters: Sequence[AttributeFilter] = (),
) -> list[dict]:
    """Return the counts of themes: theme_id, partnership_id, wave_id, role ('' for none), notes and respondents.

    `groups` says which themes count as one: theme id → the ids taken together under it, itself among them. A note that
    carries several of those counts once, and so does a respondent. Filters on respondents leave only theirs.
    """
    on_respondents = [member for member in filters if member.scope == "respondent"]
    single = [key for key, members in groups.items() if list(members) == [key] and not on_respondents]
    joint = [(key, member) for key, members in groups.items() if key not in set(single) for member in members]
    count_rows = []
    for chunk in _chunks(pairs):
        if single:
            count_rows += [
                dict(zip(_COLUMNS, row, strict=True)) for row in raw_rows(connection, _counted(chunk, single))
            ]
        if joint:
            count_rows += _now(connection, chunk, joint, on_respondents)
    return count_rows


def per_block(connection: sa.Connection, pairs: Pairs, filters: Sequence[AttributeFilter] = ()) -> list[dict]:
    """Return the counts of a few moments per block: rows of theme_id, partnership_id, wave_id, block and notes."""
    here = _here(pairs, of_respondents(filters))
    columns = [here.c.partnership_id, here.c.wave_id, here.c.block, coding.c.theme_id]
    query = sa.select(*columns, sa.func.count(sa.distinct(here.c.id)).label("notes"))
    query = query.join_from(here, coding, coding.c.note_id == here.c.id).where(coding.c.removed_at.is_(None))
    return rows(connection, query.group_by(*columns))


def moments_with_themes(connection: sa.Connection, pairs: Pairs) -> set[tuple[str, str]]:
    """Return those of these (partnership, wave) pairs in which a standing note carries a theme, whichever."""
    columns = (cell_theme.c.partnership_id, cell_theme.c.wave_id)
    moment_pairs: set[tuple[str, str]] = set()
    for chunk in _chunks(pairs):
        query = sa.select(*columns).distinct().where(at_moments(cell_theme, chunk), cell_theme.c.notes > 0)
        moment_pairs |= {tuple(row) for row in connection.execute(query)}
    return moment_pairs


def _counted(pairs: Pairs, theme_ids: Sequence[str]) -> sa.Select:
    columns = cell_theme.c
    conditions = (at_moments(cell_theme, pairs), columns.theme_id.in_(theme_ids), columns.notes > 0)
    return sa.select(*(columns[name] for name in _COLUMNS)).where(*conditions)


def _now(
    connection: sa.Connection, pairs: Pairs, joint: Sequence[tuple[str, str]], on_respondents: Sequence[AttributeFilter]
) -> list[dict]:
    """Count from the codings, in one reading: each note and each respondent once under the theme it counts for."""
    counts_for: dict[str, list[str]] = {}
    for key, member in joint:
        counts_for.setdefault(member, []).append(key)
    here, respondent_query = _here(pairs, on_respondents), respondents_query(on_respondents)
    places = [here.c[name] for name in ("partnership_id", "wave_id", "role", "id")]
    carried = sa.select(*places, coding.c.theme_id, answer.c.interview_id, passage.c.respondent_id)
    carried = carried.join_from(here, coding, coding.c.note_id == here.c.id)
    carried = carried.outerjoin(answer, answer.c.id == here.c.answer_id)
    carried = carried.outerjoin(passage, passage.c.id == here.c.passage_id)
    carried = carried.where(coding.c.removed_at.is_(None), coding.c.theme_id.in_(list(counts_for)))
    took_part = sa.select(interview_respondent.c.interview_id, interview_respondent.c.respondent_id)
    took_part = took_part.join_from(interview_respondent, interview).where(at_moments(interview, pairs))
    if on_respondents:
        took_part = took_part.where(interview_respondent.c.respondent_id.in_(respondent_query))
        carried = carried.where(
            sa.or_(passage.c.respondent_id.is_(None), passage.c.respondent_id.in_(respondent_query))
        )
    spoke: dict[str, set[str]] = {}
    for interview_id, respondent_id in connection.execute(took_part):
        spoke.setdefault(interview_id, set()).add(respondent_id)
    tallies: dict[tuple, tuple[set[str], set[str]]] = {}
    for *place, note_id, theme_id, interview_id, speaker in connection.execute(carried):
        people = spoke.get(interview_id, ()) if interview_id else {speaker} - {None}
        for key in counts_for[theme_id]:
            notes, heard = tallies.setdefault((key, *place), (set(), set()))
            notes.add(note_id)
            heard.update(people)
    return [
        dict(zip(_AT, at, strict=True)) | {"notes": len(notes), "respondents": len(heard)}
        for at, (notes, heard) in tallies.items()
    ]


def _here(pairs: Pairs, on_respondents: Sequence[AttributeFilter]) -> sa.CTE:
    """Return the notes that stand in these moments, of these respondents alone where that is asked.

    Gathered first: a database that began with the themes would go through all codings of the study.
    """
    role = sa.func.coalesce(note.c.role, NO_ROLE).label("role")
    columns = [note.c[name] for name in ("id", "partnership_id", "wave_id", "block", "answer_id", "passage_id")]
    query = sa.select(*columns, role).where(at_moments(note, pairs), note.c.retired.is_(False))
    return (
        (query.where(note_is_from(respondents_query(on_respondents))) if on_respondents else query)
        .cte("here")
        .prefix_with("MATERIALIZED")
    )


def _chunks(pairs: Pairs) -> Iterator[Pairs]:
    return (list(pairs[start : start + PAIRS_AT_ONCE]) for start in range(0, len(pairs), PAIRS_AT_ONCE))
