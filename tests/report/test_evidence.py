"""What points rest on is gathered whole: every voice, every word, every number worked out by hand."""

from __future__ import annotations

import hashlib

import pytest

from canvas.errors import NotFoundError
from canvas.report.evidence import every_table, evidence, tables_named
from canvas.report.evidence_model import Scope
from canvas.store.notes import notes
from canvas.store.points import points
from tests.report.evidence_study import PASSAGE, PUBLISHED, change_note, rested


def gathered(begun, *scopes, by="onderzoeker-1"):
    with begun.study.reading() as connection:
        return evidence(connection, scopes, by)


def the_point(begun, point_id):
    gathered_evidence = gathered(begun, Scope(point_id=point_id))
    return gathered_evidence, gathered_evidence.tables[0].points[0]


def test_a_point_is_gathered_with_who_stands_behind_it_and_how_it_came_to_be(begun):
    made = rested(begun)
    gathered_evidence, point = the_point(begun, made.point)
    assert (gathered_evidence.study, gathered_evidence.made_by, gathered_evidence.tables[0].partnership) == (
        "Proefonderzoek",
        "onderzoeker-1",
        "Nieuwe Techniek",
    )
    assert (point.state, point.state_by, point.reason) == ("agreed", "onderzoeker-2", "Besproken in de stuurgroep")
    assert (point.perspectives, point.reach) == (("employer",), "own")
    # two lines of one answer and a passage of the transcript of that same interview, all of NT-B1
    wanted = {"notes": 3, "respondents": 1, "roles": 1, "interviews": 1, "contradicting": 1, "withdrawn": 0}
    assert {name: point.counts[name] for name in wanted} == wanted
    assert [act["how"] for act in point.history] == ["state", "state", "made"]
    assert [note["how"] for note in point.history[-1]["notes"]].count("supports") == 3
    assert point.flags == ()


TITLES = (("nl", "Korte gespreksleidraad"), ("en", "Short interview guide"))


def test_every_note_leads_back_to_the_question_and_the_words(begun):
    made = rested(begun)
    _, point = the_point(begun, made.point)
    first, second, spoken = point.supporting
    (against,) = point.contradicting
    assert [note.number for note in (first, second, spoken, against)] == [1, 2, 3, 4]
    assert first.origin.wording.endswith("?")
    assert first.origin.question == "costs.main"
    assert first.origin.spoken[0].parted == ("", "Een leermeester kost ons een dag per week", "\n! Reizen is duur")
    assert second.origin.spoken[0].parted == ("Een leermeester kost ons een dag per week\n", "! Reizen is duur", "")
    assert (second.kind, second.text) == ("risk", "Reizen is duur")
    interview = first.origin.interview
    assert (interview.codes, interview.mode, interview.guide, interview.guide_version, interview.interviewer) == (
        ("NT-B1",),
        "in_person",
        TITLES,
        1,
        "onderzoeker-1",
    )
    assert against.origin.section == "Kosten"
    assert against.origin.interview is None
    assert against.role == ""
    assert "".join(against.origin.spoken[0].parted) == PUBLISHED


def test_a_passage_of_a_transcript_stands_among_the_turns_around_it(begun):
    made = rested(begun)
    _, point = the_point(begun, made.point)
    origin = point.supporting[2].origin
    assert [(piece.speaker, piece.part, piece.at_ms) for piece in origin.spoken] == [
        ("Interviewer", "interviewer", 0),
        ("NT-B1", "respondent", 65_000),
        ("Interviewer", "interviewer", 72_500),
    ]
    assert origin.spoken[1].parted == ("Vooral tijd. ", PASSAGE, "")
    assert (origin.before, origin.after) == (False, True)
    assert origin.question == "costs.main"
    assert origin.wording == point.supporting[0].origin.wording
    assert origin.interview.id == made.interview
    assert origin.document.hash == "ab" * 32


def test_sources_are_listed_once_in_the_order_of_their_numbers(begun):
    made = rested(begun)
    gathered_evidence, _ = the_point(begun, made.point)
    assert [source.id for source in gathered_evidence.interviews] == [made.interview]
    assert [source.id for source in gathered_evidence.documents] == [made.transcript, made.publication]
    assert [
        gathered_evidence.source_number(source) for source in (made.interview, made.transcript, made.publication)
    ] == [1, 2, 3]
    assert gathered_evidence.text_hashes == {made.publication: hashlib.sha256(PUBLISHED.encode()).hexdigest()}


def test_a_note_that_changed_since_flags_its_point_and_shows_its_versions(begun):
    made = rested(begun)
    change_note(begun, made.answered[0], "Een leermeester kost ons twee dagen per week")
    _, point = the_point(begun, made.point)
    (flag,) = point.flags
    assert (flag["how"], flag["note_id"]) == ("changed", made.answered[0])
    versions = point.supporting[0].versions
    assert [(version["number"], version["text"]) for version in versions] == [
        (2, "Een leermeester kost ons twee dagen per week"),
        (1, "Een leermeester kost ons een dag per week"),
    ]
    assert point.supporting[1].versions == ()


def test_a_note_that_was_taken_away_stays_in_sight_and_no_longer_counts(begun):
    made = rested(begun)
    with begun.study.writing(begun.user) as writer:
        notes.change(writer, notes.lock(writer, made.spoken), retired=True)
    _, point = the_point(begun, made.point)
    assert point.supporting[2].retired
    assert point.counts["notes"] == 2
    assert point.counts["withdrawn"] == 1
    assert [flag["how"] for flag in point.flags] == ["withdrawn"]


def test_a_table_says_who_was_heard_silent_and_not_asked_per_question(begun):
    rested(begun)
    (table,) = gathered(begun, Scope(begun.partnership, begun.wave)).tables
    # an answer with two notes and a transcript's one on the costs, all of the employer
    assert table.heard["employer", "financing"] == {"state": "heard", "notes": 3}
    assert table.heard["government", "financing"]["state"] == "not_asked"
    assert len(table.heard) == 5 * 4  # also of the roles without a row in the table
    assert table.heard["participant", "value"]["state"] == "not_asked"


@pytest.mark.parametrize(
    ("question", "row", "points_there", "heard_there"),
    [
        ("financing", "employer", 1, 1),
        ("financing", "government", 0, 1),
        ("financing", "shared", 0, 5),
        ("value", "", 0, 5),
        ("", "employer", 1, 4),
        ("", "", 1, 20),
    ],
)
def test_a_cell_a_row_and_a_column_hold_what_stands_in_them(begun, question, row, points_there, heard_there):
    rested(begun)
    (table,) = gathered(begun, Scope(begun.partnership, begun.wave, question, row)).tables
    assert (len(table.points), len(table.heard)) == (points_there, heard_there)


def test_a_note_under_two_points_keeps_its_number(begun):
    made = rested(begun)
    with begun.study.writing(begun.user) as writer:
        points.add(
            writer, "financing", "Reizen is te duur", [], begun.partnership, begun.wave, {made.answered[1]: "supports"}
        )
    first, second = gathered(begun, Scope(begun.partnership, begun.wave)).tables[0].points
    assert [point.number for point in (first, second)] == [1, 2]
    assert second.supporting[0].number == first.supporting[1].number == 2


def test_points_taken_off_the_table_are_named_with_who_did_it(begun):
    made = rested(begun)
    with begun.study.writing(begun.other_user) as writer:
        points.retire(writer, made.point)
    (table,) = gathered(begun, Scope(begun.partnership, begun.wave)).tables
    assert table.points == ()
    assert [(gone["id"], gone["by"]) for gone in table.taken_off] == [(made.point, "onderzoeker-2")]
    assert the_point(begun, made.point)[1].retired


def test_every_table_that_holds_a_point_or_a_note_is_named_and_no_other(begun):
    rested(begun)
    with begun.study.reading() as connection:
        assert every_table(connection) == [Scope(begun.partnership, begun.wave)]
        assert tables_named(connection, "nt", "meting 2") == [Scope(begun.partnership, begun.later_wave)]
        assert tables_named(connection, "Nieuwe Techniek", "1") == [Scope(begun.partnership, begun.wave)]
        assert len(tables_named(connection, "NT")) == 2
        for wrong in (("XX", "", ""), ("NT", "Meting 9", ""), ("", "", "nope")):
            with pytest.raises(NotFoundError):
                tables_named(connection, *wrong)


@pytest.mark.parametrize("scope", [{"question": "nope"}, {"row": "nope"}, {"point_id": "nope"}])
def test_what_is_not_there_is_said(begun, scope):
    with pytest.raises(NotFoundError):
        gathered(begun, Scope(begun.partnership, begun.wave, **scope))


def test_a_long_turn_is_cut_around_the_passage_and_the_passage_never(begun):
    from tests.report.evidence_study import passage_note, transcript

    made = rested(begun)
    long = "a" * 5_000 + " " + "het midden " * 200 + "b" * 5_000
    text = transcript(begun, made.interview, (("NT-B1", long, None),), question=None)
    middle = ("het midden " * 200).strip()
    note = passage_note(begun, text, middle, turn=0, role="employer")
    with begun.study.writing(begun.user) as writer:
        points.put_note(writer, made.point, note, "supports")
    _, point = the_point(begun, made.point)
    origin = next(note_ for note_ in point.supporting if note_.id == note).origin
    before, noted, after = origin.spoken[0].parted
    assert noted == middle
    assert len(before) == len(after) == 600
    assert (origin.before, origin.after, origin.spoken[0].at_ms) == (True, True, None)
