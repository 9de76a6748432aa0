"""Two who write at the same moment, in the worst order there is, leave every summary right at each commit.

`test_summaries_random.py` waits for chance to put them in that order; here each write stops where it can go wrong.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pytest
import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.capture import history, passage_notes
from canvas.errors import UserError
from canvas.store import Study, Writer, answers, guides, interviews, open_study
from canvas.store.notes import notes
from canvas.store.themes import codings, themes
from tests import recount
from tests.examples import THOROUGH
from tests.store.counts.test_summaries_random import World, as_counted, world

PATIENCE = 60  # seconds after which a write that neither goes on nor waits for another is stuck
ON_A_LOCK = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Act(threading.Thread):
    """One write, which stops before it recounts and again before its commit, until it is to go on."""

    def __init__(self, study: Study, acts: list[Act], write: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.study, self.acts, self.write = study, acts, write
        self.may_go_on, self.stopped = threading.Semaphore(0), threading.Event()
        self.runs_free, self.over = False, False
        self.error: Exception | None = None
        acts.append(self)

    def run(self) -> None:
        """Write; that the other made it impossible is no fault."""
        try:
            self.write()
        except UserError:
            pass
        except Exception as error:  # noqa: BLE001 -- raised again by `end`, in the thread of the test
            self.error = error
        self.over = True
        self.stopped.set()

    def stop(self) -> None:
        """Wait, in the thread of the write itself, until it is to go on."""
        if not self.runs_free:
            self.stopped.set()
            self.may_go_on.acquire()

    def step(self) -> None:
        """Have it go on to its next stop, or to where it waits for another."""
        if self.over:
            return
        if self.ident is None:
            self.start()
        elif self.stopped.is_set():
            self.stopped.clear()
            self.may_go_on.release()
        end = time.monotonic() + PATIENCE
        while not self.stopped.wait(0.003):
            if self._waits():
                return
            assert time.monotonic() < end, "it neither goes on nor waits for another"

    def finish(self) -> None:
        """Have it go on to its end, or to where it waits for another."""
        self.runs_free = True
        self.step()

    def _waits(self) -> bool:
        others = [act for act in self.acts if act is not self and act.ident is not None and not act.over]
        if self.study.engine.dialect.name == "sqlite":
            return bool(others)  # who writes is alone
        with self.study.engine.connect() as connection:
            waiting = connection.execute(ON_A_LOCK).scalar_one()
        return waiting > sum(not act.stopped.is_set() for act in others)


def stop_here() -> None:
    """Stop where this is the thread of an Act."""
    act = threading.current_thread()
    if isinstance(act, Act):
        act.stop()


@pytest.fixture
def _stops(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = Writer.recount

    def recounts(writer: Writer) -> None:
        stop_here()
        counts(writer)
        stop_here()

    monkeypatch.setattr(Writer, "recount", recounts)


def meet(
    study: Study, first: Callable[[], object], between: Callable[[], object], second: Callable[[], object]
) -> None:
    """Have the first write, a third come and go, and the second write; the first count; the second count and commit.

    Only then does the first commit. Each goes as far as it can without waiting for another.
    """
    acts: list[Act] = []
    one_act, third_act, other_act = (Act(study, acts, write) for write in (first, between, second))
    one_act.step()
    third_act.finish()
    other_act.step()
    one_act.step()
    other_act.finish()
    one_act.finish()
    end(acts)


def end(acts: list[Act]) -> None:
    """Have all go on to their ends; what went wrong in one surfaces here."""
    for act in acts:
        act.finish()
    for act in acts:
        act.join(PATIENCE)
        assert not act.is_alive()
        if act.error:
            raise act.error


@dataclass(frozen=True)
class Stage:
    """What those who meet write about: new for each meeting."""

    at: World
    text: str
    interview: str
    emptied: str
    stands: str
    gone: str
    passage: str
    carried: str
    taken: str
    merged: str

    @property
    def by_user(self) -> tuple[Study, str]:
        """The study and who writes in it."""
        return self.at.begun.study, self.at.begun.user

    @property
    def notes(self) -> list[str]:
        """The ids of all three notes."""
        return [self.stands, self.gone, self.passage]

    def edit(self, change: Callable[[Writer], object]) -> None:
        """Write something by the store alone."""
        study, user = self.by_user
        with study.writing(user) as writer:
            change(writer)

    def lines(self, interview_id: str, text: str) -> None:
        """Save an answer."""
        capture.save(*self.by_user, interview_id, "costs.main", text)


def stages(at: World) -> Iterator[Stage]:
    """Stages, each with a note that stands, one that went with its line, one of a passage, and three themes.

    All three notes carry `carried`, none `taken` any more; `merged` went into `carried`.
    """
    begun = at.begun
    with begun.study.reading() as connection:
        guide_id = guides.every(connection)[0]["id"]
    for number in itertools.count():
        passage = passage_notes.note_passage(begun.study, begun.user, at.document, 0, 7, "costs")["note_id"]
        text, talks, rows = f"lesgeld {number}\nreiskosten {number}", [], []
        with begun.study.writing(begun.user) as writer:
            for _ in range(2):
                talk = interviews.plan(writer, begun.partnership, begun.wave, [begun.employer], guide_id, "nl")
                answer_id = answers.record_asked(writer, talk, "costs.main", "costs")
                capture.load(writer, talk, "costs.main", writer.at, text=text)
                talks.append(talk)
                rows.append(notes.of_answer(writer.connection, answer_id)[0]["id"])
            book = [themes.add(writer, f"{name} {number}") for name in ("Tijd", "Geld", "Taal")]
            for theme_id in book:
                themes.assign(writer, theme_id, [*rows, passage])
            themes.unassign(writer, book[1], [*rows, passage])
            themes.merge(writer, book[2], book[0])
            capture.load(writer, talks[1], "costs.main", writer.at, text="")
        yield Stage(at, text, *talks, *rows, passage, *book)


def move_all(on: Stage) -> None:
    """Put the notes that stand on another block."""
    for note_id in (on.stands, on.passage):
        capture.move_note(*on.by_user, note_id, "revenues")


def rewrite(on: Stage) -> None:
    """Change the note that stands, and take its theme for another."""
    with on.by_user[0].reading() as connection:
        opened = notes.get(connection, on.stands) | {"themes": [on.carried]}
    capture.rewrite_note(*on.by_user, on.stands, "anders", "funding", None, opened, [on.taken])


def undo(on: Stage) -> None:
    """Have the note that went stand again."""
    with on.by_user[0].reading() as connection:
        number = notes.revisions(connection, on.gone)[0]["number"]
    history.undo(*on.by_user, on.gone, number)


def set_retired(writer: Writer, note_id: str, retired: bool) -> None:
    """Take a note away or bring it back by the store alone, past the line it stands on."""
    notes.change(writer, notes.lock(writer, note_id), retired=retired)


OF_NOTES: dict[str, Callable[[Stage], object]] = {
    "a note taken away": lambda on: on.edit(lambda writer: set_retired(writer, on.stands, True)),
    "a note brought back": lambda on: on.edit(lambda writer: set_retired(writer, on.gone, False)),
    "a passage taken away": lambda on: passage_notes.remove_note(*on.by_user, on.at.document, on.passage),
}
OF_ANSWERS: dict[str, Callable[[Stage], object]] = {
    "a line more": lambda on: on.lines(on.interview, f"erbij\n{on.text}"),
    "a line again": lambda on: on.lines(on.emptied, on.text),
    "no lines": lambda on: on.lines(on.interview, ""),
    "a note rewritten": rewrite,
    "a line put back": undo,
    "notes moved": move_all,
}
OF_THEMES: dict[str, Callable[[Stage], object]] = {
    "a theme assigned again": lambda on: on.edit(lambda writer: themes.assign(writer, on.taken, on.notes)),
    "a theme taken off": lambda on: on.edit(lambda writer: themes.unassign(writer, on.carried, on.notes)),
    "themes merged": lambda on: on.edit(lambda writer: themes.merge(writer, on.carried, on.taken)),
    "a theme split": lambda on: on.edit(lambda writer: themes.split(writer, on.carried, f"Los {on.text}", on.notes)),
    "a theme restored": lambda on: on.edit(lambda writer: themes.restore(writer, on.merged)),
}
ACTS = OF_NOTES | OF_ANSWERS | OF_THEMES
MEETINGS = (
    *itertools.product(("a theme assigned again", "themes merged", "a theme restored"), OF_NOTES),
    ("a note taken away", "a line more"),
    ("a note brought back", "a line again"),
)


@pytest.mark.usefixtures("_stops")
@pytest.mark.parametrize("between", [move_all, lambda _on: None], ids=["moved meanwhile", "nothing meanwhile"])
def test_two_writes_that_meet_in_the_worst_order_leave_every_summary_right(begun, between):
    on_stage = stages(world(begun))
    for first, second in itertools.product(ACTS, repeat=2) if THOROUGH else MEETINGS:
        on = next(on_stage)
        meet(begun.study, partial(ACTS[first], on), partial(between, on), partial(ACTS[second], on))
        stored, counted = recount.summaries_stored(begun.study), recount.summaries(begun.study)
        wrong = [name for name, rows in counted.items() if stored[name] != rows]
        assert wrong == [], f"{first}, then {second}"


def test_who_changes_a_note_and_who_gives_it_a_theme_never_wait_for_each_other_in_a_circle(begun, monkeypatch):
    on, locks = next(stages(world(begun))), codings.lock_themes

    def locks_themes(writer: Writer, theme_ids: list[str]) -> dict[str, dict]:
        if writer.user_id == begun.other_user:
            stop_here()
        return locks(writer, theme_ids)

    monkeypatch.setattr(codings, "lock_themes", locks_themes)
    acts: list[Act] = []
    with begun.study.writing(begun.user) as writer:
        new = themes.add(writer, "Nog een")

    def assign(user: str) -> Callable[[], object]:
        return lambda: passage_notes.give_theme(begun.study, user, on.at.document, on.passage, new, True)

    def assign_many() -> None:
        on.edit(lambda writer: themes.assign(writer, new, on.notes))

    holds_note, holds_theme = Act(begun.study, acts, assign(begun.other_user)), Act(begun.study, acts, assign_many)
    holds_note.step()
    holds_theme.finish()
    end(acts)
    as_counted(begun)


def test_who_writes_sees_what_was_just_committed_whatever_the_server_is_set_to(empty_postgres):
    study = open_study(f"{empty_postgres}?options=-cdefault_transaction_isolation%3Dserializable", create=True)
    level = sa.text("SHOW transaction_isolation")
    for _ in range(2):
        with study.reading() as connection:
            assert connection.execute(level).scalar_one() == "repeatable read"
        with study.writing("") as writer:
            assert writer.execute(level).scalar_one() == "read committed"
    study.close()
