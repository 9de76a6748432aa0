"""Respondents: a code, a role and a partner, never a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa

from canvas.errors import N_, FaultyFileError, UserError
from canvas.store import based_on
from canvas.store.database.ids import new_id, now
from canvas.store.database.rows import batches, get_row, rows, typed_rows
from canvas.store.database.schema import interview_respondent, partner, respondent
from canvas.store.database.text import clean_line
from canvas.store.partnerships import get as partnership
from canvas.store.partnerships import lock
from canvas.store.row_types import ListedRespondent, RespondentRow
from canvas.store.study import Writer
from canvas.store.study_settings import require_role, required_line

# At most four groups of six signs; `_checked` asks for a figure in it too. Enough for NT-B1, too little for a name.
CODE = re.compile(r"[A-Z0-9]{1,6}(-[A-Z0-9]{1,6}){0,3}")


def of_partnership(connection: sa.Connection, partnership_id: str) -> list[ListedRespondent]:
    """Return the respondents of a partnership by code, each with its partner's organisation."""
    query = (
        sa.select(respondent, partner.c.organisation)
        .outerjoin(partner, respondent.c.partner_id == partner.c.id)
        .where(respondent.c.partnership_id == partnership_id)
        .order_by(respondent.c.code)
    )
    return typed_rows(connection, query, ListedRespondent)


def every(connection: sa.Connection, partnership_ids: Sequence[str] = (), most: int = 2000) -> list[RespondentRow]:
    """Return respondents by code, of these partnerships or of all; at most so many."""
    query = sa.select(respondent).order_by(respondent.c.code).limit(most)
    if partnership_ids:
        query = query.where(respondent.c.partnership_id.in_(partnership_ids))
    return typed_rows(connection, query, RespondentRow)


def departed(connection: sa.Connection, codes: Iterable[str], until: str = "") -> dict[str, dict]:
    """Return those of these respondents whose partner has left by a date (today), by code: organisation and left."""
    by_code: dict[str, dict] = {}
    for some in batches(sorted(set(codes))):
        query = (
            sa.select(respondent.c.code, partner.c.organisation, partner.c.left)
            .join_from(respondent, partner, respondent.c.partner_id == partner.c.id)
            .where(respondent.c.code.in_(some), partner.c.left != "", partner.c.left <= (until or now()[:10]))
        )
        by_code |= {row.pop("code"): row for row in rows(connection, query)}
    return by_code


def propose_code(connection: sa.Connection, partnership_id: str, letter: str) -> str:
    """Return the next free code of a role in a partnership, from the role's Dutch letter: NT-B3 after NT-B2."""
    start = f"{partnership(connection, partnership_id)['code']}-{letter}"
    taken = {row["code"] for row in of_partnership(connection, partnership_id)}
    return next(f"{start}{number}" for number in range(1, 100_000) if f"{start}{number}" not in taken)


def add(writer: Writer, partnership_id: str, code: str, role: str, partner_id: str | None = None) -> str:
    """Add a respondent and return its id."""
    require_role(writer, role)
    row: dict = {
        "id": new_id(),
        "partnership_id": partnership_id,
        "code": _checked(writer, code, None),
        "role": role,
        "partner_id": partner_id or None,
        "created_at": writer.at,
    }
    writer.execute(respondent.insert(), [row])
    return row["id"]


@dataclass(frozen=True)
class NewRespondent:
    """A respondent to be added: the line of the list it stands on, its role, partner and code; '' for the next one."""

    line: int
    role: str
    partner_id: str | None = None
    code: str = ""


def add_all(writer: Writer, partnership_id: str, new: Sequence[NewRespondent], letters: Mapping[str, str]) -> list[str]:
    """Add respondents, all or none, and return their codes; `letters` are those of the roles, for codes to be made.

    Raises FaultyFileError with each code that is wrong, by its line.
    """
    start = f"{lock(writer, partnership_id)['code']}-"
    codes, faults = _checked_all(writer, new)
    if faults:
        raise FaultyFileError(N_("List of respondents"), faults)
    taken = {row["code"] for row in of_partnership(writer.connection, partnership_id)} | set(codes.values())
    for person in new:
        if person.line not in codes:
            proposed = (f"{start}{letters[person.role]}{number}" for number in range(1, 100_000))
            codes[person.line] = next(code for code in proposed if code not in taken)
            taken.add(codes[person.line])
        add(writer, partnership_id, codes[person.line], person.role, person.partner_id)
    return [codes[person.line] for person in new]


def _checked_all(writer: Writer, new: Sequence[NewRespondent]) -> tuple[dict[int, str], list[tuple[int, str, dict]]]:
    """Return the codes that were written, by line, and what is wrong with them."""
    codes: dict[int, str] = {}
    faults: list[tuple[int, str, dict]] = []
    for person in new:
        if not person.code:
            continue
        try:
            code = _checked(writer, person.code, None)
        except UserError as error:
            faults.append((person.line, error.fault, error.values))
            continue
        if code in codes.values():
            faults.append((person.line, N_("“{name}” stands in it twice."), {"name": code}))
        codes[person.line] = code
    return codes, faults


def change(
    writer: Writer, respondent_id: str, code: str, role: str, partner_id: str | None, opened: Mapping | None = None
) -> None:
    """Change a respondent; the role stays once there is an interview, since its notes carry it.

    `opened` is the respondent as the form was opened (`based_on.merge_fields`). Raises ChangedMeanwhileError.
    """
    now = get_row(writer.connection, respondent, respondent_id, N_("Respondent"), for_update=True)
    mine = {"code": clean_line(code).upper(), "role": role, "partner_id": partner_id or None}
    after = based_on.merge_fields(N_("Respondent"), _LABELS, opened, now, mine, words=partial(_in_words, writer))
    spoken = interview_respondent.c.respondent_id == respondent_id
    if after["role"] != now["role"] and writer.execute(sa.select(interview_respondent).where(spoken)).first():
        raise UserError(
            N_("Role"),
            N_("{code} has been interviewed in this role already."),
            N_("Make a second respondent for the other role."),
            code=now["code"],
        )
    if after["role"] != now["role"]:
        require_role(writer, after["role"])
    after["code"] = _checked(writer, after["code"], respondent_id)
    writer.execute(respondent.update().where(respondent.c.id == respondent_id).values(**after))


_LABELS = {"code": N_("Code"), "role": N_("Role"), "partner_id": N_("Partner")}


def _in_words(writer: Writer, field: str, value: object) -> str:
    if field != "partner_id" or not value:
        return ""
    return writer.execute(sa.select(partner.c.organisation).where(partner.c.id == value)).scalar() or ""


def _checked(writer: Writer, code: str, own_id: str | None) -> str:
    code = required_line(code, N_("Code")).upper()
    if not CODE.fullmatch(code) or not any(sign.isdigit() for sign in code):
        raise UserError(
            N_("Code"),
            N_("“{code}” does not look like a code."),
            N_("Use capitals, figures and hyphens, such as NT-B1; never a name."),
            code=code[:60],
        )
    taken = sa.select(respondent.c.id).where(respondent.c.code == code, respondent.c.id != (own_id or ""))
    if writer.execute(taken).first():
        raise UserError(N_("Code"), N_("“{name}” exists already."), N_("Choose another code."), name=code)
    return code
