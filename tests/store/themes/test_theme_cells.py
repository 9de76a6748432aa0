"""Themes per moment and role, counted from what is kept and counted anew: both say the same."""

from __future__ import annotations

from canvas.store import attributes
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.themes import codings, theme_cells, themes
from tests import build

KEYS = ("theme_id", "role", "notes", "respondents")


def coded(begun: build.Begun) -> tuple[str, str, dict[str, list[dict]]]:
    """A theme with one under it: an employer's two notes on the first, one of them on both; a government's on one."""
    _, of_one = build.answered(begun, "lesgeld\nreiskosten")
    other = build.interview(begun, begun.government)
    build.capture.save(begun.study, begun.user, other, "costs.main", "subsidie")
    of_other = build.notes_of(begun, other)
    with begun.study.writing(begun.user) as writer:
        whole = themes.add(writer, "Geld")
        part = themes.add(writer, "Vergoeding", parent_id=whole)
        codings.assign(writer, whole, [row["id"] for row in of_one])
        codings.assign(writer, part, [of_one[0]["id"], of_other[0]["id"]])
    return whole, part, {"employer": of_one, "government": of_other}


def read(begun: build.Begun, groups: dict[str, list[str]], *filters: AttributeFilter) -> list[tuple]:
    pairs = [(begun.partnership, wave) for wave in (begun.wave, begun.later_wave)]
    with begun.study.reading() as connection:
        theme_rows = theme_cells.of_moments(connection, pairs, groups, filters)
    assert {(row["partnership_id"], row["wave_id"]) for row in theme_rows} <= {(begun.partnership, begun.wave)}
    return sorted(tuple(row[name] for name in KEYS) for row in theme_rows)


def test_each_theme_by_itself(begun):
    whole, part, _ = coded(begun)
    assert read(begun, {whole: [whole], part: [part]}) == sorted(
        [(whole, "employer", 2, 1), (part, "employer", 1, 1), (part, "government", 1, 1)]
    )


def test_a_note_on_both_a_theme_and_one_under_it_counts_once(begun):
    whole, part, _ = coded(begun)
    assert read(begun, {whole: [whole, part], part: [part]}) == sorted(
        [(whole, "employer", 2, 1), (whole, "government", 1, 1), (part, "employer", 1, 1), (part, "government", 1, 1)]
    )


def test_notes_taken_away_and_codings_taken_off_count_no_more(begun):
    whole, part, notes = coded(begun)
    with begun.study.writing(begun.user) as writer:
        codings.unassign(writer, part, [notes["government"][0]["id"]])
    assert read(begun, {whole: [whole, part]}) == [(whole, "employer", 2, 1)]


def test_a_filter_on_respondents_leaves_what_they_said(begun):
    whole, part, _ = coded(begun)
    with begun.study.writing(begun.user) as writer:
        sector = attributes.add(writer, "respondent", "Sector", "text")
        attributes.set_value(writer, "respondent", begun.government, sector, "zorg")
    condition = AttributeFilter(sector, "respondent", words="zorg")
    assert read(begun, {whole: [whole], part: [part]}, condition) == [(part, "government", 1, 1)]


def test_per_block_counts_the_notes_that_stand_there(begun):
    whole, part, _ = coded(begun)
    with begun.study.reading() as connection:
        counts = theme_cells.per_block(connection, [(begun.partnership, begun.wave)])
        assert {(row["theme_id"], row["block"], row["notes"]) for row in counts} == {
            (whole, "costs", 2),
            (part, "costs", 2),
        }


def test_moments_in_which_no_note_carries_a_theme_are_known(begun):
    pairs = [(begun.partnership, wave) for wave in (begun.wave, begun.later_wave)]
    coded(begun)
    build.answered(begun, "iets", wave=begun.later_wave)
    with begun.study.reading() as connection:
        assert theme_cells.moments_with_themes(connection, pairs) == {pairs[0]}
