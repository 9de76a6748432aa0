"""The screens there are, read from the menu in `app.py`: a new one is tried without being listed anywhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

APP = Path(__file__).parents[1] / "app.py"


def _addresses() -> dict[str, str]:
    calls = [node for node in ast.walk(ast.parse(APP.read_text("utf-8"))) if isinstance(node, ast.Call)]
    pages = [call for call in calls if ast.unparse(call.func) == "st.Page"]
    words = [
        {word.arg: ast.literal_eval(word.value) for word in page.keywords if word.arg != "title"} for page in pages
    ]
    files = [Path(ast.literal_eval(page.args[0])).stem for page in pages]
    return {file: f"/{word.get('url_path', '')}" for file, word in zip(files, words, strict=True)}


ADDRESSES = _addresses()  # the name of a page's file -> the address of its screen, "/" for the first
SCREENS = list(ADDRESSES)


def not_tried(links: Iterable[str]) -> set[str]:
    """Return the screens that none of these links (`canvas?moment=3`, "/" or "overview" for the first) leads to."""
    tried = {"/" + link.partition("?")[0].strip("/") for link in links}
    return {name for name, address in ADDRESSES.items() if not tried & {address, f"/{name}"}}
