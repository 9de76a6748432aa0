"""The framework matrix as a workbook: the matrix itself, each summary with who wrote it, and the notes behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.exchange import workbook
from canvas.exchange.wording import Value, Wording, moment, wording_of
from canvas.speech import joined
from canvas.store import Study
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.row_types import SourcedNote

NOTES_AT_ONCE = 1000  # notes read at once


def framework_book(
    study: Study, moments: Sequence[Mapping], axis: str, names: Mapping[str, str], language: str
) -> bytes:
    """Return a workbook of the summaries of these moments (rows of `store.moments`), on one axis.

    `names` are the columns of the matrix: key → how it is called. Raises UserError where a workbook cannot hold it.
    """
    wording = wording_of(study, language)
    _ = wording.speech._
    pairs = [(row["partnership_id"], row["wave_id"]) for row in moments]
    with study.reading() as connection:
        summaries = matrix_summaries.of_moments(connection, pairs, axis)
        summaries = {cell: row for cell, row in summaries.items() if cell[2] in names}
        flags = matrix_summaries.flagged(connection, [row["id"] for row in summaries.values()])
        ids = list(dict.fromkeys(note_id for row in summaries.values() for note_id in row["notes"]))
        resting: dict[str, SourcedNote] = {}
        for start in range(0, len(ids), NOTES_AT_ONCE):
            read = notes.by_ids(connection, ids[start : start + NOTES_AT_ONCE])
            resting |= {row["id"]: row for row in read}
    across = {"block": _("Block"), "question": _("Question"), "theme": _("Theme")}[axis]
    place = [_("Partnership"), _("Code"), _("Moment")]
    matrix, written, behind = [], [], []
    for at, pair in zip(moments, pairs, strict=True):
        where = [at["name"], at["code"], at["label"]]
        if at["fictional"]:
            where[0] = joined([where[0], _("Fictional")])
        matrix.append(
            [*where, *(summaries[(*pair, key)]["text"] if (*pair, key) in summaries else "" for key in names)]
        )
        for key, name in names.items():
            summary = summaries.get((*pair, key))
            if summary is None:
                continue
            again = {flag["note_id"] for flag in flags.get(summary["id"], ())}
            look = _("yes") if again else ""
            who = [summary["by"], moment(summary["changed_at"]), len(summary["notes"]), look]
            written.append([*where, name, summary["text"], *who])
            rests = [resting[note_id] for note_id in summary["notes"]]
            behind += [[*where, name, *_note(row, row["id"] in again, wording)] for row in rests]
    summary, text = _("Summary"), _("Note")
    heads = [*place, across, summary, _("Written by"), _("Written on"), _("Notes"), _("Needs another look")]
    of_note = [
        _("Role"),
        _("Respondent"),
        _("Block of the note"),
        _("Question in the interview"),
        text,
        _("Kind"),
        _("Origin"),
        _("Changed since"),
    ]
    sheets = {
        _("Matrix"): ([*place, *names.values()], matrix),
        _("Summaries"): (heads, written),
        _("Notes"): ([*place, across, *of_note], behind),
    }
    return workbook.to_bytes(sheets, _("framework matrix") + ".xlsx", language)


def _note(row: Mapping, changed: bool, wording: Wording) -> list[Value]:
    _ = wording.speech._
    words = _("The words of this note were erased.") if row["erased_at"] else row["text"]
    since = _("taken away meanwhile") if row["retired"] else _("yes") if changed else ""
    return [
        wording.role(row["role"]),
        ", ".join(row["codes"]),
        wording.speech.block(row["block"]),
        wording.question(row["guide_id"], row["question"], row["interview_role"]),
        words,
        wording.speech.name(row["kind"]),
        wording.speech.name(row["origin"]),
        since,
    ]
