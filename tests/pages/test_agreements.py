"""The agreements of the study on their screen: listed, narrowed, opened, kept and carried on."""

from __future__ import annotations

import pytest

from canvas.capture import answers as capture
from canvas.store import agreements, open_study, partnerships
from canvas.store.points import points
from tests import build
from tests.pages.screens import open_screen, texts


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    yield path, begun
    begun.study.close()


def agree(begun, text: str, **more) -> str:
    with begun.study.writing(begun.user) as writer:
        return agreements.add(writer, begun.partnership, begun.wave, text, **more)


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_a_study_without_agreements_says_where_they_are_made(monkeypatch, own):
    path, _begun = own
    screen = texts(open_screen(monkeypatch, path, "agreements", "onderzoeker-1"))
    assert "Er is nog niets afgesproken." in screen
    assert "notitie van de soort actie" in screen


def test_what_is_due_is_said_first_and_narrowed_by_its_state(monkeypatch, own):
    path, begun = own
    with begun.study.writing(begun.user) as writer:
        sun = partnerships.add_partner(writer, begun.partnership, "De <b>Zon</b>")
    agree(begun, "Brief sturen", due="2020-01-02", partner_id=sun)
    agree(begun, "Ooit bellen")
    app = open_screen(monkeypatch, path, "agreements", "onderzoeker-1")
    assert "Van 1 afspraak is de dag voorbij, 1 staat open." in texts(app)
    assert texts(app).index("Brief sturen") < texts(app).index("Ooit bellen")
    assert "De &lt;b&gt;Zon&lt;/b&gt;" in texts(app)
    narrowed = texts(open_screen(monkeypatch, path, "agreements", "onderzoeker-1", how="open"))
    assert "Ooit bellen" in narrowed
    assert "Brief sturen" not in narrowed
    unknown = texts(open_screen(monkeypatch, path, "agreements", "onderzoeker-1", of="XX", start="999", how="zo"))
    assert "Niets past binnen dit filter" in unknown
    overview = texts(open_screen(monkeypatch, path, "overview", "onderzoeker-1"))
    assert 'href="agreements?how=overdue">Van 1 afspraak is de dag voorbij, 1 staat open.</a>' in overview


def test_an_agreement_opens_by_its_link_and_goes_on_at_the_next_moment(monkeypatch, own):
    path, begun = own
    made = agree(begun, "Brief sturen")
    app = open_screen(monkeypatch, path, "agreements", "onderzoeker-1", agreement=made)
    press(app, "Meenemen naar Meting 2")
    rows = build.read(begun, agreements.of_partnership, begun.partnership)
    assert [(row["label"], row["carried_from"]) for row in rows] == [("Meting 1", None), ("Meting 2", made)]
    at_the_last = texts(open_screen(monkeypatch, path, "agreements", "onderzoeker-1", agreement=rows[1]["id"]))
    assert "Zodra er een later meetmoment is" in at_the_last
    gone = texts(open_screen(monkeypatch, path, "agreements", "onderzoeker-1", agreement="weg"))
    assert 'role="alert"' in gone


def test_an_action_becomes_an_agreement_once_with_its_words_and_its_source(monkeypatch, own):
    path, begun = own
    interview = build.interview(begun)
    capture.save(begun.study, begun.user, interview, "costs.main", "# De gemeente belt elke maand")
    (note,) = build.notes_of(begun, interview)
    assert note["kind"] == "action"
    with begun.study.writing(begun.user) as writer:
        at = (begun.partnership, begun.wave)
        point = points.add(writer, "financing", "Bellen helpt", [], *at, notes={note["id"]: "supports"})
    app = open_screen(monkeypatch, path, "perspectives", "onderzoeker-1", point=point)
    next(toggle for toggle in app.toggle if toggle.label == "Er een afspraak van maken").set_value(True).run()
    assert [area.value for area in app.text_area if area.label == "Wat er afgesproken is"] == [note["text"]]
    press(app, "Opslaan")
    (row,) = build.read(begun, agreements.of_partnership, begun.partnership)
    assert (row["text"], row["note_id"], row["label"]) == (note["text"], note["id"], "Meting 1")
    app = open_screen(monkeypatch, path, "perspectives", "onderzoeker-1", point=point)
    assert f'href="agreements?agreement={row["id"]}">Werd een afspraak</a>' in texts(app)
    assert not [toggle for toggle in app.toggle if toggle.label == "Er een afspraak van maken"]
