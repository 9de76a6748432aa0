"""Going through a guide: what is done, passed over and still to do."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.errors import FaultyFileError, UserError
from canvas.store import answers, guides, interviews, study_settings
from tests import build, recount


def way(begun: build.Begun, interview_id: str, role: str = "employer") -> list[interviewing.Step]:
    with begun.study.reading() as connection:
        return interviewing.steps(build.short_guide(), role, answers.of_interview(connection, interview_id))


def test_a_planned_interview_starts_with_the_first_question_that_is_shown(begun):
    interview_id = interviewing.plan(
        begun.study,
        begun.user,
        build.short_guide(),
        begun.partnership,
        begun.wave,
        [begun.employer],
        "en",
        "online",
        "2026-03-01",
    )
    with begun.study.reading() as connection:
        planned = interviews.get(connection, interview_id)
    assert (planned["started_at"], planned["planned_on"], planned["mode"]) == (None, "2026-03-01", "online")
    assert (planned["language"], planned["codes"], planned["asked"]) == ("en", ["NT-B1"], 0)
    build.ask(begun, interview_id, "costs.main")
    with begun.study.reading() as connection:
        started = interviews.get(connection, interview_id)
        begin = started["started_at"]
    assert begin
    build.ask(begun, interview_id, "revenues.main")
    with begun.study.reading() as connection:
        assert interviews.get(connection, interview_id)["started_at"] == begin


def test_each_step_says_what_became_of_it_and_the_interview_resumes_after_the_last_settled_one(begun):
    first, second, third, fourth, fifth = [question.key for question in build.short_guide().questions[:5]]
    interview = build.interview(begun, question_keys=(first, second, third, fourth))
    capture.save(begun.study, begun.user, interview, first, "iets")
    capture.pass_over(begun.study, begun.user, interview, second, "no_opinion")
    capture.pass_over(begun.study, begun.user, interview, third, "skipped", "druk")
    steps = way(begun, interview)
    assert [step.state for step in steps[:5]] == ["answered", "no_opinion", "skipped", "open", "to_do"]
    assert len(steps) == 18
    assert interviewing.first_to_do(steps) == 3
    # three of the eighteen are settled
    assert [step.question.key for step in interviewing.left_open(steps)][:2] == [fourth, fifth]
    assert len(interviewing.left_open(steps)) == 15


def test_when_all_was_asked_it_resumes_at_what_was_left_open_else_at_the_end(begun):
    keys = [question.key for question in build.short_guide().questions]
    interview = build.interview(begun, question_keys=tuple(keys))
    for key in keys:
        if key != keys[7]:
            capture.pass_over(begun.study, begun.user, interview, key, "no_opinion")
    assert interviewing.first_to_do(way(begun, interview)) == 7
    capture.save(begun.study, begun.user, interview, keys[7], "toch iets")
    assert interviewing.first_to_do(way(begun, interview)) == 17
    assert interviewing.left_open(way(begun, interview)) == []


def test_an_old_interview_keeps_the_guide_as_it_was(begun):
    interview = build.interview(begun)
    with begun.study.reading() as connection:
        guide_row = guides.get(connection, interviews.get(connection, interview)["guide_id"])
    assert (guide_row["key"], guide_row["version"]) == ("pps-short", 1)
    assert interviewing.guide_of(guide_row["content"]).questions == build.short_guide().questions


def test_one_guide_in_two_interviews_is_kept_once(begun):
    build.interview(begun)
    build.interview(begun, begun.government)
    assert len(recount.table(begun.study, "guide")) == 1


def test_finishing_and_taking_it_up_again_leaves_the_answers(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    interviewing.complete(begun.study, begun.user, interview_id)
    with begun.study.reading() as connection:
        assert interviews.get(connection, interview_id)["completed_at"]
    with begun.study.writing(begun.user) as writer:
        interviews.reopen(writer, interview_id)
    with begun.study.reading() as connection:
        assert interviews.get(connection, interview_id)["completed_at"] is None
    assert build.answer(begun, interview_id)["text"] == "lesgeld"


OWN = """id = "kort"
version = {version}
languages = ["nl"]
minutes = 10
title = {{ nl = "Heel kort" }}

[[question]]
key = "costs.main"
block = "costs"
kind = "text"
text = {{ nl = "{asked}" }}
"""


def test_a_guide_of_ones_own_is_kept_and_offered_beside_the_shipped_ones(begun):
    file = OWN.format(version=1, asked="Wat kost het?").encode()
    interviewing.add_guide(begun.study, begun.user, file, "kort.toml")
    assert list(build.read(begun, interviewing.available_guides)) == ["pps-short", "factor-scan", "kort"]


def test_a_higher_version_takes_the_place_of_a_lower_one(begun):
    for version in (1, 2):
        file = OWN.format(version=version, asked=f"Wat kost het, keer {version}?").encode()
        interviewing.add_guide(begun.study, begun.user, file, "kort.toml")
    assert build.read(begun, interviewing.available_guides)["kort"].version == 2
    assert len(recount.table(begun.study, "guide")) == 2


def test_another_wording_under_the_same_version_is_refused_and_the_same_one_is_not(begun):
    first = OWN.format(version=1, asked="Wat kost het?").encode()
    interviewing.add_guide(begun.study, begun.user, first, "kort.toml")
    interviewing.add_guide(begun.study, begun.user, first, "kort.toml")
    with pytest.raises(UserError, match="version 1 already"):
        interviewing.add_guide(begun.study, begun.user, OWN.format(version=1, asked="Hoe duur?").encode(), "kort.toml")
    assert len(recount.table(begun.study, "guide")) == 1


def test_a_faulty_guide_is_refused_with_every_fault_and_nothing_is_kept(begun):
    file = OWN.format(version=0, asked="").encode()
    with pytest.raises(FaultyFileError) as caught:
        interviewing.add_guide(begun.study, begun.user, file, "kort.toml")
    assert [line for line, _, _ in caught.value.faults] == [2, 11]
    with pytest.raises(UserError, match="UTF-8"):
        interviewing.add_guide(begun.study, begun.user, b"\xff\xfe\x00i", "kort.toml")
    assert recount.table(begun.study, "guide") == []


def test_a_guide_may_ask_the_roles_of_the_method_and_of_the_study_and_no_others(begun):
    own = OWN.format(version=1, asked="Wat kost het?")
    file = (own + 'roles = ["employer", "union"]\ntext_for.union = { nl = "Wat kost het uw leden?" }\n').encode()
    with pytest.raises(FaultyFileError) as caught:
        interviewing.add_guide(begun.study, begun.user, file, "kort.toml")
    assert [line for line, _, _ in caught.value.faults] == [12, 13]
    assert "“union” is not a role of this study" in caught.value.message()
    assert recount.table(begun.study, "guide") == []
    with begun.study.writing(begun.user) as writer:
        study_settings.add_own_role(writer, "Vakbond", "Union", True)
    interviewing.add_guide(begun.study, begun.user, file, "kort.toml")
    assert len(recount.table(begun.study, "guide")) == 1
