"""The notes of a point: which there are to choose from, and how each bears on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from canvas import method
from canvas.store import notes, points
from canvas.store.folding import folded
from canvas.ui import filters, say
from canvas.ui import plain_streamlit as st
from canvas.ui.drawer import by_role
from canvas.ui.opening import Here
from canvas.ui.words import _, a_number, name

CANDIDATES = 1000  # notes offered to a point across cases; of a large study there may be millions


@dataclass(frozen=True)
class Table:
    """Which perspectives table a point stands in: of one moment, or with neither id across cases.

    `heard` says who was heard on what in it, as `analysis.perspectives.hearing` gives it, where that is known.
    """

    partnership_id: str | None
    wave_id: str | None
    title: str
    heard: Mapping[tuple[str, str], Mapping] = field(default_factory=dict)

    def candidates(self, here: Here, column: str) -> list[dict]:
        """The notes of the blocks that feed a question: of this moment, or of all cases and across them."""
        within = [(self.partnership_id, self.wave_id)] if self.partnership_id else filters.pairs(here)
        which: dict = {"moments": within} if within is not None else {}
        if not self.partnership_id:
            which["limit"] = CANDIDATES
        with here.study.reading() as connection:
            found = notes.sourced(connection, blocks=method.blocks_of(column), **which)
        if len(found) == which.get("limit"):
            say.soft(_("You see the first {n} notes. Others can be added to a point from the notes screen.",
                       n=a_number(CANDIDATES)))  # fmt: skip
        return by_role(here, found)


def filtered(here: Here, found: Sequence[dict], given: Sequence[str], key: str) -> list[dict]:
    """The notes of the chosen roles that hold the words looked for; with one role `given` it is chosen at first."""
    roles = [role for role in [*here.roles, ""] if any((note["role"] or "") == role for note in found)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.multiselect(
            _("Role"), roles, [role for role in roles if role in given or role == ""] if len(given) == 1 else roles,
            format_func=lambda role: say.role_name(here.roles.get(role)), key=f"{key}_roles",
        )  # fmt: skip
        words = st.text_input(_("Words in the note"), key=f"{key}_words", width=220)
    looked_for = folded(words).strip()
    return [
        note for note in found
        if (note["role"] or "") in chosen and looked_for in folded(note["text"])
    ]  # fmt: skip


def stance(note: Mapping, now: str | None, key: str, take: Callable[[str | None], None]) -> None:
    """Two buttons in one: the note supports, contradicts, or with neither pressed does not carry the point."""
    widget = f"{key}_stance_{note['id']}"
    st.session_state[widget] = now
    st.segmented_control(
        _("How this note bears on the point"), points.STANCES, key=widget, label_visibility="collapsed",
        format_func=name, on_change=lambda: take(st.session_state[widget]),
    )  # fmt: skip
