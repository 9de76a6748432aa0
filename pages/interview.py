"""Interview: the interviews of a moment, and one of them question by question."""

from canvas.ui import choose, interview_end, interview_list, interview_sitting, interview_step, say
from canvas.ui import plain_streamlit as st
from canvas.ui.opening import open_page
from canvas.ui.words import _

here = open_page()
interview_id = interview_sitting.chosen()
sitting = interview_sitting.sit(here, interview_id) if interview_id else None

if sitting is None:
    moment, head = choose.titled_moment(here)
    with head:
        say.heading(_("Interviews"), _("One question at a time; you can stop and go on whenever you like."))
    interview_list.interview_list(here, moment)
    st.stop()

interview_step.top(here, sitting)
if interview_end.is_for_reading(here, sitting):
    interview_end.look_back(here, sitting)
    st.stop()
if not sitting.row["started_at"]:
    interview_step.begin(here, sitting)
    st.stop()

steps, main = st.columns([4, 11], gap="large")
with steps:
    interview_step.steps(sitting)
with main, st.container(key="interview_main"):
    if sitting.at == interview_sitting.END:
        interview_end.finish(here, sitting)
    else:
        interview_step.question(here, sitting)
