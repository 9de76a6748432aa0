"""What a moment's points say: what is contested and in whose words, and what those concerned agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.point_support import is_contradicted, support_counts

_NEGATIVE = ("weakness", "risk")  # kinds of notes


def contested(points: Sequence[Mapping], notes: Mapping[str, Mapping]) -> list[Finding]:
    """Return the points that are contested or that a note contradicts, the most disputed first.

    `points` are those of a moment (`points.of_moment`), `notes` those they rest on by id (`notes.with_sources`). Each
    names one note of either side, so that both are read in their own words; n counts the people of both. A note that is
    held back from the reader contradicts too, without its words: then how many people do is not known of all, and
    those of a state stay in the order in which they were written.
    """
    findings = []
    is_countable = not any("contradicts" in point.get("held_back", ()) for point in points)
    for point in points:
        counts = support_counts(point, notes)
        if point["state"] != "contested" and not is_contradicted(counts):
            continue
        side_for, side_against = _quoted_of_both(
            _of_side(point, notes, "supports"), _of_side(point, notes, "contradicts")
        )
        both = set(side_for["codes"]) & set(side_against["codes"]) if side_for and side_against else set()
        findings.append(
            Finding(
                part="contested",
                rule="point_contested" if point["state"] == "contested" else "point_contradicted",
                weight=(100 if point["state"] == "contested" else 50)
                + (min(counts["contradicting_respondents"], 40) if is_countable else 0),
                names={
                    "text": point["text"],
                    "question": point["question"],
                    "supporting": side_for["text"] if side_for else "",
                    "supporting_role": side_for["role"] if side_for else None,
                    "supporting_codes": tuple(side_for["codes"]) if side_for else (),
                    "contradicting": side_against["text"] if side_against else "",
                    "contradicting_role": side_against["role"] if side_against else None,
                    "contradicting_codes": tuple(side_against["codes"]) if side_against else (),
                    "both": len(both),
                    "reason": point["state_reason"],
                    "held_back": tuple(point.get("held_back", ())),
                },
                figure=counts["contradicting_respondents"],
                n=len(_people(point, notes)),
                basis=_basis(point, notes),
            )
        )
    return sorted(findings, key=lambda finding: -finding.weight)


def agreed(points: Sequence[Mapping], notes: Mapping[str, Mapping]) -> list[Finding]:
    """Return the points that were agreed and that nobody contradicts, those that most roles carry first.

    Agreed is not good: "knowledge hangs on a few" may be agreed too. One goes well where a note that it rests on was
    called a strength, and none a weakness or a risk; where such notes are held back from the reader that is not known.
    Ratings of its block say nothing of it: they answer another question. All others are what they agree on.
    """
    findings = []
    for point in points:
        counts = support_counts(point, notes)
        if point["state"] != "agreed" or is_contradicted(counts):
            continue
        goes_well = _goes_well(point, notes)
        findings.append(
            Finding(
                part="well" if goes_well else "shared",
                rule="point_agreed" if goes_well else "point_shared",
                weight=counts["roles"] * 10 + min(counts["respondents"], 9),
                names={
                    "text": point["text"],
                    "question": point["question"],
                    "roles": counts["roles"],
                    "held_back": tuple(point.get("held_back", ())),
                },
                figure=counts["roles"],
                n=len(_people(point, notes)),
                basis=_basis(point, notes),
            )
        )
    return sorted(findings, key=lambda finding: -finding.weight)


def _goes_well(point: Mapping, notes: Mapping[str, Mapping]) -> bool:
    standing = [notes[note_id] for note_id, how in point["notes"].items() if how == "supports" and note_id in notes]
    kinds = {note["kind"] for note in standing if not note["retired"] and not note.get("erased_at")}
    return "strength" in kinds and kinds.isdisjoint(_NEGATIVE) and not point.get("held_back")


def _of_side(point: Mapping, notes: Mapping[str, Mapping], stance: str) -> list[Mapping]:
    """Return the notes of one side that stand, of each people and role the first alone."""
    of_side: dict[tuple, Mapping] = {}
    for note_id, how in point["notes"].items():
        note = notes.get(note_id)
        if how == stance and note and not note["retired"]:
            of_side.setdefault((note["role"], *sorted(note["codes"])), note)
    return sorted(of_side.values(), key=lambda note: -len(note["codes"]))


def _quoted_of_both(for_: Sequence[Mapping], against: Sequence[Mapping]) -> tuple[Mapping | None, Mapping | None]:
    """Return the note to quote of each side: of other people where there are, then of other roles, then of most people.

    The earliest of several alike; None of a side without a note.
    """
    if not for_ or not against:
        return next(iter(for_), None), next(iter(against), None)
    best = max(apart := [_apart(note, against) for note in for_], key=lambda pair: pair[0])
    _how_far, other = best
    return for_[apart.index(best)], other


def _apart(note: Mapping, others: Sequence[Mapping]) -> tuple[tuple, Mapping]:
    """Return of the other side the note that is furthest from a note by who says it, after how far that is."""
    codes = set(note["codes"])
    far = [(codes.isdisjoint(other["codes"]), other["role"] != note["role"], len(other["codes"])) for other in others]
    at = max(range(len(others)), key=lambda place: far[place])
    return far[at][:2], others[at]


def _basis(point: Mapping, notes: Mapping[str, Mapping]) -> Basis:
    standing = tuple(note_id for note_id in point["notes"] if note_id in notes)
    return Basis(notes=standing, points=(point["id"],), codes=tuple(sorted(_people(point, notes))))


def _people(point: Mapping, notes: Mapping[str, Mapping]) -> set[str]:
    standing = (notes[note_id] for note_id in point["notes"] if note_id in notes)
    return {code for note in standing if not note["retired"] for code in note["codes"]}
