"""What over time reads: every finding on two moments opens what it rests on, and filters leave people whole."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.read_models.differences_page import differences_page
from canvas.read_models.over_time_page import change_evidence, changes_page
from canvas.store import moments, open_study
from canvas.store.points import points
from tests import build

ROLES = ["employer", "government", "education"]
BLOCKS = ["costs", "funding"]


@pytest.fixture
def spoken(begun) -> build.Begun:
    """Employers and government spoke of costs at the first moment, employers alone at the second, and rated lower."""
    first, _notes = build.answered(begun, "Reistijd is duur")
    capture.rate(begun.study, begun.user, first, "costs.main", 5)
    silent = build.interview(begun, begun.government)
    capture.save(begun.study, begun.user, silent, "costs.main", "Het valt mee")
    later, (note,) = build.answered(begun, "Reistijd is nog duur", wave=begun.later_wave)
    capture.rate(begun.study, begun.user, later, "costs.main", 2)
    with begun.study.writing(begun.user) as writer:
        points.add(
            writer,
            "financing",
            "Reizen kost",
            ["employer"],
            begun.partnership,
            begun.later_wave,
            {note["id"]: "supports"},
        )
    return begun


def test_every_finding_on_two_moments_opens_what_it_rests_on(spoken):
    waves = (spoken.wave, spoken.later_wave)
    model = build.read(spoken, changes_page, spoken.partnership, waves, (), BLOCKS, ROLES)
    opened = {
        finding.rule: build.read(spoken, change_evidence, spoken.partnership, waves, finding)
        for finding in model.changes.by_key.values()
    }
    assert set(opened) == {"few_fell", "role_not_heard_again", "point_new"}
    assert sorted(answer["rating"] for answer in opened["few_fell"].answers) == [2, 5]
    assert [note["text"] for note in opened["role_not_heard_again"].words] == ["Het valt mee"]
    assert [point["text"] for point in opened["point_new"].points] == ["Reizen kost"]
    assert [note["text"] for note in opened["point_new"].notes] == ["Reistijd is nog duur"]


def test_differences_have_a_role_that_was_heard_before_with_its_words_then(spoken):
    def model(wave: str):
        pair = (spoken.partnership, wave)
        return build.read(spoken, differences_page, pair, (), BLOCKS, ROLES, ROLES)

    now = model(spoken.later_wave)
    assert [finding.names["role"] for finding in now.fell_silent] == ["government"]
    assert now.last_words["government"]["text"] == "Het valt mee"
    assert list(model(spoken.wave).fell_silent) == []


def test_every_finding_of_the_demo_opens_something_or_follows_from_what_is_recorded(demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        first, last = [row for row in moments.moments(connection) if row["code"] == "FV"]
        waves = (first["wave_id"], last["wave_id"])
        roles = ["employer", "government", "education", "project_lead", "participant"]
        model = changes_page(connection, first["partnership_id"], waves, (), BLOCKS, roles)
        for finding in model.changes.by_key.values():
            evidence = change_evidence(connection, first["partnership_id"], waves, finding)
            dated = finding.rule in ("partner_joined", "partner_left")
            assert evidence.points or evidence.notes or evidence.answers or dated, finding
    study.close()
