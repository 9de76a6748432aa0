"""Words that outlive the page: each field by itself, put back with what was stored when they were typed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import kept_words
from canvas.ui.dialogs.draft_fields import Form
from canvas.ui.page import PageContext

PAGE = cast(PageContext, SimpleNamespace(owner="study/user"))


@pytest.fixture
def drawn(monkeypatch):
    """Stand in for a session and a browser: draws a lesson's two texts and returns what the browser gets."""
    session: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", session)
    sent: dict[str, Any] = {}
    monkeypatch.setattr(kept_words, "_keeper", lambda **what: sent.update(what))

    def draw(form: Form, stored: dict[str, str], texts: tuple[str, ...] = ()) -> dict[str, Any]:
        for field, text in stored.items():
            form(field, text)
        kept_words.keep(PAGE, form.key, stored, texts)
        fields = {row["field"].removeprefix(f"{form.key}_"): row for row in sent["data"]["fields"]}
        return {"session": session, "fields": fields, "restored": sent["on"]["restored"], "sent": sent}

    return draw


def test_each_field_of_a_form_is_kept_under_its_own_key_and_put_back_with_what_was_stored_then(drawn):
    form = Form("lesson_1")
    at = drawn(form, {"situation": "Stil", "action": ""})
    assert {field: row["place"] for field, row in at["fields"].items()} == {
        "situation": "study/user/lesson_1_situation",
        "action": "study/user/lesson_1_action",
    }
    assert (at["fields"]["situation"]["now"], at["fields"]["situation"]["base"]) == ("", "Stil")
    at["restored"](
        {
            "lesson_1_situation": {"words": "Heel stil", "base": "Rumoerig"},
            "lesson_1_action": {"words": "Bellen", "base": ""},
            "another_text": {"words": "x", "base": ""},
        }
    )
    at = drawn(form, {"situation": "Stil", "action": ""})
    assert (at["session"]["lesson_1_situation"], at["session"]["lesson_1_action"]) == ("Heel stil", "Bellen")
    assert form.opened == {"situation": "Rumoerig", "action": ""}  # so a save meets what another stored meanwhile
    assert "another_text" not in at["session"]
    form.give_up()
    at = drawn(form, {"situation": "Stil", "action": ""})
    assert {field: row["stored"] for field, row in at["fields"].items()} == {
        "situation": "Heel stil",
        "action": "Bellen",
    }
    kept_words.sweep(PAGE)  # on a screen that draws the form no more
    swept = at["sent"]["data"]["fields"]
    assert [(row["place"], row["stored"]) for row in swept] == [
        (f"study/user/lesson_1_{field}", row["stored"]) for field, row in at["fields"].items()
    ]


def test_what_was_stored_before_the_page_heard_of_it_is_let_go_of(drawn):
    form = Form("agreed")
    drawn(form, {"text": ""}, ("Elke week\nbellen",))["restored"](
        {"agreed_text": {"words": "Elke week bellen ", "base": ""}}
    )
    at = drawn(form, {"text": ""}, ())
    assert (at["session"]["agreed_text"], at["fields"]["text"]["stored"]) == ("", "Elke week bellen ")
