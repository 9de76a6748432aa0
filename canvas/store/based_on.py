"""Writes that say what they were based on: only what was changed is written, and nothing of another's unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from canvas.errors import ChangedMeanwhileError, Clash


def merge_fields(
    place: str,
    labels: Mapping[str, str],
    opened: Mapping | None,
    now: Mapping,
    mine: Mapping,
    who: Callable[[list[str]], str] = lambda _fields: "",
    words: Callable[[str, object], str] = lambda _field, _value: "",
) -> dict:
    """Return the fields to write: the value of `mine` where it was changed since it was `opened`, else that of `now`.

    `now` is read under a lock that lasts until the commit, so nothing comes in between; it goes by content, never by a
    clock. `labels` are the names of the fields in words (N_), `who` looks up who changed those fields, and `words` says
    a value that does not speak for itself, such as an id. None for `opened` is for what has no screen: it is based on
    `now`. Raises ChangedMeanwhileError, with every field that was changed both here and elsewhere, to something else.
    """
    if opened is None:
        return dict(mine)
    clashes = [
        Clash(field, labels.get(field, field), value, now[field], words(field, now[field]))
        for field, value in mine.items()
        if value != opened[field] and now[field] not in (opened[field], value)
    ]
    if clashes:
        raise ChangedMeanwhileError(place, who=who([clash.field for clash in clashes]), clashes=clashes)
    return {field: now[field] if value == opened[field] else value for field, value in mine.items()}


def changed_by(versions: Sequence[Mapping], fields: Iterable[str]) -> str:
    """Return who last changed any of these fields: the name of a profile, '' where there is no version.

    `versions` are mappings with the fields and `by`, the newest first.
    """
    fields, made_by = list(fields), ""
    for version in versions:
        if any(version[field] != versions[0][field] for field in fields):
            break
        made_by = version["by"]
    return made_by
