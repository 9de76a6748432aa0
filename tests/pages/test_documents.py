"""The list of documents, and what stands above a document that is read."""

from __future__ import annotations

from pathlib import Path

from canvas import method
from canvas.screens.documents.reader import reader
from canvas.store import documents, interviews, moments, open_study
from tests.pages.screens import open_screen, texts

ABOUT = {"text": "Wat kost het?\n\nTijd.", "kind": "transcript", "source": "", "language": "nl"}


def added(path: Path, code: str, **more) -> str:
    """A document at the first moment of a partnership; returns its id."""
    study = open_study(str(path))
    with study.reading() as connection:
        at = next(row for row in moments.moments(connection) if row["code"] == code)
    with study.writing("") as writer:
        made = documents.add(writer, partnership_id=at["partnership_id"], wave_id=at["wave_id"], **ABOUT | more)
    study.close()
    return made


def test_a_moment_without_documents_says_what_will_stand_here_and_offers_the_step(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        moment_rows = [row for row in moments.moments(connection) if row["code"] == "FV"]
        empty = next(
            row for row in moment_rows if not documents.of_moment(connection, row["partnership_id"], row["wave_id"])
        )
    study.close()
    app = open_screen(
        monkeypatch, demo_file, "documents", "evaluator-1", "en", partnership="FV", moment=str(empty["position"])
    )
    assert not app.exception
    assert "No documents yet" in texts(app)
    assert "Add a transcript" in [button.label for button in app.button]


def test_the_list_shows_of_each_document_how_much_was_kept_and_leads_to_it(monkeypatch, demo_file):
    whole = {"cues_in_file": 12, "cues_read": 12, "characters_in": 1234, "characters_kept": 1234}
    first = added(demo_file, "NT", title="Gesprek <b>1</b>", intake=whole | {"places_replaced": 3})
    added(demo_file, "NT", title="Gesprek 2", intake=whole | {"cues_read": 11, "warnings": [["x", {}]]})
    app = open_screen(monkeypatch, demo_file, "documents", "evaluator-1", "nl", partnership="NT")
    shown = texts(app)
    assert not app.exception
    assert "Gesprek &lt;b&gt;1&lt;/b&gt;" in shown
    assert "12 van 12 tijdregels gelezen · 1.234 van 1.234 tekens bewaard · 3 plekken vervangen" in shown
    assert "Niet compleet" in shown
    assert "11 van 12 tijdregels gelezen" in shown
    assert "1 opmerking" in shown
    assert f'href="documents?document={first}"' in shown
    assert "Over samenwerkingen heen" in shown  # the document of the publication across its cases


def test_a_document_opens_under_its_title_with_a_way_back_to_the_list_of_its_moment(monkeypatch, demo_file):
    made = added(demo_file, "SP", title="Een verslag", kind="report", source="Eigen <i>archief</i>", dated="2026-11-02")
    app = open_screen(monkeypatch, demo_file, "documents", "evaluator-1", "en", document=made, at="7")
    shown = texts(app)
    assert not app.exception
    assert "Een verslag" in shown
    assert "Eigen &lt;i&gt;archief&lt;/i&gt;" in shown
    assert app.session_state["at"][0] == "SP"


def test_a_link_to_a_document_that_is_not_there_says_so_above_the_list(monkeypatch, demo_file):
    app = open_screen(monkeypatch, demo_file, "documents", "evaluator-1", "en", document="gone")
    assert not app.exception
    assert "is not in this study" in texts(app)
    assert "Read" in texts(app)


def test_a_place_in_a_link_that_is_no_number_is_passed_by(monkeypatch, demo_file):
    made = added(demo_file, "NT", title="Gesprek", intake={})
    for at in ("x", "-1", "²", "9" * 30):
        assert not open_screen(monkeypatch, demo_file, "documents", "evaluator-1", "en", document=made, at=at).exception


def test_a_link_to_add_a_transcript_leads_to_the_moment_of_its_interview(monkeypatch, demo_file):
    study = open_study(str(demo_file))
    with study.reading() as connection:
        at = next(row for row in moments.moments(connection) if row["code"] == "FV" and row["position"] > 1)
        interview_rows = interviews.of_moment(connection, at["partnership_id"], at["wave_id"])[0]
    study.close()
    app = open_screen(monkeypatch, demo_file, "documents", "evaluator-1", "en", add=interview_rows["id"])
    assert not app.exception
    assert app.session_state["at"] == ("FV", at["position"])
    assert app.get("file_uploader")
    app = open_screen(monkeypatch, demo_file, "documents", "evaluator-1", "en", add="gone")
    assert not app.exception
    assert "is not in this study" in texts(app)


def test_every_block_has_a_letter_of_its_own_that_no_other_key_of_the_reader_has():
    assert reader.LETTERS.keys() == method.blocks().keys()
    taken = {cap for caps, _what in reader._keys(True, False) for cap in caps if len(cap) == 1}
    letters = list(reader.LETTERS.values())
    assert len(set(letters)) == 18
    assert not taken & set(letters)
