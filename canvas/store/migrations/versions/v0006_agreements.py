"""Agreements, what partners give and get, lessons, and what is written or left out above a state of affairs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

LESSON_FIELDS = ("situation", "action", "result", "applies_to", "question", "block", "factor", "phase", "region")
USER = {"user_id": "user"}


def upgrade() -> None:
    """Add the tables; no row of an older study changes."""
    _agreements()
    _contributions()
    _lessons()
    _written()


def _agreements() -> None:
    def words() -> list[sa.Column]:
        return [_text("text"), _text("partner_id", True), _text("due", True), _text("state"), _text("reason")]

    _table(
        "agreement",
        [
            *_texts("id", "partnership_id", "wave_id"),
            *words(),
            _text("point_id", True),
            _text("note_id", True),
            *_texts("difference_rule", "difference_about"),
            _text("carried_from", True),
            _number("position"),
            _flag("retired"),
            *_texts("created_at", "created_by", "state_at", "state_by"),
            _number("revision"),
        ],
        {
            "partnership_id": "partnership",
            "wave_id": "wave",
            "partner_id": "partner",
            "point_id": "point",
            "note_id": "note",
            "carried_from": "agreement",
            "created_by": "user",
            "state_by": "user",
        },
        unique=[["carried_from"]],
    )
    _index("agreement", "partnership_id", "wave_id")
    op.create_index("ix_agreement_due", "agreement", ["state", "due"])
    _versions("agreement", [_text("how"), *words(), _flag("retired")], {"partner_id": "partner"})


def _contributions() -> None:
    def words() -> list[sa.Column]:
        return [
            *_texts("partner_id", "direction", "kind"),
            _text("amount", True),
            _flag("per_year"),
            _text("text"),
            _text("note_id", True),
            _text("respondent_id", True),
            _flag("retired"),
        ]

    links = {"partner_id": "partner", "note_id": "note", "respondent_id": "respondent"}
    made = [*_texts("created_at", "created_by", "changed_at"), _number("revision")]
    at = {"partnership_id": "partnership", "created_by": "user"}
    _table("contribution", [_text("id"), _text("partnership_id"), *words(), *made], links | at)
    _index("contribution", "partnership_id")
    _index("contribution", "partner_id")
    _versions("contribution", [_text("how"), *words()], links)


def _lessons() -> None:
    def words() -> list[sa.Column]:
        return [
            sa.Column(name, sa.Integer(), nullable=True) if name == "factor" else _text(name) for name in LESSON_FIELDS
        ]

    made = [_flag("retired"), *_texts("created_at", "created_by", "changed_at"), _number("revision")]
    at = [_text("partnership_id", True), _text("wave_id", True)]
    links = {"partnership_id": "partnership", "wave_id": "wave", "created_by": "user"}
    _table(
        "lesson",
        [_text("id"), *words(), *at, *made, _text("guid", True), _text("source")],
        links,
        unique=[["guid"]],
    )
    _index("lesson", "partnership_id")
    _versions("lesson", [_text("how"), *words(), _text("evidence"), _flag("retired")], {})
    _table(
        "lesson_evidence",
        [
            *_texts("id", "lesson_id"),
            _text("note_id", True),
            _text("point_id", True),
            *_texts("linked_at", "linked_by"),
        ],
        {"lesson_id": "lesson", "note_id": "note", "point_id": "point", "linked_by": "user"},
        unique=[["lesson_id", "note_id"], ["lesson_id", "point_id"]],
    )
    made = [_flag("retired"), *_texts("created_at", "created_by", "changed_at"), _number("revision")]
    _table(
        "lesson_use",
        [*_texts("id", "lesson_id", "partnership_id", "text"), *made],
        {"lesson_id": "lesson", "partnership_id": "partnership", "created_by": "user"},
        unique=[["lesson_id", "partnership_id"]],
    )
    _index("lesson_use", "partnership_id")
    _versions("lesson_use", [_text("how"), _text("text"), _flag("retired")], {})


def _written() -> None:
    at = {"partnership_id": "partnership", "wave_id": "wave"}
    _table(
        "state_summary",
        [*_texts("id", "partnership_id", "wave_id", "text", "created_at", "changed_at"), _number("revision")],
        at,
        unique=[["partnership_id", "wave_id"]],
    )
    _versions("state_summary", [_text("text")], {})
    _table(
        "finding_choice",
        [
            *_texts("partnership_id", "wave_id", "key"),
            sa.Column("position", sa.Integer(), nullable=True),
            _flag("left_out"),
            *_texts("chosen_by", "chosen_at"),
        ],
        at | {"chosen_by": "user"},
        key=("partnership_id", "wave_id", "key"),
    )


def _text(name: str, empty: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=empty)


def _texts(*names: str) -> list[sa.Column]:
    return [_text(name) for name in names]


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default="0")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _table(
    name: str,
    columns: list[sa.Column],
    links: dict[str, str],
    unique: Any = (),
    key: tuple[str, ...] = ("id",),
) -> None:
    op.create_table(
        name,
        *columns,
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")),
        *(sa.UniqueConstraint(*rule, name=op.f(f"uq_{name}_{'_'.join(rule)}")) for rule in unique),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, target in links.items()
        ),
    )


def _versions(of: str, columns: list[sa.Column], links: dict[str, str]) -> None:
    row_id = f"{of}_id"
    _table(
        f"{of}_revision",
        [_text("id"), _text(row_id), _number("number"), *columns, _text("user_id"), _text("made_at")],
        {row_id: of} | links | USER,
        unique=[[row_id, "number"]],
    )
