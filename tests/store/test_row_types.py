"""The typed rows name the columns that their tables and queries really give."""

from __future__ import annotations

import pytest

from canvas.store import moments
from canvas.store.database import schema
from canvas.store.row_types import CellRow, MomentRow, NoteRow, PointRow


@pytest.mark.parametrize(("row", "table"), [(CellRow, "cell"), (NoteRow, "note"), (PointRow, "point")])
def test_a_typed_row_has_the_columns_of_its_table(row, table):
    assert sorted(row.__annotations__) == sorted(schema.metadata.tables[table].c.keys())


def test_a_moment_has_the_columns_that_its_type_names(begun):
    with begun.study.reading() as connection:
        row = moments.moments(connection, begun.partnership)[0]
    assert list(row) == list(MomentRow.__annotations__)
