"""In how many partnerships of a wave two roles lie apart on a block, counted by the database, on both engines."""

from __future__ import annotations

from canvas.capture import answers as capture
from canvas.store import moments, partnerships, respondents
from canvas.store.overview import filtered_cells
from canvas.store.overview.filtered_moments import MomentFilter
from tests import build


def rated(begun: build.Begun, partnership: str, role: str, *ratings: int) -> None:
    """Have people of a role rate the costs, each in an interview of its own."""
    with begun.study.reading() as connection:
        code = partnerships.get(connection, partnership)["code"]
    for place, rating in enumerate(ratings, 7):
        with begun.study.writing(begun.user) as writer:
            person = respondents.add(writer, partnership, f"{code}-{role[:3]}{place}", role)
        interview = build.interviewing.plan(
            begun.study, begun.user, build.short_guide(), partnership, begun.wave, [person], "nl", start=True
        )
        build.ask(begun, interview, "costs.main")
        capture.rate(begun.study, begun.user, interview, "costs.main", rating)


def another(begun: build.Begun, name: str) -> str:
    with begun.study.writing(begun.user) as writer:
        made = partnerships.add(writer, name, name[:3].upper())
        moments.put_moment(writer, made, begun.wave)
    return made


def test_partnerships_with_a_gap_are_counted_each_by_its_own_roles(begun):
    near, half, few = (another(begun, name) for name in ("Naast", "Half", "Weinig"))
    rated(begun, begun.partnership, "employer", 1, 1, 2)  # median 1 against 5: apart
    rated(begun, begun.partnership, "government", 5, 5, 5)
    rated(begun, near, "employer", 5, 5, 5)  # median 5 against 4: just apart
    rated(begun, near, "government", 4, 4, 5)
    rated(begun, half, "employer", 3, 3, 3)  # 3 against 3.5: compared, and not apart
    rated(begun, half, "government", 3, 3, 4, 4)
    rated(begun, few, "employer", 1, 1, 1)  # two ratings of the other: not compared
    rated(begun, few, "government", 5, 5)
    whole = MomentFilter(waves=(begun.wave,))
    rows = build.read(begun, filtered_cells.gap_counts, "block", 1, whole)
    assert rows == [{"row": "costs", "apart": 2, "compared": 3}]
    narrowed = MomentFilter(pairs=((begun.partnership, begun.wave), (half, begun.wave)))
    assert build.read(begun, filtered_cells.gap_counts, "block", 1, narrowed) == [
        {"row": "costs", "apart": 1, "compared": 2}
    ]
    assert build.read(begun, filtered_cells.gap_counts, "factor", 1, whole) == []
    assert build.read(begun, filtered_cells.gap_counts, "block", 1, MomentFilter(waves=(begun.later_wave,))) == []
