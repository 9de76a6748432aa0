"""What changed per block between two moments, as one component: an overview in the shape of the canvas, and cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas import method
from canvas.analysis.over_time import HOW
from canvas.read_models.over_time_page import changes_page
from canvas.screens.over_time.change_drawers import open_chosen
from canvas.screens.over_time.change_wording import badges, figure, palette, role_name, tones
from canvas.screens.over_time.moment_pair import Moments
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
NOTES_A_ROLE = 3  # notes of a role on either side of a card; its drawer has them all
LONGEST_NOTE = 300  # characters of a note on a card


def time_blocks(page: PageContext, moments: Moments) -> None:
    """Draw what changed per block from one moment to the other, and open what is pressed in it."""
    waves, filters = (moments.since["wave_id"], moments.until["wave_id"]), attribute_filter.chosen(page).filters
    model = page.read(changes_page, moments.partnership_id, waves, filters, page.blocks, list(page.roles))
    empty = [row for row in (moments.since, moments.until) if row["wave_id"] not in model.noted]
    if empty and attribute_filter.chosen(page, ["respondent"]):
        attribute_filter.nothing_left(page)
        return
    if empty:
        _nothing_to_compare(empty, len(empty) == 2)
        return
    _rule(moments)
    data = _Cards(page, moments, model.blocks, model.reasons, model.points).data()
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
        _("Notes of two moments come from different interviews. So their words are compared: per block, and per role."),
        _("Stays: the same role says it in the same words; capitals and the full stop do not count."),
        _(
            "Changed: the same role says it in similar words: at least 4 of 10 words are the same, in the same order."
            " Read both: similar words may mean something else."
        ),
        _(
            "Gone: not said in such words at {moment}. It may still be so; nobody said it again.",
            moment=moments.until["label"],
        ),
        _(
            "Not asked again: at {moment} that role was not asked about this block, so its notes do not count as gone.",
            moment=moments.until["label"],
        ),
        _(
            "Points of the perspectives table are compared in the same way, per question; the same words carried by "
            "other perspectives are a change too."
        ),
        _(
            "Themes count as new or gone where they are on notes of one moment alone. A middle rating stands from three"
            " ratings on; below that the ratings themselves."
        ),
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
        of_points: Mapping[str, Sequence[dict]],
    ) -> None:
        self.page, self.moments, self.blocks, self.reasons, self.points = page, moments, blocks, reasons, of_points
        keys = {row["role"] for compared in blocks.values() for row in (*compared["notes"], *compared["hearing"])}
        keys |= {role for rows in of_points.values() for row in rows for role in self._perspectives(row)}
        self.palette = palette(page, keys)

    def data(self) -> dict:
        return {
            "words": {
                "map": _("What changed, in the shape of the canvas"),
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
        counts = self.blocks[key]["counts"]
        shown = badges(counts)
        return {
            "key": key,
            "label": block(key),
            "place": method.blocks()[key].place,
            "badges": shown,
            "changed": self.blocks[key]["changed"],
            "said": joined(
                [block(key), *(badge["text"] for badge in shown)] if shown else [block(key), self._calm(key)]
            ),
        }

    def _group(self, question_key: str) -> dict:
        keys = [key for key in method.blocks_of(question_key) if key in self.blocks]
        return {
            "label": question(question_key),
            "points": self._points(question_key),
            "cards": [self._card(key) for key in keys],
        }

    def _card(self, key: str) -> dict:
        compared = self.blocks[key]
        return {
            "key": key,
            "label": block(key),
            "badges": badges(compared["counts"]),
            "open": compared["changed"],
            "calm": "" if compared["changed"] else self._calm(key),
            "heard": [self._heard(key, row) for row in compared["hearing"] if row["before"] != row["after"]],
            "themes": [self._theme(key, row) for row in compared["themes"] if row["how"] != "stays"],
            "ratings": [self._rated(key, row) for row in compared["ratings"]],
            "roles": self._by_role(key, compared["notes"]),
            "stays": self._stays([row for row in compared["notes"] if row["how"] == "stays"]),
            "reason": self._reason(key),
        }

    def _calm(self, key: str) -> str:
        """Return what a block in which nothing changed says of itself."""
        compared = self.blocks[key]
        if compared["counts"]["stays"]:
            return _("Nothing changed")
        if compared["hearing"]:
            return _("Nothing noted at either moment")
        return _("Not asked at either moment")

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
            text = figure(row[when])
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
        for role in dict.fromkeys(row["role"] for row in rows if row["how"] != "stays"):
            of_role = [row for row in rows if row["role"] == role]
            changed = [row for row in of_role if row["how"] == "changed"]
            gone, new = ([row for row in of_role if row["how"] == how] for how in ("gone", "new"))
            left = sum(max(0, len(some) - NOTES_A_ROLE) for some in (changed, gone, new))
            by_role.append(
                {
                    "role": role,
                    "pairs": [self._pair(row) for row in changed[:NOTES_A_ROLE]],
                    "gone": [self._note(row["before"], "gone") for row in gone[:NOTES_A_ROLE]],
                    "new": [self._note(row["after"], "new") for row in new[:NOTES_A_ROLE]],
                    "goneSaid": self._silence(new, self.moments.since) if not gone and not changed else "",
                    "newSaid": self._silence(gone, self.moments.until) if not new and not changed else "",
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

    def _silence(self, rows: Sequence[Mapping], moment: Mapping) -> str:
        """Return what the role said on this block at the moment without a note of it, where that is a silence."""
        other = next((row["other"] for row in rows), "")
        return f"{moment['label']}: {name(other)}" if other and other != "heard" else ""

    def _pair(self, row: Mapping) -> dict:
        opens = _pair_key(row)
        return {
            "before": self._note(row["before"], "changed", opens),
            "after": self._note(row["after"], "changed", f"{opens}|after"),
        }

    def _note(self, note: Mapping, tone: str, opens: str = "") -> dict:
        text = note["text"] if len(note["text"]) <= LONGEST_NOTE else note["text"][:LONGEST_NOTE] + "…"
        return {"text": text, "tone": tone, "opens": opens or f"note|{note['id']}"}

    def _stays(self, rows: Sequence[Mapping]) -> dict | None:
        if not rows:
            return None
        shown = [
            {"role": row["role"]} | self._note(row["after"], "stays", _pair_key(row))
            for row in rows[: 4 * NOTES_A_ROLE]
        ]
        return {"label": n_("{n} note says the same", "{n} notes say the same", len(rows)), "notes": shown}

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

    def _points(self, question_key: str) -> dict | None:
        rows = self.points.get(question_key, [])
        if not rows:
            return None
        counts = {how: sum(row["how"] == how for row in rows) for how in HOW}
        changed = len(rows) > counts["stays"]
        return {
            "key": f"points-{question_key}",
            "label": _("Points of the perspectives table"),
            "badges": badges(counts),
            "open": changed,
            "calm": "" if changed else _("Nothing changed"),
            "pairs": [self._point_pair(row) for row in rows if row["how"] == "changed"],
            "gone": [self._point(row["before"], "gone") for row in rows if row["how"] == "gone"],
            "new": [self._point(row["after"], "new") for row in rows if row["how"] == "new"],
            "stays": {
                "label": n_("{n} point says the same", "{n} points say the same", counts["stays"]),
                "notes": [self._point(row["after"], "stays") for row in rows if row["how"] == "stays"],
            }
            if counts["stays"]
            else None,
        }

    def _point_pair(self, row: Mapping) -> dict:
        more = [
            _("now also: {roles}", roles=self._named(row["gained"])) if row["gained"] else "",
            _("no longer: {roles}", roles=self._named(row["lost"])) if row["lost"] else "",
        ]
        return {
            "before": self._point(row["before"], "changed"),
            "after": self._point(row["after"], "changed") | {"line": joined(more)},
        }

    def _point(self, point: Mapping, tone: str) -> dict:
        return {
            "text": point["text"],
            "tone": tone,
            "opens": f"point|{point['id']}",
            "roles": [role for role in self.palette if role in point["perspectives"]],
            "whose": self._named(point["perspectives"]) or name("whole"),
        }

    def _named(self, roles: Sequence[str]) -> str:
        return ", ".join(role_name(self.page, role) for role in roles)

    def _both(self, before: str, after: str) -> str:
        return joined([f"{self.moments.since['label']}: {before}", f"{self.moments.until['label']}: {after}"])

    @staticmethod
    def _perspectives(row: Mapping) -> set[str]:
        return {role for when in ("before", "after") if row[when] for role in row[when]["perspectives"]}


def _reading_order(key: str) -> tuple[int, int]:
    place = method.blocks()[key].place
    return place[2], place[0]


def _pair_key(row: Mapping) -> str:
    return f"pair|{row['before']['id']}|{row['after']['id']}"
