"""What points, cells and whole perspectives tables rest on: gathered once, down to the words spoken.

The sheet that is shown and the files that are written are all made of what is gathered here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from canvas import __version__, method
from canvas.analysis.perspectives import SHARED, hearing, places, reach
from canvas.analysis.point_history import history
from canvas.analysis.point_support import support_counts
from canvas.errors import N_, NotFoundError
from canvas.method import Role
from canvas.report.evidence_model import Evidence, Note, Point, Scope, Table
from canvas.report.origins import Document, InterviewDetails, origins
from canvas.store import Connection, documents, moments, partnerships, respondents, study_settings
from canvas.store.database.ids import now
from canvas.store.database.rows import batches
from canvas.store.limited import held_back_counts
from canvas.store.limited.limited_views import limits_of
from canvas.store.notes import notes, provenance
from canvas.store.overview import filtered_cells, moment_summaries
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.store.points import point_flags, point_versions, points
from canvas.store.row_types import SourcedNote, TablePoint
from canvas.store.themes import codings


def every_table(connection: Connection) -> list[Scope]:
    """Return the tables of a study that hold a point or a note: of each moment, then the one across cases."""
    filled = moment_summaries.moments_with_notes(connection)
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments.moments(connection)]
    pairs = [pair for pair in pairs if pair in filled or points.of_moment(connection, *pair)]
    return [Scope(*pair) for pair in pairs] + ([Scope()] if points.of_moment(connection) else [])


def tables_named(connection: Connection, partnership: str = "", wave: str = "", point_id: str = "") -> list[Scope]:
    """Return what a command names: a point, the tables of a partnership at one wave or at all, or every table.

    Raises NotFoundError.
    """
    if point_id:
        return [Scope(point_id=points.get(connection, point_id)["id"])]
    if not partnership:
        return every_table(connection)
    pairs = moments.find_by_name(connection, partnership, wave or None)
    return [Scope(row["partnership_id"], row["wave_id"]) for row in pairs]


def evidence(connection: Connection, scopes: Sequence[Scope], made_by: str = "") -> Evidence:
    """Gather the evidence of one table or several, one after another; raises NotFoundError."""
    about = study_settings.describe(connection)
    roles = method.roles(about["own_roles"] if about else ())
    rows = tuple(role.key for role in roles.values() if role.in_table)
    chosen = [(scope, *_chosen(connection, scope, rows)) for scope in scopes]
    rests_on = _RestsOn(connection, [point for _, _, points_there in chosen for point in points_there], roles)
    tables = tuple(
        _table(connection, scope, retired, points_there, rests_on, rows) for scope, retired, points_there in chosen
    )
    interview_rows, texts = rests_on.sources()
    return Evidence(
        study=about["title"] if about else "",
        made_at=now(),
        made_by=made_by,
        version=__version__,
        roles=roles,
        rows=rows,
        tables=tables,
        interviews=interview_rows,
        documents=texts,
        text_hashes={document.id: _text_hash(connection, document.id) for document in texts if not document.hash},
        limits=limits_of(connection),
    )


def _chosen(connection: Connection, scope: Scope, rows: Sequence[str]) -> tuple[list[TablePoint], list[TablePoint]]:
    """Return the points that were taken off a table, and those on it that are asked for, question by question."""
    if scope.point_id:
        return [], [points.get(connection, scope.point_id)]
    if scope.question not in ("", *method.questions()):
        raise NotFoundError(N_("Question"), scope.question)
    if scope.row not in ("", SHARED, *rows):
        raise NotFoundError(N_("Perspective"), scope.row)
    standing = points.of_moment(connection, scope.partnership_id, scope.wave_id)
    questions = [scope.question] if scope.question else list(method.questions())
    stands = places(standing, rows)
    there = {
        point["id"]
        for row in (SHARED, *rows)
        if scope.row in ("", row)
        for question in questions
        for point in stands[row, question]
    }
    chosen_points = [
        point for question in questions for point in standing if point["question"] == question and point["id"] in there
    ]
    gone = points.of_moment(connection, scope.partnership_id, scope.wave_id, retired=True)
    return [point for point in gone if point["question"] in questions and not scope.row], chosen_points


def _table(
    connection: Connection,
    scope: Scope,
    gone: Sequence[TablePoint],
    chosen_points: Sequence[TablePoint],
    rests_on: _RestsOn,
    rows: Sequence[str],
) -> Table:
    place = chosen_points[0] if scope.point_id else {"partnership_id": scope.partnership_id, "wave_id": scope.wave_id}
    at: tuple = (place["partnership_id"], place["wave_id"])  # neither, across cases
    row: Mapping = moments.moment(connection, *at) if at[0] else {}
    cells = (
        moment_summaries.cells(connection, [at]) if at[0] else filtered_cells.block_totals(connection, MomentFilter())
    )
    heard = hearing(cells, list(rests_on.roles))  # also roles without a row in the table: they were heard too
    if scope.point_id:
        heard = {place: hearing_ for place, hearing_ in heard.items() if place[1] == chosen_points[0]["question"]}
    heard = {
        place: hearing_
        for place, hearing_ in heard.items()
        if scope.question in ("", place[1]) and scope.row in ("", SHARED, place[0])
    }
    hidden = (0, 0)
    if at[0] and limits_of(connection):
        hidden = (held_back_counts.notes_held_back(connection, at), held_back_counts.points_held_back(connection, at))
    return Table(
        scope=scope,
        partnership=row.get("name", ""),
        code=row.get("code", ""),
        wave=row.get("label", ""),
        place=row.get("position"),
        phase=row.get("phase", ""),
        fictional=bool(row.get("fictional")),
        heard=heard,
        points=tuple(rests_on.point(point, rows) for point in chosen_points),
        taken_off=tuple({"id": point["id"], "text": point["text"], **_last(connection, point["id"])} for point in gone),
        held_back=hidden,
    )


def _last(connection: Connection, point_id: str) -> dict:
    version = point_versions.of_point(connection, point_id)[0]
    return {"by": version["by"], "made_at": version["made_at"]}


def _text_hash(connection: Connection, document_id: str) -> str:
    return hashlib.sha256(documents.get(connection, document_id)["text"].encode()).hexdigest()


class _RestsOn:
    """All that the points rest on, read in few queries; numbers points and notes in the order in which they come."""

    def __init__(self, connection: Connection, chosen_points: Sequence[TablePoint], roles: Mapping[str, Role]) -> None:
        note_ids = list(dict.fromkeys(note_id for point in chosen_points for note_id in point["notes"]))
        rows: list[SourcedNote] = []
        for batch in batches(note_ids):
            rows += notes.by_ids(connection, batch)
        self._connection, self._points = connection, 0
        self.roles = roles
        self._order = {role: place for place, role in enumerate((*roles, ""))}
        self._rows = {row["id"]: row for row in rows}
        self._place = {row["id"]: place for place, row in enumerate(rows)}
        self._origins = origins(connection, rows)
        self._versions = provenance.versions(connection, [row["id"] for row in rows if row["revision"] > 1])
        self._themes = codings.of_notes(connection, note_ids)
        only = chosen_points[0]["id"] if len(chosen_points) == 1 else None
        self._flags = {row["id"]: row["flags"] for row in point_flags.flagged(connection, only)}
        self._fictional = partnerships.fictional(
            connection, {row["partnership_id"] for row in rows if row["partnership_id"]}
        )
        self._departed = respondents.departed(connection, [code for row in rows for code in row["codes"]])
        self._notes: dict[str, Note] = {}

    def point(self, row: Mapping, table_rows: Sequence[str]) -> Point:
        """Gather the next point."""
        self._points += 1
        number = self._points
        return Point(
            number=number,
            id=row["id"],
            question=row["question"],
            text=row["text"],
            perspectives=tuple(role for role in table_rows if role in row["perspectives"]),
            reach=reach(row["perspectives"], table_rows),
            state=row["state"],
            state_by=row["state_by_name"],
            state_at=row["state_at"],
            reason=row["state_reason"],
            retired=row["retired"],
            counts=support_counts(row, self._rows),
            flags=tuple(self._flags.get(row["id"], ())),
            history=tuple(history(point_versions.of_point(self._connection, row["id"]))),
            supporting=self._of(row, "supports"),
            contradicting=self._of(row, "contradicts"),
        )

    def sources(self) -> tuple[tuple[InterviewDetails, ...], tuple[Document, ...]]:
        """Return the interviews and the documents that the numbered notes come from, each once, in that order."""
        numbered = sorted(self._notes.values(), key=lambda note: note.number)
        return (
            tuple(_once(note.origin.interview for note in numbered)),
            tuple(_once(note.origin.document for note in numbered)),
        )

    def _of(self, point: Mapping, stance: str) -> tuple[Note, ...]:
        ids = [note_id for note_id, how in point["notes"].items() if how == stance]
        ids.sort(
            key=lambda note_id: (
                self._order.get(self._rows[note_id]["role"] or "", len(self._order)),
                self._place[note_id],
            )
        )
        return tuple(self._note(note_id) for note_id in ids)

    def _note(self, note_id: str) -> Note:
        if note_id not in self._notes:
            row = self._rows[note_id]
            self._notes[note_id] = Note(
                number=len(self._notes) + 1,
                id=note_id,
                text=row["text"],
                kind=row["kind"],
                block=row["block"],
                role=row["role"] or "",
                codes=tuple(row["codes"]),
                partnership=row["partnership"] or "",
                wave=row["wave"] or "",
                fictional=row["partnership_id"] in self._fictional,
                from_=row["origin"],
                made_at=row["created_at"],
                answer_id=row["answer_id"] or "",
                retired=row["retired"],
                erased_at=row["erased_at"] or "",
                origin=self._origins[note_id],
                versions=tuple(self._versions.get(note_id, ())),
                themes=tuple(theme["name"] for theme in self._themes.get(note_id, ())),
                departed=tuple(
                    dict.fromkeys(
                        (left["organisation"], left["left"])
                        for left in map(self._departed.get, row["codes"])
                        if left is not None
                    )
                ),
            )
        return self._notes[note_id]


def _once(items: Iterable) -> list:
    return list({item.id: item for item in items if item}.values())
