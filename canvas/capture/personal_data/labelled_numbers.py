"""Finds numbers of somebody or of a firm that a word before them names: of a client, a policy, an invoice."""

from __future__ import annotations

import re
from collections.abc import Iterator

# any word on -nummer tells, but for those that count or say where something stands
_COUNTS = (
    r"(?!(?:huis|kamer|lokaal|zaal|vraag|pagina|blad|regel|artikel|versie|rang|volg|lijn|bus|spoor|perron|hoofdstuk"
    r"|bijlage|week|jaar|kwartaal|rug|stoel|maat|onder|stem|speel|top|dans)-?(?:nummer|nr)\b)"
)
_OF_SOMEBODY = (
    rf"(?:{_COUNTS}[^\W\d_]{{2,24}}-?(?:nummer|nr\b\.?|id\b)"
    r"|bsn|sofi|iban|bankrekening|rekening|paspoort|rijbewijs|identiteitskaart|id-kaart|(?:btw|vat|kvk|rsin|big|agb)"
    r"(?:[- ](?:nummer|nr\.?|id|identificatienummer|registratie|code|number))?|kenteken"
    r"|(?:client|patient|invoice|employee|staff|policy|passport|customer|student|case|account|member|membership"
    r"|licen[cs]e|registration|social security|tax|reference|chamber of commerce|personnel|order|file)"
    r" (?:number|no\.?|nr\.?|id))"
)
_OF_PAPERS = r"(?:dossier|zaak|factuur|polis|kenmerk|zaakkenmerk|casus|ordernr|aanvraag|beschikking|invoice|case|file)"
_BETWEEN = (
    r"(?: (?:van|of|voor|for) (?:de |het |mijn |the |my )?[^\W\d_]{1,24})?"
    r"(?: (?:is|was|luidt|wordt|nummer|nr\.?|number|no\.?|dus|namelijk)){0,2}[ :=#]{1,3}"
)
_VALUE = r"(?P<own>(?:[A-Za-z]{1,4}[-.]?)?\d(?:[ ./-]?\d|[-/]?[A-Z](?![^\W\d_])){LEAST,24})(?!\w)"
_NAMED = re.compile(rf"\b(?i:{_OF_SOMEBODY}{_BETWEEN}){_VALUE.replace('LEAST', '1')}")
_PAPERS = re.compile(
    rf"\b(?i:{_OF_PAPERS}(?: (?:nummer|nr\.?|number|no\.?))?[ :=#]{{1,3}})(?!(?:19|20)\d\d(?![\d/-]))"
    rf"{_VALUE.replace('LEAST', '3')}(?! ?(?:%|euro|procent|jaar|mensen))"
)
_TAX = re.compile(r"\bNL ?(?P<own>\d{9} ?B ?\d{2})\b", re.I)


def labelled_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where such numbers stand, without the word that names them."""
    yield from (match.span() for match in _TAX.finditer(text))
    for pattern in (_NAMED, _PAPERS):
        yield from (match.span("own") for match in pattern.finditer(text))
