"""What is chosen on a screen and its link: who chooses fast is ahead of what the browser was told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from canvas.ui import url_state
from canvas.ui.url_state import UrlState


class Link(dict):
    """The link as a run gets it from the browser."""

    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, parts: dict[str, str]) -> None:
        self.clear()
        self.update(parts)


@pytest.fixture
def browser(monkeypatch) -> SimpleNamespace:
    """A session, and the link that its browser has."""
    made = SimpleNamespace(session_state={}, query_params=Link())
    monkeypatch.setattr(url_state, "st", made)
    return made


@pytest.fixture
def screen() -> UrlState:
    return UrlState("notes", ("block",), ("show", "words"), usual=("show", "notes"))


def run(browser, screen: UrlState, link: dict[str, str], **pressed: str) -> dict[str, str]:
    """One run, begun with this link by a choice or none; what it tells the browser."""
    browser.query_params.from_dict(link)
    for name, value in pressed.items():
        screen.put(name, value)
    screen.take_link()
    screen.tell_link()
    return browser.query_params.to_dict()


def test_a_choice_made_before_the_browser_heard_of_the_one_before_it_stands(browser, screen):
    before = run(browser, screen, {})
    assert before == {"show": "notes"}
    assert run(browser, screen, before, words="a") == {"words": "a"}
    # the browser still has the link from before the first choice
    assert run(browser, screen, before, words="a b") == {"words": "a b"}
    assert screen.chosen() == {"words": "a b"}


def test_going_back_and_a_link_that_is_followed_are_taken_over_after_a_choice_too(browser, screen):
    first = run(browser, screen, {"words": "a"})
    second = run(browser, screen, first, words="b")
    assert run(browser, screen, second) == {"words": "b"}
    assert run(browser, screen, first) == {"words": "a"}
    assert run(browser, screen, {"block": "costs,impact"}) == {"block": "costs,impact"}
    assert screen.chosen() == {"block": ("costs", "impact")}


def test_what_a_run_itself_takes_off_does_not_shut_out_the_next_link(browser, screen):
    browser.query_params.from_dict({"block": "nope"})
    screen.take_link()
    screen.put("block", ())  # as it is not in the study
    screen.tell_link()
    assert run(browser, screen, {"words": "a"}) == {"words": "a"}
