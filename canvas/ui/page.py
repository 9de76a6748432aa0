"""How every screen opens: which study, which language, who is working, and whether there is anything to show."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import unquote

from canvas import method
from canvas.access import small_numbers
from canvas.access.small_numbers import Limits
from canvas.errors import UserError
from canvas.method import Role
from canvas.store import Connection, Study, default_target, demo_target, study_settings, users
from canvas.store.limited.limited_study import as_seen_by, whole
from canvas.ui import (
    browser,
    elements,
    file_button,
    gc_freeze,
    held_back_notice,
    one_run_state,
    session_pass,
    unsaved_drafts,
)
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import LANGUAGES, _, name, speak
from canvas.web.study_cache import study_at

CHOSEN_MOMENT = "at"  # session: (code, position) of the moment that screens are about
_STARTED = "started"  # session: whether no screen was drawn yet
_SCREEN = "screen"  # session: the path of the link of the screen that is drawn

Choice = ParamSpec("Choice")
Model = TypeVar("Model")


@dataclass(frozen=True)
class PageContext:
    """What a screen stands on: the study, what is said of it (None while it is empty), who works, in which language."""

    study: Study
    about: dict | None
    user: dict
    language: str
    roles: dict[str, Role]

    @property
    def owner(self) -> str:
        """Return under what a browser keeps the words of this profile in this study until they are stored."""
        return owner(self.about, self.user)

    def read(
        self, model: Callable[Concatenate[Connection, Choice], Model], *chosen: Choice.args, **more: Choice.kwargs
    ) -> Model:
        """Return what a read model (`canvas.read_models`) reads of the study, in the state that this run sees.

        Of a study as this profile may see it (`canvas.store.limited`).
        """
        with self.study.reading() as connection:
            return model(connection, *chosen, **more)

    def read_people(
        self, model: Callable[Concatenate[Connection, Choice], Model], *chosen: Choice.args, **more: Choice.kwargs
    ) -> Model:
        """Return the same of who takes part and when they are interviewed, with the codes and days that people have.

        For a model that gives no words, ratings or counts of these: who may not see all must not come to know, by a
        code or a day, which of some people said something.
        """
        with whole(self.study).reading() as connection:
            return model(connection, *chosen, **more)

    @property
    def limits(self) -> Limits | None:
        """Return what limits this profile in what it sees; None where it sees all."""
        return small_numbers.limits_for(self.user["kind"], self.about)

    @property
    def sees_all(self) -> bool:
        """Return whether nothing of this study is held back from this profile."""
        return self.limits is None

    @property
    def study_language(self) -> str:
        """Return the language of the study; that of the session while the study is empty."""
        return self.about["language"] if self.about else self.language

    @property
    def rows(self) -> list[str]:
        """Return keys of the roles that have a row in the perspectives table."""
        return [role.key for role in self.roles.values() if role.in_table]

    @property
    def blocks(self) -> list[str]:
        """Return keys of the blocks in scope, in the order of the method."""
        return self.about["blocks"] if self.about else list(method.blocks())

    def starts_elsewhere(self) -> bool:
        """Return whether this is the first screen of a lead, who starts at the state of affairs; once in a session."""
        first = st.session_state.setdefault(_STARTED, True)
        st.session_state[_STARTED] = False
        return first and self.user["kind"] == "lead"

    def remembered_moment(self) -> tuple[str, int] | None:
        """Return the code and position of the moment that this browser was about last, in this study."""
        code, _dot, place = unquote(browser.remembered(_moment_key()) or "").rpartition("/")
        return (code, int(place)) if code and place.isascii() and place.isdecimal() and len(place) < 9 else None


def owner(about: dict | None, user: dict) -> str:
    """Return `PageContext.owner` of a study's row (None while it is empty) and a profile's."""
    return f"{about['id'] if about else ''}/{user['id']}"


_PROFILE_ROW = "profile_row"  # session: the row of the profile that works, as the last run read it
_run = threading.local()  # .open: what is let go of at the end of a run


@contextmanager
def one_state_a_run() -> Iterator[None]:
    """Have all that a run of a screen reads, drawers that it opens included, be of one state of the study."""
    with ExitStack() as stack:
        _run.open = stack
        try:
            yield
        finally:
            _run.open = None


@contextmanager
def one_state_a_drawing() -> Iterator[None]:
    """Have what is drawn by itself, such as a drawer, be of one state: in a run of the screen that of the run."""
    study = study_at(target(), in_demo())
    with study.snapshot(), as_seen_by(study, st.session_state.get(_PROFILE_ROW)).snapshot():
        yield


def open_page(empty: bool = False) -> PageContext:
    """Open a screen: its first line, which stops the run, with a way on, where it cannot be shown yet.

    `empty` lets a screen be shown while the study has not begun.
    """
    settle_language()
    gc_freeze.freeze_loaded_modules()
    one_run_state.begin_run()
    try:
        study = study_at(target(), in_demo())
        if getattr(_run, "open", None) is not None:
            _run.open.enter_context(study.snapshot())
        with study.reading() as connection:
            about = study_settings.describe(connection)
            user = users.find(connection, st.session_state.get(_profile_key()) or browser.remembered(_profile_key()))
            profiles = users.every(connection)
    except UserError as error:
        elements.heading("PPS-werkbank", _("The study cannot be opened."))
        elements.fault(error)
        if st.button(_("Try again")):
            st.rerun()
        if in_demo():
            st.button(_("Back to my own study"), on_click=choose_study, args=("own",))
        st.stop()
    language = st.session_state["language"]
    typed = (
        unsaved_drafts.drafts_notice(owner(about, user), session_pass.give_for_drafts(study, user["id"], language))
        if user
        else None
    )
    if browser.keep(language, _cookies(user), typed):
        file_button.draw_fault()
    if user is None:
        _choose_profile(study, profiles)
        st.stop()
    st.session_state[_profile_key()] = user["id"]
    st.session_state[_PROFILE_ROW] = user
    study = as_seen_by(study, user)
    if getattr(_run, "open", None) is not None:
        _run.open.enter_context(study.snapshot())
    roles = method.roles(about["own_roles"] if about else ())
    page = PageContext(study, about, user, language, roles)
    if study.read_only:
        elements.soft(_("This study is read-only: you can look, but nothing can be changed."))
    if about is None and not empty:
        elements.empty(
            _("This study has not begun yet"), _("Give it a title and a first partnership, or look at the demo study.")
        )
        st.page_link("pages/overview.py", label=_("To the overview"), icon=":material/arrow_forward:")
        st.stop()
    if current_screen():
        st.session_state[_STARTED] = False  # a link led elsewhere first
    held_back_notice.notice_of_rule(page.limits)
    return page


@contextmanager
def show_user_errors(pressed: bool = True) -> Iterator[None]:
    """Show a user's fault in its place on the screen, and go on; everything else surfaces.

    It stands beside the button that led to it; not `pressed` is what every run draws, and is not said anew each time.
    """
    try:
        yield
    except UserError as error:
        elements.fault(error, anew=pressed)


def settle_language() -> None:
    """Settle the session's language: chosen here, in the link, or earlier in this browser; Dutch otherwise."""
    if "language" not in st.session_state:
        language_chosen = st.query_params.get("lang") or browser.remembered("pps_language")
        st.session_state["language"] = language_chosen if language_chosen in LANGUAGES else "nl"
    speak(st.session_state["language"])


def show_screen(screen: str) -> None:
    """Remember which screen is drawn, by the path of its link; "" for the first."""
    st.session_state[_SCREEN] = screen


def current_screen() -> str:
    """Return the path of the link of the screen that is drawn; "" for the first."""
    return st.session_state.get(_SCREEN, "")


def in_demo() -> bool:
    """Return whether this session looks at the demo study beside its own."""
    if "which_study" not in st.session_state:
        st.session_state["which_study"] = browser.remembered("pps_study") or "own"
    return st.session_state["which_study"] == "demo"


def choose_study(study_name: str) -> None:
    """Go to one's own study (`own`) or to the demo beside it (`demo`)."""
    for key in [key for key in st.session_state if not str(key).startswith(("language", "pps_profile_"))]:
        del st.session_state[key]
    st.session_state["which_study"] = study_name
    st.query_params.clear()


def forget_profile() -> None:
    """Let somebody else choose a profile."""
    st.session_state[_profile_key()] = "nobody"


def has_profile() -> bool:
    """Return whether a profile is chosen in this session for the study at hand."""
    return st.session_state.get(_profile_key(), "nobody") != "nobody"


def profile() -> dict | None:
    """Return the row of the profile that works, as the last run of a screen read it; None before there is one."""
    row = st.session_state.get(_PROFILE_ROW)
    return row if row and row["id"] == st.session_state.get(_profile_key()) else None


def target() -> str:
    """Return the study this session works in."""
    return demo_target(default_target()) if in_demo() else default_target()


def _profile_key() -> str:
    return "pps_profile_" + _target_hash()


def _moment_key() -> str:
    return "pps_moment_" + _target_hash()


def _target_hash() -> str:
    return hashlib.sha256(target().encode()).hexdigest()[:10]


def _cookies(user: dict | None) -> dict[str, str]:
    cookies = {
        "pps_language": st.session_state["language"],
        "pps_study": st.session_state["which_study"],
        _profile_key(): user["id"] if user else "",
    }
    at = st.session_state.get(CHOSEN_MOMENT)
    return cookies | ({_moment_key(): f"{at[0]}/{at[1]}"} if at else {})


def _choose_profile(study: Study, profiles: list[dict]) -> None:
    elements.heading(
        _("Who is working?"), _("Every change carries the name of a profile. Choose a pseudonym, not your own name.")
    )
    if profiles:
        elements.subheading(_("Continue as"))
        with st.container(horizontal=True):
            for row in profiles:
                if st.button(f"{row['name']} · {name(row['kind'])}", key=f"profile_{row['id']}"):
                    st.session_state[_profile_key()] = row["id"]
                    st.rerun()
        elements.subheading(_("Or make a new profile"))
    with st.form("new_profile", border=True, width=560):
        chosen = st.text_input(_("Profile name"), placeholder="onderzoeker-3", max_chars=60)
        kind = st.radio(_("I work here as"), users.KINDS, format_func=name, horizontal=True)
        if st.form_submit_button(_("Make profile and continue"), type="primary"):
            with show_user_errors():
                with study.writing("") as writer:
                    st.session_state[_profile_key()] = users.add(writer, chosen, kind)
                st.rerun()
