"""A file that is called after what people typed has a name that every system takes and that leads nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.store.database.text import file_stem


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Nieuwe Techniek · Meting 1", "nieuwe-techniek-meting-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\a\\b.exe", "c-a-b-exe"),
        ("a\u202etxt.exe", "a-txt-exe"),  # would show as aexe.txt
        ("cafe\u0301 <b>x</b>\n%2e%2e", "café-b-x-b-2e-2e"),
        ("", "pps"),
        (" .-_/ ", "pps"),
        ("CON", "pps"),
        ("lpt1", "pps"),
        ("x" * 300, "x" * 80),
        ("𐌰" * 300, "𐌰" * 50),  # four bytes each
    ],
)
def test_a_name_is_made_of_the_words_of_a_text(text, stem):
    assert file_stem(text, "pps") == stem


@given(st.text(max_size=300))
def test_any_text_gives_a_name_of_one_file(text):
    stem = file_stem(text, "pps")
    assert 0 < len(stem.encode()) <= 200
    assert all(sign == "-" or sign.isalnum() for sign in stem)
