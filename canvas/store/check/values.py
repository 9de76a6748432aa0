"""Whether every value is of its kind: a whole number, a time, an id, one of the words that may stand there.

One walk over each table, within the database; what is wrong is told of the first rows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import sqlalchemy as sa

from canvas import method
from canvas.access import small_numbers
from canvas.store import answers, attributes, documents, users, versioned_rows
from canvas.store.database.schema import metadata
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.points import point_versions as versions
from canvas.store.points import points
from canvas.store.themes import codebook

FEW = 20  # rows of a table that are named
LANGUAGES = ("nl", "en")
_STANCES = points.STANCES
_DAY = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]"
_TIME = f"{_DAY}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]"
_FIGURES = "0-9a-f"

# What may stand in a column, by `table.column`
WORDS: dict[str, Iterable] = {
    "study.language": LANGUAGES,
    "interview.language": LANGUAGES,
    "document.language": LANGUAGES,
    "user.kind": users.KINDS,
    "partnership_wave.phase": method.PHASES,
    "interview.mode": method.MODES,
    "answer.state": answers.STATES,
    "answer_revision.state": answers.STATES,
    "answer.block": method.blocks(),
    "answer.rating": range(1, 6),
    "answer_revision.rating": range(1, 6),
    "answer.factor": method.factors(),
    "note.block": method.blocks(),
    "note_revision.block": method.blocks(),
    "note.kind": method.NOTE_KINDS,
    "note_revision.kind": method.NOTE_KINDS,
    "note.origin": notes.ORIGINS,
    "speaker.part": documents.SPEAKER_PARTS,
    "point.question": method.questions(),
    "point.state": method.POINT_STATES,
    "point_note.stance": _STANCES,
    "point_revision.state": method.POINT_STATES,
    "point_revision.how": ("", *versions.HOW),
    "theme_revision.how": codebook.HOW,
    "attribute.scope": attributes.SCOPES,
    "attribute.kind": attributes.KINDS,
    "matrix_summary.axis": matrix_summaries.AXES,
    "study.small_numbers": small_numbers.RULES,
    "study.small_below": range(small_numbers.FEWEST, small_numbers.MOST + 1),
    "agreement.state": method.AGREEMENT_STATES,
    "agreement_revision.state": method.AGREEMENT_STATES,
    "contribution.direction": method.DIRECTIONS,
    "contribution_revision.direction": method.DIRECTIONS,
    "contribution.kind": method.CONTRIBUTION_UNITS,
    "contribution_revision.kind": method.CONTRIBUTION_UNITS,
    "lesson.question": ("", *method.questions()),
    "lesson.block": ("", *method.blocks()),
    "lesson.factor": method.factors(),
    "lesson.phase": ("", *method.PHASES),
    **{f"{table}_revision.how": versioned_rows.HOW for table in ("agreement", "contribution", "lesson", "lesson_use")},
}
# The lowest number that may stand there; elsewhere 0
LOWEST = {
    "note_revision.number": 1,
    "answer_revision.number": 1,
    "point_revision.number": 1,
    "theme_revision.number": 1,
    "matrix_summary_revision.number": 1,
    "agreement.revision": 1,
    "agreement.position": 1,
    "contribution.revision": 1,
    "lesson.revision": 1,
    "lesson_use.revision": 1,
    "state_summary.revision": 1,
    "agreement_revision.number": 1,
    "contribution_revision.number": 1,
    "lesson_revision.number": 1,
    "lesson_use_revision.number": 1,
    "state_summary_revision.number": 1,
    "finding_choice.position": 1,
    "note_revision.undoes": 1,
    "wave.position": 1,
    "guide.version": 1,
    "study.method_version": 1,
    "note.revision": 1,
    "point.revision": 1,
    "theme.revision": 1,
    "partnership.since": 1,
}
# Texts that must say something
FILLED = {
    "study.title",
    "user.name",
    "wave.label",
    "partnership.code",
    "partnership.name",
    "partner.organisation",
    "respondent.code",
    "guide.key",
    "guide.hash",
    "guide.content",
    "answer.question",
    "theme.name",
    "attribute.name",
    "document.title",
    "document.kind",
    "matrix_summary.key",
    "point.text",
    "theme_revision.name",
    "note.text",
    "note_revision.text",
    "point_revision.text",
    "partnership_attribute.value",
    "respondent_attribute.value",
    "agreement.text",
    "agreement_revision.text",
    "contribution.text",
    "contribution_revision.text",
    "lesson.situation",
    "lesson.action",
    "finding_choice.key",
}
DAYS = {
    "interview.planned_on",
    "partnership_wave.from_date",
    "partnership_wave.to_date",
    "partner.joined",
    "partner.left",
    "agreement.due",
    "agreement_revision.due",
}
AMOUNTS = {"contribution.amount", "contribution_revision.amount"}
HASHES = {"guide.hash"}
ATTEMPTS = {"answer_revision.id", "note_revision.id"}  # made by the screen that saves, in a form of its own
RECOUNTED = ("cell", "rollup")  # held beside a recount, which says more


def faults(connection: sa.Connection, only: Callable[[str], bool] = lambda _table: True) -> Iterator[tuple[str, str]]:
    """Give where a value is not of the kind its column is for, as (where, what)."""
    for table in metadata.sorted_tables:
        if not table.name.startswith(RECOUNTED) and only(table.name):
            rules, wrong = _written(table, connection.dialect.name)
            if (
                wrong is not None
            ):  # a server keeps the kind of a column itself, which leaves nothing to ask of some tables
                yield from _of_table(connection, table, rules, wrong)


def of_large(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Give the same of the tables that hold most rows: these are walked beside the others."""
    yield from faults(connection, lambda table: table in _LARGE)


def of_small(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Give the same of all other tables."""
    yield from faults(connection, lambda table: table not in _LARGE)


_LARGE = ("note", "note_revision")


@cache
def _written(table: sa.Table, engine: str) -> tuple[list[tuple[sa.Column, str, sa.ColumnElement]], sa.Select | None]:
    """Return the rules of a table, and what gives the first rows that break one: the key and the place of the rule."""
    rules = _rules(table, engine)
    if not rules:
        return rules, None
    key = [sa.cast(column, sa.Text) for column in table.primary_key]
    # the first rule that is broken, by its place: few rows are so wrong that a second one matters
    broken = sa.case(*((when, place) for place, (_, _, when) in enumerate(rules)), else_=None)
    inner = sa.select(*(part.label(f"key_{place}") for place, part in enumerate(key)), broken.label("broken"))
    inner = inner.select_from(table).subquery()
    return rules, sa.select(inner).where(inner.c.broken.is_not(None)).limit(FEW + 1)


def _rules(table: sa.Table, engine: str) -> list[tuple[sa.Column, str, sa.ColumnElement]]:
    """Return per rule its column, what is wrong where it does not hold, and when that is."""
    rules = []
    for column in table.c:
        name = f"{table.name}.{column.name}"
        rules += [(column, what, when) for what, when in _of_column(name, column, engine)]
    return rules


def _of_column(name: str, column: sa.Column, engine: str) -> Iterator[tuple[str, sa.ColumnElement]]:
    text, short = isinstance(column.type, sa.Text), name.split(".")[1]
    if engine == "sqlite":  # which stores any value in any column
        kind = "text" if text else "integer"
        wrong = sa.func.typeof(column) != kind
        yield f"is no {'text' if text else 'whole number'}", sa.and_(column.is_not(None), wrong)
    if name in WORDS:
        allowed = list(WORDS[name])
        yield (
            "is none of the words that may stand there" if text else "is no number that may stand there",
            (column.not_in(allowed)),
        )
    elif isinstance(column.type, sa.Boolean):
        if engine == "sqlite":
            yield "is neither yes nor no", sa.type_coerce(column, sa.Integer).not_in([0, 1])
    elif not text:
        yield f"is below {LOWEST.get(name, 0)}", column < LOWEST.get(name, 0)
    elif short.endswith("_at"):
        yield "is no time", ~_like(column, f"{_TIME}.[0-9][0-9][0-9]Z", engine)
    elif name in DAYS:
        yield "is no day", sa.or_(~_like(column, _DAY, engine), _not_in_calendar(column))
    elif name in AMOUNTS:
        yield "is no amount", _no_amount(column, engine)
    elif name in HASHES:
        yield "is no fingerprint", _no_figures(column, 64, engine)
    elif short == "id" and name not in ATTEMPTS:  # one that points at a row is as that row's
        yield "is no id", _no_id(column, engine)
    elif name in FILLED or name in ATTEMPTS:
        erased = [column.table.c.erased_at.is_(None)] if "erased_at" in column.table.c else []
        yield "says nothing", sa.and_(sa.func.trim(column) == "", *erased)


def _like(column: sa.Column, pattern: str, engine: str) -> sa.ColumnElement:
    if engine == "sqlite":
        return column.op("GLOB", is_comparison=True)(sa.literal(pattern))
    return column.op("~", is_comparison=True)(sa.literal(f"^{pattern.replace('.', chr(92) + '.')}$"))


def _not_in_calendar(column: sa.Column) -> sa.ColumnElement:
    """Return when a day written as one is none, such as 30 February."""
    month, day = sa.func.substr(column, 6, 2), sa.func.substr(column, 6, 5)
    year, century = sa.func.substr(column, 3, 2), sa.func.substr(column, 1, 2)
    fourths = [f"{number:02}" for number in range(0, 100, 4)]
    leap = sa.or_(sa.and_(year != "00", year.in_(fourths)), sa.and_(year == "00", century.in_(fourths)))
    return sa.or_(
        month.in_(["00", *(str(number) for number in range(13, 20))]),
        sa.func.substr(column, 9, 2) == "00",
        sa.func.substr(column, 9, 2) > "31",
        day.in_(["02-30", "02-31", "04-31", "06-31", "09-31", "11-31"]),
        sa.and_(day == "02-29", sa.not_(leap)),
    )


def _no_amount(column: sa.Column, engine: str) -> sa.ColumnElement:
    if engine == "sqlite":
        other = column.op("GLOB", is_comparison=True)(sa.literal("*[^0-9.]*"))
        return sa.or_(column == "", other, column.like("%.%.%"), column.like(".%"), column.like("%."))
    return sa.not_(column.op("~", is_comparison=True)(sa.literal("^[0-9]+(\\.[0-9]+)?$")))


def _no_figures(column: sa.ColumnElement, length: int, engine: str, more: str = "") -> sa.ColumnElement:
    other = f"*[^{_FIGURES}{more}]*" if engine == "sqlite" else f"[^{_FIGURES}{more}]"
    how = "GLOB" if engine == "sqlite" else "~"
    return sa.or_(sa.func.length(column) != length, column.op(how, is_comparison=True)(sa.literal(other)))


def _no_id(column: sa.Column, engine: str) -> sa.ColumnElement:
    return sa.or_(_no_figures(column, 36, engine, "-"), sa.func.substr(column, 14, 2) != "-7")


def _of_table(connection: sa.Connection, table: sa.Table, rules: list, wrong: sa.Select) -> Iterator[tuple[str, str]]:
    rows = connection.execute(wrong).fetchall()
    for row in rows[:FEW]:
        column, what, _when = rules[row[-1]]
        yield f"{table.name} {' / '.join(str(part) for part in row[:-1])}", f"its {column.name} {what}"
    if len(rows) > FEW:
        yield table.name, f"holds more rows like that, after the first {FEW}"
