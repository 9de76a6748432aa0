"""What a drawer shows and keeps, without a browser: its pieces drawn on a page that can be opened and closed."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from canvas.capture import answers as capture
from canvas.store import open_study
from canvas.store.notes import notes
from canvas.store.points import points
from canvas.ui.plain_streamlit import as_typed
from tests import build
from tests.pages.screens import open_screen, profile_key, texts


@pytest.fixture
def begun(tmp_path: Path):
    """A study under way, in a file."""
    study = open_study(str(tmp_path / "own.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def _notes() -> None:
    import streamlit as st

    from canvas.store.notes import notes
    from canvas.ui.notes.note_list import note_list
    from canvas.ui.page import open_page

    page = open_page()
    if st.checkbox("open", True):
        with page.study.reading() as connection:
            note_list(page, notes.with_sources(connection), "list")


def _point() -> None:
    import streamlit as st

    from canvas.screens.perspectives.point_drawer import Table, open_point
    from canvas.store.points import points
    from canvas.ui.page import open_page

    page = open_page()
    with page.study.reading() as connection:
        (point,) = points.of_moment(connection)
    if st.button("open"):
        open_point(page, Table(None, None, "Across"), point["id"])


def _drawn(monkeypatch, begun: build.Begun, script) -> AppTest:
    monkeypatch.setenv("PPS_STUDY", begun.study.target)
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: "en")  # AppTest also names options outside the session
    app = AppTest.from_function(script, default_timeout=30)
    app.session_state["language"] = "en"
    app.session_state[profile_key(Path(begun.study.target))] = begun.user
    app.run()
    assert not app.exception
    return app


def _block(monkeypatch, begun: build.Begun, block: str) -> str:
    """What the canvas says once a block of it is opened; the poster itself needs a browser."""
    monkeypatch.setattr("canvas.screens.canvas.poster._poster", lambda **_values: SimpleNamespace(opened=block))
    app = open_screen(
        monkeypatch, Path(begun.study.target), "canvas", "onderzoeker-1", "en", partnership="NT", moment="1"
    )
    assert not app.exception
    return texts(app)


def _press(app: AppTest, label: str, place: int = 0) -> AppTest:
    app = [button for button in app.button if button.label == label][place].click().run()
    assert not app.exception
    return app


def _note(begun: build.Begun, note_id: str) -> dict:
    with begun.study.reading() as connection:
        return notes.get(connection, note_id)


def test_what_is_typed_in_a_note_is_there_again_until_it_is_cancelled(monkeypatch, begun):
    build.answered(begun, "lesgeld\nreizen")
    app = _press(_drawn(monkeypatch, begun, _notes), "Edit")
    app.text_area[0].set_value("lesgeld en boeken")
    app.checkbox[0].uncheck().run()
    assert not app.text_area
    app.checkbox[0].check().run()
    assert [area.value for area in app.text_area] == ["lesgeld en boeken"]
    assert "Not saved yet" in texts(app)
    app = _press(_press(app, "Cancel"), "Edit")
    assert app.text_area[0].value == "lesgeld"
    assert "Not saved yet" not in texts(app)


def test_opening_another_note_leaves_the_words_typed_in_the_first(monkeypatch, begun):
    build.answered(begun, "lesgeld\nreizen")
    app = _press(_drawn(monkeypatch, begun, _notes), "Edit")
    app.text_area[0].set_value("lesgeld en boeken")
    app = _press(app, "Edit")
    assert [area.value for area in app.text_area] == ["lesgeld en boeken", "reizen"]
    app = _press(app, "Cancel", 1)
    assert [area.value for area in app.text_area] == ["lesgeld en boeken"]


def test_two_lines_are_not_made_into_one_note_unasked(monkeypatch, begun):
    _made, (note,) = build.answered(begun, "lesgeld")
    app = _press(_drawn(monkeypatch, begun, _notes), "Edit")
    assert "a note is one statement" in texts(app)
    app.text_area[0].set_value("lesgeld\nreizen\n")
    app = _press(app, "Save note")
    assert "this is 2 lines" in texts(app)
    assert app.text_area[0].value == "lesgeld\nreizen\n"
    assert _note(begun, note["id"])["text"] == "lesgeld"


def test_a_note_taken_away_meanwhile_leaves_the_words_typed(monkeypatch, begun):
    made, _rows = build.answered(begun, "lesgeld\nreizen")
    app = _press(_drawn(monkeypatch, begun, _notes), "Edit")
    app.text_area[0].set_value("lesgeld en boeken")
    capture.save(begun.study, begun.user, made, "costs.main", "reizen")
    app = app.run()
    assert app.text_area[0].value == "lesgeld en boeken"
    assert "taken away meanwhile" in texts(_press(app, "Save note"))


def test_a_point_opens_as_it_is_now_unless_something_was_typed(monkeypatch, begun):
    with begun.study.writing(begun.user) as writer:
        point_id = points.add(writer, "value", "Eerst zo", ["employer"])
    app = _press(_drawn(monkeypatch, begun, _point), "open")
    assert app.text_area[0].value == "Eerst zo"
    with begun.study.writing(begun.user) as writer:
        points.change(writer, point_id, "Nu zo", ["employer"])
    app = _press(app, "open")
    assert app.text_area[0].value == "Nu zo"
    app.text_area[0].set_value("Half een zin")
    app = _press(app.run(), "open")
    assert app.text_area[0].value == "Half een zin"
    assert "Not saved yet" in texts(app)


def test_a_block_says_per_role_what_became_of_asking(monkeypatch, begun):
    silent = build.interview(begun)
    rated = build.interview(begun, begun.employer_too)
    capture.rate(begun.study, begun.user, rated, "costs.main", 4)
    passed = build.interview(begun, begun.government)
    capture.pass_over(begun.study, begun.user, passed, "costs.main", "skipped", "Geen <b>tijd</b>")
    drawer_texts = _block(monkeypatch, begun, "costs")
    for line in (
        "NT-B1 · Asked, no answer",
        "NT-B2 · rating 4 of 5",
        "NT-G1 · Skipped: Geen &lt;b&gt;tijd&lt;/b&gt;",
        "<b>Education</b><div><span>Not asked</span>",
    ):
        assert line in drawer_texts
    capture.pass_over(begun.study, begun.user, silent, "costs.main", "no_opinion")
    capture.save(begun.study, begun.user, rated, "costs.main", "lesgeld")
    drawer_texts = _block(monkeypatch, begun, "costs")
    assert "NT-B1 · No opinion" in drawer_texts
    assert "NT-B2 · answered in words · rating 4 of 5" in drawer_texts


def test_an_empty_block_that_nobody_was_asked_about_says_so(monkeypatch, begun):
    assert _block(monkeypatch, begun, "surplus").count("<span>Not asked</span>") == 5


def test_notes_about_which_nobody_was_asked_need_no_list_of_silences(monkeypatch, begun):
    with begun.study.writing(begun.user) as writer:
        notes.add(
            writer,
            partnership_id=begun.partnership,
            wave_id=begun.wave,
            role=None,
            block="surplus",
            text="Winst",
            origin="session",
            position=0,
        )
    drawer_texts = _block(monkeypatch, begun, "surplus")
    assert "Winst" in drawer_texts
    assert "Not asked" not in drawer_texts


def _undo() -> None:
    import streamlit as st

    from canvas.ui.notes.note_undo import undo
    from canvas.ui.page import open_page

    undo(open_page(), *st.session_state["moment"], "here")


@pytest.mark.parametrize(("mine", "offered"), [(True, 1), (False, 0)])
def test_only_ones_own_last_move_is_offered_to_be_taken_back(monkeypatch, begun, mine, offered):
    _made, (note,) = build.answered(begun, "te duur")
    capture.move_note(begun.study, begun.user if mine else begun.other_user, note["id"], "channels")
    app = AppTest.from_function(_undo, default_timeout=30)
    monkeypatch.setenv("PPS_STUDY", begun.study.target)
    app.session_state["language"] = "en"
    app.session_state["moment"] = (begun.partnership, begun.wave)
    app.session_state[profile_key(Path(begun.study.target))] = begun.user
    app.run()
    assert not app.exception
    assert [as_typed("Undo: “te duur” was moved to Channels")] * offered == [button.label for button in app.button]
    if offered:
        app.button[0].click().run()
        with begun.study.reading() as connection:
            assert notes.get(connection, note["id"])["block"] == "costs"
