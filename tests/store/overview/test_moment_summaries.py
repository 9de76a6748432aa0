"""The summaries as screens read them: of chosen moments, of all, and the overview."""

from __future__ import annotations

from canvas.capture import answers as capture
from canvas.store.overview import filtered_moments, moment_summaries
from tests import build


def test_cells_are_those_of_the_pairs_asked_for_and_of_no_pairs_there_are_none(begun):
    early = build.interview(begun)
    late = build.interview(begun, begun.government, wave=begun.later_wave)
    capture.save(begun.study, begun.user, early, "costs.main", "lesgeld\nboeken")
    capture.save(begun.study, begun.user, late, "costs.main", "reiskosten")
    first, second = (begun.partnership, begun.wave), (begun.partnership, begun.later_wave)

    def cells_of(*arguments) -> set[tuple]:
        with begun.study.reading() as connection:
            return {
                (row["wave_id"], row["role"], row["notes"]) for row in moment_summaries.cells(connection, *arguments)
            }

    of_first, of_second = {(begun.wave, "employer", 2)}, {(begun.later_wave, "government", 1)}
    assert cells_of([first]) == of_first
    assert cells_of([second]) == of_second
    assert cells_of([second, first]) == cells_of() == of_first | of_second
    assert cells_of([]) == cells_of([("elsewhere", begun.wave)]) == set()


def test_the_overview_holds_what_is_counted_of_each_moment_and_nothing_for_an_empty_one(begun):
    made = build.interview(begun, question_keys=("costs.main", "solution.main"))
    capture.save(begun.study, begun.user, made, "costs.main", "lesgeld\nboeken")
    with begun.study.reading() as connection:
        now, later = moment_summaries.overview(
            connection, filtered_moments.page_of(connection, filtered_moments.MomentFilter())
        )
    assert (now["notes"], now["blocks"], now["roles_heard"]) == (2, 1, ["employer"])
    assert now["interviews"] == {"planned": 0, "under_way": 1, "completed": 0}
    assert now["only_interview"] == {"under_way": made}
    assert (later["notes"], later["blocks"], later["roles_heard"], later["only_interview"]) == (0, 0, [], {})
