"""What lies behind a row of the differences, in a drawer: per role its figures, answers, ratings and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas import method
from canvas.analysis.perspectives import reach
from canvas.read_models.differences_page import difference_drawer
from canvas.read_models.rated_answers import AnswerSources
from canvas.screens.differences import differences_wording as words
from canvas.screens.differences.differences_list import DIFFERENCES_KEY
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import _, block, joined, n_, name, question
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.notes.who_was_asked import hearing_list
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.ratings.rated_answers import articles

ANSWERS_AT_ONCE = 40  # rated answers drawn at once
ALL_ROLES = "*"  # in the choice of a role


def open_row(page: PageContext, moment: Mapping, row: Mapping, points: Sequence[Mapping], of_questions: bool) -> None:
    """Open a row of `analysis.differences`; `points` are those of the moment."""
    blocks = [key for key in method.blocks_of(row["key"]) if key in page.blocks] if of_questions else [row["key"]]
    rated = row.get("rated_on", row["key"])
    pair = (moment["partnership_id"], moment["wave_id"])
    key = f"differs_{drawer_key(page, pair, row['key'])}"
    shown_key = f"{key}_rated"
    st.session_state.pop(f"{key}_notes_shown", None)
    st.session_state.pop(shown_key, None)

    def body() -> None:
        model = page.read(difference_drawer, pair, blocks, rated, attribute_filter.chosen(page).of("respondent"))
        notes, answers = by_role(page, model.notes), model.answers
        elements.soft(joined([moment["name"], moment["label"], words.line(page, row)]))
        st.html(_table(page, row))
        _points(page, row, points)
        role = _role(page, notes, answers, key)
        notes = [note for note in notes if role in (ALL_ROLES, note["role"] or "")]
        answers = [answer for answer in answers if role in (ALL_ROLES, answer["role"])]
        if answers:
            _rated(page, answers, model.sources, rated, shown_key)
        elif page.limits and any(role_row["spread"].n for role_row in row["roles"]):
            elements.soft(_("Who gave which rating is held back from you."))
        elements.subheading(_("What was said"), n_("{n} note", "{n} notes", len(notes)))
        note_list(page, notes, f"{key}_notes", with_block=of_questions)
        if not of_questions:
            hearing_list(page, dict(moment), row["key"], bool(notes))

    title = question(row["key"]) if of_questions else block(row["key"])
    drawer(title, body, lambda: return_focus(DIFFERENCES_KEY, row["key"]))


def _table(page: PageContext, row: Mapping) -> str:
    """Return HTML of the figures per role: below three ratings their counts alone."""
    heads = [_("Role"), _("State")]
    if any(role_row["spread"].n or role_row["dont_know"] for role_row in row["roles"]):
        heads += ["1", "2", "3", "4", "5", _("don't know"), "n"]
    if any(role_row["spread"].median is not None for role_row in row["roles"]):
        heads += [_("Middle"), "A", _("Consensus")]
    head = "".join(f'<th scope="col"{_right(at)}>{escape(title)}</th>' for at, title in enumerate(heads))
    lines = ""
    for role_row in row["roles"]:
        cells = enumerate(_cells(page, role_row, "rated_on" in row)[: len(heads)])
        lines += f"<tr>{''.join(f'<td{_right(at)}>{cell}</td>' for at, cell in cells)}</tr>"
    label = escape(joined([_("Figures per role"), words.rated_on(row)]))
    return (
        f'<p class="pps-soft">{label}</p><div class="pps-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="pps pps-differing"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _right(at: int) -> str:
    return ' class="n"' if at > 1 else ""


def _cells(page: PageContext, role_row: Mapping, of_question: bool) -> list[str]:
    spread, role = role_row["spread"], page.roles[role_row["role"]]
    voices = 0 if of_question else role_row["respondents"]  # of several blocks they cannot be added up
    state = name(role_row["state"]) + (f" ({voices})" if voices else "")
    counts = [*(count or "·" for count in (*role_row["rated"], role_row["dont_know"])), spread.n]
    same = _("no variation") if spread.median is not None and not spread.varies else ""
    measures = [words.measure(value) if value is not None else "" for value in (spread.agreement, spread.consensus)]
    middle = "" if spread.median is None else words.number(spread.median)
    named = f'<span class="pps-role">{elements.letter(role)} {escape(elements.role_name(role))}</span>'
    return [named, escape(state), *map(str, counts), middle, *(escape(same or measure) for measure in measures)]


def _points(page: PageContext, row: Mapping, points: Sequence[Mapping]) -> None:
    """Draw the points of a row, those that are disputed first, each with the way to it."""
    ids = row["points"]["ids"]
    if not ids:
        return
    standing = sorted(
        (point for point in points if point["id"] in ids), key=lambda point: point["state"] != "contested"
    )
    elements.subheading(_("Points"), words.points_line(row["points"]))
    lines = "".join(_point(page, point) for point in standing)
    st.html(f'<ul class="pps-differ">{lines}</ul>')


def _point(page: PageContext, point: Mapping) -> str:
    about = joined([name(point["state"]), name(reach(point["perspectives"], page.rows))])
    there = escape(_("Open the point"))
    link = f'<a class="go" href="perspectives?point={escape(point["id"])}">{there}</a>'
    return f'<li>{escape(point["text"])} <span class="pps-soft">{escape(about)}</span> {link}</li>'


def _role(page: PageContext, notes: Sequence[Mapping], answers: Sequence[Mapping], key: str) -> str:
    """Draw the choice of whose words are shown; return a role, or ALL_ROLES."""
    there = {note["role"] or "" for note in notes} | {answer["role"] for answer in answers}
    roles = [ALL_ROLES, *(role for role in page.roles if role in there), *([""] if "" in there else [])]
    if len(roles) < 3:
        return ALL_ROLES
    names = {role: elements.role_name(page.roles.get(role)) for role in roles[1:]} | {ALL_ROLES: _("All roles")}
    return st.segmented_control(
        _("Whose words"),
        roles,
        format_func=names.get,
        default=ALL_ROLES,
        required=True,
        key=f"{key}_role",
        label_visibility="collapsed",
    )


def _rated(page: PageContext, answers: Sequence[Mapping], sources: AnswerSources, of_block: str, key: str) -> None:
    order = {role: at for at, role in enumerate(page.roles)}
    answers = sorted(answers, key=lambda answer: order.get(answer["role"], len(order)))
    shown = st.session_state.get(key, ANSWERS_AT_ONCE)
    counted = n_("{n} rated answer", "{n} rated answers", len(answers))
    with st.expander(joined([counted, block(of_block)]), key=f"{key}_open"):
        st.html(articles(page, answers[:shown], sources))
        left = len(answers) - shown
        if left > 0:
            st.button(
                n_("Show {n} more", "Show {n} more", min(left, ANSWERS_AT_ONCE)),
                key=f"{key}_more",
                on_click=st.session_state.__setitem__,
                args=(key, shown + ANSWERS_AT_ONCE),
            )
