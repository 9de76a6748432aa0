"""No pattern of the house looks again and again through the same signs: a text made so would hold the server.

A rule looks at how a pattern is built: a repeat without end within another that may hold nothing else, and two repeats
without end that may take the same signs, with nothing between them that must stand there. What it finds and was
looked at by a person stands in REVIEWED, with why it is harmless.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from re import _constants as kinds
from re import _parser as parser

import pytest

import canvas

SIGNS = [*string.printable, "é", "\u0301", "“", "–", "：", "\u2028"]
REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)
SHORT = "it is used on a text of limited length only"
LABELS = "canvas.exchange.transcripts.speakers.labels"
REVIEWED = {
    **{(LABELS, name): SHORT for name in ("_COLON", "_TAB", "_TIMED", "_TIMED_BEFORE", "_STAMP_FIRST")},
    ("canvas.exchange.transcripts.text_lines.normalized_lines", "ONLY_TIME"): SHORT,
    ("canvas.exchange.transcripts.text_lines.tables", "_TIME"): SHORT,
    ("canvas.exchange.codebooks.colours", "_PARTS"): SHORT,
    (
        "canvas.exchange.transcripts.captions.markup",
        "_VOICE",
    ): "only tags that are whole are given to it, and match at once",
}


def patterns() -> Iterator[tuple[str, str, re.Pattern]]:
    for module in pkgutil.walk_packages(canvas.__path__, "canvas."):
        if "__main__" in module.name or ".migrations." in module.name:
            continue
        imported = importlib.import_module(module.name)
        for name, value in vars(imported).items():
            if isinstance(value, re.Pattern) and value.pattern and isinstance(value.pattern, str):
                yield module.name, name, value


EVERY = {f"{place}.{name}": (place, name, pattern) for place, name, pattern in patterns()}


def taken(op, value, flags: int) -> set[str]:
    """The signs that one part of a pattern, which takes one sign, may take."""
    if op is kinds.LITERAL:
        return {sign for sign in SIGNS if sign == chr(value)}
    if op is kinds.NOT_LITERAL:
        return {sign for sign in SIGNS if sign != chr(value)}
    if op is kinds.ANY:
        return set(SIGNS)
    made = parser.SubPattern(parser.State(), [(op, value)])
    compiled = __import__("re._compiler", fromlist=["compile"]).compile(made_state(made), flags)
    return {sign for sign in SIGNS if compiled.match(sign)}


def made_state(made: parser.SubPattern) -> parser.SubPattern:
    made.state.str = ""
    return made


def endless(parts) -> Iterator[list[set[str]]]:
    """Rows of repeats without end that stand beside each other, each as the signs it takes."""
    row: list[set[str]] = []
    for op, value in parts:
        if op in REPEATS:
            least, most, inner = value
            single = len(inner) == 1 and inner[0][0] in (kinds.IN, kinds.LITERAL, kinds.NOT_LITERAL, kinds.ANY)
            yield from endless(inner)
            if single and most is kinds.MAXREPEAT:
                row.append(taken(*inner[0], 0))
                continue
            if least == 0:
                continue  # it may be left out, and what stands around it then meets
        elif op is kinds.SUBPATTERN:
            yield from endless(value[3])
        elif op is kinds.BRANCH:
            for branch in value[1]:
                yield from endless(branch)
        elif op in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT):
            continue
        yield row
        row = []
    yield row


def nested(parts, within: bool = False) -> bool:
    """Whether a repeat without end holds nothing that must stand there but another one."""
    for op, value in parts:
        if op in REPEATS:
            _, most, inner = value
            if (
                within
                and most is kinds.MAXREPEAT
                and all(
                    other in (kinds.AT,) or (other in REPEATS and what[0] == 0) or (other, what) == (op, value)
                    for other, what in parts
                )
            ):
                return True
            if nested(inner, most is kinds.MAXREPEAT):
                return True
        inside = value[1] if op is kinds.BRANCH else [value[3]] if op is kinds.SUBPATTERN else []
        if any(nested(inner, within) for inner in inside):
            return True
    return False


def fault(pattern: re.Pattern) -> str:
    parsed = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    if nested(parsed):
        return "a repeat within a repeat"
    for row in endless(parsed):
        if any(first & second for at, first in enumerate(row) for second in row[at + 1 :]):
            return "two repeats that take the same signs"
    return ""


@pytest.mark.parametrize("text", [r"(a+)+b", r"(?:\w*)*x", r"\s*\s+x", r"\w+[a-z]*@", r"(?:a|b+)+c"])
def test_the_rule_sees_what_goes_back_and_forth(text):
    assert fault(re.compile(text))


@pytest.mark.parametrize("text", [r"\w+@\w+", r"\s*+\s", r"(?:\.\w+)*x", r"[^:]*:\s*", r"a{1,9}a{1,9}"])
def test_the_rule_leaves_what_does_not(text):
    assert not fault(re.compile(text))


def test_no_pattern_goes_back_and_forth():
    assert len(EVERY) > 60
    wrong = {(place, name): fault(pattern) for place, name, pattern in EVERY.values()}
    assert {key: fault for key, fault in wrong.items() if fault and key not in REVIEWED} == {}
