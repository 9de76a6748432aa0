"""The screen for searching, through AppTest: its fields, what it finds, and what it says where it finds nothing."""

from __future__ import annotations

import json

import pytest

from canvas.store import open_study
from canvas.store.search import search
from tests.pages.screens import open_screen, texts


def cards(app) -> list[dict]:
    """The cards that are drawn."""
    card_data = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name.endswith("pps_hits")
    ]
    return json.loads(card_data[0].json)["hits"] if card_data else []


def marked(card: dict) -> list[str]:
    return [text for piece in card["pieces"] for text, is_hit in piece["parts"] if is_hit]


@pytest.fixture
def searched(monkeypatch, demo_file):
    def open_(**link: str):
        return open_screen(monkeypatch, demo_file, "search", "evaluator-1", **link)

    return open_


def test_before_anything_is_searched_for_it_says_how_to(searched):
    app = searched()
    assert not app.exception
    assert cards(app) == []
    assert "financ*" in texts(app)
    assert "Waar zoek je naar?" in texts(app)


def test_a_link_searches_and_words_in_the_field_search_anew(searched):
    app = searched(q="financiele")
    assert app.text_input(key="search_words").value == "financiele"
    assert {word for card in cards(app) for word in marked(card)} == {"financiële"}
    app.text_input(key="search_words").set_value("subsid*").run()
    assert not app.exception
    assert app.query_params["q"] == "subsid*"
    assert all(word.casefold().startswith("subsid") for card in cards(app) for word in marked(card))


def test_a_run_writes_into_the_field_only_what_it_does_not_say_already(searched):
    app = searched(q="financiele")
    field = app.text_input(key="search_words")
    assert (field.proto.set_value, field.proto.value) == (True, "financiele")
    field.set_value(" subsid* ").run()
    field = app.text_input(key="search_words")
    assert (field.proto.set_value, field.value) == (False, " subsid* ")
    app.query_params["q"] = "gemeente"
    app.run()
    field = app.text_input(key="search_words")
    assert (field.proto.set_value, field.proto.value) == (True, "gemeente")


def test_the_kinds_show_how_many_hits_each_has_and_one_shows_these_alone(searched, demo_file):
    app = searched(q="gemeente")
    study = open_study(str(demo_file))
    with study.reading() as connection:
        counts = search.count(connection, "gemeente")
    study.close()
    kinds = app.segmented_control(key="search_kind") if hasattr(app, "segmented_control") else None
    options = kinds.options if kinds else app.get("button_group")[1].options
    option_text = " ".join(str(option) for option in options)
    assert all(str(number) in option_text for number in counts.values())
    app = searched(q="gemeente", kind="point")
    assert {card["kindKey"] for card in cards(app)} == {"point"}
    assert len(cards(app)) == min(counts["point"], 20)


def test_every_hit_leads_on_to_where_it_was_said(searched):
    links = {}
    for kind in search.KINDS:
        for card in cards(searched(q="de gemeente", kind=kind)):
            links.setdefault(kind, set()).update(piece["link"].split("=")[0] for piece in card["pieces"])
    assert links == {
        "note": {""},
        "answer": {"interview?interview"},
        "document": {"documents?document"},
        "point": {"perspectives?partnership", "perspectives?scope"},
    }


def test_filters_come_from_the_link_and_go_into_it(searched):
    app = searched(q="gemeente", partnership="FV", moment="2", role="government", block="governance")
    assert app.multiselect(key="search_field_partnership").value == ["FV"]
    assert cards(app)
    assert all("Warmtemakers" in card["where"] for card in cards(app))
    app.multiselect(key="search_field_block").set_value([]).run()
    assert "block" not in app.query_params
    assert app.query_params["partnership"] == "FV"
    app.button(key="search_clear").click().run()
    assert "partnership" not in app.query_params
    assert app.query_params["q"] == "gemeente"


def test_what_a_link_names_and_the_study_does_not_hold_is_said(searched):
    app = searched(q="gemeente", partnership="XX", theme="nope", kind="letter", sort="worst")
    assert not app.exception
    assert "XX" in texts(app)
    assert "nope" in texts(app)
    assert len(cards(app)) == 20


def test_more_hits_are_shown_when_they_are_asked_for(searched):
    app = searched(q="de")
    assert len(cards(app)) == 20
    app.button(key="search_more").click().run()
    assert len(cards(app)) == 40
    app.text_input(key="search_words").set_value("het").run()
    assert len(cards(app)) == 20  # another search begins with its first page


def test_nothing_found_says_what_was_searched_and_offers_to_drop_the_filters(searched):
    app = searched(q='zeemeermin "van de maan" sterr*', kind="note")
    screen_texts = texts(app)
    assert "zeemeermin" in screen_texts
    assert "&quot;van de maan&quot;" in screen_texts
    assert "sterr*" in screen_texts
    app.button(key="search_anyway").click().run()
    assert "kind" not in app.query_params
    assert not app.exception


def test_words_are_shown_as_text_wherever_they_come_back(searched):
    app = searched(q="<img src=x onerror=alert(1)> zeemeermin")
    assert not app.exception
    assert "<img" not in texts(app)


@pytest.mark.parametrize("odd", ['"', "*", "(((", "AND", "geld\x00", "🙂", "-"])
def test_odd_words_break_nothing(searched, odd):
    assert not searched(q=odd).exception


def test_a_study_without_its_index_says_how_to_mend_it(searched, demo_file):
    app = searched(q="geld")
    assert cards(app)
    study = open_study(str(demo_file))
    with study.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("DROP TRIGGER search_note_in")
    study.close()
    app.text_input(key="search_words").set_value("werk").run()
    assert not app.exception
    assert "check --mend" in texts(app)
