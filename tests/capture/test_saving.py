"""Saving answers: what is stored, what is refused, and what becomes of notes."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.errors import ChangedMeanwhileError, NotFoundError, UserError
from canvas.store import answers, interviews
from canvas.store.check.check import check
from canvas.store.notes import notes
from canvas.store.points import points
from tests import build, recount


def save(begun: build.Begun, interview_id: str, text: str, **more) -> capture.Saved:
    return capture.save(begun.study, begun.user, interview_id, "costs.main", text, **more)


def refused(*what, by=capture.save, **more) -> UserError:
    with pytest.raises(UserError) as caught:
        by(*what, **more)
    assert all(caught.value.parts())
    return caught.value


def versions(begun: build.Begun, interview_id: str) -> int:
    with begun.study.reading() as connection:
        return len(answers.revisions(connection, build.answer(begun, interview_id)["id"]))


def test_what_is_typed_is_stored_as_it_was_typed(begun):
    interview = build.interview(begun)
    text = "  ingesprongen\n\n\n- met een streepje  \n"
    saved = save(begun, interview, text)
    assert saved == capture.Saved("stored", 1, text, saved.at, "answered", "onderzoeker-1")
    assert saved.at.endswith("Z")
    answer = build.answer(begun, interview)
    assert (answer["text"], answer["state"], answer["revision"]) == (text, "answered", 1)
    assert [row["text"] for row in build.notes_of(begun, interview)] == ["ingesprongen", "- met een streepje"]


def test_a_note_says_where_it_came_from(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    assert (note["partnership_id"], note["wave_id"], note["role"]) == (
        begun.partnership,
        begun.wave,
        "employer",
    )
    assert (note["block"], note["origin"], note["kind"], note["retired"]) == (
        "costs",
        "answer",
        "plain",
        False,
    )


def test_the_same_text_again_makes_no_version(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    assert save(begun, interview_id, "lesgeld").how == "unchanged"
    assert (
        save(begun, interview_id, "lesgeld\r\n").how == "stored"
    )  # an end of line is something typed, in any notation
    assert save(begun, interview_id, "lesgeld\n").how == "unchanged"
    assert versions(begun, interview_id) == 2


def test_a_save_that_is_sent_again_is_the_same_save(begun):
    interview = build.interview(begun)
    first = save(begun, interview, "lesgeld", base=0, attempt="a-1")
    again = save(begun, interview, "lesgeld", base=0, attempt="a-1")
    assert (first.how, again.how) == ("stored", "repeated")
    assert vars(again) | {"how": "stored"} == vars(first)
    assert (first.revision, first.text) == (1, "lesgeld")
    assert versions(begun, interview) == 1


def test_a_save_sent_again_after_somebody_else_saved_does_not_undo_theirs(begun):
    interview = build.interview(begun)
    save(begun, interview, "lesgeld", base=0, attempt="a-1")
    save(begun, interview, "lesgeld en boeken", base=1, attempt="b-1")
    again = save(begun, interview, "lesgeld", base=0, attempt="a-1")
    # the field typed on version 1, so that is its base: on version 2 it would type over what it has not seen
    assert (again.how, again.revision, again.text) == ("repeated", 1, "lesgeld en boeken")
    assert build.answer(begun, interview)["text"] == "lesgeld en boeken"


def test_typing_on_an_old_version_stores_nothing_and_gives_what_stands(begun):
    interview = build.interview(begun)
    theirs = capture.save(begun.study, begun.other_user, interview, "costs.main", "van de ander", base=0)
    mine = save(begun, interview, "van mij", base=0)
    assert mine == capture.Saved("stale", 1, "van de ander", theirs.at, "answered", "onderzoeker-2")
    assert versions(begun, interview) == 1
    assert [row["text"] for row in build.notes_of(begun, interview)] == ["van de ander"]


def test_two_who_typed_the_same_on_one_version_need_not_be_told(begun):
    interview = build.interview(begun)
    save(begun, interview, "lesgeld", base=0)
    assert save(begun, interview, "lesgeld", base=0).how == "unchanged"


def test_a_rating_meanwhile_does_not_come_in_the_way_of_words(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    capture.rate(begun.study, begun.other_user, interview_id, "costs.main", 3)
    assert save(begun, interview_id, "lesgeld", base=0).how == "unchanged"
    saved = save(begun, interview_id, "lesgeld en boeken", base=1)
    assert (saved.how, saved.revision) == ("stored", 3)
    answer = build.answer(begun, interview_id)
    assert (answer["text"], answer["rating"]) == ("lesgeld en boeken", 3)


def test_a_rating_on_words_that_another_wrote_meanwhile_does_not_hide_them(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    capture.save(begun.study, begun.other_user, interview_id, "costs.main", "reiskosten", base=1)
    capture.save(begun.study, begun.other_user, interview_id, "costs.main", "lesgeld", base=2)
    capture.rate(begun.study, begun.other_user, interview_id, "costs.main", 3)
    assert (
        save(begun, interview_id, "lesgeld en boeken", base=1).how == "stale"
    )  # the words were changed, if only for a while


def test_a_rating_before_a_first_word_does_not_come_in_its_way(begun):
    interview = build.interview(begun)
    capture.rate(begun.study, begun.other_user, interview, "costs.main", 3)
    assert save(begun, interview, "lesgeld", base=0).how == "stored"


def test_a_base_of_a_study_that_was_put_back_to_an_earlier_day_is_not_taken(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    assert save(begun, interview_id, "lesgeld en boeken", base=9).how == "stale"
    assert save(begun, interview_id, "lesgeld en boeken", base=-1).how == "stale"


def test_typing_on_saves_whose_outcome_is_not_known_yet_is_typing_on_those_that_were_stored(begun):
    interview = build.interview(begun)
    save(begun, interview, "les", base=0, attempt="a-1")
    save(begun, interview, "lesgeld", base=0, attempt="a-2", on=["a-1"])
    saved = save(begun, interview, "lesgeld en boeken", base=0, attempt="a-4", on=["a-1", "a-2", "never-came-in"])
    assert (saved.how, saved.revision) == ("stored", 3)


def test_an_attempt_on_another_answer_or_by_another_after_it_is_no_base(begun):
    interview = build.interview(begun, question_keys=("costs.main", "revenues.main"))
    save(begun, interview, "lesgeld", base=0, attempt="a-1")
    capture.save(begun.study, begun.other_user, interview, "costs.main", "reiskosten", base=1)
    assert save(begun, interview, "lesgeld en boeken", base=0, on=["a-1"]).how == "stale"
    capture.save(begun.study, begun.other_user, interview, "revenues.main", "subsidie", base=0, attempt="b-1")
    mine = capture.save(begun.study, begun.user, interview, "revenues.main", "loon", base=0, on=["a-1"])
    assert mine.how == "stale"


def test_an_attempt_is_not_taken_for_one_on_another_answer(begun):
    interview = build.interview(begun, question_keys=("costs.main", "revenues.main"))
    save(begun, interview, "lesgeld", base=0, attempt="a-1")
    refused(begun.study, begun.user, interview, "revenues.main", "subsidie", attempt="a-1")
    assert build.answer(begun, interview, "revenues.main")["text"] == ""


def test_a_text_that_gives_way_to_another_is_kept_as_a_version_and_disturbs_nobody(begun):
    interview = build.interview(begun)
    capture.save(begun.study, begun.other_user, interview, "costs.main", "van de ander", base=0)
    (note,) = build.notes_of(begun, interview)
    mine = (begun.study, begun.user, interview, "costs.main", "van mij")
    aside = capture.set_aside(*mine, attempt="a-1")
    assert (aside.how, aside.text, aside.state) == ("stored", "van de ander", "answered")
    assert capture.set_aside(*mine, attempt="a-1").revision == aside.revision
    with begun.study.reading() as connection:
        version_rows = answers.revisions(connection, build.answer(begun, interview)["id"])
    assert [(row["text"], row["by"]) for row in version_rows] == [
        ("van de ander", "onderzoeker-1"),
        ("van mij", "onderzoeker-1"),
        ("van de ander", "onderzoeker-2"),
    ]
    assert build.notes_of(begun, interview) == [note]
    # the other typed on under it, on the version of before
    more = capture.save(begun.study, begun.other_user, interview, "costs.main", "van de ander, en meer", base=1)
    assert more.how == "stored"
    assert check(begun.study)["faults"] == []


def test_a_text_is_not_set_aside_in_a_completed_interview(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    interviewing.complete(begun.study, begun.user, interview_id)
    assert (
        "completed"
        in refused(begun.study, begun.user, interview_id, "costs.main", "van mij", by=capture.set_aside).fault
    )
    assert versions(begun, interview_id) == 1


def test_an_answer_emptied_is_open_again_unless_its_rating_stands(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    save(begun, interview_id, " \n ")
    assert build.answer(begun, interview_id)["state"] == "open"
    save(begun, interview_id, "lesgeld")
    capture.rate(begun.study, begun.user, interview_id, "costs.main", 4)
    save(begun, interview_id, "")
    assert build.answer(begun, interview_id)["state"] == "answered"
    capture.rate(begun.study, begun.user, interview_id, "costs.main", None)
    assert build.answer(begun, interview_id)["state"] == "open"


def test_no_opinion_gives_way_to_words_and_stays_under_none(begun):
    interview = build.interview(begun)
    capture.pass_over(begun.study, begun.user, interview, "costs.main", "no_opinion")
    save(begun, interview, "  ")
    assert build.answer(begun, interview)["state"] == "no_opinion"
    save(begun, interview, "toch wel: lesgeld")
    assert build.answer(begun, interview)["state"] == "answered"


def test_words_are_not_passed_over(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    for state in ("no_opinion", "skipped"):
        error = refused(begun.study, begun.user, interview_id, "costs.main", state, "druk", by=capture.pass_over)
        assert "already" in error.fault
    assert build.answer(begun, interview_id)["text"] == "lesgeld"


def test_an_answer_with_words_that_is_opened_again_still_counts_as_answered(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    assert capture.pass_over(begun.study, begun.user, interview_id, "costs.main", "open").how == "unchanged"
    assert build.answer(begun, interview_id)["state"] == "answered"


def test_skipping_needs_a_reason_which_goes_when_it_is_asked_after_all(begun):
    interview = build.interview(begun)
    error = refused(begun.study, begun.user, interview, "costs.main", "skipped", " ", by=capture.pass_over)
    assert "reason" in error.fault
    capture.pass_over(begun.study, begun.user, interview, "costs.main", "skipped", " weet de boekhouder ")
    answer = build.answer(begun, interview)
    assert (answer["state"], answer["reason"]) == ("skipped", "weet de boekhouder")
    capture.pass_over(begun.study, begun.user, interview, "costs.main", "open")
    answer = build.answer(begun, interview)
    assert (answer["state"], answer["reason"]) == ("open", "")


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_outside_1_to_5_is_refused(begun, rating):
    interview = build.interview(begun)
    refused(begun.study, begun.user, interview, "costs.main", rating, by=capture.rate)
    assert build.answer(begun, interview)["rating"] is None


def test_a_number_and_dont_know_do_not_go_together(begun):
    interview = build.interview(begun)
    capture.rate(begun.study, begun.user, interview, "costs.main", 2, dont_know=True)
    answer = build.answer(begun, interview)
    assert (answer["rating"], answer["dont_know"]) == (2, False)


def test_a_completed_interview_refuses_says_so_and_takes_it_once_opened_again(begun):
    interview_id, _ = build.answered(begun, "lesgeld")
    interviewing.complete(begun.study, begun.user, interview_id)
    error = refused(begun.study, begun.user, interview_id, "costs.main", "iets anders")
    assert "completed" in error.fault
    assert build.answer(begun, interview_id)["text"] == "lesgeld"
    with begun.study.writing(begun.user) as writer:
        interviews.reopen(writer, interview_id)
    assert save(begun, interview_id, "iets anders").how == "stored"


def test_an_interview_that_has_not_begun_is_not_completed(begun):
    interview_id = interviewing.plan(
        begun.study, begun.user, build.short_guide(), begun.partnership, begun.wave, [begun.employer], "nl"
    )
    assert "not begun" in refused(begun.study, begun.user, interview_id, by=interviewing.complete).fault


def test_a_line_of_a_hundred_thousand_characters_is_kept_whole(begun):
    long = "é🎓" * 50_000
    interview_id, (note,) = build.answered(begun, long)
    assert note["text"] == long
    assert build.answer(begun, interview_id)["text"] == long
    save(begun, interview_id, f"kort\n{long}!")
    assert [row["id"] for row in build.notes_of(begun, interview_id)][1] == note["id"]
    assert check(begun.study)["faults"] == []


def test_a_text_of_more_than_a_million_characters_is_refused_with_a_way_on(begun):
    interview = build.interview(begun)
    assert "1,000,000" in refused(begun.study, begun.user, interview, "costs.main", "x" * 1_000_001).message()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        "<style>*{display:none}</style>",
        "'; DROP TABLE note; --",
        "\"aangehaald\" en 'enkel'",
        "100 % {zeker} %s {0}",
        "👩‍🔧 🇳🇱 é ü ﷺ",
        "=1+1",
        "\\n \\ \x0b\x1c",
    ],
)
def test_every_text_is_kept_as_it_is(begun, text):
    interview_id, (note,) = build.answered(begun, text)
    assert build.answer(begun, interview_id)["text"] == text
    assert note["text"] == text.strip()


def test_signs_that_no_database_keeps_are_left_out_and_the_rest_stays(begun):
    interview_id, (note,) = build.answered(begun, "les\x00geld \ud83d\udc4d?\udfff")
    # the pair of surrogates is two lone ones to Python, and falls away with the third
    assert (note["text"], build.answer(begun, interview_id)["text"]) == ("lesgeld ?", "lesgeld ?")


def test_a_note_rewritten_changes_its_own_line_and_leaves_blank_lines_and_indents(begun):
    interview_id, rows = build.answered(begun, "eerste\n\n   tweede\n \n\tderde\n")
    capture.rewrite_note(begun.study, begun.user, rows[1]["id"], "  tweede,\nmaar  anders ", "costs")
    answer = build.answer(begun, interview_id)
    assert answer["text"] == "eerste\n\ntweede, maar anders\n \n\tderde\n"
    assert answer["revision"] == 2
    assert [(row["id"], row["text"]) for row in build.notes_of(begun, interview_id)] == [
        (rows[0]["id"], "eerste"),
        (rows[1]["id"], "tweede, maar anders"),
        (rows[2]["id"], "derde"),
    ]


def test_of_two_equal_lines_the_one_of_the_note_is_rewritten(begun):
    interview_id, rows = build.answered(begun, "ja\nnee\nja")
    capture.rewrite_note(begun.study, begun.user, rows[2]["id"], "ja, soms", "costs")
    assert build.answer(begun, interview_id)["text"] == "ja\nnee\nja, soms"


def test_a_note_rewritten_after_its_line_moved_changes_the_line_where_it_is_now(begun):
    interview_id, (first, second) = build.answered(begun, "lesgeld\nreiskosten")
    save(begun, interview_id, "reiskosten\nkoffie\nlesgeld")
    capture.rewrite_note(begun.study, begun.user, first["id"], "lesgeld en boeken", "costs")
    assert build.answer(begun, interview_id)["text"] == "reiskosten\nkoffie\nlesgeld en boeken"
    assert build.notes_of(begun, interview_id)[0]["id"] == second["id"]


def test_a_note_moved_to_another_block_leaves_its_line_and_stays_there_when_the_answer_is_edited(begun):
    interview_id, (note,) = build.answered(begun, "minder uitkeringen")
    capture.move_note(begun.study, begun.user, note["id"], "revenues")
    assert build.answer(begun, interview_id)["revision"] == 1
    save(begun, interview_id, "minder uitkeringen dan eerst")
    (now,) = build.notes_of(begun, interview_id)
    assert (now["id"], now["block"]) == (note["id"], "revenues")


def test_a_note_of_a_completed_interview_may_still_be_put_right_on_the_poster(begun):
    interview_id, (note,) = build.answered(begun, "lesgelt")
    interviewing.complete(begun.study, begun.user, interview_id)
    capture.rewrite_note(begun.study, begun.user, note["id"], "lesgeld", "costs")
    assert build.answer(begun, interview_id)["text"] == "lesgeld"


def test_a_note_is_not_rewritten_to_nothing_nor_to_a_block_that_is_none(begun):
    _, (note,) = build.answered(begun, "lesgeld")
    assert "empty" in refused(begun.study, begun.user, note["id"], " \n", "costs", by=capture.rewrite_note).fault
    wrong = refused(begun.study, begun.user, note["id"], "lesgeld", "kosten", by=capture.rewrite_note)
    assert "kosten" in wrong.message()


def test_a_note_that_was_taken_away_meanwhile_is_not_rewritten(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    save(begun, interview_id, "wij zoeken al jaren monteurs")
    error = refused(begun.study, begun.user, note["id"], "lesgeld en boeken", "costs", by=capture.rewrite_note)
    assert "taken away" in error.fault
    assert build.answer(begun, interview_id)["text"] == "wij zoeken al jaren monteurs"


def test_of_two_who_rewrite_one_note_the_second_is_told_what_the_first_wrote(begun):
    interview_id, (opened,) = build.answered(begun, "lesgeld")
    capture.rewrite_note(begun.study, begun.other_user, opened["id"], "lesgeld en boeken", "costs", opened=opened)
    with pytest.raises(ChangedMeanwhileError) as caught:
        capture.rewrite_note(begun.study, begun.user, opened["id"], "lesgeld en reizen", "costs", opened=opened)
    assert caught.value.now == "lesgeld en boeken"
    assert "onderzoeker-2 changed it meanwhile; it now says “lesgeld en boeken”" in caught.value.message()
    assert build.answer(begun, interview_id)["text"] == "lesgeld en boeken"
    read = opened | {"text": caught.value.now}
    capture.rewrite_note(begun.study, begun.user, opened["id"], "lesgeld, boeken en reizen", "costs", opened=read)
    assert build.answer(begun, interview_id)["text"] == "lesgeld, boeken en reizen"


def test_what_was_left_as_it_was_in_the_form_of_a_note_stays_as_it_is_by_now(begun):
    interview_id, (opened,) = build.answered(begun, "lesgeld")
    capture.rewrite_note(begun.study, begun.other_user, opened["id"], "lesgeld", "funding", "risk", opened)
    capture.rewrite_note(begun.study, begun.user, opened["id"], "lesgeld en boeken", "costs", "plain", opened)
    (now,) = build.notes_of(begun, interview_id)
    assert (now["text"], now["block"], now["kind"]) == ("lesgeld en boeken", "funding", "risk")
    with pytest.raises(ChangedMeanwhileError) as met:
        capture.rewrite_note(begun.study, begun.user, opened["id"], "lesgeld", "revenues", "strength", opened)
    assert [(clash.label, clash.mine, clash.now) for clash in met.value.clashes] == [
        ("Block", "revenues", "funding"),
        ("Kind", "strength", "risk"),
    ]
    capture.rewrite_note(
        begun.study, begun.user, opened["id"], "lesgeld", "revenues", "plain", now | {"text": "lesgeld"}
    )
    (now,) = build.notes_of(begun, interview_id)
    assert (now["text"], now["block"], now["kind"]) == ("lesgeld en boeken", "revenues", "plain")


def test_a_note_that_does_not_exist_is_not_found(begun):
    with pytest.raises(NotFoundError):
        capture.rewrite_note(begun.study, begun.user, "weg", "lesgeld", "costs")


def test_every_version_of_a_note_is_kept(begun):
    interview_id, (note,) = build.answered(begun, "lesgeld")
    save(begun, interview_id, "lesgeld en boeken")
    capture.rewrite_note(begun.study, begun.other_user, note["id"], "lesgeld en boeken", "funding")
    save(begun, interview_id, "")
    revision_rows = sorted(recount.table(begun.study, "note_revision"), key=lambda row: row["number"])
    assert [(row["text"], row["block"], row["retired"], row["user_id"]) for row in revision_rows] == [
        ("lesgeld", "costs", False, begun.user),
        ("lesgeld en boeken", "costs", False, begun.user),
        ("lesgeld en boeken", "funding", False, begun.other_user),
        ("lesgeld en boeken", "funding", True, begun.user),
    ]


def test_a_note_keeps_its_id_and_the_points_on_it_when_its_line_is_edited_moved_or_brought_back(begun):
    interview_id, (note, _) = build.answered(begun, "begeleiding kost de leermeester een dag\nlesgeld")
    with begun.study.writing(begun.user) as writer:
        point = points.add(
            writer,
            "financing",
            "Begeleiden kost tijd",
            ["employer"],
            begun.partnership,
            begun.wave,
            {note["id"]: "supports"},
        )
    for text in (
        "lesgeld\nbegeleiding kost de leermeester twee dagen",
        "lesgeld",
        "lesgeld\nbegeleiding kost de leermeester twee dagen",
    ):
        save(begun, interview_id, text)
        with begun.study.reading() as connection:
            assert points.get(connection, point)["notes"] == {note["id"]: "supports"}
            assert points.points_by_note(connection, [note["id"]])[note["id"]][0]["id"] == point
    with begun.study.reading() as connection:
        now = notes.get(connection, note["id"])
    assert (now["text"], now["retired"], now["position"]) == (
        "begeleiding kost de leermeester twee dagen",
        False,
        1,
    )
