"""A study that is made up: the same at every making, whole, lifelike, and never over what is there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from canvas.bench import synthetic_people, words
from canvas.bench.generate import generate
from canvas.cli import main
from canvas.method import blocks
from canvas.store import open_study
from canvas.store.check.check import check
from canvas.store.counts import rollups
from canvas.store.database import schema
from canvas.store.search.search import find
from tests import recount
from tests.build import begin

NOTES = 3_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of some thousands of notes."""
    path = tmp_path_factory.mktemp("bench") / "made.sqlite"
    generate(str(path), NOTES)
    return path


def everything(path: Path) -> dict[str, list[tuple]]:
    """Every row of every table of a study, those of the index apart."""
    connection = sqlite3.connect(path)
    try:
        return {
            table.name: connection.execute(f'SELECT * FROM "{table.name}" ORDER BY 1, 2').fetchall()
            for table in schema.metadata.sorted_tables
        }
    finally:
        connection.close()


def test_the_same_study_is_made_every_time(made, tmp_path):
    again = tmp_path / "again.sqlite"
    generate(str(again), NOTES)
    first = everything(made)
    assert first == everything(again)
    assert len(first["note"]) == pytest.approx(NOTES, rel=0.1)


def test_a_made_study_is_whole_and_every_summary_is_that_of_a_plain_recount(place):
    done = generate(place, 600)
    study = open_study(place)
    try:
        assert check(study)["faults"] == []
        assert recount.summaries_stored(study) == recount.summaries(study)
        assert recount.broken_links(study) == []
        assert len(recount.table(study, "note")) == done["notes"]
        with study.reading() as connection:
            assert find(connection, "werkplek").hits or find(connection, "deelnemers").hits
    finally:
        study.close()


def test_it_holds_what_a_study_in_use_holds(tmp_path):
    generate(str(tmp_path / "mixed.sqlite"), synthetic_people.MIXED * synthetic_people.A_PARTNERSHIP)
    study = open_study(str(tmp_path / "mixed.sqlite"))
    try:
        names = ("answer", "coding", "note", "partnership", "interview", "respondent", "partnership_wave")
        tables = {name: recount.table(study, name) for name in names}
        assert {row["state"] for row in tables["answer"]} == {"answered", "no_opinion", "skipped", "open"}
        assert {row["factor"] for row in tables["answer"]} == {None, *range(1, 11)}
        assert any(row["dont_know"] for row in tables["answer"])
        assert {row["origin"] for row in tables["note"]} == {"answer", "passage"}
        assert {row["block"] for row in tables["note"]} == set(blocks())
        assert any(row["retired"] for row in tables["note"])
        assert any(row["removed_at"] for row in tables["coding"])
        assert all(row["fictional"] for row in tables["partnership"])
        assert len({row["name"] for row in tables["partnership"]}) == synthetic_people.MIXED
        assert max(len(row["name"]) for row in tables["partnership"]) == 200
        spoken_with = {row["partnership_id"] for row in tables["interview"]}
        assert len(spoken_with) == synthetic_people.MIXED - 1  # one with which nobody has spoken yet
        heads = [
            sum(row["partnership_id"] == partnership["id"] for row in tables["respondent"])
            for partnership in tables["partnership"]
        ]
        assert 1 in heads
        assert synthetic_people.LARGEST_PARTNERSHIP in heads
        waves_each = {
            sum(row["partnership_id"] == partnership["id"] for row in tables["partnership_wave"])
            for partnership in tables["partnership"]
        }
        assert len(waves_each) > 1  # some waves are missing for some
        with study.reading() as connection:
            moments = rollups.PER_MOMENT.stored(connection)
        assert any(row["silent"] for row in moments.values())
        assert any(row["gap"] for row in moments.values())
    finally:
        study.close()


def test_a_study_that_holds_something_is_refused_and_left_as_it_is(study):
    begin(study)
    target = study.target
    study.close()
    before = recount.table(study, "partnership")
    done = CliRunner().invoke(main, ["bench", "generate", "--notes", "600", "--study", target])
    assert done.exit_code == 1
    assert "holds something already" in done.stderr
    assert recount.table(study, "partnership") == before


def test_an_empty_study_is_filled_and_the_command_says_what_it_made(study):
    target = study.target
    study.close()
    done = CliRunner().invoke(main, ["bench", "generate", "--notes", "600", "--study", target])
    assert done.exit_code == 0, done.output
    assert "notes of 1 partnerships" in done.stdout
    opened = open_study(target)
    assert check(opened)["faults"] == []
    opened.close()


def test_every_block_has_sentences_and_a_theme():
    themed = {
        block
        for under in words.THEMES.values()
        for blocks_of_theme in under.values()
        for block in blocks_of_theme.split()
    }
    assert themed == set(words._PATTERNS) == set(blocks())


def test_names_of_partnerships_differ():
    assert len({words.partnership_name(number) for number in range(3000)}) == 3000
