"""A served study with fresh interviews in it, and what tests do with the field of an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from canvas.capture import interviewing
from canvas.guides import shipped_guides
from canvas.store import Study, answers, moments, open_study, partnerships, respondents, study_settings, users
from canvas.store.notes import notes
from tests.browser.conftest import Server, visit

GUIDE = shipped_guides()["pps-short"]
KEYS = [question.key for question in GUIDE.for_role("employer")]
NEXT = re.compile("Next")
SAVED = re.compile(r"Saved \d\d:\d\d:\d\d")


@dataclass
class ServedInterview:
    """A study that is served, and a fresh interview in it."""

    study: Study
    server: Server
    user: str
    other: str
    partnership: str
    wave: str
    respondent: str
    interview: str = ""

    @property
    def url(self) -> str:
        return f"{self.server.url}/interview?interview={self.interview}"

    def at(self, place: int) -> str:
        """The link to a question."""
        return f"{self.url}&question={KEYS[place]}"

    def answer(self, place: int = 0) -> dict:
        with self.study.reading() as connection:
            return answers.of_interview(connection, self.interview).get(KEYS[place], {})

    def notes(self, place: int = 0) -> dict[str, str]:
        """The notes that stand on an answer: text → id."""
        return {row["text"]: row["id"] for row in self.rows(place)}

    def rows(self, place: int = 0) -> list[dict]:
        with self.study.reading() as connection:
            rows = notes.of_answer(connection, self.answer(place)["id"])
        return [row for row in rows if not row["retired"]]

    def versions(self, place: int = 0) -> list[str]:
        """The texts of an answer's versions, newest first."""
        with self.study.reading() as connection:
            return [row["text"] for row in answers.revisions(connection, self.answer(place)["id"])]


def serve(server, path) -> ServedInterview:
    """Begin a study at this path and serve it."""
    study = open_study(str(path), create=True)
    with study.writing("") as writer:
        user = users.add(writer, "interviewer-1", "researcher")
        other = users.add(writer, "interviewer-2", "researcher")
    with study.writing(user) as writer:
        study_settings.begin(writer, "Test", "en")
        wave = moments.add_wave(writer, "First")
        partnership = partnerships.add(writer, "Try Out", "TO")
        moments.put_moment(writer, partnership, wave)
        respondent = respondents.add(writer, partnership, "TO-B1", "employer")
    return ServedInterview(study, server(path), user, other, partnership, wave, respondent)


def begin(served: ServedInterview) -> ServedInterview:
    """The same, with a fresh interview that has started."""
    served.interview = interviewing.plan(
        served.study, served.user, GUIDE, served.partnership, served.wave, [served.respondent], "en", start=True
    )
    return served


def enter(page, served_interview: ServedInterview, place: int = 0, profile: str = "interviewer-1"):
    """Open the interview at a question and give the page."""
    visit(page, served_interview.at(place), profile)
    at(page, place)
    return page


def at(page, place: int) -> None:
    """Wait until this question is the one shown."""
    expect = _expect()
    wording = GUIDE.question(KEYS[place]).wording("employer", "en")
    expect(page.get_by_role("textbox", name=wording)).to_be_visible()


def field(page):
    return page.locator(".field textarea")


def state(page):
    return page.locator(".field .state")


def saved(page) -> None:
    _expect()(state(page)).to_have_text(SAVED)


def eventually(page, served_interview: ServedInterview, place: int, text: object, name: str = "text") -> None:
    """Wait until the study holds this at a question; the page goes on working meanwhile."""
    for _attempt in range(400):
        if served_interview.answer(place).get(name) == text:
            return
        page.wait_for_timeout(25)
    assert served_interview.answer(place).get(name) == text


def drafts(page) -> dict[str, dict]:
    """What this browser keeps of answers: key → draft."""
    return page.evaluate(
        "() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('pps-draft/'))"
        ".map(([key, value]) => [key, JSON.parse(value)]))"
    )


def no_drafts(page) -> None:
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('pps-draft/'))")


def _expect():
    from playwright.sync_api import expect

    return expect
