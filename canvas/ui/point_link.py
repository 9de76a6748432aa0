"""Links to a point: the table it stands in, with its drawer open."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from canvas.errors import NotFound
from canvas.store import points
from canvas.ui import choose
from canvas.ui.opening import Here

SCOPE = "perspectives_scope"  # session: "moment" or "across"
_TOLD = "perspectives_told"  # session: the link as the screen last left it


def link(row: Mapping) -> str:
    """The link to a point with id, code and place (of its partnership and wave; None across cases)."""
    return f"{table_link(row)}&point={row['id']}"


def table_link(row: Mapping) -> str:
    """The link to the table that this point stands in."""
    return (
        f"perspectives?partnership={row['code']}&moment={row['place']}" if row["code"] else "perspectives?scope=across"
    )


def follow(here: Here) -> tuple[str | None, NotFound | None]:
    """Take over a link: which table it is about, and the point that is to be open; a fault where that is not there."""
    said, told = st.query_params.to_dict(), st.session_state.get(_TOLD)
    st.session_state.setdefault(SCOPE, "moment")
    if said != told and (said.get("scope") or said.get("partnership")):
        st.session_state[SCOPE] = "across" if said.get("scope") == "across" else "moment"
    wanted = said.get("point")
    if not wanted:
        return None, None
    try:
        with here.study.reading() as connection:
            row = points.get(connection, wanted)
    except NotFound as met:
        name(None)
        return None, met
    st.session_state[SCOPE] = "moment" if row["partnership_id"] else "across"
    pair = (row["partnership_id"], row["wave_id"])
    for moment in choose.every_moment(here, filtered=False):
        if (moment["partnership_id"], moment["wave_id"]) == pair:
            choose.go_to(moment)
            at = {"partnership": moment["code"], "moment": str(moment["position"])}
            if at != {name: said.get(name) for name in at}:
                st.query_params.update(at)
    return wanted, None


def name(point_id: str | None) -> None:
    """Have the link name the point that is open, or none."""
    if point_id is None:
        st.query_params.pop("point", None)
    elif st.query_params.get("point") != point_id:
        st.query_params["point"] = point_id


def told() -> None:
    """Remember the link as the screen leaves it, so that another one is known as one that was followed."""
    st.session_state[_TOLD] = st.query_params.to_dict()
