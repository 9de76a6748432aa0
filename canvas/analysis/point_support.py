"""What carries a point and what contradicts it: counted, and per role, so that no voice is taken for another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

STANCES = ("supports", "contradicts")


def support_counts(point: Mapping, notes: Mapping[str, Mapping]) -> dict[str, int]:
    """Count what carries a point, and what contradicts it.

    `notes` are the rows of `notes.with_sources` by id; a note taken away or erased no longer carries anything.
    In support: notes, respondents, roles, interviews, documents (a note without a role stands for its document and
    for no role). Against: contradicting (notes), contradicting_respondents, contradicting_roles. And withdrawn: the
    notes of either kind that were taken away or erased. held_back_supports and held_back_contradicts are 1 where such
    notes are held back from the reader, else 0: of a point with those, no count says that there is nothing.
    """
    standing = _standing(point, notes)
    behind, against = (standing[how] for how in STANCES)
    return {
        "notes": len(behind),
        "respondents": len(_respondents(behind)),
        "roles": len(_roles(behind)),
        "interviews": len({note["interview_id"] for note in behind if note.get("interview_id")}),
        "documents": len(_documents(behind)),
        "contradicting": len(against),
        "contradicting_respondents": len(_respondents(against)),
        "contradicting_roles": len(_roles(against)),
        "withdrawn": len(point["notes"]) - len(behind) - len(against),
        **{f"held_back_{how}": int(how in point.get("held_back", ())) for how in STANCES},
    }


def is_contradicted(counts: Mapping[str, int]) -> bool:
    """Tell whether a note contradicts a point, by its `support_counts`: also one that is held back from the reader."""
    return bool(counts["contradicting"] or counts["held_back_contradicts"])


def support_by_role(
    point: Mapping,
    notes: Mapping[str, Mapping],
    rows: Sequence[str],
    order: Iterable[str],
    heard: Mapping[tuple[str, str], Mapping] | None = None,
) -> list[dict]:
    """Return per role how it stands to a point; one row for every role of the table and every other that speaks of it.

    {role ('' for notes without one), supports and contradicts: {notes, respondents, documents}, claimed (the point is
    said to be that role's), heard (the state of the role on the point's question, None where that is not known),
    held_back (notes on the point, of whichever role, are held back from the reader)}. A
    role that was heard and has no note in support agrees to nothing. `rows` are the roles of the table, `order` all
    roles in theirs, `heard` what `perspectives.hearing` gives.
    """
    standing = _standing(point, notes)
    speaking = {note["role"] or "" for notes_of_stance in standing.values() for note in notes_of_stance}
    role_keys = [role for role in order if role in speaking or role in rows]
    role_keys += sorted(speaking - {"", *role_keys}) + [""] * ("" in speaking)
    rows_by_role = []
    for role in role_keys:
        notes_by_stance = {how: [note for note in standing[how] if (note["role"] or "") == role] for how in STANCES}
        on_question = (heard or {}).get((role, point["question"]))
        rows_by_role.append(
            {
                "role": role,
                **{how: _counted(notes_by_stance[how]) for how in STANCES},
                "claimed": role in point["perspectives"],
                "heard": on_question and on_question["state"],
                "held_back": bool(point.get("held_back")),
            }
        )
    return rows_by_role


def _standing(point: Mapping, notes: Mapping[str, Mapping]) -> dict[str, list[Mapping]]:
    by_stance: dict[str, list[Mapping]] = {how: [] for how in STANCES}
    for note_id, how in point["notes"].items():
        note = notes.get(note_id)
        if note and not note["retired"] and not note.get("erased_at"):
            by_stance[how].append(note)
    return by_stance


def _counted(notes: Sequence[Mapping]) -> dict[str, int]:
    return {"notes": len(notes), "respondents": len(_respondents(notes)), "documents": len(_documents(notes))}


def _respondents(notes: Iterable[Mapping]) -> set[str]:
    return {code for note in notes for code in note["codes"]}


def _roles(notes: Iterable[Mapping]) -> set[str]:
    return {note["role"] for note in notes if note["role"]}


def _documents(notes: Iterable[Mapping]) -> set[str]:
    """Return the documents other than transcripts, which are the words of an interview."""
    return {note["document_id"] for note in notes if note.get("document_id") and not note.get("interview_id")}
