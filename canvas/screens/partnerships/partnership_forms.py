"""The forms of the partnerships screen: a partnership and its moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from canvas import method
from canvas.read_models.removable import uses_of
from canvas.speech import today
from canvas.store import Writer, moments, partnerships, removal
from canvas.store.database.days import day_of
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.dialogs import draft_fields, kept_words
from canvas.ui.dialogs.remove_button import remove_button
from canvas.ui.dialogs.store_form import store
from canvas.ui.i18n import _, a_date, name
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_picker

FIRST_YEAR = 1950
NEW_PARTNERSHIP_OPEN = (
    "new_partnership_open"  # session: the form for a new partnership stands in the place of the screen
)


def new_partnership(page: PageContext, waves: Sequence[Mapping]) -> None:
    """Draw the form for a partnership that is not there yet; saving goes to it."""
    with st.form("new_partnership", border=True, width=720):
        elements.subheading(_("New partnership"), no_names())
        title = st.text_input(_("Name of the partnership"))
        region = st.text_input(_("Region"))
        since = st.number_input(_("Since (year)"), FIRST_YEAR, today().year + 1, value=None, step=1)
        summary = st.text_area(_("Summary"), height=100)
        wave = st.selectbox(_("First moment"), waves, format_func=lambda row: row["label"])
        if st.form_submit_button(_("Add partnership"), type="primary"):

            def save(writer: Writer) -> None:
                made = partnerships.add(writer, title, region=region, since=since, summary=summary)
                moments.put_moment(writer, made, wave["id"])
                row = partnerships.get(writer.connection, made)
                moment_picker.go_to(row | {"position": wave["position"]})

            store(page, save, _("Partnership added"), then=lambda: st.session_state.pop(NEW_PARTNERSHIP_OPEN, None))


def about(page: PageContext, row: Mapping) -> None:
    """Change what is said of a partnership."""
    form = draft_fields.Form(f"about_{row['id']}")
    with st.container(border=True):
        elements.subheading(_("About this partnership"), no_names())
        left, right = st.columns(2)
        title = left.text_input(_("Name of the partnership"), **form("name", row["name"]))
        region = right.text_input(_("Region"), **form("region", row["region"]))
        since = left.number_input(
            _("Since (year)"), FIRST_YEAR, today().year + 1, None, step=1, **form("since", row["since"])
        )
        right.text_input(_("Code"), row["code"], disabled=True, help=_("Respondent codes begin with it, so it stays."))
        summary = st.text_area(_("Summary"), height=120, **form("summary", row["summary"]))
        kept_words.keep(page, form.key, ["name", "region", "summary"])
        if form.saving(page):

            def save(writer: Writer) -> None:
                partnerships.change(writer, row["id"], title, region, since, summary, opened=form.opened)

            store(page, save, _("Saved"), then=form.give_up, on_conflict=form.remember_conflict)
        form.draw_conflict()

    def leave() -> None:
        form.give_up()
        moment_picker.forget_moment()

    remove_button(
        page,
        f"about_{row['id']}",
        _("Remove partnership"),
        _(
            "Nobody is in “{name}” and nothing was said in it. It can be removed, with its moments and attributes.",
            name=row["name"],
        ),
        page.read_people(uses_of, removal.PARTNERSHIP, row["id"]),
        lambda writer: removal.remove_partnership(writer, row["id"], row),
        _("Partnership removed"),
        then=leave,
    )


def moment(page: PageContext, row: Mapping) -> None:
    """Change phase, legal form and dates of a partnership at one moment."""
    form = draft_fields.Form(f"moment_{row['partnership_id']}_{row['wave_id']}")
    with st.container(border=True):
        elements.subheading(row["label"])
        left, right = st.columns(2)
        phase = left.selectbox(_("Phase"), list(method.PHASES), format_func=name, **form("phase", row["phase"]))
        legal_form = right.text_input(
            _("Legal form"),
            placeholder=_("For example: covenant, foundation, cooperative"),
            **form("legal_form", row["legal_form"]),
        )
        earliest = date(FIRST_YEAR, 1, 1)
        start = left.date_input(
            _("From"), None, format="DD-MM-YYYY", min_value=earliest, **form("from_date", row["from_date"], _day)
        )
        end = right.date_input(
            _("Until"), None, format="DD-MM-YYYY", min_value=earliest, **form("to_date", row["to_date"], _day)
        )
        if form.saving(page):

            def save(writer: Writer) -> None:
                moments.put_moment(
                    writer,
                    row["partnership_id"],
                    row["wave_id"],
                    phase,
                    legal_form,
                    _text(start),
                    _text(end),
                    row["agenda"],  # written on a screen of its own
                    opened=form.opened | {"agenda": row["agenda"]},
                )

            store(page, save, _("Saved"), then=form.give_up, on_conflict=form.remember_conflict)
        form.draw_conflict(lambda field, value: name(str(value)) if field == "phase" else _dated(field, value))
        st.page_link(
            "pages/agenda.py",
            label=_("To the agenda"),
            icon=":material/arrow_forward:",
            query_params={"partnership": row["code"], "moment": str(row["position"])},
        )


def add_moment(page: PageContext, row: Mapping, waves: Sequence[Mapping], own_moments: Sequence[Mapping]) -> None:
    """Put a partnership at a further moment: one the study has, or a new one."""
    free = [wave for wave in waves if wave["id"] not in {own_moment["wave_id"] for own_moment in own_moments}]
    with st.form(f"add_moment_{len(own_moments)}", border=True):  # a new key, so an empty form, once one was added
        elements.subheading(_("Add a moment"), _("A later measurement keeps the earlier canvas as it was."))
        wave = st.selectbox(
            _("Moment of the study"),
            free,
            index=None,
            format_func=lambda row: row["label"],
            disabled=not free,
            placeholder=_("Choose") if free else _("All moments are in use"),
        )
        label = st.text_input(_("Or a new moment"), placeholder=_("Measurement 2"))
        if st.form_submit_button(_("Add moment")):

            def save(writer: Writer) -> None:
                wave_id = moments.add_wave(writer, label) if label.strip() or not wave else wave["id"]
                moments.put_moment(writer, row["id"], wave_id)

            store(page, save, _("Moment added"))


def no_names() -> str:
    """Return the reminder that every form here carries."""
    return _("Names of people do not belong here: organisations and codes only.")


def _dated(field: str, value: object) -> str:
    return a_date(str(value)) if value and field in ("from_date", "to_date") else str(value or "")


def _day(value: str | None) -> date | None:
    return day_of(value)


def _text(value: date | None) -> str | None:
    return value.isoformat() if value else None
