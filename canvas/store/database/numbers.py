"""Numbers as people write them: 12,5 and 12.5 are the same, and what can be read in two ways is asked again."""

from __future__ import annotations

import re
from decimal import Decimal

from canvas.errors import N_, UserError

DIGITS = 15  # what a database's own numbers keep exactly, so that they compare as they were written
DECIMALS = 10  # behind the point

_SPACE = "[ \u00a0\u202f]"
_WHOLE = re.compile("[+-]?[0-9]+")
_SPACED = re.compile(f"[+-]?[0-9]{{1,3}}{_SPACE}[0-9]{{3}}")
_PARTED = re.compile("[+-]?[0-9]{1,3}([ .,\u00a0\u202f])[0-9]{3}(\\1[0-9]{3})+")  # a sign that comes twice parts
_DECIMAL = re.compile("[+-]?[0-9]*[.,][0-9]+")
_BOTH = re.compile(
    f"[+-]?[0-9]{{1,3}}(?:(?:[.][0-9]{{3}})+,[0-9]+|(?:,[0-9]{{3}})+[.][0-9]+|(?:{_SPACE}[0-9]{{3}})+[.,][0-9]+)"
)
_TWO_WAYS = re.compile("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")  # 1.500: fifteen hundred, or one and a half


def parse_number(text: str, place: str) -> str:
    """A written number as it is kept: digits with a point, such as -12.5. Raises UserError, which names `place`."""
    said = text.strip().replace("\u2212", "-")
    if _TWO_WAYS.fullmatch(said):
        whole, part = re.sub("[.,]", "", said), re.sub("[.,]", ",", said).rstrip("0").rstrip(",")
        raise UserError(
            place,
            N_("“{value}” can be read in two ways."),
            N_("Write {whole} or {part}."),
            value=said,
            whole=whole,
            part=part,
        )
    if _WHOLE.fullmatch(said) or _PARTED.fullmatch(said) or _SPACED.fullmatch(said):
        plain = re.sub("[ .,\u00a0\u202f]", "", said)
    elif _DECIMAL.fullmatch(said):
        plain = said.replace(",", ".")
    elif _BOTH.fullmatch(said):
        sign = "," if said.rfind(",") > said.rfind(".") else "."
        plain = re.sub(f"[^0-9{sign}+-]", "", said).replace(sign, ".")
    else:
        raise _no_number(said, place)
    return _kept(Decimal(plain), said, place)


def format_number(kept: str, decimal: str = ",") -> str:
    """A kept number as it is shown: with a decimal comma, or another sign."""
    return kept.replace(".", decimal)


def _kept(value: Decimal, said: str, place: str) -> str:
    small = int(value.as_tuple().exponent) < -DECIMALS
    if small or len(value.as_tuple().digits) > DIGITS or (value and value.adjusted() >= DIGITS):
        raise UserError(
            place,
            N_("“{value}” has more digits than can be kept."),
            N_("Round it to {most} digits."),
            value=said[:40],
            most=DIGITS,
        )
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("", "-0", "-") else plain.lstrip("+")


def _no_number(said: str, place: str) -> UserError:
    return UserError(place, N_("“{value}” is not a number."), N_("Write digits, such as 12 or 12,5."), value=said[:40])
