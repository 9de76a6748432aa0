"""What can be lost or broken of agreements, contributions, lessons and written texts is found, and its place named."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from canvas.store import agreements, contributions, lessons, partnerships, state_texts
from canvas.store.check import check
from canvas.store.points import points
from tests import build

# What is done, and what a line of the check must say; `other` is another partnership, with a partner and a moment
FAULTS = {
    "an agreement's text": ("UPDATE agreement SET text = 'anders'", "its text is not that of version"),
    "an agreement's day": ("UPDATE agreement SET due = 'morgen'", "its due is no day"),
    "an agreement's state": ("UPDATE agreement SET state = 'onzin'", "its state"),
    "an agreement's state without a version": ("UPDATE agreement SET state = 'kept'", "its state is not that"),
    "an agreement's number": ("UPDATE agreement SET revision = 7", "stands at version 7"),
    "an agreement's versions": ("DELETE FROM agreement_revision", "the newest version is 0"),
    "the moment of it all": ("DELETE FROM partnership_wave", "there is no such moment, and a lesson stands at it"),
    "an agreement's partner": ("UPDATE agreement SET partner_id = '{partner}'", "its partner is of another"),
    "an agreement that goes on from one of the same moment": (
        "UPDATE agreement SET wave_id = '{wave}'",
        "goes on from one of no earlier moment",
    ),
    "a difference of no rule": ("UPDATE agreement SET difference_about = 'costs'", "rests on a difference of no rule"),
    "a contribution's amount": ("UPDATE contribution SET amount = '1.000,5'", "its amount is no amount"),
    "a contribution's amount of nothing": ("UPDATE contribution SET amount = ''", "its amount is no amount"),
    "a contribution's kind": ("UPDATE contribution SET kind = 'goud'", "its kind"),
    "a contribution's direction": ("UPDATE contribution SET direction = 'ruilt'", "its direction"),
    "a contribution's words": ("UPDATE contribution SET text = ''", "its text"),
    "a contribution's versions": ("DELETE FROM contribution_revision", "the newest version is 0"),
    "who said a contribution": (
        "UPDATE respondent SET partnership_id = '{other}'",
        "its respondent is of another partnership",
    ),
    "a lesson's words": ("UPDATE lesson SET action = 'anders'", "its action is not that of version"),
    "a lesson's block": ("UPDATE lesson SET block = 'onzin'", "its block"),
    "a lesson's evidence": ("DELETE FROM lesson_evidence", "its evidence is not that of its newest version"),
    "evidence of nothing": ("UPDATE lesson_evidence SET note_id = NULL", "its evidence is no note or point"),
    "evidence that cannot be read": ("UPDATE lesson_revision SET evidence = '['", "its evidence cannot be read"),
    "evidence of no shape": ("UPDATE lesson_revision SET evidence = '[]'", "has not the shape"),
    "what came of a lesson": ("UPDATE lesson_use SET text = 'weg'", "lesson use "),
    "a summary above a state of affairs": ("UPDATE state_summary SET text = 'weg'", "state summary "),
    "the versions of such a summary": ("DELETE FROM state_summary_revision", "the newest version is 0"),
    "a sentence's place": ("UPDATE finding_choice SET position = 0", "its position is below 1"),
    "a sentence of no name": ("UPDATE finding_choice SET key = ' '", "its key says nothing"),
}


@pytest.fixture
def filled(begun: build.Begun) -> tuple[build.Begun, dict]:
    """One of each, resting on a note, and another partnership beside it."""
    _, (note,) = build.answered(begun, "Wij bellen elke week")
    with begun.study.writing(begun.user) as writer:
        other = partnerships.add(writer, "Elders", "EL", "", None)
        partner = partnerships.add_partner(writer, other, "De Maan")
        sun = partnerships.add_partner(writer, begun.partnership, "De Zon")
        point = points.add(writer, "how", "Te weinig contact", ["employer"], begun.partnership, begun.wave)
        at = (begun.partnership, begun.wave)
        made = agreements.add(writer, *at, "Bellen", sun, "2026-03-31", note["id"], point)
        agreements.carry(writer, made, begun.later_wave)
        contributions.add(writer, sun, "gives", "hours", "les", "200", True, note["id"], begun.employer)
        lesson = lessons.add(writer, {"situation": "Stilte", "action": "Bellen"}, [note["id"]], moment=at)
        lessons.record_use(writer, lesson, other, "Het hielp")
        state_texts.save_summary(writer, *at, "Het gaat goed")
        state_texts.choose(writer, *at, ["heard"])
    return begun, {"other": other, "partner": partner, "wave": begun.wave}


def faults_with(begun: build.Begun, sql: str) -> list[str]:
    """What the parts of a check say while this fault stands, which is taken back afterwards."""
    sqlite = begun.study.engine.dialect.name == "sqlite"
    with begun.study.engine.connect() as connection:
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        whole = connection.begin()
        if not sqlite:
            connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        connection.exec_driver_sql(sql)
        lines = []
        for part, find in check.parts(begun.study.engine.dialect.name):
            if part not in ("search index", "quick check", "cells"):
                lines += [f"{part}: {where}: {what}" for where, what in find(connection)]
        whole.rollback()
    return lines


def test_every_fault_that_is_planted_is_found_and_named(filled):
    begun, names = filled
    assert check.check(begun.study)["faults"] == []
    lines_of = {name: faults_with(begun, sql.format(**names)) for name, (sql, _) in FAULTS.items()}
    missed = {name: lines[:3] for name, lines in lines_of.items() if not any(FAULTS[name][1] in line for line in lines)}
    assert missed == {}
