"""The perspectives screen: links that open a point, signing it, dissent beside it, and what asks for another look."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from canvas.capture import answers as capture
from canvas.store import Study, open_study
from canvas.store.database import schema
from canvas.store.points import point_versions, points
from canvas.ui.points.point_links import STALE
from tests import build
from tests.pages.screens import open_screen, texts


@pytest.fixture
def begun(tmp_path: Path):
    """A study under way, in a file."""
    study = open_study(str(tmp_path / "own.sqlite"), create=True)
    yield build.begin(study)
    study.close()


def point(
    begun: build.Begun, text: str = "Leren kost geld", state: str = "draft", wave: str = "", **stances: str
) -> str:
    """A point of onderzoeker-1 that onderzoeker-2 brought this far."""
    at = (begun.partnership, wave or begun.wave)
    with begun.study.writing(begun.user) as writer:
        return points.add(writer, "financing", text, ["employer", "education"], *at, stances, state, begun.other_user)


def screen(
    monkeypatch, begun: build.Begun, profile: str = "onderzoeker-1", page: str = "perspectives", **link
) -> AppTest:
    monkeypatch.setattr("canvas.ui.i18n.language", lambda: "en")  # AppTest also names options outside the session
    app = open_screen(monkeypatch, Path(begun.study.target), page, profile, "en", **link)
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    app = button.click().run()
    assert not app.exception
    return app


def field(app: AppTest, label: str):
    (text_field,) = [field_ for field_ in app.text_input if field_.label.startswith(label)]
    return text_field


def stands(begun: build.Begun, point_id: str) -> tuple[str, str, str]:
    with begun.study.reading() as connection:
        row = points.get(connection, point_id)
    return row["state"], row["state_by_name"], row["state_reason"]


def test_a_link_to_a_point_opens_it_at_its_own_moment_whatever_else_the_link_says(monkeypatch, begun):
    later = point(begun, "Later gezegd", wave=begun.later_wave)
    app = screen(monkeypatch, begun, partnership="NT", moment="1", point=later)
    assert app.text_area[0].value == "Later gezegd"
    assert app.session_state["at"] == ("NT", 2)
    assert "Perspectives · Meting 2 · 1 point" in texts(app)


def test_a_link_to_a_point_across_cases_opens_it_there(monkeypatch, begun):
    with begun.study.writing(begun.user) as writer:
        across = points.add(writer, "value", "Overal zo", [])
    app = screen(monkeypatch, begun, partnership="NT", moment="1", point=across)
    assert app.text_area[0].value == "Overal zo"
    assert app.session_state["perspectives_scope"] == "across"


def test_a_link_to_a_point_that_is_not_there_says_so_above_the_table(monkeypatch, begun):
    app = screen(monkeypatch, begun, partnership="NT", moment="1", point="<b>weg</b>")
    assert "“&lt;b&gt;weg&lt;/b&gt;” is not in this study." in texts(app)
    assert not app.text_area


def test_a_link_leads_from_one_table_to_the_other(monkeypatch, begun):
    point(begun)
    app = screen(monkeypatch, begun, scope="across")
    assert "Across partnerships" in texts(app)
    assert app.session_state["perspectives_scope"] == "across"
    app.query_params.clear()
    app.query_params["partnership"], app.query_params["moment"] = "NT", "1"
    app.run()
    assert app.session_state["perspectives_scope"] == "moment"
    assert "Meting 1 · 1 point" in texts(app)


def test_whoever_wrote_a_point_is_told_that_somebody_else_checks_it(monkeypatch, begun):
    made = point(begun)
    app = screen(monkeypatch, begun, point=made)
    assert "onderzoeker-1 wrote it; somebody else checks it." in texts(app)
    screen_texts = texts(press(app, "Set to checked"))
    assert "onderzoeker-1 wrote it, and somebody else checks it." in screen_texts
    assert "Choose another profile" in screen_texts
    assert stands(begun, made)[0] == "draft"


def test_another_profile_checks_a_point_agrees_and_contests_it_with_a_reason(monkeypatch, begun):
    made = point(begun)
    app = press(screen(monkeypatch, begun, "onderzoeker-2", point=made), "Set to checked")
    assert stands(begun, made) == ("checked", "onderzoeker-2", "")
    app = press(app, "Set to agreed")
    assert {"Set to contested", "Back to draft"} <= {button.label for button in app.button}
    assert "Set to checked" not in {button.label for button in app.button}
    app = press(app, "Set to contested")
    assert "this step needs a reason." in texts(app)
    assert stands(begun, made)[0] == "agreed"
    field(app, "Why").set_value("De gemeente ziet het <anders>")
    app = press(app, "Set to contested")
    assert stands(begun, made) == ("contested", "onderzoeker-2", "De gemeente ziet het <anders>")
    assert "De gemeente ziet het &lt;anders&gt;" in texts(app)
    assert field(app, "Why").value == ""


def test_words_that_are_typed_and_not_saved_are_not_signed(monkeypatch, begun):
    made = point(begun)
    app = screen(monkeypatch, begun, "onderzoeker-2", point=made)
    app.text_area[0].set_value("Leren kost veel geld")
    app = press(app, "Set to checked")
    assert "what you typed in it is not saved yet." in texts(app)
    assert app.text_area[0].value == "Leren kost veel geld"
    assert stands(begun, made)[0] == "draft"


def test_a_state_given_elsewhere_since_the_drawer_was_drawn_must_be_seen_first(monkeypatch, begun):
    made = point(begun, state="checked")
    app = screen(monkeypatch, begun, "onderzoeker-1", point=made)
    with begun.study.writing(begun.other_user) as writer:
        points.record_state(writer, made, "contested", "Nee")
    app = press(app, "Set to agreed")
    assert "somebody changed it meanwhile" in texts(app)
    assert stands(begun, made)[0] == "contested"
    press(app, "Set to agreed")  # now it was seen
    assert stands(begun, made)[:2] == ("agreed", "onderzoeker-1")


def test_dissent_and_silence_stand_beside_an_agreed_point(monkeypatch, begun):
    _, (first,) = build.answered(begun, "lesgeld")
    interview = build.interview(begun, begun.government)
    capture.save(begun.study, begun.user, interview, "costs.main", "het valt mee")
    (other,) = build.notes_of(begun, interview)
    made = point(begun, state="agreed", **{first["id"]: "supports", other["id"]: "contradicts"})
    screen_texts = texts(screen(monkeypatch, begun, point=made))
    assert '<p class="pps-dissent">1 respondent contradicts it (1 role, 1 note)</p>' in screen_texts
    assert "<b>Supports</b> 1 note, 1 respondent" in screen_texts
    assert "<b>Contradicts</b> 1 note, 1 respondent" in screen_texts
    # education is counted among the perspectives of the point, and said nothing of the kind
    assert (
        '<b>Education</b><div><span class="missing">Counted among its perspectives, but no note supports it'
        in screen_texts
    )


def test_a_point_whose_note_changed_is_listed_shows_what_changed_and_can_be_looked_at_again(monkeypatch, begun):
    interview, (note,) = build.answered(begun, "lesgeld")
    made = point(begun, "Leren <kost> geld", "agreed", **{note["id"]: "supports"})
    assert "another look" not in texts(screen(monkeypatch, begun, partnership="NT", moment="1"))
    capture.save(begun.study, begun.user, interview, "costs.main", "geen lesgeld")
    link = "perspectives?partnership=NT&amp;moment=1"
    assert f'<a class="go" href="{link}">1 point asks for another look</a>' in texts(
        screen(monkeypatch, begun, page="overview")
    )
    screen_texts = texts(screen(monkeypatch, begun, scope="across"))
    assert "1 point asks for another look" in screen_texts
    assert "0 in this table · 1 elsewhere in the study" in screen_texts
    assert f'<a class="go" href="{link}&amp;point={made}">Leren &lt;kost&gt; geld</a>' in screen_texts
    assert "Nieuwe Techniek · Meting 1 · Agreed · 1 note changed" in screen_texts
    app = screen(monkeypatch, begun, point=made)
    assert "<ins>geen </ins>lesgeld" in texts(app)
    field(app, "What you conclude").set_value("Het punt blijft")
    app = press(app, "I looked at it again")
    assert "Needs another look" not in texts(app)
    assert stands(begun, made)[:2] == ("agreed", "onderzoeker-2")
    with begun.study.reading() as connection:
        last = point_versions.of_point(connection, made)[0]
    assert (last["how"], last["reason"], last["by"]) == ("looked", "Het punt blijft", "onderzoeker-1")


def test_every_kind_of_change_is_told_in_words(monkeypatch, begun):
    interview, (first, two, three, four) = build.answered(begun, "lesgeld\nreiskosten\nboeken\nkoffie")
    made = point(begun, state="agreed", **{first["id"]: "supports", two["id"]: "supports", three["id"]: "supports"})
    capture.save(begun.study, begun.user, interview, "costs.main", "lesgeld\nboeken\nkoffie")
    capture.move_note(begun.study, begun.user, first["id"], "surplus")
    with begun.study.writing(begun.user) as writer:
        points.put_note(writer, made, three["id"], None)
        points.put_note(writer, made, four["id"], "contradicts")
    screen_texts = texts(screen(monkeypatch, begun, point=made))
    for words in (
        "Block: <del>Costs</del> <ins>Surplus</ins>",
        'Supports · The note was taken away</p><p class="pps-text pps-diff"><del>reiskosten',
        'Taken off the point since it was signed</p><p class="pps-text pps-diff">boeken',
        'Contradicts · Put to the point since it was signed</p><p class="pps-text pps-diff">koffie',
        "1 note changed · 1 note was taken away · 1 note was added · 1 note was taken off",
    ):
        assert words in screen_texts


def test_the_history_says_who_did_what_and_why(monkeypatch, begun):
    _, (note,) = build.answered(begun, "lesgeld")
    made = point(begun, "Leren kost geld", "contested", **{note["id"]: "supports"})
    with begun.study.writing(begun.user) as writer:
        points.change(writer, made, "Leren kost veel geld", ["employer"])
    app = screen(monkeypatch, begun, point=made)
    (toggle,) = [toggle_ for toggle_ in app.toggle if toggle_.label == "Show the history"]
    screen_texts = texts(toggle.set_value(True).run())
    for words in (
        "Reworded → Draft",
        "Leren kost <ins>veel </ins>geld",
        "Perspectives: <del>Education</del>",
        "Set to: Contested",
        "Set to: Checked",
        "Written",
        "<li><b>Supports</b> lesgeld</li>",
    ):
        assert words in screen_texts


def test_a_study_that_can_only_be_read_offers_nothing_to_press(monkeypatch, begun):
    interview, (note,) = build.answered(begun, "lesgeld")
    made = point(begun, state="agreed", **{note["id"]: "supports"})
    capture.save(begun.study, begun.user, interview, "costs.main", "geen lesgeld")
    monkeypatch.setattr(Study, "read_only", property(lambda _: True))
    app = screen(monkeypatch, begun, point=made)
    assert "<ins>geen </ins>lesgeld" in texts(app)
    assert "Leren kost geld" in texts(app)
    assert not app.text_area
    assert not {"I looked at it again", "Set to contested"} & {button_.label for button_ in app.button}


def test_a_point_taken_off_the_table_can_be_read_and_not_signed(monkeypatch, begun):
    made = point(begun)
    with begun.study.writing(begun.user) as writer:
        points.retire(writer, made)
    app = screen(monkeypatch, begun, "onderzoeker-2", point=made)
    assert "This point was taken off the table" in texts(app)
    assert "Set to checked" not in {button_.label for button_ in app.button}


def test_an_erased_note_is_counted_and_its_words_are_nowhere(monkeypatch, begun):
    _, (note,) = build.answered(begun, "geheim")
    made = point(begun, state="agreed", **{note["id"]: "supports"})
    with begun.study.writing(begun.user) as writer:
        writer.execute(schema.note.update().values(text="", erased_at=writer.at))
    screen_texts = texts(screen(monkeypatch, begun, point=made))
    assert "1 note was erased for privacy." in screen_texts
    assert "Erased: its words are gone for good" in screen_texts
    assert "no note carries it any more" in screen_texts
    assert "geheim" not in screen_texts


def test_a_link_to_the_point_that_was_just_left_is_stale_and_one_followed_later_is_not(monkeypatch, begun):
    made = point(begun)
    app = screen(monkeypatch, begun, partnership="NT", moment="1")
    app.session_state["point_left"] = (made, time.monotonic())
    app.query_params["point"] = made
    assert not app.run().text_area
    assert "point" not in app.query_params
    app.session_state["point_left"] = (made, time.monotonic() - STALE - 1)
    app.query_params["point"] = made
    assert app.run().text_area[0].value == "Leren kost geld"


def test_the_table_says_what_it_comes_to_and_why_a_role_has_no_point(monkeypatch, begun):
    _, (first,) = build.answered(begun, "lesgeld")
    interview = build.interview(begun, begun.government)
    capture.save(begun.study, begun.user, interview, "costs.main", "het valt mee")
    point(begun, "Leren kost geld", **{first["id"]: "supports"})  # of employers and education
    screen_texts = texts(screen(monkeypatch, begun, partnership="NT", moment="1"))
    assert "1 point: 1 by some; 1 is still a draft." in screen_texts
    # 3 rows x 4 questions, two places with the point; government was heard on financing, the other nine not asked
    assert "Without a point: 10 of 12 places, of which 1 heard and waiting for one and 9 not asked." in screen_texts
    assert "<b>Government</b><div><span>Heard in 1 note, no point rests on them yet.</span></div>" in screen_texts
    assert "<b>Employers</b>" not in screen_texts
