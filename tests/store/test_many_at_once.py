"""Several people and several processes at once, on both engines."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.exchange.demo import make_demo
from canvas.shipped import shipped
from canvas.store import answers, open_study
from canvas.store.check.check import check
from canvas.store.counts import cells
from canvas.store.database import schema
from canvas.store.notes import notes
from tests import build, recount

WRITERS = 8
ROUNDS = 5


def at_once(work: Callable[[int], object]) -> list:
    """What `work(0)` to `work(7)` give when they start together; an exception in one surfaces here."""
    ready = threading.Barrier(WRITERS)

    def begin(number: int) -> object:
        ready.wait()
        return work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(begin, range(WRITERS)))


def in_order(begun: build.Begun) -> None:
    assert recount.stored(begun.study) == recount.recounted(begun.study)
    assert recount.broken_links(begun.study) == []
    assert check(begun.study)["faults"] == []


def test_eight_writers_on_one_answer_and_on_their_own_lose_nothing(begun):
    own = ("costs.main", "revenues.main", "surplus.main", "funding.main")
    interview_ids = [
        build.interview(begun, who, question_keys=("solution.main", *own))
        for who in (begun.employer, begun.employer_too)
    ]

    def write(number: int) -> list[str]:
        stored, mine = [], (interview_ids[number % 2], own[number // 2])
        for turn in range(ROUNDS):
            shared = f"schrijver {number} beurt {turn}\ntweede regel {number}-{turn}"
            stored.append(capture.save(begun.study, begun.user, interview_ids[0], "solution.main", shared).how)
            text = "\n".join(f"eigen {number} regel {line}" for line in range(turn + 1))
            stored.append(capture.save(begun.study, begun.user, *mine, text).how)
            stored.append(capture.rate(begun.study, begun.user, interview_ids[1], "solution.main", turn % 5 + 1).how)
        return stored

    done = at_once(write)

    for number in range(WRITERS):
        assert done[number][0::3] == ["stored"] * ROUNDS
        assert done[number][1::3] == ["stored"] * ROUNDS
        mine = build.notes_of(begun, interview_ids[number % 2], own[number // 2])
        # the last turn saved ROUNDS lines: each is a note, in order
        assert [row["text"] for row in mine] == [f"eigen {number} regel {line}" for line in range(ROUNDS)]
    with begun.study.reading() as connection:
        shared = answers.of_interview(connection, interview_ids[0])["solution.main"]
        versions = answers.revisions(connection, shared["id"])
        every = notes.of_answer(connection, shared["id"])
    assert len(versions) == WRITERS * ROUNDS  # what each typed on the shared answer is still there to read
    assert {version["text"].split("\n")[0] for version in versions} == {
        f"schrijver {number} beurt {turn}" for number in range(WRITERS) for turn in range(ROUNDS)
    }
    assert len([row for row in every if not row["retired"]]) == 2
    in_order(begun)


def test_eight_writers_on_one_note_and_its_answer_leave_line_and_note_alike(begun):
    interview_id, (note, _) = build.answered(begun, "de gemeente betaalt de begeleiding\nlesgeld")
    blocks = ("costs", "funding", "financial_support", "revenues")

    def write(number: int) -> None:
        for turn in range(ROUNDS):
            if number % 2:
                text = f"de gemeente betaalt de begeleiding, {number}-{turn}\nlesgeld {number}"
                capture.save(begun.study, begun.user, interview_id, "costs.main", text)
            else:
                try:
                    now = f"de gemeente betaalt de begeleiding {number}{turn}"
                    capture.rewrite_note(begun.study, begun.user, note["id"], now, blocks[number // 2])
                except UserError as error:
                    assert "taken away" in error.fault  # the only refusal there may be

    at_once(write)
    in_order(begun)


def test_moving_a_note_does_not_undo_what_is_typed_meanwhile(begun):
    interview_id, (note,) = build.answered(begun, "regel 0")

    def write(number: int) -> None:
        for turn in range(ROUNDS):
            if number == 0:
                capture.save(begun.study, begun.user, interview_id, "costs.main", f"regel 0 en {turn}")
            else:
                with begun.study.reading() as connection:
                    seen = notes.get(connection, note["id"])
                # only the block is meant to change; the text is whatever stands
                block = "funding" if (number + turn) % 2 else "surplus"
                capture.rewrite_note(begun.study, begun.user, note["id"], seen["text"], block)

    at_once(write)
    in_order(begun)


def test_a_question_asked_by_eight_at_once_is_one_answer(begun):
    interview_id = build.interview(begun, question_keys=())
    at_once(lambda _: build.ask(begun, interview_id, "costs.main"))
    assert len(recount.table(begun.study, "answer")) == 1
    in_order(begun)


def test_a_guide_kept_by_eight_interviews_at_once_is_kept_once(begun):
    made = at_once(lambda _: build.interview(begun, question_keys=()))
    assert len(set(made)) == WRITERS
    assert len(recount.table(begun.study, "guide")) == 1


def test_one_save_sent_eight_times_at_once_is_stored_once(begun):
    interview_id = build.interview(begun)
    attempt = "0190f0a4-0000-7000-8000-000000000001"
    done = at_once(
        lambda _: capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld", base=0, attempt=attempt)
    )
    assert sorted(saved.how for saved in done) == ["repeated"] * 7 + ["stored"]
    assert {saved.revision for saved in done} == {1}
    assert len(build.notes_of(begun, interview_id)) == 1


def test_eight_who_type_in_bursts_on_one_answer_replace_no_version_but_their_own(begun):
    interview_id = build.interview(begun)

    def write(number: int) -> list[str]:
        by = (begun.user, begun.other_user)[number % 2]
        stored = []
        for turn in range(ROUNDS * 2):
            # a line of one's own under what stands, which grows from turn to turn
            line = f"regel van {number} " + "en meer " * turn
            while True:
                with begun.study.reading() as connection:
                    now = answers.of_interview(connection, interview_id)["costs.main"]
                others = [
                    line for line in now["text"].split("\n") if line and not line.startswith(f"regel van {number} ")
                ]
                saved = capture.save(
                    begun.study,
                    by,
                    interview_id,
                    "costs.main",
                    "\n".join([*others, line]),
                    base=now["revision"],
                    attempt=f"{number}-{turn}",
                    burst=f"stay-{number}",
                )
                if saved.how != "stale":
                    break
            stored.append(saved.how)
        return stored

    assert at_once(write) == [["stored"] * ROUNDS * 2] * WRITERS
    stood = build.answer(begun, interview_id)
    assert stood["revision"] == WRITERS * ROUNDS * 2
    assert sorted(line.strip() for line in stood["text"].split("\n")) == [
        f"regel van {number} " + ("en meer " * (ROUNDS * 2 - 1)).strip() for number in range(WRITERS)
    ]
    with begun.study.reading() as connection:
        versions = answers.revisions(connection, stood["id"])
    assert len(versions) <= WRITERS * ROUNDS * 2
    for version in versions:  # each is what one person last made of it, under their own name
        number, _turn = version["id"].split("-")
        assert version["burst"] == f"stay-{number}"
        assert version["user_id"] == (begun.user, begun.other_user)[int(number) % 2]
    in_order(begun)


def test_one_save_of_a_burst_sent_eight_times_at_once_replaces_once(begun):
    interview_id = build.interview(begun)
    capture.save(begun.study, begun.user, interview_id, "costs.main", "les", base=0, attempt="a-1", burst="stay-1")
    done = at_once(
        lambda _: capture.save(
            begun.study,
            begun.user,
            interview_id,
            "costs.main",
            "lesgeld",
            base=0,
            on=["a-1"],
            attempt="a-2",
            burst="stay-1",
        )
    )
    assert sorted(saved.how for saved in done) == ["repeated"] * 7 + ["stored"]
    assert {saved.revision for saved in done} == {2}
    with begun.study.reading() as connection:
        versions = answers.revisions(connection, build.answer(begun, interview_id)["id"])
    assert [(row["id"], row["number"], row["text"]) for row in versions] == [("a-2", 2, "lesgeld")]
    in_order(begun)


def test_a_burst_and_the_moving_of_its_note_at_once_keep_both(begun):
    interview_id, (note,) = build.answered(begun, "regel")

    def write(number: int) -> None:
        for turn in range(ROUNDS * 2):
            if number:
                capture.move_note(
                    begun.study, begun.other_user, note["id"], ("funding", "surplus")[(number + turn) % 2]
                )
            else:
                capture.save(begun.study, begun.user, interview_id, "costs.main", "regel " + "x" * turn, burst="stay-1")

    at_once(write)
    (now,) = build.notes_of(begun, interview_id)
    assert (now["text"], now["id"]) == ("regel " + "x" * (ROUNDS * 2 - 1), note["id"])
    assert now["block"] in ("funding", "surplus")
    with begun.study.reading() as connection:
        numbers = [row["number"] for row in notes.revisions(connection, note["id"])]
    assert numbers == list(range(now["revision"], 0, -1))
    in_order(begun)


def test_of_eight_who_typed_on_the_same_version_one_is_stored_and_seven_are_told(begun):
    interview_id = build.interview(begun)
    done = at_once(
        lambda number: capture.save(begun.study, begun.user, interview_id, "costs.main", f"regel van {number}", base=0)
    )
    assert sorted(saved.how for saved in done) == ["stale"] * 7 + ["stored"]
    assert {saved.text for saved in done} == {build.answer(begun, interview_id)["text"]}


def test_a_reader_between_saves_never_sees_a_cell_that_differs_from_its_notes(begun):
    interview_ids = [
        build.interview(begun, begun.employer if number % 2 else begun.government) for number in range(WRITERS)
    ]
    differing, looked = [], []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            with begun.study.reading() as connection:
                if cells.SUMMARY.stored(connection) != cells.SUMMARY.every(connection):
                    differing.append(len(looked))
            looked.append(True)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        at_once(
            lambda number: [
                capture.save(begun.study, begun.user, interview_ids[number], "costs.main", "regel\n" * turn)
                for turn in range(1, ROUNDS * 2)
            ]
        )
    finally:
        stop.set()
        reader.join()
    assert looked
    assert differing == []
    in_order(begun)


OPEN = """
import sys
from canvas.store import open_study
from canvas.store.migrations import schema_version
sys.stdin.readline()
study = open_study(sys.argv[1], create=True)
with study.reading() as connection:
    print(schema_version(connection))
"""


def test_four_processes_that_open_a_new_study_at_once_all_get_it(place):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, place],
            cwd=shipped("."),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=60) for process in processes]
    assert outputs == [(f"{schema.HEAD}\n", "")] * 4
    study = open_study(place)
    assert check(study) == {"schema_version": schema.HEAD, "cells": 0, "notes": 0, "faults": []}
    study.close()


def test_two_who_make_the_demo_at_once_get_one_demo(place):
    def make(_: int) -> str:
        try:
            make_demo(place).close()
        except UserError as error:
            return error.message()
        return ""

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(make, range(2)))
    assert "" in outcomes
    study = open_study(place)
    assert check(study)["faults"] == []
    assert len(recount.table(study, "study")) == 1
    study.close()
