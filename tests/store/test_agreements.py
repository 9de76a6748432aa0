"""Agreements: what was agreed, whether it was kept, and how it goes on at a later moment."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from canvas.errors import ChangedMeanwhileError, NotFoundError, UserError
from canvas.read_models.agreements_page import agreements_page, opened_agreement
from canvas.speech import Speech
from canvas.store import agreements, moments, partnerships
from canvas.store.agreements_across import AgreementFilter, across, choices, counts
from canvas.store.check import values
from canvas.store.check.check import check
from canvas.store.database import schema
from canvas.store.points import points
from tests import build
from tests.examples import THOROUGH


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
    opened, there = (build.read(begun, opened_agreement, id_) for id_ in (made, carried))
    assert (opened.next_moment["label"], there.next_moment) == ("Meting 2", None)
    with pytest.raises(UserError, match="later"):
        write(begun, agreements.carry, carried, begun.wave)
    assert check(begun.study)["faults"] == []


def test_what_is_due_over_the_study_comes_by_day_without_day_last_and_carried_ones_once(begun):
    later, none, sooner = (agree(begun, text, due=due) for text, due in DUES)
    done = agree(begun, "Af", due="2025-01-01")
    write(begun, agreements.change_state, done, "kept")
    carried = write(begun, agreements.carry, sooner, begun.later_wave)
    write(begun, agreements.retire, agree(begun, "Weg", due="2025-01-02"))
    rows, total = build.read(begun, across, AgreementFilter(), "2026-01-01")
    # what is open by day, without a day last, and then what was kept
    assert ([row["id"] for row in rows], total) == ([carried, later, none, done], 4)
    assert [row["name"] for row in rows] == ["Nieuwe Techniek"] * 4
    assert build.read(begun, counts, "2026-01-01") == {
        "overdue": 1,
        "open": 2,
        "kept": 1,
        "not_kept": 0,
        "changed": 0,
    }
    rows, total = build.read(begun, across, AgreementFilter(how="overdue"), "2026-01-01")
    assert ([row["id"] for row in rows], total) == ([carried], 1)
    # the day itself is still in time
    assert build.read(begun, across, AgreementFilter(how="overdue"), "2025-06-01") == ([], 0)
    assert build.read(begun, across, AgreementFilter(), "2026-01-01", 50) == ([], 4)


def test_the_list_is_narrowed_by_partnership_partner_and_words_whatever_their_accents(begun):
    with begun.study.writing(begun.user) as writer:
        other = partnerships.add(writer, "Zorg Samen", "ZS")
        moments.put_moment(writer, other, begun.wave)
        sun = partnerships.add_partner(writer, begun.partnership, "De Zon")
        elsewhere = partnerships.add_partner(writer, other, "De Zon")
    mine = agree(begun, "Café bellen", partner_id=sun)
    theirs = write(begun, agreements.add, other, begun.wave, "Brief sturen", elsewhere)
    nobodys = agree(begun, "Later zien")

    def ids(**asked_for: str) -> set[str]:
        return {row["id"] for row in build.read(begun, across, AgreementFilter(**asked_for), "2026-01-01")[0]}

    assert ids(partnership="ZS") == {theirs}
    assert ids(organisation="De Zon") == {mine, theirs}
    assert ids(words="CAFE zon") == {mine}
    assert ids(words="techniek") == {mine, nobodys}
    assert ids(words="' OR 1=1 --") == set()
    assert build.read(begun, choices) == ({"NT": "Nieuwe Techniek", "ZS": "Zorg Samen"}, ["De Zon"])


def test_many_agreements_are_counted_whole_and_read_fifty_at_a_time(begun):
    number = 2000 if THOROUGH else 200
    with begun.study.writing(begun.user) as writer:
        for place in range(number):
            made = partnerships.add(writer, f"Route {place:04}", f"R{place:04}")
            moments.put_moment(writer, made, begun.wave)
            agreements.add(
                writer, made, begun.wave, f"Afspraak {place}", due=f"20{26 + place % 2}-01-{place % 28 + 1:02}"
            )
    model = build.read(begun, agreements_page, AgreementFilter(), "2026-06-01", number - 50)
    # every other one is of 2026, before the first of June
    counts = (model.total, len(model.rows), model.counts["overdue"], model.counts["open"])
    assert counts == (number, 50, number // 2, number // 2)
    assert model.rows[-1]["due"] == "2027-01-28"
    found_places = [place for place in range(number) if "000" in f"{place:04}"]  # 0000 to 0009, and 1000
    past_the_end = build.read(begun, agreements_page, AgreementFilter(words="Route 000"), "2026-06-01", 5000)
    assert (past_the_end.total, past_the_end.start, len(past_the_end.rows)) == (len(found_places), 0, len(found_places))


DUES = [("Later", "2026-06-01"), ("Ooit", None), ("Eerder", "2025-06-01")]


def test_a_day_that_no_calendar_has_is_refused_and_one_that_stands_is_named_and_breaks_nothing(begun):
    with begun.study.writing(begun.user) as writer:
        for day in ("2026-02-30", "2025-02-29", "2026-13-01", "2026-01-00", "26-01-01"):
            with pytest.raises(UserError, match="is no day"):
                agreements.add(writer, begun.partnership, begun.wave, "Bellen", due=day)
        made = agreements.add(writer, begun.partnership, begun.wave, "Bellen", due="2024-02-29")
        assert list(values.faults(writer.connection, lambda table: table == "agreement")) == []
        for day in ("2026-02-30", "2100-02-29", "2026-13-01"):
            writer.execute(sa.update(schema.agreement).values(due=day))
            wrong = list(values.faults(writer.connection, lambda table: table == "agreement"))
            assert wrong == [(f"agreement {made}", "its due is no day")]
            assert Speech("nl").date(agreements.get(writer.connection, made)["due"]) == day
