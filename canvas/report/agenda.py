"""The agenda of a steering group: what its rules propose, what somebody made of it, and the page of paper.

An agenda is a text, an item on a line. A line that reads as a proposal does, or nearly so, brings along what that rests
on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from canvas.analysis.alike_lines import pairs_of_alike
from canvas.analysis.differences import NOT_TALKED_ABOUT
from canvas.analysis.findings.finding import Finding
from canvas.errors import N_
from canvas.method import LANGUAGES, Role
from canvas.report import finding_words
from canvas.report.paper import Entry, Paper, PaperPart
from canvas.report.state_paper import fictional_mark, heard_facts, paragraphs
from canvas.speech import Speech
from canvas.store.row_types import MomentRow

AGENDA_RULE = "agenda"  # what an agreement on an item of one's own rests on: the agenda
DIFFERENCES, CONTESTED, DUE = 5, 3, 5  # how much of each is proposed at most
AGENDA_PAGES = 1
KINDS = {
    "agreement": N_("Agreement that is due"),
    "point": N_("Contested point"),
    "difference": N_("Difference"),
    "own": N_("Own item"),
}
QUESTIONS = {
    "apart": N_("{block}: why do we rate this so differently?"),
    "disputed": N_("{block}: what do we not agree on?"),
    "divided": N_("{block}: why is a role divided about this?"),
    "few_apart": N_("{block}: do we see this differently?"),
    "silent": N_("{block}: why do some say nothing about this?"),
    "not_asked": N_("{block}: whom do we still have to ask about this?"),
}


@dataclass(frozen=True)
class AgendaItem:
    """An item: its `kind` (of KINDS), its text, and what it rests on: in words, its key, of a difference its group."""

    kind: str
    text: str
    lines: tuple[str, ...] = ()
    key: str = ""
    group: str = ""


@dataclass(frozen=True)
class AgendaBasis:
    """What proposals are made of: rows of `analysis.differences`, findings, and agreements that are due."""

    differences: Sequence[Mapping]
    findings: Sequence[Finding]
    due: Sequence[Mapping] = ()


def proposals(basis: AgendaBasis, speech: Speech, roles: Mapping[str, Role]) -> list[AgendaItem]:
    """Return what the rules propose, in a language: agreements that are due, contested points, differences."""
    talked = [row for row in basis.differences if row["group"] not in NOT_TALKED_ABOUT][:DIFFERENCES]
    disputed = [finding for finding in basis.findings if finding.part == "contested"][:CONTESTED]
    return [
        *(_of_agreement(row, speech) for row in basis.due[:DUE]),
        *(_of_point(finding, speech, roles) for finding in disputed),
        *(_of_difference(row, speech, roles) for row in talked),
    ]


def agenda_items(text: str, basis: AgendaBasis, speech: Speech, roles: Mapping[str, Role]) -> list[AgendaItem]:
    """Return the items of an agenda as somebody wrote it, or the proposals where nobody did."""
    proposed = proposals(basis, speech, roles)
    lines = paragraphs(text)
    if not lines:
        return proposed
    worded = [proposals(basis, Speech(language), roles) for language in LANGUAGES]
    places = {item.text: at for same in [*worded, proposed] for at, item in enumerate(same)}
    of_line = {at: places[line] for at, line in enumerate(lines) if line in places}
    # what was edited since it was taken over is known by its words, in whatever language it was taken over
    edited = [at for at in range(len(lines)) if at not in of_line]
    left = [(place, item.text) for same in worded for place, item in enumerate(same) if place not in of_line.values()]
    for at, there in pairs_of_alike([lines[at] for at in edited], [words for _place, words in left]).items():
        if left[there][0] not in of_line.values():
            of_line[edited[at]] = left[there][0]
    return [_as_written(line, proposed[of_line[at]] if at in of_line else None) for at, line in enumerate(lines)]


def item_about(about: str, items: Sequence[AgendaItem]) -> AgendaItem | None:
    """Return the item of one's own that an agreement was made on, by its text then; None where it is gone."""
    own = [item for item in items if item.kind == "own"]
    pair = pairs_of_alike([about], [item.text for item in own])
    return own[pair[0]] if pair else None


def rests_on(row: Mapping, item: AgendaItem, items: Sequence[AgendaItem]) -> bool:
    """Return whether an agreement (row of `agreements.of_partnership`) was made on this of the items of an agenda."""
    if item.kind == "point":
        return row["point_id"] == item.key
    if item.kind == "difference":
        return row["difference_about"] == item.key
    if item.kind == "agreement":
        return row["id"] == item.key
    if row["difference_rule"] != AGENDA_RULE:
        return False
    # a key was stored before; the text of the item outlives that somebody edits it
    return row["difference_about"] == item_key(item) or item_about(row["difference_about"], items) == item


def item_key(item: AgendaItem) -> str:
    """Return by what an item is recognised; one of one's own by its text."""
    return item.key or hashlib.sha256(item.text.encode()).hexdigest()[:12]


def as_text(items: Iterable[AgendaItem]) -> str:
    """Return items as the text of an agenda, one on a line."""
    return "\n".join(item.text for item in items)


def agenda_paper(
    moment: MomentRow,
    items: Sequence[AgendaItem],
    findings: Sequence[Finding],
    speech: Speech,
    roles: Mapping[str, Role],
    agreements: Sequence[Mapping] = (),
    beside: tuple[int, int] = (0, 0),
) -> Paper:
    """Return the page: the items with what they rest on, and what was decided, or room to write it.

    `agreements` are those of the moment, `beside` as for `not_on_it`.
    """
    title = speech._("Agenda of the steering group")
    entries = tuple(
        Entry(
            item.text,
            kind="" if item.kind == "own" else speech._(KINDS[item.kind]),
            lines=item.lines,
            decided=_decided(item, items, agreements, speech),
        )
        for item in items
    )
    nothing = (Entry(speech._("There is nothing on the agenda yet.")),)
    return Paper(
        language=speech.language,
        title=title,
        subtitle=f"{moment['name']} · {moment['label']}",
        facts=heard_facts(moment, findings, speech, roles),
        marks=fictional_mark(moment, speech),
        lead=(),
        parts=(PaperPart("", entries or nothing, not_on_it(*beside, speech)),),
        foot=f"PPS-werkbank · {title} · {moment['code']}",
        pages=AGENDA_PAGES,
        numbered=bool(entries),
        whole=True,
        room=speech._("Decided, by whom, before when:") if entries else "",
    )


def not_on_it(points: int, due: int, speech: Speech) -> str:
    """Return how many points in dispute and agreements that are due an agenda leaves out; '' for none."""
    n_ = speech.n_
    counts = [
        n_("{n} contested point", "{n} contested points", points) if points else "",
        n_("{n} agreement that is due", "{n} agreements that are due", due) if due else "",
    ]
    left = finding_words.listed([count for count in counts if count], speech)
    return speech._("Not on this agenda, but in the state of affairs: {left}.", left=left) if left else ""


def _decided(
    item: AgendaItem, items: Sequence[AgendaItem], agreements: Sequence[Mapping], speech: Speech
) -> tuple[str, ...]:
    """Return what was agreed on an item already; an agreement that is due is to be talked about itself."""
    rows = [row for row in agreements if item.kind != "agreement" and rests_on(row, item, items)]
    return tuple(speech._("Decided: {what}", what=_line(row["text"])) + _by(row, speech) for row in rows)


def _by(row: Mapping, speech: Speech) -> str:
    before = speech._("before {date}", date=speech.date(row["due"])) if row["due"] else ""
    details = ", ".join(part for part in (row["organisation"] or "", before) if part)
    return f" ({details})" if details else ""


def _as_written(line: str, proposal: AgendaItem | None) -> AgendaItem:
    return replace(proposal, text=line) if proposal else AgendaItem("own", line)


def _of_point(finding: Finding, speech: Speech, roles: Mapping[str, Role]) -> AgendaItem:
    text = _line(finding.names["text"])
    return AgendaItem("point", text, tuple(finding_words.quotes(finding, speech, roles)), finding.basis.points[0])


def _of_difference(row: Mapping, speech: Speech, roles: Mapping[str, Role]) -> AgendaItem:
    question = QUESTIONS[row["group"]]
    text = speech._(question, block=speech.block(row["key"]))
    figures = " · ".join(part for part in _figures(row, speech, roles) if part)
    return AgendaItem("difference", text, (figures,) if figures else (), row["key"], row["group"])


def _of_agreement(row: Mapping, speech: Speech) -> AgendaItem:
    partner = row["organisation"] or speech._("nobody named")
    before = speech._("before {date}", date=speech.date(row["due"])) if row["due"] else speech._("no date")
    return AgendaItem("agreement", _line(row["text"]), (f"{partner} · {before}",), row["id"])


def _figures(row: Mapping, speech: Speech, roles: Mapping[str, Role]) -> Iterable[str]:
    def names(keys: Sequence[str]) -> str:
        return ", ".join(roles[key].label[speech.language] for key in keys)

    if row["gap"] and row["gap"].distance >= 1:
        by_role = {role_row["role"]: role_row["spread"] for role_row in row["roles"]}
        low, high = by_role[row["gap"].low], by_role[row["gap"].high]
        yield speech._(
            "Middle rating: {low} {from_}, {high} {to} (n {few}, {many})",
            low=names([row["gap"].low]),
            high=names([row["gap"].high]),
            from_=finding_words.half(low.median, speech),
            to=finding_words.half(high.median, speech),
            few=low.n,
            many=high.n,
        )
    disputed = row["points"]["disputed"]
    if disputed:
        yield speech.n_("{n} point contested or contradicted", "{n} points contested or contradicted", disputed)
    if row["divided"]:
        yield speech._("Divided: {roles}", roles=names(row["divided"]))
    if row["heard"] and row["not_answered"]:
        yield speech._("Asked and silent: {roles}", roles=names(row["not_answered"]))
    if row["heard"] and row["not_asked"]:
        yield speech._("Not asked: {roles}", roles=names(row["not_asked"]))


def _line(text: object) -> str:
    return " ".join(str(text).split())
