"""Who speaks in a transcript, and storing it: whole, once, and without a word that was replaced."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from canvas.capture import interviewing, pseudonyms, transcript_intake
from canvas.capture.transcript import Transcript, Turn
from canvas.errors import UserError
from canvas.store import documents, interviews, partnerships
from canvas.store.check import check
from canvas.store.database import schema
from tests import build, recount

TURNS = (
    Turn("Sanne Proefman", "Goedemiddag Piet. Wat kost het?", 0, 4_000),
    Turn("Piet van der Toetssteen", "Lesgeld, Sanne. Karin Testers weet het: karin@example.org of 06-00000000.", 4_000),
    Turn("Sanne Proefman", "En wat levert het op?", 9_000, 10_000),
    Turn("Piet van der Toetssteen", "Proeftechniek krijgt er mensen door. 😀 Zegt Karin.", 10_000, 15_000),
)
NAMES = ("Sanne", "Proefman", "Piet", "Toetssteen", "Karin", "Testers", "example.org", "00000000", "zqopname")
READ = Transcript(
    "zqopname Piet.vtt",
    "vtt",
    "a" * 64,
    TURNS,
    5,
    4,
    154,
    152,
    (
        ("line {at}: an impossible time; the words under it are kept, without a time.", {"at": "12, 15, … (7×)"}),
        ("it cannot be read ({why}).", {"why": "Piet", "count": 3}),
    ),
)


def of_turns(*turns: Turn, **more) -> Transcript:
    """The same file, read into other turns."""
    size = sum(len(word) for turn in turns for word in turn.text.split())
    return replace(READ, turns=turns, characters_in=size, characters_kept=size, **more)


def stored(begun: build.Begun, interview_id: str, read: Transcript = READ, listed=(), **more) -> str:
    people = build.read(begun, transcript_intake.respondents_of, interview_id)
    speakers = transcript_intake.match(read, people)
    terms = pseudonyms.propose(read, listed, build.read(begun, transcript_intake.known_names, interview_id, speakers))
    new, list_ = pseudonyms.replace_terms(read, terms, labels=transcript_intake.labels(speakers, people))
    return transcript_intake.store(
        begun.study, begun.user, new, interview_id=interview_id, speakers=speakers, replacements=list_, **more
    )


def parts(*turns: Turn, respondents=({"id": "r1", "code": "NT-B1"},)) -> list[tuple]:
    read = Transcript("x.vtt", "vtt", "h", turns, 0, 0, 0, 0)
    return [
        (speaker.label, speaker.part, speaker.respondent_id) for speaker in transcript_intake.match(read, respondents)
    ]


def test_of_two_speakers_the_one_who_asks_is_the_interviewer_and_the_other_the_respondent():
    assert parts(*TURNS) == [
        ("Sanne Proefman", "interviewer", None),
        ("Piet van der Toetssteen", "respondent", "r1"),
    ]
    assert [(speaker.turns, speaker.words) for speaker in transcript_intake.match(READ, [])] == [(2, 10), (2, 17)]


def test_a_guest_with_one_question_in_one_turn_is_not_the_interviewer():
    asks = [Turn("A", words) for words in ("Wie bent u?", "Wat kost het?", "En toen?", "Mooi.")]
    tells = [Turn("B", "Een verhaal van acht woorden over de techniek.") for _ in range(15)]
    assert [(label, part) for label, part, _ in parts(*asks, *tells, Turn("C", "Mag ik?"))] == [
        ("A", "interviewer"),
        ("B", "respondent"),
        ("C", "other"),
    ]


def test_a_label_that_says_who_it_is_is_believed():
    turns = [Turn("NT-B1", "Mag ik iets vragen?"), Turn("Onderzoeker (host)", "Zeker."), Turn("Gast", "Ja? Nee?")]
    assert parts(*turns) == [
        ("NT-B1", "respondent", "r1"),
        ("Onderzoeker (host)", "interviewer", None),
        ("Gast", "other", None),
    ]


def test_a_speaker_who_hardly_says_anything_is_nobody_in_particular():
    long = "woord " * 200
    turns = [Turn("A", "Wat kost het?"), Turn("B", long), Turn("C", "De microfoon staat aan.")]
    assert [part for _, part, _ in parts(*turns)] == ["interviewer", "respondent", "other"]


def test_what_cannot_be_known_is_left_open():
    two = ({"id": "r1", "code": "NT-B1"}, {"id": "r2", "code": "NT-B2"})
    turns = [Turn("A", "Wat kost het?"), Turn("B", "Lesgeld en tijd."), Turn("C", "Vooral tijd.")]
    assert [part for _, part, _ in parts(*turns, respondents=two)] == ["interviewer", "other", "other"]
    assert parts(Turn("", "Alles door elkaar. Wat kost het? Lesgeld.")) == [("", "other", None)]
    assert [part for _, part, _ in parts(Turn("A", "Dag."), Turn("B", "Dag."))] == ["other", "other"]


def test_labels_that_are_stored_are_never_names():
    people = [{"id": "r1", "code": "NT-B1"}]
    speakers = [
        transcript_intake.Speaker("Piet", "respondent", "r1", 1, 1),
        transcript_intake.Speaker("Piet (mobiel)", "respondent", "r1", 1, 1),
        transcript_intake.Speaker("Sanne", "interviewer", None, 1, 1),
        transcript_intake.Speaker("Karin", "interviewer", None, 1, 1),
        transcript_intake.Speaker("Joost", "other", None, 1, 1),
        transcript_intake.Speaker("Ria", "respondent", None, 1, 1),
        transcript_intake.Speaker("", "other", None, 1, 1),
    ]
    assert list(transcript_intake.labels(speakers, people).values()) == [
        "NT-B1",
        "NT-B1",
        "Interviewer",
        "Interviewer 2",
        "Spreker 5",
        "Spreker 6",
        "",
    ]
    assert transcript_intake.labels(speakers, people, "en")["Joost"] == "Speaker 5"


def test_a_transcript_is_stored_with_its_turns_its_speakers_and_what_its_reading_gave(begun):
    interview = build.interview(begun)
    made = stored(begun, interview)
    with begun.study.reading() as connection:
        document = documents.get(connection, made)
        turns, who = documents.turns(connection, made), documents.speakers(connection, made)
    assert (document["title"], document["kind"], document["source"]) == ("Transcript NT-B1", "transcript", "")
    assert (document["interview_id"], document["partnership_id"], document["wave_id"]) == (
        interview,
        begun.partnership,
        begun.wave,
    )
    texts = [document["text"][turn["start"] : turn["end"]] for turn in turns]
    assert texts == [
        "Goedemiddag NT-B1. Wat kost het?",
        "Lesgeld, [interviewer]. [persoon 1] weet het: [e-mail 1] of [telefoon 1].",
        "En wat levert het op?",
        "Proeftechniek krijgt er mensen door. 😀 Zegt [persoon 1].",
    ]
    assert document["text"] == "\n\n".join(texts)
    assert [(turn["speaker"], turn["from_ms"], turn["to_ms"]) for turn in turns] == [
        ("Interviewer", 0, 4_000),
        ("NT-B1", 4_000, None),
        ("Interviewer", 9_000, 10_000),
        ("NT-B1", 10_000, 15_000),
    ]
    assert [(speaker["label"], speaker["part"], speaker["code"]) for speaker in who] == [
        ("Interviewer", "interviewer", None),
        ("NT-B1", "respondent", "NT-B1"),
    ]
    assert document["intake"] == {
        "format": "vtt",
        "cues_in_file": 5,
        "cues_read": 4,
        "characters_in": 154,
        "characters_kept": 152,
        "characters_left_out": 0,
        "characters_stored": sum(len(word) for text in texts for word in text.split()),
        "warnings": [
            ["line {at}: an impossible time; the words under it are kept, without a time.", {"at": "12, 15, … (7×)"}],
            ["it cannot be read ({why}).", {"why": "…", "count": 3}],
        ],
        "terms_replaced": 6,
        "places_replaced": 6,
    }


def test_nothing_that_was_replaced_is_anywhere_in_the_study_nor_in_a_log(begun, caplog):
    caplog.set_level(logging.DEBUG)
    stored(begun, build.interview(begun))
    for table in schema.metadata.tables:
        for row in recount.table(begun.study, table):
            assert [name for name in NAMES if name.lower() in repr(row).lower()] == [], table
    if begun.study.engine.dialect.name == "sqlite":
        for file in Path(begun.study.target).parent.glob(Path(begun.study.target).name + "*"):
            file_bytes = file.read_bytes().lower()
            assert [name for name in NAMES if name.lower().encode() in file_bytes] == [], file.suffix
    assert [name for name in NAMES if name in caplog.text] == []


def test_an_interview_that_was_planned_counts_as_held_on_its_day(begun):
    def planned(day: str | None) -> dict:
        interview_id = interviewing.plan(
            begun.study,
            begun.user,
            build.short_guide(),
            begun.partnership,
            begun.wave,
            [begun.employer],
            "nl",
            planned_on=day,
        )
        stored(begun, interview_id, replace(READ, hash=str(day)))
        with begun.study.reading() as connection:
            return interviews.get(connection, interview_id)

    assert planned("2026-03-01")["started_at"] == "2026-03-01T12:00:00.000Z"
    assert planned("2999-01-01")["started_at"][:4] != "2999"
    assert planned(None)["completed_at"] is None


def test_a_completed_interview_may_still_get_its_transcript_and_a_second_one_another_title(begun):
    interview = build.interview(begun)
    interviewing.complete(begun.study, begun.user, interview)
    stored(begun, interview)
    second = stored(begun, interview, replace(READ, hash="b" * 64))
    with begun.study.reading() as connection:
        assert documents.get(connection, second)["title"] == "Transcript NT-B1 (2)"
        assert interviews.get(connection, interview)["completed_at"]


def test_the_same_file_twice_is_refused_and_where_it_stands_is_said(begun):
    interview = build.interview(begun)
    stored(begun, interview)
    for attempt in (lambda: stored(begun, interview), lambda: build.read(begun, transcript_intake.check_new, READ)):
        with pytest.raises(UserError, match=r"“Transcript NT-B1” \(Nieuwe Techniek · Meting 1 · ") as caught:
            attempt()
        assert not any(name in caught.value.message() for name in NAMES)
    assert len(recount.table(begun.study, "document")) == 1


def test_the_same_words_from_another_file_are_recognised(begun):
    spoken_text = " ".join(f"woord{n}" for n in range(60)) + " zegt Karin"
    stored(begun, build.interview(begun), of_turns(Turn("Piet", spoken_text), Turn("Sanne", "En verder?")))
    again = replace(READ, hash="b" * 64, turns=(Turn("", spoken_text.upper()), Turn("", "en verder")))
    other = replace(READ, hash="c" * 64, turns=(Turn("", spoken_text.replace("1", "7").replace("3", "8")),))
    where = (begun.partnership, begun.wave)
    assert build.read(begun, transcript_intake.similar_transcript, again, *where) == "Transcript NT-B1"
    assert build.read(begun, transcript_intake.similar_transcript, other, *where) is None
    assert build.read(begun, transcript_intake.similar_transcript, again, begun.partnership, begun.later_wave) is None


def test_a_title_that_holds_what_was_replaced_is_refused_and_nothing_is_stored(begun):
    interview = build.interview(begun)
    with pytest.raises(UserError, match="“Karin”"):
        stored(begun, interview, title="Gesprek over karin")
    with pytest.raises(UserError, match="nothing is said"):
        stored(begun, interview, replace(READ, turns=(Turn("", " "),)))
    assert recount.table(begun.study, "document") == recount.table(begun.study, "turn") == []
    made = stored(begun, interview, title="  Eerste  gesprek ")
    with begun.study.reading() as connection:
        assert documents.get(connection, made)["title"] == "Eerste gesprek"


def test_organisations_of_the_partnership_are_known_and_kept(begun):
    with begun.study.writing(begun.user) as writer:
        partnerships.add_partner(writer, begun.partnership, "Proeftechniek", "employer")
    known_names = build.read(
        begun, transcript_intake.known_names, build.interview(begun), transcript_intake.match(READ, [])
    )
    assert known_names.organisations == ["Nieuwe Techniek", "Proeftechniek"]
    kept_terms = [term.text for term in pseudonyms.propose(READ, known_names=known_names) if term.keep]
    assert kept_terms == ["Proeftechniek"]


def test_words_of_nobody_are_nothing_that_check_finds(begun):
    # every transcript with an unlabelled turn, such as its first lines, made `check` end with a fault
    stored(begun, build.interview(begun), of_turns(Turn("", "Een begin."), *TURNS))
    assert check.check(begun.study)["faults"] == []


def test_positions_are_code_points_also_beyond_the_basic_plane_and_right_to_left(begun):
    spoken_texts = ("😀 אמר משה לדוד", "e\u0301e\u0301n Karin 😀", "ok")
    read = of_turns(*(Turn("A", text) for text in spoken_texts))
    made = stored(begun, build.interview(begun), read, listed=["משה"])
    with begun.study.reading() as connection:
        text = documents.get(connection, made)["text"]
        turns = documents.turns(connection, made)
    assert [text[turn["start"] : turn["end"]] for turn in turns] == [
        "😀 אמר [term 1] לדוד",
        "e\u0301e\u0301n [persoon 1] 😀",
        "ok",
    ]
