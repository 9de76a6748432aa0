"""To whom a partner gives something, or from whom it gets it."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the other side of a contribution; what an older study has is given to, or got from, the whole."""
    for table in ("contribution", "contribution_revision"):
        # in one statement, which both engines know: no table is made anew for it
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN other_partner_id TEXT "
            f"CONSTRAINT fk_{table}_other_partner_id REFERENCES partner (id)"
        )
