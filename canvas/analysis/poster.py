"""What the poster shows: per block its notes, and why there are none where there are none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter

from canvas.analysis.response_state import grouped_states
from canvas.store.row_types import SourcedNote

ROOM = 5  # notes that a tile of one row shows in any case; more where its box has room, the others are a click away


def tiles(
    notes: Sequence[SourcedNote],
    cells: Sequence[Mapping],
    blocks: Sequence[str],
    shown_roles: Collection[str],
    shown_origins: Collection[str],
    weights: Mapping[str, int],
) -> dict[str, dict]:
    """Return per block in scope: `notes` (rows within the filter), `all` (a count), `state`, `filtered`.

    Notes that most points rest on come first (`weights`, by note id), then the newest. `shown_roles` ('' for none) and
    `shown_origins` are the filter. `state` speaks of the shown roles alone: heard, no_opinion, not_answered or
    not_asked.
    """
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
        tile["notes"].sort(key=itemgetter("created_at", "id"), reverse=True)
        tile["notes"].sort(key=lambda note: -weights.get(note["id"], 0))
        tile["filtered"] = tile["all"] - len(tile["notes"])
    return by_block


def turns(notes: Sequence[SourcedNote]) -> dict[str, int]:
    """Return per note id its turn to be shown, from 0: each role in turn its next one, so that none falls off."""
    by_role: dict[str | None, list[str]] = {}
    for note in notes:
        by_role.setdefault(note["role"], []).append(note["id"])
    rounds = zip_longest(*by_role.values())
    order = (note_id for of_round in rounds for note_id in of_round if note_id is not None)
    return {note_id: turn for turn, note_id in enumerate(order)}


def room(notes: Sequence[SourcedNote], tall: int, wide: bool) -> int:
    """Return how many notes a tile shows in any case: one of each role at least. It is `tall` rows high."""
    return min(len(notes), max(ROOM * tall + wide, len({note["role"] for note in notes})))
