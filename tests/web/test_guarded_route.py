"""What a route takes in: only what has the shape it must have."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from canvas.store import answers
from canvas.store.database import schema
from canvas.web import answer_route, document_route, passes
from canvas.web.guarded_route import a_number, a_text, parsed
from canvas.web.passes import Pass
from tests import build
from tests.capture.test_passage_notes import note, transcript
from tests.examples import examples
from tests.web.asgi_requests import Answer, answered, scope

SHAPES = {"place": a_text(8, least=1), "count": a_number, "more": a_text()}
DOINGS = {"look": (None, frozenset()), "put": (None, frozenset({"count"}))}


def read(payload: object) -> dict | None:
    return parsed(json.dumps(payload).encode(), SHAPES, DOINGS, frozenset({"place"}))


@pytest.mark.parametrize(
    "payload",
    [
        {"place": "a", "do": "look"},
        {"place": "a", "do": "put", "count": 0},
        {"place": "é" * 8, "do": "look", "more": ""},
    ],
)
def test_what_is_sound_is_taken_in_as_it_is(payload):
    assert read(payload) == payload


@pytest.mark.parametrize(
    "payload",
    [
        [],
        "look",
        3,
        None,
        {},
        {"do": "look"},
        {"place": "a"},
        {"place": "", "do": "look"},
        {"place": "a" * 9, "do": "look"},
        {"place": 1, "do": "look"},
        {"place": "a", "do": "drop"},
        {"place": "a", "do": ["look"]},
        {"place": "a", "do": None},
        {"place": "a", "do": "put"},
        {"place": "a", "do": "put", "count": -1},
        {"place": "a", "do": "put", "count": True},
        {"place": "a", "do": "put", "count": 2**31},
        {"place": "a", "do": "put", "count": "1"},
        {"place": "a", "do": "look", "unknown": "x"},
    ],
)
def test_what_lacks_something_has_too_much_or_the_wrong_shape_is_not(payload):
    assert read(payload) is None


@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_it_fail(body):
    assert parsed(body, SHAPES, DOINGS, frozenset({"place"})) is None


def test_json_nested_without_end_is_refused_like_any_other():
    assert parsed(b"[" * 200_000, SHAPES, DOINGS, frozenset({"place"})) is None


@pytest.mark.parametrize("route", [answer_route, document_route])
def test_every_value_that_a_doing_needs_has_a_shape(route):
    assert all(needed <= route._SHAPES.keys() for _does, needed in route._ACTIONS.values())


# ---- characters that no database keeps

ODD = st.text(st.sampled_from(["a", "\x00", "\ud800", "\udfff", "é", "\U0001f600"]), min_size=1, max_size=6)
EVERY = [(route, do) for route in (answer_route, document_route) for do in route._ACTIONS]


@pytest.fixture
def desk(begun, monkeypatch):
    """A pass for an interview with an answer and a document with a note, and the sound values of every request."""
    document = transcript(begun)
    made = note(begun, document, "Vooral tijd")
    interview, _notes = build.answered(begun, "eerste regel")
    monkeypatch.setitem(
        passes._passes, "pass", Pass(begun.study.target, False, begun.user, "nl", {interview}, {document})
    )
    return {
        "interview": interview,
        "question": "costs.main",
        "text": "woorden",
        "note": made["id"],
        "block": "costs",
        "attempt": "a",
        "burst": "b",
        "base": 1,
        "number": 1,
        "on": ["a"],
        "document": document,
        "known": "",
        "start": 0,
        "end": 3,
        "themes": [],
        "kind": "plain",
        "opened": {"text": "", "block": "costs", "kind": "plain"},
        "theme": "none",
        "given": True,
        "turn": 0,
        "rating": 3,
        "dont_know": False,
        "state": "skipped",
        "reason": "geen tijd",
        "seen": {"rating": None, "dont_know": False, "state": "answered", "reason": ""},
    }


def ask(route, body: dict) -> Answer:
    (served,) = route.routes()
    headers = ((b"content-type", b"application/json"), (b"x-pps-pass", b"pass"))
    return answered(served.app, scope(route.PATH, *headers, method="POST"), json.dumps(body).encode())


def with_odd(value: object, odd: str) -> object:
    """A value of the same shape with odd characters in every text of it; one that is not a text as it is."""
    if isinstance(value, str):
        return odd
    if isinstance(value, list):
        return [odd]
    return dict.fromkeys(value, odd) if isinstance(value, dict) else value


@examples(12)
@given(odd=ODD)
def test_no_characters_in_any_value_of_any_request_are_a_fault_of_ours(desk, odd):
    sound = desk
    for route, do in EVERY:
        needed = route._ACTIONS[do][1] | ({"interview", "question"} if route is answer_route else {"document"})
        payload = {name: sound[name] for name in needed} | {"do": do}
        for name in sorted(needed):
            answer = ask(route, payload | {name: with_odd(sound[name], odd)})
            assert answer.status in (200, 400, 403, 404, 409, 422), (do, name, answer.text)


def test_a_text_with_such_characters_is_stored_without_them(desk, begun):
    sound = desk
    here = {name: sound[name] for name in ("interview", "question")}
    base = json.loads(ask(answer_route, here | {"do": "look"}).text)["revision"]
    save = here | {"do": "save", "base": base, "attempt": "z", "on": [], "burst": "b"}
    answer = ask(answer_route, save | {"text": "Sanne\x00 zegt\ud800 ja"})
    assert answer.status == 200
    with begun.study.reading() as connection:
        assert answers.of_interview(connection, sound["interview"])["costs.main"]["text"] == "Sanne zegt ja"


def test_a_rating_is_taken_where_the_guide_asks_for_one_and_nowhere_else(desk, begun):
    rated = next(question.key for question in build.short_guide().for_role("employer") if question.rating)
    interview = build.interview(begun, question_keys=("costs.main", rated))
    passes._passes["pass"].interviews.add(interview)
    rate = {name: desk[name] for name in ("rating", "dont_know", "attempt")} | {"interview": interview, "do": "rate"}
    rate |= {"seen": desk["seen"] | {"state": "open"}}
    assert ask(answer_route, rate | {"question": rated}).status == 200
    refused = ask(answer_route, rate | {"question": "costs.main", "attempt": "b"})
    assert refused.status == 422
    assert "hoort geen cijfer" in refused.text
    with begun.study.reading() as connection:
        stored = answers.of_interview(connection, interview)
    assert (stored[rated]["rating"], stored["costs.main"]["rating"]) == (3, None)


def test_whatever_is_asked_of_the_database_or_stored_in_it_is_without_them(begun):
    user = schema.user
    with begun.study.writing(begun.user) as writer:
        row = {"id": "a\x00b", "name": "X\ud800Y", "kind": "researcher", "created_at": writer.at}
        writer.execute(sa.insert(user), [row])
        name = sa.select(user.c.name)
        assert writer.execute(name.where(user.c.id == "a\udfffb")).scalar_one() == "XY"
        assert writer.execute(name.where(user.c.id.in_(["\x00ab", "\ud800"]))).scalars().all() == ["XY"]
