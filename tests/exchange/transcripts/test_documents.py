"""Transcripts in .docx, .odt and .pdf: tracked changes, comments, tables, pages."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest

from canvas.capture.transcript import Transcript, Turn
from canvas.errors import UserError
from canvas.exchange.transcripts import read
from tests.exchange.transcripts.made_files import W, archive, paragraphs, printed, word, writer


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def warned(transcript: Transcript) -> list[str]:
    return [message.format(**values) for message, values in transcript.warnings]


def whole(transcript: Transcript) -> bool:
    return transcript.characters_in == transcript.characters_kept + transcript.characters_left_out


def test_a_word_file_as_word_writes_it_is_read():
    file, made = io.BytesIO(), docx.Document()
    for line in ("Bo: Wij begonnen met z’n tweeën.", "An: En toen?", "Bo: Toen vier.", "An: Juist."):
        made.add_paragraph(line)
    made.save(file)
    transcript = read(file.getvalue(), "gesprek.docx")
    assert spoken(transcript) == [
        ("Bo", "Wij begonnen met z’n tweeën."),
        ("An", "En toen?"),
        ("Bo", "Toen vier."),
        ("An", "Juist."),
    ]
    assert transcript.warnings == ()
    assert whole(transcript)


def test_the_layout_of_teams_is_read_name_and_time_above_what_is_said():
    transcript = read(
        word(
            paragraphs(
                "Overleg",
                "12 november 2026, 08:00",
                "Vos, Bo   0:03\nIk ben hier nu\ndrie jaar.",
                "Interviewer   1:09\nLet op: het loopt.",
                "Vos, Bo   1:02:12\nGoed.",
            )
        ),
        "gesprek.docx",
    )
    assert transcript.turns == (
        Turn("Vos, Bo", "Ik ben hier nu drie jaar.", 3_000),
        Turn("Interviewer", "Let op: het loopt.", 69_000),
        Turn("Vos, Bo", "Goed.", 3_732_000),
    )
    assert [(row.line, row.text) for row in transcript.left_out] == [(1, "Overleg"), (2, "12 november 2026, 08:00")]
    assert whole(transcript)


TRACKED = (
    "<w:p><w:r><w:t>Bo: Het is </w:t></w:r><w:del w:id='1'><w:r><w:delText>niet </w:delText></w:r></w:del>"
    "<w:ins w:id='2'><w:r><w:t>wel </w:t></w:r></w:ins><w:r><w:t>waar.</w:t></w:r>"
    "<w:r><w:commentReference w:id='0'/></w:r></w:p>"
    "<w:moveFrom w:id='3'><w:p><w:r><w:t>An: verplaatst</w:t></w:r></w:p></w:moveFrom>"
    "<w:p><w:pPr><w:rPr><w:ins w:id='5'/></w:rPr></w:pPr><w:r><w:t>An: Ja</w:t><w:tab/><w:t>hoor.</w:t></w:r>"
    "<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
    "<w:p><w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr><w:r><w:t>Bo: Juist</w:t><w:noBreakHyphen/>"
    "<w:t>ja</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>An: Ja.</w:t></w:r></w:p>"
)


def test_tracked_insertions_are_kept_deletions_and_comments_left_out_and_all_are_said():
    comments = f"<w:comments {W}>{paragraphs('Klopt dit, Kees?')}</w:comments>"
    header = f"<w:hdr {W}>{paragraphs('Vertrouwelijk')}</w:hdr>"
    transcript = read(word(TRACKED, word__comments=comments, word__header1=header), "gesprek.docx")
    assert spoken(transcript) == [
        ("Bo", "Het is wel waar."),
        ("An", "Ja hoor."),
        ("Bo", "Juist\u2011ja"),
        ("An", "Ja."),
    ]
    assert warned(transcript) == [
        "it holds tracked changes: insertions are kept (1), deletions are left out (2).",
        "comments in the margin are left out (1).",
        "footnotes and endnotes are left out (1).",
        "the text above and below its pages is left out.",
    ]
    assert [row.text for row in transcript.left_out] == ["Vertrouwelijk"]
    assert (transcript.characters_in, transcript.characters_kept) == (13 + 7 + 8 + 3 + 13, 13 + 7 + 8 + 3)


def test_a_table_with_speakers_in_its_first_column_is_read():
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{paragraphs(cell)}</w:tc>' for cell in cells)}</w:tr>"

    table = row("Bo Vos", "Wij begonnen.") + row("An", "En toen?") + row("Bo Vos", "Toen vier.")
    assert spoken(read(word(f"<w:tbl>{table}</w:tbl>"), "gesprek.docx")) == [
        ("Bo Vos", "Wij begonnen."),
        ("An", "En toen?"),
        ("Bo Vos", "Toen vier."),
    ]
    timed = (
        row("00:00:01", "Bo Vos", "Wij begonnen.")
        + row("00:00:09", "An", "En toen?")
        + row("00:00:12", "Bo Vos", "Vier.")
    )
    assert read(word(f"<w:tbl>{timed}</w:tbl>"), "gesprek.docx").turns[1] == Turn("An", "En toen?", 9_000)


def test_a_text_box_that_word_writes_twice_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>in het vak</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    transcript = read(word(f"<w:p><w:r><w:t>voor</w:t>{twice}<w:t> na</w:t></w:r></w:p>"), "gesprek.docx")
    assert [turn.text for turn in transcript.turns] == ["in het vak", "voor na"]
    assert whole(transcript)


def test_the_text_of_a_word_file_is_found_where_the_file_says_it_stands():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/>'
        "</Relationships>"
    )
    body = f"<w:document {W}><w:body>{paragraphs('een')}</w:body></w:document>"
    assert spoken(read(archive({"_rels/.rels": relations, "word/document2.xml": body}), "x.docx")) == [("", "een")]


def test_an_odt_is_read_with_its_spaces_tracked_changes_and_comments():
    transcript = read(
        writer(
            "<text:tracked-changes><text:changed-region><text:insertion/></text:changed-region><text:changed-region>"
            "<text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            "<text:h>Bo: Wij<text:s text:c='3'/>begonnen<text:line-break/>met "
            "<text:span>z’n\n tweeën</text:span>.</text:h>"
            "<text:p>An: En<office:annotation><text:p>Kees vragen</text:p></office:annotation> toen"
            "<text:note><text:note-body><text:p>noot</text:p></text:note-body></text:note>?</text:p>"
            "<text:p>Bo: Toen<text:change text:change-id='1'/> vier.</text:p><text:p>An: Ja.</text:p>"
        ),
        "gesprek.odt",
    )
    assert spoken(transcript) == [
        ("Bo", "Wij begonnen met z’n tweeën."),
        ("An", "En toen?"),
        ("Bo", "Toen vier."),
        ("An", "Ja."),
    ]
    assert warned(transcript) == [
        "it holds tracked changes: insertions are kept (1), deletions are left out (1).",
        "comments in the margin are left out (1).",
        "footnotes and endnotes are left out (1).",
    ]
    assert whole(transcript)


def test_a_table_in_an_odt_is_read():
    def row(*cells: str) -> str:
        words_said = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{words_said}</table:table-row>"

    table = row("Bo", "een") + row("An", "twee") + row("Bo", "drie")
    assert spoken(read(writer(f"<table:table>{table}</table:table>"), "x.odt")) == [
        ("Bo", "een"),
        ("An", "twee"),
        ("Bo", "drie"),
    ]


def test_a_pdf_is_read_without_what_heads_and_closes_its_pages():
    pages = [
        ["Gesprek 7", f"Bo: zin {word_}", "An: Ja.", "vervolg van wat er gezegd is", f"Pagina {number} van 4"]
        for number, word_ in enumerate(("een", "twee", "drie", "vier"), 1)
    ]
    transcript = read(printed(*pages), "gesprek.pdf")
    assert spoken(transcript) == [
        turn
        for word_ in ("een", "twee", "drie", "vier")
        for turn in (("Bo", f"zin {word_}"), ("An", "Ja. vervolg van wat er gezegd is"))
    ]
    assert warned(transcript) == ["page numbers and lines that head or close the pages are left out (8)."]
    assert [row.text for row in transcript.left_out][:4] == [
        "Gesprek 7",
        "Pagina 1 van 4",
        "Gesprek 7",
        "Pagina 2 van 4",
    ]
    assert whole(transcript)


def test_a_pdf_with_a_page_without_text_says_which():
    transcript = read(printed(["Bo: Eén zin (met haakjes)."], [], ["An: Twee."]), "gesprek.pdf")
    assert warned(transcript) == ["page 2: no text on it, perhaps a picture."]
    assert spoken(transcript) == [("Bo", "Eén zin (met haakjes)."), ("An", "Twee.")]


def locked(password: str) -> bytes:
    file, made = io.BytesIO(), pypdf.PdfWriter(clone_from=io.BytesIO(printed(["Bo: Hallo."])))
    made.encrypt(password, owner_password="van de maker", algorithm="RC4-128")
    made.write(file)
    return file.getvalue()


def test_a_pdf_that_anyone_may_open_but_not_change_is_read():
    assert spoken(read(locked(""), "gesprek.pdf")) == [("", "Bo: Hallo.")]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (locked("geheim"), "it is protected by a password."),
        (printed([], []), "it holds pictures of pages and no text."),
        (printed(["Bo: Hallo."])[:200], "this .pdf cannot be read"),
        (b"%PDF-1.7\n" + b"\x80" * 500, "this .pdf cannot be read"),
        (b"geen pdf", "this .pdf cannot be read"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why_and_what_to_do(data, fault):
    with pytest.raises(UserError) as caught:
        read(data, "gesprek.pdf")
    assert caught.value.parts()[0] == "gesprek.pdf"
    assert caught.value.parts()[1].startswith(fault)
    assert caught.value.parts()[2]
