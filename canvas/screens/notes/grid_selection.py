"""Which rows of the notes screen are ticked; that outlives sorting, paging and filtering."""

from __future__ import annotations

from collections.abc import Iterable

from canvas.ui import plain_streamlit as st

_IDS = "grid_ids"  # session: ids of the rows that are ticked
_OF = "grid_ids_of"  # session: whether they are notes or answers
_TURN = "grid_turn"  # session: how often all ticks were set anew


def select_kind(show: str) -> None:
    """Have the ticks be those of notes, or of answers; those of the other are forgotten."""
    if st.session_state.get(_OF) != show:
        st.session_state[_OF] = show
        set_ids(())


def ids() -> set[str]:
    """Return the ids of the rows that are ticked."""
    return st.session_state.setdefault(_IDS, set())


def tick(row_id: str, on: bool) -> None:
    """Tick a row, or untick it."""
    (ids().add if on else ids().discard)(row_id)


def set_ids(row_ids: Iterable[str]) -> None:
    """Have these rows be ticked and no others."""
    st.session_state[_IDS] = set(row_ids)
    st.session_state[_TURN] = turn() + 1


def turn() -> int:
    """Return a number that differs once all ticks were set anew."""
    return st.session_state.get(_TURN, 0)
