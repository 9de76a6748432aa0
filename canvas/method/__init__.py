"""What the canvas is: blocks, roles, the four questions and the ten factors, from method.toml."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("nl", "en")
PHASES = ("design", "running", "evaluation")
NOTE_KINDS = ("plain", "strength", "weakness", "risk", "quote", "euro", "action")
MODES = ("in_person", "online", "phone", "paper")
POINT_STATES = ("draft", "checked", "agreed", "contested")
AGREEMENT_STATES = ("open", "kept", "not_kept", "changed")
DIRECTIONS = ("gives", "gets")
# What a partner gives or gets, and the unit of its amount; '' for what is said in words alone
CONTRIBUTION_UNITS = {
    "hours": "hours",
    "euros": "euros",
    "in_kind": "euros",
    "candidates": "people",
    "knowledge": "",
    "network": "",
}
ENOUGH_RATINGS = 3  # of a role; below this number only counts are shown, and no middle rating


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    nl: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.nl


@dataclass(frozen=True)
class PerspectiveQuestion:
    """One of the four questions of the perspectives table."""

    key: str
    label: Words
    short: Words


@dataclass(frozen=True)
class Block:
    """One of the 18 blocks; `place` is (column start, column end, row start, row end), ends included."""

    key: str
    question: str
    place: tuple[int, int, int, int]
    label: Words
    short: Words
    asks: Words


@dataclass(frozen=True)
class Role:
    """A perspective that stakeholders speak from; `in_table` says whether it has a row of its own."""

    key: str
    label: Words
    singular: Words
    letter: Words
    light: str
    dark: str
    in_table: bool


@dataclass(frozen=True)
class Factor:
    """One of the ten success factors, in one of three groups."""

    number: int
    group: str
    label: Words
    short: Words


@cache
def _data() -> dict:
    return tomllib.loads(files(__package__).joinpath("method.toml").read_text("utf-8"))


def version() -> int:
    """Return the version of the method that a study is made with."""
    return _data()["version"]


@cache
def questions() -> dict[str, PerspectiveQuestion]:
    """Return the four questions by key, in the order of the table's columns."""
    return {
        row["key"]: PerspectiveQuestion(row["key"], Words(**row["label"]), Words(**row["short"]))
        for row in _data()["question"]
    }


@cache
def blocks() -> dict[str, Block]:
    """Return the 18 blocks by key, in the order of the method."""
    return {
        row["key"]: Block(
            row["key"],
            row["question"],
            tuple(row["place"]),
            Words(**row["label"]),
            Words(**row["short"]),
            Words(**row["asks"]),
        )
        for row in _data()["block"]
    }


def blocks_of(question: str) -> tuple[str, ...]:
    """Return keys of the blocks that feed one of the four questions."""
    return tuple(block.key for block in blocks().values() if block.question == question)


@cache
def standard_roles() -> dict[str, Role]:
    """Return the five roles of the method by key, in the order of the method."""
    return {
        row["key"]: Role(
            row["key"],
            Words(**row["label"]),
            Words(**row["singular"]),
            Words(**row["letter"]),
            row["light"],
            row["dark"],
            row["in_table"],
        )
        for row in _data()["role"]
    }


def roles(own_roles: Iterable[Mapping] = ()) -> dict[str, Role]:
    """Return all roles of a study by key: the five of the method, then its own, as `with_signs` takes them."""
    spare = _data()["own"]
    all_roles = dict(standard_roles())
    for row in with_signs(own_roles):
        turn = row["colour"] % len(spare["light"])
        label = Words(row["label_nl"], row["label_en"])
        letter = Words(row["letter"], row["letter"])
        all_roles[row["key"]] = Role(
            row["key"], label, label, letter, spare["light"][turn], spare["dark"][turn], bool(row["in_table"])
        )
    return all_roles


def with_signs(own_roles: Iterable[Mapping]) -> list[dict]:
    """Return rows of a study's own roles, each with its letter and the number of its colour.

    A row has key, label_nl, label_en and in_table, and may have letter and colour; where it has none, as in a study of
    before, it gets those of its place, or the next that are free.
    """
    spare = _data()["own"]
    signed: list[dict] = [dict(row) for row in own_roles]
    for place, row in enumerate(signed):
        letters = {other["letter"] for other in signed if "letter" in other}
        colours = {other["colour"] for other in signed if "colour" in other}
        if "letter" not in row:
            own_letter = spare["letters"][place % len(spare["letters"])]
            row["letter"] = own_letter if own_letter not in letters else free_letters(letters)[0]
        if "colour" not in row:
            free = [turn for turn in (place, *range(len(signed))) if turn not in colours]
            row["colour"] = free[0]
    return signed


def free_letters(taken: Collection[str]) -> list[str]:
    """Return the letters that a role of a study's own may still have, the proposed one first.

    No role of the method has them, in either language; once the alphabet is used up they are pairs.
    """
    alphabet = string.ascii_uppercase
    method_letters = {role.letter[language] for role in standard_roles().values() for language in LANGUAGES}
    order = dict.fromkeys([*_data()["own"]["letters"], *alphabet])
    free = [letter for letter in order if letter not in method_letters and letter not in taken]
    pairs = (first + second for first in alphabet for second in alphabet)
    return free or [pair for pair in pairs if pair not in taken]


@cache
def factors() -> dict[int, Factor]:
    """Return the ten success factors by number."""
    return {
        row["number"]: Factor(row["number"], row["group"], Words(**row["label"]), Words(**row["short"]))
        for row in _data()["factor"]
    }


def factor_groups() -> dict[str, list[int]]:
    """Return the numbers of the factors per group, both in the order of the method."""
    numbers_by_group: dict[str, list[int]] = {}
    for factor in factors().values():
        numbers_by_group.setdefault(factor.group, []).append(factor.number)
    return numbers_by_group
