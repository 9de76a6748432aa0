"""At the end of a run stand its seconds, and of a second try the tests that needed it, by name and counted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run_summary import SECOND_TRY, table

ROOT = Path(__file__).parents[1]
CI_RUN = (ROOT / ".ci" / "run").read_text("utf-8")
WOBBLES = """
from pathlib import Path
import pytest
def test_sound(): pass
def test_wobbles():
    seen = Path(__file__).with_name("seen")
    before = seen.exists()
    seen.touch()
    assert before
"""
BROKEN = "def test_broken(): assert False"


def run_as_ci_does(folder: Path, content: str) -> tuple[int, list[str]]:
    """Run the last part of `.ci/run`, from the tests on, over a suite of this content: exit code and lines printed."""
    (folder / "test_made.py").write_text(content, "utf-8")
    (folder / "conftest.py").write_text(
        "from tests.run_summary import RunSummary\n"
        "def pytest_configure(config):\n"
        "    if not hasattr(config, 'workerinput'): config.pluginmanager.register(RunSummary())\n",
        "utf-8",
    )
    (folder / "pytest").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m pytest -p xdist.plugin -p xdist.looponfail "$@"\n', "utf-8"
    )
    (folder / "pytest").chmod(0o755)
    readme = next(line for line in CI_RUN.splitlines() if line.startswith("python3") and line.endswith("pytest"))
    script = CI_RUN.split("== tests (pytest)")[1].split("\n", 1)[1]
    script = script.replace(readme, ".venv/bin/pytest -n 1").replace(".venv/bin/pytest", "./pytest")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", SECOND_TRY))}
    done = subprocess.run(
        ["bash", "-c", f"set -euo pipefail\n{script}"],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.rstrip().splitlines()


@pytest.mark.parametrize(
    ("content", "code", "ending"),
    [
        ("def test_sound(): pass", 0, ["needed a second try: 0"]),
        (WOBBLES, 0, ["needed a second try: 1", "  test_made.py::test_wobbles"]),
        (BROKEN, 1, ["needed a second try: 0", "failed twice: 1", "  test_made.py::test_broken"]),
        (
            WOBBLES + BROKEN,
            1,
            [
                "needed a second try: 1",
                "  test_made.py::test_wobbles",
                "failed twice: 1",
                "  test_made.py::test_broken",
            ],
        ),
        ("import nothing_of_that_name", 1, ["needed a second try: 0", "failed twice: 1", "  test_made.py"]),
    ],
    ids=["sound", "wobbles", "broken", "both", "unread"],
)
def test_the_last_lines_of_ci_name_what_needed_a_second_try(tmp_path, content, code, ending):
    exit_code, lines = run_as_ci_does(tmp_path, content)
    assert (exit_code > 0, lines[-len(ending) :]) == (code > 0, ending)
    assert sum(bool(re.match("needed a second try", line)) for line in lines) == 1


def test_seconds_stand_by_room_and_by_file_longest_first():
    seconds = {"tests/a/b/test_x.py": [1.0, 7.0], "tests/a/test_y.py": [0.0, 2.0], "tests/test_z.py": [0.5, 30.0]}
    assert [" ".join(line.split()) for line in table(seconds)] == [
        "30.0 s, 0.5 of it set-up tests",
        "30.0 s, 0.5 of it set-up tests/test_z.py",
        "9.0 s, 1.0 of it set-up tests/a",
        "7.0 s, 1.0 of it set-up tests/a/b/test_x.py",
    ]
