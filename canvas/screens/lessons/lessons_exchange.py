"""Lessons as a file: handed out as .json or for Word, and brought in after seeing what that would do."""

from __future__ import annotations

from html import escape

from canvas.errors import N_, UserError
from canvas.exchange.lessons_file import lessons_importer, lessons_json
from canvas.exchange.lessons_file.lessons_importer import Plan
from canvas.read_models.lessons_page import lessons_to_share
from canvas.report import lessons_report
from canvas.store.database.text import file_stem
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.file_button import file_button
from canvas.ui.i18n import _, joined, n_, speech
from canvas.ui.page import PageContext, show_user_errors

SHOWN = 20  # lessons named at once


def exchange_button(page: PageContext, has_lessons: bool) -> None:
    """Draw the button that opens the drawer in which lessons go out or come in."""
    if st.button(_("Share lessons"), icon=":material/swap_horiz:", type="tertiary", key="lessons_exchange"):
        drawer(_("Share lessons"), lambda: _body(page, has_lessons))


def _body(page: PageContext, has_lessons: bool) -> None:
    elements.subheading(
        _("Hand out"),
        _(
            "All lessons, for another study or to read. Without words of respondents and without their codes; only "
            "what stands in a publication is quoted."
        ),
    )
    if has_lessons:
        _downloads(page)
    else:
        elements.soft(_("There are no lessons yet"))
    if page.study.read_only:
        return
    elements.subheading(
        _("Bring in"),
        _(
            "A file of lessons (.json) of another study. You first see what it holds; what is here already stays as it "
            "is."
        ),
    )
    turn = st.session_state.setdefault("lessons_turn", 0)
    file = st.file_uploader(
        _("File of lessons"),
        ["json"],
        key=f"lessons_in_{turn}",
        max_upload_size=lessons_json.MOST_BYTES // 1_000_000,
    )
    if file is None:
        return
    with show_user_errors(pressed=False):
        plan = lessons_importer.preview(page.study, file.getvalue(), file.name)
        _preview(plan)
        if plan.added and st.button(_("Take these lessons over"), type="primary", key="lessons_take"):
            done = lessons_importer.import_lessons(page.study, page.user["id"], file.getvalue(), file.name)
            st.session_state["lessons_turn"] = turn + 1
            elements.done(n_("{n} lesson added", "{n} lessons added", len(done.added)))
            st.rerun()


def _downloads(page: PageContext) -> None:
    title = page.about["title"] if page.about else ""
    stem = file_stem(_("Lessons of {study}", study=title), "lessons")
    spoken = speech()

    def as_json() -> bytes:
        parts = lessons_json.write(page.read_people(lessons_to_share).lessons, title, page.study_language)
        if len(parts) > 1:
            raise UserError(
                N_("Lessons"),
                N_("these are more than a file holds."),
                N_("Have it made with “pps-werkbank export lessons”: that writes it in parts."),
            )
        return parts[0]

    def as_word() -> bytes:
        shared = page.read_people(lessons_to_share)
        return lessons_report.docx(shared.lessons, title, spoken, shared.made_at)

    with st.container(horizontal=True):
        for label, content, ending, kind in (
            (_("For another study (.json)"), as_json, ".json", "application/json"),
            (
                _("For Word (.docx)"),
                as_word,
                ".docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
        ):
            file_button(
                label,
                content,
                stem + ending,
                kind,
                icon=":material/download:",
                on_click="ignore",
                key=f"lessons_out{ending[1:]}",
            )


def _preview(plan: Plan) -> None:
    elements.soft(
        joined(
            [
                n_("{n} lesson new", "{n} lessons new", len(plan.added)),
                n_("{n} stands here already", "{n} stand here already", plan.same) if plan.same else "",
                n_(
                    "{n} says something else here and is left as it is",
                    "{n} say something else here and are left as they are",
                    plan.differing,
                )
                if plan.differing
                else "",
            ]
        )
    )
    if not plan.added:
        elements.soft(_("The study has all of this already: there is nothing to take over."))
        return
    more = len(plan.added) - SHOWN
    rows = "".join(
        f"<li>{escape(lesson.fields['situation'][:300])} <span>({escape(lesson.source)})</span></li>"
        for lesson in plan.added[:SHOWN]
    )
    if more > 0:
        rest = escape(n_("and {n} more", "and {n} more", more))
        rows += f"<li>{rest}</li>"
    st.html(f'<ul class="pps-plain">{rows}</ul>')
