"""Timing what the screens ask: every view runs, and the figures have the shape that was promised."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from canvas.bench.generate import generate
from canvas.bench.screens import VIEWS
from canvas.bench.timing import time_views
from canvas.cli import main
from canvas.store import open_study


def test_every_view_is_timed_on_either_engine(place):
    generate(place, 1_500)
    study = open_study(place)
    try:
        timed = time_views(study, turns=1)
    finally:
        study.close()
    assert set(timed) == {"notes", "views", "rss_mb"}
    assert timed["notes"] == pytest.approx(1_500, rel=0.15)
    assert list(timed["views"]) == [view.name for view in VIEWS]
    for figures in timed["views"].values():
        assert set(figures) == {"p50_ms", "p95_ms", "rows", "size"}
        assert figures["size"] in ("fixed", "study")
        assert 0 < figures["p50_ms"] <= figures["p95_ms"]


def test_the_command_prints_the_same_as_json_and_narrows_to_a_part(demo_file):
    done = CliRunner().invoke(
        main, ["bench", "views", "--study", str(demo_file), "--times", "1", "--only", "canvas", "--json"]
    )
    assert done.exit_code == 0, done.output
    assert list(json.loads(done.stdout)["views"]) == ["canvas"]


def test_a_study_without_moments_has_no_views(study):
    assert time_views(study) == {"notes": 0, "views": {}, "rss_mb": pytest.approx(time_views(study)["rss_mb"], rel=1)}


def test_names_of_views_differ():
    assert len({view.name for view in VIEWS}) == len(VIEWS)
