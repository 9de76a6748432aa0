"""To whom a partner gives something, or from whom it gets it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the other side of a contribution; what an older study has is given to, or got from, the whole."""
    for table in ("contribution", "contribution_revision"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("other_partner_id", sa.Text(), nullable=True))
            batch.create_foreign_key(op.f(f"fk_{table}_other_partner_id"), "partner", ["other_partner_id"], ["id"])
