"""Holds the words by which names are told from other words, beside those of `dutch` and `dutch_names`."""

from __future__ import annotations

from canvas.capture.personal_data import dutch, dutch_names
from canvas.capture.personal_data.dutch import COMMON, ORGANISATION
from canvas.capture.personal_data.names_by_origin import (
    FIRST_NAMES_BY_ORIGIN,
    FURTHER_TOWNS,
    SURNAMES_BY_ORIGIN,
    WORDS_TOO,
)
from canvas.capture.word_sets import words

FIRST_NAMES = dutch.FIRST_NAMES | dutch_names.MORE_FIRST_NAMES | FIRST_NAMES_BY_ORIGIN
AMBIGUOUS_SURNAMES = dutch_names.AMBIGUOUS_SURNAMES | WORDS_TOO
SURNAMES = dutch_names.SURNAMES | SURNAMES_BY_ORIGIN
PLACES = dutch.PLACES | dutch_names.TOWNS | FURTHER_TOWNS
# words that a sentence may begin with, so that a capital there says nothing
ORDINARY_WORDS = COMMON | AMBIGUOUS_SURNAMES | dutch.CAPITALISED
_STREETS = words("straat laan plein weg kade dijk wijk centrum huis kamer bank brink open")
ORGANISATION_WORDS = ORGANISATION - _STREETS
DOUBLE_SURNAME_STARTS = words("groot klein oude lutje nieuwe grote kleine")  # before surnames of the east
COMPASS = words("noord zuid oost west midden centraal nieuw oud")
SMALL_WORDS = words(
    """
    van de den der ten ter te von vom zu het 't la le les du des di da dos del della el al ben bin ibn abu op
    vande vander vanden ver aan bij uit in onder over voor 's v.d v/d vd v.d. v/d. v. d. a/d o/d tot
    """
)
# small words that stand before surnames and hardly before anything else
BEFORE_SURNAMES = (
    ("van", "der"),
    ("van", "den"),
    ("van", "'t"),
    ("van", "het"),
    ("van", "ter"),
    ("van", "ten"),
    ("ter",),
    ("ten",),
    ("te",),
    ("v.d",),
    ("v/d",),
    ("vd",),
    ("op", "de"),
    ("op", "den"),
    ("op", "'t"),
    ("in", "'t"),
    ("in", "den"),
    ("aan", "den"),
    ("uit", "den"),
    ("van", "de"),
    ("vander",),
    ("vanden",),
    ("vande",),
    ("von",),
    ("el",),
    ("ben",),
    ("ibn",),
    ("ait",),
    ("a/d",),
    ("o/d",),
    ("onder", "de"),
    ("bij", "de"),
    ("voor", "'t"),
)
# before these, the small words above say where something is or whose it is: “ten Boer”, “van de Gemeente”
WEAK_BEFORE = frozenset((("van", "de"), ("op", "de"), ("van", "het"), ("te",), ("onder", "de"), ("bij", "de")))
LEADING = dutch.LEADING | {"v.d", "v/d", "vd", "op", "in", "a/d", "o/d", "aan", "uit", "voor"}
PREPOSITIONS = words("aan bij in onder op over uit voor")
ARTICLES = words("de den der het 't")
SPEAKING_VERBS = words(
    """
    zei zegt vertelde vertelt vroeg vraagt belde belt mailde mailt vond vindt dacht denkt schreef schrijft
    antwoordde antwoordt lachte lacht reageerde knikte wilde zelf ook
    """
)
# what somebody does who is named right before: “Klein belde”
SAYS = SPEAKING_VERBS - {"zelf", "ook", "wilde"}
DETERMINERS = words("een geen ons onze zijn haar hun mijn jouw uw deze elke ieder iedere welke the a an")
BEFORE_PEOPLE = words(
    """
    vroeg vroegen belde belden mailde mailden sprak spraken zei volgens namens aldus ken kent kende zat zaten
    tegen kwam kwamen belt bel bellen mailt mail vraagt spreekt hielp helpt bedankt miste
    bedankte collega vriend vriendin buurman buurvrouw broer zus vader moeder heet heette meisje jongen vraag
    """
)
NO_SURNAMES = words(
    """
    bedrijf project programma school college platform netwerk techniek zorg onderwijs overleg traject beleid
    subsidie europa werkplein stuurgroep werkgroep projectgroep regiegroep internet covid corona leerhuis
    gemeentehuis stadhuis ziekenhuis mensen klassen lessen cursussen processen kansen wensen grenzen
    """
)
