"""Who was heard, who was silent and who was never asked: read from cells, never averaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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


def interviewed(answers: Sequence[Mapping], roles: Iterable[str]) -> dict[str, list[dict]]:
    """Per role in its order what became of the questions asked, one row per interview; no row: it was not asked.

    `answers` are those of one block, as `store.answers.of_block` gives them. A row holds `codes`, `state` (heard,
    no_opinion, skipped or not_answered: the most that was said), `worded` (whether in words), `ratings` (each a
    number, or None for "don't know") and `reasons` (why a question was skipped).
    """
    found: dict[str, dict[str, list[Mapping]]] = {role: {} for role in roles}
    for row in answers:
        found.setdefault(row["role"], {}).setdefault(row["interview_id"], []).append(row)
    return {role: [_became(rows) for rows in held.values()] for role, held in found.items()}


def _became(rows: Sequence[Mapping]) -> dict:
    states = {row["state"] for row in rows}
    said = {"answered": "heard", "no_opinion": "no_opinion", "skipped": "skipped", "open": "not_answered"}
    return {
        "codes": rows[0]["codes"],
        "state": next(name for state, name in said.items() if state in states),
        "worded": any(row["text"].strip() for row in rows),
        "ratings": [row["rating"] for row in rows if row["rating"] or row["dont_know"]],
        "reasons": [row["reason"] for row in rows if row["state"] == "skipped"],
    }
