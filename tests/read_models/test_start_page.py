"""Where each kind of user starts, on small studies that were counted by hand."""

from __future__ import annotations

from canvas import method
from canvas.capture import interviewing, passage_notes
from canvas.read_models.start_page import start_page
from canvas.store import documents, interviews, moments, partnerships, users
from canvas.store.matrix import matrix_summaries, waiting_cells
from canvas.store.notes import notes
from canvas.store.points import points
from tests import build

DAY = "2026-11-30"
BLOCKS = tuple(method.blocks())


def plan(begun, day: str | None, start: bool = False, user: str = "") -> str:
    respondent = [begun.employer]
    guide = build.short_guide()
    at = (begun.partnership, begun.wave)
    return interviewing.plan(begun.study, user or begun.user, guide, *at, respondent, "nl", start=start, planned_on=day)


def model_of(begun, user_id: str, **more):
    with begun.study.reading() as connection:
        return start_page(connection, users.find(connection, user_id), DAY, BLOCKS, **more)


def add_user(begun, kind: str) -> str:
    with begun.study.writing("") as writer:
        return users.add(writer, f"{kind}-9", kind)


def test_a_researcher_starts_with_what_is_under_way_then_by_day_and_sees_nobody_elses(begun):
    later, late, none, now = (plan(begun, day) for day in ("2026-12-02", "2026-11-28", None, DAY))
    under_way = plan(begun, DAY, start=True)
    done = plan(begun, "2026-11-01", start=True)
    plan(begun, DAY, user=begun.other_user)
    with begun.study.writing(begun.user) as writer:
        interviews.complete(writer, done)
    model = model_of(begun, begun.user)
    assert [row["id"] for row in model.interviews] == [under_way, late, now, later, none]
    # without a day is some day: it counts as later
    assert model.counts == {"under_way": 1, "late": 1, "today": 1, "later": 2}
    assert (model.to_hold, model.has_work) == (5, True)
    assert len(model_of(begun, begun.user, sizes={"interviews": 2}).interviews) == 2
    assert model_of(begun, begun.other_user).counts == {"under_way": 0, "late": 0, "today": 1, "later": 0}


def test_transcripts_are_to_be_read_until_a_passage_of_theirs_is_a_note(begun):
    of_me = plan(begun, DAY, start=True)
    with begun.study.writing(begun.user) as writer:
        moment = {"partnership_id": begun.partnership, "wave_id": begun.wave}
        texts = {"text": "Wij leiden op.", "source": "", "language": "nl"}
        read, unread = (
            documents.add(writer, title=title, kind="transcript", **texts, **moment) for title in ("Eerste", "Tweede")
        )
        documents.add(writer, title="Jaarverslag", kind="report", **texts, **moment)
    with begun.study.writing(begun.other_user) as writer:
        # of my interview, though another added it; and one that is not mine at all
        of_mine = documents.add(writer, title="Derde", kind="transcript", **texts, **moment, interview_id=of_me)
        documents.add(writer, title="Vierde", kind="transcript", **texts, **moment)
    passage_notes.note_passage(begun.study, begun.user, read, 0, 14, "activities")
    model = model_of(begun, begun.user)
    assert [row["id"] for row in model.transcripts.rows] == [unread, of_mine]
    assert model.transcripts.total == 2
    assert model.transcripts.rows[0]["name"] == "Nieuwe Techniek"


def test_an_evaluator_starts_with_points_nobody_checked_and_blocks_nobody_summarised(begun):
    evaluator = add_user(begun, "evaluator")
    assert not model_of(begun, evaluator).has_work
    build.answered(begun, "De kosten zijn hoog.")
    with begun.study.writing(begun.user) as writer:
        first = points.add(writer, "value", "Het loont.", ["employer"], begun.partnership, begun.wave)
        points.add(writer, "how", "Het werkt.", ["employer"], begun.partnership, begun.wave, state="checked")
        across = points.add(writer, "how", "Overal zo.", [])
    model = model_of(begun, evaluator)
    assert [(row["id"], row["code"]) for row in model.to_check.rows] == [(first, "NT"), (across, None)]
    assert model.to_check.total == 2
    # what one wrote oneself somebody else checks: it is in no list, and counted
    with begun.study.writing(evaluator) as writer:
        own = points.add(writer, "value", "Van mij.", [])
    model = model_of(begun, evaluator)
    assert own not in [row["id"] for row in model.to_check.rows]
    assert (model.to_check.total, model.own_drafts) == (2, 1)
    with begun.study.writing(evaluator) as writer:
        points.change(writer, first, "Het loont nu.", ["employer"])
    model = model_of(begun, evaluator)
    assert (model.to_check.total, model.own_drafts) == (1, 2)
    # one answer, on the block costs of Meting 1
    assert [(row["label"], row["blocks"]) for row in model.waiting.rows] == [("Meting 1", ["costs"])]
    assert (model.waiting.total, model.has_work, model.interviews) == (1, True, ())
    with begun.study.writing(evaluator) as writer:
        matrix_summaries.save(writer, begun.partnership, begun.wave, "block", "costs", "Hoog.")
    assert model_of(begun, evaluator).waiting.total == 0


def test_a_summary_taken_away_or_of_another_kind_leaves_its_block_waiting(begun):
    build.answered(begun, "De kosten zijn hoog.")
    at = (begun.partnership, begun.wave)
    with begun.study.writing(begun.user) as writer:
        matrix_summaries.save(writer, *at, "question", "financing", "Van de vraag.")
        matrix_summaries.save(writer, *at, "block", "costs", "Hoog.")
        matrix_summaries.save(writer, *at, "block", "costs", "")
    with begun.study.reading() as connection:
        rows, total = waiting_cells.waiting(connection, BLOCKS)
    assert ([row["blocks"] for row in rows], total) == ([["costs"]], 1)


def test_moments_that_are_evaluated_wait_first_and_sixty_are_counted_over_two_pages(begun):
    with begun.study.writing(begun.user) as writer:
        for number in range(60):
            made = partnerships.add(writer, f"Route {number:02}", f"R{number:02}")
            moments.put_moment(writer, made, begun.wave, "evaluation" if number == 59 else "running")
            at = {"partnership_id": made, "wave_id": begun.wave, "role": "employer", "position": 1}
            notes.add(writer, **at, block="costs", text="Duur.", origin="session")
    with begun.study.writing(begun.user) as writer:
        last = partnerships.every(writer.connection)
        for row in last:
            if row["name"] not in ("Route 07", "Route 59", "Nieuwe Techniek"):
                matrix_summaries.save(writer, row["id"], begun.wave, "block", "costs", "Duur.")
    with begun.study.reading() as connection:
        rows, total = waiting_cells.waiting(connection, BLOCKS)
    assert ([row["name"] for row in rows], total) == (["Route 59", "Route 07"], 2)


def test_a_lead_has_no_such_lists(begun):
    assert not model_of(begun, add_user(begun, "lead")).has_work
