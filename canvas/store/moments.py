"""Waves of the study, and the moments at which a partnership is looked at (partnership x wave)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

import sqlalchemy as sa

from canvas.errors import N_, NotFoundError, UserError
from canvas.store import based_on, spoken_words
from canvas.store.database.ids import new_id
from canvas.store.database.prepared import PreparedShapes, list_of
from canvas.store.database.rows import insert_new, rows, typed_rows
from canvas.store.database.schema import interview, partnership, partnership_wave, wave
from canvas.store.database.text import clean, clean_line
from canvas.store.limited.limited_views import base_schema, limits_of
from canvas.store.row_types import MomentRow, WaveRow
from canvas.store.study import Writer
from canvas.store.study_settings import required_line


def waves(connection: sa.Connection) -> list[WaveRow]:
    """Return the waves of the study in their order."""
    return typed_rows(connection, sa.select(wave).order_by(wave.c.position), WaveRow)


def add_wave(writer: Writer, label: str) -> str:
    """Add a wave after the others and return its id."""
    label = required_line(label, N_("Moment"), 80)
    earlier = waves(writer.connection)
    if any(row["label"].casefold() == label.casefold() for row in earlier):
        raise UserError(N_("Moment"), N_("“{name}” exists already."), N_("Choose another name."), name=label)
    row: dict = {"id": new_id(), "label": label, "position": len(earlier) + 1}
    writer.execute(wave.insert(), [row])
    return row["id"]


def moments(
    connection: sa.Connection, partnership_id: str | None = None, codes: Collection[str] | None = None
) -> list[MomentRow]:
    """Return every partnership x wave that belongs together, with code, name, fictional and label; ordered by both.

    Of one partnership, or of those with these codes: of all there may be thousands, which
    `store.overview.filtered_moments` pages.
    """
    asked_of = (bool(partnership_id), codes is not None)
    statement = _MOMENTS.of(*asked_of)
    return cast(list[MomentRow], statement.rows(connection, partnership=partnership_id, codes=list(codes or ())))


def _moments(in_partnership: bool, with_codes: bool) -> sa.Select:
    query = (
        sa.select(
            partnership_wave,
            partnership.c.code,
            partnership.c.name,
            partnership.c.fictional,
            wave.c.label,
            wave.c.position,
        )
        .join_from(partnership_wave, partnership)
        .join(wave)
        .order_by(partnership.c.fictional, sa.func.lower(partnership.c.name), wave.c.position)
    )
    if in_partnership:
        query = query.where(partnership_wave.c.partnership_id == sa.bindparam("partnership"))
    return query.where(partnership.c.code.in_(list_of("codes"))) if with_codes else query


_MOMENTS = PreparedShapes(_moments)


def moment(connection: sa.Connection, partnership_id: str, wave_id: str) -> MomentRow:
    """Return one partnership at one wave, as `moments` gives it; raises NotFoundError."""
    for row in moments(connection, partnership_id):
        if row["wave_id"] == wave_id:
            return row
    raise NotFoundError(N_("Moment"), wave_id)


def agenda_shown(connection: sa.Connection, row: MomentRow, shown_elsewhere: Collection[str] = ()) -> str:
    """Return the agenda of a moment as this reading shows it; lines that it shows elsewhere stand as they are.

    In a limited reading the moment itself says only that there is one (`limited_views`).
    """
    if limits_of(connection) is None or not row["agenda"]:
        return row["agenda"]
    query = sa.text(
        f"SELECT agenda FROM {base_schema(connection)}.partnership_wave WHERE partnership_id = :p AND wave_id = :w"
    )
    text = connection.execute(query, {"p": row["partnership_id"], "w": row["wave_id"]}).scalar_one()
    hidden = spoken_words.hidden_words(connection, [text], row["partnership_id"])
    lines = text.split("\n")
    return "\n".join(hidden.taken_out(line) if hidden and line not in shown_elsewhere else line for line in lines)


def last_interviewed(connection: sa.Connection) -> tuple[str, int] | None:
    """Return code and position of the newest moment (by place of its wave) with an interview that was started.

    Of several partnerships the one that was interviewed last; None where there is none.
    """
    query = (
        sa.select(partnership.c.code, wave.c.position)
        .join_from(interview, partnership)
        .join(wave, wave.c.id == interview.c.wave_id)
        .where(interview.c.started_at.is_not(None))
        .order_by(wave.c.position.desc(), interview.c.started_at.desc(), interview.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (row.code, row.position) if row else None


def find_by_name(connection: sa.Connection, partnership_name: str, wave_name: str | None = None) -> list[MomentRow]:
    """Return the moments of a partnership by its name or code, all of them or the one at a wave, by its label or place.

    Raises NotFoundError for a name that the study does not hold.
    """
    wanted_name = clean_line(partnership_name).casefold()
    of_partnership = [
        row for row in moments(connection) if wanted_name in (row["name"].casefold(), row["code"].casefold())
    ]
    if not of_partnership:
        raise NotFoundError(N_("Partnership"), partnership_name)
    if wave_name is None:
        return of_partnership
    at = clean_line(wave_name).casefold()
    here = [row for row in of_partnership if at == row["label"].casefold()]
    here = here or [row for row in of_partnership if at == str(row["position"])]
    if not here:
        raise NotFoundError(N_("Moment"), wave_name)
    return here


def put_moment(
    writer: Writer,
    partnership_id: str,
    wave_id: str,
    phase: str = "running",
    legal_form: str = "",
    from_date: str | None = None,
    to_date: str | None = None,
    agenda: str = "",
    opened: Mapping | None = None,
) -> None:
    """Put a partnership at a wave, or change what is said of it there. Dates are YYYY-MM-DD or None.

    `opened` is the moment as its form was opened (`based_on.merge_fields`), None where it was not there yet: who adds
    what another added meanwhile writes over nothing of it. Raises ChangedMeanwhileError.
    """
    key = {"partnership_id": partnership_id, "wave_id": wave_id}
    insert_new(writer.connection, partnership_wave, key | _NEW_MOMENT | {"changed_at": writer.at})
    of_moment = [partnership_wave.c[name] == value for name, value in key.items()]
    now = rows(writer.connection, sa.select(partnership_wave).where(*of_moment).with_for_update())[0]
    mine = {
        "phase": phase,
        "legal_form": clean_line(legal_form),
        "from_date": from_date,
        "to_date": to_date,
        "agenda": clean(agenda),
    }
    after = based_on.merge_fields(N_("Moment"), _LABELS, _NEW_MOMENT if opened is None else opened, now, mine)
    if after["from_date"] and after["to_date"] and after["to_date"] < after["from_date"]:
        raise UserError(N_("Moment"), N_("the end date lies before the start date."), N_("Mend one of them."))
    if any(now[field] != value for field, value in after.items()):
        writer.execute(partnership_wave.update().where(*of_moment).values(**after, changed_at=writer.at))


_NEW_MOMENT = {"phase": "running", "legal_form": "", "from_date": None, "to_date": None, "agenda": ""}
_LABELS = {
    "phase": N_("Phase"),
    "legal_form": N_("Legal form"),
    "from_date": N_("From"),
    "to_date": N_("Until"),
    "agenda": N_("Agenda"),
}
