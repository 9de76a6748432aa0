"""Summaries of the framework matrix: what they say, the notes they rest on, and what became of those since."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.errors import ChangedMeanwhileError, NotFoundError, UserError
from canvas.store import partnerships
from canvas.store.check.check import check
from canvas.store.database.schema import matrix_summary, matrix_summary_note, matrix_summary_revision, note
from canvas.store.matrix import matrix_summaries
from canvas.store.themes import themes
from tests import build


def put(begun: build.Begun, text: str, note_ids=(), axis="block", key="costs", by="", **more) -> dict:
    with begun.study.writing(by or begun.user) as writer:
        wave = more.pop("wave", begun.wave)
        return matrix_summaries.save(writer, begun.partnership, wave, axis, key, text, note_ids, **more)


def read(begun: build.Begun, axis="block", since="", waves=()) -> dict:
    pairs = [(begun.partnership, wave) for wave in waves or (begun.wave, begun.later_wave)]
    with begun.study.reading() as connection:
        return matrix_summaries.of_moments(connection, pairs, axis, since)


def history(begun: build.Begun, summary: dict) -> list[dict]:
    with begun.study.reading() as connection:
        return matrix_summaries.versions(connection, summary["id"])


def flags(begun: build.Begun, summary: dict) -> list[tuple[str, str]]:
    with begun.study.reading() as connection:
        flags_of = matrix_summaries.flagged(connection, [summary["id"]])
    return [(flag["how"], flag["note_id"]) for flag in flags_of.get(summary["id"], [])]


def sound(begun: build.Begun) -> bool:
    return check(begun.study)["faults"] == []


def test_a_summary_says_who_wrote_it_and_on_which_notes_it_rests(begun):
    _, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    made = put(begun, "  Leren kost geld.\r\nReizen ook. ", [second["id"], first["id"]])
    assert read(begun) == {(begun.partnership, begun.wave, "costs"): made}
    assert made["text"] == "Leren kost geld.\nReizen ook."
    assert (made["revision"], made["by"], made["notes"]) == (1, "onderzoeker-1", [first["id"], second["id"]])
    assert sound(begun)


def test_each_axis_and_each_earlier_moment_has_its_own_summary(begun):
    with begun.study.writing(begun.user) as writer:
        theme = themes.add(writer, "Vertrouwen")
    for axis, key in (("block", "costs"), ("question", "financing"), ("theme", theme)):
        put(begun, axis, axis=axis, key=key, wave=begun.later_wave)
        put(begun, f"reden {axis}", axis=axis, key=key, wave=begun.later_wave, since=begun.wave)
        at = (begun.partnership, begun.later_wave, key)
        assert {where: row["text"] for where, row in read(begun, axis).items()} == {at: axis}
        assert {where: row["text"] for where, row in read(begun, axis, begun.wave).items()} == {at: f"reden {axis}"}
    assert read(begun, "block", waves=[begun.wave]) == {}
    assert sound(begun)


def test_every_version_is_kept_with_its_notes_and_saving_the_same_makes_none(begun):
    _, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    put(begun, "eerst", [first["id"]])
    put(begun, "eerst", [first["id"]])
    put(begun, "eerst", [first["id"], second["id"]])
    made = put(begun, "later", [second["id"]], by=begun.other_user)
    stored = [(row["number"], row["text"], list(row["notes"]), row["by"]) for row in history(begun, made)]
    assert stored == [
        (3, "later", [second["id"]], "onderzoeker-2"),
        (2, "eerst", sorted([first["id"], second["id"]]), "onderzoeker-1"),
        (1, "eerst", [first["id"]], "onderzoeker-1"),
    ]
    assert sound(begun)


def test_an_empty_text_takes_a_summary_away_and_its_versions_stay(begun):
    _, (note_id,) = build.answered(begun, "lesgeld")
    made = put(begun, "duur", [note_id["id"]])
    gone = put(begun, " \n ", [note_id["id"]], opened=1)
    assert (gone["text"], gone["notes"], read(begun)) == ("", [], {})
    assert [row["text"] for row in history(begun, made)] == ["", "duur"]
    with begun.study.reading() as connection:
        stored = [
            matrix_summaries.find(connection, begun.partnership, begun.wave, "block", key)
            for key in ("costs", "impact")
        ]
    assert stored == [made["id"], None]
    again = put(begun, "toch", opened=0)  # its form showed none
    assert (again["id"], again["revision"]) == (made["id"], 3)
    assert sound(begun)


def test_taking_away_what_is_not_there_makes_nothing(begun):
    assert put(begun, "")["revision"] == 0
    with begun.study.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(matrix_summary)).scalar() == 0


def test_what_another_wrote_meanwhile_is_not_overwritten(begun):
    _, (note_id,) = build.answered(begun, "lesgeld")
    put(begun, "van de een", opened=0)
    with pytest.raises(ChangedMeanwhileError) as raised:
        put(begun, "van de ander", opened=0, by=begun.other_user)
    assert raised.value.now == "van de een"
    assert "onderzoeker-1" in raised.value.message()
    with pytest.raises(ChangedMeanwhileError):
        put(begun, "", opened=0)
    assert put(begun, "van de een", opened=0)["revision"] == 1  # a save that is tried again is the same save
    put(begun, "van de een", [note_id["id"]], opened=1)
    with pytest.raises(ChangedMeanwhileError):  # other notes were ticked meanwhile
        put(begun, "van de een, beter", opened=1)
    assert put(begun, "van de ander", opened=2)["text"] == "van de ander"


def test_a_summary_taken_away_meanwhile_does_not_come_back_by_itself(begun):
    put(begun, "duur")
    put(begun, "", opened=1)
    with pytest.raises(ChangedMeanwhileError):
        put(begun, "heel duur", opened=1)
    assert read(begun) == {}


def test_a_note_that_changed_or_was_taken_away_flags_the_summary_until_it_is_weighed_anew(begun):
    interview_id, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    made = put(begun, "duur", [first["id"], second["id"]])
    assert flags(begun, made) == []
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld en boeken")
    assert flags(begun, made) == [("changed", first["id"]), ("withdrawn", second["id"])]
    made = put(begun, "duur", [first["id"], second["id"]])
    assert (made["revision"], flags(begun, made)) == (2, [])
    assert sound(begun)


def test_a_note_that_is_as_it_was_again_flags_nothing(begun):
    interview_id, (note_id,) = build.answered(begun, "lesgeld")
    made = put(begun, "duur", [note_id["id"]])
    capture.save(begun.study, begun.other_user, interview_id, "costs.main", "lesgeld!")
    capture.save(begun.study, begun.user, interview_id, "costs.main", "lesgeld")
    assert flags(begun, made) == []


def test_a_note_weighed_as_it_was_shown_flags_what_changed_while_the_form_stood_open(begun):
    interview_id, (note_id,) = build.answered(begun, "lesgeld")
    capture.save(begun.study, begun.other_user, interview_id, "costs.main", "lesgeld en boeken")
    made = put(begun, "duur", [note_id["id"]], shown={note_id["id"]: note_id})
    assert flags(begun, made) == [("changed", note_id["id"])]


def test_an_erased_note_flags_what_rested_on_it(begun):
    _, (note_id,) = build.answered(begun, "lesgeld")
    made = put(begun, "duur", [note_id["id"]])
    gone = {"erased_at": "2999-01-01T00:00:00.000Z", "text": "", "retired": True}
    with begun.study.engine.begin() as connection:
        connection.execute(note.update().where(note.c.id == note_id["id"]).values(**gone))
    assert flags(begun, made) == [("erased", note_id["id"])]


def test_of_two_who_write_in_an_empty_cell_at_once_one_is_told(begun):
    came, errors = threading.Barrier(2), []

    def write(user: str) -> None:
        came.wait()
        try:
            put(begun, f"van {user}", by=user, opened=0)
        except ChangedMeanwhileError as met:
            errors.append(met.now)

    both = [threading.Thread(target=write, args=(user,)) for user in (begun.user, begun.other_user)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    (stands,) = read(begun).values()
    assert errors == [stands["text"]]
    assert stands["revision"] == 1
    assert sound(begun)


def test_only_notes_of_the_moment_itself_or_the_earlier_one_may_stand_under_it(begun):
    _, (earlier,) = build.answered(begun, "lesgeld")
    _, (later,) = build.answered(begun, "subsidie", wave=begun.later_wave)
    with pytest.raises(UserError, match="another partnership or moment"):
        put(begun, "duur", [later["id"]])
    both = [earlier["id"], later["id"]]
    reason = put(begun, "er kwam subsidie", both, wave=begun.later_wave, since=begun.wave)
    assert reason["notes"] == both
    with pytest.raises(NotFoundError):
        put(begun, "duur", ["nergens"])
    assert read(begun) == {}


def test_a_note_that_was_taken_away_cannot_be_put_under_it_anymore(begun):
    interview_id, (note_id,) = build.answered(begun, "lesgeld")
    capture.save(begun.study, begun.user, interview_id, "costs.main", "")
    with pytest.raises(UserError, match="taken away"):
        put(begun, "duur", [note_id["id"]])


def test_what_is_in_no_study_gets_no_summary(begun):
    with begun.study.writing(begun.user) as writer:
        elsewhere = partnerships.add(writer, "Zonder moment", "ZM", "")
        for where in (
            (elsewhere, begun.wave, "block", "costs"),
            (begun.partnership, begun.wave, "block", "cost"),
            (begun.partnership, begun.wave, "question", "costs"),
            (begun.partnership, begun.wave, "theme", "weg"),
        ):
            with pytest.raises(NotFoundError):
                matrix_summaries.save(writer, *where, "tekst")
        with pytest.raises(NotFoundError):
            matrix_summaries.save(writer, begun.partnership, begun.wave, "block", "costs", "tekst", since="nooit")


def test_a_summary_of_a_theme_that_was_merged_is_written_under_the_theme_it_went_into(begun):
    with begun.study.writing(begun.user) as writer:
        theme_id, other = (themes.add(writer, name) for name in ("Vertrouwen", "Openheid"))
    with begun.study.writing(begun.user) as writer:
        themes.merge(writer, theme_id, other)
    put(begun, "open", axis="theme", key=theme_id)
    assert [key for _, _, key in read(begun, "theme")] == [other]


def test_checking_finds_a_summary_that_is_not_its_newest_version(begun):
    _, (note_id,) = build.answered(begun, "lesgeld")
    made = put(begun, "duur", [note_id["id"]])
    where = f"summary {made['id']}"

    def faults_after(*statements) -> list[dict]:
        with begun.study.engine.begin() as connection:
            for statement in statements:
                connection.execute(statement)
        return [fault for fault in check(begun.study)["faults"] if fault["check"] == "summaries"]

    assert faults_after(matrix_summary_note.delete()) == [
        {"check": "summaries", "where": where, "fault": "its notes are not those of version 1"}
    ]
    put(begun, "duur", [note_id["id"]])
    assert faults_after(matrix_summary.update().values(text="anders")) == [
        {"check": "summaries", "where": where, "fault": "its text is not that of version 2"}
    ]
    assert faults_after(matrix_summary_revision.delete().where(matrix_summary_revision.c.number == 2)) == [
        {"check": "summaries", "where": where, "fault": "stands at version 2, the newest version is 1"}
    ]
