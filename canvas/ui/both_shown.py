"""Where two people changed the same: what one meant beside what stands now, to choose between with one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from canvas.errors import ChangedMeanwhile
from canvas.ui.words import _, catalogue, language

Words = Callable[[str, object], str]  # a field's name in its row and a value of it → that value in words


def both_shown(error: ChangedMeanwhile, key: str, keep: Callable, take: Callable, words: Words | None = None,
               args: Sequence = ()) -> None:  # fmt: skip
    """Draw what was meant and what stands of every field concerned, and the buttons that `keep` mine or `take` theirs.

    Both are callbacks, which get `args`; `words` says a value as its form does.
    """
    translate = catalogue(language()).gettext
    who = _("{who} changed the same meanwhile, so nothing was stored yet.", who=error.who)
    who = who if error.who else _("Somebody changed the same meanwhile, so nothing was stored yet.")
    in_words, yours, now = words or _plainly, escape(_("Yours")), escape(_("Stands now"))
    met = "".join(
        f"<dt>{escape(translate(clash.label))}</dt>"
        f"<dd><b>{yours}:</b> {escape(in_words(clash.field, clash.mine) or '–')}</dd>"
        f"<dd><b>{now}:</b> {escape(in_words(clash.field, clash.now) or '–')}</dd>"
        for clash in error.clashes
    )
    with st.container(key=f"{key}_both"):
        st.html(
            f'<div class="pps-fault" role="alert"><span><b>{escape(translate(error.place))}:</b> {escape(who)}</span>'
            f'<dl class="pps-both">{met}</dl></div>'
        )
        with st.container(horizontal=True):
            st.button(_("Keep mine"), key=f"{key}_keep_mine", on_click=keep, args=args)
            st.button(_("Take what stands now"), key=f"{key}_take_theirs", on_click=take, args=args)


def _plainly(_field: str, value: object) -> str:
    return "" if value is None else str(value)
