"""Differences: what the screen puts first, what each row says at its number of voices, and what it says when empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.capture import answers as capture
from canvas.store import attributes, open_study, respondents, study_settings, users
from canvas.store.notes import notes
from canvas.store.points import points
from canvas.ui.pickers import attribute_filter
from tests import build
from tests.build import Begun
from tests.pages.screens import open_screen, texts, ways_on

GOVERNANCE, FUNDING, COSTS = "governance.main", "funding.main", "costs.main"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study.sqlite"


@pytest.fixture
def begun(path: Path):
    study = open_study(str(path), create=True)
    yield build.begin(study)
    study.close()


def respondent(begun: Begun, role: str, name: str) -> str:
    with begun.study.writing(begun.user) as writer:
        return respondents.add(writer, begun.partnership, name, role)


def rate(begun: Begun, role: str, *ratings: int | None, key: str = GOVERNANCE) -> list[str]:
    """Have somebody new of a role give each of these ratings (None: don't know); the ids of the respondents."""
    made = []
    for place, rating in enumerate(ratings):
        made.append(respondent(begun, role, f"NT-{role[:3].upper()}{len(key)}{place}"))
        interview = build.interview(begun, made[-1], question_keys=(key,))
        capture.save(begun.study, begun.user, interview, key, f"{role} {place} zegt iets")
        capture.rate(begun.study, begun.user, interview, key, rating, dont_know=rating is None)
    return made


def opened(monkeypatch, path: Path, language: str = "en", **link: str) -> AppTest:
    app = open_screen(monkeypatch, path, "differences", "onderzoeker-1", language, **link)
    assert not app.exception
    return app


def drawn(app: AppTest, component: str = "pps_differences") -> dict:
    """What the page gave a component to draw."""
    (elements,) = [element.proto for element in app.get("bidi_component") if element.proto.component_name == component]
    return json.loads(elements.json)


def rows(app: AppTest) -> dict[str, dict]:
    return {row["key"]: row | {"group": group["key"]} for group in drawn(app)["groups"] for row in group["rows"]}


def voices(row: dict) -> dict[str, str]:
    return {voice["letter"]: voice["sign"] for voice in row["voices"]}


def figures(row: dict) -> dict[str, str]:
    return {drawn_figure["letter"]: drawn_figure["said"] for drawn_figure in row["figures"]}


def test_a_gap_between_roles_stands_first_with_both_middle_ratings_and_their_voices(monkeypatch, begun, path):
    rate(begun, "employer", 2, 2, 3)
    rate(begun, "government", 4, 4, 5, 4)
    app = opened(monkeypatch, path)
    rows_shown = rows(app)
    first = next(iter(rows_shown.values()))
    assert (first["key"], first["group"], first["rank"]) == ("governance", "apart", 1)
    assert first["line"].startswith("Middle rating: Employers 2, Government 4 (n 3, 4)")
    assert figures(first) == {"B": "n 3 · middle 2 · A 0.83", "O": "n 4 · middle 4 · A 0.88"}
    assert [[(dot["letter"], dot["count"]) for dot in slot] for slot in first["dots"]] == [
        [],
        [("B", 2)],
        [("B", 1)],
        [("O", 3)],
        [("O", 1)],
    ]
    assert voices(first) == {"B": "3", "O": "4", "S": "–", "P": "–", "D": "–"}
    assert [quote["name"].split(" · ")[::2] for quote in first["quotes"]] == [
        ["Employers", "lower"],
        ["Government", "higher"],
    ]
    assert [quote["text"] for quote in first["quotes"]] == ["employer 0 zegt iets", "government 2 zegt iets"]
    assert "There is difference on 1 of the 18 blocks: 1 rated differently. First: " in texts(app)
    assert "Heard: Employers and Government. Not asked: Education, Project lead and Participants." in texts(app)
    assert "What should this partnership talk about first?" in texts(app)


def test_below_three_ratings_only_counts_are_said_and_the_group_says_that_there_are_few(monkeypatch, begun, path):
    rate(begun, "employer", 1, 1)
    rate(begun, "government", 5)
    app = opened(monkeypatch, path)
    row = rows(app)["governance"]
    assert row["group"] == "few_apart"
    assert row["line"].startswith("Given: Employers 1 (2×); Government 5 (n 2, 1)")
    assert figures(row) == {"B": "n 2", "O": "n 1"}
    about = next(group["about"] for group in drawn(app)["groups"] if group["key"] == "few_apart")
    assert "Fewer than three" in about
    assert "counts alone" in about


def test_ratings_that_are_all_equal_say_no_variation_instead_of_a_number(monkeypatch, begun, path):
    for role in ("employer", "government", "education"):
        rate(begun, role, 4, 4, 4)
    row = rows(opened(monkeypatch, path))["governance"]
    assert (row["group"], row["rank"]) == ("alike", None)
    assert row["line"] == "No variation: everyone gave 4 (n 3, 3, 3)"
    assert set(figures(row).values()) == {"n 3 · middle 4 · no variation"}


def test_a_role_that_was_asked_and_silent_is_not_one_that_had_no_opinion_or_was_not_asked(monkeypatch, begun, path):
    build.answered(begun, "Reizen is duur")
    silent = build.interview(begun, begun.government, question_keys=(COSTS,))
    capture.pass_over(begun.study, begun.user, silent, COSTS, "skipped", "geen tijd")
    row = rows(opened(monkeypatch, path))["costs"]
    assert row["group"] == "silent"
    assert row["line"] == "Asked and silent: Government · Not asked: Education"
    assert voices(row) == {"B": "1", "O": "○", "S": "–", "P": "–", "D": "–"}
    assert [voice["said"] for voice in row["voices"]] == [
        "Employers: Heard, 1 respondent, 1 note",
        "Government: Asked, no answer",
        "Education: Not asked",
        "Project lead: Not asked",
        "Participants: Not asked",
    ]


def test_a_contradicted_point_is_said_on_the_block_of_its_notes_and_on_its_question(monkeypatch, begun, path):
    _interview, (note,) = build.answered(begun, "Reizen is duur")
    with begun.study.writing(begun.user) as writer:
        points.add(
            writer,
            "financing",
            "Het is goedkoop",
            ["employer"],
            begun.partnership,
            begun.wave,
            notes={note["id"]: "contradicts"},
        )
    app = opened(monkeypatch, path)
    row = rows(app)["costs"]
    assert (row["group"], row["points"]) == ("disputed", "1 point: 1 own · 1 contradicted")
    assert row["line"].startswith("1 point contested or contradicted")
    app.segmented_control(key="differences_view").set_value("questions").run()
    assert not app.exception
    rows_shown = rows(app)
    assert next(iter(rows_shown)) == "financing"
    assert rows_shown["financing"]["group"] == "disputed"
    assert len(rows_shown) == 4
    # respondents of several blocks cannot be added up, so no number stands beside a letter
    assert voices(rows_shown["financing"])["B"] == ""


def test_a_question_shows_the_ratings_of_one_block_and_says_which(monkeypatch, begun, path):
    rate(begun, "employer", 3, 3, 3, key=FUNDING)
    rate(begun, "government", 5, 5, 5, key=FUNDING)
    app = opened(monkeypatch, path)
    app.segmented_control(key="differences_view").set_value("questions").run()
    row = rows(app)["financing"]
    assert (row["group"], row["on"]) == ("apart", "Ratings of Funding")


def test_one_respondent_gives_rows_and_the_word_that_a_difference_needs_two(monkeypatch, begun, path):
    rate(begun, "employer", 2)
    app = opened(monkeypatch, path)
    assert "One role was heard: Employers. A difference between roles needs two." in texts(app)
    assert rows(app)["governance"]["line"] == "Not asked: Government, Education"


def test_two_hundred_respondents_are_counts_on_one_line(monkeypatch, begun, path):
    cell = {"partnership_id": begun.partnership, "wave_id": begun.wave, "role": "employer", "block": "governance"}
    cell_of_200 = cell | dict.fromkeys(("no_opinion", "skipped", "dont_know", "rated_4"), 0)
    cell_of_200 |= {
        "asked": 200,
        "answered": 200,
        "respondents": 200,
        "notes": 200,
        "rated_1": 60,
        "rated_2": 60,
        "rated_3": 40,
        "rated_5": 40,
    }
    monkeypatch.setattr(
        "canvas.store.overview.filtered_counts.moment_summaries.cells", lambda *_arguments: [cell_of_200]
    )
    row = rows(opened(monkeypatch, path))["governance"]
    assert [[dot["count"] for dot in slot] for slot in row["dots"]] == [[60], [60], [40], [], [40]]
    assert row["said"] == "Employers: 1 (60×), 2 (60×), 3 (40×), 5 (40×)"


@pytest.mark.usefixtures("begun")
def test_without_an_interview_the_screen_says_what_will_stand_there(monkeypatch, path):
    app = opened(monkeypatch, path)
    assert "No role was heard at this moment yet" in texts(app)
    assert [link.proto.page for link in ways_on(app)] == ["interview"]
    assert not app.get("bidi_component") or "pps_differences" not in [
        element.proto.component_name for element in app.get("bidi_component")
    ]


def test_notes_from_documents_alone_are_no_voices_and_the_screen_says_so(monkeypatch, begun, path):
    with begun.study.writing(begun.user) as writer:
        notes.add(
            writer,
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            role=None,
            block="costs",
            text="Uit een stuk",
            origin="session",
            position=0,
        )
    assert "What is noted here comes from documents." in texts(opened(monkeypatch, path))


def test_roles_that_speak_in_documents_alone_were_not_interviewed_and_the_screen_says_so(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "differences", "evaluator-1", "en", partnership="NT", moment="1")
    assert not app.exception
    assert "Nobody was interviewed at this moment" in texts(app)
    assert {voice["sign"] for row in rows(app).values() for voice in row["voices"]} == {"", "–"}


def filtered(monkeypatch, begun: Begun, path: Path, of: dict[str, str], filter_value: str) -> AppTest:
    """The screen under a filter on an attribute of respondents, of which those in `of` have this value."""
    with begun.study.writing(begun.user) as writer:
        attribute_id = attributes.add(writer, "respondent", "Sector", "choice", ["techniek", "zorg", "bouw"])
        for who, value in of.items():
            attributes.set_value(writer, "respondent", who, attribute_id, value)
    app = open_screen(monkeypatch, path, "differences", "onderzoeker-1", "en")
    app.session_state[attribute_filter.ACTIVE_CONDITIONS] = {attribute_id: {"choices": (filter_value,)}}
    app.run()
    assert not app.exception
    return app


def test_a_filter_on_respondents_counts_them_alone(monkeypatch, begun, path):
    who = rate(begun, "employer", 1, 1, 5, 5)
    app = filtered(monkeypatch, begun, path, dict.fromkeys(who[2:], "zorg"), "zorg")
    row = rows(app)["governance"]
    assert figures(row) == {"B": "n 2"}
    assert voices(row)["B"] == "2"
    assert "Points stand here whole" in texts(app)


def test_a_filter_that_leaves_nothing_says_so_and_offers_to_clear_it(monkeypatch, begun, path):
    who = rate(begun, "employer", 1)
    app = filtered(monkeypatch, begun, path, {who[0]: "zorg"}, "bouw")
    assert "The filter leaves nothing" in texts(app)
    app.button(key="filters_clear").click().run()
    assert not app.exception
    assert figures(rows(app)["governance"]) == {"B": "n 1"}


def test_all_figures_stand_in_a_table_with_the_state_of_every_role(monkeypatch, begun, path):
    rate(begun, "employer", 2, 2, 3)
    rate(begun, "government", None)
    app = opened(monkeypatch, path)
    app.session_state["differences_ratings_drawn"] = True  # it is folded up at first
    table = drawn(app.run(), "pps_heat_table")
    assert [column["key"] for column in table["columns"]] == [
        "rated_1",
        "rated_2",
        "rated_3",
        "rated_4",
        "rated_5",
        "dont_know",
        "n",
        "middle",
        "a",
        "consensus",
        "state",
        "respondents",
        "notes",
    ]
    of = {
        row["key"]: [cell.get("value") for cell in row["cells"]] for group in table["groups"] for row in group["rows"]
    }
    assert of["governance:employer"] == [0, 2, 1, 0, 0, 0, 3, 2, 0.8333, 0.8286, "Heard", 3, 3]
    assert of["governance:government"][5:8] == [1, 0, ""]
    assert of["governance:education"][-3:] == ["Not asked", 0, 0]
    assert len(of) == 18 * 5  # every role of the study, asked or not


def test_a_study_that_has_not_begun_leads_to_the_overview(monkeypatch, path):
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        users.add(writer, "onderzoeker-1", "researcher")
    study.close()
    app = opened(monkeypatch, path)
    assert "This study has not begun yet" in texts(app)
    assert len(ways_on(app)) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_demo_shows_in_both_languages(monkeypatch, demo_file, language):
    app = open_screen(monkeypatch, demo_file, "differences", "evaluator-1", language, partnership="FV", moment="3")
    assert not app.exception
    rows_shown = rows(app)
    assert len(rows_shown) == 18
    assert all(row["line"] for row in rows_shown.values() if row["group"] not in ("alike", "unrated", "unheard"))


@pytest.mark.parametrize("value", ["", "weg", "\x00", "<script>", "' OR 1=1 --", "-1", "9" * 400, "{x}%s", "🚲"])
def test_an_odd_value_in_a_link_gives_a_screen_and_at_most_a_message(monkeypatch, demo_file, value):
    app = open_screen(monkeypatch, demo_file, "differences", "evaluator-1", partnership=value, moment=value)
    assert not app.exception
    assert "<h1>" in texts(app)
    assert "<script>" not in texts(app)


def test_a_row_opens_its_figures_its_notes_and_who_was_asked(monkeypatch, begun, path):
    rate(begun, "employer", 2, 2, 3)
    rate(begun, "government", 4, 4, 5)
    pressed = "canvas.screens.differences.differences_list._list"
    app = open_screen(monkeypatch, path, "differences", "onderzoeker-1", "en")
    real = __import__("canvas.screens.differences.differences_list", fromlist=["_list"])._list

    class Pressed:
        opened, points = "governance", None

    monkeypatch.setattr(pressed, lambda **options: (real(**options), Pressed)[1])
    app.run()
    assert not app.exception
    screen_texts = texts(app)
    assert "<td>Heard (3)</td>" in screen_texts
    assert "0.83" in screen_texts
    assert screen_texts.count('class="pps-note"') >= 6
    assert "employer 0 zegt iets" in screen_texts
    assert "Asked in interviews" in screen_texts


def test_a_role_heard_before_and_not_now_is_a_row_with_its_words_then(monkeypatch, begun, path):
    rate(begun, "government", 4)  # at the first moment: "government 0 zegt iets"
    build.answered(begun, "lesgeld", wave=begun.later_wave)
    app = opened(monkeypatch, path, partnership="NT", moment="2")
    row = rows(app)["role_not_heard_again/government"]
    assert (row["group"], row["title"]) == ("heard_before", "Government: heard at Meting 1, not asked now.")
    assert [quote["text"] for quote in row["quotes"]] == ["government 0 zegt iets"]
    groups = [group["key"] for group in drawn(app)["groups"]]
    assert groups.index("heard_before") < groups.index("unheard")
    assert "role_not_heard_again/government" not in rows(opened(monkeypatch, path, partnership="NT", moment="1"))


@pytest.mark.parametrize(("profile", "words"), [("trekker-1", "die jij mag zien"), ("evaluator-1", "notities")])
def test_the_count_of_notes_says_of_a_lead_that_it_is_of_those_shown(monkeypatch, demo_file, profile, words):
    study = open_study(str(demo_file))
    with study.writing("") as writer:
        users.find_or_add(writer, profile, "lead")
        study_settings.put_small_numbers(writer, "checked_points", 3)
    study.close()
    for screen in ("differences", "canvas"):
        shown = texts(open_screen(monkeypatch, demo_file, screen, profile, partnership="FV", moment="3"))
        head = shown[shown.index("pps-head") :].split("</div>")[0]
        assert words in head
        assert ("die jij mag zien" in head) == (profile == "trekker-1")
