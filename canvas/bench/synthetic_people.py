"""Who there is in a study that is made up: profiles, themes, partnerships at their moments, partners, respondents."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field

from canvas import method
from canvas.bench import words
from canvas.bench.rows import Rows, day
from canvas.guides import Guide, shipped_guides
from canvas.guides.read import guide_hash
from canvas.store.database.schema import theme_revision

WAVES = 3
A_PARTNERSHIP = 2_500  # notes
A_TALK = 65  # notes that an interview gives on average
LARGEST_PARTNERSHIP = 200  # respondents, in one partnership of a study that holds at least MIXED of them
MIXED = 20
AT = "2024-03-04T08:00:00.000Z"
ROLES = tuple(method.standard_roles())
_LETTERS = {key: role.letter.nl for key, role in method.standard_roles().items()}
_HEADS = {"employer": 4, "government": 2, "education": 3, "project_lead": 2, "participant": 3}


@dataclass
class StudyIds:
    """The ids of what a study begins with."""

    users: list[str]
    waves: list[str]
    guides: dict[str, str]
    themes: dict[str, list[str]]  # per block the ids of those that are mostly heard there
    all_themes: list[str]
    attributes: dict[str, str]


@dataclass
class Place:
    """One partnership: what its interviews are drawn from."""

    id: str
    number: int
    code: str
    themes: list[str]
    people: dict[str, list[str]] = field(default_factory=dict)
    interview_counts: list[int] = field(
        default_factory=list
    )  # per wave the number of interviews, 0 where it takes no part
    silent: list[set[str]] = field(default_factory=list)  # per wave the roles that nobody speaks for
    mood: float = 3.0


def begin(rows: Rows, guides: dict[str, Guide], partnerships: int) -> StudyIds:
    """Make the study, its profiles, waves, guides, codebook and attributes."""
    rows.add(
        "study",
        id=rows.id(),
        title=f"Gemaakt onderzoek: {partnerships} samenwerkingen",
        about="Verzonnen om mee te meten; geen zin erin is ooit gezegd.",
        language="nl",
        method_version=method.version(),
        own_roles="[]",
        blocks=json.dumps(list(method.blocks())),
        created_at=AT,
    )
    users = [
        _user(rows, f"onderzoeker-{number + 1}", "evaluator" if number == 0 else "researcher") for number in range(8)
    ]
    waves = []
    for number in range(WAVES):
        waves.append(rows.id())
        rows.add("wave", id=waves[-1], label=f"Meting {number + 1}", position=number + 1)
    guide_ids = {}
    for key, guide in guides.items():
        guide_ids[key] = rows.id()
        rows.add(
            "guide",
            id=guide_ids[key],
            key=guide.id,
            version=guide.version,
            hash=guide_hash(guide),
            content=guide.content,
            added_at=AT,
        )
    by_block, every = _codebook(rows, users[0])
    attributes = {
        name: _attribute(rows, scope, name, kind, choices, place + 1)
        for place, (scope, name, kind, choices) in enumerate(
            (
                ("partnership", "Sector", "choice", words.SECTORS),
                ("partnership", "Omvang", "number", ()),
                ("respondent", "Taak", "choice", words.DUTIES),
                ("respondent", "Jaren ervaring", "number", ()),
            )
        )
    }
    return StudyIds(users, waves, guide_ids, by_block, every, attributes)


def guides_used() -> dict[str, Guide]:
    """Return the shipped guides that interviews are held with."""
    shipped = shipped_guides()
    return {key: shipped[key] for key in ("pps-short", "factor-scan") if key in shipped}


def places(rows: Rows, chance: random.Random, ids: StudyIds, notes: int, number: int) -> list[Place]:
    """Make the partnerships with their partners and respondents, and how many interviews each holds at every wave."""
    weights = [[_weight(chance) for _wave in range(WAVES)] for _place in range(number)]
    if number >= MIXED:
        weights[3] = [0.0] * WAVES  # one that nobody has spoken with yet
    whole = sum(map(sum, weights)) or 1.0
    made = []
    for at, shares in enumerate(weights):
        interview_counts = [max(1, round(share / whole * notes / A_TALK)) if share else 0 for share in shares]
        made.append(_place(rows, chance, ids, at, interview_counts, number))
    return made


def _weight(chance: random.Random) -> float:
    """Draw how much is said at a moment beside others; 0 where the partnership takes no part in that wave."""
    return 0.0 if chance.random() < 0.08 else min(3.0, max(0.25, chance.lognormvariate(0, 0.4)))


def _place(
    rows: Rows, chance: random.Random, ids: StudyIds, at: int, interview_counts: list[int], number: int
) -> Place:
    place = Place(rows.id(), at, f"P{at + 1:04}", chance.sample(ids.all_themes, 14), interview_counts=interview_counts)
    place.mood = chance.uniform(1.8, 4.3)
    mixed = number >= MIXED
    name = words.partnership_name(at)
    if mixed and at == 5:
        name = (name + " waarvan de naam zo lang is dat geen as of kolom hem nog zonder afbreken kan tonen" * 3)[:200]
    rows.add(
        "partnership",
        id=place.id,
        code=place.code,
        name=name,
        region=words.PLACES[at * 7 % len(words.PLACES)],
        since=chance.randint(2009, 2023),
        summary="",
        fictional=True,
        created_at=AT,
        changed_at=AT,
    )
    phases = ("design", "running", "evaluation")
    start, form = chance.randint(0, 2), chance.choice(words.LEGAL_FORMS)
    for wave, wave_id in enumerate(ids.waves):
        place.silent.append({role for role in ROLES if chance.random() < 0.1})
        if interview_counts[wave] or (not any(interview_counts) and wave == 0):
            rows.add(
                "partnership_wave",
                partnership_id=place.id,
                wave_id=wave_id,
                phase=phases[min(2, start + wave)],
                from_date=day(wave, 0),
                to_date=day(wave, 180),
                legal_form=form,
                agenda="",
                changed_at=f"{day(wave, 181)}T09:00:00.000Z",
            )
    _people(rows, chance, ids, place, mixed)
    rows.add(
        "partnership_attribute",
        partnership_id=place.id,
        attribute_id=ids.attributes["Sector"],
        value=chance.choice(words.SECTORS),
        changed_at=AT,
    )
    if chance.random() < 0.8:
        rows.add(
            "partnership_attribute",
            partnership_id=place.id,
            attribute_id=ids.attributes["Omvang"],
            value=str(chance.randint(5, 400)),
            changed_at=AT,
        )
    return place


def _people(rows: Rows, chance: random.Random, ids: StudyIds, place: Place, mixed: bool) -> None:
    for role in ROLES:
        kinds, organisations = words.ORGANISATIONS.get(role, ()), []
        for _number in range(chance.randint(1, 3) if kinds else 0):
            organisations.append(rows.id())
            rows.add(
                "partner",
                id=organisations[-1],
                partnership_id=place.id,
                role=role,
                joined=day(0, 0),
                organisation=f"{chance.choice(kinds)} {place.number + 1}-{len(organisations)}",
                left=day(1, 90) if chance.random() < 0.05 else None,
            )
        heads = max(1, _HEADS[role] + chance.randint(-1, 2))
        if mixed and place.number == 4:  # one with a single respondent, and one with very many
            heads = 1 if role == "project_lead" else 0
        elif mixed and place.number == 6:
            heads = LARGEST_PARTNERSHIP // len(ROLES)
        place.people[role] = []
        for number in range(heads):
            who = rows.id()
            place.people[role].append(who)
            rows.add(
                "respondent",
                id=who,
                partnership_id=place.id,
                code=f"{place.code}-{_LETTERS[role]}{number + 1}",
                role=role,
                partner_id=chance.choice(organisations) if organisations else None,
                created_at=AT,
            )
            for name, value in (("Taak", chance.choice(words.DUTIES)), ("Jaren ervaring", str(chance.randint(0, 35)))):
                if chance.random() < 0.7:
                    rows.add(
                        "respondent_attribute",
                        respondent_id=who,
                        attribute_id=ids.attributes[name],
                        value=value,
                        changed_at=AT,
                    )


def _user(rows: Rows, name: str, kind: str) -> str:
    made = rows.id()
    rows.add("user", id=made, name=name, kind=kind, created_at=AT)
    return made


def _codebook(rows: Rows, user_id: str) -> tuple[dict[str, list[str]], list[str]]:
    by_block: dict[str, list[str]] = {}
    every = []

    def theme(name: str, parent: str | None, position: int) -> str:
        made = rows.id()
        fields = {
            "name": name,
            "definition": f"Wat over {name.lower()} gezegd wordt.",
            "use_when": "",
            "use_not": "",
            "example": "",
            "colour": "",
            "parent_id": parent,
            "retired": False,
            "merged_into": None,
        }
        rows.add("theme", id=made, position=position, revision=1, created_at=AT, changed_at=AT, **fields)
        versioned = {column.name for column in theme_revision.c}
        version = {"id": rows.id(), "theme_id": made, "number": 1, "how": "added", "user_id": user_id, "made_at": AT}
        rows.add("theme_revision", **version, **{key: value for key, value in fields.items() if key in versioned})
        return made

    for place, (name, under) in enumerate(words.THEMES.items()):
        parent = theme(name, None, place + 1)
        for position, (child, blocks) in enumerate(under.items()):
            every.append(theme(child, parent, position + 1))
            for block in blocks.split():
                by_block.setdefault(block, []).append(every[-1])
    return by_block, every


def _attribute(rows: Rows, scope: str, name: str, kind: str, choices: tuple, position: int) -> str:
    made = rows.id()
    rows.add(
        "attribute",
        id=made,
        scope=scope,
        name=name,
        kind=kind,
        choices=json.dumps(list(choices)),
        position=position,
        retired=False,
        created_at=AT,
        changed_at=AT,
    )
    return made
