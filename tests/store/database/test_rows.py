"""Values in batches, as many as one query takes."""

import pytest

from canvas.store.database.rows import batches


@pytest.mark.parametrize(
    ("values", "size", "expected"), [([], 2, []), ("abc", 2, ["ab", "c"]), ("abcd", 2, ["ab", "cd"])]
)
def test_batches_give_every_value_once_in_its_order(values, size, expected):
    assert list(batches(values, size)) == expected
