"""Perspectives: what is the value, for whom, how, and who pays; per role and shared."""

import streamlit as st

from canvas.store import notes, points, summaries
from canvas.ui import choose, say
from canvas.ui.opening import open_page
from canvas.ui.point_drawer import Table, new_point, open_point, points_taken_off
from canvas.ui.points_table import points_table
from canvas.ui.words import _, joined, n_

here = open_page()
scopes = {"moment": _("One partnership"), "across": _("Across cases")}
st.session_state.setdefault("perspectives_scope", st.query_params.get("scope", "moment"))
if st.session_state["perspectives_scope"] not in scopes:
    st.session_state["perspectives_scope"] = "moment"
across = st.session_state["perspectives_scope"] == "across"
if across:
    head = st.container()
    table, pairs = Table(None, None, _("Across cases")), None
    st.query_params.from_dict({"scope": "across"})
else:
    moment, head = choose.titled_moment(here)
    table = Table(moment["partnership_id"], moment["wave_id"], joined([moment["name"], moment["label"]]))
    pairs = [(moment["partnership_id"], moment["wave_id"])]
    st.query_params.pop("scope", None)
with here.study.reading() as connection:
    found = points.of_table(connection, table.partnership_id, table.wave_id)
    taken_off = points.of_table(connection, table.partnership_id, table.wave_id, retired=True)
    linked = notes.sourced(connection, note_ids=[one for point in found for one in point["notes"]])
    cells = summaries.cells(connection, pairs)
with head:
    line = joined([_("Perspectives"), "" if across else moment["label"], n_("{n} point", "{n} points", len(found))])
    fictional = [_("Fictional")] if not across and moment["fictional"] else []
    say.heading(table.title if across else moment["name"], line, fictional)
st.segmented_control(
    _("Which table"), list(scopes), format_func=scopes.get, key="perspectives_scope", required=True,
    label_visibility="collapsed", persist_state="session",
)  # fmt: skip
opened, added = points_table(here, found, {note["id"]: note for note in linked}, cells, table.title)
if opened:
    open_point(here, table, opened)
elif added:
    new_point(here, table, *added)
points_taken_off(here, taken_off)
