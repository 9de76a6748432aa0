"""Opening a long transcript and noting a passage in it, beside an empty page and a bare request, in one browser.

Run: python benchmarks/reader.py [--words 30000] [--passages 500] [--times 15]

A study is made with one transcript of 3 hours (1,000 turns) in which passages stand already. Timed in the page are:
open, from the click on the document in the list up to its last word in the DOM; shown, from the key that gives
selected words a block up to the frame in which they are marked on the screen; stored, from that key up to the server's
word that it is kept. The baselines, taken in turn with these: a click between two empty Streamlit pages, and a POST of
the same size as a passage's to a route that does nothing. Figures are medians and 95th percentiles in ms.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from large import sentence
from playwright.sync_api import Page, sync_playwright

from canvas import method
from canvas.capture import interviewing, passage_notes
from canvas.guides import shipped_guides
from canvas.store import Study, documents, moments, open_study, partnerships, respondents, study_settings, users
from canvas.store.themes import themes
from pages import CHROMIUM, EMPTY, FLAGS, REST, free_port, opened, p95, say, served, timed

HOURS = 3
TURNS = 1000
# A server beside it that answers a POST with nothing, on the same libraries as the workbench's own routes.
BARE = """
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
async def bare(request: Request):
    await request.json()
    return JSONResponse({})
async def page(request: Request):
    return JSONResponse({})
app = Starlette(routes=[Route("/bare", bare, methods=["POST"]), Route("/_stcore/health", page), Route("/", page)])
uvicorn.run(app, port=PORT, log_level="error")
"""
# Resolves once the document's last turn stands in the DOM, with its words.
OPEN = """([link, last]) => new Promise((done) => {
  const began = performance.now()
  document.querySelector(link).click()
  const look = () => {
    const turns = document.querySelectorAll('.pps-reader article')
    if (turns.length && turns[turns.length - 1].textContent.endsWith(last)) done(performance.now() - began)
    else if (performance.now() - began > 20000) done(-1)
    else setTimeout(look, 2)
  }
  look()
})"""
# Selects a word that is in no passage, gives it a block by its key, and resolves with [shown, stored] in ms.
NOTE = """(place) => new Promise((done) => {
  const turns = [...document.querySelectorAll('.pps-reader article')]
  const turn = turns.slice(place).find((one) => one.querySelector('.words').firstChild.nodeType === 3)
  turn.scrollIntoView({ block: 'center' })
  turn.focus({ preventScroll: true })
  const count = () => document.querySelector('.pps-reader .count').textContent
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const node = turn.querySelector('.words').firstChild
    getSelection().setBaseAndExtent(node, 0, node, Math.min(24, node.length))
    const before = count(), marks = turn.querySelectorAll('mark').length
    const fetched = window.fetch
    let began, shown, stored
    window.fetch = async (...asked) => {
      const answered = await fetched(...asked)
      const { json } = answered
      answered.json = async () => {
        const said = await json.call(answered)
        if (said.how) { stored = performance.now() - began; window.fetch = fetched; finish() }
        return said
      }
      return answered
    }
    const finish = () => {
      if (shown !== undefined && stored !== undefined) setTimeout(() => done([shown, stored]), 50)
    }
    // the frame after the one in which the mark stands has been drawn on the screen
    const frame = () => {
      if (turn.querySelectorAll('mark').length > marks && count() !== before) {
        requestAnimationFrame(() => { shown = performance.now() - began; finish() })
      } else requestAnimationFrame(frame)
    }
    began = performance.now()
    turn.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', bubbles: true, cancelable: true }))
    requestAnimationFrame(frame)
    setTimeout(() => done([-1, -1]), 15000)
  }))
})"""
POST = """async ([path, size]) => {
  const began = performance.now()
  const answered = await fetch(path, { method: 'POST', body: JSON.stringify({ said: 'x'.repeat(size) }), headers: { 'Content-Type': 'application/json' } })
  await answered.json()
  return performance.now() - began
}"""  # noqa: E501
SIZE = 260  # bytes of what is asked with a passage


def make(target: str, words: int, passages: int, turns: int = TURNS) -> str:
    """Make a study with one transcript of so many words, turns and passages; returns the id of its document."""
    chance = random.Random(4)
    study = open_study(target, create=True)
    with study.writing("") as writer:
        user = writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        study_settings.begin(writer, "Eén lang gesprek", "nl")
        wave = moments.add_wave(writer, "Meting 1")
        partnership = partnerships.add(writer, "Samenwerking Lang", "SL")
        moments.put_moment(writer, partnership, wave)
        who = respondents.add(writer, partnership, "SL-B1", "employer")
        book = [themes.add(writer, name) for name in ("Tijd", "Vertrouwen", "Begeleiding", "Geld", "Taal")]
    guide = shipped_guides()["pps-short"]
    talk = interviewing.plan(study, user, guide, partnership, wave, [who], "nl", start=True)
    spoken_texts: list[str] = []
    rows: list[dict] = []
    at = 0
    for number in range(turns):
        asks = number % 2 == 0
        text = _spoken(chance, max(1, round(words / turns * (0.3 if asks else 1.7))))
        spoken_texts.append(text)
        ms = number * HOURS * 3_600_000 // turns
        rows.append(
            {
                "speaker": "Interviewer" if asks else "SL-B1",
                "start": at,
                "end": at + len(text),
                "from_ms": ms,
                "to_ms": ms + HOURS * 3_600_000 // turns,
                "question": None,
            }
        )
        at += len(text) + 2
    with study.writing(user) as writer:
        document_id = documents.add(
            writer,
            title="Gesprek van drie uur",
            text="\n\n".join(spoken_texts),
            kind="transcript",
            source="",
            language="nl",
            partnership_id=partnership,
            wave_id=wave,
            interview_id=talk,
            intake={"cues_in_file": turns, "cues_read": turns, "characters_in": at, "characters_kept": at},
        )
        speakers: list[dict] = [
            {"label": "Interviewer", "part": "interviewer", "respondent_id": None},
            {"label": "SL-B1", "part": "respondent", "respondent_id": who},
        ]
        documents.add_turns(writer, document_id, speakers, rows)
    _note(study, user, document_id, rows, chance, passages, book)
    study.close()
    return document_id


def _spoken(chance: random.Random, words: int) -> str:
    text = ""
    while len(text.split()) < words:
        text += sentence(chance) + ". "
    return " ".join(text.split()[:words])


def _note(
    study: Study, user: str, document_id: str, rows: list[dict], chance: random.Random, passages: int, book: list[str]
) -> None:
    blocks = list(method.blocks())
    spoken = [row for row in rows if row["speaker"] != "Interviewer"]
    for number in range(passages):
        turn = spoken[number * len(spoken) // max(passages, 1)]
        start = turn["start"] + chance.randint(30, 40) + number % 3 * 20
        end = min(turn["end"], start + chance.randint(40, 140))
        if end > start + 5:
            passage_notes.note_passage(
                study, user, document_id, start, end, blocks[number % 18], theme_ids=chance.sample(book, number % 3)
            )


def walk(page: Page, empty: Page, bare: Page, address: str, options: argparse.Namespace) -> dict[str, list[float]]:
    """Open the document and note passages in it, a baseline before each; the first time warms up and is not counted."""
    took: dict[str, list[float]] = {name: [] for name in ("empty", "open", "shown", "stored", "post")}
    for turn in range(options.times + 1):
        page.goto(f"{address}/documents")
        link = page.locator("a.go[href^='documents?document']")
        link.first.wait_for()
        page.wait_for_timeout(REST)
        at, other = ("/two", ".two") if empty.url.endswith(("/", "/one")) else ("/", ".one")
        _first, base = timed(empty, at, other, other)
        shown = page.evaluate(OPEN, ["a.go[href^='documents?document']", options.last])
        page.wait_for_timeout(2 * REST)
        posted = bare.evaluate(POST, ["/bare", SIZE])
        marked, stored = page.evaluate(NOTE, 50 + turn * 40)
        page.wait_for_timeout(REST)
        if turn:
            for name, value in zip(took, (base, shown, marked, stored, posted), strict=True):
                took[name].append(value)
    if min(map(min, took.values())) < 0:
        raise SystemExit(f"something never came: {took}")
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=30_000)
    parser.add_argument("--passages", type=int, default=500)
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        target = str(Path(folder) / "study.sqlite")
        document_id = make(target, options.words, options.passages)
        study = open_study(target)
        with study.reading() as connection:
            document = documents.get(connection, document_id)
            count = len(documents.passages(connection, document_id))
        study.close()
        options.last = document["text"][-30:]
        print(f"{len(document['text'].split())} words, {TURNS} turns, {count} passages")
        ports = [free_port() for _port in range(3)]
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY)
        ours = [sys.executable, "-m", "canvas.cli", "run", "--study", target, "--port", str(ports[0]), "--headless"]
        theirs = [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(empty),
            "--server.port",
            str(ports[1]),
            "--server.headless",
            "true",
            "--server.fileWatcherType",
            "none",
        ]
        nothing = [sys.executable, "-c", BARE.replace("PORT", str(ports[2]))]
        with served(ours, ports[0]) as address, served(theirs, ports[1]) as beside, served(nothing, ports[2]) as posts:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page, blank, bare = opened(browser), opened(browser), opened(browser)
            page.goto(address)
            page.locator("[class*=st-key-profile_] button").first.click()
            page.locator("table.pps").wait_for()
            blank.goto(beside)
            blank.locator(".one").wait_for()
            bare.goto(posts)
            took = walk(page, blank, bare, address, options)
    for name in ("empty", "open"):
        say(name, took[name], took["empty"])
    for name in ("post", "shown", "stored"):
        middle, late = sorted(took[name])[len(took[name]) // 2], p95(took[name])
        print(f"{name:14} p50 {middle:6.1f} ms   p95 {late:6.1f} ms   n {len(took[name])}")


if __name__ == "__main__":
    main()
