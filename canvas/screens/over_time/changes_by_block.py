"""What was said per block at two moments, as one component: an overview in the shape of the canvas, and cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas import method
from canvas.analysis.findings.between_moments import TwoMoments
from canvas.read_models.over_time_page import changes_page
from canvas.screens.over_time.change_drawers import open_chosen
from canvas.screens.over_time.change_wording import (
    badges_of_hearing,
    badges_of_ratings,
    figure,
    palette,
    role_name,
    tones,
)
from canvas.screens.over_time.moment_pair import Moments
from canvas.screens.over_time.what_changed import what_changed
from canvas.ui import elements
from canvas.ui import plain_streamlit as st
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, component, focus_of, return_focus
from canvas.ui.i18n import _, a_time, block, joined, n_, name, question
from canvas.ui.page import PageContext
from canvas.ui.pickers import attribute_filter
from canvas.ui.ratings.rating_scale import people_rule

_blocks = component(
    "pps_time", {"opened": a_line()}, css=asset("changes_by_block.css"), js=script("changes_by_block.js")
)
CHANGES_KEY = "time_blocks"
NOTES_A_ROLE = 6  # notes of a role on either side of a card; its drawer has them all
LONGEST_NOTE = 300  # characters of a note on a card


def time_blocks(page: PageContext, moments: Moments) -> None:
    """Draw what changed from one moment to the other, then what was said per block; open what is pressed in it."""
    waves, filters = (moments.since["wave_id"], moments.until["wave_id"]), attribute_filter.chosen(page).filters
    model = page.read(changes_page, moments.partnership_id, waves, filters, page.blocks, list(page.roles))
    empty = [row for row in (moments.since, moments.until) if row["wave_id"] not in model.noted]
    if empty and attribute_filter.chosen(page, ["respondent"]):
        attribute_filter.nothing_left(page)
        return
    if empty or model.changes is None:
        _nothing_to_compare(empty, len(empty) == 2)
        return
    what_changed(page, moments, model.changes)
    elements.subheading(_("What was said, block by block"))
    if page.limits and not any(compared["notes"] for compared in model.blocks.values()):
        elements.soft(_("What was said at these moments is held back from you: few people of a role or partner spoke."))
        return
    _rule(moments)
    data = _Cards(page, moments, model.blocks, model.reasons, model.changes).data()
    result = _blocks(key=CHANGES_KEY, data=data, among={"opened": _opens(data)})
    if result.opened:
        open_chosen(
            page, moments, model.blocks, model.reasons, result.opened, lambda: return_focus(CHANGES_KEY, result.opened)
        )


def _opens(data: Mapping) -> set[str]:
    """Return the keys of all that opens something in what the component draws."""
    opening: set[str] = set()
    parts: list = [data]
    while parts:  # thousands of pieces: a set for each would take longer than to draw them
        part = parts.pop()
        if isinstance(part, dict):
            if isinstance(part.get("opens"), str):
                opening.add(part["opens"])
            part = part.values()
        parts += [inner for inner in part if isinstance(inner, (dict, list, tuple))]
    return opening


def _nothing_to_compare(empty: Sequence[Mapping], both: bool) -> None:
    if both:
        elements.empty(_("These moments have no notes yet"), _("Choose others above, or hold an interview first."))
    else:
        elements.empty(
            _("{moment} has no notes yet", moment=empty[0]["label"]),
            _("So nothing can be compared: what nobody was asked is not gone. Hold its interviews first."),
        )
    at = {"partnership": empty[0]["code"], "moment": str(empty[0]["position"])}
    st.page_link("pages/interview.py", label=_("To the interviews"), icon=":material/arrow_forward:", query_params=at)


def _rule(moments: Moments) -> None:
    lines = [
        _("Notes of two moments come from different interviews, so they are not counted: open a block to read them."),
        _(
            "Beside each other stand what was noted at {since} and at {until}, per role.",
            since=moments.since["label"],
            until=moments.until["label"],
        ),
        _(
            "Notes in the same words stand on one line (=), and so do notes in similar words (~): at least 4 of 10 "
            "words are the same, in the same order. Read both: similar words may mean something else."
        ),
        _(
            "Points are compared by their words too, per question of the perspectives table; the same words carried by "
            "other perspectives are a change."
        ),
        _(
            "Ratings are compared by the middle rating of a role, from three ratings on. Of fewer it counts only where "
            "everyone now rated higher, or lower, than anyone then."
        ),
        _("Themes count as new or gone where they are on notes of one moment alone."),
        people_rule(),
    ]
    title = elements.escape(_("How this is compared"))
    items = "".join(f"<li>{elements.escape(line)}</li>" for line in lines[1:])
    st.html(
        f'<p class="pps-soft">{elements.escape(lines[0])}</p><details class="pps-from"><summary>{title}</summary>'
        f'<ul class="pps-plain">{items}</ul></details>'
    )


class _Cards:
    """The data of the component."""

    def __init__(
        self,
        page: PageContext,
        moments: Moments,
        blocks: Mapping[str, Mapping],
        reasons: Mapping[str, Mapping],
        changes: TwoMoments,
    ) -> None:
        self.page, self.moments, self.blocks, self.reasons, self.changes = page, moments, blocks, reasons, changes
        keys = {row["role"] for compared in blocks.values() for row in (*compared["notes"], *compared["hearing"])}
        self.palette = palette(page, keys)

    def data(self) -> dict:
        return {
            "words": {
                "map": _("The blocks, in the shape of the canvas"),
                "then": self.moments.since["label"],
                "now": self.moments.until["label"],
                "roles": _("Heard"),
                "themes": _("Themes"),
                "ratings": _("Ratings"),
                "reason": _("Why it changed"),
            },
            "palette": self.palette,
            "tones": tones(),
            "map": [self._tile(key) for key in sorted(self.blocks, key=_reading_order)],
            "groups": [self._group(question_key) for question_key in method.questions()],
            "focus": focus_of(CHANGES_KEY),
        }

    def _tile(self, key: str) -> dict:
        shown = self._badges(key)
        parts = [badge["text"] for badge in shown] or [self._calm(key)]
        return {
            "key": key,
            "label": block(key),
            "place": method.blocks()[key].place,
            "badges": shown,
            "changed": bool(shown),
            "said": joined([block(key), *parts]),
        }

    def _badges(self, key: str) -> list[dict]:
        """Return who was no longer or newly heard on a block, and who rated it higher or lower."""
        hearing = badges_of_hearing(self.page, self.blocks[key]["hearing"], self.palette)
        return hearing + badges_of_ratings(self.page, self.changes.of_block(key), self.palette)

    def _group(self, question_key: str) -> dict:
        keys = [key for key in method.blocks_of(question_key) if key in self.blocks]
        return {"label": question(question_key), "cards": [self._card(key) for key in keys]}

    def _card(self, key: str) -> dict:
        compared, shown = self.blocks[key], self._badges(key)
        return {
            "key": key,
            "label": block(key),
            "badges": shown,
            "calm": "" if shown else self._calm(key),
            "heard": [self._heard(key, row) for row in compared["hearing"] if row["before"] != row["after"]],
            "themes": [self._theme(key, row) for row in compared["themes"] if row["how"] != "stays"],
            "ratings": [self._rated(key, row) for row in compared["ratings"]],
            "roles": self._by_role(key, compared["notes"]),
            "reason": self._reason(key),
        }

    def _calm(self, key: str) -> str:
        """Return what a block on which nobody came, went silent or rates otherwise says of itself."""
        compared = self.blocks[key]
        if not compared["notes"]:
            if not compared["hearing"]:
                return _("Not asked at either moment")
            hidden = self.page.limits is not None
            return _("No note of either moment that you may see") if hidden else _("Nothing noted at either moment")
        theirs = list(dict.fromkeys(row["role"] for row in compared["notes"]))
        return _("Noted of: {roles}", roles=", ".join(role_name(self.page, role) for role in theirs))

    def _heard(self, key: str, row: Mapping) -> dict:
        states = [name(row[when]) for when in ("before", "after")]
        return {
            "role": row["role"],
            "text": " → ".join(states),
            "opens": f"role|{key}|{row['role']}",
            "said": f"{role_name(self.page, row['role'])}: {self._both(*states)}",
        }

    def _theme(self, key: str, row: Mapping) -> dict:
        count = row["after"] if row["how"] == "new" else row["before"]
        note_count = n_("{n} note", "{n} notes", count)
        return {
            "text": row["name"],
            "n": count,
            "tone": row["how"],
            "opens": f"theme|{key}|{row['theme_id']}",
            "said": joined([row["name"], tones()[row["how"]]["label"], note_count]),
        }

    def _rated(self, key: str, row: Mapping) -> dict:
        sides = []
        for when, moment in (("before", self.moments.since), ("after", self.moments.until)):
            text = figure(self.page, row[when])
            opens = f"rated|{key}|{row['role']}|{moment['position']}" if row[when]["n"] else ""
            sides.append(
                {
                    "text": text,
                    "opens": opens,
                    "said": joined([role_name(self.page, row["role"]), moment["label"], text]),
                }
            )
        return {"role": row["role"], "sides": sides, "changed": row["changed"]}

    def _by_role(self, key: str, rows: Sequence[Mapping]) -> list[dict]:
        by_role = []
        for role in dict.fromkeys(row["role"] for row in rows):
            of_role = [row for row in rows if row["role"] == role]
            pairs = [row for how in ("stays", "changed") for row in of_role if row["how"] == how]
            then, now = ([row for row in of_role if row["how"] == how] for how in ("gone", "new"))
            left = sum(max(0, len(some) - NOTES_A_ROLE) for some in (pairs, then, now))
            by_role.append(
                {
                    "role": role,
                    "pairs": [self._pair(row) for row in pairs[:NOTES_A_ROLE]],
                    "then": [self._note(row["before"], "then") for row in then[:NOTES_A_ROLE]],
                    "now": [self._note(row["after"], "now") for row in now[:NOTES_A_ROLE]],
                    "thenSaid": "" if then or pairs else self._silence(now),
                    "nowSaid": "" if now or pairs else self._silence(then),
                    "more": {
                        "text": n_("and {n} more", "and {n} more", left),
                        "opens": f"role|{key}|{role}",
                        "said": joined([n_("and {n} more", "and {n} more", left), role_name(self.page, role)]),
                    }
                    if left
                    else None,
                }
            )
        return by_role

    @staticmethod
    def _silence(rows: Sequence[Mapping]) -> str:
        """Return what the role said on this block at the moment without a note of it, where that is a silence."""
        other = next((row["other"] for row in rows), "")
        return name(other) if other and other != "heard" else ""

    def _pair(self, row: Mapping) -> dict:
        opens = _pair_key(row)
        return {
            "before": self._note(row["before"], row["how"], opens),
            "after": self._note(row["after"], row["how"], f"{opens}|after"),
        }

    def _note(self, note: Mapping, tone: str, opens: str = "") -> dict:
        text = note["text"] if len(note["text"]) <= LONGEST_NOTE else note["text"][:LONGEST_NOTE] + "…"
        return {"text": text, "tone": tone, "opens": opens or f"note|{note['id']}"}

    def _reason(self, key: str) -> dict:
        row = self.reasons.get(key)
        button = _("Change the reason") if row else _("Give the reason")
        return {
            "text": row["text"] if row else "",
            "by": joined([row["by"], a_time(row["changed_at"])]) if row else "",
            "button": _("Open this block") if self.page.study.read_only else button,
            "opens": f"block|{key}",
            "said": joined([button, block(key)], ": "),
        }

    def _both(self, before: str, after: str) -> str:
        return joined([f"{self.moments.since['label']}: {before}", f"{self.moments.until['label']}: {after}"])


def _reading_order(key: str) -> tuple[int, int]:
    place = method.blocks()[key].place
    return place[2], place[0]


def _pair_key(row: Mapping) -> str:
    return f"pair|{row['before']['id']}|{row['after']['id']}"
