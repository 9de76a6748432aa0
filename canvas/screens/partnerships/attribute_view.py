"""The attributes of a partnership and of its respondents on the partnerships screen, where they are filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.read_models.partnerships_page import partnership_attributes
from canvas.screens.partnerships.attribute_table import attribute_table
from canvas.screens.partnerships.partnership_forms import no_names
from canvas.store import attributes
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter


def attribute_view(page: PageContext, row: Mapping, respondents: Sequence[Mapping]) -> None:
    """Draw both tables for a partnership, and the way to where the study defines its attributes."""
    model = page.read_people(partnership_attributes, row["id"], [respondent["id"] for respondent in respondents])
    there = bool(model.of_partnerships or model.of_respondents)
    _ways(there)
    if not there:
        return
    elements.soft(no_names())
    if model.of_partnerships:
        elements.subheading(_("Of this partnership"))
        lines = [
            {"key": own["id"], "label": own["name"], "cells": [_cell(own, model.values, row["name"])]}
            for own in model.of_partnerships
        ]
        attribute_table(
            f"attributes_{row['id']}",
            [{"key": row["id"], "label": ""}],
            lines,
            _("Of this partnership"),
            page.study.read_only,
            _putting(page, "partnership", turned=True),
        )
    if model.of_respondents:
        elements.subheading(_("Of its respondents"))
        if not respondents:
            elements.empty(
                _("No respondents yet"), _("Add them under “Partners and respondents”; each will be a row here.")
            )
            return
        columns = [{"key": own["id"], "label": own["name"]} for own in model.of_respondents]
        lines = [
            _line(page, respondent, model.of_respondents, model.values_of_respondents.get(respondent["id"], {}))
            for respondent in respondents
        ]
        attribute_table(
            f"attributes_of_{row['id']}",
            columns,
            lines,
            _("Of its respondents"),
            page.study.read_only,
            _putting(page, "respondent"),
        )


def _ways(any_: bool) -> None:
    if not any_:
        elements.empty(
            _("No attributes yet"),
            _(
                "What sets partnerships or respondents apart: size, sector or years of work. The settings of the "
                "study name it; here you fill it in, and on every screen you filter by it."
            ),
        )
    st.page_link("pages/study.py", label=_("Attributes of this study"), icon=":material/arrow_forward:")


def _line(page: PageContext, respondent: Mapping, attributes_: Sequence[Mapping], values: Mapping[str, str]) -> dict:
    role = page.roles.get(respondent["role"])
    return {
        "key": respondent["id"],
        "label": respondent["code"],
        "hint": role.singular[page.language] if role else respondent["role"],
        "letter": role.letter[page.language] if role else "",
        "colour": elements.colour(role),
        "cells": [_cell(of, values, respondent["code"]) for of in attributes_],
    }


def _cell(attribute_: Mapping, values: Mapping[str, str], whose: str) -> dict:
    stored = values.get(attribute_["id"], "")
    number = attribute_["kind"] == "number"
    field = {
        "value": attribute_filter.shown(stored) if number else stored,
        "number": number,
        "name": f"{attribute_['name']}, {whose}",
    }
    return field | ({"choices": attribute_["choices"]} if attribute_["kind"] == "choice" else {})


def _putting(page: PageContext, scope: str, turned: bool = False) -> Callable[[str, str, str, str], None]:
    def put(row: str, column: str, value: str, opened: str) -> None:
        subject, attribute_id = (column, row) if turned else (row, column)
        with page.study.writing(page.user["id"]) as writer:
            shown_as = attributes.get(writer.connection, attribute_id)
            was = opened.replace(",", ".") if shown_as["kind"] == "number" else opened
            attributes.set_value(writer, scope, subject, attribute_id, value, opened=was)

    return put
