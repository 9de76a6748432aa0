"""Holds the studies that this process has opened, each opened once."""

from __future__ import annotations

import threading
from pathlib import Path

from canvas.errors import N_, UserError
from canvas.exchange.demo import open_demo
from canvas.store import Study, exists, open_study
from canvas.store.check.check import require_undamaged


def study_at(where: str, demo: bool = False) -> Study:
    """Return the study at a file or URL, opened once a process; opened anew when the file was replaced.

    `demo` makes the demo study there when it is absent.
    """
    with _lock:
        already_open = _studies.get(where)
        if already_open and not already_open.moved and not already_open.truncated:
            return already_open
        if already_open:
            already_open.close()
            if not exists(where):
                raise UserError(
                    Path(where).name,
                    N_("the study file is no longer where it was."),
                    N_("Put it back, then try again."),
                )
        study = open_demo(where) if demo else open_study(where, create=True)
        if already_open:
            require_undamaged(study)
        _studies[where] = study
        return study


_lock = threading.Lock()


_studies: dict[str, Study] = {}
