"""All partnerships of a moment as a heatmap: paged, narrowed, in order, with what holds for all of them."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.screens.compare.heatmap import heatmap_view
from canvas.speech import Speech
from canvas.ui.component_files import asset
from tests import many_partnerships
from tests.pages.screens import open_screen, texts
from tests.pages.test_compare import luminance

NUMBER = 120
HEARD = [place for place in range(NUMBER) if many_partnerships.notes_of(place)]


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.sqlite"
    many_partnerships.make(path, NUMBER, waves=2).close()
    return path


def shown(monkeypatch, study: Path, language: str = "en", **link: str) -> AppTest:
    app = open_screen(monkeypatch, study, "compare", "evaluator-1", language, **link)
    assert not app.exception
    return app


def tables(app: AppTest) -> list[dict]:
    drawn = (element.proto for element in app.get("bidi_component") if element.proto.component_name == "pps_heat_table")
    return [json.loads(element.json) for element in drawn]


def table(app: AppTest) -> dict:
    return tables(app)[0]


def rows(app: AppTest) -> list[str]:
    return [row["label"] for group in table(app)["groups"] for row in group["rows"]]


def figures(app: AppTest, place: int) -> dict[str, str]:
    """The figures of a partnership by column, total under '*'."""
    drawn = table(app)
    row = next(row for row in drawn["groups"][0]["rows"] if row["label"] == many_partnerships.named(place))
    text_by_column = {column["key"]: cell["text"] for column, cell in zip(drawn["columns"], row["cells"], strict=True)}
    return text_by_column | {"*": row.get("total", {}).get("text")}


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def choose(app: AppTest, key: str, value: object) -> AppTest:
    of = {"text_input": app.text_input, "selectbox": app.selectbox, "multiselect": app.multiselect}
    next(widget for kind in of.values() for widget in kind if widget.key == key).set_value(value).run()
    assert not app.exception
    return app


def test_many_partnerships_open_as_a_page_of_a_whole_moment_with_blocks_across(monkeypatch, study):
    app = shown(monkeypatch, study)
    drawn = table(app)
    assert drawn["turned"]
    assert len(drawn["columns"]) == 18
    assert rows(app) == [many_partnerships.named(place) for place in range(50)]
    assert "1–50 of 120" in texts(app)
    assert "Meting 2 · 120 partnerships" in texts(app)
    assert figures(app, 4)["costs"] == "3"
    assert figures(app, 4)["*"] == str(3 + 4 + 1)
    assert (app.query_params["scope"], app.query_params["wave"]) == ("whole", "2")


def test_pages_turn_forward_and_back_and_put_together_are_all(monkeypatch, study):
    app = shown(monkeypatch, study)
    rows_shown = rows(app)
    rows_shown += rows(press(app, "Next")) + rows(press(app, "Next"))
    assert rows_shown == [many_partnerships.named(place) for place in range(NUMBER)]
    assert "101–120 of 120" in texts(app)
    assert next(button for button in app.button if button.label == "Next").disabled
    assert rows(press(app, "Previous"))[0] == many_partnerships.named(50)


def test_the_sums_are_of_all_partnerships_and_not_of_the_page(monkeypatch, study):
    drawn = table(shown(monkeypatch, study))
    sums = {column["key"]: cell for column, cell in zip(drawn["columns"], drawn["total"]["cells"], strict=True)}
    assert sums["costs"]["text"] == str(sum(many_partnerships.notes_of(place).get("costs", 0) for place in HEARD))
    assert drawn["total"]["label"] == "All 120"
    assert drawn["total"]["total"]["value"] == str(
        sum(sum(many_partnerships.notes_of(place).values()) for place in HEARD)
    )


def test_the_screen_begins_with_where_most_was_noted_in_all_partnerships(monkeypatch, study):
    noted = {
        block: sum(many_partnerships.notes_of(place).get(block, 0) for place in HEARD)
        for block in (*many_partnerships.MONEY, *many_partnerships.PEOPLE)
    }
    most = max(noted, key=noted.__getitem__)
    assert f"Most was noted on {Speech('en').block(most)}: {noted[most]}. Nothing on 14 of the 18 rows." in texts(
        shown(monkeypatch, study)
    )


def test_the_totals_row_of_a_gap_counts_the_partnerships_that_have_one(monkeypatch, study):
    # Three of government rate 5 everywhere; at places that divide by three three employers rate r, r and 4, where
    # r is 1 + place % 5: their middle rating is r, and a gap is 5 - r. Every tenth partnership is silent.
    compared = [place for place in HEARD if place % 3 == 0]
    apart = [place for place in compared if place % 5 != 4]
    app = shown(monkeypatch, study, figure="gap")
    drawn = table(app)
    assert drawn["total"]["label"] == "Gap of 1 or more"
    totals = {column["key"]: cell for column, cell in zip(drawn["columns"], drawn["total"]["cells"], strict=True)}
    assert (len(apart), len(compared)) == (32, 36)
    assert (totals["costs"]["text"], totals["costs"]["said"]) == ("32", "32 of 36 partnerships have a gap of 1 or more")
    assert {cell["text"] for key, cell in totals.items() if key != "costs"} == {"·"}  # nobody rated those: no nought
    expected = (
        "Of 1 row that can be compared, roles lie 1 or more apart on 1; most often on Costs: in 32 of 36 partnerships."
    )
    assert expected in texts(app)


def test_words_in_a_name_a_region_and_covered_blocks_narrow_it_and_are_taken_off_again(monkeypatch, study):
    app = shown(monkeypatch, study)
    app.session_state["heat_more"] = True  # what else can be asked is drawn once that is opened
    app = choose(app.run(), "heat_words", "samen S01")
    assert rows(app) == [many_partnerships.named(place) for place in range(10, 20)]
    assert "10 of 120 partnerships" in texts(app)
    sums = table(app)["total"]["cells"]
    assert sum(int(cell["text"]) for cell in sums) == sum(
        sum(many_partnerships.notes_of(p).values()) for p in range(10, 20)
    )
    app = choose(app, "heat_regions", ["Oost"])
    assert rows(app) == [many_partnerships.named(place) for place in (10, 13, 16, 19)]
    app = choose(app, "heat_covered", [0])
    assert rows(app) == [many_partnerships.named(19)]
    app = choose(choose(app, "heat_words", ""), "heat_covered", [7])
    assert "Nothing fits this filter" in texts(app)
    assert rows(press(app, "Clear the filter")) == [many_partnerships.named(place) for place in range(50)]


def test_it_is_put_in_order_by_notes_and_by_one_block_and_around(monkeypatch, study):
    app = choose(shown(monkeypatch, study), "heat_sort", "notes")
    numbers = [sum(many_partnerships.notes_of(place).values()) for place in range(NUMBER)]
    assert rows(app) == [many_partnerships.named(p) for p in sorted(range(NUMBER), key=lambda p: -numbers[p])][:50]
    app = press(app, "From large to small")
    assert rows(app) == [many_partnerships.named(p) for p in sorted(range(NUMBER), key=lambda p: numbers[p])][:50]
    app = choose(app, "heat_sort", "row:partners")
    costs = [many_partnerships.notes_of(place).get("partners", -1) for place in range(NUMBER)]
    assert rows(app) == [many_partnerships.named(p) for p in sorted(range(NUMBER), key=lambda p: -costs[p])][:50]


def test_alike_partnerships_stand_beside_each_other_and_the_rule_is_said_and_the_choice_kept(monkeypatch, study):
    app = choose(shown(monkeypatch, study), "heat_sort", "alike")
    rows_shown = rows(app) + rows(press(app, "Next")) + rows(press(app, "Next"))
    kinds = [place % 10 == 9 or place % 2 for place in (int(name[-3:]) for name in rows_shown)]
    turns = sum(kind != other for kind, other in pairwise(kinds))
    assert sorted(rows_shown) == [many_partnerships.named(place) for place in range(NUMBER)]
    assert turns <= 3
    columns = [column["key"] for column in table(app)["columns"]]
    assert abs(columns.index("costs") - columns.index("funding")) == 1
    assert not any(column["group"] for column in table(app)["columns"])
    assert "Euclidean distance, average linkage" in texts(app)
    app.switch_page("pages/canvas.py").run()
    app.query_params.clear()
    app.switch_page("pages/compare.py").run()
    assert "Euclidean distance, average linkage" in texts(app)


def test_ratings_are_of_one_role_with_their_number_and_below_three_of_counts_alone(monkeypatch, study):
    app = shown(monkeypatch, study, figure="median", role="employer")
    drawn = table(app)
    costs = [column["key"] for column in drawn["columns"]].index("costs")
    cells = {row["label"]: row["cells"][costs] for row in drawn["groups"][0]["rows"]}
    # at places that divide by three two gave 1 + place % 5 and one gave 4
    for place in (0, 3, 6, 12):
        assert (cells[many_partnerships.named(place)]["text"], cells[many_partnerships.named(place)]["small"]) == (
            str(1 + place % 5),
            "n 3",
        )
    assert cells[many_partnerships.named(1)]["text"] == "n 1"
    assert "4 (n = 1)" in cells[many_partnerships.named(1)]["said"]
    assert cells[many_partnerships.named(9)]["text"] == "–"
    assert "total" not in drawn["groups"][0]["rows"][0]
    assert "roles are never taken together" in texts(app)


def test_agreement_says_when_all_gave_the_same_and_the_gap_lies_between_two_roles(monkeypatch, study):
    app = shown(monkeypatch, study, figure="agreement", role="government")
    assert figures(app, 3)["costs"] == "="
    app = shown(monkeypatch, study, figure="agreement", role="employer")
    assert figures(app, 0)["costs"] == "+0.1"
    # (2, 0, 0, 1, 0) by hand: two of three lie in (1, 0, 0, 1, 0), whose A is -5/9 x 3/4, one in (1, 0, 0, 0, 0), A = 1
    app = shown(monkeypatch, study, figure="gap")
    assert figures(app, 0)["costs"] == "4"
    assert figures(app, 1)["costs"] == "·"
    assert not any(box.label == "Role" for box in app.selectbox)


def test_factors_stand_in_the_rows_too_and_themes_say_when_there_are_none(monkeypatch, study):
    app = shown(monkeypatch, study, of="factor")
    assert figures(app, 0)["3"] == "6"
    assert figures(app, 1)["3"] == "4"
    assert figures(app, 9)["3"] == "–"
    assert len(table(app)["columns"]) == 10
    app = shown(monkeypatch, study, of="theme")
    assert "No note of these moments carries a theme" in texts(app)


@pytest.mark.parametrize(
    ("opened", "link", "expected", "notes"),
    [
        ("S004-2|costs", {}, "Costs", 3),
        ("S004-2|*", {}, "Samen 004", 8),
        ("S003-2|costs", {"figure": "median", "role": "employer"}, "all ratings", 3),
        ("S003-2|3", {"of": "factor"}, "3. ", 6),
    ],
)
def test_a_figure_of_the_turned_table_opens_what_it_counts(monkeypatch, study, opened, link, expected, notes):
    monkeypatch.setattr(heatmap_view, "table_figure", lambda _key, _data, _file: opened)
    (dialog,) = shown(monkeypatch, study, **link).get("dialog")
    assert expected in dialog.proto.dialog.title.replace("\\", "")
    drawn = sum(element.proto.body.count('class="pps-note"') for element in dialog.get("html"))
    assert drawn == notes


def test_a_sum_over_many_says_who_was_heard_where_and_leads_to_the_notes(monkeypatch, study):
    monkeypatch.setattr(heatmap_view, "table_figure", lambda _key, _data, _file: "*|costs")
    (dialog,) = shown(monkeypatch, study).get("dialog")
    dialog_text = "\n".join(element.proto.body for element in dialog.get("html"))
    assert f"heard at {len(HEARD)} of 120 moments" in dialog_text
    assert 'href="notes?block=costs&amp;moment=2"' in dialog_text


@pytest.mark.parametrize("opened", ["S999-2|costs", "S004-2|nowhere", "|", "*|*|*"])
def test_what_is_no_longer_there_opens_nothing(monkeypatch, study, opened):
    monkeypatch.setattr(heatmap_view, "table_figure", lambda _key, _data, _file: opened)
    assert len(shown(monkeypatch, study).get("dialog")) == 0


def test_the_distribution_counts_partnerships_by_blocks_covered(monkeypatch, study):
    app = shown(monkeypatch, study)
    assert len(tables(app)) == 1  # drawn once it is asked for
    app.session_state["heat_distribution"] = app.session_state["compare_coverage_table"] = True
    drawn = tables(app.run())[1]
    counts = {row["key"]: row["cells"][0]["text"] for row in drawn["groups"][0]["rows"]}
    silent = NUMBER - len(HEARD)
    assert (counts["0"], counts["3"], counts["18"]) == (str(silent), str(len(HEARD)), "0")


def test_moments_can_still_be_chosen_by_hand_and_a_link_to_them_brings_them(monkeypatch, study):
    app = shown(monkeypatch, study, moments="S001-1,S002-2")
    drawn = table(app)
    assert not drawn["turned"]
    assert [column["key"] for column in drawn["columns"]] == ["S001-1", "S002-2"]
    assert app.query_params["scope"] == "moments"


def test_in_dutch_thousands_and_decimals_are_dutch(monkeypatch, study):
    app = shown(monkeypatch, study, "nl", figure="agreement", role="employer")
    assert figures(app, 0)["costs"] == "+0,1"
    assert "1–50 van 120" in texts(app)


def test_a_name_of_two_hundred_characters_and_tags_stays_words(monkeypatch, tmp_path):
    path, name = tmp_path / "s.sqlite", "<b>" + "Langenaam " * 19 + "</b>"
    opened = many_partnerships.make(path, 60)
    with opened.writing("") as writer:
        from canvas.store.database.schema import partnership

        writer.execute(partnership.update().where(partnership.c.code == "S000").values(name=name[:200]))
    opened.close()
    app = choose(shown(monkeypatch, path), "heat_words", "langenaam")
    assert rows(app) == [name[:200]]
    assert "<b>Langenaam" not in texts(app)


def test_figures_can_be_read_on_every_step_of_difference_in_light_and_dark():
    steps = re.findall(
        r'\[data-level="([-+~]\d?)"\] \{ background: light-dark\((#\w{6}), (#\w{6})\);'
        r" color: light-dark\((#\w{6}), (#\w{6})\)",
        asset("heat_table.css"),
    )
    assert [step for step, *_colours in steps] == ["-2", "-1", "~", "+1", "+2"]
    for _step, *colours in steps:
        for back, ink in (colours[::2], colours[1::2]):
            darker, lighter = sorted([luminance(back), luminance(ink)])
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def test_in_a_large_study_moments_by_hand_are_found_by_a_name(monkeypatch, tmp_path):
    path = tmp_path / "large.sqlite"
    many_partnerships.make(path, 300, waves=2).close()
    app = shown(monkeypatch, path, scope="moments")
    field = next(field_ for field_ in app.multiselect if field_.key == "compare_moments_widget")
    assert len(field.options) < 300
    assert not any("Samen 250" in field_ for field_ in field.options)
    assert "250 more partnerships can be chosen" in texts(app)
    app = choose(app, "compare_moments_words", "samen 250")
    field = next(field_ for field_ in app.multiselect if field_.key == "compare_moments_widget")
    assert any("Samen 250" in field_ for field_ in field.options)
    field.set_value(["S250-1", "S250-2"]).run()
    assert [column["key"] for column in table(app)["columns"]] == ["S250-1", "S250-2"]
    app = shown(monkeypatch, path, moments="S298-2")
    assert [column["key"] for column in table(app)["columns"]] == ["S298-2"]
