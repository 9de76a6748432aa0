"""Agenda: what stands on it with nothing, proposed, and written; saving beside another; showing it to a group."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.report.agenda import QUESTIONS
from canvas.screens.agenda import agenda_show
from canvas.store import agreements, moments, open_study, study_settings, users
from canvas.store.database import schema
from tests import build
from tests.pages.screens import open_screen, texts, ways_on

FV = {"partnership": "FV", "moment": "3"}


@pytest.fixture
def begun(tmp_path: Path):
    study = open_study(str(tmp_path / "study.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def stored(path) -> dict:
    study = open_study(str(path))
    with study.reading() as connection:
        row = moments.find_by_name(connection, "FV", "Meting 2")[0]
        agreed = agreements.of_partnership(connection, row["partnership_id"], [row["wave_id"]])
    study.close()
    return row | {"agreements": agreed}


def test_the_demo_shows_its_own_items_and_offers_proposals(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "agenda", "evaluator-1", **FV)
    assert not app.exception
    assert "<li><b>Het werkplein weer betrekken bij besluiten.</b>" in texts(app)
    app.button(key="agenda_take_over").click().run()
    lines = app.text_area[0].value.splitlines()
    assert lines[3] == "Leren van de mensen en het bedrijf die stopten."
    assert len(lines) == 4 + 2 + 3 + 5  # its own, what is due, the most disputed points, the first five differences
    assert "De stichting maakt duidelijk wie beslist en wie het geld beheert" in lines[6]


def test_what_is_not_on_the_agenda_is_counted_by_what_stands_on_it(monkeypatch, demo_file):
    # 7 contested and 7 contradicted points, none of them on the agenda of the demo; the rules propose 3 of them
    words = "Niet op deze agenda, wel in de stand van zaken:"
    left = f"{words} 14 betwiste punten en 2 afspraken die af moeten zijn."
    assert left in texts(open_screen(monkeypatch, demo_file, "agenda", "evaluator-1", **FV))
    study = open_study(str(demo_file))
    with study.writing("") as writer:
        writer.execute(schema.partnership_wave.update().values(agenda=""))
    study.close()
    assert f"{words} 11 betwiste punten." in texts(open_screen(monkeypatch, demo_file, "agenda", "evaluator-1", **FV))


def test_saving_keeps_all_else_and_a_line_as_proposed_brings_its_basis(monkeypatch, demo_file):
    before = stored(demo_file)
    app = open_screen(monkeypatch, demo_file, "agenda", "evaluator-1", **FV)
    app.button(key="agenda_take_over").click().run()
    point = app.text_area[0].value.splitlines()[6]
    app.text_area[0].set_value(f"{point}\n<b>Rondvraag</b> $x$").run()
    next(button for button in app.button if button.label == "Opslaan").click().run()
    after = stored(demo_file)
    assert after["agenda"] == f"{point}\n<b>Rondvraag</b> $x$"
    same = ("phase", "legal_form", "from_date", "to_date")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    shown = texts(app)
    assert "Betwist punt" in shown
    assert 'href="perspectives?point=' in shown
    assert "&lt;b&gt;Rondvraag&lt;/b&gt; $x$" in shown


def test_what_another_saved_meanwhile_is_shown_and_not_written_over(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "agenda", "evaluator-1", **FV)
    app.text_area[0].set_value("Van mij").run()
    study, row = open_study(str(demo_file)), stored(demo_file)
    with study.writing("") as writer:
        fields = {name: row[name] for name in ("phase", "legal_form", "from_date", "to_date")}
        moments.put_moment(writer, row["partnership_id"], row["wave_id"], **fields, agenda="Van een ander", opened=row)
    study.close()
    next(button for button in app.button if button.label == "Opslaan").click().run()
    assert stored(demo_file)["agenda"] == "Van een ander"
    assert "Van een ander" in texts(app)
    assert app.text_area[0].value == "Van mij"


def test_what_is_decided_before_a_group_becomes_an_agreement(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "agenda", "evaluator-1", **FV, item="3")
    assert "3 van 4" in texts(app)
    assert "<h1>Het werkplein weer betrekken bij besluiten.</h1>" in texts(app)
    app.text_area[0].set_value("De gemeente nodigt het werkplein uit").run()
    app.button(key="agenda_to_right").click().run()
    assert app.text_area[0].value == "", "each item has fields of its own"
    app.button(key="agenda_to_left").click().run()
    assert app.text_area[0].value == "De gemeente nodigt het werkplein uit"
    next(button for button in app.button if button.label == "Opslaan").click().run()
    (agreement,) = [row for row in stored(demo_file)["agreements"] if "werkplein uit" in row["text"]]
    assert (agreement["state"], agreement["due"]) == ("open", None)
    assert "Afspraken over dit onderwerp" in texts(app)
    assert app.text_area[0].value == ""


def test_before_a_group_one_short_line_below_says_what_a_lead_does_not_see(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.writing("") as writer:
        users.add(writer, "trekker-1", "lead")
        study_settings.put_small_numbers(writer, "checked_points", 3)
    study.close()
    shown = texts(open_screen(monkeypatch, demo_file, "agenda", "trekker-1", **FV, item="1"))
    below = shown[shown.index("pps-show") :]
    assert '<p class="pps-soft">Hier achtergehouden: ' in below
    assert "pps-held" not in below  # those above are hidden while presenting


def test_nothing_decided_is_refused_in_words_and_a_long_item_is_folded(monkeypatch, demo_file):
    monkeypatch.setattr(agenda_show, "LONGEST_ITEM", 12)
    app = open_screen(monkeypatch, demo_file, "agenda", "evaluator-1", **FV, item="1")
    assert "…</h1><details" in texts(app)
    assert "<summary>Het hele punt lezen</summary>" in texts(app)
    next(button for button in app.button if button.label == "Opslaan").click().run()
    assert "Schrijf op wat er is afgesproken" in texts(app) or "pps-fault" in texts(app)


@pytest.mark.parametrize("item", ["0", "-1", "x", "²", "99999999", "1e3"])
def test_a_link_to_no_item_shows_the_agenda(monkeypatch, demo_file, item):
    app = open_screen(monkeypatch, demo_file, "agenda", "evaluator-1", **FV, item=item)
    assert not app.exception
    assert "pps-agenda" in texts(app)


def test_a_moment_with_nothing_says_what_will_stand_here(monkeypatch, begun):
    app = open_screen(monkeypatch, Path(begun.study.target), "agenda", "onderzoeker-1", item="1")
    assert not app.exception
    assert "Er staat nog niets op de agenda." in texts(app)
    assert app.button(key="agenda_present").disabled


def test_the_form_of_a_moment_leads_to_its_agenda(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", partnership="FV")
    app.segmented_control(key="partnership_view").set_value("moments").run()
    links = [link.proto for link in ways_on(app)]
    assert [link.label for link in links].count("Naar de agenda") == 2


def test_every_group_of_differences_is_asked_about():
    from canvas.analysis.differences import GROUPS, NOT_TALKED_ABOUT

    assert set(QUESTIONS) == set(GROUPS) - set(NOT_TALKED_ABOUT)
