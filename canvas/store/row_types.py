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
    summary: str
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
    """Describe a note with the columns of its table, as `notes.of_answer` gives it."""

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
