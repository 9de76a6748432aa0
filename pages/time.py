"""Over time: two moments of a partnership side by side, what changed and why, and the ratings over all moments."""

from canvas.screens.over_time.changes_by_block import time_blocks
from canvas.screens.over_time.moment_pair import chosen_moments
from canvas.screens.over_time.ratings_over_time import time_ratings
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.interviews.plan_next_wave import plan_button
from canvas.ui.page import open_page

page = open_page()
moments = chosen_moments(page)
views = {"changes": _("What changed"), "blocks": _("Ratings of blocks"), "factors": _("Success factors")}
with st.container(horizontal=True, vertical_alignment="center", key="time_views"):
    view = st.segmented_control(
        _("View"),
        list(views),
        format_func=views.get,
        default="changes",
        required=True,
        key="time_view",
        label_visibility="collapsed",
        persist_state="session",
    )
    plannable = plan_button(page, moments.until, "time_plan")
if view != "changes":
    time_ratings(page, moments, view)
elif moments.several:
    time_blocks(page, moments)
else:
    elements.empty(
        _("Only one moment so far: {moment}", moment=moments.until["label"]),
        _("Once there is a second, what is new, gone and changed stands here, per block."),
    )
    if not plannable:
        st.page_link("pages/partnerships.py", label=_("Add a moment"), icon=":material/arrow_forward:")
