"""The field an answer is typed in: one component, which saves by itself through `answer_route` while one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from canvas import method
from canvas.capture.lines import MARKS
from canvas.screens.interviews import response_options
from canvas.ui import session_pass
from canvas.ui.component_files import asset, script
from canvas.ui.components import Shape, Written, a_line, a_record, anything, component
from canvas.ui.i18n import _, block, catalogue, language, name
from canvas.ui.page import PageContext

_SENDS: dict[str, Shape] = {
    "go": Written(a_record(field=a_line(), then=a_line())),
    "reopen": anything,
    "changed": anything,  # asks for nothing but a run: the list of questions is drawn anew with it
}
_field = component(
    "pps_answer_field",
    _SENDS,
    css=asset("answer_field.css") + asset("answer_marks.css"),
    js=script("answer_field.js"),
)


def answer_field(
    page: PageContext,
    interview_id: str,
    question: str,
    answer: Mapping,
    *,
    label: str,
    stands: str,
    focus: int,
    first: bool,
    last: bool,
    rating: Mapping | None,
    on_go: Callable[[str, str], None],
    on_reopen: Callable[[], None],
) -> None:
    """Draw the field of one answer and its marks; what is typed and marked is saved without a run of the screen.

    `answer` is what is stored of it and `stands` says when; `rating` is that of `response_options`. `on_go` is called
    with the question one was at and next, previous or another's key, once all is stored; `on_reopen` where a text waits
    and the interview was completed meanwhile. A new `focus` puts the keyboard in the field, or at a rating asked first.
    """

    def went(sent: dict) -> None:
        on_go(sent["field"].partition("/")[2], sent["then"])

    data = {
        "owner": page.owner,
        "pass": session_pass.give(page.study, page.user["id"], page.language, interview_id),
        "field": f"{interview_id}/{question}",
        "text": answer["text"],
        "revision": answer["revision"],
        "state": answer["state"],
        "label": label,
        "stands": stands,
        "focus": focus,
        "first": first,
        "last": last,
        "words": _words() | response_options.words(),
        "rating": rating,
        "marks": response_options.standing(answer),
        "signs": [{"sign": sign, "kind": kind, "name": name(kind)} for sign, kind in MARKS.items()],
        "blocks": [[key, block(key)] for key in method.blocks()],
    }
    _field(key="answer_field", data=data, on={"go": went, "reopen": lambda _sent: on_reopen()})


def tidy(page: PageContext, interview_id: str, answers: Mapping[str, Mapping]) -> None:
    """Have this browser forget what it kept of a completed interview, as far as it is stored."""
    stored = {question: answer["text"] for question, answer in answers.items()}
    _field(key="answer_tidy", data={"owner": page.owner, "interview": interview_id, "stored": stored})


def _words() -> dict[str, str]:
    plural = catalogue(language()).ngettext  # the field counts while one types, so it fills the gaps itself
    return {
        "placeholder": _("What was said?"),
        "hint": _("One line is one note; what you type is saved while you type."),
        "keys": _(
            "Enter on an empty line or Ctrl+Enter goes on; "
            "Alt+Page Down and Alt+Page Up go to the next and the previous question."
        ),
        "saving": _("Saving…"),
        "unsaved": _("Not saved yet"),
        "refused": _("Not saved"),
        "again": _("Try again"),
        "saved": _("Saved {when}"),
        "kept": _("kept on this device"),
        "reopen": _("Open the interview again"),
        "note": plural("{n} note", "{n} notes", 1),
        "notes": plural("{n} note", "{n} notes", 2),
        "signs": _("Kind of note, at the start of a line"),
        "stand": _("These notes stand on this answer. Choose a block to send a note there."),
        "none": _("No notes on this answer yet."),
        "send": _("Block of the note “{note}”"),
        "undoMove": _("Undo: “{note}” was moved to {block}"),
        "undoRemoval": _("Undo: “{note}” was taken away"),
        "met": _("Somebody else changed this answer meanwhile"),
        "metLine": _("Both texts are kept. Choose one, or put them together; the other stays in the versions."),
        "mine": _("Yours, not stored yet"),
        "theirs": _("Stored by {who}"),
        "both": _("Keep both: put mine under it"),
        "takeMine": _("Take mine"),
        "takeTheirs": _("Take theirs"),
    }
