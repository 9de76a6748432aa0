"""Who speaks in a transcript: the interviewer, a respondent or someone else, and the label that is stored of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from canvas.capture.dutch import INTERVIEWER
from canvas.capture.finding import fold
from canvas.capture.transcript import Transcript
from canvas.speech import Speech

FEW = 0.02  # a speaker with less than this share of the words, such as a helper with the sound, is not the respondent


@dataclass(frozen=True)
class Speaker:
    """A speaker of a transcript: the label in the file, and who that is.

    `part` is interviewer, respondent or other; `respondent_id` may be None for a respondent who is not matched yet.
    """

    label: str
    part: str
    respondent_id: str | None
    turns: int
    words: int


def match(transcript: Transcript, respondents: Sequence[Mapping]) -> list[Speaker]:
    """Who each speaker seems to be; `respondents` are those of the interview, as rows with id and code.

    A label says it itself (Interviewer, NT-B1); else of several speakers the one who asks most is the interviewer,
    and the one left with enough words is the respondent, where the interview has one. A speaker alone, as in a file
    without labels, is nobody in particular.
    """
    spoken: dict[str, list[str]] = {}
    for turn in transcript.turns:
        spoken.setdefault(turn.speaker, []).append(turn.text)
    found = {
        label: Speaker(label, "other", None, len(texts), sum(len(text.split()) for text in texts))
        for label, texts in spoken.items()
    }
    codes = {fold(row["code"]): row["id"] for row in respondents}
    for label, one in found.items():
        if fold(label) in codes:
            found[label] = replace(one, part="respondent", respondent_id=codes[fold(label)])
        elif INTERVIEWER & set(re.findall(r"\w+", label.lower())):
            found[label] = replace(one, part="interviewer")
    if len(found) > 1 and not any(one.part == "interviewer" for one in found.values()):
        asking = {label: sum("?" in text for text in spoken[label]) for label in found}
        open_ = [label for label, one in found.items() if one.part == "other" and label and asking[label]]
        if open_:
            # by the questions and by how much else is said: one who asks once in one turn does not lead the talk
            most = max(open_, key=lambda label: (asking[label] ** 2 / found[label].turns, -found[label].words))
            found[most] = replace(found[most], part="interviewer")
    left = [row["id"] for row in respondents if row["id"] not in {one.respondent_id for one in found.values()}]
    whole = sum(one.words for one in found.values())
    talking = [label for label, one in found.items() if label and one.part == "other" and one.words >= FEW * whole]
    if len(left) == len(talking) == 1 and len(found) > 1:
        found[talking[0]] = replace(found[talking[0]], part="respondent", respondent_id=left[0])
    return list(found.values())


def labels(speakers: Iterable[Speaker], respondents: Sequence[Mapping], language: str = "nl") -> dict[str, str]:
    """Per label in the file the one that is stored, never a name: NT-B1, Interviewer, Spreker 2.

    Two labels of one respondent become one; a second interviewer is Interviewer 2; no label stays none.
    """
    said, codes = Speech(language), {row["id"]: row["code"] for row in respondents}
    shown: dict[str, str] = {}
    asking = 0
    for number, one in enumerate(speakers, 1):
        if one.part == "respondent" and one.respondent_id in codes:
            shown[one.label] = codes[one.respondent_id]
        elif one.part == "interviewer":
            asking += 1
            shown[one.label] = said._("Interviewer") + (f" {asking}" if asking > 1 else "")
        else:
            shown[one.label] = said._("Speaker {n}", n=number) if one.label else ""
    return shown
