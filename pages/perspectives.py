"""Perspectives: what is the value, for whom, how, and who pays; per role and shared."""

from canvas.read_models.perspectives_page import perspectives_page
from canvas.report.headline_of_perspectives import table_sentences
from canvas.screens.perspectives import perspectives_scope
from canvas.screens.perspectives.new_point import new_point
from canvas.screens.perspectives.point_drawer import open_point, points_taken_off
from canvas.screens.perspectives.point_notes import Table
from canvas.screens.perspectives.points_table import heard_drawer, points_table
from canvas.screens.perspectives.roles_without_points import roles_without_points
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import speech
from canvas.ui.page import open_page
from canvas.ui.points import point_links
from canvas.ui.points.flagged_points import flagged_list

page = open_page()
linked_to, fault = point_links.take_link(page)
scope = perspectives_scope.scope(page, linked_to)
model = page.read(perspectives_page, scope.pair, scope.filters, page.rows)
partnership_id, wave_id = scope.pair or (None, None)
table = Table(partnership_id, wave_id, scope.title, model.heard)
perspectives_scope.heading(scope, len(model.points))
if fault:
    elements.fault(fault)
perspectives_scope.choice()
elements.headlines(table_sentences(model.findings, speech()))
flagged_list(model.flagged, (table.partnership_id, table.wave_id))
pressed = points_table(page, model.points, model.notes, model.cells, scope.title, model.flags, scope.link)
if pressed.added:
    new_point(page, table, *pressed.added)
elif pressed.heard:
    heard_drawer(page, scope.title, scope.pairs, *pressed.heard, table.heard[pressed.heard]["notes"])
elif pressed.evidence:
    part = dict(zip(("row", "question"), pressed.evidence, strict=True))
    st.switch_page("pages/evidence.py", query_params=scope.link | part)
elif point_id := pressed.opened or linked_to:  # what is pressed comes before a link that was still on its way
    open_point(page, table, point_id)
if model.points:
    perspectives_scope.to_evidence(scope)
roles_without_points(page, model)
points_taken_off(page, model.taken_off)
point_links.remember_link()
