"""Files that take long are begun first, and each file keeps its tests together and in their order."""

from __future__ import annotations

from pathlib import Path

from tests.run_order import LONGEST, in_order

ROOT = Path(__file__).parents[1]


def test_files_that_take_long_are_there_and_begun_first():
    assert [file for file in LONGEST if not (ROOT / file).is_file()] == []
    assert len(set(LONGEST)) == len(LONGEST)
    short = ["tests/test_a.py", "tests/test_b.py", "tests/test_b.py", "tests/browser/test_c.py"]
    assert in_order([*short, *LONGEST]) == [*LONGEST, "tests/browser/test_c.py", "tests/test_b.py", "tests/test_a.py"]


def test_every_file_is_begun_once_also_where_no_browser_is_driven():
    assert in_order(["tests/test_a.py"] * 3) == ["tests/test_a.py"]
    assert in_order(["tests/browser/test_b.py", "tests/browser/test_c.py"]) == [
        "tests/browser/test_b.py",
        "tests/browser/test_c.py",
    ]
    assert in_order([]) == []
