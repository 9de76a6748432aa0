"""Documents: .docx, .odt, .pdf, .rtf and .html."""

from __future__ import annotations

from tests.exchange.transcripts.foreign_layouts import EMMA, KEES, Case
from tests.exchange.transcripts.made_files import W, paragraphs, printed, word, writer

ASK, GOOD, WHY, TIME = "Hoe loopt het project nu?", "Goed.", "Waarom?", "Let op: tijd."


def four(first: str, second: str, *times: int) -> list[tuple[str, str, int | None]]:
    at = times or (None,) * 4
    return [(first, ASK, at[0]), (second, GOOD, at[1]), (first, WHY, at[2]), (second, TIME, at[3])]


def run(text: str, bold: bool = False) -> str:
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def teams(*spoken: tuple[str, str, str], initials: bool = False) -> str:
    """Paragraphs as Teams writes them: name and time in runs of their own, a break, the words."""
    made = []
    for who, at, words in spoken:
        first = "".join(part[0] for part in who.split())
        if initials:
            made.append(f"<w:p>{run(first)}</w:p>")
        made.append(f"<w:p>{run(who + '   ', True)}{run(at)}<w:r><w:br/></w:r>{run(words)}</w:p>")
    return "".join(made)


SPOKEN = ((EMMA, "0:03", ASK), (KEES, "0:09", GOOD), (EMMA, "0:15", WHY), (KEES, "1:00:17", TIME))
AT = (3_000, 9_000, 15_000, 3_617_000)

TEAMS_EN = Case(
    "teams_en.docx",
    word(
        paragraphs("Project talk-20250615_100000-Meeting Recording", "June 15, 2025, 10:00AM", "1h 0m 20s")
        + paragraphs(f"{EMMA} started transcription")
        + teams(*SPOKEN)
        + paragraphs(f"{EMMA} stopped transcription")
    ),
    four(EMMA, KEES, *AT),
    (
        "Project talk-20250615_100000-Meeting Recording",
        "June 15, 2025, 10:00AM",
        "1h 0m 20s",
        f"{EMMA} started transcription",
        f"{EMMA} stopped transcription",
    ),
)
TEAMS_INITIALS = Case(
    "teams_initialen.docx",
    word(teams(*SPOKEN, initials=True)),
    four(EMMA, KEES, *AT),
    ("EK", "KP", "EK", "KP"),
)
MEET = Case(
    "meet.docx",
    word(
        paragraphs(
            "Overleg (2025-06-15 10:00 GMT+2) - Transcript",
            "Attendees",
            f"{EMMA}, {KEES}",
            "Transcript",
            "00:00:00",
            f"{EMMA}: {ASK}",
            f"{KEES}: {GOOD}",
            "00:05:00",
            f"{EMMA}: {WHY}",
            f"{KEES}: {TIME}",
            "Meeting ended after 00:07:10",
            "This editable transcript was computer generated and might contain errors. People can also change the text "
            "after it was created.",
        )
    ),
    [(EMMA, ASK, 0), (KEES, GOOD, None), (EMMA, WHY, 300_000), (KEES, TIME, None)],
    (
        "Overleg (2025-06-15 10:00 GMT+2) - Transcript",
        "Attendees",
        f"{EMMA}, {KEES}",
        "Transcript",
        "Meeting ended after 00:07:10",
        "This editable transcript was computer generated and might contain errors. People can also change the text "
        "after it was created.",
    ),
)
BOLD_RUNS = Case(
    "vette_labels.docx",
    word(
        "".join(
            f"<w:p>{run(who + ':', True)}{run(' ' + words)}</w:p>"
            for who, words, _ in four("Interviewer", "Respondent")
        )
    ),
    four("Interviewer", "Respondent"),
)
BOLD_NO_COLON = Case(
    "vet_zonder_dubbele_punt.docx",
    word("".join(f"<w:p>{run(who, True)}{run(' ' + words)}</w:p>" for who, words, _ in four("Emma", "Kees"))),
    four("Emma", "Kees"),
)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


TABLE_TIME_WHO = Case(
    "tabel_tijd_wie_wat.docx",
    word(table(("Tijd", "Spreker", "Tekst"), *((at, who, words) for who, at, words in SPOKEN))),
    four(EMMA, KEES, *AT),
    ("Tijd Spreker Tekst",),
)
TABLE_NUMBERED = Case(
    "tabel_genummerd.docx",
    word(table(*((str(at), who, words) for at, (who, words, _) in enumerate(four("I", "R"), 1)))),
    four("I", "R"),
)
TABLE_TWO = Case(
    "tabel_twee.docx",
    word(paragraphs("Interview 3") + table(*((f"{who}:", words) for who, words, _ in four("I", "R")))),
    [("", "Interview 3", None), *four("I", "R")],
)
ODT_TABS = Case(
    "tabs.odt",
    writer("".join(f"<text:p>{who}:<text:tab/>{words}</text:p>" for who, words, _ in four("I", "R"))),
    four("I", "R"),
)
ODT_TABLE = Case(
    "tabel.odt",
    writer(
        "<table:table>"
        + "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in (at, who, words))
            + "</table:table-row>"
            for who, at, words in SPOKEN
        )
        + "</table:table>"
    ),
    four(EMMA, KEES, *AT),
)
PDF_HEADS = Case(
    "kop_en_voet.pdf",
    printed(
        [
            "Interview 3 - vertrouwelijk",
            f"I: {ASK}",
            "R: Goed. Al betaalt de school te laat, en dat is een verve-",
            "lende zaak.",
            "Pagina 1 van 3",
        ],
        ["Interview 3 - vertrouwelijk", "Ook de gemeente wacht.", f"I: {WHY}", "R: Tijd.", "Pagina 2 van 3"],
        ["Interview 3 - vertrouwelijk", "I: En nu?", "R: Nu wachten wij.", "Pagina 3 van 3"],
    ),
    [
        ("I", ASK, None),
        ("R", "Goed. Al betaalt de school te laat, en dat is een vervelende zaak. Ook de gemeente wacht.", None),
        ("I", WHY, None),
        ("R", "Tijd.", None),
        ("I", "En nu?", None),
        ("R", "Nu wachten wij.", None),
    ],
    (
        "Interview 3 - vertrouwelijk",
        "Pagina 1 van 3",
        "Interview 3 - vertrouwelijk",
        "Pagina 2 van 3",
        "Interview 3 - vertrouwelijk",
        "Pagina 3 van 3",
    ),
)
PDF_PAGE_NUMBERS = Case(
    "paginanummers.pdf",
    printed(
        [f"Interviewer: {ASK}", "Respondent: Goed.", "1"],
        [f"Interviewer: {WHY}", "Respondent: Tijd.", "2"],
        ["Interviewer: En nu?", "Respondent: 2", "3"],
    ),
    [
        ("Interviewer", ASK, None),
        ("Respondent", GOOD, None),
        ("Interviewer", WHY, None),
        ("Respondent", "Tijd.", None),
        ("Interviewer", "En nu?", None),
        ("Respondent", "2", None),
    ],
    ("1", "2", "3"),
)
PDF_LINE_NUMBERS = Case(
    "regelnummers.pdf",
    printed(
        ["1 I: Hoe loopt het project nu? Ik bedoel", "2 met de school?", "3 R: Goed. Al", "4 3 jaar."],
        ["5 I: Waarom?", "6 R: Tijd. De school betaalt de rekeningen van de", "7 leerlingen niet."],
    ),
    [
        ("I", "Hoe loopt het project nu? Ik bedoel met de school?", None),
        ("R", "Goed. Al 3 jaar.", None),
        ("I", WHY, None),
        ("R", "Tijd. De school betaalt de rekeningen van de leerlingen niet.", None),
    ],
)
RTF_F4 = Case(
    "f4_voor.rtf",
    rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue255;}
{\info{\author Emma}{\title Gesprek}}
\pard #00:00:03-0# \b I:\b0  Hoe loopt het project nu?\par
#00:00:09-0# \b R:\b0  Goed.\par
#00:00:15-0# \b I:\b0  Waarom?\par
#01:00:17-0# \b R:\b0  Let op: tijd.\par}""",
    four("I", "R", *AT),
)
RTF_WORD = Case(
    "word.rtf",
    rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}{\stylesheet{\s0 Standaard;}}
{\*\generator Riched20;}
{\header \pard Vertrouwelijk\par}
\pard\plain\f0 Ge\'efnterviewde: Het kost \u8364\'805, \ldblquote h\'e8\rdblquote .\par
Interviewer:\tab Ja\u8230?\par
Ge\'efnterviewde: E\u233?n keer.\line Echt.\par
Interviewer: Dank\~u.\par}""",
    [
        ("Geïnterviewde", "Het kost €5, “hè”.", None),
        ("Interviewer", "Ja…", None),
        ("Geïnterviewde", "Eén keer. Echt.", None),
        ("Interviewer", "Dank\u00a0u.", None),
    ],
    ("Vertrouwelijk",),
)
HTML_PARAGRAPHS = Case(
    "gesprek.html",
    f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Gesprek</title><style>p {{ color: red }}</style>
<script>alert("nee")</script></head><body>
<p><strong>{EMMA}:</strong> Hoe loopt het&nbsp;project nu?</p>
<p><strong>{KEES}:</strong> Goed.</p>
<p><strong>{EMMA}:</strong> Waarom?</p>
<p><strong>{KEES}:</strong> Let op: <em>tijd</em>.<br></p></body></html>""".encode(),
    four(EMMA, KEES),
    ("Gesprek",),
)
NOSCRIBE_HTML = Case(
    "noscribe.html",
    b"""<!DOCTYPE HTML><html><head><meta charset="UTF-8"><meta name="audio_source" content="/opnamen/gesprek.mp3">
<style type="text/css">p, li { white-space: pre-wrap; }</style></head><body>
<p>Gesprek 3</p><p style="font-size: small">Transcribed with noScribe vers. 0.6.2<br/>
Audio file: gesprek.mp3<br/>(Start: 00:00:00)</p>
<p><a name="ts_0_3500_S00">S00: Hoe loopt het project nu? </a></p>
<p><a name="ts_4000_5000_S01">S01: Goed.</a></p>
<p><a name="ts_8000_9000_S00">S00: Waarom?</a></p>
<p><a name="ts_12000_13000_S01">S01: (..) Let op:</a><a name="ts_13000_14000_S01"> tijd.</a></p></body></html>""",
    [("S00", ASK, 0), ("S01", GOOD, 4_000), ("S00", WHY, 8_000), ("S01", "(..) Let op: tijd.", 12_000)],
    ("Gesprek 3", "Transcribed with noScribe vers. 0.6.2", "Audio file: gesprek.mp3", "(Start: 00:00:00)"),
)
LIST_NUMBERS = Case(
    "samengevoegde_alineas.docx",
    word(
        paragraphs(f"I: {ASK}", "R: Goed.", "En ook niet.", f"I: {WHY}", f"R: {TIME}")
        + f'<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr>{run("Bijlage 2")}</w:p>'
    ),
    [("I", ASK, None), ("R", "Goed. En ook niet.", None), ("I", WHY, None), ("R", f"{TIME} Bijlage 2", None)],
)
HTML_BOLD_NO_COLON = Case(
    "vet_zonder_dubbele_punt.html",
    "".join(f"<p><b>{who}</b> {words}</p>" for who, words, _ in four("Emma", "Kees")).encode(),
    four("Emma", "Kees"),
)
BOLD_WORDS_IN_SPEECH = Case(
    "vette_woorden.docx",
    word(
        f"<w:p>{run('I: Hoe loopt het?')}</w:p><w:p>{run('Altijd', True)}{run(' goed.')}</w:p>"
        f"<w:p>{run('R: ')}{run('Nooit', True)}{run(', zei ik.')}</w:p><w:p>{run('Echt', True)}{run(' niet.')}</w:p>"
        f"<w:p>{run('I: Dank u.')}</w:p><w:p>{run('R: Ja.')}</w:p>"
    ),
    [
        ("I", "Hoe loopt het? Altijd goed.", None),
        ("R", "Nooit, zei ik. Echt niet.", None),
        ("I", "Dank u.", None),
        ("R", "Ja.", None),
    ],
)
HEADER_AND_FOOTER = Case(
    "kop_en_voettekst.docx",
    word(
        paragraphs(f"I: {ASK}", f"R: {GOOD}", f"I: {WHY}", f"R: {TIME}"),
        word__header1=f"<w:hdr {W}>{paragraphs('Vertrouwelijk')}</w:hdr>",
        word__footer1=f"<w:ftr {W}>{paragraphs('Interview 3')}</w:ftr>",
    ),
    four("I", "R"),
    ("Interview 3", "Vertrouwelijk"),
)
