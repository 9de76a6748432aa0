"""Whose interviews, which blocks have notes, and what an imported lesson came with."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add an index on who interviews, the blocks with notes of a moment, and what came with a lesson of another study.

    What is counted is counted anew after the last migration.
    """
    op.create_index("ix_interview_interviewer_id", "interview", ["interviewer_id"])
    op.add_column("rollup_moment", sa.Column("noted", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("lesson", sa.Column("came_with", sa.Text(), nullable=False, server_default=sa.text("'{}'")))
