"""The agreements of the study as a list: how many are due, what narrows them, fifty at a time, each the way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from canvas.errors import N_
from canvas.read_models.agreements_page import AgreementsPage
from canvas.speech import today
from canvas.store.agreements_across import AGREEMENTS_A_PAGE, HOW, AgreementFilter
from canvas.store.row_types import AcrossAgreement
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.agreements.agreement_counts import counts_line
from canvas.ui.i18n import _, a_date, joined
from canvas.ui.pickers import pager, typed_words
from canvas.ui.url_state import UrlState

HOW_NAMES = {
    "overdue": N_("Day has passed"),
    "open": N_("Still open"),
    "kept": N_("Was kept"),
    "not_kept": N_("Was not kept"),
    "changed": N_("Has changed"),
}
_state = UrlState("agreements", (), ("of", "partner", "how", "words", "start"), usual=("how", "all"))
take_link, tell_link = _state.take_link, _state.tell_link


def asked_for() -> tuple[AgreementFilter, int]:
    """Return what the link or the fields ask for, and the place of the first agreement that is shown."""
    chosen = _state.chosen()
    how, start = chosen.get("how", ""), chosen.get("start", "")
    place = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 0
    filter_ = AgreementFilter(
        chosen.get("of", ""), chosen.get("partner", ""), chosen.get("words", ""), how if how in HOW else ""
    )
    return filter_, place // AGREEMENTS_A_PAGE * AGREEMENTS_A_PAGE


def heading(model: AgreementsPage) -> None:
    """Draw the heading: what the agreements of the study come to, in a sentence."""
    elements.heading(_("Agreements"), _("What partners agreed over the whole study, what is due first at the top."))
    elements.headlines([counts_line(model.counts)])


def fields(model: AgreementsPage) -> None:
    """Draw what narrows the list, in a row."""
    chosen = _state.chosen()
    with st.container(horizontal=True, key="agreements_fields", vertical_alignment="bottom"):
        typed_words.show("agreements_words", chosen.get("words", ""))
        key, icon = "agreements_words", ":material/search:"
        st.text_input(_("Words"), key=key, icon=icon, width=230, on_change=_take, args=("words",))
        how = {"": _("All"), **{key: _(HOW_NAMES[key]) for key in HOW}}
        _choice("how", _("State"), how, 190)
        _choice("of", _("Partnership"), {"": _("All"), **model.partnerships}, 260)
        _choice("partner", _("Partner"), {"": _("All"), **{name: name for name in model.partners}}, 230)
        if any(chosen.get(name, "") not in ("", "all") for name in ("of", "partner", "how", "words")):
            st.button(_("Clear the filter"), on_click=_clear, icon=":material/filter_alt_off:", type="tertiary")


def listed(model: AgreementsPage) -> None:
    """Draw the agreements of this page, with the ways to the pages before and after."""
    if not model.total:
        _nothing(model)
        return
    rows = "".join(_row(row) for row in model.rows)
    st.html(f'<ul class="pps-interviews">{rows}</ul>')
    if model.total > AGREEMENTS_A_PAGE:
        pager.pager("agreements", AGREEMENTS_A_PAGE, model.start, len(model.rows), model.total, _go)


def _nothing(model: AgreementsPage) -> None:
    if sum(model.counts.values()):
        elements.empty(_("Nothing fits this filter"), _("Take a part of it off above, or clear all of it."))
        return
    elements.empty(
        _("Nothing was agreed yet"),
        _("Write one down on the state of affairs of a partnership, or make one of a note of the kind action."),
    )
    st.page_link("pages/state.py", label=_("To the state of affairs"), icon=":material/arrow_forward:")


def _row(row: AcrossAgreement) -> str:
    day = today().isoformat()
    how = "overdue" if row["state"] == "open" and row["due"] and row["due"] < day else row["state"]
    where = joined([row["name"], row["label"], row["organisation"] or _("Nobody named")])
    due = _("before {date}", date=a_date(row["due"])) if row["due"] else _("no date")
    called, wrong = escape(_(HOW_NAMES[how])), " wrong" if how == "overdue" else ""
    chip = f'<span class="pps-chip{wrong}">{called}</span>'
    why = f'<p class="pps-soft">{escape(row["reason"])}</p>' if row["reason"] else ""
    way, text = escape(_("Open")), escape(row["text"])
    return (
        f'<li class="pps-interview"><div><h2 class="pps-codes">{text}</h2>'
        f'<p class="pps-soft">{escape(where)}</p>{why}</div>'
        f'<p class="pps-progress">{chip} {escape(due)}</p>'
        f'<a class="go" href="agreements?agreement={escape(row["id"])}" aria-label="{way}: {text}">{way}</a></li>'
    )


def _go(to: int) -> None:
    _state.put("start", str(to) if to else "")


def _choice(name: str, label: str, options: Mapping[str, str], width: int) -> None:
    value = _state.chosen().get(name, "")  # all, or what is not offered, is nothing
    key = f"agreements_{name}"
    st.session_state[key] = value if value in options else ""
    values: Sequence[str] = list(options)
    st.selectbox(label, values, format_func=dict(options).get, key=key, width=width, on_change=_take, args=(name,))


def _take(name: str) -> None:
    _state.put("start", "")
    _state.put(name, st.session_state[f"agreements_{name}"].strip())


def _clear() -> None:
    _state.keep_only(())
