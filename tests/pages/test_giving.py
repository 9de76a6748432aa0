"""Giving and taking on the screen of a partnership: sentences, the table, the flow, and the form with its conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.store import contributions, moments, open_study, partnerships, study_settings, users
from tests import build
from tests.access import small_study
from tests.pages.screens import drawn, open_screen, profile_key, send, texts


@pytest.fixture
def path(demo_file, tmp_path: Path) -> Path:
    copied = tmp_path / "demo.sqlite"
    copied.write_bytes(Path(demo_file).read_bytes())
    return copied


def opened(monkeypatch, path: Path, profile: str = "evaluator-1", language: str = "nl") -> AppTest:
    app = open_screen(monkeypatch, path, "partnerships", profile, language, partnership="FV")
    app.segmented_control(key="partnership_view").set_value("giving").run()
    assert not app.exception
    return app


def stored(path: Path) -> dict[str, dict]:
    study = open_study(str(path))
    with study.reading() as connection:
        partnership = moments.find_by_name(connection, "FV")[0]["partnership_id"]
        rows = contributions.of_partnerships(connection, [partnership])
    study.close()
    return {f"{row['organisation']}: {row['text']}": dict(row) for row in rows}


def test_the_demo_says_what_it_comes_to_and_where_accounts_differ(monkeypatch, path):
    app = opened(monkeypatch, path)
    words = texts(app)
    assert "Bij Meting 2 geven 7 van de 8 partners aan boord iets; over 1 ding verschillen uitspraken." in words
    assert "Samen geven ze: 1.840 uur; 45.000 euro en 23.500 tot 25.000 euro per jaar" in words
    assert "Warmtepompservice Winterkraan is vertrokken op 01-11-2025. Wat die gaf, telt niet mee: 960 uur" in words
    assert "Woonstichting De Driekamer geeft, en er is niet opgeschreven wat die krijgt." in words
    table = drawn(app, "pps_heat_table")
    service = next(row for row in table["rows"] if row["label"] == "Warmtepompservice Winterkraan")
    gives, gets = service["cells"]
    assert "960 uur: begeleiding op de werkvloer in 40 weken (FV-B2)" in gives["text"]
    assert "6 kandidaten: leerlingen voor groep 1, van Werkplein Dijkermonde (FV-B2)" in gets["text"]
    electricians = next(row for row in table["rows"] if row["label"] == "Elektrobedrijf De Losse Stekker")
    assert [cell["opens"] for cell in electricians["cells"]] == [False, False]


def test_the_flow_is_drawn_with_its_text_and_by_one_unit(monkeypatch, path):
    app = opened(monkeypatch, path)
    assert len(app.get("plotly_chart")) == 1
    choice = app.segmented_control(key="giving_shown")
    assert [str(option) for option in choice.options][:2] == ["Alles", "Uren"]
    choice.set_value("hours|once").run()
    assert not app.exception
    assert "Zo breed als de hoeveelheid" in texts(app)


def test_a_partner_that_is_chosen_rules_table_flow_and_what_lacks(monkeypatch, path):
    app = opened(monkeypatch, path)
    of_partner = next(field for field in app.selectbox if field.key.startswith("giving_of_"))
    row = stored(path)["Klimaattechniek De Kleine Ketel: vaste bijdrage aan de stichting"]
    of_partner.set_value(row["partner_id"]).run()
    assert not app.exception
    assert [line["label"] for line in drawn(app, "pps_heat_table")["rows"]] == ["Klimaattechniek De Kleine Ketel"]
    assert "Elektrobedrijf De Losse Stekker" not in texts(app)  # of which nothing is known: that lacks, and not here
    assert "Geeft: " in texts(app)


def test_a_cell_opens_who_says_what_and_the_notes_and_a_statement_can_be_changed(monkeypatch, path):
    app = opened(monkeypatch, path)
    row = stored(path)["Klimaattechniek De Kleine Ketel: vaste bijdrage aan de stichting"]
    send(app, {"pps_heat_table": [("opened", f"{row['partner_id']}|gives")]})
    assert not app.exception
    words = texts(app)
    assert "Uitspraken verschillen: “vaste bijdrage aan de stichting”" in words
    assert "Een bijdrage van 1.000 euro per jaar kan ik net missen" in words


def _form() -> None:
    import streamlit as st

    from canvas.store import contributions, moments
    from canvas.ui.giving.contribution_form import contribution_form
    from canvas.ui.page import open_page

    page = open_page()
    with page.study.reading() as connection:
        partnership = moments.find_by_name(connection, "FV")[0]["partnership_id"]
        rows = contributions.of_partnerships(connection, [partnership])
    row = next((row for row in rows if row["id"] == st.session_state.get("of")), None)
    contribution_form(page, partnership, row, lambda: None)


def form(monkeypatch, path: Path, of: str = "") -> AppTest:
    """The form of a contribution by itself: that of the one with this id, or of a new one."""
    monkeypatch.setenv("PPS_STUDY", str(path))
    app = AppTest.from_function(_form, default_timeout=30)
    app.session_state["language"] = "nl"
    app.session_state["of"] = of
    study = open_study(str(path))
    with study.reading() as connection:
        evaluator = next(user["id"] for user in users.every(connection) if user["name"] == "evaluator-1")
    study.close()
    app.session_state[profile_key(path)] = evaluator
    app.run()
    assert not app.exception
    return app


def put(app: AppTest, label: str, value: object) -> None:
    next(field for field in (*app.selectbox, *app.text_input) if field.label == label).set_value(value)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_contribution_is_added_with_its_note_and_who_said_it(monkeypatch, path):
    chosen = stored(path)["Vakschool Dijkermonde (mbo): praktijkhal"]
    app = form(monkeypatch, path)
    press(app, "Inbreng toevoegen")
    assert "er is er geen gekozen" in texts(app)
    put(app, "Partner", chosen["partner_id"])
    put(app, "Soort", "hours")
    put(app, "De notitie waar dit op rust", chosen["note_id"])
    put(app, "Wie dit zei", chosen["respondent_id"])
    put(app, "Wat, in een paar woorden", "<b>lessen</b>")
    put(app, "Hoeveel, als dat bekend is", "veel")
    press(app, "Inbreng toevoegen")
    assert "“veel” is geen getal" in texts(app)
    put(app, "Hoeveel, als dat bekend is", "1 250,5")  # all else stands as it was typed
    press(app, "Inbreng toevoegen")
    row = stored(path)["Vakschool Dijkermonde (mbo): <b>lessen</b>"]
    assert (row["amount"], row["kind"], row["other_partner_id"]) == ("1250.5", "hours", None)
    assert (row["note_id"], row["respondent_id"]) == (chosen["note_id"], chosen["respondent_id"])
    assert "<b>lessen</b>" not in texts(opened(monkeypatch, path))


def test_a_contribution_that_is_removed_can_be_put_back(monkeypatch, path):
    name = "Vakschool Dijkermonde (mbo): praktijkhal"
    press(form(monkeypatch, path, stored(path)[name]["id"]), "Inbreng weghalen")
    assert name not in stored(path)
    app = opened(monkeypatch, path)
    assert "1 weggehaald" in [expander.label for expander in app.expander]


def test_a_study_that_is_read_only_shows_all_and_has_no_way_to_change_it(monkeypatch, path):
    monkeypatch.setattr("canvas.store.Study.read_only", True)
    app = opened(monkeypatch, path)
    assert "Inbreng toevoegen" not in [button.label for button in app.button]


def test_a_partnership_without_partners_says_what_will_stand_here(monkeypatch, tmp_path):
    path = tmp_path / "alone.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "onderzoeker-1", "researcher")
        study_settings.begin(writer, "Proef", "nl")
        moments.put_moment(writer, partnerships.add(writer, "Alleen", "FV"), moments.add_wave(writer, "Meting 1"))
    study.close()
    app = opened(monkeypatch, path, "onderzoeker-1", "en")
    assert "Nothing is written down yet of what partners give and get" in texts(app)
    assert "Add partners first" in texts(app)


def test_two_people_who_change_the_same_contribution_see_both(monkeypatch, path):
    name = "Vakschool Dijkermonde (mbo): praktijkhal"
    row = stored(path)[name]
    app = form(monkeypatch, path, row["id"])
    assert next(field for field in app.text_input if field.label == "Hoeveel, als dat bekend is").value == "15000"
    study = open_study(str(path))
    with study.reading() as connection:
        other = next(user["id"] for user in users.every(connection) if user["name"] == "onderzoeker-1")
    with study.writing(other) as writer:
        names = ("partner_id", "direction", "kind", "text", "per_year", "note_id", "respondent_id", "other_partner_id")
        contributions.change(writer, row["id"], **{name: row[name] for name in names}, amount="16000")
    study.close()
    put(app, "Hoeveel, als dat bekend is", "17000")
    press(app, "Inbreng opslaan")
    assert "onderzoeker-1" in texts(app)
    assert stored(path)[name]["amount"] == "16000"
    press(app, "Die van mij bewaren")
    assert stored(path)[name]["amount"] == "17000"


def test_a_link_opens_giving_and_taking_and_says_so(monkeypatch, path):
    app = open_screen(monkeypatch, path, "partnerships", "evaluator-1", "nl", partnership="FV", view="giving")
    assert "Wat van wie naar wie gaat" in texts(app)
    app.segmented_control(key="partnership_view").set_value("people").run()
    assert "view" not in app.query_params
    app.segmented_control(key="partnership_view").set_value("giving").run()
    assert app.query_params["view"] == "giving"


def test_a_lead_reads_that_something_is_held_back_and_none_of_its_words(monkeypatch, tmp_path):
    study = open_study(str(tmp_path / "small.sqlite"), create=True)
    small_study.make(build.begin(study))
    study.close()
    path = tmp_path / "small.sqlite"
    app = open_screen(monkeypatch, path, "partnerships", "trekker-1", "en", partnership="NT", view="giving")
    assert not app.exception
    assert "1 contribution is held back from you" in texts(app)
    assert small_study.OFFICIAL not in texts(app) + str(app.get("bidi_component"))
    seen = open_screen(monkeypatch, path, "partnerships", "evaluator-1", "en", partnership="NT", view="giving")
    assert small_study.OFFICIAL in str(drawn(seen, "pps_heat_table"))
