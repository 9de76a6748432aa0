"""Giving and taking on the partnerships screen: what it comes to in sentences, per partner, and what lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.giving import Giving, Remark, Total
from canvas.errors import N_
from canvas.read_models.giving_page import GivingPage, giving_page
from canvas.report import giving_words
from canvas.report.finding_words import listed
from canvas.screens.partnerships.giving_flow import giving_flow
from canvas.store import contributions
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.components import return_focus
from canvas.ui.dialogs.store_form import store
from canvas.ui.figures.heat_table import words_table
from canvas.ui.giving.giving_drawers import new_contribution, open_givings
from canvas.ui.i18n import _, joined, n_, speech
from canvas.ui.line_list import line_list
from canvas.ui.page import PageContext

TABLE_KEY = "giving_table"
IN_CELL = 5  # givings that a cell names
AT_ONCE = 8  # sentences of what lacks that are drawn at first
_HEADS = {  # title of a list of sentences, and what it is
    "giving_contradicts": (N_("Where accounts differ"), N_("What people say of the same thing, side by side.")),
    "giving_lacks": (N_("What lacks"), N_("What nobody wrote down yet, or did not say; the grey words are the rule.")),
}
_NOT_COUNTED = {
    "left": N_("{partner} left on {date}. What it gave is not counted: {totals}."),
    "later": N_("{partner} joined later, on {date}. What it gives is not counted: {totals}."),
}
_ALL = "giving_all"  # session: whether all sentences of what lacks are drawn


def giving_view(page: PageContext, moment: Mapping) -> None:
    """Draw what the partners of a partnership give and get, and who of them is aboard at this moment of it."""
    partnership_id, name = moment["partnership_id"], moment["name"]
    model = page.read(giving_page, partnership_id, moment["wave_id"])
    if model.held_back:
        elements.soft(
            n_(
                "{n} contribution is held back from you, as few people spoke. So what lacks is not said.",
                "{n} contributions are held back from you, as few people spoke. So what lacks is not said.",
                model.held_back,
            )
        )
    if not model.givings:
        _nothing(page, partnership_id, model)
        return
    chosen = _choose_partner(partnership_id, model)
    elements.headlines(_of_one(model, chosen) if chosen else _findings(model))
    if chosen:
        model = model.of_partner(chosen)
    if not page.study.read_only and st.button(_("Add contribution"), icon=":material/add:"):
        new_contribution(page, partnership_id, *([chosen] if chosen else []))
    _remarks(page, partnership_id, "giving_contradicts", model.contradicts, model)
    _table(page, partnership_id, model)
    if model.givings:
        _flow(page, partnership_id, model, name)
    _remarks(page, partnership_id, "giving_lacks", model.lacks, model)
    _taken_away(page, model)


def _choose_partner(partnership_id: str, model: GivingPage) -> str:
    """Draw the choice of a partner, which rules all that stands below it; return its id, '' for all."""
    if len(model.partners) < 2:
        return ""
    return st.selectbox(
        _("Of which partner"),
        ["", *model.names],
        format_func=({"": _("All partners")} | model.names).get,
        key=f"giving_of_{partnership_id}",
        label_visibility="collapsed",
        width=360,
    )


def _of_one(model: GivingPage, partner_id: str) -> list[str]:
    """Return what one partner gives and gets together, in a sentence each."""
    if model.held_back:
        return []
    (balance,) = (row for row in model.balances if row.partner["id"] == partner_id)
    gives, gets = balance.gives_totals, balance.gets_totals
    return [
        _("Gives: {totals}.", totals=giving_words.together(gives, speech())) if gives else "",
        _("Gets: {totals}.", totals=giving_words.together(gets, speech())) if gets else "",
    ]


def _nothing(page: PageContext, partnership_id: str, model: GivingPage) -> None:
    elements.empty(
        _("What is written down here is held back from you")
        if model.held_back
        else _("Nothing is written down yet of what partners give and get"),
        _(
            "Hours, euros, in kind, candidates, knowledge, network: who gives what to whom, how much if that is known, "
            "and who says so."
        ),
    )
    if not model.partners:
        elements.soft(_("Add partners first, under “Partners and respondents”."))
    elif not page.study.read_only and st.button(_("Add contribution"), icon=":material/add:", type="primary"):
        new_contribution(page, partnership_id)


def _findings(model: GivingPage) -> list[str]:
    if model.held_back:  # a part of what is given is no sum
        return []
    aboard = model.being("aboard")
    empty_handed = [balance.partner["organisation"] for balance in aboard if balance.gives and not balance.gets]
    givers = n_(
        "At {moment}, {n} of the {total} partners aboard gives something",
        "At {moment}, {n} of the {total} partners aboard give something",
        model.givers,
        total=len(aboard),
        moment=model.label,
    )
    differ = n_("on {n} thing accounts differ", "on {n} things accounts differ", len(model.contradicts))
    first = f"{joined([givers, differ] if model.contradicts else [givers], '; ')}."
    second = _("Together they give: {totals}.", totals=giving_words.together(model.totals, speech()))
    third = n_(
        "{partners} gives, and nothing is written down of what it gets.",
        "{partners} give, and nothing is written down of what they get.",
        len(empty_handed),
        partners=listed(empty_handed, speech()),
    )
    return [first, second if model.totals else "", *_not_counted(model), third if empty_handed else ""]


def _not_counted(model: GivingPage) -> list[str]:
    """Return of who left by this moment, or joined after it, what each gave or gives, as that is in no total."""
    sentences = []
    for how, day in (("left", "left"), ("later", "joined")):
        for balance in model.being(how):
            if balance.gives:
                partner: Mapping = balance.partner
                amounts = giving_words.together(balance.gives_totals, speech())
                when = speech().date(partner[day])
                sentences.append(_(_NOT_COUNTED[how], partner=partner["organisation"], date=when, totals=amounts))
    return sentences


def _remarks(page: PageContext, partnership_id: str, key: str, remarks: Sequence[Remark], model: GivingPage) -> None:
    """Draw gaps or contradictions as sentences, each opening what it is about."""
    if not remarks:
        return
    title, line = _(_HEADS[key][0]), _(_HEADS[key][1])
    elements.subheading(title, line)
    by_key = {remark.key: remark for remark in remarks}
    shown = list(by_key)[: None if st.session_state.get(f"{key}{_ALL}") else AT_ONCE]
    firsts = {remark.rule: remark.key for remark in reversed(remarks)}  # a rule is said once, where it is first used
    lines = [_line(by_key[at], model, at in firsts.values()) for at in shown]
    pressed = by_key.get(line_list(key, lines, _("Look")) or "")
    if pressed and pressed.giving:
        open_givings(page, partnership_id, title, [pressed.giving], lambda: return_focus(key, pressed.key))
    elif pressed and pressed.partner:
        new_contribution(page, partnership_id, pressed.partner["id"])
    if len(shown) < len(by_key):
        st.button(
            n_("Show {n} more", "Show {n} more", len(by_key) - len(shown)),
            key=f"{key}_more",
            on_click=st.session_state.__setitem__,
            args=(f"{key}{_ALL}", True),
        )


def _line(remark: Remark, model: GivingPage, with_rule: bool) -> dict:
    sentence = giving_words.sentence(remark, model.names, speech())
    rule = giving_words.rule(remark, speech()) if with_rule else ""
    return {"key": remark.key, "title": sentence, "said": rule, "hint": sentence, "letter": "", "colour": ""}


def _table(page: PageContext, partnership_id: str, model: GivingPage) -> None:
    elements.subheading(_("Per partner"), _("What each gives and gets, and in brackets who says so."))
    columns = {"gives": _("Gives"), "gets": _("Gets")}
    nothing = _("Nothing that you may see") if model.held_back else _("Nothing written down")
    rows = [
        {
            "key": balance.partner["id"],
            "label": balance.partner["organisation"],
            "sub": _about(page, balance.partner),
            "cells": [
                _cell([(giving, _to(model, giving)) for giving in balance.gives], balance.gives_totals, nothing),
                _cell([(giving, _from(model, giving)) for giving in balance.gets], balance.gets_totals, nothing),
            ],
        }
        for balance in model.balances
    ]
    words = {
        "table": _("What partners give and get"),
        "blocks": _("Partner"),
        "how": _("Press a cell for who says what, and the notes it rests on."),
    }
    data = {
        "words": words,
        "columns": [{"key": key, "label": label} for key, label in columns.items()],
        "rows": rows,
    }
    opened = words_table(TABLE_KEY, data)
    if not opened:
        return
    partner_id, _bar, column = opened.partition("|")
    balance = next(balance for balance in model.balances if balance.partner["id"] == partner_id)
    givings = balance.gives if column == "gives" else balance.gets
    title = joined([balance.partner["organisation"], columns[column]])
    open_givings(page, partnership_id, title, givings, lambda: return_focus(TABLE_KEY, opened))


def _flow(page: PageContext, partnership_id: str, model: GivingPage, name: str) -> None:
    giving = model.by_key.get(giving_flow(model, name) or "")
    if giving:
        open_givings(page, partnership_id, giving.text, [giving], lambda: return_focus("giving_flow", giving.key))


def _taken_away(page: PageContext, model: GivingPage) -> None:
    """Draw what was taken off the list, each to be put back."""
    if not model.retired:
        return
    with st.expander(n_("{n} was taken away", "{n} were taken away", len(model.retired))):
        lines = [
            {
                "key": row["id"],
                "title": row["text"],
                "said": joined([row["organisation"], giving_words.statement(row, speech()), row["code"]]),
                "hint": _("Put back {title}", title=row["text"]),
                "letter": "",
                "colour": "",
            }
            for row in model.retired
        ]
        pressed = line_list("giving_retired", lines, "" if page.study.read_only else _("Put back"))
        if pressed:
            store(page, lambda writer: contributions.retire(writer, pressed, False), _("Put back"))


def _about(page: PageContext, partner: Mapping) -> str:
    role = page.roles.get(partner["role"] or "")
    left = _("left {date}", date=speech().date(partner["left"])) if partner["left"] else ""
    return joined([role.singular[page.language] if role else "", left])


def _cell(givings: Sequence[tuple[Giving, str]], totals: Sequence[Total], nothing: str) -> dict:
    if not givings:
        return {"text": "", "said": nothing, "sub": nothing, "opens": False}
    lines = [_thing(giving, other) for giving, other in givings[:IN_CELL]]
    if len(givings) > IN_CELL:
        lines.append(n_("and {n} more", "and {n} more", len(givings) - IN_CELL))
    differs = any(giving.differs for giving, _other in givings)
    text = "\n".join(lines)
    return {
        "text": text,
        "said": joined([text, _("accounts differ") if differs else ""]),
        "sub": _("Together: {totals}", totals=giving_words.together(totals, speech())) if _adds_up(totals) else "",
        "opens": True,
    } | ({"mark": _("accounts differ")} if differs else {})


def _adds_up(totals: Sequence[Total]) -> bool:
    """Tell whether a sum says more than the lines above it: of some kind there is more than one amount."""
    return any(row.spans and row.givings - row.without - row.per_person > 1 for row in totals)


def _thing(giving: Giving, other: str) -> str:
    """Return a line of a cell: how much of what, to or from which other partner ("" for the whole), and who says so."""
    amounts, who = giving_words.amounts(giving, speech()), giving_words.said_by(giving.statements, speech())
    return f"{amounts}: {joined([giving.text, other], ', ')} ({who})"


def _to(model: GivingPage, giving: Giving) -> str:
    return _("to {partner}", partner=model.names[giving.receiver]) if giving.receiver else ""


def _from(model: GivingPage, giving: Giving) -> str:
    return _("from {partner}", partner=model.names[giving.giver]) if giving.giver else ""
