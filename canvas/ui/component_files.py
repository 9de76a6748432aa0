"""Reads the style and the scripts of components, which lie in an `assets` folder beside the module that draws them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from canvas.web.script_modules import component_script

_PACKAGE = Path(__file__).parent.parent


def asset(name: str) -> str:
    """Return the text of a style of a component, such as `poster.css`; every such name stands for one file."""
    return _paths()[name].read_text("utf-8")


def script(name: str) -> str:
    """Return the script of a component, such as `poster.js`, with the modules that it imports in it."""
    return component_script(_paths()[name])


@cache
def _paths() -> dict[str, Path]:
    return {path.name: path for room in ("ui", "screens") for path in (_PACKAGE / room).glob("**/assets/*.*")}
