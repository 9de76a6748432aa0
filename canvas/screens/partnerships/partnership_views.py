"""The head of a partnership, and its views: people, attributes, what is said of it, and its moments."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from canvas.read_models.partnerships_page import PartnershipPage
from canvas.screens.partnerships import partnership_forms as forms
from canvas.screens.partnerships.attribute_view import attribute_view
from canvas.screens.partnerships.giving_view import giving_view
from canvas.screens.partnerships.people import people
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_, name
from canvas.ui.page import PageContext

FIRST_VIEW = "people"
_VIEW = "partnership_view"  # session: the view that is on
_LINK = "partnership_view_link"  # session: the view that the link last said


def first_words(moment: Mapping) -> None:
    """Draw the name of a partnership, while the rest of its head is read."""
    elements.heading(moment["name"], "", [name(moment["phase"]), *([_("Fictional")] if moment["fictional"] else [])])


def head(model: PartnershipPage, moment: Mapping) -> None:
    """Draw the name of a partnership, with where it works, since when and with how many."""
    row = model.partnership
    line = [
        row["region"],
        _("since {year}", year=row["since"]) if row["since"] else "",
        n_("{n} partner", "{n} partners", len(model.aboard)),
        n_("{n} respondent", "{n} respondents", len(model.respondents)),
    ]
    elements.heading(
        row["name"], joined(line), [name(moment["phase"]), *([_("Fictional")] if row["fictional"] else [])]
    )


def choose_view(page: PageContext) -> str:
    """Draw the choice of a view, and beside it the button for a new partnership; returns the view that is chosen."""
    views = {
        "people": _("Partners and respondents"),
        "giving": _("Giving and taking"),
        "attributes": _("Attributes"),
        "about": _("About"),
        "moments": _("Moments"),
    }
    _take_link(views)
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            _("View"),
            list(views),
            format_func=views.get,
            required=True,
            key=_VIEW,
            label_visibility="collapsed",
        )
        if not page.study.read_only and st.button(_("New partnership"), icon=":material/add:"):
            st.session_state[forms.NEW_PARTNERSHIP_OPEN] = True
            st.rerun()
    _tell_link(view)
    return view


def _take_link(views: Collection[str]) -> None:
    """Have the view be the one that a link names, where it was not seen before."""
    linked = st.query_params.get("view")
    if linked in views and linked != st.session_state.get(_LINK):
        st.session_state[_VIEW] = linked
    st.session_state.setdefault(_VIEW, FIRST_VIEW)


def _tell_link(view: str) -> None:
    st.session_state[_LINK] = view
    if view != st.query_params.get("view", FIRST_VIEW):
        now = st.query_params.to_dict() | {"view": view}
        st.query_params.from_dict({name: value for name, value in now.items() if (name, value) != ("view", FIRST_VIEW)})


def show(page: PageContext, view: str, model: PartnershipPage, moment: Mapping, waves: Sequence[Mapping]) -> None:
    """Draw a view of a partnership; `waves` are those of the study, for a further moment."""
    if view == "people":
        people(page, moment, model)
    elif view == "giving":
        giving_view(page, moment)
    elif view == "attributes":
        attribute_view(page, model.partnership, model.respondents)
    elif view == "about":
        forms.about(page, model.partnership)
    else:
        left, right = st.columns([3, 2], gap="large")
        with left:
            for row in model.moments:
                forms.moment(page, row)
        with right:
            forms.add_moment(page, model.partnership, waves, model.moments)
