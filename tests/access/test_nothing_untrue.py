"""What is held back from a lead makes nothing else untrue: a gap is said as a gap, and never as a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from canvas import method
from canvas.analysis.findings import between_moments
from canvas.analysis.findings.changed import points_changed
from canvas.analysis.findings.differing import differing
from canvas.analysis.findings.rated_factors import rated_factors
from canvas.capture import answers as capture
from canvas.errors import UserError
from canvas.read_models import differences_page, factors_page, over_time_page, perspectives_page
from canvas.read_models.held_back import is_held_back
from canvas.read_models.state_of_affairs import state_of_affairs
from canvas.report import between_moments_words, evidence, files, finding_words
from canvas.report.headline_of_perspectives import role_lines, table_sentences
from canvas.report.headline_words import headline
from canvas.speech import Speech
from canvas.store import Study, open_study, partnerships, respondents, study_settings
from canvas.store.limited.limited_study import as_seen_by
from canvas.store.points import point_states, points
from tests import build
from tests.access import small_study
from tests.access.small_study import CHECKED, Small
from tests.pages.screens import open_screen, texts
from tests.store.test_factors import scan

ROLES = list(method.roles([]))


@pytest.fixture
def small(begun) -> Small:
    """A point that was checked: an official's note contradicts it, which a lead does not see."""
    return _held_back(small_study.make(begun))


@pytest.fixture
def small_file(tmp_path) -> tuple[Path, str]:
    """The same study in a file, closed, and the id of that point."""
    study = open_study(str(tmp_path / "small.sqlite"), create=True)
    made = _held_back(small_study.make(build.begin(study)))
    study.close()
    return tmp_path / "small.sqlite", made.checked


def _held_back(small: Small) -> Small:
    with small.begun.study.writing(small.evaluator) as writer:
        study_settings.put_small_numbers(writer, "checked_points", 3)
    return small


def seen_by(small: Small, kind: str) -> Study:
    return as_seen_by(small.begun.study, {"kind": kind})


def _point(small: Small, kind: str) -> dict:
    with seen_by(small, kind).reading() as connection:
        return dict(points.get(connection, small.checked))


def test_a_lead_knows_that_a_point_is_contradicted_and_not_in_which_words(small):
    assert (len(_point(small, "researcher")["notes"]), _point(small, "researcher")["held_back"]) == (2, [])
    of_lead = _point(small, "lead")
    assert (list(of_lead["notes"].values()), of_lead["held_back"]) == (["supports"], ["contradicts"])


def test_a_note_that_was_taken_away_is_not_held_back(small):
    with small.begun.study.writing(small.evaluator) as writer:
        writer.connection.exec_driver_sql(f"UPDATE note SET retired = true WHERE id = '{small.note}'")
    assert _point(small, "lead")["held_back"] == []


def test_a_table_whose_points_are_held_back_is_not_called_empty(small):
    with small.begun.study.writing(small.evaluator) as writer:
        study_settings.put_small_numbers(writer, "nothing_below_n", 3)
    worded = {}
    for kind in ("researcher", "lead"):
        with seen_by(small, kind).reading() as connection:
            model = perspectives_page.perspectives_page(connection, small.pair, [], ["employer", "government"])
        lines = [
            line
            for standing in model.standings(ROLES)
            for line in role_lines(standing, Speech("en"), method.roles([]), held_back=kind == "lead")
        ]
        worded[kind] = [*table_sentences(model.findings, Speech("en")), *lines]
    assert worded["researcher"][0].startswith("2 points: ")
    assert worded["lead"][0] == "No point that you may see stands here."
    assert worded["lead"][1].startswith("Without a point that you may see: ")
    assert "Heard; no note or point of it is one that you may see." in worded["lead"]
    assert not any("was written yet" in line or "without a note" in line for line in worded["lead"])


def test_an_agreed_point_that_held_back_words_contradict_does_not_go_well(small):
    with small.begun.study.writing(small.evaluator) as writer:
        point_states.change_state(writer, small.checked, "agreed")
    by_kind = {}
    for kind in ("researcher", "lead"):
        with seen_by(small, kind).reading() as connection:
            findings = state_of_affairs(connection, small.pair, ROLES, ROLES).findings
        by_kind[kind] = [row for row in findings if row.basis.points == (small.checked,)]
        assert [(row.part, row.rule) for row in by_kind[kind]] == [("contested", "point_contradicted")], kind
    words = finding_words.statement(by_kind["lead"][0], Speech("nl"), method.roles([]))
    assert words.startswith(f"Tegengesproken: “{CHECKED} over geld”.")
    assert words.endswith("Woorden die het tegenspreken, zijn achtergehouden.")
    assert "achtergehouden" not in finding_words.statement(by_kind["researcher"][0], Speech("nl"), method.roles([]))


def test_a_lead_does_not_agree_to_a_point_of_which_words_are_held_back(small):
    with (
        pytest.raises(UserError, match="held back from you"),
        seen_by(small, "lead").writing(small.lead) as writer,
    ):
        point_states.change_state(writer, small.checked, "agreed", opened=_point(small, "lead"))
    assert _point(small, "researcher")["state"] == "checked"
    with small.begun.study.writing(small.evaluator) as writer:
        point_states.change_state(writer, small.checked, "agreed", opened=_point(small, "evaluator"))
    assert _point(small, "researcher")["state"] == "agreed"


def test_the_drawer_says_held_back_and_offers_no_agreement(monkeypatch, small_file):
    path, point_id = small_file
    for profile, limited in (("trekker-1", True), ("evaluator-1", False)):
        app = open_screen(monkeypatch, path, "perspectives", profile, point=point_id)
        assert not app.exception
        assert ("Zet op akkoord" in [button.label for button in app.button]) is not limited
        assert ("Jij zet dit punt niet op akkoord" in texts(app)) is limited
        assert ("woorden die het tegenspreken, zijn achtergehouden" in texts(app)) is limited


def test_the_evidence_of_such_a_point_says_held_back_and_not_that_nothing_contradicts_it(small):
    sheets = {}
    for kind in ("researcher", "lead"):
        with seen_by(small, kind).reading() as connection:
            gathered = evidence.evidence(connection, evidence.tables_named(connection, "", "", ""))
        sheets[kind] = files.content(gathered, Speech("nl"), ".md").decode()
    # of its two notes an employer's supports it and the official's contradicts it, which the lead does not see
    assert "1 notitie spreekt het tegen" in sheets["researcher"]
    assert "Woorden die het tegenspreken, zijn achtergehouden." in sheets["lead"]
    assert "Geen notitie spreekt dit punt tegen." not in sheets["lead"]
    assert "0 notities" not in sheets["lead"]


def test_of_points_that_are_held_back_none_is_called_new_or_gone():
    before, after = ([{"id": at, "text": text, "state": "draft"}] for at, text in (("a", "Weg ermee"), ("b", "Nieuw")))
    for rows in (before, after):
        rows[0].update(question="financing", perspectives=[], notes={}, state_reason="")

    def rules(*hidden: bool) -> list[str]:
        return [row.rule for row in points_changed(before, after, hidden)]

    assert rules(False, False) == ["points_replaced"]
    assert rules(True, False) == ["points_gone"]  # what is now was perhaps there before, held back
    assert rules(False, True) == ["points_new"]
    assert rules(True, True) == []


def test_no_difference_is_said_of_what_the_reader_sees_alone():
    rows = [{"group": "unheard", "key": "costs", "roles": [], "points": {"disputed": 0, "ids": []}}]
    speech, roles = Speech("en"), method.roles([])
    first = differing(rows, {}, [], held_back=True, unplaced=7)[0]
    assert headline(first, speech, roles) == (
        "No difference shows in what you may see; words and ratings of few people are held back. "
        "7 disputed points are in none of these rows, as words that they rest on are held back."
    )
    whole = headline(differing(rows, {}, [])[0], speech, roles)
    assert whole == "Nothing could be compared: nowhere did two roles give a rating, and no point is disputed."


def test_a_role_of_which_ratings_are_held_back_is_not_said_to_give_none():
    cell = {"factor": 1, "role": "government", "asked": 1, "n": 0, "dont_know": 0, "low": 0, "high": 0, "median": None}
    names = {"rated": [], "silent": [], "held_back": ["government"]}
    unseen, who = rated_factors([cell], [], ["government"], held_back=["government"], any_held_back=True)
    assert unseen.rule == "factors_held_back"
    assert {state: list(who.names[state]) for state in names} == names
    unrated, who = rated_factors([cell], [], ["government"])
    assert (unrated.rule, who.names["silent"], who.names["held_back"]) == ("factors_unrated", ("government",), ())


@pytest.fixture
def few_rated(begun) -> build.Begun:
    """Three employers answered; two of them rated costs and factor 1, two moments long, and nobody else anything."""
    with begun.study.writing(begun.user) as writer:
        third = respondents.add(writer, begun.partnership, "NT-B3", "employer")
        study_settings.put_small_numbers(writer, "checked_points", 3)
    for wave in (begun.wave, begun.later_wave):
        for person, rating in ((begun.employer, 2), (begun.employer_too, 4), (third, None)):
            made = build.interview(begun, person, wave=wave)
            capture.save(begun.study, begun.user, made, "costs.main", "Reistijd kost te veel")
            if rating:
                capture.rate(begun.study, begun.user, made, "costs.main", rating)
                scan(begun, {1: 1, 2: "asked"}, who=person, wave=wave)
    return begun


def test_ratings_that_few_gave_are_neither_denied_nor_called_alike(few_rated):
    pair, waves = (few_rated.partnership, few_rated.wave), (few_rated.wave, few_rated.later_wave)
    seen = {}
    for kind in ("researcher", "lead"):
        with as_seen_by(few_rated.study, {"kind": kind}).reading() as connection:
            assert is_held_back(connection, pair) is (kind == "lead")
            differs = differences_page.differences_page(connection, pair, (), ["costs"], ROLES, ["employer"])
            at_moment = factors_page.factors_page(connection, pair, 0, (), ROLES)
            at_wave = factors_page.factors_of_wave(connection, few_rated.wave, (), ROLES)
            course = over_time_page.ratings_over_time(connection, [pair], "blocks", ())
            changes = over_time_page.changes_page(connection, pair[0], waves, (), ["costs"], ROLES).changes
        seen[kind] = (
            [(row["group"], row["unshown"]) for row in differs.per_block],
            [(row["factor"], row["n"], row["silent"], row["held_back"]) for row in at_moment.now],
            (at_moment.held_back, at_moment.any_held_back, len(at_moment.low)),
            [(row["factor"], row["n"], row["held_back"]) for row in at_wave.rows],
            (course.is_unshown(few_rated.wave, "employer", "costs"), course.unshown),
            between_moments_words.sentences(*changes.first, Speech("en"))[0].partition(" nothing changed in ")[2],
        )
    assert seen["researcher"] == (
        [("unrated", [])],
        [(1, 2, 0, False), (2, 0, 2, False)],
        ((), False, 2),
        [(1, 2, False), (2, 0, False)],
        (False, set()),
        "points, ratings, partners or roles.",
    )
    assert seen["lead"] == (
        [("held_back", ["employer"])],
        [(1, 0, 0, True), (2, 0, 2, False)],
        (("employer",), True, 0),
        [(1, 0, True), (2, 0, False)],
        (True, {("costs", "employer"), (1, "employer")}),
        "what you see; ratings are held back.",
    )


def test_a_lead_reads_over_time_what_the_state_of_affairs_says(few_rated):
    pair, waves = (few_rated.partnership, few_rated.later_wave), (few_rated.wave, few_rated.later_wave)
    with few_rated.study.writing(few_rated.user) as writer:
        partnerships.add_partner(writer, few_rated.partnership, "Vertrekker BV", "employer", left="2025-01-01")
        officials = [respondents.add(writer, few_rated.partnership, f"NT-O{n}", "government") for n in (1, 2, 3, 4)]
        study_settings.put_small_numbers(writer, "checked_points", 4)  # no word of these moments is shown then
    for wave, value in zip(waves, (2, 4), strict=True):
        for person in officials:
            made = build.interview(few_rated, person, wave=wave)
            capture.rate(few_rated.study, few_rated.user, made, "costs.main", value)
    with as_seen_by(few_rated.study, {"kind": "lead"}).reading() as connection:
        changes = over_time_page.changes_page(connection, pair[0], waves, (), ["costs"], ROLES).changes
        of_state = state_of_affairs(connection, pair, ROLES, ROLES).findings
    assert changes is not None
    of_time = [row for rows in changes.parts.values() for row in rows if row.rule != "role_heard_now"]  # of time alone
    rules = {rule for of_part in between_moments.PARTS.values() for rule in of_part}
    described = [
        {(row.rule, row.basis.partners, row.names.get("role")) for row in rows if row.rule in rules}
        for rows in (of_time, of_state)
    ]
    assert described[0] == described[1]
    assert {rule for rule, _partners, _role in described[0]} == {"partner_left", "ratings_rose"}


def test_what_is_held_back_of_several_points_is_said_once_and_in_a_true_order(small):
    with small.begun.study.writing(small.begun.user) as writer:
        notes = {small.note: "contradicts"}
        second = points.add(writer, "value", "Nog een punt", [], *small.pair, notes=notes)
        agreed = points.add(writer, "value", "Eens", [], *small.pair, notes={small.note: "supports"})
    with small.begun.study.writing(small.evaluator) as writer:
        for point_id in (second, agreed):
            point_states.change_state(writer, point_id, "checked")
        point_states.change_state(writer, agreed, "agreed")
    speech, lines, sentences = Speech("en"), {}, {}
    for kind in ("researcher", "lead"):
        with seen_by(small, kind).reading() as connection:
            findings = state_of_affairs(connection, small.pair, ROLES, ROLES).findings
        for part in ("contested", "shared"):
            of_part = [row for row in findings if row.part == part]
            lines[kind, part] = finding_words.line(part, of_part, speech)
            sentences[kind, part] = " ".join(
                finding_words.sentence(row, speech, method.roles([])) for row in finding_words.said_once(of_part)
            )
    assert "of either, what most people speak against" in lines["researcher", "contested"]
    assert "of either in the order in which the points were written" in lines["lead", "contested"]
    assert "Of 2 of these points words that support or contradict them are held back." in lines["lead", "contested"]
    assert "held back" not in sentences["lead", "contested"]
    assert lines["researcher", "shared"] == finding_words.LINES["shared"]
    assert "is not known here" in lines["lead", "shared"]


# what each screen says to a lead, and what it says to who sees all; the lead never reads the second
WORDS_BY_PAGE = {
    "state": ("dat zegt niet dat ze er niet zijn", "Niemands woorden"),
    "documents": ("1 document van dit meetmoment is voor jou achtergehouden", "Nog geen documenten"),
    "differences": (
        "Cijfers van weinig mensen zijn voor jou achtergehouden",
        "Niemand gaf op dit meetmoment een cijfer",
    ),
}


@pytest.mark.parametrize("page", ["state", "documents", "differences"])
def test_screens_say_held_back_where_they_would_say_none(monkeypatch, small_file, page):
    expected, untrue = WORDS_BY_PAGE[page]
    app = open_screen(monkeypatch, small_file[0], page, "trekker-1")
    assert not app.exception
    assert expected in texts(app)
    assert untrue not in texts(app)


def test_giving_that_is_held_back_is_not_nothing(monkeypatch, small_file):
    app = open_screen(monkeypatch, small_file[0], "partnerships", "trekker-1", view="giving", partnership="NT")
    assert not app.exception
    everything = texts(app) + str(app._tree)
    assert "Nothing is written down" not in everything
    assert "Er is nog niets opgeschreven" not in everything
    assert "is voor jou achtergehouden" in everything


def test_something_is_held_back_of_a_moment_only_for_who_may_not_see_all(small):
    for kind, expected in (("lead", True), ("researcher", False), ("evaluator", False)):
        with seen_by(small, kind).reading() as connection:
            assert is_held_back(connection, small.pair) is expected, kind
