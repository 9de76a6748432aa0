"""The corner at the top right: searching, language, profile, and which study one is in."""

from html import escape

from canvas.access.small_numbers import may_copy_study
from canvas.screens.interviews import interview_session
from canvas.store import without_password
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import LANGUAGES, _, joined, name
from canvas.ui.page import choose_study, forget_profile, has_profile, in_demo, profile, target
from canvas.ui.scheme_choice import scheme_choice
from canvas.ui.search import search_url
from canvas.ui.search.search_field import topbar_field


def topbar(screen: str, title: str) -> None:
    """Draw the corner of a screen (by the path of its link); a choice takes effect on the next run.

    The title is seen on a phone alone, where the names of the screens are folded away.
    """
    if screen != "search":
        search_url.away()
    if screen != "interview":
        interview_session.away()
    st.session_state["language_choice"] = st.session_state["language"]
    with st.container(horizontal=True, key="topbar", vertical_alignment="center", gap="small"):
        st.html(f'<p class="pps-place">{escape(title)}</p>')
        topbar_field()
        st.segmented_control(
            _("Language"),
            list(LANGUAGES),
            key="language_choice",
            format_func=str.upper,
            required=True,
            label_visibility="collapsed",
            on_change=_take_language,
        )
        demo = in_demo()
        # a key per state, so that the menu is closed again once a choice has led elsewhere
        state = f"menu_{demo}_{has_profile()}"
        with st.popover(_("Demo study") if demo else _("Menu"), type="tertiary", key=state):
            st.page_link(
                "pages/help.py",
                label=_("Help and keys"),
                icon=":material/help:",
                query_params={"about": screen or "overview"},
            )
            scheme_choice()
            if working := profile():
                st.caption(_("Profile: {who}", who=joined([working["name"], name(working["kind"])])))
            st.caption(_("Study: {where}", where=without_password(target())))
            st.page_link("pages/study.py", label=_("Settings of the study"), icon=":material/tune:")
            if working is None or may_copy_study(working["kind"]):
                st.page_link("pages/backup.py", label=_("Backup"), icon=":material/save:")
            if st.button(_("Choose another profile"), type="tertiary", icon=":material/person:"):
                forget_profile()
                st.rerun()
            other = _("Back to my own study") if demo else _("Look at the demo study")
            if st.button(other, type="tertiary", icon=":material/swap_horiz:"):
                choose_study("own" if demo else "demo")
                st.rerun()


def _take_language() -> None:
    st.session_state["language"] = st.session_state["language_choice"]
