"""How far a point has come, who signed that and why, and the steps that may come next."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.errors import N_, UserError
from canvas.screens.perspectives.point_form import typed
from canvas.store.points import point_states
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields
from canvas.ui.i18n import _, a_time, joined, name
from canvas.ui.page import PageContext

FAULT = "point_fault"  # session: what went wrong in a callback, until it is shown
DONE = "point_done"  # session: what was done in one, until it is said


def state_line(point: Mapping, flagged: bool, against: str) -> None:
    """Draw the state of a point with its signature and reason, and beside it who contradicts it."""
    asks, stands = escape(_("Needs another look")), escape(name(point["state"]))
    flag = f'<span class="pps-chip wrong">{asks}</span>' if flagged else ""
    signed = escape(joined([point["state_by_name"], a_time(point["state_at"])]))
    why = f'<p class="pps-text">“{escape(point["state_reason"])}”</p>' if point["state_reason"] else ""
    dissent = f'<p class="pps-dissent">{escape(against)}</p>' if against else ""
    st.html(
        f'<p class="pps-state"><b class="pps-chip">{stands}</b>{flag}<span class="pps-soft">{signed}</span></p>'
        f"{why}{dissent}"
    )


def point_steps(page: PageContext, point: Mapping, author: str, key: str) -> None:
    """Draw a button for every state that may come next, and a field for the reason."""
    if page.study.read_only or point["retired"]:
        return
    elements.subheading(_("The next step"))
    if point["state"] == "draft":
        elements.soft(_("{who} wrote it; somebody else checks it.", who=author))
    steps = point_states.STEPS[point["state"]]
    if set(steps) & set(point_states.WITH_REASON):
        reason = _("Why (needed for contested and for back to draft)")
    else:
        reason = _("Why (not needed)")
    st.text_input(reason, max_chars=500, **draft_fields.field(f"{key}_why", ""))
    with st.container(horizontal=True, key=f"{key}_steps"):
        for step in (step for step in steps if step != "agreed" or not point["held_back"]):
            st.button(_step(step), key=f"{key}_to_{step}", on_click=_give, args=(page, dict(point), step, key))
    if "agreed" in steps and point["held_back"]:
        elements.soft(
            _(
                "You do not set this point to agreed: words that it rests on, or that contradict it, are held back "
                "from you. Ask a researcher or an evaluator to weigh it."
            )
        )
    if FAULT in st.session_state:
        elements.fault(st.session_state.pop(FAULT), anew=True)


def tell() -> None:
    """Say that the last step was taken, once; called where the drawer is drawn. What went wrong stands at the steps."""
    if DONE in st.session_state:
        elements.done(st.session_state.pop(DONE))


def _step(state: str) -> str:
    return {
        "checked": _("Set to checked"),
        "agreed": _("Set to agreed"),
        "contested": _("Set to contested"),
        "draft": _("Back to draft"),
    }[state]


def _give(page: PageContext, point: Mapping, state: str, key: str) -> None:
    try:
        if typed(key):
            raise UserError(
                N_("Point"),
                N_("what you typed in it is not saved yet."),
                N_("Save the point or cancel, then sign it as it stands."),
            )
        with page.study.writing(page.user["id"]) as writer:
            point_states.change_state(writer, point["id"], state, draft_fields.typed(f"{key}_why", ""), point)
    except UserError as error:  # in a callback nothing can be shown yet
        st.session_state[FAULT] = error
    else:
        draft_fields.forget(f"{key}_why")
        st.session_state[DONE] = _("It now stands at: {state}", state=name(state))
