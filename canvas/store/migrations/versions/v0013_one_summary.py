"""One summary of a moment: that above its state of affairs, where its settings had a second one."""

import sqlalchemy as sa
from alembic import op

from canvas.store.database.ids import new_id

revision = "0013"
down_revision = "0008"


def upgrade() -> None:
    """Move the summary in the settings of each moment above its state of affairs, below what stands there already."""
    connection = op.get_bind()
    author = connection.execute(sa.text('SELECT id FROM "user" ORDER BY created_at, id LIMIT 1')).scalar()
    written = connection.execute(
        sa.text("SELECT partnership_id, wave_id, summary, changed_at FROM partnership_wave WHERE summary <> ''")
    ).all()
    for partnership, wave, text, changed_at in written if author else ():
        _put(connection, {"partnership": partnership, "wave": wave}, text, {"author": author, "at": changed_at})
    op.drop_column("partnership_wave", "summary")


def _put(connection: sa.Connection, of_moment: dict, text: str, made: dict) -> None:
    stands = connection.execute(
        sa.text("SELECT id, text, revision FROM state_summary WHERE partnership_id = :partnership AND wave_id = :wave"),
        of_moment,
    ).first()
    if stands is None:
        row = {"id": new_id(), "text": text, "number": 1}
        connection.execute(
            sa.text(
                "INSERT INTO state_summary (id, partnership_id, wave_id, text, created_at, changed_at, revision) "
                "VALUES (:id, :partnership, :wave, :text, :at, :at, 1)"
            ),
            of_moment | row | made,
        )
    else:
        row = {"id": stands[0], "text": f"{stands[1]}\n\n{text}".strip(), "number": stands[2] + 1}
        connection.execute(
            sa.text("UPDATE state_summary SET text = :text, revision = :number, changed_at = :at WHERE id = :id"),
            row | made,
        )
    connection.execute(
        sa.text(
            "INSERT INTO state_summary_revision (id, state_summary_id, number, text, user_id, made_at) "
            "VALUES (:version, :id, :number, :text, :author, :at)"
        ),
        row | made | {"version": new_id()},
    )
