"""The drawing of the house is that of the code, and every import leads down in it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
spec = importlib.util.spec_from_file_location("draw_architecture", ROOT / "docs" / "draw_architecture.py")
draw = importlib.util.module_from_spec(spec)
spec.loader.exec_module(draw)


def test_the_drawing_is_that_of_the_code():
    assert draw.DRAWING.read_text("utf-8") == draw.drawing(), "run `python docs/draw_architecture.py`"


def test_every_import_leads_down():
    assert draw.upward() == []


def test_every_room_is_drawn():
    rooms = {
        path.stem for path in (ROOT / "canvas").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms - {"__init__"} <= {room for layer in draw.LAYERS for room in layer} == set(draw.WHAT)


def test_an_arrow_that_follows_from_others_is_left_out():
    assert draw.reduced({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == {"a": {"b"}, "b": {"c"}, "c": set()}
