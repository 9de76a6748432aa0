"""Partnerships: who works together since when, in which phase, with which partners and respondents."""

from canvas.screens.partnerships import partnership_forms as forms
from canvas.screens.partnerships.attribute_view import attribute_view
from canvas.screens.partnerships.people import people
from canvas.store import moments, partnerships, respondents
from canvas.store.overview import across
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_, name
from canvas.ui.page import open_page
from canvas.ui.pickers import moment_picker

here = open_page()
with here.study.reading() as connection:
    waves, known = moments.waves(connection), across.count(connection, across.Which())[0]
if not known or st.session_state.get(forms.NEW):
    elements.heading(_("Partnerships"), _("A name is enough to begin; the rest can follow."))
    forms.new_partnership(here, waves)
    if known and st.button(_("Back to the partnerships")):
        del st.session_state[forms.NEW]
        st.rerun()
    st.stop()

moment, head = moment_picker.titled_moment(here)
partnership_id = moment["partnership_id"]
with here.study.reading() as connection:
    row = partnerships.get(connection, partnership_id)
    partners = partnerships.partners(connection, partnership_id)
    heard = respondents.of_partnership(connection, partnership_id)
since = _("since {year}", year=row["since"]) if row["since"] else ""
with head:
    elements.heading(
        row["name"],
        joined(
            [
                row["region"],
                since,
                n_("{n} partner", "{n} partners", len(partners)),
                n_("{n} respondent", "{n} respondents", len(heard)),
            ]
        ),
        [name(moment["phase"]), *([_("Fictional")] if row["fictional"] else [])],
    )
if row["summary"]:
    elements.soft(row["summary"])

views = {
    "people": _("Partners and respondents"),
    "attributes": _("Attributes"),
    "about": _("About"),
    "moments": _("Moments"),
    "roles": _("Roles"),
}
with st.container(horizontal=True, vertical_alignment="center"):
    view = st.segmented_control(
        _("View"),
        list(views),
        format_func=views.get,
        default="people",
        required=True,
        key="partnership_view",
        label_visibility="collapsed",
    )
    if not here.study.read_only and st.button(_("New partnership"), icon=":material/add:"):
        st.session_state[forms.NEW] = True
        st.rerun()
if view == "people":
    people(here, moment, partners, heard)
elif view == "attributes":
    attribute_view(here, row, heard)
elif view == "about":
    forms.about(here, row)
elif view == "roles":
    forms.roles(here)
else:
    of_this = moment_picker.of_code(here, row["code"])
    left, right = st.columns([3, 2], gap="large")
    with left:
        for one in of_this:
            forms.moment(here, one)
    with right:
        forms.add_moment(here, row, waves, of_this)
