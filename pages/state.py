"""State of affairs: what the study knows of a partnership at a moment, in sentences that open what they rest on."""

from functools import partial

from canvas.read_models.state_page import state_page
from canvas.screens.state import arranging
from canvas.screens.state.state_header import said_of_held_back, state_header, state_ways
from canvas.screens.state.steps_to_take import steps_to_take
from canvas.screens.state.what_others_did import what_others_did
from canvas.ui.agreements.agreement_forms import agreement_state
from canvas.ui.components import return_focus
from canvas.ui.findings.finding_drawer import finding_drawer
from canvas.ui.findings.findings_list import FINDINGS_KEY, findings_list, parts_of_state
from canvas.ui.i18n import _
from canvas.ui.page import open_page
from canvas.ui.pickers import moment_picker

page = open_page()
moment, head = moment_picker.titled_moment(page, moment_picker.name_heading(_("State of affairs")))
pair = (moment["partnership_id"], moment["wave_id"])
model = page.read(state_page, pair, list(page.roles), page.rows)
state_header(page, head, model)
state_ways(page, moment, model)
begun = steps_to_take(page, moment, model.steps)
what_others_did(page, moment)
is_arranging = arranging.arranging_switch(page)
pressed = findings_list(page, parts_of_state(model.listed), is_arranging)
said_of_held_back(page, pair, model)
arranging.left_out(page, model, is_arranging)
arranging.arrange(page, model, pressed)
opened = model.by_key[pressed.opened] if pressed.opened else model.about_agreement(begun.about) if begun else None
if opened:
    agreement = opened.names.get("agreement")
    finding_drawer(
        page,
        moment,
        opened,
        partial(return_focus, FINDINGS_KEY, opened.key),
        state=partial(agreement_state, page, str(agreement)) if agreement else None,
    )
