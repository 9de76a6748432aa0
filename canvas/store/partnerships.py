"""Partnerships and the organisations in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import cast

import sqlalchemy as sa

from canvas.errors import N_, NotFoundError, UserError
from canvas.store import based_on
from canvas.store.database.days import checked_day
from canvas.store.database.ids import new_id
from canvas.store.database.prepared import PreparedStatement, list_of
from canvas.store.database.rows import get_row, typed_rows
from canvas.store.database.schema import partner, partnership
from canvas.store.database.text import clean, clean_line
from canvas.store.row_types import PartnerRow, PartnershipRow
from canvas.store.study import Writer
from canvas.store.study_settings import require_role, required_line

# What a respondent's code can begin with: NT in NT-B1.
CODE = re.compile(r"[A-Z0-9]{1,6}(-[A-Z0-9]{1,6}){0,2}")


def every(connection: sa.Connection) -> list[PartnershipRow]:
    """Return all partnerships by name, fictional ones last."""
    query = sa.select(partnership).order_by(partnership.c.fictional, sa.func.lower(partnership.c.name))
    return typed_rows(connection, query, PartnershipRow)


def get(connection: sa.Connection, partnership_id: str) -> PartnershipRow:
    """Return one partnership; raises NotFoundError."""
    return cast(PartnershipRow, get_row(connection, partnership, partnership_id, N_("Partnership")))


def lock(writer: Writer, partnership_id: str) -> PartnershipRow:
    """Lock a partnership against other writers until the commit, and return it; raises NotFoundError."""
    selected = writer.execute(sa.select(partnership).where(partnership.c.id == partnership_id).with_for_update())
    row = selected.mappings().first()
    if row is None:
        raise NotFoundError(N_("Partnership"), partnership_id)
    return cast(PartnershipRow, dict(row))


def fictional(connection: sa.Connection, partnership_ids: Iterable[str]) -> set[str]:
    """Return those of these partnerships that are invented."""
    query = sa.select(partnership.c.id).where(partnership.c.id.in_(list(partnership_ids)))
    return set(connection.execute(query.where(partnership.c.fictional.is_(True))).scalars())


def propose_code(connection: sa.Connection, name: str) -> str:
    """Return a short code made of a name's capitals or first letters, not yet in use: NexTechnician gives NT."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()  # É counts as E
    letters = [letter for letter in plain if letter.isalpha()]
    capitals = [letter for letter in letters if letter.isupper()]
    initials = [word[0] for word in plain.split() if word[0].isalpha()]
    base = "".join((capitals if 2 <= len(capitals) <= 4 else initials if len(initials) > 1 else letters)[:3]).upper()
    base = base or "P"
    taken = set(connection.execute(sa.select(partnership.c.code)).scalars())
    return next(code for code in (base, *(f"{base}{number}" for number in range(2, 10_000))) if code not in taken)


def add(
    writer: Writer,
    name: str,
    code: str = "",
    region: str = "",
    since: int | None = None,
    summary: str = "",
    fictional: bool = False,
) -> str:
    """Make a partnership and return its id; without a code one is made from the name."""
    row: dict = {"id": new_id(), "created_at": writer.at, "fictional": fictional}
    row |= _checked_partnership(writer, None, name, code, region, since, summary)
    writer.execute(partnership.insert(), [row])
    return row["id"]


def change(
    writer: Writer,
    partnership_id: str,
    name: str,
    region: str,
    since: int | None,
    summary: str,
    opened: Mapping | None = None,
) -> None:
    """Change what is said of a partnership; its code stays, since respondents carry it.

    `opened` is the partnership as its form was opened (`based_on.merge_fields`). Raises ChangedMeanwhileError.
    """
    now: Mapping = lock(writer, partnership_id)
    mine = {"name": clean_line(name), "region": clean_line(region), "since": since, "summary": clean(summary)}
    after = based_on.merge_fields(N_("Partnership"), _LABELS, opened, now, mine)
    if any(now[field] != value for field, value in after.items()):
        row = _checked_partnership(writer, partnership_id, code=now["code"], **after)
        writer.execute(partnership.update().where(partnership.c.id == partnership_id).values(**row))


_LABELS = {
    "name": N_("Name of the partnership"),
    "region": N_("Region"),
    "since": N_("Since (year)"),
    "summary": N_("Summary"),
    "organisation": N_("Organisation"),
    "role": N_("Role"),
    "joined": N_("Joined"),
    "left": N_("Left"),
}


def _checked_partnership(
    writer: Writer, own_id: str | None, name: str, code: str, region: str, since: int | None, summary: str
) -> dict:
    name = required_line(name, N_("Name of the partnership"), 200)
    code = clean_line(code).upper() or propose_code(writer.connection, name)
    if not CODE.fullmatch(code):
        raise UserError(
            N_("Code"),
            N_("“{code}” does not look like a code."),
            N_("Use at most six capitals or figures, such as NT."),
            code=code[:60],
        )
    # no more than these columns: a study may have thousands, and each that comes in is held against them all
    for row_id, name_there, code_there in writer.execute(
        sa.select(partnership.c.id, partnership.c.name, partnership.c.code)
    ):
        if row_id != own_id and name_there.casefold() == name.casefold():
            raise UserError(
                N_("Name of the partnership"), N_("“{name}” exists already."), N_("Choose another name."), name=name
            )
        if row_id != own_id and code_there == code:
            raise UserError(N_("Code"), N_("“{name}” exists already."), N_("Choose another code."), name=code)
    return {
        "name": name,
        "code": code,
        "region": clean_line(region),
        "since": since,
        "summary": clean(summary),
        "changed_at": writer.at,
    }


def partners(connection: sa.Connection, partnership_id: str) -> list[PartnerRow]:
    """Return the organisations in a partnership by name; those that left stay listed."""
    return partners_of(connection, [partnership_id])


def partners_of(connection: sa.Connection, partnership_ids: Collection[str]) -> list[PartnerRow]:
    """Return the organisations in these partnerships by name; those that left stay listed."""
    return cast(list[PartnerRow], _PARTNERS.rows(connection, ids=list(partnership_ids)))


_PARTNERS = PreparedStatement(
    lambda _: (
        sa.select(partner)
        .where(partner.c.partnership_id.in_(list_of("ids")))
        .order_by(sa.func.lower(partner.c.organisation))
    )
)


def add_partner(
    writer: Writer,
    partnership_id: str,
    organisation: str,
    role: str | None = None,
    joined: str | None = None,
    left: str | None = None,
) -> str:
    """Add an organisation and return its id; one that left may come back. Dates are YYYY-MM-DD or None."""
    require_role(writer, role)
    checked = _said_of_partner(writer, partnership_id, None, organisation, role, joined, left)
    row: dict = {"id": new_id(), "partnership_id": partnership_id} | checked
    writer.execute(partner.insert(), [row])
    return row["id"]


def change_partner(
    writer: Writer,
    partner_id: str,
    organisation: str,
    role: str | None,
    joined: str | None,
    left: str | None,
    opened: Mapping | None = None,
) -> None:
    """Change what is said of an organisation.

    `opened` is the partner as its form was opened (`based_on.merge_fields`). Raises ChangedMeanwhileError.
    """
    now = get_row(writer.connection, partner, partner_id, N_("Partner"), for_update=True)
    mine = {
        "organisation": clean_line(organisation),
        "role": role or None,
        "joined": joined or None,
        "left": left or None,
    }
    after = based_on.merge_fields(N_("Partner"), _LABELS, opened, now, mine)
    if after["role"] != now["role"]:
        require_role(writer, after["role"])
    row = _said_of_partner(writer, now["partnership_id"], partner_id, **after)
    writer.execute(partner.update().where(partner.c.id == partner_id).values(**row))


def _said_of_partner(
    writer: Writer,
    partnership_id: str,
    own_id: str | None,
    organisation: str,
    role: str | None,
    joined: str | None,
    left: str | None,
) -> dict:
    organisation = required_line(organisation, N_("Organisation"), 200)
    joined, left = checked_day(N_("Joined"), joined), checked_day(N_("Left"), left)
    if joined and left and left < joined:
        raise UserError(N_("Partner"), N_("the end date lies before the start date."), N_("Mend one of them."))
    for row in [] if left else partners(writer.connection, partnership_id):
        same = row["organisation"].casefold() == organisation.casefold()
        if same and not row["left"] and row["id"] != own_id:
            raise UserError(
                N_("Organisation"),
                N_("“{name}” is a partner here already."),
                N_("Change that partner; where it left and came back, say first when it left."),
                name=row["organisation"],
            )
    return {"organisation": organisation, "role": role or None, "joined": joined or None, "left": left or None}
