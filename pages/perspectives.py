"""Perspectives: what is the value, for whom, how, and who pays; per role and shared."""

from canvas.analysis.perspectives import hearing
from canvas.screens.perspectives.new_point import new_point
from canvas.screens.perspectives.point_drawer import Table, open_point, points_taken_off
from canvas.screens.perspectives.points_table import heard_drawer, points_table
from canvas.store.notes import notes
from canvas.store.overview import across_cells, moment_summaries
from canvas.store.overview.across import Which
from canvas.store.points import points
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import open_page
from canvas.ui.pickers import attribute_filter, moment_picker
from canvas.ui.points import point_links
from canvas.ui.points.flagged_points import flagged_list

here = open_page()
scopes = {"moment": _("One partnership"), "across": _("Across partnerships")}
linked_to, wrong = point_links.follow(here)
if st.session_state[point_links.SCOPE] == "across":
    head, moment, pairs, at = st.container(), None, attribute_filter.pairs(here), {"scope": "across"}
    every = Which(wanted=attribute_filter.chosen(here, ["partnership"]).wanted)
    attribute_filter.control(here, ["partnership"])
    st.query_params.from_dict(at | ({"point": linked_to} if linked_to else {}))
    which, title, chips = (None, None), _("Across partnerships"), []
else:
    moment, head = moment_picker.titled_moment(here)
    which, title = (moment["partnership_id"], moment["wave_id"]), joined([moment["name"], moment["label"]])
    pairs, at = [which], {"partnership": moment["code"], "moment": str(moment["position"])}
    st.query_params.pop("scope", None)
    chips = [_("Fictional")] if moment["fictional"] else []
with here.study.reading() as connection:
    found, taken_off = (points.of_table(connection, *which, retired=gone) for gone in (False, True))
    linked = notes.sourced(connection, note_ids=[one for point in found for one in point["notes"]])
    cells = moment_summaries.cells(connection, pairs) if moment else across_cells.together(connection, every)
    flagged = points.flagged(connection)
table = Table(*which, title, hearing(cells, here.rows))
with head:
    line = joined([_("Perspectives"), moment and moment["label"], n_("{n} point", "{n} points", len(found))])
    elements.heading(moment["name"] if moment else title, line, chips)
if wrong:
    elements.fault(wrong)
st.segmented_control(
    _("Which table"),
    list(scopes),
    format_func=scopes.get,
    key=point_links.SCOPE,
    required=True,
    label_visibility="collapsed",
    persist_state="session",
)
flagged_list(flagged, which)
by_id = {note["id"]: note for note in linked}
chosen = points_table(here, found, by_id, cells, title, {row["id"]: row["flags"] for row in flagged}, at)
if chosen.added:
    new_point(here, table, *chosen.added)
elif chosen.heard:
    heard_drawer(here, title, pairs, *chosen.heard, table.heard[chosen.heard]["notes"])
elif chosen.evidence:
    st.switch_page("pages/evidence.py", query_params=at | dict(zip(("row", "question"), chosen.evidence, strict=True)))
elif chosen.opened or linked_to:  # what is pressed in the table comes before a link that was still on its way
    open_point(here, table, chosen.opened or linked_to)
if found:
    st.page_link(
        "pages/evidence.py", label=_("Evidence of this table"), icon=":material/account_tree:", query_params=at
    )
points_taken_off(here, taken_off)
point_links.told()
