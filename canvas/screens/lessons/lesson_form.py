"""The form of a lesson: what was learned, what it is about, and the points and notes it rests on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from canvas import method
from canvas.access.quotable import LEFT_OUT
from canvas.errors import NotFoundError
from canvas.read_models.lessons_page import (
    LessonStart,
    fields_of_moment,
    lesson,
    lesson_choices,
    lesson_start,
    spoken_in_fields,
)
from canvas.read_models.moment_choice import moment_choice
from canvas.report.lesson_words import contested_words
from canvas.screens.lessons import lessons_url
from canvas.screens.lessons.lesson_filters import value_words
from canvas.screens.lessons.lessons_list import where_from
from canvas.store import Writer, lessons
from canvas.store.database.schema import LESSON_FIELDS
from canvas.store.lesson_bounds import LONGEST_REGION, LONGEST_TEXT
from canvas.store.overview.filtered_moments import Pair
from canvas.store.row_types import ListedLesson
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, kept_words
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, joined, n_, speech
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_picker

MOST_OFFERED = 300  # notes of a moment that a lesson can be made to rest on in the form
_LONGEST_OPTION = 110
_TEXTS = ("situation", "action", "result", "applies_to")
_SPOKEN = "lesson_spoken"  # session: the texts that were last looked into, and what in them somebody said
_PARTNERSHIP, _MOMENT = "lesson_partnership", "lesson_moment"  # session: where a lesson made of nothing comes from


def lesson_form(page: PageContext, lesson_id: str) -> None:
    """Draw the form of a lesson, or of a "new" one; what is typed stays until it is stored."""
    row, start, key = None, LessonStart({}), "lesson_new"
    begun_from = lessons_url.begun_from()
    try:
        if lesson_id != "new":
            row = page.read(lesson, lesson_id)
            key = f"lesson_{lesson_id}"
        elif begun_from:
            start = page.read(lesson_start, *begun_from)
            key = f"lesson_{begun_from[0]}_{begun_from[1]}"
    except NotFoundError as met:  # it went while one looked
        elements.heading(_("Lessons"))
        elements.fault(met)
        _back()
        return
    elements.heading(_("Change a lesson") if row else _("Write a lesson"), where_from(row) if row else "")
    with st.container(border=True, width=860):
        _fields(page, draft_fields.Form(key), row, start)
    _back()


def _fields(page: PageContext, form: draft_fields.Form, row: ListedLesson | None, start: LessonStart) -> None:
    if start.words:
        elements.soft(_("It begins with this; say in your own words what was learned from it:"))
        st.html(f'<p class="pps-text">“{elements.escape(start.words)}”</p>')
    pair = start.moment if start.words or row else _chosen_moment(page)
    stands = _stands(page, row, start, pair)
    hints = {
        "situation": _("What was going on, and what was the difficulty?"),
        "action": _("What did people do about it?"),
        "result": _("What did that bring, and how do you know?"),
        "applies_to": _("For which partnerships, roles or circumstances?"),
    }
    chosen: dict[str, Any] = {}
    held_back = {name for name in _TEXTS if row and not page.sees_all and LEFT_OUT in stands.get(name, "")}
    for name in _TEXTS:
        chosen[name] = st.text_area(
            _(lessons.KIND.labels[name]),
            height=90,
            placeholder=hints[name],
            max_chars=max(LONGEST_TEXT, len(stands.get(name, ""))),  # one from before this bound is shown whole
            disabled=name in held_back,  # what is not seen would be lost with a change
            **form(name, stands.get(name, "")),
        )
    partnership_id = (row["partnership_id"] if row else pair[0] if pair else "") or ""
    _warn_of_spoken(page, {name: str(text or "") for name, text in chosen.items()}, partnership_id)
    chosen |= _about(form, stands)
    kept_words.keep(page, form.key, [name for name in lessons.TYPED if name not in held_back])
    evidence = _evidence(page, form, row, start, pair)
    if form.saving(page):
        _save(page, form, row, pair, chosen, evidence)
    form.draw_conflict(_in_words)


def _warn_of_spoken(page: PageContext, texts: Mapping[str, str], partnership_id: str) -> None:
    """Say which words in the fields somebody said; the study is read for it only when a text has changed."""
    last = st.session_state.get(_SPOKEN)
    if last is None or last[:2] != (texts, partnership_id):
        stretches_of = page.read(spoken_in_fields, texts, partnership_id)
        last = st.session_state[_SPOKEN] = (texts, partnership_id, stretches_of)
    for name, stretches in last[2].items():
        for stretch in stretches[:3]:
            words = stretch if len(stretch) <= _LONGEST_OPTION else stretch[: _LONGEST_OPTION - 1] + "…"
            label = _(lessons.KIND.labels[name])
            elements.soft(
                _(
                    "{field}: “{words}” was said by somebody in this study. These words are left out of files for "
                    "others.",
                    field=label,
                    words=words,
                )
            )


def _stands(page: PageContext, row: ListedLesson | None, start: LessonStart, pair: Pair | None) -> dict[str, Any]:
    """Return what the fields show at first: a new lesson has the phase and region of where it is from."""
    if row:
        return {name: row[name] for name in LESSON_FIELDS}  # type: ignore[literal-required]
    return dict(start.fields) if start.words or not pair else page.read(fields_of_moment, pair)


def _about(form: draft_fields.Form, stands: Mapping[str, Any]) -> dict[str, Any]:
    options: dict[str, Sequence] = {
        "question": ["", *method.questions()],
        "block": ["", *method.blocks()],
        "factor": [0, *method.factors()],
        "phase": ["", *method.PHASES],
    }
    chosen: dict[str, Any] = {}
    columns = st.columns(2)
    for place, (name, keys) in enumerate(options.items()):
        says = value_words(name)
        words = {key: says(key) if key else _("None in particular") for key in keys}
        of_field = form(name, stands.get(name, ""), lambda stored: stored or 0) if name == "factor" else None
        chosen[name] = columns[place % 2].selectbox(
            _(lessons.KIND.labels[name]),
            keys,
            format_func=words.get,
            **(of_field or form(name, stands.get(name, ""))),
        )
    chosen["factor"] = chosen["factor"] or None
    field = "region"
    chosen[field] = st.text_input(
        _(lessons.KIND.labels[field]), max_chars=LONGEST_REGION, **form(field, stands.get(field, ""))
    )
    return chosen


def _chosen_moment(page: PageContext) -> Pair | None:
    """Draw from where a lesson comes that begins with nothing, and return that; None for nowhere in particular."""
    choice = page.read(moment_choice, (), [st.session_state.get(_PARTNERSHIP), moment_picker.last_moment(page)[0]])
    if not choice.names:
        return None
    names = {"": _("No partnership in particular"), **choice.names}
    if st.session_state.get(_PARTNERSHIP) not in names:
        st.session_state[_PARTNERSHIP] = choice.code
    left, right = st.columns(2)
    code = left.selectbox(
        _("Partnership it comes from"), list(names), format_func=names.get, key=_PARTNERSHIP, persist_state="session"
    )
    if not code:
        return None
    labels = {row["wave_id"]: row["label"] for row in choice.moments}
    if st.session_state.get(_MOMENT) not in labels:
        st.session_state[_MOMENT] = next(reversed(labels), None)
    wave_id = right.selectbox(_("Moment"), list(labels), format_func=labels.get, key=_MOMENT, persist_state="session")
    return (choice.moments[0]["partnership_id"], wave_id) if wave_id else None


def _evidence(
    page: PageContext, form: draft_fields.Form, row: ListedLesson | None, start: LessonStart, pair: Pair | None
) -> dict[str, list[str]]:
    """Draw what the lesson rests on, and return the ids that are chosen by kind."""
    of_row = (row["notes"], row["points"]) if row else (start.notes, start.points)
    stored = {"notes": sorted(of_row[0]), "points": sorted(of_row[1])}
    if row and not page.sees_all:  # of what is held back nothing can be left out: it stays as it is
        form.opened["evidence"] = json.dumps(stored, sort_keys=True)
        return stored
    if row and row["partnership_id"] and row["wave_id"]:
        pair = (row["partnership_id"], row["wave_id"])
    model = page.read(lesson_choices, pair, tuple(stored["notes"]), tuple(stored["points"]))
    options = {f"points:{point_id}": _("Point: {text}", text=point["text"]) for point_id, point in model.points.items()}
    first = sorted(model.notes.values(), key=lambda note: note["id"] not in stored["notes"])
    for note in first[:MOST_OFFERED]:
        text = note["text"] or _("erased for privacy")
        role = elements.named_role(page.roles, note["role"])
        options[f"notes:{note['id']}"] = _("{role}: {text}", role=role, text=text)
    chosen = st.multiselect(
        _("What it rests on"),
        list(options),
        format_func=_unlike(options).get,
        placeholder=_("Choose points and notes"),
        help=_("Points of the perspectives table and notes of the moment that the lesson comes from."),
        **form("evidence", json.dumps(stored, sort_keys=True), lambda value: _options_of(value, options)),
    )
    points = [key.split(":", 1)[1] for key in chosen if key.startswith("points")]
    if contested := contested_words([model.points[point_id] for point_id in points], speech()):
        elements.soft(f"{contested}.")
    if len(model.notes) > MOST_OFFERED:
        elements.soft(
            _("Here are {n} notes to choose from. To rest on another, begin from its point or summary.", n=MOST_OFFERED)
        )
    return {"notes": [key.split(":", 1)[1] for key in chosen if key.startswith("notes")], "points": points}


def _save(
    page: PageContext,
    form: draft_fields.Form,
    row: ListedLesson | None,
    pair: Pair | None,
    chosen: Mapping[str, Any],
    evidence: Mapping[str, Sequence[str]],
) -> None:
    stored: list[str] = []

    def save(writer: Writer) -> None:
        if row:
            opened = {**row, **form.opened, **json.loads(form.opened["evidence"])}
            lessons.change(writer, row["id"], chosen, evidence["notes"], evidence["points"], opened=opened)
            stored.append(row["id"])
        else:
            stored.append(lessons.add(writer, chosen, evidence["notes"], evidence["points"], pair))

    def stored_now() -> None:
        form.give_up()
        lessons_url.leave()
        st.query_params["lesson"] = stored[-1]

    store(page, save, _("Lesson saved"), then=stored_now, on_conflict=form.remember_conflict)


def _options_of(stored: Any, options: Mapping[str, str]) -> list[str]:
    evidence = json.loads(stored) if stored else {}
    keys = [f"{kind}:{row_id}" for kind in ("points", "notes") for row_id in evidence.get(kind, ())]
    return [key for key in keys if key in options]


def _unlike(options: Mapping[str, str]) -> dict[str, str]:
    """Return the words of options, each unlike every other: the widget knows an option by its words."""
    times: dict[str, int] = {}
    words = {}
    for key, text in options.items():
        short = text if len(text) <= _LONGEST_OPTION else text[: _LONGEST_OPTION - 1] + "…"
        short = " ".join(short.split())
        times[short] = times.get(short, 0) + 1
        words[key] = short if times[short] == 1 else f"{short} ({times[short]})"
    return words


def _in_words(field: str, value: object) -> str:
    if field == "evidence":
        evidence = json.loads(str(value))
        points, notes = len(evidence["points"]), len(evidence["notes"])
        return joined([n_("{n} point", "{n} points", points), n_("{n} note", "{n} notes", notes)], ", ")
    return value_words(field)(value) if value else ""


def _back() -> None:
    st.button(_("Back to the lessons"), type="tertiary", icon=":material/arrow_back:", on_click=lessons_url.leave)
