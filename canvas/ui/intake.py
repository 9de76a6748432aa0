"""Adding a transcript to an interview: reading, matching speakers, replacing names, storing; one flow on one screen."""

from __future__ import annotations

from canvas.ui.opening import Here


def add_transcript(here: Here, moment: dict) -> None:
    """Draw the whole way in. The link may say `add=<interview id>`, the interview the transcript belongs to."""
    raise NotImplementedError
