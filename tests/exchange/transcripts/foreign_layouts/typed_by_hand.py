"""What people type by hand, in the ways of Dutch theses and reports."""

from __future__ import annotations

from tests.exchange.transcripts.foreign_layouts import EMMA, KEES, Case, utf8

DOTS = utf8(
    "afkortingen.txt",
    """Int.: Hoe loopt het project nu?
Resp.: Goed. [lacht] Let op: de school betaalt laat.
Int.: Waarom?
Resp.: (onverstaanbaar) ... tijd.
""",
    [
        ("Int.", "Hoe loopt het project nu?", None),
        ("Resp.", "Goed. [lacht] Let op: de school betaalt laat.", None),
        ("Int.", "Waarom?", None),
        ("Resp.", "(onverstaanbaar) ... tijd.", None),
    ],
)
QUESTION_ANSWER = utf8(
    "vraag_antwoord.txt",
    """V: Hoe loopt het project nu?
A: Goed.
V: Doel?
A: Doel: meer leerlingen.
""",
    [
        ("V", "Hoe loopt het project nu?", None),
        ("A", "Goed.", None),
        ("V", "Doel?", None),
        ("A", "Doel: meer leerlingen.", None),
    ],
)
INTERVIEWED = utf8(
    "geinterviewde.txt",
    """Interviewer: Hoe loopt het project nu?
Geïnterviewde: Klopt: dat is zo.
Interviewer: Nee?
Geïnterviewde: Nee.
""",
    [
        ("Interviewer", "Hoe loopt het project nu?", None),
        ("Geïnterviewde", "Klopt: dat is zo.", None),
        ("Interviewer", "Nee?", None),
        ("Geïnterviewde", "Nee.", None),
    ],
)
BOLD = utf8(
    "vet.txt",
    """**Interviewer**: Hoe loopt het project nu?

**Respondent**: Goed.

**Interviewer**: Waarom?

**Respondent**: *Tijd.*
""",
    [
        ("Interviewer", "Hoe loopt het project nu?", None),
        ("Respondent", "Goed.", None),
        ("Interviewer", "Waarom?", None),
        ("Respondent", "*Tijd.*", None),
    ],
)
OWN_LINE = utf8(
    "label_op_eigen_regel.txt",
    """Interviewer
Hoe loopt het project nu?

Respondent
Goed.

Interviewer
Waarom?

Respondent
Tijd.
""",
    [
        ("Interviewer", "Hoe loopt het project nu?", None),
        ("Respondent", "Goed.", None),
        ("Interviewer", "Waarom?", None),
        ("Respondent", "Tijd.", None),
    ],
)
LINE_NUMBERS = utf8(
    "regelnummers_per_vijf.txt",
    """I: Hoe loopt het project nu? Ik bedoel met
de school en met de bedrijven, en hoe zit
het met de gemeente?
R: Goed. Al betaalt de school laat, en dat
5 is vervelend voor iedereen.
I: Waarom is dat?
R: Tijd. En geld, want er is
nooit genoeg geld om alles te
betalen wat er op papier staat.
10 I: En nu?
R: Nu wachten wij.
""",
    [
        (
            "I",
            "Hoe loopt het project nu? Ik bedoel met de school en met de bedrijven, en hoe zit het met de gemeente?",
            None,
        ),
        ("R", "Goed. Al betaalt de school laat, en dat is vervelend voor iedereen.", None),
        ("I", "Waarom is dat?", None),
        ("R", "Tijd. En geld, want er is nooit genoeg geld om alles te betalen wat er op papier staat.", None),
        ("I", "En nu?", None),
        ("R", "Nu wachten wij.", None),
    ],
)
EVERY_LINE_NUMBERED = utf8(
    "elke_regel_genummerd.txt",
    """1\tI: Hoe loopt het project nu? Ik bedoel met
2\tde school?
3\tR: Goed.
4\t3 jaar al.
5\tI: Waarom?
6\tR: Tijd.
""",
    [
        ("I", "Hoe loopt het project nu? Ik bedoel met de school?", None),
        ("R", "Goed. 3 jaar al.", None),
        ("I", "Waarom?", None),
        ("R", "Tijd.", None),
    ],
)
TABS = utf8(
    "tabs.txt",
    "I:\tHoe loopt het project nu?\nR:\tGoed.\n\tNee, toch niet.\nI:\tWaarom?\nR:\tTijd.\n",
    [
        ("I", "Hoe loopt het project nu?", None),
        ("R", "Goed. Nee, toch niet.", None),
        ("I", "Waarom?", None),
        ("R", "Tijd.", None),
    ],
)
DASH_DIALOGUE = utf8(
    "gedachtestreepjes.txt",
    "— Hoe loopt het project nu?\n— Goed.\n— Waarom?\n— Tijd.\n",
    [("", "— Hoe loopt het project nu? — Goed. — Waarom? — Tijd.", None)],
)
DASH_LABELS = utf8(
    "streepje_na_naam.txt",
    "Emma – Hoe loopt het project nu?\nKees – Goed.\nEmma – Waarom?\nKees – Tijd.\n",
    [
        ("Emma", "Hoe loopt het project nu?", None),
        ("Kees", "Goed.", None),
        ("Emma", "Waarom?", None),
        ("Kees", "Tijd.", None),
    ],
)
TIMES_IN_BRACKETS = utf8(
    "tijden_tussen_haakjes.txt",
    """(00:03) Interviewer: Hoe loopt het project nu?
(00:09) Respondent: Goed.
(01:15) Interviewer: Waarom?
(01:17) Respondent: Om 12:30 was het klaar.
""",
    [
        ("Interviewer", "Hoe loopt het project nu?", 3_000),
        ("Respondent", "Goed.", 9_000),
        ("Interviewer", "Waarom?", 75_000),
        ("Respondent", "Om 12:30 was het klaar.", 77_000),
    ],
)
PARTICLES = utf8(
    "tussenvoegsels.txt",
    """Ria van 't Hof: Hoe loopt het project nu?
Björn Özgür-Łęcki: Goed.
Ria van 't Hof: Waarom?
drs. J.P. d’Hondt-de Vries: Tijd.
Björn Özgür-Łęcki: Ja.
drs. J.P. d’Hondt-de Vries: Let op: nee.
""",
    [
        ("Ria van 't Hof", "Hoe loopt het project nu?", None),
        ("Björn Özgür-Łęcki", "Goed.", None),
        ("Ria van 't Hof", "Waarom?", None),
        ("drs. J.P. d’Hondt-de Vries", "Tijd.", None),
        ("Björn Özgür-Łęcki", "Ja.", None),
        ("drs. J.P. d’Hondt-de Vries", "Let op: nee.", None),
    ],
)
CAPITALS = utf8(
    "hoofdletters.txt",
    """INTERVIEWER: Hoe loopt het project nu?
RESPONDENT: Goed.
INTERVIEWER: Waarom?
RESPONDENT: LET OP: TIJD.
""",
    [
        ("INTERVIEWER", "Hoe loopt het project nu?", None),
        ("RESPONDENT", "Goed.", None),
        ("INTERVIEWER", "Waarom?", None),
        ("RESPONDENT", "LET OP: TIJD.", None),
    ],
)
ROLES = utf8(
    "rol_tussen_haakjes.txt",
    f"""{EMMA} (onderzoeker): Hoe loopt het project nu?
{KEES} (directeur, ROC Oost): Goed.
{EMMA} (onderzoeker): Waarom?
{KEES} (directeur, ROC Oost): Tijd.
""",
    [
        (f"{EMMA} (onderzoeker)", "Hoe loopt het project nu?", None),
        (f"{KEES} (directeur, ROC Oost)", "Goed.", None),
        (f"{EMMA} (onderzoeker)", "Waarom?", None),
        (f"{KEES} (directeur, ROC Oost)", "Tijd.", None),
    ],
)
EMAIL = utf8(
    "adres_als_label.txt",
    """emma@voorbeeld.example: Hoe loopt het project nu?
+31 6 1234 5678: Goed.
emma@voorbeeld.example: Waarom?
+31 6 1234 5678: Tijd.
""",
    [
        ("emma@voorbeeld.example", "Hoe loopt het project nu?", None),
        ("+31 6 1234 5678", "Goed.", None),
        ("emma@voorbeeld.example", "Waarom?", None),
        ("+31 6 1234 5678", "Tijd.", None),
    ],
)
HEADINGS = utf8(
    "tussenkoppen.txt",
    """Transcript interview 3
Datum: 12 mei 2025
Locatie: Ede
Duur: 45 minuten

I: Hoe loopt het project nu?
R: Goed.

I: En de kosten?
R: Kosten: hoog. Baten: laag.
I: Verder nog iets?
R: Nee.
""",
    [
        ("I", "Hoe loopt het project nu?", None),
        ("R", "Goed.", None),
        ("I", "En de kosten?", None),
        ("R", "Kosten: hoog. Baten: laag.", None),
        ("I", "Verder nog iets?", None),
        ("R", "Nee.", None),
    ],
    "Transcript interview 3",
    "Datum: 12 mei 2025",
    "Locatie: Ede",
    "Duur: 45 minuten",
)
SPEECH_WITH_COLONS = utf8(
    "dubbele_punten_in_de_tekst.txt",
    """I: Hoe loopt het project nu?
R: Goed.
Let op: de school betaalt laat.
Doel: meer leerlingen.
Let op: dat is niet zeker.
I: Klopt dat?
R: Klopt: dat is zo.
Kortom: goed.
""",
    [
        ("I", "Hoe loopt het project nu?", None),
        ("R", "Goed. Let op: de school betaalt laat. Doel: meer leerlingen. Let op: dat is niet zeker.", None),
        ("I", "Klopt dat?", None),
        ("R", "Klopt: dat is zo. Kortom: goed.", None),
    ],
)
NBSP = utf8(
    "harde_spaties.txt",
    "\ufeffI\u00a0:\u00a0Hoe loopt het project nu?\r\n"
    "R\u00a0:\u00a0Goed.\r\nI\u00a0:\u00a0Waarom?\r\nR\u00a0:\u00a0Tijd.\r\n",
    [
        ("I", "Hoe loopt het project nu?", None),
        ("R", "Goed.", None),
        ("I", "Waarom?", None),
        ("R", "Tijd.", None),
    ],
)
WINDOWS = Case(
    "windows.txt",
    "\r\n".join(
        [
            "Geïnterviewde: Het kost €5, ‘hè’ – zei zij.",
            "Interviewer: Ja…",
            "Geïnterviewde: Één.",
            "Interviewer: Dank u.",
        ]
    ).encode("cp1252"),
    [
        ("Geïnterviewde", "Het kost €5, ‘hè’ – zei zij.", None),
        ("Interviewer", "Ja…", None),
        ("Geïnterviewde", "Één.", None),
        ("Interviewer", "Dank u.", None),
    ],
)
UTF16 = Case(
    "utf16.txt",
    "I: Hoe loopt het project nu?\r\nR: Één keer.\r\nI: Waarom?\r\nR: Tijd.\r\n".encode("utf-16"),
    [
        ("I", "Hoe loopt het project nu?", None),
        ("R", "Één keer.", None),
        ("I", "Waarom?", None),
        ("R", "Tijd.", None),
    ],
)
UTF16_NO_MARK = Case(
    "utf16_zonder_merk.txt",
    "I: Hoe loopt het project nu?\nR: Één keer.\nI: Waarom?\nR: Tijd.\n".encode("utf-16-le"),
    UTF16.turns,
)
OLD_MAC = Case(
    "cr.txt",
    b"I: Hoe loopt het project nu?\rR: E\xcc\x81\xc3\xa9n keer.\rI: Waarom?\rR: Tijd.\r",
    [(who, words.replace("Éé", "E\u0301é"), at) for who, words, at in UTF16.turns],  # accents stay as they are written
)
PAUSES = utf8(
    "pauzes.txt",
    """I: Hoe (3) loopt het <project> nu?
R: Ja = nee (.) [pauze 5 sec.] {zucht} goed.
[telefoon gaat]
I: Waarom?
R: //Tijd// @lacht@ 'tuurlijk.
""",
    [
        ("I", "Hoe (3) loopt het <project> nu?", None),
        ("R", "Ja = nee (.) [pauze 5 sec.] {zucht} goed. [telefoon gaat]", None),
        ("I", "Waarom?", None),
        ("R", "//Tijd// @lacht@ 'tuurlijk.", None),
    ],
)
NUMBERED_SPEAKERS = utf8(
    "groepsgesprek.txt",
    """Moderator: Hoe loopt het project nu?
R1: Goed.
R2: Nee.
Moderator: Waarom?
R1 (lacht): Tijd.
R2: Klopt.
Iedereen: Ja!
""",
    [
        ("Moderator", "Hoe loopt het project nu?", None),
        ("R1", "Goed.", None),
        ("R2", "Nee.", None),
        ("Moderator", "Waarom?", None),
        ("R1", "(lacht) Tijd.", None),
        ("R2", "Klopt.", None),
        ("Iedereen", "Ja!", None),
    ],
)
BRACKET_LABELS = utf8(
    "labels_tussen_haken.txt",
    "<I> Hoe loopt het project nu?\n<R> Goed.\n<I> Waarom?\n<R> Tijd.\n",
    [
        ("I", "Hoe loopt het project nu?", None),
        ("R", "Goed.", None),
        ("I", "Waarom?", None),
        ("R", "Tijd.", None),
    ],
)
SQUARE_LABELS = utf8(
    "labels_tussen_rechte_haken.txt",
    "[Emma] Hoe loopt het project nu?\n[Kees] Goed.\n[Emma] Waarom?\n[Kees] [lacht] Tijd.\n",
    [
        ("Emma", "Hoe loopt het project nu?", None),
        ("Kees", "Goed.", None),
        ("Emma", "Waarom?", None),
        ("Kees", "[lacht] Tijd.", None),
    ],
)
END_MARK = utf8(
    "einde.txt",
    """I: Hoe loopt het project nu?
R: Goed.
I: Dank u.
R: Graag gedaan.
Einde opname
""",
    [
        ("I", "Hoe loopt het project nu?", None),
        ("R", "Goed.", None),
        ("I", "Dank u.", None),
        ("R", "Graag gedaan.", None),
    ],
    "Einde opname",
)
