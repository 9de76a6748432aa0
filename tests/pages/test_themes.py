"""The themes screen without a browser: empty, with the demo, a theme opened, and a codebook brought in."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from canvas.store import open_study
from canvas.store.themes import theme_counts, themes
from tests import build
from tests.pages.screens import open_screen, texts


@pytest.fixture
def begun(tmp_path: Path):
    """A study under way, in a file."""
    study = open_study(str(tmp_path / "own.sqlite"), create=True)
    yield build.begin(study)
    study.close()


@pytest.fixture
def trust(begun) -> str:
    """The id of a theme that two notes carry."""
    note_ids = [row["id"] for row in build.answered(begun, "Het ging mis\nWe belden elkaar")[1]]
    with begun.study.writing(begun.user) as writer:
        made = themes.add(writer, "Vertrouwen", definition="Rekenen op elkaar.")
        themes.assign(writer, made, note_ids)
    return made


def shown(monkeypatch, begun: build.Begun, opened: str = "") -> AppTest:
    """The screen, with this theme or count of the tree pressed; the tree itself needs a browser."""
    data = {}

    def tree(**values):
        data.update(values["data"])
        return SimpleNamespace(opened=opened or None)

    monkeypatch.setattr("canvas.screens.themes.theme_tree._tree", tree)
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: "en")  # AppTest also names options outside the session
    app = open_screen(monkeypatch, Path(begun.study.target), "themes", "onderzoeker-1", "en")
    assert not app.exception
    app.tree = data
    return app


def names(begun: build.Begun) -> list[str]:
    with begun.study.reading() as connection:
        return [row["name"] for row in themes.every(connection)]


def test_a_study_without_themes_says_what_they_are_and_how_to_begin(monkeypatch, begun):
    app = shown(monkeypatch, begun)
    assert "There are no themes yet" in texts(app)
    assert [button.label for button in app.button if button.proto.type == "primary"] == ["Add theme"]


def test_the_tree_is_given_every_theme_as_heard_per_role(monkeypatch, begun, trust):
    app = shown(monkeypatch, begun)
    assert "1 theme" in texts(app)
    assert "2 of 2 notes carry one" in texts(app)
    (row,) = app.tree["rows"]
    assert [role["key"] for role in app.tree["roles"]] == ["employer"]
    assert (row["id"], row["notes"], row["respondents"], row["partnerships"]) == (trust, "2", "1", "1")
    assert row["voices"] == [{"notes": "2", "said": "Employers: 2 notes · 1 respondent"}]


@pytest.mark.parametrize("what", ["*", "employer"])
def test_a_count_opens_its_notes_with_who_gave_the_theme(monkeypatch, begun, trust, what):
    screen_texts = texts(shown(monkeypatch, begun, f"{trust}|{what}"))
    assert "Het ging mis" in screen_texts
    assert "We belden elkaar" in screen_texts
    assert "Given by onderzoeker-1" in screen_texts


def test_a_name_that_is_taken_is_said_and_nothing_typed_is_lost(monkeypatch, begun, trust):
    with begun.study.writing(begun.user) as writer:
        themes.add(writer, "Openheid")
    app = shown(monkeypatch, begun, f"{trust}|")
    next(field for field in app.text_input if field.label == "Name").set_value("openheid")
    app = next(button for button in app.button if button.label == "Save theme").click().run()
    assert not app.exception
    assert "“openheid” exists already." in texts(app)
    assert next(field for field in app.text_input if field.label == "Name").value == "openheid"
    assert names(begun) == ["Vertrouwen", "Openheid"]


def test_the_link_of_a_theme_that_was_merged_opens_the_one_it_went_into(monkeypatch, begun, trust):
    with begun.study.writing(begun.user) as writer:
        into = themes.add(writer, "Onderling vertrouwen")
        themes.merge(writer, trust, into)
    monkeypatch.setattr("canvas.screens.themes.theme_tree._tree", lambda **_values: SimpleNamespace(opened=None))
    path = Path(begun.study.target)
    app = open_screen(monkeypatch, path, "themes", "onderzoeker-1", "en", theme=trust)
    assert not app.exception
    assert "The theme you asked for was merged into this one." in texts(app)
    assert next(field for field in app.text_input if field.label == "Name").value == "Onderling vertrouwen"
    app = open_screen(monkeypatch, path, "themes", "onderzoeker-1", "en", theme="nergens")
    assert not app.exception
    assert "is not in this study" in texts(app)


@pytest.mark.usefixtures("trust")
def test_where_very_many_notes_carry_themes_the_screen_says_what_it_leaves_out(monkeypatch, begun):
    monkeypatch.setattr(theme_counts, "READ_AT_MOST", 1)
    app = shown(monkeypatch, begun)
    assert "respondents are not counted here" in texts(app)
    assert app.tree["words"]["respondents"] == ""
    (row,) = app.tree["rows"]
    assert (row["notes"], row["respondents"], row["partnerships"]) == ("2", "", "1")


def test_of_a_theme_on_very_many_notes_the_newest_are_shown_with_how_many_there_are(monkeypatch, begun, trust):
    monkeypatch.setattr(theme_counts, "READ_AT_MOST", 1)
    newest = theme_counts.newest_notes
    monkeypatch.setattr(theme_counts, "newest_notes", lambda *arguments: newest(*arguments, most=1))
    screen_texts = texts(shown(monkeypatch, begun, f"{trust}|*"))
    assert "2 notes carry it in all; these are the newest 1 that fit" in screen_texts
    assert screen_texts.count("Given by onderzoeker-1") == 1
