"""Overview: every partnership at every moment, and one next step."""

from canvas.screens.overview.first_steps import start
from canvas.screens.overview.overview_table import KEY, overview_page
from canvas.store.overview import across
from canvas.store.overview.across import Which
from canvas.store.points import points
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_number, joined, n_
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter, moment_list
from canvas.ui.points.flagged_points import flagged_line

here = open_page(empty=True)
if here.about is None:
    start(here)
    st.stop()

which = moment_list.which(here, KEY)
with here.study.reading() as connection:
    every, partnerships = across.count(connection, Which(wanted=which.wanted))
    found = across.count(connection, which)[0] if moment_list.narrowed(KEY) else every
    flagged = points.flagged(connection)
line = n_("{n} partnership", "{n} partnerships", partnerships, n=a_number(partnerships))
if every > across.PAGE:
    line = joined([line, n_("{n} moment", "{n} moments", every, n=a_number(every))])
elements.heading(here.about["title"], line)
attribute_filter.control(here)
if not every and attribute_filter.chosen(here):
    attribute_filter.nothing_left(here)
    st.stop()
if not every:
    elements.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
    st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
    st.stop()
flagged_line(flagged)
overview_page(here, which, found, every)
if here.about["about"]:
    elements.soft(here.about["about"])
