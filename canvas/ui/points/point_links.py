"""Links to a point: the table it stands in, with its drawer open."""

from __future__ import annotations

import time
from collections.abc import Mapping

from canvas.errors import NotFoundError
from canvas.read_models.opened_point import linked_point
from canvas.ui import plain_streamlit as st
from canvas.ui.page import PageContext
from canvas.ui.pickers import moment_picker

SCOPE = "perspectives_scope"  # session: "moment" or "across"
# A press just after a drawer was closed comes with the link as the browser still has it: for so many seconds a link to
# the point that was left opens nothing.
STALE = 2.0
_LEFT = "point_left"  # session: the point whose drawer was closed last, and when
_LAST_LINK = "perspectives_told"  # session: the link as the screen last left it


def link(row: Mapping) -> str:
    """Return the link to a point with id, code and place (of its partnership and wave; None across cases)."""
    return f"{table_link(row)}&point={row['id']}"


def table_link(row: Mapping) -> str:
    """Return the link to the table that this point stands in."""
    return (
        f"perspectives?partnership={row['code']}&moment={row['place']}" if row["code"] else "perspectives?scope=across"
    )


def take_link(page: PageContext) -> tuple[str | None, NotFoundError | None]:
    """Take over a link: which table it is about, and the point that is to be open; a fault where that is not there."""
    link_now, last_link = st.query_params.to_dict(), st.session_state.get(_LAST_LINK)
    st.session_state.setdefault(SCOPE, "moment")
    point_id = link_now.pop("point", None)
    if link_now != last_link and (link_now.get("scope") or link_now.get("partnership")):
        st.session_state[SCOPE] = "across" if link_now.get("scope") == "across" else "moment"
    if not point_id:
        return None, None
    left, at = st.session_state.get(_LEFT, (None, 0.0))
    if point_id == left and time.monotonic() - at < STALE:
        leave(point_id)
        return None, None
    try:
        model = page.read(linked_point, point_id)
    except NotFoundError as error:
        name_in_link(None)
        return None, error
    st.session_state[SCOPE] = "moment" if model.point["partnership_id"] else "across"
    if moment := model.moment:
        moment_picker.go_to(moment)
        table = {"partnership": moment["code"], "moment": str(moment["position"])}
        if table != {name: link_now.get(name) for name in table}:
            st.query_params.update(table)
    return point_id, None


def name_in_link(point_id: str | None) -> None:
    """Have the link name the point that is open, or none."""
    if point_id is None:
        st.query_params.pop("point", None)
        return
    st.session_state.pop(_LEFT, None)
    if st.query_params.get("point") != point_id:
        st.query_params["point"] = point_id


def leave(point_id: str) -> None:
    """Have the link name no point any more, now that this one's drawer is closed."""
    st.session_state[_LEFT] = (point_id, time.monotonic())
    name_in_link(None)


def remember_link() -> None:
    """Remember the link as the screen leaves it, so that another one is known as one that was followed."""
    st.session_state[_LAST_LINK] = {name: value for name, value in st.query_params.to_dict().items() if name != "point"}
