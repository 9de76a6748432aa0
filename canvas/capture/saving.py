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

LONGEST = 1_000_000  # characters in one answer: days of typing
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
    said: Mapping,
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
    known = answers.lock(writer, interview_id, question, attempt)
    if known["attempted"]:  # asked now that it is locked: retries may overlap
        return stands("repeated", known, known["attempted"])
    if known["completed_at"]:
        raise InterviewCompletedError
    after = settled(known, said)
    if after == said_in(known):
        return stands("unchanged", known, known["revision"])
    if opened is not None:
        _require_as_shown(writer, known, after, opened)
    if base is not None and after["text"] != known["text"]:
        base = max([base, *answers.version_numbers(writer.connection, known["id"], on)]) if on else base
        if base != known["revision"] and not _same_words_since(writer, known, base):
            return stands("stale", known, known["revision"])
    dropped = edit_sessions.goes_on(known, after, writer.user_id, burst, writer.at)
    number = answers.store_version(writer, known, attempt or new_id(), at, burst=burst, dropped=dropped, **after)
    if after["text"] != known["text"]:
        match_notes(writer, known, after["text"], at, None if dropped is None else known["begun_at"])
    passed = _passed_meanwhile(known, after, writer.user_id) if base not in (None, known["revision"]) else None
    return Saved("stored", number, after["text"], at or writer.at, after["state"], known["me"] or "", passed)


def _passed_meanwhile(known: Mapping, after: Mapping, user_id: str) -> dict | None:
    """How another passed the question over, to be told to who typed on: in the versions alone nobody would see it."""
    passed = known["state"] in ("no_opinion", "skipped") and after["state"] != known["state"]
    return {name: known[name] for name in ("state", "reason", "by")} if passed and known["made_by"] != user_id else None


def stands(how: str, known: Mapping, revision: int) -> Saved:
    """What to say of a save that left an answer as it is known."""
    return Saved(how, revision, known["text"], known["made_at"] or "", known["state"], known["by"] or "")


def said_in(known: Mapping) -> dict:
    """What an answer says, apart from where and when: text, rating, dont_know, state and reason."""
    return {name: known[name] for name in answers.FIELDS}


def settled(known: Mapping, said: Mapping) -> dict:
    """What an answer says once something is said in it; its state follows from that unless it is given."""
    after = said_in(known) | dict(said)
    if "state" not in said:
        passed = known["state"] in ("no_opinion", "skipped")
        after["state"] = "answered" if heard(after) else known["state"] if passed else "open"
    if after["state"] in ("answered", "open"):
        after["reason"] = ""
    return after


def marks(answer: Mapping) -> dict:
    """What an answer says beside its words: `mark` (1-5, 0 for "don't know", None for neither), state and reason."""
    return {
        "mark": 0 if answer["dont_know"] else answer["rating"],
        "state": answer["state"],
        "reason": answer["reason"],
    }


def _require_as_shown(writer: Writer, known: Mapping, after: Mapping, opened: Mapping) -> None:
    def content(answer: Mapping) -> dict:
        return marks(answer) | ({"text": answer["text"]} if "text" in opened else {})

    def who(fields: list[str]) -> str:
        made = answers.revisions(writer.connection, known["id"])
        return based_on.changed_by([content(row) | {"by": row["by"]} for row in made], fields)

    based_on.merge_fields(N_("Answer"), _LABELS, content(opened), content(known), content(after), who)


_LABELS = {"mark": N_("Rating"), "state": N_("State"), "reason": N_("Reason"), "text": N_("Answer")}


def checked(text: str) -> str:
    """The text as it can be stored; raises UserError where it is too long."""
    text = clean(text)
    if len(text) > LONGEST:
        raise UserError(
            N_("Answer"),
            N_("the text is longer than {longest} characters."),
            N_("Add it as a document instead, or split it."),
            longest=LONGEST,
        )
    if text.count("\n") >= MOST_LINES:
        raise UserError(
            N_("Answer"),
            N_("the text holds more than {most} lines."),
            N_("Add it as a document instead, or split it."),
            most=MOST_LINES,
        )
    return text


def match_notes(writer: Writer, known: Mapping, text: str, at: str | None = None, since: str | None = None) -> None:
    """Give the lines of an answer's new text their notes, and each note the kind that its line marks.

    `known` is the answer as it was; `since` is when the burst of typing began that goes on.
    """
    rows = notes.of_answer(writer.connection, known["id"])
    standing, gone = [row for row in rows if not row["retired"]], [row for row in rows if row["retired"]]
    old, new = lines.split(known["text"]), lines.split(text)
    rows = standing + gone
    added: list[dict] = []
    changed: list[tuple[dict, dict]] = []
    words = [[lines.bare(row["text"]) for row in some] for some in (standing, gone)]
    for found in lines.match(words[0], [lines.bare(line.text) for line in new], words[1]):
        if found.line is None:
            if found.note is not None:  # as always: it is of a note, of a line, or of both
                changed.append((rows[found.note], {"retired": True}))
            continue
        line = new[found.line]
        if found.note is None:
            added.append(
                {
                    "partnership_id": known["partnership_id"],
                    "wave_id": known["wave_id"],
                    "role": known["role"],
                    "block": known["block"],
                    "text": line.text,
                    "kind": line.kind or "plain",
                    "origin": "answer",
                    "answer_id": known["id"],
                    "passage_id": None,
                    "position": found.line,
                }
            )
        else:
            note = rows[found.note]
            if not note["retired"]:
                was = old[note["position"]].kind if note["position"] < len(old) else None
            else:  # typed again, perhaps without the mark it had
                was = None if line.kind or note["kind"] == "plain" else _last_mark(writer, known, note)
            kind = _kind(note["kind"], was, line.kind)
            changed.append((note, {"text": line.text, "kind": kind, "position": found.line, "retired": False}))
    notes.add_all(writer, added, at)
    notes.change_all(writer, changed, since=since)


def _last_mark(writer: Writer, known: Mapping, note: Mapping) -> str | None:
    """The kind that the mark before a note made when its line last stood in the answer."""
    earlier = (row for row in answers.revisions(writer.connection, known["id"]) if row["number"] <= known["revision"])
    stood = (line for row in earlier for line in lines.split(row["text"]))
    # found in no version, it came and went within a burst of typing: then its kind came from a mark
    return next((line.kind for line in stood if line.text == note["text"]), note["kind"])


def _kind(kind: str, was: str | None, now: str | None) -> str:
    if now == "euro" and was == "euro":
        return kind  # a euro sign is part of the words, so its note may have been given another kind
    return now or ("plain" if was else kind)


def _same_words_since(writer: Writer, known: Mapping, base: int) -> bool:
    """Whether only rating or state changed since `base`, or somebody set words aside that stood for no moment.

    A number that is missing was a version in a burst of typing: words changed, even where they are the same again.
    """
    since = answers.revisions(writer.connection, known["id"], base)
    words = {row["text"] for row in since if row["burst"] != ASIDE} | ({""} if base == 0 else set())
    return words == {known["text"]} and len(since) == known["revision"] - base + (base > 0)


def heard(answer: Mapping) -> bool:
    """Whether an answer holds words, a rating or "don't know"."""
    return bool(str(answer["text"]).strip() or answer["rating"] or answer["dont_know"])
