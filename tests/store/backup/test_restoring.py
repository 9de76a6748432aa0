"""Putting a backup back: the study as it was then, with a copy of what stood there; or nothing changed at all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from psycopg import connect, errors

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.shipped import shipped
from canvas.store import attributes, open_study, partnerships, users
from canvas.store.backup import backup, restoring
from canvas.store.backup.restoring import restore
from canvas.store.check.check import check, require_undamaged
from canvas.store.database import engine, identify, schema
from canvas.store.database.engine import is_url, sqlite_driver
from canvas.store.matrix import matrix_summaries
from canvas.store.themes import themes
from tests import build, recount
from tests.store.backup.test_backup import beside, everything


@pytest.fixture
def backed_up(begun) -> tuple[build.Begun, str, Path]:
    """A study in which “oud” was answered, an interview in it, and a backup of that."""
    interview_id, _ = build.answered(begun, "oud")
    return begun, interview_id, backup.back_up_open(begun.study).path


def text(target: object, interview_id: str) -> str:
    """The answer a study holds, after a check of the whole; read as somebody else would."""
    study = open_study(str(target))
    assert check(study)["faults"] == []
    answer_text = next(row["text"] for row in recount.table(study, "answer") if row["interview_id"] == interview_id)
    study.close()
    return answer_text


def refused(file: Path, target: str, replace_existing: bool = False) -> UserError:
    """What putting this back says, after seeing that neither the file, nor the study, nor a folder changed."""

    def seen() -> list:
        folders = {file.parent, backup.study_folder(target)}
        return [
            file.read_bytes() if file.is_file() else None,
            *(beside(folder) for folder in folders if folder.is_dir()),
        ]

    def stands() -> object:
        try:
            study = open_study(target)
        except UserError as error:
            return error.message()
        content = everything(study)
        study.close()
        return content

    before, stood = seen(), stands()
    with pytest.raises(UserError) as caught:
        restore(file, target, replace_existing)
    assert (seen(), stands()) == (before, stood)
    assert caught.value.cure
    assert not set("{}") & set(caught.value.message())
    return caught.value


def test_a_backup_put_where_nothing_is_gives_the_study_as_it_was(backed_up, tmp_path):
    begun, interview_id, file = backed_up
    before, path = file.read_bytes(), tmp_path / "nieuwe map" / "terug.sqlite"
    done = restore(file, str(path))
    assert done.safety_copy is None
    assert file.read_bytes() == before
    assert beside(path.parent) == ["terug.sqlite"]
    assert text(path, interview_id) == "oud"
    back = open_study(str(path))
    assert everything(back) == everything(begun.study)
    back.close()


def test_a_backup_of_either_engine_goes_into_an_empty_place_of_either(backed_up, place, tmp_path):
    _, interview_id, file = backed_up
    if not is_url(place):
        place = str(tmp_path / "elders.sqlite")
    assert restore(file, place).safety_copy is None
    assert text(place, interview_id) == "oud"


def test_a_study_in_which_nothing_changed_since_is_put_back_unasked_and_kept(backed_up):
    begun, interview_id, file = backed_up
    before = everything(begun.study)
    done = restore(file, begun.study.target)
    assert everything(begun.study) == before
    assert done.safety_copy.parent == backup.study_folder(begun.study.target)
    assert "-before-restore-" in done.safety_copy.name
    assert text(done.safety_copy, interview_id) == "oud"
    assert [copy.path for copy in backup.list_backups(begun.study.target) if copy.why == "restore"] == [
        done.safety_copy
    ]


def test_an_older_study_gives_way_to_a_newer_backup_unasked(backed_up):
    begun, interview_id, older = backed_up
    capture.save(begun.study, begun.user, interview_id, "costs.main", "nieuw")
    newer = backup.back_up_open(begun.study).path
    restore(older, begun.study.target, replace_existing=True)
    assert build.answer(begun, interview_id)["text"] == "oud"
    done = restore(newer, begun.study.target)
    assert build.answer(begun, interview_id)["text"] == "nieuw"
    assert text(done.safety_copy, interview_id) == "oud"


def test_what_was_typed_since_is_not_lost_without_replace_and_kept_with_it(backed_up):
    begun, interview_id, file = backed_up
    capture.save(begun.study, begun.user, interview_id, "costs.main", "nieuw")
    error = refused(file, begun.study.target)
    assert "changed since" in error.fault
    assert "--replace" in error.cure
    done = restore(file, begun.study.target, replace_existing=True)
    assert text(begun.study.target, interview_id) == "oud"
    assert text(done.safety_copy, interview_id) == "nieuw"
    assert done.safety_copy.stat().st_mode & 0o777 == 0o600
    restore(done.safety_copy, begun.study.target)  # and it can itself be put back
    assert text(begun.study.target, interview_id) == "nieuw"


def test_a_change_that_carries_no_time_counts_as_one(backed_up):
    begun, _, file = backed_up
    with begun.study.writing(begun.user) as writer:
        partnerships.add_partner(writer, begun.partnership, "Techniekschool", "education")
    assert "changed since" in refused(file, begun.study.target).fault


def test_what_changed_under_an_earlier_clock_counts_and_is_named(backed_up, monkeypatch):
    begun, interview_id, _ = backed_up
    noted = build.notes_of(begun, interview_id)[0]["id"]
    with begun.study.writing(begun.user) as writer:
        theme = themes.add(writer, "Vertrouwen")
        matrix_summaries.save(writer, begun.partnership, begun.wave, "block", "costs", "eerst", [noted])
        size = attributes.add(writer, "partnership", "Omvang", "text")
        attributes.set_value(writer, "partnership", begun.partnership, size, "groot")
    file = backup.back_up_open(begun.study).path
    restore(file, begun.study.target)  # nothing changed: unasked
    monkeypatch.setattr("canvas.store.study.now", lambda: "2001-01-01T00:00:00.000Z")

    def put(word: str) -> None:
        with begun.study.writing(begun.user) as writer:
            if word == "summaries":
                matrix_summaries.save(writer, begun.partnership, begun.wave, "block", "costs", "daarna", [noted])
            elif word == "themes":
                themes.change(writer, theme, definition="Of men op elkaar rekent.")
            elif word == "attributes":
                attributes.set_value(writer, "partnership", begun.partnership, size, "klein")
            elif word == "partnerships":
                partnerships.change(writer, begun.partnership, "Nieuwe Techniek", "Utrecht", 2024, "")
            elif word == "themes on notes":
                themes.assign(writer, theme, [noted])
        if word == "answers":
            capture.rate(begun.study, begun.user, interview_id, "costs.main", 2)

    for word in ("summaries", "themes", "attributes", "partnerships", "themes on notes", "answers"):
        put(word)
        assert f"{word}: 1" in refused(file, begun.study.target).message()
        restore(file, begun.study.target, replace_existing=True)


def test_another_study_does_not_give_way_without_replace(backed_up, tmp_path):
    _, interview_id, file = backed_up
    other = build.begin(open_study(str(tmp_path / "ander.sqlite"), create=True))
    other_held, _ = build.answered(other, "van een ander")
    other.study.close()
    assert "another study" in refused(file, str(tmp_path / "ander.sqlite")).fault
    done = restore(file, str(tmp_path / "ander.sqlite"), replace_existing=True)
    assert text(tmp_path / "ander.sqlite", interview_id) == "oud"
    assert text(done.safety_copy, other_held) == "van een ander"


def test_a_study_that_has_only_a_profile_gives_way_unasked(backed_up, tmp_path):
    _, interview_id, file = backed_up
    study = open_study(str(tmp_path / "nieuw.sqlite"), create=True)
    with study.writing("") as writer:
        users.add(writer, "onderzoeker-9", "researcher")
    study.close()
    assert restore(file, study.target).safety_copy
    assert text(study.target, interview_id) == "oud"


def test_who_has_the_study_open_goes_on_in_what_was_put_back(backed_up):
    begun, interview_id, file = backed_up
    capture.save(begun.study, begun.user, interview_id, "costs.main", "nieuw")
    restore(file, begun.study.target, replace_existing=True)
    assert not begun.study.moved
    assert build.answer(begun, interview_id)["text"] == "oud"
    capture.save(begun.study, begun.user, interview_id, "costs.main", "daarna")
    assert text(begun.study.target, interview_id) == "daarna"


def test_who_has_a_study_open_that_became_much_smaller_goes_on_once_it_is_opened_anew(tmp_path):
    path = tmp_path / "study.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview_id, _ = build.answered(begun, "oud")
    file = backup.back_up_open(begun.study).path
    capture.save(begun.study, begun.user, interview_id, "costs.main", "een lang antwoord " * 50_000)
    begun.study.check_file()
    restore(file, str(path), replace_existing=True)
    if begun.study.truncated:  # what canvas.ui.page asks on every run
        begun.study.close()
    again = open_study(str(path))
    require_undamaged(again)
    capture.save(again, begun.user, interview_id, "costs.main", "daarna")
    again.close()
    assert text(path, interview_id) == "daarna"
    begun.study.close()
    assert text(path, interview_id) == "daarna"


def test_nobody_can_save_between_the_copy_that_is_kept_and_the_restore(backed_up, monkeypatch):
    begun, interview_id, file = backed_up
    keep, outcomes = restoring._keep, []

    def save_somewhere_else() -> None:
        if is_url(begun.study.target):
            with connect(begun.study.target) as other:
                other.execute("SET lock_timeout = '50ms'")
                other.execute("UPDATE answer SET text = 'ertussen'")
        else:
            with closing(sqlite_driver.connect(begun.study.target, isolation_level=None, timeout=0.05)) as other:
                other.execute("UPDATE answer SET text = 'ertussen'")

    def keep_and_then(*words):
        copy = keep(*words)
        with pytest.raises((sqlite_driver.OperationalError, errors.LockNotAvailable)) as caught:
            save_somewhere_else()
        outcomes.append(str(caught.value))
        return copy

    monkeypatch.setattr(restoring, "_keep", keep_and_then)
    done = restore(file, begun.study.target)
    assert len(outcomes) == 1
    assert "lock" in outcomes[0]
    assert text(begun.study.target, interview_id) == text(done.safety_copy, interview_id) == "oud"


def test_a_study_that_another_program_keeps_locked_stays_as_it_is(backed_up, monkeypatch):
    begun, interview_id, file = backed_up
    monkeypatch.setattr(engine, "WAIT", 0.2)
    capture.save(begun.study, begun.user, interview_id, "costs.main", "nieuw")
    with begun.study.engine.connect().execution_options(study_write=True) as other, other.begin():
        other.execute(sa.text("UPDATE answer SET text = 'half'"))
        with pytest.raises(UserError) as caught:
            restore(file, begun.study.target, replace_existing=True)
        other.rollback()
    assert "locked" in caught.value.fault
    assert text(begun.study.target, interview_id) == "nieuw"
    assert [copy for copy in backup.list_backups(begun.study.target) if copy.why == "restore"] == []


def test_a_read_only_study_is_not_overwritten(backed_up, monkeypatch):
    begun, interview_id, file = backed_up
    if is_url(begun.study.target):
        return
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: allowed(path, mode, **more) and not mode & os.W_OK)
    with pytest.raises(UserError) as caught:
        restore(file, begun.study.target, replace_existing=True)
    assert "read-only" in caught.value.fault
    assert build.answer(begun, interview_id)["text"] == "oud"


def test_a_study_with_pages_of_another_size_takes_a_backup_as_well(backed_up, tmp_path):
    _, interview_id, file = backed_up
    path = tmp_path / "anders.sqlite"
    with closing(sqlite_driver.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("VACUUM INTO ?", (str(path),))
    with closing(sqlite_driver.connect(path, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA page_size").fetchone()[0] == 8192
    assert restore(file, str(path)).safety_copy
    assert text(path, interview_id) == "oud"


# ---- files that are no backup


def other_database(path: Path) -> None:
    with closing(sqlite_driver.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE address (name TEXT)")


def newer(path: Path) -> None:
    with closing(sqlite_driver.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 20_000] = os.urandom(20_000)
    path.write_bytes(content)


def linked_to_nothing(path: Path) -> None:
    with closing(sqlite_driver.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE note SET answer_id = 'weg'")


FAULTY = {
    "a letter": (lambda path: path.write_text("Beste collega, dit is geen onderzoek."), "not a study"),
    "an empty file": (lambda path: path.write_bytes(b""), "empty"),
    "another database": (lambda path: (path.unlink(), other_database(path)), "something else"),
    "a backup cut short": (lambda path: os.truncate(path, path.stat().st_size * 2 // 3), "cut short"),
    "a backup scribbled in": (scribbled, "damaged"),
    "a backup with a broken link": (linked_to_nothing, "not there"),
    "a newer backup": (newer, "newer version"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "a folder"),
    "no file": (lambda path: path.unlink(), "no study here"),
    "a study in use": (lambda path: path.with_name(path.name + "-wal").write_bytes(b"x" * 40), "in use"),
}


def test_a_file_that_is_no_whole_backup_is_refused_with_the_reason_and_nothing_changes(backed_up, tmp_path):
    begun, interview_id, file = backed_up
    for number, (name, (spoil, reason)) in enumerate(FAULTY.items()):
        spoilt = tmp_path / f"{number}" / file.name
        spoilt.parent.mkdir()
        shutil.copy(file, spoilt)
        spoil(spoilt)
        for replace_existing in (False, True):
            assert reason in refused(spoilt, begun.study.target, replace_existing).fault, (name, replace_existing)
    assert text(begun.study.target, interview_id) == "oud"


def test_a_study_is_no_backup_of_itself(demo_file):
    assert "the study itself" in refused(demo_file, str(demo_file), replace_existing=True).fault


def test_a_letter_or_a_database_of_another_program_is_never_overwritten(demo_file, tmp_path):
    letter, other = tmp_path / "brief.txt", tmp_path / "adressen.sqlite"
    letter.write_text("Beste collega, dit is geen onderzoek.")
    other_database(other)
    assert "not a study" in refused(demo_file, str(letter), replace_existing=True).fault
    assert "something else" in refused(demo_file, str(other), replace_existing=True).fault
    assert "a folder" in refused(demo_file, str(tmp_path), replace_existing=True).fault


def test_a_backup_of_an_older_version_is_brought_to_this_one_on_the_way_and_itself_left_as_it_is(
    backed_up, monkeypatch, tmp_path
):
    _, interview_id, file = backed_up
    path, before = tmp_path / "terug.sqlite", file.read_bytes()

    def migrate(engine: sa.Engine, _to: str = "head") -> None:
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9998'"))

    monkeypatch.setattr(schema, "HEAD", "9998")
    monkeypatch.setattr(restoring, "migrate", migrate)
    restore(file, str(path))
    with backup.opened_as_is(str(path)) as (engine, _), engine.connect() as connection:
        assert identify.schema_version(connection) == "9998"
        assert connection.execute(sa.text("SELECT interview_id, text FROM answer")).fetchall() == [
            (interview_id, "oud")
        ]
    assert file.read_bytes() == before


# ---- a study that is damaged itself


def test_a_damaged_study_is_set_aside_as_it_is_and_the_backup_put_in_its_place(demo_file):
    file = backup.back_up(str(demo_file)).path
    broken = demo_file.read_bytes()[: demo_file.stat().st_size // 2]
    demo_file.write_bytes(broken)
    demo_file.with_name("demo.sqlite-shm").write_bytes(b"oud")
    assert "--replace" in refused(file, str(demo_file)).cure
    done = restore(file, str(demo_file), replace_existing=True)
    assert done.safety_copy.read_bytes() == broken
    assert not demo_file.with_name("demo.sqlite-shm").exists()
    study = open_study(str(demo_file))
    assert check(study)["faults"] == []
    assert len(recount.table(study, "partnership")) == 5
    study.close()


def test_a_study_with_scribbled_pages_is_overwritten_and_kept_as_it_is(demo_file):
    file = backup.back_up(str(demo_file)).path
    scribbled(demo_file)
    done = restore(file, str(demo_file), replace_existing=True)
    assert done.safety_copy.exists()
    study = open_study(str(demo_file))
    assert check(study)["faults"] == []
    study.close()


def test_a_log_that_was_left_of_a_file_that_is_gone_does_not_spoil_what_is_put_there(tmp_path):
    path = tmp_path / "study.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview_id, _ = build.answered(begun, "oud")
    file = backup.back_up_open(begun.study).path
    capture.save(begun.study, begun.user, interview_id, "costs.main", "nieuw")
    log = path.with_name("study.sqlite-wal")
    left = log.read_bytes()
    assert left
    begun.study.close()
    path.unlink()
    log.write_bytes(left)
    restore(file, str(path))
    assert text(path, interview_id) == "oud"


# ---- kill -9

KILLED = """
import os, signal, sys, threading, time
from pathlib import Path
from canvas.store.backup import copying, overwrite, restoring
where, delay = sys.argv[3], float(sys.argv[4])
overwrite._PAGES = 1  # so that there is a middle
room = copying if where in ("copy_into", "load_rows") else overwrite if where == "overwrite_database" else restoring
asked = getattr(room, where)
def kill():
    time.sleep(delay)
    os.kill(os.getpid(), signal.SIGKILL)
def once(*words, **more):
    if delay:
        threading.Thread(target=kill).start()
        return asked(*words, **more)
    done = asked(*words, **more)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(room, where, once)
restoring.restore(Path(sys.argv[1]), sys.argv[2], True)
time.sleep(9)
"""


@pytest.mark.parametrize("where", ["copy_into", "_stage", "_keep", "the overwriting"])
def test_a_restore_that_is_killed_leaves_the_old_study_or_the_new_one_whole(backed_up, where):
    begun, interview_id, file = backed_up
    capture.save(begun.study, begun.user, interview_id, "costs.main", "nieuw")
    before = file.read_bytes()
    begun.study.close()
    killed, left = [(where, 0)], ("nieuw",)
    if where == "the overwriting" and is_url(begun.study.target):
        killed = [("load_rows", 0)]  # all rows written, nothing committed
    elif where == "the overwriting":
        killed, left = [("overwrite_database", seconds / 100) for seconds in (1, 3, 5)], ("nieuw", "oud")
    for place, delay in killed:
        done = subprocess.run(
            [sys.executable, "-c", KILLED, file, begun.study.target, place, str(delay)],
            cwd=shipped("."),
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert text(begun.study.target, interview_id) in left
    assert file.read_bytes() == before
    restore(file, begun.study.target, replace_existing=True)
    assert text(begun.study.target, interview_id) == "oud"


def test_a_restore_that_is_killed_before_it_put_anything_down_leaves_the_place_empty(demo_file, tmp_path):
    path = tmp_path / "map" / "terug.sqlite"
    path.parent.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, demo_file, path, "_stage", "0"],
        cwd=shipped("."),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not path.exists()
