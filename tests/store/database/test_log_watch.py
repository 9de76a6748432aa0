"""A save is answered only where it stays: with its log taken away or emptied, it is refused and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from canvas.capture import answers as capture
from canvas.shipped import shipped
from canvas.store import open_study
from canvas.store.check.check import check
from tests import build

# Saves, has something happen to the files between two saves, saves again, and is killed.
KILLED = """
import json, os, shutil, signal, sys
from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.store import open_study
path, held, user, what = sys.argv[1:]
study = open_study(path)
log, index = path + "-wal", path + "-shm"
def harm():
    if what == "rm log": os.unlink(log)
    elif what == "rm index": os.unlink(index)
    elif what == "empty log": os.truncate(log, 0)
    elif what == "shorten log": os.truncate(log, os.stat(log).st_size // 2)
    elif what == "empty study": os.truncate(path, 0)
    elif what == "rm study": os.unlink(path)
    elif what == "rename folder":
        folder = os.path.dirname(path); os.rename(folder, folder + "-elders")
    elif what == "replace": shutil.copy(path, path + ".kopie"); os.replace(path + ".kopie", path)
    elif what == "away and back": os.rename(path, path + ".weg"); os.rename(path + ".weg", path)
    elif what == "rm both": os.unlink(log); os.unlink(index)
during = what.startswith("during ")
what = what.removeprefix("during ")
answered = {}
def save(text):
    try:
        answered[text] = capture.save(study, user, held, "costs.main", text).how
    except UserError as error:
        answered[text] = error.message()
save("eerst")
if during:
    commit = study._check_stored
    study._check_stored = lambda: (harm(), commit())
    save("daarna")
else:
    harm()
    save("daarna")
print(json.dumps(answered), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
HARMS = (
    "rm log",
    "rm index",
    "rm both",
    "empty log",
    "shorten log",
    "empty study",
    "rm study",
    "rename folder",
    "replace",
    "away and back",
    "during rm log",
    "during empty log",
    "during empty study",
    "during rm index",
    "during replace",
)


def test_no_save_is_answered_and_gone_after_a_kill_whatever_was_done_to_the_files(tmp_path):
    whole = tmp_path / "heel" / "study.sqlite"
    begun = build.begin(open_study(str(whole), create=True))
    interview_id = build.interview(begun)
    begun.study.close()
    content, running = whole.read_bytes(), {}
    for place, harm in enumerate(HARMS):
        path = tmp_path / f"{place}" / "study.sqlite"
        path.parent.mkdir()
        path.write_bytes(content)
        words = [sys.executable, "-c", KILLED, path, interview_id, begun.user, harm]
        running[harm] = (
            path,
            subprocess.Popen(words, cwd=shipped("."), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True),
        )
        if place % 3 == 2:  # a few at a time
            for _, program in running.values():
                program.wait(60)
    for harm, (path, program) in running.items():
        out, error = program.communicate(timeout=60)
        answered = json.loads(out or pytest_fails(error))
        assert answered["eerst"] == "stored"
        if answered["daarna"] == "stored":
            assert text_in(path, interview_id) == "daarna", harm
        else:
            assert ": " in answered["daarna"], harm
        if harm in ("rm log", "rm both", "rm index"):  # what was answered before is put into the file by the refusal
            assert text_in(path, interview_id) in ("eerst", "daarna"), harm
        if harm == "away and back":
            assert answered["daarna"] == "stored"
        else:
            assert answered["daarna"] != "stored", harm


def pytest_fails(error: str) -> str:
    raise AssertionError(error)


def text_in(path: Path, interview_id: str) -> str:
    study = open_study(str(path))
    with study.reading() as connection:
        from canvas.store import answers

        text = answers.of_interview(connection, interview_id)["costs.main"]["text"]
    study.close()
    return text


def test_saves_go_on_while_another_program_checks_and_empties_the_log(tmp_path):
    path = tmp_path / "study.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview_id = build.interview(begun)
    for turn in range(3):
        capture.save(begun.study, begun.user, interview_id, "costs.main", f"tekst {turn}")
        program = [sys.executable, "-m", "canvas.cli", "check", "--study", path]
        done = subprocess.run(program, cwd=shipped("."), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert os.stat(f"{path}-wal").st_size == 0
    capture.save(begun.study, begun.user, interview_id, "costs.main", "slot")
    assert build.answer(begun, interview_id)["text"] == "slot"
    assert check(begun.study)["faults"] == []
    begun.study.close()


def test_a_log_that_is_gone_is_put_into_the_file_by_closing_and_saving_goes_on(tmp_path):
    path = tmp_path / "study.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview_id, _ = build.answered(begun, "bewaard")
    os.unlink(f"{path}-wal")
    assert begun.study.moved  # as every screen asks; it then closes the study and opens it anew
    begun.study.close()
    again = open_study(str(path))
    capture.save(again, begun.user, interview_id, "costs.main", "bewaard en meer")
    again.close()
    assert text_in(path, interview_id) == "bewaard en meer"
