"""The evidence screen: of a point, a cell, a table; of nothing yet; and of links that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas.store import open_study
from canvas.store.points import points
from tests import build
from tests.pages.screens import open_screen, texts, ways_on
from tests.report.evidence_study import rested


@pytest.fixture
def begun(tmp_path: Path):
    """A study under way, in a file."""
    study = open_study(str(tmp_path / "own.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def shown(monkeypatch, begun, **link):
    path = Path(begun.study.target)
    app = open_screen(monkeypatch, path, "evidence", "onderzoeker-1", "en", **link)
    assert not app.exception
    return app


def test_a_point_stands_with_its_words_and_the_ways_to_its_place_and_table(monkeypatch, begun):
    made = rested(begun)
    screen_texts = texts(shown(monkeypatch, begun, point=made.point))
    assert "Begeleiden kost ondernemers vooral tijd" in screen_texts
    assert "Besproken in de stuurgroep" in screen_texts
    assert f'href="perspectives?point={made.point}"' in screen_texts
    assert 'href="evidence?partnership=NT&amp;moment=1"' in screen_texts
    # from the note to the question in its interview, and to the passage in the reader
    assert f'href="interview?interview={made.interview}&amp;question=costs.main"' in screen_texts
    assert f'href="documents?document={made.transcript}&amp;at=' in screen_texts
    assert "&lt;b&gt;acht uur&lt;/b&gt;" in screen_texts
    assert "<b>acht uur</b>" not in screen_texts


def test_a_cell_is_chosen_by_a_link_and_told_in_it(monkeypatch, begun):
    rested(begun)
    link = {"partnership": "NT", "moment": "1", "question": "financing", "row": "employer"}
    app = shown(monkeypatch, begun, **link)
    assert "1 point" in texts(app)
    assert {name: app.query_params[name] for name in link} == link
    app.selectbox(key="evidence_row").set_value("government").run()
    assert not app.exception
    assert app.query_params["row"] == "government"
    assert "No point stands here yet" in texts(app)


def test_two_files_can_be_downloaded(monkeypatch, begun):
    rested(begun)
    app = shown(monkeypatch, begun, partnership="NT", moment="1")
    assert [button.proto.label.replace("\\", "") for button in app.get("download_button")] == [
        "Download as Word (.docx)",
        "Download as Markdown (.md)",
    ]


def test_an_empty_table_says_what_will_stand_there_and_offers_the_next_step(monkeypatch, begun):
    app = shown(monkeypatch, begun, partnership="NT", moment="2")
    assert "No point stands here yet" in texts(app)
    assert [link.proto.label for link in ways_on(app)] == ["To the perspectives"]


def test_without_a_link_it_is_about_the_moment_at_hand(monkeypatch, begun):
    rested(begun)
    app = shown(monkeypatch, begun)
    assert app.query_params["partnership"] == "NT"
    assert "Begeleiden kost ondernemers" in texts(app)


def test_across_cases_is_a_table_too(monkeypatch, begun):
    with begun.study.writing(begun.user) as writer:
        points.add(writer, "value", "Over alle samenwerkingen heen", [])
    app = shown(monkeypatch, begun, scope="across")
    assert "Over alle samenwerkingen heen" in texts(app)
    assert app.query_params["scope"] == "across"


@pytest.mark.parametrize(
    "link",
    [
        {"point": "nope"},
        {"point": "<script>"},
        {"partnership": "XX"},
        {"partnership": "NT", "moment": "9"},
        {"scope": "across", "question": "nope"},
        {"partnership": "NT", "moment": "1", "row": "<b>x</b>"},
    ],
)
def test_a_link_that_leads_nowhere_is_said(monkeypatch, begun, link):
    rested(begun)
    screen_texts = texts(shown(monkeypatch, begun, **link))
    assert "is not in this study" in screen_texts
    assert "<script>" not in screen_texts
    assert "<b>x</b>" not in screen_texts


def test_much_evidence_is_drawn_a_part_at_a_time(monkeypatch, begun):
    _, note_rows = build.answered(begun, "\n".join(f"Uitspraak {n}" for n in range(100)))
    with begun.study.writing(begun.user) as writer:
        points.add(
            writer,
            "financing",
            "Veel gezegd",
            [],
            begun.partnership,
            begun.wave,
            {row["id"]: "supports" for row in note_rows},
        )
    app = shown(monkeypatch, begun, partnership="NT", moment="1")
    assert texts(app).count("<h6>") < 60
    app.button(key="evidence_more").click().run()
    assert texts(app).count("<h6>") == 100
