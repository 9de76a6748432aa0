"""What holds the words that are searched for, within the fields of the filter and the study's own attributes."""

from __future__ import annotations

import pytest

from canvas.errors import NotFoundError
from canvas.read_models.evidence_page import evidence_page, require_point
from canvas.read_models.search_page import search_filter, search_page
from canvas.report.evidence_model import Scope
from canvas.store import attributes
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.points import points
from tests import build


def test_hits_are_counted_by_kind_and_limited_by_attributes(begun):
    _interview, rows = build.answered(begun, "Reistijd is duur\nReistijd wordt betaald")
    with begun.study.writing(begun.user) as writer:
        region = attributes.add(writer, "partnership", "Regio", "text")
        attributes.set_value(writer, "partnership", begun.partnership, region, "Flevoland")
        sector = attributes.add(writer, "respondent", "Sector", "choice", ["Zorg", "Techniek"])
        attributes.set_value(writer, "respondent", begun.employer_too, sector, "Zorg")
    here, away = (AttributeFilter(region, "partnership", words=words) for words in ("Flevoland", "Zeeland"))
    care = AttributeFilter(sector, "respondent", choices=("Zorg",))  # of the one who said nothing

    def page(kind: str | None = None, within: dict | None = None, *filters: AttributeFilter, limit: int = 50):
        with begun.study.reading() as connection:
            return search_page(connection, "reistijd", kind, within or {}, filters, ranked=False, limit=limit)

    every = page()
    assert (every.counts["note"], every.counts["answer"], every.counts["document"]) == (2, 1, 0)
    assert {hit.id for hit in page("note").hits.hits} == {row["id"] for row in rows}
    assert len(page("note", limit=1).hits.hits) == 1
    assert page("note", None, here).counts["note"] == 2
    assert page("note", None, away).counts["note"] == 0
    assert page("note", {"partnership_ids": [begun.partnership]}, away).hits.hits == []
    assert page("note", None, care).counts["note"] == 0
    assert page("note", {"wave_ids": [begun.later_wave]}).counts["note"] == 0


def test_what_can_be_chosen_is_what_the_study_holds(begun):
    with begun.study.reading() as connection:
        model = search_filter(connection)
    assert [row["code"] for row in model.partnerships] == ["NT"]
    assert [row["label"] for row in model.waves] == ["Meting 1", "Meting 2"]
    assert (model.themes, model.attributes) == ([], [])


def test_evidence_is_that_of_the_scope(begun):
    with begun.study.writing(begun.user) as writer:
        point = points.add(writer, "value", "Reizen kost geld", [], begun.partnership, begun.wave)
        points.add(writer, "value", "Overal hetzelfde", [])
    with begun.study.reading() as connection:
        model = evidence_page(connection, Scope(begun.partnership, begun.wave), "onderzoeker-2")
        require_point(connection, point)
        with pytest.raises(NotFoundError):
            require_point(connection, "no-such-point")
    (table,) = model.tables
    assert [row.id for row in table.points] == [point]
    assert model.made_by == "onderzoeker-2"
