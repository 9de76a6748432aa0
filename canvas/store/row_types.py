"""What the rows that travel furthest hold: their columns, by name and type, for the type checker and the reader."""

from __future__ import annotations

from typing import TypedDict


class MomentRow(TypedDict):
    """Describe a partnership at a wave, as `moments.moments` gives it, with what it is shown by."""

    partnership_id: str
    wave_id: str
    phase: str
    from_date: str | None
    to_date: str | None
    legal_form: str
    agenda: str
    changed_at: str
    code: str
    name: str
    fictional: bool
    label: str
    position: int


# `asked` is the name of a column, and no name of ours
_AskedCount = TypedDict("_AskedCount", {"asked": int})  # noqa: UP013 (a class would have a field called so)


class CellRow(_AskedCount):
    """Describe what was asked and said in one partnership x wave x role x block."""

    partnership_id: str
    wave_id: str
    role: str
    block: str
    answered: int
    no_opinion: int
    skipped: int
    respondents: int
    notes: int
    rated_1: int
    rated_2: int
    rated_3: int
    rated_4: int
    rated_5: int
    dont_know: int


class NoteRow(TypedDict):
    """Describe a note with the columns of its table."""

    id: str
    partnership_id: str | None
    wave_id: str | None
    role: str | None
    block: str
    text: str
    kind: str
    origin: str
    answer_id: str | None
    passage_id: str | None
    position: int
    retired: bool
    revision: int
    created_at: str
    changed_at: str
    erased_at: str | None


class PointRow(TypedDict):
    """Describe a point with the columns of its table."""

    id: str
    partnership_id: str | None
    wave_id: str | None
    question: str
    text: str
    state: str
    retired: bool
    position: int
    created_at: str
    created_by: str
    state_at: str
    state_by: str
    state_reason: str
    revision: int


class AnswerNote(NoteRow):
    """Describe a note of an answer, as `notes.of_answer` gives it: with who made its newest version, and when."""

    made_at: str | None
    made_by: str | None


class SourcedNote(NoteRow):
    """Describe a note with all that leads back to the words spoken, as `notes.with_sources` gives it."""

    partnership: str | None
    code: str | None
    wave: str | None
    question: str | None
    answer_text: str | None
    answer_rating: int | None
    answered_at: str | None
    interview_id: str | None
    guide_id: str | None
    language: str | None
    interview_role: str | None
    started_at: str | None
    document_id: str | None
    document: str | None
    document_kind: str | None
    source: str | None
    dated: str | None
    section: str | None
    start: int | None
    end: int | None
    turn: int | None
    speaks: str | None
    codes: list[str]


class EditedNote(SourcedNote):
    """Describe a note with the ids of the themes it carries, as a form on it was opened."""

    themes: list[str]


class TablePoint(PointRow):
    """Describe a point with its perspectives, its notes (note id → stance) and who signed it, by name.

    `held_back` are the stances of notes that this reading holds back: that there are such notes, not their words.
    """

    state_by_name: str
    perspectives: list[str]
    notes: dict[str, str]
    held_back: list[str]


class PlacedPoint(TablePoint):
    """Describe a point in a row of the table, with how far it is shared (`analysis.perspectives.reach`)."""

    reach: str


class PartnershipRow(TypedDict):
    """Describe a partnership with the columns of its table."""

    id: str
    code: str
    name: str
    region: str
    since: int | None
    summary: str
    fictional: bool
    created_at: str
    changed_at: str


class PartnerRow(TypedDict):
    """Describe an organisation in a partnership with the columns of its table."""

    id: str
    partnership_id: str
    organisation: str
    role: str | None
    joined: str | None
    left: str | None


class RespondentRow(TypedDict):
    """Describe a respondent with the columns of its table."""

    id: str
    partnership_id: str
    code: str
    role: str
    partner_id: str | None
    created_at: str


class ListedRespondent(RespondentRow):
    """Describe a respondent with its partner's name, as `respondents.of_partnership` gives it."""

    organisation: str | None


class WaveRow(TypedDict):
    """Describe a wave with the columns of its table."""

    id: str
    label: str
    position: int


class InterviewRow(TypedDict):
    """Describe an interview with the columns of its table."""

    id: str
    partnership_id: str
    wave_id: str
    role: str
    guide_id: str
    language: str
    mode: str
    planned_on: str | None
    started_at: str | None
    completed_at: str | None
    interviewer_id: str
    created_at: str


class ListedInterview(InterviewRow, _AskedCount):
    """Describe an interview with its place, guide, interviewer (by name) and respondents, as `interviews` gives it."""

    name: str
    code: str
    label: str
    position: int
    guide_key: str
    guide_version: int
    guide_hash: str
    interviewer: str
    done: int
    codes: list[str]


class AttributeRow(TypedDict):
    """Describe an attribute with the columns of its table, as `attributes.every` gives it: its choices as a list."""

    id: str
    scope: str
    name: str
    kind: str
    choices: list[str]
    position: int
    retired: bool
    created_at: str
    changed_at: str


class ThemeRow(TypedDict):
    """Describe a theme with the columns of its table."""

    id: str
    parent_id: str | None
    name: str
    definition: str
    use_when: str
    use_not: str
    example: str
    colour: str
    position: int
    retired: bool
    merged_into: str | None
    revision: int
    created_at: str
    changed_at: str
    guid: str | None


class DocumentRow(TypedDict):
    """Describe a document without its text, with what was done as it was taken in (`intake`)."""

    id: str
    partnership_id: str | None
    wave_id: str | None
    title: str
    kind: str
    source: str
    dated: str | None
    language: str
    added_at: str
    interview_id: str | None
    hash: str | None
    intake: dict
    added_by: str | None


class ReadDocument(DocumentRow):
    """Describe a document with its text, as `documents.get` gives it."""

    text: str


class ListedDocument(DocumentRow):
    """Describe a document with what is there of it, as `documents.of_moment` gives it."""

    characters: int
    passages: int
    turns: int
    added_by_name: str | None
    role: str | None
    started_at: str | None


class TreeTheme(ThemeRow):
    """Describe a theme in the tree, as `themes.tree` gives it: `depth` is 0 for a theme under no other."""

    depth: int


class CountedTheme(TreeTheme):
    """Describe a theme in the tree with the number of standing notes that carry it, as `themes.every` gives it."""

    notes: int


class FactorCellRow(_AskedCount):
    """Describe how a factor was rated in one partnership x wave x role."""

    partnership_id: str
    wave_id: str
    role: str
    factor: int
    rated_1: int
    rated_2: int
    rated_3: int
    rated_4: int
    rated_5: int
    dont_know: int


class AgreementRow(TypedDict):
    """Describe an agreement with the columns of its table."""

    id: str
    partnership_id: str
    wave_id: str
    text: str
    partner_id: str | None
    due: str | None
    state: str
    reason: str
    point_id: str | None
    note_id: str | None
    difference_rule: str
    difference_about: str
    carried_from: str | None
    position: int
    retired: bool
    created_at: str
    created_by: str
    state_at: str
    state_by: str
    revision: int


class ListedAgreement(AgreementRow):
    """Describe an agreement with its words of partner, moment, people and source, as `agreements` gives it."""

    organisation: str | None
    label: str
    wave_position: int
    made_by: str
    state_by_name: str
    note: str | None
    point: str | None
    carried_to: str | None


class AcrossAgreement(TypedDict):
    """Describe an agreement in the list over the whole study, as `agreements_across.across` gives it."""

    id: str
    partnership_id: str
    wave_id: str
    text: str
    due: str | None
    state: str
    reason: str
    state_at: str
    name: str
    code: str
    label: str
    position: int
    organisation: str | None


class ContributionRow(TypedDict):
    """Describe what a partner gives or gets with the columns of its table."""

    id: str
    partnership_id: str
    partner_id: str
    direction: str
    other_partner_id: str | None
    kind: str
    amount: str | None
    per_year: bool
    text: str
    note_id: str | None
    respondent_id: str | None
    retired: bool
    created_at: str
    created_by: str
    changed_at: str
    revision: int


class ListedContribution(ContributionRow):
    """Describe what a partner gives or gets with the words of partner, note and who said it."""

    organisation: str
    role: str | None
    other_organisation: str | None
    note: str | None
    code: str | None
    spoken_role: str | None
    speaks_for: str | None


class LessonRow(TypedDict):
    """Describe a lesson with the columns of its table."""

    id: str
    situation: str
    action: str
    result: str
    applies_to: str
    question: str
    block: str
    factor: int | None
    phase: str
    region: str
    partnership_id: str | None
    wave_id: str | None
    retired: bool
    created_at: str
    created_by: str
    changed_at: str
    revision: int
    guid: str | None
    source: str
    came_with: str


class ListedLesson(LessonRow):
    """Describe a lesson with where it comes from, its evidence (ids) and its uses, as `lessons.every` gives it."""

    partnership: str | None
    label: str | None
    made_by: str
    notes: list[str]
    points: list[str]
    uses: list[dict]
