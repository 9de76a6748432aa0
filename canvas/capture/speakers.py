"""Who speaks in a transcript: the interviewer, a respondent or someone else, and the label that is stored of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from canvas.capture.folded_text import fold
from canvas.capture.personal_data.dutch import INTERVIEWER
from canvas.capture.transcript import Transcript
from canvas.speech import Speech

LEAST_SHARE = 0.02  # of the words: who says less, such as a helper with the sound, is not the respondent


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
    """Tell who each speaker seems to be; `respondents` are those of the interview, as rows with id and code.

    A label says it itself (Interviewer, NT-B1); else of several speakers the one who asks most is the interviewer,
    and the one left with enough words is the respondent, where the interview has one. A speaker alone, as in a file
    without labels, is nobody in particular.
    """
    spoken: dict[str, list[str]] = {}
    for turn in transcript.turns:
        spoken.setdefault(turn.speaker, []).append(turn.text)
    by_label = {
        label: Speaker(label, "other", None, len(texts), sum(len(text.split()) for text in texts))
        for label, texts in spoken.items()
    }
    codes = {fold(row["code"]): row["id"] for row in respondents}
    for label, speaker in by_label.items():
        if fold(label) in codes:
            by_label[label] = replace(speaker, part="respondent", respondent_id=codes[fold(label)])
        elif INTERVIEWER & set(re.findall(r"\w+", label.lower())):
            by_label[label] = replace(speaker, part="interviewer")
    if len(by_label) > 1 and not any(speaker.part == "interviewer" for speaker in by_label.values()):
        asking = {label: sum("?" in text for text in spoken[label]) for label in by_label}
        open_ = [label for label, speaker in by_label.items() if speaker.part == "other" and label and asking[label]]
        if open_:
            # by the questions and by how much else is said: one who asks once in one turn does not lead the talk
            most = max(open_, key=lambda label: (asking[label] ** 2 / by_label[label].turns, -by_label[label].words))
            by_label[most] = replace(by_label[most], part="interviewer")
    left = [
        row["id"] for row in respondents if row["id"] not in {speaker.respondent_id for speaker in by_label.values()}
    ]
    whole = sum(speaker.words for speaker in by_label.values())
    talking = [
        label
        for label, speaker in by_label.items()
        if label and speaker.part == "other" and speaker.words >= LEAST_SHARE * whole
    ]
    if len(left) == len(talking) == 1 and len(by_label) > 1:
        by_label[talking[0]] = replace(by_label[talking[0]], part="respondent", respondent_id=left[0])
    return list(by_label.values())


def labels(speakers: Iterable[Speaker], respondents: Sequence[Mapping], language: str = "nl") -> dict[str, str]:
    """Return per label in the file the one that is stored, never a name: NT-B1, Interviewer, Spreker 2.

    Two labels of one respondent become one; a second interviewer is Interviewer 2; no label stays none.
    """
    speech, codes = Speech(language), {row["id"]: row["code"] for row in respondents}
    shown: dict[str, str] = {}
    asking = 0
    for number, speaker in enumerate(speakers, 1):
        if speaker.part == "respondent" and speaker.respondent_id in codes:
            shown[speaker.label] = codes[speaker.respondent_id]
        elif speaker.part == "interviewer":
            asking += 1
            shown[speaker.label] = speech._("Interviewer") + (f" {asking}" if asking > 1 else "")
        else:
            shown[speaker.label] = speech._("Speaker {n}", n=number) if speaker.label else ""
    return shown
