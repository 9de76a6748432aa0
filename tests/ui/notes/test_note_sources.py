"""Where a note comes from, as it is drawn: the question, the whole answer, the turns around a passage, the history."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from canvas import method
from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.read_models.listed_notes import listed_notes
from canvas.store import interviews
from canvas.store.database import schema
from canvas.store.notes import notes, provenance
from canvas.ui.notes import note_versions
from canvas.ui.notes.note_sources import source
from tests.report.evidence_study import change_note, passage_note, rested, transcript


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: "en")


def drawn(begun, note_id: str) -> str:
    with begun.study.reading() as connection:
        rows = notes.by_ids(connection, [note_id])
        return source(listed_notes(connection, rows).origins[note_id], method.roles())


def test_an_answer_shows_the_question_the_line_and_the_interview(begun):
    made = rested(begun)
    html = drawn(begun, made.answered[1])
    assert "<p>Een leermeester kost ons een dag per week\n<mark>! Reizen is duur</mark></p>" in html
    assert "Question as asked" in html
    assert '<p lang="nl">' in html
    assert "NT-B1 · Employers · " in html
    assert "guide “Short interview guide”, version 1 · interviewer: onderzoeker-1" in html
    assert f"interview?interview={made.interview}&amp;question=costs.main" in html


def test_a_passage_shows_who_says_what_around_it_and_leads_to_its_place(begun):
    made = rested(begun)
    html = drawn(begun, made.spoken)
    assert "<p><b>Interviewer · 0:00:00</b> Wat kost het u om mee te doen?</p>" in html
    words = "Een leermeester is &lt;b&gt;acht uur&lt;/b&gt; per week kwijt."
    assert f"<b>NT-B1 · 0:01:05</b> Vooral tijd. <mark>{words}</mark>" in html
    assert "Question this answers, as asked" in html
    assert "all 4 timed lines of the file were read; of the 120 characters of its text 118 stand in" in html
    # 32 code points for the interviewer's turn and the empty line after it, 13 for the first sentence
    assert f"documents?document={made.transcript}&amp;at={30 + 2 + 13}" in html


def test_a_turn_that_answers_no_question_says_none(begun):
    made = rested(begun)
    text = transcript(begun, made.interview, question=None)
    assert "Question" not in drawn(begun, passage_note(begun, text, "Elke week, het hele jaar.", turn=3))


def test_a_publication_shows_its_section_and_source(begun):
    html = drawn(begun, rested(begun).published)
    assert "<mark>De gemeente betaalt de helft van de reiskosten.</mark>" in html
    assert "Jaarverslag" in html
    assert "Kosten" in html
    assert "Uitgeverij Voorbeeld" in html
    assert "Interview" not in html


def test_a_note_that_no_longer_stands_marks_no_line(begun):
    made = rested(begun)
    capture.save(begun.study, begun.user, made.interview, "costs.main", "! Reizen is duur")
    assert "<mark>" not in drawn(begun, made.answered[0])


def test_the_sources_of_a_page_take_as_many_queries_as_those_of_one_note(begun):
    made = rested(begun)
    few, several = [made.spoken], [made.spoken, *made.answered, made.published]
    more = [passage_note(begun, made.transcript, words, turn=3) for words in ("Elke week, het", "hele jaar.")]
    counts = []
    for ids in ([*few, made.answered[0], made.published], [*several, *more]):
        with begun.study.reading() as connection:
            rows = notes.by_ids(connection, ids)
            statements = []
            sa.event.listen(connection, "before_cursor_execute", lambda *event, into=statements: into.append(event[2]))
            listed_notes(connection, rows)
            counts.append(len(statements))
    assert counts[0] == counts[1]
    whole = [re.sub(r"(substr|length)\(document\.text", "", statement) for statement in statements]
    assert not any("document.text" in statement for statement in whole)  # pieces of it are read, never all


def test_the_versions_of_a_note_say_who_changed_which_words_and_where_it_went(begun):
    made = rested(begun)
    change_note(begun, made.answered[0], "Een leermeester kost ons <i>twee</i> dagen per week")
    capture.move_note(begun.study, begun.other_user, made.answered[0], "resources")
    with begun.study.reading() as connection:
        versions = provenance.versions(connection, [made.answered[0]])[made.answered[0]]
    html = note_versions.note_versions(versions)
    assert "Versions: 3" in html
    assert html.index("onderzoeker-2") < html.index("onderzoeker-1")
    assert "moved from Costs to Resources" in html
    assert "<ins>&lt;i&gt;twee&lt;/i&gt; dagen</ins>" in html
    assert "<del>een dag</del>" in html
    assert "<i>" not in html


def test_words_that_were_erased_are_said_to_be_gone(begun):
    made = rested(begun)
    with begun.study.writing(begun.user) as writer:
        gone = schema.note.update().where(schema.note.c.id == made.answered[0])
        writer.execute(gone.values(erased_at=writer.at, text=""))
    with begun.study.reading() as connection:
        rows = notes.of_answer(connection, made.answer)
        html = note_versions.versions_of_answer(rows, {})
    assert "The words of this note were erased." in html
    assert "Reizen is duur" in html


def test_the_explanation_of_a_low_rating_shows_what_was_asked_after_it_and_the_rating(begun):
    guide = shipped_guides()["factor-scan"]
    question = guide.questions[0]
    made = interviewing.plan(
        begun.study, begun.user, guide, begun.partnership, begun.wave, [begun.employer], "nl", start=True
    )
    with begun.study.reading() as connection:
        interviewing.ask(begun.study, begun.user, interviews.get(connection, made), question)
    capture.rate(begun.study, begun.user, made, question.key, 2)
    capture.save(begun.study, begun.user, made, question.key, "Nooit besproken")
    with begun.study.reading() as connection:
        (note,) = notes.with_sources(connection, blocks=["social_problem"])
    html = drawn(begun, note["id"])
    assert f"{question.text['nl']} {question.explain['nl']}</p>" in html
    assert "<h4>Rating</h4><p>2 of 5</p>" in html
    capture.rate(begun.study, begun.user, made, question.key, 4)
    html = drawn(begun, note["id"])
    assert question.explain["nl"] not in html
    assert "<p>4 of 5</p>" in html
