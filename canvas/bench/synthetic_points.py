"""What a study that is made up concludes: transcripts with passages, points on notes, summaries of a matrix."""

from __future__ import annotations

import json
import random

from canvas import method
from canvas.bench.rows import Rows, day
from canvas.bench.synthetic_interviews import MomentContent, SyntheticInterviews
from canvas.bench.synthetic_people import Place, StudyIds

TRANSCRIBED, WEIGHED, SUMMED = 0.08, 0.75, 0.1  # of moments: with a transcript, with points, with summaries
ACROSS = 12  # points across cases
TURNS = 60
_WHO = ("de partners", "de rollen", "de deelnemers")
_WHAT = ("hetzelfde", "iets anders dan vorig jaar", "een kans", "een knelpunt", "nog geen oplossing")
_STATES = ("draft", "draft", "checked", "checked", "agreed", "contested")


def moment(
    rows: Rows,
    chance: random.Random,
    ids: StudyIds,
    interviews: SyntheticInterviews,
    place: Place,
    wave: int,
    content: MomentContent,
) -> None:
    """Make what is stored of one moment beside its interviews."""
    if content.interviews and chance.random() < TRANSCRIBED:
        _transcript(rows, chance, ids, interviews, place, wave, content)
    if len(content.notes) > 5 and chance.random() < WEIGHED:
        for position in range(chance.randint(1, 6)):
            _point(rows, chance, ids, content, place.id, ids.waves[wave], position + 1, day(wave, 185))
    if len(content.notes) > 5 and chance.random() < SUMMED:
        for block in chance.sample(list(method.blocks()), 4):
            _summary(rows, chance, ids, place.id, ids.waves[wave], block, content, day(wave, 190))


def points_across_cases(
    rows: Rows,
    chance: random.Random,
    ids: StudyIds,
    content: MomentContent,
) -> None:
    """Make points that speak across cases."""
    for position in range(ACROSS if len(content.notes) > 5 else 0):
        _point(rows, chance, ids, content, None, None, position + 1, day(2, 200))


def _point(
    rows: Rows,
    chance: random.Random,
    ids: StudyIds,
    content: MomentContent,
    place: str | None,
    wave: str | None,
    position: int,
    on: str,
) -> None:
    made, who, state = rows.id(), ids.users[0], chance.choice(_STATES)
    question, at = chance.choice(list(method.questions())), f"{on}T10:00:00.000Z"
    text = f"Uit de gesprekken: {chance.choice(_WHO)} zien hier {chance.choice(_WHAT)}."
    steps = {"draft": ["draft"], "checked": ["draft", "checked"]}.get(state, ["draft", "checked", state])
    perspectives = sorted(chance.sample(list(method.standard_roles()), chance.randint(0, 3)))
    number = 0
    for number, step in enumerate(steps, 1):
        rows.add(
            "point_revision",
            id=rows.id(),
            point_id=made,
            number=number,
            text=text,
            state=step,
            reason="",
            perspectives=json.dumps(perspectives),
            retired=False,
            user_id=who,
            made_at=at,
            how="made" if number == 1 else "state",
        )
    rows.add(
        "point",
        id=made,
        partnership_id=place,
        wave_id=wave,
        question=question,
        text=text,
        state=state,
        retired=False,
        position=position,
        created_at=at,
        created_by=who,
        state_at=at,
        state_by=who,
        revision=number,
    )
    for role in perspectives:
        rows.add("point_perspective", point_id=made, role=role)
    for note, version, _block in chance.sample(content.notes, min(len(content.notes), chance.randint(2, 5))):
        # of a note that was changed the first version is sometimes the one that was weighed
        seen = 1 if version > 1 and chance.random() < 0.1 else version
        rows.add(
            "point_note",
            point_id=made,
            note_id=note,
            stance="supports" if chance.random() < 0.85 else "contradicts",
            seen=seen,
            changed=seen != version,
            linked_at=at,
            linked_by=who,
        )


def _summary(
    rows: Rows, chance: random.Random, ids: StudyIds, place: str, wave: str, block: str, content: MomentContent, on: str
) -> None:
    made, at, text = rows.id(), f"{on}T11:00:00.000Z", "De rollen vullen elkaar hier aan; de uitwerking verschilt."
    near = [note for note in content.notes if note[2] == block] or content.notes
    chosen = {note: version for note, version, _block in chance.sample(near, min(2, len(near)))}
    rows.add(
        "matrix_summary",
        id=made,
        partnership_id=place,
        wave_id=wave,
        since="",
        axis="block",
        key=block,
        text=text,
        revision=1,
        created_at=at,
        changed_at=at,
    )
    rows.add(
        "matrix_summary_revision",
        id=rows.id(),
        matrix_summary_id=made,
        number=1,
        text=text,
        notes=json.dumps(chosen, sort_keys=True),
        user_id=ids.users[0],
        made_at=at,
    )
    for note, version in chosen.items():
        rows.add(
            "matrix_summary_note",
            matrix_summary_id=made,
            note_id=note,
            seen=version,
            linked_at=at,
            linked_by=ids.users[0],
        )


def _transcript(
    rows: Rows,
    chance: random.Random,
    ids: StudyIds,
    interviews: SyntheticInterviews,
    place: Place,
    wave: int,
    content: MomentContent,
) -> None:
    interview, role, who, on = chance.choice(content.interviews)
    document, user, at = rows.id(), ids.users[1], f"{on}T18:00:00.000Z"
    blocks, pieces, start = list(method.blocks()), [], 0
    for number in range(TURNS):
        block = blocks[number * len(blocks) // TURNS]
        text = " ".join(interviews.words.statement(block) + "." for _number in range(2 if number % 2 else 1))
        if not number % 2:
            text = text.rstrip(".") + "?"
        pieces.append(text)
        end = start + len(text)
        rows.add(
            "turn",
            document_id=document,
            number=number,
            speaker="R1" if number % 2 else "Interviewer",
            start=start,
            end=end,
            from_ms=number * 20_000,
            to_ms=(number + 1) * 20_000,
            question=None,
        )
        if number % 6 == 1:
            _passage(rows, place, ids.waves[wave], role, block, document, start, text, number, who, user, at)
        start = end + 2
    read = {
        "format": "vtt",
        "cues_in_file": TURNS,
        "cues_read": TURNS,
        "characters_in": start,
        "characters_kept": start,
        "warnings": [],
        "terms_replaced": 0,
        "places_replaced": 0,
    }
    rows.add(
        "document",
        id=document,
        partnership_id=place.id,
        wave_id=ids.waves[wave],
        title="Transcript",
        kind="transcript",
        source="",
        dated=on,
        language="nl",
        text="\n\n".join(pieces),
        added_at=at,
        interview_id=interview,
        hash=document,
        intake=json.dumps(read),
        added_by=user,
    )
    rows.add("speaker", document_id=document, label="Interviewer", part="interviewer", respondent_id=None)
    rows.add("speaker", document_id=document, label="R1", part="respondent", respondent_id=who)


def _passage(
    rows: Rows,
    place: Place,
    wave_id: str,
    role: str,
    block: str,
    document: str,
    start: int,
    text: str,
    number: int,
    who: str,
    user: str,
    at: str,
) -> None:
    passage, note = rows.id(), rows.id()
    words = text.split(".")[0]
    rows.add(
        "passage",
        id=passage,
        document_id=document,
        section="",
        start=start,
        end=start + len(words),
        turn=number,
        respondent_id=who,
    )
    rows.table_rows("note").append(
        (note, place.id, wave_id, role, block, words, "plain", "passage", None, passage, 0, False, 1, at, at)
    )
    rows.table_rows("note_revision").append((rows.id(), note, 1, words, block, "plain", False, user, at))
