"""What is said in a study that is made up: interviews with answers, their notes with themes, ratings and factors."""

from __future__ import annotations

import random
from dataclasses import dataclass

from canvas import method
from canvas.bench.rows import Rows, day
from canvas.bench.synthetic_people import ROLES, Place, StudyIds
from canvas.bench.words import Sentences
from canvas.guides import Guide

# How many lines an answer has, and of which kind a note is, as so many of a hundred.
_OFTEN = {1: 8, 2: 12, 3: 16, 4: 18, 5: 16, 6: 12, 7: 8, 8: 5, 10: 3, 14: 2}
_LINES = [number for number, times in _OFTEN.items() for _one in range(times)]
_KINDS = ["plain"] * 80 + ["strength"] * 6 + ["weakness"] * 5 + ["risk"] * 4 + ["quote"] * 3 + ["action"] * 2
_MARKS = {"plain": "", "strength": "/ ", "weakness": "\\ ", "risk": "! ", "quote": ": ", "action": "# "}
_SKIPPED = ("geen tijd meer", "hoort niet bij deze rol", "al aan bod geweest")
CODED, TWICE, BY_TWO, TAKEN_OFF = 0.2, 0.15, 0.05, 0.03  # of notes with a theme; of those with two, by two people, …
MOVED, CHANGED, RETIRED = 0.01, 0.03, 0.02  # of notes


@dataclass
class MomentContent:
    """What a moment gave, to rest points and summaries on: notes (id, number of the version, block) and interviews."""

    notes: list[tuple[str, int, str]]
    talks: list[tuple[str, str, str, str]]  # id, role, the first respondent, day


class SyntheticInterviews:
    """Makes the interviews of moments, one after the other, from one stream of chance."""

    def __init__(self, rows: Rows, chance: random.Random, cast: StudyIds, guides: dict[str, Guide]) -> None:
        self.rows, self.chance, self.cast, self.guides = rows, chance, cast, guides
        self.words = Sentences(chance)
        self._asked = {
            (key, role): [(one.key, one.block, one.rating, one.factor) for one in guide.for_role(role)]
            for key, guide in guides.items()
            for role in ROLES
        }

    def moment(self, place: Place, wave: int) -> MomentContent:
        """The interviews of a partnership at a wave, and short scans of the factors with some of the same people."""
        chance, said = self.chance, MomentContent([], [])
        speaking = [role for role in ROLES if role not in place.silent[wave] and place.people[role]]
        speaking = speaking or [role for role in ROLES if place.people[role]][:1]
        # on some blocks a role is asked and says nothing
        mute = {(role, block) for role in speaking for block in method.blocks() if chance.random() < 0.06}
        lean = {role: place.mood + chance.gauss(0, 0.8) + 0.15 * wave for role in speaking}
        for number in range(place.talks[wave]):
            role = speaking[number % len(speaking)]
            people = place.people[role]
            at = (number // len(speaking) + wave) % len(people)
            group = chance.randint(2, 4) if chance.random() < 0.05 else 1
            who = list(dict.fromkeys(people[(at + more) % len(people)] for more in range(group)))
            self._talk(place, wave, role, "pps-short", who, lean[role], mute, said)
            if "factor-scan" in self.guides and chance.random() < 0.4:
                self._talk(place, wave, role, "factor-scan", who, lean[role], mute, said)
        return said

    def _talk(
        self,
        place: Place,
        wave: int,
        role: str,
        guide: str,
        who: list[str],
        lean: float,
        mute: set,
        said: MomentContent,
    ) -> None:
        rows, draw = self.rows, self.chance.random
        held, wave_id = rows.id(), self.cast.waves[wave]
        user = self.cast.users[1 + int(draw() * 7)]
        on = day(wave, int(draw() * 170))
        hour = 9 + int(draw() * 8)
        at, done = f"{on}T{hour:02}:00:00.000Z", f"{on}T{hour:02}:50:00.000Z"
        if draw() < 0.04:
            done = None  # broken off, or still to go on
        mode = ("in_person", "online", "phone")[int(draw() * 3)]
        rows.many("interview").append(
            (held, place.id, wave_id, role, self.cast.guides[guide], "nl", mode, on, at, done, user, at)
        )
        for one in who:
            rows.add("interview_respondent", interview_id=held, respondent_id=one)
        said.talks.append((held, role, who[0], on))
        asked = self._asked[guide, role]
        if not done:
            asked = asked[: 1 + int(draw() * len(asked))]
        answers, versions = rows.many("answer"), rows.many("answer_revision")
        minute = 50 / max(1, len(asked))
        for place_, (key, block, rated, factor) in enumerate(asked):
            if draw() < 0.03:
                continue  # passed by
            answer, then = rows.id(), f"{on}T{hour:02}:{int(place_ * minute):02}:30.000Z"
            luck = draw()
            silent = (role, block) in mute and factor is None
            state, reason, text, rating, unknown, before = "answered", "", "", None, False, None
            if luck < 0.06 or (silent and luck < 0.7):
                state = "no_opinion"
            elif luck < 0.10 or silent:
                state, reason = "skipped", _SKIPPED[int(draw() * 3)]
            elif luck < 0.13:
                state = "open"
            else:
                if rated or factor is not None:
                    rating, unknown = self._rating(lean)
                if factor is None or (rating is not None and rating <= 2 and draw() < 0.8):
                    lines = _LINES[int(draw() * 100)] if factor is None else 1 + int(draw() * 2)
                    text, before = self._notes(place, wave_id, role, block, answer, lines, user, then, said)
                elif rating is None and not unknown:
                    state = "open"
            number = 1 + (before is not None) if state != "open" else 0
            if before is not None:
                versions.append((rows.id(), answer, 1, before, rating, unknown, state, reason, user, then, then))
            if number:
                versions.append((rows.id(), answer, number, text, rating, unknown, state, reason, user, then, then))
            answers.append(
                (
                    answer,
                    held,
                    key,
                    block,
                    text,
                    rating,
                    unknown,
                    state,
                    reason,
                    then,
                    then if number else None,
                    number,
                    factor,
                )
            )

    def _rating(self, lean: float) -> tuple[int | None, bool]:
        luck = self.chance.random()
        if luck < 0.05:
            return None, True
        if luck < 0.12:
            return None, False
        return min(5, max(1, round(self.chance.gauss(lean, 0.9)))), False

    def _notes(
        self,
        place: Place,
        wave_id: str,
        role: str,
        block: str,
        answer: str,
        lines: int,
        user: str,
        then: str,
        said: MomentContent,
    ) -> tuple[str, str | None]:
        """Notes of one answer; gives its text now, and the text it had before where a line was changed since."""
        rows, draw, one = self.rows, self.chance.random, self.words.one
        notes, versions = rows.many("note"), rows.many("note_revision")
        now: list[str] = []
        before: list[str] = []
        differs = False
        for place_ in range(lines):
            text, kind = one(block), _KINDS[int(draw() * 100)]
            note, luck = rows.id(), draw()
            mark, stands_on, revision, retired = _MARKS[kind], block, 1, False
            if luck < MOVED + CHANGED + (RETIRED if place_ else 0):  # the first stands: else nothing would be said
                revision = 2
                versions.append((rows.id(), note, 1, text, block, kind, False, user, then))
                before.append(mark + text)
                if luck < MOVED:
                    stands_on = self._elsewhere(block)
                elif luck < MOVED + CHANGED:
                    text, differs = one(block), True
                else:
                    retired = differs = True
            else:
                before.append(mark + text)
            versions.append((rows.id(), note, revision, text, stands_on, kind, retired, user, then))
            notes.append(
                (
                    note,
                    place.id,
                    wave_id,
                    role,
                    stands_on,
                    text,
                    kind,
                    "answer",
                    answer,
                    None,
                    place_ if retired else len(now),
                    retired,
                    revision,
                    then,
                    then,
                )
            )
            if not retired:
                now.append(mark + text)
                said.notes.append((note, revision, stands_on))
            if draw() < CODED:
                self.code(place, note, stands_on, user, then)
        return "\n".join(now), "\n".join(before) if differs else None

    def _elsewhere(self, block: str) -> str:
        blocks = list(method.blocks())
        return blocks[(blocks.index(block) + 1) % len(blocks)]

    def code(self, place: Place, note: str, block: str, user: str, then: str) -> None:
        """Give a note a theme, or two; now and then by two people, and now and then taken off again."""
        draw, codings = self.chance.random, self.rows.many("coding")
        near = [one for one in self.cast.themes[block] if one in place.themes] or place.themes
        first = near[int(draw() * len(near))]
        given = [first]
        if draw() < TWICE:
            second = place.themes[int(draw() * len(place.themes))]
            given += [second] * (second != first)
        for theme in given:
            off = draw() < TAKEN_OFF
            codings.append((note, theme, user, then, then if off else None, user if off else None))
            if draw() < BY_TWO:
                codings.append((note, theme, self.cast.users[0], then, None, None))
