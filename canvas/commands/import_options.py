"""The options that commands share which bring a file in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

profile_option = click.option(
    "--profile",
    default="opdrachtregel",
    show_default=True,
    metavar="NAME",
    help="The profile that adds it; made when absent.",
)


def import_options(command: Callable) -> Callable:
    """Give a command the FILE that it reads, who adds what is in it, and whether to print that as JSON."""
    file_argument = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
    as_json = click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
    return file_argument(profile_option(as_json(command)))
