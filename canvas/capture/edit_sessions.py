"""Bursts: what one person types at one question in one go is one version, however often it was saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from canvas.capture.difference import dropped

PAUSE = 30  # seconds without a save that end a burst
LONGEST_SESSION = 300  # seconds after which an edit session ends
DROPPED = 80  # characters that may go lost within a burst; with more, what they said is kept as a version


def dropped_if_continued(answer: Mapping, after: Mapping, user_id: str, burst: str, at: str) -> int | None:
    """Return the characters dropped since the burst began, or None where this save begins a version of its own.

    `answer` is one as `answers.lock` gives it, `after` what it should say; `at` is the server's time.
    """
    if not burst or answer["burst"] != burst or answer["made_by"] != user_id:
        return None
    if not (0 <= _seconds(answer["made_at"], at) <= PAUSE and 0 <= _seconds(answer["begun_at"], at) <= LONGEST_SESSION):
        return None  # also where the clock went back
    differing = {name for name, value in after.items() if answer[name] != value}
    opened = (answer["state"], after["state"]) == ("open", "answered")
    if differing - {"text", "state" if opened else "text"}:
        return None
    total = answer["dropped"] + dropped(answer["text"], after["text"])
    return total if total <= DROPPED else None


def _seconds(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
