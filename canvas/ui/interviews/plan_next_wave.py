"""Planning the interviews of a moment as at an earlier one: a drawer with all of them, each to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten

from canvas import method
from canvas.capture import next_wave
from canvas.capture.next_wave import NewMoment
from canvas.read_models.interviews_page import planned_moment, planned_waves
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs.drawer import drawer, drawer_key
from canvas.ui.i18n import LANGUAGES, _, joined, n_, name
from canvas.ui.page import PageContext, show_user_errors
from canvas.ui.pickers import moment_picker

NEW_MOMENT = "new"  # the choice of a moment that the study does not have yet


def plan_button(page: PageContext, moment: Mapping, key: str) -> bool:
    """Draw the button that opens the drawer; returns whether there is one: no interviews, nothing to plan again.

    `moment` is the one the screen is about. Where it has no interviews and an earlier one has, those are offered for
    it; else those of the last moment are, for the next one.
    """
    if page.study.read_only:
        return False
    model = page.read_people(planned_waves, moment["partnership_id"])
    with_interviews = model.with_interviews
    if not with_interviews:
        return False
    earlier = [row for row in with_interviews if row["position"] < moment["position"]]
    if earlier and moment["wave_id"] not in {row["wave_id"] for row in with_interviews}:
        since, until = earlier[-1], moment
        label = _("Plan the interviews of {until} as at {since}", until=_short(until), since=_short(since))
    else:
        since = with_interviews[-1]
        until = next((row for row in model.moments if row["position"] > since["position"]), None)
        label = _("Plan the next interviews as at {since}", since=_short(since))
    if st.button(label, key=key, icon=":material/event_repeat:"):
        _open(page, with_interviews, since, until, key)
    return True


def _short(moment: Mapping) -> str:
    """Return the name of a moment as far as a button has room for it."""
    return shorten(moment["label"], 40, placeholder="…")


def _open(
    page: PageContext, with_interviews: Sequence[Mapping], since: Mapping, until: Mapping | None, key: str
) -> None:
    key = f"{key}_{drawer_key(page, since['partnership_id'])}"
    for name_of in [session_key for session_key in st.session_state if str(session_key).startswith(key)]:
        del st.session_state[name_of]
    between = (since["wave_id"], until["wave_id"] if until else NEW_MOMENT)
    drawer(_("Plan interviews as at an earlier moment"), lambda: _body(page, with_interviews, between, key))


def _body(page: PageContext, with_interviews: Sequence[Mapping], between: tuple[str, str], key: str) -> None:
    partnership_id = with_interviews[0]["partnership_id"]
    model = page.read_people(planned_waves, partnership_id)
    left, right = st.columns(2)
    labels = {row["wave_id"]: row["label"] for row in with_interviews}
    since = left.selectbox(
        _("As at"), list(labels), list(labels).index(between[0]), format_func=labels.get, key=f"{key}_since"
    )
    position = next(row["position"] for row in with_interviews if row["wave_id"] == since)
    there = {row["wave_id"] for row in model.moments}
    later = {row["id"]: row["label"] for row in model.waves if row["position"] > position} | {
        NEW_MOMENT: _("A new moment")
    }
    until = right.selectbox(
        _("For"),
        list(later),
        list(later).index(between[1]) if between[1] in later else 0,
        format_func=later.get,
        key=f"{key}_until_{since}",
    )
    moment = _moment(until, later, until in there, len(model.moments) + 1, key)
    offered = page.read_people(next_wave.proposed_interviews, partnership_id, since, until if until in there else "")
    chosen = _choose(page, offered, key)
    day = st.date_input(
        _("Planned on"),
        None,
        format="DD-MM-YYYY",
        key=f"{key}_day",
        help=_("May stay empty: then the day is not known yet."),
    )
    saved = st.button(
        n_("Plan {n} interview", "Plan {n} interviews", len(chosen)),
        type="primary",
        key=f"{key}_save",
        disabled=not chosen,
    )
    if saved:
        with show_user_errors():
            done = next_wave.plan_again(
                page.study, page.user["id"], partnership_id, since, moment, chosen, day.isoformat() if day else None
            )
            _planned(page, partnership_id, done)


def _moment(until: str, later: Mapping[str, str], there: bool, number: int, key: str) -> str | NewMoment:
    """Return the moment that is planned for; ask for phase and first day where the partnership is not at it yet."""
    if there:
        return until
    label = ""
    with st.container(border=True):
        if until == NEW_MOMENT:
            label = st.text_input(
                _("Name of the new moment"), placeholder=_("Measurement {n}", n=number), key=f"{key}_label"
            )
        else:
            elements.soft(_("This partnership is not at {moment} yet; it is added.", moment=later[until]))
        left, right = st.columns(2)
        phases = list(method.PHASES)
        phase = left.selectbox(_("Phase"), phases, phases.index("running"), format_func=name, key=f"{key}_phase")
        start = right.date_input(_("From"), None, format="DD-MM-YYYY", min_value=date(1950, 1, 1), key=f"{key}_from")
    return NewMoment("" if until == NEW_MOMENT else until, label, phase, start.isoformat() if start else None)


def _choose(page: PageContext, offered: Sequence[Mapping], key: str) -> list[str]:
    """Draw the interviews that can be planned, all ticked at first, and return the ids of what is ticked."""
    chosen = []
    elements.subheading(_("Interviews"), n_("{n} interview then", "{n} interviews then", len(offered)))
    for row in sorted(offered, key=lambda row: (row["planned"], row["guide"] is None)):
        guide = row["guide"]
        if guide is None:
            how = _("Today's guide asks this role nothing")
        else:
            newer = guide.version != row["guide_version"]
            version = _("version {new}, then {old}", new=guide.version, old=row["guide_version"])
            how = joined(
                [
                    guide.title[guide.language_for(page.language)],
                    version if newer else _("version {n}", n=guide.version),
                    LANGUAGES.get(row["language"]),
                    name(row["mode"]),
                    _("planned already") if row["planned"] else "",
                ]
            )
        can = guide is not None and not row["planned"]
        who = joined([", ".join(row["codes"]), elements.named_role(page.roles, row["role"])])
        at = f"{key}_tick_{row['id']}_{row['planned']}"
        label = joined([who, how])
        if st.checkbox(label, value=can, disabled=not can, key=at) and can:
            chosen.append(row["id"])
    return chosen


def _planned(page: PageContext, partnership_id: str, done: Mapping) -> None:
    row = page.read_people(planned_moment, (partnership_id, done["wave_id"]))
    moment_picker.go_to(row)
    elements.done(
        n_(
            "{n} interview is planned for {moment}.",
            "{n} interviews are planned for {moment}.",
            done["planned"],
            moment=row["label"],
        )
        if done["planned"]
        else _("All of these were planned already.")
    )
    st.switch_page("pages/interview.py", query_params={"partnership": row["code"], "moment": str(row["position"])})
