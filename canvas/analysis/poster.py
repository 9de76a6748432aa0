"""What the poster shows: per block its notes, and why there are none where there are none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter

from canvas.analysis.response_state import grouped_states
from canvas.store.row_types import SourcedNote

ROOM = 5  # notes that fit in a tile of one row; the others are a click away


def tiles(
    notes: Sequence[SourcedNote],
    cells: Sequence[Mapping],
    blocks: Sequence[str],
    roles: Sequence[str],
    shown_roles: Collection[str],
    shown_origins: Collection[str],
) -> dict[str, dict]:
    """Return per block in scope: `notes` (rows within the filter, by role), `all` (a count), `state`, `filtered`.

    `roles` are all role keys in their order, '' for none; `shown_roles` and `shown_origins` are the filter. `state`
    speaks of the shown roles alone: heard, no_opinion, not_answered or not_asked.
    """
    order = {role: place for place, role in enumerate(roles)}
    states = grouped_states((cell for cell in cells if cell["role"] in shown_roles), itemgetter("block"))
    silent = {"state": "not_asked"}
    by_block = {block: {"notes": [], "all": 0, "state": states.get(block, silent)["state"]} for block in blocks}
    for note in notes:
        tile = by_block.get(note["block"])
        if tile is None:
            continue
        tile["all"] += 1
        if (note["role"] or "") in shown_roles and note["origin"] in shown_origins:
            tile["notes"].append(note)
    for tile in by_block.values():
        tile["notes"].sort(key=lambda note: order.get(note["role"] or "", len(order)))
        tile["filtered"] = tile["all"] - len(tile["notes"])
    return by_block


def fitting(notes: Sequence[SourcedNote], room: int = ROOM) -> list[SourcedNote]:
    """Choose as many notes as there is room for, taken in turn from each role, so that no role falls off the poster."""
    by_role: dict[str | None, list[SourcedNote]] = {}
    for note in notes:
        by_role.setdefault(note["role"], []).append(note)
    chosen: list[SourcedNote] = []
    turn = 0
    while len(chosen) < room and any(len(rows) > turn for rows in by_role.values()):
        chosen += [rows[turn] for rows in by_role.values() if len(rows) > turn]
        turn += 1
    chosen_ids = {note["id"] for note in chosen[: max(room, len(by_role))]}
    return [note for note in notes if note["id"] in chosen_ids]
