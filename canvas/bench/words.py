"""Dutch sentences that read like notes of an interview; they are made of lists, and mean nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

_WHO = (
    "de gemeente",
    "de school",
    "het bedrijf",
    "de praktijkopleider",
    "de projectleiding",
    "de werkplaats",
    "het leerwerkbedrijf",
    "de vakgroep",
    "de provincie",
    "het regioteam",
    "de instroomcoach",
    "de ploeg",
)
_OPENERS = (
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "Wij merken: ",
    "Bij ons geldt: ",
    "Kort gezegd: ",
    "Wat opvalt: ",
    "Vaak gehoord: ",
    "Eerlijk is eerlijk: ",
    "In de praktijk: ",
    "Vanaf het begin: ",
    "Dit jaar: ",
)
_TAILS = (
    "",
    "",
    "",
    "",
    "",
    ", vooral in het voorjaar",
    ", en dat blijft zo",
    ", al verschilt het per bedrijf",
    ", zeker bij kleine bedrijven",
    ", meer dan we dachten",
    ", sinds de tweede groep",
    ", ook zonder subsidie",
    ", maar niet in elke regio",
    ", dankzij korte lijnen",
    ", als de planning het toelaat",
    ", tot de zomer",
    ", met hulp van de coach",
    ", en dat kost tijd",
    ", volgens de meeste deelnemers",
    ", buiten werktijd om",
    ", net als vorig jaar",
    ", ondanks de drukte",
    ", zonder dat iemand het vastlegt",
    ", omdat het vertrouwen groeit",
)

# Per block what can be said there; {w} is who, {n} a number.
_PATTERNS = {
    "partners": (
        "{w} doet mee sinds {n} maanden",
        "{w} brengt {n} collega's in",
        "{w} zoekt nog een partner",
        "{w} en de buurgemeente spreken elkaar om de {n} weken",
        "{w} trekt de kar",
        "{w} haakt af na {n} gesprekken",
    ),
    "activities": (
        "{w} geeft {n} dagen les op locatie",
        "{w} begeleidt {n} deelnemers per ronde",
        "{w} houdt een proefweek",
        "{w} regelt meeloopdagen",
        "{w} toetst na {n} weken wat iemand kan",
        "{w} oefent met echte opdrachten",
    ),
    "resources": (
        "{w} stelt {n} werkplekken beschikbaar",
        "{w} leent gereedschap uit",
        "{w} heeft te weinig praktijkopleiders",
        "{w} betaalt de lesruimte",
        "{w} maakt {n} uur per week vrij voor begeleiding",
        "{w} deelt het lesmateriaal",
    ),
    "governance": (
        "{w} beslist samen met de stuurgroep",
        "{w} mist een vast overleg",
        "{w} legt afspraken vast in een convenant",
        "{w} zit {n} keer per jaar aan tafel",
        "{w} weet niet wie er beslist",
        "{w} wisselt van contactpersoon",
    ),
    "social_problem": (
        "{w} ziet {n} vacatures open staan",
        "{w} vindt geen mensen met een technisch diploma",
        "{w} ziet mensen langs de kant staan",
        "{w} verliest monteurs aan de grote stad",
        "{w} kent {n} inwoners die werk zoeken",
        "{w} merkt dat zij-instromers vastlopen op taal",
    ),
    "solution": (
        "{w} begint met een werkplek en dan pas de les",
        "{w} laat mensen {n} weken proefdraaien",
        "{w} biedt een baan met een diploma",
        "{w} knipt de opleiding in stukken",
        "{w} koppelt leren aan werken",
        "{w} kijkt eerst wat iemand al kan",
    ),
    "impact": (
        "{w} telt {n} deelnemers met een vast contract",
        "{w} ziet het zelfvertrouwen groeien",
        "{w} meet nog niet wat het oplevert",
        "{w} houdt {n} op de tien deelnemers vast",
        "{w} ziet minder verloop",
        "{w} hoort dat gezinnen weer rondkomen",
    ),
    "alternatives": (
        "{w} kan ook mensen van een uitzendbureau inhuren",
        "{w} kent een avondschool in de buurt",
        "{w} haalt {n} mensen uit het buitenland",
        "{w} leidt liever eigen mensen op",
        "{w} ziet een landelijk traject als tegenhanger",
        "{w} zou anders machines kopen",
    ),
    "social_value": (
        "{w} krijgt inwoners aan het werk",
        "{w} bespaart {n} uitkeringen",
        "{w} ziet de wijk opknappen",
        "{w} vindt meedoen belangrijker dan winst",
        "{w} geeft mensen een tweede kans",
        "{w} brengt oud en jong samen",
    ),
    "commercial_value": (
        "{w} vult {n} vacatures",
        "{w} verdient de begeleiding terug in {n} maanden",
        "{w} wordt bekender in de regio",
        "{w} levert weer op tijd",
        "{w} bindt vakmensen",
        "{w} bespaart op werving",
    ),
    "beneficiaries": (
        "{w} richt zich op mensen boven de {n}",
        "{w} bereikt weinig vrouwen",
        "{w} ziet vooral herintreders",
        "{w} wil ook nieuwkomers een plek geven",
        "{w} selecteert op motivatie",
        "{w} neemt {n} deelnemers aan",
    ),
    "relations": (
        "{w} belt elke week met de deelnemer",
        "{w} vertrouwt de andere partners",
        "{w} hoort te laat wat er speelt",
        "{w} heeft korte lijnen",
        "{w} spreekt na {n} maanden pas met de school",
        "{w} komt graag op de werkvloer",
    ),
    "channels": (
        "{w} werft via sociale media",
        "{w} houdt {n} open avonden",
        "{w} vindt deelnemers via het werkplein",
        "{w} zet een advertentie in het huis-aan-huisblad",
        "{w} vraagt oud-deelnemers om mee te vertellen",
        "{w} staat op de banenmarkt",
    ),
    "costs": (
        "{w} is {n} uur begeleiding per deelnemer kwijt",
        "{w} betaalt de lessen",
        "{w} schiet het loon voor",
        "{w} rekent {n} euro per dag voor de werkplaats",
        "{w} onderschat de reiskosten",
        "{w} betaalt dubbel",
    ),
    "revenues": (
        "{w} krijgt {n} euro per diploma",
        "{w} verkoopt wat de deelnemers maken",
        "{w} verdient pas na een jaar",
        "{w} vraagt lesgeld aan het bedrijf",
        "{w} heeft nog geen inkomsten",
        "{w} deelt in de opbrengst",
    ),
    "surplus": (
        "{w} steekt wat overblijft in gereedschap",
        "{w} houdt niets over",
        "{w} spaart voor een tweede lokaal",
        "{w} geeft {n} procent terug aan de partners",
        "{w} wil het in een fonds",
        "{w} maakt er plekken van",
    ),
    "funding": (
        "{w} vraagt elk jaar opnieuw aan",
        "{w} legt {n} duizend euro in",
        "{w} rekent op Europees geld",
        "{w} wil niet van subsidie afhangen",
        "{w} zoekt een bank",
        "{w} betaalt {n} procent van het geheel",
    ),
    "financial_support": (
        "{w} gebruikt de praktijkvergoeding",
        "{w} krijgt loonkostensubsidie",
        "{w} kent het opleidingsfonds niet",
        "{w} mist {n} euro per deelnemer",
        "{w} vult formulieren in tot diep in de nacht",
        "{w} krijgt een lening",
    ),
}
_NUMBERS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 24, 25, 30, 40, 45, 50, 60, 75, 120)


def _sentences(patterns: Sequence[str]) -> list[str]:
    made = []
    for pattern in patterns:
        for who in _WHO:
            numbers = _NUMBERS if "{n}" in pattern else (0,)
            made += [pattern.format(w=who, n=number) for number in numbers]
    return made


class Sentences:
    """What is said in interviews, drawn by chance: a sentence of a block at a time."""

    def __init__(self, chance: random.Random) -> None:
        self._draw = chance.random
        self._plain = {block: _sentences(sentences) for block, sentences in _PATTERNS.items()}
        self._capital = {
            block: [sentence[:1].upper() + sentence[1:] for sentence in sentences]
            for block, sentences in self._plain.items()
        }

    def statement(self, block: str) -> str:
        """Draw one statement."""
        draw = self._draw
        opener = _OPENERS[int(draw() * len(_OPENERS))]
        sentences = (self._plain if opener else self._capital)[block]
        return f"{opener}{sentences[int(draw() * len(sentences))]}{_TAILS[int(draw() * len(_TAILS))]}"


# A codebook: what stands under what, and the blocks on which a theme is mostly heard.
THEMES = {
    "Samenwerken": {
        "Vertrouwen": "relations governance partners",
        "Korte lijnen": "relations channels governance",
        "Rolverdeling": "governance partners activities",
        "Wisselingen": "partners governance resources",
    },
    "Leren op de werkplek": {
        "Begeleiding": "activities resources costs",
        "Praktijkopleider": "resources activities relations",
        "Maatwerk": "solution activities beneficiaries",
        "Taal": "social_problem beneficiaries activities",
    },
    "Instroom": {
        "Werving": "channels beneficiaries alternatives",
        "Selectie": "beneficiaries solution channels",
        "Motivatie": "beneficiaries impact social_value",
        "Uitval": "impact social_problem costs",
    },
    "Geld": {
        "Subsidie": "funding financial_support surplus",
        "Wie betaalt": "costs funding revenues",
        "Verdienmodel": "revenues surplus commercial_value",
        "Voorfinanciering": "funding costs financial_support",
    },
    "Waarde": {
        "Vast werk": "impact social_value commercial_value",
        "Zelfvertrouwen": "impact social_value beneficiaries",
        "Vacatures vervuld": "commercial_value impact social_problem",
        "Regio": "social_value partners channels",
    },
    "Vernieuwing": {
        "Flexibel opleiden": "solution activities alternatives",
        "Opschalen": "partners resources surplus",
        "Borgen": "governance funding surplus",
        "Meten": "impact governance commercial_value",
    },
}
PLACES = (
    "Drenthe",
    "Flevoland",
    "Fryslân",
    "Gelderland",
    "Groningen",
    "Limburg",
    "Noord-Brabant",
    "Noord-Holland",
    "Overijssel",
    "Utrecht",
    "Zeeland",
    "Zuid-Holland",
)
LEGAL_FORMS = ("convenant", "stichting", "coöperatie", "vereniging", "", "intentieverklaring")
SECTORS = ("Metaal", "Installatie", "Bouw", "Energie", "Procestechniek")
DUTIES = ("uitvoering", "leiding", "beleid", "begeleiding")
ORGANISATIONS = {
    "employer": ("Installatiebedrijf", "Metaalbedrijf", "Bouwbedrijf", "Onderhoudsbedrijf"),
    "government": ("Gemeente", "Werkplein", "Provinciebureau"),
    "education": ("Vakschool", "Praktijkschool"),
    "project_lead": ("Projectbureau",),
}
_FIRST = ("Nieuwe", "Brede", "Sterke", "Open", "Groene", "Slimme", "Vaste", "Warme")
_SECOND = ("Vakroute", "Techniekbrug", "Werkplaats", "Instroom", "Leerlijn", "Stroomkring", "Bouwplek", "Vonk")


def partnership_name(number: int) -> str:
    """Return an invented name of a partnership, a different one for each number."""
    kind = f"{_FIRST[number % len(_FIRST)]} {_SECOND[number // len(_FIRST) % len(_SECOND)]}"
    return f"{kind} {PLACES[number * 7 % len(PLACES)]} {number + 1}"
