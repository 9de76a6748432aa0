"""Where each kind of user starts: their own work above the overview, each row the way to go on with it."""

from __future__ import annotations

import re

import pytest

from canvas.capture import interviewing
from canvas.store import open_study, users
from canvas.store.points import points
from tests import build
from tests.pages.screens import open_screen, texts


@pytest.fixture
def own(tmp_path):
    """A study of one's own with a researcher, an evaluator and a lead: its path, and what is in it."""
    path = tmp_path / "own.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    with begun.study.writing("") as writer:
        users.add(writer, "evaluator-1", "evaluator")
        users.add(writer, "trekker-1", "lead")
    yield path, begun
    begun.study.close()


def test_a_researcher_goes_on_with_an_interview_in_one_click(monkeypatch, own):
    path, begun = own
    under_way = build.interview(begun)
    at = (begun.partnership, begun.wave)
    late = interviewing.plan(
        begun.study, begun.user, build.short_guide(), *at, [begun.government], "nl", planned_on="2020-01-02"
    )
    screen = texts(open_screen(monkeypatch, path, "overview", "onderzoeker-1"))
    assert "1 gesprek is bezig, van 1 gesprek is de dag voorbij." in screen
    assert f'href="interview?interview={under_way}">Hervatten: NT-B1</a>' in screen
    assert f'href="interview?interview={late}">Starten: NT-G1</a>' in screen
    # a colleague has none, and is shown the first step
    colleagues = texts(open_screen(monkeypatch, path, "overview", "onderzoeker-2"))
    assert 'href="interview">Gesprek plannen</a>' in colleagues
    assert late not in re.sub(r"(?s)<table.*", "", colleagues)


def test_more_than_five_interviews_are_shown_when_one_asks_for_them(monkeypatch, own):
    path, begun = own
    for _number in range(8):
        build.interview(begun)
    app = open_screen(monkeypatch, path, "overview", "onderzoeker-1")
    assert texts(app).count("Hervatten: NT-B1") == 5
    next(button for button in app.button if button.label == "Toon er nog 3").click().run()
    assert texts(app).count("Hervatten: NT-B1") == 8


def test_an_evaluator_opens_the_point_and_the_cell_themselves(monkeypatch, own):
    path, begun = own
    build.answered(begun, "De kosten zijn hoog.")
    with begun.study.writing(begun.user) as writer:
        point = points.add(writer, "value", "<i>Het</i> loont", ["employer"], begun.partnership, begun.wave)
    screen = texts(open_screen(monkeypatch, path, "overview", "evaluator-1"))
    assert "1 punt is nog na te kijken, 1 meetmoment heeft vensters zonder samenvatting." in screen
    assert f"perspectives?partnership=NT&amp;moment=1&amp;point={point}" in screen
    assert "&lt;i&gt;Het&lt;/i&gt; loont" in screen
    (cell,) = re.findall(r'href="compare\?([^"]*cell=[^"]*)"', screen)
    assert "moments=NT-1" in cell
    opened = open_screen(
        monkeypatch,
        path,
        "compare",
        "evaluator-1",
        view="framework",
        scope="moments",
        moments="NT-1",
        cell="NT-1|costs",
    )
    assert "De kosten zijn hoog." in texts(opened)
    assert "cell" not in opened.query_params


def test_with_nothing_to_check_an_evaluator_is_shown_the_first_step_and_a_lead_starts_elsewhere(monkeypatch, own):
    path, _begun = own
    assert 'href="perspectives">Van notities een punt maken</a>' in texts(
        open_screen(monkeypatch, path, "overview", "evaluator-1")
    )
    assert "Mijn werk" not in texts(open_screen(monkeypatch, path, "overview", "trekker-1"))


def test_the_name_of_a_partnership_leads_to_its_state_of_affairs(monkeypatch, own):
    path, _begun = own
    screen = texts(open_screen(monkeypatch, path, "overview", "onderzoeker-1"))
    assert '<a class="go" href="state?partnership=NT&amp;moment=1">Nieuwe Techniek</a>' in screen
