"""Evidence as a file: Markdown or Word, whole or not there at all."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from canvas.errors import N_, UserError
from canvas.report.evidence_docx import word
from canvas.report.evidence_md import markdown
from canvas.report.evidence_words import pieces, title
from canvas.report.pieces import printable
from canvas.report.sheet import Evidence
from canvas.speech import Speech

ENDINGS = (".md", ".docx")


def content(evidence: Evidence, speech: Speech, ending: str) -> bytes:
    """What a file with this ending holds."""
    said = pieces(evidence, speech)
    if ending == ".md":
        return markdown(said).encode()
    page = speech._("page {page} of {pages}")
    return word(said, speech.language, printable(title(evidence, speech)), page, evidence.made_at)


def file_name(evidence: Evidence, speech: Speech, ending: str) -> str:
    """A name for the file that says what it is about, in signs that every system takes."""
    words = re.sub(r"[^\w]+", "-", title(evidence, speech).casefold()).strip("-_")
    return (words[:80].strip("-_") or "evidence") + ending


def write(evidence: Evidence, speech: Speech, out: Path) -> None:
    """Write a .md or .docx, by the ending of its name; raises UserError where that is another or cannot be written."""
    ending = checked(out)
    held = content(evidence, speech, ending)
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=".pps-", suffix=ending)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(held)
            os.chmod(name, 0o644)
            os.replace(name, out)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise UserError(str(out), N_("the file cannot be written ({why})."), N_("Choose another place."),
                        why=error.strerror) from None  # fmt: skip


def checked(out: Path) -> str:
    """The ending of a file that can be written; raises UserError for another."""
    if out.suffix.lower() not in ENDINGS:
        raise UserError(str(out), N_("this kind of file is not written."), N_("End the name in .md or .docx."))
    return out.suffix.lower()
