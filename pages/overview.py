"""Overview: every partnership at every moment, and one next step."""

import streamlit as st

from canvas.analysis.overview import overview, with_steps_of
from canvas.store import narrowing, points
from canvas.ui import filters, say
from canvas.ui.opening import open_page
from canvas.ui.overview_table import overview_table
from canvas.ui.points_flagged import flagged_line
from canvas.ui.start import start
from canvas.ui.words import _, n_

here = open_page(empty=True)
if here.about is None:
    start(here)
    st.stop()

with here.study.reading() as connection:
    asked = filters.chosen(here)
    moments = narrowing.overview(connection, asked.wanted)
    whole = narrowing.overview(connection, asked.of("partnership")) if asked.of("respondent") else moments
    flagged = points.flagged(connection)
partnerships = len({row["partnership_id"] for row in moments})
say.heading(here.about["title"], n_("{n} partnership", "{n} partnerships", partnerships))
filters.control(here)
if not moments and asked:
    filters.nothing_left(here)
    st.stop()
if not moments:
    say.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
    st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
    st.stop()
flagged_line(flagged)
rows, plan = overview(moments, here.blocks), overview(whole, here.blocks)
overview_table(here, with_steps_of(rows, plan))
if here.about["about"]:
    say.soft(here.about["about"])
