"""Canvas: the poster of a partnership at a moment; a block opens its notes."""

from canvas.analysis.overview import blocks_covered
from canvas.store import narrowing, notes
from canvas.ui import choose, filters, say
from canvas.ui import plain_streamlit as st
from canvas.ui.hearing_list import hearing_list
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.opening import open_page
from canvas.ui.poster import poster, return_focus
from canvas.ui.words import _, block, joined, n_, name

here = open_page()
moment, head = choose.titled_moment(here, filters.SCOPES)
wanted = filters.chosen(here).of("respondent")
pair = (moment["partnership_id"], moment["wave_id"])
with here.study.reading() as connection:
    found = notes.sourced(connection, moments=[pair], wanted=wanted)
    cells = narrowing.cells(connection, [pair], wanted)
    held = narrowing.interview_counts(connection, wanted, pair).get(pair, {})

covered = blocks_covered(cells, here.blocks)
begun = held.get("under_way", 0) + held.get("completed", 0)
at = choose.partnership_link(moment)
ways = [(n_("{n} interview", "{n} interviews", begun), f"interview?{at}")] if begun else []
ways.append((n_("{n} note", "{n} notes", len(found)), f"notes?{at}"))
line = joined([_("Canvas"), moment["label"], _("{n} of {total} blocks", n=covered, total=len(here.blocks))])
with head:
    say.heading(moment["name"], line, [name(moment["phase"]), *([_("Fictional")] if moment["fictional"] else [])], ways)
if wanted and not found and not cells:
    filters.nothing_left(here)
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
