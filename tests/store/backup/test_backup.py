"""A backup is a study of its own: whole, checked, of one moment, and never half a file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.shipped import shipped
from canvas.store import Study, answers, migrations, moments, open_study, opening
from canvas.store.backup import backup, copying
from canvas.store.backup.fingerprint import take_fingerprint
from canvas.store.check.check import check
from canvas.store.database import engine, identify, schema
from canvas.store.database.engine import make_engine, sqlite_driver
from canvas.store.notes import notes
from tests import build, recount

WRITERS = 4


def everything(study: Study) -> dict[str, list]:
    """All rows of all tables, in an order of their own."""
    return {name: sorted(map(repr, recount.table(study, name))) for name in schema.metadata.tables}


def beside(place: Path) -> list[str]:
    """The names of what lies in a folder, hidden files as well."""
    return sorted(path.name for path in place.iterdir())


def refused(target: object, out: Path | None = None, replace_existing: bool = False) -> UserError:
    """What making this backup says, after seeing that nothing was made or changed by it."""
    around = [] if out is None or not out.parent.is_dir() else beside(out.parent)
    with pytest.raises(UserError) as caught:
        backup.back_up(str(target), out, replace_existing)
    assert around == ([] if out is None or not out.parent.is_dir() else beside(out.parent))
    assert caught.value.cure
    assert not set("{}") & set(caught.value.message())
    return caught.value


def only_whole_saves(path: Path, interviews: list[str]) -> list[int]:
    """How many lines each of these answers has in a backup, after seeing that notes, versions and cells agree."""
    study = open_study(str(path))
    assert check(study)["faults"] == []
    lines = []
    with study.reading() as connection:
        for interview_id in interviews:
            answer = answers.of_interview(connection, interview_id)["costs.main"]
            stand = [row["text"] for row in notes.of_answer(connection, answer["id"]) if not row["retired"]]
            assert stand == [line for line in answer["text"].split("\n") if line]
            assert answer["text"] in {row["text"] for row in answers.revisions(connection, answer["id"])}
            lines.append(len(stand))
    study.close()
    return lines


def test_a_backup_holds_what_the_study_holds_and_opens_by_itself(begun, tmp_path):
    build.answered(begun, "lesgeld\nreiskosten, 10 % meer — ’s avonds 🚲")
    made = backup.back_up(begun.study.target, tmp_path / "b.sqlite")
    assert made.size == made.path.stat().st_size
    copy = open_study(str(made.path))
    assert everything(copy) == everything(begun.study)
    assert check(copy)["faults"] == []
    copy.close()


def test_a_backup_is_one_file_for_its_owner_alone_that_reads_from_a_disk_one_cannot_write(begun, tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    made = backup.back_up(begun.study.target, place / "b.sqlite")
    assert beside(place) == ["b.sqlite"]
    assert made.path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite_driver.connect(f"{made.path.as_uri()}?mode=ro", uri=True)) as reader:
        assert reader.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert reader.execute("SELECT title FROM study").fetchall() == [("Proefonderzoek",)]
    assert beside(place) == ["b.sqlite"]


def test_a_backup_made_while_four_people_save_holds_only_whole_saves(begun):
    interview_ids = [build.answered(begun, "begin")[0] for _ in range(WRITERS)]
    stop, saved = threading.Event(), [0] * WRITERS

    def write(number: int) -> None:
        while not stop.is_set():
            saved[number] += 1
            text = "\n".join(f"schrijver {number} regel {line}" for line in range(saved[number] % 30 + 1))
            capture.save(begun.study, begun.user, interview_ids[number], "costs.main", text)

    people = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for person in people:
        person.start()
    made = []
    try:
        while len(made) < 5:
            before = sum(saved)
            made.append(backup.back_up_open(begun.study))
            while sum(saved) == before:  # people did go on, at least after it
                time.sleep(0.001)
    finally:
        stop.set()
        for person in people:
            person.join()
    lengths = [only_whole_saves(copy.path, interview_ids) for copy in made]
    assert len({tuple(copy_lengths) for copy_lengths in lengths}) > 1  # and they do differ: people were saving
    assert check(begun.study)["faults"] == []


def test_a_backup_goes_by_itself_to_a_folder_beside_the_study_under_its_name_and_dutch_time(begun, monkeypatch):
    moment = backup.datetime(2026, 7, 1, 12, 3, 4, tzinfo=backup.UTC)

    class Clock(backup.datetime):
        @classmethod
        def now(cls, _zone=None):
            return moment

    monkeypatch.setattr(backup, "datetime", Clock)
    target = begun.study.target
    first, second = backup.back_up_open(begun.study), backup.back_up(target)
    name = backup.backup_stem(target)
    assert [first.path.name, second.path.name] == [
        f"{name}-2026-07-01-140304.sqlite",
        f"{name}-2026-07-01-140304-2.sqlite",
    ]
    assert first.path.parent == backup.backup_folder(target)
    assert first.path.parent.stat().st_mode & 0o777 == 0o700
    assert [copy.made_at for copy in backup.list_backups(target)] == ["2026-07-01T12:03:04Z"] * 2
    assert backup.list_backups(target)[0] == second


def test_backups_are_listed_newest_first_with_why_they_were_made_and_without_those_of_another_study(tmp_path):
    place, target = tmp_path / "reservekopieen", str(tmp_path / "mijn[1].sqlite")
    place.mkdir()
    for name in (
        "mijn[1]-2026-11-22-140300.sqlite",  # winter: an hour before UTC
        "mijn[1]-2026-07-01-140300.sqlite",  # summer: two
        "mijn[1]-before-0001-to-0002-20261122T130301Z.sqlite",
        "mijn[1]-demo-2026-11-22-140300.sqlite",
        "mijn[1]-2026-11-22-140300.sqlite-wal",
        "mijn1-2026-11-22-140300.sqlite",
        ".pps-part-x",
    ):
        (place / name).write_bytes(b"xyz")
    (tmp_path / "mijn[1]-before-restore-20261123T000000Z-2.sqlite").write_bytes(b"x")
    (tmp_path / "mijn[1]-2026-11-22-140300.sqlite").write_bytes(b"x")  # a file of somebody's own
    assert [(copy.why, copy.made_at, copy.size, copy.versions) for copy in backup.list_backups(target)] == [
        ("restore", "2026-11-23T00:00:00Z", 1, None),
        ("migration", "2026-11-22T13:03:01Z", 3, ("0001", "0002")),
        ("asked", "2026-11-22T13:03:00Z", 3, None),
        ("asked", "2026-07-01T12:03:00Z", 3, None),
    ]


def test_no_backups_is_an_empty_list(tmp_path):
    assert backup.list_backups(str(tmp_path / "nergens" / "study.sqlite")) == []


def test_what_changed_since_a_backup_is_noticed_also_where_no_time_was_noted(begun):
    made = backup.back_up_open(begun.study)

    def same() -> bool:
        with begun.study.reading() as connection:
            return take_fingerprint(connection).same(backup.read_fingerprint(made))

    assert same()
    with begun.study.writing(begun.user) as writer:
        moments.add_wave(writer, "Meting 3")
    assert not same()
    made = backup.back_up_open(begun.study)
    assert same()
    with begun.study.writing(begun.user) as writer:
        writer.execute(schema.study.update().values(title="Andere titel"))
    assert not same()
    made = backup.back_up_open(begun.study)
    build.answered(begun, "lesgeld")
    assert not same()


# ---- places where no backup can go


def test_a_file_that_is_there_is_not_overwritten_unless_asked(begun, tmp_path):
    out = tmp_path / "brief.txt"
    out.write_text("Beste collega")
    error = refused(begun.study.target, out)
    assert "there is a file here already" in error.fault
    assert out.read_text() == "Beste collega"
    assert backup.back_up(begun.study.target, out, replace_existing=True).path == out
    open_study(str(out)).close()


def test_a_folder_an_absent_folder_and_a_file_for_a_folder_are_no_place(begun, tmp_path):
    (tmp_path / "bestand").touch()
    assert "this is a folder" in refused(begun.study.target, tmp_path).fault
    assert "not there" in refused(begun.study.target, tmp_path / "weg" / "b.sqlite").fault
    assert "not there" in refused(begun.study.target, tmp_path / "bestand" / "b.sqlite").fault


def test_a_backup_over_the_study_itself_is_refused_by_whatever_name(tmp_path):
    path = tmp_path / "study.sqlite"
    build.begin(open_study(str(path), create=True)).study.close()
    before = path.read_bytes()
    (tmp_path / "ander.sqlite").symlink_to(path)
    for out in (path, tmp_path / "ander.sqlite", tmp_path / "." / "study.sqlite"):
        assert "the study itself" in refused(path, out, replace_existing=True).fault
    assert path.read_bytes() == before


def test_a_backup_over_another_study_that_is_in_use_is_refused(begun, tmp_path):
    other = build.begin(open_study(str(tmp_path / "ander.sqlite"), create=True))
    assert "in use" in refused(begun.study.target, tmp_path / "ander.sqlite", replace_existing=True).fault
    other.study.close()


def test_a_folder_that_one_may_not_write_in_is_named(begun, tmp_path, monkeypatch):
    def not_here(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("canvas.store.backup.atomic_file.tempfile.mkstemp", not_here)
    error = refused(begun.study.target, tmp_path / "b.sqlite")
    assert str(tmp_path) in error.place
    assert "Permission denied" in error.message()


@pytest.fixture
def small_disk(tmp_path):
    """A disk with room for half a demo study."""
    disk = tmp_path / "schijf"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", disk]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_on_a_full_disk_no_half_backup_remains(small_disk, demo_file):
    error = refused(demo_file, small_disk / "b.sqlite")
    assert "disk is full" in error.fault
    assert str(small_disk / "b.sqlite") == error.place
    assert beside(small_disk) == []


def test_a_file_whose_name_is_taken_meanwhile_is_left_alone(begun, tmp_path, monkeypatch):
    out, fill = tmp_path / "b.sqlite", copying.copy_into

    def slow(*words):
        done = fill(*words)
        out.write_text("van een ander")
        return done

    monkeypatch.setattr(copying, "copy_into", slow)
    with pytest.raises(UserError) as caught:
        backup.back_up(begun.study.target, out)
    assert "already" in caught.value.fault
    assert out.read_text() == "van een ander"
    assert [name for name in beside(tmp_path) if name.startswith(".pps")] == []


# ---- studies of which no backup can be made


def test_an_absent_study_a_letter_and_another_database_give_no_backup(tmp_path):
    out = tmp_path / "b.sqlite"
    letter, other = tmp_path / "brief.txt", tmp_path / "adressen.sqlite"
    letter.write_text("Beste collega, dit is geen onderzoek.")
    with closing(sqlite_driver.connect(other)) as connection:
        connection.execute("CREATE TABLE address (name TEXT)")
    assert "no study here" in refused(tmp_path / "weg.sqlite", out).fault
    assert "not a study" in refused(letter, out).fault
    assert "something else" in refused(other, out).fault


def test_a_study_whose_pages_do_not_fit_together_gives_no_backup(demo_file, tmp_path):
    content = bytearray(demo_file.read_bytes())
    content[300_000:340_000] = os.urandom(40_000)
    demo_file.write_bytes(content)
    error = refused(demo_file, tmp_path / "b.sqlite")
    assert "damaged" in error.fault
    assert error.place == demo_file.name


def test_a_study_with_a_broken_link_gives_no_backup_but_says_how_to_find_it(demo_file, tmp_path):
    with closing(sqlite_driver.connect(demo_file, isolation_level=None)) as connection:
        connection.execute("UPDATE note SET answer_id = 'weg' WHERE id = (SELECT max(id) FROM note)")
    error = refused(demo_file, tmp_path / "b.sqlite")
    assert "not there" in error.fault
    assert "check" in error.cure


def test_a_study_that_another_program_keeps_locked_gives_no_backup(demo_file, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "WAIT", 0.05)
    with closing(sqlite_driver.connect(demo_file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in refused(demo_file, tmp_path / "b.sqlite").fault
    backup.back_up(str(demo_file), tmp_path / "b.sqlite")


def test_a_backup_of_a_read_only_study_can_be_made(demo_file, tmp_path, monkeypatch):
    allowed, before = os.access, demo_file.read_bytes()
    monkeypatch.setattr(
        os, "access", lambda path, mode, **more: allowed(path, mode, **more) and not (path == demo_file and mode & 2)
    )
    made = backup.back_up(str(demo_file), tmp_path / "b.sqlite")
    open_study(str(made.path)).close()
    assert demo_file.read_bytes() == before


# ---- kill -9

KILLED = """
import os, signal, sys
from canvas.store.backup import backup, copying, atomic_file
room = atomic_file if sys.argv[3] == "_to_disk" else copying
asked = getattr(room, sys.argv[3])
def once(*words, **more):
    if sys.argv[4] == "after":
        asked(*words, **more)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(room, sys.argv[3], once)
backup.back_up(sys.argv[1], __import__("pathlib").Path(sys.argv[2]))
"""


@pytest.mark.parametrize(
    ("where", "when"), [("_fault", "before"), ("_fault", "after"), ("_to_disk", "before"), ("_to_disk", "after")]
)
def test_a_backup_that_is_killed_leaves_the_study_whole_and_no_half_file_under_its_name(demo_file, where, when):
    out = demo_file.with_name("b.sqlite")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, demo_file, out, where, when], cwd=shipped("."), capture_output=True, timeout=60
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    for path in (demo_file, out) if (where, when) == ("_to_disk", "after") else (demo_file,):
        study = open_study(str(path))
        assert check(study)["faults"] == []
        study.close()
    assert out.exists() == ((where, when) == ("_to_disk", "after"))
    backup.back_up(str(demo_file), demo_file.with_name("c.sqlite"))


def test_what_a_killed_backup_left_is_cleared_after_an_hour(begun, tmp_path):
    old, older, new = tmp_path / ".pps-part-oud", tmp_path / ".pps-x7_ab3kd.csv", tmp_path / ".pps-part-nieuw"
    for path in (old, older, new):
        path.write_bytes(b"half")
    for path in (old, older):
        os.utime(path, (time.time() - 3700,) * 2)
    backup.back_up(begun.study.target, tmp_path / "b.sqlite")
    assert (old.exists(), older.exists(), new.exists()) == (False, False, True)


# ---- before a migration


@pytest.fixture
def next_version(monkeypatch):
    """A workbench that is one version on: its migration adds a table."""

    def migrate(engine: sa.Engine, _to: str = "head") -> None:
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE IF NOT EXISTS of_later (id TEXT PRIMARY KEY)"))
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9998'"))

    was = schema.HEAD
    monkeypatch.setattr(schema, "HEAD", "9998")
    monkeypatch.setattr(opening, "migrate", migrate)
    return was


def test_a_study_is_copied_before_it_is_moved_to_a_newer_version(begun, request):
    build.answered(begun, "lesgeld")
    target, before = begun.study.target, everything(begun.study)
    begun.study.close()
    was = request.getfixturevalue("next_version")
    try:
        study = open_study(target)
        with study.reading() as connection:
            assert identify.schema_version(connection) == "9998"
        study.close()
        (before_migration,) = backup.list_backups(target)
        assert (before_migration.why, before_migration.versions, before_migration.path.parent) == (
            "migration",
            (was, "9998"),
            backup.backup_folder(target),
        )
        open_study(target).close()  # and only then: not again
        assert backup.list_backups(target) == [before_migration]
    finally:
        with closing(make_engine(target).raw_connection()) as raw:
            raw.cursor().execute("DROP TABLE of_later")
            raw.cursor().execute(f"UPDATE alembic_version SET version_num = '{was}'")
            raw.commit()
    request.getfixturevalue("monkeypatch").undo()
    copy = open_study(str(before_migration.path))
    assert everything(copy) == before
    copy.close()


@pytest.mark.usefixtures("next_version")
def test_a_migration_does_not_begin_when_its_copy_cannot_be_made(demo_file):
    (demo_file.parent / "reservekopieen").write_text("geen map")
    before = demo_file.read_bytes()
    with pytest.raises(UserError) as caught:
        open_study(str(demo_file))
    assert "a copy is made before" in caught.value.fault
    assert str(demo_file.parent / "reservekopieen") in caught.value.message()
    assert demo_file.read_bytes() == before


@pytest.mark.usefixtures("next_version")
def test_a_damaged_study_is_called_so_rather_than_moved_to_a_newer_version(demo_file):
    content = bytearray(demo_file.read_bytes())
    content[300_000:340_000] = os.urandom(40_000)
    demo_file.write_bytes(content)
    with pytest.raises(UserError) as caught:
        open_study(str(demo_file))
    assert "damaged" in caught.value.fault


def test_a_new_study_is_not_copied_before_it_is_made(tmp_path):
    open_study(str(tmp_path / "nieuw" / "study.sqlite"), create=True).close()
    assert beside(tmp_path / "nieuw") == ["study.sqlite"]


def older_versions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", "canvas.store:migrations")
    config.set_main_option("path_separator", "os")
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    return sorted(version for version in revisions if version != schema.HEAD)


@pytest.mark.parametrize("version", older_versions())
def test_a_study_of_an_older_version_is_copied_and_then_brought_to_this_one(place, version):
    old = make_engine(place)
    migrations.migrate(old, version)
    with old.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO \"user\" (id, name, kind, created_at) VALUES ('u', 'onderzoeker-1', 'researcher', '2026')"
            )
        )
    old.dispose()
    study = open_study(place)
    with study.reading() as connection:
        assert identify.schema_version(connection) == schema.HEAD
    study.close()
    (before_migration,) = backup.list_backups(place)
    assert before_migration.versions == (version, schema.HEAD)
    with backup.opened_as_is(str(before_migration.path)) as (copy, _), copy.connect() as connection:
        assert identify.schema_version(connection) == version
        assert connection.execute(sa.text('SELECT name FROM "user"')).fetchall() == [("onderzoeker-1",)]
