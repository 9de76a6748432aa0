"""The screen of lessons: written, begun from a point, changed, opened, used, filtered, and with hostile text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from canvas.read_models import lessons_page
from canvas.report import lessons_report
from canvas.report.lesson_words import contested_words
from canvas.screens.compare import framework_matrix
from canvas.speech import Speech
from canvas.store import lessons, moments, open_study, partnerships, users
from canvas.store.lesson_filter import LessonFilter
from canvas.store.matrix import matrix_summaries
from canvas.store.points import points
from canvas.store.shared_lessons import shared_lessons
from tests import build, many_partnerships
from tests.pages.screens import drawn, open_screen, send, texts

WORDS = {"situation": "Groepen vallen stil", "action": "Elke week bellen", "result": "Niemand viel af"}


@pytest.fixture
def begun(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("streamlit.toast", lambda *_text, **_how: None)  # AppTest takes it for a part of the drawer
    study = open_study(str(tmp_path / "study.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def write(begun: build.Begun, function, *values, **more):
    with begun.study.writing(begun.user) as writer:
        return function(writer, *values, **more)


def every(begun: build.Begun) -> list[dict]:
    return build.read(begun, lessons.every)


def screen(monkeypatch, begun: build.Begun, language: str = "nl", **link: str):
    return open_screen(monkeypatch, begun.study.target, "lessons", "onderzoeker-1", language, **link)


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def area(app, label: str):
    return next(field for field in app.text_area if field.label == label)


def test_with_nothing_it_says_what_will_stand_here_and_a_lesson_is_written(monkeypatch, begun):
    app = screen(monkeypatch, begun)
    assert "Er zijn nog geen lessen" in texts(app)
    press(app, "Les schrijven")
    area(app, "In welke situatie").set_value("<b>Stil</b> $x$")
    press(app, "Opslaan")
    assert "Schrijf de situatie op" in texts(app)  # what was done is still missing; nothing is lost
    area(app, "Wat is gedaan").set_value("Elke week bellen")
    press(app, "Opslaan")
    (row,) = every(begun)
    assert (row["situation"], row["action"]) == ("<b>Stil</b> $x$", "Elke week bellen")
    assert (row["partnership"], row["label"]) == ("Nieuwe Techniek", "Meting 2")  # the newest moment stands in
    assert "&lt;b&gt;Stil&lt;/b&gt; $x$" in texts(app)  # its drawer is open
    assert "1 les, uit 1 samenwerking." in texts(app)
    assert "Nog geen ervan is in een andere samenwerking gebruikt." in texts(app)


def test_a_lesson_begun_from_a_point_rests_on_it_and_its_notes(monkeypatch, begun):
    _interview, (note,) = build.answered(begun, "lesgeld")
    point = write(begun, points.add, "financing", "Lesgeld drukt", ["employer"], begun.partnership, begun.wave)
    write(begun, points.put_note, point, note["id"], "supports")
    app = screen(monkeypatch, begun, **{"from": f"point:{point}"})
    assert "“Lesgeld drukt”" in texts(app)
    for label, words in (("In welke situatie", "Duur"), ("Wat is gedaan", "Samen betaald")):
        area(app, label).set_value(words)
    press(app, "Opslaan")
    (row,) = every(begun)
    assert (row["points"], row["notes"], row["question"], row["region"]) == (
        [point],
        [note["id"]],
        "financing",
        "Flevoland",
    )
    assert row["label"] == "Meting 1"
    assert app.query_params["lesson"] in (row["id"], [row["id"]])
    assert "from" not in app.query_params


def test_a_lesson_begun_from_what_is_gone_says_so(monkeypatch, begun):
    app = screen(monkeypatch, begun, **{"from": "point:weg"})
    assert not app.exception
    assert "Terug naar de lessen" in [button.label for button in app.button]
    assert "Punt" in texts(app)


def test_a_change_keeps_what_another_changed_and_shows_both_where_they_clash(monkeypatch, begun):
    made = write(begun, lessons.add, WORDS | {"factor": 3}, moment=(begun.partnership, begun.wave))
    app = screen(monkeypatch, begun, write=made)
    area(app, "In welke situatie").set_value("Van mij").run()
    with begun.study.writing(begun.other_user) as writer:
        lessons.change(writer, made, WORDS | {"situation": "Van een ander", "factor": 9})
    press(app, "Opslaan")
    assert (every(begun)[0]["situation"], area(app, "In welke situatie").value) == ("Van een ander", "Van mij")
    assert "Van een ander" in texts(app)
    press(app, "Die van mij bewaren")
    (row,) = every(begun)
    assert (row["situation"], row["factor"]) == ("Van mij", 9)  # what the other changed besides stays


def test_a_lesson_opens_with_its_words_and_is_used_elsewhere(monkeypatch, begun):
    _interview, (note,) = build.answered(begun, "lesgeld <i>hoog</i>")
    made = write(begun, lessons.add, WORDS, [note["id"]], [], (begun.partnership, begun.wave))
    other = write(begun, partnerships.add, "Elders", "EL", "", None)
    app = screen(monkeypatch, begun)
    (card,) = drawn(app, "pps_lessons")["lessons"]
    assert card["title"] == "Groepen vallen stil"
    assert card["foot"] == "Nieuwe Techniek · Meting 1 · rust op 1 notitie"
    send(app, {"pps_lessons": [("opened", made)]})
    assert "lesgeld &lt;i&gt;hoog&lt;/i&gt;" in texts(app)
    box = next(box for box in app.selectbox if box.label == "Gebruikt in een andere samenwerking")
    box.set_value(other)
    press(app, "Toevoegen")
    assert [use["name"] for use in every(begun)[0]["uses"]] == ["Elders"]
    area(app, "Wat ervan kwam").set_value("Het hielp ook daar")
    press(app, "Opslaan")
    assert every(begun)[0]["uses"][0]["text"] == "Het hielp ook daar"


def test_filters_stand_in_the_link_and_a_value_that_is_not_there_is_passed_over(monkeypatch, begun):
    for fields in ({"block": "costs"}, {"factor": 3, "region": "Noord, Oost"}):
        write(begun, lessons.add, WORDS | fields)
    app = screen(monkeypatch, begun, block="costs")
    assert len(drawn(app, "pps_lessons")["lessons"]) == 1
    assert "1 van 2 lessen past hierbij." in texts(app)
    app = screen(monkeypatch, begun, region="Noord%2C Oost", factor="3,weg")
    assert len(drawn(app, "pps_lessons")["lessons"]) == 1
    app = screen(monkeypatch, begun, block="nergens")
    assert not app.exception
    assert "Geen les past hierbij" in texts(app)
    app = screen(monkeypatch, begun, "en", lesson="weg")
    assert not app.exception


def test_more_lessons_than_a_page_are_paged(monkeypatch, begun):
    for number in range(23):
        write(begun, lessons.add, WORDS | {"situation": f"Les {number}"})
    app = screen(monkeypatch, begun)
    assert "1–20 van 23" in texts(app)
    press(app, "Volgende")
    assert [card["title"] for card in drawn(app, "pps_lessons")["lessons"]] == ["Les 2", "Les 1", "Les 0"]


def ways_to_lessons(app) -> list[str]:
    return re.findall(r'href="lessons\?from=([^"]*)"', texts(app))


def test_a_point_and_a_summary_lead_to_a_lesson_that_begins_with_them(monkeypatch, begun):
    _interview, (note,) = build.answered(begun, "lesgeld")
    at = (begun.partnership, begun.wave)
    point = write(begun, points.add, "financing", "Lesgeld drukt", ["employer"], *at)
    app = open_screen(monkeypatch, begun.study.target, "perspectives", "onderzoeker-1", point=point)
    assert ways_to_lessons(app) == [f"point%3A{point}"]
    summary = write(begun, matrix_summaries.save, *at, "block", "costs", "Lesgeld drukt zwaar", [note["id"]])
    monkeypatch.setattr(framework_matrix, "words_table", lambda _key, _data: "NT-1|costs")
    table = {"view": "framework", "moments": "NT-1"}
    app = open_screen(monkeypatch, begun.study.target, "compare", "onderzoeker-1", **table)
    assert ways_to_lessons(app) == [f"summary%3A{summary['id']}"]


def test_what_others_learned_stands_under_the_next_steps(monkeypatch, begun):
    other = write(begun, partnerships.add, "Elders", "EL", "", None)
    write(begun, moments.put_moment, other, begun.wave)
    made = write(begun, lessons.add, WORDS | {"phase": "running"}, moment=(other, begun.wave))
    app = open_screen(monkeypatch, begun.study.target, "state", "onderzoeker-1", partnership="NT", moment="1")
    assert "Wat anderen deden" in texts(app)
    assert f'href="lessons?lesson={made}' in texts(app)
    assert "Les: Groepen vallen stil" in texts(app)


def test_an_evaluation_asks_for_a_lesson_and_leads_to_its_form(monkeypatch, begun):
    build.answered(begun, "lesgeld")
    write(begun, moments.put_moment, begun.partnership, begun.wave, "evaluation")
    app = open_screen(monkeypatch, begun.study.target, "state", "onderzoeker-1", partnership="NT", moment="1")
    assert "Les schrijven" in [button.label for button in app.button]
    assert "Zodat anderen verder kunnen met wat is geleerd" in texts(app)


@pytest.mark.parametrize(("number", "shown"), [(4, False), (19, True)])
def test_a_partnership_stands_beside_others_or_the_screen_says_why_not(monkeypatch, tmp_path, number, shown):
    many_partnerships.make(tmp_path / "many.sqlite", number).close()
    path = tmp_path / "many.sqlite"
    link = {"partnership": "S000", "moment": "1", "factors": "beside"}
    app = open_screen(monkeypatch, path, "factors", "evaluator-1", **link)
    assert not app.exception
    assert ("Niet te zien: er zijn te weinig andere" in texts(app)) is not shown
    if shown:
        assert "1 venster is door een rol lager beoordeeld dan bij de meeste anderen: Kosten." in texts(app)
        assert "2 tot 4 (5 andere)" in texts(app)
        assert "Samen 003" not in texts(app)
    else:
        assert "Op dit meetmoment zijn 3 andere gehoord." in texts(app)


def test_a_lead_changes_a_lesson_whose_evidence_is_held_back_and_stays(monkeypatch, begun):
    _interview, (note,) = build.answered(begun, "Alleen de ambtenaar zei dit")
    made = write(begun, lessons.add, dict(WORDS), [note["id"]], [], (begun.partnership, begun.wave))
    with begun.study.writing(begun.user) as writer:
        users.add(writer, "trekker-1", "lead")
    app = open_screen(monkeypatch, begun.study.target, "lessons", "trekker-1", "nl", write=made)
    assert not app.exception
    area(app, "Wat het opleverde").set_value("Bijna niemand viel af")
    press(app, "Opslaan")
    (row,) = every(begun)
    assert (row["result"], list(row["notes"])) == ("Bijna niemand viel af", [note["id"]])


@pytest.mark.parametrize("factor", ["1111111111111111111111111,3", "99999999999999999999999999", "²", "-1", "%00"])
def test_a_link_with_no_such_factor_is_no_fault(monkeypatch, begun, factor):
    app = screen(monkeypatch, begun, factor=factor)
    assert not app.exception
    assert "Lessen" in texts(app)


def test_who_writes_a_lesson_is_told_at_once_which_words_somebody_said(monkeypatch, begun):
    build.answered(begun, "Toen de wethouder vertrok wilde niemand nog praten")
    app = screen(monkeypatch, begun)
    press(app, "Les schrijven")
    area(app, "Wat is gedaan").set_value("Zij zei: toen de wethouder vertrok wilde niemand meer").run()
    warning = "Wat is gedaan: “toen de wethouder vertrok wilde niemand” is gezegd door iemand in dit onderzoek."
    assert warning in texts(app)
    area(app, "Wat is gedaan").set_value("Met iedereen gepraat").run()
    assert "is gezegd door iemand" not in texts(app)


def test_a_lesson_on_a_contradicted_point_says_so_on_its_drawer_and_in_the_file(monkeypatch, begun):
    _interview, (note,) = build.answered(begun, "lesgeld")
    point = write(begun, points.add, "financing", "Lesgeld drukt", ["employer"], begun.partnership, begun.wave)
    write(begun, points.put_note, point, note["id"], "contradicts")
    agreed = write(begun, points.add, "financing", "Het is betaald", ["employer"], begun.partnership, begun.wave)
    made = write(begun, lessons.add, WORDS, [], [point, agreed])
    assert "1 notitie spreekt het tegen" in texts(screen(monkeypatch, begun, lesson=made))
    page = build.read(begun, lessons_page.lessons_page, LessonFilter(), 0)
    # one of its two points is contradicted, by one note
    assert (
        contested_words(list(page.points.values()), Speech("en"))
        == "1 of these points is contested: 1 note speaks against"
    )
    shared = build.read(begun, shared_lessons)
    assert [(row.points, row.contested) for row in shared] == [(2, 1)]
    facts = str(lessons_report.pieces(shared, "Proef", Speech("nl")))
    assert "2 punten, 1 punt betwist of tegengesproken" in facts
