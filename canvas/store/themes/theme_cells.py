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
from canvas.store.overview.across import at_moments
from canvas.store.overview.filtered_counts import AttributeFilter, note_is_from, respondents_query

Pairs = Sequence[tuple[str, str]]
_AT = ("theme_id", "partnership_id", "wave_id", "role")
_COLUMNS = (*_AT, "notes", "respondents")
CHUNK = 400  # (partnership, wave) pairs in one statement


def of_moments(
    connection: sa.Connection, pairs: Pairs, groups: Mapping[str, Sequence[str]], wanted: Sequence[AttributeFilter] = ()
) -> list[dict]:
    """Rows of theme_id, partnership_id, wave_id, role ('' for none), notes and respondents, where there are notes.

    `groups` says which themes count as one: theme id → the ids taken together under it, itself among them. A note that
    carries several of those counts once, and so does a respondent. What is `wanted` of respondents leaves only theirs.
    """
    asked = [one for one in wanted if one.scope == "respondent"]
    single = [key for key, members in groups.items() if list(members) == [key] and not asked]
    joint = [(key, one) for key, members in groups.items() if key not in set(single) for one in members]
    found = []
    for chunk in _chunks(pairs):
        if single:
            found += [dict(zip(_COLUMNS, row, strict=True)) for row in raw_rows(connection, _counted(chunk, single))]
        if joint:
            found += _now(connection, chunk, joint, asked)
    return found


def per_block(connection: sa.Connection, pairs: Pairs, wanted: Sequence[AttributeFilter] = ()) -> list[dict]:
    """The same for a few moments per block, counted now: rows of theme_id, partnership_id, wave_id, block and notes."""
    here = _here(pairs, [one for one in wanted if one.scope == "respondent"])
    at = [here.c.partnership_id, here.c.wave_id, here.c.block, coding.c.theme_id]
    found = sa.select(*at, sa.func.count(sa.distinct(here.c.id)).label("notes"))
    found = found.join_from(here, coding, coding.c.note_id == here.c.id).where(coding.c.removed_at.is_(None))
    return rows(connection, found.group_by(*at))


def moments_with_themes(connection: sa.Connection, pairs: Pairs) -> set[tuple[str, str]]:
    """Those of these (partnership, wave) pairs in which a standing note carries a theme, whichever."""
    at = (cell_theme.c.partnership_id, cell_theme.c.wave_id)
    found: set[tuple[str, str]] = set()
    for chunk in _chunks(pairs):
        which = sa.select(*at).distinct().where(at_moments(cell_theme, chunk), cell_theme.c.notes > 0)
        found |= {tuple(row) for row in connection.execute(which)}
    return found


def _counted(pairs: Pairs, theme_ids: Sequence[str]) -> sa.Select:
    of = cell_theme.c
    which = (at_moments(cell_theme, pairs), of.theme_id.in_(theme_ids), of.notes > 0)
    return sa.select(*(of[name] for name in _COLUMNS)).where(*which)


def _now(
    connection: sa.Connection, pairs: Pairs, joint: Sequence[tuple[str, str]], asked: Sequence[AttributeFilter]
) -> list[dict]:
    """Counted from the codings, in one reading: each note, and each respondent, once under the theme it counts for."""
    counts_for: dict[str, list[str]] = {}
    for key, member in joint:
        counts_for.setdefault(member, []).append(key)
    here, who = _here(pairs, asked), respondents_query(asked)
    places = [here.c[name] for name in ("partnership_id", "wave_id", "role", "id")]
    carried = sa.select(*places, coding.c.theme_id, answer.c.interview_id, passage.c.respondent_id)
    carried = carried.join_from(here, coding, coding.c.note_id == here.c.id)
    carried = carried.outerjoin(answer, answer.c.id == here.c.answer_id)
    carried = carried.outerjoin(passage, passage.c.id == here.c.passage_id)
    carried = carried.where(coding.c.removed_at.is_(None), coding.c.theme_id.in_(list(counts_for)))
    took_part = sa.select(interview_respondent.c.interview_id, interview_respondent.c.respondent_id)
    took_part = took_part.join_from(interview_respondent, interview).where(at_moments(interview, pairs))
    if asked:
        took_part = took_part.where(interview_respondent.c.respondent_id.in_(who))
        carried = carried.where(sa.or_(passage.c.respondent_id.is_(None), passage.c.respondent_id.in_(who)))
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


def _here(pairs: Pairs, asked: Sequence[AttributeFilter]) -> sa.CTE:
    """The notes that stand in these moments, of these respondents alone where that is asked.

    Gathered first: a database that began with the themes would go through all codings of the study.
    """
    role = sa.func.coalesce(note.c.role, NO_ROLE).label("role")
    columns = [note.c[name] for name in ("id", "partnership_id", "wave_id", "block", "answer_id", "passage_id")]
    found = sa.select(*columns, role).where(at_moments(note, pairs), note.c.retired.is_(False))
    return (
        (found.where(note_is_from(respondents_query(asked))) if asked else found)
        .cte("here")
        .prefix_with("MATERIALIZED")
    )


def _chunks(pairs: Pairs) -> Iterator[Pairs]:
    return (list(pairs[start : start + CHUNK]) for start in range(0, len(pairs), CHUNK))
