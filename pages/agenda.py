"""Agenda: what a steering group talks about, proposed by rules, written by people, shown before a group."""

from canvas.read_models.agenda_page import agenda_page
from canvas.screens.agenda import agenda_show
from canvas.screens.agenda.agenda_form import agenda_form
from canvas.screens.agenda.agenda_items import items, ways
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, speech
from canvas.ui.page import open_page
from canvas.ui.pickers import moment_picker

page = open_page()
moment, head = moment_picker.titled_moment(page, moment_picker.name_heading(_("Agenda")))
pair = (moment["partnership_id"], moment["wave_id"])
model = page.read(agenda_page, pair, page.blocks, page.roles, speech())
shown = agenda_show.place(model)
if shown:
    agenda_show.show(page, model, shown)
    st.stop()
ways(page, moment, model)
items(moment, model)
agenda_form(page, model)
