"""Saving an answer: its text, its notes and the cells they count in, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from canvas import method
from canvas.capture import lines, saving
from canvas.capture.saving import Saved
from canvas.errors import N_, InterviewCompletedError, UserError
from canvas.store import Study, Writer, answers, based_on
from canvas.store.database.ids import new_id
from canvas.store.database.text import clean
from canvas.store.notes import notes
from canvas.store.themes import themes


def save(
    study: Study,
    user_id: str,
    interview_id: str,
    question: str,
    text: str,
    *,
    base: int | None = None,
    attempt: str | None = None,
    on: Sequence[str] = (),
    burst: str = "",
) -> Saved:
    """Save the text of an answer; `base` is the version it was typed on, `attempt` the id of this save.

    `on` are earlier attempts on the same field of which the outcome was not known yet: those that were stored are its
    base too. Saves of one `burst`, a stay at a question, go on in one version as long as they drop little.
    Text makes the answer answered; taking all text away leaves it open again, unless a rating or "don't know" stands.
    """
    content = {"text": saving.storable_text(text)}
    with study.writing(user_id) as writer:
        return saving.put(
            writer, interview_id, question, content, base=base, attempt=attempt, on=on, burst=clean(burst)
        )


def rate(
    study: Study,
    user_id: str,
    interview_id: str,
    question: str,
    rating: int | None,
    dont_know: bool = False,
    opened: Mapping | None = None,
    attempt: str | None = None,
) -> Saved:
    """Save the rating of an answer: 1-5, "don't know", or None for neither; `attempt` is the id of this save.

    `opened` is the answer as it was shown (rating, dont_know, state and reason). Raises ChangedMeanwhileError where
    another gave it another rating since, or passed it over.
    """
    if rating is not None and rating not in range(1, 6):
        raise UserError(N_("Rating"), N_("a rating is a whole number from 1 to 5."), N_("Choose one of them."))
    with study.writing(user_id) as writer:
        content = {"rating": rating, "dont_know": dont_know and rating is None}
        return saving.put(writer, interview_id, question, content, opened=opened, attempt=attempt)


def pass_over(
    study: Study,
    user_id: str,
    interview_id: str,
    question: str,
    state: str,
    reason: str = "",
    opened: Mapping | None = None,
    attempt: str | None = None,
) -> Saved:
    """Mark a question as no_opinion, as skipped (with a reason), or as open again; words typed are never dropped.

    `opened` and `attempt` are as `rate` takes them. Raises ChangedMeanwhileError where another passed it over since in
    another way.
    """
    with study.writing(user_id) as writer:
        answer = answers.lock(writer, interview_id, question, attempt)
        if answer["attempted"]:
            return saving.unchanged("repeated", answer, answer["revision"])
        if state != "open":
            require_silence(answer)
        elif saving.has_content(answer):
            state = "answered"  # what has been said keeps counting
        if state == "skipped" and not reason.strip():
            raise UserError(N_("Skip"), N_("the reason is missing."), N_("Say in a few words why it is skipped."))
        content = {"state": state, "reason": clean(reason).strip()}
        return saving.put(writer, interview_id, question, content, opened=opened, attempt=attempt)


def set_aside(
    study: Study, user_id: str, interview_id: str, question: str, text: str, *, attempt: str | None = None
) -> Saved:
    """Keep a text that gives way to the one that stands: it becomes a version, and what stands the version after it.

    Says what stands; notes and cells stay as they are.
    """
    text = saving.storable_text(text)
    with study.writing(user_id) as writer:
        attempt = clean(attempt) or new_id()
        answer = answers.lock(writer, interview_id, question, attempt)
        if answer["attempted"] or text == answer["text"]:
            return saving.unchanged("repeated" if answer["attempted"] else "unchanged", answer, answer["revision"])
        if answer["completed_at"]:
            raise InterviewCompletedError()
        again, answered_at = saving.content_of(answer), answer["answered_at"]
        mine = saving.content_after(answer, {"text": text})
        number = answers.store_version(writer, answer, attempt, answered_at=answered_at, burst=saving.ASIDE, **mine)
        number = answers.store_version(
            writer, answer | {"revision": number}, new_id(), answered_at=answered_at, **again
        )
        return Saved("stored", number, answer["text"], writer.at, answer["state"], answer["me"] or "")


def require_silence(answer: Mapping) -> None:
    """Raise UserError where an answer holds words, a rating or "don't know": it cannot be passed over."""
    if saving.has_content(answer):
        raise UserError(N_("Answer"), N_("there is an answer already."), N_("Empty it first if it should not stand."))


def load(writer: Writer, interview_id: str, question: str, at: str, **content: object) -> Saved:
    """Save an answer of an earlier day within a transaction that is under way (demo, imports)."""
    if "text" in content:
        content["text"] = saving.storable_text(str(content["text"]))
    return saving.put(writer, interview_id, question, content, at=at)


def rewrite_note(
    study: Study,
    user_id: str,
    note_id: str,
    text: str,
    block: str,
    kind: str | None = None,
    opened: Mapping | None = None,
    carries: Iterable[str] | None = None,
) -> None:
    """Change a note from any screen: text and kind change the line it stands on, its block moves only the note.

    `opened` is the note as its form was opened (`based_on.merge_fields`). A mark typed before the text counts where the
    kind is left alone. `carries` are the ids of the themes it should carry, and those in opened["themes"] what its form
    showed. Raises ChangedMeanwhileError where text, block or kind was changed both there and elsewhere.
    """
    text = " ".join(saving.storable_text(text).split())
    require_block(block)
    with study.writing(user_id) as writer:
        answer, note = lock_note(writer, note_id)
        if opened:
            text, block, kind = _on_top(writer, note, opened, {"text": text, "block": block, "kind": kind})
        if answer and text != note["text"]:
            text, kind = _marked(text, kind, note)
        if not text:
            raise UserError(N_("Note"), N_("this is still empty."), N_("Write down what was said."))
        kind = kind or note["kind"]
        if answer and (text, kind) != (note["text"], note["kind"]):
            line, note = _line_of(writer, answer, note)
            line = lines.marked(text, kind, note["kind"], line)
            text = lines.split(line)[0].text
            content = saving.content_of(answer) | {"text": lines.rewritten(answer["text"], note["position"], line)}
            answers.store_version(writer, answer, new_id(), answered_at=answer["answered_at"], **content)
        elif answer and block != note["block"]:
            answers.end_edit_session(writer, answer["id"])
        notes.change(writer, note, text=text, block=block, kind=kind)
        if carries is not None:
            themes.set_themes(writer, note_id, carries, opened["themes"] if opened else None)


def move_note(study: Study, user_id: str, note_id: str, block: str, opened: Mapping | None = None) -> None:
    """Put a note on another block; the line it stands on stays where it is.

    `opened` holds the `block` that was shown. Raises ChangedMeanwhileError where another moved it elsewhere since.
    """
    require_block(block)
    with study.writing(user_id) as writer:
        answer, note = lock_note(writer, note_id)
        block = based_on.merge_fields(N_("Note"), _LABELS, opened, note, {"block": block}, _by(writer, note_id))[
            "block"
        ]
        if answer and block != note["block"]:
            answers.end_edit_session(writer, answer["id"])
        notes.change(writer, note, block=block)


def lock_note(writer: Writer, note_id: str, retired: bool = False) -> tuple[dict | None, dict]:
    """Lock a note, and before it the answer it stands in (or None), until the commit; returns (answer, note).

    Raises UserError where the note was taken away, unless `retired` ones are wanted too.
    """
    answer_id, answer = notes.get(writer.connection, note_id)["answer_id"], None
    if answer_id:
        answer = answers.get(writer.connection, answer_id)
        answer = answers.lock(writer, answer["interview_id"], answer["question"])
    note = notes.lock(writer, note_id)
    if note["retired"] and not retired:
        raise UserError(N_("Note"), N_("this note was taken away meanwhile."), N_("Look at its answer."))
    return answer, note


def _on_top(writer: Writer, note: Mapping, opened: Mapping, mine: Mapping) -> tuple[str, str, str | None]:
    """Return text, block and kind as they are to be; texts are compared without their marks, which say the kind."""
    typed, was = mine["text"], " ".join(opened["text"].split())
    if typed != was:
        bare, kind = _marked(typed, mine["kind"] or opened["kind"], {**note, "kind": opened["kind"]})
    else:
        bare, kind = lines.bare(was), mine["kind"]
    now = {"text": lines.bare(note["text"]), "block": note["block"], "kind": note["kind"]}
    after = based_on.merge_fields(
        N_("Note"),
        _LABELS,
        {name: opened[name] for name in now} | {"text": lines.bare(was)},
        now,
        {"text": lines.bare(bare), "block": mine["block"], "kind": kind or opened["kind"]},
        _by(writer, note["id"]),
    )
    return note["text"] if typed == was else typed, after["block"], after["kind"]


_LABELS = {"text": N_("Note"), "block": N_("Block"), "kind": N_("Kind")}


def _by(writer: Writer, note_id: str) -> Callable[[Sequence[str]], str]:
    return lambda fields: based_on.changed_by(notes.revisions(writer.connection, note_id), fields)


def _line_of(writer: Writer, answer: Mapping, note: dict) -> tuple[lines.Line, dict]:
    stand = lines.split(answer["text"])
    if note["position"] < len(stand) and lines.bare(stand[note["position"]].text) == lines.bare(note["text"]):
        return stand[note["position"]], note
    # an answer saved before there were marks: a line with nothing but one was a note then
    saving.match_notes(writer, answer, answer["text"])
    note = notes.lock(writer, note["id"])
    return stand[note["position"]], note


def _marked(text: str, kind: str | None, note: Mapping) -> tuple[str, str | None]:
    """Return text and kind of a note of which the text was typed anew, perhaps with a mark before it."""
    typed = next(iter(lines.split(text)), None)
    if typed is None:
        return "", kind
    new = typed.kind and not (typed.kind == "euro" and note["text"].startswith(lines.EURO))
    return typed.text, typed.kind if new and kind in (None, note["kind"]) else kind


def require_block(block: str) -> None:
    """Raise UserError where this is not the key of a block."""
    if block not in method.blocks():
        raise UserError(N_("Block"), N_("“{given}” is not one of the 18 blocks."), N_("Choose one."), given=block)
