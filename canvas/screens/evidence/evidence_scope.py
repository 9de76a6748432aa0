"""What the evidence screen is about: a point, a table or a cell of it, by choice or by link.

A link reads `?point=ID`, `?partnership=FV&moment=3` or `?scope=across`, the last two with `&question=value` and
`&row=employer` (or `shared`) for a part of the table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

from canvas import method
from canvas.analysis.perspectives import SHARED
from canvas.errors import N_, NotFoundError
from canvas.read_models.evidence_page import require_point
from canvas.report.evidence_model import Scope, Table
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, question
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_picker
from canvas.ui.plain_streamlit import Place

SCOPE = "evidence_scope"  # session: "moment" or "across"
TABLE_PARTS = ("question", "row")
_LAST_LINK = "evidence_told"  # session: the link as the screen last left it


def chosen(page: PageContext) -> tuple[Scope, Place]:
    """Draw the choice of a scope; return it with the place for the heading, or stop where a link leads nowhere."""
    link = st.query_params.to_dict()
    point_id = link.get("point")
    if point_id:
        _require(page, point_id)
        return Scope(point_id=point_id), st.container()
    new = link != st.session_state.get(_LAST_LINK)
    wrong = _take_link(page, link) if new else []
    scopes = {"moment": _("One partnership"), "across": _("Across partnerships")}
    if st.session_state.get(SCOPE) == "across":
        head, at = st.container(), {}
    else:
        moment, head = moment_picker.titled_moment(page, lambda _moment: elements.heading(_("Evidence")))
        at = {"partnership_id": moment["partnership_id"], "wave_id": moment["wave_id"]}
    for fault in wrong:
        elements.fault(fault)
    with st.container(horizontal=True, vertical_alignment="center", key="evidence_choose"):
        st.segmented_control(
            _("Which table"),
            list(scopes),
            format_func=scopes.get,
            key=SCOPE,
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        parts = {
            "question": _part("question", _("All questions"), {key: question(key) for key in method.questions()}),
            "row": _part("row", _("All perspectives"), _rows(page)),
        }
    _tell(parts)
    return Scope(**at, **parts), head


def table_link(table: Table) -> str:
    """Return the link to the evidence of the whole table that a point stands in."""
    return f"evidence?partnership={table.code}&moment={table.place}" if table.code else "evidence?scope=across"


def to_table(table: Table) -> None:
    """Draw the ways on from the evidence of one point."""
    point = table.points[0].id
    ways = {f"perspectives?point={point}": _("Open the point"), table_link(table): _("Evidence of the whole table")}
    links = " · ".join(f'<a class="go" href="{escape(link)}">{escape(words)}</a>' for link, words in ways.items())
    st.html(f'<p class="pps-soft">{links}</p>')


def _require(page: PageContext, point_id: str) -> None:
    try:
        page.read(require_point, point_id)
    except NotFoundError as error:
        elements.heading(_("Evidence"))
        elements.fault(error)
        st.page_link("pages/perspectives.py", label=_("To the perspectives"), icon=":material/arrow_forward:")
        st.stop()


def _rows(page: PageContext) -> dict[str, str]:
    return {SHARED: _("Shared")} | {key: page.roles[key].label[page.language] for key in page.rows}


def _take_link(page: PageContext, link: Mapping[str, str]) -> list[NotFoundError]:
    """Take over what a link says and give what of it is not there; without a link all stays as it was chosen."""
    if link.get("scope") == "across" or link.get("partnership"):
        st.session_state[SCOPE] = "across" if link.get("scope") == "across" else "moment"
    st.session_state.setdefault(SCOPE, "moment")
    wrong = []
    choices: dict[str, tuple[Collection[str], str]] = {
        "question": (method.questions(), N_("Question")),
        "row": (_rows(page), N_("Perspective")),
    }
    for part, (keys, name) in choices.items():
        link_key = link.get(part, "")
        st.session_state[_key(part)] = link_key if link_key in keys else ""
        if link_key and link_key not in keys:
            wrong.append(NotFoundError(name, link_key))
    return wrong


def _part(part: str, every: str, labels: Mapping[str, str]) -> str:
    names = {"": every, **labels}
    return st.selectbox(
        every,
        ["", *labels],
        format_func=names.get,
        key=_key(part),
        label_visibility="collapsed",
        width=300,
        persist_state="session",
    )


def _key(part: str) -> str:
    return f"evidence_{part}"


def _tell(parts: Mapping[str, str]) -> None:
    """Have the link say what is chosen, and remember it as the screen leaves it."""
    across = st.session_state.get(SCOPE) == "across"
    now = st.query_params.to_dict()
    at = {} if across else {name: now[name] for name in ("partnership", "moment") if name in now}
    link = ({"scope": "across"} if across else at) | {part: value for part, value in parts.items() if value}
    if link != now:
        st.query_params.from_dict(link)
    st.session_state[_LAST_LINK] = link
