"""Builds the evidence that tests look at: answers, a transcript, a publication, and points that rest on them."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.capture import answers as capture
from canvas.store import documents
from canvas.store.notes import notes
from canvas.store.points import point_states, points
from tests import build
from tests.build import Begun

SPEECH = (
    ("Interviewer", "Wat kost het u om mee te doen?", 0),
    ("NT-B1", "Vooral tijd. Een leermeester is <b>acht uur</b> per week kwijt.", 65_000),
    ("Interviewer", "Elke week?", 72_500),
    ("NT-B1", "Elke week, het hele jaar.", 75_000),
)
PASSAGE = "Een leermeester is <b>acht uur</b> per week kwijt."
PUBLISHED = "Inleiding.\n\nDe gemeente betaalt de helft van de reiskosten.\n\nSlot."


@dataclass(frozen=True)
class Rested:
    """The ids of a point and of what it rests on."""

    begun: Begun
    interview: str
    answer: str
    transcript: str
    publication: str
    answered: tuple[str, str]
    spoken: str
    published: str
    point: str


def transcript(begun: Begun, interview_id: str, speech=SPEECH, question: str | None = "costs.main") -> str:
    """Store a transcript of an interview, turn after turn; the second turn is linked to a question."""
    text, turns = "", []
    for speaker, words, from_ms in speech:
        text += "\n\n" if text else ""
        turns.append(
            {
                "speaker": speaker,
                "start": len(text),
                "end": len(text) + len(words),
                "from_ms": from_ms,
                "to_ms": None,
                "question": None,
            }
        )
        text += words
    intake = {"cues_in_file": 4, "cues_read": 4, "characters_in": 120, "characters_kept": 118}
    with begun.study.writing(begun.user) as writer:
        made = documents.add(
            writer,
            title="Gesprek NT-B1",
            text=text,
            kind="transcript",
            source="nt-b1.vtt",
            language="nl",
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            interview_id=interview_id,
            hash="ab" * 32,
            intake=intake,
        )
        speakers = [
            {"label": "Interviewer", "part": "interviewer", "respondent_id": None},
            {"label": "NT-B1", "part": "respondent", "respondent_id": begun.employer},
        ]
        documents.add_turns(writer, made, speakers, turns)
        if question:
            documents.link_question(writer, made, 1, question)
    return made


def passage_note(
    begun: Begun,
    document_id: str,
    words: str,
    *,
    turn: int | None = None,
    role: str | None = None,
    block: str = "costs",
    respondent: str | None = None,
    section: str = "",
) -> str:
    """A note on these words of a document."""
    with begun.study.writing(begun.user) as writer:
        text = documents.get(writer.connection, document_id)["text"]
        start = text.index(words)
        made = documents.add_passage(writer, document_id, section, start, start + len(words), turn, respondent)
        return notes.add(
            writer,
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            role=role,
            block=block,
            text=words,
            origin="passage",
            position=0,
            passage_id=made,
        )


def rested(begun: Begun) -> Rested:
    """A point on the costs, agreed: two lines of an answer and a transcript carry it, a publication contradicts it."""
    interview, (first, second) = build.answered(begun, "Een leermeester kost ons een dag per week\n! Reizen is duur")
    spoken_in = transcript(begun, interview)
    spoken = passage_note(begun, spoken_in, PASSAGE, turn=1, role="employer", respondent=begun.employer)
    with begun.study.writing(begun.user) as writer:
        publication = documents.add(
            writer,
            title="Jaarverslag",
            text=PUBLISHED,
            kind="publication",
            source="Uitgeverij Voorbeeld",
            language="nl",
            dated="2025-03-01",
            partnership_id=begun.partnership,
            wave_id=begun.wave,
        )
    published = passage_note(begun, publication, "De gemeente betaalt de helft van de reiskosten.", section="Kosten")
    stances = {first["id"]: "supports", second["id"]: "supports", spoken: "supports", published: "contradicts"}
    with begun.study.writing(begun.user) as writer:
        point = points.add(
            writer,
            "financing",
            "Begeleiden kost ondernemers vooral tijd",
            ["employer"],
            begun.partnership,
            begun.wave,
            stances,
        )
    for state, reason in (("checked", ""), ("agreed", "Besproken in de stuurgroep")):
        with begun.study.writing(begun.other_user) as writer:
            point_states.change_state(writer, point, state, reason)
    return Rested(
        begun,
        interview,
        first["answer_id"],
        spoken_in,
        publication,
        (first["id"], second["id"]),
        spoken,
        published,
        point,
    )


def change_note(begun: Begun, note_id: str, text: str) -> None:
    """Reword a note, as in its form."""
    with begun.study.reading() as connection:
        note = notes.get(connection, note_id)
    capture.rewrite_note(begun.study, begun.user, note_id, text, note["block"], note["kind"], opened=note)
