"""Says of words whether they look like a surname, by lists, shapes and the small words before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from canvas.capture.personal_data import dutch
from canvas.capture.personal_data.dutch import ORGANISATION
from canvas.capture.personal_data.name_tokens import Token, evened
from canvas.capture.personal_data.name_words import (
    AMBIGUOUS_SURNAMES,
    BEFORE_SURNAMES,
    FIRST_NAMES,
    NO_SURNAMES,
    ORDINARY_WORDS,
    ORGANISATION_WORDS,
    PLACES,
    SURNAMES,
    WEAK_BEFORE,
)
from canvas.capture.word_sets import words

_SHAPE = re.compile(
    r".{2,}(?:stra|sma|ema|inga|enga|ink|inck|huizen|huis|mans|sen|ssen|sz|kamp|hof|hoff|horst|veld|meijer|meyer|maker"
    r"|boer|broek|wijk|berg|bergh|beek|burg|meulen|poort|donk|dijk|daal|laar|steen|stein|oğlu|oglu|ova|ski|sky|vić|ic)"
)
ORGANISATION_SHAPE = re.compile(
    r".+(?:unie|bank|groep|school|college|centrum|plein|straat|laan|weg|singel|bond|fonds|raad|dienst|lijn|park|stad|land"
    r"|tech|net|loket|pact|punt|team|hub|lab|fabriek|academie|plan|wet|regeling|project|platform|techniek|bedrijf)"
)


# of the first word of a firm: “Installatiebedrijf Garritsen”; “Bakker” may be a surname
FIRM_START = re.compile(
    r"(?:.*(?:bedrijf|bedrijven|centrum|kantoor|stichting|winkel|bureau|loket|makelaars?|vereniging|coöperatie|school"
    r"|fabriek|groep|garage|praktijk|hotel|restaurant|apotheek|drukkerij|kwekerij|bakkerij|slagerij|maatschappij|fonds"
    r"|zorg|techniek|bouw|museum|theater|kringloop|kinderopvang|transport|platform|netwerk)|café|smart|team|hub)"
)
FIRM_ENDS = words(
    """
    accountants advocaten notarissen makelaars architecten adviseurs ingenieurs consultancy advies bouw bouwbedrijf
    transport logistiek installatie installaties installatietechniek metaal techniek beton groep group holding machines
    mode keukens schilders zorg thuiszorg fietsen auto's automotive verhuur verzekeringen uitzendbureau personeel
    hoveniers tuinen catering food bakkers elektro elektrotechniek staalbouw constructie hub lab kringloop actief aktief
    """
)


def is_surname(token: Token) -> bool:
    """Tell whether a word with a capital is a surname of the list or has the shape of one."""
    if token.kind not in ("capital", "capitals") or token.low in NO_SURNAMES or token.low in ORGANISATION:
        return False
    return token.low in SURNAMES or any(
        _SHAPE.fullmatch(part) and part not in PLACES for part in token.low.split("-") if part not in ORDINARY_WORDS
    )


def has_first_name(chain: Sequence[Token]) -> bool:
    """Tell whether a first name stands before the last word."""
    return any(
        token.low in FIRST_NAMES or all(part in FIRST_NAMES for part in token.low.split("-"))
        for token in chain[:-1]
        if token.kind in ("capital", "capitals")
    )


def has_small_words_of_surname(chain: Sequence[Token]) -> bool:
    """Tell whether small words stand in a chain that only surnames have, or that follow a name."""
    low = tuple(evened(token.low) for token in chain)
    at = next((place for place, token in enumerate(chain) if token.kind == "small"), None)
    if at is None:
        return False
    if at > 0 or is_capital_by_itself(chain[0]):
        return True
    small = tuple(low[place] for place in range(at, len(chain)) if chain[place].kind == "small")
    if small in BEFORE_SURNAMES and small not in WEAK_BEFORE:
        return True
    last = chain[-1]
    return (is_surname(last) or last.low in AMBIGUOUS_SURNAMES) and (chain[0].text[0].isupper() or not _is_trade(last))


def is_capital_by_itself(token: Token) -> bool:
    """Tell whether a word has a capital that no sentence gave it."""
    return token.text[0].isupper() and not token.begins


def _is_trade(token: Token) -> bool:
    """Tell whether a word behind “de” may be no name though it has a capital."""
    return token.low in AMBIGUOUS_SURNAMES and token.low not in SURNAMES


def is_place_or_organisation(token: Token) -> bool:
    """Tell whether a word is known as a place, of an organisation, or to have its capital anyway."""
    return token.low in ORGANISATION_WORDS or token.low in dutch.CAPITALISED or token.low in PLACES
