"""The list of what was replaced in a transcript, as a file to keep apart from the study."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from canvas.capture.pseudonyms import Replacement
from canvas.exchange.tables import disarmed

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
