"""Findings under the names of their parts, as a component: each opens what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from canvas.analysis.findings.finding import Finding
from canvas.report import finding_words
from canvas.ui import elements
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, component, focus_of
from canvas.ui.i18n import _, joined, n_, speech
from canvas.ui.long_text import both_ends
from canvas.ui.page import PageContext

_list = component(
    "pps_findings",
    {"opened": a_line(), "sooner": a_line(), "later": a_line(), "left_out": a_line()},
    css=asset("findings.css"),
    js=script("findings.js"),
)
FINDINGS_KEY = "state_findings"
AT_ONCE = 5  # findings of a part that are in sight before one asks for the rest


@dataclass(frozen=True)
class Pressed:
    """What was just pressed: the key of a finding to open, to move sooner or later, or to leave out."""

    opened: str | None = None
    sooner: str | None = None
    later: str | None = None
    left_out: str | None = None


@dataclass(frozen=True)
class Part:
    """A part of a list of findings: its title, a `line` under it ('' for none), and its findings in order."""

    key: str
    title: str
    findings: Sequence[Finding]
    line: str = ""


def parts_of_state(findings: Sequence[Finding]) -> list[Part]:
    """Return findings in order of their parts as the parts of a state of affairs."""
    parts = {key: list(of_part) for key, of_part in groupby(findings, lambda finding: finding.part)}
    return [
        Part(
            key,
            finding_words.part(key, speech()),
            finding_words.said_once(of_part),
            finding_words.line(key, of_part, speech()),
        )
        for key, of_part in parts.items()
    ]


def findings_list(
    page: PageContext, parts: Sequence[Part], arranging: bool = False, key: str = FINDINGS_KEY, split: bool = False
) -> Pressed:
    """Draw parts with their findings; `arranging` gives each what moves it or leaves it out.

    With `split` the first part stands in a column of its own, beside the others.
    """
    drawn = []
    for part in parts:
        rows = [_row(page, finding) for finding in part.findings]
        drawn.append(
            {
                "key": part.key,
                "title": part.title,
                "line": part.line,
                "rows": rows,
                "more": _("Show all {n}", n=len(rows)),
            }
        )
    data = {
        "parts": drawn,
        "at_once": AT_ONCE,
        "arranging": arranging,
        "split": split,
        "words": {
            "sooner": _("Sooner"),
            "later": _("Later"),
            "left_out": _("Leave out"),
        },
        "focus": focus_of(key),
    }
    keys = {finding.key for part in parts for finding in part.findings}
    pressed = _list(key=key, data=data, among=dict.fromkeys(("opened", "sooner", "later", "left_out"), keys))
    return Pressed(pressed.opened, pressed.sooner, pressed.later, pressed.left_out)


def _row(page: PageContext, finding: Finding) -> dict:
    basis = finding.basis
    rests_on = [
        n_("{n} point", "{n} points", len(basis.points)) if basis.points else "",
        n_("{n} note", "{n} notes", len(basis.notes)) if basis.notes else "",
        n_("{n} rating", "{n} ratings", len(basis.answers)) if basis.answers else "",
    ]
    return {
        "key": finding.key,
        "rule": finding.rule,
        "sentence": both_ends(finding_words.statement(finding, speech(), page.roles)),  # the drawer says it whole
        "quotes": [_quote(page, role, text) for role, text in finding_words.sides(finding)],
        "people": n_("{n} person", "{n} people", finding.n) if finding.n else "",
        "rests_on": joined(rests_on, ", "),
        "why": finding_words.rule(finding, speech()),
    }


def _quote(page: PageContext, key: str | None, text: str) -> dict:
    role = page.roles.get(key or "")
    if role is None:
        return {"letter": "–", "name": _("No role"), "plain": True, "text": text}
    return {
        "letter": role.letter[page.language],
        "colour": elements.colour(role),
        "name": role.label[page.language],
        "text": text,
    }
