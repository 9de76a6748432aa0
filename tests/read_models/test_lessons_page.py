"""What the screen of lessons reads: what a lesson begins with, what it may rest on, and what stands behind it."""

from __future__ import annotations

import pytest

from canvas.errors import NotFoundError
from canvas.read_models import lessons_page as model
from canvas.store import lessons, partnerships
from canvas.store.lesson_filter import LessonFilter
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.points import points
from tests import build

WORDS = {"situation": "Groepen vallen stil", "action": "Elke week bellen"}


def write(begun: build.Begun, function, *values, **more):
    with begun.study.writing(begun.user) as writer:
        return function(writer, *values, **more)


@pytest.fixture
def with_words(begun):
    """A study with two notes on costs, a point on the first, contradicted by the second, and a summary of the first."""
    _interview, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    at = (begun.partnership, begun.wave)
    point = write(begun, points.add, "financing", "Het lesgeld is betaald", ["employer"], *at)
    write(begun, points.put_note, point, first["id"], "supports")
    write(begun, points.put_note, point, second["id"], "contradicts")
    summary = write(begun, matrix_summaries.save, *at, "block", "costs", "Lesgeld drukt zwaar", [first["id"]])
    return begun, point, summary["id"], first["id"], second["id"]


def test_a_lesson_begins_with_a_point_and_the_notes_that_support_or_contradict_it(with_words):
    begun, point, _summary, first, second = with_words
    start = build.read(begun, model.lesson_start, "point", point)
    assert start.fields == {"question": "financing", "phase": "running", "region": "Flevoland"}
    assert (start.points, {*start.notes}, start.moment) == ((point,), {first, second}, (begun.partnership, begun.wave))
    assert start.words == "Het lesgeld is betaald"
    across = write(begun, points.add, "how", "Overal hetzelfde", ["employer"])
    assert build.read(begun, model.lesson_start, "point", across) == model.LessonStart(
        {"question": "how"}, (), (across,), None, "Overal hetzelfde"
    )
    write(begun, points.retire, point)
    with pytest.raises(NotFoundError):
        build.read(begun, model.lesson_start, "point", point)


def test_a_lesson_begins_with_a_summary_or_the_reason_of_a_change_and_its_notes(with_words):
    begun, _point, summary, first, _second = with_words
    start = build.read(begun, model.lesson_start, "summary", summary)
    assert start.fields == {"block": "costs", "question": "financing", "phase": "running", "region": "Flevoland"}
    assert (start.notes, start.points, start.words) == ((first,), (), "Lesgeld drukt zwaar")
    at = (begun.partnership, begun.later_wave)
    reason = write(
        begun, matrix_summaries.save, *at, "block", "costs", "Een subsidie viel weg", [first], since=begun.wave
    )
    start = build.read(begun, model.lesson_start, "summary", reason["id"])
    assert (start.notes, start.moment, start.words) == ((first,), at, "Een subsidie viel weg")
    write(begun, matrix_summaries.save, *at, "block", "costs", "", [], since=begun.wave)
    with pytest.raises(NotFoundError):
        build.read(begun, model.lesson_start, "summary", reason["id"])


def test_a_lesson_begins_with_the_explanation_of_a_rating_and_its_notes(with_words):
    begun, *_others, first, second = with_words
    (answer,) = {row["answer_id"] for row in build.read(begun, notes.by_ids, [first, second])}
    start = build.read(begun, model.lesson_start, "answer", answer)
    assert start.fields == {"block": "costs", "question": "financing", "phase": "running", "region": "Flevoland"}
    assert (start.notes, start.points, start.moment) == ((first, second), (), (begun.partnership, begun.wave))
    assert start.words == "lesgeld\nreiskosten"
    with pytest.raises(NotFoundError):
        build.read(begun, model.lesson_start, "answer", "weg")


def test_an_opened_lesson_has_its_words_the_summaries_on_them_and_where_it_can_be_used(with_words):
    begun, point, summary, first, second = with_words
    other = write(begun, partnerships.add, "Elders", "EL", "", None)
    third = write(begun, partnerships.add, "Verder", "VE", "", None)
    made = write(begun, lessons.add, WORDS, [first], [point], (begun.partnership, begun.wave))
    write(begun, lessons.record_use, made, other, "Het hielp")
    opened = build.read(begun, model.opened_lesson, made)
    assert [row["id"] for row in opened.points] == [point]
    assert [row["text"] for row in opened.notes] == ["lesgeld"]
    assert [(row["id"], row["axis"], row["since"]) for row in opened.summaries] == [(summary, "block", "")]
    assert opened.partnerships == {third: "Verder"}  # neither where it comes from, nor where it is used
    on_second = write(begun, lessons.add, WORDS, [second])
    assert build.read(begun, model.opened_lesson, on_second).summaries == []


def test_a_form_offers_what_its_moment_holds_and_what_the_lesson_rests_on(with_words):
    begun, point, _summary, first, second = with_words
    at = (begun.partnership, begun.wave)
    offered = build.read(begun, model.lesson_choices, at, (first,), ())
    assert ({*offered.notes}, {*offered.points}) == ({first, second}, {point})
    later = build.read(begun, model.lesson_choices, (begun.partnership, begun.later_wave), (first,), (point,))
    assert ({*later.notes}, {*later.points}) == ({first}, {point})
    assert build.read(begun, model.lesson_choices, None, (), ()).notes == {}


def test_a_page_says_how_many_lessons_there_are_and_how_many_a_filter_leaves(begun):
    write(begun, lessons.add, WORDS | {"block": "costs"})
    write(begun, lessons.add, WORDS)
    page = build.read(begun, model.lessons_page, LessonFilter(block=("costs",)), 40)
    assert (page.counts.lessons, page.total, page.start, len(page.rows)) == (2, 1, 0, 1)
