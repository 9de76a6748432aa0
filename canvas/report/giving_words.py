"""How giving and taking reads: amounts in the unit of their kind, who says so, and what lacks or contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from canvas.analysis.giving import Giving, Remark, Span, Total
from canvas.errors import N_
from canvas.report.amount_words import measure
from canvas.report.finding_words import listed
from canvas.speech import Speech

KINDS = {
    "hours": N_("Hours"),
    "euros": N_("Euros"),
    "in_kind": N_("In kind"),
    "candidates": N_("Candidates"),
    "knowledge": N_("Knowledge"),
    "network": N_("Network"),
}
RULES = {
    "sides_differ": N_("The partner that gives and the one that gets name different amounts of the same."),
    "amounts_differ": N_("Statements name different amounts of the same."),
    "nothing_known": N_("A partner that has not left, of which nothing is written down."),
    "gets_nothing": N_("A partner that has not left and gives, and of which nothing is written down that it gets."),
    "gives_nothing": N_("A partner that has not left and gets, and of which nothing is written down that it gives."),
    "receiver_silent": N_("A partner gives another something, and the other does not say so itself."),
    "no_note": N_("None of the statements names the note it rests on."),
    "no_amount": N_("None of the statements names an amount, though its kind has a unit."),
}


def kind(key: str, speech: Speech) -> str:
    """Return how a kind of giving is called."""
    return speech._(KINDS[key])


def rule(remark: Remark, speech: Speech) -> str:
    """Return the rule that made a gap or contradiction, in words."""
    return speech._(RULES[remark.rule])


def amounts(giving: Giving, speech: Speech) -> str:
    """Return all amounts that are named of a giving; the kind where none is."""
    spans = [Span(amount, amount, per_year) for per_year, amount in giving.amounts]
    words = [measure(span, giving.kind, speech) for span in spans]
    if words and giving.per_person:
        return speech._("{amounts} per participant", amounts=speech._(" or ").join(words))
    return speech._(" or ").join(words) if words else kind(giving.kind, speech)


def total(row: Total, speech: Speech) -> str:
    """Return what a kind comes to, such as “960 hours a year and 12 hours (1 without an amount)”."""
    spans = listed([measure(span, row.kind, speech) for span in row.spans], speech)
    each = speech.n_("{n} per participant, not added up", "{n} per participant, not added up", row.per_person)
    if not spans:
        times = speech.n_("{n} time", "{n} times", row.givings)
        return f"{kind(row.kind, speech).lower()} ({each if row.per_person == row.givings else times})"
    without = speech.n_("{n} without an amount", "{n} without an amount", row.without)
    beside = ", ".join([*([without] if row.without else []), *([each] if row.per_person else [])])
    return f"{spans} ({beside})" if beside else spans


def together(rows: Sequence[Total], speech: Speech) -> str:
    """Return what several kinds come to: those with amounts apart by a semicolon, the others by their names.

    An amount per participant is in none of the sums, which is said at the end.
    """
    amounts = [listed([measure(span, row.kind, speech) for span in row.spans], speech) for row in rows if row.spans]
    others = listed([kind(row.kind, speech).lower() for row in rows if not row.spans], speech)
    number = sum(row.per_person for row in rows)
    each = speech.n_("{n} per participant, not added up", "{n} per participant, not added up", number) if number else ""
    return "; ".join([*amounts, *(words for words in (others, each) if words)])


def statement(row: Mapping, speech: Speech) -> str:
    """Return how much one statement says."""
    if row["amount"] is None:
        return kind(row["kind"], speech)
    amount = Decimal(row["amount"])
    return measure(Span(amount, amount, bool(row["per_year"])), row["kind"], speech)


def said_by(rows: Iterable[Mapping], speech: Speech) -> str:
    """Return who says so, each once: the codes of respondents; in words where nobody is named."""
    return ", ".join(dict.fromkeys(row["code"] or speech._("nobody named") for row in rows))


def sentence(remark: Remark, names: Mapping[str | None, str], speech: Speech) -> str:
    """Return a gap or contradiction as a sentence; `names` are those of the partners by id."""
    if remark.partner:
        return speech._(_OF_PARTNERS[remark.rule], partner=remark.partner["organisation"])
    giving = remark.giving
    if giving is None:
        raise ValueError(remark.rule)
    ends = {
        "giver": names.get(giving.giver) or speech._("the partnership"),
        "receiver": names.get(giving.receiver) or speech._("the partnership"),
    }
    values = ends | {"what": giving.text, "accounts": accounts(giving, speech), "kind": kind(giving.kind, speech)}
    return speech._(_OF_GIVINGS[remark.rule], **values)


def accounts(giving: Giving, speech: Speech) -> str:
    """Return what each of its statements with an amount says, and who: “960 hours (FV-B2) and 700 hours (FV-S1)”."""
    by_amount: dict[str, list[Mapping]] = {}
    for row in giving.statements:
        if row["amount"] is not None:
            by_amount.setdefault(statement(row, speech), []).append(row)
    return listed([f"{words} ({said_by(rows, speech)})" for words, rows in by_amount.items()], speech)


_OF_PARTNERS = {
    "nothing_known": N_("{partner}: nothing is written down of what it gives or gets."),
    "gets_nothing": N_("{partner} gives, and nothing is written down of what it gets."),
    "gives_nothing": N_("{partner} gets, and nothing is written down of what it gives."),
}
_OF_GIVINGS = {
    "sides_differ": N_("Giver and receiver differ: “{what}” from {giver} to {receiver} is {accounts}."),
    "amounts_differ": N_("Accounts differ: “{what}” from {giver} to {receiver} is {accounts}."),
    "receiver_silent": N_("“{what}” from {giver} to {receiver}: {receiver} does not say so itself."),
    "no_note": N_("“{what}” from {giver} to {receiver} rests on no note."),
    "no_amount": N_("“{what}” from {giver} to {receiver}: nobody says how much ({kind})."),
}
