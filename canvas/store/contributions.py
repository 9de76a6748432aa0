"""What partners give and get: hours, euros, in kind, candidates, knowledge, network; and who said so.

A listed contribution is its own row with `organisation` and `role` (of the partner), `other_organisation` (to or from
whom, None for the partnership as a whole), `note` (its text, None where it rests on none or was erased), and of the
respondent who said it `code`, `spoken_role` and `speaks_for` (the id of their partner).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from canvas import method
from canvas.errors import N_, UserError
from canvas.store.database.numbers import parse_number
from canvas.store.database.rows import get_row, typed_rows
from canvas.store.database.schema import (
    contribution,
    contribution_revision,
    note,
    partner,
    partnership_wave,
    respondent,
)
from canvas.store.database.text import clean_line, is_blank
from canvas.store.overview.filtered_moments import MomentFilter, filter_moments, joined_moments
from canvas.store.row_types import ListedContribution
from canvas.store.study import Writer
from canvas.store.versioned_rows import (
    VersionedTable,
    insert_row,
    lock_row,
    merge_row,
    versions_of,
    write_version,
)

KIND = VersionedTable(
    contribution,
    contribution_revision,
    N_("Contribution"),
    {
        "partner_id": N_("Partner"),
        "direction": N_("Gives or gets"),
        "other_partner_id": N_("To or from whom"),
        "kind": N_("Kind"),
        "amount": N_("Amount"),
        "per_year": N_("Per year"),
        "text": N_("In words"),
        "note_id": N_("Note"),
        "respondent_id": N_("Said by"),
    },
)


def add(
    writer: Writer,
    partner_id: str,
    direction: str,
    kind: str,
    text: str,
    amount: str = "",
    per_year: bool = False,
    note_id: str | None = None,
    respondent_id: str | None = None,
    other_partner_id: str | None = None,
) -> str:
    """Make what a partner `gives` or `gets` and return its id.

    `other_partner_id` is to or from whom, None for the partnership as a whole. `amount` is a number as people write
    it, '' for none, in the unit of its kind (`method.CONTRIBUTION_UNITS`). Raises UserError.
    """
    partnership_id = get_row(writer.connection, partner, partner_id, N_("Partner"))["partnership_id"]
    fields = _checked(writer, partnership_id, partner_id, direction, kind, text, amount, per_year)
    fields["other_partner_id"] = _other(writer, partnership_id, partner_id, other_partner_id)
    fields |= _sources(writer, partnership_id, note_id, respondent_id)
    made = {"retired": False, "created_at": writer.at, "created_by": writer.user_id, "changed_at": writer.at}
    return insert_row(writer, KIND, {"partnership_id": partnership_id} | fields | made)


def change(
    writer: Writer,
    contribution_id: str,
    partner_id: str,
    direction: str,
    kind: str,
    text: str,
    amount: str = "",
    per_year: bool = False,
    note_id: str | None = None,
    respondent_id: str | None = None,
    other_partner_id: str | None = None,
    opened: Mapping | None = None,
) -> None:
    """Change what was noted of a contribution.

    `opened` is its row as its form was opened (`based_on.merge_fields`). Raises ChangedMeanwhileError and UserError.
    """
    now = lock_row(writer, KIND, contribution_id)
    partnership_id = now["partnership_id"]
    mine = _checked(writer, partnership_id, partner_id, direction, kind, text, amount, per_year)
    mine["other_partner_id"] = _other(writer, partnership_id, partner_id, other_partner_id)
    mine |= _sources(writer, partnership_id, note_id, respondent_id)
    after = merge_row(writer, KIND, now, mine, opened)
    _other(writer, partnership_id, after["partner_id"], after["other_partner_id"])  # as merged, too
    if any(now[field] != value for field, value in after.items()):
        write_version(writer, KIND, now, after | {"changed_at": writer.at}, "changed")


def retire(writer: Writer, contribution_id: str, retired: bool = True) -> None:
    """Take a contribution off the list, or put it back; nothing of it is deleted."""
    now = lock_row(writer, KIND, contribution_id)
    if now["retired"] != retired:
        changed = {"retired": retired, "changed_at": writer.at}
        write_version(writer, KIND, now, changed, "retired" if retired else "put_back")


def of_partnerships(
    connection: sa.Connection, partnership_ids: Collection[str], retired: bool = False
) -> list[ListedContribution]:
    """Return what partners of these partnerships give and get, by partnership and organisation, giving first."""
    other = partner.alias("other")
    query = (
        sa.select(
            contribution,
            partner.c.organisation,
            partner.c.role,
            other.c.organisation.label("other_organisation"),
            sa.case((note.c.erased_at.is_(None), note.c.text)).label("note"),
            respondent.c.code,
            respondent.c.role.label("spoken_role"),
            respondent.c.partner_id.label("speaks_for"),
        )
        .join_from(contribution, partner, partner.c.id == contribution.c.partner_id)
        .outerjoin(other, other.c.id == contribution.c.other_partner_id)
        .outerjoin(note, note.c.id == contribution.c.note_id)
        .outerjoin(respondent, respondent.c.id == contribution.c.respondent_id)
        .where(contribution.c.partnership_id.in_(list(partnership_ids)), contribution.c.retired.is_(retired))
        .order_by(
            contribution.c.partnership_id,
            sa.func.lower(partner.c.organisation),
            contribution.c.direction.desc(),
            contribution.c.kind,
            contribution.c.id,
        )
    )
    return typed_rows(connection, query, ListedContribution)


def totals(connection: sa.Connection) -> list[dict]:
    """Return over the study, per role of the partner x direction x kind x per_year: {rows, partners, partnerships}.

    Amounts are left out: those of several people for the same thing may not be added up (`analysis.giving` says).
    """
    by = (partner.c.role, contribution.c.direction, contribution.c.kind, contribution.c.per_year)
    query = (
        sa.select(
            *by,
            sa.func.count().label("rows"),
            sa.func.count(contribution.c.partner_id.distinct()).label("partners"),
            sa.func.count(contribution.c.partnership_id.distinct()).label("partnerships"),
        )
        .join_from(contribution, partner, partner.c.id == contribution.c.partner_id)
        .where(contribution.c.retired.is_(False))
        .group_by(*by)
        .order_by(*by)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def partnership_count(connection: sa.Connection, moment_filter: MomentFilter) -> tuple[int, int]:
    """Return of how many partnerships at the moments of a filter a contribution stands, and how many there are."""
    place = partnership_wave.c.partnership_id
    at = filter_moments(sa.select(place).select_from(joined_moments()), moment_filter).distinct().subquery()
    stands = sa.exists().where(contribution.c.partnership_id == at.c.partnership_id, contribution.c.retired.is_(False))
    counts = sa.select(sa.func.coalesce(sa.func.sum(sa.case((stands, 1), else_=0)), 0), sa.func.count())
    described, every = connection.execute(counts.select_from(at)).one()
    return int(described), int(every)


def versions(connection: sa.Connection, contribution_id: str) -> list[dict]:
    """Return every version of a contribution, the newest first (`versioned_rows.versions_of`)."""
    return versions_of(connection, KIND, contribution_id)


def _checked(
    writer: Writer,
    partnership_id: str,
    partner_id: str,
    direction: str,
    kind: str,
    text: str,
    amount: str,
    per_year: bool,
) -> dict:
    if direction not in method.DIRECTIONS or kind not in method.CONTRIBUTION_UNITS:
        raise ValueError((direction, kind))
    _require_of(writer, partner, partner_id, N_("Partner"), partnership_id)
    written, text = clean_line(amount), clean_line(text)
    number = parse_number(written, N_("Amount")) if written else None
    if number is not None and written.startswith(("-", "\u2212")):  # also of -0
        raise UserError(
            N_("Amount"), N_("it is below zero."), N_("Choose gives or gets, and write the amount without a minus.")
        )
    if number is not None and not method.CONTRIBUTION_UNITS[kind]:
        raise UserError(N_("Amount"), N_("this kind has no amount."), N_("Say how much in words."))
    if is_blank(text):
        raise UserError(N_("Contribution"), N_("this is still empty."), N_("Write down what it is, in a few words."))
    return {
        "partner_id": partner_id,
        "direction": direction,
        "kind": kind,
        "amount": number,
        "per_year": per_year,
        "text": text,
    }


def _other(writer: Writer, partnership_id: str, partner_id: str, other_partner_id: str | None) -> str | None:
    if not other_partner_id:
        return None
    _require_of(writer, partner, other_partner_id, N_("Partner"), partnership_id)
    if other_partner_id == partner_id:
        raise UserError(
            N_("To or from whom"), N_("this is the same partner."), N_("Choose another, or the partnership as a whole.")
        )
    return other_partner_id


def _sources(writer: Writer, partnership_id: str, note_id: str | None, respondent_id: str | None) -> dict:
    if note_id:
        _require_of(writer, note, note_id, N_("Note"), partnership_id)
    if respondent_id:
        _require_of(writer, respondent, respondent_id, N_("Respondent"), partnership_id)
    return {"note_id": note_id or None, "respondent_id": respondent_id or None}


def _require_of(writer: Writer, table: sa.Table, row_id: str, place: str, partnership_id: str) -> None:
    if get_row(writer.connection, table, row_id, place)["partnership_id"] != partnership_id:
        raise UserError(place, N_("this belongs to another partnership."), N_("Choose one of this partnership."))
