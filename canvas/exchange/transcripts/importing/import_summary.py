"""Says what came of bringing in a transcript: as JSON, and in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from canvas.exchange.transcripts.importing.importer import PreparedImport

MOST_LISTED = 40  # lines left out that are shown one by one
Stored = tuple[str, str] | None  # ids of the document and its interview


def as_dict(prepared: PreparedImport, stored: Stored) -> dict:
    """Return what was read: with its turns and what is proposed while nothing is stored, else with the stored ids."""
    read = prepared.transcript
    summary = {
        "cues_in_file": read.cues_in_file,
        "cues_read": read.cues_read,
        "speakers": read.speakers,
        "characters_in": read.characters_in,
        "characters_kept": read.characters_kept,
        "characters_left_out": read.characters_left_out,
        "complete": read.complete,
        "warnings": warnings(prepared),
        "left_out": [{"line": row.line, "text": row.text, "why": row.why} for row in read.left_out],
        "doubtful": dict(read.doubtful),
    }
    if stored:
        document_id, interview_id = stored
        return summary | {"document": document_id, "interview": interview_id, "replaced": _counts(prepared)}
    replaced = {replacement.text for replacement in prepared.replacements}
    proposed = [
        {
            "term": term.text,
            "kind": term.kind,
            "places": len(term.places),
            "code": term.code,
            "replaced": term.text in replaced,
        }
        for term in prepared.terms
    ]
    turns = [{"speaker": turn.speaker, "from_ms": turn.from_ms, "text": turn.text} for turn in read.turns]
    return summary | {"proposed": proposed, "turns": turns}


def warnings(prepared: PreparedImport) -> list[str]:
    """Return what the reader should look at, each as a sentence."""
    messages = [message.format(**values) for message, values in prepared.transcript.warnings]
    unmatched = [speaker.label for speaker in prepared.speakers if speaker.label and speaker.part == "other"]
    if unmatched:
        messages.append(
            f"not matched to a respondent: {', '.join(unmatched)}. Say who is who with --speaker LABEL=CODE."
        )
    if prepared.alike:
        messages.append(f"largely the same words stand there already, as “{prepared.alike}”.")
    return messages


def sentences(prepared: PreparedImport, stored: Stored, keys: Path | None) -> Iterator[str]:
    """Yield the summary in sentences, a line each."""
    read = prepared.transcript
    cues = f"{read.cues_read} of {_counted(read.cues_in_file, 'cue')} read; " if read.cues_in_file else ""
    listed = f", {read.characters_left_out} left out" if read.left_out else ""
    yield (
        f"{'Complete' if read.complete else 'Not complete'}: {cues}{read.characters_kept} of "
        f"{_counted(read.characters_in, 'character')} kept{listed}."
    )
    for row in read.left_out[:MOST_LISTED]:
        where = f"line {row.line}: " if row.line else ""
        yield f"  left out, {where}“{row.text}” ({row.why})"
    if len(read.left_out) > MOST_LISTED:
        yield f"  and {_counted(len(read.left_out) - MOST_LISTED, 'more line')}; --json lists them all."
    codes = {row["id"]: row["code"] for row in prepared.place.people}
    for speaker in prepared.speakers:
        who = codes.get(speaker.respondent_id or "", speaker.part)
        turns, words = _counted(speaker.turns, "turn"), _counted(speaker.words, "word")
        yield f"  {speaker.label or '(no name)'}: {turns}, {words} ({who})"
    where = f"{prepared.place.partnership['name']}, {prepared.place.wave['label']}"
    who = ", ".join(row["code"] for row in prepared.place.people)
    if not stored:
        yield from _proposed(prepared)
        into = "the interview that is there" if prepared.place.interview else "a new interview"
        yield f"Nothing is stored. It would go to {into}, with {who} ({where})."
        return
    made = "" if prepared.place.interview else ", made for it: online, on the short guide"
    yield f"Stored with the interview of {who} ({where}){made}."
    counts = _counts(prepared)
    if prepared.replacements:
        yield (
            f"{_counted(counts['terms'], 'term')} replaced at {_counted(counts['places'], 'place')}. "
            f"The list is in {keys}: keep it apart from the study. It is the only way back."
        )


def _proposed(prepared: PreparedImport) -> Iterator[str]:
    by = {replacement.text: replacement.by for replacement in prepared.replacements}
    for term in prepared.terms:
        becomes = f"becomes {by[term.text]}" if term.text in by else "stays as it is"
        yield f"  “{term.text}” ({_counted(len(term.places), 'place')}) {becomes}"


def _counts(prepared: PreparedImport) -> dict[str, int]:
    return {
        "terms": len({replacement.text for replacement in prepared.replacements}),
        "places": sum(len(replacement.places) for replacement in prepared.replacements),
    }


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
