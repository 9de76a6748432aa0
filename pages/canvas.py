"""Canvas: the poster of a partnership at a moment; a block opens its notes."""

from canvas.analysis.overview import blocks_covered
from canvas.screens.poster.poster import poster, return_focus
from canvas.store.notes import notes
from canvas.store.overview import filtered_counts
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, block, joined, n_, name
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.notes.who_was_asked import hearing_list
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter, moment_picker

here = open_page()
moment, head = moment_picker.titled_moment(here, attribute_filter.SCOPES)
wanted = attribute_filter.chosen(here).of("respondent")
pair = (moment["partnership_id"], moment["wave_id"])
with here.study.reading() as connection:
    found = notes.sourced(connection, moments=[pair], wanted=wanted)
    cells = filtered_counts.cells(connection, [pair], wanted)
    held = filtered_counts.interview_counts(connection, wanted, pair).get(pair, {})

covered = blocks_covered(cells, here.blocks)
begun = held.get("under_way", 0) + held.get("completed", 0)
at = moment_picker.partnership_link(moment)
ways = [(n_("{n} interview", "{n} interviews", begun), f"interview?{at}")] if begun else []
ways.append((n_("{n} note", "{n} notes", len(found)), f"notes?{at}"))
line = joined([_("Canvas"), moment["label"], _("{n} of {total} blocks", n=covered, total=len(here.blocks))])
with head:
    elements.heading(
        moment["name"], line, [name(moment["phase"]), *([_("Fictional")] if moment["fictional"] else [])], ways
    )
if wanted and not found and not cells:
    attribute_filter.nothing_left(here)
    st.stop()
chosen = poster(here, found, cells)
if chosen:
    notes_drawer(
        here,
        block(chosen),
        joined([moment["name"], moment["label"]]),
        {"moments": [pair], "blocks": [chosen], "wanted": wanted},
        "block_notes",
        on_close=lambda: return_focus(chosen),
        below=lambda standing: hearing_list(here, moment, chosen, bool(standing)),
    )
