"""What others learned that fits a moment, worked out by hand."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import NotFoundError
from canvas.read_models.others_did import what_others_did
from canvas.store import lessons, moments
from tests import build

WORDS = {"situation": "Groepen vallen stil", "action": "Elke week bellen"}


def test_lessons_of_others_fit_by_phase_and_by_what_was_rated_low(begun):
    at = (begun.partnership, begun.wave)
    with begun.study.writing(begun.user) as writer:
        moments.put_moment(writer, *at, "running")
        about = [
            {"block": "costs"},
            {"block": "partners"},
            {"phase": "running"},
            {"phase": "running", "block": "costs"},
        ]
        costs, _partners, running, both = (lessons.add(writer, WORDS | fields) for fields in about)
        lessons.add(writer, WORDS | about[3], moment=at)  # its own
    others = build.read(begun, what_others_did, at)
    assert ([row["id"] for row in others.lessons], others.beside) == ([both, running], False)
    interview, _notes = build.answered(begun, "Reistijd is duur")
    capture.rate(begun.study, begun.user, interview, "costs.main", 2)
    others = build.read(begun, what_others_did, at)
    assert [row["id"] for row in others.lessons] == [both, running, costs]
    with pytest.raises(NotFoundError):
        build.read(begun, what_others_did, (begun.partnership, "weg"))
