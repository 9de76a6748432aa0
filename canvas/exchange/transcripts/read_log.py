"""Keeps the books while a file is read: what was in it, what is no speech, what was read, and what to warn about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from canvas.capture.transcript import LeftOut, Transcript, Turn
from canvas.errors import N_, UserError
from canvas.store.database.text import clean_line

NAMED = 12  # so many lines a warning names; a broken file may hold thousands
MOST_CHARACTERS = 10_000_000  # some hundred hours of speech: no interview, and no screen shows it
MOST_LINES = 100_000  # of a text; a long interview has some thousand
HOUR = 3_600_000  # milliseconds
LONG = 8 * HOUR  # beyond a working day a clock is more likely wrong than a conversation that long

_UNIT = re.compile(r"(?<=[0-9])(?:s\b| ?[AP]M\b)")  # 3.50s, 10:01 AM

OF_SOFTWARE = N_("a line of the program that made the file")
HEAD = N_("the head of the file")
RUNNING = N_("a line that heads or closes the pages")
REPEATED = N_("words that a caption repeats from the one before it")
COMMENT = N_("a comment or a setting of the program")


def characters(text: str) -> int:
    """Count the characters of a text, white space not counted."""
    return sum(map(len, text.split()))


class Reading:
    """One file while it is read; every reader reports here, and `finish` makes the transcript of it.

    The books are kept from two sides. `hold` counts all characters the format shows as text. Against that stand the
    turns as they are stored, what `leave_out` lists with its text, and what is no text: times and numbers (`time`),
    markup (`markup`) and the names of speakers (`name`, counted only with words that are stored behind them). Labels in
    `also` are speakers whatever the rules say.
    """

    def __init__(self, name: str, also: Collection[str] = ()) -> None:
        self.also = frozenset(also)
        self.file_name = clean_line(name)[:200] or N_("Transcript")
        self.cues_in_file = self.cues_read = 0
        self._in_file = self._beside = 0
        self._left_out: list[LeftOut] = []
        self._doubtful: dict[str, int] = {}
        self._warned: dict[tuple[str, tuple], list[int]] = {}

    def fault(self, fault: str, cure: str, **values: object) -> UserError:
        """Return the error to raise when this file cannot be read at all."""
        return UserError(self.file_name, fault, cure, **values)

    def too_long(self) -> UserError:
        """Return the error for a file with more in it than an interview can have."""
        return self.fault(
            N_("this holds more text than a hundred hours of conversation."), N_("Split it, one file per interview.")
        )

    def hold(self, text: str) -> None:
        """Count text that stands in the file, speech or not."""
        self._in_file += characters(text)

    def time(self, text: str) -> None:
        """Count text of the file that is a time or a number; where letters are in it, it is listed as left out."""
        if any(sign.isalpha() for sign in _UNIT.sub("", text)):
            self.leave_out(text, OF_SOFTWARE)
        else:
            self._beside += characters(text)

    def markup(self, text: str) -> None:
        """Count signs that say how text looks or who speaks, and are no text themselves."""
        self._beside += characters(text)

    def markup_count(self, count: int) -> None:
        """Count markup of which only the size is known, as of an entity that stands for one character."""
        self._beside += count

    def name(self, text: str) -> None:
        """Count the name of a speaker before words that become part of a turn of that speaker."""
        self._beside += characters(text)

    def leave_out(self, text: str, why: str, line: int | None = None) -> None:
        """List text of the file that is no speech and is not stored."""
        if text.strip():
            self._left_out.append(LeftOut(line, " ".join(text.split()), why))

    def doubt(self, labels: Iterable[tuple[str, int]]) -> None:
        """Note labels that recur before a colon and are not taken for speakers, each with how often."""
        for label, count in labels:
            self._doubtful[label] = self._doubtful.get(label, 0) + count

    def warn(self, message: str, at: int | None = None, **values: object) -> None:
        """Note a warning; the same one at several places is said once, with `{at}` listing the first of them."""
        places = self._warned.setdefault((message, tuple(values.items())), [])
        if at is not None:
            places.append(at)

    def finish(self, format: str, hash: str, turns: tuple[Turn, ...]) -> Transcript:
        """Return the transcript, with its completeness worked out; raises UserError where the file holds no speech."""
        if not turns:
            raise self.fault(
                N_("no speech is found in this file."), N_("Check that it is the transcript, and export it again.")
            )
        kept_count = sum(characters(turn.text) for turn in turns)
        listed_count = sum(characters(row.text) for row in self._left_out)
        count = max(self._in_file - self._beside, kept_count + listed_count)
        if count > kept_count + listed_count:
            self.warn(
                N_("{lost} of {count} characters of the file are neither kept nor listed."),
                lost=count - kept_count - listed_count,
                count=count,
            )
        for label, times in self._doubtful.items():
            self.warn(
                N_(
                    "“{label}” stands before a colon {count} times and is not taken for a speaker; it is kept as words."
                ),
                label=label,
                count=times,
            )
        times = [time for turn in turns for time in (turn.from_ms, turn.to_ms) if time is not None]
        span = max(times) - min(times) if times else 0  # some programs write the time of day
        if span > LONG:
            self.warn(N_("its clock runs to {hours} hours: check that this is one conversation."), hours=span // HOUR)
        return Transcript(
            name=self.file_name,
            format=format,
            hash=hash,
            turns=turns,
            cues_in_file=self.cues_in_file,
            cues_read=self.cues_read,
            characters_in=count,
            characters_kept=kept_count,
            warnings=self._warnings(),
            left_out=tuple(self._left_out),
            doubtful=tuple(self._doubtful.items()),
        )

    def _warnings(self) -> tuple[tuple[str, dict], ...]:
        warnings = []
        for (message, values), places in self._warned.items():
            first = ", ".join(str(place) for place in places[:NAMED])
            more = f", … ({len(places)}×)" if len(places) > NAMED else ""
            warnings.append((message, dict(values) | ({"at": first + more} if places else {})))
        return tuple(warnings)
