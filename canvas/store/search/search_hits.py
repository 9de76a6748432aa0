"""Hits as they are shown: each with the words found in it, marked, and with where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

import sqlalchemy as sa

from canvas.store import lessons
from canvas.store.database.rows import rows
from canvas.store.database.schema import (
    answer,
    document,
    interview,
    lesson,
    partnership,
    point,
    point_perspective,
    wave,
)
from canvas.store.notes import notes
from canvas.store.search import search_postgres, search_sqlite
from canvas.store.search.search_query import IndexRow
from canvas.store.search.search_terms import Snippet, Term, find_matches, snippets, tokens
from canvas.store.search_index.search_sources import LESSON_TEXTS

WIDTH = 280  # characters of a long text that are shown
PLACES = 3  # of a document


@dataclass(frozen=True)
class Hit:
    """One hit: of which kind and id, its text (a piece of it where it is long) with marks, and where it stands.

    `snippets` are several for a document, each with `at`, its place in the document in code points. `roles` are a
    point's perspectives, else the one role or none; `partnership`, `code`, `wave` and `moment` (the place of the wave
    in the study) are "" and None across cases.
    """

    kind: str
    id: str
    snippets: tuple[Snippet, ...]
    title: Snippet | None = None
    partnership_id: str | None = None
    partnership: str = ""
    code: str = ""
    wave_id: str | None = None
    wave: str = ""
    moment: int | None = None
    roles: tuple[str, ...] = ()
    block: str = ""
    question: str = ""
    interview_id: str | None = None
    document_id: str | None = None
    document_kind: str = ""
    state: str = ""
    rank: float | None = None

    @property
    def text(self) -> str:
        """Return the text of its first piece."""
        return self.snippets[0].text

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Return the spans in that text where the words stand, in code points, ends excluded."""
        return self.snippets[0].marks

    @property
    def at(self) -> int | None:
        """Return where in a document the first of the words stands, in code points."""
        return self.snippets[0].at if self.kind == "document" else None


def engine_of(connection: sa.Connection) -> ModuleType:
    """Return the module that asks the index on the engine of a connection."""
    return search_postgres if connection.dialect.name == "postgresql" else search_sqlite


def read_hits(connection: sa.Connection, index_rows: Sequence[IndexRow], terms: Sequence[Term]) -> list[Hit]:
    """Return the hits that rows of the index stand for, in their order."""
    read_by = {"note": _notes, "answer": _answers, "document": _documents, "point": _points, "lesson": _lessons}
    text_by_key: dict[tuple[str, str], dict] = {}
    for kind, of_kind in read_by.items():
        ids = [row.ref for row in index_rows if row.kind == kind]
        if ids:
            text_by_key |= {(kind, text_row["id"]): text_row for text_row in of_kind(connection, ids)}
    row_pairs = [(row, text_by_key[row.kind, row.ref]) for row in index_rows if (row.kind, row.ref) in text_by_key]
    alike = _alike(connection, [text_row for _row, text_row in row_pairs], terms)
    return [_hit(row, text_row, terms, alike) for row, text_row in row_pairs]


def unshown_lessons(connection: sa.Connection, lesson_ids: Sequence[str], terms: Sequence[Term]) -> list[str]:
    """Return those of these lessons in whose text, as this reading shows it, not every term stands."""
    texts = _lessons(connection, lesson_ids)
    alike = _alike(connection, texts, terms)
    return [
        row["id"]
        for row in texts
        if not all(
            find_matches(row["text"], [term], {0: alike.get(place, set())}, 1) for place, term in enumerate(terms)
        )
    ]


def _alike(connection: sa.Connection, texts: Sequence[Mapping], terms: Sequence[Term]) -> dict[int, set[str]]:
    """Return per place of a term the words in these texts that answer it by their stem."""
    plain = {place: term.words[0] for place, term in enumerate(terms) if not (term.exact or term.prefix)}
    engine = engine_of(connection)
    if not plain or not engine.FINDS_STEMS:
        return {}
    text_tokens = (
        set().union(*(tokens(f"{text_row.get('title', '')} {text_row['text']}") for text_row in texts))
        if texts
        else set()
    )
    by_word = engine.same_stem(connection, sorted(set(plain.values())), sorted(text_tokens))
    return {place: by_word.get(word, set()) for place, word in plain.items()}


def _hit(row: IndexRow, text_row: Mapping, terms: Sequence[Term], alike: Mapping[int, set[str]]) -> Hit:
    matches = find_matches(text_row["text"], terms, alike)
    title = None
    if row.kind == "document":
        title = snippets(
            text_row["title"], find_matches(text_row["title"], terms, alike), 1, max(WIDTH, len(text_row["title"]))
        )[0]
    return Hit(
        row.kind,
        row.ref,
        snippets(text_row["text"], matches, PLACES if row.kind == "document" else 1, WIDTH),
        title=title,
        partnership_id=text_row["partnership_id"],
        partnership=text_row["partnership"] or "",
        code=text_row["code"] or "",
        wave_id=text_row["wave_id"],
        wave=text_row["wave"] or "",
        moment=text_row["moment"],
        roles=tuple(text_row["roles"]),
        block=text_row.get("block") or "",
        question=text_row.get("question") or "",
        interview_id=text_row.get("interview_id"),
        document_id=text_row.get("document_id"),
        document_kind=text_row.get("document_kind") or "",
        state=text_row.get("state") or "",
        rank=row.rank,
    )


_WHERE = (
    partnership.c.name.label("partnership"),
    partnership.c.code,
    wave.c.label.label("wave"),
    wave.c.position.label("moment"),
)


def _notes(connection: sa.Connection, ids: Sequence[str]) -> list[dict]:
    moments = {row.id: row.position for row in connection.execute(sa.select(wave.c.id, wave.c.position))}
    return [
        row | {"moment": moments.get(row["wave_id"]), "roles": [row["role"]] if row["role"] else []}
        for row in notes.by_ids(connection, ids)
    ]


def _answers(connection: sa.Connection, ids: Sequence[str]) -> list[dict]:
    query = (
        sa.select(
            answer.c.id,
            answer.c.text,
            answer.c.question,
            answer.c.block,
            answer.c.interview_id,
            interview.c.partnership_id,
            interview.c.wave_id,
            interview.c.role,
            *_WHERE,
        )
        .join_from(answer, interview)
        .join(partnership, interview.c.partnership_id == partnership.c.id)
        .join(wave, interview.c.wave_id == wave.c.id)
        .where(answer.c.id.in_(ids))
    )
    return [row | {"roles": [row["role"]]} for row in rows(connection, query)]


def _documents(connection: sa.Connection, ids: Sequence[str]) -> list[dict]:
    query = (
        sa.select(
            document.c.id,
            document.c.title,
            document.c.text,
            document.c.kind.label("document_kind"),
            document.c.interview_id,
            document.c.id.label("document_id"),
            document.c.partnership_id,
            document.c.wave_id,
            interview.c.role,
            *_WHERE,
        )
        .outerjoin_from(document, interview, document.c.interview_id == interview.c.id)
        .outerjoin(partnership, document.c.partnership_id == partnership.c.id)
        .outerjoin(wave, document.c.wave_id == wave.c.id)
        .where(document.c.id.in_(ids))
    )
    return [row | {"roles": [row["role"]] if row["role"] else []} for row in rows(connection, query)]


def _points(connection: sa.Connection, ids: Sequence[str]) -> list[dict]:
    query = (
        sa.select(
            point.c.id, point.c.text, point.c.question, point.c.state, point.c.partnership_id, point.c.wave_id, *_WHERE
        )
        .outerjoin_from(point, partnership, point.c.partnership_id == partnership.c.id)
        .outerjoin(wave, point.c.wave_id == wave.c.id)
        .where(point.c.id.in_(ids))
    )
    roles_by_point: dict[str, list[str]] = {}
    roles_query = (
        sa.select(point_perspective).where(point_perspective.c.point_id.in_(ids)).order_by(point_perspective.c.role)
    )
    for row in connection.execute(roles_query):
        roles_by_point.setdefault(row.point_id, []).append(row.role)
    return [row | {"roles": roles_by_point.get(row["id"], [])} for row in rows(connection, query)]


def _lessons(connection: sa.Connection, ids: Sequence[str]) -> list[dict]:
    """Return lessons with their texts below each other, as this reading shows them."""
    query = (
        sa.select(lesson.c.id, lesson.c.question, lesson.c.block, lesson.c.partnership_id, lesson.c.wave_id, *_WHERE)
        .outerjoin_from(lesson, partnership, lesson.c.partnership_id == partnership.c.id)
        .outerjoin(wave, lesson.c.wave_id == wave.c.id)
        .where(lesson.c.id.in_(ids))
    )
    texts = {
        row["id"]: "\n".join(filter(None, (str(row[name]) for name in LESSON_TEXTS)))  # type: ignore[literal-required]
        for row in lessons.by_ids(connection, ids)
    }
    return [row | {"text": texts[row["id"]], "roles": []} for row in rows(connection, query)]
