"""What a partnership lead sees where few people spoke for a role or a partner."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the setting; an older study holds back from now on, as a new one does."""
    op.add_column(
        "study", sa.Column("small_numbers", sa.Text(), nullable=False, server_default=sa.text("'checked_points'"))
    )
    op.add_column("study", sa.Column("small_below", sa.Integer(), nullable=False, server_default="3"))
