"""The top of the lessons: what there is in a sentence, and writing one."""

from __future__ import annotations

from canvas.read_models.lessons_page import LessonsPage
from canvas.screens.lessons import lessons_url
from canvas.store.lesson_filter import LessonCounts
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_number, n_
from canvas.ui.page import PageContext


def lessons_header(model: LessonsPage) -> None:
    """Draw the heading, and what the lessons come to in a sentence or two."""
    elements.heading(_("Lessons"), _("What was learned in one partnership, for the next one to build on."))
    if model.counts.lessons:
        elements.headlines([_how_many(model.counts), _how_used(model.counts)])
    listed = bool(model.rows) and not model.rows[0]["retired"]
    if listed and model.total < model.counts.lessons:
        of_all = {"n": a_number(model.total), "total": a_number(model.counts.lessons)}
        elements.soft(n_("{n} of {total} lessons fits.", "{n} of {total} lessons fit.", model.total, **of_all))


def write_button(page: PageContext) -> None:
    """Draw the button that shows the form of a new lesson."""
    if not page.study.read_only:
        st.button(
            _("Write a lesson"),
            type="primary",
            icon=":material/edit:",
            key="lesson_new",
            on_click=lessons_url.write,
            args=("new",),
        )


def nothing_yet() -> None:
    """Say what will stand here, where there is no lesson yet."""
    elements.empty(
        _("There are no lessons yet"),
        _(
            "A lesson says in which situation what was done, what it brought and for whom it holds, with the words it "
            "rests on. Write one here, or make one of a point, a summary or the reason of a change: there stands "
            "“Make a lesson of this”."
        ),
    )


def _how_many(counts: LessonCounts) -> str:
    here = n_("{n} partnership", "{n} partnerships", counts.partnerships, n=a_number(counts.partnerships))
    elsewhere = n_("{n} from another study", "{n} from other studies", counts.elsewhere, n=a_number(counts.elsewhere))
    number = n_("{n} lesson", "{n} lessons", counts.lessons, n=a_number(counts.lessons))
    if counts.partnerships and counts.elsewhere:
        return _(
            "{lessons}: from {partnerships} here, and {elsewhere}.",
            lessons=number,
            partnerships=here,
            elsewhere=elsewhere,
        )
    if counts.partnerships:
        return _("{lessons}, from {partnerships}.", lessons=number, partnerships=here)
    return _("{lessons}: {elsewhere}.", lessons=number, elsewhere=elsewhere) if counts.elsewhere else f"{number}."


def _how_used(counts: LessonCounts) -> str:
    if not counts.used:
        return _("None was used in another partnership yet.")
    used = n_(
        "{n} was used in another partnership",
        "{n} were used in another partnership",
        counts.used,
        n=a_number(counts.used),
    )
    if not counts.with_result:
        return _("{used}; what came of it is not written down yet.", used=used)
    return n_(
        "{used}; of {n} it stands here what came of it.",
        "{used}; of {n} it stands here what came of it.",
        counts.with_result,
        n=a_number(counts.with_result),
        used=used,
    )
