"""How cells of a heatmap are drawn: one label never has two colours, and gaps are counted, not taken together."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest

from canvas import method
from canvas.analysis.heatmap import GapCount, empty_cell
from canvas.screens.compare.heatmap.heatmap_cells import Figures


@pytest.fixture(params=method.LANGUAGES)
def language(request, monkeypatch) -> str:
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: request.param)
    return request.param


def figures(language: str, figure: str) -> Figures:
    page = SimpleNamespace(roles=method.roles([]), language=language, limits=None)
    role = "" if figure == "gap" else "employer"
    return Figures(page, "block", figure, role, [], narrow=True)  # type: ignore[arg-type]


# every way in which up to four people of a role can rate
COUNTS = [counts for counts in product(range(5), repeat=5) if 3 <= sum(counts) <= 4]


def rated(**by_role: tuple[int, ...]) -> dict:
    return empty_cell() | {"state": "heard", "heard": list(by_role), "rated": by_role}


@pytest.mark.parametrize("figure", ["median", "agreement"])
def test_cells_that_say_the_same_have_one_colour(language, figure):
    draws = figures(language, figure)
    colours: dict[str, set] = {}
    for counts in COUNTS:
        drawn = draws.cell(rated(employer=counts))
        colours.setdefault(drawn["text"], set()).add(drawn["level"])
    assert all(len(levels) == 1 for levels in colours.values()), colours
    assert len(colours) > 5


def test_a_figure_just_beside_a_bound_has_the_colour_of_what_is_written(language):
    draws = figures(language, "agreement")
    # (1, 1, 1, 1, 0) is 0.25, which is written +0.2 or +0.3 and is above 0.2; (0, 1, 2, 1, 0) is 0.625
    assert draws._level(0.16) == draws._level(0.24) == "+1"
    assert draws._level(-0.64) == draws._level(-0.56) == "-1"
    assert draws._level(-0.66) == "-2"
    assert draws._written(0.04) == draws._written(-0.04) == ("0,0" if language == "nl" else "0.0")


def test_gaps_of_half_a_point_stand_in_the_legend_under_their_own_colour(language):
    draws = figures(language, "gap")
    steps = {step["level"]: step["label"].replace(",", ".") for step in draws.legend()["steps"]}
    assert steps == {1: "0", 2: "0.5–1", 3: "1.5–2", 4: "2.5–3", 5: "3.5–4"}
    for halves in range(9):
        distance = halves / 2
        low, _dash, high = steps[draws._level(distance)].partition("–")
        assert float(low) <= distance <= float(high or low)


def test_a_totals_row_says_in_how_many_partnerships_roles_lie_apart(language):
    draws = figures(language, "gap")
    drawn = draws.total_of_gaps(GapCount(apart=2, compared=3), opens=True)
    assert (drawn["text"], drawn["value"], drawn["opens"]) == ("2", "2", True)
    expected = {
        "en": "2 of 3 partnerships have a gap of 1 or more",
        "nl": "Bij 2 van de 3 samenwerkingen is er een verschil van 1 of meer",
    }
    assert drawn["said"] == expected[language]
    assert draws.total_of_gaps(GapCount(apart=0, compared=3), opens=True)["text"] == "0"
    assert draws.total_of_gaps(None, opens=False)["text"] == "·"  # nowhere two roles to compare: not nothing
