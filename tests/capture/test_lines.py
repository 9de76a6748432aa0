"""Which note is which line: by example, and for lines nobody thought of."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture import likeness
from canvas.capture import lines as lines_module
from canvas.capture.lines import MARKS, bare, marked, match, rewritten, split
from tests.examples import examples

COSTS = "begeleiding kost de leermeester een dag per week"
FEES = "lesgeld betaalt de gemeente"
TRAVEL = "reiskosten zijn voor de deelnemer zelf"


def became(old: list[str], new: list[str], retired: tuple[str, ...] = ()) -> list[tuple]:
    return [(found.how, found.note, found.line) for found in match(old, new, retired)]


def test_lines_are_trimmed_and_blank_ones_left_out():
    assert split("  een\n\n \t\ntwee  \n") == ["een", "twee"]
    assert split(" \n\n") == []


def kinds(text: str) -> list[tuple[str, str | None]]:
    return [(line.text, line.kind) for line in split(text)]


def test_a_mark_before_a_line_makes_its_kind_and_is_no_part_of_what_is_said():
    text = "/ goed team\n\\ te duur\n! vertrekt\n: “wij willen door”\n# bellen\n€ 500\n€500 per week\nlesgeld"
    assert kinds(text) == [
        ("goed team", "strength"),
        ("te duur", "weakness"),
        ("vertrekt", "risk"),
        ("“wij willen door”", "quote"),
        ("bellen", "action"),
        ("€ 500", "euro"),
        ("€500 per week", "euro"),
        ("lesgeld", None),
    ]
    assert "\n".join(split(text)) == text  # the line itself stays as it was typed
    assert list(MARKS) == ["/", "\\", "!", ":", "#", "€"]


@pytest.mark.parametrize("line", ["/goed", "!!", ":-)", "#1", "en/of", "te duur !", "- streepje", "500 €"])
def test_a_sign_without_a_space_after_it_or_elsewhere_is_part_of_the_words(line):
    assert kinds(line) == [(line, None)]


@pytest.mark.parametrize("line", ["/", " ! ", ":\t", "/ !", "€", "€ ", "/ €"])
def test_a_line_with_nothing_but_a_mark_is_no_note(line):
    assert kinds(f"een\n{line}\ntwee") == [("een", None), ("twee", None)]


def test_of_two_marks_the_first_counts():
    assert kinds("/ ! spannend") == [("spannend", "strength")]
    assert kinds("! € 500") == [("€ 500", "risk")]


def test_a_text_is_known_by_its_words_with_or_without_a_mark():
    for text in ("500 per week", "€ 500 per week", "€500 per week", "! 500 per week", "! €500 per week"):
        assert bare(text) == "500 per week"
    assert bare("/5") == "/5"


@pytest.mark.parametrize(
    ("text", "kind", "was", "line", "now"),
    [
        ("te duur", "risk", "plain", "te duur", "! te duur"),
        ("te duur", "weakness", "risk", "! te duur", "\\ te duur"),
        ("te duur", "plain", "risk", "! te duur", "te duur"),
        ("veel te duur", "risk", "risk", "! te duur", "! veel te duur"),
        ("veel te duur", "risk", "risk", "te duur", "veel te duur"),  # a kind from before there were marks
        ("500", "euro", "plain", "500", "€ 500"),
        ("€500", "euro", "plain", "€500", "€500"),
        ("600", "euro", "euro", "€500", "€ 600"),
        ("€ 500", "risk", "euro", "€ 500", "! € 500"),
        ("€ 500", "plain", "risk", "! € 500", "€ 500"),
        ("€ 500", "plain", "euro", "€ 500", "€ 500"),  # an amount without its sign would be another statement
        ("€ lesgeld", "plain", "euro", "€ lesgeld", "lesgeld"),
    ],
)
def test_a_note_of_another_kind_or_text_stands_on_a_line_with_the_right_mark(text, kind, was, line, now):
    assert marked(text, kind, was, split(line)[0]) == now


def test_only_the_line_of_the_note_is_rewritten_and_lines_that_are_none_do_not_count():
    assert rewritten("een\n\n!\n  twee\n drie ", 1, "twee!") == "een\n\n!\ntwee!\n drie "


def test_a_hundred_thousand_marks_in_a_row_are_read_in_no_time():
    assert split("/ " * 500_000) == []  # peeled off one by one this takes minutes


def test_a_first_answer_gives_a_new_note_per_line():
    assert became([], [COSTS, FEES]) == [("new", None, 0), ("new", None, 1)]


def test_an_answer_that_is_emptied_retires_its_notes():
    assert became([COSTS, FEES], []) == [("retired", 0, None), ("retired", 1, None)]


def test_an_edited_line_keeps_its_note():
    new = "begeleiding kost de leermeester twee dagen per week"
    assert became([COSTS, FEES], [new, FEES]) == [("changed", 0, 0), ("kept", 1, 1)]


def test_a_moved_line_keeps_its_note():
    assert sorted(became([COSTS, FEES, TRAVEL], [TRAVEL, COSTS, FEES]), key=str) == [
        ("kept", 0, 1),
        ("kept", 1, 2),
        ("moved", 2, 0),
    ]


def test_a_line_taken_away_retires_its_note_and_no_other():
    assert became([COSTS, FEES, TRAVEL], [COSTS, TRAVEL]) == [
        ("kept", 0, 0),
        ("kept", 2, 1),
        ("retired", 1, None),
    ]


def test_a_line_put_between_is_new_and_moves_no_note():
    assert became([COSTS, TRAVEL], [COSTS, FEES, TRAVEL]) == [
        ("kept", 0, 0),
        ("new", None, 1),
        ("kept", 1, 2),
    ]


def test_a_line_split_in_two_keeps_its_note_at_its_beginning():
    new = ["begeleiding kost de leermeester", "een dag per week"]
    assert became([COSTS], new) == [("changed", 0, 0), ("new", None, 1)]


def test_two_lines_joined_keep_the_note_of_the_first():
    assert became([COSTS, FEES], [f"{COSTS}, {FEES}"]) == [("changed", 0, 0), ("retired", 1, None)]


def test_a_line_typed_on_keeps_its_note_however_short_it_was():
    assert became(["les"], ["lesgeld betaalt de gemeente, en soms het fonds"]) == [("changed", 0, 0)]


def test_a_statement_replaced_by_another_does_not_inherit_its_note():
    assert became([COSTS], ["wij zoeken al jaren monteurs"]) == [("new", None, 0), ("retired", 0, None)]


def test_equal_lines_that_swap_places_stay_as_they_are():
    assert became(["ja", FEES, "ja"], ["ja", FEES, "ja"]) == [("kept", 0, 0), ("kept", 1, 1), ("kept", 2, 2)]


def test_one_of_two_equal_lines_taken_away_retires_one_note():
    assert Counter(how for how, *_ in became(["ja", "ja"], ["ja"])) == {"kept": 1, "retired": 1}


def test_a_line_both_moved_and_edited_keeps_its_note():
    new = "reiskosten zijn helaas voor de deelnemer zelf"
    assert ("changed", 2, 0) in became([COSTS, FEES, TRAVEL], [new, COSTS, FEES])


def test_undoing_brings_the_retired_note_back():
    # old notes count first, so the retired one has index 1
    assert became([FEES], [COSTS, FEES], (COSTS,)) == [("revived", 1, 0), ("kept", 0, 1)]


def test_a_retired_note_comes_back_once():
    assert became([], ["ja", "ja"], ("ja",)) == [("revived", 0, 0), ("new", None, 1)]


def test_the_likest_line_gets_the_note():
    old = ["de school betaalt de lessen", "de gemeente betaalt de lessen"]
    new = ["de gemeente betaalt alle lessen", "de school betaalt alle lessen"]
    assert sorted(became(old, new)) == [("changed", 0, 1), ("changed", 1, 0)]


def test_a_page_pasted_over_another_holds_the_study_for_no_more_than_seconds():
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(3, 9))) for _ in range(400)]
    old, new = ([" ".join(chance.choices(words, k=10)) for _ in range(400)] for _ in range(2))
    began = time.process_time()
    assert len(match(old, new)) >= 400
    assert time.process_time() - began < 8  # some 0.6 s; comparing every pair took 20 s


signed = st.builds(
    "{}{}{}".format, st.sampled_from((*MARKS, "")), st.sampled_from(("", " ", "  ")), st.text("a€/! 5", max_size=6)
)


@given(st.lists(signed | st.text(max_size=8), max_size=6).map("\n".join))
def test_every_line_is_a_mark_and_what_its_note_says_and_says_it_without_a_mark(text):
    for line in split(text):
        assert line.endswith(line.text)
        assert line == line.strip()
        assert line.kind == (None if line.text == line and line[0] != "€" else MARKS[line[0]])
        (again,) = split(line.text)
        assert (again.text, again.kind) == (line.text, "euro" if line.text[0] == "€" else None)
        assert line in (one.strip() for one in text.split("\n"))


@given(signed, st.sampled_from(("plain", *MARKS.values())), st.sampled_from(("plain", *MARKS.values())))
def test_a_note_that_gets_another_kind_stands_on_a_line_that_gives_it_that_kind(typed, was, kind):
    for line in split(typed):
        if kind != was:
            (now,) = split(marked(line.text, kind, was, line))
            assert bare(now.text) == bare(line.text)
            assert now.kind == (kind if kind != "plain" else "euro" if now.startswith("€") else None)


words = st.lists(
    st.sampled_from(("de", "gemeente", "betaalt", "les", "geld", "uren", "é", "🎓")), min_size=1, max_size=5
)
line = words.map(" ".join) | st.text(max_size=8).map(str.strip).filter(bool)
lines = st.lists(line, max_size=8)


@given(lines, lines, st.lists(line, max_size=4))
@examples(200)
def test_every_note_and_every_line_is_used_exactly_once(old, new, retired):
    found = match(old, new, retired)
    assert [one.line for one in found if one.line is not None] == list(range(len(new)))
    notes = [one.note for one in found if one.note is not None]
    assert sorted(note for note in notes if note < len(old)) == list(range(len(old)))
    revived = [note - len(old) for note in notes if note >= len(old)]
    assert len(set(revived)) == len(revived)
    assert all(0 <= note < len(retired) for note in revived)


@given(lines, lines, st.lists(line, max_size=4))
@examples(200)
def test_what_becomes_of_a_note_says_what_happened_to_its_text(old, new, retired):
    for one in match(old, new, retired):
        if one.how in ("kept", "moved"):
            assert old[one.note] == new[one.line]
        elif one.how == "changed":
            assert old[one.note] != new[one.line]
        elif one.how == "revived":
            assert retired[one.note - len(old)] == new[one.line]
        elif one.how == "new":
            assert one.note is None
        else:
            assert (one.how, one.line) == ("retired", None)


@given(lines, lines)
@examples(150)
def test_a_text_that_stands_before_and_after_always_keeps_its_note(old, new):
    stayed = Counter(old[one.note] for one in match(old, new) if one.how in ("kept", "moved"))
    assert stayed == Counter(old) & Counter(new)


@given(lines)
def test_the_same_text_again_keeps_every_note_in_its_place(same):
    assert became(same, same) == [("kept", index, index) for index in range(len(same))]


@given(lines, lines)
def test_typing_something_and_undoing_it_never_gives_two_lines_one_note(old, other):
    notes = list(old)  # by id; what stands is a subset
    standing = list(range(len(old)))
    for new in (other, old):
        retired = [note for note in range(len(notes)) if note not in standing]
        every, after = standing + retired, []
        for one in match([notes[note] for note in standing], new, [notes[note] for note in retired]):
            if one.line is None:
                continue
            if one.note is None:
                notes.append(new[one.line])
                after.append(len(notes) - 1)
            else:
                notes[every[one.note]] = new[one.line]
                after.append(every[one.note])
        standing = after
        assert [notes[note] for note in standing] == new
    assert len(set(standing)) == len(old)


@pytest.mark.parametrize("sign", ["\x0b", "\x1c", "\u2028", "\x85"])
def test_only_a_new_line_ends_a_line(sign):
    assert split(f"een{sign}twee") == [f"een{sign}twee"]


@pytest.mark.parametrize("old", [["ja"] * 3_000, [f"regel {n}" for n in range(3_000)], ["a", "b", "b"] * 1_000])
def test_thousands_of_lines_are_matched_without_comparing_all_with_all(old):
    for new in (old[1:], ["nee", *old], old[::-1], [f"{n} anders" for n in range(3_000)], [f"x{one}" for one in old]):
        found = match(old, new, old[:10])
        assert sorted(one.line for one in found if one.line is not None) == list(range(len(new)))
        used = sorted(one.note for one in found if one.note is not None and one.note < len(old))
        assert used == list(range(len(old)))


@given(lines, lines, st.lists(line, max_size=4))
def test_without_time_to_compare_no_note_is_lost_and_equal_texts_keep_theirs(old, new, retired):
    steps, strokes = likeness.MOST_STEPS, likeness.MOST_STROKES
    lines_module.MOST_STEPS = likeness.MOST_STEPS = likeness.MOST_STROKES = 0
    try:
        found = match(old, new, retired)
    finally:
        lines_module.MOST_STEPS = likeness.MOST_STEPS = steps
        likeness.MOST_STROKES = strokes
    assert sorted(one.note for one in found if one.note is not None and one.note < len(old)) == list(range(len(old)))
    assert [one.line for one in found if one.line is not None] == list(range(len(new)))
    stays = sum((Counter(old) & Counter(new)).values())
    assert sum(one.how in ("kept", "moved") for one in found) == stays
