"""Evidence as a file: Markdown or Word."""

from __future__ import annotations

from pathlib import Path

from canvas.errors import N_, UserError
from canvas.report.blocks import printable_piece
from canvas.report.evidence_docx import docx_file
from canvas.report.evidence_md import markdown
from canvas.report.evidence_model import Evidence
from canvas.report.evidence_words import pieces, title
from canvas.speech import Speech
from canvas.store.database.text import file_stem

ENDINGS = (".md", ".docx")


def content(evidence: Evidence, speech: Speech, ending: str) -> bytes:
    """Return the bytes of a file with this ending."""
    whole = pieces(evidence, speech)
    if ending == ".md":
        return markdown(whole).encode()
    page = speech._("page {page} of {pages}")
    return docx_file(whole, speech.language, printable_piece(title(evidence, speech)), page, evidence.made_at)


def file_name(evidence: Evidence, speech: Speech, ending: str) -> str:
    """Return a name for the file that says what it is about, in signs that every system takes."""
    return file_stem(title(evidence, speech), "evidence") + ending


def checked(out: Path) -> str:
    """Return the ending of a file that can be written; raises UserError for another."""
    if out.suffix.lower() not in ENDINGS:
        raise UserError(str(out), N_("this kind of file is not written."), N_("End the name in .md or .docx."))
    return out.suffix.lower()
