"""Opening a study: where it lies, and every kind of file or URL that is none."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.store import (
    answers,
    default_target,
    demo_target,
    exists,
    open_study,
    study_settings,
    users,
    without_password,
)
from canvas.store.check.check import require_undamaged
from canvas.store.database import engine, schema
from canvas.store.database.engine import sqlite_driver
from tests import build, recount


def whole(error: UserError, place: str) -> str:
    """What the error says, after seeing that it names this place, a fault and a cure without gaps."""
    said_place, fault, cure = error.parts()
    assert place in said_place
    assert len(fault) > 10
    assert len(cure) > 10
    assert not set("{}") & set(error.message())
    assert error.message() == f"{said_place}: {fault} {cure}"
    return error.message()


def refused(path: Path, create: bool = False) -> str:
    """What opening this file says, after seeing that no byte of it changed and nothing lies beside it."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(UserError) as caught:
        open_study(str(path), create=create)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    return whole(caught.value, path.name)


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    "content", [b"Beste collega,\n", b"x", b"\x00" * 5000, b"SQLite format 3\x00", b"PK\x03\x04" * 999]
)
def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path, content, create):
    path = tmp_path / "brief.sqlite"
    path.write_bytes(content)
    assert "not a study" in refused(path, create)


@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_another_program_is_left_alone(tmp_path, create):
    path = tmp_path / "adressen.sqlite"
    with sqlite_driver.connect(path) as connection:
        connection.execute("CREATE TABLE address (name TEXT)")
        connection.execute("INSERT INTO address VALUES ('Noor')")
    connection.close()
    assert "something else than a study" in refused(path, create)


def test_a_database_of_another_program_that_uses_alembic_too_is_left_alone(tmp_path):
    path = tmp_path / "anders.sqlite"
    with sqlite_driver.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0000ae10')")  # sorts before ours
        connection.execute("CREATE TABLE address (name TEXT)")
    connection.close()
    assert "something else than a study" in refused(path, create=True)


def test_a_postgresql_database_of_another_program_is_left_alone(empty_postgres):
    database = sa.create_engine(empty_postgres.replace("postgresql://", "postgresql+psycopg://"))
    with database.begin() as connection:
        connection.execute(sa.text("CREATE TABLE address (name TEXT)"))
    with pytest.raises(UserError) as caught:
        open_study(empty_postgres, create=True)
    assert "something else than a study" in caught.value.message()
    assert sa.inspect(database).get_table_names() == ["address"]
    database.dispose()


def test_a_folder_is_no_study(tmp_path):
    with pytest.raises(UserError) as caught:
        open_study(str(tmp_path), create=True)
    assert "a folder" in whole(caught.value, str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_refused_as_a_study_may_have_been_emptied(tmp_path):
    path = tmp_path / "leeg.sqlite"
    path.touch()
    assert "empty" in refused(path)
    assert "remove the file" in refused(path, create=True)
    path.unlink()
    open_study(str(path), create=True).close()


def test_a_database_without_tables_is_no_study_to_check_but_may_become_one(place):
    if "://" not in place:
        with sqlite_driver.connect(place) as connection:
            connection.execute("CREATE TABLE address (name TEXT)")
            connection.execute("DROP TABLE address")
        connection.close()
        assert "no study here" in refused(Path(place))
    with pytest.raises(UserError) as caught:
        open_study(place)
    assert "no study here" in whole(caught.value, place.rsplit("/", 1)[1])
    assert "URL" in caught.value.cure
    open_study(place, create=True).close()
    open_study(place).close()


def test_a_server_database_without_tables_is_left_without_and_named_without_its_password(empty_postgres):
    url = sa.engine.make_url(empty_postgres).set(password="geheim").render_as_string(hide_password=False)
    with pytest.raises(UserError) as caught:
        open_study(url)
    assert "geheim" not in whole(caught.value, "postgresql://")
    database = sa.create_engine(empty_postgres.replace("postgresql://", "postgresql+psycopg://"))
    assert sa.inspect(database).get_table_names() == []
    database.dispose()


def test_an_absent_file_is_not_made_unless_asked(tmp_path):
    path = tmp_path / "weg.sqlite"
    with pytest.raises(UserError) as caught:
        open_study(str(path))
    assert "no study here" in whole(caught.value, str(path))
    assert not path.exists()


def test_a_new_study_may_lie_in_a_folder_that_is_yet_to_be_made(tmp_path):
    path = tmp_path / "een" / "twee" / "study.sqlite"
    open_study(str(path), create=True).close()
    assert path.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(UserError) as caught:
        open_study(str(tmp_path / "bestand" / "map" / "study.sqlite"), create=True)
    whole(caught.value, str(tmp_path / "bestand" / "map"))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.999])
def test_a_truncated_study_is_called_damaged_and_left_alone(demo_file, share):
    content = demo_file.read_bytes()
    demo_file.write_bytes(content[: int(len(content) * share)])
    assert "damaged or cut short" in refused(demo_file)


def test_a_study_cut_within_its_first_hundred_bytes_is_refused(demo_file):
    demo_file.write_bytes(demo_file.read_bytes()[:60])
    assert "damaged or cut short" in refused(demo_file)


def test_a_study_with_a_scribbled_page_is_called_damaged(demo_file):
    content = bytearray(demo_file.read_bytes())
    content[100:4096] = b"\xff" * 3996  # the page with the names of all tables
    demo_file.write_bytes(content)
    assert "damaged" in refused(demo_file)


def test_a_study_of_a_newer_version_is_left_alone(demo_file):
    connection = sqlite_driver.connect(demo_file, isolation_level=None)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    message = refused(demo_file)
    assert "newer version" in message
    assert "0999" in message


def hold(path: Path) -> sqlite_driver.Connection:
    """Another program that keeps the whole file to itself."""
    other = sqlite_driver.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    return other


def test_a_study_that_another_program_keeps_locked_is_said_to_be(demo_file, monkeypatch):
    monkeypatch.setattr(engine, "WAIT", 0.05)
    before = demo_file.read_bytes()
    other = hold(demo_file)
    with pytest.raises(UserError) as caught:
        open_study(str(demo_file))
    other.close()
    assert "locked" in whole(caught.value, demo_file.name)
    assert demo_file.read_bytes() == before
    open_study(str(demo_file)).close()  # and once it is let go


def test_a_save_while_another_program_keeps_the_study_locked_stores_nothing_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "WAIT", 0.05)
    path = tmp_path / "study.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview_id = build.interview(begun)
    other = sqlite_driver.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError) as caught:
        capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld")
    assert "locked" in whole(caught.value, path.name)
    other.execute("ROLLBACK")
    other.close()
    assert build.answer(begun, interview_id)["text"] == ""
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld")
    assert build.answer(begun, interview_id)["text"] == "lesgeld"
    begun.study.close()


@pytest.fixture
def read_only(demo_file, monkeypatch):
    """The demo as somebody has it who may read and not write; root may always write, hence the patch."""
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: allowed(path, mode, **more) and not mode & os.W_OK)
    demo_file.chmod(0o444)
    return demo_file


def test_a_read_only_study_can_be_read_and_refuses_a_save(read_only):
    before = read_only.read_bytes()
    study = open_study(str(read_only))
    assert study.read_only
    with study.reading() as connection:
        assert study_settings.describe(connection)["title"].startswith("Demo")
    with pytest.raises(UserError) as caught, study.writing("") as writer:
        users.add(writer, "iemand", "researcher")
    assert "read-only" in whole(caught.value, read_only.name)
    study.close()
    assert read_only.read_bytes() == before
    assert [path.name for path in read_only.parent.glob("demo.sqlite*")] == ["demo.sqlite"]


def test_a_read_only_file_refuses_a_write_that_slips_past(read_only):
    study = open_study(str(read_only))
    with pytest.raises(UserError) as caught, study.reading() as connection:
        connection.execute(sa.text("UPDATE study SET title = 'anders'"))
    assert "read-only" in whole(caught.value, read_only.name)
    study.close()


def test_a_read_only_study_shows_what_its_log_still_holds(tmp_path, monkeypatch):
    file, log = tmp_path / "study.sqlite", tmp_path / "study.sqlite-wal"
    begun = build.begin(open_study(str(file), create=True))
    build.answered(begun, "lesgeld")
    copy = tmp_path / "kopie" / "study.sqlite"
    copy.parent.mkdir()
    copy.write_bytes(file.read_bytes())
    copy.with_name(log.name).write_bytes(log.read_bytes())
    begun.study.close()
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: allowed(path, mode, **more) and not mode & os.W_OK)
    study = open_study(str(copy))
    assert study.read_only
    assert [row["text"] for row in recount.table(study, "note")] == ["lesgeld"]
    study.close()


@pytest.fixture
def under_way(tmp_path) -> tuple[build.Begun, str, Path]:
    """A study in a file, an interview in it, and a backup made before its last words were saved."""
    path, backup = tmp_path / "study.sqlite", tmp_path / "backup.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview_id, _ = build.answered(begun, "oud")
    connection = sqlite_driver.connect(path, isolation_level=None)
    connection.execute("VACUUM INTO ?", (str(backup),))
    connection.close()
    for turn in range(50):
        capture.save(begun.study, begun.user, interview_id, "costs.main", f"nieuw {turn}")
    yield begun, interview_id, backup
    begun.study.close()


def text(target: Path, interview_id: str) -> str:
    """The answer that a file holds, after seeing that nothing is wrong with the file."""
    study = open_study(str(target))
    require_undamaged(study)
    with study.reading() as connection:
        answer_text = answers.of_interview(connection, interview_id)["costs.main"]["text"]
    study.close()
    return answer_text


def test_a_save_into_a_file_that_was_taken_away_is_refused_and_the_file_keeps_its_last_words(under_way):
    begun, interview_id, _ = under_way
    path = Path(begun.study.target)
    elsewhere = path.rename(path.with_name("elders.sqlite"))
    with pytest.raises(UserError) as caught:
        capture.save(begun.study, begun.user, interview_id, "costs.main", "nergens")
    assert "taken away or replaced" in whole(caught.value, path.name)
    assert not path.exists()
    begun.study.close()
    assert text(elsewhere, interview_id) == "nieuw 49"


def test_a_backup_put_in_the_place_of_an_open_study_is_not_spoiled_by_what_was_written_before(under_way):
    begun, interview_id, backup = under_way
    path = Path(begun.study.target)
    elsewhere = path.rename(path.with_name("elders.sqlite"))
    backup.replace(path)
    assert begun.study.moved
    with pytest.raises(UserError) as caught:
        capture.save(begun.study, begun.user, interview_id, "costs.main", "nergens")
    assert "taken away or replaced" in whole(caught.value, path.name)
    begun.study.close()
    assert text(path, interview_id) == "oud"
    assert text(elsewhere, interview_id) == "nieuw 49"


def test_a_closed_study_does_not_connect_to_another_file_in_its_place(under_way):
    begun, _, backup = under_way
    begun.study.close()
    backup.replace(begun.study.target)
    with pytest.raises(UserError), begun.study.reading() as connection:
        users.every(connection)


def test_a_save_into_a_file_that_was_cut_short_is_refused(under_way):
    begun, interview_id, _ = under_way
    begun.study.close()
    assert build.answer(begun, interview_id)["text"] == "nieuw 49"
    begun.study.check_file()
    os.truncate(begun.study.target, 9000)
    with pytest.raises(UserError) as caught:
        capture.save(begun.study, begun.user, interview_id, "costs.main", "nergens")
    assert "overwritten or cut short" in whole(caught.value, "study.sqlite")


def test_pages_that_do_not_fit_together_are_found(under_way):
    begun, interview_id, _ = under_way
    begun.study.close()
    content = bytearray(Path(begun.study.target).read_bytes())
    content[8192:20480] = bytes(12288)
    Path(begun.study.target).write_bytes(content)
    with pytest.raises(UserError) as caught:
        text(Path(begun.study.target), interview_id)
    assert "damaged" in whole(caught.value, "study.sqlite")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_server_that_does_not_answer_is_said_not_to_without_its_password():
    with pytest.raises(UserError) as caught:
        open_study(f"postgresql://noor:geheim@127.0.0.1:{free_port()}/onderzoek")
    message = whole(caught.value, "onderzoek")
    assert "does not answer" in message
    assert "geheim" not in message


def test_a_database_that_is_not_on_the_server_is_said_not_to_be(postgres):
    with pytest.raises(UserError) as caught:
        open_study(postgres.rsplit("/", 1)[0] + "/bestaat_niet")
    assert "does not exist" in whole(caught.value, "bestaat_niet")


def test_a_user_whom_the_server_does_not_know_is_not_let_in(postgres):
    url = sa.engine.make_url(postgres).set(username="vreemde", password="geheim")
    with pytest.raises(UserError) as caught:
        open_study(url.render_as_string(hide_password=False))
    message = whole(caught.value, "vreemde")
    assert "let you in" in message
    assert "geheim" not in message


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mysql://noor:geheim@127.0.0.1/onderzoek", "not supported"),
        ("https://voorbeeld.nl/study.sqlite", "not supported"),
        ("sqlite:///study.sqlite", "not supported"),
        ("postgresql://noor@127.0.0.1:poort/onderzoek", "cannot be read"),
        ("://", "cannot be read"),
    ],
)
def test_a_url_that_is_not_for_postgresql_is_refused(url, fault):
    with pytest.raises(UserError) as caught:
        open_study(url, create=True)
    message = whole(caught.value, "")
    assert fault in message
    assert "postgresql://" in caught.value.cure
    assert "geheim" not in message


def test_the_study_that_opens_is_the_one_named_in_the_environment_else_a_file_in_the_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "thuis"))
    assert Path(default_target()).name == "onderzoek.sqlite"
    monkeypatch.setenv("PPS_STUDY", "~/mijn.sqlite")
    assert default_target() == str(tmp_path / "thuis" / "mijn.sqlite")
    monkeypatch.setenv("PPS_STUDY", "postgresql://noor@db/onderzoek")
    assert default_target() == "postgresql://noor@db/onderzoek"


def test_the_demo_lies_beside_a_study_file_and_never_is_that_file(tmp_path):
    assert demo_target(str(tmp_path / "mijn.sqlite")) == str(tmp_path / "mijn-demo.sqlite")


def test_the_demo_of_a_study_on_a_server_lies_in_the_data_folder(monkeypatch):
    url = "postgresql://noor@db/onderzoek"
    monkeypatch.setenv("PPS_STUDY", url)
    made = Path(demo_target(url))
    assert made.is_absolute()
    assert made.name == "pps-demo.sqlite"
    monkeypatch.delenv("PPS_STUDY")
    assert made.parent == Path(default_target()).parent


def test_a_study_is_there_once_it_is_made_also_when_named_from_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not exists("~/study.sqlite")
    open_study("~/study.sqlite", create=True).close()
    assert exists("~/study.sqlite")
    assert (tmp_path / "study.sqlite").exists()


def test_what_is_shown_of_a_url_holds_no_password():
    assert without_password("postgresql://noor:geheim@db:5432/onderzoek") == "postgresql://noor:***@db:5432/onderzoek"
    assert without_password("/data/study.sqlite") == "/data/study.sqlite"


def test_a_study_opened_again_says_what_was_saved(place):
    begun = build.begin(open_study(place, create=True))
    build.answered(begun, "lesgeld\nreiskosten")
    begun.study.close()
    again = open_study(place)
    texts = sorted(row["text"] for row in recount.table(again, "note"))
    again.close()
    assert texts == ["lesgeld", "reiskosten"]


def test_a_limit_on_the_size_of_files_is_not_called_damage_and_saving_goes_on_after_it(under_way):
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    begun, interview_id, _ = under_way
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # as a quota does: less than the log holds already
    try:
        with pytest.raises(UserError) as caught:
            capture.save(begun.study, begun.user, interview_id, "costs.main", "te veel voor dit quotum")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "your space on it is used up" in whole(caught.value, "study.sqlite")
    assert build.answer(begun, interview_id)["text"] == "nieuw 49"
    capture.save(begun.study, begun.user, interview_id, "costs.main", "daarna")
    assert build.answer(begun, interview_id)["text"] == "daarna"


def test_a_fault_of_a_study_never_shows_the_way_to_a_server(begun):
    assert "://" not in begun.study.name
    assert "@" not in begun.study.name
    with pytest.raises(UserError) as caught, begun.study.writing(begun.user) as writer:
        writer.execute(sa.update(schema.partnership_wave).values(wave_id="was-removed"))
    assert caught.value.place == "Saving"
