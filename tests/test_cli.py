"""The commands: what they print, and how they end: 0 when well, 1 for a user's fault, 2 for wrong usage."""

from __future__ import annotations

import csv
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from canvas import __version__
from canvas.cli import main
from canvas.shipped import shipped
from canvas.store import open_study, study_settings
from canvas.store.database.engine import sqlite_driver
from canvas.store.database.schema import HEAD
from tests import build

COMMANDS = (
    [],
    ["run"],
    ["demo"],
    ["check"],
    ["backup"],
    ["restore"],
    ["export"],
    ["export", "agenda"],
    ["export", "state"],
    ["export", "notes"],
    ["export", "answers"],
    ["export", "codebook"],
    ["export", "lessons"],
    ["export", "evidence"],
    ["import"],
    ["import", "codebook"],
    ["import", "lessons"],
    ["import", "transcript"],
    ["search"],
    ["state"],
    ["bench"],
    ["bench", "generate"],
    ["bench", "views"],
)


def run(*words: object) -> Result:
    """The command run in this process; an exception that is no exit surfaces."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def process(*words: object, **environment: str) -> subprocess.CompletedProcess:
    """The command run as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "canvas.cli", *map(str, words)],
        cwd=shipped("."),
        text=True,
        capture_output=True,
        timeout=60,
        env=os.environ | environment,
    )


def fault(done: Result | subprocess.CompletedProcess) -> str:
    """What an error says, after seeing that it is one line for a person and that the command exits 1."""
    code = done.exit_code if isinstance(done, Result) else done.returncode
    assert code == 1
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stdout + done.stderr
    return done.stderr


def tamper(path: Path, *statements: str) -> None:
    connection = sqlite_driver.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_demo_makes_a_study_that_check_finds_nothing_in(tmp_path):
    path = tmp_path / "demo.sqlite"
    made = run("demo", "--study", path)
    assert (made.exit_code, made.stdout) == (0, f"The demo study is ready: {path}\n")
    checked = run("check", "--study", path)
    assert checked.exit_code == 0
    assert re.fullmatch(rf"Schema {HEAD}, \d+ notes, \d+ cells: nothing differs\.\n", checked.stdout)


def test_demo_refuses_to_overwrite(demo_file):
    before = demo_file.read_bytes()
    assert "not overwritten" in fault(run("demo", "--study", demo_file))
    assert demo_file.read_bytes() == before


def test_check_as_json_says_the_same_in_a_shape_for_programs(demo_file):
    done = run("check", "--study", demo_file, "--json")
    printed = json.loads(done.stdout)
    assert list(printed) == ["schema_version", "cells", "notes", "faults"]
    assert (printed["schema_version"], printed["faults"], done.exit_code) == (HEAD, [], 0)
    assert printed["cells"] > 100
    assert printed["notes"] > 200


def test_check_names_a_cell_that_was_tampered_with(tmp_path):
    path = tmp_path / "study.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    build.answered(begun, "lesgeld\nreiskosten")
    begun.study.close()
    tamper(path, "UPDATE cell SET notes = 7 WHERE block = 'costs'")
    done = run("check", "--study", path)
    assert done.exit_code == 1
    where = f"{begun.partnership} / {begun.wave} / employer / costs"
    assert f"cells: {where}: notes is 7, a recount gives 2\n" in done.stdout
    # what is taken together of cells is recounted from them, and so differs as well
    assert done.stdout.endswith(": 4 differences.\n")
    printed = json.loads(run("check", "--study", path, "--json").stdout)
    assert {"check": "cells", "where": where, "fault": "notes is 7, a recount gives 2"} in printed["faults"]
    assert {row["check"] for row in printed["faults"]} == {
        "cells",
        "rollup_block",
        "rollup_partnership",
        "rollup_moment",
    }


def test_check_says_how_many_differences_there_are(demo_file):
    tamper(
        demo_file,
        "UPDATE cell SET notes = 77, asked = 77 WHERE (partnership_id, wave_id, role, block) = "
        "(SELECT partnership_id, wave_id, role, block FROM cell LIMIT 1)",
    )
    *printed, last = run("check", "--study", demo_file).stdout.splitlines()
    assert sum(line.startswith("cells: ") for line in printed) == 2
    assert last.endswith(f": {len(printed)} differences.")


@pytest.mark.parametrize("words", [["check"], ["export", "notes", "--out", "notes.csv"]])
def test_a_server_database_without_tables_is_not_made_into_a_study_by_looking_at_it(empty_postgres, words):
    assert "there is no study here." in fault(run(*words, "--study", empty_postgres))
    assert "there is no study here." in fault(run("check", "--study", empty_postgres))  # nor did the first make one


@pytest.mark.parametrize(
    ("statement", "check", "word"),
    [
        ("DELETE FROM cell WHERE notes = (SELECT max(notes) FROM cell)", "cells", "a recount gives"),
        ("DELETE FROM note WHERE id = (SELECT max(id) FROM note)", "cells", "a recount gives"),
        ("UPDATE note SET retired = 1 WHERE id = (SELECT max(id) FROM note)", "cells", "notes is"),
        ("UPDATE answer SET state = 'skipped' WHERE state = 'no_opinion'", "cells", "skipped is"),
        ("DELETE FROM passage WHERE id = (SELECT min(id) FROM passage)", "foreign keys", "a row of passage"),
        (
            "DELETE FROM answer WHERE id = (SELECT min(answer_id) FROM note)",
            "foreign keys",
            "a row of answer",
        ),
        (
            "INSERT INTO cell (partnership_id, wave_id, role, block, asked) "
            "SELECT partnership_id, wave_id, 'nobody', 'costs', 1 FROM cell LIMIT 1",
            "cells",
            "asked is 1, a recount gives 0",
        ),
    ],
)
def test_check_finds_rows_that_were_deleted_or_changed_behind_its_back(demo_file, statement, check, word):
    tamper(demo_file, statement)
    done = run("check", "--study", demo_file, "--json")
    assert done.exit_code == 1
    assert [fault for fault in json.loads(done.stdout)["faults"] if fault["check"] == check and word in fault["fault"]]


def test_check_finds_links_that_are_broken_on_postgresql_too(empty_postgres):
    import psycopg

    assert run("demo", "--study", empty_postgres).exit_code == 0
    assert run("check", "--study", empty_postgres).exit_code == 0
    with psycopg.connect(empty_postgres) as connection:
        connection.execute("ALTER TABLE note DROP CONSTRAINT fk_note_passage_id")
        connection.execute("DELETE FROM passage WHERE id = (SELECT min(passage_id) FROM note)")
    done = run("check", "--study", empty_postgres)
    assert done.exit_code == 1
    assert re.search(r"foreign keys: note\.passage_id: [1-9]\d* row\(s\) point at a row of passage", done.stdout)


@pytest.mark.parametrize(("what", "word"), [("notes", "Notitie"), ("answers", "Antwoord")])
@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".xlsx"])
def test_export_writes_the_file_and_says_how_many(demo_file, tmp_path, what, word, ending):
    out = tmp_path / f"uit{ending}"
    done = run("export", what, "--study", demo_file, "--out", out)
    assert done.exit_code == 0
    written, rest = done.stdout.split(" ", 1)
    assert rest == f"{what} written to {out}\n"
    if ending == ".csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file, delimiter=";"))
        assert header[0] == "Samenwerking"
        assert word in header
        assert len(rows) == int(written) > 100


def test_export_disarms_formulas_unless_raw(tmp_path):
    path, out = tmp_path / "study.sqlite", tmp_path / "uit.csv"
    begun = build.begin(open_study(str(path), create=True))
    build.answered(begun, "=1+1")
    begun.study.close()
    run("export", "notes", "--study", path, "--out", out)
    assert ";'=1+1;" in out.read_text("utf-8-sig")
    run("export", "notes", "--study", path, "--out", out, "--raw")
    assert ",=1+1," in out.read_text("utf-8")


def test_an_export_has_the_columns_asked_for_in_the_words_of_a_language(tmp_path):
    path, out = tmp_path / "study.sqlite", tmp_path / "uit.csv"
    begun = build.begin(open_study(str(path), create=True))
    build.answered(begun, "lesgeld")
    begun.study.close()
    run("export", "notes", "--study", path, "--out", out, "--columns", "Notitie,role,kind")
    assert out.read_bytes().decode("utf-8") == "\ufeffNotitie;Rol;Soort\r\nlesgeld;Ondernemers;Notitie\r\n"
    run("export", "notes", "--study", path, "--out", out, "--columns", "Notitie,role,kind", "--language", "en")
    assert out.read_bytes().decode("utf-8") == "\ufeffNote,Role,Kind\r\nlesgeld,Employers,Note\r\n"
    run("export", "notes", "--study", path, "--out", out, "--columns", "text,role,kind", "--raw")
    assert out.read_bytes().decode("utf-8") == "text,role,kind\r\nlesgeld,employer,plain\r\n"
    printed = fault(run("export", "answers", "--study", path, "--out", out, "--columns", "rol,mening"))
    assert (
        "there is no column “mening”. Choose from: partnership, moment, role, respondent, block, question," in printed
    )
    printed = fault(run("export", "answers", "--study", path, "--out", out, "--columns", "rol", "--raw"))
    assert "no column “rol”. Choose from: partnership, wave, role, respondent, block, question, text, state" in printed
    printed = run("export", "notes", "--study", path, "--out", out, "--raw", "--language", "en")
    assert printed.exit_code == 2
    assert "--raw has no language" in printed.stderr


def test_an_export_with_another_ending_or_into_no_folder_says_so(demo_file, tmp_path):
    assert ".xlsx" in fault(run("export", "notes", "--study", demo_file, "--out", tmp_path / "a.ods"))
    assert "this folder is not there" in fault(
        run("export", "notes", "--study", demo_file, "--out", tmp_path / "weg" / "a.csv")
    )


def test_backup_says_where_it_went_and_check_finds_nothing_in_it(demo_file, tmp_path):
    out = tmp_path / "kopie.sqlite"
    done = run("backup", "--study", demo_file, "--out", out)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Backup of {demo_file} written to {out}: {out.stat().st_size} bytes, ")
    assert run("check", "--study", out).exit_code == 0
    assert "already" in fault(run("backup", "--study", demo_file, "--out", out))
    assert run("backup", "--study", demo_file, "--out", out, "--replace").exit_code == 0


def test_backup_without_out_goes_to_the_folder_of_the_backups_and_may_be_said_as_json(demo_file):
    printed = json.loads(run("backup", "--study", demo_file, "--json").stdout)
    assert list(printed) == ["file", "made_at", "bytes", "changed_at", "schema_version", "notes"]
    path = Path(printed["file"])
    assert path.parent == demo_file.parent / "reservekopieen"
    assert (printed["bytes"], printed["schema_version"]) == (path.stat().st_size, HEAD)
    assert printed["notes"] > 200


def test_backup_says_place_fault_and_cure(demo_file, tmp_path):
    assert f"{tmp_path}: this is a folder" in fault(run("backup", "--study", demo_file, "--out", tmp_path))
    assert "not there" in fault(run("backup", "--study", demo_file, "--out", tmp_path / "weg" / "a.sqlite"))
    assert "the study itself" in fault(run("backup", "--study", demo_file, "--out", demo_file, "--replace"))


def test_restore_puts_a_backup_back_and_says_where_the_rest_is_kept(demo_file, tmp_path):
    out, absent = tmp_path / "kopie.sqlite", tmp_path / "elders.sqlite"
    run("backup", "--study", demo_file, "--out", out)
    tamper(demo_file, "UPDATE study SET title = 'Anders'")
    assert "has changed since" in fault(run("restore", out, "--study", demo_file))
    done = run("restore", out, "--study", demo_file, "--replace")
    assert done.exit_code == 0
    sentence = re.fullmatch(r"(.+) is put back as (.+): (\d+) notes\.\nWhat stood there is kept in (.+)\n", done.stdout)
    assert sentence.group(1, 2) == (str(out), str(demo_file))
    kept_study = open_study(sentence[4])
    with kept_study.reading() as connection:
        assert study_settings.describe(connection)["title"] == "Anders"
    kept_study.close()
    assert run("check", "--study", demo_file).exit_code == 0

    printed = json.loads(run("restore", out, "--study", absent, "--json").stdout)
    assert (printed["study"], printed["from"], printed["kept"]) == (str(absent), str(out), None)
    assert str(printed["notes"]) == sentence[3]


def test_restore_refuses_what_is_no_backup(demo_file, tmp_path):
    letter = tmp_path / "brief.txt"
    letter.write_text("Beste collega, dit is geen onderzoek.")
    before = demo_file.read_bytes()
    assert "brief.txt: this file is not a study. Choose another backup" in fault(
        run("restore", letter, "--study", demo_file, "--replace")
    )
    assert "no study here" in fault(run("restore", tmp_path / "weg.sqlite", "--study", demo_file))
    assert demo_file.read_bytes() == before


@pytest.mark.parametrize("words", [["check"], ["export", "notes", "--out", "a.csv"], ["backup"]])
def test_a_study_that_is_absent_is_not_made_by_reading_it(tmp_path, words):
    path = tmp_path / "weg.sqlite"
    assert "no study here" in fault(run(*words, "--study", path))
    assert not path.exists()


def test_the_study_may_be_named_in_the_environment(demo_file, monkeypatch):
    monkeypatch.setenv("PPS_STUDY", str(demo_file))
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--nonsense"],
        ["export"],
        ["export", "notes"],
        ["export", "themes"],
        ["run", "--port", "0"],
        ["run", "--port", "99999"],
        ["run", "--port", "acht"],
        ["openen"],
        ["--nonsense"],
        ["check", "more"],
        ["demo", "--study"],
        ["backup", "more"],
        ["restore"],
    ],
)
def test_wrong_usage_exits_2_with_a_hint(words):
    done = run(*words)
    assert done.exit_code == 2
    assert "Error: " in done.stderr or "Usage: " in done.stderr


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "main")
def test_every_command_has_help_in_english(words):
    done = run(*words, "--help")
    assert done.exit_code == 0
    printed = done.stdout
    command = main
    for word in words:
        command = command.commands[word]
    assert command.help.strip().endswith((".", "xlsx, by its ending."))
    for option in command.params:
        if isinstance(option, click.Option) and option.name not in ("help", "version"):
            assert option.help, option.name
    assert re.search(r"\b(the|a|every|or|by)\b", printed)
    assert not re.search(r"\b(het|een|voor|onderzoek|bestand)\b", printed)


def test_no_command_is_left_out_of_these_tests():
    command_names = {name for name, command in main.commands.items()}
    assert command_names == {words[0] for words in COMMANDS if words}
    for group in ("bench", "export", "import"):
        assert set(main.commands[group].commands) == {
            words[1] for words in COMMANDS if words[:1] == [group] and words[1:]
        }


def test_version_is_that_of_the_package():
    assert run("--version").stdout == f"pps-werkbank, version {__version__}\n"


def test_no_command_is_short_for_run(monkeypatch, tmp_path):
    served = []
    monkeypatch.setattr("canvas.server.serve", lambda *what: served.append(what))
    path = tmp_path / "study.sqlite"
    assert run("--study", path, "--port", "8765", "--headless").exit_code == 0
    done = run("run", "--study", path)
    assert served == [(str(path), 8765, True), (str(path), None, False)]
    assert f"Study: {path}" in done.stdout
    assert path.exists()


def test_the_password_of_a_url_is_not_printed(monkeypatch):
    monkeypatch.setattr("canvas.cli.open_study", lambda *_, **__: type("Opened", (), {"close": lambda _self: None})())
    monkeypatch.setattr("canvas.server.serve", lambda *_: None)
    done = run("run", "--study", "postgresql://noor:geheim@db/onderzoek")
    assert "postgresql://noor:***@db/onderzoek" in done.stdout
    assert "geheim" not in done.output


def test_a_port_that_is_taken_is_said_to_be(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = process("run", "--study", tmp_path / "study.sqlite", "--port", port, "--headless")
    assert f"port {port}: another program uses it already. Name another one with --port." in fault(done)


def test_a_process_ends_with_0_1_or_2_and_without_a_traceback(demo_file, tmp_path):
    assert process("check", PPS_STUDY=str(demo_file)).returncode == 0
    bad = tmp_path / "brief.txt"
    bad.write_text("Beste collega, dit is geen onderzoek.")
    assert "brief.txt: this file is not a study." in fault(process("check", "--study", bad))
    assert process("check", "--nonsense").returncode == 2
