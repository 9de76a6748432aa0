"""Notes: every note or answer of the study in rows, to filter, sort, give themes and add to points."""

from canvas.store import grid
from canvas.ui import grid_chosen, grid_columns, grid_filter, grid_link, say
from canvas.ui import plain_streamlit as st
from canvas.ui.grid_export import export
from canvas.ui.grid_open import open_row
from canvas.ui.grid_screen import act, acts, counted, nothing, sorted_or_newest
from canvas.ui.grid_table import START, grid_table
from canvas.ui.opening import open_page
from canvas.ui.words import _

here = open_page()
grid_link.take()
show = "answers" if grid_link.held().get("show") == "answers" else "notes"
offered = grid_filter.offer(here, show)
head, right = st.columns([5, 1], vertical_alignment="bottom")
grid_filter.settle(offered)
grid_chosen.of(show)
sieve = grid_filter.sieve(here, offered)
order = grid_columns.order(here, grid_link.held(), show, offered.attributes)
with here.study.reading() as connection:
    total = grid.count(connection, show, sieve)
    start = min(st.session_state.get(START, 0), max(0, total - 1) // grid.PAGE * grid.PAGE)
    st.session_state[START] = start
    order, unsorted = sorted_or_newest(order, total)
    rows = grid.page(connection, show, sieve, order, start)
with head:
    say.heading(_("Notes"), counted(show, total, sieve))
with right, st.container(horizontal=True, horizontal_alignment="right"):
    export(here, show, sieve, order, total, offered)
with st.container(horizontal=True, vertical_alignment="center", key="grid_filters", gap="small"):
    grid_filter.fields(offered)
grid_filter.on(here, offered)
grid_link.tell()
if unsorted:
    say.soft(unsorted)
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
