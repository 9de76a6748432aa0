"""What README says holds: its commands, its map of the code, and what CI runs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from canvas.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands(group: click.Group, before: str = "pps-werkbank") -> list[str]:
    """Every command line that can be called, such as `pps-werkbank export notes`."""
    names = []
    for name, command in group.commands.items():
        path = f"{before} {name}"
        names += commands(command, path) if isinstance(command, click.Group) else [path]
    return names


def test_readme_names_every_command_and_no_other():
    table = README.split("## Commands")[1].split("## Map")[0]
    commands_named = set(re.findall(r"`(pps-werkbank(?: [a-z]+)*)", table)) - {"pps-werkbank"}
    assert commands_named == set(commands(main))


def test_readme_names_the_options_of_every_command():
    table = README.split("## Commands")[1].split("## Map")[0]
    options = {
        option
        for command in (main, *main.commands.values())
        for parameter in command.params
        for option in parameter.opts
    }
    within = [command for group in ("bench", "export", "import") for command in main.commands[group].commands.values()]
    options |= {option for command in within for parameter in command.params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= set(re.findall(r"--[a-z-]+", table))


def test_ci_runs_the_test_command_of_readme_to_the_letter():
    command = next(line for line in README.splitlines() if line.startswith("python3") and line.endswith("pytest"))
    assert command in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_map_names_every_room_that_is_there():
    table = README.split("## Map of the code")[1].split("**The way")[0]
    rooms = {f"canvas/{path.name}/" for path in (ROOT / "canvas").iterdir() if path.is_dir()}
    rooms |= {f"canvas/{path.name}" for path in (ROOT / "canvas").glob("*.py") if path.name != "__init__.py"}
    rooms -= {"canvas/__pycache__/"}
    assert {room for room in rooms if f"`{room}`" not in table} == set()


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_readme_links_lead_somewhere(link):
    assert (ROOT / link).exists()


def test_every_dependency_has_a_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines = text.splitlines()
    for requirement in wanted:
        at = next(place for place, line in enumerate(lines) if requirement in line)
        assert "#" in lines[at].split('",')[-1] or lines[at - 1].lstrip().startswith("#"), requirement


def test_constraints_pin_versions_and_name_no_address():
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9A-Za-z.]+", line) for line in lines)


SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")


def test_every_promise_of_security_names_a_test_that_is_there():
    rows = [
        line for line in SECURITY.splitlines() if line.startswith("|") and not line.startswith(("| promised", "|--"))
    ]
    assert len(rows) > 15
    for row in rows:
        named = re.findall(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`", row.split("|")[-2])
        assert named, row
        for path, name in named:
            assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8"), f"{path}::{name}"
