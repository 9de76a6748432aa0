"""How long a sheet of a large perspectives table takes: gathered, said, and written as Markdown and as Word.

Run: python benchmarks/evidence.py [--points 200] [--notes 2000] [--study URL] [--rounds 5]

Half of the notes stand on answers, a quarter are passages of one transcript of 200,000 characters, a quarter passages
of a publication; each point rests on as many of them. Prints the best of the rounds, and the sizes. Beside it what a
drawer of 40 notes from that transcript takes to find their sources.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from canvas import method
from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.report import files
from canvas.report.evidence import evidence
from canvas.report.evidence_model import Evidence, Scope
from canvas.report.evidence_words import pieces
from canvas.report.origins import origins
from canvas.speech import Speech
from canvas.store import Study, Writer, documents, moments, open_study, partnerships, respondents, study_settings, users
from canvas.store.notes import notes
from canvas.store.points import points

LINES = 20  # notes on one answer
TURN = 400  # characters of a turn
LONG = 200_000  # characters of the transcript


def make(target: str, n_points: int, n_notes: int) -> tuple[Study, Scope, int]:
    """Make a study with one table; return it and the moment it is of."""
    study = open_study(target, create=True)
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        user = writer.user_id
        study_settings.begin(writer, "Large table", "nl")
        wave = moments.add_wave(writer, "Meting 1")
        partnership = partnerships.add(writer, "Benchmark", "BM")
        moments.put_moment(writer, partnership, wave)
        people = [respondents.add(writer, partnership, f"BM-B{n}", "employer") for n in range(1, 6)]
    guide = shipped_guides()["pps-short"]
    interview_ids = [
        interviewing.plan(study, user, guide, partnership, wave, [person], "nl", start=True) for person in people
    ]
    questions = [question for question in guide.for_role("employer") if question.kind == "text"]
    made = []
    for n in range(n_notes // 2 // LINES):
        interview, question = interview_ids[n % len(interview_ids)], questions[n // len(interview_ids) % len(questions)]
        with study.reading() as connection:
            row = interviewing.interviews.get(connection, interview)
        interviewing.ask(study, user, row, question)
        capture.save(study, user, interview, question.key, "\n".join(f"Uitspraak {n}.{m} " * 4 for m in range(LINES)))
    with study.writing(user) as writer:
        made += [row["id"] for row in notes.with_sources(writer.connection, partnership_id=partnership)]
        for kind in ("transcript", "publication"):
            made += passages(writer, kind, n_notes // 4, partnership, wave, interview_ids[0], people[0])
        each = max(1, len(made) // n_points)
        for n in range(n_points):
            stances = dict.fromkeys(made[n * each : (n + 1) * each], "supports")
            points.add(writer, list(method.questions())[n % 4], f"Punt {n}", ["employer"], partnership, wave, stances)
    return study, Scope(partnership, wave), len(made)


def passages(
    writer: Writer, kind: str, number: int, partnership: str, wave: str, interview: str, who: str
) -> list[str]:
    """Add notes on passages of a document, spread over it."""
    spoken = kind == "transcript"
    turns = [
        {"speaker": "BM-B1", "start": at, "end": at + TURN - 2, "from_ms": at * 60, "to_ms": None, "question": None}
        for at in range(0, LONG, TURN)
    ]
    text = "".join("woord " * (TURN // 6) + " " * (TURN % 6) for _turn in turns)
    document = documents.add(
        writer,
        title=kind,
        text=text,
        kind=kind,
        source="bench",
        language="nl",
        partnership_id=partnership,
        wave_id=wave,
        interview_id=interview if spoken else None,
    )
    if spoken:
        documents.add_turns(writer, document, [{"label": "BM-B1", "part": "respondent", "respondent_id": who}], turns)
    new = []
    for n in range(number):
        start = n * (len(text) - TURN) // max(1, number)
        passage = documents.add_passage(
            writer, document, "", start, start + 120, start // TURN if spoken else None, who if spoken else None
        )
        new.append(
            {
                "partnership_id": partnership,
                "wave_id": wave,
                "role": "employer" if spoken else None,
                "block": "costs",
                "text": f"Passage {n}",
                "kind": "plain",
                "origin": "passage",
                "answer_id": None,
                "passage_id": passage,
                "position": n,
            }
        )
    return notes.add_all(writer, new)


def best(rounds: int, what: Callable[[], Any]) -> tuple[float, Any]:
    """Time some rounds; return the shortest in seconds, and what came of it."""
    times, outcome = [], None
    for _round in range(rounds):
        begin = time.perf_counter()
        outcome = what()
        times.append(time.perf_counter() - begin)
    return min(times), outcome


def main() -> None:
    """Make the study, measure, print."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--points", type=int, default=200)
    reader.add_argument("--notes", type=int, default=2000)
    reader.add_argument("--rounds", type=int, default=5)
    reader.add_argument("--study", default="")
    options = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = options.study or str(Path(folder) / "study.sqlite")
        begin = time.perf_counter()
        study, scope, made = make(target, options.points, options.notes)
        print(f"{options.points} points on {made} notes, made in {time.perf_counter() - begin:.1f} s", file=sys.stderr)

        def gather() -> Evidence:
            with study.reading() as connection:
                return evidence(connection, [scope])

        took, gathered = best(options.rounds, gather)
        print(f"gathered            {took:6.2f} s")
        speech = Speech("nl")
        took, written = best(options.rounds, lambda: pieces(gathered, speech))
        print(f"said                {took:6.2f} s  {len(written)} pieces")
        for ending in files.ENDINGS:
            took, content = best(options.rounds, partial(files.content, gathered, speech, ending))
            print(f"written {ending:<11} {took:6.2f} s  {len(content) / 1e6:.1f} MB")
        with study.reading() as connection:
            page = [row for row in notes.with_sources(connection) if row["document_kind"] == "transcript"][:40]
            took, _sources = best(options.rounds, lambda: origins(connection, page))
        print(f"sources of {len(page)} passages {took * 1000:5.0f} ms")
        study.close()


if __name__ == "__main__":
    main()
