"""Evidence: what a point, a cell or a whole table rests on, down to the words spoken."""

from canvas.errors import NotFoundError
from canvas.read_models.evidence_page import evidence_page
from canvas.report.evidence_words import table_name
from canvas.screens.evidence import evidence_scope, evidence_sheet
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_, speech
from canvas.ui.page import open_page

page = open_page()
scope, head = evidence_scope.chosen(page)
try:
    model = page.read(evidence_page, scope, page.user["name"])
except NotFoundError as met:  # it went while one looked
    elements.fault(met)
    st.stop()
(table,) = model.tables
with head:
    count = n_("{n} point", "{n} points", len(table.points))
    elements.heading(
        table_name(table, speech()),
        joined([_("Evidence: what each point rests on, down to the words spoken"), count]),
        [_("Fictional")] if table.fictional else [],
    )
if scope.point_id:
    evidence_scope.to_table(table)
if not table.points and table.held_back[1]:
    elements.empty(
        n_(
            "{n} point that stands here is held back from you",
            "{n} points that stand here are held back from you",
            table.held_back[1],
        ),
        _("They rest on what few people said, or are said to be of a role of which few people were heard."),
    )
elif not table.points:
    elements.empty(
        _("No point stands here yet"),
        _("Once a point rests on notes, all that leads back to the words spoken will stand here."),
    )
    st.page_link("pages/perspectives.py", label=_("To the perspectives"), icon=":material/arrow_forward:")
evidence_sheet.downloads(model)
evidence_sheet.sheet(page, model)
