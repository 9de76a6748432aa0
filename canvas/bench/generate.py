"""Makes a lifelike study of any size, the same one at every making."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from canvas.bench import synthetic_people, synthetic_points
from canvas.bench.rows import Rows
from canvas.bench.synthetic_interviews import MomentContent, SyntheticInterviews
from canvas.store.bulk_fill import BulkFill, bulk_fill

SEED = 5


def generate(target: str, notes: int, tell: Callable[[str], None] = lambda _step: None) -> dict:
    """Fill an empty study with about so many notes: {"notes", "partnerships", "seconds"}.

    Partnerships get about 2,500 notes each, over three waves; `tell` hears each step as it begins. Raises UserError
    where the study holds something.
    """
    began = time.perf_counter()
    chance, rows, guides = random.Random(SEED), Rows(), synthetic_people.guides_used()
    number = max(1, round(notes / synthetic_people.A_PARTNERSHIP))
    made = 0
    with bulk_fill(target, tell) as into:
        tell(f"{number} partnerships")
        ids = synthetic_people.begin(rows, guides, number)
        places = synthetic_people.places(rows, chance, ids, notes, number)
        made += _store(into, rows)
        interviews, last = SyntheticInterviews(rows, chance, ids, guides), MomentContent([], [])
        for wave in range(synthetic_people.WAVES):
            tell(f"wave {wave + 1}")
            for place in places:
                if place.interview_counts[wave]:
                    last = interviews.moment(place, wave)
                    synthetic_points.moment(rows, chance, ids, interviews, place, wave, last)
                    made += _store(into, rows)
        synthetic_points.points_across_cases(rows, chance, ids, last)
        made += _store(into, rows)
    return {"notes": made, "partnerships": number, "seconds": round(time.perf_counter() - began, 1)}


def _store(into: BulkFill, rows: Rows) -> int:
    number = 0
    for table, columns, values in rows.taken():
        into.put(table, columns, values)
        number += len(values) if table == "note" else 0
    return number
