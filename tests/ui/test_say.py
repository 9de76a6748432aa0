"""Texts of users where Streamlit reads Markdown."""

from __future__ import annotations

import pytest

from canvas.ui.say import plain


@pytest.mark.parametrize(
    "text", ["Startplein Techniek", "evaluator-1 · Evaluator", "NT-B1 (2024), 'wat' \"dan\"; 100%"]
)
def test_plain_words_stay_as_they_are(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# *x* _y_ `z`", r"\# \*x\* \_y\_ \`z\`"),
        ("[a](b) <c> $d$ :red[e]", r"\[a\](b) \<c\> \$d\$ \:red\[e\]"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        (":material/home:", r"\:material\/home\:"),
        ("\\", "\\\\"),
    ],
)
def test_signs_that_markdown_knows_are_escaped(text, escaped):
    assert plain(text) == escaped


@pytest.mark.parametrize("text", ["a -> b", "www.x.nl", "http://x", "a@b.nl", ":streamlit:", "a -- b"])
def test_signs_that_are_drawn_even_when_escaped_are_parted_by_nothing_one_sees(text):
    said = plain(text)
    assert "\u2060" in said
    assert said.replace("\u2060", "").replace("\\", "") == text


def test_an_empty_title_is_still_a_title():
    assert plain("") == " "
