"""How a document is laid out to be read: every word once, in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from canvas.capture.layout import laid_out, paragraphs
from tests.examples import examples


def test_a_text_is_split_at_blank_lines_and_a_single_line_end_stays_within():
    text = "  Opzet 🎓\n\nEén\nschool.\n \t\n\n Slot. \n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["Opzet 🎓", "Eén\nschool.", "Slot."]


def test_titles_are_known_by_what_they_say_and_turns_by_their_rows():
    text = "Opzet\n\nAcht bedrijven."
    assert [part["title"] for part in laid_out(text, [], {"Opzet"})] == [True, False]
    turns = [{"number": 0, "start": 0, "end": 5}, {"number": 1, "start": 7, "end": 22}]
    parts = laid_out(text, turns, {"Opzet"})
    assert [(part["start"], part["end"], part["turn"]) for part in parts] == [(0, 5, turns[0]), (7, 22, turns[1])]


def test_words_between_turns_are_shown_too():
    parts = laid_out("voor\n\neen\n\ntussen\n\ntwee\n\nna", [{"start": 6, "end": 9}, {"start": 19, "end": 23}])
    assert [(part["start"], part["turn"] is None) for part in parts] == [
        (0, True),
        (6, False),
        (11, True),
        (19, False),
        (25, True),
    ]


@examples(60)
@given(st.text(st.sampled_from("ab \n\t😀\u0301"), max_size=40))
def test_every_word_of_a_text_stands_in_one_part_and_in_order(text):
    parts = laid_out(text, [])
    assert " ".join(text[part["start"] : part["end"]] for part in parts).split() == text.split()
    assert all(before["end"] < after["start"] for before, after in pairwise(parts))
