"""What stands in the rows of a heatmap: the blocks, the success factors or the themes, with the figures each has."""

from __future__ import annotations

from dataclasses import dataclass

from canvas import method
from canvas.read_models.heatmap_page import heatmap_themes
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.ui.i18n import _, block, factor, name, question
from canvas.ui.page import PageContext


@dataclass(frozen=True)
class Row:
    """One row: its key as a text, how it is called in short and in full, and the group it stands in."""

    key: str
    label: str
    title: str
    group: str


def kinds() -> dict[str, str]:
    """Return what can stand in the rows."""
    return {"block": _("Blocks"), "factor": _("Factors"), "theme": _("Themes")}


def kind_title(kind: str) -> str:
    """Return what one row is called."""
    return {"block": _("Block"), "factor": _("Factor"), "theme": _("Theme")}[kind]


def figures(kind: str) -> dict[str, str]:
    """Return the figures that a cell of these rows can show; nobody rates a theme."""
    counts = {"notes": _("Ratings") if kind == "factor" else _("Notes"), "roles": _("Roles heard")}
    rated = {"median": _("Middle rating"), "agreement": _("Agreement"), "gap": _("Gap between roles")}
    return counts if kind == "theme" else counts | rated


def rows_of(page: PageContext, kind: str, moment_filter: MomentFilter) -> tuple[list[Row], int]:
    """Return the rows in their order, and how many themes were left out; themes are those heard at these moments."""
    if kind == "block":
        return [
            Row(key, block(key), block(key), question(question_key, short=True))
            for question_key in method.questions()
            for key in method.blocks_of(question_key)
            if key in page.blocks
        ], 0
    if kind == "factor":
        return [
            Row(str(number), f"{number}. {factor(number, short=True)}", f"{number}. {factor(number)}", name(group))
            for group, numbers in method.factor_groups().items()
            for number in numbers
        ], 0
    model = page.read(heatmap_themes, moment_filter)
    rows = [Row(row.theme_id, row.name, " › ".join([*row.above, row.name]), "") for row in model.rows]
    return rows, model.left_out
