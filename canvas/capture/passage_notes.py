"""Reading a document into notes: a passage is given a block and becomes a note, which may change and be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.capture import answers, history
from canvas.capture.interviewing import guide_of
from canvas.errors import N_, NotFoundError, UserError
from canvas.guides import Question
from canvas.store import Connection, Study, Writer, documents, guides, interviews
from canvas.store.database.ids import new_id
from canvas.store.database.text import clean, clean_line
from canvas.store.notes import notes
from canvas.store.themes import themes

LONGEST_PASSAGE = 10_000  # characters of one passage: more is no statement any more


def note_passage(
    study: Study,
    user_id: str,
    document_id: str,
    start: int,
    end: int,
    block: str,
    *,
    theme_ids: Sequence[str] = (),
    attempt: str | None = None,
) -> dict:
    """Make a note of the words from one code point of a document up to another, and give it themes.

    White space around the words falls off the passage. The role and who is heard are those of the respondent in whose
    turn it begins. `attempt` is the id of this try: one that was stored before is not stored again, nor is a passage
    that stands on the block already. Returns {note_id, how}: how is stored, repeated or there.
    """
    answers.require_block(block)
    with study.writing(user_id) as writer:
        document = documents.lock(writer, document_id)
        attempt = clean(attempt) or new_id()
        earlier = notes.find_by_attempt(writer.connection, attempt)
        if earlier:
            _require_in(writer, document_id, earlier)
            return {"note_id": earlier["id"], "how": "repeated"}
        start, end, words = _words(writer, document, start, end)
        passage_id = documents.find_passage(writer.connection, document_id, start, end)
        note_id, how = _standing(writer, document_id, passage_id, block), "there"
        if note_id is None:
            note_id, how = _add(writer, document, passage_id, start, end, words, block, attempt), "stored"
        for theme_id in theme_ids:
            themes.assign(writer, theme_id, [note_id])
        return {"note_id": note_id, "how": how}


def change_note(study: Study, user_id: str, document_id: str, note_id: str, changes: Mapping, opened: Mapping) -> None:
    """Change text, block and kind of a note from a passage; `opened` is what of it stood where it was opened.

    Raises ChangedMeanwhileError where its text was changed both there and elsewhere.
    """
    require_note_of(study, document_id, note_id)
    answers.rewrite_note(study, user_id, note_id, changes["text"], changes["block"], changes["kind"], opened=opened)


def remove_note(study: Study, user_id: str, document_id: str, note_id: str) -> int:
    """Take a note from a passage away; returns the number of the version that did, by which it can come back."""
    with study.writing(user_id) as writer:
        documents.lock(writer, document_id)
        note = notes.lock(writer, note_id)
        _require_in(writer, document_id, note)
        notes.change(writer, note, retired=True)
        return note["revision"] + (not note["retired"])


def restore_note(study: Study, user_id: str, document_id: str, note_id: str, number: int) -> None:
    """Take back that version `number` of a note took it away, or moved it to another block; doing it twice is once."""
    require_note_of(study, document_id, note_id)
    with study.reading() as connection:
        newest = notes.revisions(connection, note_id)[0]
    if newest["undoes"] != number:
        history.undo(study, user_id, note_id, number)


def give_theme(study: Study, user_id: str, document_id: str, note_id: str, theme_id: str, carries: bool) -> None:
    """Give a note from a passage a theme, or take it from it."""
    with study.writing(user_id) as writer:
        _require_in(writer, document_id, notes.lock(writer, note_id))
        (themes.assign if carries else themes.unassign)(writer, theme_id, [note_id])


def link_question(
    study: Study, user_id: str, document_id: str, number: int, question: str | None, opened: Mapping | None = None
) -> str | None:
    """Say which question of the interview's guide a turn answers, None for none; returns what was said before.

    `opened` holds the `question` that was shown. Raises ChangedMeanwhileError where another linked it otherwise since.
    """
    with study.writing(user_id) as writer:
        document = documents.lock(writer, document_id)
        before = {row["number"]: row["question"] for row in documents.turns(writer.connection, document_id)}
        if number not in before:
            raise NotFoundError(N_("Turn"), str(number))
        question_keys = {known_question.key for known_question, _wording in _asked_in(writer.connection, document)}
        if question is not None and question not in question_keys and question != before[number]:
            raise UserError(
                N_("Question"),
                N_("“{given}” was not asked in this interview."),
                N_("Choose one from the list."),
                given=question,
            )
        documents.link_question(writer, document_id, number, question, opened)
        return before[number]


def questions(connection: Connection, document_id: str) -> list[tuple[Question, str]]:
    """Return the questions a document can answer, each with its wording: those of its guide for that role."""
    return _asked_in(connection, documents.get(connection, document_id))


def require_note_of(study: Study, document_id: str, note_id: str) -> None:
    """Raise UserError where a note is no passage of this document."""
    with study.reading() as connection:
        if not documents.has_passage(connection, document_id, notes.get(connection, note_id)["passage_id"]):
            raise _elsewhere()


def _require_in(writer: Writer, document_id: str, note: Mapping) -> None:
    if not documents.has_passage(writer.connection, document_id, note["passage_id"]):
        raise _elsewhere()


def _elsewhere() -> UserError:
    return UserError(N_("Note"), N_("this note is of another document."), N_("Open that document."))


def _words(writer: Writer, document: Mapping, start: int, end: int) -> tuple[int, int, str]:
    """Return the span without the white space around its words, and those on one line."""
    if not 0 <= start < end <= document["characters"]:
        raise UserError(N_("Passage"), N_("it does not lie in this document."), N_("Select the words again."))
    if end - start > LONGEST_PASSAGE:
        raise UserError(
            N_("Passage"),
            N_("it is {count} characters long; {longest} is the most."),
            N_("Select less: a note is one statement."),
            count=end - start,
            longest=LONGEST_PASSAGE,
        )
    stretch = documents.text_between(writer.connection, document["id"], start, end)
    start += len(stretch) - len(stretch.lstrip())
    words = stretch.strip()
    if not words:
        raise UserError(N_("Passage"), N_("there are no words in it."), N_("Select the words again."))
    return start, start + len(words), clean_line(words)


def _standing(writer: Writer, document_id: str, passage_id: str | None, block: str) -> str | None:
    standing = documents.passages(writer.connection, document_id, passage_id=passage_id) if passage_id else []
    return next((row["note_id"] for row in standing if row["block"] == block), None)


def _add(
    writer: Writer,
    document: Mapping,
    passage_id: str | None,
    start: int,
    end: int,
    words: str,
    block: str,
    attempt: str,
) -> str:
    turn = documents.turn_at(writer.connection, document["id"], start)
    who = turn if turn and turn["part"] == "respondent" and turn["respondent_id"] else None
    if passage_id is None:
        section = "" if turn else documents.section_at(writer.connection, document["id"], start)
        passage_id = documents.add_passage(
            writer,
            document["id"],
            section,
            start,
            end,
            turn["number"] if turn else None,
            who["respondent_id"] if who else None,
        )
    return notes.add(
        writer,
        partnership_id=document["partnership_id"],
        wave_id=document["wave_id"],
        role=who["role"] if who else None,
        block=block,
        text=words,
        origin="passage",
        position=start,
        passage_id=passage_id,
        attempt=attempt,
    )


def _asked_in(connection: Connection, document: Mapping) -> list[tuple[Question, str]]:
    if not document["interview_id"]:
        return []
    row = interviews.get(connection, document["interview_id"])
    guide = guide_of(guides.get(connection, row["guide_id"])["content"])
    language = guide.language_for(row["language"])
    return [(question, question.wording(row["role"], language)) for question in guide.for_role(row["role"])]
