"""Long texts where there is room for a few lines: cut between words, and never longer than there is room for."""

from __future__ import annotations

from canvas.ui.long_text import beginning, both_ends


def test_a_long_text_is_cut_between_words_and_a_sentence_keeps_its_end():
    assert beginning("kort") == both_ends("kort") == "kort"
    assert beginning("een twee drie", 10) == "een twee…"
    sentence = "“" + "woord " * 900 + "slot”: nog open."
    shown = both_ends(sentence)
    assert shown.startswith("“woord")
    assert shown.endswith("… woord woord woord woord woord woord woord woord woord woord slot”: nog open.")
    for text in (sentence, "x" * 5_000):
        assert len(both_ends(text)) <= 1_202
