"""Every command meets a bad place with place, fault and cure: no traceback, and nothing half left."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from canvas.cli import main
from canvas.shipped import shipped

COMMANDS = (
    ["check"],
    ["check", "--mend"],
    ["backup"],
    ["restore", "BACKUP"],
    ["search", "lesgeld"],
    ["state", "--partnership", "FV"],
    ["demo"],
    ["export", "notes", "--out", "OUT.csv"],
    ["export", "codebook", "--out", "OUT.qdc"],
    ["export", "evidence", "--out", "OUT.md"],
    ["bench", "generate", "--notes", "10"],
    ["bench", "views"],
)


def outcome_of(words: list[str], study: Path, folder: Path) -> object:
    """Run a command on this study; BACKUP and OUT stand for files in the folder."""
    places = {"BACKUP": str(folder / "kopie.sqlite")}
    words = [places.get(word, word.replace("OUT", str(folder / "uit"))) for word in words]
    return CliRunner().invoke(main, [*words, "--study", str(study)])


@pytest.mark.parametrize("fault", ["folder", "missing", "damaged", "empty", "tables"])
def test_a_command_on_a_bad_study_says_place_fault_and_cure(demo_file, tmp_path, fault):
    whole = demo_file.read_bytes()
    (tmp_path / "kopie.sqlite").write_bytes(whole[:4000])
    (tmp_path / "map").mkdir()
    study = {"folder": tmp_path / "map", "missing": tmp_path / "geen" / "study.sqlite"}.get(fault, demo_file)
    content = {"damaged": whole[:9000], "empty": b"", "tables": b"SQLite format 3\x00" + b"\xff" * 9000}.get(
        fault, whole
    )
    for words in COMMANDS:
        if fault == "missing" and words[0] in ("demo", "bench", "restore"):
            continue  # which make one
        demo_file.write_bytes(content)
        done = outcome_of(words, study, tmp_path)
        assert done.exit_code == 1, (words, done.output)
        assert isinstance(done.exception, SystemExit), (words, done.exception)
        assert "Traceback" not in done.output
        assert done.output.startswith("Error: "), words
        assert demo_file.read_bytes() == content
    assert not list(tmp_path.glob("uit*"))


def test_a_disk_that_is_full_or_a_file_that_cannot_be_written_is_said_by_every_command(
    demo_file, tmp_path, monkeypatch
):
    (tmp_path / "kopie.sqlite").write_bytes(demo_file.read_bytes())

    def full(*_words: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = sorted(path.name for path in tmp_path.iterdir())
    monkeypatch.setattr(os, "fsync", full)
    for words in COMMANDS[2:]:
        if words[0] in ("search", "demo") or words[-1] == "views":
            continue
        study = demo_file if words[0] != "bench" else tmp_path / "nieuw.sqlite"
        done = outcome_of(words, study, tmp_path)
        if done.exit_code:
            assert isinstance(done.exception, SystemExit), (words, done.exception)
            assert "space" in done.output, (words, done.output)
        assert not list(tmp_path.glob(".pps-part*")), words
    left = {path.name for path in tmp_path.iterdir()} - set(before)
    assert left <= {"reservekopieen", "demo.sqlite-wal", "demo.sqlite-shm", "uit.csv", "uit.qdc", "uit.md"}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_command_that_is_stopped_says_so_in_one_line_and_leaves_nothing_half(tmp_path, how):
    out = tmp_path / "groot.sqlite"
    words = [sys.executable, "-m", "canvas.cli", "bench", "generate", "--notes", "400000", "--study", str(out)]
    # started in the background, such as by nohup, a shell has SIGINT ignored, and what is ignored is handed down
    program = subprocess.Popen(
        words,
        cwd=shipped("."),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert any("wave 1" in line for line in program.stderr)  # it has begun to write
    program.send_signal(how)
    _, error = program.communicate(timeout=60)
    assert program.returncode == 130
    assert error.strip().splitlines()[-1] == "Stopped before it was done: nothing is left half written."
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["notes"], ["answers"], ["codebook"]])
def test_an_export_never_writes_over_a_study(words, demo_file):
    study = demo_file.rename(demo_file.with_suffix(".csv"))
    before = study.read_bytes()
    done = CliRunner().invoke(main, ["export", *words, "--study", str(study), "--out", str(study)])
    assert (done.exit_code, study.read_bytes() == before) == (1, True)
    assert "a study stands here" in done.output


def test_what_is_printed_may_be_cut_off_by_who_reads_it(demo_file):
    words = [sys.executable, "-m", "canvas.cli", "state", "--study", str(demo_file), "--partnership", "FV"]
    done = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=shipped("."))
    done.stdout.close()
    assert done.stderr.read() == ""
    done.stderr.close()
    assert done.wait() == 1
