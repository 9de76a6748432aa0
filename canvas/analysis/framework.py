"""The framework matrix: moments down, blocks, questions or themes across, and what an evaluator wrote in the cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from canvas import method
from canvas.analysis.compare import PAIR
from canvas.analysis.response_state import STATES, grouped_states


def heard(cells: Iterable[Mapping], axis: str) -> Mapping[tuple, dict]:
    """Return per (partnership, wave, key) the notes and the state, of cells of a block, or of rows of themes.

    On the axis `question` a cell takes in all blocks that feed it.
    """
    if axis == "theme":
        by_place: dict[tuple, dict] = {}
        for cell in cells:
            at = (*(cell[name] for name in PAIR), cell["theme_id"])
            counted = by_place.setdefault(at, {"notes": 0, "state": "heard"})
            counted["notes"] += cell["notes"]
        return by_place
    feeds = {block: key for key in method.questions() for block in method.blocks_of(key)}

    def place(cell: Mapping) -> tuple[str, str, str]:
        key = cell["block"] if axis == "block" else feeds[cell["block"]]
        return cell["partnership_id"], cell["wave_id"], key

    return grouped_states(cells, place)


def framework(
    pairs: Sequence[tuple[str, str]],
    keys: Sequence[str],
    heard: Mapping[tuple, Mapping],
    summaries: Mapping[tuple, Mapping],
    flagged: Collection[str] = (),
) -> list[list[dict]]:
    """Return per pair a row with per key a cell: {notes, state, summary (None: none), flagged, waiting}.

    `waiting` are notes that no summary was written of; `flagged` holds the ids of summaries whose notes changed.
    """
    silent = {"notes": 0, "state": STATES[-1]}
    made = []
    for pair in pairs:
        row = []
        for key in keys:
            counts, summary = heard.get((*pair, key), silent), summaries.get((*pair, key))
            row.append(
                {
                    "notes": counts["notes"],
                    "state": counts["state"],
                    "summary": summary,
                    "flagged": summary is not None and summary["id"] in flagged,
                    "waiting": 0 if summary else counts["notes"],
                }
            )
        made.append(row)
    return made


def progress(rows: Iterable[Iterable[Mapping]]) -> dict[str, int]:
    """Count how far the matrix is: cells written, waiting (notes without a summary) and flagged."""
    cells = [cell for row in rows for cell in row]
    return {
        "written": sum(cell["summary"] is not None for cell in cells),
        "waiting": sum(cell["waiting"] > 0 for cell in cells),
        "flagged": sum(cell["flagged"] for cell in cells),
    }
