"""Giving side by side: a page of 2,000 partnerships, against what follows from the place of each."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from canvas.analysis.giving import Span
from canvas.read_models.compare_page import wave_moments
from canvas.read_models.compared_giving_page import compared_giving
from canvas.screens.compare.compared_giving import figures
from canvas.store import Study, contributions, moments, open_study, partnerships, study_settings, users
from canvas.store.database import schema
from canvas.store.database.ids import new_id
from canvas.store.limited.limited_study import as_seen_by
from canvas.store.overview.filtered_moments import MomentFilter
from canvas.ui.figures.figure import rows_of
from tests import build
from tests.access import small_study
from tests.pages.screens import drawn, open_screen, texts

NUMBER = 2000
PARTNERS = 3


def of_place(place: int) -> list[tuple[int, str, str | None]]:
    """What is written down at a partnership: which partner gives, of which kind, how much; every fourth has nothing.

    The first gives as many hours as its place, of which every third is contradicted (10 more); the second money.
    """
    if place % 4 == 3:
        return []
    rows: list[tuple[int, str, str | None]] = [(0, "hours", str(place))]
    rows += [(0, "hours", str(place + 10))] if place % 3 == 0 else []
    return [*rows, (1, "euros", "100" if place % 2 else None)]


def fill(study: Study, number: int) -> str:
    """So many partnerships of three partners at one wave; returns the wave."""
    with study.writing("") as writer:
        user = writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        study_settings.begin(writer, "Veel samenwerkingen", "nl")
        wave = moments.add_wave(writer, "Meting 1")
        rows: dict[str, list[dict]] = {name: [] for name in ("partnership", "partnership_wave", "partner")}
        written: list[dict] = []
        first = partnerships.add(writer, "Samen eerst")
        moments.put_moment(writer, first, wave)
        pattern = {
            "partnership": dict(
                writer.execute(schema.partnership.select().where(schema.partnership.c.id == first)).mappings().one()
            ),
            "partnership_wave": dict(writer.execute(schema.partnership_wave.select()).mappings().one()),
        }
        for place in range(number):
            made = new_id()
            rows["partnership"].append(
                pattern["partnership"] | {"id": made, "code": f"P{place}", "name": f"Samen {place:04}"}
            )
            rows["partnership_wave"].append(pattern["partnership_wave"] | {"partnership_id": made})
            partners = [new_id() for _ in range(PARTNERS)]
            rows["partner"] += [
                {
                    "id": id_,
                    "partnership_id": made,
                    "organisation": f"Partner {at}",
                    "role": "employer",
                    "joined": None,
                    "left": None,
                }
                for at, id_ in enumerate(partners)
            ]
            written += [
                {
                    "id": new_id(),
                    "partnership_id": made,
                    "partner_id": partners[at],
                    "other_partner_id": None,
                    "direction": "gives",
                    "kind": kind,
                    "amount": amount,
                    "per_year": False,
                    "text": "iets",
                    "note_id": None,
                    "respondent_id": None,
                    "retired": False,
                    "created_at": writer.at,
                    "created_by": user,
                    "changed_at": writer.at,
                    "revision": 1,
                }
                for at, kind, amount in of_place(place)
            ]
        for name, of_table in rows.items():
            writer.execute(schema.metadata.tables[name].insert(), of_table)
        writer.execute(schema.contribution.insert(), written)
    return wave


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("giving") / "many.sqlite"
    study = open_study(str(path), create=True)
    fill(study, NUMBER)
    study.close()
    return path


@pytest.mark.parametrize("start", [0, 1000, 2000])
def test_a_page_of_2000_partnerships_is_right_at_the_begin_in_the_middle_and_at_the_end(path, start):
    study = open_study(str(path))
    with study.reading() as connection:
        wave = moments.waves(connection)[0]["id"]
        at_wave = MomentFilter(waves=(wave,))
        page = wave_moments(connection, at_wave, "name", False, start, ())
        model = compared_giving(connection, [row["partnership_id"] for row in page.moments], at_wave)
    study.close()
    assert (model.described, model.every) == (NUMBER * 3 // 4, NUMBER + 1)
    for row in page.moments:
        giving = model.partnerships[row["partnership_id"]]
        if row["name"] == "Samen eerst":
            assert (giving.totals, giving.partners) == ([], 0)
            continue
        place = int(row["name"].removeprefix("Samen "))
        if not of_place(place):
            assert (giving.totals, giving.giving_nothing) == ([], [])  # not known, which is not nothing
            assert giving.unwritten == ["Partner 0", "Partner 1", "Partner 2"]
            continue
        hours, euros = giving.totals
        high = place + (10 if place % 3 == 0 else 0)
        assert hours.spans == (Span(Decimal(place), Decimal(high), False),)
        assert euros.spans == ((Span(Decimal(100), Decimal(100), False),) if place % 2 else ())
        assert len(giving.contradictions) == (place % 3 == 0)
        assert (giving.givers, giving.giving_nothing, giving.unwritten) == (2, [], ["Partner 2"])


def test_the_screen_draws_fifty_of_them_and_says_of_how_many_anything_is_written_down(monkeypatch, path):
    app = open_screen(monkeypatch, path, "compare", "evaluator-1", "en", view="giving", scope="whole")
    assert not app.exception
    assert "Of 1,500 of the 2,001 partnerships something is written down" in texts(app)
    table = drawn(app, "pps_heat_table")
    assert [column["label"] for column in table["columns"]] == ["Hours", "Euros", "Accounts differ"]
    assert len(table["rows"]) == 50
    second = table["rows"][1]  # at place 1: one hour, 100 euros
    unwritten = "not written down whether it gives: Partner 2"
    assert (second["label"], second["sub"]) == ("Samen 0001", f"2 of 3 partners give · {unwritten}")
    assert [cell["text"] for cell in second["cells"]] == ["1 hour", "100 euros", ""]


def test_chosen_moments_of_one_partnership_are_one_row(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "compare", "evaluator-1", "en", view="giving", moments="FV-1,FV-2")
    assert not app.exception
    assert "1 partnership side by side" in texts(app)
    (row,) = drawn(app, "pps_heat_table")["rows"]
    assert row["sub"] == (
        "7 of 8 partners give · not written down whether it gives: Elektrobedrijf De Losse Stekker · "
        "left and not counted: Warmtepompservice Winterkraan (960 hours; in kind)"
    )
    assert row["cells"][0]["text"] == "1,840 hours (3 without an amount)"  # 640 + 400 + 800
    assert row["cells"][-1]["text"] == "1 thing"


def test_gives_nothing_is_said_only_where_somebody_said_so(begun):
    with begun.study.writing(begun.user) as writer:
        town = partnerships.add_partner(writer, begun.partnership, "De Stad", "government")
        partnerships.add_partner(writer, begun.partnership, "De Stille", "employer")
        contributions.add(writer, town, "gives", "euros", "niets", "0")
    model = build.read(begun, compared_giving, [begun.partnership], MomentFilter())
    row = model.partnerships[begun.partnership]
    assert row.giving_nothing == ["De Stad"]
    assert "De Stille" in row.unwritten


def test_the_file_has_the_lowest_and_highest_of_every_unit_apart(demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        partnership = moments.find_by_name(connection, "FV")[0]["partnership_id"]
        model = compared_giving(connection, [partnership], MomentFilter())
    study.close()
    heads, row = rows_of(figures({partnership: {"name": "FV"}}, model, ["euros", "network"]))
    assert dict(zip(heads, row, strict=True)) == {
        "Samenwerking": "FV",
        "Partners": 8,
        "Partners die geven": 7,
        "Euro's · eenmalig · laagste": 45000,
        "Euro's · eenmalig · hoogste": 45000,
        "Euro's · per jaar · laagste": 23500,
        "Euro's · per jaar · hoogste": 25000,
        "Euro's · partners": 3,
        "Netwerk · partners": 1,
        "Geeft niets": "",
        "Niets opgeschreven": "Elektrobedrijf De Losse Stekker",
        "Vertrokken, telt niet mee": "Warmtepompservice Winterkraan (960 uur; in natura)",
        "Uitspraken verschillen": 1,
    }


def test_a_lead_sees_side_by_side_only_what_may_be_seen(begun):
    small_study.make(begun)
    with begun.study.writing(begun.user) as writer:
        town = partnerships.add_partner(writer, begun.partnership, "De Stad", "government")
        contributions.add(writer, town, "gives", "euros", "geheim", "123", respondent_id=begun.government)
        contributions.add(writer, town, "gives", "hours", "open", "4")
    at_wave = MomentFilter(waves=(begun.wave,))
    with as_seen_by(begun.study, {"kind": "lead"}).reading() as connection:
        model = compared_giving(connection, [begun.partnership], at_wave)
    row = model.partnerships[begun.partnership]
    assert [total.kind for total in row.totals] == ["hours"]
    assert (row.held_back, model.held_back, row.giving_nothing) == (2, 2, [])  # one is of `small_study`
    whole = build.read(begun, compared_giving, [begun.partnership], at_wave).partnerships[begun.partnership]
    assert ([total.kind for total in whole.totals], whole.held_back) == (["hours", "euros"], 0)
    assert (whole.giving_nothing, row.unwritten) == ([], [])
