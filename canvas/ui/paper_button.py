"""The button that hands over a page of paper of a moment: its agenda or its state of affairs, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.read_models.agenda_page import paper
from canvas.report.writers import paper_pdf
from canvas.store.database.text import file_stem
from canvas.ui.file_button import file_button
from canvas.ui.i18n import _, speech
from canvas.ui.page import PageContext


def paper_button(page: PageContext, moment: Mapping, kind: str) -> None:
    """Draw the button; `kind` is of `read_models.agenda_page.PAPERS`. The page is made when it is pressed."""
    spoken, pair = speech(), (moment["partnership_id"], moment["wave_id"])
    labels = {"agenda": _("Agenda as PDF"), "state": _("State of affairs as PDF")}
    titles = {"agenda": _("Agenda"), "state": _("State of affairs")}
    file_button(
        labels[kind],
        lambda: paper_pdf.pdf(page.read(paper, kind, pair, page.blocks, page.roles, spoken)),
        file_stem(f"{titles[kind]} {moment['name']} {moment['label']}", kind) + ".pdf",
        "application/pdf",
        key=f"paper_{kind}",
        on_click="ignore",
        icon=":material/picture_as_pdf:",
    )
