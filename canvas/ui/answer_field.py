"""The field an answer is typed in: one component with one door, through which every save comes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import streamlit as st

from canvas.ui.frame import asset
from canvas.ui.words import _, catalogue, language

# Registered once, at import: a component that is registered on a page is made anew with every run.
_field = st.components.v2.component("pps_answer_field", css=asset("answer_field.css"), js=asset("answer_field.js"))


def answer_field(field: str, text: str, revision: int, *, label: str, stands: str, session: str, acks: Mapping,
                 replace: Mapping | None, focus: int, first: bool, last: bool,
                 on_sent: Callable[[dict], None]) -> None:  # fmt: skip
    """Draw the field and call `on_sent` with each save it sends.

    `field` names the answer, `text` and `revision` are what is stored of it and `stands` says so in words.
    A save is {field, attempt, base, on, text, then}: `on` are the attempts it was typed upon that had no answer yet,
    `text` is null when nothing is to be stored, `then` is next, previous or nothing.
    The field calls a text stored once `acks` holds its attempt as {stored, revision, met}; `met`: another text came
    in between. `replace` ({token}) makes it take over `text` once, a new `focus` puts the cursor in it, and a new
    `session` (the server lost its memory) makes it send again what had no answer.
    """

    def sent() -> None:
        on_sent(json.loads(st.session_state["answer_field"].sent))

    data = {
        "field": field, "text": text, "revision": revision, "label": label, "stands": stands, "session": session,
        "acks": dict(acks), "replace": replace, "focus": focus, "first": first, "last": last, "words": _words(),
    }  # fmt: skip
    _field(key="answer_field", data=data, on_sent_change=sent)


def _words() -> dict[str, str]:
    plural = catalogue(language()).ngettext  # the field counts while one types, so it fills the gap itself
    return {
        "placeholder": _("What was said?"),
        "hint": _("One line is one note; what you type is saved when you leave the field."),
        "keys": _("Ctrl+Enter saves and goes on; "
                  "Alt+Page Down and Alt+Page Up go to the next and the previous question."),
        "saving": _("Saving…"), "unsaved": _("Not saved yet"), "refused": _("Not saved"), "again": _("Try again"),
        "note": plural("{n} note", "{n} notes", 1), "notes": plural("{n} note", "{n} notes", 2),
    }  # fmt: skip
