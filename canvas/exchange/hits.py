"""Hits of a search as lines to read and as records to work with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from canvas.errors import N_
from canvas.exchange.wording import Wording
from canvas.speech import joined
from canvas.store.search.search import Hit, Snippet


def records(hits: Sequence[Hit]) -> list[dict]:
    """Return hits as records that a script can read, with keys and ids.

    They hold kind, id, text, marks, partnership, wave, role, roles, block, question, rank, interview_id, document_id.

    `text` is the piece that is shown and `marks` the [start, end] spans in it, in code points; of a document `places`
    has up to three pieces, each with `at`, its place in the document.
    """
    return [_record(hit) for hit in hits]


KINDS = {
    "note": N_("Note"),
    "answer": N_("Answer"),
    "document": N_("Document"),
    "point": N_("Point"),
    "lesson": N_("Lesson"),
}


def lines(hits: Sequence[Hit], wording: Wording) -> Iterator[str]:
    """Yield a line for each hit: kind, where it stands, and its text with the words between square brackets."""
    _ = wording.speech._
    for hit in hits:
        roles = ", ".join(map(wording.role, hit.roles))
        block = wording.speech.block(hit.block) if hit.block else ""
        title = marked(hit.title) if hit.title else ""
        kind = _(KINDS[hit.kind])
        where = joined([hit.partnership or _("Across partnerships"), hit.wave, roles, block, title])
        yield f"{kind} ({where}): {' '.join(marked(piece) for piece in hit.snippets)}"


def key_lines(hits: Sequence[Hit]) -> Iterator[str]:
    """Yield a line for each hit with the keys as they are stored, and its id."""
    for hit in hits:
        where = joined([hit.partnership, hit.wave, ", ".join(hit.roles), hit.block, hit.question])
        yield f"{hit.kind} {hit.id} ({where}): {' '.join(marked(piece) for piece in hit.snippets)}"


def marked(snippet: Snippet) -> str:
    """Return a piece on one line, the words that were found between square brackets."""
    text = "".join(f"[{part}]" if is_hit else part for part, is_hit in snippet.parts)
    return " ".join(f"{'… ' * snippet.before}{text}{' …' * snippet.after}".split())


def _record(hit: Hit) -> dict:
    record: dict = {
        "kind": hit.kind,
        "id": hit.id,
        "text": hit.text,
        "marks": [list(mark) for mark in hit.marks],
        "partnership": hit.partnership or None,
        "wave": hit.wave or None,
        "role": hit.roles[0] if hit.roles else None,
        "roles": list(hit.roles),
        "block": hit.block or None,
        "question": hit.question or None,
        "rank": hit.rank,
        "interview_id": hit.interview_id,
        "document_id": hit.document_id,
    }
    if hit.kind == "document":
        record["title"] = hit.title.text if hit.title else ""
        record["places"] = [
            {"at": piece.at, "text": piece.text, "marks": [list(mark) for mark in piece.marks]}
            for piece in hit.snippets
        ]
    return record
