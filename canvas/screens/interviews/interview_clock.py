"""How long an interview has lasted beside what its guide reckons with, ticking while it is held."""

from __future__ import annotations

from datetime import UTC, datetime

from canvas.screens.interviews.interview_session import Sitting
from canvas.ui import i18n
from canvas.ui.component_files import asset, script
from canvas.ui.components import component
from canvas.ui.i18n import _

LONGEST = 6 * 60 * 60  # seconds; what began longer ago is another day's, and its date says more
_clock = component("pps_clock", css=asset("clock.css"), js=script("clock.js"))


def clock(sitting: Sitting) -> None:
    """The minutes since the interview began, of how many; counted on from the server's time, whatever the browser's."""
    passed = _passed(sitting)
    if passed is None:
        return
    minutes = sitting.guide.minutes
    data = {
        "passed": passed,
        "minutes": minutes,
        "began": sitting.row["started_at"],
        "label": _("Time since the start"),
        "words": _("{passed} of {minutes} min") if minutes else _("{passed} min"),
    }
    _clock(key="interview_clock", data=data, width="content")


def beside(sitting: Sitting) -> str:
    """What stands in the line at the top where no clock runs: how long it will take, or when it began."""
    row, minutes = sitting.row, sitting.guide.minutes
    if not row["started_at"]:
        return _("about {minutes} minutes", minutes=minutes) if minutes else ""
    if _passed(sitting) is not None:
        return ""
    return _("started on {day}", day=i18n.a_date(row["started_at"]))


def _passed(sitting: Sitting) -> int | None:
    row = sitting.row
    if not row["started_at"] or row["completed_at"]:
        return None
    passed = int((datetime.now(UTC) - datetime.fromisoformat(row["started_at"])).total_seconds())
    return max(passed, 0) if passed <= LONGEST else None
