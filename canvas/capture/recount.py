"""Counts a transcript again from the rows it was stored in, and holds that against what was shown before."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.capture.pseudonyms import Replacement
from canvas.capture.transcript import Transcript
from canvas.errors import N_, UserError
from canvas.store import Writer, documents


def characters(text: str) -> int:
    """Count the characters of a text, white space not counted, as the reading of a file counts them."""
    return sum(map(len, text.split()))


def check_stored(writer: Writer, document_id: str, transcript: Transcript, replacements: Sequence[Replacement]) -> None:
    """Raise UserError where the stored turns are not those that were shown, so that nothing is stored at all.

    Of the rows are counted: the turns, the places at which a code stands, and the characters of the file that are kept
    (a code counts as what it stands for).
    """
    text = documents.get(writer.connection, document_id)["text"]
    rows = documents.turns(writer.connection, document_id)
    shown_numbers = [number for number, turn in enumerate(transcript.turns) if turn.text.strip()]
    stored = dict(zip(shown_numbers, (text[row["start"] : row["end"]] for row in rows), strict=False))
    _compare(N_("{stored} turns would be stored of the {shown} that were shown."), len(shown_numbers), len(rows))
    places = [(place, replacement) for replacement in replacements for place in replacement.places]
    standing = [
        replacement
        for place, replacement in places
        if stored.get(place.turn, "")[place.start : place.end] == replacement.by
    ]
    _compare(N_("{stored} of the {shown} places shown as replaced would be."), len(places), len(standing))
    kept_count = sum(characters(words) for words in stored.values())
    kept_count += sum(characters(replacement.text) - characters(replacement.by) for replacement in standing)
    _compare(
        N_("{stored} characters would be kept of the {shown} that were shown."), transcript.characters_kept, kept_count
    )


def _compare(fault: str, shown: int, stored: int) -> None:
    if shown != stored:
        raise UserError(
            N_("Transcript"),
            fault,
            N_("Nothing is stored. Choose the file again; if this returns, tell whoever keeps this workbench."),
            shown=shown,
            stored=stored,
        )
