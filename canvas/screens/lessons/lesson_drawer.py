"""A lesson in a drawer: what it says, the words it rests on, where it was used, and its versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from canvas.capture.difference import parts
from canvas.read_models.lessons_page import OpenedLesson, opened_lesson
from canvas.screens.lessons import lessons_url
from canvas.screens.lessons.lesson_filters import value_words
from canvas.screens.lessons.lesson_uses import lesson_uses
from canvas.screens.lessons.lessons_list import about_words, rests_on, where_from
from canvas.store import lessons
from canvas.store.database.schema import LESSON_FIELDS
from canvas.store.row_types import TablePoint
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, a_time, block, joined, n_, name, question
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.page import PageContext

_TEXTS = ("action", "result", "applies_to")


def lesson_drawer(page: PageContext, lesson_id: str, on_close: Callable[[], None]) -> None:
    """Open a lesson, read anew at every change within the drawer."""
    key = f"lesson_{drawer_key(page, lesson_id)}"
    for part in ("shown", "past"):
        st.session_state.pop(f"{key}_{part}", None)

    def body() -> None:
        model = page.read(opened_lesson, lesson_id)
        _words(model)
        _ways(page, model)
        _points(model)
        _summaries(model)
        _notes(page, model, key)
        lesson_uses(page, model)
        if len(model.versions) > 1 and st.toggle(_("Show the history"), key=f"{key}_past"):
            _history(model.versions)

    drawer(_("Lesson"), body, on_close)


def _words(model: OpenedLesson) -> None:
    row = model.lesson
    st.html(f'<p class="pps-lead">{escape(row["situation"])}</p>')
    if row["retired"]:
        elements.soft(_("This lesson was taken off the list."))
    texts = ""
    for field in _TEXTS:
        if text := row[field]:  # type: ignore[literal-required]
            label = escape(_(lessons.KIND.labels[field]))
            texts += f'<h3 class="pps-h3">{label}</h3><p class="pps-text">{escape(text)}</p>'
    marks = " ".join(f'<span class="pps-chip">{escape(words)}</span>' for words in about_words(row))
    st.html(f'{texts}<p class="pps-soft">{marks}</p>')
    written = _("Written by {who}, {when}.", who=row["made_by"], when=a_time(row["created_at"]))
    elements.soft(joined([where_from(row), written]))


def _ways(page: PageContext, model: OpenedLesson) -> None:
    row = model.lesson
    if page.study.read_only:
        return
    with st.container(horizontal=True):
        if st.button(_("Change"), icon=":material/edit:", key="lesson_change"):
            lessons_url.write(row["id"])
            st.rerun()
        label = _("Put it back") if row["retired"] else _("Take it off the list")
        if st.button(label, type="tertiary", key="lesson_retire"):
            message = _("Lesson put back") if row["retired"] else _("Lesson taken off the list")
            store(
                page,
                lambda writer: lessons.retire(writer, row["id"], not row["retired"]),
                message,
                then=lessons_url.leave,
            )


def _points(model: OpenedLesson) -> None:
    if model.points:
        elements.subheading(_("Points it rests on"))
        rows = "".join(
            f'<li><a class="go" href="perspectives?point={quote(point["id"])}">{escape(point["text"])}</a>'
            f' <span class="pps-chip">{escape(name(point["state"]))}</span>{_contradicted(point)}</li>'
            for point in model.points
        )
        st.html(f'<ul class="pps-differ">{rows}</ul>')


def _contradicted(point: TablePoint) -> str:
    count = sum(stance == "contradicts" for stance in point["notes"].values())
    words = n_("{n} note contradicts it", "{n} notes contradict it", count)
    return f' <span class="pps-chip">{escape(words)}</span>' if count else ""


def _summaries(model: OpenedLesson) -> None:
    if not model.summaries:
        return
    elements.subheading(_("Summaries that rest on the same words"))
    rows = ""
    for row in model.summaries:
        title = _("Why it changed") if row["since"] else _("Summary")
        about = {"block": block, "question": question}.get(row["axis"])
        head = escape(joined([title, about(row["key"]) if about else "", row["by"]]))
        rows += f'<li><p class="pps-soft">{head}</p><p class="pps-text">{escape(row["text"])}</p></li>'
    st.html(f'<ol class="pps-acts">{rows}</ol>')


def _notes(page: PageContext, model: OpenedLesson, key: str) -> None:
    standing = [note for note in model.notes if not note["erased_at"]]
    if standing:
        elements.subheading(_("In their own words"), n_("{n} note", "{n} notes", len(standing)))
        note_list(page, by_role(page, standing), key, with_block=True, with_moment=True)
    if len(model.notes) > len(standing):
        erased = len(model.notes) - len(standing)
        elements.soft(n_("{n} note was erased for privacy.", "{n} notes were erased for privacy.", erased))
    if model.held_back:
        elements.soft(
            n_(
                "{n} point or note it rests on is held back, because few people spoke there.",
                "{n} points and notes it rests on are held back, because few people spoke there.",
                model.held_back,
            )
        )
    elif not rests_on(model.lesson):
        from_elsewhere = _("What it rests on is in the study it comes from.")
        elements.soft(from_elsewhere if model.lesson["source"] else _("It rests on no point or note yet."))


def _history(versions: Sequence[Mapping]) -> None:
    elements.subheading(_("History"))
    before = [*versions[1:], None]
    items = "".join(_version(now, old) for now, old in zip(versions, before, strict=True))
    st.html(f'<ol class="pps-acts">{items}</ol>')


def _version(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    done = {
        "made": _("Written"),
        "changed": _("Changed"),
        "retired": _("Taken off the list"),
        "put_back": _("Put back"),
    }
    who = escape(joined([now["by"], a_time(now["made_at"])]))
    lines = ""
    for field in LESSON_FIELDS if before else ():
        old, new = (_value_in_words(field, version[field]) for version in (before or {}, now))
        if old != new:
            label = escape(_(lessons.KIND.labels[field]))
            lines += f'<p class="pps-text pps-diff">{label}: {elements.differing(parts(old, new))}</p>'
    evidence = now["evidence"]
    count = len(evidence["notes"]) + len(evidence["points"])
    rests = escape(n_("Rests on {n} point or note.", "Rests on {n} points and notes.", count))
    return (
        f'<li><h3 class="pps-h3">{escape(done.get(now["how"], ""))}</h3><p class="pps-soft">{who}</p>'
        f'{lines}<p class="pps-soft">{rests}</p></li>'
    )


def _value_in_words(field: str, value: Any) -> str:
    return value_words(field)(value) if value not in ("", None) else ""
