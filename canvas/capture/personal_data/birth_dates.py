"""Finds dates of birth: in figures, with the name of a month, or in words, where the sentence tells of a birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|mrt|march|mar|apr(?:il)?|mei|may|jun[ei]?|jul[iy]?|aug(?:ustus|ust)?"
    r"|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ONES = r"(?:een|één|eene|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_TENS = r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
_TEENS = r"(?:tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien)"
_NUMBER = rf"(?:{_ONES} ?(?:en|ën) ?{_TENS}|{_TEENS}|{_TENS}|{_ONES})"
_ORDINAL = r"(?:eerste|tweede|derde|achtste|\w{3,16}(?:de|ste))"
_ENGLISH = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|nineteen|two thousand)[ -]?){1,3}\w{0,9}"
_DAY = rf"(?:\d{{1,2}}(?:e|de|ste|st|nd|rd|th)?|{_NUMBER}|{_ORDINAL})"
_YEAR = (
    rf"(?:(?:19|20)\d\d|['’‘`]\d\d|\d\d(?!\d)|(?:negentien|achttien|twintig) ?(?:honderd)? ?(?:en )?{_NUMBER}"
    rf"|tweeduizend ?(?:en )?(?:{_NUMBER})?|{_NUMBER}|{_ENGLISH})"
)
_SIGN = r"[-/. \u2011\u2013]{1,2}"
_FIGURES = rf"\d{{1,2}}{_SIGN}\d{{1,2}}{_SIGN}(?:['’‘`]?\d{{2}}|(?:19|20)\d{{2}})"
_ISO = r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
_DATE = re.compile(
    rf"(?<![\w-])(?:{_ISO}|{_FIGURES}|{_DAY}[ -](?:van |of )?{_MONTH}(?:,?[ -]{{1,2}}{_YEAR})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d)(?!\w)",
    re.I,
)
_BORN = re.compile(
    r"\b(?:geboren|geboorte\w{0,12}|geb\b|jarig|verjaar\w{0,8}|born|birth\w{0,8}|dob\b)"
    r"|\b(?:ik|hij|zij|ze|jij|u|[A-Z]\w{1,30}) (?:ben|is|was|bent) (?:ik |hij |ze |zij |u )?van\s*$",
    re.I,
)
# a date of all figures so long ago says it by itself
_BY_ITSELF = re.compile(r"(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19[2-9]\d|200\d)|19[2-8]\d-\d{2}-\d{2})")
_SENTENCE_ENDS = re.compile(r"(?<!\bgeb)[.?!…;](?=\s)|[\n\r\0]")
_BEFORE, _BEHIND = 60, 45  # how far the word that tells may be


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield where dates of birth stand."""
    for match in _DATE.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip("."))
        if _BY_ITSELF.fullmatch(match[0]) or _tells_of_birth(text, start, end):
            yield start, end


def _tells_of_birth(text: str, start: int, end: int) -> bool:
    before = _SENTENCE_ENDS.split(text[max(0, start - _BEFORE) : start])[-1]
    behind = _SENTENCE_ENDS.split(text[end : end + _BEHIND])[0]
    return bool(_BORN.search(before) or _BORN.search(behind))
