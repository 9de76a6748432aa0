"""Over time: which two moments stand side by side, what the cards hold, the ratings, and planning what comes next."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from canvas import method
from canvas.capture import answers as capture
from canvas.screens.over_time.moment_pair import pair
from canvas.store import interviews, moments, open_study, partnerships, respondents, study_settings, users
from canvas.store.database.schema import study as study_table
from canvas.store.matrix import matrix_summaries
from canvas.store.points import points
from tests import build
from tests.pages.screens import open_screen, profile_key, texts


def shown(monkeypatch, study: Path, page: str = "time", profile: str = "onderzoeker-1", **link: str) -> AppTest:
    app = open_screen(monkeypatch, study, page, profile, "en", **link)
    assert not app.exception
    return app


def drawn(app: AppTest) -> dict | None:
    """What the page gave the cards to draw."""
    elements = [element.proto for element in app.get("bidi_component") if element.proto.component_name == "pps_time"]
    return json.loads(elements[0].json) if elements else None


def cards(app: AppTest) -> dict[str, dict]:
    return {card["key"]: card for group in drawn(app)["groups"] for card in group["cards"]}


@pytest.fixture
def begun(tmp_path):
    study = open_study(str(tmp_path / "study.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def path(begun) -> Path:
    return Path(begun.study.target)


@contextmanager
def writing(begun):
    with begun.study.writing(begun.user) as writer:
        yield writer


def test_the_demo_shows_its_two_moments_with_every_note_in_one_place(monkeypatch, demo_file):
    monkeypatch.setattr("canvas.screens.over_time.changes_by_block.NOTES_A_ROLE", 1000)
    app = shown(monkeypatch, demo_file, profile="evaluator-1")
    data = drawn(app)
    assert (data["words"]["then"], data["words"]["now"]) == ("Meting 1", "Meting 2")
    assert len(data["map"]) == 18
    assert len(cards(app)) == 18
    study = open_study(str(demo_file))
    with study.reading() as connection:
        standing = Counter(
            connection.execute(
                sa.text(
                    "SELECT wave.label FROM note JOIN wave ON wave.id = wave_id JOIN partnership p"
                    " ON p.id = partnership_id WHERE p.code = 'FV' AND NOT retired"
                )
            ).scalars()
        )
    study.close()
    rows = [row for card in cards(app).values() for row in card["roles"]]
    there = {name: sum(len(row[name]) for row in rows) for name in ("pairs", "then", "now")}
    assert there["pairs"] + there["then"] == standing["Meting 1"]
    assert there["pairs"] + there["now"] == standing["Meting 2"]


def test_the_rule_is_said_on_the_screen(monkeypatch, demo_file):
    screen_texts = texts(shown(monkeypatch, demo_file, profile="evaluator-1"))
    assert "come from different interviews" in screen_texts
    assert "at least 4 of 10 words are the same" in screen_texts
    assert "what was noted at Meting 1 and at Meting 2" in screen_texts


def test_a_note_stays_changes_comes_and_goes_beside_who_was_heard_and_the_reason(monkeypatch, begun):
    build.answered(begun, "lesgeld is hoog\nwij betalen de boeken\nreizen kost een dag")
    later, _ = build.answered(begun, "Lesgeld is hoog.\nwij betalen de boeken niet\nbusje delen", wave=begun.later_wave)
    interview = build.interview(begun, begun.government, wave=begun.later_wave)
    capture.save(begun.study, begun.user, interview, "costs.main", "het valt mee")
    with writing(begun) as writer:
        matrix_summaries.save(
            writer, begun.partnership, begun.later_wave, "block", "costs", "Een <b>busje</b> kwam", since=begun.wave
        )
    app = shown(monkeypatch, path(begun), partnership="NT")
    costs = cards(app)["costs"]
    assert [(badge["short"][-1], badge["text"]) for badge in costs["badges"]] == [("+", "Government: heard now")]
    assert [(row["role"], row["text"]) for row in costs["heard"]] == [("government", "Not asked → Heard")]
    employer, government = costs["roles"]
    assert [(pair["before"]["tone"], pair["before"]["text"], pair["after"]["text"]) for pair in employer["pairs"]] == [
        ("stays", "lesgeld is hoog", "Lesgeld is hoog."),
        ("changed", "wij betalen de boeken", "wij betalen de boeken niet"),
    ]
    assert [note["text"] for note in employer["then"]] == ["reizen kost een dag"]
    assert [note["text"] for note in employer["now"]] == ["busje delen"]
    assert government["thenSaid"] == "Not asked"
    assert costs["reason"]["text"] == "Een <b>busje</b> kwam"
    assert costs["reason"]["by"].startswith("onderzoeker-1")
    assert cards(app)["funding"]["calm"] == "Not asked at either moment"
    assert later


def changes(app: AppTest) -> dict[str, list[str]]:
    """By the title of a part, the sentences in it."""
    (element,) = [row.proto for row in app.get("bidi_component") if row.proto.component_name == "pps_findings"]
    return {part["title"]: [row["sentence"] for row in part["rows"]] for part in json.loads(element.json)["parts"]}


def test_what_changed_in_points_is_said_before_the_blocks(monkeypatch, begun):
    build.answered(begun, "a b c")
    build.answered(begun, "a b c", wave=begun.later_wave)
    with writing(begun) as writer:
        points.add(writer, "financing", "Leren kost geld", ["employer"], begun.partnership, begun.wave)
        points.add(
            writer, "financing", "Leren kost geld", ["employer", "government"], begun.partnership, begun.later_wave
        )
    app = shown(monkeypatch, path(begun), partnership="NT")
    assert changes(app)["Points"] == ["“Leren kost geld”: now also Government."]
    assert "From Meting 1 to Meting 2: 1 point was changed." in texts(app)
    assert "Heard at Meting 1: 1 person, at Meting 2: 1 person; 1 of them both times." in texts(app)


def test_a_role_heard_before_and_not_now_is_a_row_of_its_own(monkeypatch, begun):
    build.answered(begun, "a b c")
    interview = build.interview(begun, begun.government)
    capture.save(begun.study, begun.user, interview, "costs.main", "het valt mee")
    build.answered(begun, "a b c", wave=begun.later_wave)
    app = shown(monkeypatch, path(begun), partnership="NT")
    assert changes(app)["Roles"] == ["Government: heard at Meting 1, not asked now."]
    assert [badge["text"] for badge in cards(app)["costs"]["badges"]] == ["Government: not asked again"]


def test_the_demo_says_what_changed_in_every_part(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, profile="evaluator-1")
    parts = changes(app)
    assert list(parts) == ["Points", "Ratings and factors", "Partners", "Roles"]
    # data/demo/fictief.toml: fv-service left on 2025-11-01
    assert any("left on 1 Nov 2025" in sentence for sentence in parts["Partners"])
    assert not any("{" in sentence for sentences in parts.values() for sentence in sentences)


def test_a_role_taken_away_still_shows_its_notes_and_a_renamed_one_is_the_same(monkeypatch, begun):
    with writing(begun) as writer:
        key = study_settings.add_own_role(writer, "Vakbonden", "Unions", True)
        union = respondents.add(writer, begun.partnership, "NT-V1", key)
    for wave, text in ((begun.wave, "het loon is laag"), (begun.later_wave, "het loon is nog laag")):
        interview = build.interview(begun, union, wave=wave)
        capture.save(begun.study, begun.user, interview, "costs.main", text)

    def own(roles: list[dict]) -> AppTest:
        with writing(begun) as writer:
            writer.execute(study_table.update().values(own_roles=json.dumps(roles)))
        return shown(monkeypatch, path(begun), partnership="NT")

    app = own([{"key": key, "label_nl": "Bonden", "label_en": "Labour unions", "in_table": True}])
    assert drawn(app)["palette"][key]["label"] == "Labour unions"
    assert [row["role"] for row in cards(app)["costs"]["roles"]] == [key]
    assert len(cards(app)["costs"]["roles"][0]["pairs"]) == 1
    app = own([])
    assert drawn(app)["palette"][key] | {"colour": ""} == {
        "letter": "U",
        "label": "unions (no longer a role)",
        "colour": "",
        "plain": True,
    }
    assert len(cards(app)["costs"]["roles"][0]["pairs"]) == 1


def test_a_study_without_partnership_says_so(monkeypatch, tmp_path):
    study = open_study(str(tmp_path / "study.sqlite"), create=True)
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "onderzoeker-1", "researcher")
        study_settings.begin(writer, "Leeg", "nl")
    study.close()
    assert "There is no partnership yet" in texts(shown(monkeypatch, tmp_path / "study.sqlite"))


@pytest.mark.parametrize("view", ["changes", "blocks", "factors"])
def test_one_moment_only_is_no_fault(monkeypatch, demo_file, view):
    app = shown(monkeypatch, demo_file, profile="evaluator-1", partnership="NT")
    app.session_state["time_view"] = view
    app.run()
    assert not app.exception
    assert drawn(app) is None
    expected = {
        "changes": "Only one moment so far: Publicatie",
        "blocks": "Nobody rated a block yet",
        "factors": "Nobody rated a factor yet",
    }
    assert expected[view] in texts(app)
    assert [box.label for box in app.selectbox] == ["Partnership"]


def test_a_moment_without_notes_is_not_taken_for_a_canvas_that_emptied(monkeypatch, begun):
    build.answered(begun, "lesgeld is hoog")
    app = shown(monkeypatch, path(begun), partnership="NT")
    assert drawn(app) is None
    assert "Meting 2 has no notes yet" in texts(app)
    assert "what nobody was asked is not gone" in texts(app)


def test_only_moments_of_the_partnership_itself_can_be_chosen(monkeypatch, begun):
    with writing(begun) as writer:
        moments.add_wave(writer, "Meting 3")
        other = partnerships.add(writer, "Andere", "AN", "Flevoland", 2024)
        moments.put_moment(writer, other, begun.later_wave)
    app = shown(monkeypatch, path(begun), partnership="NT")
    boxes = {box.label: box.options for box in app.selectbox if box.label in ("Then", "Now")}
    assert boxes == {"Then": ["Meting 1"], "Now": ["Meting 2"]}
    app = shown(monkeypatch, path(begun), partnership="AN")
    assert "Only one moment so far: Meting 2" in texts(app)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({"partnership": "XX"}, "“XX” is not in this study."),
        ({"partnership": "NT", "moment": "9"}, "“9” is not in"),
        ({"partnership": "NT", "since": "x", "moment": "2"}, "“x” is not in this study."),
    ],
)
def test_a_link_to_what_is_not_there_is_said(monkeypatch, begun, link, expected):
    build.answered(begun, "lesgeld is hoog")
    assert expected in texts(shown(monkeypatch, path(begun), **link))


def some(*positions: int) -> list[dict]:
    return [{"position": place} for place in positions]


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        (None, (4, 7)),
        ((1, 4), (1, 4)),
        ((1, None), (1, 7)),
        ((None, 4), (1, 4)),
        ((None, 1), (1, 4)),
        ((9, 9), (4, 7)),
        ((7, 1), (1, 7)),
        ((4, 4), (1, 4)),
    ],
)
def test_the_last_two_moments_are_compared_unless_others_are_named(positions, expected):
    chosen = pair(some(1, 4, 7), positions)
    assert (chosen.since["position"], chosen.until["position"]) == expected
    assert not pair(some(3), positions).several


@pytest.mark.parametrize("view", ["blocks", "factors"])
def test_ratings_over_all_moments_carry_their_figures_in_a_table(monkeypatch, demo_file, view):
    app = shown(monkeypatch, demo_file, profile="evaluator-1")
    app.session_state["time_view"] = view
    app.session_state[f"time_{view}_table"] = True  # it is folded up at first
    app.run()
    assert not app.exception
    elements = [
        element.proto for element in app.get("bidi_component") if element.proto.component_name == "pps_heat_table"
    ]
    table = json.loads(elements[-1].json)
    assert [column["label"] for column in table["columns"]] == [*"12345", "don't know", "n", "middle"]
    rows = [row for group in table["groups"] for row in group["rows"]]
    assert len(rows) > 40
    assert {row["key"].split("|")[2] for row in rows} == {"2", "3"}
    for row in rows:
        counts = [cell["value"] for cell in row["cells"]]
        assert sum(counts[:5]) == counts[6]
        assert (counts[7] in ("", "Not asked", "No rating")) == (counts[6] < 3)  # no middle below three voices
    if view == "factors":
        assert len(table["groups"]) == len(method.factors())


def _plan() -> None:
    """The drawer that plans, on a page of its own: AppTest closes a drawer with every run."""
    from canvas.store import interviews, moments
    from canvas.ui.interviews import plan_next_wave
    from canvas.ui.page import open_page

    page = open_page()
    with page.study.reading() as connection:
        moment_rows = [row for row in moments.moments(connection) if row["code"] == "NT"]
        interview_rows = interviews.per_wave(connection, moment_rows[0]["partnership_id"])
    with_interviews = [row for row in moment_rows if row["wave_id"] in interview_rows]
    plan_next_wave._body(page, with_interviews, (moment_rows[0]["wave_id"], moment_rows[1]["wave_id"]), "plan")


def _reason() -> None:
    """The drawer of the block of costs, likewise."""
    from canvas.analysis.over_time import blocks_compared
    from canvas.screens.over_time import change_reason
    from canvas.screens.over_time.moment_pair import pair
    from canvas.store import moments
    from canvas.store.overview import two_moments
    from canvas.ui.page import open_page

    page = open_page()
    with page.study.reading() as connection:
        chosen = pair([row for row in moments.moments(connection) if row["code"] == "NT"], None)
        waves = [chosen.since["wave_id"], chosen.until["wave_id"]]
        note_rows = two_moments.notes_at_waves(connection, chosen.partnership_id, waves)
    compared = blocks_compared(note_rows, [], [], *waves, ["costs"], list(page.roles))["costs"]
    ids = [row[when]["id"] for row in compared["notes"] for when in ("before", "after") if row[when]]
    change_reason._show(page, chosen, "costs", compared, ids, "reason")


def opened(monkeypatch, begun, script) -> AppTest:
    monkeypatch.setenv("PPS_STUDY", begun.study.target)
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: "en")  # AppTest also names options outside the session
    monkeypatch.setattr("streamlit.switch_page", lambda *_to, **_more: None)
    monkeypatch.setattr("streamlit.rerun", lambda **_scope: None)
    monkeypatch.setattr("streamlit.page_link", lambda *_to, **_more: None)
    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["language"] = "en"
    app.session_state[profile_key(path(begun))] = begun.user
    app.run()
    assert not app.exception
    return app


def pressed(app: AppTest, label: str) -> AppTest:
    next(button_ for button_ in app.button if button_.label == label).click().run()
    assert not app.exception
    return app


def planned(begun) -> list[list[str]]:
    with begun.study.reading() as connection:
        interview_rows = interviews.of_moment(connection, begun.partnership, begun.later_wave)
    assert not any(row["started_at"] for row in interview_rows)
    return [row["codes"] for row in interview_rows]


def test_the_next_interviews_are_planned_from_the_last_and_not_twice(monkeypatch, begun):
    build.interview(begun, begun.employer)
    build.interview(begun, begun.government)
    app = opened(monkeypatch, begun, _plan)
    assert [(" · ".join(box.label.split(" · ")[:2]), box.value) for box in app.checkbox] == [
        ("NT-B1 · Employers", True),
        ("NT-G1 · Government", True),
    ]
    app.checkbox[1].uncheck().run()
    pressed(app, "Plan 1 interview")
    assert planned(begun) == [["NT-B1"]]
    app = opened(monkeypatch, begun, _plan)
    assert [(box.disabled, "planned already" in box.label) for box in app.checkbox] == [(False, False), (True, True)]
    other_tab = opened(monkeypatch, begun, _plan)
    pressed(app, "Plan 1 interview")
    pressed(other_tab, "Plan 1 interview")
    assert planned(begun) == [["NT-B1"], ["NT-G1"]]


def test_a_new_moment_asks_for_its_name_phase_and_first_day(monkeypatch, begun):
    build.interview(begun, begun.employer)
    app = opened(monkeypatch, begun, _plan)
    next(box for box in app.selectbox if box.label == "For").set_value("new").run()
    pressed(app, "Plan 1 interview")
    assert "Moment" in texts(app)
    assert "this is still empty" in texts(app)
    next(box for box in app.text_input if box.label == "Name of the new moment").set_value("Meting 3").run()
    next(box for box in app.selectbox if box.label == "Phase").set_value("evaluation").run()
    pressed(app, "Plan 1 interview")
    with begun.study.reading() as connection:
        (row,) = [
            moment_row
            for moment_row in moments.moments(connection, begun.partnership)
            if moment_row["label"] == "Meting 3"
        ]
        assert row["phase"] == "evaluation"
        assert len(interviews.of_moment(connection, begun.partnership, row["wave_id"])) == 1


@pytest.mark.parametrize(
    ("held_at", "moment", "expected"),
    [
        (["wave"], "2", "Plan the interviews of Meting 2 as at Meting 1"),
        (["wave"], "1", "Plan the next interviews as at Meting 1"),
        (["wave", "later_wave"], "2", "Plan the next interviews as at Meting 2"),
        (["later_wave"], "1", "Plan the next interviews as at Meting 2"),
        ([], "1", None),
    ],
)
def test_the_button_says_what_it_plans(monkeypatch, begun, held_at, moment, expected):
    for wave in held_at:
        build.interview(begun, wave=getattr(begun, wave))
    app = shown(monkeypatch, path(begun), "interview", partnership="NT", moment=moment)
    assert [button_.label for button_ in app.button if button_.key == "interview_plan_again"] == (
        [expected] if expected else []
    )


def reason_of(begun) -> dict:
    with begun.study.reading() as connection:
        pairs = [(begun.partnership, begun.later_wave)]
        reasons = matrix_summaries.of_moments(connection, pairs, "block", begun.wave)
    return reasons.get((*pairs[0], "costs"), {})


def test_a_reason_is_kept_with_the_notes_it_rests_on_and_who_gave_it(monkeypatch, begun):
    build.answered(begun, "reizen kost een dag")
    _, (new,) = build.answered(begun, "busje delen", wave=begun.later_wave)
    app = opened(monkeypatch, begun, _reason)
    app.text_area[0].set_value("De gemeente betaalt een busje").run()
    assert "Not saved yet." in texts(app)
    app.checkbox[0].check().run()  # the first is of what is new
    pressed(app, "Save reason")
    row = reason_of(begun)
    assert (row["text"], row["by"], row["revision"], row["notes"]) == (
        "De gemeente betaalt een busje",
        "onderzoeker-1",
        1,
        [new["id"]],
    )


def test_a_reason_that_another_gave_meanwhile_is_met_and_both_are_kept(monkeypatch, begun):
    build.answered(begun, "reizen kost een dag")
    build.answered(begun, "busje delen", wave=begun.later_wave)
    app = opened(monkeypatch, begun, _reason)
    app.text_area[0].set_value("Mijn reden").run()
    with begun.study.writing(begun.other_user) as writer:
        matrix_summaries.save(
            writer, begun.partnership, begun.later_wave, "block", "costs", "Hun reden", since=begun.wave
        )
    pressed(app, "Save reason")
    assert "onderzoeker-2 changed the same meanwhile" in texts(app)
    assert "Yours:</b> Mijn reden" in texts(app)
    assert "Stands now:</b> Hun reden" in texts(app)
    assert app.text_area[0].value == "Mijn reden"
    assert reason_of(begun)["text"] == "Hun reden"
    pressed(app, "Keep mine")
    assert reason_of(begun)["text"] == "Mijn reden"
    with begun.study.reading() as connection:
        assert [row["text"] for row in matrix_summaries.versions(connection, reason_of(begun)["id"])] == [
            "Mijn reden",
            "Hun reden",
        ]


def test_who_may_only_read_is_offered_no_planning(monkeypatch, begun):
    build.interview(begun, begun.employer)
    monkeypatch.setattr("canvas.store.study.Study.read_only", property(lambda _self: True))
    app = shown(monkeypatch, path(begun), partnership="NT")
    assert [button_ for button_ in app.button if button_.key == "time_plan"] == []
