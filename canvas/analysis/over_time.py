"""What changed in a partnership between two moments, block by block: notes, themes, points, roles heard, ratings.

Notes of two moments come from different interviews, so nothing says by itself that one is the other said again. What
is compared is the wording, within one block and one role. Rows in, rows out; what a row was before is `before`.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from canvas.analysis.compare import middle_ratings
from canvas.analysis.response_state import RATINGS, state
from canvas.capture.likeness import MOST_STEPS, matching_blocks
from canvas.capture.lines import bare

HOW = ("changed", "new", "gone", "stays")  # what becomes of a note or a point, in the order of reading
# Similar are texts that have so many of their words in common, in the same order: of their words together, twice those
# in common. Signs would do for lines of one answer, but of two interviews they take much for the same that is not, and
# reading them takes ten times as long. On the demo study this finds 14 pairs, of which none is about something else.
ALIKE = 0.4
MOST_PAIRS = 40_000  # of texts in one answer
COMPARISONS = 32  # of two moments, in memory; one of 1,500 notes takes some 2 MB
NEAREST = 3  # of all that have as many words in common, these are read in order
_WORD = re.compile(r"\w+")
_END = " .,;:!"


def notes_compared(before: Sequence[Mapping], after: Sequence[Mapping], roles: Sequence[str]) -> list[dict]:
    """Return what became of the notes of one block: every note of both moments stands in one row.

    Keys: role ('' for none; those of `roles` first, in their order), how (of HOW), before and after (a note, or None).
    The same words of the same role stay; similar words are changed; else a note is gone, or new.
    """
    rows = []
    for role in _ordered({note["role"] or "" for note in (*before, *after)}, roles):
        was, now = ([note for note in some if (note["role"] or "") == role] for some in (before, after))
        rows += [{"role": role} | row for row in _paired(was, now)]
    return rows


def points_compared(before: Sequence[Mapping], after: Sequence[Mapping]) -> dict[str, list[dict]]:
    """Return what became of the points, per question of the perspectives table: rows as of notes, with gained and lost.

    Those are the perspectives (role keys) that a point has more or less than before; the same words carried by others
    are a change as well.
    """
    by_question: dict[str, list[dict]] = {}
    for question in dict.fromkeys(point["question"] for point in (*before, *after)):
        was, now = ([point for point in some if point["question"] == question] for some in (before, after))
        by_question[question] = [_carried(row) for row in _paired(was, now)]
    return by_question


def themes_compared(heard: Iterable[Mapping], since: str, until: str) -> dict[str, list[dict]]:
    """Return per block the themes heard at either wave: theme_id, name, how (new, gone or stays), before and after.

    `heard` are rows of a theme on a block by a role at a wave; before and after are how many notes carry it.
    """
    counted: dict[tuple, dict] = {}
    for row in heard:
        at = counted.setdefault(
            (row["block"], row["theme_id"]),
            {"theme_id": row["theme_id"], "name": row["name"], "before": 0, "after": 0},
        )
        at["before" if row["wave_id"] == since else "after"] += row["notes"] if row["wave_id"] in (since, until) else 0
    by_block: dict[str, list[dict]] = {}
    for (block, _theme), row in counted.items():
        how = "stays" if row["before"] and row["after"] else "gone" if row["before"] else "new"
        by_block.setdefault(block, []).append(row | {"how": how})
    return {
        block: sorted(rows, key=lambda row: (HOW.index(row["how"]), row["name"])) for block, rows in by_block.items()
    }


def hearing_compared(cells: Iterable[Mapping], block: str, since: str, until: str, roles: Sequence[str]) -> list[dict]:
    """Return per role that was asked on a block, or noted of, at either wave: role, before and after (of STATES)."""
    states = {(cell["wave_id"], cell["role"]): state(cell) for cell in cells if cell["block"] == block and cell["role"]}
    return [
        {"role": role} | {name: states.get((wave, role), "not_asked") for name, wave in _waves(since, until)}
        for role in _ordered({role for _wave, role in states}, roles)
    ]


def ratings_compared(cells: Iterable[Mapping], block: str, since: str, until: str, roles: Sequence[str]) -> list[dict]:
    """Return per role that rated a block at either wave: role, changed, and before and after as `rated` gives them."""
    rated_at = {
        (cell["wave_id"], cell["role"]): rated(cell) for cell in cells if cell["block"] == block and cell["role"]
    }
    rated_at = {at: row for at, row in rated_at.items() if row["n"] or row["dont_know"]}
    none = rated({})
    rows = []
    for role in _ordered({role for _wave, role in rated_at}, roles):
        row = {name: rated_at.get((wave, role), none) for name, wave in _waves(since, until)}
        rows.append({"role": role, "changed": row["before"] != row["after"]} | row)
    return rows


def rated(counts: Mapping) -> dict:
    """Return five counts (rated_1 to rated_5) and dont_know as: counts, n, dont_know, and middle (None below 3)."""
    five = [int(counts.get(name, 0)) for name in RATINGS]
    return {
        "counts": five,
        "n": sum(five),
        "dont_know": int(counts.get("dont_know", 0)),
        "middle": middle_ratings(five),
    }


def blocks_compared(
    notes: Sequence[Mapping],
    heard: Iterable[Mapping],
    cells: Sequence[Mapping],
    since: str,
    until: str,
    blocks: Sequence[str],
    roles: Sequence[str],
) -> dict[str, dict]:
    """Return per block what became of it from wave `since` to `until`: notes, themes, hearing and ratings.

    A row of notes also says `other`: what the role said on the block at the moment without the note (of
    hearing.STATES; '' where that moment has it too, or it has no role).

    What was worked out is kept under all that it follows from, so that it cannot be of an earlier state, whoever
    changed what (decision 36). Rows hold single values; what is given belongs to others too, and is not changed.
    """
    basis = [tuple(tuple(row.items()) for row in rows) for rows in (notes, heard, cells)]
    return _compared(*basis, since, until, tuple(blocks), tuple(roles))


@lru_cache(maxsize=COMPARISONS)
def _compared(
    note_rows: tuple, heard_rows: tuple, cell_rows: tuple, since: str, until: str, blocks: tuple, roles: tuple
) -> dict[str, dict]:
    notes, heard, cells = ([dict(row) for row in rows] for rows in (note_rows, heard_rows, cell_rows))
    themed = themes_compared(heard, since, until)
    by_block: dict[str, dict[str, list]] = {block: {since: [], until: []} for block in blocks}
    for note in notes:
        if note["block"] in by_block and note["wave_id"] in (since, until):
            by_block[note["block"]][note["wave_id"]].append(note)
    by_block_compared = {}
    for block, of in by_block.items():
        hearing = hearing_compared(cells, block, since, until, roles)
        hearing_by_role = {row["role"]: row for row in hearing}
        rows = [row | {"other": _other(row, hearing_by_role)} for row in notes_compared(of[since], of[until], roles)]
        ratings, themes = ratings_compared(cells, block, since, until, roles), themed.get(block, [])
        by_block_compared[block] = {
            "notes": rows,
            "themes": themes,
            "hearing": hearing,
            "ratings": ratings,
        }
    return by_block_compared


def _waves(since: str, until: str) -> tuple[tuple[str, str], ...]:
    return ("before", since), ("after", until)


def _ordered(role_keys: Iterable[str], roles: Sequence[str]) -> list[str]:
    """Sort role keys: in the order of `roles`; then those the study no longer has; notes without a role last."""
    order = {role: place for place, role in enumerate(roles)}
    return sorted(role_keys, key=lambda role: (role == "", order.get(role, len(order)), role))


def _other(row: Mapping, hearing_by_role: Mapping[str, Mapping]) -> str:
    if not row["role"] or row["how"] not in ("gone", "new"):
        return ""
    role_hearing = hearing_by_role.get(row["role"])
    return role_hearing["after" if row["how"] == "gone" else "before"] if role_hearing else "not_asked"


def _paired(before: Sequence[Mapping], after: Sequence[Mapping]) -> list[dict]:
    # by the alphabet: the order in which interviews were held must change nothing
    was, now = ([(_words(row["text"]), row["id"], row) for row in some] for some in (before, after))
    was.sort(key=lambda keyed: keyed[:2])
    now.sort(key=lambda keyed: keyed[:2])
    matched = _matched(tuple(keyed[0] for keyed in was), tuple(keyed[0] for keyed in now))
    rows = [
        {"how": how, "before": None if old is None else was[old][2], "after": None if new is None else now[new][2]}
        for how, old, new in matched
    ]
    return sorted(rows, key=lambda row: HOW.index(row["how"]))


@lru_cache(maxsize=4096)  # a screen is drawn again and again, and reading texts closely is what takes its time
def _matched(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[str, int | None, int | None]]:
    """Match as `capture.lines.match` does the lines of one answer, but where order means nothing and texts are many."""
    left: dict[str, list[int]] = {}
    for old, text in enumerate(before):
        left.setdefault(text, []).append(old)
    pairs = {new: ("stays", left[text].pop(0)) for new, text in enumerate(after) if left.get(text)}
    free = {old for some in left.values() for old in some}
    alike = _alike(before, after, sorted(free), [new for new in range(len(after)) if new not in pairs])
    for _likeness, old, new in sorted(alike, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if old in free and new not in pairs:
            pairs[new] = ("changed", old)
            free.remove(old)
    matches = [(*pairs[new], new) if new in pairs else ("new", None, new) for new in range(len(after))]
    return matches + [("gone", old, None) for old in sorted(free)]


def _alike(
    before: Sequence[str], after: Sequence[str], old: Sequence[int], new: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    """Yield pairs of similar texts: their likeness, ALIKE to 1, and their places."""
    if len(old) * len(new) > MOST_PAIRS:  # then only what stands near in the order of both is looked at
        wide = max(1, MOST_PAIRS // len(new))
        for index, place in enumerate(new):
            near_by = index * len(old) // len(new)
            yield from _alike(before, after, old[max(0, near_by - wide // 2) : near_by + wide // 2 + 1], [place])
        return
    candidates = [(at, _WORD.findall(before[at])) for at in old]
    candidates = [(at, words, frozenset(words)) for at, words in candidates]
    reader = SequenceMatcher(None, autojunk=False)
    for place in new:
        new_words = _WORD.findall(after[place])
        new_set = frozenset(new_words)
        shared = (
            (2 * len(new_set & some) / (len(new_set) + len(some) or 1), at, words) for at, words, some in candidates
        )
        near = heapq.nsmallest(NEAREST, ((-share, at, words) for share, at, words in shared if share >= ALIKE))
        reader.set_seq2(new_words)
        for _share, at, words in near:
            reader.set_seq1(words)
            if matching_blocks(reader, MOST_STEPS // 10) >= 0 and (likeness := reader.ratio()) >= ALIKE:
                yield likeness, at, place


def _words(text: str) -> str:
    """Return what is compared: without the mark before a line, capitals, doubled spaces and the stop at its end."""
    return " ".join(bare(text).casefold().split()).rstrip(_END)


def _carried(row: dict) -> dict:
    was, now = (set(row[name]["perspectives"]) if row[name] else set() for name in ("before", "after"))
    both = row["before"] and row["after"]
    gained, lost = (sorted(now - was), sorted(was - now)) if both else ([], [])
    how = "changed" if row["how"] == "stays" and (gained or lost) else row["how"]
    return row | {"how": how, "gained": gained, "lost": lost}
