"""Decides what somebody may be shown of people who are few: in one place, for every screen, route, file and command.

A partnership lead knows the people of a partnership. Where fewer than a few of them spoke for a role or a partner,
words, ratings and who passed over what would point at one of them. Researchers and evaluators see all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RULES = ("all", "checked_points", "nothing_below_n")
DEFAULT_RULE = "checked_points"
FEWEST, MOST, DEFAULT_PEOPLE = 2, 20, 3
LIMITED_KINDS = ("lead",)
CHECKED_STATES = ("checked", "agreed", "contested")  # of a point: another than its author looked at it


@dataclass(frozen=True)
class Limits:
    """What a limited reader sees: of a role or partner with fewer `people` no words, and of points those `checked`.

    Without `checked` no point either that rests on such words, or is said to be such a role's.
    """

    people: int
    checked: bool

    def is_open(self, role_people: int, partner_people: int | None) -> bool:
        """Tell whether words of somebody may be shown: of how many people in their role, and of their partner.

        None stands for somebody of no partner.
        """
        return role_people >= self.people and (partner_people is None or partner_people >= self.people)

    def shows_ratings(self, raters: int, unsure: int) -> bool:
        """Tell whether ratings of a block or factor by a role may be shown: of how many people, and how many unsure.

        All or none of them: each person counts by its last vote, everyone in a group for itself. Where nobody rated,
        that so many people did not know may be shown.
        """
        return raters >= self.people or (raters == 0 and unsure >= self.people)

    def shows_point(self, state: str, rests_on_few: bool) -> bool:
        """Tell whether a point in this state may be shown; `rests_on_few` where words that it rests on may not."""
        return not rests_on_few or (self.checked and state in CHECKED_STATES)


def may_copy_study(kind: str) -> bool:
    """Tell whether readers of this kind (of `users.KINDS`) may take the whole study along: a file limits nobody."""
    return kind not in LIMITED_KINDS


def limits_for(kind: str, study: Mapping | None) -> Limits | None:
    """Return what limits a reader of this kind (of `users.KINDS`) in a study (its row, None while it is empty).

    None: this reader sees all.
    """
    if kind not in LIMITED_KINDS or study is None or study["small_numbers"] == "all":
        return None
    return Limits(study["small_below"], study["small_numbers"] == "checked_points")
