"""How many examples a property is tried on: fewer in every run, the full number where `PPS_THOROUGH=1` asks for it.

Which examples differs from run to run, so that many short runs see what one long run would.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("PPS_THOROUGH") == "1"
USUAL = 100  # examples of a property that does not say how many it wants
LEAST = 5


def number_of(full: int) -> int:
    """Return how many of this full number of examples are tried in this run."""
    return full if THOROUGH else min(full, max(LEAST, full // 3))


def examples(full: int) -> Any:
    """Decorate a property that wants so many examples where a run is thorough."""
    return settings(max_examples=number_of(full))


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
