"""The rows of the notes screen: how many fit, which page of them, and what can be chosen to filter by."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.read_models.notes_page import notes_filter, notes_page
from canvas.read_models.opened_answer import opened_answer
from canvas.read_models.ticked_rows import (
    carried_themes,
    note_ids_of_answers,
    points_to_add_to,
    row_ids,
    standing_notes,
    themes_to_give,
)
from canvas.store import partnerships, respondents
from canvas.store.notes import grid
from canvas.store.notes.grid import GridFilter, GridOrder
from canvas.store.points import points
from canvas.store.themes import themes
from tests import build


@pytest.fixture
def spoken(begun):
    """Three notes of an employer, two on one line each and one on another question."""
    build.answered(begun, "Reistijd is duur\nLokalen staan leeg")
    build.answered(begun, "Een gedeelde coach", "activities.main")
    return begun


def test_a_page_past_the_last_is_the_last(spoken, monkeypatch):
    monkeypatch.setattr(grid, "ROWS_A_PAGE", 2)
    monkeypatch.setattr(grid.page, "__defaults__", (None, 0, 2))
    with spoken.study.reading() as connection:
        model = notes_page(connection, "notes", GridFilter(), GridOrder("text"), 40)
    assert (model.total, model.start, model.newest_first) == (3, 2, False)
    assert [row["text"] for row in model.rows] == ["Reistijd is duur"]  # Een, Lokalen, Reistijd


def test_without_rows_a_page_begins_at_the_first(spoken):
    with spoken.study.reading() as connection:
        model = notes_page(connection, "notes", GridFilter(words="fietsenstalling"), GridOrder(), 50)
    assert (model.total, model.start, model.rows) == (0, 0, [])


@pytest.mark.parametrize(
    ("order", "newest_first"), [(GridOrder("text"), True), (GridOrder("partnership"), False), (GridOrder(), False)]
)
def test_of_too_many_rows_the_newest_come_first(spoken, monkeypatch, order, newest_first):
    monkeypatch.setattr(grid, "COUNTED", 2)
    with spoken.study.reading() as connection:
        model = notes_page(connection, "notes", GridFilter(), order, 0)
    assert model.total == 3
    assert model.newest_first is newest_first
    assert model.order == (GridOrder() if newest_first else order)
    assert model.rows[0]["text"] == "Een gedeelde coach"


def test_respondents_to_choose_are_those_of_the_partnerships_chosen(spoken):
    with spoken.study.writing(spoken.user) as writer:
        other = partnerships.add(writer, "Zorgcampus", "ZC", "Flevoland", 2024)
        respondents.add(writer, other, "ZC-B1", "employer")
    with spoken.study.reading() as connection:
        every, of_one, of_none = (notes_filter(connection, codes) for codes in ((), ("NT",), ("??",)))
    codes = ["NT-B1", "NT-B2", "NT-G1", "ZC-B1"]
    shown = [sorted(row["code"] for row in model.respondents) for model in (every, of_one, of_none)]
    assert shown == [codes, codes[:3], codes]
    assert [row["label"] for row in every.waves] == ["Meting 1", "Meting 2"]
    assert [guide.id for guide in every.guides.values()] == ["pps-short"]


def test_an_answer_opens_with_its_question_as_it_was_put_and_its_notes(spoken):
    with spoken.study.reading() as connection:
        rows = notes_page(connection, "answers", GridFilter(words="reistijd"), GridOrder(), 0).rows
        model = opened_answer(connection, rows[0])
        lost = opened_answer(connection, rows[0] | {"question": "costs.gone"})
        ids = note_ids_of_answers(connection, [rows[0]["id"]])
    assert model.question == build.short_guide().question("costs.main").wording("employer", "nl")
    assert model.note_ids == ids
    assert len(ids) == 2
    assert lost.question is None


def test_what_is_ticked_can_be_given_themes_and_added_to_points(spoken):
    with spoken.study.writing(spoken.user) as writer:
        ids = row_ids(writer.connection, "notes", GridFilter(words="reistijd"))
        trust, travel = themes.add(writer, "Vertrouwen"), themes.add(writer, "Reizen")
        themes.assign(writer, travel, ids)
        place = (spoken.partnership, spoken.wave)
        point = points.add(writer, "value", "Reizen kost tijd", ["employer"], *place, notes={ids[0]: "contradicts"})
    with spoken.study.reading() as connection:
        carried = carried_themes(connection, row_ids(connection, "notes", GridFilter()))
        assert (carried.names, dict(carried.note_counts)) == ({travel: "Reizen"}, {travel: 1})
        assert set(themes_to_give(connection)) == {trust, travel}
        assert {key: row["notes"] for key, row in points_to_add_to(connection, place).items()} == {
            point: {ids[0]: "contradicts"}
        }
        assert points_to_add_to(connection, (None, None)) == {}


def test_a_note_that_was_taken_away_stands_no_more(spoken):
    with spoken.study.reading() as connection:
        rows = notes_page(connection, "notes", GridFilter(words="lokalen"), GridOrder(), 0).rows
        answers = notes_page(connection, "answers", GridFilter(words="lokalen"), GridOrder(), 0).rows
    capture.save(spoken.study, spoken.user, answers[0]["interview_id"], "costs.main", "Reistijd is duur")
    with spoken.study.reading() as connection:
        assert standing_notes(connection, [rows[0]["id"]]) == {}
        assert len(standing_notes(connection, row_ids(connection, "notes", GridFilter()))) == 2
