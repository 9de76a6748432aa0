"""What carries a point: counted by hand, documents never as roles, dissent and silence beside support."""

from __future__ import annotations

from canvas.analysis.perspectives import hearing
from canvas.analysis.point_support import support_by_role, support_counts
from tests.analysis.test_perspectives import ROWS, cell

ORDER = [*ROWS, "project_lead", "participant"]


def note(role: str | None, *codes: str, interview: str = "", document: str = "", **more) -> dict:
    return {
        "role": role,
        "codes": list(codes),
        "interview_id": interview or None,
        "document_id": document or None,
        "retired": False,
        "erased_at": None,
    } | more


NOTES = {
    "1": note("employer", "NT-B1", interview="i"),
    "2": note("employer", "NT-B1", "NT-B2", interview="i"),
    "3": note(None, document="d"),
    "4": note("education", "NT-S1", interview="j", retired=True),
    "5": note("government", "NT-G1", interview="k"),
    "6": note("project_lead", document="d"),  # quoted in the same document
    "7": note("government", "NT-G1", interview="l", document="t"),  # a passage in the transcript of an interview
    "8": note("employer", "NT-B3", interview="m", erased_at="2026-11-25T10:00:00.000Z"),
}


def point(perspectives: tuple[str, ...] = (), **stances: str) -> dict:
    return {"question": "value", "perspectives": perspectives, "notes": {key[1:]: how for key, how in stances.items()}}


ALL = point(
    ROWS,
    n1="supports",
    n2="supports",
    n3="supports",
    n4="supports",
    n5="contradicts",
    n6="supports",
    n7="contradicts",
    n8="contradicts",
)


def test_what_carries_a_point_is_counted_without_notes_taken_away_or_erased():
    # 1, 2, 3 and 6 support: B1 and B2 of the employers in one interview, and a document that quotes its project lead;
    # 5 and 7 speak against: one person of government; 4 was taken away and 8 erased
    assert support_counts(ALL, NOTES) == {
        "notes": 4,
        "respondents": 2,
        "roles": 2,
        "interviews": 1,
        "documents": 1,
        "contradicting": 2,
        "contradicting_respondents": 1,
        "contradicting_roles": 1,
        "withdrawn": 2,
        "held_back_supports": 0,
        "held_back_contradicts": 0,
    }


def test_a_document_without_a_role_is_a_document_and_no_role():
    counted = support_counts(point(n3="supports"), NOTES)
    assert (counted["notes"], counted["documents"], counted["roles"], counted["respondents"]) == (1, 1, 0, 0)


def test_a_passage_of_a_transcript_counts_as_its_interview_and_not_as_a_document():
    counted = support_counts(point(n7="supports"), NOTES)
    assert (counted["interviews"], counted["documents"], counted["respondents"]) == (1, 0, 1)


def test_a_note_that_is_not_among_the_rows_carries_nothing():
    assert support_counts(point(n9="supports"), NOTES) == dict.fromkeys(support_counts(ALL, NOTES), 0) | {
        "withdrawn": 1
    }


def test_each_role_of_the_table_is_named_with_what_it_says_for_and_against_and_whether_it_is_counted_on():
    heard = hearing([cell("education", "solution", asked=1, answered=1, notes=2)], ROWS)
    by_role = {row.pop("role"): row for row in support_by_role(ALL, NOTES, ROWS, ORDER, heard)}
    none = {"notes": 0, "respondents": 0, "documents": 0}
    assert list(by_role) == ["employer", "government", "education", "project_lead", ""]
    assert by_role["employer"] == {
        "supports": {"notes": 2, "respondents": 2, "documents": 0},
        "contradicts": none,
        "claimed": True,
        "heard": "not_asked",
        "held_back": False,
    }
    assert by_role["government"]["contradicts"] == {"notes": 2, "respondents": 1, "documents": 0}
    # education was heard on the question, but its note was taken away: it is not said to agree
    silent = {"supports": none, "contradicts": none, "claimed": True, "heard": "heard", "held_back": False}
    assert by_role["education"] == silent
    assert by_role["project_lead"]["supports"] == {"notes": 1, "respondents": 0, "documents": 1}
    assert by_role[""]["supports"] == {"notes": 1, "respondents": 0, "documents": 1}


def test_a_role_that_both_supports_and_contradicts_a_point_is_said_to_do_both():
    both_ways = point((), n1="supports", n2="contradicts")
    (row,) = [row for row in support_by_role(both_ways, NOTES, ROWS, ORDER) if row["role"] == "employer"]
    assert (row["supports"]["respondents"], row["contradicts"]["respondents"], row["heard"]) == (1, 2, None)
    assert not row["claimed"]


def test_a_role_that_the_study_no_longer_names_still_has_its_say():
    notes = {"1": note("union", "NT-V1")}
    assert [row["role"] for row in support_by_role(point((), n1="supports"), notes, ROWS, ORDER)] == [*ROWS, "union"]
