"""What the product writes is for its owner alone, and what it was killed over does not stay."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from canvas.exchange import tables
from canvas.store.backup import atomic_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes of this kind, and no SIGKILL")

TALK = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ysbrand Querbel>Wat kost het, Quirine Zorblaxman?</v>
"""
# All commands that write a file, in one process that would let everybody read and write what it makes.
EVERY = """
import os, sys
from canvas.cli import main
from canvas.store import open_study
folder, talk = sys.argv[1:]
study = f"{folder}/made/deeper/study.sqlite"
def run(*args):
    try:
        main([str(arg) for arg in args], standalone_mode=False)
    except SystemExit as ended:
        assert not ended.code, args
run("demo", "--study", study)
held = open_study(study)  # so that its log stands there too
with held.reading() as connection:
    pass
for ending in ("csv", "jsonl", "xlsx"):
    run("export", "notes", "--study", study, "--out", f"{folder}/notes.{ending}")
for ending in ("csv", "qdc"):
    run("export", "codebook", "--study", study, "--out", f"{folder}/codebook.{ending}")
for ending in ("md", "docx"):
    run("export", "evidence", "--study", study, "--out", f"{folder}/evidence.{ending}")
for kind in ("agenda", "state"):
    run("export", kind, "--partnership", "FV", "--study", study, "--out", f"{folder}/{kind}.pdf")
run("backup", "--study", study)
run("backup", "--study", study, "--out", f"{folder}/backup.sqlite")
run("import", "transcript", talk, "--partnership", "FV", "--respondent", "FV-B1", "--study", study,
    "--keys", f"{folder}/keys.csv")
run("restore", f"{folder}/backup.sqlite", "--study", f"{folder}/again/study.sqlite")
print(sorted(os.listdir(os.path.dirname(study))))
"""


def test_every_file_and_folder_is_made_for_its_owner_alone(tmp_path):
    folder, talk = tmp_path / "out", tmp_path / "talk.vtt"
    folder.mkdir()
    talk.write_text(TALK, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", EVERY, folder, talk], umask=0, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    assert {
        "made/deeper/study.sqlite",
        "notes.csv",
        "notes.xlsx",
        "evidence.docx",
        "keys.csv",
        "codebook.qdc",
        "backup.sqlite",
        "again/study.sqlite",
        "made/deeper/reservekopieen",
    } <= made.keys()
    assert "study.sqlite-wal" in done.stdout.splitlines()[-1]
    assert {name: oct(mode) for name, mode in made.items() if mode not in (0o600, 0o700)} == {}
    assert {name for name, mode in made.items() if mode == 0o700} == {name for name in made if (folder / name).is_dir()}


def test_a_study_that_others_may_read_stays_as_it_is_and_is_said(tmp_path):
    from canvas.store import open_study
    from canvas.store.database.private_files import others_may_read

    path = tmp_path / "study.sqlite"
    open_study(str(path), create=True).close()
    assert not others_may_read(path)
    path.chmod(0o640)
    open_study(str(path)).close()
    assert (stat.S_IMODE(path.stat().st_mode), others_may_read(path)) == (0o640, True)


HALF = """
import sys, time
from pathlib import Path
from canvas.exchange import tables
def rows():
    yield ["half"]
    print("half", flush=True)
    time.sleep(600)
tables.write(tables.Table(["text"], rows()), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_what_a_killed_export_left_is_gone_at_the_next_and_that_of_a_living_one_is_not(tmp_path, name):
    out = tmp_path / name
    makers = [
        subprocess.Popen([sys.executable, "-c", HALF, out], stdout=subprocess.PIPE, text=True) for _maker in range(2)
    ]
    try:
        assert [maker.stdout.readline() for maker in makers] == ["half\n"] * 2
        drafts = unfinished(tmp_path)
        assert len(drafts) == 2
        assert {stat.S_IMODE(path.stat().st_mode) for path in drafts} == {0o600}
        makers[0].send_signal(signal.SIGKILL)
        makers[0].wait()
        tables.write(tables.Table(["text"], [["whole"]], "nl"), out)
        (left,) = unfinished(tmp_path)
        assert f"-{makers[1].pid}-" in left.name
        makers[1].kill()
        makers[1].wait()
        atomic_file.remove_stale_files(tmp_path)  # as a start does
        assert [path.name for path in tmp_path.iterdir()] == [name]
    finally:
        for maker in makers:
            maker.kill()
            maker.wait()
            maker.stdout.close()


def unfinished(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(".pps-")]
