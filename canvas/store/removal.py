"""Removes what was made by mistake, as long as nothing rests on it.

A planned interview, a respondent, a partner, a role of the study's own, a partnership. What rests on a row is whatever
refers to it, by the foreign keys of the schema, so that a table that comes later counts by itself.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from canvas import method
from canvas.errors import N_, NotFoundError, UserError
from canvas.store import interviews, study_settings
from canvas.store.database import schema
from canvas.store.database.rows import get_row
from canvas.store.study import Writer


@dataclass(frozen=True)
class Use:
    """One kind of thing that rests on something: what it is called (N_), and how many; 0 where that is not counted."""

    what: str
    n: int


class InUseError(UserError):
    """Something was to be removed on which more rests; `uses` says what, and nothing was removed."""

    def __init__(self, place: str, name: str, uses: list[Use]) -> None:
        self.uses = uses
        super().__init__(
            place,
            N_("“{name}” is in use and stays: {uses}."),
            N_("Remove that first where it is a mistake too; what was said or written stays."),
            name=name,
            uses=in_words(uses, str),
        )

    def parts(self, translate: Callable[[str], str] = str) -> tuple[str, str, str]:
        """Return place, fault and cure, with the names of what rests on it translated too."""
        self.values["uses"] = in_words(self.uses, translate)
        return super().parts(translate)


def in_words(uses: list[Use], translate: Callable[[str], str]) -> str:
    """Return what rests on something in one line: `interviews (2), notes`."""
    return ", ".join(f"{translate(use.what)} ({use.n})" if use.n else translate(use.what) for use in uses)


@dataclass(frozen=True)
class Kind:
    """A table from which rows can be removed, what a row is called, and the tables whose rows go along with it.

    `title` is the column that names a row to a person.
    """

    table: sa.Table
    place: str
    title: str
    belonging: tuple[str, ...] = ()


INTERVIEW = Kind(schema.interview, N_("Interview"), "role", ("interview_respondent",))
RESPONDENT = Kind(schema.respondent, N_("Respondent"), "code", ("respondent_attribute",))
PARTNER = Kind(schema.partner, N_("Partner"), "organisation")
PARTNERSHIP = Kind(schema.partnership, N_("Partnership"), "name", ("partnership_attribute", "partnership_wave"))

# Counts of what stands in other tables: with nothing under them they go along
DERIVED = ("cell", "cell_factor", "cell_theme", "rollup_partnership", "rollup_moment")
# What those that may rest on something are called. People and their interviews are counted; of words it is only told
# that they are there, as not everybody may know how many a person spoke.
COUNTED = {
    "partner": N_("partners"),
    "respondent": N_("respondents"),
    "interview": N_("interviews"),
    "interview_respondent": N_("interviews"),
    "agreement": N_("agreements"),
    "contribution": N_("what partners give and get"),
    "lesson": N_("lessons"),
    "lesson_use": N_("uses of lessons"),
}
MENTIONED = {
    "answer": N_("answers"),
    "document": N_("documents"),
    "speaker": N_("transcripts"),
    "passage": N_("passages"),
    "note": N_("notes"),
    "point": N_("points"),
    "point_perspective": N_("points"),
    "matrix_summary": N_("summaries"),
    "state_summary": N_("words above a state of affairs"),
    "finding_choice": N_("sentences that were arranged"),
    "agreement_revision": N_("earlier versions of agreements"),
    "contribution_revision": N_("earlier versions of what partners give and get"),
}
_OTHERWISE = N_("something else in this study")


def uses_of(connection: sa.Connection, kind: Kind, row_id: str) -> list[Use]:
    """Return what rests on a row; nothing where it can be removed."""
    uses: dict[str, Use] = {}
    for column in referring(kind):
        table = column.table.name
        refers = sa.select(column).where(column == row_id)
        n = _count(connection, refers) if table in COUNTED else 0
        if n or (table not in COUNTED and connection.execute(refers.limit(1)).first()):
            what = COUNTED.get(table) or MENTIONED.get(table, _OTHERWISE)
            uses.setdefault(what, Use(what, n))
    if kind is PARTNERSHIP and (written := _written_moments(connection, row_id)):
        uses[_MOMENTS] = Use(_MOMENTS, written)
    return list(uses.values())


_MOMENTS = N_("moments about which something was written")


def referring(kind: Kind) -> list[sa.Column]:
    """Return the columns of other tables by which something rests on a row of this kind."""
    columns = [
        column
        for table in schema.metadata.sorted_tables
        if table.name not in (*kind.belonging, *DERIVED)
        for column in table.c
        if any(key.column is kind.table.c.id for key in column.foreign_keys)
    ]
    order = [*COUNTED, *MENTIONED]  # people first
    return sorted(columns, key=lambda column: [*order, column.table.name].index(column.table.name))


def remove_interview(writer: Writer, interview_id: str, opened: Mapping | None = None) -> None:
    """Remove an interview that is merely planned; raises UserError for one that has begun, and InUseError.

    `opened` is the interview as it was shown. Raises UserError where another changed it since.
    """
    now = _lock(writer, INTERVIEW, interview_id, opened)
    if now["started_at"]:
        raise UserError(
            INTERVIEW.place,
            N_("it has begun, so it stays."),
            N_("Finish it instead; what was not asked stays open."),
        )
    codes = interviews.respondent_codes(writer.connection, [interview_id]).get(interview_id, [])
    _remove(writer, INTERVIEW, now, ", ".join(codes))


def remove_respondent(writer: Writer, respondent_id: str, opened: Mapping | None = None) -> None:
    """Remove a respondent who was never in an interview, with the values of its attributes; raises InUseError.

    `opened` is the respondent as it was shown. Raises UserError where another changed it since.
    """
    _remove(writer, RESPONDENT, _lock(writer, RESPONDENT, respondent_id, opened))


def remove_partner(writer: Writer, partner_id: str, opened: Mapping | None = None) -> None:
    """Remove an organisation that no respondent, agreement or contribution names; raises InUseError.

    `opened` is the partner as it was shown. Raises UserError where another changed it since.
    """
    _remove(writer, PARTNER, _lock(writer, PARTNER, partner_id, opened))


def remove_partnership(writer: Writer, partnership_id: str, opened: Mapping | None = None) -> None:
    """Remove a partnership in which nobody is and nothing was said, with its moments and the values of its attributes.

    `opened` is the partnership as it was shown. Raises InUseError, and UserError where another changed it since.
    """
    _remove(writer, PARTNERSHIP, _lock(writer, PARTNERSHIP, partnership_id, opened))


def remove_role(writer: Writer, key: str, opened: Mapping | None = None) -> None:
    """Remove a role of the study's own in which nobody spoke or was noted; the others keep their letters and colours.

    `opened` is the role's row as it was shown. Raises InUseError, and UserError where another changed it since.
    """
    own = study_settings.lock_own_roles(writer)
    now = next((row for row in own if row["key"] == key), None)
    if now is None:
        raise NotFoundError(N_("Role"), key)
    _require_unchanged(N_("Role"), now, opened)
    uses = uses_of_role(writer.connection, key)
    if uses:
        names = dict.fromkeys((now["label_nl"], now["label_en"]))
        raise InUseError(N_("Role"), " / ".join(names), uses)
    study_settings.write_own_roles(writer, [row for row in own if row["key"] != key])


def uses_of_role(connection: sa.Connection, key: str) -> list[Use]:
    """Return what rests on a role; nothing where it can be removed."""
    uses: dict[str, Use] = {}
    for table in roles_in():
        names = sa.select(table.c.role).where(table.c.role == key)
        n = _count(connection, names) if table.name in COUNTED else 0
        if n or (table.name not in COUNTED and connection.execute(names.limit(1)).first()):
            what = COUNTED.get(table.name) or MENTIONED.get(table.name, _OTHERWISE)
            uses.setdefault(what, Use(what, n))
    mentions = schema.point_revision.c.perspectives.contains(json.dumps(key), autoescape=True)
    if connection.execute(sa.select(schema.point_revision.c.id).where(mentions).limit(1)).first():
        uses.setdefault(N_("points"), Use(N_("points"), 0))
    guides = [row.content for row in connection.execute(sa.select(schema.guide.c.content))]
    if n := sum(key in _roles_of_guide(content) for content in guides):
        uses[_GUIDES] = Use(_GUIDES, n)
    return list(uses.values())


_GUIDES = N_("interview guides that word questions for it")


def roles_in() -> list[sa.Table]:
    """Return the tables whose rows are of a role, those of counts left out."""
    derived = re.compile(r"cell|rollup")
    return [table for table in schema.metadata.sorted_tables if "role" in table.c and not derived.match(table.name)]


def _roles_of_guide(content: str) -> set[str]:
    roles: set[str] = set()
    for question in tomllib.loads(content).get("question", ()):
        for field in ("roles", "text_for", "probes_for"):
            roles |= set(question.get(field, ()))
    return roles - set(method.standard_roles())


def _lock(writer: Writer, kind: Kind, row_id: str, opened: Mapping | None) -> dict:
    """Lock a row and return it: whoever would have something rest on it meanwhile waits, and then finds it gone."""
    now = get_row(writer.connection, kind.table, row_id, kind.place, for_update=True)
    _require_unchanged(kind.place, now, opened)
    return now


def _require_unchanged(place: str, now: Mapping, opened: Mapping | None) -> None:
    if opened is not None and any(now[name] != value for name, value in opened.items() if name in now):
        raise UserError(
            place,
            N_("it was changed meanwhile, so it was not removed."),
            N_("Look at it as it stands now."),
        )


def _remove(writer: Writer, kind: Kind, now: Mapping, name: str = "") -> None:
    uses = uses_of(writer.connection, kind, now["id"])
    if uses:
        raise InUseError(kind.place, name or now[kind.title], uses)
    along = [*kind.belonging, *DERIVED]
    for table in reversed(schema.metadata.sorted_tables):
        for column in table.c if table.name in along else ():
            if any(key.column is kind.table.c.id for key in column.foreign_keys):
                writer.execute(table.delete().where(column == now["id"]))
    writer.execute(kind.table.delete().where(kind.table.c.id == now["id"]))


def _written_moments(connection: sa.Connection, partnership_id: str) -> int:
    moment = schema.partnership_wave.c
    written = sa.or_(moment.agenda != "", moment.legal_form != "")
    return _count(connection, sa.select(moment.wave_id).where(moment.partnership_id == partnership_id, written))


def _count(connection: sa.Connection, rows: sa.Select) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(rows.subquery())).scalar_one()
