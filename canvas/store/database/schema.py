"""The tables of a study, the same on SQLite and PostgreSQL.

Times are UTC ISO 8601 texts, ids UUIDv7 texts, lists JSON texts: so that a row reads the same on both engines.
"""

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

HEAD = "0014"  # the migration that makes this schema; a study that says otherwise is older or newer

NO_ROLE = ""  # in `cell` only: a key cannot be null; notes without a role are counted under it

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *more: Any, empty: bool = False, **options: Any) -> Column:
    return Column(name, Text, *more, nullable=empty, **options)


def _id() -> Column:
    return _text("id", primary_key=True)


def _count(name: str) -> Column:
    return Column(name, Integer, nullable=False, server_default="0")


def _flag(name: str) -> Column:
    return Column(name, Boolean, nullable=False, server_default="0")


def _to(name: str, target: str, empty: bool = False) -> Column:
    return _text(name, ForeignKey(target), empty=empty)


def _version_table(of: str, *columns: Column) -> Table:
    """Make the table of the versions of another table's rows, numbered from 1 for each row."""
    row_id = f"{of}_id"
    return Table(
        f"{of}_revision",
        metadata,
        _id(),
        _to(row_id, f"{of}.id"),
        Column("number", Integer, nullable=False),
        *columns,
        UniqueConstraint(row_id, "number"),
    )


study = Table(
    "study",
    metadata,
    _id(),
    _text("title"),
    _text("about"),
    _text("language"),
    Column("method_version", Integer, nullable=False),
    _text("own_roles"),
    _text("blocks"),
    _text("created_at"),
    # what a lead sees of roles and partners with fewer people than this: a rule of `canvas.access.small_numbers`
    _text("small_numbers", server_default=text("'checked_points'")),
    Column("small_below", Integer, nullable=False, server_default="3"),
)

user = Table(
    "user",
    metadata,
    _id(),
    _text("name", unique=True),
    _text("kind"),
    _text("created_at"),
)

wave = Table("wave", metadata, _id(), _text("label", unique=True), Column("position", Integer, nullable=False))

partnership = Table(
    "partnership",
    metadata,
    _id(),
    _text("code", unique=True),
    _text("name", unique=True),
    _text("region"),
    Column("since", Integer),
    _text("summary"),
    _flag("fictional"),
    _text("created_at"),
    _text("changed_at"),
)

partnership_wave = Table(
    "partnership_wave",
    metadata,
    _text("partnership_id", ForeignKey("partnership.id"), primary_key=True),
    _text("wave_id", ForeignKey("wave.id"), primary_key=True),
    _text("phase"),
    _text("from_date", empty=True),
    _text("to_date", empty=True),
    _text("legal_form"),
    _text("agenda"),
    _text("changed_at"),
)

partner = Table(
    "partner",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id"),
    _text("organisation"),
    _text("role", empty=True),
    _text("joined", empty=True),
    _text("left", empty=True),
    Index(None, "partnership_id"),
)

respondent = Table(
    "respondent",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id"),
    _text("code", unique=True),
    _text("role"),
    _to("partner_id", "partner.id", empty=True),
    _text("created_at"),
    Index(None, "partnership_id"),
)

guide = Table(
    "guide",
    metadata,
    _id(),
    _text("key"),
    Column("version", Integer, nullable=False),
    _text("hash", unique=True),
    _text("content"),
    _text("added_at"),
)

interview = Table(
    "interview",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id"),
    _to("wave_id", "wave.id"),
    _text("role"),
    _to("guide_id", "guide.id"),
    _text("language"),
    _text("mode"),
    _text("planned_on", empty=True),
    _text("started_at", empty=True),
    _text("completed_at", empty=True),
    _to("interviewer_id", "user.id"),
    _text("created_at"),
    Index(None, "partnership_id", "wave_id", "role"),
    Index(None, "interviewer_id"),  # the own work of a researcher
)

interview_respondent = Table(
    "interview_respondent",
    metadata,
    _text("interview_id", ForeignKey("interview.id"), primary_key=True),
    _text("respondent_id", ForeignKey("respondent.id"), primary_key=True),
    Index(None, "respondent_id"),
)

answer = Table(
    "answer",
    metadata,
    _id(),
    _to("interview_id", "interview.id"),
    _text("question"),
    _text("block"),
    _text("text"),
    Column("rating", Integer),
    _flag("dont_know"),
    _text("state"),
    _text("reason"),
    _text("asked_at"),
    _text("answered_at", empty=True),
    Column("revision", Integer, nullable=False),
    Column("factor", Integer),  # the success factor that is rated in it, where it is one
    UniqueConstraint("interview_id", "question"),
    Index(None, "interview_id", "block"),
)

answer_revision = _version_table(
    "answer",
    _text("text"),
    Column("rating", Integer),
    _flag("dont_know"),
    _text("state"),
    _text("reason"),
    _to("user_id", "user.id"),
    _text("made_at"),
    # one stay at a question: saves of a burst stand in one row, which counts the characters it no longer holds
    _text("burst", server_default=text("''")),
    _text("begun_at"),
    _count("dropped"),
)

document = Table(
    "document",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id", empty=True),
    _to("wave_id", "wave.id", empty=True),
    _text("title"),
    _text("kind"),
    _text("source"),
    _text("dated", empty=True),
    _text("language"),
    _text("text"),
    _text("added_at"),
    # of a transcript: whose words they are, the file they came from, and what its reading gave (JSON)
    _to("interview_id", "interview.id", empty=True),
    _text("hash", empty=True),
    _text("intake", server_default=text("'{}'")),
    _to("added_by", "user.id", empty=True),
    Index(None, "partnership_id", "wave_id"),
    Index(None, "interview_id"),
    Index(None, "hash"),
)

speaker = Table(
    "speaker",
    metadata,
    _text("document_id", ForeignKey("document.id"), primary_key=True),
    _text("label", primary_key=True),
    _text("part"),
    _to("respondent_id", "respondent.id", empty=True),
)

turn = Table(
    "turn",
    metadata,
    _text("document_id", ForeignKey("document.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("speaker"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("from_ms", Integer),
    Column("to_ms", Integer),
    _text("question", empty=True),
)

passage = Table(
    "passage",
    metadata,
    _id(),
    _to("document_id", "document.id"),
    _text("section"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("turn", Integer),
    _to("respondent_id", "respondent.id", empty=True),  # in which turn it begins, who speaks
    Index(None, "document_id"),
    Index(None, "respondent_id"),
)

note = Table(
    "note",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id", empty=True),
    _to("wave_id", "wave.id", empty=True),
    _text("role", empty=True),
    _text("block"),
    _text("text"),
    _text("kind"),
    _text("origin"),
    _to("answer_id", "answer.id", empty=True),
    _to("passage_id", "passage.id", empty=True),
    Column("position", Integer, nullable=False),
    _flag("retired"),
    Column("revision", Integer, nullable=False),
    _text("created_at"),
    _text("changed_at"),
    _text("erased_at", empty=True),  # its words are gone for good; what rested on it must know
    # the notes of a cell are counted from the index alone: what stands there, and by whom it was said
    Index("ix_note_in_cell", "partnership_id", "wave_id", "role", "block", "retired", "answer_id", "passage_id"),
    Index(None, "answer_id"),
    Index(None, "passage_id"),
    Index(None, "wave_id", "block"),
    Index(
        "ix_note_erased",
        "id",
        sqlite_where=text("erased_at IS NOT NULL"),
        postgresql_where=text("erased_at IS NOT NULL"),
    ),
)

note_revision = _version_table(
    "note",
    _text("text"),
    _text("block"),
    _text("kind"),
    _flag("retired"),
    _to("user_id", "user.id"),
    _text("made_at"),
    Column("undoes", Integer),  # the number of the version that this one takes back
)

point = Table(
    "point",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id", empty=True),
    _to("wave_id", "wave.id", empty=True),
    _text("question"),
    _text("text"),
    _text("state"),
    _flag("retired"),
    Column("position", Integer, nullable=False),
    _text("created_at"),
    _to("created_by", "user.id"),
    _text("state_at"),
    _to("state_by", "user.id"),
    _text("state_reason", server_default=text("''")),
    Column("revision", Integer, nullable=False, server_default="1"),
    Index(None, "partnership_id", "wave_id", "question"),
)

point_revision = _version_table(
    "point",
    _text("text"),
    _text("state"),
    _text("reason"),
    _text("perspectives"),
    _flag("retired"),
    _to("user_id", "user.id"),
    _text("made_at"),
    # what was done (a name of `point_versions`, '' where an older study did not keep it), and to which of its notes
    _text("how", server_default=text("''")),
    _to("note_id", "note.id", empty=True),
)

point_perspective = Table(
    "point_perspective",
    metadata,
    _text("point_id", ForeignKey("point.id"), primary_key=True),
    _text("role", primary_key=True),
)

point_note = Table(
    "point_note",
    metadata,
    _text("point_id", ForeignKey("point.id"), primary_key=True),
    _text("note_id", ForeignKey("note.id"), primary_key=True),
    _text("stance"),
    # the version of the note that was last weighed, by whom and when: a later one flags the point
    Column("seen", Integer, nullable=False),
    _text("linked_at"),
    _to("linked_by", "user.id"),
    _flag("changed"),  # whether the note got a later version since: only of those is it asked what became of them
    Index(None, "note_id"),
)

theme = Table(
    "theme",
    metadata,
    _id(),
    _to("parent_id", "theme.id", empty=True),
    _text("name"),
    _text("definition"),
    _text("use_when"),
    _text("use_not"),
    _text("example"),
    _text("colour"),
    Column("position", Integer, nullable=False),
    _flag("retired"),
    _to("merged_into", "theme.id", empty=True),
    Column("revision", Integer, nullable=False),
    _text("created_at"),
    _text("changed_at"),
    _text("guid", empty=True),  # of a codebook it came from; without one it is made from the id
)

theme_revision = _version_table(
    "theme",
    _text("how"),
    _text("name"),
    _text("definition"),
    _text("use_when"),
    _text("use_not"),
    _text("example"),
    _text("colour"),
    _to("parent_id", "theme.id", empty=True),
    _flag("retired"),
    _to("merged_into", "theme.id", empty=True),
    _to("user_id", "user.id"),
    _text("made_at"),
)

coding = Table(
    "coding",
    metadata,
    _text("note_id", ForeignKey("note.id"), primary_key=True),
    _text("theme_id", ForeignKey("theme.id"), primary_key=True),
    _text("user_id", ForeignKey("user.id"), primary_key=True),
    _text("coded_at"),
    _text("removed_at", empty=True),
    _to("removed_by", "user.id", empty=True),
    Index("ix_coding_standing", "theme_id", "removed_at", "note_id"),  # the notes of a theme from the index alone
)

attribute = Table(
    "attribute",
    metadata,
    _id(),
    _text("scope"),
    _text("name"),
    _text("kind"),
    _text("choices"),
    Column("position", Integer, nullable=False),
    _flag("retired"),
    _text("created_at"),
    _text("changed_at"),
    UniqueConstraint("scope", "name"),
)

partnership_attribute = Table(
    "partnership_attribute",
    metadata,
    _text("partnership_id", ForeignKey("partnership.id"), primary_key=True),
    _text("attribute_id", ForeignKey("attribute.id"), primary_key=True),
    _text("value"),
    _text("changed_at"),
    Index(None, "attribute_id"),
)

respondent_attribute = Table(
    "respondent_attribute",
    metadata,
    _text("respondent_id", ForeignKey("respondent.id"), primary_key=True),
    _text("attribute_id", ForeignKey("attribute.id"), primary_key=True),
    _text("value"),
    _text("changed_at"),
    Index(None, "attribute_id"),
)

# What an evaluator wrote in a cell of the framework matrix; with `since` it is the reason for what changed since then
matrix_summary = Table(
    "matrix_summary",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id"),
    _to("wave_id", "wave.id"),
    _text("since"),  # the id of the earlier wave, or '': a key cannot be null
    _text("axis"),
    _text("key"),
    _text("text"),
    Column("revision", Integer, nullable=False),
    _text("created_at"),
    _text("changed_at"),
    UniqueConstraint("partnership_id", "wave_id", "since", "axis", "key"),
)

matrix_summary_revision = _version_table(
    "matrix_summary",
    _text("text"),
    _text("notes"),  # what it rested on then: note id → the version that was weighed (JSON)
    _to("user_id", "user.id"),
    _text("made_at"),
)

matrix_summary_note = Table(
    "matrix_summary_note",
    metadata,
    _text("matrix_summary_id", ForeignKey("matrix_summary.id"), primary_key=True),
    _text("note_id", ForeignKey("note.id"), primary_key=True),
    Column("seen", Integer, nullable=False),
    _text("linked_at"),
    _to("linked_by", "user.id"),
    Index(None, "note_id"),
)

# What partners agreed at a moment; it may rest on a point, a note, or a difference (a rule, and what that is about)
agreement = Table(
    "agreement",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id"),
    _to("wave_id", "wave.id"),
    _text("text"),
    _to("partner_id", "partner.id", empty=True),
    _text("due", empty=True),
    _text("state"),
    _text("reason"),
    _to("point_id", "point.id", empty=True),
    _to("note_id", "note.id", empty=True),
    _text("difference_rule"),
    _text("difference_about"),
    _to("carried_from", "agreement.id", empty=True),  # the agreement of an earlier moment that this one goes on from
    Column("position", Integer, nullable=False),
    _flag("retired"),
    _text("created_at"),
    _to("created_by", "user.id"),
    _text("state_at"),
    _to("state_by", "user.id"),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("carried_from"),
    Index(None, "partnership_id", "wave_id"),
    Index("ix_agreement_due", "state", "due"),  # what is due, over the whole study
)

agreement_revision = _version_table(
    "agreement",
    _text("how"),
    _text("text"),
    _to("partner_id", "partner.id", empty=True),
    _text("due", empty=True),
    _text("state"),
    _text("reason"),
    _flag("retired"),
    _to("user_id", "user.id"),
    _text("made_at"),
)

# What a partner gives or gets, the note it rests on, and who said so
contribution = Table(
    "contribution",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id"),
    _to("partner_id", "partner.id"),
    _text("direction"),
    _to("other_partner_id", "partner.id", empty=True),  # to or from whom; NULL: the partnership as a whole
    _text("kind"),
    _text("amount", empty=True),  # digits with a point, in the unit of its kind; as it was typed, so never rounded
    _flag("per_year"),
    _text("text"),
    _to("note_id", "note.id", empty=True),
    _to("respondent_id", "respondent.id", empty=True),
    _flag("retired"),
    _text("created_at"),
    _to("created_by", "user.id"),
    _text("changed_at"),
    Column("revision", Integer, nullable=False),
    Index(None, "partnership_id"),
    Index(None, "partner_id"),
)

contribution_revision = _version_table(
    "contribution",
    _text("how"),
    _to("partner_id", "partner.id"),
    _text("direction"),
    _to("other_partner_id", "partner.id", empty=True),
    _text("kind"),
    _text("amount", empty=True),
    _flag("per_year"),
    _text("text"),
    _to("note_id", "note.id", empty=True),
    _to("respondent_id", "respondent.id", empty=True),
    _flag("retired"),
    _to("user_id", "user.id"),
    _text("made_at"),
)

lesson = Table(
    "lesson",
    metadata,
    _id(),
    _text("situation"),
    _text("action"),
    _text("result"),
    _text("applies_to"),
    _text("question"),  # '' where it is about none; so are block, phase and region
    _text("block"),
    Column("factor", Integer),
    _text("phase"),
    _text("region"),
    _to("partnership_id", "partnership.id", empty=True),
    _to("wave_id", "wave.id", empty=True),
    _flag("retired"),
    _text("created_at"),
    _to("created_by", "user.id"),
    _text("changed_at"),
    Column("revision", Integer, nullable=False),
    # of a lesson from another study: its id there, and what that study is called
    _text("guid", empty=True, unique=True),
    _text("source"),
    _text("came_with", server_default=text("'{}'")),  # what its file said it rests on and is used in, to be handed on
    Index(None, "partnership_id"),
)

LESSON_FIELDS = ("situation", "action", "result", "applies_to", "question", "block", "factor", "phase", "region")

lesson_revision = _version_table(
    "lesson",
    _text("how"),
    *(Column(name, Integer) if name == "factor" else _text(name) for name in LESSON_FIELDS),
    _text("evidence"),  # the ids of its notes and points then (JSON)
    _flag("retired"),
    _to("user_id", "user.id"),
    _text("made_at"),
)

# A note or a point that a lesson rests on; the other is empty
lesson_evidence = Table(
    "lesson_evidence",
    metadata,
    _id(),
    _to("lesson_id", "lesson.id"),
    _to("note_id", "note.id", empty=True),
    _to("point_id", "point.id", empty=True),
    _text("linked_at"),
    _to("linked_by", "user.id"),
    UniqueConstraint("lesson_id", "note_id"),
    UniqueConstraint("lesson_id", "point_id"),
)

# Where else a lesson was used, and what came of it
lesson_use = Table(
    "lesson_use",
    metadata,
    _id(),
    _to("lesson_id", "lesson.id"),
    _to("partnership_id", "partnership.id"),
    _text("text"),
    _flag("retired"),
    _text("created_at"),
    _to("created_by", "user.id"),
    _text("changed_at"),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("lesson_id", "partnership_id"),
    Index(None, "partnership_id"),
)

lesson_use_revision = _version_table(
    "lesson_use",
    _text("how"),
    _text("text"),
    _flag("retired"),
    _to("user_id", "user.id"),
    _text("made_at"),
)

# What a lead or researcher wrote above the state of affairs of a moment
state_summary = Table(
    "state_summary",
    metadata,
    _id(),
    _to("partnership_id", "partnership.id"),
    _to("wave_id", "wave.id"),
    _text("text"),
    _text("created_at"),
    _text("changed_at"),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("partnership_id", "wave_id"),
)

state_summary_revision = _version_table(
    "state_summary",
    _text("text"),
    _to("user_id", "user.id"),
    _text("made_at"),
)

# A sentence of a state of affairs that was put at another place, or left out
finding_choice = Table(
    "finding_choice",
    metadata,
    _text("partnership_id", ForeignKey("partnership.id"), primary_key=True),
    _text("wave_id", ForeignKey("wave.id"), primary_key=True),
    _text("key", primary_key=True),
    Column("position", Integer),
    _flag("left_out"),
    _to("chosen_by", "user.id"),
    _text("chosen_at"),
)

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

RATED = ("rated_1", "rated_2", "rated_3", "rated_4", "rated_5", "dont_know")


def _key(name: str, target: str | None = None) -> Column:
    return _text(name, *([ForeignKey(target)] if target else []), primary_key=True)


cell = Table(
    "cell",
    metadata,
    _key("partnership_id", "partnership.id"),
    _key("wave_id", "wave.id"),
    _key("role"),
    _key("block"),
    *(_count(name) for name in COUNTS),
    # one block across all partnerships is read from the index alone: it holds all that the row does
    Index("ix_cell_across", "wave_id", "block", "role", "partnership_id", *COUNTS),
)

cell_factor = Table(
    "cell_factor",
    metadata,
    _key("partnership_id", "partnership.id"),
    _key("wave_id", "wave.id"),
    _key("role"),
    Column("factor", Integer, primary_key=True, autoincrement=False),
    _count("asked"),
    *(_count(name) for name in RATED),
    Index("ix_cell_factor_across", "wave_id", "factor", "role", "partnership_id", "asked", *RATED),
)

cell_theme = Table(
    "cell_theme",
    metadata,
    _key("partnership_id", "partnership.id"),
    _key("wave_id", "wave.id"),
    _key("role"),
    _key("theme_id", "theme.id"),
    _count("notes"),
    _count("respondents"),
    Index("ix_cell_theme_across", "wave_id", "theme_id", "role", "partnership_id", "notes", "respondents"),
)

# Cells taken together, for what goes across many partnerships. `partnerships_*` count in which of them the cell is so;
# `blocks_*` hold a bit for each block in the order of the method, so that blocks can be joined over roles.
STANDINGS = ("asked", "heard", "no_opinion", "not_answered")

rollup_block = Table(
    "rollup_block",
    metadata,
    _key("wave_id", "wave.id"),
    _key("role"),
    _key("block"),
    # the last sign of the partnership's id: a save counts a sixteenth of them anew, who reads adds up sixteen rows
    _key("part"),
    *(_count(name) for name in COUNTS),
    *(_count(f"partnerships_{name}") for name in STANDINGS),
)

rollup_factor = Table(
    "rollup_factor",
    metadata,
    _key("wave_id", "wave.id"),
    _key("role"),
    Column("factor", Integer, primary_key=True, autoincrement=False),
    _count("asked"),
    *(_count(name) for name in RATED),
    _count("partnerships"),
)

rollup_theme = Table(
    "rollup_theme",
    metadata,
    _key("wave_id", "wave.id"),
    _key("role"),
    _key("theme_id", "theme.id"),
    _count("notes"),
    _count("respondents"),
    _count("partnerships"),
)

rollup_partnership = Table(
    "rollup_partnership",
    metadata,
    _key("wave_id", "wave.id"),
    _key("partnership_id", "partnership.id"),
    _key("role"),
    *(_count(name) for name in COUNTS),
    *(_count(f"blocks_{name}") for name in STANDINGS),
)

# One moment as a whole, to rank by: `gap` is the largest distance between the middle ratings of two roles with three
# voices or more, in half points, of the `compared` blocks; `silent` how often a role was asked and said nothing on a
# block of which others spoke.
rollup_moment = Table(
    "rollup_moment",
    metadata,
    _key("wave_id", "wave.id"),
    _key("partnership_id", "partnership.id"),
    _count("notes"),
    _count("roles"),
    _count("blocks"),
    _count("gap"),
    _count("compared"),
    _count("silent"),
    _count("noted"),  # the blocks with notes, each a bit; `blocks` has those too that were answered without any
)
