"""Who was asked and heard, person by person, on both engines."""

from __future__ import annotations

from canvas.capture import answers as capture
from canvas.store.overview.voices import last_notes_of, notes_of, voices
from tests import build


def heard(begun: build.Begun) -> dict[tuple[str, str], bool]:
    """Per code and wave whether that respondent was heard; who was not asked is not in it."""
    with begun.study.reading() as connection:
        return {(row["code"], row["wave_id"]): row["heard"] for row in voices(connection, begun.partnership)}


def test_who_was_asked_is_there_and_heard_once_one_question_was_answered(begun):
    first = build.interview(begun, begun.employer, question_keys=("costs.main", "channels.main"))
    build.interview(begun, begun.government)
    assert heard(begun) == {("NT-B1", begun.wave): False, ("NT-G1", begun.wave): False}
    capture.save(begun.study, begun.user, first, "costs.main", "Te duur")
    capture.pass_over(begun.study, begun.user, first, "channels.main", "no_opinion")
    assert heard(begun) == {("NT-B1", begun.wave): True, ("NT-G1", begun.wave): False}


def test_all_of_a_group_are_heard_and_one_who_is_interviewed_twice_stands_at_each_wave_once(begun):
    group = build.interview(begun, begun.employer, begun.employer_too)
    again = build.interview(begun, begun.employer)
    later = build.interview(begun, begun.employer, wave=begun.later_wave)
    for interview in (group, again, later):
        capture.save(begun.study, begun.user, interview, "costs.main", "Te duur")
    assert heard(begun) == {
        ("NT-B1", begun.wave): True,
        ("NT-B2", begun.wave): True,
        ("NT-B1", begun.later_wave): True,
    }


def test_the_notes_of_a_person_are_those_of_its_answers_that_stand(begun):
    interview, (first, second) = build.answered(begun, "Te duur\nEn te laat")
    capture.save(begun.study, begun.user, interview, "costs.main", "En te laat")
    with begun.study.reading() as connection:
        by_person = notes_of(connection, begun.partnership, [begun.employer, begun.government], [begun.wave])
    assert by_person == {(begun.employer, begun.wave): [second["id"]]}
    assert first["id"] not in str(by_person)


def test_the_last_notes_of_a_person_are_of_the_last_wave_with_any_also_where_nothing_was_noted_at_the_last_one(begun):
    _interview, (note,) = build.answered(begun, "Te duur")
    again = build.interview(begun, begun.employer, wave=begun.later_wave)
    waves, people = [begun.wave, begun.later_wave], [begun.employer, begun.government]

    def last(until: int) -> dict[str, list[str]]:
        with begun.study.reading() as connection:
            heard = voices(connection, begun.partnership)
            return last_notes_of(connection, begun.partnership, people, waves[:until], heard)

    assert last(2) == last(1) == {begun.employer: [note["id"]]}
    capture.save(begun.study, begun.user, again, "costs.main", "Nu goedkoper")
    later = build.notes_of(begun, again)[0]["id"]
    assert (last(1), last(2)) == ({begun.employer: [note["id"]]}, {begun.employer: [later]})
