"""An index for searching.

It stands in no migration: it follows from the study, so `migrate` takes it away before the first step and makes it
anew after the last, as `search_index` says. This version makes sure that studies of an earlier one come by.
"""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Change nothing but the number."""
