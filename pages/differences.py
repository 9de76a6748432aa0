"""Differences: where the roles of a partnership agree and differ, and what to talk about first."""

from functools import partial

from canvas.read_models.differences_page import differences_page
from canvas.screens.differences import differences_wording as words
from canvas.screens.differences.differences_drawer import open_row
from canvas.screens.differences.differences_header import (
    headlines,
    how_it_is_worked_out,
    in_view,
    link_to,
    nothing_yet,
    roles_heard,
    ways,
)
from canvas.screens.differences.differences_list import DIFFERENCES_KEY, differences_list
from canvas.screens.differences.rating_lines import ratings_on_lines
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.findings.finding_drawer import finding_drawer
from canvas.ui.i18n import _, joined
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter, moment_picker

page = open_page()
moment, head = moment_picker.titled_moment(page, moment_picker.name_heading(_("Differences")), attribute_filter.SCOPES)
filters = attribute_filter.chosen(page).of("respondent")
pair = (moment["partnership_id"], moment["wave_id"])
model = page.read(differences_page, pair, filters, page.blocks, list(page.roles), page.rows)
at = moment_picker.partnership_link(moment)
with head:
    elements.heading(
        moment["name"],
        joined([_("Differences"), moment["label"], roles_heard(page, model.cells)]),
        [_("Fictional")] if moment["fictional"] else [],
        ways(page, at, sum(cell["notes"] for cell in model.cells), len(model.points)),
    )
nothing_yet(page, moment, model.cells, model.points, bool(filters))
of_questions = in_view() == "questions"
rows = model.per_question if of_questions else model.per_block
headlines(page, model, of_questions)
elements.subheading(_("What should this partnership talk about first?"), words.rule())
pressed = differences_list(page, model, of_questions)
opened = next((row for row in rows if row["key"] == pressed.opened), None)
silent = next((finding for finding in model.fell_silent if finding.key == pressed.opened), None)
if silent:
    finding_drawer(page, moment, silent, partial(return_focus, DIFFERENCES_KEY, silent.key))
elif opened:
    open_row(page, moment, opened, model.points, of_questions)
elif pressed.points:
    st.switch_page("pages/perspectives.py", query_params=link_to(moment))
how_it_is_worked_out()
ratings_on_lines(page, moment, model.per_block)
