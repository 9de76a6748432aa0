"""Every screen opens without a study, with an empty one, with the demo, and with a study that cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.store import open_study, users
from tests.pages.screens import open_screen, texts, ways_on
from tests.screens_of_app import SCREENS

WITHOUT_A_STUDY = {"backup", "search", "help"}  # these say the same of a study that has not begun
NAME_NOBODY = {
    "notes",
    "themes",
    "lessons",
    "search",
    "backup",
    "study",
    "agreements",
    "help",
}  # these name no partnership before one asks for it
OF_A_PARTNERSHIP = ["partnerships", "canvas", "perspectives", "differences", "time", "factors", "interview"]


@pytest.fixture
def empty_file(tmp_path: Path) -> Path:
    path = tmp_path / "empty.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        users.add(writer, "onderzoeker-1", "researcher")
    study.close()
    return path


@pytest.mark.parametrize("page", SCREENS)
def test_without_a_study_one_is_made_and_a_profile_is_asked_for(monkeypatch, tmp_path, page):
    path = tmp_path / "new.sqlite"
    app = open_screen(monkeypatch, path, page)
    assert not app.exception
    assert "Wie is er aan het werk?" in texts(app)
    assert path.exists()


@pytest.mark.parametrize(
    ("page", "language"),
    [("partnerships", "en"), *((page, "nl") for page in SCREENS[1:] if page not in WITHOUT_A_STUDY)],
)
def test_an_empty_study_says_what_is_missing_and_leads_to_the_overview(monkeypatch, empty_file, page, language):
    app = open_screen(monkeypatch, empty_file, page, "onderzoeker-1", language)
    assert not app.exception
    expected = {"nl": "Dit onderzoek is nog niet begonnen", "en": "This study has not begun yet"}[language]
    assert expected in texts(app)
    assert len(ways_on(app)) == 1


def test_an_empty_study_offers_the_demo_and_a_start_of_ones_own(monkeypatch, empty_file):
    app = open_screen(monkeypatch, empty_file, "overview", "onderzoeker-1")
    assert not app.exception
    labels = [button.label for button in app.button]
    assert "Demo-onderzoek openen" in labels
    assert "Onderzoek beginnen" in labels


@pytest.mark.parametrize("page", SCREENS)
def test_the_demo_shows_on_every_screen(monkeypatch, demo_file, page):
    app = open_screen(monkeypatch, demo_file, page, "evaluator-1")  # in English as well: test_no_keys.py
    assert not app.exception
    assert "<h1>" in texts(app)
    assert page in NAME_NOBODY or "NexTechnician" in texts(app) + " ".join(str(box.options) for box in app.selectbox)


@pytest.mark.parametrize("page", SCREENS)
def test_a_file_that_is_no_study_is_said_in_place_with_a_way_to_try_again(monkeypatch, tmp_path, page):
    path = tmp_path / "holiday.sqlite"
    path.write_bytes(b"JFIF" * 1000)
    app = open_screen(monkeypatch, path, page)
    assert not app.exception
    assert "dit bestand is geen onderzoek." in texts(app)
    assert [button.label for button in app.button if button.label == "Probeer opnieuw"]
    assert path.read_bytes() == b"JFIF" * 1000


@pytest.mark.parametrize("page", OF_A_PARTNERSHIP)
def test_a_link_to_a_partnership_that_is_not_there_says_so_and_goes_on(monkeypatch, demo_file, page):
    app = open_screen(monkeypatch, demo_file, page, "evaluator-1", partnership="NOPE<script>")
    assert not app.exception
    assert "“NOPE&lt;script&gt;” staat niet in dit onderzoek." in texts(app)
    assert "NexTechnician" in str(app.selectbox[0].options)


def test_a_link_leads_to_its_partnership_and_moment(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "canvas", "evaluator-1", partnership="FV", moment="3")
    assert "Meting 2" in texts(app)
    assert app.query_params["partnership"] in (["FV"], "FV")
