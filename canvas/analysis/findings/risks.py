"""Risks and warnings: who is to leave, what was called a risk, and factors that were rated 1 or 2, with why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from canvas.analysis.findings.finding import Basis, Finding

LOW = (1, 2)
LEAVING = 90  # the weight of who is to leave: no other risk is as sure
# What an action says of a partner that is to go, in Dutch or English.
_EXIT_WORDS = re.compile(
    r"(?i)\b(?:stopt|stoppen|stapt uit|stappen uit|vertrekt|vertrekken|uittreden|treedt uit|haakt af|haken af|"
    r"zegt op|opzeggen|opgezegd|beëindigt|trekt zich terug|trekken zich terug|leaves|leaving|"
    r"to leave|withdraws?|quits?)\b"
)


def exits(partners: Sequence[Mapping], notes: Sequence[Mapping], day: str) -> list[Finding]:
    """Return the partners that are to leave after `day` (YYYY-MM-DD), the soonest first, and actions that say so.

    `partners` are those of a partnership, `notes` rows of `notes.with_sources` of a moment.
    """
    leaving = sorted((row for row in partners if (row["left"] or "") > day), key=lambda row: str(row["left"]))
    findings = [
        Finding(
            part="risks",
            rule="partner_leaving",
            weight=LEAVING,
            names={"organisation": row["organisation"], "left": row["left"], "last_heard": "", "joined": ""},
            basis=Basis(partners=(row["id"],)),
        )
        for row in leaving
    ]
    return findings + [
        Finding(
            part="risks",
            rule="exit_in_words",
            weight=LEAVING - 10 + min(len(note["codes"]), 9),
            names={"text": note["text"], "role": note["role"], "block": note["block"]},
            n=len(note["codes"]),
            basis=Basis(notes=(note["id"],), codes=tuple(note["codes"])),
        )
        for note in notes
        if note["kind"] == "action" and not note["retired"] and _EXIT_WORDS.search(note["text"])
    ]


def risks(notes: Sequence[Mapping], answers: Sequence[Mapping]) -> list[Finding]:
    """Return notes of kind risk, and the answers that rate a factor 1 or 2; of most people first.

    `notes` are rows of `notes.with_sources` of a moment, `answers` of `store.factors.answers`.
    """
    findings = [
        Finding(
            part="risks",
            rule="note_of_risk",
            weight=50 + len(note["codes"]),
            names={"text": note["text"], "role": note["role"], "block": note["block"]},
            n=len(note["codes"]),
            basis=Basis(notes=(note["id"],), codes=tuple(note["codes"])),
        )
        for note in notes
        if note["kind"] == "risk" and not note["retired"]
    ]
    low: dict[int, list[Mapping]] = {}
    for row in answers:
        if row["rating"] in LOW and row["voters"]:  # who rated again later thinks otherwise now
            low.setdefault(row["factor"], []).append(row)
    for factor, rows in low.items():
        why = next((row["text"].strip() for row in rows if row["text"].strip()), "")
        people = {code for row in rows for code in row["voters"]}
        findings.append(
            Finding(
                part="risks",
                rule="factor_low",
                weight=60 + len(people),
                names={"factor": factor, "why": why, "roles": tuple(dict.fromkeys(row["role"] for row in rows))},
                figure=len(people),
                n=len(people),
                basis=Basis(answers=tuple(row["id"] for row in rows), codes=tuple(sorted(people))),
            )
        )
    return sorted(findings, key=lambda finding: -finding.weight)
