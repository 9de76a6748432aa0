"""The views that stand before the tables of a study in a limited reading.

A temporary view hides the table of its name from every query of the connection, on both engines. So a reading holds
nothing that may not be shown, whatever it asks: not in lists, counts, histories, search or files. Who was interviewed
and whether they answered stays; what they said does not. Tables that no view stands before are in WHOLE: a test holds
that each table of the schema is in one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from canvas.access.quotable import LEFT_OUT
from canvas.access.small_numbers import CHECKED_STATES, Limits
from canvas.method import ENOUGH_RATINGS
from canvas.store.counts import rollups
from canvas.store.database.schema import (
    RATED,
    agreement,
    answer_revision,
    cell,
    partnership_wave,
    point,
    theme,
    theme_revision,
)

LIMITED = "study_limited"  # execution option of a connection in which views stand before the tables: by which limits

# What no views stand before: nobody's words are in it, or it was written for all partners to read; whoever reads that
# takes out the words that are held back (`spoken_words.as_shown`).
WHOLE = frozenset({"study", "user", "wave", "partnership", "partner", "guide"}) | {
    "interview_respondent",
    "partnership_attribute",
    "agreement_revision",
    "lesson",
    "lesson_revision",
    "lesson_use",
    "lesson_use_revision",
    "state_summary",
    "state_summary_revision",
    "finding_choice",
}


def limits_of(connection: sa.Connection) -> Limits | None:
    """Return what limits a reading; None where it sees all."""
    return connection.get_execution_options().get(LIMITED)


def base_schema(connection: sa.Connection) -> str:
    """Return where the tables behind the views are."""
    if connection.dialect.name == "postgresql":
        return connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one()
    return "main"


def put_before(connection: sa.Connection, limits: Limits) -> None:
    """Put the views before the tables, for a reader with these limits."""
    schema = base_schema(connection)
    for name, query in _open_groups(limits.people):
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {name} AS {_placed(query, schema)}")
        connection.exec_driver_sql(f"CREATE INDEX {_indexed(connection, name)}")
    for name, query in views(limits):
        connection.exec_driver_sql(f"CREATE TEMPORARY VIEW {name} AS {_placed(query, schema)}")
    for summary in (rollups.PER_BLOCK, rollups.PER_FACTOR, rollups.PER_THEME, rollups.PER_PARTNERSHIP):
        query = str(summary.every_query()[0].compile(connection, compile_kwargs={"literal_binds": True}))
        # the driver's own way: what looks like a parameter in it is none
        connection.exec_driver_sql(f"CREATE TEMPORARY VIEW {summary.table.name} AS {query}")


def tables(limits: Limits) -> set[str]:
    """Return the names of the tables that views stand before, those of the index for searching left out."""
    counted = (rollups.PER_BLOCK, rollups.PER_FACTOR, rollups.PER_THEME, rollups.PER_PARTNERSHIP)
    return {name for name, _query in views(limits)} - {"search_text"} | {summary.table.name for summary in counted}


def _placed(query: str, schema: str) -> str:
    return query.replace("whole.", schema + ".").replace("%", "%%")


def _indexed(connection: sa.Connection, name: str) -> str:
    columns = ", ".join(_KEYS[name])
    place = "temp." if connection.dialect.name == "sqlite" else ""
    return f"{place}ix_{name} ON {name} ({columns})"


_KEYS = {
    "voiced": ("partnership_id", "wave_id"),
    "open_role": ("partnership_id", "wave_id", "role"),
    "few_role": ("partnership_id", "wave_id", "role"),
    "open_partner": ("partnership_id", "wave_id", "partner_id"),
    "open_interview": ("id",),
    "open_document": ("id",),
    "document_at": ("partnership_id", "wave_id"),
    "part_closed": ("partnership_id", "wave_id", "role"),
}
_AT = "{0}.partnership_id = {1}.partnership_id AND {0}.wave_id = {1}.wave_id"


def _open_groups(people: int) -> Iterator[tuple[str, str]]:
    """Yield the tables that say who may be shown: whose role and whose partner, at a moment, had enough people heard.

    Heard is who answered a question, or speaks in a transcript. A person counts once, in however many interviews.
    """
    yield (
        "voiced",
        "SELECT DISTINCT i.partnership_id, i.wave_id, i.role, r.id AS respondent_id, r.partner_id "
        "FROM whole.interview AS i "
        "JOIN whole.interview_respondent AS took ON took.interview_id = i.id "
        "JOIN whole.respondent AS r ON r.id = took.respondent_id "
        "WHERE EXISTS (SELECT 1 FROM whole.answer AS a WHERE a.interview_id = i.id AND a.state = 'answered') "
        "UNION SELECT d.partnership_id, d.wave_id, coalesce(i.role, r.role), r.id, r.partner_id "
        "FROM whole.speaker AS s "
        "JOIN whole.document AS d ON d.id = s.document_id "
        "JOIN whole.respondent AS r ON r.id = s.respondent_id "
        "LEFT JOIN whole.interview AS i ON i.id = d.interview_id "
        "WHERE d.partnership_id IS NOT NULL AND d.wave_id IS NOT NULL",
    )
    by_role = "SELECT partnership_id, wave_id, role FROM voiced GROUP BY partnership_id, wave_id, role HAVING"
    yield "open_role", f"{by_role} count(DISTINCT respondent_id) >= {int(people)}"
    yield "few_role", f"{by_role} count(DISTINCT respondent_id) < {int(people)}"
    yield (
        "open_partner",
        "SELECT partnership_id, wave_id, partner_id FROM voiced WHERE partner_id IS NOT NULL "
        f"GROUP BY partnership_id, wave_id, partner_id HAVING count(DISTINCT respondent_id) >= {int(people)}",
    )
    of_few = (
        "r.partner_id IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM open_partner AS o WHERE {_AT.format('o', '{0}')} AND o.partner_id = r.partner_id)"
    )
    yield (
        "open_interview",
        f"SELECT i.id FROM whole.interview AS i JOIN open_role AS o ON {_AT.format('o', 'i')} AND o.role = i.role "
        "WHERE NOT EXISTS (SELECT 1 FROM whole.interview_respondent AS took "
        "JOIN whole.respondent AS r ON r.id = took.respondent_id "
        f"WHERE took.interview_id = i.id AND {of_few.format('i')})",
    )
    yield (
        "open_document",
        "SELECT d.id FROM whole.document AS d WHERE (d.interview_id IS NULL OR EXISTS "
        "(SELECT 1 FROM open_interview AS o WHERE o.id = d.interview_id)) "
        "AND NOT EXISTS (SELECT 1 FROM whole.speaker AS s JOIN whole.respondent AS r ON r.id = s.respondent_id "
        "WHERE s.document_id = d.id AND (d.partnership_id IS NULL OR d.wave_id IS NULL "
        f"OR NOT EXISTS (SELECT 1 FROM open_role AS o JOIN voiced AS v ON {_AT.format('v', 'o')} AND v.role = o.role "
        f"WHERE {_AT.format('o', 'd')} AND v.respondent_id = r.id) OR ({of_few.format('d')})))",
    )
    # of which moments documents are open, and of which roles, though enough of them were heard, a source is not
    yield (
        "document_at",
        "SELECT DISTINCT d.partnership_id, d.wave_id FROM whole.document AS d JOIN open_document AS o ON o.id = d.id "
        "WHERE d.partnership_id IS NOT NULL AND d.wave_id IS NOT NULL",
    )
    yield (
        "part_closed",
        f"SELECT o.partnership_id, o.wave_id, o.role FROM open_role AS o JOIN whole.interview AS i "
        f"ON {_AT.format('i', 'o')} AND i.role = o.role WHERE NOT {_INTERVIEW_IS_OPEN.format('i.id')} "
        "UNION SELECT o.partnership_id, o.wave_id, o.role FROM open_role AS o JOIN whole.document AS d "
        f"ON {_AT.format('d', 'o')} WHERE NOT {_DOCUMENT_IS_OPEN.format('d.id')}",
    )


_INTERVIEW_IS_OPEN = "EXISTS (SELECT 1 FROM open_interview AS o WHERE o.id = {0})"
_DOCUMENT_IS_OPEN = "EXISTS (SELECT 1 FROM open_document AS o WHERE o.id = {0})"

_NOTE_IS_OPEN = (
    "({0}.answer_id IS NULL OR EXISTS (SELECT 1 FROM whole.answer AS a "
    "JOIN open_interview AS o ON o.id = a.interview_id WHERE a.id = {0}.answer_id)) "
    "AND ({0}.passage_id IS NULL OR EXISTS (SELECT 1 FROM whole.passage AS p "
    "JOIN open_document AS o ON o.id = p.document_id WHERE p.id = {0}.passage_id)) "
    # what was noted without a source is said by somebody of that role
    "AND ({0}.answer_id IS NOT NULL OR {0}.passage_id IS NOT NULL OR {0}.role IS NULL OR {0}.partnership_id IS NULL "
    "OR EXISTS (SELECT 1 FROM open_role AS o WHERE o.partnership_id = {0}.partnership_id "
    "AND o.wave_id = {0}.wave_id AND o.role = {0}.role))"
)
_POINT_IS_OPEN = (
    "NOT EXISTS (SELECT 1 FROM whole.point_note AS l JOIN whole.note AS n ON n.id = l.note_id "
    f"WHERE l.point_id = {{0}}.id AND NOT ({_NOTE_IS_OPEN.format('n')})) "
    "AND NOT EXISTS (SELECT 1 FROM whole.point_perspective AS s JOIN few_role AS f ON f.role = s.role "
    "WHERE s.point_id = {0}.id AND f.partnership_id = {0}.partnership_id AND f.wave_id = {0}.wave_id)"
)
_SUMMARY_IS_OPEN = (  # one that rests on no note is not shown to be of open words
    "EXISTS (SELECT 1 FROM whole.matrix_summary_note AS l WHERE l.matrix_summary_id = {0}.id) "
    "AND NOT EXISTS (SELECT 1 FROM whole.matrix_summary_note AS l JOIN whole.note AS n ON n.id = l.note_id "
    f"WHERE l.matrix_summary_id = {{0}}.id AND NOT ({_NOTE_IS_OPEN.format('n')}))"
)
_CONTRIBUTION_IS_OPEN = (
    "({0}.note_id IS NULL OR EXISTS (SELECT 1 FROM note AS shown WHERE shown.id = {0}.note_id)) "
    "AND ({0}.respondent_id IS NULL OR EXISTS (SELECT 1 FROM voiced AS v "
    f"JOIN open_role AS o ON {_AT.format('o', 'v')} AND o.role = v.role "
    "WHERE v.respondent_id = {0}.respondent_id AND (v.partner_id IS NULL OR EXISTS "
    f"(SELECT 1 FROM open_partner AS w WHERE {_AT.format('w', 'v')} AND w.partner_id = v.partner_id))))"
)
_IN = "EXISTS (SELECT 1 FROM {1} AS shown WHERE shown.id = {0})"
_ROLE_IS_FEW = f"EXISTS (SELECT 1 FROM few_role AS f WHERE {_AT.format('f', 'c')} AND f.role = c.role)"
_RATERS = f"({' + '.join(f'c.{name}' for name in RATED[:5])})"  # in a row of cell or cell_factor: people, by `votes`


def ratings_are_open(people: int) -> str:
    """Return the condition that the ratings in `c`, a row of cell or cell_factor, are of enough people."""
    return f"({_RATERS} >= {int(people)} OR ({_RATERS} = 0 AND c.dont_know >= {int(people)}))"


def _rating_is_open(people: int) -> str:
    """Return the condition that the rating of an answer `a` may be shown as one of those that its cell counts.

    Not where one of these was given in an interview that is held back: the count less the others would be that one.
    """
    per_place = (("cell", "block", "IS NULL"), ("cell_factor", "factor", "IS NOT NULL"))
    among = " OR ".join(
        f"(a.factor {rates} AND EXISTS (SELECT 1 FROM whole.{table} AS c WHERE {_AT.format('c', 'i')} "
        f"AND c.role = i.role AND c.{place} = a.{place} AND {ratings_are_open(people)}) "
        f"AND NOT EXISTS (SELECT 1 FROM whole.interview AS j JOIN whole.answer AS b ON b.interview_id = j.id "
        f"WHERE {_AT.format('j', 'i')} AND j.role = i.role AND b.{place} = a.{place} AND b.factor {rates} "
        f"AND (b.rating IS NOT NULL OR b.dont_know) AND NOT {_INTERVIEW_IS_OPEN.format('j.id')}))"
        for table, place, rates in per_place
    )
    return f"EXISTS (SELECT 1 FROM whole.interview AS i WHERE i.id = a.interview_id AND ({among}))"


def views(limits: Limits) -> Iterator[tuple[str, str]]:
    """Yield the views: the name of the table and what it is instead, in which `whole.` is where the tables are."""
    yield from _people()
    yield from _words(limits.people)
    yield from _written(limits.checked)
    yield from _counts(limits.people)
    agenda = f"CASE WHEN trim(m.agenda) = '' THEN m.agenda ELSE '{LEFT_OUT}' END AS agenda"  # see moments.agenda_shown
    columns = [agenda if column.name == "agenda" else f"m.{column.name}" for column in partnership_wave.c]
    yield "partnership_wave", f"SELECT {', '.join(columns)} FROM whole.partnership_wave AS m"
    yield (
        "search_text",
        "SELECT t.* FROM whole.search_text AS t WHERE "
        f"(t.kind = 'note' AND {_IN.format('t.ref', 'note')}) "
        f"OR (t.kind = 'point' AND {_IN.format('t.ref', 'point')}) "
        "OR t.kind = 'lesson' "  # `search` leaves out those with words that are not shown
        "OR (t.kind = 'answer' AND EXISTS (SELECT 1 FROM whole.answer AS a "
        "JOIN open_interview AS o ON o.id = a.interview_id WHERE a.id = t.ref)) "
        f"OR (t.kind = 'document' AND {_IN.format('t.ref', 'document')})",
    )


def _people() -> Iterator[tuple[str, str]]:
    """Yield what is seen of people: that they spoke, not which of them said what.

    Beside words stands another code than in the lists of people, and no day of the interview.
    """
    yield (
        "respondent",
        "SELECT r.id, r.partnership_id, upper(substr(r.id, 32)) AS code, r.role, r.partner_id, r.created_at "
        "FROM whole.respondent AS r",
    )
    yield "respondent_attribute", "SELECT v.* FROM whole.respondent_attribute AS v WHERE 1 = 0"
    yield "attribute", "SELECT a.* FROM whole.attribute AS a WHERE a.scope <> 'respondent'"
    yield (
        "interview",
        "SELECT i.id, i.partnership_id, i.wave_id, i.role, i.guide_id, i.language, i.mode, i.planned_on, "
        + ", ".join(
            f"CASE WHEN i.{name} IS NULL THEN NULL ELSE (SELECT coalesce(m.from_date, substr(i.{name}, 1, 4) || "
            "'-01-01') FROM whole.partnership_wave AS m "
            f"WHERE m.partnership_id = i.partnership_id AND m.wave_id = i.wave_id) END AS {name}"
            for name in ("started_at", "completed_at")
        )
        + ", i.interviewer_id, i.created_at FROM whole.interview AS i",
    )


def _words(people: int) -> Iterator[tuple[str, str]]:
    hidden = f"NOT {_INTERVIEW_IS_OPEN.format('a.interview_id')}"
    rated = f"{_INTERVIEW_IS_OPEN.format('a.interview_id')} AND {_rating_is_open(people)}"
    yield (
        "answer",
        "SELECT a.id, a.interview_id, a.question, a.block, "
        f"CASE WHEN {hidden} THEN '' ELSE a.text END AS text, "
        # what is not rated is not looked up: that leaves most answers out
        f"CASE WHEN a.rating IS NULL THEN NULL WHEN {rated} THEN a.rating END AS rating, "
        f"CASE WHEN NOT a.dont_know THEN FALSE WHEN {rated} THEN TRUE ELSE FALSE END AS dont_know, a.state, "
        f"CASE WHEN {hidden} THEN '' ELSE a.reason END AS reason, "
        "a.asked_at, CASE WHEN a.answered_at IS NULL THEN NULL ELSE "
        "(SELECT i.started_at FROM interview AS i WHERE i.id = a.interview_id) END AS answered_at, "
        "a.revision, a.factor FROM whole.answer AS a",
    )
    version = {
        "rating": f"CASE WHEN v.rating IS NULL THEN NULL WHEN {_rating_is_open(people)} THEN v.rating END AS rating",
        "dont_know": f"CASE WHEN NOT v.dont_know THEN FALSE WHEN {_rating_is_open(people)} THEN TRUE ELSE FALSE END "
        "AS dont_know",
    }
    yield (
        "answer_revision",
        f"SELECT {', '.join(version.get(column.name, f'v.{column.name}') for column in answer_revision.c)} "
        "FROM whole.answer_revision AS v JOIN whole.answer AS a ON a.id = v.answer_id "
        "JOIN open_interview AS o ON o.id = a.interview_id",
    )
    yield (
        "document",
        (
            "SELECT d.id, d.partnership_id, d.wave_id, "
            "CASE WHEN d.interview_id IS NULL THEN d.title ELSE 'Transcript' END AS title, "
            "d.kind, d.source, d.dated, d.language, d.text, d.added_at, d.interview_id, d.hash, d.intake, d.added_by "
            f"FROM whole.document AS d WHERE {_DOCUMENT_IS_OPEN.format('d.id')}"
        ),
    )
    for name in ("speaker", "turn", "passage"):
        yield name, f"SELECT t.* FROM whole.{name} AS t WHERE {_DOCUMENT_IS_OPEN.format('t.document_id')}"
    yield "note", f"SELECT n.* FROM whole.note AS n WHERE {_NOTE_IS_OPEN.format('n')}"
    for name in ("note_revision", "coding"):
        yield name, f"SELECT t.* FROM whole.{name} AS t WHERE {_IN.format('t.note_id', 'note')}"


def _written(checked: bool) -> Iterator[tuple[str, str]]:
    """Yield what colleagues wrote of words: points and summaries."""
    states = ", ".join(f"'{state}'" for state in CHECKED_STATES)
    shown = f"p.state IN ({states}) OR " if checked else ""
    # why it was checked or contested is often said in the words that it rests on
    why = f"CASE WHEN p.state_reason = '' OR ({_POINT_IS_OPEN.format('p')}) THEN p.state_reason ELSE '' END"
    columns = [f"{why} AS state_reason" if each.name == "state_reason" else f"p.{each.name}" for each in point.c]
    yield "point", f"SELECT {', '.join(columns)} FROM whole.point AS p WHERE {shown}({_POINT_IS_OPEN.format('p')})"
    yield (
        "point_revision",  # an earlier wording was not checked
        "SELECT v.* FROM whole.point_revision AS v JOIN whole.point AS p ON p.id = v.point_id "
        f"WHERE {_POINT_IS_OPEN.format('p')}",
    )
    yield "point_perspective", f"SELECT s.* FROM whole.point_perspective AS s WHERE {_IN.format('s.point_id', 'point')}"
    yield (
        "point_note",
        f"SELECT l.* FROM whole.point_note AS l WHERE {_IN.format('l.point_id', 'point')} "
        f"AND {_IN.format('l.note_id', 'note')}",
    )
    yield "matrix_summary", f"SELECT m.* FROM whole.matrix_summary AS m WHERE {_SUMMARY_IS_OPEN.format('m')}"
    rests_on = {"note_id": "note", "point_id": "point"}  # what partners agreed they read whole, not what it rests on
    columns = [
        f"CASE WHEN {_IN.format(f'a.{each.name}', rests_on[each.name])} THEN a.{each.name} END AS {each.name}"
        if each.name in rests_on
        else f"a.{each.name}"
        for each in agreement.c
    ]
    yield "agreement", f"SELECT {', '.join(columns)} FROM whole.agreement AS a"
    for name in ("contribution", "contribution_revision"):
        yield name, f"SELECT c.* FROM whole.{name} AS c WHERE {_CONTRIBUTION_IS_OPEN.format('c')}"
    yield (
        "lesson_evidence",
        "SELECT e.* FROM whole.lesson_evidence AS e "
        f"WHERE (e.note_id IS NULL OR {_IN.format('e.note_id', 'note')}) "
        f"AND (e.point_id IS NULL OR {_IN.format('e.point_id', 'point')})",
    )
    for name, table in (("theme", theme), ("theme_revision", theme_revision)):  # an example is somebody's words
        columns = ["'' AS example" if column.name == "example" else f"t.{column.name}" for column in table.c]
        yield name, f"SELECT {', '.join(columns)} FROM whole.{name} AS t"
    for name in ("matrix_summary_revision", "matrix_summary_note"):
        yield name, f"SELECT t.* FROM whole.{name} AS t WHERE {_IN.format('t.matrix_summary_id', 'matrix_summary')}"


def _counts(people: int) -> Iterator[tuple[str, str]]:
    """Yield the counts: of a role with few people whether they answered, not how much and how they rated.

    Of a role with enough people no ratings either that few of them gave.
    """
    key = "c.partnership_id, c.wave_id, c.role"
    few = f"NOT {ratings_are_open(people)} OR {_ROLE_IS_FEW}"
    rated = ", ".join(f"CASE WHEN c.{name} = 0 OR {few} THEN 0 ELSE c.{name} END AS {name}" for name in RATED)
    in_block = "SELECT count(*) FROM note AS n WHERE {0} AND n.block = c.block AND NOT n.retired"
    yield (
        "cell",
        f"SELECT {key}, c.block, c.asked, c.answered, c.no_opinion, c.skipped, c.respondents, "
        f"{_shown_of('notes', in_block)}, {rated} FROM whole.cell AS c",
    )
    yield "cell_factor", f"SELECT {key}, c.factor, c.asked, {rated} FROM whole.cell_factor AS c"
    # found by its notes, of which there are few in a moment: a theme has notes of the whole study
    coded = (
        "FROM note AS n JOIN whole.coding AS k ON k.note_id = n.id AND k.removed_at IS NULL "
        "AND k.theme_id || '' = c.theme_id "
    )
    on_theme = "WHERE {0} AND NOT n.retired"
    voices = (
        f"SELECT count(*) FROM (SELECT t.respondent_id {coded}JOIN whole.answer AS a ON a.id = n.answer_id "
        f"JOIN whole.interview_respondent AS t ON t.interview_id = a.interview_id {on_theme} "
        f"UNION SELECT s.respondent_id {coded}JOIN whole.passage AS s ON s.id = n.passage_id "
        f"AND s.respondent_id IS NOT NULL {on_theme}) AS v"
    )
    yield (
        "cell_theme",
        f"SELECT {key}, c.theme_id, {_shown_of('notes', f'SELECT count(DISTINCT n.id) {coded}{on_theme}')}, "
        f"{_shown_of('respondents', voices)} FROM whole.cell_theme AS c",
    )
    gap, compared = "m.gap", "m.compared"
    if people > ENOUGH_RATINGS:  # else what a middle rating is made of is of enough people
        halves = str(rollups.doubled_median(cell).compile(compile_kwargs={"literal_binds": True}))
        gaps = (
            f"FROM (SELECT max({halves}) - min({halves}) AS far, count({halves}) AS roles FROM cell "
            f"WHERE {_AT.format('cell', 'm')} GROUP BY cell.block) AS b WHERE b.roles >= 2"
        )
        gap, compared = f"(SELECT coalesce(max(b.far), 0) {gaps})", f"(SELECT count(*) {gaps})"
    yield (
        "rollup_moment",
        "SELECT m.wave_id, m.partnership_id, coalesce((SELECT sum(c.notes) FROM cell AS c "
        "WHERE c.partnership_id = m.partnership_id AND c.wave_id = m.wave_id), 0) AS notes, "
        f"m.roles, m.blocks, {gap} AS gap, {compared} AS compared, m.silent, {_noted_bits()} AS noted "
        "FROM whole.rollup_moment AS m",
    )


def _shown_of(count: str, counted: str) -> str:
    """Return the column that counts of `c`, a row of a cell, what comes of its notes that are shown.

    It is the stored one where all sources of the role are open, and 0 where none is; else counted by the query
    `counted`, in which `{0}` is for the condition that a note `n` stands there. So no count differs from its list.
    """
    is_open = f"EXISTS (SELECT 1 FROM open_role AS o WHERE {_AT.format('o', 'c')} AND o.role = c.role)"
    is_part_closed = f"EXISTS (SELECT 1 FROM part_closed AS o WHERE {_AT.format('o', 'c')} AND o.role = c.role)"
    has_documents = f"EXISTS (SELECT 1 FROM document_at AS o WHERE {_AT.format('o', 'c')})"
    there = f"{_AT.format('n', 'c')} AND n.role"
    return (
        f"CASE WHEN c.{count} = 0 THEN 0 WHEN c.role = '' THEN ({counted.format(f'{there} IS NULL')}) "
        f"WHEN {is_open} AND NOT {is_part_closed} THEN c.{count} WHEN NOT {is_open} AND NOT {has_documents} THEN 0 "
        f"ELSE ({counted.format(f'{there} = c.role')}) END AS {count}"
    )


def _noted_bits() -> str:
    """Return the blocks with notes that are shown of a moment, each a bit."""
    bits = " ".join(f"WHEN '{block}' THEN {bit}" for block, bit in rollups.BLOCK_BITS.items())
    shown = "c.partnership_id = m.partnership_id AND c.wave_id = m.wave_id AND c.notes > 0"
    noted = f"SELECT DISTINCT CASE c.block {bits} ELSE 0 END AS bit FROM cell AS c WHERE {shown}"
    return f"coalesce((SELECT sum(b.bit) FROM ({noted}) AS b), 0)"
