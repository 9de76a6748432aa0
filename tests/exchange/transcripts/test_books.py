"""The two counts of characters: words that a reader loses are seen and said."""

from __future__ import annotations

import pytest

from canvas.capture.transcript import Turn
from canvas.exchange.transcripts import READERS, read, turns
from canvas.exchange.transcripts.reading import Reading
from tests.exchange.transcripts.test_fuzz import SOUND


def test_what_is_in_the_file_and_neither_set_aside_nor_kept_is_said():
    reading = Reading("gesprek.txt")
    reading.hold("Bo: een twee drie")
    reading.beside("Bo:")
    found = reading.finish("txt", "", (Turn("Bo", "een drie"),))
    assert (found.characters_in, found.characters_kept) == (11, 7)
    assert found.warnings == (("{lost} of {count} characters of speech were not kept.", {"lost": 4, "count": 11}),)


@pytest.mark.parametrize("ending", READERS)
def test_every_kind_of_file_tells_when_its_last_turn_goes_missing(ending, monkeypatch):
    whole = read(SOUND[ending], f"gesprek{ending}")
    lost = sum(map(len, whole.turns[-1].text.split()))
    join = turns.join
    monkeypatch.setattr(turns, "join", lambda pieces: join(pieces)[:-1])
    found = read(SOUND[ending], f"gesprek{ending}")
    assert (found.characters_in, found.characters_kept) == (whole.characters_in, whole.characters_in - lost)
    assert found.warnings[-1][1] == {"lost": lost, "count": whole.characters_in}
