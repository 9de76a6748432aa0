"""Overview: every partnership at every moment, and one next step."""

from canvas.store import across, points
from canvas.store.across import Which
from canvas.ui import filters, many, say
from canvas.ui import plain_streamlit as st
from canvas.ui.opening import open_page
from canvas.ui.overview_table import KEY, overview_page
from canvas.ui.points_flagged import flagged_line
from canvas.ui.start import start
from canvas.ui.words import _, a_number, joined, n_

here = open_page(empty=True)
if here.about is None:
    start(here)
    st.stop()

which = many.which(here, KEY)
with here.study.reading() as connection:
    every, partnerships = across.count(connection, Which(wanted=which.wanted))
    found = across.count(connection, which)[0] if many.narrowed(KEY) else every
    flagged = points.flagged(connection)
line = n_("{n} partnership", "{n} partnerships", partnerships, n=a_number(partnerships))
if every > across.PAGE:
    line = joined([line, n_("{n} moment", "{n} moments", every, n=a_number(every))])
say.heading(here.about["title"], line)
filters.control(here)
if not every and filters.chosen(here):
    filters.nothing_left(here)
    st.stop()
if not every:
    say.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
    st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
    st.stop()
flagged_line(flagged)
overview_page(here, which, found, every)
if here.about["about"]:
    say.soft(here.about["about"])
