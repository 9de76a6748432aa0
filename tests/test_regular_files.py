"""A file that a user names is an ordinary one, or is refused at once: a pipe would be waited for without end."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from canvas import regular_files
from canvas.cli import main
from canvas.errors import UserError
from canvas.exchange.demo import make_demo

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")


def pipe(folder: Path, name: str) -> Path:
    os.mkfifo(folder / name)
    return folder / name


def test_pipes_devices_sockets_and_folders_are_refused_at_once(tmp_path):
    listening = socket.socket(socket.AF_UNIX)
    os.chdir(tmp_path)  # the name of a socket may be no longer than 100 signs
    listening.bind("s")
    for other in (pipe(tmp_path, "p"), tmp_path / "s", Path("/dev/zero"), Path("/dev/stdin"), tmp_path):
        with pytest.raises(UserError) as caught:
            regular_files.read_file(other, 10)
        assert caught.value.parts()[0] == str(other)
        assert all(caught.value.parts())
    listening.close()
    os.chdir("/")


def test_a_pipe_put_in_the_place_of_a_file_is_refused_once_it_is_open(tmp_path, monkeypatch):
    file = tmp_path / "gesprek.vtt"
    file.write_text("WEBVTT")
    opens = os.open

    def swapped(path, *flags):
        file.unlink()
        os.mkfifo(file)
        return opens(path, *flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(UserError, match="no file but a pipe"):
        regular_files.open_file(file)


def test_a_file_is_read_as_far_as_was_asked(tmp_path):
    (tmp_path / "a").write_bytes(b"abcdef")
    assert regular_files.read_file(tmp_path / "a", 4) == b"abcd"
    with pytest.raises(UserError, match="No such file"):
        regular_files.read_file(tmp_path / "b", 4)


def test_no_command_waits_for_a_pipe_or_writes_over_one(tmp_path):
    study = tmp_path / "demo.sqlite"
    make_demo(str(study)).close()
    other = (
        pipe(tmp_path, "pijp.vtt"),
        pipe(tmp_path, "pijp.csv"),
        pipe(tmp_path, "pijp.sqlite"),
        pipe(tmp_path, "p.md"),
    )
    speech, table, file, sheet = map(str, other)
    at = ("--study", str(study))
    who = ("--partnership", "x", "--respondent", "X1")
    for words in (
        ("import", "transcript", speech, *who, *at),
        ("import", "codebook", table, *at),
        ("restore", file, *at),
        ("restore", str(study), "--study", file),
        ("check", "--study", file),
        ("demo", "--study", file),
        ("backup", *at, "--out", file, "--replace"),
        ("export", "notes", *at, "--out", table),
        ("export", "codebook", *at, "--out", table),
        ("export", "evidence", *at, "--out", sheet),
        ("search", "les", "--study", file),
        ("bench", "generate", "--notes", "10", "--study", file),
    ):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 1, words
        assert "no file but a pipe" in done.stderr, words
    assert all(path.is_fifo() for path in other)
