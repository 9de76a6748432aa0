"""A point in a drawer: its words, how far it is, who carries and who contradicts it, its notes and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.point_support import support_by_role, support_counts
from canvas.errors import N_, ChangedMeanwhileError, UserError
from canvas.read_models.opened_point import opened_point
from canvas.screens.perspectives.point_form import open_anew, point_form, typed
from canvas.screens.perspectives.point_history import point_history
from canvas.screens.perspectives.point_notes import Table, filtered, stance
from canvas.screens.perspectives.point_review import point_flags
from canvas.screens.perspectives.point_status import FAULT, point_steps, state_line, tell
from canvas.screens.perspectives.points_table import POINTS_TABLE_KEY
from canvas.screens.perspectives.support_by_role import voices_list
from canvas.store.points import points
from canvas.store.row_types import SourcedNote, TablePoint
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import _, joined, n_, question
from canvas.ui.lessons.lesson_button import lesson_button
from canvas.ui.notes.note_list import note_list
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.page import PageContext, show_user_errors
from canvas.ui.points import point_links
from canvas.ui.points.point_wording import against_line, carried_line


def open_point(page: PageContext, table: Table, point_id: str) -> None:
    """Open the drawer of a point; what was typed in it is still there. The link names it while it is open."""
    key = f"point_{drawer_key(page, point_id)}"
    if not typed(key):
        open_anew(key)  # nothing to keep: the point as it is now
    point_links.name_in_link(point_id)

    def closed() -> None:
        for toggle in ("point_more", "point_past"):
            st.session_state.pop(toggle, None)
        point_links.leave(point_id)
        return_focus(POINTS_TABLE_KEY, f"point:{point_id}")

    drawer(_("Point"), lambda: _show(page, table, point_id, key), closed)


def points_taken_off(page: PageContext, taken_off: Sequence[TablePoint]) -> None:
    """Draw, under the table, the points that were taken off it, each with a way back."""
    if not taken_off:
        return
    with st.expander(n_("{n} point taken off the table", "{n} points taken off the table", len(taken_off))):
        for point in taken_off:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(f'<p class="pps-text">{elements.escape(point["text"])}</p>')
                if not page.study.read_only and st.button(_("Put it back"), key=f"back_{point['id']}", type="tertiary"):
                    with show_user_errors():
                        with page.study.writing(page.user["id"]) as writer:
                            points.retire(writer, point["id"], retired=False)
                        st.rerun()


def _show(page: PageContext, table: Table, point_id: str, key: str) -> None:
    model = page.read(opened_point, point_id, st.session_state.get("point_past", False))
    point, notes = model.point, model.notes
    count = support_counts(point, notes)
    elements.soft(joined([table.title, question(point["question"])]))
    state_line(point, bool(model.flagged), against_line(count))
    tell()
    if point["retired"]:
        elements.soft(_("This point was taken off the table; under the table it can be put back."))
    for row in model.flagged:
        point_flags(page, point, row, notes, key)
    point_form(page, point, key, lambda: point_links.leave(point_id))
    elements.subheading(_("Who carries it"), joined([carried_line(count), against_line(count)]))
    voices_list(page, support_by_role(point, notes, page.rows, page.roles, table.heard))
    evidence = elements.escape(_("Evidence: every word it rests on"))
    st.html(f'<p class="pps-way"><a class="go" href="evidence?point={elements.escape(point_id)}">{evidence}</a></p>')
    if not point["retired"]:
        lesson_button(page, "point", point_id)
    point_steps(page, point, model.author, key)
    _notes(page, table, point, notes, key)
    if st.toggle(_("Show the history"), key="point_past"):
        point_history(page, model.versions, key)


def _notes(page: PageContext, table: Table, point: Mapping, notes: Mapping[str, SourcedNote], key: str) -> None:
    locked = page.study.read_only or point["retired"]

    def restance(note: SourcedNote) -> None:
        stance(note, point["notes"].get(note["id"]), "point", lambda how: _link(page, point, note, how))

    for how, title in (("supports", _("What supports it")), ("contradicts", _("What contradicts it"))):
        of_stance = [notes[note_id] for note_id, bears in point["notes"].items() if bears == how]
        standing = [note for note in of_stance if not note["erased_at"]]
        if of_stance or how == "supports" or how in point["held_back"]:
            elements.subheading(title)
        if standing:
            note_list(
                page,
                by_role(page, standing),
                f"{key}_notes_{how}",
                with_block=True,
                with_moment=True,
                extra=None if locked else restance,
            )
        if len(of_stance) > len(standing):
            erased = len(of_stance) - len(standing)
            elements.soft(n_("{n} note was erased for privacy.", "{n} notes were erased for privacy.", erased))
        if how in point["held_back"]:
            elements.soft(_("Words of few people are held back from you here."))
        elif not of_stance and how == "supports":
            elements.soft(_("No note supports this point yet. Add some below, so that it can be defended later."))
    if locked or not st.toggle(_("Add notes to this point"), key="point_more"):
        return
    others = [note for note in table.candidates(page, point["question"]) if note["id"] not in point["notes"]]
    shown = filtered(page, others, point["perspectives"], "point_more")
    note_list(
        page,
        shown,
        "point_more_list",
        with_block=True,
        with_moment=not table.partnership_id,
        edit=False,
        extra=restance,
    )


def _link(page: PageContext, point: Mapping, note: Mapping, how: str | None) -> None:
    opened = {"stance": point["notes"].get(note["id"])}
    try:
        with page.study.writing(page.user["id"]) as writer:
            points.put_note(writer, point["id"], note["id"], how, note, opened)
    except ChangedMeanwhileError as met:  # the screen shows theirs from now on
        st.session_state[FAULT] = UserError(
            N_("Note"),
            N_("{who} weighed it otherwise meanwhile, so that stands and yours was not stored."),
            N_("Press again if yours is to stand."),
            who=met.who,
        )
    except UserError as error:  # in a callback nothing can be shown yet
        st.session_state[FAULT] = error
