"""What a run of the suite says at its end: seconds by room and by file, and the tests that needed a second try."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable

import pytest

SECOND_TRY = "PPS_SECOND_TRY"  # set by `.ci/run` where what failed is tried once more
SHOWN_FROM = 5.0  # seconds: a file that takes less has no line of its own
SETUP, ALL = 0, 1

Seconds = dict[str, list[float]]


class RunSummary:
    """Collects the reports of a run; they reach the process that prints, also where others ran the tests."""

    def __init__(self) -> None:
        self.seconds: Seconds = defaultdict(lambda: [0.0, 0.0])  # file -> seconds of set-up, seconds in all
        self.failed: dict[str, bool] = {}  # test -> whether any part of it failed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count the seconds of one part of a test (set-up, call, clean-up) and whether it failed."""
        seconds = self.seconds[report.nodeid.split("::")[0]]
        seconds[ALL] += report.duration
        if report.when == "setup":
            seconds[SETUP] += report.duration
        self.failed[report.nodeid] = self.failed.get(report.nodeid, False) or report.failed

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take a file that could not be read for a test that failed."""
        if report.failed:
            self.failed[report.nodeid] = True

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the seconds, where the run was long enough for them to tell something."""
        if sum(seconds[ALL] for seconds in self.seconds.values()) >= SHOWN_FROM:
            terminalreporter.section("seconds by room and by file")
            for line in table(self.seconds):
                terminalreporter.write_line(line)

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Print at the very end of a second try which tests needed it."""
        if os.environ.get(SECOND_TRY) == "1":
            reporter = config.pluginmanager.get_plugin("terminalreporter")
            for line in second_try(self.failed):
                reporter.write_line(line)


def room(file: str) -> str:
    """Return the room of a test file: the folder within `tests`, or `tests` itself."""
    folders = file.split("/")[:-1]
    return "/".join(folders[:2])


def table(seconds: Seconds) -> list[str]:
    """Return a line per room and below it a line per file that takes long, longest first."""
    rooms: Seconds = defaultdict(lambda: [0.0, 0.0])
    for file, (setup, in_all) in seconds.items():
        rooms[room(file)][SETUP] += setup
        rooms[room(file)][ALL] += in_all
    lines = []
    for name, (setup, in_all) in sorted(rooms.items(), key=_longest):
        lines.append(f"{in_all:8.1f} s, {setup:6.1f} of it set-up  {name}")
        files = {file: spent for file, spent in seconds.items() if room(file) == name and spent[ALL] >= SHOWN_FROM}
        lines += [
            f"{in_file:8.1f} s, {in_setup:6.1f} of it set-up    {file}"
            for file, (in_setup, in_file) in sorted(files.items(), key=_longest)
        ]
    return lines


def _longest(row: tuple[str, list[float]]) -> float:
    return -row[1][ALL]


def second_try(failed: dict[str, bool]) -> list[str]:
    """Return what is said of a run of the tests that failed before: what passed now, and what failed again."""
    passed = [name for name, again in failed.items() if not again]
    twice = [name for name, again in failed.items() if again]
    lines = [f"needed a second try: {len(passed)}", *_named(passed)]
    return [*lines, f"failed twice: {len(twice)}", *_named(twice)] if twice else lines


def _named(names: Iterable[str]) -> list[str]:
    return [f"  {name}" for name in sorted(names)]
