"""Saving an answer: its text, its notes and the cells they count in, all in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas import method
from canvas.capture import lines
from canvas.errors import N_, ChangedMeanwhile, UserError
from canvas.store import Study, Writer, answers, notes
from canvas.store.ids import new_id
from canvas.store.text import clean

LONGEST = 1_000_000  # characters in one answer: days of typing


@dataclass(frozen=True)
class Saved:
    """What became of a save: `how` is stored, unchanged, repeated or stale; `revision` is the version that stands.

    stale: somebody else saved since `base`, and nothing was stored; `text` is what stands now.
    """

    how: str
    revision: int
    text: str


def save(study: Study, user_id: str, interview_id: str, question: str, text: str, *, base: int | None = None,
         attempt: str | None = None) -> Saved:  # fmt: skip
    """Save the text of an answer; `base` is the version it was typed on, `attempt` the id of this save.

    Text makes the answer answered; taking all text away leaves it open again, unless a rating or "don't know" stands.
    """
    with study.writing(user_id) as writer:
        return _save(writer, interview_id, question, attempt, base, text=_checked(text))


def rate(study: Study, user_id: str, interview_id: str, question: str, rating: int | None,
         dont_know: bool = False) -> Saved:  # fmt: skip
    """Save the rating of an answer: 1-5, "don't know", or None for neither."""
    if rating is not None and rating not in range(1, 6):
        raise UserError(N_("Rating"), N_("a rating is a whole number from 1 to 5."), N_("Choose one of them."))
    with study.writing(user_id) as writer:
        return _save(writer, interview_id, question, None, None, rating=rating, dont_know=dont_know and rating is None)


def pass_over(study: Study, user_id: str, interview_id: str, question: str, state: str, reason: str = "") -> Saved:
    """Mark a question as no_opinion, as skipped (with a reason), or as open again; words typed are never dropped."""
    with study.writing(user_id) as writer:
        known = answers.lock(writer, interview_id, question)
        if state != "open":
            require_silence(known)
        elif _heard(known):
            state = "answered"  # what has been said keeps counting
        if state == "skipped" and not reason.strip():
            raise UserError(N_("Skip"), N_("the reason is missing."), N_("Say in a few words why it is skipped."))
        return _save(writer, interview_id, question, None, None, state=state, reason=clean(reason).strip())


def require_silence(answer: Mapping) -> None:
    """Raise UserError where an answer holds words, a rating or "don't know": it cannot be passed over."""
    if _heard(answer):
        raise UserError(N_("Answer"), N_("there is an answer already."),
                        N_("Empty it first if it should not stand."))  # fmt: skip


def load(writer: Writer, interview_id: str, question: str, at: str, **said: object) -> Saved:
    """Save an answer of an earlier day within a transaction that is under way (demo, imports)."""
    if "text" in said:
        said["text"] = _checked(str(said["text"]))
    return _save(writer, interview_id, question, None, None, at=at, **said)


def rewrite_note(study: Study, user_id: str, note_id: str, text: str, block: str, kind: str | None = None,
                 opened: Mapping | None = None) -> None:  # fmt: skip
    """Change a note from any screen: its text changes the line it stands on, its block moves only the note.

    `opened` is the note as its form was opened: what was left as it was there stays as it is now. Raises
    ChangedMeanwhile where the text was changed both there and elsewhere.
    """
    text = " ".join(_checked(text).split())
    if block not in method.blocks():
        raise UserError(N_("Block"), N_("“{given}” is not one of the 18 blocks."), N_("Choose one."), given=block)
    if not text:
        raise UserError(N_("Note"), N_("this is still empty."), N_("Write down what was said."))
    with study.writing(user_id) as writer:
        answer_id, held = notes.get(writer.connection, note_id)["answer_id"], None
        if answer_id:  # the answer before its notes, as every save does it
            held = answers.get(writer.connection, answer_id)
            held = answers.lock(writer, held["interview_id"], held["question"])
        known = notes.lock(writer, note_id)
        if known["retired"]:
            raise UserError(N_("Note"), N_("this note was taken away meanwhile."), N_("Look at its answer."))
        if opened:
            if text == " ".join(opened["text"].split()):
                text = known["text"]
            elif known["text"] not in (opened["text"], text):
                raise ChangedMeanwhile(N_("Note"), known["text"], notes.changed_by(writer.connection, note_id))
            block = known["block"] if block == opened["block"] else block
            kind = known["kind"] if kind == opened["kind"] else kind
        if held and text != known["text"]:
            said = _said(held) | {"text": _with_line(held["text"], known, text)}
            answers.put(writer, held, new_id(), answered_at=held["answered_at"], **said)
        notes.change(writer, known, text=text, block=block, kind=kind or known["kind"])


def _save(writer: Writer, interview_id: str, question: str, attempt: str | None, base: int | None,
          at: str | None = None, **said: object) -> Saved:  # fmt: skip
    known = answers.lock(writer, interview_id, question)
    if attempt and answers.attempted(writer.connection, attempt):  # asked now: retries may overlap
        return Saved("repeated", known["revision"], known["text"])
    if known["completed_at"]:
        raise UserError(N_("Interview"), N_("it has been completed meanwhile, so nothing was stored."),
                        N_("Open it again first; your text is still in the field."))  # fmt: skip
    before = _said(known)
    after = before | said
    if "state" not in said:
        passed = before["state"] in ("no_opinion", "skipped")
        after["state"] = "answered" if _heard(after) else before["state"] if passed else "open"
    if after["state"] in ("answered", "open"):
        after["reason"] = ""
    if after == before:
        return Saved("unchanged", known["revision"], known["text"])
    if base is not None and base != known["revision"] and after["text"] != before["text"]:
        return Saved("stale", known["revision"], known["text"])
    number = answers.put(writer, known, attempt or new_id(), at, **after)
    if after["text"] != before["text"]:
        _match_notes(writer, known, str(after["text"]), at)
    return Saved("stored", number, str(after["text"]))


def _heard(answer: Mapping) -> bool:
    return bool(str(answer["text"]).strip() or answer["rating"] or answer["dont_know"])


def _said(known: dict) -> dict:
    return {name: known[name] for name in answers.SAID}


def _checked(text: str) -> str:
    text = clean(text)
    if len(text) > LONGEST:
        raise UserError(N_("Answer"), N_("the text is longer than {longest} characters."),
                        N_("Add it as a document instead, or split it."), longest=LONGEST)  # fmt: skip
    return text


def _match_notes(writer: Writer, known: dict, text: str, at: str | None) -> None:
    every = notes.of_answer(writer.connection, known["id"])
    standing, gone = [row for row in every if not row["retired"]], [row for row in every if row["retired"]]
    new = lines.split(text)
    every = standing + gone
    for found in lines.match([row["text"] for row in standing], new, [row["text"] for row in gone]):
        if found.note is None:
            notes.add(
                writer, partnership_id=known["partnership_id"], wave_id=known["wave_id"], role=known["role"],
                block=known["block"], text=new[found.line], origin="answer", position=found.line,
                answer_id=known["id"], at=at,
            )  # fmt: skip
        elif found.line is None:
            notes.change(writer, every[found.note], retired=True)
        else:
            notes.change(writer, every[found.note], text=new[found.line], position=found.line, retired=False)


def _with_line(text: str, known: dict, line: str) -> str:
    """The answer's text with the line of this note replaced; blank lines and indents of the others stay."""
    found, at = text.split("\n"), -1
    for index, old in enumerate(found):
        at += bool(old.strip())
        if old.strip() and at == known["position"]:
            found[index] = line
            break
    return "\n".join(found)
