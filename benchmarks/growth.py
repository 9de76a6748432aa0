"""How what the screens ask grows with a study: makes studies, times them, and draws the growth.

Run: python benchmarks/growth.py [--notes 100000 300000 1000000 5000000] [--keep FOLDER] [--times 20]

Each size is made by `pps-werkbank bench generate` and timed by `bench views` in a process of its own. In FOLDER the
studies stay (N.sqlite) and are used again; without it each goes before the next is made. The figures are written to
growth.json, and drawn from there with --draw alone. The largest takes 12 GB.
"""

from __future__ import annotations

import argparse
import html
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

WIDE, HIGH, LEFT, TOP, BELOW = 1120, 800, 80, 66, 60
RIGHT = 400  # room for the names, which stand at the end of their lines
LOWEST, GOAL, MATRIX = 0.1, 50, 150  # ms
COLOURS = {"fixed": "#005F99", "study": "#B34A00"}
NAMES = {"fixed": "fixed size: one partnership, a page of 50, one block", "study": "the size of the study"}
PAPER, INK, SOFT, LINE = "#F6F5F2", "#1F2328", "#5E6770", "#DEDBD4"
FONT = "Source Sans 3, Source Sans Pro, Arial, Helvetica, sans-serif"
APART = 15  # px between two names


def measured(notes: int, folder: Path, times: int) -> dict:
    """Return the figures of a study of so many notes, which is made where it is not in the folder."""
    study = folder / f"{notes}.sqlite"
    command = [sys.executable, "-m", "canvas.cli", "bench"]
    if not study.exists():
        subprocess.run([*command, "generate", "--notes", str(notes), "--study", str(study)], check=True)
    printed = subprocess.run(
        [*command, "views", "--study", str(study), "--times", str(times), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(printed.stdout)


def drawn(measured_sizes: Sequence[dict]) -> str:
    """Draw the growth as SVG: both axes by tens, one line a view, named where it ends."""
    sizes = [row["notes"] for row in measured_sizes]
    most = max(view["p95_ms"] for row in measured_sizes for view in row["views"].values())
    low, high = math.log10(LOWEST), math.ceil(math.log10(most) * 2) / 2
    wide, tall = WIDE - LEFT - RIGHT, HIGH - TOP - BELOW

    def across(notes: int) -> float:
        first, last = math.log10(sizes[0]), math.log10(sizes[-1])
        return LEFT + wide * (math.log10(notes) - first) / (last - first or 1)

    def up(ms: float) -> float:
        return TOP + tall * (high - math.log10(max(ms, LOWEST))) / (high - low)

    parts = [_text(LEFT, 28, "How long a screen waits for its figures", 18, INK, weight=650)]
    parts.append(
        _text(LEFT, 48, "Median in ms of store and frame together, by the number of notes; both axes by tens", 13, SOFT)
    )
    for power in range(math.ceil(low), math.floor(high) + 1):
        parts.append(_line(LEFT, up(10**power), LEFT + wide, up(10**power), LINE))
        parts.append(_text(LEFT - 8, up(10**power) + 4, f"{10**power:g} ms", 13, SOFT, "end"))
    for notes in sizes:
        parts.append(_line(across(notes), TOP, across(notes), TOP + tall, LINE))
        anchor = "start" if notes == sizes[0] else "end" if notes == sizes[-1] else "middle"
        parts.append(_text(across(notes), TOP + tall + 20, f"{notes:,}", 13, SOFT, anchor))
    parts.append(_text(LEFT + wide / 2, HIGH - 14, "notes in the study", 13, SOFT, "middle"))
    for size, goal in (("fixed", GOAL), ("study", MATRIX)):
        parts.append(_line(LEFT, up(goal), LEFT + wide, up(goal), COLOURS[size], "6 5"))
        parts.append(_text(LEFT + 6, up(goal) - 5, f"{goal} ms: goal for views of {NAMES[size]}", 12, COLOURS[size]))
    ends = []
    for name, last in measured_sizes[-1]["views"].items():
        dots = [
            (across(row["notes"]), up(row["views"][name]["p50_ms"])) for row in measured_sizes if name in row["views"]
        ]
        colour = COLOURS[last["size"]]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6" opacity="0.75"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{colour}"/>' for x, y in dots]
        ends.append((dots[-1][1], f"{name}: {last['p50_ms']:.3g} ms", colour))
    for y, (at, name, colour) in zip(_apart([end[0] for end in sorted(ends)]), sorted(ends), strict=True):
        parts.append(_line(LEFT + wide + 3, at, LEFT + wide + 34, y, LINE))
        parts.append(_text(LEFT + wide + 38, y + 4, name, 12, colour))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" '
        f'font-family="{FONT}" role="img" aria-label="How long a screen waits for its figures">\n'
        f'<rect width="{WIDE}" height="{HIGH}" fill="{PAPER}"/>\n{body}\n</svg>\n'
    )


def _apart(places: Sequence[float]) -> list[float]:
    """Return places of names from the top down, moved so that none stands on another, as little as that takes."""
    apart = min(APART, (HIGH - 20) / max(1, len(places)))
    moved = list(places)
    for at in range(1, len(moved)):
        moved[at] = max(moved[at], moved[at - 1] + apart)
    over = moved[-1] - (HIGH - 12) if moved else 0
    for at in range(len(moved) - 1, -1, -1):
        limit = HIGH - 12 if at == len(moved) - 1 else moved[at + 1] - apart
        moved[at] = min(moved[at], limit) if over > 0 else moved[at]
    return moved


def _text(x: float, y: float, text: str, size: int, colour: str, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{html.escape(text)}</text>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, dashes: str = "") -> str:
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{broken}/>'


def main() -> None:
    """Measure, write and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, nargs="+", default=[100_000, 300_000, 1_000_000, 5_000_000])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="a folder with the studies")
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    parser.add_argument("--draw", action="store_true", help="only draw what was measured before")
    options = parser.parse_args()
    figures_file = options.out / "growth.json"
    if not options.draw:
        measured_sizes = []
        for notes in sorted(options.notes):
            with tempfile.TemporaryDirectory() as folder:
                measured_sizes.append(measured(notes, options.keep or Path(folder), options.times))
            print(f"{measured_sizes[-1]['notes']} notes: {measured_sizes[-1]['rss_mb']} MB", flush=True)
        figures_file.write_text(json.dumps(measured_sizes, indent=1) + "\n", "utf-8")
    (options.out / "growth.svg").write_text(drawn(json.loads(figures_file.read_text("utf-8"))), "utf-8")
    print(f"drawn: {options.out / 'growth.svg'}")


if __name__ == "__main__":
    main()
