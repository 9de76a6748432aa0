"""Whether a partner is there at a moment: aboard, left by then, or to join later."""

from __future__ import annotations

from collections.abc import Mapping

PRESENCES = ("aboard", "left", "later")


def presence(partner: Mapping, ends: str | None, day: str) -> str:
    """Return what a partner (row of `partnerships.partners`) is (of PRESENCES) at a moment that `ends` then.

    Both are YYYY-MM-DD; without an end the moment lasts until `day` (today). Who leaves after `day` is still there.
    """
    if (partner["joined"] or "") > (ends or "9999"):
        return "later"
    if partner["left"] and partner["left"] <= min(ends or "9999", day):
        return "left"
    return "aboard"
