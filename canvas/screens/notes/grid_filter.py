"""The filter of the notes screen: its fields in one row and a drawer of more, and what it comes down to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas import method
from canvas.errors import N_, NotFoundError
from canvas.exchange.wording import Wording
from canvas.guides import Question
from canvas.read_models.notes_page import notes_filter
from canvas.screens.notes import grid_url
from canvas.screens.notes.grid_url import WITHOUT_ONE
from canvas.store.notes.grid import GridFilter
from canvas.store.notes.grid_order import STATES
from canvas.store.notes.notes import ORIGINS
from canvas.store.row_types import AttributeRow
from canvas.ui import elements, note_link
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, block, joined, name, speech
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, typed_words
from canvas.ui.pickers.chips import ALL_CHIPS, chips
from canvas.ui.plain_streamlit import Place

FIRST_FIELDS = ("partnership", "theme", "block")  # what one asks most often stands in the row itself


@dataclass(frozen=True)
class Offer:
    """What can be chosen: per field of the link its values with how they are called; and ids where those differ."""

    labels: Mapping[str, Mapping[str, str]]
    ids: Mapping[str, Mapping[str, str]]
    attributes: list[AttributeRow]
    wording: Wording


def offer(page: PageContext, show: str) -> Offer:
    """Return what the study holds to choose from; respondents are those of the partnerships that are chosen."""
    model = page.read(notes_filter, grid_url.chosen().get("partnership", ()))
    questions = {question.key: question for guide in model.guides.values() for question in guide.questions}
    places = {key: place for place, key in enumerate(page.blocks)}
    in_order = sorted(questions.values(), key=lambda question: places.get(question.block, len(places)))
    roles = {key: role.label[page.language] for key, role in page.roles.items()}
    labels = {
        "partnership": {row["code"]: row["name"] for row in model.partnerships}
        | {WITHOUT_ONE: _("Across partnerships")},
        "moment": {str(row["position"]): row["label"] for row in model.waves},
        "role": roles | {WITHOUT_ONE: _("No role")},
        "respondent": {row["code"]: joined([row["code"], roles.get(row["role"], "")]) for row in model.respondents},
        "block": {key: block(key) for key in page.blocks},
        "question": {
            question.key: joined([block(question.block), _wording(question, page.language)]) for question in in_order
        },
        "theme": {WITHOUT_ONE: _("No theme")}
        | {row["id"]: "\u2003" * row["depth"] + row["name"] for row in model.themes},
        "kind": {key: name(key) for key in method.NOTE_KINDS},
        "origin": {key: name(key) for key in ORIGINS},
        "state": {key: name(key) for key in STATES},
    }
    del labels["state" if show == "notes" else "origin"]  # a note has no state, and an answer no other origin
    ids = {
        "partnership": {row["code"]: row["id"] for row in model.partnerships} | {WITHOUT_ONE: ""},
        "moment": {str(row["position"]): row["id"] for row in model.waves},
        "respondent": {row["code"]: row["id"] for row in model.respondents},
        "role": {WITHOUT_ONE: ""},
        "theme": {WITHOUT_ONE: ""},
    }
    return Offer(labels, ids, model.attributes, Wording(speech(), page.roles, model.guides))


def _wording(question: Question, language: str) -> str:
    return question.text.get(language) or next(iter(question.text.values()), "")


def titles() -> dict[str, str]:
    """Return what each field is called."""
    return {
        "partnership": _("Partnership"),
        "moment": _("Moment"),
        "role": _("Role"),
        "respondent": _("Respondent"),
        "block": _("Block"),
        "question": _("Question"),
        "theme": _("Theme"),
        "kind": _("Kind"),
        "origin": _("Origin"),
        "state": _("State"),
    }


def settle(offered: Offer) -> None:
    """Leave out of what is chosen what the study does not hold, and say so."""
    for field, values in grid_url.chosen().items():
        if field not in note_link.NOTE_LINK_FIELDS:
            continue
        labels = offered.labels.get(field, {})
        for value in values if field in offered.labels else ():
            if value not in labels:
                elements.fault(NotFoundError(_PLACES[field], value))
        grid_url.put(field, tuple(value for value in values if value in labels))


def row_filter(page: PageContext, offered: Offer) -> GridFilter:
    """Return what the filter comes down to."""
    chosen = grid_url.chosen()
    fields = {
        f"{field}s" if field != "moment" else "waves": tuple(
            offered.ids.get(field, {}).get(value, value) for value in chosen.get(field, ())
        )
        for field in note_link.NOTE_LINK_FIELDS
    }
    return GridFilter(words=chosen.get("words", ""), filters=attribute_filter.chosen(page).filters, **fields)


def fields(offered: Offer) -> Place:
    """Draw the fields of the row: how rows are shown, words, what is asked most often, and where `rest` goes."""
    shows = {"notes": _("Notes"), "answers": _("Answers")}
    _fill("show", grid_url.chosen().get("show", "notes"))
    st.segmented_control(
        _("Rows"),
        list(shows),
        format_func=shows.get,
        required=True,
        key=_key("show"),
        on_change=_take,
        args=("show",),
        label_visibility="collapsed",
    )
    typed_words.show(_key("words"), grid_url.chosen().get("words", ""))
    st.text_input(
        _("Words in the text"),
        placeholder=_("Words in the text"),
        key=_key("words"),
        icon=":material/search:",
        on_change=_take,
        args=("words",),
        label_visibility="collapsed",
        width=210,
    )
    for field in FIRST_FIELDS:
        _choice(offered, field, width=170, label_visibility="collapsed")
    chosen = grid_url.chosen()
    on = sum(bool(chosen.get(field)) for field in _others(offered)) + len(
        st.session_state.get(attribute_filter.ACTIVE_CONDITIONS, {})
    )
    label = _("More filters") + (f" · {on}" if on else "")
    return st.popover(label, icon=":material/tune:", width="content", key="grid_more")


def rest(offered: Offer, place: Place) -> None:
    """Draw the other fields in their place, a popover: after the table, which is seen at once."""
    with place:
        for field in _others(offered):
            _choice(offered, field, width=360)
        attribute_filter.fields(offered.attributes, "grid_filters")


def _others(offered: Offer) -> list[str]:
    return [field for field in offered.labels if field not in FIRST_FIELDS]


def active_chips(page: PageContext, offered: Offer) -> None:
    """Draw what is on as chips, each to be taken off."""
    called, chosen = titles(), grid_url.chosen()
    shown = [
        (f"{field}:{value}", f"{called[field]}: {offered.labels[field][value].strip()}")
        for field in offered.labels
        for value in chosen.get(field, ())
    ]
    if chosen.get("words"):
        shown.append(("words:", f"“{chosen['words']}”"))
    shown += [(f"a:{attribute_id}", words) for attribute_id, words in attribute_filter.chosen(page).words]
    chips("grid_chips", shown, _drop)


def _choice(offered: Offer, field: str, **how: object) -> None:
    _fill(field, list(grid_url.chosen().get(field, ())))
    st.multiselect(
        titles()[field],
        list(offered.labels[field]),
        format_func=lambda value: offered.labels[field].get(value, value),
        key=_key(field),
        placeholder=titles()[field],
        on_change=_take,
        args=(field,),
        wrap=False,
        **how,
    )


def _fill(field: str, value: object) -> None:
    st.session_state[_key(field)] = value


def _key(field: str) -> str:
    return f"grid_field_{field}"


def _take(field: str) -> None:
    value = st.session_state[_key(field)]
    st.session_state.pop("grid_start", None)
    if field == "show":
        grid_url.put("show", "" if value == "notes" else value)
        grid_url.put("state" if value == "notes" else "origin", ())
        for field_of_order in ("sort", "down"):
            grid_url.put(field_of_order, "")
    else:
        grid_url.put(field, value.strip() if isinstance(value, str) else tuple(value))


def _drop(key: str) -> None:
    st.session_state.pop("grid_start", None)
    field, _sign, value = key.partition(":")
    if key == ALL_CHIPS:
        grid_url.clear()
    elif field == "a":
        attribute_filter.drop(value)
    elif field == "words":
        grid_url.put("words", "")
    else:
        grid_url.put(
            field, tuple(chosen_value for chosen_value in grid_url.chosen().get(field, ()) if chosen_value != value)
        )


_PLACES = {
    "partnership": N_("Partnership"),
    "moment": N_("Moment"),
    "role": N_("Role"),
    "respondent": N_("Respondent"),
    "block": N_("Block"),
    "question": N_("Question"),
    "theme": N_("Theme"),
    "kind": N_("Kind"),
    "origin": N_("Origin"),
    "state": N_("State"),
}
