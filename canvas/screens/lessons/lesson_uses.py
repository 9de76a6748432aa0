"""Where a lesson was used, and what came of it there."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.read_models.lessons_page import OpenedLesson
from canvas.store import lessons
from canvas.store.lesson_bounds import LONGEST_TEXT
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, kept_words
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _
from canvas.ui.page import PageContext


def lesson_uses(page: PageContext, model: OpenedLesson) -> None:
    """Draw each partnership that used the lesson, with what came of it to be written, and the form for another one."""
    uses = model.lesson["uses"]
    elements.subheading(_("Used in"), "" if uses else _("No other partnership used it yet."))
    for use in uses:
        _use(page, model.lesson["id"], use)
    if model.partnerships and not page.study.read_only and not model.lesson["retired"]:
        _new_use(page, model)


def _use(page: PageContext, lesson_id: str, use: Mapping) -> None:
    with st.container(border=True):
        st.html(f'<p class="pps-text"><b>{elements.escape(use["name"])}</b></p>')
        if page.study.read_only:
            elements.soft(use["text"] or _("What came of it is not written down yet."))
            return
        form = draft_fields.Form(f"lesson_use_{use['id']}")
        text = st.text_area(
            _("What came of it"),
            height=80,
            max_chars=max(LONGEST_TEXT, len(use["text"])),
            placeholder=_("What did it bring there, and what was done otherwise?"),
            **form("text", use["text"]),
        )
        kept_words.keep(page, form.key, ["text"])
        if form.saving(page):
            store(
                page,
                lambda writer: lessons.record_use(
                    writer, lesson_id, use["partnership_id"], text, opened=dict(form.opened)
                ),
                _("Saved"),
                then=form.give_up,
                on_conflict=form.remember_conflict,
            )
        form.draw_conflict()
        if st.button(_("Not used there after all"), type="tertiary", key=f"lesson_use_off_{use['id']}"):
            store(page, lambda writer: lessons.retire_use(writer, use["id"]), _("Saved"), then=form.give_up)


def _new_use(page: PageContext, model: OpenedLesson) -> None:
    with st.container(border=True):
        form = draft_fields.Form(f"lesson_used_{model.lesson['id']}")
        names = {"": _("Choose a partnership"), **model.partnerships}
        chosen = form("partnership", "")
        if st.session_state[chosen["key"]] not in names:  # it was used there meanwhile
            st.session_state[chosen["key"]] = ""
        partnership_id = st.selectbox(_("Used in another partnership"), list(names), format_func=names.get, **chosen)
        text = st.text_area(
            _("What came of it"),
            height=80,
            max_chars=LONGEST_TEXT,
            placeholder=_("May be written later"),
            **form("text", ""),
        )
        kept_words.keep(page, form.key, ["text"], {use["text"] for use in model.lesson["uses"]})
        if st.button(_("Add"), key=f"lesson_used_add_{model.lesson['id']}") and partnership_id:
            store(
                page,
                lambda writer: lessons.record_use(writer, model.lesson["id"], partnership_id, text),
                _("Saved"),
                then=form.give_up,
            )
