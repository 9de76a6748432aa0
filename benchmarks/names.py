"""Measures how many names are found in made sentences.

    python benchmarks/names.py [--frames SET] [--seed S]

Writes 2,000 sentences (`--sentences N`) in 20 frames with names, towns, organisations and streets of `name_lists.py`,
or with `--frames second` of `second_names.py`, twenty a transcript. Prints per kind of mention how many are hidden
whole (recall) and how many are not even shown as a proposal to tick, and how many of the places that are ticked are a
person (precision). What is proposed but unticked counts as not hidden. `--deduce PYTHON` measures `deduce` (PyPI, LGPL)
on the same sentences, by a Python that has it: it takes a gigabyte and a while to load. `--missed N` shows N mentions
that stayed in, `--unseen N` those not shown either, `--wrong N` places that are ticked and no person.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import name_lists
import second_names

from canvas.capture import pseudonyms
from canvas.capture.personal_data import name_words
from canvas.capture.transcript import Transcript, Turn

FRAMES = (
    "Toen belde {full} met {org} over de planning.",
    "{full} zei dat het in {town} beter loopt.",
    "Volgens {titled} duurt het te lang.",
    "{Titled} van {org} wilde eerst een offerte.",
    "Ik sprak {initialled} op het gemeentehuis van {town}.",
    "De brief was van {initialled}, niet van {org}.",
    "Met {first} heb ik het in {town} besproken.",
    "En {first} vond het goed.",
    "{first} begon in {town} bij {org}.",
    "Wij vroegen {surname} om de cijfers.",
    "Daar zat {surname} ook bij, samen met {full}.",
    "Het staat er zo: {CAPITALS} is akkoord.",
    "Kun je {full} mailen? Die woont in de {street} in {town}.",
    "In {town} en {town} doen {org} en {org} mee.",
    "Mijn collega {first} werkt nauw samen met {full}.",
    "{Titled} en {titled} zaten naast elkaar.",
    "Klein begonnen en groot geworden: de boer en de bakker in {town} zien dat goed.",
    "Het Nederlandse onderwijs kent de BBL, zei {speaker}, en {org} kent die ook.",
    "Onze contactpersoon, {full}, kwam pas in januari.",
    "Wat vindt u daarvan, {speaker}?",
)
KINDS = {
    "titled": "after a title",
    "full": "first name and surname",
    "speaker": "a speaker",
    "double": "double surname, after a title",
    "initialled": "initials and surname",
    "capitals": "in capitals",
    "first": "first name alone",
    "possessive": "first name of an owner",
    "listed": "first name in a list",
    "surname": "surname alone, in a sentence",
    "family": "a Van der Meer",
}
SURE = ("titled", "full", "speaker", "double")  # what the goal of 99 % is about
PER_TRANSCRIPT = 20


@dataclass(frozen=True)
class Material:
    """What sentences are made of: frames with slots, and what may fill them."""

    frames: Sequence[str]
    titles: Sequence[str]
    first_names: Sequence[str]
    surnames: Sequence[str]
    ambiguous: Sequence[str]
    towns: Sequence[str]
    organisations: Sequence[str]
    streets: Sequence[str]
    offices: Sequence[str] = ()


FIRST = Material(
    FRAMES,
    ("meneer", "mevrouw", "de heer", "mevr.", "dhr.", "dr.", "prof.", "wethouder"),
    name_lists.FIRST_NAMES,
    name_lists.SURNAMES,
    name_lists.AMBIGUOUS,
    name_lists.TOWNS,
    name_lists.ORGANISATIONS,
    name_lists.STREETS,
)
SECOND = Material(
    second_names.FRAMES,
    second_names.TITLES,
    second_names.FIRST_NAMES,
    second_names.SURNAMES,
    second_names.AMBIGUOUS,
    second_names.TOWNS,
    second_names.ORGANISATIONS,
    second_names.STREETS,
    second_names.OFFICES,
)


@dataclass(frozen=True)
class Mention:
    """A person in a text: where (code points, end excluded), how, and whether its name is a word or town as well."""

    start: int
    end: int
    kind: str
    ambiguous: bool = False


@dataclass(frozen=True)
class Made:
    """A made transcript: its speakers and texts, and per text the people in it."""

    turns: list[tuple[str, str]]
    mentions: list[list[Mention]]


def transcripts(material: Material, count: int, seed: int) -> Iterable[Made]:
    """Yield transcripts of twenty sentences until there are `count`."""
    chance = random.Random(seed)
    for _start in range(0, count, PER_TRANSCRIPT):
        speakers = [f"{chance.choice(material.first_names)} {_surname(material, chance)[0]}" for _ in range(2)]
        turns, mentions = [], []
        for at in range(PER_TRANSCRIPT):
            frame = material.frames[at % len(material.frames)]
            text, people = _sentence(material, chance, frame, speakers[(at + 1) % 2])
            turns.append((speakers[at % 2], text))
            mentions.append(people)
        yield Made(turns, mentions)


def _surname(material: Material, chance: random.Random) -> tuple[str, bool]:
    """Return one of all surnames, and whether it is a word or a town too."""
    surname = chance.choice([*material.surnames, *material.ambiguous])
    return surname, surname in material.ambiguous


def _sentence(material: Material, chance: random.Random, frame: str, other: str) -> tuple[str, list[Mention]]:
    text, people = "", []
    for at, part in enumerate(frame.replace("}", "{").split("{")):
        if not at % 2:
            text += part
            continue
        filled = _filled(material, chance, part, other)
        text += filled.before
        if filled.kind:
            people.append(Mention(len(text), len(text) + len(filled.name), filled.kind, filled.ambiguous))
        text += filled.name + filled.after
    return text, people


@dataclass(frozen=True)
class Filled:
    """What fills a slot: the name and what stands around it, its kind ('' for nobody), whether it is a word too."""

    name: str
    kind: str = ""
    ambiguous: bool = False
    before: str = ""
    after: str = ""


def _capital(surname: str) -> str:
    """Give the particle that a surname begins with its capital: De Groot."""
    first = surname.split()[0]
    capital = first[0].upper() + first[1:] if first in ("van", "de", "der", "den", "ten", "ter", "te") else first
    return capital + surname[len(first) :]


def _filled(material: Material, chance: random.Random, slot: str, other: str) -> Filled:
    """Fill a slot by its name; every slot draws a first name, a surname and a title first."""
    drawn = _Drawn(chance.choice(material.first_names), *_surname(material, chance), chance.choice(material.titles))
    if slot in ("titled", "Titled", "official", "double", "CAPITALS"):
        return _with_title(material, chance, slot, drawn)
    if slot == "speaker":
        return _speaker(material, chance, other)
    if slot in ("full", "first", "listed", "possessive", "surname", "family", "initialled"):
        return _by_name(chance, slot, drawn)
    if slot == "street":
        return Filled(f"{chance.choice(material.streets)} {chance.randint(1, 99)}")
    return Filled(chance.choice(material.towns if slot == "town" else material.organisations))


@dataclass(frozen=True)
class _Drawn:
    """What is drawn for every slot, used or not, so that one slot changes nothing in those after it."""

    first: str
    surname: str
    ambiguous: bool
    title: str

    @property
    def is_word(self) -> bool:
        """Tell whether the first name is a word too."""
        return self.first in second_names.ALSO_WORDS


def _with_title(material: Material, chance: random.Random, slot: str, drawn: _Drawn) -> Filled:
    """Fill a slot in which a title, an office or “mevrouw” stands before the name."""
    surname, ambiguous = drawn.surname, drawn.ambiguous
    if slot == "official":
        office = chance.choice(material.offices)
        name = drawn.first if office in ("juf", "meester") and chance.random() < 0.7 else _capital(surname)
        return Filled(name, "titled", drawn.is_word if name == drawn.first else ambiguous, office + " ")
    if slot == "double":
        born, _ = _surname(material, chance)
        return Filled(f"{_capital(surname)}-{born}", "double", ambiguous, chance.choice(("mevrouw ", "mevr. ")))
    if slot == "CAPITALS":
        title = chance.choice(("MEVROUW", "DE HEER", "DR."))
        return Filled(surname.upper(), "capitals", ambiguous, title + " ")
    written = chance.choice((surname, _capital(surname)))  # “mevrouw de Groot” and “mevrouw De Groot”
    before = drawn.title[0].upper() + drawn.title[1:] if slot == "Titled" else drawn.title
    return Filled(written, "titled", ambiguous, before + " ")


def _by_name(chance: random.Random, slot: str, drawn: _Drawn) -> Filled:
    """Fill a slot with a name alone: first name, surname or both."""
    first, surname = drawn.first, drawn.surname
    if slot == "full":
        return Filled(f"{first} {surname}", "full", drawn.ambiguous)
    if slot == "possessive":
        ending = "'s" if first[-1] in "aouiy" else "'" if first[-1] in "sxz" else "s"
        return Filled(first, "possessive", drawn.is_word, after=chance.choice((ending, " z'n", " d'r")))
    if slot == "surname":
        return Filled(surname[0].upper() + surname[1:], "surname", drawn.ambiguous)
    if slot == "family":
        return Filled(_capital(surname), "family", drawn.ambiguous)
    if slot == "initialled":
        initials = chance.choice(("J.", "A.B.", "Th.", "M. ", "W.F.", "H.J.M.", "A.Ph."))
        return Filled(f"{initials.strip()} {surname}", "initialled", drawn.ambiguous)
    return Filled(first, slot, drawn.is_word)


def _speaker(material: Material, chance: random.Random, other: str) -> Filled:
    """Fill a slot with the name of the other speaker."""
    name = chance.choice((other.split()[0], other, f"mevrouw {other.split(maxsplit=1)[1]}"))
    before = "mevrouw " if name.startswith("mevrouw ") else ""
    ambiguous = other.split(maxsplit=1)[1] in material.ambiguous
    return Filled(name.removeprefix("mevrouw "), "speaker", ambiguous, before)


Spans = list[list[tuple[int, int]]]  # per turn of a transcript: from, to (end excluded)


def ours(made: Made) -> tuple[Spans, Spans]:
    """Give where this product would hide something of a person, and what it shows, ticked or not."""
    turns = tuple(Turn(speaker, text) for speaker, text in made.turns)
    transcript = Transcript("x.txt", "txt", "0" * 64, turns, 0, 0, 0, 0)
    hidden: Spans = [[] for _ in turns]
    shown: Spans = [[] for _ in turns]
    for term in pseudonyms.propose(transcript):
        for place in term.places:
            shown[place.turn].append((place.start, place.end))
            if not term.keep and term.kind in ("speaker", "name"):
                hidden[place.turn].append((place.start, place.end))
    return hidden, shown


_DEDUCE = """
import json, sys, deduce
model = deduce.Deduce()
for line in sys.stdin:
    texts = json.loads(line)
    print(json.dumps([[(int(a.start_char), int(a.end_char)) for a in model.deidentify(text).annotations
                       if a.tag in ("persoon", "patient")] for text in texts]), flush=True)
"""


def of_deduce(python: str, all_made: Sequence[Made]) -> list[Spans]:
    """Return where `deduce` finds people, per transcript and turn; it sees the sentences and no speakers."""
    sent = "\n".join(json.dumps([text for _, text in made.turns]) for made in all_made)
    done = subprocess.run([python, "-c", _DEDUCE], input=sent, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]


def measure(all_made: Sequence[Made], spans: Sequence[Spans], shown: Sequence[Spans]) -> dict:
    """Count mentions hidden, shown and there, by kind and by whether the name is a word; and places right and all."""
    hidden: Counter = Counter()
    unseen: Counter = Counter()
    there: Counter = Counter()
    missed, unshown, wrong = [], [], []
    right = places = 0
    for made, of_turns, shown_turns in zip(all_made, spans, shown, strict=True):
        for (_, text), people, taken, visible in zip(made.turns, made.mentions, of_turns, shown_turns, strict=True):
            covered, seen = _covered(taken), _covered(visible)
            for person in people:
                letters = {at for at in range(person.start, person.end) if text[at].isalnum()}
                for key in (person.kind, "words and towns" if person.ambiguous else "other names", "all"):
                    there[key] += 1
                    hidden[key] += letters <= covered
                    unseen[key] += not letters <= seen
                if not letters <= covered:
                    missed.append((person.kind, text[person.start : person.end], text))
                if not letters <= seen:
                    unshown.append((person.kind, text[person.start : person.end], text))
            for start, end in taken:
                of_person = any(start < person.end and person.start < end for person in people)
                places += 1
                right += of_person
                if not of_person:
                    wrong.append((text[start:end], text))
    counts = {"hidden": hidden, "unseen": unseen, "there": there, "right": right, "places": places}
    return counts | {"missed": missed, "unshown": unshown, "wrong": wrong}


def _covered(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def show(name: str, result: dict) -> None:
    """Print the figures of one program."""
    hidden, unseen, there = result["hidden"], result["unseen"], result["there"]
    print(f"\n{name:36} hidden of there        %   not even shown %")
    labels = KINDS | {"words and towns": "names that are a word or town", "other names": "other names"}
    for key, label in (labels | {"all": "all people"}).items():
        if there[key]:
            _line(label, hidden[key], unseen[key], there[key])
    _line("title, first name or speaker", *(sum(of[key] for key in SURE) for of in (hidden, unseen, there)))
    print(
        f"  {'precision of what is ticked':34} {result['right']:5} of {result['places']:5}   "
        f"{100 * result['right'] / max(result['places'], 1):6.2f} %"
    )


def _line(label: str, hidden: int, unseen: int, there: int) -> None:
    print(f"  {label:34} {hidden:5} of {there:5}   {100 * hidden / there:6.2f} %   {100 * unseen / there:6.2f} %")


def main() -> None:
    """Read the command line, make the sentences, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frames", choices=("first", "second"), default="first")
    parser.add_argument("--sentences", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--deduce", metavar="PYTHON")
    parser.add_argument("--missed", type=int, default=0)
    parser.add_argument("--unseen", type=int, default=0)
    parser.add_argument("--wrong", type=int, default=0)
    options = parser.parse_args()
    material = FIRST if options.frames == "first" else SECOND
    all_made = list(transcripts(material, options.sentences, options.seed))
    _print_unlisted(material, options.sentences)
    spans, shown = zip(*(ours(made) for made in all_made), strict=True)
    result = measure(all_made, spans, shown)
    show("PPS-werkbank", result)
    for label, key, count in (
        ("stayed in", "missed", options.missed),
        ("not even shown", "unshown", options.unseen),
    ):
        for kind, name, text in result[key][:count]:
            print(f"    {label} ({kind}): {name!r} in {text!r}")
    for name, text in result["wrong"][: options.wrong]:
        print(f"    ticked, no person: {name!r} in {text!r}")
    if options.deduce:
        theirs = of_deduce(options.deduce, all_made)
        show("deduce", measure(all_made, theirs, theirs))


def _print_unlisted(material: Material, sentences: int) -> None:
    """Say how many of the names the product does not know."""
    surnames = {*material.surnames, *material.ambiguous}
    listed = name_words.SURNAMES | name_words.AMBIGUOUS_SURNAMES | name_words.PLACES
    unlisted = sum(name.split()[-1].lower() not in listed for name in surnames)
    strange = sum(name.lower() not in name_words.FIRST_NAMES for name in set(material.first_names))
    print(
        f"{sentences} sentences, {len(surnames)} surnames ({len(set(material.ambiguous))} of them words, towns or "
        f"trades), of which the product's lists lack {unlisted}; {len(set(material.first_names))} first names, of "
        f"which they lack {strange}."
    )


if __name__ == "__main__":
    main()
