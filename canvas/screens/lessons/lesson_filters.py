"""What lessons are filtered by: words, what they are about, and attributes of the partnership they come from."""

from __future__ import annotations

from collections.abc import Callable

from canvas.errors import N_
from canvas.read_models.lessons_page import LessonsPage
from canvas.screens.lessons import lessons_url
from canvas.store.lesson_filter import ABOUT, LESSONS_A_PAGE
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, block, factor, name, question
from canvas.ui.pickers import pager as pages
from canvas.ui.pickers import typed_words
from canvas.ui.pickers.chips import ALL_CHIPS, chips

_WORDS_KEY = "lessons_words"
_FIELDS = {
    "question": N_("Question"),
    "block": N_("Block"),
    "factor": N_("Success factor"),
    "phase": N_("Phase"),
    "region": N_("Region"),
}


def value_words(field: str) -> Callable:
    """Return how the values of one of ABOUT are called on screen."""
    ways: dict[str, Callable] = {
        "question": lambda key: question(key, short=True),
        "block": block,
        "factor": lambda number: f"{number}. {factor(number, short=True)}",
        "phase": name,
    }
    return ways.get(field, str)


def filter_fields(model: LessonsPage) -> None:
    """Draw the field for words and, behind a button, what else can be asked: what some lesson is about."""
    typed_words.show(_WORDS_KEY, lessons_url.chosen().get(lessons_url.WORDS, ""))
    label = _("Words in a lesson")
    st.text_input(
        label,
        placeholder=label,
        key=_WORDS_KEY,
        icon=":material/search:",
        label_visibility="collapsed",
        width=230,
        max_chars=200,
        on_change=_take_words,
    )
    offered = {field: [*model.choices[field], *_missing(model, field)] for field in ABOUT}
    fields = [field for field in ABOUT if offered[field]]
    if fields:
        # the same name whatever is on: it closes when that changes
        more = st.popover(
            _("More filters"), icon=":material/tune:", width="content", key="lessons_more", on_change="rerun"
        )
        if more.open:  # fields take a browser their time, also where nobody sees them
            with more:
                for field in fields:
                    _multiselect(field, offered[field])
    if model.counts.retired or lessons_url.RETIRED in lessons_url.chosen():
        st.session_state["lessons_off"] = lessons_url.RETIRED in lessons_url.chosen()
        st.toggle(_("Those taken off the list"), key="lessons_off", on_change=_take_off)


def filter_chips() -> None:
    """Draw as chips what is asked, each to be taken off."""
    words = lessons_url.chosen().get(lessons_url.WORDS, "")
    shown = [("words:", f"“{words}”")] if words else []
    for field in ABOUT:
        says = value_words(field)
        shown += [
            (f"{field}:{value}", says(value)) for value in lessons_url.values(field) if _can_be_said(field, value)
        ]
    if shown:
        chips("lessons_chips", shown, _drop)


def nothing_left() -> None:
    """Say that the filters leave no lesson, with the way to clear them."""
    elements.empty(_("No lesson fits"), _("Take a filter off, or search for other words."))
    st.button(_("Clear the filter"), on_click=lessons_url.clear, key="lessons_clear", icon=":material/filter_alt_off:")


def pager(model: LessonsPage) -> None:
    """Draw which lessons are shown, with the ways to the pages before and after; nothing where one page is all."""
    if model.total <= LESSONS_A_PAGE:
        return
    pages.pager("lessons", LESSONS_A_PAGE, model.start, len(model.rows), model.total, lessons_url.go_to)


def _multiselect(field: str, offered: list) -> None:
    key, says = f"lessons_{field}", value_words(field)
    st.session_state[key] = [value for value in lessons_url.values(field) if value in offered]
    words = {value: says(value) for value in offered}
    st.multiselect(
        _(_FIELDS[field]),
        offered,
        format_func=words.get,
        key=key,
        placeholder=_("All"),
        width=360,
        on_change=_take,
        args=(field,),
    )


def _missing(model: LessonsPage, field: str) -> list:
    """Return what is asked of a field although no lesson is about it any more, so that it can be taken off."""
    asked_for = lessons_url.values(field)
    return [value for value in asked_for if value not in model.choices[field] and _can_be_said(field, value)]


def _can_be_said(field: str, value: object) -> bool:
    try:
        return bool(value_words(field)(value))
    except KeyError:  # a link names what there is not
        return False


def _take_words() -> None:
    lessons_url.put(lessons_url.WORDS, st.session_state[_WORDS_KEY].strip())


def _take(field: str) -> None:
    lessons_url.choose(field, st.session_state[f"lessons_{field}"])


def _take_off() -> None:
    lessons_url.put(lessons_url.RETIRED, "1" if st.session_state["lessons_off"] else "")


def _drop(pressed: str) -> None:
    field, _sign, value = pressed.partition(":")
    if pressed == ALL_CHIPS:
        lessons_url.clear()
    elif field == "words":
        lessons_url.put(lessons_url.WORDS, "")
    else:
        lessons_url.choose(field, [chosen for chosen in lessons_url.values(field) if str(chosen) != value])
