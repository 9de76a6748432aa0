"""Agreements of partners: what was agreed at a moment, by whom, before when, and whether it was kept.

A row of `Listed` is the agreement's own row with `organisation`, `label` (of its moment), `wave_position`,
`made_by` and `state_by_name`, the words of what it rests on (`note`, `point`; None where it rests on none, or where
they were erased), and `carried_to`, the id of the agreement of a later moment that goes on from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

import sqlalchemy as sa

from canvas import method
from canvas.errors import N_, NotFoundError, UserError
from canvas.store import spoken_words
from canvas.store.database.prepared import PreparedStatement
from canvas.store.database.rows import get_row, rows
from canvas.store.database.schema import (
    agreement,
    agreement_revision,
    note,
    partner,
    partnership_wave,
    point,
    user,
    wave,
)
from canvas.store.database.text import clean, clean_line, is_blank
from canvas.store.row_types import ListedAgreement
from canvas.store.study import Writer
from canvas.store.versioned_rows import (
    VersionedTable,
    insert_row,
    lock_row,
    merge_row,
    versions_of,
    write_version,
)

WITH_REASON = ("not_kept", "changed")  # what did not go as agreed says why
KIND = VersionedTable(
    agreement,
    agreement_revision,
    N_("Agreement of partners"),
    {
        "text": N_("What was agreed"),
        "partner_id": N_("Partner"),
        "due": N_("Before"),
        "state": N_("State"),
        "reason": N_("Reason"),
    },
)
TYPED = ("text", "reason")  # fields of an agreement and its versions that are typed: words may stand in them
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def add(
    writer: Writer,
    partnership_id: str,
    wave_id: str,
    text: str,
    partner_id: str | None = None,
    due: str | None = None,
    note_id: str | None = None,
    point_id: str | None = None,
    difference: tuple[str, str] = ("", ""),
) -> str:
    """Make an agreement at a moment and return its id; it is open.

    `due` is YYYY-MM-DD or None. It may rest on a note (such as one of the kind action), a point, or a `difference`:
    its rule, and the block, factor or role that it is about. Raises UserError and NotFoundError.
    """
    _require_moment(writer, partnership_id, wave_id)
    _require_of_partnership(writer, partnership_id, partner_id, note_id, point_id)
    row = {
        "partnership_id": partnership_id,
        "wave_id": wave_id,
        "text": _checked(text),
        "partner_id": partner_id,
        "due": checked_day(due),
        "point_id": point_id,
        "note_id": note_id,
        "difference_rule": clean_line(difference[0]),
        "difference_about": clean_line(difference[1]),
    }
    return _insert(writer, row)


def change(
    writer: Writer, agreement_id: str, text: str, partner_id: str | None, due: str | None, opened: Mapping | None = None
) -> None:
    """Change what was agreed, by whom or before when; whether it was kept is for `change_state` to say.

    `opened` is the agreement as its form was opened (`based_on.merge_fields`). Raises ChangedMeanwhileError.
    """
    now = lock_row(writer, KIND, agreement_id)
    mine = {"text": _checked(text), "partner_id": partner_id or None, "due": checked_day(due)}
    _require_of_partnership(writer, now["partnership_id"], mine["partner_id"], None, None)
    after = merge_row(writer, KIND, now, mine, opened, {"partner_id": _organisations(writer, now["partnership_id"])})
    if any(now[field] != value for field, value in after.items()):
        write_version(writer, KIND, now, after, "changed")


def change_state(
    writer: Writer, agreement_id: str, state: str, reason: str = "", opened: Mapping | None = None
) -> None:
    """Say that an agreement was kept, not kept or changed, or is open again, and why.

    `opened` is the agreement as it was shown. Raises UserError where the reason is missing, and
    ChangedMeanwhileError where another gave it another state meanwhile.
    """
    if state not in method.AGREEMENT_STATES:
        raise ValueError(state)
    now = lock_row(writer, KIND, agreement_id)
    mine = {"state": state, "reason": clean(reason).strip()}
    if state in WITH_REASON and not mine["reason"]:
        raise UserError(N_("Agreement of partners"), N_("this state needs a reason."), N_("Say why in a few words."))
    after = merge_row(writer, KIND, now, mine, opened)
    if any(now[field] != value for field, value in after.items()):
        signed = {"state_at": writer.at, "state_by": writer.user_id}
        write_version(writer, KIND, now, after | signed, "state")


def retire(writer: Writer, agreement_id: str, retired: bool = True) -> None:
    """Take an agreement off the list, or put it back; nothing of it is deleted."""
    now = lock_row(writer, KIND, agreement_id)
    if now["retired"] != retired:
        write_version(writer, KIND, now, {"retired": retired}, "retired" if retired else "put_back")


def carry(writer: Writer, agreement_id: str, wave_id: str) -> str:
    """Have an agreement go on at a later moment, as an open one, and return its id there; once is enough.

    The earlier one keeps what was agreed then. Raises UserError where the moment is no later one.
    """
    now = lock_row(writer, KIND, agreement_id)
    _require_moment(writer, now["partnership_id"], wave_id)
    places = {row.id: row.position for row in writer.execute(sa.select(wave.c.id, wave.c.position))}
    if places[wave_id] <= places[now["wave_id"]]:
        raise UserError(
            N_("Agreement of partners"), N_("this moment is not a later one."), N_("Choose a later moment.")
        )
    there = sa.select(agreement.c.id, agreement.c.wave_id).where(agreement.c.carried_from == agreement_id)
    carried = writer.execute(there).first()
    if carried is not None:
        retire(writer, carried.id, False)
        if carried.wave_id != wave_id:
            raise UserError(
                N_("Agreement of partners"),
                N_("it was carried to another moment already."),
                N_("Go to that moment, and carry it on from there."),
            )
        return carried.id
    same = ("partnership_id", "text", "partner_id", "due", "point_id", "note_id", "difference_rule", "difference_about")
    return _insert(writer, {name: now[name] for name in same} | {"wave_id": wave_id, "carried_from": agreement_id})


def get(connection: sa.Connection, agreement_id: str) -> ListedAgreement:
    """Return one agreement as `of_partnership` does; raises NotFoundError."""
    get_row(connection, agreement, agreement_id, KIND.place)
    return _listed(connection, agreement.c.id == agreement_id)[0]


def of_partnership(
    connection: sa.Connection, partnership_id: str, wave_ids: Sequence[str] | None = None, retired: bool = False
) -> list[ListedAgreement]:
    """Return the agreements of a partnership, of all its moments or of these, by moment and in their order.

    With `retired` those that were taken off the list.
    """
    if wave_ids is not None:
        where = (agreement.c.partnership_id == partnership_id, agreement.c.retired.is_(retired))
        return _listed(connection, *where, agreement.c.wave_id.in_(list(wave_ids)))
    return _as_shown(connection, _OF_PARTNERSHIP.rows(connection, partnership=partnership_id, retired=retired))


def of_notes(connection: sa.Connection, note_ids: Sequence[str]) -> dict[str, str]:
    """Return per note that an agreement rests on, the id of that agreement; the first made where there are several."""
    on_note = sa.select(agreement.c.note_id, agreement.c.id).where(
        agreement.c.note_id.in_(list(note_ids)), agreement.c.retired.is_(False)
    )
    return {row.note_id: row.id for row in connection.execute(on_note.order_by(agreement.c.created_at.desc()))}


def versions(connection: sa.Connection, agreement_id: str) -> list[dict]:
    """Return every version of an agreement, the newest first (`versioned_rows.versions_of`)."""
    stands = get_row(connection, agreement, agreement_id, KIND.place)
    stored, note_ids = versions_of(connection, KIND, agreement_id), note_ids_of([stands])
    return spoken_words.as_shown(connection, stored, TYPED, stands["partnership_id"], note_ids)


def note_ids_of(agreements: Sequence[Mapping]) -> list[str]:
    """Return the notes that these agreements were made from."""
    return [row["note_id"] for row in agreements if row["note_id"]]


def checked_day(value: str | None) -> str | None:
    """Return a day as it is stored, None for none; raises UserError for what is no day."""
    if not value:
        return None
    if not _DAY.fullmatch(str(value)):
        raise UserError(N_("Before"), N_("“{value}” is no day."), N_("Write it as 2026-03-31."), value=str(value)[:40])
    return str(value)


def _insert(writer: Writer, row: Mapping) -> str:
    here = (agreement.c.partnership_id == row["partnership_id"], agreement.c.wave_id == row["wave_id"])
    last = writer.execute(sa.select(sa.func.coalesce(sa.func.max(agreement.c.position), 0)).where(*here)).scalar_one()
    made = {"state": "open", "reason": "", "position": last + 1, "retired": False, "carried_from": None}
    made |= {"created_at": writer.at, "created_by": writer.user_id, "state_at": writer.at, "state_by": writer.user_id}
    return insert_row(writer, KIND, made | dict(row))


def _checked(text: str) -> str:
    text = clean_line(text)
    if is_blank(text):
        raise UserError(N_("Agreement of partners"), N_("this is still empty."), N_("Write down what was agreed."))
    return text


def _require_moment(writer: Writer, partnership_id: str, wave_id: str) -> None:
    moment = sa.select(partnership_wave.c.wave_id).where(
        partnership_wave.c.partnership_id == partnership_id, partnership_wave.c.wave_id == wave_id
    )
    if writer.execute(moment).first() is None:
        raise NotFoundError(N_("Moment"), wave_id)


def _require_of_partnership(
    writer: Writer, partnership_id: str, partner_id: str | None, note_id: str | None, point_id: str | None
) -> None:
    linked = ((partner, partner_id, N_("Partner")), (note, note_id, N_("Note")), (point, point_id, N_("Point")))
    for table, row_id, place in linked:
        if row_id and get_row(writer.connection, table, row_id, place)["partnership_id"] != partnership_id:
            raise UserError(place, N_("this belongs to another partnership."), N_("Choose one of this partnership."))


def _organisations(writer: Writer, partnership_id: str) -> dict[str, str]:
    of_it = sa.select(partner.c.id, partner.c.organisation).where(partner.c.partnership_id == partnership_id)
    return {row.id: row.organisation for row in writer.execute(of_it)}


def _listed(connection: sa.Connection, *where: sa.ColumnElement) -> list[ListedAgreement]:
    return _as_shown(connection, rows(connection, _listing(*where)))


def _as_shown(connection: sa.Connection, stored: list[dict]) -> list[ListedAgreement]:
    """Return agreements of one partnership as this reading shows them."""
    of_partnership = stored[0]["partnership_id"] if stored else ""
    shown = spoken_words.as_shown(connection, stored, (*TYPED, "difference_about"), of_partnership, note_ids_of(stored))
    return cast(list[ListedAgreement], shown)


def _listing(*where: sa.ColumnElement) -> sa.Select:
    maker, signer, later = user.alias("maker"), user.alias("signer"), agreement.alias("later")
    going_on = sa.and_(later.c.carried_from == agreement.c.id, later.c.retired.is_(False))
    return (
        sa.select(
            agreement,
            partner.c.organisation,
            wave.c.label,
            wave.c.position.label("wave_position"),
            maker.c.name.label("made_by"),
            signer.c.name.label("state_by_name"),
            sa.case((note.c.erased_at.is_(None), note.c.text)).label("note"),
            point.c.text.label("point"),
            later.c.id.label("carried_to"),
        )
        .join_from(agreement, wave, wave.c.id == agreement.c.wave_id)
        .join(maker, maker.c.id == agreement.c.created_by)
        .join(signer, signer.c.id == agreement.c.state_by)
        .outerjoin(partner, partner.c.id == agreement.c.partner_id)
        .outerjoin(note, note.c.id == agreement.c.note_id)
        .outerjoin(point, point.c.id == agreement.c.point_id)
        .outerjoin(later, going_on)
        .where(*where)
        .order_by(wave.c.position, agreement.c.position, agreement.c.id)
    )


_OF_PARTNERSHIP = PreparedStatement(
    lambda _: _listing(
        agreement.c.partnership_id == sa.bindparam("partnership"), agreement.c.retired == sa.bindparam("retired")
    )
)
