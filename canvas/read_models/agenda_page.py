"""Reads what an agenda of a moment is made of: what somebody wrote, and what its rules propose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from canvas.analysis.findings.finding import Finding
from canvas.analysis.held_back_words import amount
from canvas.method import Role
from canvas.read_models.differences_page import differences_page
from canvas.read_models.held_back import held_back
from canvas.read_models.state_of_affairs import state_of_affairs
from canvas.read_models.state_page import state_page
from canvas.report import agenda, finding_words, state_paper
from canvas.report.agenda import AgendaBasis, AgendaItem
from canvas.report.paper import Paper
from canvas.speech import Speech, today
from canvas.store import Connection, agreements, moments, partnerships
from canvas.store.overview.filtered_moments import Pair
from canvas.store.row_types import ListedAgreement, MomentRow, PartnerRow

PAPERS = ("agenda", "state")


@dataclass(frozen=True)
class AgendaPage:
    """The agenda of a `moment`: its items in order, what the rules propose, and the partners that are aboard.

    It is `proposed` while nobody wrote one. `more_points` is how many points in dispute are not among the items,
    `more_due` how many agreements that are due;
    `findings` and `agreements` (rows of `agreements.of_partnership`) are those of the moment.
    """

    moment: MomentRow
    items: list[AgendaItem]
    proposals: list[AgendaItem]
    more_points: int
    partners: list[PartnerRow]
    findings: list[Finding]
    agreements: list[ListedAgreement]
    more_due: int = 0

    @property
    def proposed(self) -> bool:
        """Return whether these items are what the rules propose."""
        return not self.moment["agenda"].strip()


def agenda_page(
    connection: Connection, pair: Pair, blocks: Sequence[str], roles: Mapping[str, Role], speech: Speech
) -> AgendaPage:
    """Return the agenda of a moment, worded in a language; raises NotFoundError."""
    table_roles = [role.key for role in roles.values() if role.in_table]
    affairs = state_of_affairs(connection, pair, list(roles), table_roles)
    differing = differences_page(connection, pair, (), blocks, list(roles), table_roles).per_block
    until_now = agreements.of_partnership(connection, pair[0])
    basis = AgendaBasis(differing, affairs.findings, _due(until_now, affairs.moment))
    day = today().isoformat()
    aboard = [row for row in partnerships.partners(connection, pair[0]) if not row["left"] or row["left"] > day]
    proposals = agenda.proposals(basis, speech, roles)
    moment = affairs.moment.copy()
    moment["agenda"] = moments.agenda_shown(connection, moment, {item.text for item in proposals})
    items = agenda.agenda_items(moment["agenda"], basis, speech, roles)
    on_agenda = {item.key for item in items if item.kind == "point"}
    due_on_agenda = {item.key for item in items if item.kind == "agreement"}
    disputed = [finding.basis.points[0] for finding in affairs.findings if finding.part == "contested"]
    return AgendaPage(
        moment,
        items,
        proposals,
        sum(point_id not in on_agenda for point_id in disputed),
        aboard,
        affairs.findings,
        [row for row in until_now if row["wave_id"] == pair[1]],
        sum(row["id"] not in due_on_agenda for row in basis.due),
    )


def _due(rows: Sequence[ListedAgreement], moment: MomentRow) -> list[ListedAgreement]:
    """Return the open agreements of this moment whose day has come, and those of earlier moments; the oldest day first.

    One that was carried to a later moment stands there alone.
    """
    day = today().isoformat()
    due = [
        row
        for row in rows
        if row["state"] == "open"
        and not row["carried_to"]
        and (
            row["wave_position"] < moment["position"]
            or (row["wave_id"] == moment["wave_id"] and row["due"] and row["due"] <= day)
        )
    ]
    return sorted(due, key=lambda row: row["due"] or "9999")


def paper(
    connection: Connection, kind: str, pair: Pair, blocks: Sequence[str], roles: Mapping[str, Role], speech: Speech
) -> Paper:
    """Return the page of paper of a moment: `kind` is of PAPERS; raises NotFoundError.

    Of a study that a lead may not see all of, it says how much is held back.
    """
    if kind == "agenda":
        page = agenda_page(connection, pair, blocks, roles, speech)
        beside = (page.more_points, page.more_due)
        made = agenda.agenda_paper(page.moment, page.items, page.findings, speech, roles, page.agreements, beside)
    else:
        table_roles = [role.key for role in roles.values() if role.in_table]
        state = state_page(connection, pair, list(roles), table_roles)
        findings = [*([state.first] if state.first else []), *state.listed]
        left_out = finding_words.left_out(len(state.left_out), state.left_out_by, speech)
        moment = state.affairs.moment
        made = state_paper.state_paper(moment, findings, speech, roles, state.summary, left_out, state.steps)
    hidden = held_back(connection, pair)
    much = amount(hidden.notes, hidden.points, speech) if hidden else ""
    if not much:
        return made
    return replace(made, facts=(*made.facts, speech._("held back, as few people spoke: {much}", much=much)))
