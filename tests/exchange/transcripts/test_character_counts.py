"""The two counts of characters: words that a reader loses are seen and said."""

from __future__ import annotations

import pytest

from canvas.capture.transcript import Turn
from canvas.exchange.transcripts import READERS, read, turns
from canvas.exchange.transcripts.read_log import Reading
from tests.exchange.transcripts.test_fuzz import SOUND


def test_what_is_in_the_file_and_neither_set_aside_nor_kept_is_said():
    reading = Reading("gesprek.txt")
    reading.hold("Bo: een twee drie")
    reading.name("Bo:")
    transcript = reading.finish("txt", "", (Turn("Bo", "een drie"),))
    assert (transcript.characters_in, transcript.characters_kept) == (11, 7)
    assert transcript.warnings == (
        ("{lost} of {count} characters of the file are neither kept nor listed.", {"lost": 4, "count": 11}),
    )
    assert not transcript.complete


def test_what_is_listed_as_left_out_makes_a_reading_complete_and_a_time_with_letters_in_it_is_listed():
    reading = Reading("gesprek.txt")
    reading.hold("0:01 twaalf\nBo: een\nGemaakt met een programma")
    reading.time("0:01 twaalf")
    reading.name("Bo:")
    reading.leave_out("Gemaakt met een programma", "waarom", 3)
    transcript = reading.finish("txt", "", (Turn("Bo", "een"),))
    assert [row.text for row in transcript.left_out] == ["0:01 twaalf", "Gemaakt met een programma"]
    assert (transcript.characters_in, transcript.characters_kept, transcript.characters_left_out) == (35, 3, 32)
    assert transcript.complete


@pytest.mark.parametrize("ending", READERS)
def test_every_kind_of_file_tells_when_its_last_turn_goes_missing(ending, monkeypatch):
    whole = read(SOUND[ending], f"gesprek{ending}")
    lost = sum(map(len, whole.turns[-1].text.split()))
    join = turns.join_turns
    monkeypatch.setattr(turns, "join_turns", lambda pieces: join(pieces)[:-1])
    transcript = read(SOUND[ending], f"gesprek{ending}")
    assert whole.complete
    assert not transcript.complete
    assert (transcript.characters_in, transcript.characters_kept) == (whole.characters_in, whole.characters_kept - lost)
    assert {"lost": lost, "count": whole.characters_in} in [values for _, values in transcript.warnings]
