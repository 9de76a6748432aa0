"""Points of the perspectives table, and the notes they rest on."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.errors import ChangedMeanwhileError, NotFoundError, UserError
from canvas.store.check.check import check
from canvas.store.points import point_versions, points
from tests import build


def add(begun: build.Begun, *what, **more) -> str:
    with begun.study.writing(begun.user) as writer:
        return points.add(writer, *what, **more)


def table(begun: build.Begun, *moment: str) -> list[dict]:
    with begun.study.reading() as connection:
        return points.of_moment(connection, *moment)


def test_a_point_says_who_shares_it_and_on_which_notes_it_rests(begun):
    _, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    stances = {first["id"]: "supports", second["id"]: "contradicts"}
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


def test_a_point_from_a_file_is_signed_by_whom_the_file_names_by_way_of_checked(begun):
    with begun.study.writing(begun.user) as writer:
        made = points.add(
            writer,
            "value",
            "Meer monteurs",
            ["employer"],
            state="agreed",
            state_by=begun.other_user,
            reason="In de stuurgroep besproken",
        )
    with begun.study.reading() as connection:
        row, versions = points.get(connection, made), point_versions.of_point(connection, made)
    assert (row["state"], row["state_by_name"], row["created_by"]) == ("agreed", "onderzoeker-2", begun.user)
    assert [(version["how"], version["state"], version["by"], version["reason"]) for version in versions] == [
        ("state", "agreed", "onderzoeker-2", "In de stuurgroep besproken"),
        ("state", "checked", "onderzoeker-2", ""),
        ("made", "draft", "onderzoeker-1", ""),
    ]
    assert check(begun.study)["faults"] == []


@pytest.mark.parametrize(
    ("text", "perspectives"), [("Meer en betere monteurs", ["employer"]), ("Meer monteurs", ["employer", "education"])]
)
def test_another_wording_of_an_agreed_point_is_a_draft_again_and_so_is_one_said_to_be_of_others(
    begun, text, perspectives
):
    made = add(begun, "value", "Meer monteurs", ["employer"], state="agreed")
    with begun.study.writing(begun.other_user) as writer:
        points.change(writer, made, text, perspectives)
    with begun.study.reading() as connection:
        row = points.get(connection, made)
        assert point_versions.author(connection, made) == {"id": begun.other_user, "name": "onderzoeker-2"}
    assert (row["state"], row["state_by_name"], row["text"]) == ("draft", "onderzoeker-2", text)
    assert sorted(row["perspectives"]) == sorted(perspectives)


def test_saving_a_point_as_it_was_makes_no_version_and_leaves_its_state(begun):
    made = add(begun, "value", "Meer monteurs", ["employer", "education"], state="agreed")
    with begun.study.reading() as connection:
        before = points.get(connection, made)
    with begun.study.writing(begun.other_user) as writer:
        points.change(writer, made, " Meer  monteurs ", ["education", "employer"], before)
    assert table(begun) == [before]


def reworded(begun: build.Begun) -> tuple[dict, dict]:
    """A point as a form was opened on it, and as it is after somebody else gave it other words and another role."""
    made = add(begun, "value", "Meer monteurs", ["employer"])
    with begun.study.reading() as connection:
        opened = points.get(connection, made)
    with begun.study.writing(begun.other_user) as writer:
        points.change(writer, made, "Betere monteurs", ["employer", "education"], opened)
    with begun.study.reading() as connection:
        return opened, points.get(connection, made)


def test_a_point_reworded_meanwhile_takes_no_other_words_before_these_were_read(begun):
    opened, now = reworded(begun)
    with pytest.raises(ChangedMeanwhileError) as caught, begun.study.writing(begun.user) as writer:
        points.change(writer, now["id"], "Snellere monteurs", ["employer"], opened)
    assert caught.value.now == "Betere monteurs"
    assert table(begun) == [now]
    with begun.study.writing(begun.user) as writer:
        points.change(writer, now["id"], "Snellere monteurs", ["employer"], opened | {"text": caught.value.now})
    assert table(begun)[0]["text"] == "Snellere monteurs"


def test_words_and_perspectives_that_came_meanwhile_are_left_or_met_each_for_itself(begun):
    opened, now = reworded(begun)
    with pytest.raises(ChangedMeanwhileError) as caught, begun.study.writing(begun.user) as writer:
        points.change(writer, now["id"], "Meer monteurs", ["government"], opened)
    assert [clash.label for clash in caught.value.clashes] == ["Perspectives"]
    with begun.study.writing(begun.user) as writer:  # on top of theirs, knowingly
        points.change(writer, now["id"], "Meer monteurs", ["government"], now | {"text": opened["text"]})
    assert (table(begun)[0]["text"], table(begun)[0]["perspectives"]) == ("Betere monteurs", ["government"])
    with begun.study.writing(begun.user) as writer:
        points.change(writer, now["id"], "Snelle monteurs", ["employer"], opened | {"text": "Betere monteurs"})
    assert (table(begun)[0]["text"], table(begun)[0]["perspectives"]) == ("Snelle monteurs", ["government"])


def test_a_point_taken_off_the_table_can_be_put_back_with_its_notes(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    made = add(begun, "financing", "Leren kost geld", [], begun.partnership, begun.wave, {note["id"]: "supports"})
    with begun.study.writing(begun.user) as writer:
        points.retire(writer, made)
    assert table(begun, begun.partnership, begun.wave) == []
    with begun.study.reading() as connection:
        assert points.points_by_note(connection, [note["id"]]) == {}
    with begun.study.writing(begun.user) as writer:
        points.retire(writer, made, False)
    assert table(begun, begun.partnership, begun.wave)[0]["notes"] == {note["id"]: "supports"}


def test_a_note_changes_its_mind_about_a_point_or_leaves_it(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    made = add(begun, "financing", "Leren kost geld", [])
    for stance, left in (("supports", "supports"), ("contradicts", "contradicts"), (None, None)):
        with begun.study.writing(begun.user) as writer:
            points.put_note(writer, made, note["id"], stance)
        assert table(begun)[0]["notes"].get(note["id"]) == left


def test_each_act_on_a_point_is_kept_with_who_did_it_and_to_which_note(begun):
    _, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    made = add(
        begun, "financing", "Leren kost geld", ["employer"], begun.partnership, begun.wave, {first["id"]: "supports"}
    )
    with begun.study.writing(begun.other_user) as writer:
        points.put_note(writer, made, second["id"], "contradicts")
        points.put_note(writer, made, second["id"], "contradicts")  # as it was: nothing was done
        points.put_note(writer, made, first["id"], None)
        points.put_note(writer, made, first["id"], None)
        points.change(writer, made, "Leren is duur", ["employer"])
        points.retire(writer, made)
        points.retire(writer, made)
        points.retire(writer, made, False)
    with begun.study.reading() as connection:
        versions = point_versions.of_point(connection, made)
    assert [(row["number"], row["how"], row["note"], row["by"]) for row in versions] == [
        (7, "put_back", None, "onderzoeker-2"),
        (6, "retired", None, "onderzoeker-2"),
        (5, "changed", None, "onderzoeker-2"),
        (4, "taken_off", "lesgeld", "onderzoeker-2"),
        (3, "contradicts", "reiskosten", "onderzoeker-2"),
        (2, "supports", "lesgeld", "onderzoeker-1"),
        (1, "made", None, "onderzoeker-1"),
    ]
    assert [(row["text"], row["retired"]) for row in versions[:3]] == [
        ("Leren is duur", False),
        ("Leren is duur", True),
        ("Leren is duur", False),
    ]
    assert check(begun.study)["faults"] == []


def test_a_note_that_was_taken_away_or_is_not_there_cannot_be_put_to_a_point(begun):
    interview_id, (note, _other) = build.answered(begun, "lesgeld\nreiskosten")
    made = add(begun, "financing", "Leren kost geld", [])
    capture.save(begun.study, begun.user, interview_id, "costs.main", "reiskosten")
    for note_id in (note["id"], "weg"):
        with pytest.raises(UserError), begun.study.writing(begun.user) as writer:
            points.put_note(writer, made, note_id, "supports")
    assert table(begun)[0]["notes"] == {}


def test_a_point_that_does_not_exist_is_not_found(begun):
    with begun.study.reading() as connection, pytest.raises(NotFoundError):
        points.get(connection, "weg")
