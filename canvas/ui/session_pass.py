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
from typing import TYPE_CHECKING

from canvas.ui import plain_streamlit as st

if TYPE_CHECKING:  # opening a screen gives out a pass too
    from canvas.ui.page import Here

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
    return _given_for(here.study.target, here.user["id"], here.language, lambda held: held.interviews.add(interview_id))


def give_for_document(here: Here, document_id: str) -> str:
    """The same, for a document that is being read."""
    return _given_for(here.study.target, here.user["id"], here.language, lambda held: held.documents.add(document_id))


def give_for_drafts(target: str, user_id: str, language: str) -> str:
    """The same, on a screen where nothing is typed: to ask whether words that lie in the browser are stored."""
    return _given_for(target, user_id, language, lambda held: None)


def _given_for(target: str, user_id: str, language: str, opened: Callable[[Pass], None]) -> str:
    mine = st.session_state.setdefault(_KEY, {})
    token = mine.setdefault((target, user_id), secrets.token_urlsafe(24))
    demo = st.session_state.get("which_study") == "demo"
    with _lock:
        held = _given.setdefault(token, Pass(target, demo, user_id, language))
        held.language = language
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
