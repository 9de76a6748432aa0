"""The framework matrix: which cells were written, which wait, and which ask for another look."""

from __future__ import annotations

from canvas.analysis.framework import framework, heard, progress

A, B = ("pa", "w"), ("pb", "w")


def cell(pair: tuple[str, str], role: str, block: str, notes: int = 0, **counts: int) -> dict:
    none = {"asked": 0, "answered": 0, "no_opinion": 0}
    return {"partnership_id": pair[0], "wave_id": pair[1], "role": role, "block": block, "notes": notes} | none | counts


CELLS = [
    cell(A, "employer", "costs", 3, asked=1, answered=1),
    cell(A, "government", "costs", 2, asked=1, answered=1),
    cell(A, "employer", "revenues", 1, asked=1, answered=1),
    cell(A, "employer", "partners", asked=1, no_opinion=1),
    cell(B, "", "costs", 4),
]
SUMMARY = {"id": "s-1", "text": "duur"}


def test_a_block_adds_its_roles_and_a_question_the_blocks_that_feed_it():
    assert heard(CELLS, "block") == {
        (*A, "costs"): {"notes": 5, "state": "heard"},
        (*A, "revenues"): {"notes": 1, "state": "heard"},
        (*A, "partners"): {"notes": 0, "state": "no_opinion"},
        (*B, "costs"): {"notes": 4, "state": "heard"},
    }
    assert heard(CELLS, "question") == {
        (*A, "financing"): {"notes": 6, "state": "heard"},
        (*A, "how"): {"notes": 0, "state": "no_opinion"},
        (*B, "financing"): {"notes": 4, "state": "heard"},
    }


def test_a_theme_adds_its_roles():
    rows = [{"partnership_id": "pa", "wave_id": "w", "theme_id": "t", "role": role, "notes": 2} for role in ("x", "")]
    assert heard(rows, "theme") == {(*A, "t"): {"notes": 4, "state": "heard"}}


def test_cells_with_notes_and_no_summary_wait():
    rows = framework([B, A], ["costs", "partners"], heard(CELLS, "block"), {(*A, "costs"): SUMMARY}, {"s-1"})
    waits = {"notes": 4, "state": "heard", "summary": None, "flagged": False, "waiting": 4}
    never = {"notes": 0, "state": "not_asked", "summary": None, "flagged": False, "waiting": 0}
    written = {"notes": 5, "state": "heard", "summary": SUMMARY, "flagged": True, "waiting": 0}
    assert rows == [[waits, never], [written, never | {"state": "no_opinion"}]]
    assert progress(rows) == {"written": 1, "waiting": 1, "flagged": 1}


def test_a_summary_without_notes_left_stands():
    rows = framework([A], ["surplus"], {}, {(*A, "surplus"): SUMMARY})
    assert rows == [[{"notes": 0, "state": "not_asked", "summary": SUMMARY, "flagged": False, "waiting": 0}]]
