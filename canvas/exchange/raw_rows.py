"""Notes and answers in the raw form that scripts read: keys as they are kept, ids, and times in ISO 8601."""

from __future__ import annotations

from canvas.exchange import columns, tables
from canvas.exchange.tables import Table
from canvas.store import Study, answers, interviews, moments
from canvas.store.notes import notes

COLUMNS = {
    "notes": (
        "note_id",
        "partnership",
        "wave",
        "role",
        "respondent",
        "block",
        "question",
        "kind",
        "origin",
        "text",
        "answer_id",
        "answered_at",
    ),
    "answers": ("partnership", "wave", "role", "respondent", "block", "question", "text", "state", "rating"),
}


def notes_rows(study: Study) -> list[dict]:
    """Return every note that stands, with the columns of COLUMNS["notes"]."""
    with study.reading() as connection:
        stored = notes.with_sources(connection)
    return [
        {
            "note_id": row["id"],
            "partnership": row["partnership"] or "",
            "wave": row["wave"] or "",
            "role": row["role"] or "",
            "respondent": " ".join(row["codes"]),
            "block": row["block"],
            "question": row["question"] or "",
            "kind": row["kind"],
            "origin": row["origin"],
            "text": row["text"],
            "answer_id": row["answer_id"] or "",
            "answered_at": row["answered_at"] or "",
        }
        for row in stored
    ]


def answers_rows(study: Study) -> list[dict]:
    """Return every answer that was asked for, with the columns of COLUMNS["answers"]; a rating may be "dont_know"."""
    answered = []
    with study.reading() as connection:
        for moment in moments.moments(connection):
            for talk in interviews.of_moment(connection, moment["partnership_id"], moment["wave_id"]):
                answered += [
                    {
                        "partnership": talk["name"],
                        "wave": talk["label"],
                        "role": talk["role"],
                        "respondent": " ".join(talk["codes"]),
                        "block": answer["block"],
                        "question": answer["question"],
                        "text": answer["text"],
                        "state": answer["state"],
                        "rating": "dont_know" if answer["dont_know"] else answer["rating"] or "",
                    }
                    for answer in answers.of_interview(connection, talk["id"]).values()
                ]
    return answered


ROWS = {"notes": notes_rows, "answers": answers_rows}


def whole_table(study: Study, kind: str, named: str | None) -> Table:
    """Return all notes, or answers, in the raw form, with the columns that `a,b,c` names or else all of COLUMNS.

    Raises UserError for a column that is not there.
    """
    there = COLUMNS[kind]
    keys = columns.pick_keys(named, {key: key for key in there}, there) if named is not None else there
    return tables.raw_table(ROWS[kind](study), keys)
