"""Putting the sentences of a state of affairs in another order, and leaving some out, which is said."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.read_models.state_page import StatePage
from canvas.report import finding_words
from canvas.store import state_texts
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.findings.findings_list import Pressed
from canvas.ui.i18n import _, speech
from canvas.ui.page import PageContext

ARRANGING = "state_arranging"  # session: whether the sentences are being put in order


def arranging_switch(page: PageContext) -> bool:
    """Draw what turns arranging on and off; return whether it is on."""
    return not page.study.read_only and st.toggle(_("Arrange the sentences"), key=ARRANGING)


def arrange(page: PageContext, model: StatePage, pressed: Pressed) -> None:
    """Store what was pressed on a sentence, and draw the screen anew; nothing where nothing was."""
    if pressed.sooner:
        _choose(page, model, model.moved(pressed.sooner, -1), model.keys_left_out)
    elif pressed.later:
        _choose(page, model, model.moved(pressed.later, 1), model.keys_left_out)
    elif pressed.left_out:
        _choose(page, model, model.order, [*model.keys_left_out, pressed.left_out])


def left_out(page: PageContext, model: StatePage, arranging: bool) -> None:
    """Say how many sentences were left out and by whom; while one arranges, each can be put back."""
    if not model.left_out:
        return
    elements.soft(finding_words.left_out(len(model.left_out), model.left_out_by, speech()))
    for finding in model.left_out if arranging else ():
        with st.container(horizontal=True, vertical_alignment="center"):
            elements.soft(finding_words.statement(finding, speech(), page.roles))
            key = f"state_back_{finding.key.replace('/', '_')}"
            if st.button(_("Put back"), key=key, type="tertiary"):
                keys = [chosen for chosen in model.keys_left_out if chosen != finding.key]
                _choose(page, model, model.order, keys)


def _choose(page: PageContext, model: StatePage, order: Sequence[str], keys_left_out: Sequence[str]) -> None:
    moment = model.affairs.moment
    try:
        with page.study.writing(page.user["id"]) as writer:
            pair = (moment["partnership_id"], moment["wave_id"])
            state_texts.choose(writer, *pair, order, keys_left_out, opened=model.choices)
    except ChangedMeanwhileError:
        meanwhile = N_("somebody put the sentences in another order meanwhile.")
        cure = N_("Look at them as they stand now, and arrange them again.")
        elements.fault(UserError(N_("State of affairs"), meanwhile, cure), anew=True)
        return
    st.rerun()
