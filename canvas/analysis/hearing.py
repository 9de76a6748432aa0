"""Who was heard, who was silent and who was never asked: read from cells, never averaged."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

# From most to least said. For several respondents or blocks the most said counts: heard > no opinion > no answer.
STATES = ("heard", "no_opinion", "not_answered", "not_asked")
RATINGS = [f"rated_{value}" for value in range(1, 6)]
KEY = ["partnership_id", "wave_id", "role", "block"]


def cells_frame(cells: Iterable[dict]) -> pd.DataFrame:
    """Cells as a frame: partnership_id, wave_id, role ('' for none), block, the counts, and `state`."""
    from canvas.store.schema import COUNTS

    frame = pd.DataFrame(list(cells), columns=[*KEY, *COUNTS])
    frame["state"] = state(frame)
    return frame


def state(frame: pd.DataFrame) -> pd.Series:
    """Per row of counts: heard, no_opinion, not_answered or not_asked; a skipped question was asked, not answered."""
    said = pd.Series("not_asked", index=frame.index, dtype=object)
    said[frame["asked"] > 0] = "not_answered"
    said[frame["no_opinion"] > 0] = "no_opinion"
    said[(frame["notes"] > 0) | (frame["answered"] > 0)] = "heard"
    return said


def together(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Counts summed over cells per group, with the state that follows; without `respondents`, since people recur."""
    counts = [name for name in frame.columns if name not in (*KEY, "state", "respondents", *by)]
    summed = frame.groupby(by, as_index=False, sort=False)[counts].sum()
    summed["state"] = state(summed)
    return summed


def roles_heard(frame: pd.DataFrame, by: list[str]) -> pd.Series:
    """Per group, the number of roles heard; notes without a role never count as one."""
    heard = frame[(frame["state"] == "heard") & (frame["role"] != "")]
    return heard.groupby(by)["role"].nunique()
