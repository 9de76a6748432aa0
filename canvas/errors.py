"""What a user can do wrong, said as place, fault and cure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace


def N_(message: str) -> str:
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


THOUSANDS = N_(",")  # what stands between the thousands of a number
_APART_FROM = 10_000  # a year stays as it is


def _written(value: object, translate: Callable[[str], str]) -> object:
    """Return a value as it goes into a text: a large whole number with its thousands apart."""
    large = isinstance(value, int) and abs(value) >= _APART_FROM
    return f"{value:,}".replace(",", translate(THOUSANDS)) if large else value


class UserError(Exception):
    """A fault a user can cause and mend: where it is, what is wrong, how to cure it.

    All three are English, marked with `N_` where they can be translated, so that a screen can say them in its
    own language; `values` fills the `{named}` gaps of fault and cure. A place may be a file, whose name has none.
    """

    def __init__(self, place: str, fault: str, cure: str = "", **values: object) -> None:
        self.place, self.fault, self.cure, self.values = place, fault, cure, values
        super().__init__(self.message())

    def __reduce__(self) -> tuple:
        """Go whole from one process to another: place, fault, cure, values and what a kind of its own has beside."""
        return _again, (type(self), self.args, self.__dict__)

    def parts(self, translate: Callable[[str], str] = str) -> tuple[str, str, str]:
        """Return place, fault and cure as `translate` says them, gaps filled."""
        values = {name: _written(value, translate) for name, value in self.values.items()}

        def filled(message: str) -> str:
            return translate(message).format(**values) if message else ""

        return translate(self.place) if self.place else "", filled(self.fault), filled(self.cure)

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Return the whole as one text: `place: fault cure`."""
        place, fault, cure = self.parts(translate)
        return " ".join(part for part in (f"{place}:", fault, cure) if part)


def _again(kind: type[UserError], arguments: tuple, holds: dict) -> UserError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(holds)
    return error


class FaultyFileError(UserError):
    """A file with several faults; `faults` lists them all as (line, message, values)."""

    def __init__(self, place: str, faults: list[tuple[int, str, dict]]) -> None:
        self.faults = faults
        if len(faults) == 1:
            super().__init__(place, N_("one fault found."), N_("Mend it and try again."))
        else:
            super().__init__(place, N_("{count} faults found."), N_("Mend these and try again."), count=len(faults))

    def lines(self, translate: Callable[[str], str] = str) -> list[str]:
        """Return one text per fault, in the order of the file."""
        at = translate(N_("line {line}"))
        return [
            f"{at.format(line=line)}: {translate(message).format(**values)}" for line, message, values in self.faults
        ]

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Return all faults, one a line, under the place."""
        return "\n".join([super().message(translate), *("  " + line for line in self.lines(translate))])


@dataclass(frozen=True)
class Clash:
    """One field that was changed here and elsewhere: its name in the row and in words, what was meant, what stands."""

    field: str
    label: str
    mine: object
    now: object
    now_in_words: str = ""


class ChangedMeanwhileError(UserError):
    """Somebody else changed the same since it was opened, and nothing was stored.

    `now` is what stands, in words; where several fields may be concerned, `clashes` has each of them.
    """

    def __init__(self, place: str, now: str = "", who: str = "", clashes: Sequence[Clash] = ()) -> None:
        self.clashes, self.who = tuple(clashes), who
        self.now = now or self._now_in_words(str)
        by = N_("{who} changed it meanwhile; it now says “{now}”.")
        super().__init__(
            place,
            by if who else N_("it was changed meanwhile; it now says “{now}”."),
            N_("Your text is still in the field: take over what you need, then save again to put it in its place."),
            who=who,
            now=_cut(self.now),
        )

    def parts(self, translate: Callable[[str], str] = str) -> tuple[str, str, str]:
        """Return place, fault and cure, with the names of the fields translated too."""
        if self.clashes:
            self.values["now"] = _cut(self._now_in_words(translate))
        return super().parts(translate)

    def worded(self, words: Callable[[str, object], str]) -> ChangedMeanwhileError:
        """Return the same, with what stands said by `words` of a field and its value."""
        clashes = [replace(clash, now_in_words=words(clash.field, clash.now)) for clash in self.clashes]
        return ChangedMeanwhileError(self.place, who=self.who, clashes=clashes)

    def _now_in_words(self, translate: Callable[[str], str]) -> str:
        if len(self.clashes) == 1:
            return _in_words(self.clashes[0])
        return "; ".join(f"{translate(clash.label)}: {_in_words(clash)}" for clash in self.clashes)


def _in_words(clash: Clash) -> str:
    value = clash.now_in_words or clash.now
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value) or "–"
    return "–" if value in (None, "") else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= 400 else text[:400] + "…"


class InterviewCompletedError(UserError):
    """Something was to be changed in an interview that was completed meanwhile; nothing was stored."""

    def __init__(self, cure: str = N_("Open it again first; your text is still in the field.")) -> None:
        super().__init__(N_("Interview"), N_("it has been completed meanwhile, so nothing was stored."), cure)


class NotFoundError(UserError):
    """An id, in a link or a command, that the study does not hold."""

    def __init__(self, what: str, identifier: str) -> None:
        super().__init__(
            what,
            N_("“{identifier}” is not in this study."),
            N_("It may belong to another study. Choose it from the list instead."),
            identifier=_seen(identifier[:80]),
        )


def _seen(text: str) -> str:
    """Return a text with signs that nobody sees as the escapes they are typed with: else “FV” is not there, and is."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
