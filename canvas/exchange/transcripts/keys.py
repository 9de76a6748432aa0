"""The list that leads from codes back to names: a file to keep apart from the study, and the only way back."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from canvas.capture.pseudonyms import Replacement
from canvas.errors import N_, UserError
from canvas.exchange.tables import disarmed

COLUMNS = ("code", "replaced", "kind", "places")


def rows(replacements: Sequence[Replacement]) -> list[dict]:
    """Per term that was replaced: its code, the term as written, its kind, and at how many places it stood."""
    return [{"code": one.by, "replaced": one.text, "kind": one.kind, "places": len(one.places)} for one in replacements]


def as_csv(replacements: Sequence[Replacement]) -> bytes:
    """The list as a .csv that a spreadsheet opens with its accents right and runs nothing of."""
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, COLUMNS)
    table.writeheader()
    table.writerows({name: disarmed(value) for name, value in row.items()} for row in rows(replacements))
    return file.getvalue().encode("utf-8-sig")


def write(replacements: Sequence[Replacement], out: Path) -> None:
    """Write the list to a new file that only its owner can read; raises UserError where that cannot be.

    A file that is there already may be the list of another transcript, so it is never written over.
    """
    if out.suffix.lower() != ".csv":
        raise UserError(str(out), N_("the list of replacements is a .csv file."), N_("End the name in .csv."))
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UserError(str(out), N_("this file is there already, and may be the only list of another transcript."),
                        N_("Choose another name.")) from None  # fmt: skip
    except OSError as error:
        raise UserError(str(out), N_("the file cannot be written ({why})."), N_("Choose another place."),
                        why=error.strerror) from None  # fmt: skip
    with os.fdopen(handle, "wb") as file:
        file.write(as_csv(replacements))
        file.flush()
        os.fsync(file.fileno())
