"""The list of what to talk about first, as a component: per row what differs, who spoke, and how they rated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from canvas.analysis.differences import GROUPS, NOT_TALKED_ABOUT
from canvas.analysis.findings.finding import Finding
from canvas.analysis.response_state import RATINGS
from canvas.read_models.differences_page import DifferencesPage
from canvas.report import finding_words
from canvas.screens.differences import differences_wording as words
from canvas.screens.differences.row_quotes import last_words, row_words
from canvas.ui import elements
from canvas.ui.component_files import asset, script
from canvas.ui.components import a_line, component, focus_of
from canvas.ui.i18n import _, block, joined, n_, name, question, speech
from canvas.ui.page import PageContext

_list = component(
    "pps_differences",
    {"opened": a_line(), "points": a_line()},
    css=asset("differences.css"),
    js=script("differences.js"),
)
DIFFERENCES_KEY = "differences"
SIGNS = {"heard": "", "not_answered": "○", "no_opinion": "∅", "not_asked": "–"}


@dataclass(frozen=True)
class Pressed:
    """What was just pressed: the key of a row, or of one whose points are asked for."""

    opened: str | None = None
    points: str | None = None


def differences_list(page: PageContext, model: DifferencesPage, of_questions: bool) -> Pressed:
    """Draw the ranked rows of a moment under the names of their groups."""
    rows = model.per_question if of_questions else model.per_block
    groups, ranks, silent = [], count(1), list(model.fell_silent)
    for group, of_group in groupby(rows, lambda row: row["group"]):
        if silent and GROUPS.index(group) >= GROUPS.index("silent"):  # a silence of all is talked about before one here
            groups.append(_heard_before(page, model, silent, ranks))
            silent = []
        ranked = group not in NOT_TALKED_ABOUT
        drawn = [_row(page, model, row, of_questions, next(ranks) if ranked else None) for row in of_group]
        title, about = _(words.GROUPS[group][0]), _(words.GROUPS[group][1])
        if group == "held_back":
            about = joined([about, words.whose_are_held_back(page, rows)], " ")
        groups.append({"key": group, "title": title, "about": about, "rows": drawn})
    if silent:
        groups.append(_heard_before(page, model, silent, ranks))
    data = {
        "groups": groups,
        "words": {
            "scale": [str(value) for value in range(1, 6)],
            "ends": [_("not at all"), _("fully")],
            "dont_know": _("don't know"),
            "beside": "" if of_questions else _("Beside a letter: how many respondents were heard."),
            "dots": _("In a dot: the letter of the role; ×2 says that two of it gave that rating."),
        },
        "signs": [{"sign": sign, "label": name(state)} for state, sign in SIGNS.items() if sign],
        "letters": [_letter(page, key) for key in _roles(rows)],
        "focus": focus_of(DIFFERENCES_KEY),
    }
    shown = {row["key"] for row in rows}
    among = {"opened": shown | {finding.key for finding in model.fell_silent}, "points": shown}
    pressed = _list(key=DIFFERENCES_KEY, data=data, among=among)
    return Pressed(pressed.opened, pressed.points)


def _heard_before(page: PageContext, model: DifferencesPage, findings: Sequence[Finding], ranks: Iterator[int]) -> dict:
    """Return the group of roles that were heard before and not now, each with what it said then."""
    rows = [
        {
            "key": finding.key,
            "title": finding_words.sentence(finding, speech(), page.roles),
            "rank": next(ranks),
            **dict.fromkeys(("line", "claim", "points", "pointsLabel", "on", "said"), ""),
            **{name: [] for name in ("voices", "dots", "unknown", "figures")},
            "quotes": last_words(page, model, str(finding.names["role"])),
        }
        for finding in findings
    ]
    title, about = (
        _("Heard before, not now"),
        _("The role was heard at an earlier moment; it stands with its words then."),
    )
    return {"key": "heard_before", "title": title, "about": about, "rows": rows}


def _roles(rows: Sequence[Mapping]) -> list[str]:
    return [role_row["role"] for role_row in rows[0]["roles"]] if rows else []


def _letter(page: PageContext, key: str) -> dict:
    return {
        "letter": page.roles[key].letter[page.language],
        "colour": elements.colour(page.roles[key]),
        "name": words.role(page, key),
    }


def _row(page: PageContext, model: DifferencesPage, row: Mapping, of_questions: bool, rank: int | None) -> dict:
    rated = [role_row for role_row in row["roles"] if role_row["spread"].n or role_row["dont_know"]]
    points = words.points_line(row["points"])
    title = question(row["key"]) if of_questions else block(row["key"])
    return {
        "key": row["key"],
        "title": title,
        "rank": rank,
        "line": words.line(page, row),
        **row_words(page, model, row, of_questions),
        "points": points,
        "pointsLabel": f"{title}: {points}",
        "voices": [_voice(page, role_row, of_questions) for role_row in row["roles"]],
        "on": words.rated_on(row) if rated else "",
        "dots": [_at(page, rated, place) for place in range(len(RATINGS))] if rated else [],
        "unknown": [
            _letter(page, role_row["role"]) | {"count": role_row["dont_know"]}
            for role_row in rated
            if role_row["dont_know"]
        ],
        "said": "; ".join(_dots_in_words(page, role_row) for role_row in rated),
        "figures": [
            _letter(page, role_row["role"]) | {"said": words.spread_line(role_row["spread"], role_row["dont_know"])}
            for role_row in rated
        ],
    }


def _voice(page: PageContext, role_row: Mapping, of_questions: bool) -> dict:
    """Return a role's letter with its state; the number beside it are respondents, which a question cannot tell."""
    heard = role_row["state"] == "heard"
    number = role_row["respondents"] if heard and not of_questions else 0
    state_words = joined(
        [
            name(role_row["state"]),
            n_("{n} respondent", "{n} respondents", number) if number else "",
            n_("{n} note", "{n} notes", role_row["notes"]) if role_row["notes"] else "",
        ],
        ", ",
    )
    sign = SIGNS[role_row["state"]] or (str(number) if number else "")
    return _letter(page, role_row["role"]) | {
        "sign": sign,
        "quiet": not heard,
        "said": f"{words.role(page, role_row['role'])}: {state_words}",
    }


def _at(page: PageContext, rated: Sequence[Mapping], place: int) -> list[dict]:
    return [
        _letter(page, role_row["role"]) | {"count": role_row["rated"][place]}
        for role_row in rated
        if role_row["rated"][place]
    ]


def _dots_in_words(page: PageContext, role_row: Mapping) -> str:
    """Return the dots of a role in words, for who does not see them."""
    return joined([words.role(page, role_row["role"]), words.rating_counts(role_row["rated"])], ": ")
