"""Who fell silent over all partnerships: as the state of affairs of each says it, a page at a time."""

from __future__ import annotations

import pytest

from canvas import method
from canvas.bench.generate import generate
from canvas.capture import answers as capture
from canvas.read_models import fell_silent_page as fell_silent_model
from canvas.read_models.fell_silent_page import fell_silent_page
from canvas.read_models.state_of_affairs import state_of_affairs
from canvas.store import moments, open_study
from canvas.store.overview import filtered_moments
from tests import build

ROLES = list(method.standard_roles())


def says(begun, person: str, wave: str, text: str = "Lesgeld") -> None:
    capture.save(begun.study, begun.user, build.interview(begun, person, wave=wave), "costs.main", text)


def test_a_role_heard_before_and_not_now_is_in_it_and_one_that_is_heard_again_is_not(begun):
    says(begun, begun.employer, begun.wave)
    says(begun, begun.government, begun.wave)
    assert build.read(begun, fell_silent_page, ROLES).roles == 0  # nobody was asked at a later moment
    says(begun, begun.employer, begun.later_wave)
    model = build.read(begun, fell_silent_page, ROLES)
    assert (model.roles, model.partnerships, model.start) == (1, 1, 0)
    (row,) = model.rows
    assert {name: row[name] for name in ("code", "role", "wave", "last_wave", "asked")} == {
        "code": "NT",
        "role": "government",
        "wave": "Meting 2",
        "last_wave": "Meting 1",
        "asked": False,
    }
    interview = build.interview(begun, begun.government, wave=begun.later_wave)  # asked, and no answer yet
    assert [row["asked"] for row in build.read(begun, fell_silent_page, ROLES).rows] == [True]
    capture.save(begun.study, begun.user, interview, "costs.main", "Toch iets")
    assert build.read(begun, fell_silent_page, ROLES).roles == 0
    assert build.read(begun, fell_silent_page, []).rows == []


@pytest.fixture(scope="module")
def lifelike(tmp_path_factory):
    """A lifelike study of some partnerships at up to five moments."""
    place = str(tmp_path_factory.mktemp("many") / "study.sqlite")
    generate(place, 20_000)
    study = open_study(place)
    yield study
    study.close()


def test_the_list_is_that_of_each_state_of_affairs_and_its_pages_are_all_of_it(lifelike, monkeypatch):
    table_roles = [key for key, role in method.standard_roles().items() if role.in_table]
    with lifelike.reading() as connection:
        expected = set()
        newest = {}
        for row in moments.moments(connection):
            pair = (row["partnership_id"], row["wave_id"])
            findings = state_of_affairs(connection, pair, ROLES, table_roles).findings
            if any(row.rule == "heard" and row.n for row in findings):
                newest[row["partnership_id"]] = findings
        for partnership, findings in newest.items():
            for finding in findings:
                if finding.rule == "role_not_heard_again":
                    expected.add((partnership, finding.names["role"], finding.names["last_heard"]))
        monkeypatch.setattr(filtered_moments, "MOMENTS_A_PAGE", 3)
        monkeypatch.setattr(fell_silent_model, "MOMENTS_A_PAGE", 3)
        total, partnerships = (first := fell_silent_page(connection, ROLES)).roles, first.partnerships
        pages = [fell_silent_page(connection, ROLES, start).rows for start in range(0, total, 3)]
    rows = [(row["partnership_id"], row["role"], row["last_wave"]) for page in pages for row in page]
    assert expected
    assert set(rows) == expected
    assert len(rows) == len(set(rows)) == total
    assert len({row[0] for row in rows}) == partnerships
    names = [row["name"].lower() for page in pages for row in page if not row["fictional"]]
    assert names == sorted(names)
