"""Choosing in the text of a transcript what is replaced, and making a label that recurs a speaker."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.screens import drawn, send, texts
from tests.pages.test_intake import adding, button, held_interview, shown, stored

__all__ = ["held_interview"]

TALK = """WEBVTT

00:00:00.000 --> 00:00:05.000
<v Sanne Proefman>Wat kost het in Zwolle, Piet?</v>

00:00:05.000 --> 00:00:14.000
<v Piet Toetssteen>Lesgeld. Zorblax Deelman weet het, de molenaar ook.</v>

00:00:14.000 --> 00:00:20.000
ria visser: Ik betaal het zelf.

00:00:20.000 --> 00:00:25.000
<v Piet Toetssteen>Zo is het: ook de molenaar.</v>

00:00:25.000 --> 00:00:31.000
ria visser: En dat in Zwolle.
"""


def replace(app: AppTest, words: str, code: str, term: str | None = None) -> AppTest:
    value = json.dumps({"words": words, "term": term, "code": code})
    app = send(app, {"pps_intake_text": [("replace", value)]})
    assert not app.exception
    return app


def keep(app: AppTest, *terms: str) -> AppTest:
    return send(app, {"pps_intake_text": [("keep", json.dumps(terms))]})


def rows(app: AppTest) -> dict[str, dict]:
    return {row["text"]: row for row in drawn(app, "pps_intake_terms")["rows"]}


def decisions(app: AppTest) -> dict:
    return drawn(app, "pps_intake_terms")["decisions"]


def test_a_word_chosen_in_the_text_is_replaced_everywhere_and_stands_in_the_table(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview, TALK)
    version = drawn(app, "pps_intake_terms")["version"]
    app = replace(app, "molenaar", "[term 1]")
    assert shown(app).count("de ‹[term 1]›") == 2
    assert rows(app)["molenaar"]["kind"] == "Your list"
    assert app.text_area[0].value == "molenaar"
    assert "“molenaar” is replaced at 2 places." in drawn(app, "pps_intake_text")["did"]
    assert drawn(app, "pps_intake_terms")["version"] != version, "the table draws its ticks anew"
    app = keep(app, "molenaar")
    assert shown(app).count("de ~molenaar~") == 2
    assert decisions(app)["molenaar"] is None
    app = replace(app, "molenaar", "[iemand]", "molenaar")
    assert shown(app).count("de ‹[iemand]›") == 2
    assert decisions(app)["molenaar"] == "[iemand]"


def test_several_words_in_a_row_are_one_term_with_the_code_that_was_typed(monkeypatch, held_interview):
    app = replace(adding(monkeypatch, held_interview, TALK), "weet   het", "[zinsdeel]")
    assert "‹[zinsdeel]›, de molenaar" in shown(app)
    assert decisions(app) == {"weet het": "[zinsdeel]"}


def test_what_stays_though_it_looks_like_a_name_is_named_and_counted(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview, TALK)
    screen_texts = texts(app)
    stays = next(line for line in screen_texts.split("\n") if "pps-intake-stays" in line and "<p" in line)
    assert "<bdi>Zwolle</bdi> (2×)" in stays
    app = replace(app, "Zwolle", drawn(app, "pps_intake_text")["terms"]["Zwolle"]["code"], "Zwolle")
    assert "<bdi>Zwolle</bdi>" not in texts(app)
    assert shown(app).count("‹[plaats 1]›") == 2


def test_a_code_that_is_proposed_goes_with_its_term_and_never_to_two(monkeypatch, held_interview):
    # Zwolle gets the code that is proposed for it; what is listed later and comes before it does not share that
    app = replace(adding(monkeypatch, held_interview, TALK), "molenaar", "[term 1]")
    app = replace(app, "het", "[term 2]")
    assert drawn(app, "pps_intake_text")["next"] == "[term 3]"
    codes = {row["text"]: row["code"] for row in rows(app).values() if row["kind"] == "Your list"}
    assert sorted(codes.values()) == ["[term 1]", "[term 2]"]
    assert decisions(app) == {"molenaar": "", "het": ""}
    for text, code in codes.items():
        assert f"{text} " not in shown(app)
        assert code in shown(app)


def test_a_choice_in_the_text_that_cannot_be_done_is_taken_back_with_the_reason(monkeypatch, held_interview):
    app = replace(adding(monkeypatch, held_interview, TALK), "molenaar", "[term 1]")
    app = replace(app, "zelf", "vriend van Piet")
    assert "holds “Piet”, which is to be replaced itself" in texts(app)
    assert "Ik betaal het zelf" in shown(app)
    assert app.text_area[0].value == "molenaar"
    assert shown(app).count("‹[term 1]›") == 2
    app = replace(app, "zelf", "[woord]")
    assert "to be replaced itself" not in texts(app)
    assert "het ‹[woord]›" in shown(app)


@pytest.mark.parametrize(
    ("event", "value"),
    [
        ("look", {"which": "nothing", "page": 0}),
        ("look", {"which": "all", "page": 900}),
        ("replace", {"words": "  ", "term": None, "code": ""}),
        ("replace", {"words": "\u200b", "term": None, "code": "[x]"}),
        ("replace", {"words": "x", "term": "not there"}),
        ("keep", ["not there"]),
        ("keep", []),
        ("keep", 7),
    ],
)
def test_what_means_nothing_changes_nothing(monkeypatch, held_interview, event, value):
    app = adding(monkeypatch, held_interview, TALK)
    before = shown(app)
    app = send(app, {"pps_intake_text": [(event, json.dumps(value))]})
    assert not app.exception
    assert shown(app) == before


def test_a_long_transcript_is_sent_a_page_at_a_time_and_its_filters_count_all_of_it(monkeypatch, held_interview):
    turns = "\n\n".join(f"Interviewer: Vraag {n}?\n\nRespondent: Antwoord {n}, in Zwolle." for n in range(2_500))
    app = adding(monkeypatch, held_interview, turns, "lang.txt")
    data = drawn(app, "pps_intake_text")
    assert (data["counts"], data["pages"]) == ({"all": 5_000, "replaced": 0, "stays": 2_500}, 125)
    assert len(data["rows"]) == 40
    assert len(json.dumps(data)) < 40_000
    look = json.dumps({"which": "stays", "page": 62})
    app = send(app, {"pps_intake_text": [("look", look)]})
    data = drawn(app, "pps_intake_text")
    assert [row["turn"] for row in data["rows"]] == list(range(4_962, 5_001, 2))
    assert data["range"] == "Turns 4,962 to 5,000 (2,500 in all)"


def test_a_label_that_recurs_is_made_a_speaker_and_no_speaker_again_and_decisions_stay(monkeypatch, held_interview):
    app = adding(monkeypatch, held_interview, TALK)
    screen_texts = texts(app)
    assert "ria visser</b> <span>2 times, kept as words" in screen_texts
    assert "<q>Ik betaal het zelf.</q>" in screen_texts
    assert "is not taken for a speaker" not in screen_texts, "which the row says, and does something about"
    app = replace(app, "molenaar", "[iemand]")
    who = next(box for box in app.selectbox if box.label == "Who is Piet Toetssteen?")
    who.set_value("other").run()
    button(app, "Is a speaker").click().run()
    assert not app.exception
    assert shown(app).split("\n")[2].endswith(": Ik betaal het zelf.")
    assert "ria" not in shown(app)
    assert "[iemand]" in shown(app)
    who = {box.label: box.value for box in app.selectbox if box.label.startswith("Who is")}
    assert who["Who is Piet Toetssteen?"] == "other"
    assert "Who is ria visser?" in who
    assert app.session_state["intake"].also == ["ria visser"]
    button(app, "Not a speaker after all").click().run()
    assert "—: ria visser: Ik betaal het zelf." in shown(app).replace("‹", "").replace("›", "").replace("~", "")
    assert "[iemand]" in shown(app)
    button(app, "Is a speaker").click().run()
    app.checkbox[0].check().run()
    button(app, "Store transcript").click().run()
    (document,) = stored(held_interview[0])
    assert "ria" not in document["text"].lower()
    assert "visser" not in document["text"].lower()
    assert "intake" not in app.session_state, "nor the bytes of the file"
