"""Overview: every partnership at every moment, and one next step."""

from canvas.read_models.overview_page import overview_page
from canvas.screens.overview.first_steps import start
from canvas.screens.overview.overview_table import OVERVIEW_KEY, paged_overview
from canvas.screens.overview.silent_roles import silent_roles
from canvas.screens.overview.work_to_do import work_to_do
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.agreements.agreement_counts import agreements_line
from canvas.ui.i18n import _, a_number, joined, n_
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter, moment_list
from canvas.ui.points.flagged_points import flagged_line

page = open_page(empty=True)
if page.about is None:
    start(page)
    st.stop()
if page.starts_elsewhere():
    st.switch_page("pages/state.py")

choice = attribute_filter.chosen(page)
model = page.read(
    overview_page,
    moment_list.moment_filter(page, OVERVIEW_KEY),
    choice.filters,
    moment_list.order(OVERVIEW_KEY),
    moment_list.chosen_start(OVERVIEW_KEY),
)

line = n_("{n} partnership", "{n} partnerships", model.partnerships, n=a_number(model.partnerships))
if model.has_pages:
    line = joined([line, n_("{n} moment", "{n} moments", model.moments, n=a_number(model.moments))])
elements.heading(page.about["title"], line)
attribute_filter.filter_control(page)
if not model.moments and choice:
    attribute_filter.nothing_left(page)
    st.stop()
if not model.moments:
    elements.empty(_("There is no partnership yet"), _("Make one first: a name is enough to begin."))
    st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
    st.stop()
if not work_to_do(page, model.flagged):
    flagged_line(model.flagged)
agreements_line(model.agreements)
silent = st.container()  # who fell silent is counted over the whole study: the table is drawn before
paged_overview(page, model)
with silent:
    silent_roles(page)
if page.about["about"]:
    elements.soft(page.about["about"])
