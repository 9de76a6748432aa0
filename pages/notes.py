"""Notes: every note or answer of the study in rows, to filter, sort, give themes and add to points."""

from canvas.screens.notes import grid_columns, grid_filter, grid_selection, grid_url
from canvas.screens.notes.grid_actions import act, acts, counted, nothing, sorted_or_newest
from canvas.screens.notes.grid_export import export
from canvas.screens.notes.grid_row import open_row
from canvas.screens.notes.grid_table import START, grid_table
from canvas.store.notes import grid
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import open_page

here = open_page()
grid_url.take()
show = "answers" if grid_url.held().get("show") == "answers" else "notes"
offered = grid_filter.offer(here, show)
head, right = st.columns([5, 1], vertical_alignment="bottom")
grid_filter.settle(offered)
grid_selection.of(show)
sieve = grid_filter.sieve(here, offered)
order = grid_columns.order(here, grid_url.held(), show, offered.attributes)
with here.study.reading() as connection:
    total = grid.count(connection, show, sieve)
    start = min(st.session_state.get(START, 0), max(0, total - 1) // grid.PAGE * grid.PAGE)
    st.session_state[START] = start
    order, unsorted = sorted_or_newest(order, total)
    rows = grid.page(connection, show, sieve, order, start)
with head:
    elements.heading(_("Notes"), counted(show, total, sieve))
with right, st.container(horizontal=True, horizontal_alignment="right"):
    export(here, show, sieve, order, total, offered)
with st.container(horizontal=True, vertical_alignment="center", key="grid_filters", gap="small"):
    grid_filter.fields(offered)
grid_filter.on(here, offered)
grid_url.tell()
if unsorted:
    elements.soft(unsorted)
if not total:
    nothing(show, sieve)
    st.stop()
drawn = [grid_columns.row(here, row, show, offered.attributes, offered.wording) for row in rows]
above = st.container()
opened, chosen = grid_table(grid_columns.columns(show, offered.attributes), drawn, total, order, acts(here))
if opened in {row["id"] for row in rows}:
    open_row(here, show, next(row for row in rows if row["id"] == opened))
elif chosen:
    act(here, show, chosen, sieve, above)
