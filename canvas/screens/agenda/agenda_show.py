"""An agenda before a group: one item at a time, large, by the arrow keys; what is decided becomes an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from canvas.read_models.agenda_page import AgendaPage
from canvas.read_models.held_back import held_back
from canvas.report.agenda import AGENDA_RULE, AgendaItem, item_key, rests_on
from canvas.screens.agenda.agenda_items import ITEM, item_link, kind_words
from canvas.store import Writer, agreements
from canvas.ui import elements, held_back_notice
from canvas.ui import plain_streamlit as st
from canvas.ui.agreements.agreement_fields import agreement_fields
from canvas.ui.dialogs import draft_fields, kept_words
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, a_date, joined
from canvas.ui.long_text import beginning
from canvas.ui.page import PageContext
from canvas.ui.words_of_few import warn_of_words_of_few

LONGEST_ITEM = 400  # characters that fit on a screen in large letters; a longer item is opened to be read whole


def place(model: AgendaPage) -> int:
    """Return which item the link shows before a group, from 1 on; 0 for none."""
    asked_for = st.query_params.get(ITEM, "")
    number = int(asked_for) if asked_for.isascii() and asked_for.isdecimal() and len(asked_for) < 5 else 0
    return min(number, len(model.items))


def show(page: PageContext, model: AgendaPage, at: int) -> None:
    """Draw one item, the way to those beside it, and the field for what is decided."""
    item, last = model.items[at - 1], len(model.items)
    with st.container(key="agenda_show"):
        with st.container(horizontal=True, key="agenda_steps", vertical_alignment="center"):
            _step(_("Previous"), at - 1, at == 1, "Left")
            _step(_("Next"), at + 1, at == last, "Right")
            elements.soft(_("{at} of {last}", at=at, last=last))
            elements.soft(joined([model.moment["name"], model.moment["label"]]))
            st.button(_("Close"), icon=":material/close:", key="agenda_close", on_click=_close)
        st.html(_item(model.moment, item))
        with st.container(key="agenda_decided"):
            _agreements(model, item)
            _decide(page, model, item)
        if page.limits:
            held_back_notice.notice_below(
                page.read(held_back, (model.moment["partnership_id"], model.moment["wave_id"]))
            )


def _step(label: str, number: int, is_end: bool, shortcut: str) -> None:
    st.button(
        label,
        key=f"agenda_to_{shortcut.lower()}",
        shortcut=shortcut,
        disabled=is_end,
        on_click=st.query_params.__setitem__,
        args=(ITEM, str(number)),
    )


def _close() -> None:
    st.query_params.pop(ITEM, None)


def _item(moment: Mapping, item: AgendaItem) -> str:
    kind = f'<p class="kind">{escape(words)}</p>' if (words := kind_words(item)) else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in item.lines)
    link, words = item_link(moment, item)
    way = f'<p><a class="go" href="{escape(link)}">{escape(words)}</a></p>' if link else ""
    text = beginning(item.text, LONGEST_ITEM)
    whole = ""
    if text != item.text:
        opener, words = escape(_("Read the whole item")), escape(item.text)
        whole = f'<details class="pps-from"><summary>{opener}</summary><p class="pps-text">{words}</p></details>'
    return f'<article class="pps-show">{kind}<h1>{escape(text)}</h1>{whole}{lines}{way}</article>'


def _agreements(model: AgendaPage, item: AgendaItem) -> None:
    """Draw what was agreed at this moment on the same item, or on none that an agenda knows."""
    rows = [row for row in model.agreements if rests_on(row, item, model.items)]
    if not rows:
        return
    elements.subheading(_("Agreements on this item"))
    for row in rows:
        due = _("before {date}", date=a_date(row["due"])) if row["due"] else ""
        by = joined([row["organisation"] or "", due])
        st.html(f'<p class="pps-line"><b>{escape(beginning(row["text"]))}</b> {escape(by)}</p>')


def _decide(page: PageContext, model: AgendaPage, item: AgendaItem) -> None:
    """Draw the fields; what is typed stays with its item until it is stored, also where the tab is closed."""
    if page.study.read_only:
        return
    row = model.moment
    form = draft_fields.Form(f"decided_{row['wave_id']}_{item_key(item)}")
    names = {partner["id"]: partner["organisation"] for partner in model.partners}
    elements.subheading(_("What is decided"), _("Saved as an agreement of this moment."))
    text, partner, due = agreement_fields(form, names)
    kept_words.keep(page, form.key, ["text"], {agreement["text"] for agreement in model.agreements})
    warn_of_words_of_few(page, form.key, text, row["partnership_id"])
    if form.saving(page):
        point = item.key if item.kind == "point" else None
        pair = (row["partnership_id"], row["wave_id"])

        def save(writer: Writer) -> str:
            return agreements.add(writer, *pair, text, partner, due, point_id=point, difference=_difference(item))

        store(page, save, _("Agreement added"), then=form.give_up)


def _difference(item: AgendaItem) -> tuple[str, str]:
    if item.kind == "point":
        return "", ""
    if item.kind == "difference":
        return item.group, item.key
    return AGENDA_RULE, item.key or item.text
