"""The history of a point as one reads it: what was done, by whom, when and why, with what differs marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.capture import difference


def history(versions: Sequence[Mapping]) -> list[dict]:
    """Return what was done to a point, newest first, of versions as `store.points.point_versions.of_point` gives them.

    {how, by, at, reason, state (as it was from then on), fell_back (it became a draft by this), parts (the words
    beside those before, as `capture.difference.parts` has them; [] where they stayed), gained and lost (perspectives),
    notes: [{how, text}] (text None where the note was erased)}. What one did to several notes at once is one act, and
    so are the first words of a point and the notes it was made from.
    """
    acts: list[dict] = []
    for row, before in zip(versions, [*versions[1:], None][: len(versions)], strict=True):
        act = _act(row, before)
        if acts and _one_act(acts[-1], act):
            # newest first: the older of the two says what was done, the newer only to which notes as well
            act["notes"] += acts.pop()["notes"]
        acts.append(act)
    return acts


def changes(flag: Mapping) -> list[dict]:
    """Return what changed in a note since it was weighed, of a flag of `store.points.flagged`.

    {what: text, block or kind, before, now, parts (of a text)}; [] where the earlier version is kept nowhere.
    """
    before, now = flag.get("before"), flag.get("now")
    if not before or not now or before["text"] is None:
        return []
    return [
        {"what": what, "before": before[what], "now": now[what]}
        | ({"parts": difference.parts(before[what], now[what])} if what == "text" else {})
        for what in ("text", "block", "kind")
        if before[what] != now[what]
    ]


def _act(row: Mapping, before: Mapping | None) -> dict:
    was, now = set(before["perspectives"]) if before else set(), set(row["perspectives"])
    worded = row["how"] in ("made", "changed") and (not before or before["text"] != row["text"])
    note = [{"how": row["how"], "text": row["note"]}] if row["note_id"] else []
    return {
        "how": "notes" if note else row["how"],
        "by": row["by"],
        "at": row["made_at"],
        "reason": row["reason"],
        "state": row["state"],
        "fell_back": row["how"] == "changed" and before is not None and before["state"] != row["state"],
        "parts": difference.parts(before["text"] if before else "", row["text"]) if worded else [],
        "gained": sorted(now - was) if before else [],
        "lost": sorted(was - now),
        "notes": note,
    }


def _one_act(newer: Mapping, older: Mapping) -> bool:
    same = (newer["by"], newer["at"]) == (older["by"], older["at"])
    return same and newer["how"] == "notes" and older["how"] in ("notes", "made")
