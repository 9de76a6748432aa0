"""Keeps the books while a file is read: what was in it, what is no speech, what was read, and what to warn about."""

from __future__ import annotations

from canvas.capture.transcript import Transcript, Turn
from canvas.errors import N_, UserError
from canvas.store.text import clean_line

NAMED = 12  # so many lines a warning names; a broken file may hold thousands
MOST_CHARACTERS = 10_000_000  # some hundred hours of speech: no interview, and no screen shows it
MOST_LINES = 100_000  # of a text; a long interview has some thousand
LONG = 8 * 3_600_000  # beyond a working day a clock is more likely wrong than a conversation that long


def characters(text: str) -> int:
    """How many characters stand in a text, white space not counted."""
    return sum(map(len, text.split()))


class Reading:
    """One file while it is read; every reader reports here, and `finish` makes the transcript of it.

    The books are kept from two sides: `hold` counts all characters the format shows as text, `beside` those that are
    no speech (timing lines, numbers, markup, names of speakers). What remains must be found back in the turns.
    """

    def __init__(self, name: str) -> None:
        self.name = clean_line(name)[:200] or N_("Transcript")
        self.cues_in_file = self.cues_read = 0
        self._held = self._beside = 0
        self._warned: dict[tuple[str, tuple], list[int]] = {}

    def fault(self, fault: str, cure: str, **values: object) -> UserError:
        """The error to raise when this file cannot be read at all."""
        return UserError(self.name, fault, cure, **values)

    def too_long(self) -> UserError:
        """The error for a file with more in it than an interview can have."""
        return self.fault(
            N_("this holds more text than a hundred hours of conversation."), N_("Split it, one file per interview.")
        )

    def hold(self, text: str) -> None:
        """Count text that stands in the file, speech or not."""
        self._held += characters(text)

    def beside(self, text: str) -> None:
        """Count text of the file that is no speech."""
        self._beside += characters(text)

    def beside_count(self, count: int) -> None:
        """The same where only the number is known, as of an entity that stands for one character."""
        self._beside += count

    def warn(self, message: str, at: int | None = None, **values: object) -> None:
        """Note a warning; the same one at several places is said once, with `{at}` listing the first of them."""
        places = self._warned.setdefault((message, tuple(values.items())), [])
        if at is not None:
            places.append(at)

    def finish(self, format: str, hash: str, turns: tuple[Turn, ...]) -> Transcript:
        """The transcript, with its completeness worked out; raises UserError where the file holds no speech."""
        if not turns:
            raise self.fault(
                N_("no speech is found in this file."), N_("Check that it is the transcript, and export it again.")
            )
        kept = sum(characters(turn.text) for turn in turns)
        there = max(self._held - self._beside, kept)
        if there > kept:
            self.warn(N_("{lost} of {count} characters of speech were not kept."), lost=there - kept, count=there)
        until = max((turn.to_ms or turn.from_ms or 0 for turn in turns), default=0)
        if until > LONG:
            self.warn(N_("its clock runs to {hours} hours: check that this is one conversation."),
                      hours=until // 3_600_000)  # fmt: skip
        return Transcript(
            name=self.name, format=format, hash=hash, turns=turns, cues_in_file=self.cues_in_file,
            cues_read=self.cues_read, characters_in=there, characters_kept=kept, warnings=self._warnings(),
        )  # fmt: skip

    def _warnings(self) -> tuple[tuple[str, dict], ...]:
        said = []
        for (message, values), places in self._warned.items():
            first = ", ".join(str(place) for place in places[:NAMED])
            more = f", … ({len(places)}×)" if len(places) > NAMED else ""
            said.append((message, dict(values) | ({"at": first + more} if places else {})))
        return tuple(said)
