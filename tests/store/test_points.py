"""Points of the perspectives table, and the notes they rest on."""

from __future__ import annotations

import pytest

from canvas.errors import ChangedMeanwhile, NotFound, UserError
from canvas.store import points
from tests import build


def add(begun: build.Begun, *what, **more) -> str:
    with begun.study.writing(begun.user) as writer:
        return points.add(writer, *what, **more)


def table(begun: build.Begun, *moment: str) -> list[dict]:
    with begun.study.reading() as connection:
        return points.of_table(connection, *moment)


def test_a_point_says_who_shares_it_and_on_which_notes_it_rests(begun):
    _, (one, two) = build.said(begun, "lesgeld\nreiskosten")
    stances = {one["id"]: "supports", two["id"]: "contradicts"}
    made = add(
        begun,
        "financing",
        " Leren  kost geld ",
        ["employer", "government"],
        begun.partnership,
        begun.wave,
        stances,
    )
    (row,) = table(begun, begun.partnership, begun.wave)
    assert (row["id"], row["text"], row["question"], row["state"]) == (
        made,
        "Leren kost geld",
        "financing",
        "draft",
    )
    assert sorted(row["perspectives"]) == ["employer", "government"]
    assert row["notes"] == stances
    assert row["state_by_name"] == "onderzoeker-1"


def test_points_stand_at_their_own_moment_or_across_cases_in_the_order_of_making(begun):
    add(begun, "value", "hier", [], begun.partnership, begun.wave)
    add(begun, "value", "later", [], begun.partnership, begun.later_wave)
    for text in ("overal 1", "overal 2", "overal 3"):
        add(begun, "value", text, ["employer"])
    assert [row["text"] for row in table(begun, begun.partnership, begun.wave)] == ["hier"]
    assert [row["text"] for row in table(begun)] == ["overal 1", "overal 2", "overal 3"]


def test_a_point_needs_words_a_question_of_the_four_and_a_whole_moment_or_none(begun):
    for what in (
        ("value", " \n", []),
        ("worth", "x", []),
        ("value", "x", [], begun.partnership),
        ("value", "x", [], None, begun.wave),
    ):
        with pytest.raises(UserError):
            add(begun, *what)
    assert table(begun) == []


def test_a_new_state_is_signed_by_whoever_gave_it(begun):
    made = add(begun, "value", "Meer monteurs", ["employer"])
    with begun.study.writing(begun.other_user) as writer:
        points.change(writer, made, "Meer monteurs", ["employer", "education"], "agreed")
    with begun.study.reading() as connection:
        row = points.get(connection, made)
    assert (row["state"], row["state_by_name"], row["created_by"]) == ("agreed", "onderzoeker-2", begun.user)
    assert sorted(row["perspectives"]) == ["education", "employer"]


def test_another_wording_of_an_agreed_point_is_a_draft_again(begun):
    made = add(begun, "value", "Meer monteurs", ["employer"], state="agreed")
    with begun.study.writing(begun.user) as writer:
        points.change(writer, made, "Meer en betere monteurs", ["employer"], "agreed")
    with begun.study.reading() as connection:
        assert points.get(connection, made)["state"] == "draft"


def reworded(begun: build.Begun) -> tuple[dict, dict]:
    """A point as a form was opened on it, and as it is after somebody else gave it other words and another role."""
    made = add(begun, "value", "Meer monteurs", ["employer"])
    with begun.study.reading() as connection:
        opened = points.get(connection, made)
    with begun.study.writing(begun.other_user) as writer:
        points.change(writer, made, "Betere monteurs", ["employer", "education"], "draft", opened)
    with begun.study.reading() as connection:
        return opened, points.get(connection, made)


@pytest.mark.parametrize(("text", "state"), [("Snellere monteurs", "draft"), ("Meer monteurs", "agreed")])
def test_a_point_reworded_meanwhile_takes_no_other_words_and_no_state_before_these_were_read(begun, text, state):
    opened, now = reworded(begun)
    with pytest.raises(ChangedMeanwhile) as caught, begun.study.writing(begun.user) as writer:
        points.change(writer, now["id"], text, ["employer"], state, opened)
    assert caught.value.now == "Betere monteurs"
    assert table(begun) == [now]
    with begun.study.writing(begun.user) as writer:
        points.change(writer, now["id"], text, ["employer"], state, opened | {"text": caught.value.now})
    assert (table(begun)[0]["text"], table(begun)[0]["state"]) == (text, state)


def test_perspectives_chosen_in_a_form_leave_the_words_that_came_meanwhile(begun):
    opened, now = reworded(begun)
    with begun.study.writing(begun.user) as writer:
        points.change(writer, now["id"], "Meer monteurs", ["government"], "draft", opened)
    assert (table(begun)[0]["text"], table(begun)[0]["perspectives"]) == ("Betere monteurs", ["government"])


def test_a_point_taken_off_the_table_can_be_put_back_with_its_notes(begun):
    _, (note,) = build.said(begun, "lesgeld")
    made = add(begun, "financing", "Leren kost geld", [], begun.partnership, begun.wave, {note["id"]: "supports"})
    with begun.study.writing(begun.user) as writer:
        points.retire(writer, made)
    assert table(begun, begun.partnership, begun.wave) == []
    with begun.study.reading() as connection:
        assert points.using(connection, [note["id"]]) == {}
    with begun.study.writing(begun.user) as writer:
        points.retire(writer, made, False)
    assert table(begun, begun.partnership, begun.wave)[0]["notes"] == {note["id"]: "supports"}


def test_a_note_changes_its_mind_about_a_point_or_leaves_it(begun):
    _, (note,) = build.said(begun, "lesgeld")
    made = add(begun, "financing", "Leren kost geld", [])
    for stance, left in (("supports", "supports"), ("contradicts", "contradicts"), (None, None)):
        with begun.study.writing(begun.user) as writer:
            points.put_note(writer, made, note["id"], stance)
        assert table(begun)[0]["notes"].get(note["id"]) == left


def test_a_point_that_does_not_exist_is_not_found(begun):
    with begun.study.reading() as connection, pytest.raises(NotFound):
        points.get(connection, "weg")
