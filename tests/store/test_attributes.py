"""Attributes: made, filled in, renamed, retired; and what having one comes down to in filters and counts."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import ChangedMeanwhileError, NotFoundError, UserError
from canvas.store import attributes, partnerships, respondents
from canvas.store.database.numbers import parse_number
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts, filtered_moments, moment_summaries
from canvas.store.overview.filtered_counts import AttributeFilter
from tests.build import answered, begin, interview


@pytest.fixture
def begun(study):
    return begin(study)


def add(begun, scope, name, kind, choices=()) -> str:
    with begun.study.writing(begun.user) as writer:
        return attributes.add(writer, scope, name, kind, choices)


def put(begun, scope, subject, attribute, value, **more) -> str:
    with begun.study.writing(begun.user) as writer:
        return attributes.set_value(writer, scope, subject, attribute, value, **more)


def test_attributes_stand_in_the_order_they_were_made_per_scope(begun):
    size = add(begun, "partnership", "  Aantal   bedrijven ", "number")
    sector = add(begun, "partnership", "Sector", "choice", ["Techniek", "Zorg", " "])
    years = add(begun, "respondent", "Jaren ervaring", "number")
    with begun.study.reading() as connection:
        listed = attributes.every(connection, "partnership")
        assert [(row["id"], row["name"], row["kind"], row["choices"]) for row in listed] == [
            (size, "Aantal bedrijven", "number", []),
            (sector, "Sector", "choice", ["Techniek", "Zorg"]),
        ]
        assert [row["id"] for row in attributes.every(connection)] == [size, sector, years]
        with pytest.raises(NotFoundError):
            attributes.get(connection, "nergens")


@pytest.mark.parametrize(
    ("name", "kind", "choices", "fault"),
    [
        ("sector", "text", [], "exists already"),
        ("", "text", [], "still empty"),
        ("x" * 61, "text", [], "longer than 60"),
        ("Keuze", "choice", ["", " "], "nothing to choose"),
        ("Keuze", "choice", ["Ja", "ja"], "twice"),
    ],
)
def test_what_makes_no_attribute_is_refused_and_nothing_is_kept(begun, name, kind, choices, fault):
    add(begun, "partnership", "Sector", "text")
    with pytest.raises(UserError, match=fault):
        add(begun, "partnership", name, kind, choices)
    with begun.study.reading() as connection:
        assert [row["name"] for row in attributes.every(connection)] == ["Sector"]


def test_the_same_name_may_serve_both_scopes(begun):
    add(begun, "partnership", "Regio", "text")
    assert add(begun, "respondent", "Regio", "text")


def test_values_are_kept_changed_and_taken_away_per_subject(begun):
    size = add(begun, "partnership", "Aantal bedrijven", "number")
    years, sex = add(begun, "respondent", "Jaren", "number"), add(begun, "respondent", "Sector", "choice", ["A", "B"])
    assert put(begun, "partnership", begun.partnership, size, "12,50") == "12.5"
    put(begun, "respondent", begun.employer, years, "7")
    put(begun, "respondent", begun.employer, sex, "A")
    put(begun, "respondent", begun.employer, sex, "B")
    put(begun, "respondent", begun.employer_too, years, 3)
    put(begun, "respondent", begun.employer_too, years, "  ")
    with begun.study.reading() as connection:
        assert attributes.values(connection, "partnership") == {begun.partnership: {size: "12.5"}}
        assert attributes.values(connection, "respondent") == {begun.employer: {years: "7", sex: "B"}}
        assert attributes.values(connection, "respondent", [begun.government]) == {}
        assert attributes.usage_counts(connection, sex) == {"B": 1}


@pytest.mark.parametrize("value", ["C", "a" * 501])
def test_a_value_that_is_no_choice_is_refused(begun, value):
    sector = add(begun, "partnership", "Sector", "choice", ["A", "B"])
    with pytest.raises(UserError, match="not one of its choices"):
        put(begun, "partnership", begun.partnership, sector, value)


def test_a_long_text_is_refused_and_a_long_enough_one_kept(begun):
    about = add(begun, "partnership", "Aard", "text")
    with pytest.raises(UserError, match="longer than 500"):
        put(begun, "partnership", begun.partnership, about, "a" * 501)
    assert put(begun, "partnership", begun.partnership, about, "a" * 500) == "a" * 500


def test_a_value_another_gave_meanwhile_is_not_written_over_unseen(begun):
    size = add(begun, "partnership", "Omvang", "number")
    put(begun, "partnership", begun.partnership, size, "10", opened="")
    with pytest.raises(ChangedMeanwhileError, match="10"):
        put(begun, "partnership", begun.partnership, size, "12", opened="")
    assert put(begun, "partnership", begun.partnership, size, "10,0", opened="") == "10"  # the same twice is no fault
    assert put(begun, "partnership", begun.partnership, size, "12", opened="10") == "12"


def test_a_choice_in_use_cannot_vanish_but_can_be_renamed_even_by_changing_places(begun):
    sector = add(begun, "respondent", "Sector", "choice", ["A", "B", "C"])
    put(begun, "respondent", begun.employer, sector, "A")
    put(begun, "respondent", begun.employer_too, sector, "B")
    with begun.study.writing(begun.user) as writer, pytest.raises(UserError, match="“B” is in use 1 times"):
        attributes.change(writer, sector, "Sector", ["A", "C"])
    with begun.study.writing(begun.user) as writer:
        attributes.change(writer, sector, "Branche", ["B", "A"], {"A": "B", "B": "A"})
    with begun.study.reading() as connection:
        assert attributes.get(connection, sector)["choices"] == ["B", "A"]
        assert attributes.get(connection, sector)["name"] == "Branche"
        values = attributes.values(connection, "respondent")
        assert values == {begun.employer: {sector: "B"}, begun.employer_too: {sector: "A"}}


def test_two_who_change_an_attribute_do_not_undo_each_other(begun):
    sector = add(begun, "respondent", "Sector", "choice", ["A"])
    with begun.study.reading() as connection:
        opened = attributes.get(connection, sector)
    with begun.study.writing(begun.user) as writer:
        attributes.change(writer, sector, "Sector", ["A", "B"], opened=opened)
    with begun.study.writing(begun.other_user) as writer, pytest.raises(ChangedMeanwhileError, match="A, B"):
        attributes.change(writer, sector, "Sector", ["A", "C"], opened=opened)


def test_a_retired_attribute_is_not_offered_and_comes_back_with_its_values(begun):
    sector = add(begun, "partnership", "Sector", "text")
    put(begun, "partnership", begun.partnership, sector, "Techniek")
    with begun.study.writing(begun.user) as writer:
        attributes.retire(writer, sector)
    with begun.study.reading() as connection:
        assert attributes.every(connection, "partnership") == []
        assert [row["id"] for row in attributes.every(connection, retired=True)] == [sector]
    with pytest.raises(UserError, match="exists already"):
        add(begun, "partnership", "SECTOR", "text")
    with begun.study.writing(begun.user) as writer:
        attributes.retire(writer, sector, False)
    with begun.study.reading() as connection:
        assert attributes.values(connection, "partnership") == {begun.partnership: {sector: "Techniek"}}


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 500", "1500"),
        ("1.234.567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("-3", "-3"),
        ("\u22123,25", "-3.25"),
        ("0,500", "0.5"),
        ("007", "7"),
        (",5", "0.5"),
        ("-0,0", "0"),
        ("100000", "100000"),
        ("1500,250", "1500.25"),
        ("0,0000000001", "0.0000000001"),
    ],
)
def test_a_number_is_read_as_people_write_it(written, stored):
    assert parse_number(written, "Omvang") == stored


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("1.500", "two ways.*1500 or 1,5"),
        ("1,234", "two ways.*1234 or 1,234"),
        ("1e5", "not a number"),
        ("tien", "not a number"),
        ("\u0663", "not a number"),
        ("5.", "not a number"),
        ("1.2.3", "not a number"),
        ("1234567890123456", "more digits"),
        ("0,00000000001", "more digits"),
        ("nan", "not a number"),
    ],
)
def test_what_is_no_number_or_could_be_two_is_asked_again(written, fault):
    with pytest.raises(UserError, match=fault):
        parse_number(written, "Omvang")


@pytest.fixture
def two(begun):
    """A second partnership; the first has 9 firms in Techniek, the second 120,5 in Zorg én welzijn."""
    with begun.study.writing(begun.user) as writer:
        other = partnerships.add(writer, "Oud Land", "OL")
    size, sector = add(begun, "partnership", "Omvang", "number"), add(begun, "partnership", "Sector", "text")
    for subject, how_big, what in ((begun.partnership, "9", "Techniek"), (other, "120,5", "Zorg én welzijn")):
        put(begun, "partnership", subject, size, how_big)
        put(begun, "partnership", subject, sector, what)
    return begun, other, size, sector


@pytest.mark.parametrize(
    ("low", "high", "words", "expected"),
    [
        ("", "", "", "both"),
        ("9", "", "", "both"),
        ("9.1", "", "", "other"),
        ("", "100", "", "first"),
        ("10", "120.5", "", "other"),
        ("10", "120", "", "none"),
        ("", "", "ZORG en", "other"),
        ("", "", "techniek", "first"),
        ("", "", "%", "none"),
        ("", "", "_", "none"),
        ("9", "", "zorg", "other"),
    ],
)
def test_partnerships_are_found_by_range_of_number_and_words_of_text(two, low, high, words, expected):
    begun, other, size, sector = two
    filters = [AttributeFilter(size, "partnership", low=low, high=high)] if low or high else []
    filters += [AttributeFilter(sector, "partnership", words=words)] if words else []
    with begun.study.reading() as connection:
        ids = filtered_counts.partnership_ids(connection, filters)
    first = begun.partnership
    assert ids == {"both": {first, other}, "first": {first}, "other": {other}, "none": set()}[expected]


def test_who_has_no_value_is_never_among_those_wanted(begun):
    size = add(begun, "partnership", "Omvang", "number")
    with begun.study.reading() as connection:
        assert filtered_counts.partnership_ids(connection, [AttributeFilter(size, "partnership", high="10")]) == set()


def test_cells_counted_for_some_respondents_say_what_those_said_alone(begun):
    """Two employers answer on costs, one also on partners, together they are asked on channels and say nothing."""
    years = add(begun, "respondent", "Jaren", "number")
    put(begun, "respondent", begun.employer, years, "10")
    put(begun, "respondent", begun.employer_too, years, "2")
    first = interview(begun, begun.employer, question_keys=("costs.main", "partners.main"))
    capture.save(begun.study, begun.user, first, "costs.main", "een\ntwee")
    capture.save(begun.study, begun.user, first, "partners.main", "drie")
    second = interview(begun, begun.employer_too, question_keys=("costs.main",))
    capture.save(begun.study, begun.user, second, "costs.main", "vier")
    interview(begun, begun.employer, begun.employer_too, question_keys=("channels.main",))
    pairs = [(begun.partnership, begun.wave)]

    def counted(*filters) -> dict:
        with begun.study.reading() as connection:
            cells = filtered_counts.cells(connection, pairs, filters)
        return {row["block"]: tuple(row[n] for n in ("asked", "answered", "respondents", "notes")) for row in cells}

    assert counted(AttributeFilter(years, "respondent", low="5")) == {
        "channels": (1, 0, 0, 0),
        "costs": (1, 1, 1, 2),
        "partners": (1, 1, 1, 1),
    }
    assert counted(AttributeFilter(years, "respondent", high="5")) == {"channels": (1, 0, 0, 0), "costs": (1, 1, 1, 1)}
    assert counted(AttributeFilter(years, "respondent", low="50")) == {}
    everyone = counted(AttributeFilter(years, "respondent", low="0"))
    assert everyone == {"channels": (1, 0, 0, 0), "costs": (2, 2, 2, 3), "partners": (1, 1, 1, 1)}
    with begun.study.reading() as connection:  # asked of all who spoke, the recount is the summary
        stored = {row["block"]: row for row in moment_summaries.cells(connection, pairs)}
        recounted = {
            row["block"]: row
            for row in filtered_counts.cells(connection, pairs, [AttributeFilter(years, "respondent", low="0")])
        }
        assert recounted == stored


def test_notes_and_moments_are_narrowed_to_what_is_wanted(begun):
    sector = add(begun, "respondent", "Sector", "choice", ["A", "B"])
    put(begun, "respondent", begun.employer, sector, "A")
    _made, mine = answered(begun, "van de werkgever")
    interview(begun, begun.government, question_keys=("costs.main",))
    a, b = (AttributeFilter(sector, "respondent", choices=(choice,)) for choice in "AB")
    with begun.study.reading() as connection:
        assert [row["id"] for row in notes.with_sources(connection, filters=[a])] == [mine[0]["id"]]
        assert notes.with_sources(connection, filters=[b]) == []
        places = filtered_moments.page_of(connection, filtered_moments.MomentFilter())
        rows = filtered_counts.overview(connection, places, [a], ["costs"])
        assert [(row["notes"], row["blocks"], row["roles_heard"]) for row in rows] == [(1, 1, ["employer"]), (0, 0, [])]
        assert [row["interviews"]["under_way"] for row in rows] == [1, 0]
        assert filtered_counts.interview_counts(connection, [b]) == {}
        assert moment_summaries.interview_counts(connection)[begun.partnership, begun.wave]["under_way"] == 2
        nowhere = [AttributeFilter(sector, "partnership", choices=("A",))]
        assert (
            filtered_moments.page_of(connection, filtered_moments.MomentFilter(attribute_filters=tuple(nowhere))) == []
        )


def test_respondents_may_share_a_code_letter_but_not_a_value(begun):
    """A value belongs to a respondent: one added later has none."""
    sector = add(begun, "respondent", "Sector", "text")
    put(begun, "respondent", begun.employer, sector, "Techniek")
    with begun.study.writing(begun.user) as writer:
        later = respondents.add(writer, begun.partnership, "NT-B3", "employer")
    with begun.study.reading() as connection:
        assert later not in attributes.values(connection, "respondent")
