"""A partnership beside the others of its moment, in studies of which every rating is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas import method
from canvas.analysis.beside_others import Beside
from canvas.read_models.beside_page import BesidePage, beside_page
from canvas.read_models.others_did import what_others_did
from canvas.store import moments, partnerships, users
from canvas.store.database.schema import partnership
from canvas.store.limited.limited_study import as_seen_by
from tests import many_partnerships

ROLES = ["employer", "government", "education"]
BLOCKS = list(method.blocks())


def beside(study, place: int) -> BesidePage:
    with study.reading() as connection:
        row = moments.find_by_name(connection, many_partnerships.named(place))[0]
        return beside_page(connection, (row["partnership_id"], row["wave_id"]), BLOCKS, ROLES)


@pytest.fixture
def nineteen(tmp_path: Path):
    """Places 0 to 18; those that three divides have three employers (0 3 6 12 15 18: 9 is silent)."""
    study = many_partnerships.make(tmp_path / "study.sqlite", 19)
    yield study
    study.close()


def test_ratings_and_coverage_stand_beside_those_of_the_others(nineteen):
    # employers rate 1 + place % 5 twice and 4 once: medians 1, 4, 2, 3, 1, 4 at places 0, 3, 6, 12, 15, 18
    model = beside(nineteen, 0)
    assert (model.others, model.fictional) == (17, 0)  # 18 others, of which place 9 is silent
    employer, government = model.blocks
    # the others: 1 2 3 4 4; one of five is left out on either side
    assert employer == Beside("block", "costs", "employer", 1.0, 3, 5, 2.0, 3.0, 4.0)
    assert employer.standing == "below"
    assert government == Beside("block", "costs", "government", 5.0, 3, 17, 5.0, 5.0, 5.0)
    assert [(row.of, row.key, row.own, row.low, row.high) for row in model.factors] == [
        ("factor", 3, 1.0, 2.0, 4.0),  # the question on costs rates a factor as well
        ("factor", 3, 5.0, 5.0, 5.0),
    ]
    roles, blocks = model.coverage
    # three notes or four on a block are of three roles; costs are rated, so even and odd ones cover 3 and 4 blocks
    assert (roles.own, roles.low, roles.high, roles.others) == (3, 3, 3, 17)
    assert blocks.own == 3
    assert blocks.others == 17


def test_a_figure_that_four_others_have_is_not_shown(tmp_path):
    study = many_partnerships.make(tmp_path / "study.sqlite", 16)  # 0 3 6 12 15: four others with three employers
    model = beside(study, 0)
    study.close()
    assert model.enough
    assert [(row.key, row.role) for row in model.blocks] == [("costs", "government")]


@pytest.mark.parametrize(("number", "enough"), [(1, False), (5, False), (6, True)])
def test_it_is_shown_from_five_others_on(tmp_path, number, enough):
    study = many_partnerships.make(tmp_path / "study.sqlite", number)
    model = beside(study, 0)
    with study.reading() as connection:
        row = moments.find_by_name(connection, many_partnerships.named(0))[0]
        way_there = what_others_did(connection, (row["partnership_id"], row["wave_id"])).beside
    study.close()
    assert (model.others, model.enough, bool(model.every)) == (number - 1, enough, enough)
    assert way_there is enough


def test_what_is_fictional_is_not_among_the_others(tmp_path):
    study = many_partnerships.make(tmp_path / "study.sqlite", 6)
    with study.writing("") as writer:
        name = partnership.c.name
        writer.execute(partnership.update().where(name == many_partnerships.named(5)).values(fictional=True))
    model, own = beside(study, 0), beside(study, 5)
    study.close()
    assert (model.others, model.fictional, model.every) == (4, 1, [])
    assert (own.others, own.fictional, own.enough) == (5, 0, True)


def test_a_partnership_with_nothing_stands_beside_the_others_with_nothing(nineteen):
    model = beside(nineteen, 9)
    assert (model.others, [row.own for row in model.coverage], model.blocks) == (18, [0, 0], [])


def test_a_lead_sees_the_same(nineteen):
    with nineteen.writing("") as writer:
        writer.user_id = users.add(writer, "lead-1", "lead")
        lead = users.find(writer.connection, writer.user_id)

    assert beside(as_seen_by(nineteen, lead), 0) == beside(nineteen, 0)


def test_a_moment_nobody_shares_has_no_others(begun):
    with begun.study.writing(begun.user) as writer:
        alone = partnerships.add(writer, "Alleen", "AL", "", None)
        moments.put_moment(writer, alone, begun.wave)
    with begun.study.reading() as connection:
        model = beside_page(connection, (alone, begun.wave), BLOCKS, ROLES)
    assert model == BesidePage(0, 0, [], [], [])
