"""How the cells of a heatmap are drawn for one figure: text, colour, the same in words, and the key to it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from canvas.analysis.across import empty_cell, figure_of
from canvas.analysis.agreement import gap, spread
from canvas.analysis.compare import level, spans
from canvas.method import ENOUGH_RATINGS
from canvas.ui.i18n import joined, speech
from canvas.ui.notes.state_label import state_name
from canvas.ui.page import PageContext

SIGNS = {"not_asked": "–", "not_answered": "○", "no_opinion": "∅"}
RATED = ("median", "agreement", "gap")
UNRATED = "·"
TONES = ((-1.1, "-2"), (-0.6, "-1"), (-0.2, "~"), (0.2, "+1"), (0.6, "+2"))  # agreement, from where on


class Figures:
    """Draws cells as `analysis.across.grid` gives them; ratings are of `role` alone, `narrow` is for little room."""

    def __init__(
        self, page: PageContext, kind: str, figure: str, role: str, cells: Sequence[Mapping], narrow: bool
    ) -> None:
        self.page, self.kind, self.figure, self.role, self.narrow = page, kind, figure, role, narrow
        said = speech()  # asked once: a table has a thousand figures
        self._, self.n_, self.count, self.name = said._, said.n_, said.number, said.name
        self.dutch = said.language == "nl"
        self.of = "ratings" if kind == "factor" and figure == "notes" else figure
        if figure == "roles":
            self.most = len({role for cell in cells for state in ("heard", *SIGNS) for role in cell.get(state, ())})
        else:
            self.most = max((figure_of(cell, self.of, role) or 0 for cell in cells), default=0)
        self.papers = figure == "roles" and any(cell["state"] == "heard" and not cell["heard"] for cell in cells)

    def cell(self, cell: Mapping | None) -> dict:
        """One cell; None where nobody was asked."""
        cell = cell or empty_cell()
        return self._rated(cell) if self.figure in RATED else self._counted(cell)

    def total(self, cell: Mapping | None, opens: bool = True) -> dict:
        """A figure of several cells taken together; of ratings that of one role, or between two, in all of them."""
        cell = cell or empty_cell()
        if self.figure in RATED:
            return self._rated(cell) | {"level": 0, "opens": opens and bool(cell["rated"])}
        value = int(figure_of(cell, self.of) or 0)
        heard = self.n_("{n} role heard", "{n} roles heard", len(cell["heard"]))
        roles = joined([heard, self.named(cell["heard"], cell.get("partnerships"))], ": ") if cell["heard"] else heard
        said = joined([roles if self.figure == "roles" else "", self._amount(cell)])
        return {"text": self.count(value), "value": str(value), "said": said, "opens": opens and bool(self._any(cell))}

    def legend(self) -> dict:
        """The steps of colour with what they stand for, and the signs."""
        signs = [{"sign": sign, "label": self.name(state)} for state, sign in SIGNS.items()]
        if self.kind == "theme":
            signs = [{"sign": UNRATED, "label": self._("No note on it")}]
        if self.figure in RATED:
            signs.append({"sign": UNRATED, "label": self._unrated()})
        if self.papers:
            signs.append({"sign": "❏", "label": self._("No role")})
        return {"steps": self._steps(), "unit": self._unit(), "signs": signs}

    def named(self, roles: Sequence[str], numbers: Mapping[str, int] | None = None) -> str:
        """These roles by name, each with in how many partnerships, where that is known and more than one."""
        known = self.page.roles
        said = {role: known[role].label[self.page.language] for role in roles if role in known}
        many = numbers and max(numbers.values(), default=0) > 1
        return ", ".join(
            f"{words} {self.count(numbers[role])}" if many and role in numbers else words
            for role, words in said.items()
        )

    def _counted(self, cell: Mapping) -> dict:
        if cell["state"] != "heard":
            silent = cell["state"] != "not_asked"  # a silence opens too: who was asked, and what became of it
            sign = UNRATED if self.kind == "theme" else SIGNS[cell["state"]]
            said = self._("No note on it") if self.kind == "theme" else self._silence(cell)
            return {"text": sign, "value": "0", "said": said, "sign": True, "opens": silent}
        value = int(figure_of(cell, self.of) or 0)
        found = {"text": str(value), "level": level(value, self.most), "said": self._heard(cell), "opens": True}
        if self.figure == "roles" and self.narrow:
            letters = "".join(self.page.roles[one].letter[self.page.language] for one in cell["heard"])
            found |= {"text": letters or "❏", "value": str(value)}
        elif self.figure == "roles":
            found["letters"] = cell["heard"] or [""]
        return found

    def _rated(self, cell: Mapping) -> dict:
        opens = bool(cell["rated"]) if not self.role else self.role in cell["rated"]
        found = {"said": self._ratings(cell), "opens": opens}
        given = cell["rated"].get(self.role, ())
        value = figure_of(cell, self.figure, self.role)
        if value is None and self.role and 0 < sum(given) < ENOUGH_RATINGS:
            return found | {"text": f"n {sum(given)}", "value": "", "level": 0, "sign": True}
        if value is None:
            state = self._state(cell)
            sign = UNRATED if state == "heard" or not self.role else SIGNS[state]
            return found | {"text": sign, "value": "", "sign": True, "opens": opens or state != "not_asked"}
        found |= {"value": f"{value:g}", "level": self._level(value)}
        if self.figure != "gap":
            found["small"] = f"n {self.count(sum(given))}"
        if self.figure == "agreement" and not spread(given).varies:
            return found | {"text": "=", "value": "1"}
        return found | {"text": self._written(value)}

    def _state(self, cell: Mapping) -> str:
        if not self.role:
            return cell["state"]
        states = ("heard", "no_opinion", "not_answered")
        return next((state for state in states if self.role in cell[state]), "not_asked")

    def _level(self, value: float) -> int | str:
        if self.figure == "agreement":
            return next(tone for low, tone in reversed(TONES) if value >= low)
        return max(1, int(value)) if self.figure == "median" else min(5, 1 + ceil(value))

    def _written(self, value: float) -> str:
        """A figure of ratings as the language writes it; agreement with its sign."""
        return self._plain(f"{value:+.1f}".replace("-", "−") if self.figure == "agreement" else f"{value:g}")

    def _plain(self, said: str) -> str:
        return said.replace(".", ",") if self.dutch else said

    def _heard(self, cell: Mapping) -> str:
        number_of = len(cell["heard"])
        heard = self.n_("{n} role heard", "{n} roles heard", number_of) if self.figure == "roles" else ""
        heard = f"{heard}: {self.named(cell['heard'])}" if heard and number_of else heard
        silent = [f"{self.name(one)}: {self.named(cell[one])}" for one in ("no_opinion", "not_answered") if cell[one]]
        return joined([heard, self._amount(cell), *silent])

    def _silence(self, cell: Mapping) -> str:
        who = self.named([role for one in ("no_opinion", "not_answered") for role in cell[one]])
        return joined([state_name(cell["state"]), who], ": ")

    def _amount(self, cell: Mapping) -> str:
        if self.kind == "factor":
            given = int(figure_of(cell, "ratings"))
            return self.n_("{n} rating", "{n} ratings", given, n=self.count(given))
        if not cell["notes"]:
            return state_name(cell["state"])
        return self.n_("{n} note", "{n} notes", cell["notes"], n=self.count(cell["notes"]))

    def _any(self, cell: Mapping) -> int:
        return int(figure_of(cell, "ratings")) if self.kind == "factor" else cell["notes"]

    def _ratings(self, cell: Mapping) -> str:
        """What was rated, role by role: the counts, and from three on the middle and how far they agree."""
        roles = [self.role] if self.role else list(cell["rated"])
        said = [self._of_role(role, cell["rated"][role]) for role in roles if role in cell["rated"]]
        if self.figure == "gap" and (found := gap(cell["rated"])):
            said.insert(0, self._("gap {n}", n=self._written(found.distance)))
        if said:
            return " · ".join(said)
        state = self._state(cell)
        return self._unrated() if state == "heard" else state_name(state)

    def _of_role(self, role: str, counts: Sequence[int]) -> str:
        found = spread(counts)
        given = ", ".join(f"{count} × {value}" for value, count in enumerate(counts, 1) if count)
        said = [f"{self.named([role]) or role}: {given} (n = {self.count(found.n)})"]
        if found.median is not None:
            said.append(self._("middle {value}", value=self._plain(f"{found.median:g}")))
            agreed = "" if found.agreement is None else self._plain(f"A {found.agreement:+.2f}").replace("-", "−")
            said.append(agreed or self._("all the same"))
        return ", ".join(said)

    def _unrated(self) -> str:
        return self._("Fewer than two roles with three ratings") if self.figure == "gap" else self._("No rating")

    def _steps(self) -> list[dict]:
        if self.figure == "median":
            return [{"level": step, "label": str(step)} for step in range(1, 6)]
        if self.figure == "gap":
            return [{"level": step + 1, "label": str(step)} for step in range(5)]
        if self.figure == "agreement":
            bounds = map(self._plain, ("< −0.6", "−0.6", "−0.2", "+0.2", "≥ +0.6"))
            return [{"level": tone, "label": said} for (_low, tone), said in zip(TONES, bounds, strict=True)]
        steps = spans(int(self.most))
        return [{"level": step, "label": f"{low}–{high}" if low < high else str(low)} for step, low, high in steps]

    def _unit(self) -> str:
        return {
            "median": self._("middle rating, from 1 not at all to 5 fully"),
            "gap": self._("points between two roles"),
            "agreement": self._("agreement A: −1 two camps, 0 spread evenly, = all the same"),
            "roles": self._("roles heard"),
        }.get(self.figure) or (self._("ratings given") if self.kind == "factor" else self._("notes"))
