"""Times what the screens ask of a study: medians and 95th percentiles, store and frame together."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence

from canvas.bench.sample import samples
from canvas.bench.screens import VIEWS
from canvas.store import Study
from canvas.store.bulk_fill import count_notes

TURNS = 20
LONGEST_TIMING = 20.0  # seconds after which a view has shown what it costs
WARM = 2  # turns that build statements and fill caches


def time_views(
    study: Study, turns: int = TURNS, only: str = "", tell: Callable[[str], None] = lambda _name: None
) -> dict:
    """Return {"notes", "views": {name: {"p50_ms", "p95_ms", "rows", "size"}}, "rss_mb"}; `only` is a part of names.

    Each turn asks for another partnership, block or page; a view of the study's size is asked as often as a fixed one,
    until it has taken LONGEST_TIMING. `rss_mb` is the largest memory that this process held.
    """
    with study.reading() as connection:
        turn_samples = samples(connection)
        number = count_notes(connection)
    views = {}
    for view in (view for view in VIEWS if only in view.name and turn_samples):
        tell(view.name)
        took: list[float] = []
        rows: list[int] = []
        for turn in range(turns + WARM):
            began = time.perf_counter()
            with study.reading() as connection:
                row_count = view.ask(connection, turn_samples[turn % len(turn_samples)])
            spent = time.perf_counter() - began
            if turn >= WARM or sum(took) + spent > LONGEST_TIMING:
                took.append(spent)
                rows.append(row_count)
            if sum(took) > LONGEST_TIMING:
                break
        views[view.name] = {
            "p50_ms": round(statistics.median(took) * 1000, 2),
            "p95_ms": round(_p95(took) * 1000, 2),
            "rows": int(statistics.median(rows)),
            "size": view.size,
        }
    return {"notes": number, "views": views, "rss_mb": round(_memory(), 1)}


def _p95(took: Sequence[float]) -> float:
    return statistics.quantiles(took, n=20, method="inclusive")[-1] if len(took) > 1 else took[0]


def _memory() -> float:
    """Return the largest memory this process held, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
