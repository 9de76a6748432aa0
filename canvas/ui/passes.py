"""What lets a browser save outside a run of the screen: a pass that a session is given with an interview or document.

Passes live in the memory of the server. After a restart every one is unknown, and the screen that comes back brings a
new one; what is typed meanwhile waits in the browser.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from canvas.ui.opening import Here, in_demo

MOST = 10_000  # passes remembered; the one longest unused goes first
_KEY = "answer_pass"  # session: (target, user) → token

_given: OrderedDict[str, Pass] = OrderedDict()
_lock = threading.Lock()


@dataclass
class Pass:
    """Who saves, in which study and language, and in which interviews and documents that were opened under it."""

    target: str
    demo: bool
    user_id: str
    language: str
    interviews: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


def give(here: Here, interview_id: str) -> str:
    """The token of this session's pass, which from now on holds for this interview too.

    Another profile or study is another pass: what one typed as the other is never saved under this name.
    """
    return _given_for(here, lambda held: held.interviews.add(interview_id))


def give_for_document(here: Here, document_id: str) -> str:
    """The same, for a document that is being read."""
    return _given_for(here, lambda held: held.documents.add(document_id))


def _given_for(here: Here, opened: Callable[[Pass], None]) -> str:
    mine = st.session_state.setdefault(_KEY, {})
    token = mine.setdefault((here.study.target, here.user["id"]), secrets.token_urlsafe(24))
    with _lock:
        held = _given.setdefault(token, Pass(here.study.target, in_demo(), here.user["id"], here.language))
        held.language = here.language
        opened(held)
        _given.move_to_end(token)
        while len(_given) > MOST:
            _given.popitem(last=False)
    return token


def find(token: str) -> Pass | None:
    """The pass with this token, if the server knows it."""
    with _lock:
        if token in _given:
            _given.move_to_end(token)
        return _given.get(token)
