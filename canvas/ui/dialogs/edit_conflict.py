"""Where two people changed the same: what one meant beside what stands now, to choose between with one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from canvas.errors import ChangedMeanwhileError
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, catalogue, language

Words = Callable[[str, object], str]  # a field's name in its row and a value of it → that value in words


def draw_conflict(
    error: ChangedMeanwhileError,
    key: str,
    keep: Callable,
    take: Callable,
    words: Words | None = None,
    args: Sequence = (),
) -> None:
    """Draw what was meant and what stands of every field concerned, and the buttons that `keep` mine or `take` theirs.

    Both are callbacks, which get `args`; `words` says a value as its form does.
    """
    translate = catalogue(language()).gettext
    who = _("{who} changed the same meanwhile, so nothing was stored yet.", who=error.who)
    who = who if error.who else _("Somebody changed the same meanwhile, so nothing was stored yet.")
    in_words, yours, now = words or _plainly, escape(_("Yours")), escape(_("Stands now"))
    rows = "".join(
        f"<dt>{escape(translate(clash.label))}</dt>"
        f"<dd><b>{yours}:</b> {escape(in_words(clash.field, clash.mine) or '–')}</dd>"
        f"<dd><b>{now}:</b> {escape(in_words(clash.field, clash.now) or '–')}</dd>"
        for clash in error.clashes
    )
    with st.container(key=f"{key}_both"):
        st.html(
            f'<div class="pps-fault" role="alert"><span><b>{escape(translate(error.place))}:</b> {escape(who)}</span>'
            f'<dl class="pps-both">{rows}</dl></div>'
        )
        with st.container(horizontal=True):
            st.button(_("Keep mine"), key=f"{key}_keep_mine", on_click=keep, args=args)
            st.button(_("Take what stands now"), key=f"{key}_take_theirs", on_click=take, args=args)


def remember_conflict(key: str, error: ChangedMeanwhileError) -> None:
    """Have the form under this key show both until one of the two is chosen."""
    st.session_state[f"{key}_met"] = error


def wants_overwrite(key: str) -> bool:
    """Return whether mine is to be stored after all, now that theirs was shown: once."""
    return st.session_state.pop(f"{key}_again", False)


def forget(key: str) -> None:
    """Show nothing of it any more."""
    st.session_state.pop(f"{key}_met", None)


def draw_remembered(
    key: str, rebase: Callable[[dict], None], write: Callable[[str, object], None], words: Words | None = None
) -> None:
    """Draw what a form met, if it did.

    `rebase` gets what stands, by field: what is typed is based on that from then on. `write` has a field say it.
    """
    error = st.session_state.get(f"{key}_met")
    if error:
        draw_conflict(error, key, _keep_mine, _take_theirs, words, (key, error, rebase, write))


def _keep_mine(key: str, error: ChangedMeanwhileError, rebase: Callable, _write: Callable) -> None:
    forget(key)
    rebase({clash.field: clash.now for clash in error.clashes})
    st.session_state[f"{key}_again"] = True


def _take_theirs(key: str, error: ChangedMeanwhileError, rebase: Callable, write: Callable) -> None:
    forget(key)
    rebase({clash.field: clash.now for clash in error.clashes})
    for clash in error.clashes:
        write(clash.field, clash.now)


def _plainly(_field: str, value: object) -> str:
    if isinstance(value, (list, set)):
        return ", ".join(sorted(map(str, value)))
    return "" if value is None else str(value)
