"""The settings of the study: what leads see is set by others, and a lead reads it."""

from __future__ import annotations

import json

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


def drawn(app, key: str) -> list[dict]:
    """The lines that a list of the settings was given."""
    lists = [element for element in app.get("bidi_component") if element.proto.component_name == "pps_line_list"]
    return next((json.loads(each.proto.json)["lines"] for each in lists if key in each.proto.id), [])


def test_the_settings_show_own_roles_with_their_letters_and_the_attributes(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-1")
        study_settings.add_own_role(writer, "Vakbonden <b>", "Unions", True, "V")
    study.close()
    app = open_screen(monkeypatch, demo_file, "study", "evaluator-1", "nl")
    assert not app.exception
    (role,) = drawn(app, "own_roles")
    assert (role["title"], role["letter"]) == ("Vakbonden <b>", "V")
    assert role["said"] == "Unions · heeft een rij in de tabel met perspectieven"
    assert drawn(app, "attribute_lines")
    labels = [button.label for button in app.button]
    assert labels.count("Rol toevoegen") == labels.count("Kenmerk toevoegen") == 1


def test_of_a_study_that_is_read_only_the_settings_can_be_read(monkeypatch, demo_file):
    monkeypatch.setattr("canvas.store.Study.read_only", True)
    app = open_screen(monkeypatch, demo_file, "study", "evaluator-1", "nl")
    assert not app.exception
    assert not {"Rol toevoegen", "Kenmerk toevoegen"} & {button.label for button in app.button}
