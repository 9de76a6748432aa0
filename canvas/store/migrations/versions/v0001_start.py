"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "guide",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide")),
        sa.UniqueConstraint("hash", name=op.f("uq_guide_hash")),
    )
    op.create_table(
        "partnership",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("fictional", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnership")),
        sa.UniqueConstraint("code", name=op.f("uq_partnership_code")),
        sa.UniqueConstraint("name", name=op.f("uq_partnership_name")),
    )
    op.create_table(
        "study",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("method_version", sa.Integer(), nullable=False),
        sa.Column("own_roles", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("name", name=op.f("uq_user_name")),
    )
    op.create_table(
        "wave",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave")),
        sa.UniqueConstraint("label", name=op.f("uq_wave_label")),
    )
    op.create_table(
        "cell",
        sa.Column("partnership_id", sa.Text(), nullable=False),
        sa.Column("wave_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("asked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answered", sa.Integer(), server_default="0", nullable=False),
        sa.Column("no_opinion", sa.Integer(), server_default="0", nullable=False),
        sa.Column("skipped", sa.Integer(), server_default="0", nullable=False),
        sa.Column("respondents", sa.Integer(), server_default="0", nullable=False),
        sa.Column("notes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rated_1", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rated_2", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rated_3", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rated_4", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rated_5", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dont_know", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"], name=op.f("fk_cell_partnership_id")),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_cell_wave_id")),
        sa.PrimaryKeyConstraint("partnership_id", "wave_id", "role", "block", name=op.f("pk_cell")),
    )
    op.create_index(op.f("ix_cell_wave_id_block"), "cell", ["wave_id", "block"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Text(), nullable=True),
        sa.Column("wave_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"], name=op.f("fk_document_partnership_id")),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_document_wave_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_partnership_id_wave_id"), "document", ["partnership_id", "wave_id"], unique=False)
    op.create_table(
        "interview",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Text(), nullable=False),
        sa.Column("wave_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("guide_id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Text(), nullable=True),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("completed_at", sa.Text(), nullable=True),
        sa.Column("interviewer_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["guide_id"], ["guide.id"], name=op.f("fk_interview_guide_id")),
        sa.ForeignKeyConstraint(["interviewer_id"], ["user.id"], name=op.f("fk_interview_interviewer_id")),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"], name=op.f("fk_interview_partnership_id")),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_interview_wave_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
    )
    op.create_index(
        op.f("ix_interview_partnership_id_wave_id_role"),
        "interview",
        ["partnership_id", "wave_id", "role"],
        unique=False,
    )
    op.create_table(
        "partner",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("joined", sa.Text(), nullable=True),
        sa.Column("left", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"], name=op.f("fk_partner_partnership_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    op.create_index(op.f("ix_partner_partnership_id"), "partner", ["partnership_id"], unique=False)
    op.create_table(
        "partnership_wave",
        sa.Column("partnership_id", sa.Text(), nullable=False),
        sa.Column("wave_id", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("from_date", sa.Text(), nullable=True),
        sa.Column("to_date", sa.Text(), nullable=True),
        sa.Column("legal_form", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnership.id"], name=op.f("fk_partnership_wave_partnership_id")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_partnership_wave_wave_id")),
        sa.PrimaryKeyConstraint("partnership_id", "wave_id", name=op.f("pk_partnership_wave")),
    )
    op.create_table(
        "point",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Text(), nullable=True),
        sa.Column("wave_id", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("state_at", sa.Text(), nullable=False),
        sa.Column("state_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_point_created_by")),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"], name=op.f("fk_point_partnership_id")),
        sa.ForeignKeyConstraint(["state_by"], ["user.id"], name=op.f("fk_point_state_by")),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_point_wave_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point")),
    )
    op.create_index(
        op.f("ix_point_partnership_id_wave_id_question"),
        "point",
        ["partnership_id", "wave_id", "question"],
        unique=False,
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("interview_id", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("dont_know", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["interview_id"], ["interview.id"], name=op.f("fk_answer_interview_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("interview_id", "question", name=op.f("uq_answer_interview_id_question")),
    )
    op.create_index(op.f("ix_answer_interview_id_block"), "answer", ["interview_id", "block"], unique=False)
    op.create_table(
        "passage",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_passage_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    op.create_index(op.f("ix_passage_document_id"), "passage", ["document_id"], unique=False)
    op.create_table(
        "point_perspective",
        sa.Column("point_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_point_perspective_point_id")),
        sa.PrimaryKeyConstraint("point_id", "role", name=op.f("pk_point_perspective")),
    )
    op.create_table(
        "respondent",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_respondent_partner_id")),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"], name=op.f("fk_respondent_partnership_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_respondent")),
        sa.UniqueConstraint("code", name=op.f("uq_respondent_code")),
    )
    op.create_index(op.f("ix_respondent_partnership_id"), "respondent", ["partnership_id"], unique=False)
    op.create_table(
        "answer_revision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("answer_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("dont_know", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_answer_revision_answer_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_answer_revision_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_revision")),
        sa.UniqueConstraint("answer_id", "number", name=op.f("uq_answer_revision_answer_id_number")),
    )
    op.create_table(
        "interview_respondent",
        sa.Column("interview_id", sa.Text(), nullable=False),
        sa.Column("respondent_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["interview_id"], ["interview.id"], name=op.f("fk_interview_respondent_interview_id")),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name=op.f("fk_interview_respondent_respondent_id")
        ),
        sa.PrimaryKeyConstraint("interview_id", "respondent_id", name=op.f("pk_interview_respondent")),
    )
    op.create_index(
        op.f("ix_interview_respondent_respondent_id"), "interview_respondent", ["respondent_id"], unique=False
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("partnership_id", sa.Text(), nullable=True),
        sa.Column("wave_id", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("answer_id", sa.Text(), nullable=True),
        sa.Column("passage_id", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_note_answer_id")),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.id"], name=op.f("fk_note_partnership_id")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_note_passage_id")),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_note_wave_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_answer_id"), "note", ["answer_id"], unique=False)
    op.create_index(
        op.f("ix_note_partnership_id_wave_id_role_block"),
        "note",
        ["partnership_id", "wave_id", "role", "block"],
        unique=False,
    )
    op.create_index(op.f("ix_note_passage_id"), "note", ["passage_id"], unique=False)
    op.create_index(op.f("ix_note_wave_id_block"), "note", ["wave_id", "block"], unique=False)
    op.create_table(
        "note_revision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("note_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_note_revision_note_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_note_revision_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_revision")),
        sa.UniqueConstraint("note_id", "number", name=op.f("uq_note_revision_note_id_number")),
    )
    op.create_table(
        "point_note",
        sa.Column("point_id", sa.Text(), nullable=False),
        sa.Column("note_id", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_point_note_note_id")),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_point_note_point_id")),
        sa.PrimaryKeyConstraint("point_id", "note_id", name=op.f("pk_point_note")),
    )
    op.create_index(op.f("ix_point_note_note_id"), "point_note", ["note_id"], unique=False)
