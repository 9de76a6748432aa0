"""The framework matrix, the cases and the table for QCA on screen: what they show, and what their cells open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from canvas.capture import answers as capture
from canvas.screens.compare import case_block, case_comparison, framework_matrix, qca_table
from canvas.store import Study, moments, open_study
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.themes import codings, themes
from tests import build
from tests.pages.screens import open_screen, profile_key, texts
from tests.pages.test_compare import add_note, small


def shown(monkeypatch, study: Path, view: str, language: str = "en", **link: str) -> AppTest:
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: language)  # AppTest also names options outside the session
    app = open_screen(monkeypatch, study, "compare", "evaluator-1", language, view=view, **link)
    assert not app.exception
    return app


def tables(app: AppTest) -> list[dict]:
    drawn = [element.proto for element in app.get("bidi_component") if element.proto.component_name == "pps_heat_table"]
    return [json.loads(element.json) for element in drawn]


def rows(drawn: dict) -> dict[str, list[dict]]:
    all_rows = drawn.get("rows") or [row for group in drawn["groups"] for row in group["rows"]]
    return {row["key"]: row["cells"] for row in all_rows}


# ---------------------------------------------------------------- the framework matrix


def test_the_matrix_holds_the_summaries_and_says_how_many_notes_wait(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, "framework", moments="NT-1,FV-2,FV-3")
    (drawn,) = tables(app)
    assert len(drawn["columns"]) == 18
    at = [column["key"] for column in drawn["columns"]].index("costs")
    cells = {key: row[at] for key, row in rows(drawn).items()}
    assert cells["FV-2"]["text"].startswith("De uren voor begeleiding")
    assert cells["FV-2"]["sub"] == "Rests on 7 notes."
    assert cells["NT-1"] == {"sub": "1 note waits for a summary", "said": "1 note waits for a summary", "opens": True}
    assert "5 cells written" in texts(app)
    assert "cells with notes wait" in texts(app)


@pytest.mark.parametrize(("axis", "columns"), [("question", 4), ("theme", 7)])
def test_the_columns_may_be_the_questions_or_the_themes(monkeypatch, demo_file, axis, columns):
    (drawn,) = tables(shown(monkeypatch, demo_file, "framework", axis=axis, moments="FV-3"))
    assert len(drawn["columns"]) == columns
    first = next(cell["text"] for cell in rows(drawn)["FV-3"] if "text" in cell)
    assert first.startswith({"question": "De leden dragen", "theme": "Gehoord worden hangt samen"}[axis])


def test_the_columns_may_be_the_blocks_of_one_question(monkeypatch, demo_file):
    (drawn,) = tables(shown(monkeypatch, demo_file, "framework", part="financing", moments="FV-3"))
    assert [column["key"] for column in drawn["columns"]] == [
        "costs",
        "revenues",
        "surplus",
        "funding",
        "financial_support",
    ]


def test_without_themes_the_matrix_and_the_table_for_qca_say_how_to_get_them(monkeypatch, tmp_path):
    path = small(tmp_path / "s.sqlite", fictional=[False])
    add_note(path, "duur")
    for view in ("framework", "qca"):
        app = shown(monkeypatch, path, view, axis="theme")
        assert "There are no themes yet" in texts(app)
        assert not tables(app)


def test_long_names_and_tags_in_summaries_stay_words(monkeypatch, tmp_path):
    path = small(tmp_path / "s.sqlite", fictional=[False], named="N" * 190 + "<b>")
    add_note(path, "duur")
    study = open_study(str(path))
    with study.reading() as connection:
        (row,) = notes.with_sources(connection)
    with study.writing(_user(study)) as writer:
        matrix_summaries.save(writer, row["partnership_id"], row["wave_id"], "block", "costs", "<b>" + "x" * 5000)
    study.close()
    (drawn,) = tables(shown(monkeypatch, path, "framework"))
    (cells,) = rows(drawn).values()
    (cell,) = [cell for cell in cells if "text" in cell]
    assert cell["text"].startswith("<b>xxx")
    assert len(cell["text"]) < 500


def _user(study: Study) -> str:
    with study.reading() as connection:
        return connection.exec_driver_sql('SELECT id FROM "user"').scalar()


def test_a_summary_of_a_theme_no_longer_in_use_is_not_lost(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        id_by_name = {row["name"]: row["id"] for row in themes.tree(connection)}
    with study.writing(_user(study)) as writer:
        themes.merge(writer, id_by_name["Gehoord worden"], id_by_name["Vertrouwen"])
    study.close()
    app = shown(monkeypatch, demo_file, "framework", axis="theme", moments="FV-3")
    assert "merged into Vertrouwen" in texts(app)
    assert "Gehoord worden hangt samen" in texts(app)


@pytest.mark.parametrize("opened", ["FV-9|costs", "FV-3|nothing", "", "|"])
def test_a_cell_that_is_no_longer_there_opens_nothing(monkeypatch, demo_file, opened):
    monkeypatch.setattr(framework_matrix, "words_table", lambda _key, _data: opened)
    assert not shown(monkeypatch, demo_file, "framework", moments="FV-3").get("dialog")


def test_a_cell_opens_its_summary_with_all_its_notes(monkeypatch, demo_file):
    monkeypatch.setattr(framework_matrix, "words_table", lambda _key, _data: "FV-3|costs")
    app = shown(monkeypatch, demo_file, "framework", moments="FV-3")
    (dialog,) = app.get("dialog")
    assert dialog.proto.dialog.title == "Costs"
    assert app.text_area[0].value.startswith("Er is nu een vergoeding")
    assert sum(box.value for box in app.checkbox) == 6
    assert len(app.checkbox) == texts(app).count('class="pps-note"')


# ---------------------------------------------------------------- writing a summary


def _summary() -> None:
    import streamlit as st

    from canvas.screens.compare.framework_matrix import summary_cell
    from canvas.screens.compare.summary_drawer import open_summary
    from canvas.store import moments
    from canvas.ui.page import open_page

    page = open_page()
    with page.study.reading() as connection:
        first = moments.moments(connection)[0]
    if st.button("open"):
        open_summary(page, summary_cell(page, first, "block", "costs", "Costs"), lambda: None)


@pytest.fixture
def begun(tmp_path: Path):
    """A study under way, in a file."""
    study = open_study(str(tmp_path / "own.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def _drawn(monkeypatch, begun: build.Begun) -> AppTest:
    monkeypatch.setenv("PPS_STUDY", begun.study.target)
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: "en")  # AppTest also names options outside the session
    whole = streamlit.rerun
    monkeypatch.setattr("streamlit.rerun", lambda **_values: whole())  # AppTest runs no drawer by itself
    app = AppTest.from_function(_summary, default_timeout=30)
    app.session_state["language"] = "en"
    app.session_state[profile_key(Path(begun.study.target))] = begun.user
    return _press(app.run(), "open")


def _press(app: AppTest, label: str) -> AppTest:
    app = next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def _save(app: AppTest, label: str = "Save summary") -> AppTest:
    """Press a button of the drawer: a dialog's button needs its opener clicked in the same run."""
    next(button for button in app.button if button.label == "open").click()
    return _press(app, label)


def _stands(begun: build.Begun) -> dict:
    with begun.study.reading() as connection:
        pairs = [(begun.partnership, begun.wave)]
        return matrix_summaries.of_moments(connection, pairs, "block").get((*pairs[0], "costs"), {})


def _put(begun: build.Begun, text: str, *note_ids: str) -> None:
    with begun.study.writing(begun.other_user) as writer:
        matrix_summaries.save(writer, begun.partnership, begun.wave, "block", "costs", text, note_ids)


def test_a_summary_is_written_on_the_notes_that_are_ticked(monkeypatch, begun):
    _, (_first, two) = build.answered(begun, "lesgeld\nreizen")
    app = _drawn(monkeypatch, begun)
    assert app.text_area[0].value == ""
    assert "Rests on no note yet." in texts(app)
    app.text_area[0].set_value("Leren kost geld")
    app.checkbox[1].check()
    app = _save(app)
    assert (_stands(begun)["text"], _stands(begun)["notes"]) == ("Leren kost geld", [two["id"]])
    app = _press(app, "open")
    assert app.text_area[0].value == "Leren kost geld"
    assert "Not saved yet." not in texts(app)
    assert [box.value for box in app.checkbox] == [False, True]


def test_what_is_typed_and_ticked_is_there_again_until_it_is_cancelled(monkeypatch, begun):
    build.answered(begun, "lesgeld")
    app = _drawn(monkeypatch, begun)
    app.text_area[0].set_value("Half een zin")
    app.checkbox[0].check()
    app = _press(app.run(), "open")
    assert app.text_area[0].value == "Half een zin"
    assert app.checkbox[0].value
    assert "Not saved yet." in texts(app)
    app = _save(app, "Cancel")
    assert app.text_area[0].value == ""
    assert not app.checkbox[0].value
    assert _stands(begun) == {}


def test_an_empty_summary_is_refused_and_a_standing_one_can_be_taken_away(monkeypatch, begun):
    app = _save(_drawn(monkeypatch, begun))
    assert "this is still empty." in texts(app)
    assert _stands(begun) == {}
    _put(begun, "duur")
    app = _press(app, "open")
    app = _save(app, "Take the summary away")
    assert _stands(begun) == {}
    app = _press(app, "open")
    assert [toggle.label for toggle in app.toggle] == ["Show the history"]  # what it said is still there


def test_what_another_wrote_meanwhile_is_shown_and_ones_own_words_stay(monkeypatch, begun):
    build.answered(begun, "lesgeld")
    app = _drawn(monkeypatch, begun)
    app.text_area[0].set_value("van mij")
    _put(begun, "van een ander")
    app = _save(app)
    assert "Stands now:</b> van een ander" in texts(app)
    assert app.text_area[0].value == "van mij"
    assert _stands(begun)["text"] == "van een ander"
    app = _save(app, "Keep mine")
    assert (_stands(begun)["text"], _stands(begun)["revision"]) == ("van mij", 2)


def test_a_summary_whose_notes_changed_says_so_until_it_is_saved_again(monkeypatch, begun):
    interview, (first, two) = build.answered(begun, "lesgeld\nreizen")
    _put(begun, "duur", first["id"], two["id"])
    capture.save(begun.study, begun.user, interview, "costs.main", "lesgeld en boeken")
    app = _drawn(monkeypatch, begun)
    screen_texts = texts(app)
    assert "Needs another look" in screen_texts
    assert "No longer in this cell" in screen_texts
    assert "The note was taken away" in screen_texts
    app = _press(_save(app), "open")
    assert "Needs another look" not in texts(app)
    assert _stands(begun)["revision"] == 2


def test_a_study_that_can_only_be_read_shows_summaries_without_a_form(monkeypatch, begun):
    _, (first,) = build.answered(begun, "lesgeld")
    _put(begun, "duur <b>!</b>", first["id"])
    monkeypatch.setattr(Study, "read_only", property(lambda _: True))
    app = _drawn(monkeypatch, begun)
    assert "duur &lt;b&gt;!&lt;/b&gt;" in texts(app)
    assert not app.text_area
    assert not app.checkbox


# ---------------------------------------------------------------- all partnerships of a moment


@pytest.fixture
def national(tmp_path: Path) -> Path:
    """A study of 60 partnerships with a note each at the second moment, names of 190 characters, and one theme."""
    path = small(tmp_path / "s.sqlite", fictional=[False] * 60, named="N" * 190)
    study = open_study(str(path))
    with study.reading() as connection:
        second = [row for row in moments.moments(connection) if row["position"] == 2]
    with study.writing(_user(study)) as writer:
        theme = themes.add(writer, "T" * 190)
        made = [
            notes.add(
                writer,
                partnership_id=row["partnership_id"],
                wave_id=row["wave_id"],
                role="employer",
                block="costs",
                text="duur",
                origin="session",
                position=0,
            )
            for row in second
        ]
        codings.assign(writer, theme, made[:59])
    study.close()
    return path


def test_fifty_stand_on_a_page_and_the_file_holds_them_all(monkeypatch, national):
    download = {}
    monkeypatch.setattr(
        "canvas.screens.compare.qca_table.table_csv", lambda rows, _moments, *_: download.update(n=len(rows)) or b""
    )
    real = streamlit.download_button

    def pressed(label, data, *args, **more):
        data()  # as the button is pressed
        return real(label, b"", *args, **more)

    monkeypatch.setattr("streamlit.download_button", pressed)
    app = shown(monkeypatch, national, "qca", scope="whole", wave="2")
    (drawn,) = tables(app)
    assert len(rows(drawn)) == 50
    assert download["n"] == 60
    assert "60 partnerships" in texts(app)


def test_the_next_page_of_the_matrix_holds_the_rest(monkeypatch, national):
    app = shown(monkeypatch, national, "framework", scope="whole", wave="2", part="financing")
    assert len(tables(app)[0]["rows"]) == 50
    next(button for button in app.button if button.label == "Next").click().run()
    assert len(tables(app)[0]["rows"]) == 10
    assert not app.exception


# ---------------------------------------------------------------- two or three cases


def test_cases_stand_side_by_side_with_what_is_said_of_each_block(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, "cases", moments="NT-1,FV-2,FV-3", cases="FV-2,FV-3", compared="governance")
    verdicts, detail = tables(app)
    assert [column["key"] for column in verdicts["columns"]] == ["FV-2", "FV-3", "heard", "themes", "ratings"]
    assert len(rows(verdicts)) == 18
    assert [cell["text"] for cell in rows(verdicts)["governance"][2:]] == ["Same", "Not known", "Too few voices"]
    assert {key.partition(":")[0] for key in rows(detail)} == {"heard", "theme", "rated"}
    assert "The summaries of this block in the framework matrix." in texts(app)
    assert "De stichting geeft duidelijkheid" in texts(app)
    assert "Iedereen kent elkaar" in texts(app)


def test_with_one_moment_there_is_nothing_to_compare(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, "cases", moments="NT-1")
    assert "Choose two or three moments" in texts(app)
    assert not tables(app)


def test_a_case_in_the_link_that_is_not_there_is_passed_over(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, "cases", moments="NT-1,FV-2,FV-3", cases="XX-1,NT-1,FV-3")
    assert [column["key"] for column in tables(app)[0]["columns"]][:2] == ["NT-1", "FV-3"]


@pytest.mark.parametrize(
    ("opened", "title"),
    [("heard:employer|FV-3", "Governance"), ("rated:employer|FV-3", "Governance")],
)
def test_what_a_case_rests_on_opens(monkeypatch, demo_file, opened, title):
    monkeypatch.setattr(case_block, "heat_table", lambda _key, _data: opened)
    app = shown(monkeypatch, demo_file, "cases", moments="NT-1,FV-3", cases="NT-1,FV-3", compared="governance")
    (dialog,) = app.get("dialog")
    assert title in dialog.proto.dialog.title
    assert 'class="pps-note"' in texts(app)


def test_a_silence_opens_who_was_asked(monkeypatch, demo_file):
    monkeypatch.setattr(case_block, "heat_table", lambda _key, _data: "heard:employer|FV-2")
    app = shown(monkeypatch, demo_file, "cases", moments="FV-2,FV-3", cases="FV-2,FV-3", compared="surplus")
    (dialog,) = app.get("dialog")
    assert dialog.proto.dialog.title == "Surplus"
    assert "Asked in interviews" in texts(app)


def test_a_block_that_is_opened_is_shown_below(monkeypatch, demo_file):
    monkeypatch.setattr(case_comparison, "heat_table", lambda _key, _data: "surplus|heard")
    app = shown(monkeypatch, demo_file, "cases", moments="NT-1,FV-3", cases="NT-1,FV-3")
    assert app.query_params["compared"] == "surplus"
    assert ">Surplus<" in texts(app)


# ---------------------------------------------------------------- themes as 0/1


def test_each_case_says_of_each_theme_whether_it_is_there_by_the_rule(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, "qca", moments="NT-1,FV-2,FV-3", least="10")
    (drawn,) = tables(app)
    names = [column["label"] for column in drawn["columns"]]
    values = dict(zip(names, [cell["text"] for cell in rows(drawn)["FV-3"]], strict=True))
    (counts,) = tables(shown(monkeypatch, demo_file, "qca", moments="NT-1,FV-2,FV-3", least="10", shows="counts"))
    counted = dict(zip(names, [int(cell["text"]) for cell in rows(counts)["FV-3"]], strict=True))
    assert values == {name: str(int(counted[name] >= 10)) for name in names}
    assert set(values.values()) == {"0", "1"}
    assert {cell["text"] for cell in rows(drawn)["NT-1"]} == {"–"}  # no note of it carries a theme
    assert "1: the theme is on at least 10 notes of the moment" in texts(app)
    assert "2 moments have no note with a theme" in texts(app)


def test_the_themes_may_stand_in_the_rows(monkeypatch, demo_file):
    (drawn,) = tables(shown(monkeypatch, demo_file, "qca", moments="NT-1,FV-3", down="themes"))
    assert [column["key"] for column in drawn["columns"]] == ["NT-1", "FV-3"]
    assert len(rows(drawn)) == 7


@pytest.mark.parametrize("turned", [False, True])
def test_a_figure_opens_its_notes_with_the_rule(monkeypatch, demo_file, turned):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        theme = next(row["id"] for row in themes.tree(connection) if row["name"] == "Het zomergat")
        carried = notes.with_sources(connection, theme_id=theme)
    study.close()
    opened = f"{theme}|FV-3" if turned else f"FV-3|{theme}"
    monkeypatch.setattr(qca_table, "heat_table", lambda _key, _data: opened)
    app = shown(monkeypatch, demo_file, "qca", moments="FV-3", down="themes" if turned else "cases", least="3")
    (dialog,) = app.get("dialog")
    assert dialog.proto.dialog.title == "Het zomergat"
    screen_texts = texts(app)
    assert screen_texts.count('class="pps-note"') == len(carried)
    assert "1, by" in screen_texts
    assert "at least 3 notes" in screen_texts


def test_a_theme_that_is_retired_is_left_out_until_it_is_asked_for(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        theme = next(row["id"] for row in themes.tree(connection) if row["name"] == "Het zomergat")
        user = _user(study)
    with study.writing(user) as writer:
        themes.retire(writer, theme)
    study.close()
    app = shown(monkeypatch, demo_file, "qca", moments="FV-3")
    assert theme not in [column["key"] for column in tables(app)[0]["columns"]]
    next(box for box in app.checkbox if box.label == "Also themes no longer in use").check().run()
    (column,) = [column for column in tables(app)[0]["columns"] if column["key"] == theme]
    assert column["sub"] == "no longer in use"


def test_a_theme_may_take_in_those_under_it(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        id_by_name = {row["name"]: row["id"] for row in themes.tree(connection)}
        whole = notes.with_sources(connection, theme_ids=[id_by_name["Vertrouwen"], id_by_name["Gehoord worden"]])
    study.close()
    app = shown(monkeypatch, demo_file, "qca", moments="FV-3", shows="counts")
    before = rows(tables(app)[0])["FV-3"][0]["text"]
    next(box for box in app.checkbox if box.label == "A theme takes in those under it").check().run()
    assert int(before) < int(rows(tables(app)[0])["FV-3"][0]["text"]) == len(whole)
    assert "A theme takes in the themes under it" in texts(app)


def test_a_coding_taken_off_is_a_one_no_more(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        theme = next(row["id"] for row in themes.tree(connection) if row["name"] == "Het zomergat")
        carried = [row["id"] for row in notes.with_sources(connection, theme_id=theme)]
    with study.writing(_user(study)) as writer:
        codings.unassign(writer, theme, carried)
    study.close()
    (drawn,) = tables(shown(monkeypatch, demo_file, "qca", moments="FV-3"))
    at = [column["key"] for column in drawn["columns"]].index(theme)
    assert rows(drawn)["FV-3"][at]["text"] == "0"
    assert not rows(drawn)["FV-3"][at]["opens"]
