"""A transcript as it was read from a file: who said what when, and how much of the file was kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """What one speaker says in a row; `speaker` is '' and the times (milliseconds) are None where unknown."""

    speaker: str
    text: str
    from_ms: int | None = None
    to_ms: int | None = None


@dataclass(frozen=True)
class Transcript:
    """A file of speech, read: its turns in order, and what tells whether the reading is complete.

    `hash` is the SHA-256 of the file. `cues_in_file` counts its timing lines and `cues_read` those that were
    understood (both 0 where the format has none); `characters_in` are the characters of speech in the file, names of
    speakers and markup left out, and `characters_kept` those of the turns, white space counting in neither.
    `warnings` are (message, values) as a UserError has them: what was left out or mended, and where.
    """

    name: str
    format: str
    hash: str
    turns: tuple[Turn, ...]
    cues_in_file: int
    cues_read: int
    characters_in: int
    characters_kept: int
    warnings: tuple[tuple[str, dict], ...] = ()

    @property
    def speakers(self) -> dict[str, int]:
        """Per speaker the number of turns, in the order in which they first speak."""
        found: dict[str, int] = {}
        for turn in self.turns:
            found[turn.speaker] = found.get(turn.speaker, 0) + 1
        return found
