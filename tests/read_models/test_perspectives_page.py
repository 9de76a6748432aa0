"""The perspectives table and a point of it: what stands, what was taken off, what each rests on, who was heard."""

from __future__ import annotations

import pytest

from canvas.errors import NotFoundError
from canvas.read_models import opened_point
from canvas.read_models.opened_point import candidate_notes, linked_point
from canvas.read_models.perspectives_page import perspectives_page
from canvas.store.notes import notes
from canvas.store.points import points
from tests import build

ROWS = ["employer", "government"]


@pytest.fixture
def pointed(begun):
    """Two notes of an employer on costs; a point at the moment rests on the first, one was taken off, one is across."""
    _interview, rows = build.answered(begun, "Reistijd is duur\nLokalen staan leeg")
    ids = [row["id"] for row in rows]
    with begun.study.writing(begun.user) as writer:
        place = (begun.partnership, begun.wave)
        standing = points.add(writer, "financing", "Reizen kost geld", ["employer"], *place, notes={ids[0]: "supports"})
        off = points.add(writer, "value", "Overbodig", [], *place)
        points.retire(writer, off)
        across = points.add(writer, "value", "Overal hetzelfde", [])
    return begun, ids, standing, off, across


def test_a_table_shows_its_points_their_notes_and_who_was_heard(pointed):
    begun, ids, standing, off, across = pointed
    with begun.study.reading() as connection:
        model = perspectives_page(connection, (begun.partnership, begun.wave), (), ROWS)
        of_all = perspectives_page(connection, None, (), ROWS)
    assert [row["id"] for row in model.points] == [standing]
    assert [row["id"] for row in model.taken_off] == [off]
    assert list(model.notes) == ids[:1]
    assert model.heard["employer", "financing"] == {"state": "heard", "notes": 2}
    assert model.heard["government", "financing"] == {"state": "not_asked", "notes": 0}
    assert model.flagged == []
    assert model.flags == {}
    assert [row["id"] for row in of_all.points] == [across]
    assert of_all.taken_off == []
    assert of_all.notes == {}
    assert of_all.heard["employer", "financing"]["notes"] == 2


def test_a_point_whose_note_changed_asks_for_another_look(pointed):
    begun, ids, standing, _off, _across = pointed
    with begun.study.writing(begun.user) as writer:
        notes.change(writer, notes.lock(writer, ids[0]), kind="weakness")
    with begun.study.reading() as connection:
        model = perspectives_page(connection, (begun.partnership, begun.later_wave), (), ROWS)
        opened = opened_point.opened_point(connection, standing, with_history=True)
        without = opened_point.opened_point(connection, standing, with_history=False)
    assert model.points == []
    assert [flag["note_id"] for flag in model.flags[standing]] == ids[:1]
    assert [row["id"] for row in opened.flagged] == [standing]
    assert (opened.author, list(opened.notes)) == ("onderzoeker-1", ids[:1])
    assert len(opened.versions) >= 1
    assert without.versions == []


def test_a_link_leads_to_the_table_of_its_point(pointed):
    begun, _ids, standing, _off, across = pointed
    with begun.study.reading() as connection:
        here, everywhere = linked_point(connection, standing), linked_point(connection, across)
        with pytest.raises(NotFoundError):
            linked_point(connection, "no-such-point")
    assert (here.moment["code"], here.moment["wave_id"]) == ("NT", begun.wave)
    assert everywhere.point["id"] == across
    assert everywhere.moment is None


def test_across_cases_so_many_notes_are_offered(pointed, monkeypatch):
    begun, ids, *_points = pointed
    pair, later = (begun.partnership, begun.wave), (begun.partnership, begun.later_wave)
    monkeypatch.setattr(opened_point, "CANDIDATES", 2)
    with begun.study.reading() as connection:
        here, there, everywhere, nowhere = (
            candidate_notes(connection, "financing", *where)
            for where in ((pair, None), (later, None), (None, None), (None, []))
        )
    assert ({row["id"] for row in here.notes}, here.limited) == (set(ids), False)
    assert there.notes == []
    assert len(everywhere.notes) == 2
    assert everywhere.limited
    assert nowhere.notes == []
    assert not nowhere.limited
