"""No key, id or stored word stands where a person reads: every screen of the demo, walked in both languages."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from canvas import method
from canvas.cli import main
from canvas.exchange.framework_file import framework_book
from canvas.guides import shipped_guides
from canvas.speech import NAMES, Speech
from canvas.store import documents, interviews, moments, open_study, users
from tests.pages.screens import open_screen, profile_key
from tests.screens_of_app import not_tried

AT = {"partnership": "FV", "moment": "3"}
SCREENS = [
    ("overview", {}),
    ("state", AT),
    ("partnerships", {"partnership": "FV"}),
    ("interview", AT),
    ("documents", {"partnership": "FV"}),
    ("notes", {}),
    ("notes", {"show": "answers"}),
    ("notes", {"question": "costs.main", "role": "employer"}),
    ("notes", {"state": "no_opinion", "show": "answers"}),
    ("themes", {}),
    ("lessons", {}),
    ("lessons", {"write": "new"}),
    ("canvas", AT),
    ("perspectives", AT),
    ("differences", AT),
    ("time", {"partnership": "FV"}),
    ("factors", AT),
    ("factors", {}),
    ("factors", AT | {"factors": "beside"}),
    ("compare", {}),
    ("compare", {"view": "framework"}),
    ("compare", {"view": "ratings"}),
    ("compare", {"view": "qca"}),
    ("compare", {"view": "themes"}),
    ("search", {"q": "werk"}),
    ("evidence", {}),
    ("evidence", AT),
    ("backup", {}),
    ("study", {}),
    ("agenda", AT),
    ("agenda", AT | {"item": "1"}),
    ("agreements", {}),
    ("help", {}),
]
assert not_tried(page for page, _link in SCREENS) == set()
PAIRS = {"groups", "kinds", "questions"}  # of the reader: each with its key first
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}")
GUIDES = set(shipped_guides())
QUESTIONS = {question.key for guide in shipped_guides().values() for question in guide.questions}
STORED = {*NAMES, *method.standard_roles(), *method.blocks(), *method.questions(), "dont_know"}
DUTCH = {"online", "open", "euro", "governance", "partners", "passage"}  # words that a person writes so too
# what components are given to work with, and never draw
KEYS = {
    "key",
    "id",
    "token",
    "shown",
    "kindKey",
    "link",
    "evidenceLink",
    "rule",
    "screen",
    "session",
    "cookies",
    "owner",
    "document",
    "interview",
    "group",
    "opens",
    "role",
    "roles",
    "csv",
    "place",
    "field",
}
LABELLED = (
    "selectbox",
    "multiselect",
    "radio",
    "button",
    "text_input",
    "text_area",
    "checkbox",
    "expander",
    "toggle",
    "number_input",
    "date_input",
    "button_group",
    "download_button",
    "popover",
)


def read(app: AppTest) -> Iterator[str]:
    """Everything on a screen that a person reads or hears: text, labels, choices and what components draw."""
    for element in app.get("html"):
        yield from _html(element.proto.body)
    for kind in ("markdown", "caption"):
        yield from (element.value for element in app.get(kind))
    for kind in LABELLED:
        for element in app.get(kind):
            proto = getattr(element, "proto", None)
            for name in ("label", "help", "placeholder"):
                yield str(getattr(proto, name, "") or "")
            for option in getattr(proto, "options", ()):
                yield option if isinstance(option, str) else str(getattr(option, "content", ""))
    for part in app.get("bidi_component"):
        yield from _drawn(json.loads(part.proto.json or "null"))


def _html(body: str) -> Iterator[str]:
    body = re.sub(r"<style.*?</style>", "", body, flags=re.DOTALL)
    yield from re.findall(r'(?:title|aria-label|alt)="([^"]*)"', body)
    yield from (text for text in re.split(r"<[^>]*>", body) if text.strip())


def _drawn(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name in PAIRS and all(isinstance(pair, list) for pair in value):
                yield from _drawn([pair[1] for pair in value])
            elif name not in KEYS:
                yield from _drawn(value)
    elif isinstance(data, list):
        for value in data:
            yield from _drawn(value)
    elif isinstance(data, str):
        yield from _html(data) if "<" in data else (data,)


def faults(text: str, language: str) -> list[str]:
    """The keys, ids and stored words in a text; in English a stored word counts where no person writes it so."""
    stored = {key for key in STORED if language == "nl" or "_" in key} - DUTCH
    tokens = re.findall(r"[A-Za-z][\w.-]*\w", text)
    return UUID.findall(text) + [token for token in tokens if token in QUESTIONS | GUIDES | stored]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("page", "link"), SCREENS)
def test_no_screen_shows_a_key(monkeypatch, demo_file, page, link, language):
    app = open_screen(monkeypatch, demo_file, page, "evaluator-1", language, **link)
    assert not app.exception
    shown = [text for text in read(app) if text]
    assert len(shown) > 10
    assert [(mark, text[:120]) for text in shown for mark in faults(text, language)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_interview_and_no_document_shows_a_key(monkeypatch, demo_file, language):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        every = moments.moments(connection)
        talks = [row for at in every for row in interviews.of_moment(connection, at["partnership_id"], at["wave_id"])]
        texts = [row for at in every for row in documents.of_moment(connection, at["partnership_id"], at["wave_id"])]
    study.close()
    assert talks
    assert texts
    links = [("interview", "interview", row["id"]) for row in (talks[0], talks[-1])]
    for page, name, row_id in links + [("documents", "document", row["id"]) for row in texts]:
        app = open_screen(monkeypatch, demo_file, page, "evaluator-1", language, **{name: row_id})
        assert not app.exception
        assert [(mark, text[:120]) for text in read(app) for mark in faults(text, language)] == []


def _every_note() -> None:
    from canvas.store.notes import notes
    from canvas.ui.notes.note_list import note_list
    from canvas.ui.page import open_page

    page = open_page()
    with page.study.reading() as connection:
        stored = notes.with_sources(connection)
    note_list(page, stored[:: len(stored) // 40], "list", with_block=True, with_moment=True)


def _every_rating() -> None:
    from canvas.read_models.rated_answers import answer_sources
    from canvas.store import answers, moments
    from canvas.ui import plain_streamlit as st
    from canvas.ui.page import open_page
    from canvas.ui.ratings.rated_answers import articles

    page = open_page()
    with page.study.reading() as connection:
        for at in moments.moments(connection):
            for block in page.blocks:
                rated = answers.of_block(connection, at["partnership_id"], at["wave_id"], block)
                rows = [row for row in rated if row["rating"] or row["dont_know"]]
                st.html(articles(page, rows, answer_sources(connection, rows)) or "-")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("script", [_every_note, _every_rating])
def test_no_drawer_of_notes_or_ratings_shows_a_key(monkeypatch, demo_file, script, language):
    monkeypatch.setenv("PPS_STUDY", str(demo_file))
    study = open_study(str(demo_file))
    with study.reading() as connection:
        (user, *_others) = users.every(connection)
    study.close()
    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["language"] = language
    app.session_state[profile_key(demo_file)] = user["id"]
    app.run()
    assert not app.exception
    shown = [text for text in read(app) if text]
    assert len(shown) > 200
    assert [(mark, text[:120]) for text in shown for mark in faults(text, language)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_file_for_people_holds_a_key(demo_file, tmp_path, language):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        every = moments.moments(connection)
    names = {key: Speech(language).block(key) for key in method.blocks()}
    book = load_workbook(io.BytesIO(framework_book(study, every, "block", names, language)))
    study.close()
    cells = [str(cell.value or "") for sheet in book for row in sheet.iter_rows() for cell in row]
    for name in ("notes.xlsx", "notes.csv", "answers.xlsx", "answers.csv", "codebook.csv", "evidence.md"):
        out, (what, ending) = tmp_path / name, name.split(".")
        done = CliRunner().invoke(
            main, ["export", what, "--study", str(demo_file), "--out", str(out), "--language", language]
        )
        assert done.exit_code == 0
        if ending == "xlsx":
            cells += [str(cell or "") for row in load_workbook(out).active.iter_rows(values_only=True) for cell in row]
        else:
            cells += out.read_text("utf-8-sig").splitlines()
    assert len(cells) > 10_000
    assert [(mark, text[:120]) for text in cells for mark in faults(text, language)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_search_command_says_words_unless_keys_are_asked_for(demo_file, language):
    words = ["search", "gemeente", "--study", str(demo_file), "--language", language, "--limit", "50"]
    lines = CliRunner().invoke(main, words).stdout.splitlines()
    assert len(lines) > 50
    assert [mark for line in lines for mark in faults(line, language)] == []
    with_keys = CliRunner().invoke(main, [*words, "--keys"]).stdout
    assert {"government", "governance"} & set(faults(with_keys, "nl"))


def test_the_walk_sees_what_a_screen_should_not_show():
    assert faults("op costs.main: x", "nl") == ["costs.main"] == faults("costs.main", "en")
    assert faults("leidraad pps-short, versie 1", "nl") == ["pps-short"]
    assert faults("notitie 01932f6c-7d1a-7000-8000-000000000000", "nl") == ["01932f6c-7d1a"]
    assert faults("rol: employer · not_asked", "nl") == ["employer", "not_asked"]
    assert faults("An employer was not_asked", "en") == ["not_asked"]
    assert faults("Wij zijn online en open over partners.", "nl") == []
    body = '<a href="interview?question=costs.main" title="pps-short">x</a><p>employer</p>'
    assert list(_html(body)) == ["pps-short", "x", "employer"]
    assert list(_drawn({"rows": [{"key": "costs.main", "text": "<b>Kosten</b>"}]})) == ["Kosten"]
