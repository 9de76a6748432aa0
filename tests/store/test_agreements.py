"""Agreements: what was agreed, whether it was kept, and how it goes on at a later moment."""

from __future__ import annotations

import pytest

from canvas.errors import ChangedMeanwhileError, NotFoundError, UserError
from canvas.store import agreements, partnerships
from canvas.store.check.check import check
from canvas.store.points import points
from tests import build


def write(begun: build.Begun, function, *values, **more):
    with begun.study.writing(begun.user) as writer:
        return function(writer, *values, **more)


def agree(begun: build.Begun, text: str = "Elk kwartaal overleg", wave: str = "", **more) -> str:
    return write(begun, agreements.add, begun.partnership, wave or begun.wave, text, **more)


def get(begun: build.Begun, agreement_id: str) -> dict:
    return build.read(begun, agreements.get, agreement_id)


def test_an_agreement_says_by_whom_before_when_and_on_what_it_rests(begun):
    _, (note,) = build.answered(begun, "Wij bellen elke week")
    partner = write(begun, partnerships.add_partner, begun.partnership, "De Zon")
    point = write(begun, points.add, "how", "Te weinig contact", ["employer"], begun.partnership, begun.wave)
    made = agree(begun, "  Elke week\nbellen ", partner_id=partner, due="2026-03-31", note_id=note["id"])
    row = get(begun, made)
    assert (row["text"], row["organisation"], row["due"]) == ("Elke week bellen", "De Zon", "2026-03-31")
    assert (row["state"], row["note"], row["point"], row["label"]) == ("open", "Wij bellen elke week", None, "Meting 1")
    assert (row["made_by"], row["state_by_name"], row["position"]) == ("onderzoeker-1", "onderzoeker-1", 1)
    other = get(begun, agree(begun, point_id=point, difference=("gap", "costs")))
    assert (other["point"], other["difference_rule"], other["position"]) == ("Te weinig contact", "gap", 2)
    assert build.read(begun, agreements.of_notes, [note["id"]]) == {note["id"]: made}
    assert check(begun.study)["faults"] == []


@pytest.mark.parametrize(("text", "due"), [(" ", None), ("Overleg", "31-03-2026"), ("Overleg", "volgende week")])
def test_an_agreement_without_words_or_with_no_day_is_refused(begun, text, due):
    with pytest.raises(UserError):
        agree(begun, text, due=due)
    assert build.read(begun, agreements.of_partnership, begun.partnership) == []


def test_what_is_of_another_partnership_is_refused(begun):
    elsewhere = write(begun, partnerships.add, "Elders", "EL", "", None)
    partner = write(begun, partnerships.add_partner, elsewhere, "De Maan")
    with pytest.raises(UserError, match="another partnership"):
        agree(begun, partner_id=partner)
    with pytest.raises(NotFoundError):
        write(begun, agreements.add, elsewhere, begun.wave, "Overleg")
    with pytest.raises(NotFoundError):
        agree(begun, note_id="onzin")


def test_what_was_not_kept_or_changed_says_why_and_every_version_is_there(begun):
    made = agree(begun)
    for state in agreements.WITH_REASON:
        with pytest.raises(UserError, match="reason"):
            write(begun, agreements.change_state, made, state)
    write(begun, agreements.change_state, made, "not_kept", "Niemand belde")
    write(begun, agreements.change_state, made, "open")
    write(begun, agreements.change_state, made, "open")
    write(begun, agreements.change, made, "Elke maand overleg", None, "2026-05-01")
    stored = [(row["number"], row["how"], row["state"]) for row in build.read(begun, agreements.versions, made)]
    assert stored == [(4, "changed", "open"), (3, "state", "open"), (2, "state", "not_kept"), (1, "made", "open")]
    assert check(begun.study)["faults"] == []


def test_two_who_change_one_field_are_shown_each_other_with_the_partner_by_name(begun):
    sun, moon = (write(begun, partnerships.add_partner, begun.partnership, name) for name in ("De Zon", "De Maan"))
    opened = get(begun, agree(begun))
    write(begun, agreements.change, opened["id"], opened["text"], sun, None, opened)
    with pytest.raises(ChangedMeanwhileError) as met:
        write(begun, agreements.change, opened["id"], opened["text"], moon, None, opened)
    assert (met.value.clashes[0].now_in_words, met.value.who) == ("De Zon", "onderzoeker-1")


def test_an_agreement_is_carried_to_a_later_moment_once_and_the_earlier_stays_as_it_was(begun):
    made = agree(begun, due="2025-12-01")
    carried = write(begun, agreements.carry, made, begun.later_wave)
    assert write(begun, agreements.carry, made, begun.later_wave) == carried
    rows = build.read(begun, agreements.of_partnership, begun.partnership)
    assert [(row["label"], row["carried_from"], row["carried_to"], row["due"]) for row in rows] == [
        ("Meting 1", None, carried, "2025-12-01"),
        ("Meting 2", made, None, "2025-12-01"),
    ]
    write(begun, agreements.retire, carried)
    assert get(begun, made)["carried_to"] is None
    assert write(begun, agreements.carry, made, begun.later_wave) == carried
    assert get(begun, made)["carried_to"] == carried
    with pytest.raises(UserError, match="later"):
        write(begun, agreements.carry, carried, begun.wave)
    assert check(begun.study)["faults"] == []


def test_what_is_due_over_the_study_comes_by_day_without_day_last_and_carried_ones_once(begun):
    later, none, sooner = (agree(begun, text, due=due) for text, due in DUES)
    done = agree(begun, "Af", due="2025-01-01")
    write(begun, agreements.change_state, done, "kept")
    carried = write(begun, agreements.carry, sooner, begun.later_wave)
    write(begun, agreements.retire, agree(begun, "Weg", due="2025-01-02"))
    rows, total = build.read(begun, agreements.due)
    assert ([row["id"] for row in rows], total) == ([carried, later, none], 3)
    assert [row["name"] for row in rows] == ["Nieuwe Techniek"] * 3
    rows, total = build.read(begun, agreements.due, "2026-01-01")
    assert ([row["id"] for row in rows], total) == ([carried], 1)
    assert [row["id"] for row in build.read(begun, agreements.due, None, 1, 1)[0]] == [later]


DUES = [("Later", "2026-06-01"), ("Ooit", None), ("Eerder", "2025-06-01")]
