"""What stands on the poster, and why a block is empty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.analysis.poster import fitting, tiles
from canvas.store.database.schema import COUNTS

ROLES = ["employer", "government", "education", ""]
ORIGINS = ["answer", "passage", "session"]


def cell(role: str, block: str, **counts: int) -> dict:
    return dict.fromkeys(COUNTS, 0) | {"partnership_id": "p", "wave_id": "w", "role": role, "block": block} | counts


def note(number: int, role: str | None, block: str = "costs", origin: str = "answer") -> dict:
    return {"id": str(number), "role": role, "block": block, "origin": origin}


def test_an_empty_block_says_not_asked_asked_or_no_opinion():
    cells = [
        cell("employer", "costs", asked=1),
        cell("employer", "revenues", asked=2, no_opinion=1, skipped=1),
        cell("employer", "surplus", asked=1, answered=1, rated_3=1),
    ]
    blocks = ["costs", "revenues", "surplus", "funding"]
    shown = tiles([], cells, blocks, ROLES, ROLES, ORIGINS)
    assert {key: tile["state"] for key, tile in shown.items()} == {
        "costs": "not_answered",
        "revenues": "no_opinion",
        "surplus": "heard",
        "funding": "not_asked",
    }


def test_the_state_speaks_of_the_shown_roles_alone():
    cells = [cell("employer", "costs", asked=1), cell("government", "costs", asked=1, no_opinion=1)]
    only = tiles([], cells, ["costs"], ROLES, ["employer"], ORIGINS)
    both = tiles([], cells, ["costs"], ROLES, ["employer", "government"], ORIGINS)
    assert (only["costs"]["state"], both["costs"]["state"]) == ("not_answered", "no_opinion")


def test_a_filter_hides_notes_and_says_how_many():
    notes = [note(1, "employer"), note(2, "government"), note(3, None, origin="passage")]
    shown = tiles(notes, [], ["costs"], ROLES, ["employer", ""], ["answer"])
    assert [note_["id"] for note_ in shown["costs"]["notes"]] == ["1"]
    assert (shown["costs"]["all"], shown["costs"]["filtered"]) == (3, 2)


def test_notes_stand_in_the_order_of_the_roles_those_without_one_last():
    notes = [note(1, None), note(2, "education"), note(3, "employer"), note(4, "education")]
    shown = tiles(notes, [], ["costs"], ROLES, ROLES, ORIGINS)
    assert [note_["id"] for note_ in shown["costs"]["notes"]] == ["3", "2", "4", "1"]


def test_a_block_out_of_scope_is_left_out():
    assert tiles([note(1, "employer")], [], ["funding"], ROLES, ROLES, ORIGINS).keys() == {"funding"}


def test_where_room_is_short_every_role_keeps_a_place():
    notes = [note(number, "employer") for number in range(9)] + [note(10, "education")]
    assert [note_["id"] for note_ in fitting(notes, 3)] == ["0", "1", "10"]


@given(st.lists(st.sampled_from([*ROLES[:3], None]), max_size=30), st.integers(1, 8))
def test_no_role_falls_off_and_no_more_than_needed_is_shown(roles, room):
    notes = [note(number, role) for number, role in enumerate(roles)]
    chosen = fitting(notes, room)
    assert {note_["role"] for note_ in chosen} == set(roles)
    assert len(chosen) == min(len(notes), max(room, len(set(roles))))
    assert [note_["id"] for note_ in chosen] == [note_["id"] for note_ in notes if note_ in chosen]
