"""How much is tried: less in every run, all of it where `PPS_THOROUGH=1` asks for it.

Which examples, screens and schemes differs from run to run, so that many short runs see what one long run would.
"""

from __future__ import annotations

import os
import random
from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings

Thing = TypeVar("Thing")
THOROUGH = os.environ.get("PPS_THOROUGH") == "1"
USUAL = 100  # examples of a property that does not say how many it wants
LEAST = 5


def number_of(full: int) -> int:
    """Return how many of this full number of examples are tried in this run."""
    return full if THOROUGH else min(full, max(LEAST, full // 3))


def examples(full: int) -> Any:
    """Decorate a property that wants so many examples where a run is thorough."""
    return settings(max_examples=number_of(full))


def some_of(things: Sequence[Thing], always: Collection[Thing] = (), share: int = 3) -> list[Thing]:
    """Return, in their order, one in so many of these (at random) and what is always tried; all in a thorough run."""
    if THOROUGH:
        return list(things)
    chosen = random.sample(range(len(things)), -(-len(things) // share))
    return [thing for place, thing in enumerate(things) if place in chosen or thing in always]


def load_profile() -> None:
    """Have properties print what they failed on, and take the time they need."""
    # A save takes as long as the disk takes: a deadline per example would measure the machine.
    settings.register_profile(
        "werkbank",
        deadline=None,
        print_blob=True,
        max_examples=number_of(USUAL),
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    settings.load_profile("werkbank")
