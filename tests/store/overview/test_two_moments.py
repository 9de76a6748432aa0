"""What two moments of a partnership hold, to set beside each other; on both engines."""

from __future__ import annotations

from canvas.capture import answers as capture
from canvas.store import attributes, moments, partnerships
from canvas.store.overview import two_moments
from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.themes import codings, themes
from tests import build


def test_notes_of_both_moments_are_found_and_those_of_others_and_retired_ones_are_not(begun):
    build.answered(begun, "lesgeld is hoog\nboeken ook")
    later, _ = build.answered(begun, "lesgeld is laag\nweg hiermee", wave=begun.later_wave)
    capture.save(begun.study, begun.user, later, "costs.main", "lesgeld is laag")
    with begun.study.writing(begun.user) as writer:
        other = partnerships.add(writer, "Andere", "AN", "Flevoland", 2024)
        moments.put_moment(writer, other, begun.wave)
    with begun.study.reading() as connection:
        both = two_moments.notes_at_waves(connection, begun.partnership, [begun.wave, begun.later_wave])
        note_rows = two_moments.notes_at_waves(connection, begun.partnership, [begun.later_wave])
        none = two_moments.notes_at_waves(connection, other, [begun.wave])
    assert [(row["wave_id"] == begun.wave, row["text"], row["role"], row["block"]) for row in both] == [
        (True, "lesgeld is hoog", "employer", "costs"),
        (True, "boeken ook", "employer", "costs"),
        (False, "lesgeld is laag", "employer", "costs"),
    ]
    assert [row["text"] for row in note_rows] == ["lesgeld is laag"]
    assert none == []


def test_a_theme_counts_the_notes_that_carry_it_once_whoever_coded_them(begun):
    _, notes = build.answered(begun, "lesgeld is hoog\nboeken ook")
    _, later = build.answered(begun, "lesgeld is laag", wave=begun.later_wave)
    with begun.study.writing(begun.user) as writer:
        money = themes.add(writer, "Geld")
        gone = themes.add(writer, "Boeken")
        codings.assign(writer, money, [note["id"] for note in (*notes, *later)])
        codings.assign(writer, gone, [notes[1]["id"]])
    with begun.study.writing(begun.other_user) as writer:
        codings.assign(writer, money, [notes[0]["id"]])
        codings.unassign(writer, gone, [notes[1]["id"]])
    with begun.study.reading() as connection:
        theme_rows = two_moments.themes_at_waves(connection, begun.partnership, [begun.wave, begun.later_wave])
    assert {(row["wave_id"], row["name"], row["role"]): row["notes"] for row in theme_rows} == {
        (begun.wave, "Geld", "employer"): 2,
        (begun.later_wave, "Geld", "employer"): 1,
    }


def test_what_is_asked_of_respondents_leaves_only_what_they_said(begun):
    _, (mine,) = build.answered(begun, "lesgeld is hoog")
    interview = build.interview(begun, begun.government)
    capture.save(begun.study, begun.user, interview, "costs.main", "het valt mee")
    with begun.study.writing(begun.user) as writer:
        sector = attributes.add(writer, "respondent", "Sector", "text")
        attributes.set_value(writer, "respondent", begun.employer, sector, "zorg")
        codings.assign(writer, themes.add(writer, "Geld"), [mine["id"], build.notes_of(begun, interview)[0]["id"]])
    filters = [AttributeFilter(sector, "respondent", words="zorg")]
    with begun.study.reading() as connection:
        note_rows = two_moments.notes_at_waves(connection, begun.partnership, [begun.wave], filters)
        heard = two_moments.themes_at_waves(connection, begun.partnership, [begun.wave], filters)
    assert [row["id"] for row in note_rows] == [mine["id"]]
    assert [(row["role"], row["notes"]) for row in heard] == [("employer", 1)]
