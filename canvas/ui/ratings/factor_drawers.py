"""What is behind a figure of the factors: the answers of a moment, or the partnerships with their answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from canvas.read_models.rated_answers import rated_factor_answers, rating_partnerships
from canvas.store import factors
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import _, factor, joined, n_
from canvas.ui.notes.note_list import note_list
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_picker
from canvas.ui.ratings import factor_wording as words
from canvas.ui.ratings.rated_answers import answers_shown, articles, counted_line

ANSWERS = 40  # answers drawn at once under a page of partnerships


def answers_drawer(
    page: PageContext, moment: Mapping, role: str, number: int, figure: str, on_close: Callable[[], None]
) -> None:
    """Open the answers of a role on a factor at a moment that one figure counts, with the notes they gave."""
    pair = (moment["partnership_id"], moment["wave_id"])
    key = f"factor_{drawer_key(page, *pair, role, number, figure)}"

    def body() -> None:
        model = page.read(rated_factor_answers, pair, role, number, figure, attribute_filter.chosen(page).filters)
        counted = counted_line(model.answers) if model.answers else ""
        elements.soft(joined([counted, moment["name"], moment["label"], words.role(page, role)]))
        answers_shown(page, model)  # unless somebody took them back meanwhile
        if model.notes:
            elements.subheading(_("What they said about it"), n_("{n} note", "{n} notes", len(model.notes)))
            note_list(page, model.notes, key, with_block=True)

    drawer(joined([words.titled(number, factor(number)), figure_name(figure)], ": "), body, on_close)


def partnerships_drawer(
    page: PageContext, wave: Mapping, role: str, number: int, figure: str, on_close: Callable[[], None]
) -> None:
    """Open the partnerships behind a figure of a role at a wave, a page at a time, with the answers given there."""
    key = f"factors_across_{drawer_key(page, wave['id'], role, number, figure)}"
    st.session_state.pop(f"{key}_start", None)

    def body() -> None:
        filters, start = attribute_filter.chosen(page).of("partnership"), st.session_state.get(f"{key}_start", 0)
        model = page.read(rating_partnerships, wave["id"], number, role, figure, filters, start, ANSWERS)
        partnerships, answers = model.partnerships, model.answers
        partnership_count = n_("{n} partnership", "{n} partnerships", model.total)
        elements.soft(joined([partnership_count, wave["label"], words.role(page, role)]))
        if partnerships:
            lines = "".join(_line(row) for row in partnerships)
            st.html(f'<ol class="pps-behind" start="{start + 1}">{lines}</ol>')
        _pages(key, start, model.total)
        if answers:
            elements.subheading(_("What was said with it"), _answers_line(len(answers), len(partnerships), model.total))
            st.html(articles(page, answers[:ANSWERS], model.sources))
        else:
            elements.soft(
                _("No words that you may see stand with these ratings.")
                if page.limits
                else _("No words stand with these ratings.")
            )

    drawer(joined([words.titled(number, factor(number)), figure_name(figure)], ": "), body, on_close)


def figure_name(figure: str) -> str:
    """Return what a figure counts, in words."""
    return {
        "dont_know": _("don't know"),
        "n": _("all ratings"),
        "low": _("rating 1 or 2"),
        "high": _("rating 4 or 5"),
    }.get(figure) or _("rating {n} of 5", n=figure[-1])


def _answers_line(count: int, shown: int, total: int) -> str:
    answers = n_("{n} answer", "{n} answers", count)
    of = _("of the partnerships above") if shown < total else ""
    return joined([answers, of, _("the first {n} are shown", n=ANSWERS) if count > ANSWERS else ""], ", ")


def _line(row: Mapping) -> str:
    """Return HTML of a partnership with what its role gave, and the way to its factors."""
    n = sum(row[name] for name in factors.FIGURES["n"])
    ratings = [f"{value} ({row[name]}×)" for value, name in enumerate(factors.FIGURES["n"], 1) if row[name]]
    figures = joined(
        [", ".join(ratings), f"n = {n}", _("{n} × don't know", n=row["dont_know"]) if row["dont_know"] else ""]
    )
    invented = escape(_("Fictional"))
    chip = f' <span class="pps-chip">{invented}</span>' if row["fictional"] else ""
    link = f"factors?factors=moment&{moment_picker.partnership_link(row)}"
    name_link = f'<a class="go" href="{escape(link)}">{escape(row["name"])}</a>'
    return f"<li>{name_link}{chip}<br><span>{escape(figures)}</span></li>"


def _pages(key: str, start: int, total: int) -> None:
    if total <= factors.PARTNERSHIPS_A_PAGE:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_pages"):
        to = st.session_state.__setitem__
        st.button(
            _("Previous"),
            key=f"{key}_previous",
            icon=":material/arrow_back:",
            disabled=start == 0,
            on_click=to,
            args=(f"{key}_start", max(start - factors.PARTNERSHIPS_A_PAGE, 0)),
        )
        last = min(start + factors.PARTNERSHIPS_A_PAGE, total)
        st.button(
            _("Next"),
            key=f"{key}_next",
            icon=":material/arrow_forward:",
            disabled=last >= total,
            on_click=to,
            args=(f"{key}_start", start + factors.PARTNERSHIPS_A_PAGE),
        )
        elements.soft(_("{start}–{last} of {total}", start=start + 1, last=last, total=total))
