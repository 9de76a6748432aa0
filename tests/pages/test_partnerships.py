"""Partnerships: what is typed in a form is stored as it is, or refused with a reason."""

from __future__ import annotations

from canvas.store import moments, open_study, partnerships, respondents, study_settings, users
from tests.pages.screens import open_screen, texts

NASTY = "<script>alert(1)</script><iframe srcdoc=x></iframe><style>*{display:none}</style> \"'& 🚲"


def field(app, label: str):
    """The text field of this name; others, such as those of the filter, may stand above it."""
    return next(field_ for field_ in app.text_input if field_.label == label)


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_a_partnership_is_added_with_its_moment_and_shown(monkeypatch, demo_file):
    app = press(open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1"), "Nieuwe samenwerking")
    app.text_input[0].set_value(NASTY)
    app.text_area[0].set_value(NASTY)
    press(app, "Samenwerking toevoegen")
    assert not app.exception
    study = open_study(str(demo_file))
    with study.reading() as connection:
        row = next(row for row in partnerships.every(connection) if row["name"] == NASTY)
        assert row["summary"] == NASTY
        assert len(moments.moments(connection, row["id"])) == 1
    study.close()


def test_nasty_text_is_shown_as_text_only(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        row = next(row for row in partnerships.every(connection) if row["code"] == "NT")
        user = study_settings.describe(connection)
    assert user
    with study.writing("") as writer:
        partnerships.change(writer, row["id"], NASTY, NASTY, None, NASTY)
        partnerships.add_partner(writer, row["id"], NASTY, "employer")
    study.close()
    for page in ("overview", "partnerships", "canvas", "perspectives", "compare", "interview"):
        screen_texts = texts(open_screen(monkeypatch, demo_file, page, "evaluator-1", partnership="NT"))
        assert "<script>" not in screen_texts
        assert "<iframe" not in screen_texts
        assert "<style>*" not in screen_texts


def test_a_name_that_exists_is_refused_in_place(monkeypatch, demo_file):
    app = press(open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1"), "Nieuwe samenwerking")
    app.text_input[0].set_value("nextechnician")
    press(app, "Samenwerking toevoegen")
    assert "“nextechnician” bestaat al." in texts(app)


def test_the_forms_say_that_names_do_not_belong_here(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", partnership="FV")
    app.segmented_control(key="partnership_view").set_value("about").run()
    assert "Namen van mensen horen hier niet" in texts(app)
    assert not app.exception


def look(app, view: str):
    return app.segmented_control(key="partnership_view").set_value(view).run()


def test_what_is_typed_about_a_partnership_outlives_a_look_elsewhere_until_it_is_saved_or_given_up(
    monkeypatch, demo_file
):
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", partnership="FV")
    look(app, "about")
    stored = field(app, "Naam van de samenwerking").value
    field(app, "Naam van de samenwerking").set_value("Warmte in de wijk")
    look(app, "roles")
    look(app, "about")
    assert field(app, "Naam van de samenwerking").value == "Warmte in de wijk"
    assert "Nog niet opgeslagen" in texts(app)
    press(app, "Mijn wijzigingen ongedaan maken")
    assert field(app, "Naam van de samenwerking").value == stored
    assert "Nog niet opgeslagen" not in texts(app)
    field(app, "Naam van de samenwerking").set_value(" Warmte in de wijk ")
    press(app, "Opslaan")
    assert not app.exception
    assert field(app, "Naam van de samenwerking").value == "Warmte in de wijk"
    assert "Nog niet opgeslagen" not in texts(app)


def test_a_form_that_was_left_untouched_shows_what_somebody_else_stored_meanwhile(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", partnership="FV")
    app.segmented_control(key="partnership_view").set_value("about").run()
    field(app, "Regio").set_value("Dijkermonde en omstreken")
    study = open_study(str(demo_file))
    with study.reading() as connection:
        row = next(partnership for partnership in partnerships.every(connection) if partnership["code"] == "FV")
        somebody = users.every(connection)[0]["id"]
    with study.writing(somebody) as writer:
        partnerships.change(writer, row["id"], "Nieuwe naam", row["region"], row["since"], row["summary"])
    app.run()
    assert [field(app, name).value for name in ("Naam van de samenwerking", "Regio")] == [
        "Nieuwe naam",
        "Dijkermonde en omstreken",
    ]
    press(app, "Opslaan")
    with study.reading() as connection:
        row = partnerships.get(connection, row["id"])
    study.close()
    assert (row["name"], row["region"]) == ("Nieuwe naam", "Dijkermonde en omstreken")


def press_in_drawer(app, label: str):
    """Press the button that opened the drawer, and the one in it: a drawer stands for as long as the run."""
    for button in [button for button in app.button if button.label == label]:
        button.click()
    app.run()
    assert not app.exception
    return app


def test_a_role_of_ones_own_gets_a_letter_and_a_row_in_the_table(monkeypatch, demo_file):
    app = press(open_screen(monkeypatch, demo_file, "study", "evaluator-1"), "Rol toevoegen")
    assert field(app, "Letter").value == "A"  # the first that is free
    field(app, "Naam in het Nederlands").set_value("Vakbonden")
    field(app, "Naam in het Engels").set_value("Trade unions")
    field(app, "Letter").set_value("b")
    press_in_drawer(app, "Rol toevoegen")
    assert "“B” is de letter van een andere rol." in texts(app)
    field(app, "Letter").set_value("v")
    press_in_drawer(app, "Rol toevoegen")
    study = open_study(str(demo_file))
    with study.reading() as connection:
        (row,) = study_settings.require_begun(connection)["own_roles"]
    study.close()
    assert (row["label_nl"], row["letter"], row["in_table"]) == ("Vakbonden", "V", True)


def test_a_partnership_made_by_mistake_is_removed_and_another_one_is_shown(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "evaluator-1")
        made = partnerships.add(writer, "Bij vergissing", "BV")
        moments.put_moment(writer, made, moments.waves(writer.connection)[0]["id"])
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", partnership="BV")
    look(app, "about")
    assert "In “Bij vergissing” zit niemand en er is niets in gezegd." in texts(app)
    press(app, "Ja, verwijderen")
    assert not app.exception
    assert "Bij vergissing" not in texts(app)
    with study.reading() as connection:
        assert "BV" not in [row["code"] for row in partnerships.every(connection)]
    study.close()


def test_a_partnership_in_which_people_spoke_cannot_be_removed_and_it_says_why(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", partnership="FV")
    look(app, "about")
    assert "Ja, verwijderen" not in [button.label for button in app.button]
    assert "Dit is in gebruik en blijft staan: partners (9), respondenten (8), gesprekken (" in texts(app)


def test_a_list_that_is_wrong_is_said_by_line_and_nobody_is_added(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "partnerships", "evaluator-1", partnership="NT")
    app.session_state["respondents_way"] = "list"
    app = press(app, "Respondent toevoegen")
    area = next(area for area in app.text_area if area.label == "Respondenten, één per regel")
    area.set_value("Ondernemer\t\t\nPiet Jansen\t\t\nOverheid\tNergens BV\tNT-O9")
    for button in [
        button for button in app.button if button.label in ("Respondent toevoegen", "Respondenten toevoegen")
    ]:
        button.click()
    app.run()
    assert not app.exception
    assert "regel 2: “Piet Jansen” is geen rol in dit onderzoek." in texts(app)
    assert "regel 3: “Nergens BV” is hier geen partner." in texts(app)
    study = open_study(str(demo_file))
    with study.reading() as connection:
        assert "NT-O9" not in {person["code"] for person in respondents.every(connection)}
    study.close()
