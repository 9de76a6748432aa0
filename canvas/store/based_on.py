"""Writes that say what they were based on: only what was changed is written, and nothing of another's unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from canvas.errors import ChangedMeanwhile, Clash


def settled(place: str, labels: Mapping[str, str], opened: Mapping | None, now: Mapping, mine: Mapping,
            who: Callable[[list[str]], str] = lambda _fields: "") -> dict:  # fmt: skip
    """What each field of `mine` is to say: what was changed in it since it was `opened`, else what stands `now`.

    `now` is read under a lock that lasts until the commit, so nothing comes in between; it goes by content, never by a
    clock. `labels` are the names of the fields in words (N_), `who` looks up who changed those fields. None for
    `opened` is for what has no screen, and is based on `now`. Raises ChangedMeanwhile, which names every field that
    was changed both here and elsewhere, to something else.
    """
    if opened is None:
        return dict(mine)
    clashes = [
        Clash(field, labels.get(field, field), value, now[field])
        for field, value in mine.items()
        if value != opened[field] and now[field] not in (opened[field], value)
    ]
    if clashes:
        raise ChangedMeanwhile(place, who=who([clash.field for clash in clashes]), clashes=clashes)
    return {field: now[field] if value == opened[field] else value for field, value in mine.items()}


def merged(opened: Iterable | None, now: Iterable, mine: Iterable) -> set:
    """Which of a set are to be in it: what was put in or taken out here, on top of what stands now."""
    now, mine = set(now), set(mine)
    if opened is None:
        return mine
    opened = set(opened)
    return now - (opened - mine) | (mine - opened)
