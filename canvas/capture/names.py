"""Names of people in Dutch speech, told by titles, first names, initials, small words, lists and shapes.

Words become tokens, and runs of tokens become chains: a title, initials, first names, small words (“van der”) and
capitalised words that follow each other. A chain is *sure* when one of these tells that it is a person: a title, a
first name, initials, small words that stand before surnames alone, a surname of the list or of a Dutch shape
(“-stra”, “-ink”) within a sentence, or that it is said more than once. What is not sure is shown and kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from canvas.capture import dutch
from canvas.capture.dutch import COMMON, ORGANISATION, TITLES
from canvas.capture.dutch_names import AMBIGUOUS_SURNAMES, MORE_FIRST_NAMES, SURNAMES, TOWNS
from canvas.capture.finding import Closed
from canvas.capture.word_sets import words

FIRST_NAMES = dutch.FIRST_NAMES | MORE_FIRST_NAMES
PLACES = dutch.PLACES | TOWNS
# words that a sentence may begin with, so that a capital there says nothing
_WORDS_TOO = COMMON | AMBIGUOUS_SURNAMES | dutch.CAPITALISED
_STREETS = words("straat laan plein weg kade dijk wijk centrum huis kamer bank brink open")
_ORGANISATIONS_ONLY = ORGANISATION - _STREETS
_DOUBLE = words("groot klein oude lutje nieuwe grote kleine")  # before surnames of the east
_COMPASS = words("noord zuid oost west midden centraal nieuw oud")


@dataclass(frozen=True)
class Name:
    """A name as it is written; `parts` are those that stand for it by themselves. `kind` is name, organisation, place.

    `sure` is whether something tells that it is a person. `cautious` parts are ordinary words too (“Klein”, “Wil”):
    they stand for the person only where they have a capital within a sentence.
    """

    text: str
    kind: str = "name"
    sure: bool = True
    parts: tuple[str, ...] = ()
    cautious: tuple[str, ...] = ()


class _Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int
    begins: bool  # whether it stands where every word has a capital
    kind: str  # title, initial, small, capital, capitals or word


_SMALL = words(
    """
    van de den der ten ter te von vom zu het 't la le les du des di da dos del della el al ben bin ibn abu op
    vande vander vanden ver aan bij uit in onder over voor 's v.d v/d vd v.d. v/d. v. d. a/d o/d
    """
)
# small words that stand before surnames and hardly before anything else
_BEFORE_SURNAMES = (
    ("van", "der"), ("van", "den"), ("van", "'t"), ("van", "het"), ("van", "ter"), ("van", "ten"), ("ter",), ("ten",),
    ("te",), ("v.d",), ("v/d",), ("vd",), ("op", "de"), ("op", "den"), ("op", "'t"), ("in", "'t"), ("in", "den"),
    ("aan", "den"), ("uit", "den"), ("van", "de"), ("vander",), ("vanden",), ("vande",), ("von",), ("el",), ("ben",),
    ("ibn",), ("ait",), ("a/d",), ("o/d",), ("onder", "de"), ("bij", "de"), ("voor", "'t"),
)  # fmt: skip
# before these, the small words above say where something is or whose it is: “ten Boer”, “van de Gemeente”
_WEAK_BEFORE = frozenset((("van", "de"), ("op", "de"), ("van", "het"), ("te",), ("onder", "de"), ("bij", "de")))
_LEADING = dutch.LEADING | {"v.d", "v/d", "vd", "op", "in", "a/d", "o/d", "aan", "uit", "voor"}
_PREPOSITIONS = words("aan bij in onder op over uit voor")
_ARTICLES = words("de den der het 't")
_WHERE = words(
    """
    in te naar uit nabij rond rondom vanuit tot richting omgeving gemeente regio stad dorp
    """
)
_SPEAKS = words(
    """
    zei zegt vertelde vertelt vroeg vraagt belde belt mailde mailt vond vindt dacht denkt schreef schrijft
    antwoordde antwoordt lachte lacht reageerde knikte wilde zelf ook
    """
)
_SPOKEN_TO = words(
    """
    vroeg vroegen belde belden mailde mailden sprak spraken zei volgens namens aldus ken kent kende zat zaten
    bedankte collega vriend vriendin buurman buurvrouw broer zus vader moeder heet heette meisje jongen vraag
    """
)
_SHAPE = re.compile(
    r".{2,}(?:stra|sma|ema|inga|enga|ink|inck|huizen|huis|mans|sen|ssen|sz|kamp|hof|hoff|horst|veld|meijer|meyer|maker"
    r"|boer|broek|wijk|berg|bergh|beek|burg|meulen|poort|donk|dijk|daal|laar|steen|stein|oğlu|oglu|ova|ski|sky|vić|ic)"
)
_NO_SURNAME = words(
    """
    bedrijf project programma school college platform netwerk techniek zorg onderwijs overleg traject beleid
    subsidie europa werkplein stuurgroep werkgroep projectgroep regiegroep internet covid corona leerhuis
    gemeentehuis stadhuis ziekenhuis mensen klassen lessen cursussen processen kansen wensen grenzen
    """
)
_INITIAL = r"(?:Th|Ph|Ch|Chr|Joh|IJ|Ij|Fr|Jac|Wm|Tj|Sj|Gijs|Corn|Herm|[^\W\d_a-zà-ÿ])"
_OF_ORGANISATION = re.compile(
    r".+(?:unie|bank|groep|school|college|centrum|plein|straat|laan|weg|singel|bond|fonds|raad|dienst|lijn|park|stad|land"
    r"|tech|net|loket|pact|punt|team|hub|lab|fabriek|academie|plan|wet|regeling|project|platform|techniek|bedrijf)"
)
_WORD = re.compile(
    rf"(?:{_INITIAL}\.)(?:-?{_INITIAL}\.)*(?=[^\W\d_]|\s|-|$)"
    r"|[Vv][./] ?[dD](?:\.|(?=\s))|['’](?:t|s)\b"
    r"|[^\W\d_][\w\u0300-\u036f]*(?:[-'’][^\W\d_][\w\u0300-\u036f]*)*"
)
_INITIALS = re.compile(rf"(?:-?{_INITIAL}\.)+|[^\W\d_a-zà-ÿ]")
_FIRM = re.compile(r"\s+(?:B\.?V\b|N\.?V\b|VOF\b|V\.O\.F|& |en (?:Zoon|Zonen|Zn)\b|Holding\b|Group\b|Groep\b)")
_ENDS = re.compile(r"[.?!…:;\n\r\0\"“”„«»()\[\]–—*]|(?:^|\s)-\s")
_BRACKETED = re.compile(r"[(\[](.*?)[)\]]")
MOST_WORDS = 40  # of one name, whatever stands in a row with capitals
_POSSESSIVE = re.compile(r"['’]s$")
_OF_A_PART = re.compile(r"[\s|/(),–-]+")


def of_label(label: str) -> list[Name]:
    """Return the name in a speaker's label and what of it one may be called by; none in “Spreker 1”, “Gemeente”, “A”.

    A label of one letter, a word for a role or an organisation, and what stands behind a bar or in brackets is no
    name that could stand in the text.
    """
    plain = re.split(r"\s*\|\s*|\s+/\s+", label)[0]
    closed = max(plain.rfind(")"), plain.rfind("]")) + 1  # what is opened after that is not looked for to the end
    within = _BRACKETED.findall(plain[:closed])
    plain = _BRACKETED.sub(" ", plain[:closed]) + plain[closed:]
    names = []
    for piece in (plain, *within):
        piece = " ".join(piece.split())
        if "," in piece:
            last, first = (part.strip() for part in piece.split(",", 1))
            piece = " ".join(part for part in (first, last) if part)
        if "@" in piece:
            piece = " ".join(re.split(r"[._\d]+", piece.split("@")[0])).title()
        words = [word for word in piece.split() if any(sign.isalpha() for sign in word)][:MOST_WORDS]
        while words and words[0].strip(".").lower() in TITLES:
            words = words[1:]
        if not words or _is_nobody(words) or _is_code(piece):
            continue
        names.append(_named(words))
    return names


def _is_nobody(words: Sequence[str]) -> bool:
    low = [word.strip(".:").lower() for word in words]
    if any(word in dutch.NOBODY | dutch.INTERVIEWER for word in low) or len("".join(low)) < 2:
        return True
    roles = ORGANISATION | {"ondernemer", "werkgever", "overheid", "docent", "projectleider", "wethouder", "directeur"}
    return all(word in roles or word in PLACES or word in _SMALL for word in low)


def _named(words: Sequence[str]) -> Name:
    parts = _parts(words)
    return Name(" ".join(words), parts=parts, cautious=tuple(part for part in parts if _is_word(part)))


def _is_word(part: str) -> bool:
    low = part.lower()
    return low in COMMON or low in AMBIGUOUS_SURNAMES or low in dutch.CAPITALISED


def in_text(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Name]:
    """Return the names in a text, those that are sure first; what stands in a place that is `taken` is left out."""
    tokens = _tokens(text, taken)
    lone = Counter(token.low for token in tokens if token.kind in ("capital", "capitals") and not token.begins)
    ordinary = Counter(token.low for token in tokens if token.kind == "word")
    found: dict[str, Name] = {}
    chains = list(_chains(text, tokens))
    often = Counter(_text_of(text, chain) for chain, _ in chains)
    for chain, told in chains:
        name = _name_of(text, chain, told, often, lone, ordinary)
        if name is None:
            continue
        known = found.get(name.text)
        if known is None or (name.sure and not known.sure):
            found[name.text] = name
    sure = [name for name in found.values() if name.sure and name.kind == "name"]
    people = {part for name in sure for part in name.parts} | {name.text for name in sure if not name.parts}
    rest = [
        name
        for name in found.values()
        if name.sure or name.text not in people
        if not (name.text.endswith("s") and name.text[:-1] in people)  # “Jans fiets”, where Jan is a name
    ]
    return sorted(rest, key=lambda name: not name.sure)


def _text_of(text: str, chain: Sequence[_Token]) -> str:
    return " ".join(text[chain[0].start : chain[-1].end].split())


def _name_of(
    text: str, chain: Sequence[_Token], told: str, often: Counter, lone: Counter, ordinary: Counter
) -> Name | None:
    """What a chain is, or None for a word with a capital for another reason; `told` says what stands before it."""
    words = [token.text for token in chain]
    whole = _text_of(text, chain)
    last, first = chain[-1], chain[0]
    if _FIRM.match(text, last.end) and not told:
        return Name(whole, "organisation")
    if told:
        return replace(_named(words), text=whole)
    if any(token.kind == "initial" for token in chain) or (len(chain) > 1 and _has_first_name(chain)):
        return replace(_named(words), text=whole)
    if any(token.low in ORGANISATION for token in (first, last)):
        return Name(whole, "organisation") if len(chain) > 1 else None
    where = not (first.kind == "small" and _is_large(first))  # “Van Zutphen” is somebody, “van Zutphen” where
    if where and all(token.low in PLACES or token.kind == "small" for token in chain):
        return Name(whole, "place")
    if len(chain) > 1:
        return replace(_named(words), text=whole, sure=_is_person(chain) or often[whole] > 1)
    context = _in_company_of_people(text, first)
    return _single(first, often[whole] > 1 or context, lone, ordinary)


def _is_person(chain: Sequence[_Token]) -> bool:
    """Whether words with capitals in a row, without title, first name or initials, are a person's all the same."""
    if _small_before_surname(chain):
        return True
    names = [token for token in chain if token.kind in ("capital", "capitals")]
    if len(names) < 2 or any(_is_something(token) or token.low in _COMPASS for token in names):
        return False
    surname = _is_surname(names[-1]) or names[-1].low in AMBIGUOUS_SURNAMES
    begins_as_firm = names[0].low in (SURNAMES | AMBIGUOUS_SURNAMES) - _DOUBLE  # “Koning Beton”, not “Groot Bramel”
    return surname or not begins_as_firm


def _in_company_of_people(text: str, token: _Token) -> bool:
    """Whether the word before or behind says that this is somebody: “vroegen X”, “X vond”."""
    before = text[max(0, token.start - 24) : token.start].split()
    after = text[token.end : token.end + 24].split()
    spoken_to = bool(before) and before[-1].lower() in _SPOKEN_TO
    return spoken_to or (bool(after) and text[token.end : token.end + 1] == " " and after[0].lower() in _SPEAKS)


def _single(token: _Token, often: bool, lone: Counter, ordinary: Counter) -> Name | None:
    """A word with a capital that stands by itself; `often` where it is there again or in the company of people."""
    low = token.low
    if low in FIRST_NAMES and not (token.begins and low in _WORDS_TOO):
        return Name(token.text)
    if low in dutch.CAPITALISED or low in ORGANISATION or low in _NO_SURNAME or low in _COMPASS:
        return None
    if low in AMBIGUOUS_SURNAMES and token.kind == "capital":
        return None if token.begins else Name(token.text, sure=ordinary[low] == 0)
    if low in COMMON:
        return None
    if low in PLACES:
        return Name(token.text, "place")
    if token.kind == "capitals":
        return Name(token.text) if low in SURNAMES and low not in AMBIGUOUS_SURNAMES else None
    if _is_surname(token) and (not token.begins or low in SURNAMES):
        return Name(token.text)
    if token.begins and not lone[low]:
        return None
    often = often and not _OF_ORGANISATION.fullmatch(low)
    return (
        Name(token.text, sure=often and ordinary[low] < max(lone[low], 1))
        if ordinary[low] < max(lone[low], 1)
        else None
    )


def _is_surname(token: _Token) -> bool:
    if token.kind not in ("capital", "capitals") or token.low in _NO_SURNAME or token.low in ORGANISATION:
        return False
    return token.low in SURNAMES or any(
        _SHAPE.fullmatch(part) and part not in PLACES for part in token.low.split("-") if part not in _WORDS_TOO
    )


def _has_first_name(chain: Sequence[_Token]) -> bool:
    return any(
        token.low in FIRST_NAMES or all(part in FIRST_NAMES for part in token.low.split("-"))
        for token in chain[:-1]
        if token.kind in ("capital", "capitals")
    )


def _small_before_surname(chain: Sequence[_Token]) -> bool:
    """Whether small words stand in a chain that only surnames have, or that follow a name."""
    low = tuple(_even(token.low) for token in chain)
    at = next((place for place, token in enumerate(chain) if token.kind == "small"), None)
    if at is None:
        return False
    if at > 0 or _is_large(chain[0]):
        return True
    small = tuple(low[place] for place in range(at, len(chain)) if chain[place].kind == "small")
    if small in _BEFORE_SURNAMES and small not in _WEAK_BEFORE:
        return True
    last = chain[-1]
    return (_is_surname(last) or last.low in AMBIGUOUS_SURNAMES) and (chain[0].text[0].isupper() or not _is_trade(last))


def _is_large(token: _Token) -> bool:
    """Whether a word has a capital that no sentence gave it."""
    return token.text[0].isupper() and not token.begins


def _is_trade(token: _Token) -> bool:
    """Whether a word behind “de” may be no name though it has a capital."""
    return token.low in AMBIGUOUS_SURNAMES and token.low not in SURNAMES


def _even(low: str) -> str:
    return low.replace("’", "'").replace(" ", "").rstrip(".") if low[:1] in "vV'’" else low


def _parts(words: Sequence[str]) -> tuple[str, ...]:
    """What of a name stands for it alone: first name, surname, surname with what goes before it."""
    bare = [word.strip(",") if _INITIALS.fullmatch(word) else word.strip(".,") for word in words]
    small = [_even(word.lower()) in _SMALL for word in bare]
    parts = []
    for place, word in enumerate(bare):
        initial = bool(_INITIALS.fullmatch(word)) or len(word) < 2
        if not small[place] and not initial and word.lower() not in TITLES:
            parts.append(word)
        if place and small[place] and not small[place - 1]:
            parts.append(" ".join(bare[place:]))
    start = next((place for place, word in enumerate(bare) if not _INITIALS.fullmatch(word)), 0)
    if start:
        parts.append(" ".join(bare[start:]))
    return tuple(dict.fromkeys(part for part in parts if part != " ".join(words)))


def _tokens(text: str, taken: Iterable[tuple[int, int]]) -> list[_Token]:
    closed = Closed(text, taken)
    tokens: list[_Token] = []
    before = 0
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[before:start]
        last = tokens[-1] if tokens else None
        begins = last is None or bool(_ENDS.search(gap))
        if begins and last and gap.strip() == "." and last.low in dutch.ABBREVIATED:
            begins = False
        word = _POSSESSIVE.sub("", match[0]) or match[0]
        before = match.end()
        if closed.touches(start, start + 1):
            continue
        begins = begins or (start > 0 and closed.touches(start - 1, start))
        low = _low(word)
        tokens.append(_Token(word, low, start, start + len(word), begins, _kind(word, low, begins)))
    return tokens


def _kind(word: str, low: str, begins: bool) -> str:
    if _INITIALS.fullmatch(word) and low.strip(".") not in dutch.ABBREVIATED | TITLES:
        return "initial"
    if low.strip(".") in TITLES:
        return "title"
    if _even(low) in _SMALL and not (word[0].isupper() and low in FIRST_NAMES and not begins):
        return "small"
    if not word[0].isupper():
        return "word"
    if len(word) == 1:
        return "initial"
    return "capitals" if word.isupper() and len(word) > 2 else "capital" if not word.isupper() else "word"


def _chains(text: str, tokens: Sequence[_Token]) -> Iterable[tuple[list[_Token], str]]:
    """Runs of words that together may be one name, each with the title before it (“” where there is none)."""
    place = 0
    while place < len(tokens):
        title = ""
        start = place
        while place < len(tokens) and tokens[place].kind == "title" and (place == start or _close(text, tokens, place)):
            title = tokens[place].low.strip(".")
            place += 1
        if title and (place == len(tokens) or not _close(text, tokens, place)):
            continue
        run = _run(text, tokens, place, bool(title))
        if run:
            place = place + len(run)
            yield from _trimmed(run, title)
        elif not title:
            place += 1


def _run(text: str, tokens: Sequence[_Token], place: int, titled: bool) -> list[_Token]:
    """The longest run from here: names, with small words before and between them, the last one a name."""
    run: list[_Token] = []
    at = place
    while at < len(tokens) and len(run) < MOST_WORDS:
        token = tokens[at]
        if at > place and not _close(text, tokens, at):
            break
        if token.kind in ("capital", "capitals", "initial") and not _stops(run, token):
            run.append(token)
            at += 1
            continue
        if token.kind != "small" or _complete(run):
            break
        count = _small_words(text, tokens, at)
        if count and run and _says_whose(run, tokens[at : at + count + 1], titled):
            break
        if not count or not (run or titled or _may_lead(tokens[at : at + count + 1])):
            break
        run.extend(tokens[at : at + count])
        at += count
    while run and run[-1].kind in ("small", "initial"):
        run = run[:-1]
    return run


def _says_whose(run: Sequence[_Token], words: Sequence[_Token], titled: bool) -> bool:
    """Whether “van X” behind a name says where somebody works or lives: “Karin van Gemeente …”, “dr. Testers van …”."""
    name, small = words[-1], tuple(_even(token.low) for token in words[:-1])
    of_organisation = name.low in _ORGANISATIONS_ONLY or name.low in _NO_SURNAME
    if run[0].low in PLACES or (of_organisation and small[0] in ("van", "bij", "aan", "op", "uit")):
        return True
    whole = titled and any(token.kind in ("capital", "capitals") for token in run)
    return whole and small == ("van",)


def _stops(run: Sequence[_Token], token: _Token) -> bool:
    """Whether a word with a capital begins something else: “Karin Testers Daarna …” has no sentence end between."""
    after_name = bool(run) and run[-1].kind != "small"  # “de Goede” is a name, for all its capital
    return after_name and token.low in COMMON and token.low not in AMBIGUOUS_SURNAMES


def _may_lead(words: Sequence[_Token]) -> bool:
    """Whether small words without a name before them may begin one: “van der Meer”, “De Groot”, “ten Have”."""
    if len(words) < 2 or words[-1].kind not in ("capital", "capitals"):
        return False
    low = tuple(_even(token.low) for token in words[:-1])
    name = words[-1]
    if name.low in _ORGANISATIONS_ONLY or name.low in dutch.CAPITALISED or name.low in _NO_SURNAME:
        return False
    if _is_large(words[0]) and words[0].low in ("van", "ten", "ter", "te"):
        return True  # “Van Zutphen” with its capital within a sentence
    if name.low in PLACES:
        return False
    if low in _BEFORE_SURNAMES and low not in _WEAK_BEFORE:
        return True
    known = name.low in SURNAMES or name.low in AMBIGUOUS_SURNAMES or _is_surname(name)
    if low in (("de",), ("van",), ("den",), ("der",), ("het",)):
        # “de Visser” may be a fisherman with a capital; “van Zwolle” says where
        return known and (low != ("van",) or name.low in SURNAMES or words[0].text[0].isupper())
    return known and low[0] in _LEADING


def _complete(run: Sequence[_Token]) -> bool:
    """Whether a run has its surname: what follows “Karin Testers van” is where she is from."""
    names = [token for token in run if token.kind in ("capital", "capitals")]
    return len(names) > 1 and names[-1].low not in FIRST_NAMES


def _small_words(text: str, tokens: Sequence[_Token], place: int) -> int:
    """How many small words stand here with a name right behind them."""
    count = 0
    while place + count < len(tokens) and count < MOST_WORDS:
        if count and not _close(text, tokens, place + count):
            return 0
        token = tokens[place + count]
        if token.kind != "small":
            return count if count and token.kind in ("capital", "capitals") else 0
        after = tokens[place + count + 1].text if place + count + 1 < len(tokens) else ""
        if token.low in _PREPOSITIONS and _even(after) not in _ARTICLES:
            return 0  # “Karin in Zwolle” is where she is
        count += 1
    return 0


def _trimmed(run: list[_Token], title: str) -> Iterable[tuple[list[_Token], str]]:
    """A run without the words at its two ends that have their capital for another reason."""
    if title in dutch.FUNCTIONS and _is_something(run[-1]):
        title = ""
    while run and not title and len(run) > 1 and _is_no_part(run[0]):
        run = run[1:]
        while len(run) > 1 and run[0].kind == "small" and not _may_lead(run[: _lead(run)]):
            run = run[1:]
    while len(run) > 1 and _stops(run[:-1], run[-1]) and not title:
        run = run[:-1]
        while run and run[-1].kind == "small":
            run = run[:-1]
    if run and any(token.kind in ("capital", "capitals") for token in run):
        yield run, title


def _lead(run: Sequence[_Token]) -> int:
    return next((place for place, token in enumerate(run) if token.kind != "small"), len(run)) + 1


def _is_no_part(token: _Token) -> bool:
    """Whether a first word has its capital because a sentence begins with it, or is no part of a name."""
    if token.kind == "initial":
        return False
    if token.kind == "small":
        return token.begins and token.low not in ("de", "van", "den", "ten", "ter", "te") and token.low[0] != "v"
    if token.low in FIRST_NAMES:
        return token.begins and token.low in COMMON
    if token.low in AMBIGUOUS_SURNAMES and not token.begins:
        return False
    return token.low in COMMON or token.low in dutch.CAPITALISED or token.low in _COMPASS


def _is_something(token: _Token) -> bool:
    return token.low in _ORGANISATIONS_ONLY or token.low in dutch.CAPITALISED or token.low in PLACES


def _close(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether a token follows the one before it within one name: white space, or the dot of an abbreviation."""
    before, after = tokens[at - 1], tokens[at]
    gap = text[before.end : after.start]
    if "\0" in gap or len(gap) > 3:
        return False
    if gap.strip() == "." and (before.low in dutch.ABBREVIATED or before.kind == "small"):
        return True
    if not gap:
        return before.kind in ("initial", "small")
    return gap.isspace() and len(gap) <= 2


def _low(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.lower())


def _is_code(label: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9]{1,6}(-[A-Z0-9]{1,6}){0,3}", label)) and any(sign.isdigit() for sign in label)
