"""Builds a study of many partnerships at once: what each noted and rated follows from its place, so tests know it."""

from __future__ import annotations

from pathlib import Path

from canvas.store import Study, moments, open_study, study_settings, users
from canvas.store.counts import rollups
from canvas.store.database import schema
from canvas.store.database.ids import new_id
from tests.build import short_guide

MONEY, PEOPLE = ("costs", "funding"), ("partners", "relations")
ROLES = ("employer", "government", "education")
REGIONS = ("Noord", "Oost", "Zuid")


def notes_of(place: int) -> dict[str, int]:
    """The notes of a partnership per block: even ones speak of money, odd ones of people, and every tenth is silent."""
    if place % 10 == 9:
        return {}
    mine, other = (MONEY, PEOPLE) if place % 2 == 0 else (PEOPLE, MONEY)
    return {mine[0]: 3 + place % 4, mine[1]: 4, other[0]: 1}


def named(place: int) -> str:
    """What the partnership at this place is called."""
    return f"Samen {place:03}"


def make(path: Path, number: int, waves: int = 1) -> Study:
    """So many partnerships at each wave: notes as `notes_of` says, and employers who rate costs 1 to 5, or 4 alone.

    At places that divide by three all three of an employers' group rate the costs, elsewhere one; government rates 5.
    """
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        user = writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        study_settings.begin(writer, "Veel samenwerkingen", "nl")
        wave_ids = [moments.add_wave(writer, f"Meting {place + 1}") for place in range(waves)]
        guide = {
            "id": new_id(),
            "key": "k",
            "version": 1,
            "hash": "h",
            "content": short_guide().content,
            "added_at": writer.at,
        }
        writer.execute(schema.guide.insert(), [guide])
        rows: dict[str, list[dict]] = {}
        for place in range(number):
            _partnership(rows, place, wave_ids, guide["id"], user, writer.at)
        for name in (
            "partnership",
            "partnership_wave",
            "respondent",
            "interview",
            "interview_respondent",
            "answer",
            "note",
        ):
            if rows.get(name):
                writer.execute(schema.metadata.tables[name].insert(), rows[name])
        rollups.fill(writer.connection)
    return study


def _partnership(rows: dict, place: int, waves: list[str], guide: str, user: str, at: str) -> None:
    made = new_id()
    rows.setdefault("partnership", []).append(
        {
            "id": made,
            "code": f"S{place:03}",
            "name": named(place),
            "region": REGIONS[place % 3],
            "summary": "",
            "fictional": False,
            "created_at": at,
            "changed_at": at,
        }
    )
    for wave in waves:
        rows.setdefault("partnership_wave", []).append(
            {
                "partnership_id": made,
                "wave_id": wave,
                "phase": "running" if place % 2 else "design",
                "legal_form": "stichting" if place % 5 == 0 else "",
                "agenda": "",
                "summary": "",
                "changed_at": at,
            }
        )
        for block, count in notes_of(place).items():
            for number in range(count):
                rows.setdefault("note", []).append(
                    {
                        "id": new_id(),
                        "partnership_id": made,
                        "wave_id": wave,
                        "role": ROLES[number % 3],
                        "block": block,
                        "text": f"{named(place)} over {block} {number}",
                        "kind": "plain",
                        "origin": "session",
                        "position": number,
                        "revision": 1,
                        "created_at": at,
                        "changed_at": at,
                        "retired": False,
                    }
                )
        ratings = [1 + place % 5] * 2 + [4] if place % 3 == 0 else [4]
        _ratings(rows, place, made, wave, "employer", ratings, guide, user, at)
        _ratings(rows, place, made, wave, "government", [5, 5, 5], guide, user, at)


def _ratings(
    rows: dict, place: int, made: str, wave: str, role: str, ratings: list[int], guide: str, user: str, at: str
) -> None:
    if place % 10 == 9:
        return
    for rating in ratings:
        talk, who = new_id(), new_id()
        code = f"S{place:03}-{role[0].upper()}{len(rows.get('respondent', ()))}"
        rows.setdefault("respondent", []).append(
            {"id": who, "partnership_id": made, "code": code, "role": role, "created_at": at}
        )
        rows.setdefault("interview", []).append(
            {
                "id": talk,
                "partnership_id": made,
                "wave_id": wave,
                "role": role,
                "guide_id": guide,
                "language": "nl",
                "mode": "phone",
                "started_at": at,
                "completed_at": at,
                "interviewer_id": user,
                "created_at": at,
            }
        )
        rows.setdefault("interview_respondent", []).append({"interview_id": talk, "respondent_id": who})
        for factor in (None, 3):
            rows.setdefault("answer", []).append(
                {
                    "id": new_id(),
                    "interview_id": talk,
                    "question": f"costs.{factor or 'rating'}",
                    "block": "costs",
                    "text": "",
                    "rating": rating,
                    "dont_know": False,
                    "state": "answered",
                    "reason": "",
                    "asked_at": at,
                    "answered_at": at,
                    "revision": 0,
                    "factor": factor,
                }
            )
