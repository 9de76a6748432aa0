"""Files for machines: .json and .tsv of speech recognition."""

from __future__ import annotations

import json

from tests.exchange.transcripts.foreign_layouts import Case, utf8

ASK, GOOD, WHY, TIME = "Hoe loopt het nu?", "Goed.", "Waarom?", "Let op: tijd."


def as_json(file_name: str, content: object, turns: list[tuple[str, str, int | None]], *left_out: str) -> Case:
    return Case(file_name, json.dumps(content, ensure_ascii=False).encode(), turns, left_out)


def four(first: str, second: str) -> list[tuple[str, str, int | None]]:
    return [(first, ASK, 0), (second, GOOD, 4_000), (first, WHY, 8_000), (second, TIME, 12_000)]


def spread(text: str, start: float, **more: object) -> list[dict]:
    """The words of a text, half a second each."""
    return [
        {"word": word, "start": start + at / 2, "end": start + at / 2 + 0.4, **more}
        for at, word in enumerate(text.split())
    ]


SEGMENTS = [("A", ASK, 0.0), ("B", GOOD, 4.0), ("A", WHY, 8.0), ("B", TIME, 12.0)]

WHISPER = as_json(
    "whisper.json",
    {
        "text": f" {ASK} {GOOD}",
        "segments": [
            {"id": 0, "seek": 0, "start": 0.0, "end": 3.5, "text": f" {ASK}", "tokens": [50364, 2], "temperature": 0.0},
            {"id": 1, "seek": 0, "start": 4.0, "end": 5.0, "text": f" {GOOD}", "tokens": [1], "no_speech_prob": 0.01},
        ],
        "language": "nl",
    },
    [("", f"{ASK} {GOOD}", 0)],
)
WHISPERX = as_json(
    "whisperx.json",
    {
        "segments": [
            {
                "start": at,
                "end": at + 3,
                "text": f" {text}",
                "speaker": f"SPEAKER_0{'AB'.index(who)}",
                "words": [
                    {**word, "score": 0.9, "speaker": f"SPEAKER_0{'AB'.index(who)}"} for word in spread(text, at)
                ],
            }
            for who, text, at in SEGMENTS
        ],
        "word_segments": [word for _, text, at in SEGMENTS for word in spread(text, at)],
        "language": "nl",
    },
    four("SPEAKER_00", "SPEAKER_01"),
)
WHISPERX_CHANGES = as_json(
    "whisperx_wisselt_in_een_stuk.json",
    {
        "segments": [
            {
                "start": 0.0,
                "end": 6.0,
                "text": f" {ASK} {GOOD} 12 jaar.",
                "speaker": "SPEAKER_00",
                "words": [
                    *spread(ASK, 0.0, speaker="SPEAKER_00"),
                    *spread(GOOD, 4.0, speaker="SPEAKER_01"),
                    {"word": "12"},
                    {"word": "jaar.", "start": 5.0, "end": 5.4, "speaker": "SPEAKER_01"},
                ],
            },
            {
                "start": 8.0,
                "end": 9.0,
                "text": WHY,
                "words": spread(WHY, 8.0, speaker="SPEAKER_00"),
                "speaker": "SPEAKER_00",
            },
        ]
    },
    [("SPEAKER_00", ASK, 0), ("SPEAKER_01", f"{GOOD} 12 jaar.", 4_000), ("SPEAKER_00", WHY, 8_000)],
)
WHISPER_CPP = as_json(
    "whisper_cpp.json",
    {
        "systeminfo": "AVX = 1",
        "model": {"type": "base", "multilingual": True},
        "params": {"model": "models/base.bin", "language": "nl"},
        "result": {"language": "nl"},
        "transcription": [
            {
                "timestamps": {"from": "00:00:00,000", "to": "00:00:03,500"},
                "offsets": {"from": 0, "to": 3500},
                "text": f" {ASK}",
            },
            {
                "timestamps": {"from": "00:00:04,000", "to": "00:00:05,000"},
                "offsets": {"from": 4000, "to": 5000},
                "text": f" {GOOD}",
            },
        ],
    },
    [("", f"{ASK} {GOOD}", 0)],
)
OPENAI_DIARIZED = as_json(
    "diarized.json",
    {
        "task": "transcribe",
        "duration": 15.0,
        "text": " ".join(text for _, text, _ in SEGMENTS),
        "segments": [
            {
                "type": "transcript.text.segment",
                "id": f"seg_{at}",
                "start": at,
                "end": at + 2,
                "text": text,
                "speaker": who,
            }
            for who, text, at in SEGMENTS
        ],
        "usage": {"type": "duration", "seconds": 15},
    },
    four("A", "B"),
)
INSANELY_FAST = as_json(
    "insanely_fast.json",
    {
        "speakers": [
            {"speaker": f"SPEAKER_0{'AB'.index(who)}", "timestamp": [at, at + 2], "text": f" {text}"}
            for who, text, at in SEGMENTS
        ],
        "chunks": [{"timestamp": [at, at + 2], "text": f" {text}"} for _, text, at in SEGMENTS],
        "text": " ".join(text for _, text, _ in SEGMENTS),
    },
    four("SPEAKER_00", "SPEAKER_01"),
)
AMBERSCRIPT = as_json(
    "amberscript.json",
    {
        "id": "0a1b",
        "recordId": "rec-1",
        "filename": "gesprek.mp3",
        "startTimeOffsetInSeconds": 0,
        "speakers": [{"spkid": "spk1", "name": "Emma"}, {"spkid": "spk2", "name": "Kees"}],
        "segments": [
            {
                "speaker": {"A": "spk1", "B": "spk2"}[who],
                "words": [
                    {"text": word["word"], "start": word["start"], "end": word["end"], "conf": 0.9}
                    for word in spread(text, at)
                ],
            }
            for who, text, at in SEGMENTS
        ],
        "highlights": [],
    },
    four("Emma", "Kees"),
)


def rev_elements(text: str, start: float) -> list[dict]:
    elements: list[dict] = []
    for word in spread(text, start):
        bare = word["word"].rstrip(".?:")
        elements.append({"type": "text", "value": bare, "ts": word["start"], "end_ts": word["end"], "confidence": 0.9})
        elements.append({"type": "punct", "value": word["word"][len(bare) :] + " "})
    return elements


REV = as_json(
    "rev.json",
    {
        "speakers": [{"id": 0, "name": "Emma"}, {"id": 1, "name": "Kees"}],
        "monologues": [{"speaker": "AB".index(who), "elements": rev_elements(text, at)} for who, text, at in SEGMENTS],
    },
    four("Emma", "Kees"),
)
HAPPY_SCRIBE = as_json(
    "happyscribe.json",
    [
        {
            "speaker": {"A": "Emma", "B": "Kees"}[who],
            "speaker_number": "AB".index(who),
            "words": [
                {"text": word["word"] + " ", "type": "text", "data_start": word["start"], "data_end": word["end"]}
                for word in spread(text, at)
            ],
        }
        for who, text, at in SEGMENTS
    ],
    four("Emma", "Kees"),
)
SONIX = as_json(
    "sonix.json",
    {
        "name": "gesprek",
        "transcript": [
            {
                "text": text,
                "start_time": at,
                "end_time": at + 2,
                "speaker": {"A": "Emma", "B": "Kees"}[who],
                "words": [
                    {"text": f"{word['word']} ", "start_time": word["start"], "end_time": word["end"]}
                    for word in spread(text, at)
                ],
            }
            for who, text, at in SEGMENTS
        ],
    },
    four("Emma", "Kees"),
)
ASSEMBLY = as_json(
    "assemblyai.json",
    {
        "id": "abc",
        "status": "completed",
        "text": " ".join(text for _, text, _ in SEGMENTS),
        "words": [
            {"text": word["word"], "start": int(word["start"] * 1000), "end": int(word["end"] * 1000), "speaker": who}
            for who, text, at in SEGMENTS
            for word in spread(text, at)
        ],
        "utterances": [
            {
                "speaker": who,
                "text": text,
                "start": int(at * 1000),
                "end": int(at * 1000) + 2000,
                "confidence": 0.9,
                "words": [],
            }
            for who, text, at in SEGMENTS
        ],
    },
    four("A", "B"),
)
DEEPGRAM = as_json(
    "deepgram.json",
    {
        "metadata": {"duration": 15.0, "channels": 1},
        "results": {
            "channels": [{"alternatives": [{"transcript": " ".join(text for _, text, _ in SEGMENTS), "words": []}]}],
            "utterances": [
                {"start": at, "end": at + 2, "transcript": text, "speaker": "AB".index(who), "channel": 0, "words": []}
                for who, text, at in SEGMENTS
            ],
        },
    },
    four("0", "1"),
)
AWS = as_json(
    "aws.json",
    {
        "jobName": "gesprek",
        "status": "COMPLETED",
        "results": {
            "transcripts": [{"transcript": f"{ASK} {GOOD}"}],
            "items": [],
            "audio_segments": [
                {"id": 0, "transcript": ASK, "start_time": "0.0", "end_time": "3.5", "speaker_label": "spk_0"},
                {"id": 1, "transcript": GOOD, "start_time": "4.0", "end_time": "5.0", "speaker_label": "spk_1"},
            ],
        },
    },
    [("spk_0", ASK, 0), ("spk_1", GOOD, 4_000)],
)
WHISPER_TSV = utf8(
    "whisper.tsv",
    f"start\tend\ttext\n0\t3500\t{ASK}\n3500\t5000\t{GOOD}\n",
    [("", f"{ASK} {GOOD}", 0)],
    "start end text",
)
WHISPER_TXT = utf8(
    "whisper.txt",
    f"{ASK}\n{GOOD}\nNee.\nDoel: meer leerlingen.\n",
    [("", f"{ASK} {GOOD} Nee. Doel: meer leerlingen.", None)],
)
