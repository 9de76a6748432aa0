"""Makes a large study, to measure and to look at.

    python benchmarks/large.py FILE-or-URL [--partnerships N] [--notes N]

Its statements are generated; they mean nothing. Notes come in interviews of the shipped guide, three a question.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable

import sqlalchemy as sa

from canvas import method
from canvas.guides import shipped_guides
from canvas.guides.model import Guide
from canvas.guides.read import guide_hash
from canvas.store import Study, guides, moments, open_study, partnerships, respondents, study_settings, users
from canvas.store.counts import rollups
from canvas.store.database import schema
from canvas.store.database.ids import new_id, now

WORDS = [
    "werk",
    "school",
    "bedrijf",
    "gemeente",
    "leerling",
    "tijd",
    "geld",
    "vraag",
    "plek",
    "monteur",
    "taal",
    "reis",
    "groep",
    "vak",
    "les",
    "kans",
    "team",
    "week",
    "jaar",
]
NOTES_A_QUESTION = 3
BATCH = 20_000


def sentence(chance: random.Random) -> str:
    """Return six to fourteen words in a row."""
    return " ".join(chance.choices(WORDS, k=chance.randint(6, 14))).capitalize()


def fill(study: Study, number: int, notes: int, waves: int = 1) -> None:
    """Fill an empty study with `number` partnerships and about `notes` notes, cells counted."""
    chance = random.Random(1)
    guide = shipped_guides()["pps-short"]
    roles = list(method.standard_roles())
    a_moment = max(1, round(notes / (number * waves)))
    a_talk = len(guide.questions) * NOTES_A_QUESTION
    with study.writing("") as writer:
        writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        study_settings.begin(writer, f"Groot onderzoek: {number} samenwerkingen", "nl")
        wave_ids = [moments.add_wave(writer, f"Meting {place + 1}") for place in range(waves)]
        guide_version = guides.keep(writer, guide.id, guide.version, guide_hash(guide), guide.content)
        rows: dict[str, list[dict]] = {}
        for place in range(number):
            made = partnerships.add(writer, f"Samenwerking {place + 1:04}", code=f"S{place + 1:04}")
            for wave_id in wave_ids:
                moments.put_moment(writer, made, wave_id)
                for talk in range(max(1, round(a_moment / a_talk))):
                    role = roles[talk % len(roles)]
                    code = f"S{place + 1:04}-{wave_ids.index(wave_id) + 1}X{talk + 1}"
                    who = respondents.add(writer, made, code, role)
                    _talk(rows, chance, guide, made, wave_id, role, guide_version, who, writer.user_id)
            if len(rows.get("note", ())) > BATCH:
                _store(writer.connection, rows)
        _store(writer.connection, rows)
        rollups.fill(writer.connection)
    if study.engine.dialect.name == "sqlite":
        with study.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("PRAGMA optimize")


def _talk(
    rows: dict,
    chance: random.Random,
    guide: Guide,
    made: str,
    wave_id: str,
    role: str,
    guide_version: str,
    who: str,
    user_id: str,
) -> None:
    at, talk = now(), new_id()
    rows.setdefault("interview", []).append(
        {
            "id": talk,
            "partnership_id": made,
            "wave_id": wave_id,
            "role": role,
            "guide_id": guide_version,
            "language": "nl",
            "mode": "in_person",
            "started_at": at,
            "completed_at": at,
            "interviewer_id": user_id,
            "created_at": at,
        }
    )
    rows.setdefault("interview_respondent", []).append({"interview_id": talk, "respondent_id": who})
    for question in guide.questions:
        sentences, answer = [sentence(chance) for _ in range(NOTES_A_QUESTION)], new_id()
        rows.setdefault("answer", []).append(
            {
                "id": answer,
                "interview_id": talk,
                "question": question.key,
                "block": question.block,
                "text": "\n".join(sentences),
                "rating": chance.randint(1, 5) if question.rating else None,
                "state": "answered",
                "reason": "",
                "asked_at": at,
                "answered_at": at,
                "revision": 1,
            }
        )
        said_now = {name: rows["answer"][-1][name] for name in ("text", "rating", "state", "reason")}
        rows.setdefault("answer_revision", []).append(
            said_now
            | {
                "id": new_id(),
                "answer_id": answer,
                "number": 1,
                "user_id": user_id,
                "made_at": at,
                "begun_at": at,
            }
        )
        for position, text in enumerate(sentences):
            rows.setdefault("note", []).append(
                {
                    "id": new_id(),
                    "partnership_id": made,
                    "wave_id": wave_id,
                    "role": role,
                    "block": question.block,
                    "text": text,
                    "kind": "plain",
                    "origin": "answer",
                    "answer_id": answer,
                    "position": position,
                    "revision": 1,
                    "created_at": at,
                    "changed_at": at,
                }
            )
            rows.setdefault("note_revision", []).append(
                {
                    "id": new_id(),
                    "note_id": rows["note"][-1]["id"],
                    "number": 1,
                    "text": text,
                    "block": question.block,
                    "kind": "plain",
                    "user_id": user_id,
                    "made_at": at,
                }
            )


def _store(connection: sa.Connection, rows: dict[str, list[dict]]) -> None:
    for name in ("interview", "interview_respondent", "answer", "answer_revision", "note", "note_revision"):
        for some in _parts(rows.pop(name, [])):
            connection.execute(schema.metadata.tables[name].insert(), some)


def _parts(rows: list[dict]) -> Iterable[list[dict]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def main() -> None:
    """Read the command line, make the study, say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--partnerships", type=int, default=60)
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--waves", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    study = open_study(options.target, create=True)
    fill(study, options.partnerships, options.notes, options.waves)
    study.close()
    print(f"{options.partnerships} partnerships, about {options.notes} notes: {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
