"""Many interviews are typed at once while the server is killed in mid-word: every key is accounted for."""

from __future__ import annotations

import asyncio
import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from canvas.store import answers
from tests.browser.conftest import CHROMIUM, FLAGS, apart
from tests.browser.served_interviews import KEYS, ServedInterview, begin, serve
from tests.examples import THOROUGH

pytestmark = pytest.mark.browser

INTERVIEWS = 20 if THOROUGH else 8
PACE = 0.09  # seconds a key
SEED = int(os.environ.get("PPS_SEED", "0")) or random.randrange(1, 10**6)
WORDS = """
de gemeente zegt dat het financiën kost / ! # € coördinator ideeën mbo'ers “ja” één (half) 100% – zij-instroom
en/of école naïef 's avonds vóór \\ : werkgever
"""
AWAY = (0.2, 4)  # seconds until the server is started again


@dataclass
class Typist:
    """One who types in an interview of their own: the keys, and the page they go to."""

    interview: str
    keys: list[str]
    page: object = field(default=None, repr=False)

    @property
    def typed(self) -> list[str]:
        """The words that must stand in the study, in their order."""
        return "".join("\n" if key == "Enter" else key for key in self.keys).split()

    async def type(self, start: float) -> None:
        """Type at an even pace, whatever becomes of the server."""
        for place, key in enumerate(self.keys):
            await asyncio.sleep(max(0, start + place * PACE - time.monotonic()))
            if key == "Enter" or key.isascii():
                await self.page.keyboard.press("Space" if key == " " else key)
            else:
                await self.page.keyboard.insert_text(key)  # as an input method brings it


def some_keys(chance: random.Random, goes_on: bool) -> list[str]:
    """60 to 100 keys; where one goes on there is an Enter on an empty line, which asks for the next question."""
    keys: list[str] = []
    lines = []
    length = chance.randint(60, 100)
    while sum(len(line) + 1 for line in lines) < length:
        lines.append(" ".join(chance.choices(WORDS.split(), k=chance.randint(2, 6))))
    for place, line in enumerate(lines):
        keys += [*line, "Enter"]
        if goes_on and place == len(lines) // 2:
            keys.append("Enter")
    return keys[:-1]


def stored(served_interview: ServedInterview, interview: str) -> list[str]:
    """The words of all answers of an interview, in the order of its questions."""
    with served_interview.study.reading() as connection:
        texts = answers.of_interview(connection, interview)
    return [word for key in KEYS if key in texts for word in texts[key]["text"].split()]


async def _enter(context, served_interview: ServedInterview, typist: Typist) -> None:
    typist.page = await context.new_page()
    served_interview.interview = typist.interview
    await typist.page.goto(served_interview.url + f"&question={KEYS[0]}&lang=en")
    await typist.page.locator(".field textarea").wait_for()
    await typist.page.locator(".field textarea").focus()


async def _crash(served_interview: ServedInterview, chance: random.Random, end: float) -> int:
    crashes = 0
    while time.monotonic() < end or crashes < 2:
        await asyncio.sleep(chance.uniform(0.1, 2))
        served_interview.server.kill()
        crashes += 1
        await asyncio.sleep(chance.uniform(*AWAY))
        await asyncio.to_thread(served_interview.server.start)
    return crashes


async def _typed_through_crashes(
    served_interview: ServedInterview, typists: list[Typist], chance: random.Random
) -> int:

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context()
        context.set_default_timeout(60_000)
        await _choose(context, served_interview)
        for some in range(0, len(typists), 4):
            await asyncio.gather(*(_enter(context, served_interview, typist) for typist in typists[some : some + 4]))
        start = time.monotonic()
        end = start + max(len(typist.keys) for typist in typists) * PACE
        crashing = asyncio.create_task(_crash(served_interview, chance, end - 1))
        await asyncio.gather(*(typist.type(start) for typist in typists))
        crashes = await crashing
        for _attempt in range(300):
            if all(stored(served_interview, typist.interview) == typist.typed for typist in typists):
                break
            await asyncio.sleep(0.2)
        await browser.close()
    return crashes


async def _choose(context, served_interview: ServedInterview) -> None:
    page = await context.new_page()
    await page.goto(f"{served_interview.server.url}/?lang=en")
    await page.get_by_role("button", name="interviewer-1").click()
    await page.get_by_role("heading", name="Test").wait_for()
    await page.close()


def test_every_key_typed_in_many_interviews_stands_in_the_study_after_crashes_in_mid_word(server, tmp_path):
    print(f"PPS_SEED={SEED}")
    chance = random.Random(SEED)
    served_interview = serve(server, Path(tmp_path) / "study.sqlite")
    typists = [
        Typist(begin(served_interview).interview, some_keys(chance, goes_on=place % 4 == 3))
        for place in range(INTERVIEWS)
    ]
    crashes = apart(asyncio.run, _typed_through_crashes(served_interview, typists, chance))
    assert crashes >= 2
    for typist in typists:
        assert stored(served_interview, typist.interview) == typist.typed, f"PPS_SEED={SEED}, typed {typist.keys}"
