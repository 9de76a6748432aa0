"""Canvas: the poster of a partnership at a moment; a block opens its notes."""

from canvas.read_models.canvas_page import canvas_page
from canvas.read_models.held_back import is_held_back
from canvas.screens.canvas.poster import POSTER_KEY, poster
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.held_back_notice import notes_shown
from canvas.ui.i18n import _, block, joined, n_, name
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.notes.who_was_asked import hearing_list
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter, moment_picker

page = open_page()
moment, head = moment_picker.titled_moment(page, moment_picker.name_heading(_("Canvas")), attribute_filter.SCOPES)
filters = attribute_filter.chosen(page).of("respondent")
pair = (moment["partnership_id"], moment["wave_id"])
model = page.read(canvas_page, pair, filters, page.blocks)

at = moment_picker.partnership_link(moment)
ways = [(n_("{n} interview", "{n} interviews", model.interviews), f"interview?{at}")] if model.interviews else []
ways.append((notes_shown(page.limits, len(model.notes)), f"notes?{at}"))
line = joined([_("Canvas"), moment["label"], _("{n} of {total} blocks", n=model.covered, total=len(page.blocks))])
with head:
    elements.heading(
        moment["name"], line, [name(moment["phase"]), *([_("Fictional")] if moment["fictional"] else [])], ways
    )
if filters and not model.notes and not model.cells:
    attribute_filter.nothing_left(page)
    st.stop()
hidden = bool(page.limits) and page.read(is_held_back, pair)
pressed = poster(page, model.notes, model.cells, model.weights, hidden)
if pressed:
    chosen = pressed
    notes_drawer(
        page,
        block(chosen),
        joined([moment["name"], moment["label"]]),
        {"moments": [pair], "blocks": [chosen], "filters": filters},
        "block_notes",
        on_close=lambda: return_focus(POSTER_KEY, f"block:{chosen}"),
        below=lambda standing: hearing_list(page, moment, chosen, bool(standing)),
    )
