"""Reads the state of affairs of a partnership at a moment: findings, each with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas import method
from canvas.analysis.findings.aboard import Hearing, aboard
from canvas.analysis.findings.agreements_made import agreements_made
from canvas.analysis.findings.changed import few_counted, few_ratings_changed, points_changed, ratings_changed
from canvas.analysis.findings.departed import codes_of, with_departed
from canvas.analysis.findings.finding import Finding, in_order
from canvas.analysis.findings.points import agreed, contested
from canvas.analysis.findings.risks import exits, risks
from canvas.analysis.giving import Giving, givings
from canvas.errors import N_, NotFoundError
from canvas.read_models.finding_evidence import with_answers, with_votes, with_words
from canvas.speech import today
from canvas.store import (
    Connection,
    agreements,
    contributions,
    factors,
    moments,
    partnerships,
    respondents,
    study_settings,
)
from canvas.store.limited import held_back_counts
from canvas.store.notes import notes
from canvas.store.overview import moment_summaries
from canvas.store.overview.filtered_moments import Pair
from canvas.store.overview.voices import voices
from canvas.store.points import points
from canvas.store.row_types import MomentRow

COUNTED = ("heard", "partners_heard")  # findings that count who was heard: all their words would tell nothing apart


@dataclass(frozen=True)
class StateOfAffairs:
    """What the study knows of a partnership at a moment: `findings` in the order of reading.

    `moment` and the one `before` it (None at the first) are rows of `moments.moments`; `silent` are keys of the roles
    of whom nobody was heard at it, `noted` those of blocks with notes.
    """

    moment: MomentRow
    before: MomentRow | None
    findings: list[Finding]
    silent: tuple[str, ...] = ()
    noted: frozenset[str] = frozenset()

    @property
    def first(self) -> Finding | None:
        """Return the finding that says whether everyone is aboard; None where nobody was heard and nobody is missed."""
        return next((finding for finding in self.findings if finding.rule in ("everyone", "not_everyone")), None)

    @property
    def listed(self) -> list[Finding]:
        """Return the findings without the first, which stands above them."""
        return [finding for finding in self.findings if finding is not self.first]

    @property
    def by_key(self) -> dict[str, Finding]:
        """Return the findings by their keys."""
        return {finding.key: finding for finding in self.findings}


def state_of_affairs(
    connection: Connection, pair: Pair, roles: Sequence[str], table_roles: Sequence[str]
) -> StateOfAffairs:
    """Return the findings on a moment; `roles` are keys in order, `table_roles` those with a row in the table.

    Raises NotFoundError.
    """
    partnership_id, wave_id = pair
    of_partnership = moments.moments(connection, partnership_id)
    now = next((row for row in of_partnership if row["wave_id"] == wave_id), None)
    if now is None:
        raise NotFoundError(N_("Moment"), wave_id)
    until_now = [row for row in of_partnership if row["position"] <= now["position"]]
    before = until_now[-2] if len(until_now) > 1 else None
    pairs = [(partnership_id, row["wave_id"]) for row in until_now]
    cells = moment_summaries.cells(connection, pairs)
    of_table = points.of_moment(connection, *pair)
    linked = notes.by_ids(connection, [note_id for point in of_table for note_id in point["notes"]])
    notes_by_id = {note["id"]: note for note in linked}
    day, partners = today().isoformat(), partnerships.partners(connection, partnership_id)
    heard = voices(connection, partnership_id)
    hearing = Hearing(
        until_now,
        partners,
        heard,
        cells,
        roles,
        table_roles,
        givings_of(connection, partnership_id),
        day=day,
    )
    on_people = aboard(hearing)
    warnings = notes.of_kinds(connection, pair, ["risk", "action"])
    dangers = [*exits(partners, warnings, day), *risks(warnings, factors.answers(connection, [pair], figure="low"))]
    findings = [
        *with_words(
            connection, partnership_id, until_now, heard, [row for row in on_people if row.rule not in COUNTED]
        ),
        *(row for row in on_people if row.rule in COUNTED),
        *contested(of_table, notes_by_id),
        *agreed(of_table, notes_by_id),
        *agreements_made(agreements.of_partnership(connection, partnership_id), now, before, day),
        *with_departed(dangers, respondents.departed(connection, codes_of(dangers))),
    ]
    if before:
        earlier = (partnership_id, before["wave_id"])
        rated = factors.of_moments(connection, [earlier, pair])
        hidden = held_back_counts.are_points_held_back(connection, earlier, pair)
        findings += points_changed(points.of_moment(connection, *earlier), of_table, hidden)
        changed: list[Finding] = []
        for of, key, rows in (("block", "block", cells), ("factor", "factor", rated)):
            was, is_now = ([row for row in rows if row["wave_id"] == wave] for wave in (before["wave_id"], wave_id))
            changed += ratings_changed(of, key, was, is_now, roles)
            changed += few_ratings_changed(of, key, was, is_now, roles)
        changed = with_answers(connection, [earlier, pair], with_votes(connection, (earlier, pair), changed))
        findings += few_counted(changed)
    heard_roles = {voice["role"] for voice in heard if voice["wave_id"] == wave_id and voice["heard"]}
    return StateOfAffairs(
        now,
        before,
        in_order(findings),
        tuple(role for role in roles if role not in heard_roles),
        frozenset(cell["block"] for cell in cells if cell["wave_id"] == wave_id and cell["notes"]),
    )


def givings_of(connection: Connection, partnership_id: str) -> list[Giving]:
    """Return what partners give; nothing where some is held back, as none is the largest of what is half seen."""
    if held_back_counts.contributions_held_back(connection, [partnership_id]):
        return []
    return givings(contributions.of_partnerships(connection, [partnership_id]))


def state_by_name(
    connection: Connection, partnership: str, wave: str = ""
) -> tuple[StateOfAffairs, dict, dict[str, method.Role]]:
    """Return the state of affairs of a partnership by name or code, the row of the study, and its roles by key.

    `wave` is as in `moment_by_name`. Raises NotFoundError, also for a study that has not begun.
    """
    pair, about, roles = moment_by_name(connection, partnership, wave)
    table_roles = [role.key for role in roles.values() if role.in_table]
    return state_of_affairs(connection, pair, list(roles), table_roles), about, roles


def moment_by_name(
    connection: Connection, partnership: str, wave: str = ""
) -> tuple[Pair, dict, dict[str, method.Role]]:
    """Return a moment of a partnership by name or code, the row of the study, and its roles by key.

    `wave` is a label or place; without one it is the newest moment at which anybody was interviewed, else the newest.
    Raises NotFoundError, also for a study that has not begun.
    """
    rows = moments.find_by_name(connection, partnership, wave or None)
    about = study_settings.describe(connection)
    if about is None:
        raise NotFoundError(N_("Partnership"), partnership)
    waves = {voice["wave_id"] for voice in voices(connection, rows[0]["partnership_id"])}
    pairs = [(row["partnership_id"], row["wave_id"]) for row in rows]
    begun = [pair for pair in pairs if pair[1] in waves]
    return (begun or pairs)[-1], about, method.roles(about["own_roles"])
