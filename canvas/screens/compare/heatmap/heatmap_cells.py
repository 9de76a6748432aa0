"""How the cells of a heatmap are drawn for one figure: text, colour, the same in words, and the key to it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from canvas.analysis.agreement import gap, spread
from canvas.analysis.compare import level, spans
from canvas.analysis.heatmap import GapCount, empty_cell, figure_of
from canvas.method import ENOUGH_RATINGS
from canvas.ui.held_back_notice import no_rating
from canvas.ui.i18n import joined, speech
from canvas.ui.notes.state_label import state_of_seen
from canvas.ui.page import PageContext

SIGNS = {"not_asked": "–", "not_answered": "○", "no_opinion": "∅"}
RATED = ("median", "agreement", "gap")
UNRATED = "·"
TONES = ((-1.1, "-2"), (-0.6, "-1"), (-0.2, "~"), (0.2, "+1"), (0.6, "+2"))  # agreement, from where on


class Figures:
    """Draws cells as `analysis.heatmap.grid` gives them; ratings are of `role` alone, `narrow` is for little room."""

    def __init__(
        self, page: PageContext, kind: str, figure: str, role: str, cells: Sequence[Mapping], narrow: bool
    ) -> None:
        self.page, self.kind, self.figure, self.role, self.narrow = page, kind, figure, role, narrow
        spoken = speech()  # asked once: a table has a thousand figures
        self._, self.n_, self.count, self.name = spoken._, spoken.n_, spoken.number, spoken.name
        self.dutch = spoken.language == "nl"
        self.of = "ratings" if kind == "factor" and figure == "notes" else figure
        if figure == "roles":
            self.most = len({role for cell in cells for state in ("heard", *SIGNS) for role in cell.get(state, ())})
        else:
            self.most = int(max((figure_of(cell, self.of, role) or 0 for cell in cells), default=0))
        self.papers = figure == "roles" and any(cell["state"] == "heard" and not cell["heard"] for cell in cells)

    def cell(self, cell: Mapping | None) -> dict:
        """Return the drawing of one cell; None stands for one where nobody was asked."""
        cell = cell or empty_cell()
        return self._rated(cell) if self.figure in RATED else self._counted(cell)

    def total(self, cell: Mapping | None, opens: bool = True) -> dict:
        """Return a figure of several cells taken together; ratings are of one role, or between two, in all of them."""
        cell = cell or empty_cell()
        if self.figure in RATED:
            return self._rated(cell) | {"level": 0, "opens": opens and bool(cell["rated"])}
        value = int(figure_of(cell, self.of) or 0)
        heard = self.n_("{n} role heard", "{n} roles heard", len(cell["heard"]))
        roles = joined([heard, self.named(cell["heard"], cell.get("partnerships"))], ": ") if cell["heard"] else heard
        words = joined([roles if self.figure == "roles" else "", self._amount(cell)])
        return {"text": self.count(value), "value": str(value), "said": words, "opens": opens and bool(self._any(cell))}

    def total_of_gaps(self, count: GapCount | None, opens: bool) -> dict:
        """Return in how many partnerships roles lie apart on a row: a gap of all of them together is nobody's."""
        if count is None:
            return {"text": UNRATED, "value": "", "said": self._unrated(), "sign": True, "opens": opens}
        words = self.n_(
            "{apart} of {n} partnership has a gap of 1 or more",
            "{apart} of {n} partnerships have a gap of 1 or more",
            count.compared,
            apart=self.count(count.apart),
            n=self.count(count.compared),
        )
        return {"text": self.count(count.apart), "value": str(count.apart), "said": words, "opens": opens}

    def legend(self) -> dict:
        """Return the steps of colour with what they stand for, and the signs."""
        signs = [{"sign": sign, "label": self.name(state)} for state, sign in SIGNS.items()]
        if self.kind == "theme":
            signs = [{"sign": UNRATED, "label": self._("No note on it")}]
        if self.figure in RATED:
            signs.append({"sign": UNRATED, "label": self._unrated()})
        if self.papers:
            signs.append({"sign": "❏", "label": self._("No role")})
        return {"steps": self._steps(), "unit": self._unit(), "signs": signs}

    def named(self, roles: Sequence[str], numbers: Mapping[str, int] | None = None) -> str:
        """Return these roles by name, each with in how many partnerships, where that is known and more than one."""
        roles_by_key = self.page.roles
        labels = {role: roles_by_key[role].label[self.page.language] for role in roles if role in roles_by_key}
        counts = numbers if numbers and max(numbers.values(), default=0) > 1 else {}
        return ", ".join(
            f"{words} {self.count(counts[role])}" if role in counts else words for role, words in labels.items()
        )

    def _counted(self, cell: Mapping) -> dict:
        if cell["state"] != "heard":
            silent = cell["state"] != "not_asked"  # a silence opens too: who was asked, and what became of it
            sign = UNRATED if self.kind == "theme" else SIGNS[cell["state"]]
            words = self._("No note on it") if self.kind == "theme" else self._silence(cell)
            return {"text": sign, "value": "0", "said": words, "sign": True, "opens": silent}
        value = int(figure_of(cell, self.of) or 0)
        drawn = {"text": str(value), "level": level(value, self.most), "said": self._heard(cell), "opens": True}
        if self.figure == "roles" and self.narrow:
            letters = "".join(self.page.roles[role].letter[self.page.language] for role in cell["heard"])
            drawn |= {"text": letters or "❏", "value": str(value)}
        elif self.figure == "roles":
            drawn["letters"] = cell["heard"] or [""]
        return drawn

    def _rated(self, cell: Mapping) -> dict:
        opens = bool(cell["rated"]) if not self.role else self.role in cell["rated"]
        drawn = {"said": self._ratings(cell), "opens": opens}
        counts = cell["rated"].get(self.role, ())
        value = figure_of(cell, self.figure, self.role)
        if value is None and self.role and 0 < sum(counts) < ENOUGH_RATINGS:
            return drawn | {"text": f"n {sum(counts)}", "value": "", "level": 0, "sign": True}
        if value is None:
            state = self._state(cell)
            sign = UNRATED if state == "heard" or not self.role else SIGNS[state]
            return drawn | {"text": sign, "value": "", "sign": True, "opens": opens or state != "not_asked"}
        drawn |= {"value": f"{value:g}", "level": self._level(value)}
        if self.figure != "gap":
            drawn["small"] = f"n {self.count(sum(counts))}"
        if self.figure == "agreement" and not spread(counts).varies:
            return drawn | {"text": "=", "value": "1"}
        return drawn | {"text": self._written(value)}

    def _state(self, cell: Mapping) -> str:
        if not self.role:
            return cell["state"]
        states = ("heard", "no_opinion", "not_answered")
        return next((state for state in states if self.role in cell[state]), "not_asked")

    def _level(self, value: float) -> int | str:
        if self.figure == "agreement":  # of what is written: no two cells that say the same differ in colour
            return next(tone for low, tone in reversed(TONES) if round(value, 1) >= low)
        return max(1, int(value)) if self.figure == "median" else min(5, 1 + ceil(value))

    def _written(self, value: float) -> str:
        """Return a figure of ratings as the language writes it; agreement with its sign."""
        if self.figure != "agreement":
            return self._plain(f"{value:g}")
        written = f"{round(value, 1):+.1f}"
        return self._plain("0.0" if written in ("+0.0", "-0.0") else written.replace("-", "−"))

    def _plain(self, figure: str) -> str:
        return figure.replace(".", ",") if self.dutch else figure

    def _heard(self, cell: Mapping) -> str:
        number_of = len(cell["heard"])
        heard = self.n_("{n} role heard", "{n} roles heard", number_of) if self.figure == "roles" else ""
        heard = f"{heard}: {self.named(cell['heard'])}" if heard and number_of else heard
        silent = [
            f"{self.name(state)}: {self.named(cell[state])}" for state in ("no_opinion", "not_answered") if cell[state]
        ]
        return joined([heard, self._amount(cell), *silent])

    def _silence(self, cell: Mapping) -> str:
        who = self.named([role for state in ("no_opinion", "not_answered") for role in cell[state]])
        return joined([state_of_seen(cell["state"], self.page.limits), who], ": ")

    def _amount(self, cell: Mapping) -> str:
        if self.kind == "factor":
            rating_count = int(figure_of(cell, "ratings") or 0)
            return self.n_("{n} rating", "{n} ratings", rating_count, n=self.count(rating_count))
        if not cell["notes"]:
            return state_of_seen(cell["state"], self.page.limits)
        return self.n_("{n} note", "{n} notes", cell["notes"], n=self.count(cell["notes"]))

    def _any(self, cell: Mapping) -> int:
        return int(figure_of(cell, "ratings") or 0) if self.kind == "factor" else cell["notes"]

    def _ratings(self, cell: Mapping) -> str:
        """Return what was rated, role by role: the counts, and from three on the middle and how far they agree."""
        roles = [self.role] if self.role else list(cell["rated"])
        parts = [self._of_role(role, cell["rated"][role]) for role in roles if role in cell["rated"]]
        if self.figure == "gap" and (largest := gap(cell["rated"])):
            parts.insert(0, self._("gap {n}", n=self._written(largest.distance)))
        if parts:
            return " · ".join(parts)
        state = self._state(cell)
        return self._unrated() if state == "heard" else state_of_seen(state, self.page.limits)

    def _of_role(self, role: str, counts: Sequence[int]) -> str:
        rating_spread = spread(counts)
        ratings = ", ".join(f"{count} × {value}" for value, count in enumerate(counts, 1) if count)
        parts = [f"{self.named([role]) or role}: {ratings} (n = {self.count(rating_spread.n)})"]
        if rating_spread.median is not None:
            parts.append(self._("middle {value}", value=self._plain(f"{rating_spread.median:g}")))
            agreed = (
                ""
                if rating_spread.agreement is None
                else self._plain(f"A {rating_spread.agreement:+.2f}").replace("-", "−")
            )
            parts.append(agreed or self._("all the same"))
        return ", ".join(parts)

    def _unrated(self) -> str:
        if self.figure == "gap" and self.page.limits:
            return self._("Fewer than two roles with three ratings that you may see")
        return (
            self._("Fewer than two roles with three ratings") if self.figure == "gap" else no_rating(self.page.limits)
        )

    def _steps(self) -> list[dict]:
        if self.figure == "median":
            return [{"level": low, "label": self._span(low, low + 0.5)} for low in range(1, 5)] + [
                {"level": 5, "label": "5"}
            ]
        if self.figure == "gap":
            return [{"level": 1, "label": "0"}] + [
                {"level": high + 1, "label": self._span(high - 0.5, high)} for high in range(1, 5)
            ]
        if self.figure == "agreement":
            bounds = map(self._plain, ("< −0.6", "−0.6", "−0.2", "+0.2", "≥ +0.6"))
            return [{"level": tone, "label": bound} for (_low, tone), bound in zip(TONES, bounds, strict=True)]
        steps = spans(self.most)
        return [{"level": step, "label": f"{low}–{high}" if low < high else str(low)} for step, low, high in steps]

    def _span(self, low: float, high: float) -> str:
        return f"{self._plain(f'{low:g}')}–{self._plain(f'{high:g}')}"

    def _unit(self) -> str:
        return {
            "median": self._("middle rating, from 1 not at all to 5 fully"),
            "gap": self._("points between two roles"),
            "agreement": self._("agreement A: −1 two camps, 0 spread evenly, = all the same"),
            "roles": self._("roles heard"),
        }.get(self.figure) or (self._("ratings given") if self.kind == "factor" else self._("notes"))
