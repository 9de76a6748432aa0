"""What the fields of attributes send is stored whole, answered once, and never called saved before it is."""

import pytest

from canvas.errors import UserError
from canvas.screens.partnerships.attribute_table import take


class Broken(BaseException):
    """What Streamlit raises to break off a run: no Exception, so that nobody catches it by accident."""


def event(n, value, row="r", column="c"):
    return {"row": row, "column": column, "value": value, "opened": "", "n": n}


def translated(message):
    return message


def test_a_value_is_put_once_however_often_it_is_sent():
    put, done, faults = [], {}, {}
    for _ in range(3):
        take([event(1, "12"), event(2, "13", row="s")], done, faults, lambda *values: put.append(values), translated)
    assert put == [("r", "c", "12", ""), ("s", "c", "13", "")]
    assert done == {"r|c": 1, "s|c": 2}
    assert faults == {}


def test_a_refused_value_is_kept_with_its_fault_until_a_good_one_comes():
    done, faults = {}, {}

    def put(_row, _column, value, _opened):
        if value == "1.500":
            raise UserError("", "Two ways to read it")

    take([event(1, "1.500")], done, faults, put, translated)
    assert faults["r|c"]["said"] == "1.500"
    assert "Two ways" in faults["r|c"]["fault"]
    take([event(2, "1500")], done, faults, put, translated)
    assert faults == {}
    assert done == {"r|c": 2}


@pytest.mark.parametrize("where", ["put", "said"])
def test_a_run_that_is_broken_off_half_way_leaves_the_value_to_be_sent_again(where):
    """It once counted as done before it was: the field then said that it was saved, and stood empty."""
    done, faults = {}, {}

    def broken(*_):
        raise Broken

    def refused(*_):
        raise UserError("", "Two ways to read it")

    with pytest.raises(Broken):
        take(
            [event(1, "1.500")],
            done,
            faults,
            broken if where == "put" else refused,
            broken if where == "said" else translated,
        )
    assert done == {}
    assert faults == {}
    take([event(1, "1.500")], done, faults, refused, translated)
    assert done == {"r|c": 1}
    assert faults["r|c"]["said"] == "1.500"
