"""Foreign transcripts as programs and people write them, each with its right turns, written before they were read.

All names, numbers and words are invented; the layouts are those that the programs are known to write.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

EMMA, KEES, RIA = "Emma Kuiper", "Kees Postma", "Ria van 't Hof"
KINDS = ("programs", "captions", "speech_recognition", "typed_by_hand", "documents", "held_out")


@dataclass(frozen=True)
class Case:
    """A file and what is right: its turns, and the lines that are left out."""

    file_name: str
    data: bytes
    turns: list[tuple[str, str, int | None]]
    left_out: tuple[str, ...] = ()


def utf8(file_name: str, text: str, turns: list[tuple[str, str, int | None]], *left_out: str) -> Case:
    """A case whose file is this text in UTF-8."""
    return Case(file_name, text.encode(), turns, left_out)


def every_case() -> dict[str, Case]:
    """All cases, by the names of their files."""
    rooms = [importlib.import_module(f"{__name__}.{room}") for room in KINDS]
    return {case.file_name: case for room in rooms for case in vars(room).values() if isinstance(case, Case)}
