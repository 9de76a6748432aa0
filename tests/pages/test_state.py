"""State of affairs: what a lead reads first, what each sentence opens, and what people add to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.store import agreements, moments, open_study, state_texts, users
from canvas.ui.pickers.workspace import TABS
from tests.pages.screens import drawn, open_screen, send, texts, ways_on

FIRST = "Niet iedereen is aan boord: 1 partner vertrok en 2 partners zijn nooit gehoord."
LEFT = (
    "Warmtepompservice Winterkraan, het grootste bedrijf naar wat het gaf (960 uur, de volgende 640 uur), vertrok op "
    "01-11-2025, en is het laatst gehoord bij Meting 2."
)


@pytest.fixture
def path(demo_file, tmp_path: Path) -> Path:
    copied = tmp_path / "demo.sqlite"
    copied.write_bytes(Path(demo_file).read_bytes())
    return copied


def opened(monkeypatch, path: Path, profile: str = "evaluator-1", **link: str) -> AppTest:
    app = open_screen(monkeypatch, path, "state", profile, "nl", **link)
    assert not app.exception
    return app


def rows(app: AppTest, part: str) -> list[dict]:
    return next(some["rows"] for some in drawn(app, "pps_findings")["parts"] if some["key"] == part)


def pair(path: Path) -> tuple[str, str]:
    study = open_study(str(path))
    with study.reading() as connection:
        row = moments.find_by_name(connection, "FV")[-1]
    study.close()
    return row["partnership_id"], row["wave_id"]


def test_the_demo_says_first_who_is_not_aboard_and_then_by_parts_in_the_order_of_reading(monkeypatch, path):
    app = opened(monkeypatch, path)  # with nothing remembered: the newest moment with interviews, that of the demo
    assert f'<p class="pps-lead">{FIRST}</p>' in texts(app)
    parts = [part["key"] for part in drawn(app, "pps_findings")["parts"]]
    assert parts == ["aboard", "changed", "contested", "agreed", "well", "shared", "risks"]
    assert rows(app, "aboard")[0]["sentence"] == LEFT
    contested = rows(app, "contested")[0]
    assert contested["sentence"].startswith("Betwist: “De stichting maakt duidelijk")
    assert [quote["letter"] for quote in contested["quotes"]] == ["B", "O"]
    assert [row["rule"] for row in rows(app, "agreed")] == [
        "agreement_overdue",
        "agreement_overdue",
        "agreement_not_kept",
        "agreement_kept",
    ]


def test_that_the_largest_left_leads_to_what_partners_give_and_says_by_which_rule(monkeypatch, path):
    app = opened(monkeypatch, path)
    shown = texts(send(app, {"pps_findings": [("opened", rows(app, "aboard")[0]["key"])]}))
    assert "Het was de grootste van zijn rol als in elke soort" in shown
    assert 'href="partnerships?partnership=FV&amp;moment=3&amp;view=giving"' in shown
    # by its own account, and by that of the company after it
    assert "Zes leerlingen keer vier uur, dat zijn 24 begeleidingsuren per week" in shown
    assert "Begeleiden kost ons vier uur per leerling per week" in shown


def test_the_tabs_name_the_moment_that_one_is_at_and_stay_with_it(monkeypatch, path):
    app = opened(monkeypatch, path, partnership="FV", moment="2")
    tabs = app.get("page_link")[: len(TABS)]
    assert [tab.proto.page for tab in tabs] == list(TABS)
    assert {tab.proto.query_string for tab in tabs} == {"partnership=FV&moment=2"}
    assert [link.proto.page for link in ways_on(app)] == ["agenda", "agreements"]
    app.switch_page("pages/canvas.py").run()
    assert dict(app.query_params) == {"partnership": "FV", "moment": "2"}


def test_who_is_aboard_stands_there_by_name_and_by_how_many_people(monkeypatch, path):
    # of the seven partners of the demo one left and two were never heard
    row = next(row for row in rows(opened(monkeypatch, path), "aboard") if row["rule"] == "partners_heard")
    assert row["sentence"].startswith("Aan boord en gehoord: ")
    assert "Winterkraan" not in row["sentence"]
    assert row["why"].startswith("Partners die niet vertrokken zijn")


def test_a_contested_point_opens_what_supports_it_apart_from_what_contradicts_it(monkeypatch, path):
    app = opened(monkeypatch, path)
    shown = texts(send(app, {"pps_findings": [("opened", rows(app, "contested")[0]["key"])]}))
    supports, contradicts = shown.index("Wat het ondersteunt"), shown.index("Wat het tegenspreekt")
    assert supports < shown.index("eindelijk is duidelijk wie beslist", supports) < contradicts
    assert contradicts < shown.index("horen wij besluiten pas achteraf", contradicts)
    assert "In hun eigen woorden" not in shown


@pytest.mark.parametrize("part", ["aboard", "contested", "agreed", "changed", "risks"])
def test_every_sentence_opens_what_it_rests_on(monkeypatch, path, part):
    app = opened(monkeypatch, path)
    row = rows(app, part)[0]
    app = send(app, {"pps_findings": [("opened", row["key"])]})
    assert not app.exception
    shown = texts(app)
    assert row["why"] in shown
    heading = {"changed": "Cijfers", "risks": "Cijfers", "contested": "Wat het ondersteunt"}.get(
        part, "In hun eigen woorden"
    )
    if part == "aboard":  # by what the partner was the largest is what it rests on; what its people said is apart
        heading = "Wat ze het laatst zeiden"
        assert row["rests_on"] == "2 notities"
        assert "Waarnaar het de grootste is" in shown
    assert heading in shown


def test_a_sentence_moves_is_left_out_and_comes_back_and_that_is_said(monkeypatch, path):
    app = opened(monkeypatch, path)
    app.toggle(key="state_arranging").set_value(True).run()
    before = [row["key"] for row in rows(app, "contested")]
    app = send(app, {"pps_findings": [("later", before[0])]})
    assert [row["key"] for row in rows(app, "contested")][:2] == [before[1], before[0]]
    app = send(app, {"pps_findings": [("left_out", before[1])]})
    assert before[1] not in [row["key"] for row in rows(app, "contested")]
    assert "1 zin is weggelaten door evaluator-1." in texts(app)
    again = opened(monkeypatch, path)  # for everybody, and with the order that was chosen
    assert rows(again, "contested")[0]["key"] == before[0]
    again.toggle(key="state_arranging").set_value(True).run()
    next(button for button in again.button if button.label == "Terugzetten").click().run()
    assert before[1] in [row["key"] for row in rows(again, "contested")]
    assert "weggelaten" not in texts(again)


def test_a_summary_stands_above_the_sentences_with_its_maker_and_its_earlier_versions(monkeypatch, path):
    partnership, wave = pair(path)
    app = opened(monkeypatch, path)
    app.text_area(key=f"state_summary_{partnership}_{wave}_text").set_value("Het loopt <b>stroef</b>.")
    app.button(key=f"state_summary_{partnership}_{wave}_save").click().run()
    assert "Het loopt &lt;b&gt;stroef&lt;/b&gt;." in texts(app)
    assert "Geschreven door evaluator-1" in texts(app)
    app.text_area(key=f"state_summary_{partnership}_{wave}_text").set_value("Het loopt beter.")
    app.button(key=f"state_summary_{partnership}_{wave}_save").click().run()
    assert "Het loopt beter." in texts(app)
    assert "Eerdere versies" in texts(app)


def test_a_long_summary_is_folded_and_can_be_read_whole(monkeypatch, path):
    at, study, words = pair(path), open_study(str(path)), "woord " * 830
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "iemand-2")
        state_texts.save_summary(writer, *at, words + "slot")
    study.close()
    app = opened(monkeypatch, path)
    shown = texts(app)
    assert "De hele samenvatting lezen" in [part.label for part in app.expander]
    first = shown.index("woord woord")
    assert first < shown.index("…", first) < shown.index("Geschreven door", first) < shown.index("woord slot")
    assert shown.index("…", first) - first <= 1_200


def test_two_who_write_a_summary_at_once_see_both(monkeypatch, path):
    partnership, wave = pair(path)
    app = opened(monkeypatch, path)
    study = open_study(str(path))
    with study.writing("") as writer:
        writer.user_id = users.find_or_add(writer, "iemand-2")
        state_texts.save_summary(writer, partnership, wave, "Van een ander")
    app.text_area(key=f"state_summary_{partnership}_{wave}_text").set_value("Van mij")
    app.button(key=f"state_summary_{partnership}_{wave}_save").click().run()
    assert "Van een ander" in texts(app)
    assert "Van mij" in texts(app)
    with study.reading() as connection:
        assert state_texts.summary(connection, partnership, wave)["text"] == "Van een ander"
    app.button(key=f"state_summary_{partnership}_{wave}_keep_mine").click().run()
    with study.reading() as connection:
        assert state_texts.summary(connection, partnership, wave)["text"] == "Van mij"
    study.close()


def test_an_agreement_is_written_down_and_stands_there(monkeypatch, path):
    partnership, wave = pair(path)
    app = opened(monkeypatch, path)
    app.text_area(key=f"agreed_{partnership}_{wave}_text").set_value("Elke maand overleg")
    app.button(key=f"agreed_{partnership}_{wave}_save").click().run()
    assert "“Elke maand overleg”: nog open." in [row["sentence"] for row in rows(app, "agreed")]
    study = open_study(str(path))
    with study.reading() as connection:
        assert "Elke maand overleg" in [row["text"] for row in agreements.of_partnership(connection, partnership)]
    study.close()


@pytest.mark.parametrize(("kind", "screen"), [("lead", "state"), ("researcher", "overview"), ("evaluator", "overview")])
def test_a_lead_starts_at_the_state_of_affairs_and_others_at_the_overview(monkeypatch, path, kind, screen):
    study = open_study(str(path))
    with study.writing("") as writer:
        users.add(writer, f"{kind}-9", kind)
    study.close()
    app = open_screen(monkeypatch, path, "overview", f"{kind}-9", "nl")
    assert ('class="pps-lead"' in texts(app)) == (screen == "state")
    app.switch_page("pages/overview.py").run()
    assert 'class="pps-lead"' not in texts(app)  # who chooses the overview gets it


def test_each_of_the_three_steps_begins_where_it_is_done(monkeypatch, demo_file):
    # the fictional partnership runs: an agreement whose day has passed, a contested point, an agenda that was written
    steps = {
        "Zeggen of het is nagekomen": ("Is het nagekomen?", "partnership"),  # in its drawer, on this screen
        "Omstreden punt openen": ("FICTIEF VOORBEELD", "point"),
        "Agenda presenteren": ("pps-show", "item"),
    }
    app = open_screen(monkeypatch, demo_file, "state", "evaluator-1", partnership="FV", moment="3")
    assert [button.label for button in app.button if button.key.startswith("next_step_")] == list(steps)
    for label, (words, named) in steps.items():
        app = open_screen(monkeypatch, demo_file, "state", "evaluator-1", partnership="FV", moment="3")
        next(button for button in app.button if button.label == label).click().run()
        assert not app.exception
        assert words in texts(app)
        assert named in app.query_params
