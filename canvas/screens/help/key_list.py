"""The keys of a screen, and those of all screens, as a table."""

from __future__ import annotations

from html import escape

from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.screen_keys import EVERYWHERE, KEY_NAMES, Keys, keys_of


def key_list(screen: str) -> None:
    """Draw the keys of the screen with this path; of one without keys of its own those of all screens alone."""
    tables = [(keys_of(screen), _("Keys of this screen")), (EVERYWHERE, _("Keys of every screen"))]
    drawn = [(keys, title) for keys, title in tables if keys]
    for (keys, title), place in zip(drawn, st.columns(2, gap="large"), strict=False):
        with place:
            elements.subheading(title)
            st.html(_table(keys, title))


def _table(keys: Keys, label: str) -> str:
    names = {key: _(KEY_NAMES[key]) for key in keys if key in KEY_NAMES}
    rows = "".join(_row(names.get(key, key), _(keys[key])) for key in keys)
    heads = (_("Key"), _("What it does"))
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    table = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f'<table class="pps pps-keys" aria-label="{escape(label)}">{table}</table>'


def _row(key: str, does: str) -> str:
    return f'<tr><th scope="row"><kbd>{escape(key)}</kbd></th><td>{escape(does)}</td></tr>'
