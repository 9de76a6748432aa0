"""Themes x cases as files for QCA: .csv as fsQCA and the R package QCA read them, and a workbook that says the rule."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence

from canvas.analysis.qca import safe_names
from canvas.exchange import workbook
from canvas.exchange.wording import Value
from canvas.speech import Speech

CASE = "CASE"  # the head of the first column


def case_names(moments: Sequence[Mapping]) -> list[str]:
    """Return what cases (rows of `store.moments`) are called in a file.

    The partnership's code, with the wave if need be.
    """
    times = Counter(row["code"] for row in moments)
    names = [row["code"] if times[row["code"]] == 1 else f"{row['code']} {row['position']}" for row in moments]
    return safe_names(names)


def table_csv(rows: Sequence[Mapping], moments: Sequence[Mapping], themes: Mapping[str, str], figure: str) -> bytes:
    """Return a .csv with a row per case and a column per theme (`themes`: id → name); `figure` is "value" or a unit.

    `rows` are those of `analysis.qca.table`, one per moment; cases of which nothing is known are left out. All of it
    is plain ASCII without a byte order mark, which these programs take for a part of the first name.
    """
    heads = safe_names([CASE, *themes.values()])
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(heads)
    for row, case in zip(rows, case_names(moments), strict=True):
        if row["known"]:
            table.writerow([case, *(row["cells"][theme][figure] for theme in themes)])
    return made.getvalue().encode("ascii")


def table_book(
    rows: Sequence[Mapping],
    moments: Sequence[Mapping],
    themes: Mapping[str, str],
    unit: str,
    rule: Sequence[str],
    speech: Speech,
) -> bytes:
    """Return a workbook: the table as 0/1 and as counts, the rule in words, and what the names in the .csv stand for.

    Raises UserError where a workbook cannot hold it.
    """
    _, heads, cases = speech._, safe_names([CASE, *themes.values()]), case_names(moments)
    coded_cases = [(row, case) for row, case in zip(rows, cases, strict=True) if row["known"]]

    def sheet(figure: str) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
        return heads, [[case, *(row["cells"][theme][figure] for theme in themes)] for row, case in coded_cases]

    left = _("Left out: no note carries a theme")
    named = [
        [case, moment["name"], moment["label"], "" if row["known"] else left]
        for row, case, moment in zip(rows, cases, moments, strict=True)
    ]
    sheets: dict[str, tuple[Sequence[str], Sequence[Sequence[Value]]]] = {
        "0-1": sheet("value"),
        _("Counts"): sheet(unit),
        _("Rule"): ([_("Rule")], [[line] for line in rule]),
        _("Partnerships"): ([_("Row"), _("Partnership"), _("Moment"), _("Remark")], named),
        _("Themes"): (
            [_("Column"), _("Theme")],
            [list(head_and_theme) for head_and_theme in zip(heads[1:], themes.values(), strict=True)],
        ),
    }
    return workbook.to_bytes(sheets, _("themes for QCA") + ".xlsx", speech.language)
