"""How often themes are heard per moment and role: one theme alone or with those under it, by all or by some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from canvas.store.narrowing import Wanted, noted_by, respondents
from canvas.store.rows import rows
from canvas.store.schema import NO_ROLE, answer, cell_theme, coding, interview_respondent, note, passage
from canvas.store.theme_counts import STANDS

Pairs = Sequence[tuple[str, str]]
CHUNK = 400  # (partnership, wave) pairs in one statement


def of_moments(connection: sa.Connection, pairs: Pairs, groups: Mapping[str, Sequence[str]],
               wanted: Sequence[Wanted] = ()) -> list[dict]:  # fmt: skip
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
            found += rows(connection, _counted(chunk, single))
        if joint:
            found += _now(connection, chunk, joint, asked)
    return found


def per_block(connection: sa.Connection, pairs: Pairs, wanted: Sequence[Wanted] = ()) -> list[dict]:
    """The same for a few moments per block, counted now: rows of theme_id, partnership_id, wave_id, block and notes."""
    at = [note.c.partnership_id, note.c.wave_id, note.c.block, coding.c.theme_id]
    found = sa.select(*at, sa.func.count(sa.distinct(note.c.id)).label("notes")).join_from(note, coding)
    found = found.where(*STANDS, _within(pairs)).group_by(*at)
    asked = [one for one in wanted if one.scope == "respondent"]
    return rows(connection, found.where(noted_by(respondents(asked))) if asked else found)


def coded(connection: sa.Connection, pairs: Pairs) -> set[tuple[str, str]]:
    """Those of these (partnership, wave) pairs in which a standing note carries a theme, whichever."""
    at = (cell_theme.c.partnership_id, cell_theme.c.wave_id)
    found: set[tuple[str, str]] = set()
    for chunk in _chunks(pairs):
        which = sa.select(*at).distinct().where(sa.tuple_(*at).in_(chunk), cell_theme.c.notes > 0)
        found |= {tuple(row) for row in connection.execute(which)}
    return found


def _counted(pairs: Pairs, theme_ids: Sequence[str]) -> sa.Select:
    of = cell_theme.c
    which = (sa.tuple_(of.partnership_id, of.wave_id).in_(pairs), of.theme_id.in_(theme_ids), of.notes > 0)
    columns = (of.theme_id, of.partnership_id, of.wave_id, of.role, of.notes, of.respondents)
    return sa.select(*columns).where(*which)


_AT = ("theme_id", "partnership_id", "wave_id", "role")


def _now(connection: sa.Connection, pairs: Pairs, joint: Sequence[tuple[str, str]],
         asked: Sequence[Wanted]) -> list[dict]:  # fmt: skip
    """Counted from the codings: each note once under the theme that it counts for."""
    member = sa.values(sa.column("theme_id", sa.Text), sa.column("member", sa.Text), name="grouped").data(joint)
    member = member.cte("member")
    role = sa.func.coalesce(note.c.role, NO_ROLE).label("role")
    carried = (
        sa.select(member.c.theme_id, note.c.partnership_id, note.c.wave_id, role, note.c.id, note.c.answer_id,
                  note.c.passage_id)
        .distinct()
        .join_from(note, coding)
        .join(member, member.c.member == coding.c.theme_id)
        .where(*STANDS, _within(pairs))
    )  # fmt: skip
    who = respondents(asked)
    carried = (carried.where(noted_by(who)) if asked else carried).cte("carried")
    keys = [carried.c[name] for name in _AT]
    given = (
        sa.select(*keys, interview_respondent.c.respondent_id)
        .join_from(carried, answer, carried.c.answer_id == answer.c.id)
        .join(interview_respondent, interview_respondent.c.interview_id == answer.c.interview_id)
    )
    spoken = sa.select(*keys, passage.c.respondent_id).join_from(carried, passage, carried.c.passage_id == passage.c.id)
    spoken = spoken.where(passage.c.respondent_id.is_not(None))
    if asked:
        given = given.where(interview_respondent.c.respondent_id.in_(who))
        spoken = spoken.where(passage.c.respondent_id.in_(who))
    heard = sa.union(given, spoken).subquery()
    by = [heard.c[name] for name in _AT]
    noted = sa.select(*keys, sa.func.count().label("notes")).group_by(*keys)
    voices = sa.select(*by, sa.func.count().label("respondents")).group_by(*by)
    found = {tuple(row[name] for name in _AT): row | {"respondents": 0} for row in rows(connection, noted)}
    for row in rows(connection, voices):
        found[tuple(row[name] for name in _AT)]["respondents"] = row["respondents"]
    return list(found.values())


def _within(pairs: Pairs) -> sa.ColumnElement:
    return sa.tuple_(note.c.partnership_id, note.c.wave_id).in_(list(pairs))


def _chunks(pairs: Pairs) -> Iterator[Pairs]:
    return (pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK))
