"""Partnerships, their partners and respondents, and the moments at which they are looked at."""

from __future__ import annotations

import pytest

from canvas.errors import NotFoundError, UserError
from canvas.store import interviews, moments, partnerships, respondents, study_settings, users
from canvas.store.overview import filtered_moments, moment_summaries
from tests import build


def refused(begun: build.Begun, by, *what, **more) -> UserError:
    with pytest.raises(UserError) as caught, begun.study.writing(begun.user) as writer:
        by(writer, *what, **more)
    assert all(caught.value.parts())
    return caught.value


def done(begun: build.Begun, by, *what, **more):
    with begun.study.writing(begun.user) as writer:
        return by(writer, *what, **more)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NexTechnician", "NT"),
        ("Startplein Techniek met Loopbaanleren", "STL"),
        ("techniek", "TEC"),
        ("Één Énergie", "EE"),
        ("École Zürich", "EZ"),
        ("технология", "P"),
        ("2030", "P"),
    ],
)
def test_a_code_is_proposed_that_respondents_can_carry(study, name, code):
    with study.reading() as connection:
        assert partnerships.propose_code(connection, name) == code
    assert respondents.CODE.fullmatch(f"{code}-B1")


def test_a_code_in_use_gets_a_number(begun):
    with begun.study.reading() as connection:
        assert partnerships.propose_code(connection, "NexTechnician") == "NT2"


def test_a_partnership_says_what_was_said_of_it_and_keeps_its_code_when_it_changes(begun):
    made = done(begun, partnerships.add, "  Lift  Off ", "lo", "Gelderland", 2025, "Samenvatting\r\nin twee regels")
    done(begun, partnerships.change, made, "Lift Omhoog", "Overijssel", None, "")
    with begun.study.reading() as connection:
        row = partnerships.get(connection, made)
    assert (row["name"], row["code"], row["region"], row["since"]) == (
        "Lift Omhoog",
        "LO",
        "Overijssel",
        None,
    )


def test_a_name_or_code_that_exists_is_refused(begun):
    assert "exists already" in refused(begun, partnerships.add, "nieuwe TECHNIEK").fault
    assert "exists already" in refused(begun, partnerships.add, "Iets anders", "nt").fault


@pytest.mark.parametrize("name", ["", "  \n", "\x00", "x" * 201])
def test_a_name_that_is_missing_or_too_long_is_refused(begun, name):
    refused(begun, partnerships.add, name)


@pytest.mark.parametrize("code", ["WARMTEMAKERS", "N.T", "É1", "-NT", "A-B-C-D"])
def test_a_code_that_no_respondent_could_carry_is_refused(begun, code):
    assert "look like a code" in refused(begun, partnerships.add, "Lift Off", code).fault


def test_a_partner_that_left_stays_listed_and_leaves_after_it_joined(begun):
    made = done(begun, partnerships.add_partner, begun.partnership, "De Koperen Bocht", "employer", "2024-01-01")
    done(begun, partnerships.change_partner, made, "De Koperen Bocht", "employer", "2024-01-01", "2025-06-30")
    with begun.study.reading() as connection:
        (row,) = partnerships.partners(connection, begun.partnership)
    assert (row["organisation"], row["joined"], row["left"]) == (
        "De Koperen Bocht",
        "2024-01-01",
        "2025-06-30",
    )
    backwards = (made, "De Koperen Bocht", None, "2025-01-01", "2024-12-31")
    assert "before the start" in refused(begun, partnerships.change_partner, *backwards).fault


def test_an_organisation_is_a_partner_once_at_a_time_and_may_come_back(begun):
    first = done(begun, partnerships.add_partner, begun.partnership, "De Koperen Bocht", "employer", "2024-01-01")
    assert "already" in refused(begun, partnerships.add_partner, begun.partnership, " de koperen BOCHT ").fault
    done(begun, partnerships.add_partner, done(begun, partnerships.add, "Lift Off"), "De Koperen Bocht")
    done(begun, partnerships.change_partner, first, "De Koperen Bocht", None, None, None)  # its own name is no other's
    left = (first, "De Koperen Bocht", "employer", "2024-01-01", "2025-06-30")
    done(begun, partnerships.change_partner, *left)
    again = done(begun, partnerships.add_partner, begun.partnership, "De Koperen Bocht", None, "2026-01-01")
    done(begun, partnerships.change_partner, *left)  # what was there before can still be corrected
    assert "already" in refused(begun, partnerships.change_partner, *left[:4], None).fault
    with begun.study.reading() as connection:
        assert {row["id"] for row in partnerships.partners(connection, begun.partnership)} == {first, again}


def test_a_partner_does_not_take_the_name_of_another(begun):
    done(begun, partnerships.add_partner, begun.partnership, "De Koperen Bocht")
    other = done(begun, partnerships.add_partner, begun.partnership, "Gemeente Veldrijk", None, None, "2025-06-30")
    renamed = (other, "De Koperen Bocht", None, None)
    error = refused(begun, partnerships.change_partner, *renamed, None)
    assert error.message().startswith("Organisation: “De Koperen Bocht” is a partner here already.")
    done(begun, partnerships.change_partner, *renamed, "2025-06-30")


def test_the_next_code_of_a_role_is_the_first_that_is_free(begun):
    with begun.study.reading() as connection:
        assert respondents.propose_code(connection, begun.partnership, "B") == "NT-B3"
        assert respondents.propose_code(connection, begun.partnership, "O") == "NT-O1"


@pytest.mark.parametrize("code", ["Noor", "Noor de Vries", "noor@bedrijf.nl", "NT-B", "", "NT-B1;--", "<b>1</b>"])
def test_what_looks_like_a_name_is_no_code(begun, code):
    refused(begun, respondents.add, begun.partnership, code, "employer")


def test_a_code_is_written_in_capitals_and_is_used_once(begun):
    made = done(begun, respondents.add, begun.partnership, "nt-o1", "education")
    with begun.study.reading() as connection:
        listed = respondents.of_partnership(connection, begun.partnership)
    assert [row["code"] for row in listed] == ["NT-B1", "NT-B2", "NT-G1", "NT-O1"]
    assert "exists already" in refused(begun, respondents.add, begun.partnership, "NT-O1", "education").fault
    done(begun, respondents.change, made, "NT-O1", "education", None)  # its own code is no other's


def test_somebody_who_was_interviewed_keeps_the_role_they_spoke_in(begun):
    done(begun, respondents.change, begun.employer, "NT-B1", "government", None)
    done(begun, respondents.change, begun.employer, "NT-B1", "employer", None)
    build.interview(begun)
    change = (begun.employer, "NT-B1", "government", None)
    assert "NT-B1 has been interviewed" in refused(begun, respondents.change, *change).message()
    done(begun, respondents.change, begun.employer, "NT-B9", "employer", None)


def test_an_interview_is_with_people_of_one_role_of_one_partnership(begun):
    other = done(begun, partnerships.add, "Lift Off")
    stranger = done(begun, respondents.add, other, "LO-B1", "employer")
    guide = build.interview(begun)
    with begun.study.reading() as connection:
        guide_id = interviews.get(connection, guide)["guide_id"]
    for who in ([], ["weg"], [begun.employer, begun.government], [begun.employer, stranger]):
        refused(begun, interviews.plan, begun.partnership, begun.wave, who, guide_id, "nl")


def test_a_moment_is_changed_in_place_and_its_dates_run_forward(begun):
    pair = (begun.partnership, begun.wave)
    done(begun, moments.put_moment, *pair, "evaluation", "Stichting", "2026-01-01", "2026-06-30", "Lessen")
    with begun.study.reading() as connection:
        row = moments.moment(connection, *pair)
        assert len(moments.moments(connection)) == 2
    assert (row["phase"], row["legal_form"], row["label"], row["agenda"]) == (
        "evaluation",
        "Stichting",
        "Meting 1",
        "Lessen",
    )
    refused(begun, moments.put_moment, *pair, "running", "", "2026-06-30", "2026-01-01")


def test_a_wave_comes_after_the_others_and_has_a_name_of_its_own(begun):
    done(begun, moments.add_wave, "Meting 3")
    assert "exists" in refused(begun, moments.add_wave, "meting 3").fault
    with begun.study.reading() as connection:
        assert [row["label"] for row in moments.waves(connection)] == ["Meting 1", "Meting 2", "Meting 3"]


def test_a_study_begins_once_with_all_blocks_unless_fewer_are_named(study):
    with study.writing("") as writer:
        study_settings.begin(writer, "Titel", "en", blocks=["costs", "partners"])
    with study.reading() as connection:
        row = study_settings.describe(connection)
    assert (row["blocks"], row["own_roles"], row["language"]) == (["partners", "costs"], [], "en")
    with pytest.raises(UserError, match="begun already"), study.writing("") as writer:
        study_settings.begin(writer, "Nog een", "nl")


def test_an_empty_study_describes_nothing(study):
    with study.reading() as connection:
        assert study_settings.describe(connection) is None


def test_a_role_of_ones_own_is_added_once_under_a_key_of_its_english_name(begun):
    key = done(begun, study_settings.add_own_role, "Politieke partij", "Political  party", True)
    assert key == "political_party"
    for names in (
        ("Andere partij", "political party"),
        ("POLITIEKE PARTIJ", "Party"),
        ("Ondernemers", "Owners"),
        ("", "x"),
    ):
        refused(begun, study_settings.add_own_role, *names, True)
    with begun.study.reading() as connection:
        (row,) = study_settings.require_begun(connection)["own_roles"]
    names = {"label_nl": "Politieke partij", "label_en": "Political party"}
    assert row == {"key": key, "in_table": True, "letter": "A", "colour": 0} | names


def test_a_profile_has_a_pseudonym_of_its_own(begun):
    for name in ("", "noor@bedrijf.nl", "ONDERZOEKER-1", "x" * 61):
        refused(begun, users.add, name, "researcher")
    with begun.study.reading() as connection:
        assert [row["name"] for row in users.every(connection)] == ["onderzoeker-1", "onderzoeker-2"]
        assert users.find(connection, begun.user)["kind"] == "researcher"
        assert users.find(connection, "weg") is None
        assert users.find(connection, None) is None


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\"'`", "👩‍🔧 é", "x" * 200, "'; DROP TABLE partnership; --"]
)
def test_every_text_of_a_partnership_is_kept_as_it_is(begun, text):
    made = done(begun, partnerships.add, text, "LO", text, None, text)
    done(begun, partnerships.add_partner, made, text)
    done(begun, moments.put_moment, made, begun.wave, legal_form=text, agenda=text)
    with begun.study.reading() as connection:
        row, moment = partnerships.get(connection, made), moments.moment(connection, made, begun.wave)
        (partner,) = partnerships.partners(connection, made)
    texts = [row["name"], row["region"], row["summary"], partner["organisation"]]
    assert texts + [moment[name] for name in ("legal_form", "agenda")] == [text] * 6


@pytest.mark.parametrize("identifier", ["weg", "", "'; DROP TABLE note; --", "<script>", "🎓" * 200])
def test_an_id_that_does_not_exist_is_not_found_and_says_so(begun, identifier):
    with begun.study.reading() as connection:
        for find in (partnerships.get, interviews.get):
            with pytest.raises(NotFoundError) as caught:
                find(connection, identifier)
            assert identifier[:80] in caught.value.message()
            assert len(caught.value.message()) < 250
        with pytest.raises(NotFoundError):
            moments.moment(connection, begun.partnership, identifier)


def test_the_overview_counts_interviews_by_how_far_they_are(begun):
    guide = build.short_guide()
    from canvas.capture import interviewing

    interviewing.plan(begun.study, begun.user, guide, begun.partnership, begun.wave, [begun.employer], "nl")
    build.answered(begun, "lesgeld")
    interviewing.complete(begun.study, begun.user, build.interview(begun, begun.government))
    with begun.study.reading() as connection:
        first, later = moment_summaries.overview(
            connection, filtered_moments.page_of(connection, filtered_moments.MomentFilter())
        )
    assert (first["label"], first["interviews"]) == (
        "Meting 1",
        {"planned": 1, "under_way": 1, "completed": 1},
    )
    assert later["interviews"] == {"planned": 0, "under_way": 0, "completed": 0}
    assert (first["notes"], first["blocks"], later["notes"], first["documents"]) == (1, 1, 0, 0)


def test_the_overview_names_the_interview_under_way_or_planned_where_there_is_just_one(begun):
    from canvas.capture import interviewing

    def plan() -> str:
        who = [begun.employer]
        return interviewing.plan(begun.study, begun.user, build.short_guide(), *pair, who, "nl")

    def only() -> dict:
        with begun.study.reading() as connection:
            first, later = moment_summaries.overview(
                connection, filtered_moments.page_of(connection, filtered_moments.MomentFilter())
            )
        assert later["only_interview"] == {}
        return first["only_interview"]

    pair = (begun.partnership, begun.wave)
    assert only() == {}
    planned, under_way = plan(), build.interview(begun)
    assert only() == {"planned": planned, "under_way": under_way}
    plan()
    interviewing.complete(begun.study, begun.user, build.interview(begun, begun.government))
    assert only() == {"under_way": under_way}
    build.interview(begun, begun.employer_too)
    assert only() == {}


def test_a_save_marks_its_own_moment_as_changed(begun):
    with begun.study.reading() as connection:
        before = {row["label"]: row["changed_at"] for row in moments.moments(connection)}
    done(begun, lambda writer: setattr(writer, "at", "2999-01-01T00:00:00.000Z") or _note(writer, begun))
    with begun.study.reading() as connection:
        after = {row["label"]: row["changed_at"] for row in moments.moments(connection)}
    assert after == {"Meting 1": "2999-01-01T00:00:00.000Z", "Meting 2": before["Meting 2"]}


def _note(writer, begun: build.Begun) -> None:
    from canvas.store.notes import notes

    notes.add(
        writer,
        partnership_id=begun.partnership,
        wave_id=begun.wave,
        role=None,
        block="costs",
        text="x",
        origin="session",
        position=0,
    )
