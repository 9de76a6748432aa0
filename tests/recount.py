"""An independent recount of the cells and every other summary: plain Python over the rows, nothing of their queries."""

from __future__ import annotations

import statistics
from collections import defaultdict

import sqlalchemy as sa

from canvas import method
from canvas.store import Study
from canvas.store.database import schema

COUNTED = ("asked", "answered", "no_opinion", "skipped", "respondents", "notes", "dont_know")


def table(study: Study, name: str) -> list[dict]:
    """All rows of a table."""
    with study.reading() as connection:
        return [dict(row) for row in connection.execute(sa.select(schema.metadata.tables[name])).mappings()]


def recounted(study: Study) -> dict[tuple, dict[str, int]]:
    """What each cell should say, by (partnership, wave, role, block); cells with nothing to say left out."""
    interviews = {row["id"]: row for row in table(study, "interview")}
    people = defaultdict(set)
    for row in table(study, "interview_respondent"):
        people[row["interview_id"]].add(row["respondent_id"])
    answers = {row["id"]: row for row in table(study, "answer")}
    spoken = speaking(study)
    cells = defaultdict(lambda: defaultdict(int))
    heard = defaultdict(set)

    for row in answers.values():
        if row["factor"]:
            continue  # it judges the cooperation, not a block; its words are notes and count as such
        interview = interviews[row["interview_id"]]
        key = (interview["partnership_id"], interview["wave_id"], interview["role"], row["block"])
        cells[key]["asked"] += 1
        if row["state"] != "open":
            cells[key][row["state"]] += 1
        if row["state"] == "answered":
            heard[key] |= people[row["interview_id"]]
    for (*key, _person), row in votes(study, "block").items():
        cells[tuple(key)]["dont_know" if row["dont_know"] else f"rated_{row['rating']}"] += 1
    for row in table(study, "note"):
        if row["retired"] or not row["partnership_id"]:
            continue
        key = (row["partnership_id"], row["wave_id"], row["role"] or "", row["block"])
        cells[key]["notes"] += 1
        if row["answer_id"]:
            heard[key] |= people[answers[row["answer_id"]]["interview_id"]]
        heard[key] |= spoken.get(row["passage_id"], set())
    for key, who in heard.items():
        cells[key]["respondents"] = len(who)
    return {key: {name: n for name, n in counts.items() if n} for key, counts in cells.items() if any(counts.values())}


def votes(study: Study, of: str) -> dict[tuple, dict]:
    """The last rating of each person of a block, or of a factor: by (partnership, wave, role, of, person)."""
    interviews = {row["id"]: row for row in table(study, "interview")}
    people = defaultdict(set)
    for row in table(study, "interview_respondent"):
        people[row["interview_id"]].add(row["respondent_id"])
    last = {}
    for row in sorted(table(study, "answer"), key=lambda row: (row["asked_at"], row["id"])):
        if bool(row["factor"]) == (of == "factor") and (row["rating"] or row["dont_know"]):
            interview = interviews[row["interview_id"]]
            key = (interview["partnership_id"], interview["wave_id"], interview["role"], row[of])
            last |= {(*key, person): row for person in people[row["interview_id"]] or {row["interview_id"]}}
    return last


def stored(study: Study) -> dict[tuple, dict[str, int]]:
    """What the cells say, in the same shape."""
    names = (*COUNTED, *(f"rated_{value}" for value in range(1, 6)))
    counts = {
        (row["partnership_id"], row["wave_id"], row["role"], row["block"]): {n: row[n] for n in names if row[n]}
        for row in table(study, "cell")
    }
    return {key: counts for key, counts in counts.items() if counts}


def speaking(study: Study) -> dict[str, set[str]]:
    """Who speaks in each passage."""
    return {row["id"]: {row["respondent_id"]} - {None} for row in table(study, "passage")}


def summaries(study: Study) -> dict[str, dict[tuple, dict[str, int]]]:
    """What every summary should say: by table and key, in the order of its key's columns; zeros left out."""
    cells = recounted(study)
    factors, themes = of_factors(study), of_themes(study)
    bits = {block: 2**place for place, block in enumerate(method.blocks())}
    tables = {name: defaultdict(lambda: defaultdict(int)) for name in SUMMARIES}
    tables["cell"], tables["cell_factor"], tables["cell_theme"] = cells, factors, themes
    for (place, wave, role, block), counts in cells.items():
        standing = stands(counts)
        for table_, key in (
            ("rollup_block", (wave, role, block, place[-1])),
            ("rollup_partnership", (wave, place, role)),
        ):
            for name, number in counts.items():
                tables[table_][key][name] += number
        for name in (standing, "asked") if standing else ():
            tables["rollup_block"][wave, role, block, place[-1]][f"partnerships_{name}"] += 1
            tables["rollup_partnership"][wave, place, role][f"blocks_{name}"] += bits[block]
    for (_place, wave, role, factor), counts in factors.items():
        for name, number in counts.items():
            tables["rollup_factor"][wave, role, factor][name] += number
        if any(counts.get(f"rated_{value}") for value in range(1, 6)):
            tables["rollup_factor"][wave, role, factor]["partnerships"] += 1
    for (_place, wave, role, theme), counts in themes.items():
        for name, number in counts.items():
            tables["rollup_theme"][wave, role, theme][name] += number
        tables["rollup_theme"][wave, role, theme]["partnerships"] += 1
    for place, wave in {key[:2] for key in cells}:
        here = {key[2:]: counts for key, counts in cells.items() if key[:2] == (place, wave)}
        tables["rollup_moment"][wave, place] = _moment(here, bits)
    return {
        name: {
            key: {column: n for column, n in counts.items() if n}
            for key, counts in rows.items()
            if any(counts.values())
        }
        for name, rows in tables.items()
    }


SUMMARIES = (
    "cell",
    "cell_factor",
    "cell_theme",
    "rollup_block",
    "rollup_factor",
    "rollup_theme",
    "rollup_partnership",
    "rollup_moment",
)


def summaries_stored(study: Study) -> dict[str, dict[tuple, dict[str, int]]]:
    """What the summaries say, in the same shape."""
    tables = {}
    for name in SUMMARIES:
        keys = [column.name for column in schema.metadata.tables[name].primary_key]
        rows = {
            tuple(row[key] for key in keys): {column: n for column, n in row.items() if column not in keys and n}
            for row in table(study, name)
        }
        tables[name] = {key: counts for key, counts in rows.items() if counts}
    return tables


def stands(counts: dict[str, int]) -> str | None:
    """How a cell stands: heard, no_opinion, not_answered, or None where nobody was asked."""
    if counts.get("notes") or counts.get("answered"):
        return "heard"
    if counts.get("no_opinion"):
        return "no_opinion"
    return "not_answered" if counts.get("asked") else None


def of_factors(study: Study) -> dict[tuple, dict[str, int]]:
    """What each cell of a factor should say."""
    interviews = {row["id"]: row for row in table(study, "interview")}
    people, who = defaultdict(set), defaultdict(set)
    for row in table(study, "interview_respondent"):
        people[row["interview_id"]].add(row["respondent_id"])
    for row in table(study, "answer"):
        if row["factor"]:
            interview = interviews[row["interview_id"]]
            key = (interview["partnership_id"], interview["wave_id"], interview["role"], row["factor"])
            who[key] |= people[row["interview_id"]] or {row["interview_id"]}
    counts_by_place = {key: defaultdict(int) | {"asked": len(some)} for key, some in who.items()}
    for (*key, _person), row in votes(study, "factor").items():
        counts_by_place[tuple(key)]["dont_know" if row["dont_know"] else f"rated_{row['rating']}"] += 1
    return {key: dict(counts) for key, counts in counts_by_place.items()}


def of_themes(study: Study) -> dict[tuple, dict[str, int]]:
    """What each cell of a theme should say."""
    people, spoken = defaultdict(set), speaking(study)
    for row in table(study, "interview_respondent"):
        people[row["interview_id"]].add(row["respondent_id"])
    talk = {row["id"]: row["interview_id"] for row in table(study, "answer")}
    note = {row["id"]: row for row in table(study, "note") if row["partnership_id"] and not row["retired"]}
    carries = {(row["note_id"], row["theme_id"]) for row in table(study, "coding") if not row["removed_at"]}
    notes, who = defaultdict(int), defaultdict(set)
    for note_id, theme in carries:
        if note_id in note:
            row = note[note_id]
            key = (row["partnership_id"], row["wave_id"], row["role"] or "", theme)
            notes[key] += 1
            who[key] |= people[talk[row["answer_id"]]] if row["answer_id"] else spoken.get(row["passage_id"], set())
    return {key: {"notes": number, "respondents": len(who[key])} for key, number in notes.items()}


def _moment(cells: dict[tuple, dict[str, int]], bits: dict[str, int]) -> dict[str, int]:
    """What one moment should say, of its cells by (role, block)."""
    heard = {at for at, counts in cells.items() if stands(counts) == "heard"}
    gaps = []
    for block in {at[1] for at in cells}:
        middles = []
        for (_role, of), counts in cells.items():
            ratings = [value for value in range(1, 6) for _voice in range(counts.get(f"rated_{value}", 0))]
            if of == block and len(ratings) >= 3:
                middles.append(2 * statistics.median(ratings))
        if len(middles) > 1:
            gaps.append(int(max(middles) - min(middles)))
    spoken_of = {block for role, block in heard if role}
    silent = [at for at, counts in cells.items() if stands(counts) in ("no_opinion", "not_answered")]
    return {
        "notes": sum(counts.get("notes", 0) for counts in cells.values()),
        "roles": len({role for role, _block in heard} - {""}),
        "blocks": sum(bits[block] for block in {at[1] for at in heard}),
        "noted": sum(bits[block] for block in {at[1] for at, counts in cells.items() if counts.get("notes")}),
        "gap": max(gaps, default=0),
        "compared": len(gaps),
        "silent": sum(block in spoken_of for _role, block in silent),
    }


SIGNS = {"/": "strength", "\\": "weakness", "!": "risk", ":": "quote", "#": "action"}


def statements(text: str) -> list[tuple[str, str | None]]:
    """What the lines of an answer say, each with the kind that its mark gives it, if it has one."""
    noted = []
    for line in text.split("\n"):
        statement, kind = line.strip(), None
        while statement[:1] in SIGNS and statement[1:2].strip() == "" and len(statement) > 1:
            kind, statement = kind or SIGNS[statement[0]], statement[1:].strip()
        if statement.startswith("€"):
            kind = kind or "euro"
        if statement.strip("€ ") and statement not in SIGNS:
            noted.append((statement, kind))
    return noted


def broken_links(study: Study) -> list[str]:
    """Where notes and lines of an answer, or an answer and its last version, do not say the same."""
    notes, last, faults = defaultdict(list), {}, []
    for row in table(study, "note"):
        if row["answer_id"] and not row["retired"]:
            notes[row["answer_id"]].append((row["position"], row["text"], row["kind"]))
    for row in sorted(table(study, "answer_revision"), key=lambda row: row["number"]):
        last[row["answer_id"]] = row
    for row in table(study, "answer"):
        lines, stand = statements(row["text"]), sorted(notes[row["id"]])
        if [note[:2] for note in stand] != [(place, statement) for place, (statement, _) in enumerate(lines)]:
            faults.append(f"{row['question']}: notes {stand}, lines {lines}")
        # a euro sign is part of the words, so it does not bind the kind of its note
        elif any(kind not in (None, "euro", note[2]) for (_, kind), note in zip(lines, stand, strict=True)):
            faults.append(f"{row['question']}: kinds {stand}, lines {lines}")
        version = last.get(row["id"], {"number": 0, "text": "", "state": "open"})
        if (version["number"], version["text"], version["state"]) != (row["revision"], row["text"], row["state"]):
            faults.append(f"{row['question']}: version {version['number']} is not what stands")
    return faults
