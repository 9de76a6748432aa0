"""The state of affairs of a partnership as a page of paper: the sentences of its findings, by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.findings.finding import PARTS, Finding
from canvas.analysis.next_steps import NextStep
from canvas.method import Role
from canvas.report import finding_words, step_words
from canvas.report.paper import Entry, Paper, PaperPart
from canvas.speech import Speech, today
from canvas.store.row_types import MomentRow

STATE_PAGES = 2


def state_paper(
    moment: MomentRow,
    findings: Sequence[Finding],
    speech: Speech,
    roles: Mapping[str, Role],
    summary: Mapping | None = None,
    left_out: str = "",
    steps: Sequence[NextStep] = (),
) -> Paper:
    """Return the page; `findings` are those that stand, in their order, below the `summary` that somebody wrote.

    `summary` is that of `state_texts.summary`; `left_out` says how many sentences were left out and by whom, '' where
    none was. The `steps` to take next stand last.
    """
    by_part = {part: [finding for finding in findings if finding.part == part] for part in PARTS}
    parts = [
        PaperPart(
            finding_words.part(part, speech),
            tuple(
                Entry(finding_words.on_paper(finding, speech, roles), f"n {finding.n}" if finding.n else "")
                for finding in finding_words.said_once(of_part)
            ),
            about=_of_held_back(part, of_part, speech),
        )
        for part, of_part in by_part.items()
    ]
    next_ones = [step_words.words(step, moment, speech, roles) for step in steps]
    to_do = tuple(Entry(speech._("{step}: {why}", step=step, why=why)) for step, why in next_ones)
    title = speech._("State of affairs")
    lead, signed = paragraphs(summary["text"]) if summary else (), ""
    if summary and lead:
        signed = speech._("Written by {who}, {when}.", who=summary["by"], when=speech.date(summary["changed_at"]))
    if not findings:
        parts = [PaperPart("", (Entry(speech._("Nothing can be said yet: nobody was heard at this moment.")),))]
    parts.append(PaperPart(speech._("What to do next"), to_do))
    return Paper(
        language=speech.language,
        title=title,
        subtitle=f"{moment['name']} · {moment['label']}",
        facts=(*heard_facts(moment, findings, speech, roles), *([left_out] if left_out else [])),
        marks=fictional_mark(moment, speech),
        lead=lead,
        signed=signed,
        parts=tuple(part for part in parts if part.entries),
        foot=f"PPS-werkbank · {title} · {moment['code']}",
        pages=STATE_PAGES,
    )


def _of_held_back(part: str, findings: Sequence[Finding], speech: Speech) -> str:
    """Return the line of a part where words of it are held back from the reader; '' where none are."""
    is_held_back = any(finding.names.get("held_back") for finding in findings)
    return finding_words.line(part, findings, speech) if is_held_back else ""


def heard_facts(
    moment: MomentRow, findings: Sequence[Finding], speech: Speech, roles: Mapping[str, Role]
) -> tuple[str, ...]:
    """Return who was heard, from when until when the moment runs, and the day on which the page is made."""
    counted = [finding for finding in findings if finding.rule == "heard" and finding.n]
    heard = [finding_words.sentence(finding, speech, roles).rstrip(".") for finding in counted]
    begin, end = speech.date(moment["from_date"]), speech.date(moment["to_date"])
    period = speech._("from {begin} until {end}", begin=begin or "…", end=end or "…") if begin or end else ""
    made = speech._("made on {date}", date=speech.date(today()))
    nobody = speech._("Nobody was heard at this moment")
    return tuple(fact for fact in (*(heard or [nobody]), period, made) if fact)


def fictional_mark(moment: MomentRow, speech: Speech) -> tuple[str, ...]:
    """Return the mark of an invented partnership."""
    return (speech._("Fictional"),) if moment["fictional"] else ()


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the lines of a text that say something."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
