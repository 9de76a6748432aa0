"""The notes of a point: which there are to choose from, and how each bears on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from canvas.read_models.opened_point import CANDIDATES, candidate_notes
from canvas.store.database.folding import folded
from canvas.store.points import points
from canvas.store.row_types import SourcedNote
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_number, name
from canvas.ui.notes.notes_drawer import by_role
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter


@dataclass(frozen=True)
class Table:
    """Which perspectives table a point stands in: of one moment, or with neither id across cases.

    `heard` says who was heard on what in it, as `analysis.perspectives.hearing` gives it, where that is known.
    """

    partnership_id: str | None
    wave_id: str | None
    title: str
    heard: Mapping[tuple[str, str], Mapping] = field(default_factory=dict)

    def candidates(self, page: PageContext, column: str) -> list[SourcedNote]:
        """Return the notes of the blocks that feed a question: of this moment, or of all cases and across them."""
        pair = (self.partnership_id, self.wave_id) if self.partnership_id and self.wave_id else None
        model = page.read(candidate_notes, column, pair, None if pair else attribute_filter.moment_pairs(page))
        if model.limited:
            elements.soft(
                _(
                    "You see the first {n} notes. Others can be added to a point from the notes screen.",
                    n=a_number(CANDIDATES),
                )
            )
        return by_role(page, model.notes)


def filtered(
    page: PageContext, notes: Sequence[SourcedNote], perspectives: Sequence[str], key: str
) -> list[SourcedNote]:
    """Return those of the roles that are chosen that hold the words looked for; one perspective is chosen at first."""
    roles = [role for role in [*page.roles, ""] if any((note["role"] or "") == role for note in notes)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            _("Role"),
            roles,
            [role for role in roles if role in perspectives or role == ""] if len(perspectives) == 1 else roles,
            format_func=lambda role: elements.role_name(page.roles.get(role)),
            key=f"{key}_roles",
        )
        words = st.text_input(_("Words in the note"), key=f"{key}_words", width=220)
    looked_for = (folded(words) or "").strip()
    return [note for note in notes if (note["role"] or "") in chosen and looked_for in (folded(note["text"]) or "")]


def stance(note: Mapping, now: str | None, key: str, take: Callable[[str | None], None]) -> None:
    """Draw two buttons in one: the note supports, contradicts, or with neither pressed does not carry the point."""
    widget = f"{key}_stance_{note['id']}"
    st.session_state[widget] = now
    st.segmented_control(
        _("How this note bears on the point"),
        points.STANCES,
        key=widget,
        label_visibility="collapsed",
        format_func=name,
        on_change=lambda: take(st.session_state[widget]),
    )
