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
_LINES = [number for number, times in _OFTEN.items() for _ in range(times)]
_KINDS = ["plain"] * 80 + ["strength"] * 6 + ["weakness"] * 5 + ["risk"] * 4 + ["quote"] * 3 + ["action"] * 2
_MARKS = {"plain": "", "strength": "/ ", "weakness": "\\ ", "risk": "! ", "quote": ": ", "action": "# "}
_SKIPPED = ("geen tijd meer", "hoort niet bij deze rol", "al aan bod geweest")
CODED, TWICE, BY_TWO, TAKEN_OFF = 0.2, 0.15, 0.05, 0.03  # of notes with a theme; of those with two, by two people, …
MOVED, CHANGED, RETIRED = 0.01, 0.03, 0.02  # of notes


@dataclass
class MomentContent:
    """What a moment gave, to rest points and summaries on: notes (id, number of the version, block) and interviews."""

    notes: list[tuple[str, int, str]]
    interviews: list[tuple[str, str, str, str]]  # id, role, the first respondent, day


@dataclass(frozen=True)
class _UnderWay:
    """An interview in the making: what its answers are drawn from, and where what it gives is gathered."""

    id: str
    place: Place
    wave_id: str
    role: str
    user: str
    lean: float
    mute: set
    content: MomentContent


@dataclass(frozen=True)
class _Drawn:
    """What was drawn for an answer; `before` is the text it had before, where a line was changed since."""

    state: str
    reason: str = ""
    text: str = ""
    rating: int | None = None
    unknown: bool = False
    before: str | None = None


class SyntheticInterviews:
    """Makes the interviews of moments, one after the other, from one stream of chance."""

    def __init__(self, rows: Rows, chance: random.Random, ids: StudyIds, guides: dict[str, Guide]) -> None:
        self.rows, self.chance, self.ids, self.guides = rows, chance, ids, guides
        self.words = Sentences(chance)
        self._questions = {
            (key, role): [
                (question.key, question.block, question.rating, question.factor) for question in guide.for_role(role)
            ]
            for key, guide in guides.items()
            for role in ROLES
        }

    def moment(self, place: Place, wave: int) -> MomentContent:
        """Make the interviews of a partnership at a wave, and short scans of the factors with some of these people."""
        chance, content = self.chance, MomentContent([], [])
        speaking = [role for role in ROLES if role not in place.silent[wave] and place.people[role]]
        speaking = speaking or [role for role in ROLES if place.people[role]][:1]
        # on some blocks a role is asked and says nothing
        mute = {(role, block) for role in speaking for block in method.blocks() if chance.random() < 0.06}
        lean = {role: place.mood + chance.gauss(0, 0.8) + 0.15 * wave for role in speaking}
        for number in range(place.interview_counts[wave]):
            role = speaking[number % len(speaking)]
            people = place.people[role]
            at = (number // len(speaking) + wave) % len(people)
            group = chance.randint(2, 4) if chance.random() < 0.05 else 1
            who = list(dict.fromkeys(people[(at + more) % len(people)] for more in range(group)))
            self._interview(place, wave, role, "pps-short", who, lean[role], mute, content)
            if "factor-scan" in self.guides and chance.random() < 0.4:
                self._interview(place, wave, role, "factor-scan", who, lean[role], mute, content)
        return content

    def _interview(
        self,
        place: Place,
        wave: int,
        role: str,
        guide: str,
        who: list[str],
        lean: float,
        mute: set,
        content: MomentContent,
    ) -> None:
        rows, draw = self.rows, self.chance.random
        interview, wave_id = rows.id(), self.ids.waves[wave]
        user = self.ids.users[1 + int(draw() * 7)]
        on = day(wave, int(draw() * 170))
        hour = 9 + int(draw() * 8)
        at, done = f"{on}T{hour:02}:00:00.000Z", f"{on}T{hour:02}:50:00.000Z"
        if draw() < 0.04:
            done = None  # broken off, or still to go on
        mode = ("in_person", "online", "phone")[int(draw() * 3)]
        rows.table_rows("interview").append(
            (interview, place.id, wave_id, role, self.ids.guides[guide], "nl", mode, on, at, done, user, at)
        )
        for respondent in who:
            rows.add("interview_respondent", interview_id=interview, respondent_id=respondent)
        content.interviews.append((interview, role, who[0], on))
        questions = self._questions[guide, role]
        if not done:
            questions = questions[: 1 + int(draw() * len(questions))]
        minute = 50 / max(1, len(questions))
        under_way = _UnderWay(interview, place, wave_id, role, user, lean, mute, content)
        for number, question in enumerate(questions):
            if draw() < 0.03:
                continue  # passed by
            self._answer(under_way, question, f"{on}T{hour:02}:{int(number * minute):02}:30.000Z")

    def _answer(self, interview: _UnderWay, question: tuple, then: str) -> None:
        """Draw an answer, and add it with its versions."""
        rows, draw = self.rows, self.chance.random
        key, block, _rated, factor = question
        answer, luck = rows.id(), draw()
        silent = (interview.role, block) in interview.mute and factor is None
        if luck < 0.06 or (silent and luck < 0.7):
            drawn = _Drawn("no_opinion")
        elif luck < 0.10 or silent:
            drawn = _Drawn("skipped", _SKIPPED[int(draw() * 3)])
        elif luck < 0.13:
            drawn = _Drawn("open")
        else:
            drawn = self._spoken(interview, answer, question, then)
        marks = (drawn.rating, drawn.unknown, drawn.state, drawn.reason)
        versions, user = rows.table_rows("answer_revision"), interview.user
        number = 1 + (drawn.before is not None) if drawn.state != "open" else 0
        if drawn.before is not None:
            versions.append((rows.id(), answer, 1, drawn.before, *marks, user, then, then))
        if number:
            versions.append((rows.id(), answer, number, drawn.text, *marks, user, then, then))
        answered_at = then if number else None
        rows.table_rows("answer").append(
            (answer, interview.id, key, block, drawn.text, *marks, then, answered_at, number, factor)
        )

    def _spoken(self, interview: _UnderWay, answer: str, question: tuple, then: str) -> _Drawn:
        """Draw the rating and the words of an answer to which something is said, and add its notes."""
        draw = self.chance.random
        _key, block, rated, factor = question
        rating, unknown = self._rating(interview.lean) if rated or factor is not None else (None, False)
        if factor is None or (rating is not None and rating <= 2 and draw() < 0.8):
            lines = _LINES[int(draw() * 100)] if factor is None else 1 + int(draw() * 2)
            text, before = self._notes(interview, block, answer, lines, then)
            return _Drawn("answered", "", text, rating, unknown, before)
        return _Drawn("open" if rating is None and not unknown else "answered", "", "", rating, unknown)

    def _rating(self, lean: float) -> tuple[int | None, bool]:
        luck = self.chance.random()
        if luck < 0.05:
            return None, True
        if luck < 0.12:
            return None, False
        return min(5, max(1, round(self.chance.gauss(lean, 0.9)))), False

    def _notes(self, interview: _UnderWay, block: str, answer: str, lines: int, then: str) -> tuple[str, str | None]:
        """Add the notes of an answer; return its text, and the one it had before where a line was changed since."""
        rows, draw, statement = self.rows, self.chance.random, self.words.statement
        notes, versions = rows.table_rows("note"), rows.table_rows("note_revision")
        now: list[str] = []
        before: list[str] = []
        differs = False
        for place_ in range(lines):
            text, kind = statement(block), _KINDS[int(draw() * 100)]
            note, luck = rows.id(), draw()
            mark, stands_on, revision, retired = _MARKS[kind], block, 1, False
            if luck < MOVED + CHANGED + (RETIRED if place_ else 0):  # the first stands: else nothing would be said
                revision = 2
                versions.append((rows.id(), note, 1, text, block, kind, False, interview.user, then))
                before.append(mark + text)
                if luck < MOVED:
                    stands_on = self._elsewhere(block)
                elif luck < MOVED + CHANGED:
                    text, differs = statement(block), True
                else:
                    retired = differs = True
            else:
                before.append(mark + text)
            versions.append((rows.id(), note, revision, text, stands_on, kind, retired, interview.user, then))
            notes.append(
                (
                    note,
                    interview.place.id,
                    interview.wave_id,
                    interview.role,
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
                interview.content.notes.append((note, revision, stands_on))
            if draw() < CODED:
                self.code(interview.place, note, stands_on, interview.user, then)
        return "\n".join(now), "\n".join(before) if differs else None

    def _elsewhere(self, block: str) -> str:
        blocks = list(method.blocks())
        return blocks[(blocks.index(block) + 1) % len(blocks)]

    def code(self, place: Place, note: str, block: str, user: str, then: str) -> None:
        """Give a note a theme, or two; now and then by two people, and now and then taken off again."""
        draw, codings = self.chance.random, self.rows.table_rows("coding")
        near = [theme for theme in self.ids.themes[block] if theme in place.themes] or place.themes
        first = near[int(draw() * len(near))]
        given_themes = [first]
        if draw() < TWICE:
            second = place.themes[int(draw() * len(place.themes))]
            given_themes += [second] * (second != first)
        for theme in given_themes:
            off = draw() < TAKEN_OFF
            codings.append((note, theme, user, then, then if off else None, user if off else None))
            if draw() < BY_TWO:
                codings.append((note, theme, self.ids.users[0], then, None, None))
