"""Says in a file what was left out of it for its reader, and by which rule: no gap without a word on paper either."""

from __future__ import annotations

from collections.abc import Collection

from canvas.access.small_numbers import Limits
from canvas.speech import Speech, joined


def rule_of_file(limits: Limits | None, speech: Speech) -> str:
    """Return by which rule a file made for a limited reader leaves words out; '' where nothing is left out."""
    if limits is None:
        return ""
    whose = speech._(
        "Made for a partnership lead: what was said in a role, or at a partner, of which fewer than {n} people were "
        "heard is not in this file.",
        n=limits.people,
    )
    rated = speech._("Nor are ratings of a block or factor that fewer than {n} of a role gave.", n=limits.people)
    points = speech._("Points on it are, once a colleague checked them.") if limits.checked else ""
    return joined([whose, rated, points], " ")


def of_point(stances: object, speech: Speech) -> str:
    """Return that words on a point are held back: for it, against it ("supports", "contradicts") or both."""
    match = tuple(stances) if isinstance(stances, Collection) else ()
    if "contradicts" not in match:
        return speech._("Words that support it are held back.")
    if "supports" not in match:
        return speech._("Words that contradict it are held back.")
    return speech._("Words that support it and words that contradict it are held back.")


def amount(notes: int, points: int, speech: Speech) -> str:
    """Return how many notes and points are left out, '' for none."""
    counted = [
        speech.n_("{n} note", "{n} notes", notes) if notes else "",
        speech.n_("{n} point", "{n} points", points) if points else "",
    ]
    return joined(counted, ", ")
