"""The codebook as its screen shows it, and a theme with the notes that carry it, within a filter."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import NotFoundError
from canvas.read_models.themes_page import given_by, opened_theme, theme_history, theme_or_successor, themes_page
from canvas.store import attributes
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.themes import theme_counts, themes
from tests import build


@pytest.fixture
def coded(begun):
    """Two employers with a note each; both carry Reizen, the second carries Vertrouwen too. NT-B2 is in Zorg."""
    _interview, rows = build.answered(begun, "Reistijd is duur")
    other = build.interview(begun, begun.employer_too)
    capture.save(begun.study, begun.user, other, "costs.main", "Reizen kost een dag")
    ids = [row["id"] for row in [*rows, *build.notes_of(begun, other)]]
    with begun.study.writing(begun.user) as writer:
        travel, trust = themes.add(writer, "Reizen"), themes.add(writer, "Vertrouwen")
        themes.assign(writer, travel, ids)
        themes.assign(writer, trust, ids[1:])
        sector = attributes.add(writer, "respondent", "Sector", "choice", ["Zorg", "Techniek"])
        attributes.set_value(writer, "respondent", begun.employer_too, sector, "Zorg")
        region = attributes.add(writer, "partnership", "Regio", "text")
        attributes.set_value(writer, "partnership", begun.partnership, region, "Flevoland")
    return begun, ids, travel, trust, sector, region


def test_the_codebook_says_how_each_theme_is_heard(coded):
    begun, _ids, travel, trust, sector, _region = coded
    with begun.study.writing(begun.user) as writer:
        unused = themes.add(writer, "Oud")
        themes.retire(writer, unused)
    with begun.study.reading() as connection:
        model = themes_page(connection, ())
        of_care = themes_page(connection, (AttributeFilter(sector, "respondent", choices=("Zorg",)),))
    assert {row["id"] for row in model.themes} == {travel, trust, unused}
    assert {row["id"] for row in model.in_use} == {travel, trust}
    assert model.coded == {"notes": 2, "coded": 2}
    assert (model.reach[travel]["notes"], model.reach[trust]["notes"]) == (2, 1)
    assert of_care.coded == {"notes": 1, "coded": 1}
    assert of_care.reach[travel]["notes"] == 1


def test_a_theme_shows_the_notes_within_the_filter(coded):
    begun, ids, travel, _trust, sector, region = coded
    care, away = (
        AttributeFilter(sector, "respondent", choices=("Zorg",)),
        AttributeFilter(region, "partnership", words="Zeeland"),
    )
    with begun.study.reading() as connection:
        whole, of_care, elsewhere = (opened_theme(connection, travel, filters) for filters in ((), (care,), (away,)))
    assert {row["id"] for row in whole.notes} == set(ids)
    assert [row["id"] for row in of_care.notes] == ids[1:]
    assert elsewhere.notes == []
    assert whole.of_many is None
    assert len(whole.themes) == 2


def test_of_very_many_notes_the_newest_are_read_and_all_are_counted(coded, monkeypatch):
    begun, ids, travel, *_more = coded
    monkeypatch.setattr(theme_counts, "READ_AT_MOST", 1)
    monkeypatch.setattr(theme_counts.newest_notes, "__defaults__", ((), 1))
    with begun.study.reading() as connection:
        model = opened_theme(connection, travel, ())
    assert model.of_many == 2
    assert [row["id"] for row in model.notes] == [max(ids)]


def test_a_theme_that_was_merged_leads_to_the_other(coded):
    begun, ids, travel, trust, *_more = coded
    with begun.study.writing(begun.user) as writer:
        themes.merge(writer, trust, travel)
    with begun.study.reading() as connection:
        assert theme_or_successor(connection, trust)["id"] == travel
        assert opened_theme(connection, trust, ()).theme["id"] == travel
        history = theme_history(connection, travel)
        givers = given_by(connection, travel, ids)
        with pytest.raises(NotFoundError):
            theme_or_successor(connection, "no-such-theme")
    assert set(history.names.values()) == {"Reizen", "Vertrouwen"}
    assert history.versions
    assert {name for of_note in givers.values() for name, _at in of_note} == {"onderzoeker-1"}
