"""Planning the interviews of a moment from those of an earlier one: the same respondents, asked by today's guides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.capture import interviewing
from canvas.errors import N_, NotFoundError, UserError
from canvas.guides import Guide
from canvas.guides.read import guide_hash
from canvas.store import Connection, Study, guides, interviews, moments, partnerships, respondents
from canvas.store.row_types import ListedInterview
from canvas.store.study import Writer


@dataclass(frozen=True)
class NewMoment:
    """What is said of a moment at which the partnership is not yet: a wave of the study, or a `label` for a new one."""

    wave_id: str = ""
    label: str = ""
    phase: str = "running"
    from_date: str | None = None


def proposed_interviews(connection: Connection, partnership_id: str, since: str, until: str = "") -> list[dict]:
    """Return the interviews held or planned at wave `since`, each as it would be planned again at wave `until`.

    Keys: id (of the earlier interview), respondent_ids, codes, role, guide_key, guide_version (then), guide (Guide, as
    it is now; None where it asks this role nothing), language, mode, and planned: whether wave `until` has an interview
    with these respondents and this guide already. Of several with the same respondents and guide the last stands here.
    """
    guides_now = interviewing.available_guides(connection)
    earlier = _with_ids(interviews.of_moment(connection, partnership_id, since), connection)
    there = _planned(connection, partnership_id, until) if until else set()
    roles = {row["id"]: row["role"] for row in respondents.of_partnership(connection, partnership_id)}
    proposals = {}
    for row in earlier:
        # an own role can only grow; a respondent whose role was mended before any interview speaks in the new one
        role = roles.get(row["respondent_ids"][0], row["role"]) if row["respondent_ids"] else row["role"]
        guide = guides_now.get(row["guide_key"])
        proposals[_same(row)] = {
            "id": row["id"],
            "respondent_ids": row["respondent_ids"],
            "codes": row["codes"],
            "role": role,
            "guide_key": row["guide_key"],
            "guide_version": row["guide_version"],
            "guide": guide if guide and guide.for_role(role) else None,
            "language": guide.language_for(row["language"]) if guide else row["language"],
            "mode": row["mode"],
            "planned": _same(row) in there,
        }
    return list(proposals.values())


def plan_again(
    study: Study,
    user_id: str,
    partnership_id: str,
    since: str,
    until: str | NewMoment,
    interview_ids: Sequence[str],
    planned_on: str | None = None,
) -> dict:
    """Plan these interviews of wave `since` again at `until`, in one transaction: all of them, or none.

    Returns the wave's id and how many were planned: {wave_id, planned, known}. What is planned there already (also a
    moment ago, in another tab) is not planned twice, and a moment that a new one's label names is used as it is.
    """
    with study.reading() as connection:
        offered = {row["id"]: row for row in proposed_interviews(connection, partnership_id, since)}
    chosen = []
    for interview_id in dict.fromkeys(interview_ids):
        if interview_id not in offered:
            raise NotFoundError(N_("Interview"), interview_id)
        if offered[interview_id]["guide"] is None or not offered[interview_id]["respondent_ids"]:
            raise UserError(
                N_("Interview"),
                N_("today's guide asks this role nothing, so it cannot be planned again."),
                N_("Leave it out, or plan it with another guide."),
            )
        chosen.append(offered[interview_id])
    if not chosen:
        raise UserError(N_("Interviews"), N_("none is chosen."), N_("Choose at least one interview."))
    with study.writing(user_id) as writer:
        partnerships.lock(writer, partnership_id)  # two tabs at once: the second sees what the first has planned
        wave_id = _moment(writer, partnership_id, until)
        if wave_id == since:
            raise UserError(N_("Moment"), N_("these interviews belong to this very moment."), N_("Choose a later one."))
        there, made = _planned(writer.connection, partnership_id, wave_id), 0
        for row in chosen:
            if _same(row) in there:
                continue
            guide_id = _stored_guide_id(writer, row["guide"])
            interviews.plan(
                writer,
                partnership_id,
                wave_id,
                row["respondent_ids"],
                guide_id,
                row["language"],
                row["mode"],
                planned_on,
            )
            made += 1
    return {"wave_id": wave_id, "planned": made, "known": len(chosen) - made}


def _moment(writer: Writer, partnership_id: str, until: str | NewMoment) -> str:
    there = {row["wave_id"] for row in moments.moments(writer.connection, partnership_id)}
    if isinstance(until, str):
        if until not in there:
            raise NotFoundError(N_("Moment"), until)
        return until
    waves = moments.waves(writer.connection)
    label = until.label.strip().casefold()
    wave_id = until.wave_id or next((row["id"] for row in waves if row["label"].casefold() == label), "")
    wave_id = wave_id or moments.add_wave(writer, until.label)
    if wave_id not in {row["id"] for row in moments.waves(writer.connection)}:
        raise NotFoundError(N_("Moment"), wave_id)
    if wave_id not in there:
        moments.put_moment(writer, partnership_id, wave_id, until.phase, from_date=until.from_date)
    return wave_id


def _planned(connection: Connection, partnership_id: str, wave_id: str) -> set[tuple]:
    rows = interviews.of_moment(connection, partnership_id, wave_id)
    return {_same(row) for row in _with_ids(rows, connection)}


def _with_ids(rows: Sequence[ListedInterview], connection: Connection) -> list[dict]:
    who = interviews.respondent_ids(connection, [row["id"] for row in rows])
    return [row | {"respondent_ids": who.get(row["id"], [])} for row in rows]


def _same(row: Mapping) -> tuple:
    """Return by what an interview is known at another moment: with whom, and by which guide, of whatever version."""
    return tuple(sorted(row["respondent_ids"])), row["guide_key"]


def _stored_guide_id(writer: Writer, guide: Guide) -> str:
    return guides.keep(writer, guide.id, guide.version, guide_hash(guide), guide.content)
