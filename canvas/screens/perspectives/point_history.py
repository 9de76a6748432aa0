"""The history of a point: who wrote, reworded and signed it, why, and which notes were put to it or taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas.analysis.point_history import history
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_time, joined, n_, name
from canvas.ui.page import PageContext

ACTS_AT_ONCE = 15  # acts drawn at once


def point_history(page: PageContext, versions: Sequence[Mapping], key: str) -> None:
    """Draw what `store.points.point_versions.of_point` gives, newest first."""
    acts, shown = history(versions), st.session_state.get(f"{key}_acts", ACTS_AT_ONCE)
    elements.subheading(_("History"))
    st.html(f'<ol class="pps-acts">{"".join(_act(page, act) for act in acts[:shown])}</ol>')
    if len(acts) > shown:
        st.button(
            n_("Show {n} more", "Show {n} more", min(len(acts) - shown, ACTS_AT_ONCE)),
            key=f"{key}_more_acts",
            on_click=st.session_state.__setitem__,
            args=(f"{key}_acts", shown + ACTS_AT_ONCE),
        )


def _act(page: PageContext, act: Mapping) -> str:
    done = {
        "": _("As it stood when its history began to be kept"),
        "made": _("Written"),
        "changed": _reworded(act),
        "state": _("Set to: {state}", state=name(act["state"])),
        "looked": _("Looked at again"),
        "retired": _("Taken off the table"),
        "put_back": _("Put back on the table"),
        "notes": _("Notes"),
    }[act["how"]]
    back = joined([done, name("draft") if act["fell_back"] else ""], " → ")
    who = escape(joined([act["by"], a_time(act["at"])]))
    words = f'<p class="pps-text pps-diff">{_words(act)}</p>' if act["parts"] else ""
    reason = f'<p class="pps-text">“{escape(act["reason"])}”</p>' if act["reason"] else ""
    head = f'<h3 class="pps-h3">{escape(back)}</h3><p class="pps-soft">{who}</p>'
    return f"<li>{head}{words}{_whose(page, act)}{reason}{_notes(act)}</li>"


def _reworded(act: Mapping) -> str:
    return _("Reworded") if act["parts"] else _("Other perspectives")


def _words(act: Mapping) -> str:
    first = all(how == "added" for how, _text in act["parts"])
    return escape("".join(text for _how, text in act["parts"])) if first else elements.differing(act["parts"])


def _whose(page: PageContext, act: Mapping) -> str:
    marked = [
        f"<{tag}>{escape(page.roles[key].label[page.language] if key in page.roles else key)}</{tag}>"
        for tag, keys in (("ins", act["gained"]), ("del", act["lost"]))
        for key in keys
    ]
    title = escape(_("Perspectives"))
    return f'<p class="pps-soft">{title}: {", ".join(marked)}</p>' if marked else ""


def _notes(act: Mapping) -> str:
    erased, off = _("(erased)"), _("Taken off")
    lines = "".join(
        f"<li><b>{escape(off if row['how'] == 'taken_off' else name(row['how']))}</b> "
        f"{escape(erased if row['text'] is None else row['text'])}</li>"
        for row in act["notes"]
    )
    return f"<ul>{lines}</ul>" if lines else ""
