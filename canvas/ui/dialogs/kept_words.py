"""Words of fields that outlive the page: they lie in this browser until they are stored, or taken out of the field."""

from __future__ import annotations

from collections.abc import Collection

from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import script
from canvas.ui.components import Written, a_line, a_mapping, a_record, a_text, component
from canvas.ui.page import PageContext

LONGEST = 100_000  # characters of a field that are put back
_STORED = "kept_words_stored"  # session: by field what was stored of it last, or given up
_RESTORED = Written(a_mapping(a_record(words=a_text(LONGEST), base=a_text(LONGEST)), a_line(), 20))
_keeper = component("pps_kept_words", {"restored": _RESTORED}, js=script("kept_words.js"))


def keep(page: PageContext, form: str, fields: Collection[str], stored_texts: Collection[str] = ()) -> None:
    """Keep the words of text fields of a `Form` in this browser, each by itself, and put them back after a reload.

    Call it once the fields are drawn. They lie under the profile and the study, so nobody else is shown them. With the
    words comes what was stored when they were typed: a save says that it was based on that, and overwrites nobody.
    What is one of `stored_texts` was stored before the page heard of it, as where the server died: it is let go of.
    """
    names = {f"{form}_{field}": st.session_state.get(f"{form}_{field}_stored") or "" for field in fields}
    stored_lines = {_line(text) for text in stored_texts}

    def restored(sent: dict[str, dict[str, str]]) -> None:
        for name in names.keys() & sent.keys():
            words = sent[name]["words"]
            if _line(words) in stored_lines | {_line(names[name])}:
                let_go(name, words)
            else:
                st.session_state[name], st.session_state[f"{name}_stored"] = words, sent[name]["base"]

    data = [
        {
            "place": f"{page.owner}/{name}",
            "field": name,
            "now": _typed(name, stands),
            "base": stands,
            "stored": st.session_state.get(_STORED, {}).get(name, ""),
        }
        for name, stands in names.items()
    ]
    _keeper(key=f"kept_{form}", data={"fields": data}, on={"restored": restored})


def sweep(page: PageContext) -> None:
    """Have the browser let go of what was stored in a form that is not drawn any more, as it closed with the save.

    Else it would stand again in a form that opens after a reload.
    """
    stored = st.session_state.get(_STORED, {})
    data = [
        {"place": f"{page.owner}/{name}", "field": "", "now": "\n", "base": "", "stored": words}  # put back nowhere
        for name, words in stored.items()
    ]
    if data:
        _keeper(key="kept_words_swept", data={"fields": data})


def let_go(name: str, words: object) -> None:
    """Have the browser let go of these words of the field with this key, as they are stored or given up."""
    if words and isinstance(words, str):
        st.session_state.setdefault(_STORED, {})[name] = words


def _typed(name: str, stands: str) -> str:
    """Return what was typed in a field as far as the server knows, "" where it shows what is stored."""
    shows = st.session_state.get(name) or ""
    return "" if shows == stands else shows


def _line(text: str) -> str:
    return " ".join(text.split())
