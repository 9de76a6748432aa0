"""Notes: every note or answer of the study in rows, to filter, sort, give themes and add to points."""

from canvas.read_models.notes_page import notes_page
from canvas.screens.notes import grid_columns, grid_export, grid_filter, grid_selection, grid_url
from canvas.screens.notes.grid_actions import act, acts, counted, nothing, unsorted
from canvas.screens.notes.grid_row import open_row
from canvas.screens.notes.grid_table import START, grid_table
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import open_page

page = open_page()
grid_url.take_link()
show = "answers" if grid_url.chosen().get("show") == "answers" else "notes"
offered = grid_filter.offer(page, show)
head, right = st.columns([5, 1], vertical_alignment="bottom")
grid_filter.settle(offered)
grid_selection.select_kind(show)
row_filter = grid_filter.row_filter(page, offered)
order = grid_columns.order(page, grid_url.chosen(), show, offered.attributes)
model = page.read(notes_page, show, row_filter, order, st.session_state.get(START, 0))
st.session_state[START] = model.start
with head:
    elements.heading(_("Notes"), counted(show, model.total, row_filter))
with right, st.container(horizontal=True, horizontal_alignment="right"):
    files = grid_export.export_button(model.total)
with st.container(horizontal=True, vertical_alignment="center", key="grid_filters", gap="small"):
    more = grid_filter.fields(offered)
grid_filter.active_chips(page, offered)
grid_url.tell_link()
unsorted(model)
if not model.total:
    grid_filter.rest(offered, more)
    grid_export.export(page, show, row_filter, model.order, model.total, offered, files)
    nothing(page, show, row_filter)
    st.stop()
drawn = [grid_columns.row(page, row, show, offered.attributes, offered.wording) for row in model.rows]
above = st.container()
columns = grid_columns.columns(show, offered.attributes)
opened, chosen = grid_table(columns, drawn, model.total, model.order, acts(page))
grid_filter.rest(offered, more)
grid_export.export(page, show, row_filter, model.order, model.total, offered, files)
if row := next((row for row in model.rows if row["id"] == opened), None):
    open_row(page, show, row)
elif chosen:
    act(page, show, chosen, row_filter, above)
