"""What a save does within its transaction: the answer and its versions, its notes, and what stands afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.capture import edit_sessions, lines
from canvas.errors import N_, InterviewCompletedError, UserError
from canvas.store import Writer, answers, based_on
from canvas.store.database.ids import new_id
from canvas.store.database.text import clean
from canvas.store.notes import notes
from canvas.store.row_types import AnswerNote

LONGEST_ANSWER = 1_000_000  # characters in one answer: days of typing
MOST_LINES = 10_000  # in one answer: each is a note, and storing them all holds the study for seconds
ASIDE = "aside"  # the burst of a version that was only put in the history


@dataclass(frozen=True)
class Saved:
    """What became of a save, and what stands now: its text, state, time (UTC) and the profile that made it.

    `how` is stored, unchanged, repeated (this attempt was stored before) or stale: somebody else changed the text since
    `base`, and nothing was stored. `revision` is the version to type on next; of repeated, the one it had made.
    `passed` is how another passed the question over since `base`, where words take the place of that: state, reason
    and by.
    """

    how: str
    revision: int
    text: str
    at: str = ""
    state: str = "open"
    by: str = ""
    passed: Mapping | None = None


def put(
    writer: Writer,
    interview_id: str,
    question: str,
    content: Mapping,
    *,
    base: int | None = None,
    attempt: str | None = None,
    on: Sequence[str] = (),
    burst: str = "",
    at: str | None = None,
    opened: Mapping | None = None,
) -> Saved:
    """Save some of text, rating, dont_know, state and reason within a transaction; notes and cells go along.

    `opened` is what of these was shown when they were given: raises ChangedMeanwhileError where that would write over
    what another gave since. A text that is typed goes by its `base` instead, the version it was typed on.
    """
    attempt = clean(attempt) or None
    answer = answers.lock(writer, interview_id, question, attempt)
    if answer["attempted"]:  # asked now that it is locked: retries may overlap
        return unchanged("repeated", answer, answer["attempted"])
    if answer["completed_at"]:
        raise InterviewCompletedError
    after = content_after(answer, content)
    if after == content_of(answer):
        return unchanged("unchanged", answer, answer["revision"])
    if opened is not None:
        _require_as_shown(writer, answer, after, opened)
    if base is not None and after["text"] != answer["text"]:
        base = max([base, *answers.version_numbers(writer.connection, answer["id"], on)]) if on else base
        if base != answer["revision"] and not _same_words_since(writer, answer, base):
            return unchanged("stale", answer, answer["revision"])
    dropped = edit_sessions.dropped_if_continued(answer, after, writer.user_id, burst, writer.at)
    number = answers.store_version(writer, answer, attempt or new_id(), at, burst=burst, dropped=dropped, **after)
    if after["text"] != answer["text"]:
        match_notes(writer, answer, after["text"], at, None if dropped is None else answer["begun_at"])
    passed = _passed_meanwhile(answer, after, writer.user_id) if base not in (None, answer["revision"]) else None
    return Saved("stored", number, after["text"], at or writer.at, after["state"], answer["me"] or "", passed)


def _passed_meanwhile(answer: Mapping, after: Mapping, user_id: str) -> dict | None:
    """Return how another passed the question over, for who typed on: in the versions alone nobody would see it."""
    passed = answer["state"] in ("no_opinion", "skipped") and after["state"] != answer["state"]
    return (
        {name: answer[name] for name in ("state", "reason", "by")} if passed and answer["made_by"] != user_id else None
    )


def unchanged(how: str, answer: Mapping, revision: int) -> Saved:
    """Return what a save gives that left an answer as it stands."""
    return Saved(how, revision, answer["text"], answer["made_at"] or "", answer["state"], answer["by"] or "")


def content_of(answer: Mapping) -> dict:
    """Return what an answer says, apart from where and when: text, rating, dont_know, state and reason."""
    return {name: answer[name] for name in answers.ANSWER_FIELDS}


def content_after(answer: Mapping, content: Mapping) -> dict:
    """Return what an answer says once `content` is put in it; its state follows from that unless it is given."""
    after = content_of(answer) | dict(content)
    if "state" not in content:
        passed = answer["state"] in ("no_opinion", "skipped")
        after["state"] = "answered" if has_content(after) else answer["state"] if passed else "open"
    if after["state"] in ("answered", "open"):
        after["reason"] = ""
    return after


def marks(answer: Mapping) -> dict:
    """Return the marks beside an answer's words: `mark` (1-5, 0 for "don't know", or None), state and reason."""
    return {
        "mark": 0 if answer["dont_know"] else answer["rating"],
        "state": answer["state"],
        "reason": answer["reason"],
    }


def _require_as_shown(writer: Writer, stored: Mapping, after: Mapping, opened: Mapping) -> None:
    def content(answer: Mapping) -> dict:
        return marks(answer) | ({"text": answer["text"]} if "text" in opened else {})

    def who(fields: list[str]) -> str:
        made = answers.revisions(writer.connection, stored["id"])
        return based_on.changed_by([content(row) | {"by": row["by"]} for row in made], fields)

    based_on.merge_fields(N_("Answer"), _LABELS, content(opened), content(stored), content(after), who)


_LABELS = {"mark": N_("Rating"), "state": N_("State"), "reason": N_("Reason"), "text": N_("Answer")}


def storable_text(text: str) -> str:
    """Return the text as it can be stored; raises UserError where it is too long."""
    text = clean(text)
    if len(text) > LONGEST_ANSWER:
        raise UserError(
            N_("Answer"),
            N_("the text is longer than {longest} characters."),
            N_("Add it as a document instead, or split it."),
            longest=LONGEST_ANSWER,
        )
    if text.count("\n") >= MOST_LINES:
        raise UserError(
            N_("Answer"),
            N_("the text holds more than {most} lines."),
            N_("Add it as a document instead, or split it."),
            most=MOST_LINES,
        )
    return text


def match_notes(writer: Writer, answer: Mapping, text: str, at: str | None = None, since: str | None = None) -> None:
    """Give the lines of an answer's new text their notes, and each note the kind that its line marks.

    `answer` is as it was; `since` is when the burst of typing began that goes on.
    """
    rows = notes.of_answer(writer.connection, answer["id"])
    standing, gone = [row for row in rows if not row["retired"]], [row for row in rows if row["retired"]]
    old, new = lines.split(answer["text"]), lines.split(text)
    rows = standing + gone
    added: list[dict] = []
    changed: list[tuple[AnswerNote, dict]] = []
    words = [[lines.bare(row["text"]) for row in some] for some in (standing, gone)]
    for match in lines.match(words[0], [lines.bare(line.text) for line in new], words[1]):
        if match.line is None:
            if match.note is not None:  # as always: it is of a note, of a line, or of both
                changed.append((rows[match.note], {"retired": True}))
            continue
        line = new[match.line]
        if match.note is None:
            added.append(
                {
                    "partnership_id": answer["partnership_id"],
                    "wave_id": answer["wave_id"],
                    "role": answer["role"],
                    "block": answer["block"],
                    "text": line.text,
                    "kind": line.kind or "plain",
                    "origin": "answer",
                    "answer_id": answer["id"],
                    "passage_id": None,
                    "position": match.line,
                }
            )
        else:
            note = rows[match.note]
            if not note["retired"]:
                was = old[note["position"]].kind if note["position"] < len(old) else None
            else:  # typed again, perhaps without the mark it had
                was = None if line.kind or note["kind"] == "plain" else _last_mark(writer, answer, note)
            kind = _kind(note["kind"], was, line.kind)
            changed.append((note, {"text": line.text, "kind": kind, "position": match.line, "retired": False}))
    notes.add_all(writer, added, at)
    notes.change_all(writer, changed, since=since)


def _last_mark(writer: Writer, answer: Mapping, note: Mapping) -> str | None:
    """Return the kind that the mark before a note made when its line last stood in the answer."""
    earlier = (row for row in answers.revisions(writer.connection, answer["id"]) if row["number"] <= answer["revision"])
    stood = (line for row in earlier for line in lines.split(row["text"]))
    # found in no version, it came and went within a burst of typing: then its kind came from a mark
    return next((line.kind for line in stood if line.text == note["text"]), note["kind"])


def _kind(kind: str, was: str | None, now: str | None) -> str:
    if now == "euro" and was == "euro":
        return kind  # a euro sign is part of the words, so its note may have been given another kind
    return now or ("plain" if was else kind)


def _same_words_since(writer: Writer, answer: Mapping, base: int) -> bool:
    """Tell whether only rating or state changed since `base`, or somebody set words aside that stood for no moment.

    A number that is missing was a version in a burst of typing: words changed, even where they are the same again.
    """
    since = answers.revisions(writer.connection, answer["id"], base)
    words = {row["text"] for row in since if row["burst"] != ASIDE} | ({""} if base == 0 else set())
    return words == {answer["text"]} and len(since) == answer["revision"] - base + (base > 0)


def has_content(answer: Mapping) -> bool:
    """Tell whether an answer holds words, a rating or "don't know"."""
    return bool(str(answer["text"]).strip() or answer["rating"] or answer["dont_know"])
