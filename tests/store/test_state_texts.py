"""What is written above a state of affairs, and which of its sentences stand where."""

from __future__ import annotations

import pytest

from canvas.errors import ChangedMeanwhileError, NotFoundError
from canvas.store import state_texts
from canvas.store.check.check import check
from tests import build


def write(begun: build.Begun, function, *values, by: str = "", **more):
    with begun.study.writing(by or begun.user) as writer:
        return function(writer, begun.partnership, begun.wave, *values, **more)


def read(begun: build.Begun, function):
    return build.read(begun, function, begun.partnership, begun.wave)


def test_a_summary_has_versions_and_an_empty_text_takes_it_away(begun):
    assert read(begun, state_texts.summary)["revision"] == 0
    write(begun, state_texts.save_summary, "")
    assert read(begun, state_texts.summary_versions) == []
    write(begun, state_texts.save_summary, " Het gaat goed.\r\n", opened=0)
    made = write(begun, state_texts.save_summary, "Het kan beter.", by=begun.other_user, opened=1)
    assert (made["text"], made["revision"], made["by"]) == ("Het kan beter.", 2, "onderzoeker-2")
    write(begun, state_texts.save_summary, "", opened=2)
    texts = [(row["number"], row["text"], row["by"]) for row in read(begun, state_texts.summary_versions)]
    assert texts == [
        (3, "", "onderzoeker-1"),
        (2, "Het kan beter.", "onderzoeker-2"),
        (1, "Het gaat goed.", "onderzoeker-1"),
    ]
    assert check(begun.study)["faults"] == []


def test_who_writes_on_an_older_version_keeps_the_text_and_is_shown_what_stands(begun):
    write(begun, state_texts.save_summary, "Het gaat goed.")
    with pytest.raises(ChangedMeanwhileError) as met:
        write(begun, state_texts.save_summary, "Het gaat slecht.", by=begun.other_user, opened=0)
    assert (met.value.who, met.value.clashes[0].mine, met.value.clashes[0].now) == (
        "onderzoeker-1",
        "Het gaat slecht.",
        "Het gaat goed.",
    )
    assert read(begun, state_texts.summary)["text"] == "Het gaat goed."


def test_sentences_are_put_in_order_and_left_out_and_it_is_said_by_whom(begun):
    write(begun, state_texts.choose, ["b", "a"], ["c"])
    chosen = read(begun, state_texts.choices)
    assert {key: (row["position"], row["left_out"], row["by"]) for key, row in chosen.items()} == {
        "b": (1, False, "onderzoeker-1"),
        "a": (2, False, "onderzoeker-1"),
        "c": (None, True, "onderzoeker-1"),
    }
    with pytest.raises(ChangedMeanwhileError):
        write(begun, state_texts.choose, ["a"], opened={})
    write(begun, state_texts.choose, [], opened=chosen)
    assert read(begun, state_texts.choices) == {}
    assert check(begun.study)["faults"] == []


def test_a_moment_that_there_is_not_has_no_summary_and_no_order(begun):
    with begun.study.writing(begun.user) as writer:
        with pytest.raises(NotFoundError):
            state_texts.save_summary(writer, begun.partnership, "onzin", "tekst")
        with pytest.raises(NotFoundError):
            state_texts.choose(writer, begun.partnership, "onzin", ["a"])
