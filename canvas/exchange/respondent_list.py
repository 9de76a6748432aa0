"""Reads a list of new respondents as it is pasted: a line each, in columns of a spreadsheet or with ; or , between."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from canvas.errors import N_, FaultyFileError, UserError
from canvas.method import Role
from canvas.store.database.text import clean_line
from canvas.store.respondents import NewRespondent
from canvas.store.row_types import PartnerRow

PLACE = N_("List of respondents")
MOST = 500  # lines at once
LONGEST_LINE = 2_000  # characters
_COLUMNS = ("role", "partner", "code")
_HEADS = {
    "role": {"role", "rol", "perspective", "perspectief"},
    "partner": {"partner", "organisation", "organisatie", "organization"},
    "code": {"code", "respondent"},
}


def read(text: str, roles: Mapping[str, Role], partners: Sequence[PartnerRow]) -> list[NewRespondent]:
    """Return the respondents of a list: role, partner and code a line, in the order that a line of heads may give.

    A role goes by its name in either language or its letter, a partner by its name; both columns after the role may
    be empty. Raises FaultyFileError with what is wrong on each line, and UserError for a list with nobody in it.
    """
    lines = [(number, cells) for number, cells in enumerate(_cells(text), 1) if any(cells)]
    order = _order(lines[0][1]) if lines else None
    if order:
        del lines[0]
    if not lines:
        raise UserError(PLACE, N_("there is nobody in it yet."), N_("Write one respondent a line, such as: employer."))
    if len(lines) > MOST:
        raise UserError(
            PLACE, N_("there are more than {most} lines in it."), N_("Add them in several turns."), most=MOST
        )
    role_keys, partner_ids = _role_keys(roles), _partner_ids(partners)
    new: list[NewRespondent] = []
    faults: list[tuple[int, str, dict]] = []
    for number, cells in lines:
        values = dict(zip(order or _COLUMNS, cells, strict=False))
        person, wrong = _respondent(number, values, role_keys, partner_ids)
        if any(cells[len(order or _COLUMNS) :]):
            wrong = [(N_("there is more in it than role, partner and code."), {})]
        faults += [(number, message, gaps) for message, gaps in wrong]
        new.append(person)
    if faults:
        raise FaultyFileError(PLACE, faults)
    return new


def _respondent(
    number: int, values: Mapping[str, str], role_keys: Mapping[str, str], partner_ids: Mapping[str, str]
) -> tuple[NewRespondent, list[tuple[str, dict]]]:
    """Return the respondent of a line, and what is wrong with it."""
    role, partner, code = (values.get(column, "") for column in _COLUMNS)
    role_key, partner_id = role_keys.get(role.casefold(), ""), partner_ids.get(partner.casefold())
    wrong: list[tuple[str, dict]] = []
    if not role:
        wrong.append((N_("the role is missing."), {}))
    elif not role_key:
        wrong.append((N_("“{name}” is no role of this study."), {"name": role[:60]}))
    if partner and partner_id is None:
        wrong.append((N_("“{name}” is no partner here."), {"name": partner[:60]}))
    return NewRespondent(number, role_key, partner_id, code), wrong


def _cells(text: str) -> Iterator[list[str]]:
    lines = text.splitlines()
    # what stands in most lines; one tab that slipped in somewhere makes no columns of the others
    between = max("\t;,", key=lambda sign: sum(sign in line for line in lines))
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise FaultyFileError(PLACE, [(number, N_("it is longer than {most} characters."), {"most": LONGEST_LINE})])
        yield [clean_line(cell) for row in csv.reader([line], delimiter=between) for cell in row]


def _order(cells: Sequence[str]) -> list[str] | None:
    """Return which column stands where, of a line of heads; None for a line that is a respondent."""
    columns = [next((column for column, heads in _HEADS.items() if cell.casefold() in heads), "") for cell in cells]
    return columns if "role" in columns and all(columns) else None


def _role_keys(roles: Mapping[str, Role]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for role in roles.values():
        for words in (role.letter, role.singular, role.label):
            keys |= {words[language].casefold(): role.key for language in ("nl", "en")}
    return keys


def _partner_ids(partners: Sequence[PartnerRow]) -> dict[str, str]:
    """Return ids of partners by name; of an organisation that left and came back the one that is here now."""
    gone_first = sorted(partners, key=lambda row: not row["left"])
    return {row["organisation"].casefold(): row["id"] for row in gone_first}
