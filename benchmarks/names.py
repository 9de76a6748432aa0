"""Measures how many names are found in made sentences: python benchmarks/names.py [--sentences N] [--seed S]

Writes N sentences (2,000) in 20 frames with names, towns, organisations and streets of `name_lists.py`, twenty a
transcript, and prints per kind of mention how many are hidden whole (recall), and how many of the places that are
ticked are a person (precision). What is proposed but unticked counts as not hidden. `--deduce PYTHON` measures
`deduce` (PyPI, LGPL) on the same sentences, by a Python that has it: it takes a gigabyte and a while to load.
`--missed N` shows N mentions that stayed in, `--wrong N` places that are ticked and no person.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from name_lists import AMBIGUOUS, FIRST_NAMES, ORGANISATIONS, STREETS, SURNAMES, TOWNS

from canvas.capture import dutch, dutch_names, pseudonyms
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
    "initialled": "initials and surname",
    "capitals": "in capitals",
    "first": "first name alone",
    "surname": "surname alone, in a sentence",
}
SURE = ("titled", "full", "speaker")  # what the goal of 99 % is about
TITLES = ("meneer", "mevrouw", "de heer", "mevr.", "dhr.", "dr.", "prof.", "wethouder")
PER_TRANSCRIPT = 20


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


def transcripts(count: int, seed: int) -> Iterable[Made]:
    """Yield transcripts of twenty sentences until there are `count`."""
    chance = random.Random(seed)
    for _start in range(0, count, PER_TRANSCRIPT):
        speakers = [f"{chance.choice(FIRST_NAMES)} {_surname(chance)[0]}" for _ in range(2)]
        turns, mentions = [], []
        for at in range(PER_TRANSCRIPT):
            text, people = _sentence(chance, FRAMES[at % len(FRAMES)], speakers[(at + 1) % 2])
            turns.append((speakers[at % 2], text))
            mentions.append(people)
        yield Made(turns, mentions)


def _surname(chance: random.Random) -> tuple[str, bool]:
    """One of all surnames, and whether it is a word or a town too."""
    surname = chance.choice([*SURNAMES, *AMBIGUOUS])
    return surname, surname in AMBIGUOUS


def _sentence(chance: random.Random, frame: str, other: str) -> tuple[str, list[Mention]]:
    text, people = "", []
    for at, part in enumerate(frame.replace("}", "{").split("{")):
        if not at % 2:
            text += part
            continue
        before, name, kind, ambiguous = _filled(chance, part, other)
        text += before
        if kind:
            people.append(Mention(len(text), len(text) + len(name), kind, ambiguous))
        text += name
    return text, people


def _filled(chance: random.Random, slot: str, other: str) -> tuple[str, str, str, bool]:
    """What fills a slot: what stands before the name, the name, its kind ('' for nobody) and whether it is a word."""
    first, (surname, ambiguous) = chance.choice(FIRST_NAMES), _surname(chance)
    title = chance.choice(TITLES)
    if slot in ("titled", "Titled"):
        capital = " ".join(word[0].upper() + word[1:] if word in ("van", "de", "der", "den") else word
                           for word in surname.split()[:1]) + surname[len(surname.split()[0]) :]  # fmt: skip
        written = chance.choice((surname, capital))  # “mevrouw de Groot” and “mevrouw De Groot”
        return (title[0].upper() + title[1:] if slot == "Titled" else title) + " ", written, "titled", ambiguous
    if slot == "full":
        return "", f"{first} {surname}", "full", ambiguous
    if slot == "first":
        return "", first, "first", False
    if slot == "surname":
        return "", surname[0].upper() + surname[1:], "surname", ambiguous
    if slot == "initialled":
        initials = chance.choice(("J.", "A.B.", "Th.", "M. ", "W.F.", "H.J.M.", "A.Ph."))
        return "", f"{initials.strip()} {surname}", "initialled", ambiguous
    if slot == "CAPITALS":
        return f"{chance.choice(('MEVROUW', 'DE HEER', 'DR.'))} ", surname.upper(), "capitals", ambiguous
    if slot == "speaker":
        name = chance.choice((other.split()[0], other, f"mevrouw {other.split(maxsplit=1)[1]}"))
        before = "mevrouw " if name.startswith("mevrouw ") else ""
        return before, name.removeprefix("mevrouw "), "speaker", other.split(maxsplit=1)[1] in AMBIGUOUS
    if slot == "street":
        return "", f"{chance.choice(STREETS)} {chance.randint(1, 99)}", "", False
    return "", chance.choice(TOWNS if slot == "town" else ORGANISATIONS), "", False


def ours(made: Made) -> list[list[tuple[int, int]]]:
    """Where this product would hide something of a person, per turn."""
    turns = tuple(Turn(speaker, text) for speaker, text in made.turns)
    transcript = Transcript("x.txt", "txt", "0" * 64, turns, 0, 0, 0, 0)
    spans: list[list[tuple[int, int]]] = [[] for _ in turns]
    for term in pseudonyms.propose(transcript):
        if not term.keep and term.kind in ("speaker", "name"):
            for place in term.places:
                spans[place.turn].append((place.start, place.end))
    return spans


_DEDUCE = """
import json, sys, deduce
model = deduce.Deduce()
for line in sys.stdin:
    texts = json.loads(line)
    print(json.dumps([[(int(a.start_char), int(a.end_char)) for a in model.deidentify(text).annotations
                       if a.tag in ("persoon", "patient")] for text in texts]), flush=True)
"""


def of_deduce(python: str, all_made: Sequence[Made]) -> list[list[list[tuple[int, int]]]]:
    """Where `deduce` finds people, per transcript and turn; it sees the sentences and no speakers."""
    asked = "\n".join(json.dumps([text for _, text in made.turns]) for made in all_made)
    done = subprocess.run([python, "-c", _DEDUCE], input=asked, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]


def measure(all_made: Sequence[Made], spans: Sequence[list[list[tuple[int, int]]]]) -> dict:
    """Count mentions hidden and there, by kind and by whether the name is a word too; and places right and all."""
    hidden, there, missed, wrong = Counter(), Counter(), [], []
    right = places = 0
    for made, of_turns in zip(all_made, spans, strict=True):
        for (_, text), people, taken in zip(made.turns, made.mentions, of_turns, strict=True):
            covered = {at for start, end in taken for at in range(start, end)}
            for person in people:
                whole = all(at in covered for at in range(person.start, person.end) if text[at].isalnum())
                for key in (person.kind, "words and towns" if person.ambiguous else "other names", "all"):
                    there[key] += 1
                    hidden[key] += whole
                if not whole:
                    missed.append((person.kind, text[person.start : person.end], text))
            for start, end in taken:
                of_person = any(start < person.end and person.start < end for person in people)
                places += 1
                right += of_person
                if not of_person:
                    wrong.append((text[start:end], text))
    return {"hidden": hidden, "there": there, "right": right, "places": places, "missed": missed, "wrong": wrong}


def show(name: str, result: dict) -> None:
    """Print the figures of one program."""
    hidden, there = result["hidden"], result["there"]
    print(f"\n{name}")
    for key, label in (KINDS | {"words and towns": "names that are a word or town", "other names": "other names",
                                "all": "all people"}).items():  # fmt: skip
        print(f"  {label:34} {hidden[key]:5} of {there[key]:5}   {100 * hidden[key] / max(there[key], 1):6.2f} %")
    sure = sum(hidden[key] for key in SURE), sum(there[key] for key in SURE)
    print(
        f"  {'title, first name or speaker':34} {sure[0]:5} of {sure[1]:5}   {100 * sure[0] / max(sure[1], 1):6.2f} %"
    )
    print(
        f"  {'precision of what is ticked':34} {result['right']:5} of {result['places']:5}   "
        f"{100 * result['right'] / max(result['places'], 1):6.2f} %"
    )


def main() -> None:
    """Read the command line, make the sentences, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--deduce", metavar="PYTHON")
    parser.add_argument("--missed", type=int, default=0)
    parser.add_argument("--wrong", type=int, default=0)
    told = parser.parse_args()
    all_made = list(transcripts(told.sentences, told.seed))
    known = {name.lower() for name in dutch_names.SURNAMES | dutch_names.AMBIGUOUS_SURNAMES | dutch_names.TOWNS}
    unlisted = sum(name.split()[-1].lower() not in known for name in {*SURNAMES, *AMBIGUOUS})
    firsts = dutch.FIRST_NAMES | dutch_names.MORE_FIRST_NAMES
    strange = sum(name.lower() not in firsts for name in set(FIRST_NAMES))
    print(f"{told.sentences} sentences, {len({*SURNAMES, *AMBIGUOUS})} surnames ({len(set(AMBIGUOUS))} of them words, "
          f"towns or trades), of which the product's lists lack {unlisted}; {len(set(FIRST_NAMES))} first names, of "
          f"which they lack {strange}.")  # fmt: skip
    result = measure(all_made, [ours(made) for made in all_made])
    show("PPS-werkbank", result)
    for kind, name, text in result["missed"][: told.missed]:
        print(f"    stayed in ({kind}): {name!r} in {text}")
    for name, text in result["wrong"][: told.wrong]:
        print(f"    ticked, no person: {name!r} in {text}")
    if told.deduce:
        show("deduce", measure(all_made, of_deduce(told.deduce, all_made)))


if __name__ == "__main__":
    main()
