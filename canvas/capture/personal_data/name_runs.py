"""Finds runs of words that together may be one name: a title, initials, first names, small words, capitals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from canvas.capture.personal_data import dutch
from canvas.capture.personal_data.dutch import COMMON
from canvas.capture.personal_data.name_tokens import MOST_WORDS, Token, adjacent, evened
from canvas.capture.personal_data.name_words import (
    AMBIGUOUS_SURNAMES,
    ARTICLES,
    BEFORE_SURNAMES,
    COMPASS,
    FIRST_NAMES,
    LEADING,
    NO_SURNAMES,
    ORGANISATION_WORDS,
    PLACES,
    PREPOSITIONS,
    SURNAMES,
    WEAK_BEFORE,
)
from canvas.capture.personal_data.surnames import FIRM_START, is_capital_by_itself, is_place_or_organisation, is_surname


def name_runs(text: str, tokens: Sequence[Token]) -> Iterable[tuple[list[Token], str]]:
    """Yield runs of words that together may be one name, each with the title before it (“” where there is none)."""
    place = 0
    while place < len(tokens):
        title = ""
        start = place
        while (
            place < len(tokens) and tokens[place].kind == "title" and (place == start or adjacent(text, tokens, place))
        ):
            title = tokens[place].low.strip(".")
            place += 1
        goes_on = not title or (place < len(tokens) and adjacent(text, tokens, place))
        run = _run(text, tokens, place, bool(title)) if goes_on else []
        if title and not run and _is_surname_after_title(tokens[place - 1]):
            # “mevrouw Meester”, and “volgens Meester”
            yield [tokens[place - 1]._replace(kind="capital")], title if place - start > 1 else ""
            continue
        if not goes_on:
            continue
        if run:
            place = place + len(run)
            yield from _trimmed(run, title)
        elif not title:
            place += 1


def _run(text: str, tokens: Sequence[Token], place: int, titled: bool) -> list[Token]:
    """Return the longest run from here: names, with small words before and between them, the last one a name."""
    run: list[Token] = []
    at = place
    while at < len(tokens) and len(run) < MOST_WORDS:
        token = tokens[at]
        if at > place and not adjacent(text, tokens, at):
            break
        follows = run and (run[-1].kind == "initial" or run[-1].low in FIRST_NAMES)
        if token.kind == "title" and follows and _is_surname_after_title(token):
            token = token._replace(kind="capital")  # “A. Meester”, “Karin Meester”
        if token.kind in ("capital", "capitals", "initial") and not _stops(run, token):
            run.append(token)
            at += 1
            continue
        of_manor = token.low == "tot" and run and run[0].kind != "word"  # “van Voorst tot Voorst”
        if token.kind != "small" or (_complete(run) and not of_manor):
            break
        run_has_particle = any(other.kind == "small" for other in run)
        count = _small_words(text, tokens, at, run_has_particle)
        if not run and not titled and any(is_capital_by_itself(other) for other in tokens[at + 1 : at + count]):
            break  # of “van De Groot” the name begins with De
        if count and run and _says_whose(run, tokens[at : at + count + 1], titled):
            break
        if not count or not (run or titled or _may_lead(tokens[at : at + count + 1])):
            break
        run.extend(tokens[at : at + count])
        at += count
    while run and run[-1].kind in ("small", "initial"):
        run = run[:-1]
    return run


def _is_surname_after_title(token: Token) -> bool:
    return is_capital_by_itself(token) and (token.low in SURNAMES or token.low in AMBIGUOUS_SURNAMES)


def _says_whose(run: Sequence[Token], words: Sequence[Token], titled: bool) -> bool:
    """Tell whether “van X” behind a name says where somebody works or lives: “Karin van Gemeente …”."""
    name, small = words[-1], tuple(evened(token.low) for token in words[:-1])
    of_organisation = name.low in ORGANISATION_WORDS or name.low in NO_SURNAMES or FIRM_START.fullmatch(name.low)
    if run[0].low in PLACES or (of_organisation and small[0] in ("van", "bij", "aan", "op", "uit")):
        return True
    whole = titled and any(token.kind in ("capital", "capitals") for token in run)
    return whole and small == ("van",)


def _stops(run: Sequence[Token], token: Token) -> bool:
    """Tell whether a word with a capital begins something else: “Karin Testers Daarna …” has no full stop between."""
    after_name = bool(run) and run[-1].kind not in ("small", "initial")  # “de Goede” is a name, for all its capital
    return after_name and token.low in COMMON and not (token.low in AMBIGUOUS_SURNAMES or token.low in FIRST_NAMES)


def _may_lead(words: Sequence[Token]) -> bool:
    """Tell whether small words without a name before them may begin one: “van der Meer”, “De Groot”, “ten Have”."""
    if len(words) < 2 or words[-1].kind not in ("capital", "capitals"):
        return False
    if words[0].text == "ben":
        return False  # “Ik ben Karin”; the small word of “Karin ben Testers” has a name before it
    low = tuple(evened(token.low) for token in words[:-1])
    name = words[-1]
    if name.low in dutch.CAPITALISED:
        return False
    if is_capital_by_itself(words[0]) and low == ("de",):
        return True  # “De Roo” and “De Rijk”, to be seen at least
    if name.low in ORGANISATION_WORDS or name.low in NO_SURNAMES:
        return False
    if is_capital_by_itself(words[0]) and words[0].low in ("van", "ten", "ter", "te"):
        return True  # “Van Zutphen” with its capital within a sentence
    if name.low in PLACES:
        return False
    if is_capital_by_itself(words[0]) and low in (("den",), ("'t",)):
        return True
    if low in BEFORE_SURNAMES and low not in WEAK_BEFORE:
        return True
    is_surname_word = name.low in SURNAMES or name.low in AMBIGUOUS_SURNAMES or is_surname(name)
    if low in (("de",), ("van",), ("den",), ("der",), ("het",)):
        # “de Visser” may be a fisherman with a capital; “van Zwolle” says where
        return is_surname_word and (low != ("van",) or name.low in SURNAMES or words[0].text[0].isupper())
    return is_surname_word and low[0] in LEADING


def _complete(run: Sequence[Token]) -> bool:
    """Tell whether a run has its surname: what follows “Karin Testers van” is where she is from."""
    names = [token for token in run if token.kind in ("capital", "capitals")]
    return len(names) > 1 and (names[-1].low not in FIRST_NAMES or run[-2].kind == "small")


def _small_words(text: str, tokens: Sequence[Token], place: int, run_has_particle: bool) -> int:
    """Count the small words that stand here with a name right behind them."""
    count = 0
    while place + count < len(tokens) and count < MOST_WORDS:
        if count and not adjacent(text, tokens, place + count):
            return 0
        token = tokens[place + count]
        if token.kind != "small":
            return count if count and token.kind in ("capital", "capitals") else 0
        after = tokens[place + count + 1].text if place + count + 1 < len(tokens) else ""
        if token.low == "tot" and not run_has_particle:
            return 0
        if token.low in PREPOSITIONS and evened(after.lower()) not in ARTICLES:
            return 0  # “Karin in Zwolle” is where she is
        count += 1
    return 0


def _trimmed(run: list[Token], title: str) -> Iterable[tuple[list[Token], str]]:
    """Yield a run without the words at its two ends that have their capital for another reason."""
    if title in dutch.FUNCTIONS and len(run) == 1 and is_place_or_organisation(run[-1]):
        title = ""
    while run and not title and len(run) > 1 and _is_no_part(run[0], run[1]):
        run = run[1:]
        while len(run) > 1 and run[0].kind == "small" and not _may_lead(run[: _lead(run)]):
            run = run[1:]
    while len(run) > 1 and _stops(run[:-1], run[-1]) and not title:
        run = run[:-1]
        while run and run[-1].kind == "small":
            run = run[:-1]
    if run and any(token.kind in ("capital", "capitals") for token in run):
        yield run, title


def _lead(run: Sequence[Token]) -> int:
    return next((place for place, token in enumerate(run) if token.kind != "small"), len(run)) + 1


def _is_no_part(token: Token, after: Token) -> bool:
    """Tell whether a first word has its capital because a sentence begins with it, or is no part of a name."""
    if token.kind == "initial":
        return False
    if token.kind == "small":
        return token.begins and token.low not in ("de", "van", "den", "ten", "ter", "te") and token.low[0] != "v"
    if token.low in FIRST_NAMES:  # “Wil Karin dat?”, not “Wil Haisma deed dat”
        asks = after.kind != "small" and (
            after.low in FIRST_NAMES
            or is_place_or_organisation(after)
            or (after.low in COMMON and after.low not in AMBIGUOUS_SURNAMES)
        )
        return token.begins and token.low in COMMON and asks
    if token.low in AMBIGUOUS_SURNAMES and not token.begins:
        return False
    return token.low in COMMON or token.low in dutch.CAPITALISED or token.low in COMPASS
