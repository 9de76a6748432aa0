"""What was agreed and whether it was kept: worked out by hand on a few agreements at three moments."""

from canvas.analysis.findings.agreements_made import agreements_made
from canvas.report import finding_words
from canvas.speech import Speech

FIRST, SECOND, THIRD = ({"wave_id": f"w{place}", "position": place} for place in (1, 2, 3))


def agreement(name: str, moment: dict, state: str = "open", **more: object) -> dict:
    row = {"id": name, "text": f"Wij doen {name}.", "due": None, "reason": "", "organisation": None, "carried_to": None}
    row |= {"note_id": None, "point_id": None, "partner_id": None, "state": state}
    return row | {"wave_id": moment["wave_id"], "wave_position": moment["position"]} | more


def rules(findings: list) -> list[tuple[str, str]]:
    return [(finding.rule, finding.names["agreement"]) for finding in findings]


def test_what_is_overdue_stands_first_and_a_day_is_not_over_before_it_has_passed():
    rows = [
        agreement("geen dag", THIRD),
        agreement("vandaag", THIRD, due="2026-05-10"),
        agreement("gisteren", THIRD, due="2026-05-09"),
        agreement("gedaan", THIRD, "kept", due="2026-01-01"),
    ]
    assert rules(agreements_made(rows, THIRD, SECOND, "2026-05-10")) == [
        ("agreement_overdue", "gisteren"),
        ("agreement_open", "vandaag"),
        ("agreement_open", "geen dag"),
        ("agreement_kept", "gedaan"),
    ]


def test_of_the_moment_before_all_stand_here_of_earlier_ones_what_is_open_and_of_later_ones_nothing():
    rows = [
        agreement("oud gedaan", FIRST, "kept"),
        agreement("oud open", FIRST),
        agreement("vorige", SECOND, "not_kept", reason="geen tijd"),
        agreement("later", THIRD),
    ]
    assert rules(agreements_made(rows, SECOND, FIRST, "2026-05-10")) == [
        ("agreement_not_kept", "vorige"),
        ("agreement_open", "oud open"),
        ("agreement_kept", "oud gedaan"),
    ]
    assert rules(agreements_made(rows, THIRD, SECOND, "2026-05-10")) == [
        ("agreement_not_kept", "vorige"),
        ("agreement_open", "oud open"),
        ("agreement_open", "later"),
    ]


def test_one_that_was_carried_on_stands_at_its_later_moment_alone():
    rows = [agreement("eerst", FIRST, carried_to="verder"), agreement("verder", SECOND)]
    assert rules(agreements_made(rows, SECOND, FIRST, "2026-05-10")) == [("agreement_open", "verder")]
    assert rules(agreements_made(rows, FIRST, None, "2026-05-10")) == [("agreement_open", "eerst")]


def test_each_rests_on_its_note_or_point_and_names_its_partner_and_keys_differ():
    rows = [
        agreement("a", FIRST, note_id="n", partner_id="p", organisation="Vakschool"),
        agreement("b", FIRST, point_id="q"),
        agreement("c", FIRST, point_id="q"),
    ]
    findings = agreements_made(rows, FIRST, None, "2026-05-10")
    assert [(f.basis.notes, f.basis.points, f.basis.partners) for f in findings] == [
        (("n",), (), ("p",)),
        ((), ("q",), ()),
        ((), ("q",), ()),
    ]
    assert [finding.key for finding in findings] == ["agreement_open/a", "agreement_open/b", "agreement_open/c"]


def test_the_sentences_name_partner_day_and_reason():
    rows = [
        agreement("a", FIRST, due="2026-05-09", organisation="Vakschool"),
        agreement("b", FIRST, "not_kept", reason="Geen tijd."),
        agreement("c", FIRST, "kept"),
    ]
    findings = agreements_made(rows, FIRST, None, "2026-05-10")
    assert [finding_words.sentence(finding, Speech("nl"), {}) for finding in findings] == [
        "“Wij doen a” (Vakschool, vóór 09-05-2026): de dag is voorbij en het is nog open.",
        "“Wij doen b”: niet nagekomen, want “Geen tijd”.",
        "“Wij doen c”: nagekomen.",
    ]
    assert finding_words.sentence(findings[0], Speech("en"), {}) == (
        "“Wij doen a” (Vakschool, before 9 May 2026): its day has passed and it is still open."
    )
