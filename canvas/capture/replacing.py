"""Putting codes in the place of terms, and keeping the list that leads back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from canvas.capture.folded_text import Folded
from canvas.capture.terms import Place, Replacement, Term, Turns
from canvas.capture.transcript import Transcript
from canvas.errors import N_, UserError
from canvas.store.database.text import clean_line

LONGEST_CODE = 60  # characters of a code
WHERE = N_("Replaced by")


def replace_terms(
    transcript: Transcript,
    terms: Sequence[Term],
    decisions: Mapping[str, str | None] | None = None,
    labels: Mapping[str, str] | None = None,
) -> tuple[Transcript, list[Replacement]]:
    """Put codes in the place of terms; return the transcript so made, and the list that leads back.

    `terms` are those that `propose` gave for this transcript; `decisions` says per term its code or None to keep it,
    and for terms it does not name what was proposed stands. `labels` gives per speaker the label that is stored
    (`intake.labels`); without it they are S1, S2 and so on. Where places overlap, the longest gives its code and all
    of them are replaced. Raises UserError for a code that is empty, too long, or holds a term itself.
    """
    chosen = _chosen(terms, decisions or {})
    turns = Turns(turn.text for turn in transcript.turns)
    spans = _spans(turns.folded, chosen, [[turns.span(place) for place in choice.term.places] for choice in chosen])
    texts, listed = _written(turns, spans)
    shown = labels or {label: f"S{number}" for number, label in enumerate(filter(None, transcript.speakers), 1)}
    for label, by in shown.items():
        if label and label != by:
            listed.setdefault((label, by), ("speaker", []))
    done = tuple(
        replace(turn, text=text, speaker=shown.get(turn.speaker, ""))
        for turn, text in zip(transcript.turns, texts, strict=True)
    )
    return replace(transcript, turns=done), [
        Replacement(text, by, kind, tuple(places)) for (text, by), (kind, places) in listed.items()
    ]


@dataclass(frozen=True)
class _Chosen:
    term: Term
    code: str


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    by: _Chosen


def _chosen(terms: Sequence[Term], decisions: Mapping[str, str | None]) -> list[_Chosen]:
    chosen = []
    for term in terms:
        code = decisions.get(term.text, None if term.keep else term.code)
        if term.places and code is not None:
            chosen.append(_Chosen(term, clean_line(code)))
    codes = Turns(dict.fromkeys(choice.code for choice in chosen))
    for code in codes.texts:
        if not code:
            raise UserError(WHERE, N_("a code is empty."), N_("Write a code, or keep the term."))
        if len(code) > LONGEST_CODE:
            raise UserError(
                WHERE,
                N_("“{code}” is longer than {most} characters."),
                N_("Write a shorter code."),
                code=code[:LONGEST_CODE],
                most=LONGEST_CODE,
            )
    for choice in chosen:
        for span in codes.folded.find(choice.term.looked_for, not choice.term.any_case):
            raise UserError(
                WHERE,
                N_("the code “{code}” holds “{term}”, which is to be replaced itself."),
                N_("Write another code, or keep that term."),
                code=codes.texts[codes.place(*span).turn],
                term=choice.term.looked_for,
            )
    return chosen


def _spans(folded: Folded, chosen: Sequence[_Chosen], first: Sequence[Sequence[tuple[int, int]]]) -> list[_Span]:
    """Return where something is replaced, in the order of the text; no two overlap.

    A place that is replaced may part words that were one before (`Jans` leaves an s), so it is looked again until
    nothing more is found.
    """
    spans: list[_Span] = []
    new_spans = [_Span(*span, choice) for choice, places in zip(chosen, first, strict=True) for span in places]
    while new_spans:
        spans = _merged([*spans, *new_spans])
        left = folded.without((span.start, span.end) for span in spans)
        new_spans = [
            _Span(*span, choice)
            for choice in chosen
            if not choice.term.counts_here_only
            for span in left.find(choice.term.looked_for, not choice.term.any_case)
        ]
    return spans


def _merged(spans: Sequence[_Span]) -> list[_Span]:
    """Join overlapping places, with the code of the longest; of two as long, that of the first."""
    merged: list[_Span] = []
    longest = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.by.term.text)):
        length = span.end - span.start
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            by, longest = (span.by, length) if length > longest else (last.by, longest)
            merged[-1] = _Span(last.start, max(last.end, span.end), by)
        else:
            merged.append(span)
            longest = length
    return merged


def _written(turns: Turns, spans: Sequence[_Span]) -> tuple[list[str], dict[tuple[str, str], tuple[str, list[Place]]]]:
    texts: list[list[str]] = [[] for _ in turns.texts]
    lengths, done = [0] * len(texts), [0] * len(texts)
    listed: dict[tuple[str, str], tuple[str, list[Place]]] = {}
    for span in spans:
        turn, start, end = turns.place(span.start, span.end)
        before, code = turns.texts[turn][done[turn] : start], span.by.code
        at = lengths[turn] + len(before)
        texts[turn] += [before, code]
        lengths[turn], done[turn] = at + len(code), end
        words = turns.text[span.start : span.end]
        listed.setdefault((words, code), (span.by.term.kind, []))[1].append(Place(turn, at, at + len(code)))
    whole = ["".join([*parts, text[end:]]) for parts, text, end in zip(texts, turns.texts, done, strict=True)]
    return whole, listed
