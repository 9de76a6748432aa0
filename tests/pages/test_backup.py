"""The backup screen: the last one, making one, the list, and the command that puts one back."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from canvas.screens.backup import backup_now
from canvas.store import open_study, users
from canvas.store.backup import backup
from canvas.store.backup.restoring import restore
from canvas.store.database.engine import sqlite_driver
from tests.pages.screens import open_screen, texts


def change(path: Path, statement: str) -> None:
    with closing(sqlite_driver.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


@pytest.mark.parametrize(
    ("language", "none", "label", "last", "same", "changed"),
    [
        ("nl", "Nog geen reservekopie", "Reservekopie maken", "Laatste reservekopie", "niets gewijzigd", "gewijzigd."),
        ("en", "No backup yet", "Make a backup", "Last backup", "Nothing has changed", "has changed since."),
    ],
)
def test_a_backup_is_made_with_one_button_and_the_screen_says_whether_it_holds_everything(
    monkeypatch, demo_file, language, none, label, last, same, changed
):
    app = open_screen(monkeypatch, demo_file, "backup", "evaluator-1", language)
    assert not app.exception
    assert none in texts(app)
    assert str(demo_file) in texts(app)
    assert str(demo_file.parent / "reservekopieen") in texts(app)
    assert not app.code
    press(app, label)
    assert not app.exception
    (made,) = backup.list_backups(str(demo_file))
    assert last in texts(app)
    assert same in texts(app)
    assert made.path.name in texts(app)
    assert app.code[0].value == f"pps-werkbank restore {made.path} --study {demo_file} --replace"
    change(demo_file, "UPDATE study SET title = 'Anders'")
    app.run()
    assert same not in texts(app)
    assert changed in texts(app)


def test_copies_made_before_a_restore_stand_in_the_list_but_are_not_the_last_backup(monkeypatch, demo_file):
    made = backup.back_up(str(demo_file))
    kept_copy = restore(made.path, str(demo_file)).safety_copy
    app = open_screen(monkeypatch, demo_file, "backup", "evaluator-1")
    assert "Voor het terugzetten" in texts(app)
    assert kept_copy.name in texts(app)
    assert str(made.path) in app.code[0].value
    app.selectbox(key="backup_chosen").set_value(str(kept_copy)).run()
    assert str(kept_copy) in app.code[0].value


def test_an_empty_study_can_be_backed_up(monkeypatch, tmp_path):
    path = tmp_path / "leeg.sqlite"
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        users.add(writer, "onderzoeker-1", "researcher")
    study.close()
    app = press(open_screen(monkeypatch, path, "backup", "onderzoeker-1"), "Reservekopie maken")
    assert not app.exception
    assert len(backup.list_backups(str(path))) == 1


def test_a_backup_that_cannot_be_written_is_said_in_place(monkeypatch, demo_file):
    (demo_file.parent / "reservekopieen").write_text("geen map")
    app = press(open_screen(monkeypatch, demo_file, "backup", "evaluator-1"), "Reservekopie maken")
    assert not app.exception
    assert "pps-fault" in texts(app)
    assert str(demo_file.parent / "reservekopieen") in texts(app)


def test_a_backup_that_can_no_longer_be_read_is_said_to_be(monkeypatch, demo_file):
    made = backup.back_up(str(demo_file))
    made.path.write_bytes(made.path.read_bytes()[:9000])
    app = open_screen(monkeypatch, demo_file, "backup", "evaluator-1")
    assert not app.exception
    assert "beschadigd of afgekapt" in texts(app)


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=3), "3 minutes ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=2), "2 days ago"),
    ],
)
def test_how_long_ago_is_said_in_words(monkeypatch, passed, expected):
    monkeypatch.setitem(backup_now.st.session_state, "language", "en")
    assert backup_now.ago((datetime.now(UTC) - passed - timedelta(seconds=5)).isoformat()) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 kB"), (1540096, "1.5 MB"), (98_304, "98.3 kB"), (1_300_000_000, "1,300 MB")]
)
def test_a_size_is_said_in_kilobytes_or_megabytes(monkeypatch, number, expected):
    monkeypatch.setitem(backup_now.st.session_state, "language", "en")
    assert backup_now.size(number) == expected


@pytest.mark.parametrize(("profile", "offered"), [("projectleider-1", False), ("evaluator-1", True)])
def test_a_lead_makes_no_backup_by_the_menu_nor_by_a_link(monkeypatch, demo_file, profile, offered):
    study = open_study(str(demo_file))
    with study.writing("") as writer:
        users.find_or_add(writer, profile, "lead")
    study.close()
    backup.back_up(str(demo_file))
    app = open_screen(monkeypatch, demo_file, "backup", profile)
    assert not app.exception
    assert ("Reservekopieën maken onderzoekers en evaluatoren" in texts(app)) != offered
    assert ("Reservekopie maken" in [button.label for button in app.button]) == offered
    assert bool(app.get("download_button")) == offered
    assert ("reservekopieen" in texts(app)) == offered
    menu = open_screen(monkeypatch, demo_file, "overview", profile)
    assert ("backup" in [link.proto.page for link in menu.get("page_link")]) == offered
