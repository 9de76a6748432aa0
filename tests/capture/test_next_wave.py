"""The interviews of a moment planned from those of an earlier one: all in one go, none twice; on both engines."""

from __future__ import annotations

import threading

import pytest

from canvas.capture import interviewing, next_wave
from canvas.capture.next_wave import NewMoment
from canvas.errors import NotFoundError, UserError
from canvas.guides import parse_guide
from canvas.store import guides, interviews, moments, partnerships, respondents, study_settings
from tests import build

OWN = """
id = "own"
version = {version}
languages = ["nl"]
minutes = 10
title = {{ nl = "Eigen" }}
intro = {{ nl = "Kort" }}

[[question]]
key = "costs.own"
block = "costs"
kind = "text"
roles = {roles}
text = {{ nl = "Wat kost het?" }}
"""


def own(version: int, roles: str = '["employer"]'):
    return parse_guide(OWN.format(version=version, roles=roles), "own.toml")


def interviews_at(begun, wave: str) -> list[dict]:
    with begun.study.reading() as connection:
        return interviews.of_moment(connection, begun.partnership, wave)


def proposed(begun, until: str = "") -> list[dict]:
    return build.read(begun, next_wave.proposed_interviews, begun.partnership, begun.wave, until)


def again(begun, until, which: list[str] | None = None, **more) -> dict:
    ids = [row["id"] for row in proposed(begun)] if which is None else which
    return next_wave.plan_again(begun.study, begun.user, begun.partnership, begun.wave, until, ids, **more)


def test_interviews_come_back_with_their_respondents_guide_language_and_mode(begun):
    build.interview(begun, begun.employer, begun.employer_too)
    build.interview(begun, begun.government)
    assert [row["planned"] for row in proposed(begun, begun.later_wave)] == [False, False]
    done = again(begun, begun.later_wave, planned_on="2026-12-01")
    assert done == {"wave_id": begun.later_wave, "planned": 2, "known": 0}
    rows = interviews_at(begun, begun.later_wave)
    assert [(row["codes"], row["role"], row["guide_key"], row["language"], row["mode"]) for row in rows] == [
        (["NT-B1", "NT-B2"], "employer", "pps-short", "nl", "in_person"),
        (["NT-G1"], "government", "pps-short", "nl", "in_person"),
    ]
    assert {row["planned_on"] for row in rows} == {"2026-12-01"}
    assert not any(row["started_at"] for row in rows)
    assert [row["planned"] for row in proposed(begun, begun.later_wave)] == [True, True]


def test_pressing_twice_plans_nothing_twice_and_what_was_left_out_can_follow(begun):
    build.interview(begun, begun.employer)
    build.interview(begun, begun.government)
    first, second = (row["id"] for row in proposed(begun))
    assert again(begun, begun.later_wave, [first])["planned"] == 1
    assert again(begun, begun.later_wave, [first, first, second]) == {
        "wave_id": begun.later_wave,
        "planned": 1,
        "known": 1,
    }
    assert again(begun, begun.later_wave)["planned"] == 0
    assert len(interviews_at(begun, begun.later_wave)) == 2


def test_two_tabs_at_once_plan_each_interview_once_and_make_one_moment(begun):
    build.interview(begun, begun.employer)
    build.interview(begun, begun.government)
    ids, done, go = [row["id"] for row in proposed(begun)], [], threading.Barrier(4)

    def press():
        go.wait()
        done.append(again(begun, NewMoment(label="Meting 3"), ids))

    presses = [threading.Thread(target=press) for _ in range(4)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert sum(outcome["planned"] for outcome in done) == 2
    assert len({outcome["wave_id"] for outcome in done}) == 1
    assert len(interviews_at(begun, done[0]["wave_id"])) == 2


def test_a_new_moment_is_made_with_its_phase_and_date_and_one_of_the_study_is_used(begun):
    build.interview(begun, begun.employer)
    done = again(begun, NewMoment(label="Meting 3", phase="evaluation", from_date="2027-01-01"))
    with begun.study.writing(begun.user) as writer:
        free = moments.add_wave(writer, "Meting 4")
    assert again(begun, NewMoment(wave_id=free, phase="design"))["wave_id"] == free
    assert again(begun, NewMoment(label=" meting 3 ", phase="design"))["planned"] == 0
    with begun.study.reading() as connection:
        moments_by_label = {row["label"]: row for row in moments.moments(connection, begun.partnership)}
    assert (
        moments_by_label["Meting 3"]["wave_id"],
        moments_by_label["Meting 3"]["phase"],
        moments_by_label["Meting 3"]["from_date"],
    ) == (
        done["wave_id"],
        "evaluation",
        "2027-01-01",
    )
    assert moments_by_label["Meting 4"]["phase"] == "design"


def test_the_newest_version_of_a_guide_asks_and_the_older_one_stays_with_the_older_interview(begun):
    old, new = own(1), own(2)
    interviewing.plan(begun.study, begun.user, old, begun.partnership, begun.wave, [begun.employer], "nl")
    with begun.study.writing(begun.user) as writer:
        guides.keep(writer, "own", 2, interviewing.guide_hash(new), new.content)
    (row,) = proposed(begun)
    assert (row["guide_version"], row["guide"].version) == (1, 2)
    again(begun, begun.later_wave)
    assert [row["guide_version"] for row in interviews_at(begun, begun.later_wave)] == [2]
    assert [row["guide_version"] for row in interviews_at(begun, begun.wave)] == [1]


def test_a_role_that_the_guide_no_longer_asks_cannot_be_planned_and_then_nothing_is(begun):
    interviewing.plan(begun.study, begun.user, own(1), begun.partnership, begun.wave, [begun.employer], "nl")
    build.interview(begun, begun.government)
    newer = own(2, '["education"]')
    with begun.study.writing(begun.user) as writer:
        guides.keep(writer, "own", 2, interviewing.guide_hash(newer), newer.content)
    assert [row["guide"] is None for row in proposed(begun)] == [True, False]
    with pytest.raises(UserError, match="asks this role nothing"):
        again(begun, NewMoment(label="Meting 3"))
    with begun.study.reading() as connection:
        assert "Meting 3" not in {row["label"] for row in moments.waves(connection)}
    assert interviews_at(begun, begun.later_wave) == []


def test_a_fault_takes_all_back(begun):
    build.interview(begun, begun.employer)
    with pytest.raises(UserError, match="none is chosen"):
        again(begun, begun.later_wave, [])
    with pytest.raises(NotFoundError):
        again(begun, begun.later_wave, ["no-such-interview"])
    with pytest.raises(UserError, match="this very moment"):
        again(begun, begun.wave)
    with pytest.raises(UserError):
        again(begun, NewMoment(label=" "))
    with begun.study.writing(begun.user) as writer:
        alone = moments.add_wave(writer, "Meting 3")
    with pytest.raises(NotFoundError):  # a wave at which this partnership is not
        again(begun, alone)
    with pytest.raises(NotFoundError):
        next_wave.plan_again(
            begun.study, begun.user, "nobody", begun.wave, begun.later_wave, [proposed(begun)[0]["id"]]
        )
    assert interviews_at(begun, begun.later_wave) == []


def test_another_partnership_at_the_same_waves_is_left_alone(begun):
    with begun.study.writing(begun.user) as writer:
        other = partnerships.add(writer, "Andere", "AN", "Flevoland", 2024)
        moments.put_moment(writer, other, begun.wave)
        respondents.add(writer, other, "AN-B1", "employer")
    build.interview(begun, begun.employer)
    assert build.read(begun, next_wave.proposed_interviews, other, begun.wave) == []


def test_an_own_role_comes_back_too(begun):
    with begun.study.writing(begun.user) as writer:
        key = study_settings.add_own_role(writer, "Vakbonden", "Unions", True)
        union = respondents.add(writer, begun.partnership, "NT-V1", key)
    build.interview(begun, union)
    again(begun, begun.later_wave)
    assert [row["role"] for row in interviews_at(begun, begun.later_wave)] == [key]
