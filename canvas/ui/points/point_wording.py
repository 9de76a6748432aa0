"""A point in numbers and words, wherever it is shown: what carries it, who contradicts it, what became of its notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.ui.i18n import _, joined, n_


def carried_line(count: Mapping[str, int]) -> str:
    """Return what carries a point, in words: notes, respondents, roles and more (`analysis.point_support`)."""
    hidden = _("words that support it are held back") if count["held_back_supports"] else ""
    if not count["notes"] and hidden:
        return hidden
    if not count["notes"]:
        return _("no note carries it any more") if count["withdrawn"] else _("no note carries it yet")
    return joined(
        [
            n_("{n} note", "{n} notes", count["notes"]),
            n_("{n} respondent", "{n} respondents", count["respondents"]) if count["respondents"] else "",
            n_("{n} role", "{n} roles", count["roles"]) if count["roles"] else "",
            n_("{n} interview", "{n} interviews", count["interviews"]) if count["interviews"] else "",
            n_("{n} document", "{n} documents", count["documents"]) if count["documents"] else "",
            hidden,
        ]
    )


def against_line(count: Mapping[str, int]) -> str:
    """Return what contradicts a point, in words; nothing where nothing does."""
    hidden = _("words that contradict it are held back") if count["held_back_contradicts"] else ""
    if not count["contradicting"]:
        return hidden
    people, roles = count["contradicting_respondents"], count["contradicting_roles"]
    in_roles = n_("{n} role", "{n} roles", roles) if roles else ""
    if not people:
        notes = n_("{n} note contradicts it", "{n} notes contradict it", count["contradicting"])
        return joined([f"{notes} ({in_roles})" if in_roles else notes, hidden])
    # people first: one sentence may be noted twice, of an answer and of the transcript
    who = n_("{n} respondent contradicts it", "{n} respondents contradict it", people)
    beside = joined([in_roles, n_("{n} note", "{n} notes", count["contradicting"])], ", ")
    return joined([f"{who} ({beside})", hidden])


def flags_line(flags: Sequence[Mapping]) -> str:
    """Return what became of the notes of a point since they were weighed, in words; nothing where nothing did."""
    count = {how: sum(flag["how"] == how for flag in flags) for how in {flag["how"] for flag in flags}}
    lines = {
        "changed": n_("{n} note changed", "{n} notes changed", count.get("changed", 0)),
        "withdrawn": n_("{n} note was taken away", "{n} notes were taken away", count.get("withdrawn", 0)),
        "erased": n_("{n} note was erased", "{n} notes were erased", count.get("erased", 0)),
        "returned": n_("{n} note came back", "{n} notes came back", count.get("returned", 0)),
        "added": n_("{n} note was added", "{n} notes were added", count.get("added", 0)),
        "turned": n_("{n} note bears otherwise", "{n} notes bear otherwise", count.get("turned", 0)),
        "taken_off": n_("{n} note was taken off", "{n} notes were taken off", count.get("taken_off", 0)),
    }
    return joined([line for how, line in lines.items() if how in count])
