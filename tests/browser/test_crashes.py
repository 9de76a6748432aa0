"""The server is killed again and again while clients save as fast as they can: no word is lost, none comes twice."""

from __future__ import annotations

import importlib

import pytest

from canvas.capture import answers as capture
from canvas.shipped import shipped
from canvas.store import open_study
from tests.browser.conftest import apart
from tests.examples import THOROUGH

pytestmark = pytest.mark.browser

ROUNDS, CLIENTS = 10 if THOROUGH else 4, 6


@pytest.fixture
def crashes(monkeypatch):
    """The script that crashes the server, as a module."""
    monkeypatch.syspath_prepend(str(shipped("benchmarks")))
    return importlib.import_module("crashes")


def test_every_word_that_was_called_saved_stands_after_each_crash(crashes, tmp_path):
    totals = apart(crashes.crash, ROUNDS, CLIENTS, str(tmp_path / "study.sqlite"), tmp_path)
    assert totals.rounds == ROUNDS
    assert totals.saves >= ROUNDS * CLIENTS
    assert totals.met
    assert totals.retries
    assert totals.answers >= CLIENTS - 1  # two of them are at one answer
    assert totals.versions < totals.saves  # those of one burst take each other's place


def test_a_word_that_is_gone_after_a_crash_is_told(crashes, tmp_path, monkeypatch):
    target, look = str(tmp_path / "study.sqlite"), crashes.inspect

    def rob(where, crowd, *more, **options):
        robbed = crowd[-1]
        if robbed.called:
            study = open_study(where)
            capture.save(study, robbed.session.user, *robbed.at, "iets anders")
            study.close()
        look(where, crowd, *more, **options)

    monkeypatch.setattr(crashes, "inspect", rob)
    with pytest.raises(crashes.LostError, match=r"client 2 .* stands \['iets anders'\]"):
        apart(crashes.crash, 2, 3, target, tmp_path)
