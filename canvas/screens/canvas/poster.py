"""The poster of a partnership at a moment, as one component: filters, 18 blocks, and a click that opens one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas import method
from canvas.analysis.poster import room, tiles, turns
from canvas.store.notes.notes import ORIGINS
from canvas.store.row_types import SourcedNote
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, component, focus_of
from canvas.ui.i18n import _, block, n_, name
from canvas.ui.notes.state_label import state_name
from canvas.ui.page import PageContext

POSTER_KEY = "poster"
_poster = component(
    "pps_poster", {"opened": a_line(), "filtered": a_line()}, css=asset("poster.css"), js=script("poster.js")
)
LONGEST_NOTE = 400  # characters of a note on the poster; the drawer shows the whole
MOST_SENT = 4  # times what a block shows in any case: what it may show more, where its box has room


def poster(
    page: PageContext,
    notes: Sequence[SourcedNote],
    cells: Sequence[Mapping],
    weights: Mapping[str, int],
    held_back: bool,
) -> str | None:
    """Draw the poster and return the key of the block that was just chosen, if any.

    `held_back` says whether notes may be held back from this profile, `weights` how many points rest on a note, by id.
    How many notes a block shows is for the browser to measure.
    """
    roles = [*page.roles, ""]
    here_roles = {note["role"] or "" for note in notes} | {cell["role"] for cell in cells}
    off = st.session_state.setdefault("poster_off", [])
    shown = tiles(
        notes,
        cells,
        page.blocks,
        [role for role in roles if f"role:{role}" not in off],
        [origin for origin in ORIGINS if f"origin:{origin}" not in off],
        weights,
    )
    palette = {role: _role(page, role) for role in roles}
    data: dict = {
        "words": {
            "filters": _("Filter by role and origin"),
            "one_more": n_("and {n} more", "and {n} more", 1),
            "more": n_("and {n} more", "and {n} more", 2, n="{n}"),
        },
        "palette": palette,
        "roles": [
            palette[role] | {"key": role, "on": f"role:{role}" not in off, "count": _tally(notes, "role", role)}
            for role in roles
            if role in here_roles
        ],
        "origins": [
            {"key": origin, "label": name(origin), "on": f"origin:{origin}" not in off, "count": count}
            for origin in ORIGINS
            if (count := _tally(notes, "origin", origin))
        ],
        "blocks": [_block(key, shown[key], held_back) for key in sorted(shown, key=_reading_order)],
        "focus": focus_of(POSTER_KEY),
    }
    filters = {f"{kind}:{choice['key']}" for kind in ("role", "origin") for choice in data[f"{kind}s"]}
    among = {"opened": shown.keys(), "filtered": filters}
    return _poster(key=POSTER_KEY, data=data, on={"filtered": _take_filter}, among=among).opened


def _reading_order(key: str) -> tuple[int, int]:
    place = method.blocks()[key].place
    return place[2], place[0]


def _role(page: PageContext, key: str) -> dict:
    role = page.roles.get(key)
    return {
        "letter": role.letter[page.language] if role else "❏",
        "label": elements.role_name(role),
        "colour": elements.colour(role),
        "plain": role is None,
    }


def _tally(notes: Sequence[Mapping], field: str, value: str) -> int:
    return sum((note[field] or "") == value for note in notes)


def _block(key: str, tile: dict, held_back: bool) -> dict:
    place = method.blocks()[key].place
    tall, wide = place[3] - place[2] + 1, place[1] - place[0] > 2
    shown, turn = room(tile["notes"], tall, wide), turns(tile["notes"])
    sent = [note for note in tile["notes"] if turn[note["id"]] < shown * MOST_SENT]
    return {
        "key": key,
        "label": block(key),
        "place": place,
        "count": len(tile["notes"]),
        "counted": n_("{n} note", "{n} notes", len(tile["notes"])),
        "notes": [
            {
                "role": note["role"] or "",
                "text": note["text"][:LONGEST_NOTE],
                "kind": name(note["kind"]) if note["kind"] != "plain" else "",
                "turn": turn[note["id"]],
            }
            for note in sent
        ],
        "room": shown,
        "state": _("Nothing within this filter") if tile["filtered"] else state_name(tile["state"], held_back),
    }


def _take_filter(pressed: str) -> None:
    off = st.session_state["poster_off"]
    st.session_state["poster_off"] = [key for key in off if key != pressed] if pressed in off else [*off, pressed]
