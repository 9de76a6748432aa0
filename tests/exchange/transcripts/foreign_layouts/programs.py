"""Text files of programs that write down speech."""

from __future__ import annotations

from tests.exchange.transcripts.foreign_layouts import EMMA, KEES, RIA, utf8

OTTER = utf8(
    "otter.txt",
    f"""{EMMA}  0:03
Hoe loopt het project nu?

{KEES}  0:09
Goed. Let op: de school betaalt laat.

Unknown Speaker  1:02:15
Klopt.

{EMMA}  1:02:20
Nooit?

Transcribed by https://otter.ai
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_000),
        (KEES, "Goed. Let op: de school betaalt laat.", 9_000),
        ("Unknown Speaker", "Klopt.", 3_735_000),
        (EMMA, "Nooit?", 3_740_000),
    ],
    "Transcribed by https://otter.ai",
)
OTTER_KEYWORDS = utf8(
    "otter_with_summary.txt",
    f"""SUMMARY KEYWORDS
school, contract, geld

SPEAKERS
{EMMA}, {KEES}

{EMMA}  00:03
Wat was het doel?

{KEES}  00:09
Doel: meer leerlingen. Geld.

{EMMA}  00:15
Aha.

{KEES}  00:17
Ja.
""",
    [
        (EMMA, "Wat was het doel?", 3_000),
        (KEES, "Doel: meer leerlingen. Geld.", 9_000),
        (EMMA, "Aha.", 15_000),
        (KEES, "Ja.", 17_000),
    ],
    "SUMMARY KEYWORDS",
    "school, contract, geld",
    "SPEAKERS",
    f"{EMMA}, {KEES}",
)
TRINT = utf8(
    "trint.txt",
    f"""{EMMA}: [00:00:03] Hoe loopt het project nu? [00:00:05][2.1]

{KEES}: [00:00:09] De school betaalt laat. Klopt: dat is zo. [00:00:14][5.0]

{EMMA}: [00:00:15] Nee. [00:00:16][1.0]

{KEES}: [00:00:17] Echt. [00:00:18][0.8]
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_000),
        (KEES, "De school betaalt laat. Klopt: dat is zo.", 9_000),
        (EMMA, "Nee.", 15_000),
        (KEES, "Echt.", 17_000),
    ],
)
DESCRIPT = utf8(
    "descript.txt",
    f"""gesprek met de school

**{EMMA}:** [00:00:03] Hoe loopt het project nu?

**{KEES}:** [00:00:09] De school betaalt laat.

Ook dit jaar.

**{EMMA}:** [00:00:15] Goed.

**{KEES}:** [00:00:17] Nee.
""",
    [
        ("", "gesprek met de school", None),
        (EMMA, "Hoe loopt het project nu?", 3_000),
        (KEES, "De school betaalt laat. Ook dit jaar.", 9_000),
        (EMMA, "Goed.", 15_000),
        (KEES, "Nee.", 17_000),
    ],
)
ZOOM_CHAT = utf8(
    "zoom_chat.txt",
    f"""10:01:30\t From  {EMMA} : Hoe loopt het project nu?
10:01:44\t From  {KEES} : Goed.
10:01:59\t From  {EMMA} : Let op: er is een vraag
10:02:07\t From  {KEES} : Klopt
""",
    [
        (EMMA, "Hoe loopt het project nu?", 36_090_000),
        (KEES, "Goed.", 36_104_000),
        (EMMA, "Let op: er is een vraag", 36_119_000),
        (KEES, "Klopt", 36_127_000),
    ],
)
ZOOM_CHAT_TO = utf8(
    "zoom_chat_everyone.txt",
    f"""2025-06-15 10:01:30 From {EMMA} to Everyone:
\tHoe loopt het project nu?
2025-06-15 10:01:44 From {KEES} to Everyone:
\tGoed.
2025-06-15 10:01:59 From {EMMA} to Everyone:
\tWaarom?
2025-06-15 10:02:07 From {KEES} to Everyone:
\tTijd
""",
    [
        (EMMA, "Hoe loopt het project nu?", 36_090_000),
        (KEES, "Goed.", 36_104_000),
        (EMMA, "Waarom?", 36_119_000),
        (KEES, "Tijd", 36_127_000),
    ],
)
TEAMS_PASTED = utf8(
    "teams_geplakt.txt",
    f"""{EMMA}
0 minuten 3 seconden
0:03
Hoe loopt het project nu?
{EMMA} 0 minuten 7 seconden
Zeg het maar.
{KEES}
0 minuten 9 seconden
0:09
Prima.
{EMMA}
1 minuut 15 seconden
1:15
Waarom?
{KEES}
1 minuut 18 seconden
1:18
Geld.
""",
    [
        (EMMA, "Hoe loopt het project nu? Zeg het maar.", 3_000),
        (KEES, "Prima.", 9_000),
        (EMMA, "Waarom?", 75_000),
        (KEES, "Geld.", 78_000),
    ],
    "0 minuten 3 seconden",
    "0 minuten 9 seconden",
    "1 minuut 15 seconden",
    "1 minuut 18 seconden",
)
WEBEX = utf8(
    "webex.txt",
    f"""{EMMA}  10:01 AM
Hoe loopt het project nu?

{KEES}  10:02 AM
Goed.

{EMMA}  10:03 AM
Waarom?

{KEES}  10:04 AM
De school betaalt.
""",
    [
        (EMMA, "Hoe loopt het project nu?", 36_060_000),
        (KEES, "Goed.", 36_120_000),
        (EMMA, "Waarom?", 36_180_000),
        (KEES, "De school betaalt.", 36_240_000),
    ],
)
WHISPER_CONSOLE = utf8(
    "whisper_console.txt",
    """[00:00.000 --> 00:03.500]  Hoe loopt het project nu?
[00:03.500 --> 00:05.000]  Goed.
[00:05.000 --> 00:07.250]  Let op: de school betaalt laat.
[01:00:05.000 --> 01:00:07.250]  Klaar.
""",
    [
        ("", "Hoe loopt het project nu?", 0),
        ("", "Goed.", 3_500),
        ("", "Let op: de school betaalt laat.", 5_000),
        ("", "Klaar.", 3_605_000),
    ],
)
FASTER_WHISPER = utf8(
    "faster_whisper.txt",
    """[0.00s -> 3.50s]  Hoe loopt het project nu?
[3.50s -> 5.00s]  Goed.
[5.00s -> 67.25s]  Doel: meer leerlingen.
""",
    [
        ("", "Hoe loopt het project nu?", 0),
        ("", "Goed.", 3_500),
        ("", "Doel: meer leerlingen.", 5_000),
    ],
)
WHISPERX_TEXT = utf8(
    "whisperx.txt",
    """[SPEAKER_00]: Hoe loopt het project nu?
[SPEAKER_01]: Goed.
[SPEAKER_00]: Waarom?
[SPEAKER_01]: Klopt: dat is zo.
""",
    [
        ("SPEAKER_00", "Hoe loopt het project nu?", None),
        ("SPEAKER_01", "Goed.", None),
        ("SPEAKER_00", "Waarom?", None),
        ("SPEAKER_01", "Klopt: dat is zo.", None),
    ],
)
F4X = utf8(
    "f4x.txt",
    """I: Hoe loopt het project nu? [0:00:05.5]
B1: Goed. (.) Let op: de school betaalt laat. [0:00:14.2]
I: Waarom? [0:00:16.0]
B2: Tijd. [0:00:18.0]
""",
    [
        ("I", "Hoe loopt het project nu?", 0),
        ("B1", "Goed. (.) Let op: de school betaalt laat.", 5_500),
        ("I", "Waarom?", 14_200),
        ("B2", "Tijd.", 16_000),
    ],
)
MAXQDA_GROUP = utf8(
    "maxqda_groep.txt",
    """#Emma
Hoe loopt het project nu?
#Kees
Goed.
#Emma
Waarom?
#Kees
Tijd. Doel: meer leerlingen.
""",
    [
        ("Emma", "Hoe loopt het project nu?", None),
        ("Kees", "Goed.", None),
        ("Emma", "Waarom?", None),
        ("Kees", "Tijd. Doel: meer leerlingen.", None),
    ],
)
NVIVO_TEXT = utf8(
    "nvivo.txt",
    """Timespan\tContent\tSpeaker
0:00,0 - 0:05,2\tHoe loopt het project nu?\tEmma
0:05,2 - 0:07,0\tGoed.\tKees
0:07,0 - 0:09,0\tWaarom?\tEmma
0:09,0 - 0:12,0\tLet op: geld.\tKees
""",
    [
        ("Emma", "Hoe loopt het project nu?", 0),
        ("Kees", "Goed.", 5_200),
        ("Emma", "Waarom?", 7_000),
        ("Kees", "Let op: geld.", 9_000),
    ],
    "Timespan Content Speaker",
)
OTRANSCRIBE_MD = utf8(
    "otranscribe.txt",
    """00:03 Emma: Hoe loopt het project nu?

00:09 Kees: Goed.

00:15 Emma: Waarom?

1:00:17 Kees: Tijd.
""",
    [
        ("Emma", "Hoe loopt het project nu?", 3_000),
        ("Kees", "Goed.", 9_000),
        ("Emma", "Waarom?", 15_000),
        ("Kees", "Tijd.", 3_617_000),
    ],
)
AMBERSCRIPT = utf8(
    "amberscript.txt",
    """Spreker 1 (00:00:03 - 00:00:08)
Hoe loopt het project nu?

Spreker 2 (00:00:09 - 00:00:14)
Goed.

Spreker 1 (00:00:15 - 00:00:16)
Waarom?

Spreker 2 (00:00:17 - 00:00:19)
Klopt: geld.
""",
    [
        ("Spreker 1", "Hoe loopt het project nu?", 3_000),
        ("Spreker 2", "Goed.", 9_000),
        ("Spreker 1", "Waarom?", 15_000),
        ("Spreker 2", "Klopt: geld.", 17_000),
    ],
)
SONIX = utf8(
    "sonix.txt",
    """gesprek-3.mp3
Transcribed by Sonix - https://sonix.ai

Speaker1: [00:00:03] Hoe loopt het project nu?

Speaker2: [00:00:09] Goed. De school [00:01:09] betaalt laat.

Speaker1: [00:01:15] Waarom?

Speaker2: [00:01:17] Tijd.
""",
    [
        ("Speaker1", "Hoe loopt het project nu?", 3_000),
        ("Speaker2", "Goed. De school betaalt laat.", 9_000),
        ("Speaker1", "Waarom?", 75_000),
        ("Speaker2", "Tijd.", 77_000),
    ],
    "gesprek-3.mp3",
    "Transcribed by Sonix - https://sonix.ai",
)
HAPPY_SCRIBE = utf8(
    "happyscribe.txt",
    """[00:00:03.120] - Speaker 1
Hoe loopt het project nu?

[00:00:09.400] - Speaker 2
Goed.

[00:00:15.000] - Speaker 1
Waarom?

[00:00:17.050] - Speaker 2
Nee.

Transcribed by HappyScribe
""",
    [
        ("Speaker 1", "Hoe loopt het project nu?", 3_120),
        ("Speaker 2", "Goed.", 9_400),
        ("Speaker 1", "Waarom?", 15_000),
        ("Speaker 2", "Nee.", 17_050),
    ],
    "Transcribed by HappyScribe",
)
REV = utf8(
    "rev.txt",
    f"""{EMMA} (00:03):
Hoe loopt het project nu?

{KEES} (00:09):
Goed.

{EMMA} (00:15):
Waarom?

{KEES} (01:00:17):
Let op: (00:20) geld. En tijd.
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_000),
        (KEES, "Goed.", 9_000),
        (EMMA, "Waarom?", 15_000),
        (KEES, "Let op: (00:20) geld. En tijd.", 3_617_000),
    ],
)
WORD_TRANSCRIBE = utf8(
    "word_transcriberen.txt",
    """Audiobestand
gesprek 3.m4a

Transcriptie
00:00:03 Spreker 1
Hoe loopt het project nu?
00:00:09 Spreker 2
Goed.
00:00:15 Spreker 1
Waarom?
00:00:17 Spreker 2
Tijd.
""",
    [
        ("Spreker 1", "Hoe loopt het project nu?", 3_000),
        ("Spreker 2", "Goed.", 9_000),
        ("Spreker 1", "Waarom?", 15_000),
        ("Spreker 2", "Tijd.", 17_000),
    ],
    "Audiobestand",
    "gesprek 3.m4a",
    "Transcriptie",
)
PREMIERE = utf8(
    "premiere.txt",
    """00:00:03:12 - 00:00:08:00
Speaker 1
Hoe loopt het project nu?

00:00:09:00 - 00:00:14:05
Speaker 2
Goed.

00:00:15:00 - 00:00:16:00
Speaker 1
Waarom?

00:00:17:00 - 00:00:18:00
Speaker 2
Tijd.
""",
    [
        ("Speaker 1", "Hoe loopt het project nu?", 3_000),
        ("Speaker 2", "Goed.", 9_000),
        ("Speaker 1", "Waarom?", 15_000),
        ("Speaker 2", "Tijd.", 17_000),
    ],
)
TURBOSCRIBE = utf8(
    "turboscribe.txt",
    """(Transcribed by TurboScribe.ai - Go Unlimited to remove this message)

[Speaker 1] (0:03 - 0:08)
Hoe loopt het project nu?

[Speaker 2] (0:09 - 0:14)
Goed.

[Speaker 1] (0:15 - 0:16)
Waarom?

[Speaker 2] (0:17 - 0:18)
Tijd.
""",
    [
        ("Speaker 1", "Hoe loopt het project nu?", 3_000),
        ("Speaker 2", "Goed.", 9_000),
        ("Speaker 1", "Waarom?", 15_000),
        ("Speaker 2", "Tijd.", 17_000),
    ],
    "(Transcribed by TurboScribe.ai - Go Unlimited to remove this message)",
)
FIREFLIES = utf8(
    "fireflies.txt",
    f"""{EMMA} - 00:03
Hoe loopt het project nu?

{RIA} - 00:09
Goed.

{EMMA} - 00:15
Waarom?

{RIA} - 00:17
Tijd.
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_000),
        (RIA, "Goed.", 9_000),
        (EMMA, "Waarom?", 15_000),
        (RIA, "Tijd.", 17_000),
    ],
)
RIVERSIDE = utf8(
    "riverside.txt",
    f"""{EMMA} (00:03.120)
Hoe loopt het project nu?

{RIA} (00:09.4)
Goed.

{EMMA} (00:15)
Waarom?

{RIA} (01:00:17.05)
Tijd.
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_120),
        (RIA, "Goed.", 9_400),
        (EMMA, "Waarom?", 15_000),
        (RIA, "Tijd.", 3_617_050),
    ],
)
YOUTUBE_PASTED = utf8(
    "youtube_geplakt.txt",
    """0:00
hoe loopt het project nu
0:03
goed
0:05
de school betaalt laat
1:00:07
echt
""",
    [
        ("", "hoe loopt het project nu", 0),
        ("", "goed", 3_000),
        ("", "de school betaalt laat", 5_000),
        ("", "echt", 3_607_000),
    ],
)
ELAN = utf8(
    "elan.txt",
    """Emma\t\t00:00:03.000\t00:00:08.000\tHoe loopt het project nu?
Kees\t\t00:00:09.000\t00:00:14.000\tGoed.
Emma\t\t00:00:15.000\t00:00:16.000\tWaarom?
Kees\t\t00:00:17.000\t00:00:18.000\tTijd.
""",
    [
        ("Emma", "Hoe loopt het project nu?", 3_000),
        ("Kees", "Goed.", 9_000),
        ("Emma", "Waarom?", 15_000),
        ("Kees", "Tijd.", 17_000),
    ],
)
