"""The figures of a chart as rows, as they leave in a .csv."""

from canvas.ui.figures.figure import rows_of


def cell(text, **more):
    return {"text": text, "said": text} | more


def test_heads_groups_figures_and_totals_stand_where_one_reads_them():
    table = {
        "words": {"table": "Notes", "blocks": "Block", "total": "Total"},
        "columns": [{"key": "a", "label": "North", "sub": "First"}, {"key": "b", "label": "South"}],
        "groups": [
            {
                "label": "How",
                "rows": [
                    {
                        "key": "c",
                        "label": "C",
                        "title": "Costs",
                        "total": cell("3"),
                        "cells": [cell("3"), cell("·", value=0)],
                    }
                ],
            },
        ],
        "total": {"key": "*", "label": "Total", "cells": [cell("3"), cell("0")], "total": cell("3")},
    }
    assert rows_of(table) == [
        ["Groep", "Block", "North · First", "South", "Total"],
        ["How", "Costs", "3", 0, "3"],
        ["", "Total", "3", "0", "3"],
    ]


def test_without_groups_and_totals_there_are_no_columns_for_them():
    table = {
        "words": {"table": "Ratings"},
        "columns": [{"key": "n", "label": "n"}],
        "groups": [{"label": "", "rows": [{"key": "x", "label": "Employers", "cells": [cell("2")]}]}],
    }
    assert rows_of(table) == [["–", "n"], ["Employers", "2"]]
