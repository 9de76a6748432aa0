"""What people typed shows as they typed it on every screen: nothing is fetched, linked or set in another type."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from canvas.capture import answers as capture
from canvas.capture import interviewing
from canvas.capture.document_loader import load_document
from canvas.speech import Speech
from canvas.store import attributes, lessons, moments, open_study, partnerships, respondents, users
from canvas.store.database.schema import partnership
from canvas.store.matrix import matrix_summaries
from canvas.store.points import points
from canvas.store.themes import codings, themes
from tests import build
from tests.browser.conftest import Server
from tests.examples import some_of
from tests.screens_of_app import not_tried

pytestmark = pytest.mark.browser

DUTCH = Speech("nl")._
PROFILE = "onderzoeker-1"
SIGNS = "R&D &amp; a*b*c **y** `c` $x$ :smile: :red[x] <b>x</b> -> www.auto.link a@b.nl [a](http://b.nl)"
MOMENT = "partnership=NT&moment=3"
SCREENS = [
    "overview",
    f"state?{MOMENT}",
    "partnerships",
    "partnerships?partnership=NT",
    f"interview?{MOMENT}",
    "interview?interview={interview}",
    "documents?partnership=NT",
    "documents?document={document}",
    "notes",
    "themes",
    "lessons",
    f"canvas?{MOMENT}",
    f"perspectives?{MOMENT}",
    f"differences?{MOMENT}",
    "time?partnership=NT",
    f"factors?{MOMENT}",
    "compare",
    "compare?view=framework&moments=NT-3&part=financing",
    "search?q=auto",
    f"evidence?{MOMENT}",
    "backup",
    "study",
    f"agenda?{MOMENT}",
    "agreements",
    "help",
]
assert not_tried(SCREENS) == set()
HOLD_ALL = (  # between them every text that is looked for
    "overview",
    "partnerships?partnership=NT",
    "interview?interview={interview}",
    "documents?partnership=NT",
    "documents?document={document}",
    "themes",
    "notes",
    f"canvas?{MOMENT}",
    f"perspectives?{MOMENT}",
    "compare?view=framework&moments=NT-3&part=financing",
)
assert set(HOLD_ALL) <= set(SCREENS)
# On some screens: what opens a drawer, or the choices of a box, in which texts stand as well.
OPENERS = {
    "themes": [".stMain .theme button, .stMain [role=treeitem], .stMain li button"],
    f"canvas?{MOMENT}": ["li.block button"],
    f"perspectives?{MOMENT}": ["tbody li button"],
    "lessons": ["li.lesson button"],
    f"interview?{MOMENT}": ["[data-testid=stSelectbox] input"],
}

# The text nodes of all that can be seen, of components as well and of what stands in fields; what is read aloud of
# attributes; and what a text would leave behind if it were read as Markdown, as HTML or as an address.
READ = r"""() => {
  let shown = document.title + '\n'
  const aloud = [], made = []
  const unseen = /^(STYLE|SCRIPT|NOSCRIPT|TEMPLATE)$/
  const traces = 'img[src$="/p"], img[src$="/pixel"], .katex, .stMarkdownColoredText, [data-testid=stException]'
  const piece = (node) => /^([abcxyz]|www\.auto\.link|a@b\.nl)$/.test(node.textContent.trim())
  const walk = (root) => {
    const pieces = [...root.querySelectorAll('a, strong, em, del, b, i, code')].filter(piece)
    made.push(...[...root.querySelectorAll(traces), ...pieces].map((sign) => sign.outerHTML.slice(0, 400)))
    for (const node of root.querySelectorAll('*')) {
      if (unseen.test(node.tagName) || node.closest('[data-testid^=stIcon]')) continue
      for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description', 'aria-valuetext'])
        if (node.getAttribute(name)) aloud.push(name + ': ' + node.getAttribute(name))
      if (node.shadowRoot) walk(node.shadowRoot)
    }
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      if (!unseen.test(text.parentElement?.tagName) && text.parentElement?.checkVisibility()) shown += text.data
    for (const field of root.querySelectorAll('input, textarea')) shown += '\n' + field.value
  }
  walk(document.body)
  const escaped = /\\[&*_`$:~[<#.\\-]|:small\[|&amp;amp;|&lt;/
  const part = /.{0,60}(\\[&*_`$:~[<#.\\-]|:small\[|&amp;amp;|&lt;).{0,30}/g
  return { shown, faults: [...made, ...(shown.match(part) ?? []), ...aloud.filter((words) => escaped.test(words))] }
}"""


@pytest.fixture(scope="module")
def fetched() -> Iterator[tuple[str, list[str]]]:
    """An address that texts name, and what was fetched from it."""
    requests: list[str] = []

    class Pixel(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(404)

        def log_message(self, *_line: object) -> None: ...

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Pixel)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}", requests
    listening.shutdown()
    listening.server_close()


class Signs:
    """A study in which every text that a person can give is made of signs."""

    def __init__(self, study, address: str) -> None:
        self.address, begun = address, build.begin(study)
        guide = interviewing.add_guide(study, begun.user, self.guide(), "eigen.toml")
        with study.writing(begun.user) as writer:
            wave = moments.add_wave(writer, self.label("moment"))
            moments.put_moment(writer, begun.partnership, wave)
            partner = partnerships.add_partner(writer, begun.partnership, self.text("partner"), "employer")
            spoken = respondents.add(writer, begun.partnership, "NT-B7", "employer", partner)
            theme = themes.add(writer, self.text("theme"), definition=self.text("definition"))
            themes.add(writer, self.text("theme under it"), parent_id=theme)
            control = themes.add(writer, self.label("con\x01trol"))
            choice = [self.label("choice"), self.label("other choice")]
            for scope, subject in (("partnership", begun.partnership), ("respondent", spoken)):
                made = attributes.add(writer, scope, self.label(f"of {scope}"), "choice", choice)
                attributes.set_value(writer, scope, subject, made, choice[0])
            points.add(writer, "value", self.text("point"), ["employer"], begun.partnership, wave)
            users.add(writer, self.label("user"), "researcher")
            learned = {name: self.text(name) for name in ("situation", "action", "result", "applies_to")}
            lessons.add(writer, learned | {"region": self.label("region")}, source=self.label("study"))
            writer.execute(partnership.update().values(name=self.text("partnership"), region=self.label("region")))
            drawn = {"key": "a", "block": "costs", "text": self.text("note of a passage"), "role": "employer"}
            passage = {"text": self.text("passage"), "note": [drawn]}
            noted = load_document(
                writer,
                {"title": self.text("document"), "kind": "report", "source": self.label("source")},
                [{"title": self.label("section"), "passage": [passage]}],
                begun.partnership,
                wave,
            )
            codings.set_themes(writer, noted["a"], [theme, control])
            matrix_summaries.save(
                writer, begun.partnership, wave, "block", "costs", self.text("summary"), noted.values()
            )
        self.interview = interviewing.plan(
            study, begun.user, guide, begun.partnership, wave, [spoken], "nl", start=True
        )
        build.ask(begun, self.interview, "costs.main")
        capture.save(study, begun.user, self.interview, "costs.main", f"{self.text('note')}\n{self.text('more')}")
        with study.reading() as connection:
            self.document = connection.exec_driver_sql("select id from document").scalar_one()

    def text(self, what: str) -> str:
        return f"# {what} ![x]({self.address}/pixel) <img src={self.address}> {SIGNS}"

    def label(self, what: str) -> str:
        return f"![x]({self.address}/p) {what} *y* R&D"

    def title(self) -> str:
        return f"![x]({self.address}/pixel) [a]({self.address}/pixel) **b** R&D www.auto.link a@b.nl"

    def guide(self, id: str = "eigen") -> bytes:
        """A guide of one's own, its title and its questions made of signs as well."""
        return f"""
            id = "{id}"
            version = 1
            languages = ["nl"]
            minutes = 5
            title = {{ nl = "{self.title()}" }}
            intro = {{ nl = "{self.text("intro")}" }}
            [[question]]
            key = "costs.main"
            block = "costs"
            kind = "text"
            text = {{ nl = "{self.text("question")}" }}
            probes = [{{ nl = "{self.text("probe")}" }}]
        """.encode()


@pytest.fixture(scope="module")
def signs(tmp_path_factory, fetched) -> Signs:
    study = open_study(str(tmp_path_factory.mktemp("study") / "signs.db"), create=True)
    made = Signs(study, fetched[0])
    made.path = Path(study.target)
    return made


@pytest.fixture(scope="module")
def served(server, signs) -> Server:
    return server(signs.path)


def settled(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def enter(page: Page, served: Server) -> None:
    page.goto(f"{served.url}/overview")
    page.get_by_role("button", name=PROFILE).click()
    expect(page.get_by_role("heading", name=DUTCH("Who is working?"))).to_be_hidden()
    settled(page)


def test_every_screen_shows_what_was_typed_and_asks_for_nothing(page, served, signs, fetched):
    faults, shown = {}, ""

    def look(where: str) -> None:
        nonlocal shown
        seen = page.evaluate(READ)
        shown += " " + " ".join(seen["shown"].split())
        faults.update({fault: where for fault in seen["faults"] if fault not in faults})

    page.goto(f"{served.url}/overview")
    page.get_by_role("button", name="R&D").wait_for()
    look("who is working")
    enter(page, served)
    for screen in some_of(SCREENS, always=HOLD_ALL):
        page.goto(f"{served.url}/{screen.format(interview=signs.interview, document=signs.document)}")
        page.locator(".pps-head h1").first.wait_for()
        settled(page)
        look(screen)
        popovers = page.locator(
            "[data-testid=stMain] :is([data-testid=stPopover] button, [data-testid=stExpander] summary)"
        )
        for at in range(popovers.count()):
            if popovers.nth(at).is_visible():
                popovers.nth(at).click()
                settled(page)
                look(f"{screen}, opener {at}")
                page.keyboard.press("Escape")
        for opener in OPENERS.get(screen, ()):
            page.locator(opener).first.click()
            settled(page)
            look(f"{screen}, {opener}")
            page.keyboard.press("Escape")
    assert "\n".join(f"{where}: {fault}" for fault, where in faults.items()) == ""
    texts = (
        "partnership",
        "partner",
        "theme",
        "theme under it",
        "definition",
        "document",
        "passage",
        "point",
        "note",
        "more",
        "note of a passage",
        "summary",
        "question",
        "probe",
    )
    labels = ("moment", "user", "region", "source", "section", "of partnership", "of respondent", "choice")
    wanted = {*map(signs.text, texts), *map(signs.label, labels)}
    assert {words for words in wanted if words not in shown} == set()
    assert fetched[1] == []


def test_a_toast_with_the_title_of_a_guide_shows_it_and_asks_for_nothing(page, served, signs, fetched):
    enter(page, served)
    page.goto(f"{served.url}/interview?{MOMENT}")
    page.locator(".pps-interviews").wait_for()
    settled(page)
    page.locator(".st-key-interview_plan_another summary").click()
    page.get_by_role("button", name=DUTCH("Add a guide of your own")).click()
    guide = {"name": "nog-een.toml", "mimeType": "text/plain", "buffer": signs.guide("nog-een")}
    page.locator("input[type=file]").set_input_files(guide)
    page.get_by_role("button", name=DUTCH("Add guide"), exact=True).click()
    expect(page.get_by_test_id("stToast")).to_contain_text(signs.title())
    assert page.evaluate(READ)["faults"] == []
    assert fetched[1] == []


@pytest.mark.usefixtures("signs")
def test_the_picture_of_a_figure_holds_what_was_typed_as_words(page, served):
    enter(page, served)
    page.goto(f"{served.url}/compare?of=theme&moments=NT-3")
    with page.expect_download() as coming:
        page.get_by_role("button", name=DUTCH("Picture (.svg)")).click()
    picture = ElementTree.parse(coming.value.path())
    assert {node.tag.split("}")[1] for node in picture.iter()} == {"svg", "title", "rect", "text"}
    assert "![x]" in " ".join(picture.getroot().itertext())
    assert re.fullmatch(r"[\w-]+\.svg", coming.value.suggested_filename)
