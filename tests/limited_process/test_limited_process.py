"""What is read beside the server comes back as it would have come from within it, or is ended and said why."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from canvas import limited_process
from canvas.errors import ChangedMeanwhileError, FaultyFileError, InterviewCompletedError, NotFoundError, UserError
from canvas.exchange import codebooks, transcripts
from canvas.guides import parse_guide
from canvas.store import open_study, users

SPEECH = b"WEBVTT\n\n00:01.000 --> 00:75.000\n<v Jan>Hallo\n\n00:05.000 --> 00:06.000\n<v Piet>Dag\n"


@pytest.fixture(autouse=True)
def ended():
    yield
    limited_process.close()


def test_an_answer_comes_back_whole_with_its_warnings():
    there = transcripts.read(SPEECH, "gesprek.vtt")
    assert there.warnings
    assert limited_process.run("gesprek.vtt", transcripts.read, SPEECH, "gesprek.vtt") == there


def test_a_users_fault_comes_back_as_the_same_fault():
    for work, values in (
        (transcripts.read, (b"", "leeg.vtt")),
        (codebooks.read, (b"name,colour\nA,geen\nB,geen\n", "boek.csv")),
        (parse_guide, ("id = 1", "gids.toml", None)),
    ):
        with pytest.raises(UserError) as within:
            work(*values)
        with pytest.raises(type(within.value)) as without:
            limited_process.run("x", work, *values)
        assert without.value.message() == within.value.message()
        assert without.value.values == within.value.values


@pytest.mark.parametrize(
    "error",
    [
        UserError("a", "b {c}", "d", c=3),
        FaultyFileError("a", [(1, "x {y}", {"y": 2}), (3, "z", {})]),
        InterviewCompletedError(),
        ChangedMeanwhileError("a", "now", "Noor"),
        NotFoundError("Note", "n1"),
    ],
)
def test_every_kind_of_fault_goes_from_one_process_to_another(error):
    with pytest.raises(type(error)) as again:
        limited_process.run("x", fail, error)
    assert again.value.message() == error.message()
    assert vars(again.value) == vars(error)


def fail(error: Exception) -> None:
    raise error


def test_what_takes_too_long_or_too_much_is_ended_and_the_next_file_is_read(monkeypatch):
    monkeypatch.setattr(limited_process, "MOST_SECONDS", 1)
    with pytest.raises(UserError) as slow:
        limited_process.run("traag.txt", time.sleep, 60)
    assert slow.value.parts()[:2] == ("traag.txt", "reading it takes longer than 1 seconds.")
    monkeypatch.setattr(limited_process, "MOST_SECONDS", 60)
    with pytest.raises(UserError, match=r"groot.txt: reading it needs more than 1500 MB of memory."):
        limited_process.run("groot.txt", bytearray, 2_000_000_000)
    with pytest.raises(UserError, match=r"stuk.txt: reading it broke off."):
        limited_process.run("stuk.txt", os._exit, 3)
    assert limited_process.run("goed.txt", transcripts.read, SPEECH, "goed.vtt").cues_in_file == 2
    assert limited_process._busy == []


def test_the_process_knows_nothing_of_the_study(monkeypatch):
    monkeypatch.setenv("PPS_STUDY", "postgresql://noor:geheim@127.0.0.1/onderzoek")
    assert limited_process.run("x", os.getenv, "PPS_STUDY") is None


@pytest.mark.skipif(sys.platform == "win32", reason="looks in /proc")
@pytest.mark.parametrize(
    "work", ["pass", "threading.Thread(target=limited_process.run, args=('x', time.sleep, 600)).start()"]
)
def test_no_process_is_left_when_the_server_is_killed(work):
    code = (
        "import threading, time\nfrom canvas import limited_process\nlimited_process.run('x', abs, -1)\n"
        f"print(limited_process._idle[0]._process.pid, flush=True)\n{work}\ntime.sleep(600)"
    )
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    left = Path(f"/proc/{server.stdout.readline().strip()}")
    assert left.exists()
    time.sleep(0.3)
    server.send_signal(signal.SIGKILL)
    server.wait()
    until = time.monotonic() + 10
    while left.exists() and "Z" not in (left / "stat").read_text() and time.monotonic() < until:
        time.sleep(0.05)
    server.stdout.close()
    assert not left.exists() or " Z " in (left / "stat").read_text()


def test_a_save_goes_through_while_a_file_holds_its_process(tmp_path, monkeypatch):
    monkeypatch.setattr(limited_process, "MOST_SECONDS", 4)
    study = open_study(str(tmp_path / "s.sqlite"), create=True)
    faults: list[UserError] = []

    def bring_in() -> None:
        try:
            limited_process.run(
                "kwaad.txt", re.fullmatch, "(a+)+b", "a" * 60
            )  # goes back and forth, and lets no thread through
        except UserError as error:
            faults.append(error)

    reading = threading.Thread(target=bring_in)
    reading.start()
    with study.writing("") as writer:
        users.find_or_add(writer, "Noor")
    assert reading.is_alive()
    reading.join()
    assert "takes longer than 4 seconds" in faults[0].message()
    study.close()
