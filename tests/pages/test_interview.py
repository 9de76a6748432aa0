"""The interview screen, as far as it goes without a browser: the answer field itself is tried in tests/browser."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import answers, interviews, moments, open_study, partnerships, study_settings, users
from canvas.ui.i18n import ZONE
from tests import build
from tests.pages.screens import drawn, open_screen, send, texts


@pytest.fixture
def begun(tmp_path: Path):
    """A study under way, in a file."""
    study = open_study(str(tmp_path / "own.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def _open(monkeypatch, begun: build.Begun, **link: str) -> AppTest:
    app = open_screen(monkeypatch, Path(begun.study.target), "interview", "onderzoeker-1", "en", **link)
    assert not app.exception
    return app


def _press(app: AppTest, label: str) -> AppTest:
    app = next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def _link(app: AppTest, name: str) -> str:
    """A query parameter, which AppTest gives bare or in a list."""
    link_value = app.query_params[name]
    return link_value if isinstance(link_value, str) else link_value[0]


def _moments(path: Path) -> list[dict]:
    study = open_study(str(path))
    with study.reading() as connection:
        moment_rows = moments.moments(connection)
    study.close()
    return moment_rows


def _row(begun: build.Begun, interview_id: str) -> dict:
    with begun.study.reading() as connection:
        return interviews.get(connection, interview_id)


def _answers(begun: build.Begun, interview_id: str) -> dict:
    with begun.study.reading() as connection:
        return answers.of_interview(connection, interview_id)


def _versions(begun: build.Begun, interview_id: str) -> list[dict]:
    with begun.study.reading() as connection:
        return answers.revisions(connection, answers.of_interview(connection, interview_id)["costs.main"]["id"])


def test_without_a_study_file_a_study_is_made_and_somebody_must_say_who_works(monkeypatch, tmp_path):
    app = open_screen(monkeypatch, tmp_path / "new.sqlite", "interview")
    assert not app.exception
    assert app.text_input[0].label == "Profielnaam"


def test_an_empty_study_points_to_the_overview(monkeypatch, tmp_path):
    path = tmp_path / "empty.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        users.add(writer, "onderzoeker-1", "researcher")
    study.close()
    app = open_screen(monkeypatch, path, "interview", "onderzoeker-1", "en")
    assert "This study has not begun yet" in texts(app)


def test_without_respondents_the_screen_points_to_the_partnerships(monkeypatch, tmp_path):
    path = tmp_path / "alone.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "onderzoeker-1", "researcher")
        study_settings.begin(writer, "Proef", "nl")
        moments.put_moment(writer, partnerships.add(writer, "Alleen"), moments.add_wave(writer, "Meting 1"))
    study.close()
    assert "There are no respondents yet" in texts(open_screen(monkeypatch, path, "interview", "onderzoeker-1", "en"))


def test_the_demo_lists_what_is_under_way_first_with_its_progress(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "interview", "evaluator-1", "en", partnership="FV", moment="3")
    screen_texts = texts(app)
    assert screen_texts.index("FV-O2") < screen_texts.index("FV-B3") < screen_texts.index("FV-P1")
    assert "13 of 18" in screen_texts
    assert "0 of 18" in screen_texts
    assert [screen_texts.count(f">{way}</a>") for way in ("Resume", "Start", "Look back")] == [1, 1, 13]
    assert (
        screen_texts.count("Factor scan: ten success factors · ") == 7
    )  # beside interviews on the whole canvas it says so
    assert screen_texts.count("Short interview guide · ") == 8


def test_an_interview_in_the_link_opens_after_the_last_question_that_is_settled(monkeypatch, begun):
    made = build.interview(begun, question_keys=("social_problem.main",))
    capture.save(begun.study, begun.user, made, "social_problem.main", "geen monteurs")
    app = _open(monkeypatch, begun, interview=made)
    assert _link(app, "question") == "solution.main"
    assert "How does this partnership help you get people who suit your vacancies?" not in texts(app)  # held in Dutch
    assert "Hoe helpt deze samenwerking u aan mensen die bij uw vacatures passen?" in texts(app)
    assert set(_answers(begun, made)) == {"social_problem.main", "solution.main"}


def test_a_link_names_the_question_too(monkeypatch, begun):
    made = build.interview(begun)
    app = _open(monkeypatch, begun, interview=made, question="governance.main")
    assert "Governance" in texts(app)
    go = json.dumps({"field": f"{made}/governance.main", "then": "previous"})
    app = send(app, {"pps_answer_field": [("go", go)]})
    assert _link(app, "question") == "resources.main"


@pytest.mark.parametrize("wrong", ["0190-nonsense", "<script>alert(1)</script>"])
def test_an_unknown_interview_is_said_and_the_list_follows(monkeypatch, begun, wrong):
    build.interview(begun)
    app = _open(monkeypatch, begun, interview=wrong)
    assert "is not in this study" in texts(app)
    assert "<script>" not in texts(app)
    assert ">Resume</a>" in texts(app)


def test_an_unknown_interview_leaves_the_link_so_a_reload_does_not_say_it_again(monkeypatch, begun):
    build.interview(begun)
    app = _open(monkeypatch, begun, interview="nope", question="costs.main")
    assert texts(app).index("<h1>Interviews") < texts(app).index("is not in this study")
    assert not {"interview", "question"} & set(app.query_params)
    assert "is not in this study" not in texts(app.run())


def test_a_link_to_a_moment_that_is_not_there_keeps_its_partnership_at_the_newest(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "interview", "evaluator-1", "en", partnership="FV", moment="99")
    assert "“99” is not in this study" in texts(app)
    with_moments = {row["position"] for row in _moments(demo_file) if row["code"] == "FV"}
    assert (_link(app, "partnership"), _link(app, "moment")) == ("FV", str(max(with_moments)))
    assert "FV-O2" in texts(app)


def test_a_link_that_fails_is_said_across_the_page_under_the_heading(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "interview", "evaluator-1", "en", partnership="XX", moment="1")
    assert "“XX” is not in this study" in texts(app)
    assert "is not in this study" not in "".join(
        part.proto.body for column in app.columns for part in column.get("html")
    )
    assert texts(app).index("<h1>Interviews") < texts(app).index("is not in this study")


def test_starting_now_opens_the_interview(monkeypatch, begun):
    app = _open(monkeypatch, begun, partnership="NT", moment="1")
    app.multiselect[0].set_value([begun.government])
    app = _press(app.run(), "Start now")
    row = _row(begun, _link(app, "interview"))
    assert (row["role"], row["codes"]) == ("government", ["NT-G1"])
    assert row["started_at"]
    assert "weegt in uw gemeente of regio het zwaarst?" in texts(app)


def test_planning_keeps_it_for_later_and_asks_nothing(monkeypatch, begun):
    app = _open(monkeypatch, begun, partnership="NT", moment="1")
    app.multiselect[0].set_value([begun.employer, begun.employer_too])
    app = _press(app.run(), "Plan only")
    assert "NT-B1, NT-B2" in texts(app)
    assert "Planned" in texts(app)
    with begun.study.reading() as connection:
        (row,) = interviews.of_moment(connection, begun.partnership, begun.wave)
    assert row["started_at"] is None
    assert not _answers(begun, row["id"])
    assert f'href="interview?interview={row["id"]}"' in texts(app)
    assert ">Start</a>" in texts(app)
    app = _press(_open(monkeypatch, begun, interview=row["id"]), "Start interview")
    assert _row(begun, row["id"])["started_at"]


def test_nobody_chosen_is_said(monkeypatch, begun):
    app = _press(_open(monkeypatch, begun, partnership="NT", moment="1"), "Start now")
    assert "nobody is chosen" in texts(app)


def test_beside_a_respondent_only_those_of_the_same_role_are_offered(monkeypatch, begun):
    def offered() -> list[str]:
        return [option.split(" · ")[0] for option in app.multiselect[0].options]

    app = _open(monkeypatch, begun, partnership="NT", moment="1")
    assert offered() == ["NT-B1", "NT-B2", "NT-G1"]
    app = app.multiselect[0].set_value([begun.employer_too]).run()
    assert offered() == ["NT-B1", "NT-B2"]
    assert app.multiselect[0].value == [begun.employer_too]
    app = app.multiselect[0].set_value([]).run()
    assert offered() == ["NT-B1", "NT-B2", "NT-G1"]
    assert not app.multiselect[0].proto.select_all


@pytest.mark.parametrize("server", ["Etc/GMT+12", "Etc/GMT-14"])  # at every hour the date of one of them is another
def test_an_interview_is_planned_on_the_day_it_is_in_the_netherlands(monkeypatch, begun, server):
    try:
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("TZ", server)
            time.tzset()
            app = _open(monkeypatch, begun, partnership="NT", moment="1")
    finally:
        time.tzset()
    assert app.date_input[0].value == datetime.now(ZONE).date()
    assert app.date_input[0].proto.format == "DD-MM-YYYY"


def test_a_planned_interview_in_a_link_starts_only_when_asked_to(monkeypatch, begun):
    made = build.interviewing.plan(
        begun.study, begun.user, build.short_guide(), begun.partnership, begun.wave, [begun.employer], "nl"
    )
    app = _open(monkeypatch, begun, interview=made)
    assert not _row(begun, made)["started_at"]
    assert not _answers(begun, made)
    _press(app, "Start interview")
    assert _row(begun, made)["started_at"]
    assert set(_answers(begun, made)) == {"social_problem.main"}


def test_the_finish_names_the_answers_whose_rating_is_missing(monkeypatch, begun):
    unrated, rated, unsure, empty = [
        question.key for question in build.short_guide().for_role("employer") if question.rating
    ][:4]
    made = build.interview(begun, question_keys=(unrated, rated, unsure, empty))
    for key in (unrated, rated, unsure):
        capture.save(begun.study, begun.user, made, key, "Gezegd")
    capture.rate(begun.study, begun.user, made, rated, 4)
    capture.rate(begun.study, begun.user, made, unsure, None, dont_know=True)
    app = _open(monkeypatch, begun, interview=made, question="to-finish")
    assert 'Rating missing <span class="pps-chip">1</span>' in texts(app)
    to = [button.key for button in app.button if button.label == "Go there"]
    assert to.index(f"interview_to_{unrated}") == len(to) - 1
    assert f"interview_to_{rated}" not in to
    app = app.button(key=f"interview_to_{unrated}").click().run()
    assert _link(app, "question") == unrated


def test_the_finish_has_its_button_above_what_was_left_open(monkeypatch, begun):
    app = _open(monkeypatch, begun, interview=build.interview(begun), question="to-finish")
    keys = [button.key for button in app.button if button.key]
    assert keys.index("interview_complete") < keys.index("interview_to_costs.main")
    assert [button.label for button in app.button if button.proto.type == "primary"] == ["Complete interview"]


def test_completing_and_opening_again(monkeypatch, begun):
    made = build.interview(begun)
    build.capture.save(begun.study, begun.user, made, "costs.main", "<b>Uren</b> & geld")
    app = _open(monkeypatch, begun, interview=made, question="to-finish")
    assert "Not asked yet" in texts(app)
    app = _press(app, "Complete interview")
    assert _row(begun, made)["completed_at"]
    assert "&lt;b&gt;Uren&lt;/b&gt; &amp; geld" in texts(app)
    assert texts(app).count("<section>") == 18
    _press(app, "Open again")
    assert not _row(begun, made)["completed_at"]


def test_an_own_role_gets_the_general_wording(monkeypatch, begun):
    with begun.study.writing(begun.user) as writer:
        key = study_settings.add_own_role(writer, "Vakbonden", "Unions", True)
        who = build.respondents.add(writer, begun.partnership, "NT-V1", key)
    app = _open(monkeypatch, begun, partnership="NT", moment="1")
    app.multiselect[0].set_value([who])
    app = _press(app.run(), "Start now")
    assert build.short_guide().questions[0].text["nl"] in texts(app)
    assert "Unions" in texts(app)


def test_the_versions_of_an_answer_open_with_who_what_and_the_way_back(monkeypatch, begun):
    made = build.interview(begun)
    capture.save(begun.study, begun.user, made, "costs.main", "<b>het</b> is duur")
    capture.save(begun.study, begun.other_user, made, "costs.main", "<b>het</b> is erg duur")
    app = _press(_open(monkeypatch, begun, interview=made, question="costs.main"), "Versions")
    screen_texts = texts(app)
    assert "2 versions" in screen_texts
    assert "&lt;b&gt;het&lt;/b&gt; is <ins>erg </ins>duur" in screen_texts
    assert screen_texts.index("onderzoeker-2") < screen_texts.index("Stands now") < screen_texts.rindex("onderzoeker-1")
    next(button for button in app.button if button.label == "Versions").click()  # it is open as long as this runs
    app = _press(app, "Go back to this version")
    assert _answers(begun, made)["costs.main"]["text"] == "<b>het</b> is duur"
    assert [row["text"] for row in _versions(begun, made)] == [
        "<b>het</b> is duur",
        "<b>het</b> is erg duur",
        "<b>het</b> is duur",
    ]


def test_a_completed_interview_shows_versions_without_a_way_back(monkeypatch, begun):
    made = build.interview(begun)
    for text in ("eerst", "later"):
        capture.save(begun.study, begun.user, made, "costs.main", text)
    interviewing.complete(begun.study, begun.user, made)
    app = _press(_open(monkeypatch, begun, interview=made), "Versions")
    assert "Open the interview again to go back to a version." in texts(app)
    assert "Go back to this version" not in [button.label for button in app.button]


def test_a_faulty_guide_file_is_refused_with_every_fault_by_line(monkeypatch, begun):
    app = _open(monkeypatch, begun)
    faulty = b"""id = "X"

[[question]]
key = "a.b"
block = "nope"
"""
    app.file_uploader[0].set_value(("mijn.toml", faulty, "text/plain")).run()
    app = _press(app, "Add guide")
    screen_texts = texts(app)
    assert "mijn.toml" in screen_texts
    assert "“nope” is not one of the 18 blocks." in screen_texts
    assert "line 1:" in screen_texts
    assert "line 5:" in screen_texts


def test_a_guide_of_ones_own_can_be_chosen(monkeypatch, begun):
    file = b"""id = "kort"
version = 1
languages = ["nl"]
[[question]]
key = "costs.main"
block = "costs"
kind = "text"
text = { nl = "Wat kost het?" }
"""
    app = _open(monkeypatch, begun)
    app.file_uploader[0].set_value(("kort.toml", file, "text/plain")).run()
    app = _press(app, "Add guide")
    assert any("kort" in box.options for box in app.selectbox)


@pytest.fixture
def scanning(begun) -> tuple[build.Begun, str]:
    """A factor scan under way, held in English."""
    guide = shipped_guides()["factor-scan"]
    made = interviewing.plan(
        begun.study, begun.user, guide, begun.partnership, begun.wave, [begun.employer], "en", start=True
    )
    return begun, made


def test_a_question_on_a_factor_is_rated_first_and_asks_on_after_a_1_or_a_2(monkeypatch, scanning):
    begun, made = scanning
    question = shipped_guides()["factor-scan"].questions[2]
    app = _open(monkeypatch, begun, interview=made, question=question.key)
    assert "Success factor 3 of 10: There is a joint agenda" in texts(app)
    field_data = drawn(app, "pps_answer_field")
    assert field_data["rating"] == {
        "first": True,
        "asked": question.text["en"],
        "language": "en",
        "explain": question.explain["en"],
    }
    assert field_data["marks"] == {"rating": None, "dont_know": False, "reason": ""}
    capture.rate(begun.study, begun.user, made, question.key, None, dont_know=True)
    assert drawn(app.run(), "pps_answer_field")["marks"]["dont_know"] is True
    answer = _answers(begun, made)[question.key]
    assert (answer["rating"], answer["dont_know"], answer["factor"], answer["block"]) == (None, True, 3, "governance")


def test_the_questions_of_a_scan_are_named_by_their_factor(monkeypatch, scanning):
    begun, made = scanning
    app = _open(monkeypatch, begun, interview=made)
    steps = drawn(app, "pps_step_list")
    assert [step["label"] for step in steps["steps"]][:2] == ["Shared problem", "Employers' demand"]
    assert len(steps["steps"]) == 11  # ten factors and the finish


def test_the_finish_names_the_low_ratings_that_nobody_explained(monkeypatch, scanning):
    begun, made = scanning
    low, explained, high = shipped_guides()["factor-scan"].questions[:3]
    for question, rating in ((low, 1), (explained, 2), (high, 3)):
        interviewing.ask(begun.study, begun.user, _row(begun, made), question)
        capture.rate(begun.study, begun.user, made, question.key, rating)
    capture.save(begun.study, begun.user, made, explained.key, "Too slow")
    app = _open(monkeypatch, begun, interview=made, question="to-finish")
    assert 'Rated 1 or 2, no explanation noted <span class="pps-chip">1</span>' in texts(app)
    to = [button.key for button in app.button if button.label == "Go there"]
    assert f"interview_to_{low.key}" in to
    assert f"interview_to_{explained.key}" not in to
    app = _press(app, "Complete interview")
    screen_texts = texts(app)
    assert "1 of 5" in screen_texts
    assert screen_texts.count(low.text["en"]) == 1
