"""Foreign transcripts of some seventy programs and ways of typing, each with its right turns and what is left out."""

from __future__ import annotations

import pytest

from canvas.exchange.transcripts import read
from tests.exchange.transcripts.foreign_layouts import every_case

CASES = every_case()


@pytest.mark.parametrize("name", CASES)
def test_every_word_is_there_once_with_who_said_it_and_when(name):
    case = CASES[name]
    transcript = read(case.data, case.file_name)
    assert [(turn.speaker, turn.text, turn.from_ms) for turn in transcript.turns] == case.turns
    assert [row.text for row in transcript.left_out] == list(case.left_out)
    assert transcript.complete
