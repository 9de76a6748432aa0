"""What is typed shows as it was typed, in every widget."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from canvas.ui import plain_streamlit
from canvas.ui.plain_streamlit import as_typed


@pytest.mark.parametrize(
    "text", ["Startplein Techniek", "evaluator-1 · Evaluator", "R&D, B&Q", "NT-B1 (2024), 'wat' \"dan\"; 100%"]
)
def test_plain_words_stay_as_they_are(text):
    assert as_typed(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# *x* _y_ `z`", r"\# \*x\* \_y\_ \`z\`"),
        ("![a](b) <c> $d$ :red[e]", r"!\[a\](b) \<c> \$d\$ \:red\[e\]"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("> a", r"\> a"),
        ("&amp; & &#65;", r"\&amp; & \&#65;"),
        ("a\n- b\n\n    c", "a - b c"),  # a browser shows white space as one space, and so no list or block begins
        ("\\", "\\\\"),
    ],
)
def test_signs_that_markdown_knows_are_escaped(text, markdown):
    assert as_typed(text) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a -> b", "a -:small[]> b"),
        ("www.x.nl", "www:small[].x.nl"),
        ("http://x", r"http\::small[]//x"),
        ("a@b.nl", "a:small[]@b.nl"),
        (":streamlit:", r"\::small[]streamlit\:"),
        (":material/home:", r"\::small[]material/home\:"),
    ],
)
def test_signs_that_are_drawn_even_when_escaped_are_cut_without_a_character_more(text, markdown):
    assert as_typed(text) == markdown


def test_an_empty_title_is_still_a_title():
    assert as_typed("") == " "


def _screen() -> None:
    from canvas.ui import plain_streamlit as st

    text = "![x](y)"
    left, _right = st.columns(2)
    left.button(text, help=text)
    with st.container(), st.expander(label=text):
        st.radio(text, [text])
        st.segmented_control("Role", [1], format_func=lambda _option: text)
    st.selectbox(text, [text], format_func=str)
    st.text_input(text, placeholder=text, key="field")
    st.toast(text)


def test_each_argument_is_made_plain_where_streamlit_reads_markdown_and_only_there():
    app = AppTest.from_function(_screen).run()
    shown = r"!\[x\](y)"
    assert not app.exception
    assert (app.button[0].label, app.button[0].help) == (shown, shown)
    assert app.expander[0].label == app.radio[0].label == app.radio[0].options[0] == shown
    assert app.segmented_control[0].options[0] == shown
    assert (app.selectbox[0].label, app.selectbox[0].options) == (shown, ["![x](y)"])
    assert (app.text_input[0].label, app.text_input[0].placeholder) == (shown, "![x](y)")
    assert app.toast[0].value == shown


def test_no_typed_text_becomes_the_title_of_a_page():
    with pytest.raises(ValueError, match="Markdown"):
        plain_streamlit.Page(lambda: None, title="*a*", url_path="a")


@pytest.mark.parametrize("name", ["write", "metric", "error", "title", "tabs", "status", "chat_input"])
def test_a_function_that_nobody_tried_yet_is_refused(name):
    with pytest.raises(AttributeError, match=name):
        getattr(plain_streamlit, name)
    with pytest.raises(AttributeError, match=name):
        getattr(plain_streamlit.container(), name)
