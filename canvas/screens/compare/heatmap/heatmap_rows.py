"""What stands in the rows of a heatmap: the blocks, the success factors or the themes, with the figures each has."""

from __future__ import annotations

from dataclasses import dataclass

from canvas import method
from canvas.store.overview.across import Which
from canvas.store.overview.across_cells import totals
from canvas.store.themes import themes
from canvas.ui.i18n import _, block, factor, name, question
from canvas.ui.page import Here

MOST = 60  # themes in one heatmap; those most heard stand in it, and how many do not is said


@dataclass(frozen=True)
class Row:
    """One row: its key as a text, how it is called in short and in full, and the group it stands in."""

    key: str
    label: str
    title: str
    group: str


def kinds() -> dict[str, str]:
    """What can stand in the rows."""
    return {"block": _("Blocks"), "factor": _("Factors"), "theme": _("Themes")}


def kind_title(kind: str) -> str:
    """What one row is called."""
    return {"block": _("Block"), "factor": _("Factor"), "theme": _("Theme")}[kind]


def figures(kind: str) -> dict[str, str]:
    """The figures that a cell of these rows can show; nobody rates a theme."""
    counts = {"notes": _("Ratings") if kind == "factor" else _("Notes"), "roles": _("Roles heard")}
    rated = {"median": _("Middle rating"), "agreement": _("Agreement"), "gap": _("Gap between roles")}
    return counts if kind == "theme" else counts | rated


def rows_of(here: Here, kind: str, which: Which) -> tuple[list[Row], int]:
    """The rows in their order, and how many themes were left out; themes are those that are heard at these moments."""
    if kind == "block":
        return [
            Row(key, block(key), block(key), question(one, short=True))
            for one in method.questions()
            for key in method.blocks_of(one)
            if key in here.blocks
        ], 0
    if kind == "factor":
        return [
            Row(str(number), f"{number}. {factor(number, short=True)}", f"{number}. {factor(number)}", name(group))
            for group, numbers in method.factor_groups().items()
            for number in numbers
        ], 0
    with here.study.reading() as connection:
        tree = themes.tree(connection, retired=True)
        heard: dict[str, int] = {}
        for row in totals(connection, "theme", which):
            heard[row["row"]] = heard.get(row["row"], 0) + row["notes"]
    known = [row for row in tree if heard.get(row["id"])]
    most = set(sorted((row["id"] for row in known), key=heard.get, reverse=True)[:MOST])
    parents: dict[int, str] = {}
    found = []
    for row in tree:
        parents[row["depth"]] = row["name"]
        if row["id"] in most:
            above = [parents[depth] for depth in range(row["depth"])]
            found.append(Row(row["id"], row["name"], " › ".join([*above, row["name"]]), ""))
    return found, len(known) - len(found)
