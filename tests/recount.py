"""An independent recount of the cells: plain Python over the rows, nothing of canvas.store.cells."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from canvas.store import Study, schema

COUNTED = ("asked", "answered", "no_opinion", "skipped", "respondents", "notes", "dont_know")


def table(study: Study, name: str) -> list[dict]:
    """All rows of a table."""
    with study.reading() as connection:
        return [dict(row) for row in connection.execute(sa.select(schema.metadata.tables[name])).mappings()]


def recounted(study: Study) -> dict[tuple, dict[str, int]]:
    """What each cell should say, by (partnership, wave, role, block); cells with nothing to say left out."""
    held = {row["id"]: row for row in table(study, "interview")}
    people = defaultdict(set)
    for row in table(study, "interview_respondent"):
        people[row["interview_id"]].add(row["respondent_id"])
    given = {row["id"]: row for row in table(study, "answer")}
    cells = defaultdict(lambda: defaultdict(int))
    heard = defaultdict(set)

    for row in given.values():
        if row["factor"]:
            continue  # it judges the cooperation, not a block; its words are notes and count as such
        one = held[row["interview_id"]]
        key = (one["partnership_id"], one["wave_id"], one["role"], row["block"])
        cells[key]["asked"] += 1
        if row["state"] != "open":
            cells[key][row["state"]] += 1
        if row["state"] == "answered":
            heard[key] |= people[row["interview_id"]]
        if row["rating"]:
            cells[key][f"rated_{row['rating']}"] += 1
        if row["dont_know"]:
            cells[key]["dont_know"] += 1
    for row in table(study, "note"):
        if row["retired"] or not row["partnership_id"]:
            continue
        key = (row["partnership_id"], row["wave_id"], row["role"] or "", row["block"])
        cells[key]["notes"] += 1
        if row["answer_id"]:
            heard[key] |= people[given[row["answer_id"]]["interview_id"]]
    for key, who in heard.items():
        cells[key]["respondents"] = len(who)
    return {key: {name: n for name, n in counts.items() if n} for key, counts in cells.items() if any(counts.values())}


def stored(study: Study) -> dict[tuple, dict[str, int]]:
    """What the cells say, in the same shape."""
    names = (*COUNTED, *(f"rated_{value}" for value in range(1, 6)))
    found = {
        (row["partnership_id"], row["wave_id"], row["role"], row["block"]): {n: row[n] for n in names if row[n]}
        for row in table(study, "cell")
    }
    return {key: counts for key, counts in found.items() if counts}


SIGNS = {"/": "strength", "\\": "weakness", "!": "risk", ":": "quote", "#": "action"}


def statements(text: str) -> list[tuple[str, str | None]]:
    """What the lines of an answer say, each with the kind that its mark gives it, if it has one."""
    found = []
    for line in text.split("\n"):
        said, kind = line.strip(), None
        while said[:1] in SIGNS and said[1:2].strip() == "" and len(said) > 1:
            kind, said = kind or SIGNS[said[0]], said[1:].strip()
        if said.startswith("€"):
            kind = kind or "euro"
        if said.strip("€ ") and said not in SIGNS:
            found.append((said, kind))
    return found


def broken_links(study: Study) -> list[str]:
    """Where notes and lines of an answer, or an answer and its last version, do not say the same."""
    notes, last, found = defaultdict(list), {}, []
    for row in table(study, "note"):
        if row["answer_id"] and not row["retired"]:
            notes[row["answer_id"]].append((row["position"], row["text"], row["kind"]))
    for row in sorted(table(study, "answer_revision"), key=lambda row: row["number"]):
        last[row["answer_id"]] = row
    for row in table(study, "answer"):
        lines, stand = statements(row["text"]), sorted(notes[row["id"]])
        if [note[:2] for note in stand] != [(place, said) for place, (said, _) in enumerate(lines)]:
            found.append(f"{row['question']}: notes {stand}, lines {lines}")
        # a euro sign is part of the words, so it does not bind the kind of its note
        elif any(kind not in (None, "euro", note[2]) for (_, kind), note in zip(lines, stand, strict=True)):
            found.append(f"{row['question']}: kinds {stand}, lines {lines}")
        said = last.get(row["id"], {"number": 0, "text": "", "state": "open"})
        if (said["number"], said["text"], said["state"]) != (row["revision"], row["text"], row["state"]):
            found.append(f"{row['question']}: version {said['number']} is not what stands")
    return found
