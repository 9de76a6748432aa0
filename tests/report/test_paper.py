"""Pages of paper: their words are those of the study, tagged and with a language; nothing cut silently."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from canvas.cli import main
from canvas.read_models.agenda_page import paper
from canvas.read_models.state_of_affairs import moment_by_name, state_by_name
from canvas.read_models.state_page import state_page
from canvas.report import agenda, finding_words
from canvas.report.paper import Entry, Paper, PaperPart, shortened
from canvas.report.writers import paper_pdf
from canvas.speech import Speech, today
from canvas.store import moments, open_study, state_texts, study_settings, users
from canvas.store.database.text import clean
from canvas.store.limited.limited_study import as_seen_by
from tests.examples import examples

LANGUAGES = ("nl", "en")


def of_words(*texts: str, **more) -> Paper:
    """A page of one part with these texts."""
    about = {
        "language": "nl",
        "title": "Stand van zaken",
        "subtitle": "Nieuwe Techniek · Meting 1",
        "facts": ("3 mensen gehoord",),
        "marks": ("Fictief",),
        "lead": (),
        "parts": (PaperPart("Wie er aan boord is", tuple(Entry(text) for text in texts)),),
        "foot": "PPS-werkbank",
        "pages": 2,
    }
    return Paper(**about | more)


def words(content: bytes) -> str:
    """All that stands on the pages, with single spaces; a place where a long word may break is none."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(text.replace("\u200b", "").split())


@pytest.fixture
def demo(demo_file):
    study = open_study(str(demo_file))
    yield study
    study.close()


def written(demo, kind: str, language: str, wave: str = "") -> Paper:
    with demo.reading() as connection:
        pair, about, roles = moment_by_name(connection, "FV", wave)
        return paper(connection, kind, pair, about["blocks"], roles, Speech(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wave", ["Meting 1", "Meting 2"])
def test_the_state_of_affairs_has_every_sentence_of_the_study_with_its_n(demo, language, wave):
    speech = Speech(language)
    with demo.reading() as connection:
        affairs, _about, roles = state_by_name(connection, "FV", wave)
    on_paper = words(paper_pdf.pdf(written(demo, "state", language, wave)))
    assert affairs.findings
    missing: Counter[str] = Counter()
    for finding in affairs.findings:
        sentence = " ".join(finding_words.on_paper(finding, speech, roles).split())
        missing[finding.part] += (f"{sentence} n {finding.n}" if finding.n else sentence) not in on_paper
        assert finding_words.part(finding.part, speech) in on_paper
    # all of it fits on two pages, set closer at Meting 2, and the steps to take stand under it
    assert not sum(missing.values())
    assert speech._("What to do next") in on_paper
    assert speech._("Fictional") in on_paper
    assert speech._("made on {date}", date=speech.date(today())) in on_paper
    assert f"{affairs.moment['name']} · {wave}" in on_paper


def test_a_page_is_tagged_and_says_its_title_and_language(demo):
    for language in LANGUAGES:
        content = paper_pdf.pdf(written(demo, "state", language))
        read = PdfReader(BytesIO(content))
        root = read.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert read.metadata.title.startswith(Speech(language)._("State of affairs"))
        assert read.metadata.author == "PPS-werkbank"
        assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
        assert 1 <= len(read.pages) <= 2


HOSTILE = [
    "#panic(“x”) #read(“/etc/passwd”) #set page(width: 1pt)",
    "$x^2$ *vet* _schuin_ `code` <naam> @naam = kop // niets \\ \\u{41}",
    '"]}) } { [ " \' \\" \\n',
    "- lijst + lijst / term: woord --- ... ~",
    "<script>alert(1)</script> &amp; {parts} {n} {page}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_user_typed_stands_as_it_was_typed(text):
    mine = of_words(
        text, title=text, subtitle=text, facts=(text,), marks=(text,), lead=(text,), foot=text, numbered=True, room=text
    )
    on_paper = words(paper_pdf.pdf(mine))
    assert on_paper.count(" ".join(text.split())) >= 7


HARD_SIGNS = ["", "👩\u200d👩\u200d👧", "a\u200db", "\u202eom\u202c", "\ue000", "\U000e0041", "\x08"]


@examples(15)
@given(st.text(max_size=30).map(clean), st.sampled_from(HARD_SIGNS))
def test_no_text_that_can_be_stored_keeps_a_page_from_being_made(text, sign):
    content = paper_pdf.pdf(of_words(f"Goed {text}{sign} zo", lead=(f"{sign}{text}",)))
    assert "Goed" in words(content)


@pytest.mark.parametrize(
    ("quoted", "typed"),
    [
        (r'"\u{200d}"', "\u200d"),
        (r'"\""', '"'),
        (r'"\\"', "\\"),
        (r'"\n\t\'"', "\n\t'"),
        ('"é\U0001f469"', "é\U0001f469"),
    ],
)
def test_the_signs_that_an_error_names_are_read_as_they_were_typed(quoted, typed):
    assert paper_pdf._as_typed(quoted) == typed


def test_signs_of_every_script_are_drawn_or_named():
    text = "Goed 😀 en 日本, שלום en مرحبا, ζ Ж ≥ → ½ é ĳ"
    content = paper_pdf.pdf(of_words(text))
    on_paper = words(content)
    assert PdfReader(BytesIO(content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    for part in ("Goed", "ζ Ж ≥ → ½ é"):
        assert part in on_paper
    assert "日" in on_paper or "[cjk unified ideograph-65e5]" in on_paper
    assert paper_pdf._named('"a𓀀\U0001f3fb"', {"𓀀"}) == '"a[egyptian hieroglyph a001]\U0001f3fb"'


def test_a_word_longer_than_a_line_stays_on_the_page():
    long = "https://voorbeeld.test/" + "a" * 400
    content = paper_pdf.pdf(of_words(long))
    (page,) = PdfReader(BytesIO(content)).pages
    assert long in page.extract_text().replace("\u200b", "").replace("\n", "")


def test_what_does_not_fit_is_counted_and_not_left_out_silently():
    # 200 entries of 90 characters: at most 104 lines fit on two pages
    mine = of_words(*(f"{at:03d} " + "woord " * 14 for at in range(200)))
    content = paper_pdf.pdf(mine)
    assert len(PdfReader(BytesIO(content)).pages) <= 2
    on_paper = words(content)
    shown = sum(f"{at:03d} woord" in on_paper for at in range(200))
    assert 0 < shown < 200
    assert f"en nog {200 - shown}, in de werkbank" in on_paper


def test_a_text_that_is_cut_says_by_how_much():
    # the tightest page has one entry of a part, of 100 characters: 5,000 less 100 are left
    *_looser, tightest = shortened(of_words("a" * 5000, "b", lead=("c" * 400,)))
    assert tightest.parts[0].entries == (Entry("a" * 100 + " … (nog 4900 tekens)"),)
    assert tightest.parts[0].more == "en nog 1, in de werkbank"
    assert tightest.lead == ("c" * 300 + " … (nog 100 tekens)",)


def test_an_agenda_that_is_too_long_fits_its_page_and_counts_what_it_leaves_out():
    items = tuple(Entry(f"{at:02d} " + "woord " * 30) for at in range(40))
    content = paper_pdf.pdf(
        of_words(parts=(PaperPart("", items),), pages=1, whole=True, numbered=True, room="Besloten:")
    )
    assert len(PdfReader(BytesIO(content)).pages) == 1
    on_paper = words(content)
    shown = sum(f"{at:02d} woord" in on_paper for at in range(40))
    assert 5 < shown < 40
    assert f"en nog {40 - shown}, in de werkbank" in on_paper


def test_an_agenda_cuts_the_lines_below_its_items_before_it_leaves_one_out():
    mine = of_words(parts=(PaperPart("", (Entry("x" * 300, lines=("y" * 300,)),) * 3),), pages=1, whole=True)
    tries = list(shortened(mine))
    assert [(len(tried.parts[0].entries), tried.close) for tried in tries[:9]] == [(3, 0), (3, 0), (3, 1), (3, 1)] + [
        (3, 2)
    ] * 5
    assert tries[8].parts[0].entries[0] == Entry("x" * 300, lines=("y" * 80 + " … (nog 220 tekens)",))
    assert tries[-1].parts[0].more == "en nog 2, in de werkbank"


def test_a_moment_with_nothing_has_a_page_that_says_so(begun):
    with begun.study.reading() as connection:
        pair, about, roles = moment_by_name(connection, "NT")
        state = paper(connection, "state", pair, about["blocks"], roles, Speech("nl"))
        mine = paper(connection, "agenda", pair, about["blocks"], roles, Speech("nl"))
    assert "Op dit meetmoment is niemand gehoord" in words(paper_pdf.pdf(state))
    assert "Er staat nog niets op de agenda." in words(paper_pdf.pdf(mine))
    assert len(paper_pdf.pictures(state)) == 1


def test_an_agenda_of_the_rules_has_disputed_points_and_five_differences(demo):
    # the fictional partnership at Meting 2 has 2 agreements that are due, and 14 disputed points, of which 3 are
    # proposed, and differences on blocks
    with demo.writing("") as writer:
        pair, _about, _roles = moment_by_name(writer.connection, "FV", "Meting 2")
        before = moments.moment(writer.connection, *pair)
        moments.put_moment(writer, *pair, **_fields(before) | {"agenda": ""}, opened=_fields(before))
    nl, en = (written(demo, "agenda", language, "Meting 2") for language in LANGUAGES)
    kinds = [entry.kind for entry in nl.parts[0].entries]
    assert kinds == ["Afspraak die af moet zijn"] * 2 + ["Betwist punt"] * 3 + ["Verschil"] * 5
    contested = nl.parts[0].entries[2]
    assert len(contested.lines) == 2, "a quote of either side"
    content = paper_pdf.pdf(nl)
    # ten items with what they rest on: every one is there, on one page
    assert len(PdfReader(BytesIO(content)).pages) == 1
    assert all(" ".join(entry.text.split()) in words(content) for entry in nl.parts[0].entries)
    assert len(PdfReader(BytesIO(paper_pdf.pdf(en))).pages) == 1
    # what stands in the agenda in Dutch brings its basis along in English too; a line of one's own has none
    text = agenda.as_text([agenda.AgendaItem("own", entry.text) for entry in nl.parts[0].entries[5:]]) + "\nRondvraag"
    with demo.writing("") as writer:
        now = moments.moment(writer.connection, *pair)
        moments.put_moment(writer, *pair, **_fields(now) | {"agenda": text}, opened=_fields(now))
    mine = written(demo, "agenda", "en", "Meting 2").parts[0]
    # all 14 disputed points and both agreements that are due were left out of it
    left = "Not on this agenda, but in the state of affairs: 14 contested points and 2 agreements that are due."
    assert mine.more == left
    in_english = mine.entries
    assert [entry.kind for entry in in_english] == ["Difference"] * 5 + [""]
    assert [entry.lines for entry in in_english[:5]] == [entry.lines for entry in en.parts[0].entries[5:]]


def test_the_page_of_the_state_has_its_summary_and_the_order_that_was_chosen_and_says_what_was_left_out(demo):
    with demo.reading() as connection:
        pair, _about, roles = moment_by_name(connection, "FV", "Meting 2")
        table_roles = [role.key for role in roles.values() if role.in_table]
        model = state_page(connection, pair, list(roles), table_roles)
        user = users.every(connection)[0]
    changed = [finding for finding in model.listed if finding.part == "contested"]
    last, gone = changed[-1], changed[0]
    with demo.writing(user["id"]) as writer:
        state_texts.save_summary(writer, *pair, "Het loopt, maar stroef.")
        state_texts.choose(writer, *pair, [last.key], [gone.key])
    made = written(demo, "state", "nl", "Meting 2")
    assert made.lead == ("Het loopt, maar stroef.",)
    assert f"1 zin is weggelaten door {user['name']}." in made.facts
    speech = Speech("nl")
    title = finding_words.part("contested", speech)
    (entries,) = [part.entries for part in made.parts if part.title == title]
    assert len(entries) == len(changed) - 1
    assert entries[0].text == finding_words.sentence(last, speech, roles)
    assert finding_words.sentence(gone, speech, roles) not in [entry.text for entry in entries]
    assert "Het loopt, maar stroef." in words(paper_pdf.pdf(made))


def _fields(moment) -> dict:
    return {name: moment[name] for name in ("phase", "legal_form", "from_date", "to_date", "agenda")}


def test_a_page_for_a_lead_obeys_the_rule_of_the_study_and_says_so(demo):
    # two officials were heard: what they said is quoted for a researcher, and no word of it is read by a lead
    pages = []
    with demo.writing("") as writer:
        study_settings.put_small_numbers(writer, "checked_points", 3)
    for reader in ("researcher", "lead"):
        with as_seen_by(demo, {"kind": reader}).reading() as connection:
            pair, about, roles = moment_by_name(connection, "FV", "Meting 2")
            mine = paper(connection, "state", pair, about["blocks"], roles, Speech("nl"))
        pages.append(words(paper_pdf.pdf(mine)))
    whole, held_back = pages
    assert "Sinds de stichting er is, horen wij besluiten pas achteraf" in whole
    assert "Sinds de stichting er is, horen wij besluiten pas achteraf" not in held_back
    assert "achtergehouden, want weinig mensen spraken" in held_back
    assert "achtergehouden" not in whole


@pytest.mark.parametrize("kind", ["agenda", "state"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_written_on_the_command_line(demo_file, tmp_path, kind, language):
    out = tmp_path / "blad.pdf"
    line = ["export", kind, "--study", str(demo_file), "--partnership", "FV", "--out", str(out), "--language", language]
    done = CliRunner().invoke(main, line)
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"%PDF")
    assert PdfReader(out).trailer["/Root"]["/Lang"] == language


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--partnership", "FV", "--out", "x.docx"], "End the name in .pdf."),
        (["--partnership", "XX", "--out", "x.pdf"], "XX"),
        (["--partnership", "FV", "--wave", "9", "--out", "x.pdf"], "9"),
        (["--partnership", "FV", "--out", "nowhere/x.pdf"], "this folder is not there"),
    ],
)
def test_what_cannot_be_written_is_said(demo_file, tmp_path, more, message):
    line = [str(tmp_path / word) if word.endswith((".pdf", ".docx")) else word for word in more]
    done = CliRunner().invoke(main, ["export", "agenda", "--study", str(demo_file), *line])
    assert done.exit_code == 1
    assert message in done.output
    assert not list(tmp_path.glob("*.pdf"))


def test_a_page_that_fits_is_the_same_page(demo):
    mine = written(demo, "state", "nl", "Meting 1")
    assert next(shortened(mine)) == mine
