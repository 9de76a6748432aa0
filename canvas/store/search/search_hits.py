"""Hits as they are shown: each with the words found in it, marked, and with where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

import sqlalchemy as sa

from canvas.store.database.rows import rows
from canvas.store.database.schema import answer, document, interview, partnership, point, point_perspective, wave
from canvas.store.notes import notes
from canvas.store.search import search_postgres, search_sqlite
from canvas.store.search.search_query import IndexRow
from canvas.store.search.search_terms import Snippet, Term, find_matches, snippets, tokens

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
        """The text of its first piece."""
        return self.snippets[0].text

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """The spans in that text where the words stand, in code points, ends excluded."""
        return self.snippets[0].marks

    @property
    def at(self) -> int | None:
        """Of a document, where in it the first of the words stands, in code points."""
        return self.snippets[0].at if self.kind == "document" else None


def engine_of(connection: sa.Connection) -> ModuleType:
    """What asks the index on the engine of a connection."""
    return search_postgres if connection.dialect.name == "postgresql" else search_sqlite


def read_hits(connection: sa.Connection, found: Sequence[IndexRow], wanted: Sequence[Term]) -> list[Hit]:
    """The hits that rows of the index stand for, in their order."""
    read_by = {"note": _notes, "answer": _answers, "document": _documents, "point": _points}
    known: dict[tuple[str, str], dict] = {}
    for kind, of_kind in read_by.items():
        ids = [row.ref for row in found if row.kind == kind]
        if ids:
            known |= {(kind, one["id"]): one for one in of_kind(connection, ids)}
    there = [(row, known[row.kind, row.ref]) for row in found if (row.kind, row.ref) in known]
    alike = _alike(connection, [of for _row, of in there], wanted)
    return [_hit(row, of, wanted, alike) for row, of in there]


def _alike(connection: sa.Connection, texts: Sequence[Mapping], wanted: Sequence[Term]) -> dict[int, set[str]]:
    """Per place of a term the words in these texts that answer it by their stem."""
    plain = {place: term.words[0] for place, term in enumerate(wanted) if not (term.exact or term.prefix)}
    engine = engine_of(connection)
    if not plain or not engine.FINDS_STEMS:
        return {}
    given = set().union(*(tokens(f"{one.get('title', '')} {one['text']}") for one in texts)) if texts else set()
    by_word = engine.same_stem(connection, sorted(set(plain.values())), sorted(given))
    return {place: by_word.get(word, set()) for place, word in plain.items()}


def _hit(row: IndexRow, of: Mapping, wanted: Sequence[Term], alike: Mapping[int, set[str]]) -> Hit:
    at = find_matches(of["text"], wanted, alike)
    title = None
    if row.kind == "document":
        title = snippets(of["title"], find_matches(of["title"], wanted, alike), 1, max(WIDTH, len(of["title"])))[0]
    return Hit(
        row.kind,
        row.ref,
        snippets(of["text"], at, PLACES if row.kind == "document" else 1, WIDTH),
        title=title,
        partnership_id=of["partnership_id"],
        partnership=of["partnership"] or "",
        code=of["code"] or "",
        wave_id=of["wave_id"],
        wave=of["wave"] or "",
        moment=of["moment"],
        roles=tuple(of["roles"]),
        block=of.get("block", ""),
        question=of.get("question") or "",
        interview_id=of.get("interview_id"),
        document_id=of.get("document_id"),
        document_kind=of.get("document_kind") or "",
        state=of.get("state") or "",
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
        for row in notes.with_sources(connection, note_ids=ids)
    ]


def _answers(connection: sa.Connection, ids: Sequence[str]) -> list[dict]:
    found = (
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
    return [row | {"roles": [row["role"]]} for row in rows(connection, found)]


def _documents(connection: sa.Connection, ids: Sequence[str]) -> list[dict]:
    found = (
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
    return [row | {"roles": [row["role"]] if row["role"] else []} for row in rows(connection, found)]


def _points(connection: sa.Connection, ids: Sequence[str]) -> list[dict]:
    found = (
        sa.select(
            point.c.id, point.c.text, point.c.question, point.c.state, point.c.partnership_id, point.c.wave_id, *_WHERE
        )
        .outerjoin_from(point, partnership, point.c.partnership_id == partnership.c.id)
        .outerjoin(wave, point.c.wave_id == wave.c.id)
        .where(point.c.id.in_(ids))
    )
    whose: dict[str, list[str]] = {}
    given = sa.select(point_perspective).where(point_perspective.c.point_id.in_(ids)).order_by(point_perspective.c.role)
    for row in connection.execute(given):
        whose.setdefault(row.point_id, []).append(row.role)
    return [row | {"roles": whose.get(row["id"], [])} for row in rows(connection, found)]
