"""Which perspectives table the screen shows, by choice or by link: that of a moment, or the one across cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from canvas.store.overview.filtered_counts import AttributeFilter
from canvas.store.overview.filtered_moments import Pair
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.i18n import _, joined, n_
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter, moment_picker, workspace
from canvas.ui.plain_streamlit import Place
from canvas.ui.points import point_links


@dataclass(frozen=True)
class Scope:
    """The table of a `moment` (row of `store.moments`), or across cases without one.

    `pairs` are the moments whose notes count in it (None for all), `filters` those on partnerships across
    cases; `link` is how a link names the table, `head` the place for its heading.
    """

    moment: Mapping | None
    pairs: Sequence[Pair] | None
    filters: tuple[AttributeFilter, ...]
    link: dict[str, str]
    head: Place

    @property
    def pair(self) -> Pair | None:
        """Return the partnership and wave of the table; None across cases."""
        return (self.moment["partnership_id"], self.moment["wave_id"]) if self.moment else None

    @property
    def title(self) -> str:
        """Return how the table is called."""
        return joined([self.moment["name"], self.moment["label"]]) if self.moment else _("Across partnerships")


def scope(page: PageContext, point_id: str | None) -> Scope:
    """Draw the fields that choose the table, and have the link name it, with the point that a link asked to open."""
    if st.session_state[point_links.SCOPE] == "across":
        workspace.tabs(workspace.place_of_tabs(), moment_picker.last_moment(page))
        head, link = st.container(), {"scope": "across"}
        pairs, filters = attribute_filter.moment_pairs(page), attribute_filter.chosen(page, ["partnership"]).filters
        attribute_filter.filter_control(page, ["partnership"])
        st.query_params.from_dict(link | ({"point": point_id} if point_id else {}))
        return Scope(None, pairs, filters, link, head)
    moment, head = moment_picker.titled_moment(page, moment_picker.name_heading(_("Perspectives")))
    st.query_params.pop("scope", None)
    link = {"partnership": moment["code"], "moment": str(moment["position"])}
    return Scope(moment, [(moment["partnership_id"], moment["wave_id"])], (), link, head)


def heading(table: Scope, point_count: int) -> None:
    """Draw the heading in its place."""
    moment = table.moment
    line = joined([_("Perspectives"), moment and moment["label"], n_("{n} point", "{n} points", point_count)])
    with table.head:
        elements.heading(
            moment["name"] if moment else table.title, line, [_("Fictional")] if moment and moment["fictional"] else []
        )


def choice() -> None:
    """Draw the choice between the table of a moment and the one across cases."""
    scopes = {"moment": _("One partnership"), "across": _("Across partnerships")}
    st.segmented_control(
        _("Which table"),
        list(scopes),
        format_func=scopes.get,
        key=point_links.SCOPE,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )


def to_evidence(table: Scope) -> None:
    """Draw the way to the evidence of the whole table."""
    st.page_link(
        "pages/evidence.py",
        label=_("Evidence of this table"),
        icon=":material/account_tree:",
        query_params=table.link,
    )
