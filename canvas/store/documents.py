"""Documents and the passages in them that became notes."""

from __future__ import annotations

import sqlalchemy as sa

from canvas.errors import N_
from canvas.store.ids import new_id
from canvas.store.rows import one
from canvas.store.schema import document, passage
from canvas.store.study import Writer


def add(writer: Writer, *, title: str, text: str, kind: str, source: str, language: str, dated: str | None = None,
        partnership_id: str | None = None, wave_id: str | None = None) -> str:  # fmt: skip
    """Store a document and return its id; without a partnership it speaks across cases."""
    row = {
        "id": new_id(), "title": title, "text": text, "kind": kind, "source": source, "language": language,
        "dated": dated, "partnership_id": partnership_id, "wave_id": wave_id, "added_at": writer.at,
    }  # fmt: skip
    writer.execute(document.insert(), [row])
    return row["id"]


def add_passage(writer: Writer, document_id: str, section: str, start: int, end: int) -> str:
    """Store a span of a document, in Unicode code points, end excluded; returns its id."""
    row = {"id": new_id(), "document_id": document_id, "section": section, "start": start, "end": end}
    writer.execute(passage.insert(), [row])
    return row["id"]


def get(connection: sa.Connection, document_id: str) -> dict:
    """One document; raises NotFound."""
    return one(connection, document, document_id, N_("Document"))
