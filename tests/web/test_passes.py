"""Passes: what lets a browser save answers belongs to one profile, one study and the interviews opened under it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st

from canvas.ui import session_pass
from canvas.web import passes


@pytest.fixture(autouse=True)
def _session(monkeypatch):
    """A session of its own, and a server that knows no pass yet."""
    monkeypatch.setattr(st, "session_state", {"which_study": "own", "language": "nl"})
    monkeypatch.setattr(passes, "_passes", type(passes._passes)())


def here(user: str = "u1", target: str = "a.sqlite", language: str = "nl") -> SimpleNamespace:
    return SimpleNamespace(study=SimpleNamespace(target=target), user={"id": user}, language=language)


def give(page: SimpleNamespace, interview_id: str) -> str:
    return session_pass.give(page.study, page.user["id"], page.language, interview_id)


def test_a_session_keeps_its_pass_and_each_interview_is_added_to_it():
    token = give(here(), "i1")
    assert give(here(language="en"), "i2") == token
    session_pass = passes.find(token)
    assert (session_pass.target, session_pass.user_id, session_pass.language, session_pass.interviews) == (
        "a.sqlite",
        "u1",
        "en",
        {"i1", "i2"},
    )


def test_another_profile_or_study_is_another_pass_and_coming_back_is_the_first_again():
    first, other, elsewhere = (
        give(here(), "i"),
        give(here("u2"), "i"),
        give(here("u1", "b"), "i"),
    )
    assert len({first, other, elsewhere}) == 3
    assert passes.find(other).user_id == "u2"
    assert passes.find(elsewhere).target == "b"
    assert give(here(), "i") == first


def test_a_pass_cannot_be_guessed_and_is_unknown_after_a_restart(monkeypatch):
    token = give(here(), "i1")
    assert len(token) >= 32
    assert passes.find("") is None
    assert passes.find(token[:-1]) is None
    monkeypatch.setattr(passes, "_passes", type(passes._passes)())
    assert passes.find(token) is None
    assert give(here(), "i1") == token
    assert passes.find(token).interviews == {"i1"}


def test_the_pass_longest_unused_goes_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(passes, "MOST_PASSES", 2)
    first, second = give(here("u1"), "i"), give(here("u2"), "i")
    passes.find(first)
    third = give(here("u3"), "i")
    assert passes.find(second) is None
    assert passes.find(first)
    assert passes.find(third)
