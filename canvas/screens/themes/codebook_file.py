"""The codebook as a file: handed out as .csv or .qdc, and brought in after seeing what that would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from canvas.capture.difference import parts
from canvas.exchange import codebooks
from canvas.exchange.codebooks import importer
from canvas.exchange.codebooks.importer import Plan
from canvas.screens.themes.theme_form import labels
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.file_button import file_button
from canvas.ui.i18n import _, catalogue, joined, language, n_
from canvas.ui.notes.theme_marks import colour_name
from canvas.ui.page import PageContext, show_user_errors

SHOWN = 50  # themes named at once
LONGEST_COMPARED = 2000  # characters of a text that are compared
KINDS = ("csv", "qdc", "qdpx", "qde")


def codebook_button(page: PageContext, every: Sequence[Mapping]) -> None:
    """Draw the button that opens the drawer in which a codebook goes out or comes in."""
    if st.button(_("Codebook"), icon=":material/menu_book:", key="theme_codebook"):
        drawer(_("Codebook"), lambda: _body(page, every))


def _body(page: PageContext, every: Sequence[Mapping]) -> None:
    elements.subheading(_("Hand out"), _("All themes with their definitions, without notes."))
    if every:
        with st.container(horizontal=True):
            for ending, what in ((".csv", _("For Excel (.csv)")), (".qdc", _("For other programs (.qdc)"))):
                file_button(
                    what,
                    codebooks.write(every, ending, page.language if ending == ".csv" else page.study_language),
                    _("codebook") + ending,
                    icon=":material/download:",
                    on_click="ignore",
                    key=f"codebook_out{ending[1:]}",
                )
    else:
        elements.soft(_("There are no themes yet."))
    if page.study.read_only:
        return
    elements.subheading(
        _("Bring in"),
        _(
            "A table (.csv) or a codebook or project of another program (.qdc, .qdpx). You first see what would "
            "change; nothing is taken away."
        ),
    )
    turn = st.session_state.setdefault("codebook_turn", 0)
    file = st.file_uploader(_("Codebook file"), list(KINDS), key=f"codebook_in_{turn}")
    if file is None:
        return
    with show_user_errors(pressed=False):
        plan = importer.preview(page.study, file.getvalue(), file.name)
        _preview(plan, every)
        new = bool(plan.added or plan.changed)
        if new and st.button(_("Take these themes over"), type="primary", key="codebook_take"):
            done = importer.import_codebook(page.study, page.user["id"], file.getvalue(), file.name)
            st.session_state["codebook_turn"] = turn + 1
            elements.done(_line(done))
            st.rerun()


def _line(plan: Plan) -> str:
    return joined(
        [
            n_("{n} theme new", "{n} themes new", len(plan.added)),
            n_("{n} theme changes", "{n} themes change", len(plan.changed)),
            n_("{n} theme stays as it is", "{n} themes stay as they are", plan.same),
        ]
    )


def _preview(plan: Plan, every: Sequence[Mapping]) -> None:
    themes_by_id = {row["id"]: row for row in every}
    elements.soft(_line(plan))
    if not plan.added and not plan.changed:
        elements.soft(_("The study has all of this already: there is nothing to take over."))
    _list(_("New"), [escape(row["name"]) for row in plan.added])
    _list(_("Changes"), [_change(plan, themes_by_id[theme_id], what) for theme_id, what in plan.changed.items()])
    _list(
        _("Left as they are"),
        [escape(_("“{name}” was merged into “{other}” here.", name=name, other=other)) for name, other in plan.merged],
    )
    _list(
        _("Mended or left out"),
        [escape(catalogue(language()).gettext(message).format(**values)) for message, values in plan.codebook.warnings],
    )


def _change(plan: Plan, row: Mapping, what: Mapping) -> str:
    names = labels() | {"retired": _("In use"), "guid": _("Mark in other programs")}

    def shown(field: str, value: Any) -> str:
        if field == "parent_id":
            return plan.named.get(value, "") if value else ""
        if field == "colour":
            return colour_name(value) if value else ""
        return (_("no") if value else _("yes")) if field == "retired" else str(value or "")

    changes = "".join(
        f"<li>{escape(names[field])}: {elements.differing(parts(old[:LONGEST_COMPARED], new[:LONGEST_COMPARED]))}</li>"
        for field, value in what.items()
        for old, new in [(shown(field, row[field]), shown(field, value))]
    )
    return f"<b>{escape(row['name'])}</b><ul>{changes}</ul>"


def _list(title: str, entries: Sequence[str]) -> None:
    if not entries:
        return
    more = n_("and {n} more", "and {n} more", len(entries) - SHOWN) if len(entries) > SHOWN else ""
    rows = "".join(f"<li>{row}</li>" for row in entries[:SHOWN]) + (f"<li>{escape(more)}</li>" if more else "")
    st.html(f'<h3 class="pps-h3">{escape(title)}</h3><ul class="pps-plain">{rows}</ul>')
