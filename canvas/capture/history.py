"""What an answer said before, and the way back: to an earlier version, or from one change of a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from canvas.capture import difference, lines, saving
from canvas.capture.answers import lock_note
from canvas.capture.saving import Saved
from canvas.errors import N_, InterviewCompletedError, NotFoundError, UserError
from canvas.store import Connection, Study, Writer, answers
from canvas.store.database.ids import new_id
from canvas.store.notes import notes, undoable

_SHOWN = ("number", "by", "made_at", "begun_at", *answers.ANSWER_FIELDS)


def versions(connection: Connection, answer_id: str) -> list[dict]:
    """Return every version of an answer, newest first, each with how its text differs from the one before.

    {number, by, made_at, begun_at, text, rating, dont_know, state, reason, parts}; parts are (how, text) with how
    same, added or removed: same and added make up its text, same and removed that of the version before.
    """
    revisions = answers.revisions(connection, answer_id)
    earlier = [row["text"] for row in revisions[1:]] + [""]
    return [
        {name: row[name] for name in _SHOWN} | {"parts": difference.parts(before, row["text"])}
        for row, before in zip(revisions, earlier, strict=True)
    ]


def go_back(
    study: Study, user_id: str, answer_id: str, number: int, attempt: str | None = None, opened: Mapping | None = None
) -> Saved:
    """Have what a version said stand again, as a new version; notes that were taken away since come back with it.

    `opened` is what stood when it was chosen: text, rating, dont_know, state and reason. Raises ChangedMeanwhileError
    where another said something else since, NotFoundError, or InterviewCompletedError where it was completed.
    """
    with study.writing(user_id) as writer:
        answer = answers.get(writer.connection, answer_id)
        version = next(
            (row for row in answers.revisions(writer.connection, answer_id) if row["number"] == number), None
        )
        if version is None:
            raise NotFoundError(N_("Version"), str(number))
        return saving.put(
            writer,
            answer["interview_id"],
            answer["question"],
            saving.content_of(version),
            attempt=attempt,
            opened=opened,
        )


def last_change(
    connection: Connection,
    *,
    answer_id: str | None = None,
    partnership_id: str | None = None,
    wave_id: str | None = None,
    user_id: str | None = None,
) -> dict | None:
    """Return the last removal of a note, or move to another block, that can be taken back; None where there is none.

    {how: removed or moved, note_id, answer_id, text, from_block, to_block (None if removed), by, at, number}. A note
    that was changed since, or taken back already, is passed by; taking back is no change to take back.
    """
    change = undoable.last_undoable(
        connection, answer_id=answer_id, partnership_id=partnership_id, wave_id=wave_id, user_id=user_id
    )
    if change is None:
        return None
    removed = change["retired"]
    return {name: change[name] for name in ("note_id", "answer_id", "from_block", "by", "at", "number")} | {
        "how": "removed" if removed else "moved",
        "text": _words(change),
        "to_block": None if removed else change["to_block"],
    }


def undo(study: Study, user_id: str, note_id: str, number: int) -> None:
    """Take back the removal or the move that made version `number` of a note.

    A note that was moved goes back to its block; one that was removed gets its line back where it stood. Raises
    UserError where the note was changed since, InterviewCompletedError where a line is needed in a completed interview.
    """
    with study.writing(user_id) as writer:
        answer, note = lock_note(writer, note_id, retired=True)
        change = undoable.last_undoable(writer.connection, note_id=note_id, number=number)
        if change is None:
            raise UserError(
                N_("Note"),
                N_("it was changed since, or this was taken back already."),
                N_("Look at the note as it is now."),
            )
        if not change["retired"]:
            if answer:
                answers.end_edit_session(writer, answer["id"])
            notes.change(writer, note, block=change["from_block"], undoes=number)
        elif answer:
            _put_line_back(writer, answer, note, change)
        else:
            notes.change(writer, note, retired=False, undoes=number)


def _words(change: Mapping) -> str:
    """Return what a note said before it was removed: a line rubbed out letter by letter goes with its last ones."""
    return change["before"] if change["before"].startswith(change["text"]) else change["text"]


def _put_line_back(writer: Writer, answer: dict, note: dict, change: Mapping) -> None:
    if answer["completed_at"]:
        raise InterviewCompletedError(N_("Open it again first: the line must go back into the answer."))
    earlier = answers.revisions(writer.connection, answer["id"])
    before = [row["text"] for row in earlier if row["made_at"] < change["at"]]
    text, position = _with_line(answer["text"], before, _words(change), note)
    line = lines.split(text)[position]
    answers.store_version(
        writer, answer, new_id(), answered_at=answer["answered_at"], **saving.content_after(answer, {"text": text})
    )
    standing = [row for row in notes.of_answer(writer.connection, answer["id"]) if not row["retired"]]
    later = [row for row in standing if row["position"] >= position]
    notes.change_all(writer, [(row, {"position": row["position"] + 1}) for row in later])
    notes.change(
        writer,
        note,
        retired=False,
        text=line.text,
        kind=line.kind or note["kind"],
        position=position,
        undoes=change["number"],
    )


def _with_line(now: str, earlier: Sequence[str], words: str, note: Mapping) -> tuple[str, int]:
    """Return the text with the line of a note put back, and its place among the lines that are notes.

    It goes after the nearest line before it that still stands, else before the nearest after it, else by its number.
    """
    # it stands in no version where it came and went within a burst of typing
    line, above, below = _stood(earlier, words, note["position"]) or (_line(words, note["kind"]), [], [])
    if not now.strip():
        return line, 0
    stand = now.split("\n")
    last = {text: place for place, text in enumerate(stand) if text.strip()}
    first = {text: stand.index(text) for text in last}
    after = (last[text] + 1 for text in reversed(above) if text in last)
    before = (first[text] for text in below if text in first)
    counted = (place for place, position, _ in lines.numbered(now) if position == note["position"])
    place = next(chain(after, before, counted), len(stand))
    stand.insert(place, line)
    return "\n".join(stand), len(lines.split("\n".join(stand[:place])))


def _line(words: str, kind: str) -> str:
    return lines.marked(words, kind, "plain", lines.split(words)[0])


def _stood(earlier: Sequence[str], words: str, position: int) -> tuple[str, list[str], list[str]] | None:
    """Return the line with these words in the newest text that has it, and what stood above and below it."""
    for text in earlier:
        rows = [row for row in lines.numbered(text) if lines.bare(row[2].text) == lines.bare(words)]
        if rows:
            place = next((row for row in rows if row[1] == position), rows[0])[0]
            stood = text.split("\n")
            return stood[place], stood[:place], stood[place + 1 :]
    return None
