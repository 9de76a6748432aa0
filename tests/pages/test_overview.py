"""The overview, and the start of a study of one's own."""

from __future__ import annotations

import re

from canvas.capture import answers as capture
from canvas.store import open_study, partnerships, study_settings, users
from tests import build
from tests.pages.screens import open_screen, texts


def test_the_demo_lists_each_moment_with_what_is_in_and_one_next_step(monkeypatch, demo_file):
    screen_texts = texts(open_screen(monkeypatch, demo_file, "overview", "evaluator-1"))
    # data/demo: four partnerships at one moment each, the fictional one at two, one of which has an interview under way
    assert screen_texts.count("Canvas lezen") == 5
    assert screen_texts.count("Gesprek hervatten") == 1
    # eight interviews at either moment, one of the second under way and one planned; factor scans are interviews too
    assert "16 afgerond" in screen_texts
    assert "13 afgerond · 1 bezig · 1 gepland" in screen_texts


def test_the_one_interview_under_way_is_resumed_and_of_several_the_list_is_shown(monkeypatch, tmp_path):
    path = tmp_path / "own.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview = build.interview(begun)
    screen_texts = texts(open_screen(monkeypatch, path, "overview", "onderzoeker-1"))
    assert f'href="interview?interview={interview}">Gesprek hervatten</a>' in screen_texts
    build.interview(begun, begun.government)
    screen_texts = texts(open_screen(monkeypatch, path, "overview", "onderzoeker-1"))
    assert 'href="interview?partnership=NT&amp;moment=1">Gesprek hervatten</a>' in screen_texts
    begun.study.close()


def test_overview_and_canvas_count_the_same_blocks_also_where_a_block_has_a_rating_alone(monkeypatch, tmp_path):
    path = tmp_path / "own.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview, _ = build.answered(begun, "lesgeld")
    build.ask(begun, interview, "surplus.main", "revenues.main")
    capture.rate(begun.study, begun.user, interview, "surplus.main", 4)
    begun.study.close()
    overview = texts(open_screen(monkeypatch, path, "overview", "onderzoeker-1"))
    canvas = texts(open_screen(monkeypatch, path, "canvas", "onderzoeker-1"))
    assert re.findall(r"(\d+) van (?:de )?18", overview)[0] == re.findall(r"(\d+) van (?:de )?18", canvas)[0] == "2"


def test_a_study_of_ones_own_begins_with_title_moment_and_partnership(monkeypatch, tmp_path):
    path = tmp_path / "own.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        users.add(writer, "onderzoeker-1", "researcher")
    app = open_screen(monkeypatch, path, "overview", "onderzoeker-1")
    title, moment, name = app.text_input
    title.set_value("Techniek <b>in</b> de regio")
    moment.set_value("Nulmeting")
    name.set_value('Samen "Sterk" & Co 🚲')
    next(button for button in app.button if button.label == "Onderzoek beginnen").click().run()
    with study.reading() as connection:
        assert study_settings.describe(connection)["title"] == "Techniek <b>in</b> de regio"
        assert [row["name"] for row in partnerships.every(connection)] == ['Samen "Sterk" & Co 🚲']
    study.close()


def test_a_start_without_a_title_says_so_and_stores_nothing(monkeypatch, tmp_path):
    path = tmp_path / "own.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        users.add(writer, "onderzoeker-1", "researcher")
    app = open_screen(monkeypatch, path, "overview", "onderzoeker-1")
    next(button for button in app.button if button.label == "Onderzoek beginnen").click().run()
    assert "<span><b>Titel:</b> dit is nog leeg.</span><span>Vul het in.</span>" in texts(app)
    with study.reading() as connection:
        assert study_settings.describe(connection) is None
    study.close()


def test_a_profile_is_made_with_a_pseudonym_and_an_email_address_is_refused(monkeypatch, tmp_path):
    path = tmp_path / "own.sqlite"
    app = open_screen(monkeypatch, path, "overview")
    app.text_input[0].set_value("iemand@voorbeeld.nl")
    app.button[-1].click().run()
    assert "een e-mailadres zegt wie je bent." in texts(app)
    app.text_input[0].set_value("onderzoeker-9")
    app.button[-1].click().run()
    assert not app.exception
    assert "Welkom bij de PPS-werkbank" in texts(app)
