"""The settings of the study: what leads see is set by others, and a lead reads it."""

from __future__ import annotations

from canvas.store import open_study, study_settings, users
from tests.pages.screens import open_screen, texts


def rule_of(path) -> tuple[str, int]:
    study = open_study(str(path))
    with study.reading() as connection:
        row = study_settings.require_begun(connection)
    study.close()
    return row["small_numbers"], row["small_below"]


def test_an_evaluator_sets_what_leads_see(monkeypatch, demo_file):
    assert rule_of(demo_file) == ("all", 3)
    app = open_screen(monkeypatch, demo_file, "study", "evaluator-1")
    app.radio[0].set_value("nothing_below_n").run()
    app.number_input[0].set_value(5).run()
    next(button for button in app.button if button.label == "Opslaan").click().run()
    assert not app.exception
    assert rule_of(demo_file) == ("nothing_below_n", 5)


def test_a_lead_reads_what_leads_see_and_a_screen_says_what_is_held_back(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-1")
        users.add(writer, "trekker-1", "lead")
        study_settings.put_small_numbers(writer, "checked_points", 3)
    study.close()
    app = open_screen(monkeypatch, demo_file, "study", "trekker-1")
    assert not app.radio
    assert "Geen woorden; punten pas als een collega ze heeft gecontroleerd" in texts(app)
    app = open_screen(monkeypatch, demo_file, "canvas", "trekker-1", partnership="FV", moment="2")
    assert "met minder dan 3 mensen" in texts(app)
    assert "Hier achtergehouden: " in texts(app)
    assert "Onderwijsinstellingen (1 persoon)" in texts(app)
