"""One row per partnership x moment: what is in, and what the next step is."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from canvas.analysis.hearing import cells_frame


def overview(moments: Sequence[dict], blocks: Sequence[str]) -> pd.DataFrame:
    """A frame of moments, in their order.

    Columns: partnership_id, wave_id, code, name, label, position, fictional, phase, roles_heard (list of keys),
    planned, under_way, completed, documents, blocks_covered (blocks in scope with a note or an answer),
    blocks_in_scope, notes, changed_at, next_step.
    """
    rows = []
    for moment in moments:
        cells = cells_frame(moment["cells"])
        heard = cells[cells["state"] == "heard"]
        covered = heard[heard["block"].isin(list(blocks))]["block"].nunique()
        row = {key: moment[key] for key in ("partnership_id", "wave_id", "code", "name", "label", "position",
                                            "fictional", "phase", "documents", "changed_at")}  # fmt: skip
        row |= moment["interviews"]
        row |= {
            "roles_heard": sorted(set(heard["role"]) - {""}), "blocks_covered": int(covered),
            "blocks_in_scope": len(blocks), "notes": int(cells["notes"].sum()),
        }  # fmt: skip
        rows.append(row | {"next_step": next_step(row)})
    return pd.DataFrame(rows)


def next_step(row: dict) -> str:
    """The one step that helps most now: resume, start, plan, or read."""
    if row["under_way"]:
        return "resume"
    if row["planned"]:
        return "start"
    if not row["notes"]:
        return "plan"
    return "read"
