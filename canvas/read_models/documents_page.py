"""Reads what the documents screen shows: the list, one document above its text, and what a transcript is added to."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.capture.interviewing import guide_of
from canvas.errors import N_
from canvas.guides import Guide
from canvas.read_models.held_back import require_one_person
from canvas.store import Connection, documents, guides, interviews, moments, respondents
from canvas.store.limited import held_back_counts
from canvas.store.overview.filtered_moments import Pair
from canvas.store.row_types import ListedDocument, ListedInterview, ListedRespondent, MomentRow, ReadDocument


@dataclass(frozen=True)
class DocumentsPage:
    """The documents of a moment and those across partnerships, as rows of `store.documents.of_moment`.

    `held_back` is how many of the moment are held back from the reader.
    """

    of_moment: list[ListedDocument]
    across: list[ListedDocument]
    held_back: int


def documents_page(connection: Connection, pair: Pair) -> DocumentsPage:
    """Return the documents of a partnership and wave (`pair`), and those of none."""
    hidden = held_back_counts.documents_held_back(connection, pair)
    return DocumentsPage(documents.of_moment(connection, *pair), documents.of_moment(connection), hidden)


@dataclass(frozen=True)
class ReaderPage:
    """A document (`store.documents.get`) and the moment it is of; the interview it records, with its guide.

    Each is None where there is none.
    """

    document: ReadDocument
    moment: MomentRow | None
    interview: ListedInterview | None
    guide: Guide | None


def reader_page(connection: Connection, document_id: str) -> ReaderPage:
    """Return a document with where its words come from.

    Raises NotFoundError, and UserError for a limited reader of what one person said.
    """
    document = documents.get(connection, document_id)
    if document["interview_id"]:
        require_one_person(connection, N_("Document"))
    of_partnership = moments.moments(connection, document["partnership_id"]) if document["partnership_id"] else []
    interview = interviews.get(connection, document["interview_id"]) if document["interview_id"] else None
    return ReaderPage(
        document=document,
        moment=next((row for row in of_partnership if row["wave_id"] == document["wave_id"]), None),
        interview=interview,
        guide=guide_of(guides.get(connection, interview["guide_id"])["content"]) if interview else None,
    )


def recorded_interview(connection: Connection, interview_id: str) -> ListedInterview:
    """Return the interview that a transcript is added to, as a row of `store.interviews`; raises NotFoundError."""
    return interviews.get(connection, interview_id)


def interviews_to_record(connection: Connection, pair: Pair) -> list[ListedInterview]:
    """Return the interviews of a partnership and wave (`pair`) that a transcript may be of, as rows of their store."""
    return interviews.of_moment(connection, *pair)


def respondents_to_record(connection: Connection, partnership_id: str) -> list[ListedRespondent]:
    """Return the respondents that an interview may have been held with, as rows of `store.respondents`."""
    return respondents.of_partnership(connection, partnership_id)


@dataclass(frozen=True)
class StoredTranscript:
    """A transcript as it stands in the study: its row of `store.documents`, its turns, and the words in them."""

    document: ReadDocument
    turns: int
    words: int


def stored_transcript(connection: Connection, document_id: str) -> StoredTranscript:
    """Return a transcript, counted of the rows that were stored."""
    document, turns = documents.get(connection, document_id), documents.turns(connection, document_id)
    words = sum(len(document["text"][turn["start"] : turn["end"]].split()) for turn in turns)
    return StoredTranscript(document, len(turns), words)
