"""Which words stand beside a difference, chosen by hand."""

from __future__ import annotations

from canvas.analysis.difference_quotes import quotes
from canvas.analysis.differences import per_block
from canvas.analysis.findings.differing import differing
from tests.analysis.test_differences import ROLES, ROWS, cell


def words(
    name: str, role: str, rating: int | None = None, kind: str = "plain", in_points: bool = False, code: str = ""
) -> dict:
    row = {"id": name, "role": role, "rating": rating, "kind": kind, "in_points": in_points, "text": name}
    return row | {"codes": [code or name]}


def rows(*cells: dict) -> list[dict]:
    return per_block(cells, [], {}, ["costs"], ROLES, ROWS)


def chosen(row: dict, *heard: dict) -> list[tuple[str, str]]:
    return [(quote.side, quote.note["id"]) for quote in quotes(row, heard)]


def test_a_gap_quotes_who_rated_lowest_of_the_lower_role_and_highest_of_the_higher():
    (row,) = rows(cell("employer", "costs", "1,2,2"), cell("government", "costs", "4,4,5"))
    heard = [
        words("a", "employer", 2, "weakness"),
        words("b", "employer", 1),
        words("c", "employer", 1, "risk"),
        words("d", "government", 4, in_points=True),
        words("e", "government", 5),
        words("f", "government", 5, in_points=True),
    ]
    assert chosen(row, *heard) == [("low", "c"), ("high", "f")]
    assert chosen(row, *heard[:2]) == [("low", "b")]  # nothing was noted of the other side


def test_a_divided_role_is_quoted_twice_and_never_the_same_note():
    (row,) = rows(cell("employer", "costs", "1,1,5,5"))
    assert chosen(row, words("a", "employer", 5), words("b", "employer", 1)) == [("low", "b"), ("high", "a")]
    assert chosen(row, words("b", "employer", 1)) == [("low", "b")]


def test_a_divided_role_is_quoted_from_two_people_where_there_are_two():
    (row,) = rows(cell("employer", "costs", "1,1,5,5"))
    heard = [words("a", "employer", 1, code="B1"), words("b", "employer", code="B1"), words("c", "employer", code="B2")]
    # b and c rated nothing here; c is of another person
    assert chosen(row, *heard) == [("low", "a"), ("high", "c")]
    assert chosen(row, *heard[:2]) == [("low", "a"), ("high", "b")]


def test_silence_quotes_one_who_spoke_and_no_difference_none():
    (row,) = rows(cell("employer", "costs", notes=1), cell("government", "costs", asked=1, skipped=1))
    assert chosen(row, words("a", "employer")) == [("", "a")]
    (row,) = rows(*(cell(role, "costs", "3,3,3") for role in ROWS))
    assert chosen(row, words("a", "employer", 3)) == []


def test_what_the_rows_come_to():
    blocks_apart = rows(cell("employer", "costs", "1,2,2"), cell("government", "costs", "4,4,5"))
    left = {
        "NT-B1": {"organisation": "Bouw", "left": "2025-11-01"},
        "NT-B9": {"organisation": "X", "left": "2025-01-01"},
    }
    differences, hearing, departed = differing(blocks_apart, left, ["NT-B1", "NT-G1"])
    assert (differences.rule, differences.figure, differences.names["first"]) == ("differences", 1, "costs")
    assert hearing.names["heard"] == ("employer", "government")
    assert hearing.names["not_asked"] == ("education", "project_lead", "participant")
    assert (departed.names["codes"], departed.names["partners"]) == (("NT-B1",), (("Bouw", "2025-11-01"),))


def test_where_nothing_differs_that_is_said_with_how_many_were_compared():
    (finding, _hearing) = differing(rows(cell("employer", "costs", notes=1)), {}, [])
    assert (finding.rule, finding.names["compared"]) == ("no_differences", 0)
    (finding, _hearing) = differing(rows(*(cell(role, "costs", "3,3,3") for role in ROWS)), {}, [])
    assert (finding.rule, finding.names["compared"]) == ("no_differences", 1)
