"""The explanations that were given with a rating of 1 or 2, under their factor, each leading to its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from canvas import method
from canvas.analysis.factors import explained
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, factor, joined, n_
from canvas.ui.lessons.lesson_button import lesson_link
from canvas.ui.page import PageContext
from canvas.ui.ratings import factor_wording as words


def explanations(page: PageContext, answers: Sequence[Mapping], held_back: bool) -> None:
    """Draw the low ratings of a moment (rows of `store.factors.answers`) with what was said with them.

    Where ratings may be `held_back` it is not said that nobody gave any.
    """
    explained_answers = [row for row in answers if row["text"].strip()]
    line = joined(
        [
            n_("{n} rating of 1 or 2 that you may see", "{n} ratings of 1 or 2 that you may see", len(answers))
            if held_back
            else n_("{n} rating of 1 or 2", "{n} ratings of 1 or 2", len(answers)),
            _("{n} with an explanation", n=len(explained_answers)) if answers else "",
        ],
        ", ",
    )
    none = _("What few people gave is held back from you.") if held_back else _("Nobody gave a 1 or a 2.")
    elements.subheading(_("Explanations of a 1 or a 2"), line if answers else none)
    if not answers:
        return
    by_factor = explained(answers, method.factors(), list(page.roles))
    st.html(
        "".join(
            f'<section class="pps-explained"><h3 class="pps-h3">{escape(words.titled(number, factor(number)))}</h3>'
            f"{''.join(_answer(page, row) for row in rows)}</section>"
            for number, rows in by_factor.items()
        )
    )


def _answer(page: PageContext, row: Mapping) -> str:
    role = page.roles.get(row["role"])
    none = _("No explanation noted")  # apart: what stands within an f-string is not found for translation
    text = "<br>".join(escape(line) for line in row["text"].splitlines() if line.strip())
    text = f'<p class="said">{text}</p>' if text else f'<p class="said none">{escape(none)}</p>'
    who = joined([", ".join(row["codes"]), words.role(page, row["role"]), _("{n} of 5", n=row["rating"])])
    lesson = "" if page.study.read_only or not row["text"].strip() else f" · {lesson_link('answer', row['id'], who)}"
    link = f"interview?interview={quote(row['interview_id'])}&question={quote(row['question'])}"
    there = escape(_("To the answer"))
    return (
        f'<article class="pps-note" style="--c:{elements.colour(role)}">{text}'
        f'<p class="from">{elements.letter(role)} {escape(who)} · '
        f'<a class="go" href="{escape(link)}" aria-label="{there}: {escape(who)}">{there}</a>{lesson}</p></article>'
    )
