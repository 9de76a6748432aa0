"""The comparison: what stands side by side, what each view shows of it, and what a figure opens."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from canvas.screens.compare import reading_matrix
from canvas.screens.compare.heatmap import heatmap_view
from canvas.store import moments, open_study, partnerships, study_settings, users
from canvas.store.database.schema import partnership
from canvas.store.notes import notes
from canvas.ui.component_files import asset, script
from canvas.ui.figures import figure as ui_figure
from tests.pages.screens import open_screen, texts, ways_on

REAL = ["NT-1", "SP-1", "TM-1", "TT-1"]


def shown(monkeypatch, study: Path, **link: str) -> AppTest:
    app = open_screen(monkeypatch, study, "compare", "evaluator-1", "en", **link)
    assert not app.exception
    return app


def table(app: AppTest) -> dict:
    """What the page gave the table to draw."""
    tables_drawn = [
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if element.proto.component_name == "pps_heat_table"
    ]
    tables_drawn = [
        drawn_table for drawn_table in tables_drawn if drawn_table["words"].get("blocks") != "Blocks covered"
    ]
    assert len(tables_drawn) == 1
    return tables_drawn[0]


def columns(app: AppTest) -> list[str]:
    return [column["key"] for column in table(app)["columns"]]


def rows(app: AppTest) -> list[str]:
    return [row["key"] for group in table(app)["groups"] for row in group["rows"]]


def cells(app: AppTest) -> dict[tuple[str, str], dict]:
    """The cells of a drawn table by row and column, totals under '*'."""
    drawn = table(app)
    rows = [row for group in drawn["groups"] for row in group["rows"]] + [drawn["total"]]
    keys = [column["key"] for column in drawn["columns"]]
    cell_by_place = {}
    for row in rows:
        cell_by_place |= {(row["key"], key): cell for key, cell in zip(keys, row["cells"], strict=True)}
        cell_by_place[row["key"], "*"] = row["total"]
    return cell_by_place


def counted(study: Path, code: str, label: str) -> dict[str, int]:
    """Notes per block of a moment, counted in plain SQL."""
    opened = open_study(str(study))
    with opened.reading() as connection:
        statement = sa.text(
            "SELECT note.block, count(*) FROM note JOIN partnership ON partnership.id = partnership_id"
            " JOIN wave ON wave.id = wave_id"
            " WHERE code = :code AND label = :label AND NOT retired GROUP BY note.block"
        )
        note_counts = dict(connection.execute(statement, {"code": code, "label": label}).all())
    opened.close()
    return note_counts


def small(path: Path, *, fictional: list[bool], named: str = "Samen") -> Path:
    """A study with a partnership per entry, each at two moments, without a single note."""
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        study_settings.begin(writer, "Klein", "nl")
        waves = [moments.add_wave(writer, label) for label in ("Meting 1", "Meting 2")]
        for place, is_fictional in enumerate(fictional):
            made = partnerships.add(writer, f"{named} {place}", f"S{place}", "Flevoland", 2024, "", is_fictional)
            for wave in waves:
                moments.put_moment(writer, made, wave)
    study.close()
    return path


def add_note(path: Path, text: str, role: str | None = "employer", block: str = "costs") -> None:
    """Put a note at the second moment of the first partnership."""
    study = open_study(str(path))
    with study.reading() as connection:
        at = next(row for row in moments.moments(connection) if row["position"] == 2)
        user = users.every(connection)[0]["id"]
    with study.writing(user) as writer:
        where = {
            "partnership_id": at["partnership_id"],
            "wave_id": at["wave_id"],
            "role": role,
            "block": block,
        }
        notes.add(writer, **where, text=text, origin="session", position=0)
    study.close()


def test_at_first_the_latest_moment_of_each_real_partnership_stands_there_and_the_link_says_so(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file)
    assert columns(app) == REAL
    assert app.query_params["moments"] == "NT-1,SP-1,TM-1,TT-1"
    assert "Fictional partnerships are left out" in texts(app)
    app.button(key="compare_add_fictional").click().run()
    assert app.query_params["moments"] == "NT-1,SP-1,TM-1,TT-1,FV-3"


def test_a_link_brings_moments_side_by_side_and_the_fictional_ones_say_that_they_are(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, moments="FV-3,NT-1")
    assert [(column["key"], column["chip"]) for column in table(app)["columns"]] == [
        ("NT-1", ""),
        ("FV-3", "Fictional"),
    ]
    assert "Fictional partnerships are left out" not in texts(app)


def test_an_unknown_moment_in_the_link_is_named_and_the_others_are_shown(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, moments="NT-1,<b>XX</b>-9,SP-7")
    assert columns(app) == ["NT-1"]
    assert "“&lt;b&gt;XX&lt;/b&gt;-9” is not in this study." in texts(app)
    assert "“SP-7” is not" in texts(app)
    app.run()
    assert "“SP-7” is not" in texts(app)  # it stays until something else is chosen
    app.multiselect[0].set_value(["TT-1"]).run()
    assert "is not in this study" not in texts(app)
    assert columns(app) == ["TT-1"]
    assert app.query_params["moments"] == "TT-1"


def test_a_link_with_unknown_moments_alone_leaves_what_usually_stands_there(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, moments="-,,NT-99999999999999999999")
    assert columns(app) == REAL
    assert texts(app).count('role="alert"') == 2


@pytest.mark.parametrize("name", ["view", "figure", "block"])
def test_an_unknown_view_or_block_in_the_link_is_named(monkeypatch, demo_file, name):
    link = {"block": {"view": "matrix"}}.get(name, {}) | {name: "nowhere"}
    app = shown(monkeypatch, demo_file, **link)
    assert "“nowhere” is not in this study." in texts(app)
    assert table(app)["columns"]


def test_choosing_nothing_asks_for_a_moment(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file)
    app.multiselect[0].set_value([]).run()
    assert not app.exception
    assert "No moment is chosen" in texts(app)


def test_the_choice_is_kept_while_other_screens_are_open(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file)
    app.multiselect[0].set_value(["SP-1", "TT-1"]).run()
    app.switch_page("pages/canvas.py").run()
    app.query_params.clear()
    app.switch_page("pages/compare.py").run()
    assert columns(app) == ["SP-1", "TT-1"]
    next(button for button in app.button if button.label == "Latest moment of each").click().run()
    assert columns(app) == REAL


def test_the_heatmap_counts_the_notes_of_each_block_and_moment(monkeypatch, demo_file):
    drawn = cells(shown(monkeypatch, demo_file, moments="NT-1,FV-2"))
    expected = {"NT-1": counted(demo_file, "NT", "Publicatie"), "FV-2": counted(demo_file, "FV", "Meting 1")}
    blocks = {block for block, _column in drawn} - {"*"}
    assert len(blocks) == 18
    for key, of_block in expected.items():
        figures = {block: int(drawn[block, key]["text"]) for block in blocks if not drawn[block, key].get("sign")}
        assert figures == of_block
        assert drawn["*", key]["text"] == str(sum(of_block.values()))
    assert drawn["costs", "*"]["text"] == str(sum(of_block["costs"] for of_block in expected.values()))


def test_empty_cells_say_why_they_are_empty(monkeypatch, demo_file):
    drawn = cells(shown(monkeypatch, demo_file, moments="NT-1,FV-2"))
    silent = {key: (cell["text"], cell["said"].split(":")[0]) for key, cell in drawn.items() if cell.get("sign")}
    assert silent["surplus", "NT-1"] == ("–", "Not asked")
    assert silent["surplus", "FV-2"] == ("∅", "No opinion")
    assert {drawn[key]["opens"] for key, expected in silent.items() if expected[0] == "–"} == {False}
    assert drawn["surplus", "FV-2"]["opens"]  # who was asked, and what became of it


def test_roles_heard_are_counted_and_named_and_documents_are_no_role(monkeypatch, demo_file):
    drawn = cells(shown(monkeypatch, demo_file, moments="NT-1,FV-3", figure="roles"))
    assert drawn["governance", "NT-1"]["text"] == "2"
    assert drawn["governance", "NT-1"]["letters"] == ["government", "project_lead"]
    assert "2 roles heard: Government, Project lead" in drawn["governance", "NT-1"]["said"]
    assert (drawn["costs", "NT-1"]["text"], drawn["costs", "NT-1"]["letters"]) == ("0", [""])
    assert drawn["costs", "NT-1"]["opens"]  # the notes from the document can be read
    assert drawn["*", "NT-1"]["text"] == "2"


@pytest.mark.parametrize(
    ("module", "drawer_of", "opened", "link", "title"),
    [
        (heatmap_view, "table_figure", "costs|NT-1", {}, "Costs"),
        (heatmap_view, "table_figure", "*|NT-1", {}, "NexTechnician"),
        (reading_matrix, "reading_table", "employer|FV-2", {"view": "matrix", "block": "costs"}, "Costs"),
        (ui_figure, "heat_table", "employer|FV-2|7", {"view": "ratings", "rated": "funding"}, "Funding"),
        (ui_figure, "heat_table", "employer|FV-2|6", {"view": "ratings", "rated": "funding"}, "all ratings"),
    ],
)
def test_a_figure_opens_the_notes_behind_it(monkeypatch, demo_file, module, drawer_of, opened, link, title):
    monkeypatch.setattr(module, drawer_of, lambda _key, *_more: opened)
    app = shown(monkeypatch, demo_file, moments="NT-1,FV-2", **link)
    (dialog,) = app.get("dialog")
    assert title in dialog.proto.dialog.title
    drawn = sum(element.proto.body.count('class="pps-note"') for element in dialog.get("html"))
    expected = {
        "costs|NT-1": counted(demo_file, "NT", "Publicatie")["costs"],
        "*|NT-1": sum(counted(demo_file, "NT", "Publicatie").values()),
    }.get(opened)
    assert drawn == expected if expected else drawn > 2


@pytest.mark.parametrize("opened", ["costs|XX-1", "nowhere|NT-1", "", "|"])
def test_a_cell_that_is_no_longer_there_opens_nothing(monkeypatch, demo_file, opened):
    monkeypatch.setattr(heatmap_view, "table_figure", lambda _key, _data, _file: opened)
    assert len(shown(monkeypatch, demo_file, moments="NT-1").get("dialog")) == 0


def test_the_matrix_sets_what_each_role_said_side_by_side(monkeypatch, demo_file):
    drawn = table(shown(monkeypatch, demo_file, moments="NT-1,FV-2", view="matrix", block="costs"))
    rows = {row["role"]: row["cells"] for row in drawn["rows"]}
    assert list(rows) == ["employer", "government", "education", "project_lead", "participant", ""]
    assert rows["employer"][0]["state"] == "Not asked"
    assert not rows["employer"][0]["notes"]
    assert {note["origin"] for note in rows["employer"][1]["notes"]} >= {"FV-B1", "FV-B2"}
    assert len(rows[""][0]["notes"]) == counted(demo_file, "NT", "Publicatie")["costs"]
    assert rows[""][1]["state"] == "No note"


def test_the_matrix_can_be_of_one_question(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, moments="NT-1,FV-2", view="matrix", block="costs", question="costs.main")
    assert app.query_params["question"] == "costs.main"
    rows = {row["role"]: row["cells"] for row in table(app)["rows"]}
    assert rows["employer"][1]["notes"]
    assert "" not in rows


def test_a_very_long_note_and_tags_in_it_stay_words_and_short(monkeypatch, tmp_path):
    path = small(tmp_path / "s.sqlite", fictional=[False], named="<b>Samen</b>")
    add_note(path, "<script>alert(1)</script> " + "x" * 100_000)
    app = shown(monkeypatch, path, view="matrix", block="costs")
    (note,) = table(app)["rows"][0]["cells"][0]["notes"]
    assert note["text"].startswith("<script>alert(1)</script> xxx")
    assert len(note["text"]) < 1000
    assert escape("<b>Samen</b> 0") in texts(app)
    assert "<b>Samen</b>" not in texts(app)
    # the table sets all words as text
    assert "innerHTML" not in script("heat_table.js")
    assert "textContent" in script("heat_table.js")


def test_ratings_are_drawn_per_role_with_the_question_that_was_rated(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, moments="FV-2", view="ratings", rated="governance")
    assert "How far do you feel that you are listened to when something is decided?" in texts(app)
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    employers = figure["data"][0]
    assert (employers["x"], employers["text"]) == ([2, 3, 4], ["1", "1", "1"])
    counts = {
        row["key"]: [cell["text"] for cell in row["cells"]] for group in table(app)["groups"] for row in group["rows"]
    }
    assert counts["employer|FV-2"] == ["·", "1", "1", "1", "·", "·", "3", "8"]


def test_without_ratings_the_moments_that_have_them_are_one_step_away(monkeypatch, demo_file):
    app = shown(monkeypatch, demo_file, view="ratings")
    assert "No ratings in these moments" in texts(app)
    next(button for button in app.button if button.label == "Add 2 moments with interviews").click().run()
    assert not app.exception
    assert app.query_params["moments"] == "NT-1,SP-1,TM-1,TT-1,FV-2,FV-3"
    assert len(app.get("plotly_chart")) == 1


def test_fictional_partnerships_alone_are_shown_and_said_to_be_fictional(monkeypatch, tmp_path):
    path = small(tmp_path / "s.sqlite", fictional=[True])
    add_note(path, "een")
    app = shown(monkeypatch, path)
    assert columns(app) == ["S0-2"]
    assert "These partnerships are fictional" in texts(app)


def test_partnerships_without_notes_lead_to_the_interviews(monkeypatch, tmp_path):
    app = shown(monkeypatch, small(tmp_path / "s.sqlite", fictional=[False, False]))
    assert "These moments have no notes yet" in texts(app)
    assert len(ways_on(app)) == 1


def test_without_partnerships_the_first_step_is_to_make_one(monkeypatch, tmp_path):
    app = shown(monkeypatch, small(tmp_path / "s.sqlite", fictional=[]))
    assert "There is no partnership yet" in texts(app)
    assert len(ways_on(app)) == 1


def test_fifty_stand_side_by_side_at_most_and_the_others_can_be_chosen(monkeypatch, tmp_path):
    path = small(tmp_path / "s.sqlite", fictional=[False] * 53)
    add_note(path, "een")
    app = shown(monkeypatch, path, scope="moments")
    assert len(rows(app)) == 50  # so many stand under each other
    assert "3 more partnerships can be chosen" in texts(app)
    opened = open_study(str(path))
    with opened.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(partnership)) == 53
    opened.close()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_figures_can_be_read_on_every_step_of_colour_in_light_and_dark():
    steps = re.findall(
        r'\[data-level="(\d)"\] \{ background: light-dark\((#\w{6}), (#\w{6})\);'
        r" color: light-dark\((#\w{6}), (#\w{6})\)",
        asset("heat_table.css"),
    )
    assert [step for step, *_colours in steps] == ["1", "2", "3", "4", "5"]
    for _step, *colours in steps:
        for back, ink in (colours[::2], colours[1::2]):
            darker, lighter = sorted([luminance(back), luminance(ink)])
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5  # WCAG 2.2, 1.4.3
