"""A codebook as it stands in a file: its themes in order, and what was mended in reading them."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.store.database.text import clean_line
from canvas.store.themes.codebook import plain_name

TEXTS = ("definition", "use_when", "use_not", "example")
MOST_BYTES = 20_000_000
MOST_CODES = 20_000


@dataclass(frozen=True)
class Code:
    """One theme of a codebook file; of what is None the file says nothing, and `parent` "" is the top.

    `parent` is the name of the theme it stands under, `colour` #RRGGBB or "", `guid` its identity in a .qdc file as it
    stands there, and `line` where it stands.
    """

    name: str
    parent: str | None = ""
    definition: str | None = None
    use_when: str | None = None
    use_not: str | None = None
    example: str | None = None
    colour: str | None = None
    retired: bool | None = None
    guid: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Codebook:
    """The themes of a file, and `warnings` (message, values): what was mended or left out, and where."""

    name: str
    codes: tuple[Code, ...]
    warnings: tuple[tuple[str, dict], ...] = ()


class RepairLog:
    """Gathers what was mended while one file is read; the same thing at several lines is said once, with the lines."""

    NAMED = 8  # so many lines a warning names

    def __init__(self) -> None:
        self._lines_by_warning: dict[tuple[str, tuple], list[int]] = {}

    def __call__(self, message: str, line: int | None = None, **values: object) -> None:
        """Note a warning; a message with a line has `{lines}` in it."""
        lines = self._lines_by_warning.setdefault((message, tuple(sorted(values.items()))), [])
        if line is not None:
            lines.append(line)

    def warnings(self) -> tuple[tuple[str, dict], ...]:
        """Return all warnings, each with its values."""
        warnings = []
        for (message, values), lines in self._lines_by_warning.items():
            first = ", ".join(str(line) for line in lines[: self.NAMED])
            more = f", … ({len(lines)}×)" if len(lines) > self.NAMED else ""
            warnings.append((message, dict(values) | ({"lines": first + more} if lines else {})))
        return tuple(warnings)


def file_name(name: str) -> str:
    """Return the name of a file as it can be shown."""
    return clean_line(name)[:200] or "codebook"


class TakenNames:
    """The names of a file so far, to tell which one is taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}  # number that was given to a name

    def take(self, name: str) -> bool:
        """Take a name; tell whether it was free."""
        plain = plain_name(name)
        if plain in self._taken:
            return False
        self._taken.add(plain)
        return True

    def numbered(self, name: str) -> str:
        """Take this name with the first number behind it that is free, and return it."""
        number = self._last.get(name, 1) + 1  # a number that was taken once stays so
        while not self.take(f"{name} ({number})"):
            number += 1
        self._last[name] = number
        return f"{name} ({number})"
