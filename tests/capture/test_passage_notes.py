"""Reading a document into notes: whose words they are, what is counted, and what comes back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture import passage_notes
from canvas.errors import ChangedMeanwhileError, NotFoundError, UserError
from canvas.store import documents, moments, partnerships
from canvas.store.check.check import check
from canvas.store.database.text import clean_line
from canvas.store.documents import add, add_turns
from canvas.store.notes import notes
from canvas.store.themes import themes
from tests import build, recount
from tests.examples import examples

# turn by turn: who says it, and what
TURNS = [
    ("Interviewer", "Wat kost het u?"),
    ("NT-B1", "Vooral tijd 👩🏽‍🔧 van onze monteurs. Daar staat niets tegenover."),
    ("Spreker 3", "Mag ik iets zeggen?"),
    ("NT-B1", "Ja, hoor."),
]
WHO = {"Interviewer": "interviewer", "NT-B1": "respondent", "Spreker 3": "other"}


def transcript(begun, turns=TURNS, **more) -> str:
    """A transcript of an interview with the employer, whose turns these are; returns the document's id."""
    interview = build.interview(begun, begun.employer)
    text, rows = "", []
    for speaker, words in turns:
        text += "\n\n" if text else ""
        rows.append(
            {
                "speaker": speaker,
                "start": len(text),
                "end": len(text) + len(words),
                "from_ms": None,
                "to_ms": None,
                "question": None,
            }
        )
        text += words
    with begun.study.writing(begun.user) as writer:
        made = add(
            writer,
            title="Gesprek",
            text=text,
            kind="transcript",
            source="",
            language="nl",
            interview_id=interview,
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            **more,
        )
        speakers = [
            {"label": label, "part": part, "respondent_id": begun.employer if part == "respondent" else None}
            for label, part in WHO.items()
        ]
        add_turns(writer, made, [row for row in speakers if row["label"] in dict(turns)], rows)
    return made


def span(begun, document: str, words: str) -> tuple[int, int]:
    with begun.study.reading() as connection:
        text = documents.get(connection, document)["text"]
    return text.index(words), text.index(words) + len(words)


def note(begun, document: str, words: str, block: str = "costs", **more) -> dict:
    """Note these words of a document, and give the note as it stands."""
    made = passage_notes.note_passage(begun.study, begun.user, document, *span(begun, document, words), block, **more)
    return standing(begun, made["note_id"]) | {"how": made["how"]}


def standing(begun, note_id: str) -> dict:
    with begun.study.reading() as connection:
        return notes.by_ids(connection, [note_id])[0]


def passages(begun, document: str) -> list[dict]:
    with begun.study.reading() as connection:
        return documents.passages(connection, document)


def test_words_of_a_respondent_become_a_note_in_that_role_and_are_heard(begun):
    document = transcript(begun)
    made = note(begun, document, "Vooral tijd 👩🏽‍🔧 van onze monteurs.")
    assert (made["text"], made["role"], made["origin"], made["block"]) == (
        "Vooral tijd 👩🏽‍🔧 van onze monteurs.",
        "employer",
        "passage",
        "costs",
    )
    assert (made["partnership_id"], made["wave_id"], made["turn"], made["codes"]) == (
        begun.partnership,
        begun.wave,
        1,
        ["NT-B1"],
    )
    cell = recount.stored(begun.study)[(begun.partnership, begun.wave, "employer", "costs")]
    assert (cell["notes"], cell["respondents"]) == (1, 1)
    assert check(begun.study)["faults"] == []


@pytest.mark.parametrize("words", ["Wat kost het u?", "Mag ik iets zeggen?"])
def test_words_of_the_interviewer_or_somebody_unmatched_have_no_role_and_make_nobody_heard(begun, words):
    document = transcript(begun)
    made = note(begun, document, words, "partners")
    assert (made["role"], made["codes"]) == (None, [])
    assert recount.stored(begun.study)[(begun.partnership, begun.wave, "", "partners")] == {"notes": 1}


def test_a_passage_over_turns_is_of_who_speaks_where_it_begins_and_on_one_line(begun):
    document = transcript(begun)
    made = note(begun, document, "niets tegenover.\n\nMag ik iets")
    assert (made["text"], made["role"], made["turn"]) == ("niets tegenover. Mag ik iets", "employer", 1)


def test_white_space_around_the_words_falls_off_the_passage(begun):
    document = transcript(begun)
    made = note(begun, document, " iets zeggen?\n\n")
    start, end = span(begun, document, "iets zeggen?")
    assert (made["start"], made["end"], made["text"]) == (start, end, "iets zeggen?")


def test_two_respondents_heard_in_one_cell_are_two(begun):
    document = transcript(begun)
    note(begun, document, "Vooral tijd")
    note(begun, document, "Ja, hoor.")
    with begun.study.writing(begun.user) as writer:
        other = add(
            writer,
            title="B",
            text="Ook geld.",
            kind="transcript",
            source="",
            language="nl",
            partnership_id=begun.partnership,
            wave_id=begun.wave,
        )
        add_turns(
            writer,
            other,
            [{"label": "x", "part": "respondent", "respondent_id": begun.employer_too}],
            [{"speaker": "x", "start": 0, "end": 9, "from_ms": 0, "to_ms": 1, "question": None}],
        )
    note(begun, other, "Ook geld.")
    cell = recount.stored(begun.study)[(begun.partnership, begun.wave, "employer", "costs")]
    assert (cell["notes"], cell["respondents"]) == (3, 2)


def test_passages_overlap_and_one_passage_may_stand_on_two_blocks(begun):
    document = transcript(begun)
    note(begun, document, "tijd 👩🏽‍🔧 van onze monteurs", "costs")
    note(begun, document, "van onze monteurs. Daar", "partners")
    again = note(begun, document, "van onze monteurs. Daar", "resources")
    note_rows = passages(begun, document)
    assert [row["block"] for row in note_rows] == ["costs", "partners", "resources"]
    assert note_rows[0]["end"] > note_rows[1]["start"]
    assert note_rows[1]["id"] == note_rows[2]["id"] == again["passage_id"]


def test_the_same_words_on_the_same_block_are_noted_once(begun):
    document = transcript(begun)
    first, again = note(begun, document, "Ja, hoor."), note(begun, document, "Ja, hoor. "[:9])
    assert (again["id"], first["how"], again["how"]) == (first["id"], "stored", "there")
    assert len(passages(begun, document)) == 1


def test_an_attempt_that_was_stored_before_is_not_stored_again(begun):
    document = transcript(begun)
    first = note(begun, document, "Ja, hoor.", attempt="try-1")
    assert note(begun, document, "Ja, hoor.", attempt="try-1") | {"how": ""} == first | {"how": ""}
    # nor where the note was taken away meanwhile: an answer that got lost brings nothing back
    passage_notes.remove_note(begun.study, begun.user, document, first["id"])
    assert note(begun, document, "Ja, hoor.", attempt="try-1")["how"] == "repeated"
    assert passages(begun, document) == []


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        (5, 5, "does not lie"),
        (9, 3, "does not lie"),
        (-1, 4, "does not lie"),
        (0, 10**6, "does not lie"),
        (15, 17, "no words"),
    ],
)
def test_a_span_that_holds_no_words_is_refused_and_nothing_is_stored(begun, start, end, fault):
    document = transcript(begun)
    with pytest.raises(UserError, match=fault):
        passage_notes.note_passage(begun.study, begun.user, document, start, end, "costs")
    assert recount.table(begun.study, "passage") == recount.table(begun.study, "note") == []


def test_a_passage_that_is_too_long_or_on_no_block_or_of_no_document_is_refused(begun):
    document = transcript(begun, [("NT-B1", "lang " * 3000)])
    with pytest.raises(UserError, match=re.escape("10,001 characters")):
        passage_notes.note_passage(begun.study, begun.user, document, 0, 10_001, "costs")
    with pytest.raises(UserError, match="18 blocks"):
        passage_notes.note_passage(begun.study, begun.user, document, 0, 4, "weather")
    with pytest.raises(NotFoundError):
        passage_notes.note_passage(begun.study, begun.user, "nowhere", 0, 4, "costs")


def test_a_theme_that_is_not_there_leaves_nothing_behind(begun):
    document = transcript(begun)
    with pytest.raises(UserError):
        note(begun, document, "Ja, hoor.", theme_ids=["no such theme"])
    assert recount.table(begun.study, "passage") == recount.table(begun.study, "note") == []


def test_a_note_gets_its_themes_with_the_passage_and_later(begun):
    document = transcript(begun)
    with begun.study.writing(begun.user) as writer:
        time, money = themes.add(writer, "Tijd"), themes.add(writer, "Geld")
    made = note(begun, document, "Vooral tijd", theme_ids=[time])
    passage_notes.give_theme(begun.study, begun.user, document, made["id"], money, True)
    passage_notes.give_theme(begun.study, begun.user, document, made["id"], time, False)
    with begun.study.reading() as connection:
        assert [row["name"] for row in themes.of_notes(connection, [made["id"]])[made["id"]]] == ["Geld"]


def test_a_note_taken_away_takes_its_passage_out_of_sight_and_out_of_the_count_and_comes_back(begun):
    document = transcript(begun)
    made = note(begun, document, "Vooral tijd")
    key = (begun.partnership, begun.wave, "employer", "costs")
    number = passage_notes.remove_note(begun.study, begun.user, document, made["id"])
    assert passages(begun, document) == []
    assert recount.stored(begun.study)[key].get("notes", 0) == 0
    assert "respondents" not in recount.stored(begun.study)[key]
    assert passage_notes.remove_note(begun.study, begun.user, document, made["id"]) == number  # asked twice is once
    for _twice in range(2):
        passage_notes.restore_note(begun.study, begun.user, document, made["id"], number)
    assert [row["note_id"] for row in passages(begun, document)] == [made["id"]]
    assert recount.stored(begun.study)[key]["respondents"] == 1
    with begun.study.reading() as connection:
        assert [row["undoes"] for row in notes.revisions(connection, made["id"])] == [number, None, None]


def test_a_note_is_edited_and_its_passage_stays_what_was_said(begun):
    document = transcript(begun)
    made = note(begun, document, "Vooral tijd")
    opened = {name: made[name] for name in ("text", "block", "kind")}
    edited = {"text": "Het kost vooral  tijd", "block": "resources", "kind": "weakness"}
    passage_notes.change_note(begun.study, begun.user, document, made["id"], edited, opened)
    now = standing(begun, made["id"])
    assert (now["text"], now["block"], now["kind"]) == ("Het kost vooral tijd", "resources", "weakness")
    assert (now["start"], now["end"]) == span(begun, document, "Vooral tijd")
    passage_notes.change_note(begun.study, begun.user, document, made["id"], edited, opened)  # a retry makes no version
    assert standing(begun, made["id"])["revision"] == 2
    with pytest.raises(ChangedMeanwhileError):
        passage_notes.change_note(
            begun.study, begun.other_user, document, made["id"], edited | {"text": "Anders"}, opened
        )


def test_a_note_of_another_document_is_not_touched_from_here(begun):
    document, other = transcript(begun), transcript(begun)
    made = note(begun, other, "Ja, hoor.", attempt="elsewhere")
    opened = {name: made[name] for name in ("text", "block", "kind")}
    for touch in (
        lambda: passage_notes.change_note(
            begun.study, begun.user, document, made["id"], opened | {"text": "x"}, opened
        ),
        lambda: passage_notes.remove_note(begun.study, begun.user, document, made["id"]),
        lambda: passage_notes.restore_note(begun.study, begun.user, document, made["id"], 1),
        lambda: note(begun, document, "Ja, hoor.", attempt="elsewhere"),
    ):
        with pytest.raises(UserError, match="another document"):
            touch()
    (_interview, answered) = build.answered(begun, "Uit een antwoord")
    with pytest.raises(UserError, match="another document"):
        passage_notes.remove_note(begun.study, begun.user, document, answered[0]["id"])
    assert standing(begun, made["id"])["revision"] == 1


def test_a_turn_is_linked_to_a_question_that_was_asked_and_its_notes_carry_it(begun):
    document = transcript(begun)
    made = note(begun, document, "Vooral tijd")
    asked_keys = [question.key for question, _wording in build.read(begun, passage_notes.questions, document)]
    assert asked_keys == [question.key for question in build.short_guide().for_role("employer")]
    assert passage_notes.link_question(begun.study, begun.user, document, 1, "costs.main") is None
    assert standing(begun, made["id"])["question"] == "costs.main"
    assert passage_notes.link_question(begun.study, begun.user, document, 1, None) == "costs.main"
    assert standing(begun, made["id"])["question"] is None
    with pytest.raises(UserError, match="was not asked"):
        passage_notes.link_question(begun.study, begun.user, document, 1, "weather.main")
    with pytest.raises(NotFoundError):
        passage_notes.link_question(begun.study, begun.user, document, 99, "costs.main")


def test_a_document_of_no_interview_answers_no_questions_and_its_notes_stand_in_their_section(begun):
    with begun.study.writing(begun.user) as writer:
        made = add(
            writer,
            title="Rapport",
            text="Opzet\n\nAcht bedrijven doen mee.",
            kind="report",
            source="Archief",
            language="nl",
            partnership_id=begun.partnership,
            wave_id=begun.wave,
        )
        documents.add_passage(writer, made, "Opzet", 7, 31)
    assert build.read(begun, passage_notes.questions, made) == []
    note_rows = note(begun, made, "Acht bedrijven", "partners")
    assert (note_rows["section"], note_rows["turn"], note_rows["role"]) == ("Opzet", None, None)


def test_notes_across_cases_stand_in_no_cell(begun):
    with begun.study.writing(begun.user) as writer:
        made = add(writer, title="Lessen", text="Samen werkt beter.", kind="report", source="", language="nl")
    assert note(begun, made, "Samen werkt beter.", "relations")["partnership_id"] is None
    assert recount.stored(begun.study) == {}


def test_a_study_that_may_not_be_changed_keeps_its_words_and_says_why(begun, monkeypatch):
    document = transcript(begun)
    monkeypatch.setattr(type(begun.study), "read_only", property(lambda _: True))
    with pytest.raises(UserError, match="read-only"):
        note(begun, document, "Ja, hoor.")


SIGNS = [*"ab c\n\t.é", "e\u0301", "👩🏽\u200d🔧", "😀", "שלום", "مرحبا", "\u200f", "\u00a0", "𝔘"]
TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=30).map("".join)


@examples(40)
@given(text=TEXTS, data=st.data())
def test_any_span_of_any_text_gives_a_note_whose_passage_is_the_same_words(begun, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    with begun.study.writing(begun.user) as writer:
        made = add(writer, title="x", text=text, kind="report", source="", language="nl")
    if not text[start:end].strip():
        with pytest.raises(UserError, match="no words"):
            passage_notes.note_passage(begun.study, begun.user, made, start, end, "costs")
        return
    note_row = standing(
        begun, passage_notes.note_passage(begun.study, begun.user, made, start, end, "costs")["note_id"]
    )
    assert text[note_row["start"] : note_row["end"]] == text[start:end].strip()
    assert note_row["text"] == clean_line(text[start:end])


def test_somebody_elses_moment_is_not_touched(begun):
    with begun.study.writing(begun.user) as writer:
        other = partnerships.add(writer, "Andere", "AN")
        moments.put_moment(writer, other, begun.wave)
    note(begun, transcript(begun), "Ja, hoor.")
    assert {key[0] for key in recount.stored(begun.study)} == {begun.partnership}
