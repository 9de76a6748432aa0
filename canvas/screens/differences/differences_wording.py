"""How roles differ, said in words: one line per row, figures with their number of voices, and the rule of the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from canvas.analysis.agreement import Spread
from canvas.analysis.response_state import RATINGS
from canvas.errors import N_
from canvas.ui import elements
from canvas.ui.i18n import _, block, joined, language, n_
from canvas.ui.page import PageContext
from canvas.ui.ratings.rating_scale import people_rule

GROUPS = {
    "apart": (
        N_("Rated differently"),
        N_("The middle ratings of two roles lie a point or more apart; both roles gave three ratings or more."),
    ),
    "disputed": (
        N_("Points contested or contradicted"),
        N_("A point that rests on notes here is contested, or a note contradicts it."),
    ),
    "divided": (
        N_("Divided within a role"),
        N_("The ratings of one role lie closer to two camps than to one (A below 0)."),
    ),
    "few_apart": (
        N_("Few voices, far apart"),
        N_(
            "Even the nearest ratings of two roles lie two points or more apart. Fewer than three of a role "
            "rated, so there is no middle rating: you see the counts alone."
        ),
    ),
    "silent": (N_("Asked and silent"), N_("Others spoke; a role that was asked did not.")),
    "not_asked": (
        N_("Not asked"),
        N_(
            "Others spoke; a role was not asked that has a row in the perspectives table, or that spoke elsewhere at "
            "this moment."
        ),
    ),
    "held_back": (
        N_("Ratings held back"),
        N_("Ratings of few people are held back from you here, so whether roles differ is not said."),
    ),
    "alike": (
        N_("No difference found"),
        N_("Two roles or more gave a rating, and none of these differences was found. Their words may still differ."),
    ),
    "unrated": (
        N_("Not rated here"),
        N_("Fewer than two roles gave a rating, so nothing could be compared: read what they said."),
    ),
    "unheard": (N_("No role heard"), N_("Nobody was asked, or nobody answered; notes come from documents.")),
}


def rule() -> str:
    """Return the rule of the order in which the rows stand."""
    return _(
        "First what roles rated a point or more apart, then contested points, then a role divided in itself, then few "
        "voices far apart, then silences, then who was not asked. Within each the largest difference first."
    )


def explained() -> list[str]:
    """Return the explanation of the figures, a sentence or two each."""
    return [
        people_rule(),
        _(
            "Middle rating: half of the ratings of a role lie at or below it, half at or above. The difference between "
            "two roles is the distance between their middle ratings; the largest counts. Roles are never averaged."
        ),
        _(
            "Fewer than three ratings of a role: you see the counts alone. Such a row stands in the order by the "
            "distance between the nearest ratings of two roles, in a group of its own."
        ),
        _(
            "Agreement (van der Eijk's A) runs from 1, all of a role gave the same rating, by 0, spread evenly over "
            "the scale, to −1, half at either end."
        ),
        _(
            "Consensus (Tastle and Wierman) runs from 1, all gave the same rating, to 0, half at either end; the "
            "farther ratings lie from their mean, the lower it is."
        ),
        _(
            "Quotes: of a disputed point one note of each side. Of ratings that differ the words of who rated lowest "
            "and of who rated highest; among these a weakness or a strength first, then what points rest on, then the "
            "oldest."
        ),
        _("No variation: everyone of a role gave the same rating, so there is nothing to measure."),
        _(
            "A point stands at every block on which one of its notes stands. A question takes its blocks together; its "
            "ratings are those of the block of it that comes first, since ratings of different blocks answer different "
            "questions."
        ),
    ]


def line(page: PageContext, row: Mapping) -> str:
    """Return what differs on a block or question, in one line; what put the row in its place comes first."""
    own = {
        "apart": _gap(page, row),
        "disputed": _disputed(row),
        "divided": _divided(page, row),
        "few_apart": _few(page, row),
        "silent": _silent(page, row),
        "not_asked": _unasked(page, row),
    }
    shown = [own[row["group"]]] if row["group"] in own else []
    for group, sentence in own.items():
        holds = row["group"] != "unheard" or group == "silent"
        if group != row["group"] and sentence and holds and _worth_saying(group, row):
            shown.append(sentence)
    shown = shown or [_alike(row) if row["group"] == "alike" else ""]
    if row["unshown"] and row["group"] != "held_back":  # of these the heading says it once
        shown.append(_("Ratings held back: {roles}", roles=_named(page, row["unshown"])))
    return joined(shown)


def whose_are_held_back(page: PageContext, rows: Sequence[Mapping]) -> str:
    """Return of which roles ratings are held back on every row of which they are, and on how many."""
    hidden = [row["unshown"] for row in rows if row["group"] == "held_back"]
    counts = {key: sum(key in unshown for unshown in hidden) for key in page.roles}
    named = [
        role(page, key)
        if number == len(hidden)
        else _("{role} (on {n} of {total})", role=role(page, key), n=number, total=len(hidden))
        for key, number in counts.items()
        if number
    ]
    return _("Held back of: {roles}.", roles=", ".join(named)) if named else ""


def rated_on(row: Mapping) -> str:
    """Return on which of its blocks the ratings of a question were given; nothing of a block."""
    return _("Ratings of {block}", block=block(row["rated_on"])) if row.get("rated_on") else ""


def points_line(points: Mapping) -> str:
    """Return how many points there are, and how far they are shared."""
    if not points["ids"]:
        return ""
    count = n_("{n} point", "{n} points", len(points["ids"]))
    named = {
        "shared": _("{n} shared"),
        "partly": _("{n} partly shared"),
        "own": _("{n} own"),
        "whole": _("{n} about the whole"),
    }
    marked = {"contested": _("{n} contested"), "contradicted": _("{n} contradicted")}
    parts = [
        ", ".join(text.format(n=points[how]) for how, text in texts_by_kind.items() if points[how])
        for texts_by_kind in (named, marked)
    ]
    return joined([f"{count}: {parts[0]}", parts[1]])


def spread_line(spread: Spread, dont_know: int = 0) -> str:
    """Return what the ratings of a role come to, with their number: below three that number alone."""
    if not spread.n and not dont_know:
        return ""
    return joined(
        [
            f"n {spread.n}",
            _("middle {value}", value=number(spread.median)) if spread.median is not None else "",
            f"A {measure(spread.agreement)}" if spread.agreement is not None else "",
            _("no variation") if spread.median is not None and not spread.varies else "",
            _("{n} × don't know", n=dont_know) if dont_know else "",
        ]
    )


def number(value: float) -> str:
    """Return a median as the session's language writes it: 3 or 2,5."""
    return f"{value:.1f}".removesuffix(".0").replace(".", _point())


def measure(value: float) -> str:
    """Return a measure between -1 and 1, in two decimals."""
    return f"{value:.2f}".replace("-", "−").replace(".", _point())


def rating_counts(counts: Sequence[int]) -> str:
    """Return counts as ratings: 1, 2 (3×), 5."""
    return ", ".join(
        str(value) if count == 1 else f"{value} ({count}×)" for value, count in enumerate(counts, 1) if count
    )


def role(page: PageContext, key: str) -> str:
    """Return what a role is called."""
    return elements.role_name(page.roles[key])


def _point() -> str:
    return "," if language() == "nl" else "."


def _worth_saying(group: str, row: Mapping) -> bool:
    if group == "apart":
        return bool(row["gap"] and row["gap"].distance >= 1)
    if group == "few_apart":
        return bool(row["few"] and row["few"].distance >= 2)
    return True


def _of(row: Mapping, key: str) -> Mapping:
    return next(role_row for role_row in row["roles"] if role_row["role"] == key)


def _gap(page: PageContext, row: Mapping) -> str:
    if not row["gap"]:
        return ""
    low, high = (_of(row, key)["spread"] for key in (row["gap"].low, row["gap"].high))
    return _(
        "Middle rating: {low} {from_}, {high} {to} (n {few}, {many})",
        low=role(page, row["gap"].low),
        high=role(page, row["gap"].high),
        from_=number(low.median),
        to=number(high.median),
        few=low.n,
        many=high.n,
    )


def _few(page: PageContext, row: Mapping) -> str:
    if not row["few"]:
        return ""
    low, high = (_of(row, key) for key in (row["few"].low, row["few"].high))
    return _(
        "Given: {low} {from_}; {high} {to} (n {few}, {many})",
        low=role(page, row["few"].low),
        high=role(page, row["few"].high),
        from_=rating_counts(low["rated"]),
        to=rating_counts(high["rated"]),
        few=low["spread"].n,
        many=high["spread"].n,
    )


def _disputed(row: Mapping) -> str:
    count = row["points"]["disputed"]
    return n_("{n} point contested or contradicted", "{n} points contested or contradicted", count) if count else ""


def _divided(page: PageContext, row: Mapping) -> str:
    return joined(
        [
            _(
                "Divided: {role} gave {ratings} (n {n})",
                role=role(page, key),
                ratings=rating_counts(_of(row, key)["rated"]),
                n=_of(row, key)["spread"].n,
            )
            for key in row["divided"]
        ]
    )


def _silent(page: PageContext, row: Mapping) -> str:
    return joined(
        [
            _("Asked and silent: {roles}", roles=_named(page, row["not_answered"])) if row["not_answered"] else "",
            _("No opinion: {roles}", roles=_named(page, row["no_opinion"])) if row["no_opinion"] else "",
        ]
    )


def _unasked(page: PageContext, row: Mapping) -> str:
    return _("Not asked: {roles}", roles=_named(page, row["missed"])) if row["missed"] else ""


def _alike(row: Mapping) -> str:
    rated = [role_row for role_row in row["roles"] if role_row["spread"].n]
    voices = ", ".join(str(role_row["spread"].n) for role_row in rated)
    together = [sum(role_row["rated"][place] for role_row in rated) for place in range(len(RATINGS))]
    if len(rated) > 1 and sum(count > 0 for count in together) == 1:
        same = next(value for value, count in enumerate(together, 1) if count)
        return _("No variation: everyone gave {value} (n {voices})", value=same, voices=voices)
    if row["gap"]:
        return _(
            "Middle ratings less than a point apart (n {voices})",
            voices=", ".join(str(role_row["spread"].n) for role_row in rated if role_row["spread"].median is not None),
        )
    if len(rated) > 1:
        return _("Ratings lie close together (n {voices})", voices=voices)
    return ""  # their letters say that they were heard


def _named(page: PageContext, roles: Sequence[str]) -> str:
    return ", ".join(role(page, key) for key in roles)
