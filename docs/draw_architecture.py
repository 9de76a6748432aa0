"""Draws the rooms of the house and which room imports which, as docs/images/architecture.svg.

Run it from the folder of the project: `python docs/draw_architecture.py`. Every arrow is an import that stands in the
code; an arrow that follows from two others is left out. A test holds the drawing to the code.
"""

from __future__ import annotations

import ast
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DRAWING = ROOT / "docs" / "images" / "architecture.svg"
LAYERS = (
    ("cli",),
    ("app.py, pages", "server", "commands"),
    ("screens",),
    ("ui",),
    ("web", "bench"),
    ("read_models",),
    ("charts", "exchange", "report"),
    ("analysis",),
    ("capture",),
    ("store", "guides", "speech"),
    ("access", "method", "colours", "limited_process", "regular_files"),
    ("errors", "shipped"),
)
WHAT = {
    "app.py, pages": "the screens, in order",
    "server": "the launcher",
    "cli": "the commands",
    "commands": "commands apart",
    "screens": "the parts of one screen",
    "ui": "the kit that screens share",
    "web": "what is served beside the screens",
    "bench": "studies of any size",
    "read_models": "what one screen asks of a study",
    "charts": "figures",
    "exchange": "files in and out",
    "report": "documents out",
    "analysis": "what notes say together",
    "capture": "how speech becomes notes",
    "store": "what is kept; all SQL",
    "guides": "what an interview asks",
    "speech": "words and dates",
    "access": "who may be shown what",
    "method": "blocks, roles, factors",
    "colours": "colours of themes",
    "limited_process": "reads files apart",
    "regular_files": "opens files",
    "errors": "place, fault, cure",
    "shipped": "finds what ships",
}
WIDTH, HIGH, BOX, GAP = 900, 44, 170, 26


def imports() -> dict[str, set[str]]:
    """Return for every room the rooms that it imports."""
    rooms = {room for layer in LAYERS for room in layer}
    arrows: dict[str, set[str]] = {room: set() for room in rooms}
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "canvas").rglob("*.py")]
    for path in files:
        own = room_of(path)
        if own in rooms:
            arrows[own] |= {room for room in imported_rooms(path) if room in rooms and room != own}
    return arrows


def room_of(path: Path) -> str:
    """Return the room of a file of the project."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "canvas" else "app.py, pages"


def imported_rooms(path: Path) -> set[str]:
    """Return the names that come after `canvas.` in what a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "canvas":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("canvas."):
            names.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("canvas.")}
    return names


def reduced(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the arrows without those that follow from others."""

    def reach(room: str) -> set[str]:
        return arrows[room].union(*(reach(other) for other in arrows[room])) if arrows[room] else set()

    return {
        room: {other for other in others if not any(other in reach(middle) for middle in others - {other})}
        for room, others in arrows.items()
    }


def drawing() -> str:
    """Return the SVG: a row for every layer, users above what they use."""
    middle: dict[str, tuple[float, float]] = {}
    boxes = []
    for row, layer in enumerate(LAYERS):
        left = (WIDTH - len(layer) * BOX - (len(layer) - 1) * 8) / 2
        for place, room in enumerate(layer):
            x, y = left + place * (BOX + 8), row * (HIGH + GAP) + 6
            middle[room] = (x + BOX / 2, y)
            boxes.append(
                f'<rect x="{x:g}" y="{y:g}" width="{BOX}" height="{HIGH}" rx="5" class="room"/>'
                f'<text x="{x + BOX / 2:g}" y="{y + 18:g}" class="name">{escape(room)}</text>'
                f'<text x="{x + BOX / 2:g}" y="{y + 34:g}" class="what">{escape(WHAT[room])}</text>'
            )
    lines = [
        f'<path d="M{middle[room][0]:g} {middle[room][1] + HIGH:g} L{middle[other][0]:g} {middle[other][1] - 2:g}"/>'
        for room, others in sorted(reduced(imports()).items())
        for other in sorted(others)
    ]
    tall = len(LAYERS) * (HIGH + GAP)
    style = (
        "rect.room{fill:#F6F5F2;stroke:#5E6770}text{font-family:sans-serif;text-anchor:middle;fill:#1B2127}"
        ".name{font-size:14px;font-weight:600}.what{font-size:10.5px}"
        "path{stroke:#5E6770;stroke-width:1.1;fill:none;marker-end:url(#end)}"
    )
    end = (
        '<marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 Z" style="fill:#5E6770;stroke:none;marker-end:none"/></marker>'
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {tall}" role="img" '
        'aria-label="The rooms of the house: an arrow leads from a room to one that it imports">',
        f"<style>{style}</style><defs>{end}</defs>",
        f'<rect width="{WIDTH}" height="{tall}" fill="#FFFFFF"/>',
        *lines,
        *boxes,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def upward() -> list[tuple[str, str]]:
    """Return the arrows that do not lead down in the drawing; there should be none."""
    depth = {room: row for row, layer in enumerate(LAYERS) for room in layer}
    return [(room, other) for room, others in imports().items() for other in others if depth[other] <= depth[room]]


if __name__ == "__main__":
    DRAWING.write_text(drawing(), "utf-8")
