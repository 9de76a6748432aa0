"""Documents whose passages become notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.store import Writer, documents
from canvas.store.database.text import clean, clean_line
from canvas.store.notes import notes


def load_document(
    writer: Writer, about: Mapping, sections: Sequence[Mapping], partnership_id: str | None, wave_id: str | None
) -> dict[str, str]:
    """Store a document made of sections with passages, and its notes; returns note ids by the notes' keys.

    `about` holds title, kind, source, language and dated; a section holds title and `passage` (text, `note`); a note
    holds key, block, text, and a role only where the source gives it. Spans are Unicode code points of the whole text.
    """
    text, spans = "", []
    for section in sections:
        title = clean_line(section["title"])
        text += ("\n\n" if text else "") + title + "\n"
        for passage in section["passage"]:
            words = clean(passage["text"]).strip()
            text += "\n"
            spans.append((title, len(text), len(text) + len(words), passage.get("note", ())))
            text += words
    document_id = documents.add(
        writer,
        title=about["title"],
        text=text,
        kind=about["kind"],
        source=about["source"],
        language=about.get("language", "nl"),
        dated=about.get("dated"),
        partnership_id=partnership_id,
        wave_id=wave_id,
    )
    made: dict[str, str] = {}
    for title, start, end, rows in spans:
        passage_id = documents.add_passage(writer, document_id, title, start, end)
        for row in rows:
            made[row["key"]] = notes.add(
                writer,
                partnership_id=partnership_id,
                wave_id=wave_id,
                role=row.get("role"),
                block=row["block"],
                text=clean_line(row["text"]),
                origin="passage",
                position=len(made),
                passage_id=passage_id,
                kind=row.get("kind", "plain"),
            )
    return made


def load_passage(writer: Writer, document_id: str, start: int, end: int, about: Mapping) -> str:
    """Store a passage of a transcript and its note, within a transaction that goes on; returns the note's id.

    `about` holds block; note (what it says, else the words of the passage), kind, and asked, the key of the question
    that its turn answers. Who is heard, and in which role, follows from who speaks.
    """
    document, spoken = (
        documents.get(writer.connection, document_id),
        documents.turn_at(writer.connection, document_id, start),
    )
    speaker = spoken if spoken and spoken["part"] == "respondent" else None
    passage_id = documents.add_passage(
        writer,
        document_id,
        "",
        start,
        end,
        spoken["number"] if spoken else None,
        speaker["respondent_id"] if speaker else None,
    )
    if spoken and "asked" in about:
        documents.link_question(writer, document_id, spoken["number"], about["asked"])
    return notes.add(
        writer,
        partnership_id=document["partnership_id"],
        wave_id=document["wave_id"],
        role=speaker["role"] if speaker else None,
        block=about["block"],
        text=clean_line(about.get("note", document["text"][start:end])),
        origin="passage",
        position=start,
        passage_id=passage_id,
        kind=about.get("kind", "plain"),
    )
