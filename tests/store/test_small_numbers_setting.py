"""What leads see of few people: set by a researcher or evaluator, within bounds."""

from __future__ import annotations

import pytest

from canvas.errors import UserError
from canvas.store import study_settings, users
from tests import build


def test_a_new_study_holds_back_below_three(begun):
    row = build.read(begun, study_settings.describe)
    assert (row["small_numbers"], row["small_below"]) == ("checked_points", 3)


def test_a_lead_does_not_set_what_leads_see(begun):
    with begun.study.writing(begun.user) as writer:
        lead = users.add(writer, "trekker-1", "lead")
    with pytest.raises(UserError, match="leads do not set"), begun.study.writing(lead) as writer:
        study_settings.put_small_numbers(writer, "all", 3)
    assert build.read(begun, study_settings.describe)["small_numbers"] == "checked_points"


@pytest.mark.parametrize("below", [1, 0, -3, 21])
def test_a_number_that_makes_no_group_is_refused(begun, below):
    with pytest.raises(UserError, match="from 2 to 20"), begun.study.writing(begun.user) as writer:
        study_settings.put_small_numbers(writer, "all", below)


@pytest.mark.parametrize("below", [2, 20])
def test_the_bounds_themselves_are_taken(begun, below):
    with begun.study.writing(begun.user) as writer:
        study_settings.put_small_numbers(writer, "nothing_below_n", below)
    assert build.read(begun, study_settings.describe)["small_below"] == below
