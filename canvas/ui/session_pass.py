"""Gives a session its pass, with which its browser saves outside a run of the screen (`canvas.web.passes`)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from canvas.ui import plain_streamlit as st
from canvas.web import passes
from canvas.web.passes import Pass

if TYPE_CHECKING:
    from canvas.store import Study

_PASSES = "save_passes"  # session: (target, user) → token


def give(study: Study, user_id: str, language: str, interview_id: str) -> str:
    """Return the token of this session's pass, which from now on holds for this interview too.

    Another profile or study is another pass: what one typed as the other is never saved under this name.
    """
    return _token(study, user_id, language, lambda granted: granted.interviews.add(interview_id))


def give_for_document(study: Study, user_id: str, language: str, document_id: str) -> str:
    """Return the same, for a document that is being read."""
    return _token(study, user_id, language, lambda granted: granted.documents.add(document_id))


def give_for_drafts(study: Study, user_id: str, language: str) -> str:
    """Return the same, on a screen where nothing is typed: to ask whether words that lie in the browser are stored."""
    return _token(study, user_id, language, lambda _granted: None)


def _token(study: Study, user_id: str, language: str, extend: Callable[[Pass], None]) -> str:
    tokens = st.session_state.setdefault(_PASSES, {})
    token = tokens.setdefault((study.target, user_id), secrets.token_urlsafe(24))
    demo = st.session_state.get("which_study") == "demo"
    passes.grant(token, Pass(study.target, demo, user_id, language), extend)
    return token
