"""The list of what was replaced in a transcript, as a file to keep apart from the study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from canvas.capture.pseudonyms import Replacement
from canvas.capture.terms import LABELS, Place
from canvas.errors import N_, UserError
from canvas.exchange.tables import csv_bytes
from canvas.speech import Speech
from canvas.store.backup import atomic_file

RAW = ("replaced", "by", "kind", "places")
HEADS = (N_("Replaced"), N_("Replaced by"), N_("Kind"), N_("Places"))


def as_csv(replacements: Sequence[Replacement], language: str) -> bytes:
    """Return the list as .csv in a language, a row for each way in which something was written; "" is the raw form.

    `places` are those of the code in the transcript as it is stored: the turn and the character in it where the code
    begins, both counted from 1 (raw `3:18 7:1`, which a spreadsheet would take for times). A speaker's label that is
    nowhere in the text has none.
    """
    speech = Speech(language or "en")
    rows = [tuple(map(speech._, HEADS)) if language else RAW]
    for replacement in replacements:
        kind = speech._(LABELS[replacement.kind]) if language else replacement.kind
        rows.append((replacement.text, replacement.by, kind, _places(replacement.places, speech if language else None)))
    return csv_bytes(rows, language)


def _places(places: Sequence[Place], speech: Speech | None) -> str:
    if speech is None:
        return " ".join(f"{place.turn + 1}:{place.start + 1}" for place in places)
    return "; ".join(
        speech._("turn {turn}, character {at}", turn=place.turn + 1, at=place.start + 1) for place in places
    )


def write(replacements: Sequence[Replacement], out: Path, language: str) -> None:
    """Write the list to a new file that only its owner can read; raises UserError where that cannot be.

    A file that is there already may be the list of another transcript, so it is never written over.
    """
    if out.suffix.lower() != ".csv":
        raise UserError(str(out), N_("the list of replacements is a .csv file."), N_("End the name in .csv."))
    if out.exists():
        raise UserError(
            str(out),
            N_("this file is there already, and may be the only list of another transcript."),
            N_("Choose another name."),
        )
    with atomic_file.explain_write_errors(out), atomic_file.atomic_write(out) as draft:
        draft.write_bytes(as_csv(replacements, language))
