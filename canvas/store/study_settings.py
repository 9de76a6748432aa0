"""The study itself: its title, language, blocks in scope and own roles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from canvas import method
from canvas.access import small_numbers
from canvas.errors import N_, NotFoundError, UserError
from canvas.store import based_on
from canvas.store.database.ids import new_id
from canvas.store.database.schema import respondent, study, user
from canvas.store.database.text import clean, clean_line, is_blank
from canvas.store.study import Writer


def describe(connection: sa.Connection) -> dict | None:
    """Return the study's row with `own_roles` (rows) and `blocks` (keys in scope) as lists; None while it is empty."""
    row = connection.execute(sa.select(study)).mappings().first()
    return dict(row) | {name: json.loads(row[name]) for name in ("own_roles", "blocks")} if row else None


def require_begun(connection: sa.Connection) -> dict:
    """Return the same row of a study that has one; raises LookupError while it is empty."""
    row = describe(connection)
    if row is None:
        raise LookupError("the study is empty")
    return row


def begin(
    writer: Writer,
    title: str,
    language: str,
    about: str = "",
    blocks: Sequence[str] = (),
    small_rule: str = small_numbers.DEFAULT_RULE,
) -> str:
    """Give an empty study its title; all 18 blocks are in scope unless `blocks` names fewer. Returns its id.

    `small_rule` is what leads see of small numbers (`put_small_numbers`).
    """
    if describe(writer.connection):
        raise UserError(N_("Study"), N_("this study has begun already."), N_("Open it as it is."))
    row: dict = {
        "id": new_id(),
        "title": required_line(title, N_("Title")),
        "about": clean(about),
        "language": language,
        "method_version": method.version(),
        "own_roles": "[]",
        "blocks": json.dumps([key for key in method.blocks() if not blocks or key in blocks]),
        "created_at": writer.at,
        "small_numbers": small_rule,
        "small_below": small_numbers.DEFAULT_PEOPLE,
    }
    writer.execute(study.insert(), [row])
    return row["id"]


def put_small_numbers(writer: Writer, rule: str, below: int, opened: Mapping | None = None) -> None:
    """Set what leads see of roles and partners with fewer people than `below`: one of `small_numbers.RULES`.

    `opened` is the study's row as the form was opened (`based_on.merge_fields`): raises ChangedMeanwhileError. Raises
    UserError for a lead, whom it would limit, and for a number that makes no group.
    """
    kind = writer.execute(sa.select(user.c.kind).where(user.c.id == writer.user_id)).scalar()
    if kind in small_numbers.LIMITED_KINDS:
        raise UserError(
            N_("Small numbers"), N_("leads do not set what leads see."), N_("Ask a researcher or an evaluator.")
        )
    if rule not in small_numbers.RULES:
        raise ValueError(rule)
    if not small_numbers.FEWEST <= below <= small_numbers.MOST:
        raise UserError(
            N_("Small numbers"),
            N_("a number from {fewest} to {most} belongs here."),
            N_("Three is usual."),
            fewest=small_numbers.FEWEST,
            most=small_numbers.MOST,
        )
    writer.execute(sa.select(study.c.id).with_for_update())
    now = require_begun(writer.connection)
    names = ("small_numbers", "small_below")
    after = based_on.merge_fields(
        N_("Small numbers"),
        {"small_numbers": N_("What leads see of few people"), "small_below": N_("Few is fewer than")},
        opened and {name: opened[name] for name in names},
        {name: now[name] for name in names},
        {"small_numbers": rule, "small_below": below},
    )
    writer.execute(study.update().values(**after))


def add_own_role(writer: Writer, label_nl: str, label_en: str, in_table: bool, letter: str = "") -> str:
    """Add a role of the study's own, such as a political party, and return its key, made from the English name.

    Without a letter it gets the first that is free.
    """
    own = lock_own_roles(writer)  # who adds one at the same time adds it to this one
    role = _checked_role(writer, own, "", label_nl, label_en, in_table, letter)
    key = re.sub(r"[^a-z0-9]+", "_", role["label_en"].casefold()).strip("_") or new_id()
    if key in method.roles(own):
        raise UserError(N_("Role"), N_("“{name}” exists already."), N_("Choose another name."), name=role["label_en"])
    write_own_roles(writer, method.with_signs([*own, {"key": key} | role]))
    return key


def change_own_role(
    writer: Writer,
    key: str,
    label_nl: str,
    label_en: str,
    in_table: bool,
    letter: str,
    opened: Mapping | None = None,
) -> None:
    """Change the names of a role of the study's own, its letter, or whether it has a row in the perspectives table.

    Codes that respondents have stay as they are: who is behind them is written down elsewhere. `opened` is the role's
    row as its form was opened. Raises NotFoundError, UserError and ChangedMeanwhileError.
    """
    own = lock_own_roles(writer)
    now = next((row for row in own if row["key"] == key), None)
    if now is None:
        raise NotFoundError(N_("Role"), key)
    mine = {
        "label_nl": clean_line(label_nl),
        "label_en": clean_line(label_en),
        "in_table": in_table,
        "letter": _capital(letter),
    }
    after = based_on.merge_fields(N_("Role"), _ROLE_LABELS, opened, now, mine)
    others = [row for row in own if row["key"] != key]
    role = _checked_role(writer, others, key, **after)
    write_own_roles(writer, [row | role if row["key"] == key else row for row in own])


_ROLE_LABELS = {
    "label_nl": N_("Name in Dutch"),
    "label_en": N_("Name in English"),
    "in_table": N_("Row in the perspectives table"),
    "letter": N_("Letter"),
}
_LETTER = re.compile(r"[A-Z]{1,2}")  # it stands in codes, which are in these letters everywhere


def _capital(letter: str) -> str:
    """Return what was typed as capitals, sign by sign: what grows by that (ß to SS) stays as it is, and is refused."""
    return "".join(sign.upper() if len(sign.upper()) == 1 else sign for sign in clean_line(letter))


def _checked_role(
    writer: Writer, others: Sequence[Mapping], key: str, label_nl: str, label_en: str, in_table: bool, letter: str
) -> dict:
    label_nl, label_en = (
        required_line(label_nl, N_("Name in Dutch"), 60),
        required_line(label_en, N_("Name in English"), 60),
    )
    roles = method.roles(others)
    for language, label in (("nl", label_nl), ("en", label_en)):
        if any(role.label[language].casefold() == label.casefold() for role in roles.values()):
            raise UserError(N_("Role"), N_("“{name}” exists already."), N_("Choose another name."), name=label)
    letter = _capital(letter) or free_letters(writer.connection)[0]
    if not _LETTER.fullmatch(letter):
        raise UserError(
            N_("Letter"),
            N_("“{letter}” is no letter."),
            N_("Use one letter from A to Z, or two: it stands in the codes of respondents."),
            letter=letter[:20],
        )
    for role in roles.values():
        if letter in (role.letter.nl, role.letter.en):
            raise UserError(
                N_("Letter"), N_("“{letter}” is the letter of another role."), N_("Choose another one."), letter=letter
            )
    if code := _codes_by_letter(writer.connection, key).get(letter):
        raise UserError(
            N_("Letter"),
            N_("“{letter}” stands in the code {code}, of another role."),
            N_("Choose another one, so that a code is of one role."),
            letter=letter,
            code=code,
        )
    return {"label_nl": label_nl, "label_en": label_en, "in_table": in_table, "letter": letter}


def free_letters(connection: sa.Connection) -> list[str]:
    """Return the letters that a further role of the study's own may have, the proposed one first.

    A letter that stands in a respondent's code is left out, also where that respondent's role has another one by now.
    """
    own = method.with_signs(require_begun(connection)["own_roles"])
    return method.free_letters({row["letter"] for row in own} | set(_codes_by_letter(connection, "")))


def _codes_by_letter(connection: sa.Connection, but_of: str) -> dict[str, str]:
    """Return per letter that stands in respondents' codes one such code; those of the role `but_of` left out."""
    codes = sa.select(respondent.c.code).where(respondent.c.role != but_of).order_by(respondent.c.code.desc())
    return {
        match[1]: code for code in connection.execute(codes).scalars() if (match := re.search(r"-([A-Z]+)\d+$", code))
    }


def lock_own_roles(writer: Writer) -> list[dict]:
    """Lock the study's own roles until the commit, and return their rows, each with its letter and colour."""
    writer.execute(sa.select(study.c.id).with_for_update())
    return method.with_signs(require_begun(writer.connection)["own_roles"])


def write_own_roles(writer: Writer, own_roles: Sequence[Mapping]) -> None:
    """Put these rows in the place of the study's own roles, which `lock_own_roles` has locked."""
    writer.execute(study.update().values(own_roles=json.dumps(list(own_roles), ensure_ascii=False)))


def require_role(writer: Writer, role: str | None) -> None:
    """Have a role stay in the study until the commit; raises UserError for one of its own that is gone by now."""
    if not role or role in method.standard_roles():
        return
    own = writer.execute(sa.select(study.c.own_roles).with_for_update(read=True)).scalar()
    if own is not None and role not in {row["key"] for row in json.loads(own)}:
        raise UserError(N_("Role"), N_("this role is not in the study any more."), N_("Choose another one."))


def required_line(text: str, place: str, longest: int = 300) -> str:
    """Return a text of one line that must be there; raises UserError, which names `place`."""
    text = clean_line(text)
    if is_blank(text):
        raise UserError(place, N_("this is still empty."), N_("Fill it in."))
    if len(text) > longest:
        raise UserError(place, N_("this is longer than {longest} characters."), N_("Make it shorter."), longest=longest)
    return text
