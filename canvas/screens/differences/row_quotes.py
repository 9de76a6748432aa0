"""The words of a row: what is disputed, and one quote of each side, read before anything is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas import method
from canvas.read_models.differences_page import DifferencesPage
from canvas.report.finding_words import claim, of_both
from canvas.ui import elements
from canvas.ui.i18n import _, joined, speech
from canvas.ui.notes.partner_left import left_words
from canvas.ui.page import PageContext

LONGEST_QUOTE = 220  # characters; the row opens the whole


def row_words(page: PageContext, model: DifferencesPage, row: Mapping, of_questions: bool) -> dict:
    """Return for the component the `claim` of a row, "" where no point is disputed, and its `quotes`."""
    disputed = model.disputed(row)
    if disputed and (row["group"] == "disputed" or row["points"]["disputed"]):
        names: Mapping = disputed.names
        sides = {"supporting": _("for"), "contradicting": _("against")}
        quoted = [
            _quote(page, model, side, names[f"{key}_role"], names[key], names[f"{key}_codes"])
            for key, side in sides.items()
            if names[key]
        ]
        return {"claim": joined([claim(disputed, speech()), of_both(disputed, speech())], " "), "quotes": quoted}
    blocks = [key for key in method.blocks_of(row["key"]) if key in page.blocks] if of_questions else [row["key"]]
    of = [row["rated_on"]] if row.get("rated_on") and row["group"] in ("apart", "few_apart", "divided") else blocks
    sides = {"low": _("lower"), "high": _("higher"), "": ""}
    return {
        "claim": "",
        "quotes": [
            _quote(page, model, sides[quote.side], quote.note["role"], quote.note["text"], quote.note["codes"])
            for quote in model.quotes(row, of)
        ],
    }


def last_words(page: PageContext, model: DifferencesPage, role: str) -> list[dict]:
    """Return for the component what a role said when it was heard last: one quote, or none where it has no note."""
    note = model.last_words.get(role)
    return [_quote(page, model, note["wave"] or "", role, note["text"], note["codes"])] if note else []


def _quote(
    page: PageContext, model: DifferencesPage, side: str, role_key: str | None, text: str, codes: Sequence[str]
) -> dict:
    role = page.roles.get(role_key or "")
    who = joined([elements.named_role(page.roles, role_key), ", ".join(codes), side])
    return {
        "letter": role.letter[page.language] if role else "❏",
        "colour": elements.colour(role),
        "name": who,
        "left": left_words(codes, model.departed),
        "text": text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…",
    }
