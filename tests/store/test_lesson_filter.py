"""Finding one's way in lessons: filters, pages, what fits a partnership, and how many there are."""

from __future__ import annotations

import pytest

from canvas.store import attributes, lesson_filter, lessons, partnerships
from canvas.store.lesson_filter import LessonCounts, LessonFilter
from canvas.store.overview.filtered_counts import AttributeFilter
from tests import build

WORDS = {"situation": "Groepen vallen stil", "action": "Elke week bellen"}


def write(begun: build.Begun, function, *values, **more):
    with begun.study.writing(begun.user) as writer:
        return function(writer, *values, **more)


def fits(begun: build.Begun, **wanted) -> set[str]:
    left = build.read(begun, lesson_filter.page_of, LessonFilter(**wanted))
    assert len(left) == build.read(begun, lesson_filter.count, LessonFilter(**wanted))
    return {row["id"] for row in left}


def test_lessons_are_filtered_by_words_and_by_what_they_are_about(begun):
    at = (begun.partnership, begun.wave)
    cost = write(begun, lessons.add, WORDS | {"block": "costs", "phase": "running", "region": "Flevoland"}, moment=at)
    café = write(begun, lessons.add, WORDS | {"result": "Koffie in het CAFÉ hielp", "question": "how", "factor": 9})
    abroad = write(begun, lessons.add, WORDS | {"factor": 3}, guid="x", source="Onderzoek Noord")
    assert fits(begun) == {cost, café, abroad}
    assert fits(begun, words="cafe bellen") == {café}
    assert fits(begun, words="nieuwe techniek") == {cost}  # the partnership it comes from
    assert fits(begun, words="noord") == {abroad}
    assert fits(begun, words="100%_") == set()
    assert fits(begun, block=("costs",)) == {cost}
    assert fits(begun, question=("financing",)) == {cost}  # costs feed what is financed
    assert fits(begun, question=("financing", "how")) == {cost, café}
    assert fits(begun, factor=(3, 9), words="stil") == {café, abroad}
    assert fits(begun, phase=("design",)) == set()
    assert fits(begun, phase=("running",), region=("Flevoland",)) == {cost}
    assert build.read(begun, lesson_filter.choices) == {
        "question": ["how"],
        "block": ["costs"],
        "factor": [3, 9],
        "phase": ["running"],
        "region": ["Flevoland"],
    }


def test_lessons_are_filtered_by_attributes_of_where_they_come_from(begun):
    here = write(begun, lessons.add, WORDS, moment=(begun.partnership, begun.wave))
    write(begun, lessons.add, WORDS)
    sector = write(begun, attributes.add, "partnership", "Sector", "choice", ["Zorg", "Techniek"])
    write(begun, attributes.set_value, "partnership", begun.partnership, sector, "Techniek")
    assert fits(begun, attributes=(AttributeFilter(sector, "partnership", choices=("Techniek",)),)) == {here}
    assert fits(begun, attributes=(AttributeFilter(sector, "partnership", choices=("Zorg",)),)) == set()


def test_lessons_are_counted_with_what_became_of_them(begun):
    assert build.read(begun, lesson_filter.counts) == LessonCounts(0, 0, 0, 0, 0, 0)
    other = write(begun, partnerships.add, "Elders", "EL", "", None)
    at = (begun.partnership, begun.wave)
    first, second, off = (write(begun, lessons.add, WORDS, moment=at) for _n in range(3))
    write(begun, lessons.add, WORDS, guid="x", source="Noord")
    write(begun, lessons.record_use, first, other, "Het hielp")
    write(begun, lessons.record_use, second, other)
    write(begun, lessons.record_use, off, other, "Ook")
    write(begun, lessons.retire, off)
    assert build.read(begun, lesson_filter.counts) == LessonCounts(
        lessons=3, partnerships=1, elsewhere=1, used=2, with_result=1, retired=1
    )
    assert fits(begun, retired=True) == {off}


def test_a_page_begins_where_there_still_is_a_lesson(begun):
    made = [write(begun, lessons.add, WORDS) for _n in range(lesson_filter.LESSONS_A_PAGE + 1)]
    second = build.read(begun, lesson_filter.page_of, LessonFilter(), lesson_filter.LESSONS_A_PAGE)
    assert [row["id"] for row in second] == [made[0]]  # the newest stand first
    starts = [lesson_filter.page_start(start, total) for start, total in ((40, 21), (20, 20), (0, 0), (7, 21))]
    assert starts == [20, 0, 0, 7]


@pytest.mark.parametrize("used", [True, False])
def test_what_fits_best_comes_first_and_nothing_of_ones_own(begun, used):
    other = write(begun, partnerships.add, "Elders", "EL", "", None)
    third = write(begun, partnerships.add, "Verder", "VE", "", None)
    about = [
        {"phase": "running"},  # fits by one
        {"phase": "running", "block": "costs"},  # by two
        {"phase": "design", "factor": 4},  # by one, and newer than the first
        {"phase": "design", "factor": 5},  # not
    ]
    by_phase, by_two, by_factor, _none = (write(begun, lessons.add, WORDS | fields) for fields in about)
    write(begun, lessons.add, WORDS | about[1], moment=(begun.partnership, begun.wave))
    if used:  # what was used elsewhere comes before what is newer
        write(begun, lessons.record_use, by_phase, other)
    expected = [by_two, by_phase, by_factor] if used else [by_two, by_factor, by_phase]
    rows = build.read(begun, lesson_filter.fitting, begun.partnership, "running", ["costs"], [4])
    assert [row["id"] for row in rows] == expected
    assert [row["id"] for row in build.read(begun, lesson_filter.fitting, third, "running", most=1)] != [by_factor]
    if used:
        in_use = build.read(begun, lesson_filter.fitting, other, "running", [], [])
        assert by_phase not in {row["id"] for row in in_use}
