"""Tells by the words around a capitalised word whether it is somebody: “tegen X”, “X zei”, “X z'n fiets”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from canvas.capture.personal_data.dutch import COMMON, PARTICLES
from canvas.capture.personal_data.name_tokens import Token
from canvas.capture.personal_data.name_words import ARTICLES, BEFORE_PEOPLE, DETERMINERS, SAYS, SPEAKING_VERBS

_NEXT_IN_LIST = re.compile(r"(?:['’]?s)?(?:,?\s+(?:en|of|&|and)|,)\s+")
_OWNS = frozenset(("z'n", "d'r", "m'n", "zn", "dr"))
_NO_NOUNS = COMMON | PARTICLES | SPEAKING_VERBS
_WINDOW = 24


def is_in_company(text: str, token: Token) -> bool:
    """Tell whether the word before or the words behind say that this is somebody."""
    before = text[max(0, token.start - _WINDOW) : token.start].split()
    if before and before[-1].lower() in BEFORE_PEOPLE and not token.begins:
        return True
    return speaks_or_owns(text, token)


def speaks_or_owns(text: str, token: Token) -> bool:
    """Tell whether the words behind say what somebody does or has."""
    behind = text[token.end : token.end + _WINDOW].replace("’", "'")
    after = behind.split()
    if not after:
        return False
    if behind[0] != " ":  # “Ad's fiets”, “Hans' fiets”
        return after[0] in ("'s", "'") and len(after) > 1 and after[1][0].islower()
    first = after[0].lower().strip(",")
    if first in SPEAKING_VERBS and not (token.begins and first not in SAYS):
        return True
    return first in _OWNS or (first == "die" and len(after) > 1 and after[1].strip(",") in SAYS)


def owner(text: str, token: Token, before: Token | None) -> str:
    """Return who has what follows: “Rixt” of “Rixts lijstje”, or "" where that is not so."""
    behind = text[token.end : token.end + _WINDOW]
    noun = re.match(r" ([a-zà-ÿ]{3,})\b", behind)
    if not token.low.endswith("s") or len(token.low) < 4 or not noun or noun[1] in _NO_NOUNS:
        return ""
    of_sentence = before is not None and (before.kind in ("word", "small") or (before.begins and before.low in COMMON))
    return token.text[:-1] if before is not None and of_sentence and before.low not in DETERMINERS | ARTICLES else ""


def in_lists(text: str, runs: Sequence[Sequence[Token]]) -> list[list[int]]:
    """Return which runs, by their place, stand in one list: “Karin, Zorblax en Jan”."""
    lists: list[list[int]] = []
    for place, run in enumerate(runs):
        gap = text[runs[place - 1][-1].end : run[0].start] if place else ""
        if gap and len(gap) < 8 and _NEXT_IN_LIST.fullmatch(gap):
            lists[-1].append(place)
        else:
            lists.append([place])
    return [places for places in lists if len(places) > 1]
