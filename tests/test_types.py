"""The style and type checks: that CI runs them before the tests, and that what is left out of them only shrinks."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
LEFT_OUT = [name for part in SETTINGS["overrides"] if part.get("ignore_errors") for name in part["module"]]


def test_ci_checks_style_and_types_before_it_tests():
    lines = [line.split(" #")[0].strip() for line in (ROOT / ".ci/run").read_text("utf-8").splitlines()]
    steps = [".venv/bin/ruff check .", ".venv/bin/ruff format --check .", ".venv/bin/mypy"]
    places = [lines.index(step) for step in steps]
    tests = next(place for place, line in enumerate(lines) if line.endswith("&& .venv/bin/pytest"))
    assert [*places, tests] == sorted([*places, tests])


def test_the_type_checker_sees_every_room_and_no_error_is_let_go_everywhere():
    assert {"canvas", "pages", "app.py", "benchmarks"} <= set(SETTINGS["files"])
    assert SETTINGS["check_untyped_defs"]
    assert not SETTINGS.keys() & {"ignore_errors", "ignore_missing_imports", "exclude", "disable_error_code"}


def test_what_the_type_checker_leaves_out_is_named_module_by_module_and_exists():
    assert [name for name in LEFT_OUT if "*" in name] == []  # by name: no whole room
    for name in LEFT_OUT:
        path = Path(name.replace(".", "/")) if name.startswith("canvas") else Path("benchmarks", name)
        assert (ROOT / f"{path}.py").is_file() or (ROOT / path / "__init__.py").is_file(), name
