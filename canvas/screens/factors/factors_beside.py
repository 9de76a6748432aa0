"""Draws a partnership beside all others of the same moment: where it lies lower or higher than most, and as most."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from canvas.analysis.beside_others import ABOVE, AMONG, BELOW, FEWEST_OTHERS, Beside
from canvas.read_models.beside_page import BesidePage, beside_page
from canvas.screens.factors import factors_scope
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, a_number, block, factor, joined, language, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_picker

_LOWEST, _HIGHEST = 1, 5  # of a rating


def beside_others(page: PageContext) -> None:
    """Draw how a partnership stands at a chosen moment beside the others; why not, where there are too few."""
    moment, head = moment_picker.titled_moment(page, moment_picker.name_heading(_("Beside others")))
    pair = (moment["partnership_id"], moment["wave_id"])
    model = page.read(beside_page, pair, page.blocks, list(page.roles))
    others = n_("{n} other partnership", "{n} other partnerships", model.others, n=a_number(model.others))
    with head:
        elements.heading(
            moment["name"],
            joined([_("Beside others"), moment["label"], others]),
            [_("Fictional")] if moment["fictional"] else [],
        )
    factors_scope.view_switch()
    if not model.enough:
        _too_few(model)
        return
    elements.headlines(_sentences(model))
    elements.soft(
        _(
            "Of the others nothing is shown but where the middle half of them lies, and only of what five or more of "
            "them have. A rating counts from three people of a role on, here and there, and roles are never taken "
            "together."
        )
    )
    elements.soft(_("The middle half leaves out the lowest and the highest quarter of them, rounded down."))
    if model.fictional:
        elements.soft(
            n_(
                "{n} fictional partnership is not among the others.",
                "{n} fictional partnerships are not among the others.",
                model.fictional,
            )
        )
    apart = [row for row in model.every if row.standing != AMONG]
    if apart:
        elements.subheading(_("Where it lies apart from most others"))
        _table(page, apart)
    alike = [row for row in model.every if row.standing == AMONG]
    if alike:
        with st.expander(n_("{n} figure as that of most others", "{n} figures as those of most others", len(alike))):
            _table(page, alike)


def _too_few(model: BesidePage) -> None:
    there = n_(
        "At this moment {n} other was heard.", "At this moment {n} others were heard.", model.others, n=model.others
    )
    elements.empty(
        _("Not shown: there are too few others"),
        joined(
            [
                there,
                _(
                    "Beside others is shown from {fewest} others on, so that none of them can be told from the rest.",
                    fewest=FEWEST_OTHERS,
                ),
                n_(
                    "{n} fictional partnership does not count.",
                    "{n} fictional partnerships do not count.",
                    model.fictional,
                )
                if model.fictional
                else "",
            ],
            " ",
        ),
    )


def _sentences(model: BesidePage) -> list[str]:
    sentences = []
    for rows in (model.factors, model.blocks):
        for standing in (BELOW, ABOVE):
            keys = list(dict.fromkeys(row.key for row in rows if row.standing == standing))
            if keys:
                names = ", ".join(_name(key, rows) for key in keys[:3]) + (" …" if len(keys) > 3 else "")
                sentences.append(_apart(rows[0].of, standing, len(keys), names))
    if not sentences:
        sentences.append(
            _("On all that can be compared it was rated as in most others.")
            if model.factors or model.blocks
            else _("No rating can be compared: too few people of a role rated here, or in five of the others.")
        )
    return [*sentences, *_covered(model.coverage)]


def _apart(of: str, standing: str, number: int, names: str) -> str:
    if of == "factor" and standing == BELOW:
        return n_(
            "A role rated {n} success factor lower than in most others: {names}.",
            "A role rated {n} success factors lower than in most others: {names}.",
            number,
            names=names,
        )
    if of == "factor":
        return n_(
            "A role rated {n} success factor higher than in most others: {names}.",
            "A role rated {n} success factors higher than in most others: {names}.",
            number,
            names=names,
        )
    if standing == BELOW:
        return n_(
            "A role rated {n} block lower than in most others: {names}.",
            "A role rated {n} blocks lower than in most others: {names}.",
            number,
            names=names,
        )
    return n_(
        "A role rated {n} block higher than in most others: {names}.",
        "A role rated {n} blocks higher than in most others: {names}.",
        number,
        names=names,
    )


def _covered(rows: Sequence[Beside]) -> list[str]:
    return [
        _("Roles heard: {own}; in most others {range}.", own=_figure(row.own), range=_range(row))
        if row.of == "roles"
        else _("Blocks covered: {own}; in most others {range}.", own=_figure(row.own), range=_range(row))
        for row in rows
    ]


def _name(key: str | int, rows: Sequence[Beside]) -> str:
    return factor(int(key), short=True) if rows[0].of == "factor" else block(str(key))


def _table(page: PageContext, rows: Sequence[Beside]) -> None:
    heads = (_("What"), _("Role"), _("Here"), _("The middle half of the others"), _("Beside them"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(_row(page, row, heads) for row in rows)
    label = escape(_("Beside others"))
    st.html(
        f'<div class="pps-scroll" tabindex="0" role="region" aria-label="{label}"><table class="pps pps-besides">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(page: PageContext, row: Beside, heads: Sequence[str]) -> str:
    words = {BELOW: _("lower"), AMONG: _("as most"), ABOVE: _("higher")}
    names = {"roles": _("Roles heard"), "blocks": _("Blocks covered")}
    title = names.get(row.of) or (f"{row.key}. {factor(int(row.key))}" if row.of == "factor" else block(str(row.key)))
    role = page.roles.get(row.role)
    voice = f'<span class="pps-role">{elements.letter(role)} {escape(elements.role_name(role))}</span>' if role else "–"
    here = _figure(row.own) + (f' <span class="soft">n {row.n}</span>' if row.n else "")
    others = n_("{range} ({n} other)", "{range} ({n} others)", row.others, n=a_number(row.others), range=_range(row))
    cells = (
        ("name", escape(title)),
        ("", voice),
        ("", here),
        ("", escape(others)),
        ("", f"{_strip(row)} {escape(words[row.standing])}"),
    )
    return (
        "<tr>"
        + "".join(
            f'<td class="{kind}" data-label="{escape(label)}"><span>{html}</span></td>'
            for (kind, html), label in zip(cells, heads, strict=True)
        )
        + "</tr>"
    )


def _strip(row: Beside) -> str:
    """Return HTML of a scale with the middle half of the others and the own value on it; the words say the same."""
    if row.of not in ("factor", "block"):
        return ""

    def place(value: float) -> float:
        return round(100 * (value - _LOWEST) / (_HIGHEST - _LOWEST), 1)

    width = max(place(row.high) - place(row.low), 3)
    return (
        f'<span class="pps-strip" aria-hidden="true"><i style="left:{min(place(row.low), 97)}%;width:{width}%"></i>'
        f'<b style="left:{place(row.own)}%"></b></span>'
    )


def _range(row: Beside) -> str:
    if row.low == row.high:
        return _figure(row.low)
    return _("{low} to {high}", low=_figure(row.low), high=_figure(row.high))


def _figure(value: float) -> str:
    figure = f"{value:g}"
    return figure.replace(".", ",") if language() == "nl" else figure
