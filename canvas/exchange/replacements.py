"""The list of what was replaced in a transcript, as a file to keep apart from the study."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from canvas.capture.pseudonyms import Replacement
from canvas.errors import N_, UserError
from canvas.exchange.tables import disarmed
from canvas.store import placing

COLUMNS = ("replaced", "by", "kind", "places")


def as_csv(replacements: Sequence[Replacement]) -> bytes:
    """The list as .csv, a row for each way in which something was written.

    `places` are those of the code in the transcript as it is stored: the turn and the character in it where the code
    begins, both counted from 1 (`3:18 7:1`). A speaker's label that is nowhere in the text has none.
    """
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for one in replacements:
        places = " ".join(f"{place.turn + 1}:{place.start + 1}" for place in one.places)
        table.writerow([disarmed(one.text), disarmed(one.by), one.kind, places])
    return file.getvalue().encode("utf-8-sig")  # a byte order mark, so that Excel reads the accents right


def write(replacements: Sequence[Replacement], out: Path) -> None:
    """Write the list to a new file that only its owner can read; raises UserError where that cannot be.

    A file that is there already may be the list of another transcript, so it is never written over.
    """
    if out.suffix.lower() != ".csv":
        raise UserError(str(out), N_("the list of replacements is a .csv file."), N_("End the name in .csv."))
    if out.exists():
        raise UserError(str(out), N_("this file is there already, and may be the only list of another transcript."),
                        N_("Choose another name."))  # fmt: skip
    with placing.writing_to(out), placing.drafted(out) as draft:
        draft.write_bytes(as_csv(replacements))
