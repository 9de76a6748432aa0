"""That a lesson rests on points that are contested, said wherever it rests on them: on its card, and in its form."""

from __future__ import annotations

from collections.abc import Collection

from canvas.speech import Speech
from canvas.store.row_types import TablePoint


def contested_words(points: Collection[TablePoint], speech: Speech) -> str:
    """Return how many of the points of a lesson are contested or contradicted, and by how much; '' for none."""
    against = [sum(stance == "contradicts" for stance in point["notes"].values()) for point in points]
    disputed = sum(bool(notes) or point["state"] == "contested" for notes, point in zip(against, points, strict=True))
    if not disputed:
        return ""
    if not sum(against):
        return speech.n_("{n} of these points is contested", "{n} of these points are contested", disputed)
    return speech.n_(
        "{n} of these points is contested: {notes}",
        "{n} of these points are contested: {notes}",
        disputed,
        notes=speech.n_("{n} note speaks against", "{n} notes speak against", sum(against)),
    )
