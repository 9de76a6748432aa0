"""What may be asked of drafts: lists of interview, question, text and version, and nothing else."""

from __future__ import annotations

import pytest

from canvas.web import draft_route

DRAFT = {"interview": "i", "question": "q", "text": "words", "base": 0}


@pytest.mark.parametrize("drafts", [[], [DRAFT], [DRAFT] * 100])
def test_a_list_of_drafts_is_taken_in(drafts):
    assert draft_route._are_drafts(drafts)


@pytest.mark.parametrize(
    "drafts",
    [
        None,
        "x",
        {},
        [None],
        [[]],
        [DRAFT] * 101,
        [DRAFT | {"more": 1}],
        [{"interview": "i"}],
        [DRAFT | {"base": -1}],
        [DRAFT | {"base": True}],
        [DRAFT | {"text": 3}],
        [DRAFT | {"question": "q" * 101}],
    ],
)
def test_anything_else_is_not(drafts):
    assert not draft_route._are_drafts(drafts)
