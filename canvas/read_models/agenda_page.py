"""Reads what an agenda of a moment is made of: what somebody wrote, and what its rules propose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.analysis.findings.finding import Finding
from canvas.method import Role
from canvas.read_models.differences_page import differences_page
from canvas.read_models.state_of_affairs import state_of_affairs
from canvas.report import agenda, state_paper
from canvas.report.agenda import AgendaBasis, AgendaItem
from canvas.report.paper import Paper
from canvas.speech import Speech
from canvas.store import Connection, partnerships
from canvas.store.overview.filtered_moments import Pair
from canvas.store.row_types import MomentRow, PartnerRow

PAPERS = ("agenda", "state")


@dataclass(frozen=True)
class AgendaPage:
    """The agenda of a `moment`: its items in order, what the rules propose, and the partners that are aboard.

    `more_points` is how many contested points are not among the proposals; `findings` those of the moment.
    """

    moment: MomentRow
    items: list[AgendaItem]
    proposals: list[AgendaItem]
    more_points: int
    partners: list[PartnerRow]
    findings: list[Finding]


def agenda_page(
    connection: Connection, pair: Pair, blocks: Sequence[str], roles: Mapping[str, Role], speech: Speech
) -> AgendaPage:
    """Return the agenda of a moment, worded in a language; raises NotFoundError."""
    table_roles = [role.key for role in roles.values() if role.in_table]
    affairs = state_of_affairs(connection, pair, list(roles), table_roles)
    differing = differences_page(connection, pair, (), blocks, list(roles), table_roles).per_block
    basis = AgendaBasis(differing, affairs.findings)
    aboard = [row for row in partnerships.partners(connection, pair[0]) if not row["left"]]
    contested = sum(finding.part == "contested" for finding in affairs.findings)
    return AgendaPage(
        affairs.moment,
        agenda.agenda_items(affairs.moment["agenda"], basis, speech, roles),
        agenda.proposals(basis, speech, roles),
        max(0, contested - agenda.CONTESTED),
        aboard,
        affairs.findings,
    )


def paper(
    connection: Connection, kind: str, pair: Pair, blocks: Sequence[str], roles: Mapping[str, Role], speech: Speech
) -> Paper:
    """Return the page of paper of a moment: `kind` is of PAPERS; raises NotFoundError."""
    if kind == "agenda":
        page = agenda_page(connection, pair, blocks, roles, speech)
        return agenda.agenda_paper(page.moment, page.items, page.findings, speech, roles)
    table_roles = [role.key for role in roles.values() if role.in_table]
    affairs = state_of_affairs(connection, pair, list(roles), table_roles)
    return state_paper.state_paper(affairs.moment, affairs.findings, speech, roles)
