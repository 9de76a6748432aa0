"""Finds where in a study a transcript lands: by the words of a command, not by ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from canvas.errors import N_, UserError
from canvas.guides import shipped_guides
from canvas.guides.read import guide_hash
from canvas.store import Study, Writer, guides, interviews, moments, partnerships, respondents, study_settings
from canvas.store.row_types import ListedInterview, ListedRespondent, MomentRow, PartnershipRow

Named = TypeVar("Named", PartnershipRow, ListedRespondent)  # rows that have a name or a code

GUIDE = "pps-short"
SCAN = "factor-scan"


@dataclass(frozen=True)
class ImportTarget:
    """A partnership, wave and respondents (rows), and their interview there, None while it is still to be made."""

    partnership: PartnershipRow
    wave: MomentRow
    people: tuple[ListedRespondent, ...]
    interview: ListedInterview | None


def find_target(study: Study, partnership: str, codes: Sequence[str], wave: str | None) -> ImportTarget:
    """Return the target that a partnership (name or code), codes of respondents and a wave (label or number) mean.

    Without a wave it is the partnership's newest moment. The interview is the latest that was started with just these
    respondents, else with them among others, else one that is planned; a factor scan comes after all these. Raises
    UserError, with what there is, for what is not there.
    """
    with study.reading() as connection:
        where = _named(N_("Partnership"), partnership, partnerships.every(connection), ("code", "name"))
        people = respondents.of_partnership(connection, where["id"])
        who = [_named(N_("Respondent"), code, people, ("code",)) for code in dict.fromkeys(map(str.upper, codes))]
        when = _wave(moments.moments(connection, where["id"]), wave)
        planned = interviews.of_moment(connection, where["id"], when["wave_id"])
    meant = {row["code"] for row in who}
    with_them = [row for row in planned if meant <= set(row["codes"])]
    best = max(
        with_them,
        key=lambda row: (
            row["guide_key"] != SCAN,  # ten ratings in ten minutes are not what one makes a transcript of
            bool(row["started_at"]),
            set(row["codes"]) == meant,
            row["started_at"] or "",
            row["created_at"],
        ),
        default=None,
    )
    return ImportTarget(where, when, tuple(who), best)


def interview_for(writer: Writer, place: ImportTarget) -> str:
    """Return the id of the target's interview; where there is none, plan and start one: online, on the short guide."""
    if place.interview:
        return place.interview["id"]
    language = study_settings.require_begun(writer.connection)["language"]
    guide = shipped_guides()[GUIDE]
    guide_version = guides.keep(writer, guide.id, guide.version, guide_hash(guide), guide.content)
    made = interviews.plan(
        writer,
        place.partnership["id"],
        place.wave["wave_id"],
        [row["id"] for row in place.people],
        guide_version,
        guide.language_for(language),
        "online",
    )
    interviews.start(writer, made)
    return made


def _named(what: str, name_asked: str, among: Sequence[Named], by: Iterable[str]) -> Named:
    plain = name_asked.strip().casefold()
    for name in by:
        for row in among:
            if _field(row, name).casefold() == plain:
                return row
    if not among:
        raise UserError(
            what,
            N_("“{said}” is not there, and there is none."),
            N_("Add it on its screen first."),
            said=name_asked[:80],
        )
    there = ", ".join(_field(row, next(iter(by))) for row in among[:20]) + (", …" if len(among) > 20 else "")
    raise UserError(
        what, N_("“{said}” is not there."), N_("Choose one of these: {there}."), said=name_asked[:80], there=there
    )


def _field(row: Mapping, name: str) -> str:
    return row[name]


def _wave(there: Sequence[MomentRow], wave_name: str | None) -> MomentRow:
    if not there:
        raise UserError(
            N_("Moment"), N_("this partnership is not looked at in any wave yet."), N_("Add it to one first.")
        )
    if wave_name is None:
        return max(there, key=lambda row: row["position"])
    for row in there:
        if row["label"].casefold() == wave_name.strip().casefold():
            return row
    for row in there:
        if wave_name.strip() == str(row["position"]):
            return row
    labels = ", ".join(row["label"] for row in there)
    raise UserError(
        N_("Moment"),
        N_("“{said}” is not there."),
        N_("Choose one of these: {there}."),
        said=wave_name[:80],
        there=labels,
    )
