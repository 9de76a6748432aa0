"""Marks at the start of a line and the kinds of notes: each follows the other."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.store.database import schema
from tests import build, recount


def save(begun: build.Begun, held: str, text: str) -> None:
    capture.save(begun.study, begun.user, held, "costs.main", text)


def found(begun: build.Begun, held: str) -> list[tuple[str, str]]:
    assert recount.broken_links(begun.study) == []
    return [(row["text"], row["kind"]) for row in build.notes_of(begun, held)]


def rewrite(begun: build.Begun, note: dict, text: str, kind: str | None = None, **more) -> None:
    capture.rewrite_note(begun.study, begun.user, note["id"], text, "costs", kind, **more)


def test_a_line_with_a_mark_is_a_note_of_that_kind_and_stays_as_typed(begun):
    held, _ = build.answered(begun, "/ goed team\n  ! te duur\n€500 lesgeld\nlesgeld")
    assert build.answer(begun, held)["text"] == "/ goed team\n  ! te duur\n€500 lesgeld\nlesgeld"
    assert found(begun, held) == [
        ("goed team", "strength"),
        ("te duur", "risk"),
        ("€500 lesgeld", "euro"),
        ("lesgeld", "plain"),
    ]


def test_a_mark_typed_changed_or_taken_away_keeps_the_note_and_changes_its_kind(begun):
    held, (note,) = build.answered(begun, "te duur")
    for line, kind in (("! te duur", "risk"), ("\\ te duur", "weakness"), ("te duur", "plain"), ("€ te duur", "euro")):
        save(begun, held, line)
        (now,) = build.notes_of(begun, held)
        assert (now["id"], now["kind"]) == (note["id"], kind)
    save(begun, held, "te duur")
    assert found(begun, held) == [("te duur", "plain")]


def test_a_line_that_never_had_a_mark_leaves_the_kind_of_its_note_alone(begun):
    held, (note,) = build.answered(begun, "te duur")
    with begun.study.engine.begin() as connection:  # as a note may be from before there were marks
        connection.execute(schema.note.update().values(kind="risk"))
    save(begun, held, "veel te duur")
    assert found(begun, held) == [("veel te duur", "risk")]
    rewrite(begun, note, "toch te duur")
    assert build.answer(begun, held)["text"] == "toch te duur"
    assert found(begun, held) == [("toch te duur", "risk")]


def test_a_marked_line_that_is_removed_and_typed_again_without_its_mark_is_plain(begun):
    held, (note, _) = build.answered(begun, "! te duur\nlesgeld")
    save(begun, held, "lesgeld")
    save(begun, held, "lesgeld\nte duur")
    assert found(begun, held) == [("lesgeld", "plain"), ("te duur", "plain")]
    save(begun, held, "lesgeld")
    save(begun, held, "lesgeld\n! te duur")
    assert [row["id"] for row in build.notes_of(begun, held)][1] == note["id"]
    assert found(begun, held)[1] == ("te duur", "risk")


def test_so_it_is_within_one_burst_of_typing(begun):
    held = build.interview(begun)
    for text in ("lesgeld\n! te duur", "lesgeld", "lesgeld\nte duur"):
        capture.save(begun.study, begun.user, held, "costs.main", text, burst="stay-1")
    assert found(begun, held) == [("lesgeld", "plain"), ("te duur", "plain")]


def test_another_kind_puts_its_mark_before_the_line_and_plain_takes_it_away_each_as_a_version(begun):
    held, (_, note) = build.answered(begun, "lesgeld\n  te duur\n")
    for number, (kind, line) in enumerate((("risk", "! te duur"), ("quote", ": te duur"), ("plain", "te duur")), 2):
        rewrite(begun, note, "te duur", kind)
        given = build.answer(begun, held)
        assert (given["text"], given["revision"]) == (f"lesgeld\n{line}\n", number)
        assert found(begun, held) == [("lesgeld", "plain"), ("te duur", kind)]


def test_another_text_leaves_the_mark_that_stood(begun):
    held, (note,) = build.answered(begun, "! te duur")
    rewrite(begun, note, "veel te duur")
    assert build.answer(begun, held)["text"] == "! veel te duur"
    assert found(begun, held) == [("veel te duur", "risk")]


def test_a_euro_sign_is_part_of_the_words_whatever_the_kind(begun):
    held, (note,) = build.answered(begun, "€ 500 per week")
    rewrite(begun, note, "€ 500 per week", "plain")
    assert build.answer(begun, held)["text"] == "€ 500 per week"
    assert found(begun, held) == [("€ 500 per week", "plain")]
    save(begun, held, "€ 500 per week\nlesgeld")  # the sign stood there already, so it does not make the kind anew
    assert found(begun, held)[0] == ("€ 500 per week", "plain")
    rewrite(begun, note, "€ 500 per week", "weakness")
    assert build.answer(begun, held)["text"] == "\\ € 500 per week\nlesgeld"
    rewrite(begun, note, "500 per week", "euro")
    assert build.answer(begun, held)["text"] == "€ 500 per week\nlesgeld"
    assert found(begun, held)[0] == ("€ 500 per week", "euro")


def test_a_mark_typed_in_the_form_of_a_note_counts_unless_another_kind_was_chosen_there(begun):
    held, (note,) = build.answered(begun, "te duur")
    rewrite(begun, note, "! veel te duur", "plain", opened=note)
    assert found(begun, held) == [("veel te duur", "risk")]
    (opened,) = build.notes_of(begun, held)
    rewrite(begun, opened, "/ niet te duur", "quote", opened=opened)
    assert (build.answer(begun, held)["text"], found(begun, held)) == (": niet te duur", [("niet te duur", "quote")])


def test_a_note_is_not_rewritten_to_a_mark_alone(begun):
    held, (note,) = build.answered(begun, "te duur")
    with pytest.raises(UserError, match="empty"):
        rewrite(begun, note, "!")
    assert found(begun, held) == [("te duur", "plain")]


def test_a_mark_put_before_the_line_by_one_does_not_come_in_the_way_of_the_text_of_another(begun):
    held, (opened,) = build.answered(begun, "500 per week")
    rewrite(begun, opened, "500 per week", "euro", opened=opened)  # the note now says “€ 500 per week”
    rewrite(begun, opened, "600 per week", "plain", opened=opened)
    assert found(begun, held) == [("€ 600 per week", "euro")]


def test_notes_from_before_there_were_marks_take_them_over_when_their_answer_is_next_saved(begun):
    held, (note, other) = build.answered(begun, "vertrekt\nlesgeld")
    with begun.study.engine.begin() as connection:
        stood = {"text": "! vertrekt\n!\nlesgeld"}
        connection.execute(schema.answer.update().values(stood))
        connection.execute(schema.answer_revision.update().values(stood))
        connection.execute(schema.note.update().where(schema.note.c.id == note["id"]).values(text="! vertrekt"))
        connection.execute(schema.note.update().where(schema.note.c.id == other["id"]).values(position=2))
        sign = {column.name: note[column.name] for column in schema.note.c}
        connection.execute(sa.insert(schema.note), [sign | {"id": "sign", "text": "!", "position": 1}])
    rewrite(begun, other, "lesgeld en boeken")
    assert build.answer(begun, held)["text"] == "! vertrekt\n!\nlesgeld en boeken"
    assert found(begun, held) == [("vertrekt", "risk"), ("lesgeld en boeken", "plain")]
    assert [row["id"] for row in build.notes_of(begun, held)] == [note["id"], other["id"]]
