"""The items of an agenda on the screen: what they ask, what they rest on, and the way to that."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.read_models.agenda_page import AgendaPage
from canvas.report.agenda import KINDS, AgendaItem, not_on_it
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, speech
from canvas.ui.page import PageContext
from canvas.ui.paper_button import paper_button
from canvas.ui.pickers import moment_picker

ITEM = "item"  # in the link: which item is shown before a group, from 1 on


def ways(page: PageContext, moment: Mapping, model: AgendaPage) -> None:
    """Draw what can be done with the agenda as it stands: show it, take it along on paper."""
    with st.container(horizontal=True, key="agenda_ways"):
        st.button(
            _("Present"),
            type="primary",
            icon=":material/slideshow:",
            key="agenda_present",
            disabled=not model.items,
            on_click=st.query_params.__setitem__,
            args=(ITEM, "1"),
        )
        paper_button(page, moment, "agenda")


def items(moment: Mapping, model: AgendaPage) -> None:
    """Draw the items in order, each with what it rests on."""
    if not model.items:
        elements.empty(
            _("There is nothing on the agenda yet."),
            _("Once roles differ, a point is contested or an agreement is due, items are proposed here."),
        )
        return
    if model.proposed:
        elements.soft(_("Proposed by the rules, until you write an agenda of your own below."))
    lines = "".join(_item(moment, item) for item in model.items)
    st.html(f'<ol class="pps-agenda">{lines}</ol>')
    elements.soft(
        _(
            "Proposed are: agreements that are due, the most disputed points, and the first five differences. "
            "You decide what stands on the agenda."
        )
    )
    if left := not_on_it(model.more_points, model.more_due, speech()):
        elements.soft(left)


def item_link(moment: Mapping, item: AgendaItem) -> tuple[str, str]:
    """Return where to read what an item rests on, and what that way is called; empty for an item of one's own."""
    at = moment_picker.partnership_link(moment)
    links = {
        "point": (f"perspectives?point={item.key}", _("Open the point")),
        "difference": (f"differences?{at}", _("To the differences")),
    }
    return links.get(item.kind, ("", ""))


def kind_words(item: AgendaItem) -> str:
    """Return what kind an item is of, as its mark says it; nothing for an item of one's own."""
    return "" if item.kind == "own" else _(KINDS[item.kind])


def _item(moment: Mapping, item: AgendaItem) -> str:
    kind = kind_words(item)
    chip = f'<span class="pps-chip">{escape(kind)}</span>' if kind else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in item.lines)
    link, words = item_link(moment, item)
    way = f'<a class="go" href="{escape(link)}">{escape(words)}</a>' if link else ""
    return f"<li><b>{escape(item.text)}</b> {chip}{lines}{way}</li>"
