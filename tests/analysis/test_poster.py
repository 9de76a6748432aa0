"""What stands on the poster, and why a block is empty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from canvas.analysis.poster import room, tiles, turns
from canvas.store.database.schema import COUNTS

ROLES = ["employer", "government", "education", ""]
ORIGINS = ["answer", "passage", "session"]


def cell(role: str, block: str, **counts: int) -> dict:
    return dict.fromkeys(COUNTS, 0) | {"partnership_id": "p", "wave_id": "w", "role": role, "block": block} | counts


def note(number: int, role: str | None, block: str = "costs", origin: str = "answer", day: int = 1) -> dict:
    made = f"2026-01-{day:02}T10:00:00.000Z"
    return {"id": str(number), "role": role, "block": block, "origin": origin, "created_at": made}


def shown_tiles(notes, cells, blocks, roles, origins=ORIGINS, weights=None) -> dict:
    return tiles(notes, cells, blocks, roles, origins, weights or {})


def test_an_empty_block_says_not_asked_asked_or_no_opinion():
    cells = [
        cell("employer", "costs", asked=1),
        cell("employer", "revenues", asked=2, no_opinion=1, skipped=1),
        cell("employer", "surplus", asked=1, answered=1, rated_3=1),
    ]
    blocks = ["costs", "revenues", "surplus", "funding"]
    shown = shown_tiles([], cells, blocks, ROLES)
    assert {key: tile["state"] for key, tile in shown.items()} == {
        "costs": "not_answered",
        "revenues": "no_opinion",
        "surplus": "heard",
        "funding": "not_asked",
    }


def test_the_state_speaks_of_the_shown_roles_alone():
    cells = [cell("employer", "costs", asked=1), cell("government", "costs", asked=1, no_opinion=1)]
    only = shown_tiles([], cells, ["costs"], ["employer"])
    both = shown_tiles([], cells, ["costs"], ["employer", "government"])
    assert (only["costs"]["state"], both["costs"]["state"]) == ("not_answered", "no_opinion")


def test_a_filter_hides_notes_and_says_how_many():
    notes = [note(1, "employer"), note(2, "government"), note(3, None, origin="passage")]
    shown = shown_tiles(notes, [], ["costs"], ["employer", ""], ["answer"])
    assert [note_["id"] for note_ in shown["costs"]["notes"]] == ["1"]
    assert (shown["costs"]["all"], shown["costs"]["filtered"]) == (3, 2)


def test_what_most_points_rest_on_comes_first_and_then_the_newest():
    notes = [note(1, None, day=1), note(2, "education", day=3), note(3, "employer", day=2), note(4, "education", day=4)]
    shown = shown_tiles(notes, [], ["costs"], ROLES, weights={"1": 1, "3": 2})
    # 3 stands in two points, 1 in one; of those in none 4 is a day newer than 2
    assert [note_["id"] for note_ in shown["costs"]["notes"]] == ["3", "1", "4", "2"]


def test_a_block_out_of_scope_is_left_out():
    assert shown_tiles([note(1, "employer")], [], ["funding"], ROLES).keys() == {"funding"}


def test_where_room_is_short_every_role_keeps_a_place():
    notes = [note(number, "employer") for number in range(9)] + [note(10, "education")]
    turn = turns(notes)
    assert [id_ for id_ in turn if turn[id_] < 3] == ["0", "10", "1"]


def test_a_high_block_has_more_room_and_none_shows_fewer_than_its_roles():
    notes = [note(number, f"role{number}") for number in range(12)]
    assert [room(notes[:3], 1, False), room(notes[:3] * 4, 2, True), room(notes, 1, False)] == [3, 11, 12]


@given(st.lists(st.sampled_from([*ROLES[:3], None]), max_size=30), st.integers(1, 8))
def test_every_note_has_its_turn_and_no_role_falls_off_where_there_is_a_place_for_each(roles, places):
    notes = [note(number, role) for number, role in enumerate(roles)]
    turn = turns(notes)
    assert sorted(turn.values()) == list(range(len(notes)))
    first = [note_ for note_ in notes if turn[note_["id"]] < max(places, len(set(roles)))]
    assert {note_["role"] for note_ in first} == set(roles)
    of_role = {role: [turn[note_["id"]] for note_ in notes if note_["role"] == role] for role in roles}
    assert all(its == sorted(its) for its in of_role.values())  # within a role in the order of the poster
