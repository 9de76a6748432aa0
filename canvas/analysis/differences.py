"""Where the roles of one partnership agree and differ at one moment, and what to talk about first. Never averaged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from canvas import method
from canvas.analysis.agreement import gap, gap_of_few, spread
from canvas.analysis.perspectives import reach
from canvas.analysis.point_support import is_contradicted, support_counts
from canvas.analysis.response_state import RATINGS, grouped_states

# What stands first is talked about first; a row stands in the first group that is true of it.
GROUPS = (
    "apart",
    "disputed",
    "divided",
    "few_apart",
    "silent",
    "not_asked",
    "held_back",
    "alike",
    "unrated",
    "unheard",
)
NOT_TALKED_ABOUT = ("held_back", "alike", "unrated", "unheard")  # in these groups nothing is there to talk about first
APART, FEW_APART = 1, 2  # from how many points on medians, or the nearest ratings of few, count as a difference
REACHES = ("shared", "partly", "own", "whole")


def per_block(
    cells: Sequence[Mapping],
    points: Sequence[Mapping],
    notes: Mapping[str, Mapping],
    blocks: Sequence[str],
    roles: Sequence[str],
    rows: Sequence[str],
) -> list[dict]:
    """Return what the roles said on each of these blocks, what differs most first.

    `cells` are those of one moment, `points` its points with their `notes` by id (`notes.with_sources`), `roles`
    all role keys in order, `rows` those that have a row in the perspectives table. A point stands at every block on
    which one of its notes stands. Keys of a row:

    - key, group (one of GROUPS)
    - roles: a dict per role of the study, asked or not: role, state, respondents, notes, rated (five counts),
      dont_know, spread (`agreement.Spread`)
    - gap, few (`agreement.Gap` or None; between roles with 3 ratings or more, and where fewer speak)
    - divided (roles whose own ratings lie closer to two camps than to one: A below 0), heard, no_opinion,
      not_answered, not_asked (role keys), and missed: those not asked here that have a row in the table, or that were
      asked or heard elsewhere at this moment
    - points: how many are shared, partly, own, whole; contested and contradicted; disputed (either), ids
    """
    on = {point["id"]: {notes[note_id]["block"] for note_id in point["notes"] if note_id in notes} for point in points}
    rows_by_block = [
        _row(
            block,
            roles,
            rows,
            [cell for cell in cells if cell["block"] == block],
            [point for point in points if block in on[point["id"]]],
            notes,
            _expected(cells, rows),
        )
        for block in blocks
    ]
    return ranked(rows_by_block)


def per_question(
    cells: Sequence[Mapping],
    points: Sequence[Mapping],
    notes: Mapping[str, Mapping],
    blocks: Sequence[str],
    roles: Sequence[str],
    rows: Sequence[str],
) -> list[dict]:
    """Return the same per question of the perspectives table, its blocks taken together per role.

    Ratings of different blocks answer different questions, so they are not added up: a row has those of `rated_on`,
    the block of it that comes first ('' where none was rated). A respondent heard on two blocks is one voice, which
    cells do not tell: respondents are those of the block on which most of that role were heard.
    """
    of_blocks = per_block(cells, points, notes, blocks, roles, rows)
    rows_by_question = []
    for question in method.questions():
        feeding = [block for block in method.blocks_of(question) if block in blocks]
        if not feeding:
            continue
        rated = next((row for row in of_blocks if row["key"] in feeding and _is_rated(row)), None)
        inside = [cell for cell in cells if cell["block"] in feeding]
        of_rated = [cell for cell in inside if rated and cell["block"] == rated["key"]]
        standing = [point for point in points if point["question"] == question]
        row = _row(question, roles, rows, inside, standing, notes, _expected(cells, rows), of_rated)
        rows_by_question.append(row | {"rated_on": rated["key"] if rated else ""})
    return ranked(rows_by_question)


def holding_back(rows: Iterable[Mapping], hidden: Mapping[str, Collection[str]], blocks: Sequence[str]) -> list[dict]:
    """Return rows with `unshown`, the roles of which ratings are held back from the reader; ranked as they then stand.

    `hidden` names these roles by block, `blocks` are those in scope. What would be called alike or unrated stands in
    the group held_back there.
    """
    rows_shown = []
    for row in rows:
        inside = [row["key"]] if row["key"] in blocks else method.blocks_of(row["key"])
        roles = {role for block in inside if block in blocks for role in hidden.get(block, ())}
        unshown = [role_row["role"] for role_row in row["roles"] if role_row["role"] in roles]
        group = "held_back" if unshown and row["group"] in ("alike", "unrated") else row["group"]
        rows_shown.append({**row, "unshown": unshown, "group": group})
    return ranked(rows_shown)


def ranked(rows: Iterable[dict]) -> list[dict]:
    """Sort rows by what to talk about first: by group, and within one by how much differs; else as they came."""
    return sorted(rows, key=lambda row: (GROUPS.index(row["group"]), *_weight(row)))


def _weight(row: Mapping) -> tuple[float, ...]:
    far = row["gap"].distance if row["gap"] else 0
    few = row["few"].distance if row["few"] else 0
    counts = (len(row["divided"]), len(row["no_opinion"]) + len(row["not_answered"]), len(row["missed"]))
    return tuple(-figure for figure in (far, row["points"]["disputed"], few, *counts))


def _is_rated(row: Mapping) -> bool:
    return any(role_row["spread"].n for role_row in row["roles"])


def _expected(cells: Sequence[Mapping], rows: Sequence[str]) -> set[str]:
    """Return the roles that ought to be asked: those of the table, and who was asked or heard at this moment."""
    return {cell["role"] for cell in cells if cell["role"]} | set(rows)


def _row(
    key: str,
    role_keys: Sequence[str],
    rows: Sequence[str],
    cells: Sequence[Mapping],
    points: Sequence[Mapping],
    notes: Mapping[str, Mapping],
    expected: set[str],
    rated: Sequence[Mapping] | None = None,
) -> dict:
    states = grouped_states(cells, lambda cell: cell["role"])
    roles = [
        {"role": role, "state": states.get(role, {"state": "not_asked"})["state"]}
        | _counted(
            [cell for cell in cells if cell["role"] == role],
            [cell for cell in (cells if rated is None else rated) if cell["role"] == role],
        )
        for role in role_keys
    ]
    ratings_by_role = {role_row["role"]: role_row["rated"] for role_row in roles}

    def those(fits: Callable[[Mapping], bool]) -> list[str]:
        return [role_row["role"] for role_row in roles if fits(role_row)]

    row = {
        "key": key,
        "roles": roles,
        "gap": gap(ratings_by_role),
        "few": gap_of_few(ratings_by_role),
        "divided": those(
            lambda role_row: role_row["spread"].agreement is not None and role_row["spread"].agreement < 0
        ),
        "heard": those(lambda role_row: role_row["state"] == "heard"),
        "no_opinion": those(lambda role_row: role_row["state"] == "no_opinion"),
        "not_answered": those(lambda role_row: role_row["state"] == "not_answered"),
        "not_asked": those(lambda role_row: role_row["state"] == "not_asked"),
        "missed": those(lambda role_row: role_row["state"] == "not_asked" and role_row["role"] in expected),
        "points": _points(points, notes, rows),
    }
    return row | {"group": _group(row)}


def _counted(cells: Sequence[Mapping], rated: Sequence[Mapping]) -> dict:
    counts = [sum(cell[name] for cell in rated) for name in RATINGS]
    return {
        "respondents": max((cell["respondents"] for cell in cells), default=0),
        "notes": sum(cell["notes"] for cell in cells),
        "rated": counts,
        "dont_know": sum(cell["dont_know"] for cell in rated),
        "spread": spread(counts),
    }


def _points(points: Sequence[Mapping], notes: Mapping[str, Mapping], rows: Sequence[str]) -> dict:
    reached = [reach(point["perspectives"], rows) for point in points]
    contested = {point["id"] for point in points if point["state"] == "contested"}
    contradicted = {point["id"] for point in points if is_contradicted(support_counts(point, notes))}
    return {how: reached.count(how) for how in REACHES} | {
        "contested": len(contested),
        "contradicted": len(contradicted),
        "disputed": len(contested | contradicted),
        "ids": [point["id"] for point in points],
    }


def _group(row: Mapping) -> str:
    holds = {
        "apart": row["gap"] and row["gap"].distance >= APART,
        "disputed": row["points"]["disputed"],
        "divided": row["divided"],
        "few_apart": row["few"] and row["few"].distance >= FEW_APART,
        "silent": row["heard"] and (row["no_opinion"] or row["not_answered"]),
        "not_asked": row["heard"] and row["missed"],
        "alike": sum(role_row["spread"].n > 0 for role_row in row["roles"]) > 1,
        "unrated": row["heard"],
        "unheard": True,
    }
    return next(name for name in GROUPS if holds.get(name))  # held_back: `holding_back`
