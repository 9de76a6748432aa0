"""Caption files: .vtt, .srt and .sbv as programs write them."""

from __future__ import annotations

from tests.exchange.transcripts.foreign_layouts import EMMA, KEES, RIA, utf8

ZOOM = utf8(
    "zoom.vtt",
    f"""WEBVTT

1
00:00:03.120 --> 00:00:05.000
{EMMA}: Hoe loopt het project nu?

2
00:00:06.000 --> 00:00:07.000
Zeg het maar.

3
00:00:09.000 --> 00:00:12.000
{RIA}: Let op: de school betaalt laat.

4
00:00:13.000 --> 00:00:14.000
{EMMA}: Echt?

5
00:00:15.000 --> 00:00:16.000
{RIA}: Doel: geld.
""",
    [
        (EMMA, "Hoe loopt het project nu? Zeg het maar.", 3_120),
        (RIA, "Let op: de school betaalt laat.", 9_000),
        (EMMA, "Echt?", 13_000),
        (RIA, "Doel: geld.", 15_000),
    ],
)
TEAMS = utf8(
    "teams.vtt",
    f"""WEBVTT

9b1f2c3d-0a1b-4c2d-8e3f-123456789abc/12-0
00:00:03.120 --> 00:00:05.000
<v {EMMA}>Hoe loopt het
project nu?</v>

9b1f2c3d-0a1b-4c2d-8e3f-123456789abc/13-0
00:00:06.000 --> 00:00:07.000
<v {RIA}>Goed.</v>

9b1f2c3d-0a1b-4c2d-8e3f-123456789abc/14-0
00:00:08.000 --> 00:00:09.000
<v {EMMA}>Waarom?</v>

9b1f2c3d-0a1b-4c2d-8e3f-123456789abc/15-0
00:00:10.000 --> 00:00:12.000
<v {RIA}>R&amp;D betaalt &lt; de helft.</v>
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_120),
        (RIA, "Goed.", 6_000),
        (EMMA, "Waarom?", 8_000),
        (RIA, "R&D betaalt < de helft.", 10_000),
    ],
)
TEAMS_TWO_IN_ONE = utf8(
    "teams_twee_in_een.vtt",
    f"""WEBVTT

00:00:03.120 --> 00:00:07.000
<v {EMMA}>Hoe loopt het project nu?</v>
<v {KEES}>Goed.</v>

00:00:08.000 --> 00:00:09.000
<v.luid {EMMA}><i>Waarom?</i></v>
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_120),
        (KEES, "Goed.", 3_120),
        (EMMA, "Waarom?", 8_000),
    ],
)
MEET = utf8(
    "meet.sbv",
    f"""0:00:03.120,0:00:05.000
{EMMA}: Hoe loopt het project nu?

0:00:06.000,0:00:07.000
{KEES}: Goed.

0:00:08.000,0:00:09.000
{EMMA}: Waarom?

0:00:10.000,0:00:12.000
{KEES}: Tijd.
En geld.
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_120),
        (KEES, "Goed.", 6_000),
        (EMMA, "Waarom?", 8_000),
        (KEES, "Tijd. En geld.", 10_000),
    ],
)
WHISPER_SRT = utf8(
    "whisper.srt",
    """1
00:00:00,000 --> 00:00:03,500
Hoe loopt het project nu?

2
00:00:03,500 --> 00:00:05,000
Goed.

3
00:00:05,000 --> 00:00:07,000
Let op: dit is geen naam.

""",
    [("", "Hoe loopt het project nu? Goed. Let op: dit is geen naam.", 0)],
)
WHISPERX_SRT = utf8(
    "whisperx.srt",
    """1
00:00:00,000 --> 00:00:03,500
[SPEAKER_00]: Hoe loopt het project nu?

2
00:00:03,500 --> 00:00:05,000
[SPEAKER_01]: Goed.

3
00:00:05,000 --> 00:00:07,000
[SPEAKER_00]: Waarom?

4
00:00:07,000 --> 00:00:09,000
[SPEAKER_01]: 12 jaar
""",
    [
        ("SPEAKER_00", "Hoe loopt het project nu?", 0),
        ("SPEAKER_01", "Goed.", 3_500),
        ("SPEAKER_00", "Waarom?", 5_000),
        ("SPEAKER_01", "12 jaar", 7_000),
    ],
)
NOSCRIBE_VTT = utf8(
    "noscribe.vtt",
    """WEBVTT gesprek

NOTE
Transcribed with noScribe vers. 0.6.2

NOTE media: /opnamen/gesprek.mp3

00:00:00.000 --> 00:00:03.500
<v S00>Hoe loopt het project nu?</v>

00:00:03.500 --> 00:00:05.000
<v S01>(..) Goed.</v>

00:00:05.000 --> 00:00:06.000
<v S00>Waarom?</v>
""",
    [
        ("S00", "Hoe loopt het project nu?", 0),
        ("S01", "(..) Goed.", 3_500),
        ("S00", "Waarom?", 5_000),
    ],
    "gesprek",
    "NOTE",
    "Transcribed with noScribe vers. 0.6.2",
    "NOTE media: /opnamen/gesprek.mp3",
)
YOUTUBE = utf8(
    "youtube.vtt",
    """WEBVTT
Kind: captions
Language: nl

00:00:00.080 --> 00:00:02.470 align:start position:0%
\x20
hoe<00:00:00.320><c> loopt</c><00:00:00.560><c> het</c>

00:00:02.470 --> 00:00:02.480 align:start position:0%
hoe loopt het
\x20

00:00:02.480 --> 00:00:04.990 align:start position:0%
hoe loopt het
project<00:00:02.720><c> nu</c>

00:00:04.990 --> 00:00:05.000 align:start position:0%
project nu
\x20

00:00:05.000 --> 00:00:07.000 align:start position:0%
project nu
goed<00:00:05.400><c> goed</c>
""",
    [("", "hoe loopt het project nu goed goed", 80)],
    "Kind: captions",
    "Language: nl",
    "hoe loopt het",
    "hoe loopt het",
    "project nu",
    "project nu",
)
STYLED = utf8(
    "met_stijl.vtt",
    f"""WEBVTT

STYLE
::cue {{ color: white }}

REGION
id:links
width:40%

intro
00:03.000 --> 00:05.000 line:0 position:20%
- {EMMA}: Hoe loopt het project nu?

00:06.000 --> 00:07.000
- {KEES}: Goed.

00:08.000 --> 00:09.000
- {EMMA}: Waarom?

00:10.000 --> 00:11.000
- {KEES}: Tijd.
""",
    [
        (EMMA, "Hoe loopt het project nu?", 3_000),
        (KEES, "Goed.", 6_000),
        (EMMA, "Waarom?", 8_000),
        (KEES, "Tijd.", 10_000),
    ],
    "STYLE",
    "::cue { color: white }",
    "REGION",
    "id:links",
    "width:40%",
)
SUBTITLE_CAPITALS = utf8(
    "ondertiteling.srt",
    """1
00:00:00,000 --> 00:00:03,500
<i>EMMA:</i> Hoe loopt het
project nu?

2
00:00:03,500 --> 00:00:05,000
KEES: <b>Goed.</b>

3
00:00:05,000 --> 00:00:07,000
{\\an8}EMMA: Waarom?

4
00:00:07,000 --> 00:00:09,000
KEES: <font color="#ffff00">Tijd.</font>
""",
    [
        ("EMMA", "Hoe loopt het project nu?", 0),
        ("KEES", "Goed.", 3_500),
        ("EMMA", "Waarom?", 5_000),
        ("KEES", "Tijd.", 7_000),
    ],
)
AMBERSCRIPT_SRT = utf8(
    "amberscript.srt",
    """1
00:00:00,000 --> 00:00:03,500
Spreker 1: Hoe loopt het project nu?

2
00:00:03,500 --> 00:00:05,000
Spreker 2: 40%.

3
00:00:05,000 --> 00:00:07,000
Spreker 1: Waarom?

4
00:00:07,000 --> 00:00:09,000
Spreker 2: 2025

""".replace("\n", "\r\n"),
    [
        ("Spreker 1", "Hoe loopt het project nu?", 0),
        ("Spreker 2", "40%.", 3_500),
        ("Spreker 1", "Waarom?", 5_000),
        ("Spreker 2", "2025", 7_000),
    ],
)
SRT_DASHES = utf8(
    "streepjes.srt",
    """1
00:00:00,000 --> 00:00:03,500
- Hoe loopt het project nu?
- Goed.

2
00:00:03,500 --> 00:00:05,000
- Nee.
- Klopt.
""",
    [("", "- Hoe loopt het project nu? - Goed. - Nee. - Klopt.", 0)],
)
