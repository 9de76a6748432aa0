"""The sweep of memory after a run looks through what is new, not through all that was ever loaded."""

from __future__ import annotations

import gc
import sys
from types import ModuleType

import pytest

from canvas.ui import gc_freeze


@pytest.fixture
def unfrozen():
    """Nothing set apart before the test, and nothing left so after it."""
    gc.unfreeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
def test_what_was_loaded_is_set_apart_once_and_again_only_when_more_is_loaded(monkeypatch):
    monkeypatch.setattr(gc_freeze, "_modules_frozen", 0)
    gc_freeze.freeze_loaded_modules()
    apart = gc.get_freeze_count()
    assert apart > 10_000
    assert len(gc.get_objects()) < apart
    gc.unfreeze()
    gc_freeze.freeze_loaded_modules()
    assert gc.get_freeze_count() == 0  # no module more than before
    monkeypatch.setitem(sys.modules, "loaded_just_now", ModuleType("loaded_just_now"))
    gc_freeze.freeze_loaded_modules()
    assert gc.get_freeze_count() >= apart


@pytest.mark.usefixtures("unfrozen")
def test_rubbish_of_a_later_run_is_still_swept(monkeypatch):
    monkeypatch.setattr(gc_freeze, "_modules_frozen", 0)
    gc_freeze.freeze_loaded_modules()
    ring: list = []
    ring.append(ring)
    del ring
    assert gc.collect() >= 1
