"""What changed between two moments: by wording within a role, by themes, by who was heard, by ratings."""

from __future__ import annotations

from collections import Counter
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from canvas.analysis.over_time import (
    HOW,
    blocks_compared,
    hearing_compared,
    notes_compared,
    points_compared,
    rated,
    ratings_compared,
    themes_compared,
)

ROLES = ["employer", "government", "education"]
_ids = count(1)


def note(text: str, role: str | None = "employer", wave: str = "w1", block: str = "costs") -> dict:
    return {"id": f"n{next(_ids):05}", "text": text, "role": role, "wave_id": wave, "block": block}


def cell(wave: str, role: str, block: str = "costs", **counts: int) -> dict:
    names = (
        "asked",
        "answered",
        "no_opinion",
        "skipped",
        "respondents",
        "notes",
        "dont_know",
        *(f"rated_{n}" for n in range(1, 6)),
    )
    return {"wave_id": wave, "role": role, "block": block} | dict.fromkeys(names, 0) | counts


def became(rows: list[dict]) -> list[tuple]:
    return [
        (row["how"], row["before"] and row["before"]["text"], row["after"] and row["after"]["text"]) for row in rows
    ]


def test_the_same_words_stay_similar_words_changed_and_the_rest_is_gone_or_new():
    before = [note("Lesgeld is te hoog."), note("De school betaalt de boeken"), note("Reizen kost een dag")]
    after = [note("lesgeld is  te hoog"), note("De school betaalt de boeken niet meer"), note("Wij delen een busje")]
    assert became(notes_compared(before, after, ROLES)) == [
        ("changed", "De school betaalt de boeken", "De school betaalt de boeken niet meer"),
        ("new", None, "Wij delen een busje"),
        ("gone", "Reizen kost een dag", None),
        ("stays", "Lesgeld is te hoog.", "lesgeld is  te hoog"),
    ]


def test_similar_is_four_of_ten_words_in_the_same_order():
    def how(before: str, after: str) -> set[str]:
        return {row["how"] for row in notes_compared([note(before)], [note(after)], ROLES)}

    assert how("wij betalen de boeken zelf", "wij krijgen nu boeken gratis") == {"changed"}  # 2 x 2 of 10
    assert how("wij betalen de boeken zelf", "jullie krijgen nu boeken gratis") == {"gone", "new"}  # 2 x 1 of 10
    assert how("boeken kosten veel wij betalen", "wij krijgen nu gratis boeken") == {"gone", "new"}  # another order


def test_of_several_similar_notes_the_most_similar_are_taken_together():
    before = [note("het lesgeld is te hoog"), note("het lesgeld is voor ons veel te hoog")]
    after = [note("het lesgeld is voor ons nog te hoog")]
    assert became(notes_compared(before, after, ROLES)) == [
        ("changed", "het lesgeld is voor ons veel te hoog", "het lesgeld is voor ons nog te hoog"),
        ("gone", "het lesgeld is te hoog", None),
    ]


def test_the_same_words_of_another_role_are_not_the_same_note():
    rows = notes_compared([note("Het is duur")], [note("Het is duur", "government")], ROLES)
    assert [(row["role"], row["how"]) for row in rows] == [("employer", "gone"), ("government", "new")]


def test_roles_stand_in_their_order_and_one_that_the_study_no_longer_has_before_notes_without_any():
    before = [note("a a a", None), note("b b b", "party"), note("c c c", "education"), note("d d d", "employer")]
    assert [row["role"] for row in notes_compared(before, [], ROLES)] == ["employer", "education", "party", ""]


some_notes = st.lists(
    st.tuples(st.text("abc de.!", max_size=14), st.sampled_from([*ROLES, "party", None])), max_size=14
)


@given(some_notes, some_notes)
def test_every_note_of_both_moments_is_in_exactly_one_row(before, after):
    before, after = ([note(text, role) for text, role in some] for some in (before, after))
    rows = notes_compared(before, after, ROLES)
    there = Counter(row[name]["id"] for row in rows for name in ("before", "after") if row[name])
    assert there == Counter(row["id"] for row in (*before, *after))
    for row in rows:
        assert row["how"] in HOW
        assert (row["before"] is None) == (row["how"] == "new")
        assert (row["after"] is None) == (row["how"] == "gone")
        assert {row[name]["role"] or "" for name in ("before", "after") if row[name]} == {row["role"]}


@given(some_notes, some_notes, st.randoms(use_true_random=False))
def test_the_order_in_which_interviews_were_held_changes_no_count(before, after, random):
    before, after = ([note(text, role) for text, role in some] for some in (before, after))
    counted = Counter((row["role"], row["how"]) for row in notes_compared(before, after, ROLES))
    random.shuffle(before)
    random.shuffle(after)
    again = Counter((row["role"], row["how"]) for row in notes_compared(before, after, ROLES))
    assert {key for key in counted if key[1] == "stays"} == {key for key in again if key[1] == "stays"}
    for role in {role for role, _how in counted}:
        assert counted[role, "stays"] == again[role, "stays"]


@given(some_notes)
def test_a_moment_compared_with_the_same_words_only_stays(texts):
    before, after = ([note(text, role) for text, role in texts] for _ in range(2))
    assert {row["how"] for row in notes_compared(before, after, ROLES)} <= {"stays"}


def point(text: str, question: str = "value", *perspectives: str) -> dict:
    return {"id": f"p{next(_ids):05}", "text": text, "question": question, "perspectives": list(perspectives)}


def test_points_are_compared_within_their_question_and_other_perspectives_are_a_change():
    before = [point("Vakmensen voor de regio", "value", "employer"), point("Wie betaalt is niet geregeld", "financing")]
    after = [
        point("Vakmensen voor de regio", "value", "employer", "government"),
        point("Vakmensen voor de regio", "for_whom", "education"),
    ]
    rows = points_compared(before, after)
    assert [(row["how"], row["gained"], row["lost"]) for row in rows["value"]] == [("changed", ["government"], [])]
    assert [row["how"] for row in rows["financing"]] == ["gone"]
    assert [(row["how"], row["gained"]) for row in rows["for_whom"]] == [("new", [])]


def test_themes_are_new_gone_or_stay_in_a_block_with_their_notes():
    def heard(theme: str, wave: str, notes: int, block: str = "costs", role: str = "employer") -> dict:
        return {"theme_id": theme, "name": theme.upper(), "wave_id": wave, "block": block, "role": role, "notes": notes}

    rows = themes_compared(
        [
            heard("a", "w1", 2),
            heard("a", "w2", 1),
            heard("a", "w2", 3, role="education"),
            heard("b", "w1", 1),
            heard("c", "w2", 1),
            heard("b", "w2", 1, "funding"),
        ],
        "w1",
        "w2",
    )
    assert [(row["name"], row["how"], row["before"], row["after"]) for row in rows["costs"]] == [
        ("C", "new", 0, 1),
        ("B", "gone", 1, 0),
        ("A", "stays", 2, 4),
    ]
    assert [row["how"] for row in rows["funding"]] == ["new"]


def test_who_was_heard_then_and_now_tells_four_things_apart():
    cells = [
        cell("w1", "employer", asked=1, answered=1, notes=2),
        cell("w2", "employer", asked=1, no_opinion=1),
        cell("w2", "government", asked=1),
        cell("w1", "", notes=3),
        cell("w2", "education", block="funding", asked=1, answered=1),
    ]
    assert hearing_compared(cells, "costs", "w1", "w2", ROLES) == [
        {"role": "employer", "before": "heard", "after": "no_opinion"},
        {"role": "government", "before": "not_asked", "after": "not_answered"},
    ]


def test_a_middle_rating_stands_from_three_voices_on_and_below_that_counts_alone():
    cells = [cell("w1", "employer", rated_2=2, dont_know=1), cell("w2", "employer", rated_2=1, rated_4=2)]
    (row,) = ratings_compared(cells, "costs", "w1", "w2", ROLES)
    assert row["changed"]
    assert row["before"] == {"counts": [0, 2, 0, 0, 0], "n": 2, "dont_know": 1, "middle": None}
    assert row["after"] == {"counts": [0, 1, 0, 2, 0], "n": 3, "dont_know": 0, "middle": (4, 4)}
    assert rated({})["n"] == 0
    assert rated({})["middle"] is None


def compared(notes: list[dict], cells: list[dict], heard: list[dict] = []) -> dict:  # noqa: B006
    return blocks_compared(notes, heard, cells, "w1", "w2", ["costs", "funding"], ROLES)


def test_a_note_of_one_moment_alone_says_what_its_role_did_at_the_other():
    notes = [
        note("Lesgeld is te hoog"),
        note("Reizen kost een dag", "government"),
        note("Nieuw geld", "education", "w2"),
    ]
    cells = [
        cell("w1", "employer", asked=1, answered=1, notes=1),
        cell("w2", "employer", asked=1),
        cell("w1", "government", asked=1, answered=1, notes=1),
        cell("w2", "education", asked=1, answered=1, notes=1),
    ]
    block = compared(notes, cells)
    assert {row["role"]: row["other"] for row in block["costs"]["notes"]} == {
        "employer": "not_answered",
        "government": "not_asked",
        "education": "not_asked",
    }
    assert block["funding"]["notes"] == []


def test_notes_of_a_third_moment_and_of_blocks_out_of_scope_are_left_out():
    block = compared([note("a b c", wave="w3"), note("d e f", block="surplus")], [])
    assert block["costs"]["notes"] == []
    assert set(block) == {"costs", "funding"}
