"""Whatever it is written as, a sheet says the same; and what people wrote is read as they wrote it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise

import docx
import pytest
import sqlalchemy as sa
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st

from canvas.report import files
from canvas.report.blocks import Fact, Facts, Heading, Line, Quote, Rows, Voice, printable_piece, texts
from canvas.report.evidence import every_table, evidence
from canvas.report.evidence_docx import docx_file
from canvas.report.evidence_md import escaped, markdown
from canvas.report.evidence_model import Scope
from canvas.report.evidence_words import pieces, title
from canvas.screens.evidence import evidence_sheet
from canvas.speech import Speech
from canvas.store.database.text import printable
from canvas.store.points import points
from tests import build
from tests.examples import examples
from tests.report.evidence_study import rested

NASTY = (
    "*vet* _schuin_ `code` | <script>alert(1)</script> [naam](http://example.org) &lt; &amp; \\ ~~weg~~ $x$ :smile:",
    "# geen titel",
    "- geen lijst",
    "+ plus",
    "1. geen nummer",
    "12) ook niet",
    "> geen citaat",
    "=== ",
    "---",
    "    vier spaties",
    "\ttab",
    " nbsp ",
    "eindigt op \\",
    "<!-- weg -->",
    "![x](y)",
    "[^1]: voet",
    "a|b|c",
    "~~~",
    "regel een\nregel twee\n\nregel vier",
    "=SOM(A1)",
    "{{ x }}",
    "e\u0301 עברית 🚲",
    "\u2028",
    "",
)


# A reader of Markdown of our own, small and knowing nothing of the writer: it takes backslashes and entities away.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d+);|&(amp|lt|gt);|</?mark>|\*\*|<!-- -->")
_NAMED = {"amp": "&", "lt": "<", "gt": ">"}


def unescaped(line: str) -> str:
    def character(match: re.Match) -> str:
        if match[1]:
            return match[1]
        if match[2]:
            return chr(int(match[2]))
        return _NAMED.get(match[3], "")

    return _ESCAPE.sub(character, line)


def opens_nothing(line: str) -> bool:
    """Whether no sign at the start of a line, and none in it, means anything to Markdown or HTML."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]|&#?\w+;|<!-- -->", "", line)
    starts = re.match(r"\s|[#>+=-]|\d+[.)]\s|~~~|```|:\s", line)
    return not starts and not re.search(r"[<>&*_`\[\]|~$^\\]", bare)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("www.auto.nl", "www<!-- -->.auto<!-- -->.nl"),
        ("WWW.x", "WWW<!-- -->.x"),
        ("Mail a@b.nl.", "Mail a@<!-- -->b<!-- -->.nl."),
        ("http://x", "http:<!-- -->//x"),
        ("@naam", "@<!-- -->naam"),
        ("o.a. 1.5 %, om 12:30. Klaar", "o.a. 1.5 %, om 12:30. Klaar"),
    ],
)
def test_no_reader_of_markdown_makes_an_address_of_bare_text(text, written):
    assert escaped(text) == written


def without_break(line: str) -> str:
    """A line without the backslash that breaks it, which no other backslash stands before."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\\$", r"\1", line)


any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@examples(150)
@given(any_text)
@example("# x")
@example("10. x")
@example(" - x ")
@example("\\")
@example("a:b:c http://x www.x")
def test_any_line_is_read_back_from_markdown_as_it_was_written(text):
    line = printable(text).replace("\n", " ")
    assert unescaped(escaped(line)) == line
    assert opens_nothing(escaped(line))


@examples(12)
@given(st.lists(any_text, min_size=1, max_size=4))
@example(list(NASTY))
def test_any_text_is_read_back_from_word_as_it_was_written(texts_written):
    wanted = [printable(text) for text in texts_written]
    document = docx.Document(
        BytesIO(docx_file([printable_piece(Line(text)) for text in texts_written], "nl", "Titel", "{page}", AT))
    )
    assert [paragraph.text for paragraph in document.paragraphs] == wanted


AT = "2026-11-25T21:00:00.000Z"


def every_kind(text: str) -> list:
    return [
        Heading(1, "Titel"),
        Heading(6, text),
        Line(text),
        Line(text, "said"),
        Line(text, "warning"),
        Facts((Fact("Naam", text), Fact("Link", text, "interview?interview=x"))),
        Quote("Hele antwoord", (Voice("NT-B1 · 0:01:05", text, text, text), Voice("", text, "", ""))),
        Rows("Tabel", ("Een", "Twee"), ((text, text), ("a", text))),
    ]


@pytest.mark.parametrize("text", NASTY)
def test_no_writing_makes_anything_of_what_people_wrote(text):
    pieces_written = [printable_piece(piece) for piece in every_kind(text)]
    for line in markdown(pieces_written).split("\n"):
        inner = re.sub(r"^(#{1,6} |> ?|- (?=[A-Z])|⚠ )|</?mark>|<br>|\*\*|^\| (--- \| ?)+$", "", line)
        inner = without_break(inner)
        inner = " ".join(part for part in re.split(r"(?<!\\)\| ?", inner))
        assert opens_nothing(inner.strip(" ")), line
    shown = "".join(map(evidence_sheet._html, pieces_written))
    assert "<script" not in shown
    assert "<!--" not in shown
    file = docx_file(pieces_written, "nl", "Titel", "{page}", AT)
    assert {element.tag.split("}")[1] for element in docx.Document(BytesIO(file)).element.body.iter()} <= {
        "body",
        "p",
        "pPr",
        "pStyle",
        "r",
        "rPr",
        "b",
        "highlight",
        "t",
        "br",
        "tab",
        "tbl",
        "tblPr",
        "tblStyle",
        "tblW",
        "tblBorders",
        "top",
        "left",
        "bottom",
        "right",
        "insideH",
        "insideV",
        "tblLayout",
        "tblCaption",
        "tblGrid",
        "gridCol",
        "tr",
        "trPr",
        "tblHeader",
        "tc",
        "tcPr",
        "tcW",
        "sectPr",
        "pgSz",
        "pgMar",
        "cols",
        "docGrid",
        "footerReference",
    }


def of_markdown(text: str) -> list[str]:
    """Every word of a Markdown file, with what makes it Markdown taken away."""
    lines = []
    for line in text.split("\n"):
        if re.fullmatch(r"\| (--- \| ?)+", line):
            continue
        line = without_break(re.sub(r"^(#{1,6} |> ?|- |⚠ )+", "", line))
        lines.append(unescaped(line.replace("<br>", " ").replace(" | ", " ").strip("| ")))
    return words(" ".join(lines))


def of_html(text: str) -> list[str]:
    texts_read = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, _attributes):
            if tag not in ("mark", "b", "a", "span"):
                texts_read.append(" ")

        def handle_data(self, data):
            texts_read.append(data)

    Reader().feed(text)
    return words("".join(texts_read))


def of_word(content: bytes) -> list[str]:
    texts_read = []
    for element in docx.Document(BytesIO(content)).element.body.iter():
        if element.tag == qn("w:t"):
            texts_read.append(element.text)
        elif element.tag in (qn("w:p"), qn("w:br"), qn("w:tab")):
            texts_read.append(" ")
    return words("".join(texts_read))


def words(text: str) -> list[str]:
    """The words of a text; a colon after a name is how two of the three write it."""
    return [word for word in re.sub(r":(?=\s|$)", " ", text).split() if word]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_screen_markdown_and_word_say_the_same(begun, language):
    made = rested(begun)
    with begun.study.writing(begun.user) as writer:
        points.add(
            writer,
            "value",
            " # *Punt* met | tekens <b>\\",
            [],
            begun.partnership,
            begun.wave,
            {made.answered[0]: "supports"},
        )
    with begun.study.reading() as connection:
        gathered = evidence(connection, every_table(connection), "onderzoeker-1")
    speech = Speech(language)
    sheet = pieces(gathered, speech)
    wanted = words(" ".join(text for piece in sheet for text in texts(piece)))
    shown = "".join(evidence_sheet._html(piece) for piece in sheet)
    assert of_markdown(files.content(gathered, speech, ".md").decode()) == wanted
    assert of_word(files.content(gathered, speech, ".docx")) == wanted
    assert of_html(shown) == wanted
    assert sum(len(part) for part in evidence_sheet.sections(sheet)) == len(sheet) - 1  # all but the screen's own title


def test_the_word_file_is_a4_says_its_language_and_has_headings_and_head_rows(begun):
    rested(begun)
    with begun.study.reading() as connection:
        gathered = evidence(connection, every_table(connection))
    document = docx.Document(BytesIO(files.content(gathered, Speech("nl"), ".docx")))
    page = document.sections[0]
    assert (page.page_width.mm, page.page_height.mm) == pytest.approx((210, 297), abs=0.2)
    assert document.core_properties.title == title(gathered, Speech("nl")) == "Bewijs · Nieuwe Techniek · Meting 1"
    assert document.core_properties.language == "nl-NL"
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    levels = [
        int(element.style.name[-1]) for element in document.paragraphs if element.style.name.startswith("Heading")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert document.tables
    assert all(table.rows[0]._tr.trPr is not None for table in document.tables)
    fields = [element.get(qn("w:instr")) for element in page.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_dissent_is_always_said_also_that_there_is_none(begun):
    made = rested(begun)
    with begun.study.reading() as connection:
        with_dissent = markdown(pieces(evidence(connection, [Scope(point_id=made.point)]), Speech("en")))
    assert "##### Contradicts it: no role · 1 note" in with_dissent
    with begun.study.writing(begun.user) as writer:
        points.put_note(writer, made.point, made.published, None)
    with begun.study.reading() as connection:
        without = markdown(pieces(evidence(connection, [Scope(point_id=made.point)]), Speech("en")))
    assert "No note contradicts this point." in without
    assert "##### Contradicts" not in without


def test_the_chain_is_written_out_in_a_form_that_can_be_followed(begun):
    made = rested(begun)
    with begun.study.reading() as connection:
        written = markdown(pieces(evidence(connection, [Scope(point_id=made.point)]), Speech("en")))
    for wanted in (
        "ab" * 32,
        "NT-B1 · Employers",
        "guide “Short interview guide”, version 1",
        "interviewer: onderzoeker-1",
        "Not completed yet",
        "**NT-B1 · 0:01:05**",
        "Besproken in de stuurgroep",
        "all 4 timed lines of the file were read; of the 120 characters of its text 118 stand in the document",
        "<mark>Een leermeester is &lt;b&gt;acht uur&lt;/b&gt; per week kwijt.</mark>",
        "The whole answer stands under note 1.",
        "3 notes · 1 respondent · 1 role · 1 interview · 1 note contradicts it",
    ):
        assert wanted in written, wanted
    ids = (made.point, *made.answered, made.answer, made.spoken, made.interview, made.transcript, made.publication)
    for unwanted in (*ids, "costs.main", "pps-short", "employer "):
        assert unwanted not in written, unwanted


def test_a_fictional_partnership_says_so_at_the_top_and_in_the_name_of_the_file(demo_file):
    from canvas.store import open_study

    study = open_study(str(demo_file))
    with study.reading() as connection:
        fv = next(scope for scope in every_table(connection) if _name(connection, scope).startswith("FICTIEF"))
        gathered = evidence(connection, [fv])
        both = evidence(connection, every_table(connection))
    study.close()
    assert title(gathered, Speech("nl")).startswith("Fictief · ")
    assert files.file_name(gathered, Speech("nl"), ".md")[:7] == ("fictief")
    assert "Een fictief voorbeeld: niemand zei wat hier staat" in markdown(pieces(gathered, Speech("nl")))[:500]
    assert title(both, Speech("nl")).startswith("Deels fictief · ")


def _name(connection, scope) -> str:
    from canvas.store import moments

    return moments.moment(connection, scope.partnership_id, scope.wave_id)["name"] if scope.wave_id else ""


def test_the_number_of_queries_does_not_grow_with_the_notes(begun):
    _, (first, *more) = build.answered(begun, "\n".join(f"Uitspraak {n}" for n in range(40)))
    statements = []
    with begun.study.writing(begun.user) as writer:
        point = points.add(writer, "financing", "Punt", [], begun.partnership, begun.wave, {first["id"]: "supports"})
    for _turn in range(2):
        with begun.study.reading() as connection:
            counted = []
            sa.event.listen(connection, "before_cursor_execute", lambda *event, counted=counted: counted.append(event))
            evidence(connection, [Scope(point_id=point)])
            statements.append(len(counted))
        with begun.study.writing(begun.user) as writer:
            for row in more:
                points.put_note(writer, point, row["id"], "supports")
    assert statements[0] == statements[1]
