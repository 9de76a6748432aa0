"""Makes turns of utterances: what one speaker says in a row, in portions one can find one's way in.

Captions come in pieces of some seconds. Those of one speaker become one turn, so that the reader shows a conversation
rather than a film. A turn ends where another speaks, after a silence of more than 30 seconds (what follows is as good
as a new subject), and before it grows beyond 1,500 characters (some two minutes of speech, a screen of text): a
monologue of half an hour in one turn would give nothing to hold on to, and every passage in it the same place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from canvas.capture.transcript import Turn

LONGEST_TURN = 1_500  # characters in a turn
PAUSE = 30_000  # milliseconds of silence that end a turn
_SPACES = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")  # a no-break space is a character of the text
_SENTENCE = re.compile(r"[.!?…؟。]['\")\]»”’]?(?=\s)")
_CLINGING = "\u200d\ufe0e\ufe0f"  # joiner and variation selectors belong to the character before them


@dataclass(frozen=True)
class Utterance:
    """A bit of speech as it was found; `fresh` says that a new paragraph of the file begins with it."""

    speaker: str
    text: str
    from_ms: int | None = None
    to_ms: int | None = None
    fresh: bool = False


def join_turns(pieces: Iterable[Utterance]) -> tuple[Turn, ...]:
    """Return the turns of a conversation; where nobody is named, each paragraph of the file is one."""
    pieces = [piece for piece in pieces if piece.text.strip()]
    has_speakers = any(piece.speaker for piece in pieces)
    turns: list[Turn] = []
    run: list[Utterance] = []
    length = 0
    for piece in (part for whole_piece in pieces for part in _portions(whole_piece)):
        if run and (length + 1 + len(piece.text) > LONGEST_TURN or _ends(run[-1], piece, has_speakers)):
            turns.append(_turn(run))
            run, length = [], 0
        run.append(piece)
        length += len(piece.text) + (length > 0)
    if run:
        turns.append(_turn(run))
    return tuple(turns)


def _ends(last: Utterance, piece: Utterance, has_speakers: bool) -> bool:
    if piece.speaker != last.speaker or (piece.fresh and not has_speakers):
        return True
    return last.to_ms is not None and piece.from_ms is not None and piece.from_ms - last.to_ms > PAUSE


def _turn(run: list[Utterance]) -> Turn:
    first = next((piece.from_ms for piece in run if piece.from_ms is not None), None)
    last = max((piece.to_ms for piece in run if piece.to_ms is not None), default=None)
    return Turn(run[0].speaker, " ".join(piece.text for piece in run), first, last)


def _portions(piece: Utterance) -> Iterator[Utterance]:
    """Yield an utterance, white space evened; one too long for a turn in portions, cut after a sentence."""
    text = _SPACES.sub(" ", piece.text).strip(" ")
    if len(text) <= LONGEST_TURN:
        if text:
            yield Utterance(piece.speaker, text, piece.from_ms, piece.to_ms, piece.fresh)
        return
    start = 0
    while start < len(text):
        end = _cut(text, start)
        begins, ends = start == 0, end >= len(text)
        part = text[start:end].strip(" ")
        if part:
            yield Utterance(
                piece.speaker,
                part,
                piece.from_ms if begins else None,
                piece.to_ms if ends else None,
                piece.fresh and begins,
            )
        start = end + text.startswith(" ", end)


def _cut(text: str, start: int) -> int:
    """Return where a portion that begins at `start` ends.

    After a sentence, else at a space, else between two characters.
    """
    if len(text) - start <= LONGEST_TURN:
        return len(text)
    window = text[start : start + LONGEST_TURN]
    ends = [sentence.end() for sentence in _SENTENCE.finditer(window, LONGEST_TURN // 2)]
    if ends:
        return start + ends[-1]
    space = window.rfind(" ", 1)
    if space > 0:
        return start + space
    at = start + LONGEST_TURN
    while at > start + LONGEST_TURN // 2 and (
        unicodedata.combining(text[at]) or text[at] in _CLINGING or text[at - 1] == "\u200d"
    ):
        at -= 1
    return at
