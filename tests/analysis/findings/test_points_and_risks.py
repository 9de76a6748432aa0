"""What points, ratings and notes of risk give as findings, worked out by hand."""

from __future__ import annotations

from canvas import method
from canvas.analysis.findings.changed import few_counted, few_ratings_changed, points_changed, ratings_changed
from canvas.analysis.findings.departed import codes_of, with_departed
from canvas.analysis.findings.points import agreed, contested
from canvas.analysis.findings.risks import exits, risks
from canvas.analysis.findings.same_people import SamePeople, with_same_people
from canvas.report import finding_words
from canvas.speech import Speech


def point(name: str, text: str, state: str = "draft", question: str = "financing", **notes: str) -> dict:
    return {
        "id": name,
        "text": text,
        "state": state,
        "state_reason": "",
        "question": question,
        "perspectives": [],
        "notes": notes,
    }


def note(name: str, text: str, role: str | None, *codes: str, **more: object) -> dict:
    row = {"id": name, "text": text, "role": role, "codes": list(codes), "block": "costs", "kind": "plain"}
    return row | {"retired": False, "erased_at": None, "interview_id": "i", "document_id": None} | more


def by_id(*notes: dict) -> dict[str, dict]:
    return {row["id"]: row for row in notes}


def test_a_contested_point_names_one_quote_of_either_side_and_counts_people_once():
    notes = by_id(
        note("a", "Te duur", "employer", "B1"),
        note("b", "Veel te duur", "employer", "B1", "B2"),
        note("c", "Het valt mee", "government", "O1"),
        note("d", "weg", "government", "O2", retired=True),
    )
    points = [point("p", "Het is te duur", "contested", a="supports", b="supports", c="contradicts", d="contradicts")]
    (finding,) = contested(points, notes)
    assert finding.rule == "point_contested"
    assert (finding.names["supporting"], finding.names["supporting_role"]) == ("Veel te duur", "employer")
    assert (finding.names["contradicting"], finding.names["contradicting_role"]) == ("Het valt mee", "government")
    assert (finding.figure, finding.n) == (1, 3)  # one speaks against; B1, B2 and O1 in all
    assert finding.basis.points == ("p",)


def test_the_other_side_is_quoted_from_another_role_where_there_is_one():
    notes = by_id(
        note("a", "Ja", "employer", "B1"),
        note("b", "Nee", "employer", "B2", "B3"),
        note("c", "Ook nee", "education", "S1"),
    )
    (finding,) = contested([point("p", "x", "contested", a="supports", b="contradicts", c="contradicts")], notes)
    assert finding.names["contradicting"] == "Ook nee"


def test_two_people_are_quoted_of_a_point_where_there_are_two():
    # B1 speaks for (with B2) and against; S1 speaks for alone: for is S1, as the only one against is B1
    notes = by_id(
        note("a", "Ja", "employer", "B1", "B2"),
        note("b", "Zeker", "education", "S1"),
        note("c", "Toch niet", "employer", "B1"),
    )
    (finding,) = contested([point("p", "x", "contested", a="supports", b="supports", c="contradicts")], notes)
    assert (finding.names["supporting"], finding.names["contradicting"]) == ("Zeker", "Toch niet")
    assert finding.names["both"] == 0
    # another person of the same role before the same person in another role
    of_role = by_id(
        note("a", "Ja", "employer", "B1"),
        note("b", "Nee", "lead", "B1"),
        note("c", "Nee hoor", "employer", "B2"),
    )
    (finding,) = contested([point("p", "x", "contested", a="supports", b="contradicts", c="contradicts")], of_role)
    assert (finding.names["contradicting"], finding.names["both"]) == ("Nee hoor", 0)


def test_where_one_person_says_both_the_sentence_says_so():
    notes = by_id(note("a", "Ja", "employer", "B1"), note("b", "Nee", "employer", "B1"))
    (finding,) = contested([point("p", "Het kan", "contested", a="supports", b="contradicts")], notes)
    roles = method.standard_roles()
    assert finding_words.sentence(finding, Speech("nl"), roles) == (
        "Betwist: “Het kan”. Ondernemers: “Ja”. Ondernemers: “Nee”. 1 persoon zegt beide."
    )
    assert finding_words.statement(finding, Speech("en"), roles) == "Contested: “Het kan”. 1 person says both."
    alone = contested([point("p", "Het kan", "contested", a="supports")], notes)[0]
    assert "both" not in finding_words.sentence(alone, Speech("en"), roles)


def test_a_point_that_is_contradicted_stands_after_one_that_is_called_contested():
    notes = by_id(note("a", "Nee", "employer", "B1"), note("b", "Ook niet", "education", "S1"))
    points = [
        point("p", "Goed", "agreed", a="contradicts"),
        point("q", "Beter", "contested"),
        point("r", "Stil", "agreed", b="supports"),
    ]
    assert [(row.rule, row.basis.points) for row in contested(points, notes)] == [
        ("point_contested", ("q",)),
        ("point_contradicted", ("p",)),
    ]
    assert [row.basis.points for row in agreed(points, notes)] == [("r",)]


def test_what_most_roles_carry_goes_well_first():
    notes = by_id(
        note("a", "x", "employer", "B1"),
        note("b", "y", "education", "S1"),
        note("c", "z", "employer", "B1", "B2", "B3"),
    )
    points = [point("p", "Een rol", "agreed", c="supports"), point("q", "Twee", "agreed", a="supports", b="supports")]
    assert [(row.basis.points, row.figure, row.n) for row in agreed(points, notes)] == [(("q",), 2, 2), (("p",), 1, 3)]


def test_agreed_goes_well_where_a_strength_says_so_and_no_weakness_or_risk():
    notes = by_id(
        note("a", "Vast werk", "employer", "B1", kind="strength"),
        note("b", "Drie mensen dragen alles", "education", "S1", kind="risk"),
        note("c", "Gewoon", "employer", "B2"),
        note("d", "Traag", "employer", "B3", kind="weakness", retired=True),
    )
    points = [
        point("p", "Negen vonden werk", "agreed", a="supports", c="supports", d="supports"),  # d was taken away
        point("q", "Kennis hangt aan enkelen", "agreed", c="supports"),
        point("r", "Het draait op drie mensen", "agreed", a="supports", b="supports"),
        point("s", "Half gezien", "agreed", a="supports") | {"held_back": ["supports"]},
    ]
    placed = {row.basis.points[0]: (row.part, row.rule) for row in agreed(points, notes)}
    assert placed["p"] == ("well", "point_agreed")
    assert {placed[key] for key in "qrs"} == {("shared", "point_shared")}
    # what was left out stays left out under either heading
    assert {row.key for row in agreed(points, notes)} == {f"point_agreed/{key}" for key in "pqrs"}


def test_what_rests_on_somebody_whose_partner_has_left_says_so():
    # B1 and B2 speak for De Zon, which left; B3 does not
    notes = [
        note("a", "Het geld is op", "employer", "B1", "B3", kind="risk"),
        note("b", "Wij stappen uit", "employer", "B1", kind="action"),
        note("c", "Te traag", "employer", "B3", kind="risk"),
    ]
    answers = [{"id": "x", "factor": 3, "rating": 1, "text": "", "voters": ["B1", "B2"], "role": "employer"}]
    left = {"organisation": "De Zon", "left": "2025-11-01"}
    findings = [*exits([], notes, "2026-01-01"), *risks(notes, answers)]
    assert codes_of(findings) == {"B1", "B2", "B3"}
    roles = method.standard_roles()
    sentences = [
        finding_words.gone(finding, Speech("en")) for finding in with_departed(findings, {"B1": left, "B2": left})
    ]
    assert sentences == [
        "Speaks for a partner that has left: De Zon (1 Nov 2025).",
        "Speaks for a partner that has left: De Zon (1 Nov 2025).",
        "1 of 2 speaks for a partner that has left: De Zon (1 Nov 2025).",
        "",
    ]
    assert finding_words.statement(with_departed(findings, {"B1": left})[0], Speech("nl"), roles).endswith(
        "Spreekt voor een vertrokken partner: De Zon (01-11-2025)."
    )


def test_points_that_became_contested_are_named_and_new_and_gone_ones_counted():
    before = [
        point("a1", "De opleiding is te lang"),
        point("b1", "Iedereen betaalt mee"),
        point("c1", "Niets verandert"),
    ]
    after = [
        point("a2", "De opleiding is te lang", "contested", n="supports"),
        point("c2", "Niets verandert"),
        point("d2", "Heel iets anders", "contested"),
        point("e2", "En nog wat nieuws"),
    ]
    first, new, gone = points_changed(before, after)
    assert (first.rule, first.names["text"], first.basis.points) == (
        "became_contested",
        "De opleiding is te lang",
        ("a2", "a1"),
    )
    assert (new.rule, new.figure, new.names["contested"], new.basis.points) == (
        "points_new",
        2,
        1,
        ("d2", "e2"),
    )  # contested first
    assert (gone.rule, gone.figure, gone.basis.points) == ("points_gone", 1, ("b1",))


def test_where_no_point_is_like_one_of_before_the_table_was_written_anew():
    before = [point("a1", "De opleiding is te lang"), point("b1", "De gemeente betaalt mee")]
    after = [
        point("x2", "Iedereen vond werk", "contested"),
        point("y2", "Het fonds is leeg"),
        point("z2", "Rijles helpt"),
    ]
    (finding,) = points_changed(before, after)
    assert (finding.rule, finding.figure, finding.names["before"], finding.names["contested"]) == (
        "points_replaced",
        3,
        2,
        1,
    )
    assert set(finding.basis.points) == {"x2", "y2", "z2"}
    roles = method.standard_roles()
    assert finding_words.sentence(finding, Speech("nl"), roles) == (
        "De punten zijn opnieuw opgeschreven: de 3 van nu lijken op geen van de 2 van het vorige meetmoment; "
        "1 daarvan is betwist."
    )
    assert [row.rule for row in points_changed([], after)] == ["points_new"]
    assert [row.rule for row in points_changed(before, [])] == ["points_gone"]


def rated(role: str, values: str, block: str = "costs") -> dict:
    signs = [int(sign) for sign in values.split(",")]
    return {"block": block, "role": role} | {f"rated_{value}": signs.count(value) for value in range(1, 6)}


def test_ratings_rise_or_fall_from_one_point_of_the_median_on_and_never_on_fewer_than_three():
    before = [
        rated("employer", "3,3,4"),
        rated("government", "4,4,4"),
        rated("education", "2,2"),
        rated("lead", "1,1,1"),
    ]
    after = [
        rated("employer", "4,4,4"),
        rated("government", "3,4,4"),
        rated("education", "5,5,5"),
        rated("lead", "5,5,5"),
    ]
    (rise,) = ratings_changed("block", "block", before, after, ["employer", "government", "education"])
    assert rise.rule == "ratings_rose"
    assert (rise.names["role"], rise.names["before"], rise.names["after"], rise.figure) == ("employer", 3, 4, 1)
    assert (rise.names["n"], rise.names["n_before"]) == (3, 3)
    (fall,) = ratings_changed("block", "block", after[:1], before[:1], ["employer"])
    assert (fall.rule, fall.figure) == ("ratings_fell", -1)


def test_what_few_voices_rate_lower_or_higher_is_counted_after_what_rose_on_enough():
    # employers 3 -> 4 on three ratings; of one or two people: government 5 -> 3, education 2 -> 1, lead 3,3 -> 5
    before = [
        rated("employer", "3,3,3"),
        rated("government", "5"),
        rated("education", "2"),
        rated("project_lead", "3,3"),
    ]
    after = [rated("employer", "4,4,4"), rated("government", "3"), rated("education", "1"), rated("project_lead", "5")]
    roles = ["employer", "government", "education", "project_lead"]
    few = few_ratings_changed("block", "block", before, after, roles)
    (rose,) = ratings_changed("block", "block", before, after, roles)
    first, counted = few_counted([*few[:1], rose, *few[1:]])
    assert first == rose
    assert (counted.rule, counted.names["lower"], counted.names["higher"], counted.figure) == ("ratings_few", 2, 1, 3)
    assert counted.weight < rose.weight
    assert finding_words.sentence(counted, Speech("en"), method.standard_roles()) == (
        "3 ratings changed where only one or two people rated (2 lower, 1 higher): see “Over time”."
    )
    alone = few_ratings_changed("block", "block", before[1:2], after[1:2], roles)
    assert few_counted(alone) == alone  # a single one says itself what it is
    assert few_counted([]) == []


def test_who_rated_both_times_is_not_said_where_a_vote_is_held_back():
    # the employers' median rose from 3 to 4, but one of the two who rated both times fell from 4 to 2
    (rose,) = ratings_changed(
        "block", "block", [rated("employer", "2,3,4")], [rated("employer", "2,4,5")], ["employer"]
    )
    then, now = {"a": 2, "b": 3, "c": 4}, {"b": 4, "c": 2, "d": 5}
    votes = [
        {"role": "employer", "block": "costs", "factor": None, "wave_id": wave, "person": person, "code": person}
        | {"rating": rating}
        for wave, ratings in (("1", then), ("2", now))
        for person, rating in ratings.items()
    ]
    (whole,) = with_same_people([rose], votes, ("1", "2"), {})
    assert whole.names["same_people"] == SamePeople(1, 1, 0, 2)
    assert with_same_people([rose], votes[1:], ("1", "2"), {}) == [rose]


def test_risks_are_notes_of_that_kind_and_low_factors_with_the_first_explanation():
    notes = [note("a", "Gewoon", "employer", "B1"), note("b", "Straks is het geld op", "government", "O1", kind="risk")]
    answers = [
        {"id": "x", "factor": 3, "rating": 2, "text": " ", "codes": ["B1"], "voters": ["B1"], "role": "employer"},
        {
            "id": "y",
            "factor": 3,
            "rating": 1,
            "text": "Niemand overlegt\n",
            "codes": ["B1", "B2"],
            "voters": ["B1", "B2"],
            "role": "employer",
        },
        {"id": "z", "factor": 4, "rating": 3, "text": "Matig", "codes": ["B1"], "voters": ["B1"], "role": "employer"},
    ]
    low, risk = risks(notes, answers)
    assert (low.rule, low.names["factor"], low.names["why"], low.n) == ("factor_low", 3, "Niemand overlegt", 2)
    assert low.basis.answers == ("x", "y")
    assert (risk.rule, risk.names["text"], risk.basis.notes) == ("note_of_risk", "Straks is het geld op", ("b",))


def test_a_partner_that_is_to_leave_is_a_risk_until_that_day_and_so_is_an_action_that_says_so():
    def partner(name: str, left: str | None) -> dict:
        return {"id": name, "organisation": name.title(), "left": left}

    partners = [partner("a", "2027-03-01"), partner("b", None), partner("c", "2026-11-30"), partner("d", "2026-12-31")]
    notes = [
        note("x", "Bedrijf A stopt in maart", "employer", "B1", kind="action"),
        note("y", "Bellen met bedrijf A", "employer", "B1", kind="action"),
        note("z", "De motor stopt", "employer", "B1"),
        note("w", "Trekt zich terug", "employer", "B1", kind="action", retired=True),
    ]
    findings = exits(partners, notes, "2026-11-30")
    # c leaves today: it is no longer a warning; the soonest of the others comes first
    assert [(row.rule, row.basis.partners or row.basis.notes) for row in findings] == [
        ("partner_leaving", ("d",)),
        ("partner_leaving", ("a",)),
        ("exit_in_words", ("x",)),
    ]
    assert findings[0].names["left"] == "2026-12-31"
