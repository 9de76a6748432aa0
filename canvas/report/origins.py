"""Where notes come from: the question as asked, the words spoken, and the interview or document they stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from canvas.capture.interviewing import guide_of
from canvas.capture.lines import numbered
from canvas.guides import LOW
from canvas.guides.model import Guide
from canvas.store import Connection, guides, interviews
from canvas.store.notes import provenance

CHARACTERS_AROUND = 600  # characters of a document shown on either side of a passage


@dataclass(frozen=True)
class InterviewDetails:
    """An interview as it was held: with whom, when, how, by which guide and by which profile."""

    id: str
    partnership: str
    wave: str
    role: str
    codes: tuple[str, ...]
    day: str  # when it was held, else planned; '' where neither is known
    mode: str
    guide: tuple[tuple[str, str], ...]  # its title by language
    guide_version: int
    guide_hash: str
    interviewer: str
    language: str
    completed_at: str


@dataclass(frozen=True)
class Document:
    """A document by what is known of it; `hash` is that of the file it came from, `intake` what its reading gave."""

    id: str
    title: str
    kind: str
    source: str
    dated: str
    characters: int
    hash: str
    added_at: str
    added_by: str
    interview_id: str
    intake: Mapping = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Spoken:
    """A piece of what was said or written; `start` and `end` span the part in it that became the note."""

    text: str
    start: int = 0
    end: int = 0
    speaker: str = ""
    part: str = ""  # interviewer, respondent or other; '' where nobody speaks
    at_ms: int | None = None

    @property
    def parted(self) -> tuple[str, str, str]:
        """Return the text before the note, of the note, and after it."""
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]


@dataclass(frozen=True)
class Origin:
    """All that leads a note back to the words spoken; empty where it came from no interview or document.

    `wording` is the question as it was put to that role in that interview, with the one that follows a low rating, and
    `question` its key; `rating` is what was given where the question asks for nothing else. `before` and `after` say
    whether the document goes on beyond `spoken`; `at` is where in it the passage begins, in code points.
    """

    question: str = ""
    wording: str = ""
    rating: int | None = None
    language: str = ""
    spoken: tuple[Spoken, ...] = ()
    before: bool = False
    after: bool = False
    section: str = ""
    at: int | None = None
    interview: InterviewDetails | None = None
    document: Document | None = None


def origins(connection: Connection, notes: Sequence[Mapping]) -> dict[str, Origin]:
    """Return per note id where it comes from; rows as `store.notes.notes.with_sources` gives them, however many."""
    interview_details = _interviews(connection, notes)
    guides_by_id = {
        guide_id: guide_of(guides.get(connection, guide_id)["content"])
        for guide_id in sorted({note["guide_id"] for note in notes if note["question"] and note["guide_id"]})
    }
    turns_by_piece = {
        key: _document(row)
        for key, row in provenance.documents(connection, (note["document_id"] for note in notes)).items()
    }
    pieces = provenance.passage_windows(connection, (note["passage_id"] for note in notes), CHARACTERS_AROUND)
    turns = provenance.turns_around(connection, pieces, CHARACTERS_AROUND)
    names = provenance.speakers(connection, {pieces[passage_id]["document_id"] for passage_id in turns})
    by_note = {}
    for note in notes:
        spoken, before, after = (), False, False
        if note["answer_id"]:
            spoken = (_line_in_answer(note),)
        elif note["passage_id"]:
            piece = pieces[note["passage_id"]]
            spoken, before, after = _in_context(piece, turns.get(note["passage_id"], ()), names)
        by_note[note["id"]] = Origin(
            question=note["question"] or "",
            **_put(note, guides_by_id.get(note["guide_id"])),
            language=note["language"] or "",
            spoken=spoken,
            before=before,
            after=after,
            section=note["section"] or "",
            at=note["start"],
            interview=interview_details.get(note["interview_id"]),
            document=turns_by_piece.get(note["document_id"]),
        )
    return by_note


def _interviews(connection: Connection, notes: Sequence[Mapping]) -> dict[str, InterviewDetails]:
    rows = interviews.by_ids(connection, sorted({note["interview_id"] for note in notes if note["interview_id"]}))
    used = {row["guide_id"] for row in rows.values()}
    guides_by_id = {guide_id: guide_of(guides.get(connection, guide_id)["content"]) for guide_id in used}
    titles = {guide_id: tuple(guide.title.items()) for guide_id, guide in guides_by_id.items()}
    return {
        key: InterviewDetails(
            id=key,
            partnership=row["name"],
            wave=row["label"],
            role=row["role"],
            codes=tuple(row["codes"]),
            day=row["started_at"] or row["planned_on"] or "",
            mode=row["mode"],
            guide=titles[row["guide_id"]],
            guide_version=row["guide_version"],
            guide_hash=row["guide_hash"],
            interviewer=row["interviewer"],
            language=row["language"],
            completed_at=row["completed_at"] or "",
        )
        for key, row in rows.items()
    }


def _document(row: Mapping) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        kind=row["kind"],
        source=row["source"],
        dated=row["dated"] or "",
        characters=row["characters"],
        hash=row["hash"] or "",
        added_at=row["added_at"],
        added_by=row["added_by_name"] or "",
        interview_id=row["interview_id"] or "",
        intake=row["intake"],
    )


def _put(note: Mapping, guide: Guide | None) -> dict:
    """Return the question as it was put to this role, or nothing where the guide does not have it; and its rating."""
    if not note["question"]:
        return {}
    question = guide.question(note["question"]) if guide else None
    if guide is None or question is None:
        return {}
    spoken, rating = guide.language_for(note["language"]), note["answer_rating"]
    put = [question.wording(note["interview_role"], spoken)]
    if rating in LOW and question.explain:
        put.append(question.explain[spoken])
    return {"wording": " ".join(put), "rating": rating if question.kind == "rating" else None}


def _line_in_answer(note: Mapping) -> Spoken:
    """Return the whole answer with the line of a note in it; no line where the note no longer stands on one."""
    text = note["answer_text"]
    if not note["retired"]:
        place = next((place for place, position, _ in numbered(text) if position == note["position"]), None)
        if place is not None:
            above = text.split("\n")[: place + 1]
            return Spoken(text, sum(len(line) + 1 for line in above[:-1]), len("\n".join(above)))
    return Spoken(text)


def _in_context(piece: Mapping, turns: Sequence[Mapping], names: Mapping) -> tuple[tuple[Spoken, ...], bool, bool]:
    """Return the passage in its document: turn by turn where all of it lies in turns, else as running text."""
    text, at, start, end = piece["text"], piece["at"], piece["start"], piece["end"]
    first = bisect_right([turn["end"] for turn in turns], start)
    last = bisect_left([turn["start"] for turn in turns], end)
    if not _covered(turns[first:last], start, end):
        return (Spoken(text, start - at, end - at),), at > 0, piece["more"]
    near = turns[max(0, first - 1) : last + 1]
    stop_at = at + len(text)
    spoken = tuple(_clipped(turn, piece, names.get((piece["document_id"], turn["speaker"]), {})) for turn in near)
    return (
        spoken,
        near[0]["number"] > 0 or near[0]["start"] < at,
        near[-1]["end"] < stop_at or piece["more"],
    )


def _clipped(turn: Mapping, piece: Mapping, who: Mapping) -> Spoken:
    """Return a turn as far as the piece goes, with the part of it that is the passage."""
    at, text = piece["at"], piece["text"]
    begin, stop = max(turn["start"], at), min(turn["end"], at + len(text))
    first, last = (min(max(edge, begin), stop) - begin for edge in (piece["start"], piece["end"]))
    return Spoken(
        text[begin - at : stop - at],
        first,
        last,
        speaker=who.get("code") or turn["speaker"],
        part=who.get("part") or "other",
        at_ms=turn["from_ms"],
    )


def _covered(turns: Sequence[Mapping], start: int, end: int) -> bool:
    """Tell whether a passage begins and ends within turns; what stands between two of them is white space and names."""
    return bool(turns) and turns[0]["start"] <= start and end <= turns[-1]["end"]
