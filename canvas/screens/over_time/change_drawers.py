"""What opens from the cards of over time: a note with its source, a pair, a role, a theme, ratings, a whole block."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from canvas.screens.over_time.change_reason import reason_drawer
from canvas.screens.over_time.change_wording import role_name
from canvas.screens.over_time.moment_pair import Moments
from canvas.ui.i18n import _, block, joined
from canvas.ui.notes.notes_drawer import notes_drawer
from canvas.ui.notes.who_was_asked import hearing_list
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.ratings.rated_answers import rated_drawer


def open_chosen(
    page: PageContext,
    moments: Moments,
    blocks: Mapping[str, Mapping],
    reasons: Mapping[str, Mapping],
    key: str,
    on_close: Callable[[], None],
) -> None:
    """Open what this key of the component names; nothing where the study changed under the screen."""
    what, *rest = key.split("|")
    if what in ("note", "pair"):
        ids = rest[: 1 if what == "note" else 2]
        title = _("Note") if what == "note" else _("Then and now")
        notes_drawer(
            page,
            title,
            moments.title,
            {"note_ids": ids},
            "time_note",
            with_block=True,
            with_moment=True,
            on_close=on_close,
        )
    elif rest and rest[0] in blocks:
        _of_block(page, moments, blocks, reasons, what, rest, on_close)


def _of_block(
    page: PageContext,
    moments: Moments,
    blocks: Mapping[str, Mapping],
    reasons: Mapping[str, Mapping],
    what: str,
    rest: list[str],
    on_close: Callable[[], None],
) -> None:
    of_block = rest[0]
    both = [(moments.partnership_id, row["wave_id"]) for row in (moments.since, moments.until)]
    note_filter = {"moments": both, "blocks": [of_block], "filters": attribute_filter.chosen(page).filters}
    if what == "block":
        reason_drawer(page, moments, of_block, blocks[of_block], reasons.get(of_block), on_close)
    elif what == "theme":
        notes_drawer(
            page,
            block(of_block),
            moments.title,
            note_filter | {"theme_id": rest[1]},
            "time_theme",
            with_moment=True,
            on_close=on_close,
        )
    elif what == "role":
        title = joined([block(of_block), role_name(page, rest[1])])
        notes_drawer(
            page,
            title,
            moments.title,
            note_filter | {"roles": [rest[1] or None]},
            "time_role",
            with_moment=True,
            on_close=on_close,
            below=lambda _notes: hearing_list(page, moments.until, of_block, True),
        )
    elif what == "rated":
        moment = next((row for row in moments.every if str(row["position"]) == rest[2]), None)
        if moment:
            rated_drawer(page, moment, rest[1], of_block, "n", on_close)
