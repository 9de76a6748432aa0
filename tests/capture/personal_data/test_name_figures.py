"""How many names are found in made sentences does not fall unseen: both sets of `benchmarks/names.py`, one seed."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
SENTENCES, SEED = 200, 7
LEAST_TITLED, LEAST_ALL, LEAST_PRECISION = 0.98, 0.96, 0.90


@pytest.fixture(scope="module")
def names():
    sys.path.insert(0, str(BENCHMARKS))
    yield importlib.import_module("names")
    sys.path.remove(str(BENCHMARKS))


@pytest.mark.parametrize("frames", ["FIRST", "SECOND"])
def test_recall_and_precision_stay_above_their_least(names, frames):
    made = list(names.transcripts(getattr(names, frames), SENTENCES, SEED))
    hidden_places, shown_places = zip(*(names.ours(one) for one in made), strict=True)
    counts = names.measure(made, hidden_places, shown_places)
    hidden, there = counts["hidden"], counts["there"]
    titled = sum(hidden[kind] for kind in names.SURE) / sum(there[kind] for kind in names.SURE)
    assert there["all"] >= SENTENCES
    assert titled >= LEAST_TITLED
    assert hidden["all"] / there["all"] >= LEAST_ALL
    assert counts["right"] / counts["places"] >= LEAST_PRECISION
