"""Lessons: what was learned in which situation, across the study, with the words it rests on and where it was used."""

from canvas.read_models.lessons_page import lessons_page
from canvas.screens.lessons import lessons_url
from canvas.screens.lessons.lesson_drawer import lesson_drawer
from canvas.screens.lessons.lesson_filters import filter_chips, filter_fields, nothing_left, pager
from canvas.screens.lessons.lesson_form import lesson_form
from canvas.screens.lessons.lessons_exchange import exchange_button
from canvas.screens.lessons.lessons_header import lessons_header, nothing_yet, write_button
from canvas.screens.lessons.lessons_list import LESSONS_KEY, lessons_list
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs import kept_words
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter

page = open_page()
lessons_url.take_link()
if writing := lessons_url.writing():
    lesson_form(page, writing)
    st.stop()

wanted = lessons_url.lesson_filter(attribute_filter.chosen(page).of("partnership"))
model = page.read(lessons_page, wanted, lessons_url.start())
lessons_header(model)
with st.container(horizontal=True, vertical_alignment="center", key="lessons_bar", gap="small"):
    write_button(page)
    if model.counts.lessons or model.counts.retired:
        filter_fields(model)
        attribute_filter.filter_button(page, ("partnership",))
    exchange_button(page, bool(model.counts.lessons))
filter_chips()
attribute_filter.active_chips(page, ("partnership",))
lessons_url.tell_link()
if not model.counts.lessons and not model.counts.retired:
    nothing_yet()
elif not model.rows:
    nothing_left()
pager(model)
pressed = lessons_list(model.rows, model.points)
kept_words.sweep(page)


def closed(lesson_id: str) -> None:
    """Have the link name no lesson, and the keyboard back at the one that was open."""
    lessons_url.leave()
    return_focus(LESSONS_KEY, lesson_id)


if pressed:
    st.query_params["lesson"] = pressed
if opened := pressed or lessons_url.opened():
    lesson_drawer(page, opened, lambda: closed(opened))
