"""Removing what was made by mistake: only while nothing rests on it, and nothing else with it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from canvas import method
from canvas.capture import interviewing
from canvas.errors import NotFoundError, UserError
from canvas.guides.read import guide_hash
from canvas.store import (
    agreements,
    attributes,
    guides,
    interviews,
    moments,
    partnerships,
    removal,
    respondents,
    study_settings,
)
from canvas.store.check.check import check
from canvas.store.database import schema
from canvas.store.points import points
from canvas.store.removal import InUseError, Use
from tests import build

KINDS = (removal.INTERVIEW, removal.RESPONDENT, removal.PARTNER, removal.PARTNERSHIP)


def done(begun: build.Begun, by, *what, **more):
    with begun.study.writing(begun.user) as writer:
        return by(writer, *what, **more)


def in_use(begun: build.Begun, by, *what) -> list[Use]:
    """What a refusal says rests on it; the study is as it was."""
    before = rows_of(begun)
    with pytest.raises(InUseError) as caught, begun.study.writing(begun.user) as writer:
        by(writer, *what)
    assert all(caught.value.parts())
    assert rows_of(begun) == before
    return caught.value.uses


def rows_of(begun: build.Begun) -> dict[str, set[tuple]]:
    """Every row of the study, by table."""
    with begun.study.reading() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(sa.select(table))}
            for table in schema.metadata.sorted_tables
        }


def gone(begun: build.Begun, by, *what) -> dict[str, int]:
    """How many rows went from which table; nothing else changed, and the study is sound."""
    before = rows_of(begun)
    done(begun, by, *what)
    after = rows_of(begun)
    assert all(after[name] <= before[name] for name in before), "something was added or changed"
    assert check(begun.study)["faults"] == []
    return {name: len(before[name] - after[name]) for name in before if before[name] != after[name]}


def plan(begun: build.Begun, *who: str) -> str:
    at = (begun.partnership, begun.wave)
    return interviewing.plan(begun.study, begun.user, build.short_guide(), *at, list(who) or [begun.employer], "nl")


def test_a_planned_interview_goes_with_who_was_to_be_in_it_and_nothing_else(begun):
    other = plan(begun)
    assert gone(begun, removal.remove_interview, plan(begun, begun.employer, begun.employer_too)) == {
        "interview": 1,
        "interview_respondent": 2,
    }
    assert [row["id"] for row in build.read(begun, interviews.of_moment, begun.partnership, begun.wave)] == [other]


def test_an_interview_that_has_begun_stays(begun):
    talk = build.interview(begun)
    with pytest.raises(UserError, match="it has begun, so it stays"), begun.study.writing(begun.user) as writer:
        removal.remove_interview(writer, talk)
    assert build.read(begun, interviews.get, talk)["started_at"]


def test_a_respondent_goes_with_the_values_of_its_attributes(begun):
    years = done(begun, attributes.add, "respondent", "Jaren", "number")
    done(begun, attributes.set_value, "respondent", begun.employer_too, years, "12")
    assert gone(begun, removal.remove_respondent, begun.employer_too) == {"respondent": 1, "respondent_attribute": 1}


def test_a_respondent_with_interviews_stays_and_it_is_told_how_many(begun):
    plan(begun), plan(begun)
    assert in_use(begun, removal.remove_respondent, begun.employer) == [Use("interviews", 2)]


def test_once_the_planned_interview_is_gone_so_can_the_respondent_be(begun):
    talk = plan(begun)
    done(begun, removal.remove_interview, talk)
    assert gone(begun, removal.remove_respondent, begun.employer) == {"respondent": 1}


def test_a_partner_stays_while_a_respondent_or_an_agreement_names_it(begun):
    made = done(begun, partnerships.add_partner, begun.partnership, "De Zon", "employer")
    done(begun, respondents.change, begun.employer, "NT-B1", "employer", made)
    done(begun, agreements.add, begun.partnership, begun.wave, "Elk kwartaal overleg", made)
    uses = in_use(begun, removal.remove_partner, made)
    assert uses[0] == Use("respondents", 1)
    assert Use("agreements", 1) in uses
    free = done(begun, partnerships.add_partner, begun.partnership, "De Maan")
    assert gone(begun, removal.remove_partner, free) == {"partner": 1}


def test_a_partnership_goes_with_its_moments_and_values(begun):
    made = done(begun, partnerships.add, "Bij vergissing", summary="nog niets")
    for wave_id in (begun.wave, begun.later_wave):
        done(begun, moments.put_moment, made, wave_id)
    size = done(begun, attributes.add, "partnership", "Omvang", "text")
    done(begun, attributes.set_value, "partnership", made, size, "klein")
    assert gone(begun, removal.remove_partnership, made) == {
        "partnership": 1,
        "partnership_wave": 2,
        "partnership_attribute": 1,
    }


def test_a_partnership_stays_while_anybody_is_in_it_or_anything_was_written_of_it(begun):
    build.answered(begun, "lesgeld")
    done(begun, partnerships.add_partner, begun.partnership, "De Zon")
    done(begun, moments.put_moment, begun.partnership, begun.wave, agenda="Wie betaalt?")
    uses = in_use(begun, removal.remove_partnership, begun.partnership)
    assert set(uses) == {
        Use("partners", 1),
        Use("respondents", 3),
        Use("interviews", 1),
        Use("notes", 0),
        Use("moments about which something was written", 1),
    }
    assert removal.in_words([Use("partners", 1), Use("notes", 0)], str) == "partners (1), notes"


def test_the_agenda_of_a_moment_keeps_a_partnership(begun):
    made = done(begun, partnerships.add, "Bij vergissing")
    done(begun, moments.put_moment, made, begun.wave, agenda="Wie betaalt?")
    assert in_use(begun, removal.remove_partnership, made) == [Use("moments about which something was written", 1)]


def test_what_is_not_there_is_not_found(begun):
    for remove in (removal.remove_interview, removal.remove_respondent, removal.remove_partner, removal.remove_role):
        with pytest.raises(NotFoundError), begun.study.writing(begun.user) as writer:
            remove(writer, "nergens")


def test_a_role_of_its_own_goes_and_the_others_keep_letter_and_colour(begun):
    keys = [done(begun, study_settings.add_own_role, f"Rol {n}", f"Role {n}", False) for n in range(3)]
    before = method.roles(build.read(begun, study_settings.describe)["own_roles"])
    done(begun, removal.remove_role, keys[0])
    after = method.roles(build.read(begun, study_settings.describe)["own_roles"])
    assert after == {key: role for key, role in before.items() if key != keys[0]}
    done(begun, study_settings.add_own_role, "Rol 9", "Role 9", False)
    roles = method.roles(build.read(begun, study_settings.describe)["own_roles"]).values()
    assert len({role.letter.nl for role in roles}) == len({role.light for role in roles}) == len(roles) == 8


def test_a_role_stays_while_somebody_speaks_in_it_a_point_is_of_it_or_a_guide_words_questions_for_it(begun):
    key = done(begun, study_settings.add_own_role, "Vakbonden", "Unions", True)
    speaks = done(begun, respondents.add, begun.partnership, "NT-A1", key)
    assert in_use(begun, removal.remove_role, key) == [Use("respondents", 1)]
    done(begun, removal.remove_respondent, speaks)
    point = done(begun, points.add, "value", "Meer monteurs", [key], begun.partnership, begun.wave)
    assert in_use(begun, removal.remove_role, key) == [Use("points", 0)]
    row = build.read(begun, points.get, point)
    done(begun, points.change, point, "Meer monteurs", ["employer"], row)
    assert in_use(begun, removal.remove_role, key) == [Use("points", 0)]  # an earlier version still says so
    other = done(begun, study_settings.add_own_role, "Kerken", "Churches", True)
    content = '[[question]]\nkey = "costs.main"\n[question.text_for.churches]\nnl = "Wat kost het de kerk?"\n'
    done(begun, guides.keep, "own", 1, "x", content)
    assert in_use(begun, removal.remove_role, other) == [Use("interview guides that word questions for it", 1)]


def test_nobody_speaks_in_a_role_that_is_gone(begun):
    key = done(begun, study_settings.add_own_role, "Vakbonden", "Unions", True)
    done(begun, removal.remove_role, key)
    for write in (
        lambda writer: respondents.add(writer, begun.partnership, "NT-A1", key),
        lambda writer: partnerships.add_partner(writer, begun.partnership, "De Zon", key),
        lambda writer: points.add(writer, "value", "Meer monteurs", [key], begun.partnership, begun.wave),
    ):
        with pytest.raises(UserError, match="not in the study any more"), begun.study.writing(begun.user) as writer:
            write(writer)


def test_whatever_may_rest_on_something_has_a_name_to_people():
    referring = {column.table.name for kind in KINDS for column in removal.referring(kind)}
    assert referring <= {*removal.COUNTED, *removal.MENTIONED}
    assert {table.name for table in removal.roles_in()} <= {*removal.COUNTED, *removal.MENTIONED}


@pytest.mark.parametrize("_number", range(4))
def test_who_removes_and_who_adds_at_one_moment_do_not_both_succeed(begun, _number):
    """Either the interview is planned and its respondent there, or the respondent is gone and in no interview."""
    key = done(begun, study_settings.add_own_role, "Vakbonden", "Unions", True)
    whom = done(begun, respondents.add, begun.partnership, "NT-A1", "employer")
    short = build.short_guide()
    guide = done(begun, guides.keep, short.id, short.version, guide_hash(short), short.content)
    at = (begun.partnership, begun.wave)
    pairs = [
        (
            lambda writer: removal.remove_respondent(writer, whom),
            lambda writer: interviews.plan(writer, *at, [whom], guide, "nl"),
        ),
        (
            lambda writer: removal.remove_role(writer, key),
            lambda writer: respondents.add(writer, begun.partnership, "NT-A2", key),
        ),
    ]
    for pair in pairs:
        ready = threading.Barrier(2)

        def write(does, ready=ready) -> bool:
            ready.wait()
            try:
                with begun.study.writing(begun.user) as writer:
                    does(writer)
            except UserError:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(write, pair)) == [False, True]
    assert check(begun.study)["faults"] == []
