"""Fields that keep what was typed in them while one looks elsewhere, until it is saved or given up.

They stand outside Streamlit's forms: what is typed then comes along with the next press of a button, or with the
closing of a drawer, and moves nothing under the pointer meanwhile. `Form` is for fields on a screen, and `field` and
its fellows for fields in a drawer: what those say is kept by name, and at every opening they are new fields to
Streamlit, filled with it, as the browser may have forgotten the old ones while the server has not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from canvas.errors import ChangedMeanwhileError
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import edit_conflict, kept_words
from canvas.ui.i18n import _
from canvas.ui.page import PageContext

_TYPED = "kept_said"  # session: what each field says, by name, as far as it was sent
_TURN = "kept_turn"  # session: how often fields were made anew


def widget_key(name: str) -> str:
    """Return the key that the field of this name has now."""
    return f"{name}_{st.session_state.get(_TURN, 0)}"


def field(name: str, otherwise: object) -> dict:
    """Return the settings of a field, holding what was typed in it before, or else `otherwise`."""
    _typed_values().setdefault(name, otherwise)
    st.session_state.setdefault(widget_key(name), _typed_values()[name])
    return {"key": widget_key(name), "on_change": "ignore", "persist_state": "session"}


def typed(name: str, otherwise: object = None) -> Any:
    """Return what the field of this name says, or else `otherwise`."""
    return st.session_state.get(widget_key(name), _typed_values().get(name, otherwise))


def write(name: str, value: object) -> None:
    """Have a field say this, in a callback: before it is drawn."""
    _typed_values()[name] = st.session_state[widget_key(name)] = value


def keep() -> None:
    """Take over what the fields say now; called where a drawer closes."""
    for name in _typed_values():
        _typed_values()[name] = typed(name)


def renew() -> None:
    """Make the fields anew, with what they say; called where a drawer opens."""
    keep()
    for name in _typed_values():
        st.session_state.pop(widget_key(name), None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def forget(start: str) -> None:
    """Forget what was typed in the fields whose name starts like this; the others go on."""
    renew()
    for name in [name for name in _typed_values() if name.startswith(start)]:
        del _typed_values()[name]


def _typed_values() -> dict[str, Any]:
    return st.session_state.setdefault(_TYPED, {})


class Form:
    """Fields on a screen, under one key, that keep what is typed wherever one goes meanwhile, until saved or given up.

    A field in which nothing was typed shows what is stored now, so a save changes only what its maker changed. One in
    which something was typed keeps what was stored then: `opened`, which a save says it was based on.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.opened: dict[str, Any] = {}  # by field, what was stored when it was drawn
        self._shown: dict[str, Callable] = {}

    def __call__(self, field: str, stored: object, shown: Callable = lambda stored: stored) -> dict:
        """Return what to hand to the widget of a field that stands for `stored`, `shown` as the widget has it."""
        key, base = f"{self.key}_{field}", f"{self.key}_{field}_stored"
        if key not in st.session_state or st.session_state[key] == shown(st.session_state.get(base)):
            st.session_state[key], st.session_state[base] = shown(stored), stored
        self.opened[field], self._shown[field] = st.session_state.setdefault(base, stored), shown
        # sent along with the next click instead of at once: no run of the screen for every field
        return {"key": key, "on_change": "ignore", "persist_state": "session"}

    def saving(self, page: PageContext) -> bool:
        """Draw the buttons; whether saving was asked for."""
        if page.study.read_only:
            return False
        changed = any(  # of what has a field: a form may open more than it lets change
            st.session_state[f"{self.key}_{field}"] != shown(self.opened[field]) for field, shown in self._shown.items()
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            saving = st.button(_("Save"), type="primary", key=f"{self.key}_save")
            if changed and not saving:
                st.button(_("Undo my changes"), type="tertiary", key=f"{self.key}_undo", on_click=self.give_up)
                elements.soft(_("Not saved yet"))
        return edit_conflict.wants_overwrite(self.key) or saving

    def remember_conflict(self, error: ChangedMeanwhileError) -> None:
        """Keep both for `draw_conflict` to show: nothing was stored."""
        edit_conflict.remember_conflict(self.key, error)

    def draw_conflict(self, words: edit_conflict.Words | None = None) -> None:
        """Draw what was changed both here and elsewhere, where a save met that."""
        edit_conflict.draw_remembered(self.key, self._rebase, self._show_stored, words)

    def give_up(self) -> None:
        """Have the fields show what is stored."""
        edit_conflict.forget(self.key)
        for field in self.opened:
            kept_words.let_go(f"{self.key}_{field}", st.session_state.pop(f"{self.key}_{field}", None))

    def _rebase(self, now: dict) -> None:
        for field, value in now.items():
            st.session_state[f"{self.key}_{field}_stored"] = value

    def _show_stored(self, field: str, _value: object) -> None:
        key = f"{self.key}_{field}"
        kept_words.let_go(key, st.session_state.pop(key, None))
