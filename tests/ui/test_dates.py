"""How a date and a time are said: of the day it was in Dutch time, and whole."""

from __future__ import annotations

from datetime import date

import pytest

from canvas.ui import i18n


def plain(text: str) -> str:
    """The text as one reads it: without what keeps it on one line."""
    return text.replace("\u2060", "").replace("\u00a0", " ")


@pytest.fixture(params=["nl", "en"])
def spoken(request, monkeypatch) -> str:
    monkeypatch.setattr(i18n, "language", lambda: request.param)
    return request.param


@pytest.mark.parametrize(
    ("stored", "dutch", "english"),
    [
        ("2026-11-22T23:02:00.000Z", "23-11-2026", "23 Nov 2026"),  # winter: 00:02 of the next day
        ("2026-06-30T22:02:00.000Z", "01-07-2026", "1 Jul 2026"),  # summer: two hours ahead
        ("2026-06-30T21:59:00.000Z", "30-06-2026", "30 Jun 2026"),
        ("2026-11-22", "22-11-2026", "22 Nov 2026"),  # a day has no time, so it is that day
        (date(2026, 11, 22), "22-11-2026", "22 Nov 2026"),
    ],
)
def test_a_moment_just_after_midnight_is_dated_the_day_it_was_here(spoken, stored, dutch, english):
    assert plain(i18n.a_date(stored)) == (dutch if spoken == "nl" else english)


def test_a_time_is_told_on_the_clock_and_the_day_of_here(spoken):
    expected = {"nl": "23-11-2026 00:02", "en": "23 Nov 2026 00:02"}[spoken]
    assert plain(i18n.a_time("2026-11-22T23:02:00.000Z")) == expected


@pytest.mark.usefixtures("spoken")
def test_nothing_is_said_of_no_date():
    assert (i18n.a_date(None), i18n.a_date(""), i18n.a_time(None)) == ("", "", "")


def test_a_date_stands_on_one_line_and_its_hyphens_are_those_one_searches_for(spoken):
    text = i18n.a_date("2026-11-22")
    assert text == {"nl": "22-\u206011-\u20602026", "en": "22\u00a0Nov\u00a02026"}[spoken]
