"""Bursts of typing stand in one version, and a version of a note can take another back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add bursts of typing to versions of answers, and what a version of a note takes back."""
    op.add_column("answer_revision", sa.Column("burst", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("answer_revision", sa.Column("dropped", sa.Integer(), server_default="0", nullable=False))
    op.add_column("answer_revision", sa.Column("begun_at", sa.Text(), nullable=True))
    op.execute("UPDATE answer_revision SET begun_at = made_at")
    with op.batch_alter_table("answer_revision") as batch:
        batch.alter_column("begun_at", existing_type=sa.Text(), nullable=False)
    op.add_column("note_revision", sa.Column("undoes", sa.Integer(), nullable=True))
