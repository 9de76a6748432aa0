"""Transcripts, themes, attributes, and points that remember what they rest on and every version they had."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add transcripts, themes, attributes, and versions of points."""
    _transcripts()
    _points()
    _themes()
    _attributes()


def _text(name: str, empty: bool = False, default: str | None = None) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=empty, server_default=default if default is None else sa.text(default))


def _number(name: str, empty: bool = False, default: str | None = None) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=empty, server_default=default)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), server_default="0", nullable=False)


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, target in columns.items()
    ]


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _transcripts() -> None:
    with op.batch_alter_table("document") as batch:
        batch.add_column(_text("interview_id", empty=True))
        batch.add_column(_text("hash", empty=True))
        batch.add_column(_text("intake", default="'{}'"))
        batch.add_column(_text("added_by", empty=True))
        batch.create_foreign_key(op.f("fk_document_interview_id"), "interview", ["interview_id"], ["id"])
        batch.create_foreign_key(op.f("fk_document_added_by"), "user", ["added_by"], ["id"])
    _index("document", "interview_id")
    _index("document", "hash")
    with op.batch_alter_table("passage") as batch:
        batch.add_column(_number("turn", empty=True))
        batch.add_column(_text("respondent_id", empty=True))
        batch.create_foreign_key(op.f("fk_passage_respondent_id"), "respondent", ["respondent_id"], ["id"])
    _index("passage", "respondent_id")
    op.create_table(
        "speaker",
        _text("document_id"),
        _text("label"),
        _text("part"),
        _text("respondent_id", empty=True),
        _key("speaker", "document_id", "label"),
        *_links("speaker", document_id="document", respondent_id="respondent"),
    )
    op.create_table(
        "turn",
        _text("document_id"),
        _number("number"),
        _text("speaker"),
        _number("start"),
        _number("end"),
        _number("from_ms", empty=True),
        _number("to_ms", empty=True),
        _text("question", empty=True),
        _key("turn", "document_id", "number"),
        *_links("turn", document_id="document"),
    )
    op.add_column("note", _text("erased_at", empty=True))


def _points() -> None:
    op.add_column("point", _text("state_reason", default="''"))
    op.add_column("point", _number("revision", default="1"))
    op.create_table(
        "point_revision",
        _text("id"),
        _text("point_id"),
        _number("number"),
        _text("text"),
        _text("state"),
        _text("reason"),
        _text("perspectives"),
        _flag("retired"),
        _text("user_id"),
        _text("made_at"),
        _text("how", default="''"),
        _text("note_id", empty=True),
        _key("point_revision", "id"),
        _once("point_revision", "point_id", "number"),
        *_links("point_revision", point_id="point", user_id="user", note_id="note"),
    )
    roles_of: dict[str, list[str]] = {}
    for point_id, role in op.get_bind().execute(sa.text("SELECT point_id, role FROM point_perspective")):
        roles_of.setdefault(point_id, []).append(role)
    names = ("id", "point_id", "number", "text", "state", "reason", "perspectives", "retired", "user_id", "made_at")
    first = sa.table(
        "point_revision",
        *(sa.column(name) for name in names[:7]),
        sa.column("retired", sa.Boolean()),
        *(sa.column(name) for name in names[8:]),
    )
    point = sa.table(
        "point",
        *(sa.column(name) for name in ("id", "text", "state", "state_by", "state_at")),
        sa.column("retired", sa.Boolean()),
    )
    rows = [
        {
            "id": row.id,
            "point_id": row.id,
            "number": 1,
            "text": row.text,
            "state": row.state,
            "reason": "",
            "perspectives": json.dumps(sorted(roles_of.get(row.id, []))),
            "retired": row.retired,
            "user_id": row.state_by,
            "made_at": row.state_at,
        }
        for row in op.get_bind().execute(sa.select(point))
    ]
    if rows:
        op.get_bind().execute(first.insert(), rows)
    with op.batch_alter_table("point_note") as batch:
        batch.add_column(_number("seen", empty=True))
        batch.add_column(_text("linked_at", empty=True))
        batch.add_column(_text("linked_by", empty=True))
    # what was linked before counts as weighed as it stands now
    op.execute("UPDATE point_note SET seen = (SELECT revision FROM note WHERE note.id = point_note.note_id)")
    for column, source in (("linked_at", "created_at"), ("linked_by", "created_by")):
        op.execute(
            f"UPDATE point_note SET {column} = (SELECT {source} FROM point WHERE point.id = point_note.point_id)"
        )
    with op.batch_alter_table("point_note") as batch:
        batch.alter_column("seen", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("linked_at", existing_type=sa.Text(), nullable=False)
        batch.alter_column("linked_by", existing_type=sa.Text(), nullable=False)
        batch.create_foreign_key(op.f("fk_point_note_linked_by"), "user", ["linked_by"], ["id"])


def _themes() -> None:
    text_columns = [_text(name) for name in ("name", "definition", "use_when", "use_not", "example", "colour")]
    op.create_table(
        "theme",
        _text("id"),
        _text("parent_id", empty=True),
        *text_columns,
        _number("position"),
        _flag("retired"),
        _text("merged_into", empty=True),
        _number("revision"),
        _text("created_at"),
        _text("changed_at"),
        _text("guid", empty=True),
        _key("theme", "id"),
        *_links("theme", parent_id="theme", merged_into="theme"),
    )
    op.create_table(
        "theme_revision",
        _text("id"),
        _text("theme_id"),
        _number("number"),
        _text("how"),
        *(_text(column.name) for column in text_columns),
        _text("parent_id", empty=True),
        _flag("retired"),
        _text("merged_into", empty=True),
        _text("user_id"),
        _text("made_at"),
        _key("theme_revision", "id"),
        _once("theme_revision", "theme_id", "number"),
        *_links("theme_revision", theme_id="theme", parent_id="theme", merged_into="theme", user_id="user"),
    )
    op.create_table(
        "coding",
        _text("note_id"),
        _text("theme_id"),
        _text("user_id"),
        _text("coded_at"),
        _text("removed_at", empty=True),
        _text("removed_by", empty=True),
        _key("coding", "note_id", "theme_id", "user_id"),
        *_links("coding", note_id="note", theme_id="theme", user_id="user", removed_by="user"),
    )
    _index("coding", "theme_id")


def _attributes() -> None:
    op.create_table(
        "attribute",
        _text("id"),
        _text("scope"),
        _text("name"),
        _text("kind"),
        _text("choices"),
        _number("position"),
        _flag("retired"),
        _text("created_at"),
        _text("changed_at"),
        _key("attribute", "id"),
        _once("attribute", "scope", "name"),
    )
    for subject in ("partnership", "respondent"):
        table = f"{subject}_attribute"
        op.create_table(
            table,
            _text(f"{subject}_id"),
            _text("attribute_id"),
            _text("value"),
            _text("changed_at"),
            _key(table, f"{subject}_id", "attribute_id"),
            *_links(table, **{f"{subject}_id": subject, "attribute_id": "attribute"}),
        )
        _index(table, "attribute_id")
