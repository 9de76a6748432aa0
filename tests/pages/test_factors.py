"""The screen of factors: nothing rated, few voices, many, all alike; what a figure opens, and what a filter does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.screens.factors import factors_at_wave, factors_figure
from canvas.store import attributes, open_study, partnerships, respondents
from canvas.ui.pickers import attribute_filter
from tests import build
from tests.pages.screens import open_screen, texts, ways_on
from tests.store.test_factors import another, scan


@pytest.fixture
def begun(tmp_path: Path):
    """A study under way, in a file."""
    study = open_study(str(tmp_path / "own.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def shown(monkeypatch, begun: build.Begun | Path, language: str = "en", **link: str) -> AppTest:
    path = begun if isinstance(begun, Path) else Path(begun.study.target)
    profile = "evaluator-1" if isinstance(begun, Path) else "onderzoeker-1"
    app = open_screen(monkeypatch, path, "factors", profile, language, **link)
    app.session_state[f"{factors_figure.FACTORS_KEY}_table"] = True  # it is folded up at first
    app.run()
    assert not app.exception
    return app


def table(app: AppTest) -> dict[str, list[str]]:
    """The rows of the table below the figure: key of a row → what its cells show."""
    (drawn,) = [
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name == "pps_heat_table"
    ]
    return {row["key"]: [cell["text"] for cell in row["cells"]] for group in drawn["groups"] for row in group["rows"]}


def figure(app: AppTest) -> dict:
    (drawn,) = app.get("plotly_chart")
    return json.loads(drawn.proto.spec)


def annotations(app: AppTest) -> list[str]:
    return [annotation["text"] for annotation in figure(app)["layout"]["annotations"]]


def test_nothing_rated_leads_to_planning_a_scan_at_this_moment(monkeypatch, begun):
    app = shown(monkeypatch, begun, partnership="NT", moment="1")
    assert "The factors were not rated at this moment" in texts(app)
    (plan,) = ways_on(app)
    assert plan.proto.label == "Plan a factor scan"
    assert "guide=factor-scan" in plan.proto.query_string
    assert "partnership=NT" in plan.proto.query_string


def test_without_respondents_the_way_leads_to_them_first(monkeypatch, begun):
    with begun.study.writing(begun.user) as writer:
        made = partnerships.add(writer, "Leeg", "LE")
        build.moments.put_moment(writer, made, begun.wave)
    app = shown(monkeypatch, begun, partnership="LE", moment="1")
    assert [element.proto.label for element in ways_on(app)] == ["Add respondents first"]


def test_the_plan_form_opens_with_the_scan_that_the_link_names(monkeypatch, begun):
    app = open_screen(
        monkeypatch,
        Path(begun.study.target),
        "interview",
        "onderzoeker-1",
        "en",
        partnership="NT",
        moment="1",
        guide="factor-scan",
    )
    assert not app.exception
    guide = next(box for box in app.selectbox if box.label == "Interview guide")
    assert guide.value == "factor-scan"
    assert "10 questions · about 10 minutes" in texts(app)
    assert "guide" not in app.query_params


def test_a_guide_in_the_link_that_is_not_there_leaves_the_usual_one(monkeypatch, begun):
    app = open_screen(
        monkeypatch,
        Path(begun.study.target),
        "interview",
        "onderzoeker-1",
        "en",
        partnership="NT",
        moment="1",
        guide="<b>weg</b>",
    )
    assert not app.exception
    assert next(box for box in app.selectbox if box.label == "Interview guide").value == "pps-short"


def test_one_moment_shows_counts_per_role_and_a_middle_rating_from_three_on(monkeypatch, begun):
    for place, rating in enumerate((2, 4, 4)):  # three people: whoever rates twice has the last rating alone
        with begun.study.writing(begun.user) as writer:
            person = respondents.add(writer, begun.partnership, f"NT-B2{place}", "employer")
        scan(begun, {1: rating}, person)
    scan(begun, {1: 5}, begun.government)
    app = shown(monkeypatch, begun, partnership="NT", moment="1")
    assert table(app) == {
        "1:employer": ["·", "1", "·", "2", "·", "·", "3", "4"],
        "1:government": ["·", "·", "·", "·", "1", "·", "1", "<3"],
    }
    annotation_texts = annotations(app)
    assert "Number of ratings: B 3, O 1" in annotation_texts
    marks = [re.sub("<[^>]*>", "", text) for text in annotation_texts if text.startswith("▲<")]
    assert marks == ["▲B"]
    assert annotation_texts.count("Nobody was asked about this factor") == 9
    groups = ["Set it up", "Build good trajectories", "Keep it going"]
    assert [text for text in annotation_texts if text in groups] == groups


def test_asked_and_not_rated_is_another_thing_than_not_asked_and_than_dont_know(monkeypatch, begun):
    scan(begun, {1: 4, 2: "asked", 3: "dont_know"})
    scan(begun, {1: "asked", 4: 3}, begun.government)
    annotation_texts = annotations(shown(monkeypatch, begun, partnership="NT", moment="1"))
    assert "Number of ratings: B 1 · no rating: O" in annotation_texts
    assert annotation_texts.count("Nobody rated this factor · not asked: O") == 2
    assert "Number of ratings: O 1 · not asked: B" in annotation_texts
    assert annotation_texts.count("Nobody was asked about this factor") == 6


def test_the_explanations_of_a_1_or_a_2_stand_under_their_factor_and_lead_to_their_answer(monkeypatch, begun):
    made = scan(begun, {1: 2, 10: 1}, text="<b>niemand</b> belt")
    scan(begun, {2: 2}, begun.government)
    scan(begun, {3: 4}, begun.employer_too, text="gaat goed")
    screen_texts = texts(shown(monkeypatch, begun, partnership="NT", moment="1"))
    assert "3 ratings of 1 or 2, 2 with an explanation" in screen_texts
    assert screen_texts.count("&lt;b&gt;niemand&lt;/b&gt; belt") == 2
    assert "<b>niemand" not in screen_texts
    assert "No explanation noted" in screen_texts
    assert "gaat goed" not in screen_texts
    assert f"interview?interview={made}&amp;question=factor.shared_problem" in screen_texts
    titles = ["1. The shared problem", "2. It starts from", "10. It stays in step"]
    assert [screen_texts.index(title) for title in titles] == sorted(screen_texts.index(title) for title in titles)


def test_forty_voices_all_alike_are_one_dot_with_their_number(monkeypatch, begun):
    with begun.study.writing(begun.user) as writer:
        respondent_ids = [respondents.add(writer, begun.partnership, f"NT-X{n}", "employer") for n in range(40)]
    for who in respondent_ids:
        scan(begun, {1: 4}, who)
    app = shown(monkeypatch, begun, partnership="NT", moment="1")
    assert table(app)["1:employer"] == ["·", "·", "·", "40", "·", "·", "40", "4"]
    assert [text for trace in figure(app)["data"] for text in trace["text"]] == ["B×40"]
    assert "Nobody gave a 1 or a 2." in texts(app)
    app = shown(monkeypatch, begun, factors="across")
    assert "No factor stands out: all stand equal." in texts(app)


def test_an_earlier_moment_stands_small_beside_this_one(monkeypatch, begun):
    scan(begun, {1: 2}), scan(begun, {1: 4}, wave=begun.later_wave)
    app = shown(monkeypatch, begun, partnership="NT", moment="2")
    assert table(app) == {
        "1:employer": ["·", "·", "·", "1", "·", "·", "1", "<3"],
        "1:employer:1": ["·", "1", "·", "·", "·", "·", "1", "<3"],
    }
    assert "Meting 1 · Number of ratings: B 1" in annotations(app)
    assert table(shown(monkeypatch, begun, partnership="NT", moment="1")).keys() == {"1:employer"}


def opened(monkeypatch, module, key: str) -> None:
    """Have the next drawing of the figure say that this figure was opened."""
    monkeypatch.setattr(module, "figure", lambda *_, **__: key)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1:employer|rated_2", ["te traag"]),
        ("1:employer|n", ["te traag", "4 of 5"]),
        ("1:employer:1|rated_1", ["veel te traag"]),
    ],
)
def test_a_figure_opens_its_answers_with_the_question_as_asked(monkeypatch, begun, key, expected):
    scan(begun, {1: 1}, text="veel te traag")
    scan(begun, {1: 2}, text="te traag", wave=begun.later_wave)
    scan(begun, {1: 4}, begun.employer_too, wave=begun.later_wave)
    opened(monkeypatch, factors_figure, key)
    screen_texts = texts(shown(monkeypatch, begun, partnership="NT", moment="2"))
    assert "In hoeverre hebben de partners samen verwoord" in screen_texts  # held in Dutch
    assert all(words in screen_texts for words in expected)


@pytest.mark.parametrize("key", ["1:nobody|n", "99:employer|n", "1:employer|weg", "1:employer:7|n", "", "|"])
def test_a_figure_that_is_no_longer_there_opens_nothing(monkeypatch, begun, key):
    scan(begun, {1: 2})
    for module, link in (
        (factors_figure, {"partnership": "NT", "moment": "1"}),
        (factors_at_wave, {"factors": "across"}),
    ):
        opened(monkeypatch, module, key)
        assert "Question as asked" not in texts(shown(monkeypatch, begun, **link))


def test_across_says_the_rule_the_weakest_and_strongest_and_who_puts_them_there(monkeypatch, begun):
    second = another(begun, "Tweede")
    for who in (begun.employer, begun.employer_too):
        scan(begun, {1: 2, 2: 5, 3: 3}, who)
    scan(begun, {1: 1, 2: 4, 3: 3}, second["employer"], partnership=second["id"])
    scan(begun, {1: 5}, begun.government)
    app = shown(monkeypatch, begun, factors="across", wave="1")
    screen_texts = texts(app)
    assert "2 partnerships" in screen_texts
    assert "roles are never averaged" in screen_texts
    assert "Employers: 0 of 3 gave 4 or 5, 3 gave 1 or 2" in screen_texts
    assert "Employers: 3 of 3 gave 4 or 5, 0 gave 1 or 2" in screen_texts
    labels = [button.label for button in app.button]
    assert labels.index(r"1\. The shared problem is formulated") < labels.index(r"2\. It starts from employers' demand")
    assert "3. There is a joint agenda" not in labels
    table_shown = table(app)
    assert table_shown["1:employer"] == ["3", "·", "·", "·", "3", "100 %", "0 %", "2"]
    assert table_shown["1:government"] == ["·", "·", "1", "·", "1", "<3", "<3", "1"]


def test_a_weak_factor_opens_the_partnerships_and_answers_behind_it(monkeypatch, begun):
    second = another(begun, "Tweede")
    for who in (begun.employer, begun.employer_too):
        scan(begun, {1: 2, 2: 5}, who, text="nooit besproken")
    scan(begun, {1: 1, 2: 5}, second["employer"], partnership=second["id"])
    app = shown(monkeypatch, begun, factors="across", wave="1")
    next(button for button in app.button if button.label.startswith(r"1\. ")).click()
    app.run()
    assert not app.exception
    screen_texts = texts(app)
    assert "2 partnerships · Meting 1 · Employers" in screen_texts
    assert screen_texts.index("Nieuwe Techniek</a>") < screen_texts.index("Tweede</a>")
    assert "factors?factors=moment&amp;partnership=NT&amp;moment=1" in screen_texts
    assert screen_texts.count("nooit besproken") == 2


def test_few_voices_across_have_counts_and_no_weak_or_strong(monkeypatch, begun):
    scan(begun, {1: 2})
    app = shown(monkeypatch, begun, factors="across")
    assert "No role gave a factor three ratings (1 rating in all), so none stands as weak or strong." in texts(app)
    assert "2 (1×)" in annotations(app)


def test_across_without_any_rating_leads_to_a_scan(monkeypatch, begun):
    app = shown(monkeypatch, begun, factors="across")
    assert "No factor was rated yet" in texts(app)
    assert [element.proto.label for element in ways_on(app)] == ["Plan a factor scan"]


def test_filters_go_along_and_say_so_where_they_leave_nothing(monkeypatch, begun):
    scan(begun, {1: 2})
    with begun.study.writing(begun.user) as writer:
        years = attributes.add(writer, "respondent", "Jaren", "number")
        province = attributes.add(writer, "partnership", "Provincie", "choice", ["Drenthe"])
    app = shown(monkeypatch, begun, partnership="NT", moment="1")
    app.session_state[attribute_filter.ACTIVE_CONDITIONS] = {years: {"low": "3"}}
    app.run()
    assert not app.exception
    assert "The filter leaves nothing" in texts(app)
    app = shown(monkeypatch, begun, factors="across")
    app.session_state[attribute_filter.ACTIVE_CONDITIONS] = {province: {"choices": ("Drenthe",)}}
    app.run()
    assert not app.exception
    assert "The filter leaves nothing" in texts(app)
    app.session_state[attribute_filter.ACTIVE_CONDITIONS] = {years: {"low": "3"}}
    app.run()
    assert "The filter on respondents is not used on this screen." in texts(app)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_demo_opens_where_factors_were_rated(monkeypatch, demo_file, language):
    explained, counted = {
        "nl": ("9 keer een 1 of 2, 9 met uitleg", "1 samenwerking · 1 fictief"),
        "en": ("9 ratings of 1 or 2, 9 with an explanation", "1 partnership · 1 fictional"),
    }[language]
    screen_texts = texts(shown(monkeypatch, demo_file, language))
    assert "Warmtemakers Dijkermonde" in screen_texts
    assert explained in screen_texts
    assert screen_texts.count("lessons?from=answer%3A") == 9
    assert counted in texts(shown(monkeypatch, demo_file, language, factors="across", wave="2"))


@pytest.mark.parametrize("value", ["", "weg", "<script>", "9" * 30, "-1", "🚲"])
def test_an_odd_value_in_the_link_gives_a_screen_and_at_most_a_message(monkeypatch, demo_file, value):
    for link in ({"factors": value}, {"factors": "across", "wave": value}, {"partnership": value, "moment": value}):
        screen_texts = texts(shown(monkeypatch, demo_file, **link))
        assert "<script>" not in screen_texts


def test_names_of_two_hundred_signs_are_shown_as_they_are(monkeypatch, begun):
    long = "Samenwerking_" + "x" * 187
    made = another(begun, long)
    scan(begun, {1: 2}, made["employer"], partnership=made["id"], text="<img src=x>")
    screen_texts = texts(shown(monkeypatch, begun, partnership="SAM", moment="1"))
    assert long in screen_texts
    assert "<img" not in screen_texts


def test_who_may_only_look_is_not_asked_to_plan(monkeypatch, begun):
    scan(begun, {1: 2})
    monkeypatch.setattr("canvas.store.study.Study.read_only", True, raising=False)
    app = shown(monkeypatch, begun, partnership="NT", moment="1")
    assert ways_on(app) == []


def test_the_screen_begins_with_the_lowest_and_highest_factor_and_who_rated(monkeypatch, begun):
    for place, (low, high) in enumerate(((1, 4), (2, 5), (4, 4))):
        with begun.study.writing(begun.user) as writer:
            person = respondents.add(writer, begun.partnership, f"NT-B3{place}", "employer")
        scan(begun, {1: low, 2: high}, person)
    scan(begun, {1: "asked"}, begun.government)
    screen_texts = texts(shown(monkeypatch, begun, partnership="NT", moment="1"))
    lowest = "Lowest stands “Shared problem” (Employers: 2 of 3 gave 1 or 2, 1 gave 4 or 5)."
    highest = "Highest stands “Employers&#x27; demand” (Employers: 3 of 3 gave 4 or 5, 0 gave 1 or 2)."
    assert f"{lowest} {highest}" in screen_texts
    assert "Rated by: Employers. Asked, no rating: Government." in screen_texts
