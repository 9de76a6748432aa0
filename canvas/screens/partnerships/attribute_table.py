"""Values of attributes as one component: a table of fields, each kept as one leaves it, as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.errors import UserError
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import Written, a_count, a_line, a_list, a_record, a_text, component
from canvas.ui.i18n import _, catalogue, language

_FIELD = a_record(row=a_line(), column=a_line(), value=a_text(), opened=a_text(), n=a_count)
_table = component(
    "pps_attributes",
    {"changed": Written(a_list(_FIELD))},
    css=asset("attribute_table.css"),
    js=script("attribute_table.js"),
)


def attribute_table(
    key: str,
    columns: Sequence[dict],
    rows: Sequence[dict],
    named: str,
    disabled: bool,
    put: Callable[[str, str, str, str], None],
) -> None:
    """Draw the fields; `put(row, column, value, opened)` stores one and may raise UserError, shown at that field.

    A column has key, label and hint, and a row key, label and cells; a cell has value, and choices (else it is written
    in), number (so that the figures stand to the right), name (how it is called aloud). A row may have a letter with
    its colour.
    """
    faults: dict = st.session_state.setdefault(f"{key}_faults", {})

    said_in = catalogue(language()).gettext

    shown = {(row["key"], column["key"]) for row in rows for column in columns}

    def changed(events: list[dict]) -> None:
        if not disabled:
            take([event for event in events if (event["row"], event["column"]) in shown], done, faults, put, said_in)

    done: dict = st.session_state.setdefault(f"{key}_done", {})
    data = {
        "columns": list(columns),
        "rows": list(rows),
        "faults": faults,
        "done": done,
        "disabled": disabled,
        "words": {
            "table": named,
            "saved": _("Saved"),
            "none": _("Not filled in"),
            "how": _("Kept as soon as you leave a field. Enter goes down, Tab goes on."),
        },
    }
    _table(key=key, data=data, on={"changed": changed})


def take(
    events: Sequence[Mapping],
    done: dict,
    faults: dict,
    put: Callable[[str, str, str, str], None],
    said_in: Callable[[str], str],
) -> None:
    """Store what the fields sent, and record in `done` and `faults` how each went; what is done already is passed over.

    Streamlit breaks a callback off wherever it reads the session while the next event waits. So nothing in here reads
    it, and a field counts as done only once its answer is known: a field that says "saved" has been.
    """
    for event in events:
        at = f"{event['row']}|{event['column']}"
        if event["n"] <= done.get(at, 0):
            continue  # sent again, as the answer to the first time was not there yet
        try:
            put(event["row"], event["column"], event["value"], event["opened"])
        except UserError as error:
            faults[at] = {"said": event["value"], "fault": error.message(said_in)}
        else:
            faults.pop(at, None)
        done[at] = event["n"]
