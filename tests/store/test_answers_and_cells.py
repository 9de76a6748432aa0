"""Every verb that saves leaves cells that a recount agrees with."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.capture import answers as capture
from canvas.capture import history
from canvas.errors import NotFoundError, UserError
from canvas.store import answers, interviews, open_study, respondents
from canvas.store.check.check import check
from canvas.store.overview import moment_summaries
from tests import build, recount
from tests.examples import examples


def cell(begun: build.Begun, role: str = "employer", block: str = "costs", wave: str = "") -> dict:
    with begun.study.reading() as connection:
        for row in moment_summaries.cells(connection, [(begun.partnership, wave or begun.wave)]):
            if (row["role"], row["block"]) == (role, block):
                return {name: value for name, value in row.items() if isinstance(value, int) and value}
    return {}


def agrees(begun: build.Begun) -> bool:
    assert recount.stored(begun.study) == recount.recounted(begun.study)
    assert recount.broken_links(begun.study) == []
    assert check(begun.study)["faults"] == []
    return True


def test_a_question_that_was_asked_and_not_answered_counts_as_asked_alone(begun):
    build.interview(begun)
    assert cell(begun) == {"asked": 1}
    assert agrees(begun)


def test_asking_twice_counts_once(begun):
    interview_id = build.interview(begun, question_keys=("costs.main", "costs.main"))
    build.ask(begun, interview_id, "costs.main")
    assert cell(begun) == {"asked": 1}


def test_a_question_that_is_not_asked_has_no_cell(begun):
    build.interview(begun)
    assert cell(begun, block="revenues") == {}


def test_a_saved_answer_counts_its_notes_and_its_voice(begun):
    build.answered(begun, "begeleiding kost uren\nlesgeld\n\nreiskosten")
    assert cell(begun) == {
        "asked": 1,
        "answered": 1,
        "respondents": 1,
        "notes": 3,
    }  # three lines that say something
    assert agrees(begun)


def test_a_group_of_two_counts_two_respondents_and_one_answer(begun):
    interview_id = build.interview(begun, begun.employer, begun.employer_too)
    capture.save(begun.study, begun.user, interview_id, "costs.main", "uren van de leermeester")
    assert cell(begun) == {"asked": 1, "answered": 1, "respondents": 2, "notes": 1}
    assert agrees(begun)


def test_one_person_in_two_interviews_is_one_respondent(begun):
    build.answered(begun, "lesgeld")
    build.answered(begun, "reiskosten")
    assert cell(begun) == {"asked": 2, "answered": 2, "respondents": 1, "notes": 2}


def test_roles_and_waves_are_counted_apart(begun):
    for who, wave in (
        (begun.employer, begun.wave),
        (begun.government, begun.wave),
        (begun.employer, begun.later_wave),
    ):
        interview_id = build.interview(begun, who, wave=wave)
        capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld")
    counts = {"asked": 1, "answered": 1, "respondents": 1, "notes": 1}
    assert [cell(begun), cell(begun, "government"), cell(begun, wave=begun.later_wave)] == [counts, counts, counts]
    assert cell(begun, "government", wave=begun.later_wave) == {}
    assert agrees(begun)


def test_a_rating_counts_in_its_own_column_and_moves_when_it_changes(begun):
    interview_id = build.interview(begun, question_keys=("solution.main",))
    capture.rate(begun.study, begun.user, interview_id, "solution.main", 2)
    assert cell(begun, block="solution") == {"asked": 1, "answered": 1, "respondents": 1, "rated_2": 1}
    capture.rate(begun.study, begun.user, interview_id, "solution.main", 4)
    assert cell(begun, block="solution") == {"asked": 1, "answered": 1, "respondents": 1, "rated_4": 1}
    capture.rate(begun.study, begun.user, interview_id, "solution.main", None, dont_know=True)
    assert cell(begun, block="solution") == {"asked": 1, "answered": 1, "respondents": 1, "dont_know": 1}
    capture.rate(begun.study, begun.user, interview_id, "solution.main", None)
    assert cell(begun, block="solution") == {"asked": 1}
    assert agrees(begun)


def test_no_opinion_and_skipped_are_neither_an_answer_nor_a_voice(begun):
    interview_id = build.interview(begun, question_keys=("costs.main", "revenues.main"))
    capture.pass_over(begun.study, begun.user, interview_id, "costs.main", "no_opinion")
    capture.pass_over(begun.study, begun.user, interview_id, "revenues.main", "skipped", "weet de boekhouder")
    assert cell(begun) == {"asked": 1, "no_opinion": 1}
    assert cell(begun, block="revenues") == {"asked": 1, "skipped": 1}
    assert agrees(begun)


def test_a_note_moved_to_another_block_counts_there_and_takes_its_voice_along(begun):
    _, (note, _) = build.answered(begun, "minder uitkeringen\nlesgeld")
    capture.rewrite_note(begun.study, begun.user, note["id"], note["text"], "revenues")
    assert cell(begun) == {"asked": 1, "answered": 1, "respondents": 1, "notes": 1}
    assert cell(begun, block="revenues") == {
        "respondents": 1,
        "notes": 1,
    }  # heard there, though not asked there
    assert agrees(begun)


def test_a_line_taken_away_no_longer_counts_but_its_note_is_kept(begun):
    interview_id, rows = build.answered(begun, "lesgeld\nreiskosten")
    capture.save(begun.study, begun.user, interview_id, "costs.main", "reiskosten")
    assert cell(begun)["notes"] == 1
    retired_of = {row["id"]: row["retired"] for row in recount.table(begun.study, "note")}
    assert retired_of == {rows[0]["id"]: True, rows[1]["id"]: False}
    assert agrees(begun)


def test_every_version_of_an_answer_stays_readable_with_who_made_it(begun):
    interview_id, _ = build.answered(begun, "eerst dit")
    capture.save(begun.study, begun.other_user, interview_id, "costs.main", "toen dat")
    with begun.study.reading() as connection:
        versions = answers.revisions(connection, build.answer(begun, interview_id)["id"])
    assert [(row["number"], row["text"], row["by"]) for row in versions] == [
        (2, "toen dat", "onderzoeker-2"),
        (1, "eerst dit", "onderzoeker-1"),
    ]


def test_saving_an_answer_that_was_never_asked_says_so(begun):
    interview_id = build.interview(begun)
    with pytest.raises(NotFoundError, match=r"revenues\.main"):
        capture.save(begun.study, begun.user, interview_id, "revenues.main", "iets")


def test_a_save_that_fails_halfway_leaves_nothing_behind(begun, monkeypatch):
    interview_id, _ = build.answered(begun, "lesgeld")
    before = {name: recount.table(begun.study, name) for name in ("answer", "answer_revision", "note", "cell")}

    def breaks(*_):
        raise RuntimeError("the plug")

    monkeypatch.setattr("canvas.store.study.rollups.recount", breaks)
    with pytest.raises(RuntimeError):
        capture.save(begun.study, begun.user, interview_id, "costs.main", "iets anders\nen meer")
    assert before == {name: recount.table(begun.study, name) for name in before}


def test_all_that_is_read_in_one_go_is_of_one_moment(begun):
    interview_id = build.interview(begun)
    with begun.study.reading() as connection:
        before = moment_summaries.cells(connection)
        capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld")  # somebody else, meanwhile
        assert moment_summaries.cells(connection) == before
    assert cell(begun)["notes"] == 1


QUESTIONS = ("costs.main", "solution.main", "revenues.main")
LINES = (
    "lesgeld",
    "lesgeld en boeken",
    "! lesgeld",
    "reiskosten",
    "de baas betaalt",
    "/ de baas betaalt",
    "uren",
    "  ",
    "€ 500",
    "500",
    "!",
    "niemand weet het",
)
which = st.tuples(st.integers(0, 2), st.sampled_from(QUESTIONS))
text = st.lists(st.sampled_from(LINES), max_size=4).map("\n".join)
step = st.one_of(
    st.tuples(st.just("ask"), which),
    st.tuples(st.just("save"), which, text, st.sampled_from(("", "stay-1"))),
    st.tuples(st.just("save"), which, text, st.sampled_from(("stay-1", "stay-2"))),
    st.tuples(st.just("aside"), which, text),
    st.tuples(st.just("rate"), which, st.none() | st.integers(1, 5), st.booleans()),
    st.tuples(st.just("pass"), which, st.sampled_from(("open", "no_opinion", "skipped"))),
    st.tuples(
        st.just("move"),
        st.integers(0, 30),
        st.none() | st.sampled_from(LINES),
        st.sampled_from(("costs", "surplus")),
        st.sampled_from((None, "plain", "risk", "euro")),
    ),
    st.tuples(st.just("undo")),
    st.tuples(st.just("back"), which, st.integers(1, 8)),
    st.tuples(st.just("complete"), st.integers(0, 2)),
    st.tuples(st.just("reopen"), st.integers(0, 2)),
)


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> tuple[Path, build.Begun, list[str]]:
    """A study file with three started interviews: an employer, a group of two employers, a government."""
    path = tmp_path_factory.mktemp("started") / "study.sqlite"
    opened = open_study(str(path), create=True)
    begun = build.begin(opened)
    interview_ids = [
        build.interview(begun, *who, question_keys=())
        for who in ((begun.employer,), (begun.employer, begun.employer_too), (begun.government,))
    ]
    opened.close()
    return path, begun, interview_ids


def do(begun: build.Begun, interview_ids: list[str], verb: str, *what) -> None:
    study, user = begun.study, begun.user
    if verb == "move":
        standing = [row for row in recount.table(study, "note") if not row["retired"]]
        if standing:
            note = sorted(standing, key=lambda row: row["id"])[what[0] % len(standing)]
            capture.rewrite_note(study, user, note["id"], what[1] or note["text"], *what[2:])
    elif verb == "undo":
        with study.reading() as connection:
            change = history.last_change(connection)
        if change:
            history.undo(study, user, change["note_id"], change["number"])
    elif verb in ("complete", "reopen"):
        with study.writing(user) as writer:
            getattr(interviews, verb)(writer, interview_ids[what[0]])
    else:
        (index, key), rest = what[0], what[1:]
        if verb == "ask":
            build.ask(begun, interview_ids[index], key)
        elif verb == "save":
            capture.save(study, user, interview_ids[index], key, rest[0], burst=rest[1])
        elif verb == "aside":
            capture.set_aside(study, user, interview_ids[index], key, *rest)
        elif verb == "back":
            with study.reading() as connection:
                answer = answers.of_interview(connection, interview_ids[index]).get(key)
            if answer:
                history.go_back(study, user, answer["id"], rest[0])
        elif verb == "rate":
            capture.rate(study, user, interview_ids[index], key, rest[0], dont_know=rest[1])
        else:
            capture.pass_over(study, user, interview_ids[index], key, rest[0], "geen tijd")


@given(st.lists(step, max_size=25))
@examples(40)
def test_whatever_is_done_in_whatever_order_cells_equal_a_recount_and_notes_equal_lines(started, tmp_path, steps):
    path, template, interview_ids = started
    copy = Path(shutil.copy(path, tmp_path / "copy.sqlite"))
    study = open_study(str(copy))
    begun = build.Begun(**{**vars(template), "study": study})
    try:
        for step in [("ask", (index, QUESTIONS[0])) for index in range(3)] + steps:
            # what is refused, such as a save in a completed interview, may not have changed anything either
            with contextlib.suppress(UserError):
                do(begun, interview_ids, *step)
            assert recount.stored(study) == recount.recounted(study), step
            assert recount.broken_links(study) == [], step
        assert check(study)["faults"] == []
    finally:
        study.close()
        for left in tmp_path.glob("copy.sqlite*"):
            left.unlink()


def rated(begun: build.Begun, rating: int | None, *who: str, at: str) -> str:
    """An interview with these people in which they rated the solution (None: they do not know), as put at this time."""
    interview_id = build.interview(begun, *who, question_keys=())
    with begun.study.writing(begun.user) as writer:
        answers.record_asked(writer, interview_id, "solution.main", "solution", at)
    capture.rate(begun.study, begun.user, interview_id, "solution.main", rating, dont_know=rating is None)
    return interview_id


def ratings(begun: build.Begun) -> dict[str, int]:
    """What the cell counts of ratings, by hand below: who rated what last."""
    return {name: n for name, n in cell(begun, block="solution").items() if name.startswith(("rated", "dont"))}


def test_who_is_interviewed_three_times_has_one_vote_and_it_is_the_last(begun):
    rated(begun, 2, begun.employer, at="2026-01-10T09:00:00.000Z")
    rated(begun, 3, begun.employer, at="2026-01-20T09:00:00.000Z")
    first = rated(begun, 5, begun.employer, at="2026-01-05T09:00:00.000Z")  # typed in last, held first
    assert ratings(begun) == {"rated_3": 1}
    capture.rate(begun.study, begun.user, first, "solution.main", 4)  # corrected afterwards: still the first
    assert ratings(begun) == {"rated_3": 1}
    assert agrees(begun)


def test_a_group_of_two_has_two_votes_and_who_rates_again_takes_its_own_along(begun):
    rated(begun, 2, begun.employer, begun.employer_too, at="2026-01-10T09:00:00.000Z")
    assert ratings(begun) == {"rated_2": 2}
    alone = rated(begun, 5, begun.employer_too, at="2026-01-20T09:00:00.000Z")
    assert ratings(begun) == {"rated_2": 1, "rated_5": 1}
    capture.rate(begun.study, begun.user, alone, "solution.main", None)  # taken back: what was rated before stands
    assert ratings(begun) == {"rated_2": 2}
    assert agrees(begun)


def test_who_does_not_know_any_more_gave_no_rating(begun):
    rated(begun, 4, begun.employer, at="2026-01-10T09:00:00.000Z")
    rated(begun, None, begun.employer, at="2026-01-20T09:00:00.000Z")
    assert ratings(begun) == {"dont_know": 1}
    assert agrees(begun)


def test_each_answer_says_whose_vote_it_is(begun):
    rated(begun, 2, begun.employer, begun.employer_too, at="2026-01-10T09:00:00.000Z")
    rated(begun, 5, begun.employer_too, at="2026-01-20T09:00:00.000Z")
    rated(begun, 4, begun.employer_too, at="2026-01-15T09:00:00.000Z")
    with begun.study.reading() as connection:
        rows = answers.of_block(connection, begun.partnership, begun.wave, "solution")
        codes = [row["code"] for row in respondents.of_partnership(connection, begun.partnership)]
    assert {row["rating"]: row["voters"] for row in rows} == {2: [codes[0]], 5: [codes[1]], 4: []}
