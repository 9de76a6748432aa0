"""What is tried on PostgreSQL: everything in a thorough run, and in every other what an engine may differ in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import ON_A_FILE_ALONE, left_out

ROOT = Path(__file__).parents[1]


def test_files_on_one_engine_are_there_and_none_is_of_the_store():
    assert [name for name in ON_A_FILE_ALONE if not (ROOT / name).exists()] == []
    assert not any(name.startswith("tests/store") for name in ON_A_FILE_ALONE)


@pytest.mark.parametrize(
    ("file", "engine", "thorough", "out"),
    [
        ("tests/report/test_evidence.py", "postgresql", False, True),
        ("tests/report/test_evidence.py", "postgresql", True, False),
        ("tests/report/test_evidence.py", "sqlite", False, False),
        ("tests/report/test_evidence.py", None, False, False),
        ("tests/store/test_factors.py", "postgresql", False, False),
        ("tests/capture/test_saving.py", "postgresql", False, False),
        ("tests/access/test_nothing_leaks.py", "postgresql", False, False),
        ("tests/bench/test_views.py", "postgresql", False, False),
    ],
)
def test_a_test_is_left_out_on_a_server_only_where_a_file_tells_as_much(file, engine, thorough, out):
    assert left_out(file, engine, thorough) is out
