"""What the overview, the partnerships screen and the pickers read, on a small study that was counted by hand."""

from __future__ import annotations

from canvas import method
from canvas.read_models.attribute_choice import (
    attributes_of,
    moments_within,
    partnerships_within,
)
from canvas.read_models.moment_choice import all_moments, moment_choice, moment_filters, wave_labels
from canvas.read_models.overview_page import overview_page
from canvas.read_models.partnerships_page import (
    partnership_attributes,
    partnership_page,
    partnerships_page,
    proposed_code,
)
from canvas.read_models.study_page import choices_in_use, study_page
from canvas.store import attributes, moments, partnerships, respondents, study_settings
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.store.removal import Use
from tests import build

BLOCKS = tuple(method.blocks())


def add_attributes(begun):
    """Size of partnerships, and sector of respondents of which only the first employer has one; returns their ids."""
    with begun.study.writing(begun.user) as writer:
        size = attributes.add(writer, "partnership", "Omvang", "number")
        sector = attributes.add(writer, "respondent", "Sector", "choice", ["Zorg", "Techniek"])
        attributes.set_value(writer, "partnership", begun.partnership, size, "12", opened="")
        attributes.set_value(writer, "respondent", begun.employer, sector, "Zorg", opened="")
    return size, sector


def test_the_overview_counts_moments_and_gives_each_its_next_step(begun):
    build.answered(begun, "De kosten zijn hoog.")
    with begun.study.reading() as connection:
        model = overview_page(connection, MomentFilter(blocks=BLOCKS), order=("notes", True), start=50)
    assert (model.moments, model.partnerships, model.narrowed, model.has_pages) == (2, 1, 2, False)
    assert (model.start, model.flagged) == (0, [])  # two moments fit on a page: in the order of name and moment
    assert [(row["label"], row["notes"], row["next_step"]) for row in model.rows] == [
        ("Meting 1", 1, "resume"),
        ("Meting 2", 0, "plan"),
    ]


def test_figures_of_some_respondents_keep_the_next_step_of_all(begun):
    _size, sector = add_attributes(begun)
    build.answered(begun, "De kosten zijn hoog.")
    filters = [AttributeFilter(sector, "respondent", choices=("Techniek",))]
    with begun.study.reading() as connection:
        model = overview_page(connection, MomentFilter(waves=(begun.wave,), blocks=BLOCKS), filters)
    assert (model.moments, model.narrowed) == (2, 1)
    assert [(row["notes"], row["under_way"], row["next_step"]) for row in model.rows] == [(0, 0, "resume")]


def test_an_overview_of_many_moments_turns_to_its_last_page(begun):
    with begun.study.writing(begun.user) as writer:
        for number in range(53):
            moments.put_moment(writer, partnerships.add(writer, f"Route {number:02}"), begun.wave)
    with begun.study.reading() as connection:
        model = overview_page(connection, MomentFilter(blocks=BLOCKS), start=500)
        narrowed = overview_page(connection, MomentFilter(words="nieuwe", blocks=BLOCKS), start=50)
    # 53 and the 2 of the partnership that was there: five are left for the second page
    assert (model.moments, model.partnerships, model.has_pages) == (55, 54, True)
    assert (model.start, [row["name"] for row in model.rows][-1], len(model.rows)) == (50, "Route 52", 5)
    assert (narrowed.narrowed, narrowed.start, len(narrowed.rows)) == (2, 0, 2)


def test_the_first_partnership_stands_in_for_a_code_that_is_not_there(begun):
    with begun.study.writing(begun.user) as writer:
        second = partnerships.add(writer, "Zorg Samen", "ZS")
        moments.put_moment(writer, second, begun.later_wave)
    with begun.study.reading() as connection:
        wished = moment_choice(connection, (), ["XX", "ZS", "NT"])
        other = moment_choice(connection, (), ["XX", None])
        filters = moment_filters(connection)
        every = all_moments(connection)
    assert wished.names == wished.every == {"NT": "Nieuwe Techniek", "ZS": "Zorg Samen"}
    assert (wished.code, [row["position"] for row in wished.moments]) == ("ZS", [2])
    assert (other.code, [row["position"] for row in other.moments]) == ("NT", [1, 2])
    assert filters.choices["regions"] == ["Flevoland"]
    assert list(filters.waves.values()) == ["Meting 1", "Meting 2"]
    assert [(row["code"], row["position"]) for row in every] == [("NT", 1), ("NT", 2), ("ZS", 2)]


def test_a_study_without_moments_offers_none(study):
    with study.reading() as connection:
        choice = moment_choice(connection, (), ["NT"])
        assert (choice.names, choice.every, choice.code, choice.moments) == ({}, {}, "", [])
        assert wave_labels(connection) == {}
        assert not partnerships_page(connection).begun


def test_a_filter_leaves_what_has_the_value(begun):
    size, _sector = add_attributes(begun)
    large = [AttributeFilter(size, "partnership", low="20")]
    small = [AttributeFilter(size, "partnership", low="10")]
    with begun.study.reading() as connection:
        assert [row["name"] for row in attributes_of(connection, ["respondent"])] == ["Sector"]
        assert (partnerships_within(connection, small), moments_within(connection, large)) == (
            {begun.partnership},
            [],
        )
        pair = (begun.partnership, begun.wave)
        assert moments_within(connection, small) == [pair, (begun.partnership, begun.later_wave)]
        assert moment_choice(connection, large, ["NT"]).names == {}
        assert moment_choice(connection, large, ["NT"]).every == {"NT": "Nieuwe Techniek"}


def test_a_partnership_comes_with_its_people_moments_and_attributes(begun):
    size, sector = add_attributes(begun)
    with begun.study.writing(begun.user) as writer:
        partnerships.add_partner(writer, begun.partnership, "Gemeente Dronten", "government", None, None)
        attributes.retire(writer, size)
    with begun.study.reading() as connection:
        page = partnership_page(connection, begun.partnership)
        values = partnership_attributes(connection, begun.partnership, [begun.employer, begun.government])
        assert partnerships_page(connection).begun
        assert [row["name"] for row in study_page(connection).attributes] == ["Omvang", "Sector"]
        assert choices_in_use(connection, sector) == {"Zorg": 1}
        assert proposed_code(connection, begun.partnership, "B") == "NT-B3"
    assert (page.partnership["code"], [row["organisation"] for row in page.partners]) == ("NT", ["Gemeente Dronten"])
    assert sorted(row["code"] for row in page.respondents) == ["NT-B1", "NT-B2", "NT-G1"]
    assert [row["label"] for row in page.moments] == ["Meting 1", "Meting 2"]
    assert (values.of_partnerships, [row["id"] for row in values.of_respondents]) == ([], [sector])
    assert values.values_of_respondents == {begun.employer: {sector: "Zorg"}}


def test_the_settings_of_the_study_know_what_rests_on_its_own_roles_and_the_next_letter(begun):
    with begun.study.writing(begun.user) as writer:
        unions, parties = (
            study_settings.add_own_role(writer, *labels, True, letter)
            for labels, letter in ((("Vakbonden", "Unions"), "V"), (("Partijen", "Parties"), "A"))
        )
        respondents.add(writer, begun.partnership, "NT-V1", unions)
    page = build.read(begun, study_page)
    assert [(row["key"], row["letter"]) for row in page.own_roles] == [(unions, "V"), (parties, "A")]
    assert page.uses == {unions: [Use("respondents", 1)], parties: []}
    assert page.letter == "C"  # of A C F H K M R V the first that nobody has
