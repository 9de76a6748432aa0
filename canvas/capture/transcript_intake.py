"""Taking a transcript into the study: who speaks in it, and storing what is left once names are replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from canvas.capture.folded_text import Folded
from canvas.capture.pseudonyms import KnownNames, Replacement
from canvas.capture.recount import characters, check_stored
from canvas.capture.speakers import Speaker, labels, match
from canvas.capture.transcript import Transcript
from canvas.errors import N_, UserError
from canvas.speech import Speech, joined, today
from canvas.store import Connection, Study, Writer, documents, interviews, partnerships, respondents
from canvas.store.database.text import clean, clean_line
from canvas.store.row_types import ListedRespondent, PartnerRow

__all__ = [
    "Speaker",
    "check_new",
    "known_names",
    "labels",
    "match",
    "names_from_rows",
    "put_transcript",
    "reading_counts",
    "respondents_of",
    "similar_transcript",
    "store",
]

ALIKE = 0.6  # two transcripts with this share of the smaller one's runs of words are taken for the same conversation
LINES = r"\d{1,6}(, \d{1,6})*(, … \(\d+×\))?"  # 12, 15, 18, … (7×)
RUN = 5  # words in such a run


def known_names(connection: Connection, interview_id: str, speakers: Sequence[Speaker]) -> KnownNames:
    """Return what `pseudonyms.propose` may know: who speakers are, and the organisations of the partnership."""
    interview = interviews.get(connection, interview_id)
    people = respondents.of_partnership(connection, interview["partnership_id"])
    partners = partnerships.partners(connection, interview["partnership_id"])
    return names_from_rows(speakers, people, interview["language"], interview["name"], partners)


def names_from_rows(
    speakers: Sequence[Speaker],
    people: Sequence[ListedRespondent],
    language: str,
    partnership: str,
    partners: Iterable[PartnerRow],
) -> KnownNames:
    """Return the same, of rows of respondents and partners, for an interview that need not be there yet."""
    shown = labels(speakers, people, language)
    codes = {row["code"] for row in people}
    return KnownNames(
        {label: by if by in codes else f"[{by.lower()}]" for label, by in shown.items() if by},
        [partnership, *(row["organisation"] for row in partners)],
    )


def respondents_of(connection: Connection, interview_id: str) -> list[ListedRespondent]:
    """Return the respondents an interview is held with, by code."""
    interview = interviews.get(connection, interview_id)
    people = respondents.of_partnership(connection, interview["partnership_id"])
    return [row for row in people if row["code"] in interview["codes"]]


def similar_transcript(connection: Connection, transcript: Transcript, partnership_id: str, wave_id: str) -> str | None:
    """Return the title of a transcript of this moment with largely the same words, as of one talk in two formats."""
    runs = _runs(turn.text for turn in transcript.turns)
    size = sum(len(turn.text) for turn in transcript.turns)
    for row in documents.of_moment(connection, partnership_id, wave_id):
        if row["kind"] == "transcript" and 0.5 * size < row["characters"] < 2 * size:
            other = _runs([documents.get(connection, row["id"])["text"]])
            if runs and other and len(runs & other) >= ALIKE * min(len(runs), len(other)):
                return row["title"]
    return None


def check_new(connection: Connection, transcript: Transcript) -> None:
    """Raise UserError, which says where it stands, when this very file is in the study already."""
    _refuse_same(documents.find_by_hash(connection, transcript.hash))


def reading_counts(transcript: Transcript) -> dict:
    """Return what tells how completely a file was read, as it is stored with its document."""
    return {
        name: getattr(transcript, name)
        for name in (
            "format",
            "cues_in_file",
            "cues_read",
            "characters_in",
            "characters_kept",
            "characters_left_out",
        )
    }


def store(
    study: Study,
    user_id: str,
    transcript: Transcript,
    *,
    interview_id: str,
    speakers: Sequence[Speaker],
    replacements: Sequence[Replacement],
    title: str = "",
) -> str:
    """Store a transcript that `replacing.replace_terms` gave, in one transaction; returns the id of its document.

    `speakers` are those of the file as it was read, and the turns carry what `labels` gives for them. An
    interview that was merely planned counts as held, on the day it was planned for where that is past. The name of the
    file is not kept: it may hold a name. Raises UserError where the same file stands in the study, where nothing is
    said in it, and where the title holds what was replaced.
    """
    with study.writing(user_id) as writer:
        return put_transcript(
            writer, transcript, interview_id=interview_id, speakers=speakers, replacements=replacements, title=title
        )


def put_transcript(
    writer: Writer,
    transcript: Transcript,
    *,
    interview_id: str,
    speakers: Sequence[Speaker],
    replacements: Sequence[Replacement] = (),
    title: str = "",
) -> str:
    """Store a transcript as `store` does, within a transaction that goes on.

    What stands in the rows is counted again before the commit: a UserError where it is not what was shown.
    """
    turns = [replace(turn, text=clean(turn.text)) for turn in transcript.turns]
    turns = [turn for turn in turns if turn.text.strip()]
    if not turns:
        raise UserError(N_("Transcript"), N_("nothing is said in it."), N_("Choose another file."))
    _refuse_same(documents.find_by_hash(writer.connection, transcript.hash))
    interview = interviews.get(writer.connection, interview_id)
    people = respondents.of_partnership(writer.connection, interview["partnership_id"])
    shown = labels(speakers, people, interview["language"])
    _start(writer, interview)
    document_id = documents.add(
        writer,
        title=_title(writer, interview, title, replacements),
        text="\n\n".join(turn.text for turn in turns),
        kind="transcript",
        source="",
        language=interview["language"],
        dated=_day(interview),
        hash=transcript.hash,
        partnership_id=interview["partnership_id"],
        wave_id=interview["wave_id"],
        interview_id=interview_id,
        intake=_intake(transcript, replacements) | {"characters_stored": sum(characters(turn.text) for turn in turns)},
    )
    stored = {shown[speaker.label]: speaker for speaker in reversed(speakers)}
    if strange := {turn.speaker for turn in turns} - stored.keys():
        raise ValueError(f"{len(strange)} labels of turns are not those of `labels`")
    rows: list[dict] = []
    at = 0
    for turn in turns:
        rows.append(
            {
                "speaker": turn.speaker,
                "start": at,
                "end": at + len(turn.text),
                "from_ms": turn.from_ms,
                "to_ms": turn.to_ms,
                "question": None,
            }
        )
        at += len(turn.text) + 2
    who = [
        {"label": label, "part": stored[label].part, "respondent_id": stored[label].respondent_id}
        for label in dict.fromkeys(row["speaker"] for row in rows)
    ]
    documents.add_turns(writer, document_id, who, rows)
    check_stored(writer, document_id, transcript, replacements)
    return document_id


def _intake(transcript: Transcript, replacements: Sequence[Replacement]) -> dict:
    # Of warnings only numbers are kept: what was left out of a file may well be a name.
    warnings = [
        (message, {name: value if _is_number(value) else "…" for name, value in values.items()})
        for message, values in transcript.warnings
    ]
    return reading_counts(transcript) | {
        "warnings": warnings,
        "terms_replaced": len({replacement.text for replacement in replacements if replacement.places}),
        "places_replaced": sum(len(replacement.places) for replacement in replacements),
    }


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or bool(re.fullmatch(LINES, str(value)))


def _title(writer: Writer, interview: Mapping, typed_title: str, replacements: Sequence[Replacement]) -> str:
    title = clean_line(typed_title)
    folded = Folded(title)
    for replacement in replacements:
        if next(folded.find(replacement.text), None):
            raise UserError(
                N_("Title"),
                N_("it holds “{term}”, which was replaced."),
                N_("Choose another title."),
                term=replacement.text,
            )
    if title:
        return title
    title = joined([Speech(interview["language"])._("Transcript"), ", ".join(interview["codes"])], " ")
    there = documents.of_moment(writer.connection, interview["partnership_id"], interview["wave_id"])
    taken, number, made = {row["title"] for row in there}, 1, title
    while made in taken:
        number += 1
        made = f"{title} ({number})"
    return made


def _start(writer: Writer, interview: Mapping) -> None:
    if not interview["started_at"]:
        past = interview["planned_on"] and interview["planned_on"] < today().isoformat()
        interviews.start(writer, interview["id"], f"{interview['planned_on']}T12:00:00.000Z" if past else None)


def _day(interview: Mapping) -> str | None:
    return (interview["started_at"] or interview["planned_on"] or "")[:10] or None


def _refuse_same(same: Mapping | None) -> None:
    if same:
        raise UserError(
            N_("Transcript"),
            N_("this file is in the study already, as “{title}” ({where})."),
            N_("Open it there; to add it anew, choose another file."),
            title=same["title"],
            where=joined([same["partnership"], same["wave"], same["added_at"][:10]]),
        )


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    words = [word for text in texts for word in re.findall(r"\w+", text.lower())]
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))
