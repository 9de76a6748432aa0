"""Layouts written after the others were mended, to see whether the kinds of fault were mended or only their cases."""

from __future__ import annotations

from collections.abc import Callable

from tests.exchange.transcripts.foreign_layouts import Case as _Case
from tests.exchange.transcripts.foreign_layouts import utf8
from tests.exchange.transcripts.made_files import printed

WORDS = ("Hoe loopt het?", "Goed.", "Waarom?", "Tijd: te weinig.")
TIMES = (3_000, 63_000, 123_000, 183_000)


def four(first: str, second: str, timed: bool = True) -> list[tuple[str, str, int | None]]:
    times = TIMES if timed else (None,) * 4
    return list(zip((first, second) * 2, WORDS, times, strict=True))


def laid_out(line: Callable[[str, str, int], str], first: str = "Emma", second: str = "Kees") -> str:
    """The four turns, each as `line` writes who, words and number; the time is so many minutes and three seconds."""
    return "".join(line(who, words, at) for at, (who, words) in enumerate(zip((first, second) * 2, WORDS, strict=True)))


TIMED, BARE = four("Emma", "Kees"), four("Emma", "Kees", timed=False)
CODES = ("SPEAKER_00", "SPEAKER_01")
STAMPED = utf8(
    "stempel_ervoor.txt", laid_out(lambda who, words, at: f"[00:0{at}:03] {who}: {words}\n"), four("Emma", "Kees")
)
NAME_BEHIND_TIME = utf8(
    "naam_achter_tijd.txt", laid_out(lambda who, words, at: f"00:0{at}:03 {who}\n{words}\n\n"), four("Emma", "Kees")
)
TAB_TIME = utf8(
    "tab_en_tijd.txt",
    laid_out(lambda who, words, at: f"{who}\t00:0{at}:03\n{words}\n\n", "Spreker 1", "Spreker 2"),
    four("Spreker 1", "Spreker 2"),
)
BRACKETED_TIME = utf8(
    "tijd_tussen_naam_en_woorden.txt",
    laid_out(lambda who, words, at: f"{who} [00:0{at}:03] {words}\n\n", "Emma Kuiper", "Kees Postma"),
    four("Emma Kuiper", "Kees Postma"),
)
ARROWS = utf8("pijlen.txt", laid_out(lambda who, words, _at: f">> {who}: {words}\n"), BARE)
ARROWS_SRT = utf8(
    "pijlen.srt",
    laid_out(lambda who, words, at: f"{at + 1}\n00:0{at}:03,000 --> 00:0{at}:05,000\n>> {who}: {words}\n\n"),
    TIMED,
)
UNDERSCORES = utf8(
    "cursief.txt", laid_out(lambda who, words, _at: f"_{who}:_ {words}\n"), four("Emma", "Kees", timed=False)
)
LISTED = utf8(
    "lijst.txt", laid_out(lambda who, words, at: f"{at + 1}. {who}: {words}\n"), four("Emma", "Kees", timed=False)
)
SECONDS = utf8(
    "seconden.txt",
    laid_out(
        lambda who, words, at: f"[{at * 60 + 3}.00 - {at * 60 + 5}.50] {who}: {words}\n", "SPEAKER_00", "SPEAKER_01"
    ),
    four(*CODES),
)
SECONDS_BEHIND = utf8(
    "seconden_achter_de_naam.txt",
    laid_out(
        lambda who, words, at: f"{who} [{at * 60 + 3}.0s - {at * 60 + 5}.5s]: {words}\n", "SPEAKER_00", "SPEAKER_01"
    ),
    four(*CODES),
)
NO_COLON = utf8(
    "zonder_dubbele_punt.txt",
    laid_out(lambda who, words, at: f"[0{at}:03.000 --> 0{at}:05.500] {who} {words}\n", *CODES),
    four(*CODES),
)
THESIS = utf8(
    "scriptie.txt",
    "Bijlage 3: Transcript interview respondent 2\nDatum interview: 12-05-2025\nNaam interviewer: E. Kuiper\n"
    "Naam respondent: geanonimiseerd\n\n"
    + laid_out(lambda who, words, _at: f"{who}: {words}\n\n", "Interviewer", "Respondent"),
    four("Interviewer", "Respondent", timed=False),
    "Bijlage 3: Transcript interview respondent 2",
    "Datum interview: 12-05-2025",
    "Naam interviewer: E. Kuiper",
    "Naam respondent: geanonimiseerd",
)
TOPICS = utf8(
    "punten.txt",
    "I: Wat is de rol van de school?\nR: Rol: aanjager.\nKosten: hoog.\nKosten: laag soms.\nVoordelen: veel.\n"
    "I: En verder?\nR: Niks.\n",
    [
        ("I", "Wat is de rol van de school?", None),
        ("R", "Rol: aanjager. Kosten: hoog. Kosten: laag soms. Voordelen: veel.", None),
        ("I", "En verder?", None),
        ("R", "Niks.", None),
    ],
)
TOPIC_BESIDE_NAMES = utf8(
    "punt_naast_namen.txt",
    "Emma: Wat is de rol?\nKees: Goed.\nDoel: groei.\nEmma: Dank.\nKees: Graag.\n",
    [
        ("Emma", "Wat is de rol?", None),
        ("Kees", "Goed. Doel: groei.", None),
        ("Emma", "Dank.", None),
        ("Kees", "Graag.", None),
    ],
)
LINES_OF_JSON = utf8(
    "regels.json",
    '{"start": 0.0, "end": 2.0, "speaker": "Emma", "text": "Hoe loopt het?"}\n'
    '{"start": 3.0, "end": 4.0, "speaker": "Kees", "text": "Goed."}\n',
    [("Emma", "Hoe loopt het?", 0), ("Kees", "Goed.", 3_000)],
)
NUMBERED_PAGES = _Case(
    "elke_bladzijde_genummerd.pdf",
    printed(*[[f"{at + 1} {'IR'[at % 2]}: regel {at} van blad {page}" for at in range(10)] for page in range(3)]),
    [("IR"[at % 2], f"regel {at} van blad {page}", None) for page in range(3) for at in range(10)],
)
