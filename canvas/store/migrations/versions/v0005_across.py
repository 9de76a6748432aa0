"""Ratings of success factors apart, summaries that an evaluator writes, and what is counted across partnerships.

What is counted follows from the rest of the study: `migrate` fills those tables after the last step.
"""

import tomllib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

COUNTS = (
    "asked",
    "answered",
    "no_opinion",
    "skipped",
    "respondents",
    "notes",
    "rated_1",
    "rated_2",
    "rated_3",
    "rated_4",
    "rated_5",
    "dont_know",
)
RATED = COUNTS[6:]
STANDINGS = ("asked", "heard", "no_opinion", "not_answered")
CELL, ACROSS = ("partnership_id", "wave_id", "role"), ("wave_id", "role")


def upgrade() -> None:
    """Add ratings of factors, summaries of the matrix, and tables of counts across partnerships."""
    op.add_column("answer", sa.Column("factor", sa.Integer(), nullable=True))
    _factors()
    op.add_column("point_note", sa.Column("changed", sa.Boolean(), nullable=False, server_default="0"))
    op.execute("UPDATE point_note SET changed = (SELECT note.revision > seen FROM note WHERE note.id = note_id)")
    erased = sa.text("erased_at IS NOT NULL")
    op.create_index("ix_note_erased", "note", ["id"], sqlite_where=erased, postgresql_where=erased)
    op.drop_index(op.f("ix_note_partnership_id_wave_id_role_block"), table_name="note")
    in_cell = ["partnership_id", "wave_id", "role", "block", "retired", "answer_id", "passage_id"]
    op.create_index("ix_note_in_cell", "note", in_cell)
    op.drop_index(op.f("ix_coding_theme_id"), table_name="coding")
    op.create_index("ix_coding_standing", "coding", ["theme_id", "removed_at", "note_id"])
    op.drop_index(op.f("ix_cell_wave_id_block"), table_name="cell")
    op.create_index("ix_cell_across", "cell", ["wave_id", "block", "role", "partnership_id", *COUNTS])
    _counted("cell_factor", (*CELL, "factor"), ("asked", *RATED))
    _counted("cell_theme", (*CELL, "theme_id"), ("notes", "respondents"))
    for name, counts in (("cell_factor", ("asked", *RATED)), ("cell_theme", ("notes", "respondents"))):
        subject = name.removeprefix("cell_").replace("theme", "theme_id")
        op.create_index(f"ix_{name}_across", name, ["wave_id", subject, "role", "partnership_id", *counts])
    standing = [f"{what}_{name}" for what in ("partnerships", "blocks") for name in STANDINGS]
    _counted("rollup_block", (*ACROSS, "block", "part"), (*COUNTS, *standing[:4]))
    _counted("rollup_factor", (*ACROSS, "factor"), ("asked", *RATED, "partnerships"))
    _counted("rollup_theme", (*ACROSS, "theme_id"), ("notes", "respondents", "partnerships"))
    _counted("rollup_partnership", ("wave_id", "partnership_id", "role"), (*COUNTS, *standing[4:]))
    _counted("rollup_moment", ("wave_id", "partnership_id"), ("notes", "roles", "blocks", "gap", "compared", "silent"))
    _written()


def _factors() -> None:
    """Say of every answer which factor it rates, from the guide its interview was held with."""
    connection = op.get_bind()
    for guide_id, content in connection.execute(sa.text("SELECT id, content FROM guide")).fetchall():
        for question in tomllib.loads(content).get("question", ()):
            if "factor" in question:
                connection.execute(
                    sa.text(
                        "UPDATE answer SET factor = :factor WHERE question = :key AND interview_id IN "
                        "(SELECT id FROM interview WHERE guide_id = :guide)"
                    ),
                    {"factor": question["factor"], "key": question["key"], "guide": guide_id},
                )


def _text(name: str, empty: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=empty)


def _number(name: str, **more: Any) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False, **more)


def _links(table: str, columns: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, target in columns.items()
    ]


def _counted(table: str, key: tuple[str, ...], counts: tuple[str, ...]) -> None:
    links = {name: name.removesuffix("_id") for name in key if name.endswith("_id")}
    op.create_table(
        table,
        *(_number(name, autoincrement=False) if name == "factor" else _text(name) for name in key),
        *(_number(name, server_default="0") for name in counts),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        *_links(table, links),
    )


def _written() -> None:
    op.create_table(
        "matrix_summary",
        _text("id"),
        _text("partnership_id"),
        _text("wave_id"),
        _text("since"),
        _text("axis"),
        _text("key"),
        _text("text"),
        _number("revision"),
        _text("created_at"),
        _text("changed_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_summary")),
        sa.UniqueConstraint(
            "partnership_id",
            "wave_id",
            "since",
            "axis",
            "key",
            name=op.f("uq_matrix_summary_partnership_id_wave_id_since_axis_key"),
        ),
        *_links("matrix_summary", {"partnership_id": "partnership", "wave_id": "wave"}),
    )
    op.create_table(
        "matrix_summary_revision",
        _text("id"),
        _text("matrix_summary_id"),
        _number("number"),
        _text("text"),
        _text("notes"),
        _text("user_id"),
        _text("made_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_summary_revision")),
        sa.UniqueConstraint(
            "matrix_summary_id", "number", name=op.f("uq_matrix_summary_revision_matrix_summary_id_number")
        ),
        *_links("matrix_summary_revision", {"matrix_summary_id": "matrix_summary", "user_id": "user"}),
    )
    op.create_table(
        "matrix_summary_note",
        _text("matrix_summary_id"),
        _text("note_id"),
        _number("seen"),
        _text("linked_at"),
        _text("linked_by"),
        sa.PrimaryKeyConstraint("matrix_summary_id", "note_id", name=op.f("pk_matrix_summary_note")),
        *_links("matrix_summary_note", {"matrix_summary_id": "matrix_summary", "note_id": "note", "linked_by": "user"}),
    )
    op.create_index(op.f("ix_matrix_summary_note_note_id"), "matrix_summary_note", ["note_id"])
