"""Overview: every partnership at every moment, and one next step."""

from canvas.read_models.overview_page import overview_page
from canvas.screens.overview.first_steps import start
from canvas.screens.overview.overview_table import KEY, paged_overview
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

filters = attribute_filter.chosen(here)
model = here.read(
    overview_page, moment_list.which(here, KEY), filters.wanted, moment_list.order(KEY), moment_list.chosen_start(KEY)
)

line = n_("{n} partnership", "{n} partnerships", model.partnerships, n=a_number(model.partnerships))
if model.many:
    line = joined([line, n_("{n} moment", "{n} moments", model.moments, n=a_number(model.moments))])
elements.heading(here.about["title"], line)
attribute_filter.control(here)
if not model.moments and filters:
    attribute_filter.nothing_left(here)
    st.stop()
if not model.moments:
    elements.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
    st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
    st.stop()
flagged_line(model.flagged)
paged_overview(here, model)
if here.about["about"]:
    elements.soft(here.about["about"])
