"""Takes in answers: the field of an interview sends each save to this route, outside any run of the screen.

Guarded as `guarded_route` says, and for no interview but those that were opened under the pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from starlette.routing import Route

from canvas.capture import answers as capture
from canvas.capture import history, interviewing
from canvas.capture.saving import LONGEST_ANSWER, Saved
from canvas.errors import N_, ChangedMeanwhileError, InterviewCompletedError, UserError
from canvas.speech import ZONE, Speech
from canvas.store import Study, answers, guides, interviews
from canvas.store.notes import notes
from canvas.web.guarded_route import a_number, a_text, guarded, in_words, refusals_of_writes
from canvas.web.passes import Pass

PATH = "/werkbank/answer"
SEEN = ("rating", "dont_know", "state", "reason")  # of an answer, what was shown of its marks

_REFUSALS = refusals_of_writes(
    N_("Answer"),
    where=N_("Open the interview in the workbench."),
    again=N_("Load this page again; your text is kept."),
    too_large=(
        N_("Answer"),
        N_("the text is longer than {longest} characters."),
        N_("Add it as a document instead, or split it."),
    ),
)


def routes() -> list[Route]:
    """Return the routes to serve beside Streamlit's own."""
    return [
        guarded(
            PATH,
            _SHAPES,
            _ACTIONS,
            always=frozenset({"interview", "question"}),
            refusals=_REFUSALS,
            allows=lambda granted, payload: payload["interview"] in granted.interviews,
            on_fault=lambda error: (422, {"completed": isinstance(error, InterviewCompletedError)}),
            longest=LONGEST_ANSWER,
        )
    ]


def _save(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    saved = capture.save(
        study,
        granted.user_id,
        payload["interview"],
        payload["question"],
        payload["text"],
        base=payload["base"],
        attempt=payload["attempt"],
        on=payload["on"],
        burst=payload["burst"],
    )
    if saved.how == "stale":
        return 409, {"met": {"text": saved.text, "revision": saved.revision, "by": saved.by}}
    passed = {"told": _passed(saved.passed, Speech(granted.language))} if saved.passed else {}
    return 200, {"revision": saved.revision, "when": _when(saved.at), "state": saved.state} | passed


def _passed(passed: Mapping, speech: Speech) -> str:
    """Word how another passed the question over meanwhile, for under the words that took its place."""
    how = speech.name(passed["state"]) + (f": {passed['reason']}" if passed["reason"] else "")
    return speech._(N_("{who} had marked this meanwhile as “{how}”"), who=passed["by"], how=how)


def _set_aside(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    saved = capture.set_aside(
        study, granted.user_id, payload["interview"], payload["question"], payload["text"], attempt=payload["attempt"]
    )
    return 200, {"revision": saved.revision, "when": _when(saved.at), "state": saved.state, "text": saved.text}


def _rate(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    _require_rated(study, payload)
    return _marked(
        study,
        payload,
        lambda: capture.rate(
            study,
            granted.user_id,
            payload["interview"],
            payload["question"],
            payload["rating"],
            payload["dont_know"],
            opened=payload["seen"],
            attempt=payload["attempt"],
        ),
    )


def _pass_over(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    return _marked(
        study,
        payload,
        lambda: capture.pass_over(
            study,
            granted.user_id,
            payload["interview"],
            payload["question"],
            payload["state"],
            payload["reason"],
            opened=payload["seen"],
            attempt=payload["attempt"],
        ),
    )


def _marked(study: Study, payload: dict, store: Callable[[], Saved]) -> tuple[int, dict]:
    """Reply what became of a mark; where another marked it meanwhile, what stands now and by whom."""
    try:
        saved = store()
    except ChangedMeanwhileError as error:
        with study.reading() as connection:
            now = answers.of_interview(connection, payload["interview"])[payload["question"]]
        return 409, {"now": {part: now[part] for part in SEEN}, "by": error.who}
    return 200, {"revision": saved.revision, "when": _when(saved.at), "state": saved.state}


def _look(study: Study, _granted: Pass, payload: dict) -> tuple[int, dict]:
    with study.reading() as connection:
        answer = answers.of_interview(connection, payload["interview"]).get(payload["question"])
        standing = [row for row in notes.of_answer(connection, answer["id"]) if not row["retired"]] if answer else []
        undone = history.last_change(connection, answer_id=answer["id"]) if answer else None
    return 200, {
        "revision": answer["revision"] if answer else 0,
        "text": answer["text"] if answer else "",
        "notes": [{name: row[name] for name in ("id", "text", "kind", "block")} for row in standing],
        "undo": undone and {name: undone[name] for name in ("how", "note_id", "number", "text", "to_block")},
    }


def _move(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    _require_of(study, payload)
    opened = {"block": payload["opened"]} if "opened" in payload else None
    try:
        capture.move_note(study, granted.user_id, payload["note"], payload["block"], opened)
    except ChangedMeanwhileError as error:
        raise error.worded(partial(in_words, granted.language)) from None
    return _look(study, granted, payload)


def _undo(study: Study, granted: Pass, payload: dict) -> tuple[int, dict]:
    _require_of(study, payload)
    history.undo(study, granted.user_id, payload["note"], payload["number"])
    return _look(study, granted, payload)


def _require_rated(study: Study, payload: dict) -> None:
    """Raise UserError where the guide of the interview asks no rating there: what is counted must have been asked."""
    with study.reading() as connection:
        interview = interviews.get(connection, payload["interview"])
        guide = interviewing.guide_of(guides.get(connection, interview["guide_id"])["content"])
    rated = {question.key for question in guide.for_role(interview["role"]) if question.rating}
    if payload["question"] not in rated:
        raise UserError(N_("Rating"), N_("this question asks for no rating."), N_("Load the page again."))


def _require_of(study: Study, payload: dict) -> None:
    """Raise UserError where a note is of another answer than the one it is asked for in: the pass is for that one."""
    with study.reading() as connection:
        answer = answers.of_interview(connection, payload["interview"]).get(payload["question"])
        if answer is None or notes.get(connection, payload["note"])["answer_id"] != answer["id"]:
            raise UserError(N_("Note"), N_("this note is of another answer."), N_("Open that interview."))


def _is_rating(value: object) -> bool:
    return value is None or a_number(value)


def _is_seen(value: object) -> bool:
    """Tell whether a value is what was shown of an answer's marks."""
    return (
        isinstance(value, dict)
        and value.keys() == set(SEEN)
        and _is_rating(value["rating"])
        and isinstance(value["dont_know"], bool)
        and all(isinstance(value[part], str) for part in ("state", "reason"))
    )


_SHAPES = {
    "interview": a_text(),
    "question": a_text(),
    "text": a_text(),
    "note": a_text(),
    "block": a_text(),
    "rating": _is_rating,
    "dont_know": lambda value: isinstance(value, bool),
    "seen": _is_seen,
    "state": ("open", "no_opinion", "skipped").__contains__,
    "reason": a_text(300),
    "opened": a_text(),
    "attempt": a_text(64, least=1),
    "burst": a_text(64),
    "base": a_number,
    "number": a_number,
    "on": lambda value: isinstance(value, list) and len(value) <= 50 and all(isinstance(part, str) for part in value),
}
# per action what does it, and the values that a request for it must hold beside interview and question
_ACTIONS = {
    "save": (_save, frozenset({"text", "base", "attempt", "on", "burst"})),
    "set_aside": (_set_aside, frozenset({"text", "attempt"})),
    "rate": (_rate, frozenset({"rating", "dont_know", "seen", "attempt"})),
    "pass": (_pass_over, frozenset({"state", "reason", "seen", "attempt"})),
    "look": (_look, frozenset()),
    "move": (_move, frozenset({"note", "block"})),
    "undo": (_undo, frozenset({"note", "number"})),
}


def _when(at: str) -> str:
    """Return the time of a save as the mark says it, in Dutch time and by the server's clock."""
    return f"{datetime.fromisoformat(at).astimezone(ZONE):%H:%M:%S}"
