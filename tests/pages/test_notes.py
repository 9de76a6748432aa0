"""The notes screen: rows, filter, themes and points; attributes on the partnerships screen; the filter elsewhere."""

from __future__ import annotations

import json

import pytest

from canvas.store import attributes, open_study, study_settings, users
from canvas.store.notes import grid
from canvas.store.notes.grid import GridFilter
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.points import points
from canvas.store.themes import themes
from tests import build
from tests.pages.screens import open_screen, texts


def component(app, key: str) -> dict:
    """What was sent to the component under this key."""
    return next(
        json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.component_name == key
    )


@pytest.fixture
def own(tmp_path):
    """A study of three notes: two of an employer in Zorg, one of a government without attributes."""
    path = tmp_path / "own.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    build.answered(begun, "te duur\nmaar goed")
    talk = build.interview(begun, begun.government)
    build.capture.save(begun.study, begun.user, talk, "costs.main", "de gemeente betaalt mee")
    with begun.study.writing(begun.user) as writer:
        sector = attributes.add(writer, "respondent", "Sector <b>", "choice", ["Zorg", "Techniek"])
        attributes.set_value(writer, "respondent", begun.employer, sector, "Zorg")
        size = attributes.add(writer, "partnership", "Omvang", "number")
        attributes.set_value(writer, "partnership", begun.partnership, size, "12,5")
        theme = themes.add(writer, "Geld")
    yield path, begun, {"sector": sector, "size": size, "theme": theme}
    begun.study.close()


def rows(app) -> list[str]:
    return [row["cells"][0]["text"] for row in component(app, "pps_grid")["rows"]]


def test_an_empty_study_says_what_will_stand_here_and_where_to_begin(monkeypatch, tmp_path):
    path = tmp_path / "own.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "onderzoeker-1", "researcher")
        study_settings.begin(writer, "Leeg", "nl")
    study.close()
    app = open_screen(monkeypatch, path, "notes", "onderzoeker-1")
    assert not app.exception
    assert "Er is nog niets te tonen" in texts(app)


def test_the_newest_note_comes_first_with_all_its_columns(monkeypatch, own):
    path, _begun, _ids = own
    app = open_screen(monkeypatch, path, "notes", "onderzoeker-1")
    assert rows(app) == ["de gemeente betaalt mee", "maar goed", "te duur"]
    data = component(app, "pps_grid")
    assert [column["label"] for column in data["columns"]][-2:] == ["Omvang", "Sector <b>"]
    cell_by_column = {
        column["key"]: cell for column, cell in zip(data["columns"], data["rows"][2]["cells"], strict=True)
    }
    assert cell_by_column["partnership"]["text"] == "Nieuwe Techniek"
    assert (
        cell_by_column["respondent"]["text"],
        cell_by_column["role"]["letter"],
        cell_by_column["block"]["title"],
    ) == (
        "NT-B1",
        "B",
        "Kosten",
    )
    assert [cell["text"] for cell in data["rows"][2]["cells"][-2:]] == ["12,5", "Zorg"]
    assert cell_by_column["question"]["title"]  # the question in words
    assert "3 notities · van het hele onderzoek" in texts(app)


def test_a_link_filters_and_what_it_names_wrongly_is_said(monkeypatch, own):
    path, _begun, ids = own
    app = open_screen(monkeypatch, path, "notes", "onderzoeker-1", role="employer", words="DUUR", block="costs,nergens")
    assert rows(app) == ["te duur"]
    assert "“nergens”" in texts(app)
    chips = [chip["label"] for chip in component(app, "pps_chips")["chips"]]
    assert sorted(chips) == ["Rol: Ondernemers", "Venster: Kosten", "“DUUR”"]
    app = open_screen(monkeypatch, path, "notes", "onderzoeker-1", **{f"a.{ids['sector']}": "Techniek"})
    assert "Niets past binnen dit filter" in texts(app)
    next(button for button in app.button if button.label == "Filter wissen").click().run()
    assert len(rows(app)) == 3


def test_answers_are_rows_with_their_state(monkeypatch, own):
    path, begun, _ids = own
    build.interview(begun, begun.government, question_keys=("channels.main",))
    app = open_screen(monkeypatch, path, "notes", "onderzoeker-1", show="answers")
    keys = [column["key"] for column in component(app, "pps_grid")["columns"]]
    at = keys.index("state")
    states = [(row["cells"][0]["text"], row["cells"][at]["text"]) for row in component(app, "pps_grid")["rows"]]
    assert states == [
        ("Geen woorden", "Opengelaten"),
        ("de gemeente betaalt mee", "Beantwoord"),
        ("te duur\nmaar goed", "Beantwoord"),
    ]


def test_a_read_only_study_can_be_filtered_and_nothing_can_be_ticked(monkeypatch, own):
    path, begun, _ids = own
    begun.study.close()
    monkeypatch.setattr("canvas.store.study.Study.read_only", True)
    app = open_screen(monkeypatch, path, "notes", "onderzoeker-1")
    assert component(app, "pps_grid")["acts"] == []
    assert len(rows(app)) == 3


@pytest.mark.parametrize("page", ["canvas", "overview", "compare", "perspectives", "partnerships", "interview"])
def test_a_filter_that_leaves_nothing_says_so_with_the_way_to_clear_it(monkeypatch, own, page):
    path, _begun, ids = own
    app = open_screen(monkeypatch, path, page, "onderzoeker-1")
    assert not app.exception
    app.session_state["filters_on"] = {ids["size"]: {"low": "13"}}
    app.run()
    assert not app.exception
    assert "Het filter laat niets over" in texts(app)
    next(button for button in app.button if button.label == "Filter wissen").click().run()
    assert "Het filter laat niets over" not in texts(app)


def test_the_filter_narrows_canvas_and_overview_to_what_those_respondents_said(monkeypatch, own):
    path, _begun, ids = own
    app = open_screen(monkeypatch, path, "canvas", "onderzoeker-1")
    assert "3 notities" in texts(app)
    app.session_state["filters_on"] = {ids["sector"]: {"choices": ("Zorg",)}}
    app.run()
    assert "2 notities" in texts(app)
    assert "1 gesprek" in texts(app)
    assert [chip["label"] for chip in component(app, "pps_chips")["chips"]] == ["Sector <b>: Zorg"]
    app.switch_page("pages/overview.py").run()
    assert ">2<" in texts(app)
    assert ">3<" not in texts(app)
    app.switch_page("pages/perspectives.py").run()
    assert "Het filter op respondenten werkt niet op dit scherm." in texts(app)


def test_without_attributes_no_screen_shows_a_filter(monkeypatch, tmp_path):
    path = tmp_path / "own.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    build.answered(begun, "te duur")
    begun.study.close()
    for page in ("canvas", "overview", "compare"):
        app = open_screen(monkeypatch, path, page, "onderzoeker-1")
        assert "filters_open" not in str([element.proto for element in app.get("popover")])


def test_attributes_are_filled_in_on_the_partnerships_screen_and_one_is_added_in_the_settings(monkeypatch, own):
    path, begun, ids = own
    app = open_screen(monkeypatch, path, "partnerships", "onderzoeker-1")
    app.session_state["partnership_view"] = "attributes"
    app.run()
    tables = [
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name.endswith("pps_attributes")
    ]
    ours, theirs = tables
    assert [(row["label"], row["cells"][0]["value"]) for row in ours["rows"]] == [("Omvang", "12,5")]
    assert [(row["label"], row["cells"][0]["value"]) for row in theirs["rows"]] == [
        ("NT-B1", "Zorg"),
        ("NT-B2", ""),
        ("NT-G1", ""),
    ]
    assert "Kenmerken van dit onderzoek" in [link.proto.label for link in app.get("page_link")]
    app = open_screen(monkeypatch, path, "study", "onderzoeker-1")
    button = next(button for button in app.button if button.label == "Kenmerk toevoegen")
    button.click().run()
    next(field_ for field_ in app.text_input if field_.label == "Naam van het kenmerk").set_value("Regio")
    next(field_ for field_ in app.text_area if field_.label == "Keuzes, één per regel").set_value("Noord\nZuid")
    assert ids["sector"]
    with begun.study.reading() as connection:
        assert len(attributes.every(connection)) == 2  # nothing is kept before it is asked for
    for button in [button for button in app.button if button.label == "Kenmerk toevoegen"]:
        button.click()
    app.run()
    assert not app.exception
    with begun.study.reading() as connection:
        assert [row["name"] for row in attributes.every(connection)] == ["Omvang", "Regio", "Sector <b>"]


def test_what_was_given_to_ticked_notes_is_what_the_store_keeps(own):
    """The acts of the screen come down to these calls; the browser test presses the buttons."""
    _path, begun, ids = own
    with begun.study.writing(begun.user) as writer:
        chosen = grid.ids(
            writer.connection,
            "notes",
            GridFilter(filters=(AttributeFilter(ids["sector"], "respondent", choices=("Zorg",)),)),
        )
        assert themes.assign(writer, ids["theme"], chosen) == 2
        point = points.add(writer, "financing", "Duur", ["employer"], notes=dict.fromkeys(chosen, "supports"))
    with begun.study.reading() as connection:
        assert grid.count(connection, "notes", GridFilter(themes=(ids["theme"],))) == 2
        assert set(points.get(connection, point)["notes"]) == set(chosen)


def test_the_columns_of_a_file_are_chosen_and_remembered_for_notes_and_answers_apart(monkeypatch, own):
    path, _begun, ids = own
    app = open_screen(monkeypatch, path, "notes", "onderzoeker-1")
    box = app.multiselect(key="grid_export_columns_notes")
    assert box.label == "Kolommen"
    assert "Id van de notitie" in box.options
    assert "Omvang" in box.options
    assert "note_id" not in box.value
    assert {"text", "question", ids["size"], ids["sector"]} <= set(box.value)
    box.set_value(["role", "text", "note_id"]).run()
    app.switch_page("pages/themes.py").run()
    app.switch_page("pages/notes.py").run()
    assert set(app.multiselect(key="grid_export_columns_notes").value) == {"role", "text", "note_id"}
    app.multiselect(key="grid_export_columns_notes").set_value([]).run()  # nothing is no file: the usual ones come back
    assert "question" in app.multiselect(key="grid_export_columns_notes").value
    app.query_params["show"] = "answers"
    app.run()
    assert {"state", "rating"} <= set(app.multiselect(key="grid_export_columns_answers").value)


def test_a_question_stands_in_the_words_of_that_role_and_the_filter_names_its_block(monkeypatch, own):
    path, _begun, _ids = own
    app = open_screen(monkeypatch, path, "notes", "onderzoeker-1")
    shown = {cell["text"] for row in component(app, "pps_grid")["rows"] for cell in row["cells"] if "text" in cell}
    assert "Wat kost het uw bedrijf aan uren en geld om iemand in te werken?" in shown  # as an employer is asked
    assert "Welke kosten draagt uw organisatie voor deze samenwerking?" in shown  # and a government
    options = app.multiselect(key="grid_field_question").options
    assert "Kosten · Wat kost het uw organisatie om mee te doen, in tijd en geld?" in options
