"""Whatever is done in whatever order, every summary says what a plain recount of the rows does."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from canvas.capture import answers as capture
from canvas.capture import history, interviewing, passage_notes
from canvas.errors import UserError
from canvas.guides import Guide, shipped_guides
from canvas.store import documents, moments, partnerships, respondents
from canvas.store.check.check import check
from canvas.store.counts import rollups
from canvas.store.database import schema
from canvas.store.notes import notes
from canvas.store.themes import themes
from tests import build, recount
from tests.examples import examples
from tests.store.test_many_at_once import WRITERS, at_once

QUESTIONS = ("costs.main", "solution.main", "governance.main")  # the last two are rated too
FACTORS = ("factor.joint_agenda", "factor.dialogue")
BLOCKS = ("costs", "funding", "governance")
TEXTS = ("", "lesgeld", "lesgeld\nreiskosten", "reiskosten\n! laat geld\n/ korte lijnen")
PEOPLE = ((0,), (1,), (0, 1), (2,), (3,))  # two employers alone and together, a government, an employer elsewhere

some = st.integers(0, 30)
ACTS = st.one_of(
    st.tuples(st.just("talk"), st.sampled_from(PEOPLE), st.booleans(), st.booleans()),
    st.tuples(st.just("say"), some, some, st.sampled_from(TEXTS)),
    st.tuples(st.just("rate"), some, some, st.sampled_from([None, 1, 2, 4, 5, "dont_know"])),
    st.tuples(st.just("pass"), some, some, st.sampled_from(["no_opinion", "skipped", "open"])),
    st.tuples(st.just("session"), st.sampled_from([None, "employer", "government"]), some, st.booleans()),
    st.tuples(st.just("passage"), some, some, st.none()),
    st.tuples(st.just("move"), some, some, st.none()),
    st.tuples(st.just("reword"), some, st.sampled_from(TEXTS[1:]), st.none()),
    st.tuples(st.sampled_from(["retire", "bring back", "erase", "undo"]), some, st.none(), st.none()),
    st.tuples(st.sampled_from(["give", "give", "take"]), some, some, st.booleans()),
    st.tuples(st.sampled_from(["merge", "split"]), some, some, st.booleans()),
    st.tuples(st.sampled_from(["drop", "restore"]), some, st.none(), st.none()),
)


@dataclass
class World:
    """Two partnerships at two moments, a transcript, and what came to stand in them."""

    begun: build.Begun
    people: list[str]
    document: str
    talks: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)  # an interview and what was asked in it
    book: list[str] = field(default_factory=list)


def guide() -> Guide:
    """The short guide with two ratings of factors added, so that one interview holds all kinds of answers."""
    short, scan = shipped_guides()["pps-short"], shipped_guides()["factor-scan"]
    return replace(short, questions=(*short.questions, *(scan.question(key) for key in FACTORS)))


def world(begun: build.Begun) -> World:
    """A study under way, a second partnership in it, a transcript of two turns, and two themes."""
    turn = len(recount.table(begun.study, "partnership"))  # hypothesis goes on in the same study
    with begun.study.writing(begun.user) as writer:
        other = partnerships.add(writer, f"Bredere Techniek {turn}", f"BT{turn}")
        for wave in (begun.wave, begun.later_wave):
            moments.put_moment(writer, other, wave)
        elsewhere = respondents.add(writer, other, f"BT{turn}-B1", "employer")
        book = [themes.add(writer, f"{name} {turn}") for name in ("Vertrouwen", "Openheid")]
    people = [begun.employer, begun.employer_too, begun.government, elsewhere]
    interview_id = build.interview(begun, question_keys=())
    with begun.study.writing(begun.user) as writer:
        document = documents.add(
            writer,
            title="Transcript",
            text="lesgeld kost veel\n\nde gemeente betaalt mee",
            kind="transcript",
            source="",
            language="nl",
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            interview_id=interview_id,
        )
        who = [
            {"label": "R1", "part": "respondent", "respondent_id": begun.employer},
            {"label": "R2", "part": "respondent", "respondent_id": begun.government},
        ]
        none = {"from_ms": None, "to_ms": None, "question": None}
        documents.add_turns(
            writer,
            document,
            who,
            [
                {"speaker": "R1", "start": 0, "end": 17} | none,
                {"speaker": "R2", "start": 19, "end": 42} | none,
            ],
        )
    return World(begun, people, document, book=book)


def do(at: World, act: str, first: object, second: object, third: object) -> None:
    """One act; what it is about is taken in turn from what there is, and nothing happens where there is none."""
    begun, user = at.begun, at.begun.user
    study = begun.study
    if act == "talk":
        who = [at.people[number] for number in first]
        wave = begun.later_wave if second else begun.wave
        place = _place(begun, who[0])
        made = interviewing.plan(study, user, build.short_guide(), place, wave, who, "nl", start=True)
        talk = {"id": made, "partnership_id": place, "wave_id": wave}
        for key in (*QUESTIONS, *(FACTORS if third else ())):
            interviewing.ask(study, user, talk, guide().question(key))
        at.talks.append((made, (*QUESTIONS, *(FACTORS if third else ()))))
    elif act in ("say", "rate", "pass"):
        if not at.talks:
            return
        talk, questions = at.talks[first % len(at.talks)]
        question = questions[second % len(questions)]
        if act == "say":
            capture.save(study, user, talk, question, third)
        elif act == "rate":
            unknown = third == "dont_know"
            capture.rate(study, user, talk, question, None if unknown else third, unknown)
        else:
            capture.pass_over(study, user, talk, question, third, "geen tijd")
    elif act == "session":
        with study.writing(user) as writer:
            notes.add(
                writer,
                partnership_id=begun.partnership if third else None,
                wave_id=begun.wave if third else None,
                role=first,
                block=BLOCKS[second % 3],
                text="op de muur",
                origin="session",
                position=0,
            )
    elif act == "passage":
        start = (0, 19, 8)[first % 3]
        passage_notes.note_passage(
            study, user, at.document, start, start + 7, BLOCKS[second % 3], theme_ids=at.book[: second % 2]
        )
    elif act in ("merge", "split", "drop", "restore"):
        _with_theme(at, act, first, second, third)
    else:
        _with_note(at, act, first, second, third)


def _with_theme(at: World, act: str, first: int, second: int | None, all_: bool) -> None:
    rows = {row["id"]: row for row in recount.table(at.begun.study, "theme")}
    fit = [theme_id for theme_id in at.book if rows[theme_id]["retired"] == (act == "restore")] or at.book
    theme_id = fit[first % len(fit)]
    standing = standing_notes(at)
    with at.begun.study.writing(at.begun.user) as writer:
        if act == "merge":
            themes.merge(writer, theme_id, fit[second % len(fit)])
        elif act == "split":
            at.book.append(
                themes.split(writer, theme_id, f"Thema {theme_id[-6:]} {len(at.book)}", standing[:: 1 if all_ else 2])
            )
        elif act == "drop":
            themes.retire(writer, theme_id)
        else:
            themes.restore(writer, theme_id)


def _with_note(at: World, act: str, first: int, second: object, third: object) -> None:
    ids = standing_notes(at, retired=True)
    if not ids:
        return
    study, user, note = at.begun.study, at.begun.user, ids[first % len(ids)]
    if act == "move":
        capture.move_note(study, user, note, BLOCKS[second % 3])
    elif act == "reword":
        capture.rewrite_note(study, user, note, second.split("\n")[-1], BLOCKS[first % 3])
    elif act == "undo":
        with study.reading() as connection:
            number = notes.revisions(connection, note)[0]["number"]
        history.undo(study, user, note, number)
    elif act in ("give", "take"):
        by = at.begun.other_user if third else user
        with study.writing(by) as writer:
            (themes.assign if act == "give" else themes.unassign)(writer, at.book[second % len(at.book)], [note])
    else:
        with study.writing(user) as writer:
            notes.change(writer, notes.lock(writer, note), retired=act != "bring back")
            if act == "erase":
                gone = schema.note.update().where(schema.note.c.id == note)
                writer.execute(gone.values(text="", erased_at=writer.at))


def standing_notes(at: World, retired: bool = False) -> list[str]:
    """The ids of notes in the order of their making."""
    return sorted(row["id"] for row in recount.table(at.begun.study, "note") if retired or not row["retired"])


def _place(begun: build.Begun, respondent_id: str) -> str:
    who = {row["id"]: row["partnership_id"] for row in recount.table(begun.study, "respondent")}
    return who[respondent_id]


def as_counted(begun: build.Begun) -> None:
    """Every summary says what the rows do."""
    assert recount.summaries_stored(begun.study) == recount.summaries(begun.study)


def test_the_recount_knows_every_summary():
    assert tuple(summary.table.name for summary in rollups.ALL_SUMMARIES) == recount.SUMMARIES


@examples(15)
@given(acts=st.lists(ACTS, min_size=5, max_size=30))
@example(acts=[("merge", 0, 1, True), ("restore", 0, None, None)])
@example(acts=[("split", 0, 0, False), ("retire", 0, None, None), ("merge", 1, 0, True), ("bring back", 0, None, None)])
@example(acts=[("passage", 0, 1, None), ("passage", 2, 1, None), ("erase", 9, None, None), ("move", 8, 1, None)])
def test_every_summary_is_that_of_a_plain_recount(begun, acts):
    at = world(begun)
    _begin(at)
    for act in acts:
        with suppress(UserError):
            do(at, *act)
        as_counted(begun)
    # notes are erased and retired past their lines here, and questions of other guides asked: not what this is about
    past = ("versions", "documents", "lines", "values")
    assert [row for row in check(begun.study)["faults"] if row["check"] not in past] == []


def _begin(at: World) -> None:
    """Something to change: interviews in which much was said already, and themes on it."""
    for number, who in enumerate(PEOPLE):
        do(at, "talk", who, number % 2 == 1, number != 1)
        do(at, "say", number, number, TEXTS[2])
        do(at, "rate", number, 1 + number % 2, 1 + number)
    for number in range(6):
        do(at, "give", number, number, number % 2 == 0)


@pytest.mark.parametrize("turns", [4])
def test_eight_who_do_everything_at_once_leave_every_summary_right(begun, turns):
    at = world(begun)
    _begin(at)
    differing: list[int] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            with begun.study.reading() as connection:
                wrong = [summary.table.name for summary in rollups.ALL_SUMMARIES if list(summary.differing(connection))]
            differing.extend(wrong)

    def work(number: int) -> list[str]:
        met = []
        for turn in range(turns):
            acts = (
                ("say", number, turn, TEXTS[(number + turn) % 4]),
                ("rate", turn, number, 1 + (number + turn) % 5),
                ("move", number + turn, number, None),
                ("give", number, turn, number % 2 == 0),
                ("take", turn, number, False),
                ("retire" if turn % 2 else "bring back", number * 3 + turn, None, None),
                ("merge" if number == 0 else "session", *((0, 1, True) if number == 0 else ("employer", turn, True))),
                ("restore" if number == 1 else "pass", *((turn, None, None) if number == 1 else (turn, 0, "skipped"))),
            )
            for act in acts:
                try:
                    do(at, *act)
                except UserError as error:
                    met.append(error.fault)
        return met

    reader = threading.Thread(target=look)
    reader.start()
    try:
        met = at_once(work)
    finally:
        stop.set()
        reader.join()
    assert len(met) == WRITERS
    assert not {fault for some_ in met for fault in some_ if "locked" in fault or "does not answer" in fault}
    assert differing == []
    as_counted(begun)
