"""What a moment's points say: what is contested and in whose words, and what those concerned agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.findings.finding import Basis, Finding
from canvas.analysis.point_support import is_contradicted, support_counts


def contested(points: Sequence[Mapping], notes: Mapping[str, Mapping]) -> list[Finding]:
    """Return the points that are contested or that a note contradicts, the most disputed first.

    `points` are those of a moment (`points.of_moment`), `notes` those they rest on by id (`notes.with_sources`). Each
    names one note of either side, so that both are read in their own words; n counts the people of both. A note that is
    held back from the reader contradicts too, without its words.
    """
    findings = []
    for point in points:
        counts = support_counts(point, notes)
        if point["state"] != "contested" and not is_contradicted(counts):
            continue
        side_for = _quoted(point, notes, "supports")
        side_against = _quoted(point, notes, "contradicts", side_for["role"] if side_for else None)
        findings.append(
            Finding(
                part="contested",
                rule="point_contested" if point["state"] == "contested" else "point_contradicted",
                weight=(100 if point["state"] == "contested" else 50) + min(counts["contradicting_respondents"], 40),
                names={
                    "text": point["text"],
                    "question": point["question"],
                    "supporting": side_for["text"] if side_for else "",
                    "supporting_role": side_for["role"] if side_for else None,
                    "supporting_codes": tuple(side_for["codes"]) if side_for else (),
                    "contradicting": side_against["text"] if side_against else "",
                    "contradicting_role": side_against["role"] if side_against else None,
                    "contradicting_codes": tuple(side_against["codes"]) if side_against else (),
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
    """Return the points that were agreed and that nobody contradicts, those that most roles carry first."""
    findings = []
    for point in points:
        counts = support_counts(point, notes)
        if point["state"] != "agreed" or is_contradicted(counts):
            continue
        findings.append(
            Finding(
                part="well",
                rule="point_agreed",
                weight=counts["roles"] * 10 + min(counts["respondents"], 9),
                names={"text": point["text"], "question": point["question"], "roles": counts["roles"]},
                figure=counts["roles"],
                n=len(_people(point, notes)),
                basis=_basis(point, notes),
            )
        )
    return sorted(findings, key=lambda finding: -finding.weight)


def _quoted(point: Mapping, notes: Mapping[str, Mapping], stance: str, not_of: str | None = None) -> Mapping | None:
    """Return the note to quote of one side: of another role than `not_of` where there is one, then that of most people.

    The earliest of several alike.
    """
    of_side = [
        notes[note_id]
        for note_id, how in point["notes"].items()
        if how == stance and note_id in notes and not notes[note_id]["retired"]
    ]
    return max(of_side, key=lambda note: (note["role"] != not_of, len(note["codes"])), default=None)


def _basis(point: Mapping, notes: Mapping[str, Mapping]) -> Basis:
    return Basis(notes=tuple(note_id for note_id in point["notes"] if note_id in notes), points=(point["id"],))


def _people(point: Mapping, notes: Mapping[str, Mapping]) -> set[str]:
    standing = (notes[note_id] for note_id in point["notes"] if note_id in notes)
    return {code for note in standing if not note["retired"] for code in note["codes"]}
