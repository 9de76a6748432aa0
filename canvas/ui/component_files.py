"""Reads the style and the scripts of components, which lie in an `assets` folder beside the module that draws them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def asset(name: str) -> str:
    """Return the text of a style or script of a component, such as `poster.js`; every such name stands for one file."""
    return _paths()[name].read_text("utf-8")


@cache
def _paths() -> dict[str, Path]:
    return {path.name: path for room in ("ui", "screens") for path in (_PACKAGE / room).glob("**/assets/*.*")}
