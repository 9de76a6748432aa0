"""Interview: the interviews of a moment, and one of them question by question."""

from canvas.screens.interviews import interview_finish, interview_list, interview_question, interview_session
from canvas.ui import plain_streamlit as st
from canvas.ui.page import open_page
from canvas.ui.pickers import moment_picker, workspace

page = open_page()
interview_id = interview_session.chosen()
interview = interview_session.resume(page, interview_id) if interview_id else None

if interview is None:
    moment, _head = moment_picker.titled_moment(page, lambda _moment: interview_list.heading())
    interview_list.interview_list(page, moment)
    st.stop()

workspace.tabs(workspace.place_of_tabs(), (interview.row["code"], interview.row["position"]))
interview_question.top(page, interview)
if interview_finish.is_for_reading(page, interview):
    interview_finish.look_back(page, interview)
    st.stop()
if not interview.row["started_at"]:
    interview_question.begin(page, interview)
    st.stop()

steps, main = st.columns([4, 11], gap="large")
with steps:
    interview_question.steps(interview)
with main, st.container(key="interview_main"):
    if interview.at == interview_session.END:
        interview_finish.finish(page, interview)
    else:
        interview_question.question(page, interview)
