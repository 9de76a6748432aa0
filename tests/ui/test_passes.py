"""Passes: what lets a browser save answers belongs to one profile, one study and the interviews opened under it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st

from canvas.ui import session_pass


@pytest.fixture(autouse=True)
def _session(monkeypatch):
    """A session of its own, and a server that knows no pass yet."""
    monkeypatch.setattr(st, "session_state", {"which_study": "own", "language": "nl"})
    monkeypatch.setattr(session_pass, "_given", type(session_pass._given)())


def here(user: str = "u1", target: str = "a.sqlite", language: str = "nl") -> SimpleNamespace:
    return SimpleNamespace(study=SimpleNamespace(target=target), user={"id": user}, language=language)


def test_a_session_keeps_its_pass_and_each_interview_is_added_to_it():
    token = session_pass.give(here(), "i1")
    assert session_pass.give(here(language="en"), "i2") == token
    held = session_pass.find(token)
    assert (held.target, held.user_id, held.language, held.interviews) == ("a.sqlite", "u1", "en", {"i1", "i2"})


def test_another_profile_or_study_is_another_pass_and_coming_back_is_the_first_again():
    first, other, elsewhere = (
        session_pass.give(here(), "i"),
        session_pass.give(here("u2"), "i"),
        session_pass.give(here("u1", "b"), "i"),
    )
    assert len({first, other, elsewhere}) == 3
    assert session_pass.find(other).user_id == "u2" and session_pass.find(elsewhere).target == "b"
    assert session_pass.give(here(), "i") == first


def test_a_pass_cannot_be_guessed_and_is_unknown_after_a_restart(monkeypatch):
    token = session_pass.give(here(), "i1")
    assert len(token) >= 32 and session_pass.find("") is None and session_pass.find(token[:-1]) is None
    monkeypatch.setattr(session_pass, "_given", type(session_pass._given)())
    assert session_pass.find(token) is None
    assert session_pass.give(here(), "i1") == token and session_pass.find(token).interviews == {"i1"}


def test_the_pass_longest_unused_goes_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(session_pass, "MOST", 2)
    first, second = session_pass.give(here("u1"), "i"), session_pass.give(here("u2"), "i")
    session_pass.find(first)
    third = session_pass.give(here("u3"), "i")
    assert session_pass.find(second) is None
    assert session_pass.find(first) and session_pass.find(third)
