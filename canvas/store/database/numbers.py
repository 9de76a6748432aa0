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
    """Return a written number as it is stored: digits with a point, such as -12.5.

    Raises UserError, which names `place`, for what is no number or can be read in two ways.
    """
    written = text.strip().replace("\u2212", "-")
    if _TWO_WAYS.fullmatch(written):
        whole, part = re.sub("[.,]", "", written), re.sub("[.,]", ",", written).rstrip("0").rstrip(",")
        raise UserError(
            place,
            N_("“{value}” can be read in two ways."),
            N_("Write {whole} or {part}."),
            value=written,
            whole=whole,
            part=part,
        )
    if _WHOLE.fullmatch(written) or _PARTED.fullmatch(written) or _SPACED.fullmatch(written):
        plain = re.sub("[ .,\u00a0\u202f]", "", written)
    elif _DECIMAL.fullmatch(written):
        plain = written.replace(",", ".")
    elif _BOTH.fullmatch(written):
        sign = "," if written.rfind(",") > written.rfind(".") else "."
        plain = re.sub(f"[^0-9{sign}+-]", "", written).replace(sign, ".")
    else:
        raise _no_number(written, place)
    return _stored_form(Decimal(plain), written, place)


def format_number(number: str, decimal: str = ",") -> str:
    """Return a kept number as it is shown: with a decimal comma, or another sign."""
    return number.replace(".", decimal)


def _stored_form(value: Decimal, written: str, place: str) -> str:
    small = int(value.as_tuple().exponent) < -DECIMALS
    if small or len(value.as_tuple().digits) > DIGITS or (value and value.adjusted() >= DIGITS):
        raise UserError(
            place,
            N_("“{value}” has more digits than can be kept."),
            N_("Round it to {most} digits."),
            value=written[:40],
            most=DIGITS,
        )
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("", "-0", "-") else plain.lstrip("+")


def _no_number(written: str, place: str) -> UserError:
    return UserError(
        place, N_("“{value}” is not a number."), N_("Write digits, such as 12 or 12,5."), value=written[:40]
    )
