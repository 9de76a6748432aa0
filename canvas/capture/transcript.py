"""A transcript as it was read from a file: who said what when, what was left out, and how the two add up."""

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
class LeftOut:
    """Text that stands in the file and is not stored: its line (None where a file has none), its words, and why."""

    line: int | None
    text: str
    why: str


@dataclass(frozen=True)
class Transcript:
    """A file of speech, read: its turns in order, and what tells whether the reading is complete.

    `hash` is the SHA-256 of the file. `cues_in_file` counts its timing lines and `cues_read` those that were
    understood (both 0 where the format has none). White space counts in none of these: `characters_in` are the
    characters of the file that are no time, markup or name of a speaker before words that are stored,
    `characters_kept` those of the turns, `characters_left_out` those of `left_out`. `doubtful` are labels that recur
    before a colon and were not taken for speakers, with how often. `warnings` are (message, values) as a UserError
    has them: what was left out or mended, and where.
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
    left_out: tuple[LeftOut, ...] = ()
    doubtful: tuple[tuple[str, int], ...] = ()

    @property
    def characters_left_out(self) -> int:
        """Count the characters of what is listed as left out, white space not counted."""
        return sum(len(sign) for row in self.left_out for sign in row.text.split())

    @property
    def complete(self) -> bool:
        """Tell whether all the file says is either kept or listed, and every cue was understood."""
        accounted = self.characters_kept + self.characters_left_out
        return self.characters_in == accounted and self.cues_in_file == self.cues_read

    @property
    def speakers(self) -> dict[str, int]:
        """Return per speaker the number of turns, in the order in which they first speak."""
        counts: dict[str, int] = {}
        for turn in self.turns:
            counts[turn.speaker] = counts.get(turn.speaker, 0) + 1
        return counts
