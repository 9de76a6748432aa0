"""Adding the notes that are ticked to a point of the perspectives table, or making one of them, in a drawer."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence

from canvas import method
from canvas.errors import N_, UserError
from canvas.read_models.ticked_rows import points_to_add_to, standing_notes
from canvas.screens.notes import grid_table
from canvas.store.points import points
from canvas.ui import browser, elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.i18n import _, joined, n_, name, question
from canvas.ui.page import PageContext, show_user_errors

GRID_POINTS_KEY = "grid_point"
MOST_NOTES = 500  # notes at once: a point that rests on more rests on nothing in particular
ACROSS, NEW = "across", ""


def points_drawer(page: PageContext, note_ids: Sequence[str], line: str) -> None:
    """Open the drawer for these notes; `line` says which they are."""
    for field in ("where", "which", "stance", "question", "text", "roles"):
        st.session_state.pop(f"{GRID_POINTS_KEY}_{field}", None)
    shown = page.read(standing_notes, list(note_ids)[: MOST_NOTES + 1])
    opening = uuid.uuid4().hex

    def body() -> None:
        elements.soft(line)
        if len(note_ids) > MOST_NOTES:
            elements.empty(
                _("These are too many for one point"),
                _("At most {n} notes go into a point at once. Tick fewer of them.", n=MOST_NOTES),
            )
            return
        place = _where(shown.values())
        chosen, stance, stances = _which(page, place)
        drawn = st.session_state.get(
            f"{GRID_POINTS_KEY}_drawn", {}
        )  # how the notes bore on the point where the button was pressed
        st.session_state[f"{GRID_POINTS_KEY}_drawn"] = stances
        if chosen == NEW:
            new_point, pressed = _new(page, shown.values())
            browser.focus(f"{GRID_POINTS_KEY}_text", opening, mount=f"{GRID_POINTS_KEY}_focus")
        else:
            label = n_("Add {n} note to this point", "Add {n} notes to this point", len(shown))
            new_point, pressed = {}, st.button(label, type="primary")
        if pressed:
            with show_user_errors():
                _store(page, chosen, stance, place, new_point, shown, drawn)

    drawer(_("Add to a point"), body, lambda: return_focus(grid_table.GRID_KEY, ""))


def _where(shown: Collection[Mapping]) -> tuple[str | None, str | None]:
    """Return the moment the point belongs to: that of all these notes where it is one, or none (across cases)."""
    pairs = {(row["partnership_id"], row["wave_id"]) for row in shown}
    first = next(iter(shown), None)
    if len(pairs) != 1 or not first or not first["partnership_id"] or not first["wave_id"]:
        elements.soft(_("These notes come from several moments, so the point speaks across partnerships."))
        return None, None
    where = {"here": joined([first["partnership"], first["wave"]]), ACROSS: _("Across partnerships")}
    chosen = st.radio(
        _("Where the point stands"), list(where), key=f"{GRID_POINTS_KEY}_where", horizontal=True, format_func=where.get
    )
    return (None, None) if chosen == ACROSS else (first["partnership_id"], first["wave_id"])


def _which(page: PageContext, place: tuple[str | None, str | None]) -> tuple[str, str, dict[str, str]]:
    """Draw the choice of a point; returns its id, how the notes bear on it, and how its own notes do now."""
    table = page.read(points_to_add_to, place)

    def called(point_id: str) -> str:
        if point_id == NEW:
            return _("A new point")
        point = table[point_id]
        return joined([question(point["question"], short=True), point["text"]])

    chosen = st.selectbox(_("Point"), [NEW, *table], key=f"{GRID_POINTS_KEY}_which", format_func=called)
    stance = st.segmented_control(
        _("How these notes bear on it"),
        points.STANCES,
        default="supports",
        required=True,
        key=f"{GRID_POINTS_KEY}_stance",
        format_func=name,
    )
    return chosen, stance, table[chosen]["notes"] if chosen != NEW else {}


def _new(page: PageContext, shown: Collection[Mapping]) -> tuple[dict, bool]:
    """Draw the fields of a new point; returns what they say, and whether it is to be made.

    They are a form, so that Ctrl+Enter in its words makes the point.
    """
    keys = list(method.questions())
    fed = [method.blocks()[row["block"]].question for row in shown if row["block"] in method.blocks()]
    usual = max(keys, key=fed.count)  # the question that most of these notes feed
    questions = {key: question(key) for key in keys}
    labels = {key: page.roles[key].label[page.language] for key in page.rows}
    with st.form(f"{GRID_POINTS_KEY}_new", border=False):
        text = st.text_area(
            _("The point"), height=90, key=f"{GRID_POINTS_KEY}_text", placeholder=_("What these notes say together")
        )
        about = st.selectbox(
            _("Question"), keys, keys.index(usual), format_func=questions.get, key=f"{GRID_POINTS_KEY}_question"
        )
        roles = st.multiselect(
            _("Perspectives"),
            page.rows,
            [key for key in page.rows if any(row["role"] == key for row in shown)],
            format_func=labels.get,
            key=f"{GRID_POINTS_KEY}_roles",
            placeholder=_("None: it is about the partnership as a whole"),
        )
        pressed = st.form_submit_button(
            n_("Make a point of {n} note", "Make a point of {n} notes", len(shown)), type="primary"
        )
    return {"question": about, "text": text, "perspectives": roles}, pressed


def _store(
    page: PageContext,
    chosen: str,
    stance: str,
    place: tuple[str | None, str | None],
    new_point: Mapping,
    shown: Mapping[str, Mapping],
    drawn: Mapping[str, str],
) -> None:
    if not shown:
        raise UserError(N_("Point"), N_("these notes were taken away meanwhile."), N_("Tick others."))
    with page.study.writing(page.user["id"]) as writer:
        if chosen == NEW:
            points.add(
                writer,
                new_point["question"],
                new_point["text"],
                new_point["perspectives"],
                *place,
                notes=dict.fromkeys(shown, stance),
                shown=shown,
            )
        else:
            for note_id, row in shown.items():
                points.put_note(writer, chosen, note_id, stance, row, {"stance": drawn.get(note_id)})
    made = _("The point was made") if chosen == NEW else _("Added to the point")
    elements.done(made)
    return_focus(grid_table.GRID_KEY, "")
    st.rerun()
