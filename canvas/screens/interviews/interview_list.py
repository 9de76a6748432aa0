"""The interviews of a partnership at a moment, and the form that plans or starts one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from canvas.capture import interviewing
from canvas.errors import N_, NotFoundError
from canvas.guides import Guide
from canvas.read_models.interviews_page import InterviewsPage, interviews_page
from canvas.read_models.removable import uses_of
from canvas.screens.interviews import interview_session
from canvas.store import removal
from canvas.store.removal import in_words
from canvas.store.row_types import ListedInterview, ListedRespondent
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer
from canvas.ui.dialogs.form_popover import close_popover, form_popover
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import LANGUAGES, ZONE, _, a_date, catalogue, joined, language, n_, name
from canvas.ui.interviews.interview_fields import choose_guide, choose_language, choose_mode
from canvas.ui.interviews.interview_labels import role_line, state
from canvas.ui.interviews.plan_interview import plan_interview
from canvas.ui.interviews.plan_next_wave import plan_button
from canvas.ui.page import PageContext, show_user_errors
from canvas.ui.pickers import moment_picker

NEXT = {"under_way": N_("Resume"), "planned": N_("Start"), "completed": N_("Look back")}  # in the order of the list
_GUIDE = "interview_guide"  # session: the id of the guide chosen for a new interview


def heading() -> None:
    """Draw the heading of the list."""
    elements.heading(_("Interviews"), _("One question at a time; you can stop and go on whenever you like."))


def interview_list(page: PageContext, moment: dict) -> None:
    """Draw every interview of this moment with its one next step, and under it the form for a new one."""
    interview_session.list_shown()
    if wrong := st.session_state.get(interview_session.WRONG):
        elements.fault(wrong)
    model = page.read_people(interviews_page, (moment["partnership_id"], moment["wave_id"]))
    if not model.interviews and not model.respondents:
        elements.empty(
            _("There are no respondents yet"), _("An interview is held with a respondent: add one first, by a code.")
        )
        st.page_link("pages/partnerships.py", label=_("To the partnerships"), icon=":material/arrow_forward:")
        return
    if not model.interviews:
        elements.empty(
            _("No interviews yet"),
            _("Here you will find the interviews of this moment: planned, under way and completed."),
        )
    if model.respondents and not page.study.read_only:
        key = f"interview_plan_{'another' if model.interviews else 'first'}"
        _take_guide(key)
        wanted = _take_role(page, key, moment, model)
        plan = st.expander(
            _("Plan or start an interview"),
            expanded=not model.interviews,
            icon=":material/add:",
            on_change="rerun",
            key=key,
        )
        if wanted:
            _nobody_of(page, moment, wanted)
        if plan.open:  # while it is closed its fields, the slowest of this screen, are not drawn
            with plan:
                _form(page, moment, model.respondents)
    if model.respondents:
        plan_button(page, moment, "interview_plan_again")
    # one piece of HTML with links: a list of interviews is long, and each element of a screen takes its time
    several = len({guide.id for guide in model.guides.values()}) > 1
    rows = [
        _row(page, row, model.guides[row["guide_id"]], several)
        for row in sorted(model.interviews, key=lambda row: list(NEXT).index(state(row)))
    ]
    if rows:
        st.html(f'<ul class="pps-interviews">{"".join(rows)}</ul>')
    _offer_removal(page, model.interviews)


def _take_guide(form: str) -> None:
    """Open the form with the guide that the link names, once."""
    guide_key = st.query_params.get("guide")
    if guide_key:
        st.session_state[form], st.session_state[_GUIDE] = True, guide_key
        del st.query_params["guide"]


def _take_role(page: PageContext, form: str, moment: dict, model: InterviewsPage) -> str:
    """Open the form with the first respondent of the role that the link names, once; of one not interviewed yet.

    Return the role where it has no respondent.
    """
    role = st.query_params.pop("hear", "") if "hear" in st.query_params else ""
    if role not in page.roles:
        return ""
    of_role = [row for row in model.respondents if row["role"] == role]
    if not of_role:
        return role
    interviewed = {code for row in model.interviews for code in row["codes"]}
    first = next((row for row in of_role if row["code"] not in interviewed), of_role[0])
    st.session_state[form], st.session_state[_respondents_key(moment)] = True, [first["id"]]
    return ""


def _nobody_of(page: PageContext, moment: dict, role: str) -> None:
    elements.empty(
        _("There is no respondent of this role yet: {role}", role=elements.named_role(page.roles, role)),
        _("An interview is held with a respondent: add one first, by a code."),
    )
    link = {"partnership": moment["code"], "moment": str(moment["position"])}
    label = _("To the partnerships")
    st.page_link("pages/partnerships.py", label=label, icon=":material/arrow_forward:", query_params=link)


def _row(page: PageContext, row: ListedInterview, guide: Guide, name_guide: bool) -> str:
    how, total = state(row), len(guide.for_role(row["role"]))
    day = row["completed_at"] or row["started_at"] or row["planned_on"]
    done = _("{n} of {total}", n=row["done"], total=total)
    share = round(100 * row["done"] / max(total, 1))
    title = guide.title[guide.language_for(page.language)] if name_guide else ""
    line = joined([title, name(row["mode"]), a_date(day), row["interviewer"], LANGUAGES.get(row["language"])])
    codes, way = escape(", ".join(row["codes"])), escape(_(NEXT[how]))
    link = f'<a class="go" href="interview?interview={escape(row["id"])}" aria-label="{way}: {codes}">{way}</a>'
    return (
        f'<li class="pps-interview"><div><h2 class="pps-codes">{codes} {role_line(page, row["role"])}</h2>'
        f'<p class="pps-soft">{escape(line)}</p>{_ways(page, row, codes)}</div>'
        f'<p class="pps-progress"><span class="pps-chip">{escape(name(how))}</span> '
        f'<span class="pps-bar" aria-hidden="true"><i style="width:{share}%"></i></span>{escape(done)}</p>'
        f"{link if page.sees_all else ''}</li>"
    )


def _ways(page: PageContext, row: ListedInterview, codes: str) -> str:
    if page.study.read_only:
        return ""
    at, ways = moment_picker.partnership_link(row), []
    if page.sees_all:
        ways.append((f"documents?{at}&add={row['id']}", escape(_("Add transcript"))))
    if state(row) == "planned":
        ways.append((f"interview?{at}&remove={row['id']}", escape(_("Remove"))))
    links = " · ".join(f'<a href="{escape(link)}" aria-label="{label}: {codes}">{label}</a>' for link, label in ways)
    return f'<p class="pps-soft">{links}</p>' if links else ""


def _offer_removal(page: PageContext, interviews: Sequence[ListedInterview]) -> None:
    """Ask in a drawer whether the planned interview that the link names is to be removed, once."""
    wanted = st.query_params.get("remove")
    if not wanted or page.study.read_only:
        return
    del st.query_params["remove"]
    row = next((row for row in interviews if row["id"] == wanted), None)
    if row is None:
        elements.fault(NotFoundError(N_("Interview"), wanted))
    else:
        drawer(_("Remove a planned interview"), lambda: _removal(page, row))


def _removal(page: PageContext, row: ListedInterview) -> None:
    codes = ", ".join(row["codes"])
    elements.soft(joined([codes, name(row["mode"]), a_date(row["planned_on"]), row["interviewer"]]))
    uses = page.read_people(uses_of, removal.INTERVIEW, row["id"])
    if uses:
        elements.soft(_("This is in use and stays: {uses}.", uses=in_words(uses, catalogue(language()).gettext)))
        return
    elements.soft(_("Nothing was said in it yet. Only the plan goes; the respondents stay."))
    if st.button(_("Remove interview"), type="primary", key="interview_remove"):
        store(
            page,
            lambda writer: removal.remove_interview(writer, row["id"], row),
            _("Interview removed"),
        )


def _form(page: PageContext, moment: dict, respondents: list[ListedRespondent]) -> None:
    guides = page.read(interviewing.available_guides)
    chosen = _respondents(page, moment, respondents)
    left, right = st.columns(2)
    if st.session_state.get(_GUIDE) not in guides:
        st.session_state.pop(_GUIDE, None)
    # what was chosen is kept while the form is closed
    guide = choose_guide(left, page, guides, _GUIDE, persist_state="page")
    language = choose_language(right, page, guide, "interview_language", persist_state="page")
    mode = choose_mode(left, "interview_mode", persist_state="page")
    day = right.date_input(
        _("Planned on"),
        datetime.now(ZONE).date(),
        key="interview_planned_on",
        format="DD-MM-YYYY",
        persist_state="page",
    )
    questions = _questions(guide, {row["role"] for row in respondents if row["id"] in chosen})
    elements.soft(joined([questions, _("about {minutes} minutes", minutes=guide.minutes) if guide.minutes else ""]))
    with st.container(horizontal=True):
        now = page.sees_all and st.button(_("Start now"), type="primary", key="interview_start_now")
        later = st.button(_("Plan only"))
        with form_popover(
            _("Add a guide of your own"), "interview_add_guide", ":material/upload_file:", type="tertiary"
        ):
            _add_guide(page)
    if now or later:
        with show_user_errors():
            made = plan_interview(page, moment, guide, chosen, language, mode, day, start=now)
            if now:
                interview_session.open_(made)
            else:
                elements.done(_("The interview is planned."))
            st.rerun()


def _respondents(page: PageContext, moment: dict, respondents: list[ListedRespondent]) -> list[str]:
    # an interview is held with one role, so once one respondent is chosen only those of that role are offered
    key = _respondents_key(moment)
    roles = {row["id"]: row["role"] for row in respondents}
    chosen = [respondent_id for respondent_id in st.session_state.get(key, []) if respondent_id in roles]
    names = {row["id"]: _respondent(page, row) for row in respondents if not chosen or row["role"] == roles[chosen[0]]}
    return st.multiselect(
        _("Respondents"),
        list(names),
        format_func=names.get,
        key=key,
        select_all=False,
        persist_state="page",
        placeholder=_("Choose one or more codes"),
        help=_("Several respondents of one role make a group interview."),
    )


def _respondents_key(moment: dict) -> str:
    return f"interview_respondents_{moment['partnership_id']}"


def _add_guide(page: PageContext) -> None:
    elements.soft(_("A guide is a text file (.toml) with questions per role; the user guide shows how to write one."))
    file = st.file_uploader(_("Guide file"), type=["toml"], max_upload_size=2)
    if file and st.button(_("Add guide")):
        with show_user_errors():
            guide = interviewing.add_guide(page.study, page.user["id"], file.getvalue(), file.name)
            elements.done(_("Guide “{title}” added", title=guide.title[guide.language_for(page.language)]))
            close_popover("interview_add_guide")
            st.rerun()


def _questions(guide: Guide, roles: set[str]) -> str:
    counted = {len(guide.for_role(role)) for role in roles} or {len(guide.questions)}
    return n_("{n} question", "{n} questions", max(counted))


def _respondent(page: PageContext, row: ListedRespondent) -> str:
    role = page.roles.get(row["role"])
    spoken = f"{role.letter[page.language]} {elements.role_name(role)}" if role else row["role"]
    return joined([row["code"], spoken, row["organisation"]])
