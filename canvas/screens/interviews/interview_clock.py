"""How long an interview has lasted beside what its guide reckons with, ticking while it is held."""

from __future__ import annotations

from datetime import UTC, datetime

from canvas.screens.interviews.interview_session import OpenInterview
from canvas.ui import i18n
from canvas.ui.component_files import asset, script
from canvas.ui.components import component
from canvas.ui.i18n import _

LONGEST_RUNNING = 6 * 60 * 60  # seconds; what began longer ago is another day's, and its date says more
_clock = component("pps_clock", css=asset("clock.css"), js=script("clock.js"))


def clock(interview: OpenInterview) -> None:
    """Draw the minutes since the interview began, of how many, by the server's time, not the browser's."""
    passed = _passed(interview)
    if passed is None:
        return
    minutes = interview.guide.minutes
    data = {
        "passed": passed,
        "minutes": minutes,
        "began": interview.row["started_at"],
        "label": _("Time since the start"),
        "words": _("{passed} of {minutes} min") if minutes else _("{passed} min"),
    }
    _clock(key="interview_clock", data=data, width="content")


def time_line(interview: OpenInterview) -> str:
    """Return the time in the line at the top where no clock runs: how long it will take, or when it began."""
    row, minutes = interview.row, interview.guide.minutes
    if not row["started_at"]:
        return _("about {minutes} minutes", minutes=minutes) if minutes else ""
    if _passed(interview) is not None:
        return ""
    return _("started on {day}", day=i18n.a_date(row["started_at"]))


def _passed(interview: OpenInterview) -> int | None:
    row = interview.row
    if not row["started_at"] or row["completed_at"]:
        return None
    passed = int((datetime.now(UTC) - datetime.fromisoformat(row["started_at"])).total_seconds())
    return max(passed, 0) if passed <= LONGEST_RUNNING else None
