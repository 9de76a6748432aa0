"""The door that answers come in by: the field sends each save here, outside any run of the screen.

Guarded as `guarded_route` says, and for no interview but those that were opened under the pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from starlette.routing import Route

from canvas.capture import answers as capture
from canvas.capture import history
from canvas.capture.saving import LONGEST, Saved
from canvas.errors import N_, ChangedMeanwhileError, InterviewCompletedError, UserError
from canvas.speech import ZONE, Speech
from canvas.store import Study, answers
from canvas.store.notes import notes
from canvas.web.guarded_route import Refusals, a_number, a_text, guarded, in_words
from canvas.web.passes import Pass

PATH = "/werkbank/answer"
SEEN = ("rating", "dont_know", "state", "reason")  # of an answer, what was shown of its marks

_REFUSALS = Refusals(
    foreign=(
        N_("Answer"),
        N_("this was not stored: the page that sent it is not this workbench's own."),
        N_("Open the interview in the workbench."),
    ),
    unknown=(N_("Answer"), N_("the workbench was started anew."), N_("Load this page again; your text is kept.")),
    odd=(
        N_("Answer"),
        N_("this was not understood, so nothing was stored."),
        N_("Load this page again; your text is kept."),
    ),
    too_large=(
        N_("Answer"),
        N_("the text is longer than {longest} characters."),
        N_("Add it as a document instead, or split it."),
    ),
)


def routes() -> list[Route]:
    """The routes to serve beside Streamlit's own."""
    return [
        guarded(
            PATH,
            _SHAPES,
            _DOINGS,
            always=frozenset({"interview", "question"}),
            refusals=_REFUSALS,
            allows=lambda held, asked: asked["interview"] in held.interviews,
            met=lambda error: (422, {"completed": isinstance(error, InterviewCompletedError)}),
            longest=f"{LONGEST:,}",
        )
    ]


def _save(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    saved = capture.save(
        study,
        held.user_id,
        asked["interview"],
        asked["question"],
        asked["text"],
        base=asked["base"],
        attempt=asked["attempt"],
        on=asked["on"],
        burst=asked["burst"],
    )
    if saved.how == "stale":
        return 409, {"met": {"text": saved.text, "revision": saved.revision, "by": saved.by}}
    passed = {"told": _passed(saved.passed, Speech(held.language))} if saved.passed else {}
    return 200, {"revision": saved.revision, "when": _when(saved.at), "state": saved.state} | passed


def _passed(passed: Mapping, speech: Speech) -> str:
    """How another passed the question over meanwhile, for under the words that took its place."""
    how = speech.name(passed["state"]) + (f": {passed['reason']}" if passed["reason"] else "")
    return speech._(N_("{who} had marked this meanwhile as “{how}”"), who=passed["by"], how=how)


def _set_aside(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    saved = capture.set_aside(
        study, held.user_id, asked["interview"], asked["question"], asked["text"], attempt=asked["attempt"]
    )
    return 200, {"revision": saved.revision, "when": _when(saved.at), "state": saved.state, "text": saved.text}


def _rate(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    return _marked(
        study,
        asked,
        lambda: capture.rate(
            study,
            held.user_id,
            asked["interview"],
            asked["question"],
            asked["rating"],
            asked["dont_know"],
            opened=asked["seen"],
            attempt=asked["attempt"],
        ),
    )


def _pass(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    return _marked(
        study,
        asked,
        lambda: capture.pass_over(
            study,
            held.user_id,
            asked["interview"],
            asked["question"],
            asked["state"],
            asked["reason"],
            opened=asked["seen"],
            attempt=asked["attempt"],
        ),
    )


def _marked(study: Study, asked: dict, store: Callable[[], Saved]) -> tuple[int, dict]:
    """What became of a mark; where another marked it meanwhile, what stands now and by whom."""
    try:
        saved = store()
    except ChangedMeanwhileError as error:
        with study.reading() as connection:
            now = answers.of_interview(connection, asked["interview"])[asked["question"]]
        return 409, {"now": {part: now[part] for part in SEEN}, "by": error.who}
    return 200, {"revision": saved.revision, "when": _when(saved.at), "state": saved.state}


def _look(study: Study, _pass: Pass, asked: dict) -> tuple[int, dict]:
    with study.reading() as connection:
        given = answers.of_interview(connection, asked["interview"]).get(asked["question"])
        found = [row for row in notes.of_answer(connection, given["id"]) if not row["retired"]] if given else []
    undone = history.last_change(study, answer_id=given["id"]) if given else None
    return 200, {
        "revision": given["revision"] if given else 0,
        "text": given["text"] if given else "",
        "notes": [{name: row[name] for name in ("id", "text", "kind", "block")} for row in found],
        "undo": undone and {name: undone[name] for name in ("how", "note_id", "number", "text", "to_block")},
    }


def _move(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    _require_of(study, asked)
    opened = {"block": asked["opened"]} if "opened" in asked else None
    try:
        capture.move_note(study, held.user_id, asked["note"], asked["block"], opened)
    except ChangedMeanwhileError as met:
        raise met.worded(partial(in_words, held.language)) from None
    return _look(study, held, asked)


def _undo(study: Study, held: Pass, asked: dict) -> tuple[int, dict]:
    _require_of(study, asked)
    history.undo(study, held.user_id, asked["note"], asked["number"])
    return _look(study, held, asked)


def _require_of(study: Study, asked: dict) -> None:
    """Raise UserError where a note is of another answer than the one it is asked for in: the pass is for that one."""
    with study.reading() as connection:
        given = answers.of_interview(connection, asked["interview"]).get(asked["question"])
        if given is None or notes.get(connection, asked["note"])["answer_id"] != given["id"]:
            raise UserError(N_("Note"), N_("this note is of another answer."), N_("Open that interview."))


def _is_rating(value: object) -> bool:
    return value is None or a_number(value)


def _is_seen(value: object) -> bool:
    """Whether a value is what was shown of an answer's marks."""
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
    "on": lambda value: isinstance(value, list) and len(value) <= 50 and all(isinstance(one, str) for one in value),
}
# what may be asked for, and what must be said with it beside interview and question
_DOINGS = {
    "save": (_save, frozenset({"text", "base", "attempt", "on", "burst"})),
    "set_aside": (_set_aside, frozenset({"text", "attempt"})),
    "rate": (_rate, frozenset({"rating", "dont_know", "seen", "attempt"})),
    "pass": (_pass, frozenset({"state", "reason", "seen", "attempt"})),
    "look": (_look, frozenset()),
    "move": (_move, frozenset({"note", "block"})),
    "undo": (_undo, frozenset({"note", "number"})),
}


def _when(at: str) -> str:
    """The time of a save as the mark says it, in Dutch time and by the server's clock."""
    return f"{datetime.fromisoformat(at).astimezone(ZONE):%H:%M:%S}"
