"""What stands in the study after a transcript was stored: all that was shown, and nothing that was replaced."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from canvas.capture import pseudonyms, transcript_intake
from canvas.capture.folded_text import Folded
from canvas.capture.pseudonyms import Replacement
from canvas.capture.transcript import Transcript, Turn
from canvas.errors import UserError
from canvas.exchange import transcripts
from canvas.store import documents
from canvas.store.database import schema
from tests import build, recount

CASES = Path(__file__).parent.parent / "cases" / "transcripts"
# of each kind of fault that had to do with words or names a file or more
FILES = (
    "f01b_stamps_with_speakers.txt",
    "f03a_english_I_and_R.txt",
    "f04_rolling_captions.vtt",
    "f07b_teams_nl.docx",
    "f08a_small_letters.vtt",
    "f08e_dial_in_number.vtt",
    "f09_webex_identifiers.vtt",
    "f10d_nvivo_table.docx",
    "f13a_surnames_that_are_words.txt",
    "f13b_speaker_with_such_a_name.vtt",
    "f14_names_in_capitals.txt",
    "f15_initials_and_short_particles.txt",
    "f17_numbers_and_addresses.txt",
    "f23a_f4.rtf",
    "f23b_noscribe.html",
)


def stored(begun: build.Begun, read: Transcript) -> tuple[str, list[Replacement]]:
    """The id of the document that a transcript became, and what was replaced in it."""
    interview = build.interview(begun)
    people = build.read(begun, transcript_intake.respondents_of, interview)
    speakers = transcript_intake.match(read, people)
    terms = pseudonyms.propose(read, (), build.read(begun, transcript_intake.known_names, interview, speakers))
    ticked = {term.text: term.code for term in terms}  # also what is merely offered
    new, list_ = pseudonyms.replace_terms(read, terms, ticked, transcript_intake.labels(speakers, people))
    made = transcript_intake.store(
        begun.study, begun.user, new, interview_id=interview, speakers=speakers, replacements=list_
    )
    return made, list_


def test_of_no_kind_of_file_does_anything_replaced_stay_in_a_table_a_file_or_a_log(begun, caplog):
    caplog.set_level(logging.DEBUG)
    originals: set[str] = set()
    for name in FILES:
        _, list_ = stored(begun, transcripts.read((CASES / name).read_bytes(), name))
        originals |= {replacement.text for replacement in list_}
    assert len(originals) > 20
    own = {"interviewer", "respondent", "geïnterviewde"}  # words for a part, which the workbench itself writes
    originals = {text for text in originals if text.casefold() not in own and len(text) > 3}
    for table in schema.metadata.tables:
        for row in recount.table(begun.study, table):
            written = Folded(repr(row))
            assert [text for text in originals if next(written.find(text), None)] == [], table
    if begun.study.engine.dialect.name == "sqlite":
        for file in Path(begun.study.target).parent.rglob("*"):
            if file.is_file():
                written = Folded(file.read_bytes().decode("utf-8", "replace"))
                assert [text for text in originals if next(written.find(text, True), None)] == [], file.name
    assert [text for text in originals if text in caplog.text] == []


@pytest.mark.parametrize("name", FILES)
def test_the_characters_kept_of_a_file_are_those_of_the_stored_turns(begun, name):
    read = transcripts.read((CASES / name).read_bytes(), name)
    made, list_ = stored(begun, read)
    with begun.study.reading() as connection:
        document, turns = documents.get(connection, made), documents.turns(connection, made)
    assert len(turns) == len(read.turns)
    stored_count = sum(len("".join(document["text"][row["start"] : row["end"]].split())) for row in turns)
    longer = sum(len(replacement.places) * (_size(replacement.by) - _size(replacement.text)) for replacement in list_)
    assert stored_count - longer == document["intake"]["characters_kept"] == read.characters_kept
    assert stored_count == document["intake"]["characters_stored"]


def _size(text: str) -> int:
    return len("".join(text.split()))


TALK = Transcript("x.vtt", "vtt", "h" * 64, (Turn("A", "Zegt Karin."), Turn("A", "Goed. En nu?")), 0, 0, 20, 20)
LIST = [Replacement("Karin", "[persoon 1]", "name", (pseudonyms.Place(0, 5, 16),))]
SHOWN = replace(TALK, turns=(Turn("A", "Zegt [persoon 1]."), Turn("A", "Goed. En nu?")))


def put(begun: build.Begun, shown: Transcript = SHOWN) -> None:
    interview = build.interview(begun)
    speakers = [transcript_intake.Speaker("X", "interviewer", None, 2, 5)]
    label = transcript_intake.labels(speakers, [], "nl")["X"]
    shown = replace(shown, turns=tuple(replace(turn, speaker=label) for turn in shown.turns))
    transcript_intake.store(
        begun.study, begun.user, shown, interview_id=interview, speakers=speakers, replacements=LIST
    )


def documents_of(begun: build.Begun) -> list[dict]:
    with begun.study.reading() as connection:
        return documents.of_moment(connection, begun.partnership, begun.wave)


def test_what_was_shown_is_stored(begun):
    put(begun)
    assert len(documents_of(begun)) == 1


@pytest.mark.parametrize(
    ("shown", "fault"),
    [
        (replace(SHOWN, characters_kept=21), "20 characters would be kept of the 21"),
        (replace(SHOWN, turns=(Turn("A", "Zegt Karin [p 1]."), SHOWN.turns[1])), "0 of the 1 places"),
    ],
)
def test_where_counts_differ_from_what_was_shown_nothing_is_stored(begun, shown, fault):
    with pytest.raises(UserError, match=fault):
        put(begun, shown)
    assert documents_of(begun) == []


def test_a_turn_that_did_not_come_into_the_table_undoes_all(begun, monkeypatch):
    whole = documents.add_turns
    monkeypatch.setattr(documents, "add_turns", lambda writer, made, who, rows: whole(writer, made, who, rows[:-1]))
    with pytest.raises(UserError, match="1 turns would be stored of the 2"):
        put(begun)
    assert documents_of(begun) == []


def test_words_that_came_into_the_table_otherwise_undo_all(begun, monkeypatch):
    whole = documents.add
    monkeypatch.setattr(documents, "add", lambda writer, **row: whole(writer, **row | {"text": row["text"][:-2]}))
    with pytest.raises(UserError, match="18 characters would be kept of the 20"):
        put(begun)
    assert documents_of(begun) == []
