"""The order in which files of tests are begun, so that two processors are done at about the same time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# Files that take long for how many tests they hold, longest first (of the seconds that a run prints at its end).
LONGEST = (
    "tests/browser/test_typing_through_crashes.py",
    "tests/store/backup/test_restoring.py",
    "tests/browser/test_bad_input.py",
    "tests/store/themes/test_themes.py",
    "tests/browser/test_dutch.py",
    "tests/browser/test_crashes.py",
    "tests/browser/test_main_job.py",
    "tests/capture/test_edit_sessions.py",
    "tests/browser/test_accessible.py",
    "tests/store/counts/test_summaries_random.py",
    "tests/browser/test_shown_as_typed.py",
    "tests/store/overview/test_filtered_moments.py",
    "tests/browser/test_server_away.py",
    "tests/store/test_many_at_once.py",
    "tests/browser/test_door.py",
    "tests/store/backup/test_backup.py",
)


def in_order(files: Iterable[str]) -> list[str]:
    """Return the files of these tests (one name per test) in the order to begin them.

    First what takes longest, then in turns one that drives a browser, which waits most of its time, and one that does
    not; of both the file with most tests first, so that short ones are left for the end.
    """
    counted = Counter(files)
    rest = sorted((file for file in counted if file not in LONGEST), key=lambda file: (-counted[file], file))
    browser = [file for file in rest if file.startswith("tests/browser/")]
    other = [file for file in rest if not file.startswith("tests/browser/")]
    turns = [file for pair in zip(browser, other, strict=False) for file in pair]
    return [*(file for file in LONGEST if file in counted), *turns, *browser[len(other) :], *other[len(browser) :]]
