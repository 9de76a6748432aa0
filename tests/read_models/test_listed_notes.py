"""What stands around the notes of a list, who was asked about a block, and the summary of a cell."""

from __future__ import annotations

from canvas.read_models.asked_about_block import asked_about_block
from canvas.read_models.cell_summary import cell_summary
from canvas.read_models.listed_notes import drawer_notes, listed_notes, themes_of_form
from canvas.store import attributes
from canvas.store.matrix import matrix_summaries
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.points import points
from canvas.store.themes import themes
from tests import build


def test_each_note_has_its_source_versions_points_and_themes(begun):
    interview, rows = build.answered(begun, "Reistijd is duur\nLokalen staan leeg")
    first, second = (row["id"] for row in rows)
    with begun.study.writing(begun.user) as writer:
        travel = themes.add(writer, "Reizen")
        themes.assign(writer, travel, [first])
        place = (begun.partnership, begun.wave)
        point = points.add(writer, "financing", "Reizen kost geld", [], *place, notes={first: "supports"})
    with begun.study.reading() as connection:
        notes = drawer_notes(connection, {"note_ids": [first, second]})
        model = listed_notes(connection, notes)
    assert {note["id"] for note in notes} == {first, second}
    assert {origin.interview.id for origin in model.origins.values()} == {interview}
    assert set(model.origins) == {first, second}
    assert {note_id: [row["id"] for row in of_note] for note_id, of_note in model.points.items()} == {first: [point]}
    assert {note_id: [row["id"] for row in of_note] for note_id, of_note in model.themes.items()} == {first: [travel]}


def test_a_form_offers_themes_in_use_and_those_the_note_carries(begun):
    with begun.study.writing(begun.user) as writer:
        travel, past, gone = (themes.add(writer, name) for name in ("Reizen", "Oud", "Weg"))
        for theme_id in (past, gone):
            themes.retire(writer, theme_id)
    with begun.study.reading() as connection:
        assert themes_of_form(connection, [past]) == {travel: "Reizen", past: "Oud"}


def test_who_was_asked_about_a_block_is_within_the_filter(begun):
    build.interview(begun, begun.employer)
    build.interview(begun, begun.government)
    with begun.study.writing(begun.user) as writer:
        sector = attributes.add(writer, "respondent", "Sector", "choice", ["Zorg", "Techniek"])
        attributes.set_value(writer, "respondent", begun.government, sector, "Zorg")
    pair, later = (begun.partnership, begun.wave), (begun.partnership, begun.later_wave)
    care = AttributeFilter(sector, "respondent", choices=("Zorg",))
    with begun.study.reading() as connection:
        every, of_care = (asked_about_block(connection, pair, "costs", filters) for filters in ((), (care,)))
        assert asked_about_block(connection, later, "costs", ()) == []
        assert asked_about_block(connection, pair, "revenues", ()) == []
    assert [row["codes"] for row in every] == [["NT-B1"], ["NT-G1"]]
    assert [row["codes"] for row in of_care] == [["NT-G1"]]


def test_a_cell_has_its_own_summary_or_none(begun):
    pair = (begun.partnership, begun.wave)
    with begun.study.writing(begun.user) as writer:
        matrix_summaries.save(writer, *pair, "block", "costs", "Reizen kost geld")
    with begun.study.reading() as connection:
        assert cell_summary(connection, pair, "block", "costs", "")["text"] == "Reizen kost geld"
        assert cell_summary(connection, pair, "block", "revenues", "") is None
        assert cell_summary(connection, (begun.partnership, begun.later_wave), "block", "costs", "") is None
