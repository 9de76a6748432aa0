"""What a heatmap comes to, to be read before it: its largest and smallest figures, and rows on which nothing stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.findings.finding import Finding
from canvas.analysis.heatmap import RATED, GapCount, figure_of


def heated(
    figure: str, role: str, rows: Sequence[str], places: Mapping[tuple[str, str], Mapping], partnerships: int
) -> Finding:
    """Return what the rows come to by one figure that is no gap.

    `places` are cells by (row, moment), the moment '' where a cell takes all of them together; ratings are of `role`
    alone, and `partnerships` is how many there are.
    """
    about = {"rows": len(rows), "partnerships": partnerships, "figure": figure, "role": role}
    values = {at: figure_of(cell, figure, role) for at, cell in places.items() if at[0] in rows}
    figures = {at: value for at, value in values.items() if value is not None and (value or figure in RATED)}
    if not figures:
        return Finding("risks", "heat_without_figures", 100, about)
    names: dict[str, object] = {**about, "figures": len(figures)}
    for name, at in (("most", max(figures, key=figures.__getitem__)), ("least", min(figures, key=figures.__getitem__))):
        names[name] = {"row": at[0], "moment": at[1], "value": figures[at], "n": sum(places[at]["rated"].get(role, ()))}
    names["without"] = tuple(row for row in rows if row not in {row for row, _moment in figures})
    return Finding("well", "heat", 100, names, max(figures.values()))


def heated_gaps(rows: Sequence[str], gaps: Mapping[str, GapCount], partnerships: int) -> Finding:
    """Return on how many rows roles lie apart anywhere, and on which most often; `gaps` count partnerships by row."""
    about = {"rows": len(rows), "partnerships": partnerships, "figure": "gap", "role": ""}
    compared = [row for row in rows if row in gaps]
    if not compared:
        return Finding("risks", "heat_without_figures", 100, about)
    apart = sum(gaps[row].apart > 0 for row in compared)
    first = max(compared, key=lambda row: gaps[row].apart)
    names = {"compared": len(compared), "apart": apart, "row": first, "most": gaps[first].apart}
    return Finding("contested", "heat_of_gaps", 100, {**about, **names, "of": gaps[first].compared}, apart)
