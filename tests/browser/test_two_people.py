"""Two people with one form before them: what the second would write over is shown to them, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

from tests.browser.rooms import Held, begin, enter, eventually, serve


@pytest.fixture(scope="module")
def served(server, tmp_path_factory) -> Held:
    return serve(server, Path(tmp_path_factory.mktemp("two")) / "study.sqlite")


RATED = 1  # the place of the first question with a rating


def both(page):
    return page.get_by_role("alert").filter(has_text="changed the same meanwhile")


def test_a_rating_and_a_reason_to_skip_meet_another_s(served, new_page):
    talk = begin(served)
    mine = enter(new_page(), talk, RATED)
    theirs = enter(new_page(), talk, RATED, "interviewer-2")

    theirs.get_by_role("radio", name="4").click()
    eventually(theirs, talk, RATED, 4, "rating")
    mine.get_by_role("radio", name="2").click()
    expect(both(mine)).to_contain_text("interviewer-2")
    expect(both(mine)).to_contain_text("Yours: 2 of 5")
    expect(both(mine)).to_contain_text("Stands now: 4 of 5")
    assert talk.answer(RATED)["rating"] == 4
    mine.get_by_role("button", name="Keep mine").click()
    eventually(mine, talk, RATED, 2, "rating")
    expect(both(mine)).to_have_count(0)

    # the other screen still shows the 4: pressed again, it would take the rating back that is a 2 by now
    theirs.get_by_role("radio", name="4").click()
    expect(both(theirs)).to_contain_text("Stands now: 2 of 5")
    theirs.get_by_role("button", name="Take what stands now").click()
    expect(both(theirs)).to_have_count(0)
    assert talk.answer(RATED)["rating"] == 2
