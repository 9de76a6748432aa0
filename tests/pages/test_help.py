"""Help: the keys of the screen one comes from, and the guide at its chapter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from canvas.screens.help.user_guide import CHAPTERS, chapters
from canvas.ui.screen_keys import KEYS
from tests.pages.screens import open_screen, texts

PAGES = re.findall(r'st\.Page\("pages/(\w+)\.py"', (Path(__file__).parents[2] / "app.py").read_text("utf-8"))


def test_every_chapter_on_a_screen_is_in_the_guide_and_every_key_is_of_a_screen():
    assert set(CHAPTERS.values()) <= set(chapters())
    assert set(CHAPTERS) | set(KEYS) <= set(PAGES)


def test_no_picture_and_no_link_to_another_file_is_left_in_the_guide():
    text = "\n".join(chapters().values())
    assert "![" not in text
    assert not re.search(r"\]\((?!https?://)", text)


@pytest.mark.parametrize(("about", "chapter", "key"), [("interview", "Gesprek", "Alt+1"), ("state", "Stand van", "")])
def test_help_opens_at_the_screen_one_comes_from(monkeypatch, demo_file, about, chapter, key):
    app = open_screen(monkeypatch, demo_file, "help", "evaluator-1", about=about)
    assert app.selectbox(key="help_chapter").value.startswith(chapter)
    assert ("Toetsen van dit scherm" in texts(app)) == bool(key)
    assert key in texts(app)
    assert "Toetsen van elk scherm" in texts(app)


def test_another_chapter_is_in_the_link_and_one_that_is_not_there_is_the_first(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "help", "evaluator-1")
    app.selectbox(key="help_chapter").set_value("Zoeken").run()
    assert app.query_params["chapter"] == str(list(chapters()).index("Zoeken") + 1)
    for wrong in ("0", "99999", "-1", "x"):
        app = open_screen(monkeypatch, demo_file, "help", "evaluator-1", chapter=wrong)
        assert app.selectbox(key="help_chapter").value == "Beginnen"
