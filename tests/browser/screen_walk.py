"""Walks a session through every screen and control, and collects all that a reader or a screen reader meets there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import streamlit

# of every element, in components' shadow roots as well: its own text, and what is read of its attributes
_COLLECT = """() => {
  const said = new Set()
  const of = ['placeholder', 'title', 'aria-label', 'aria-valuetext', 'aria-description', 'alt', 'data-title']
  const collect = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (/^(STYLE|SCRIPT|NOSCRIPT|TEMPLATE)$/.test(node.tagName)) continue
      if (node.dataset?.testid?.startsWith('stIcon') || node.closest('[data-testid=stIconMaterial], noscript')) continue
      for (const text of node.childNodes) if (text.nodeType === 3 && text.data.trim()) said.add(text.data.trim())
      for (const name of of) if (node.getAttribute(name)?.trim()) said.add(node.getAttribute(name).trim())
      if (node.shadowRoot) collect(node.shadowRoot)
    }
  }
  collect(document)
  return [...said]
}"""
# of these words, those that stand on two lines without a hyphen or another sign at which a line may end
_SPLIT = """(own) => {
  const words = new Set(own)
  // what stands there for screen readers alone is one pixel wide
  const unseen = (box) => box && (getComputedStyle(box).clipPath.startsWith('inset(50%') || unseen(box.parentElement))
  const split = new Set()
  const measure = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const box = text.parentElement
      if (!box || /^(STYLE|SCRIPT|NOSCRIPT|TEXTAREA)$/.test(box.tagName) || !box.checkVisibility()) continue
      if (getComputedStyle(box).writingMode !== 'horizontal-tb' || unseen(box)) continue
      for (const word of text.data.matchAll(/[\\p{L}]{5,}/gu)) {
        if (!words.has(word[0].toLowerCase())) continue
        const range = new Range()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        const lines = [...range.getClientRects()].filter((line) => line.width > 0)
        if (lines.some((line) => line.top > lines[0].top + lines[0].height / 2)) split.add(word[0])
      }
    }
    for (const each of root.querySelectorAll('*')) if (each.shadowRoot) measure(each.shadowRoot)
  }
  measure(document.body)
  return [...split]
}"""
_OPENERS = "[data-testid=stMain] :is([data-testid=stPopover] button, [data-testid=stExpander] summary)"
_TIMES = 2  # how often one kind of control is used: what it says is the same wherever it stands
_STATIC = Path(streamlit.__file__).parent / "static" / "static" / "js"
_UNUSED = re.compile(  # parts of Streamlit's page that no screen has
    "plotly|echarts|deckgl|graphviz|vega|mermaid|diagram|elk|katex|rehype|syntax|protobuf|react-dom|cytoscape|chunk|arrow|"
    "wavesurfer|moment|dataframe|color|chat|camera|audio|video|webgl|embed|expression",
    re.I,
)


class Walk:
    """One page that is led past everything; `met` is what it met, with where."""

    def __init__(self, page, url: str) -> None:
        self.page, self.url, self.met = page, url, {}
        self._used = dict.fromkeys(_CONTROLS, 0)

    def collect(self, where: str) -> None:
        """Note down all that stands on the page now."""
        for text in self.page.evaluate(_COLLECT):
            self.met.setdefault(text, where)

    def screen(self, path: str) -> None:
        """Go to a screen, open what it folds away, and use one control of each kind."""
        page = self.page
        page.goto(self.url + path)
        page.locator(".pps-head h1").first.wait_for()
        page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
        self.collect(path)
        self._use(path)
        for at in range(page.locator(_OPENERS).count()):
            opener = page.locator(_OPENERS).nth(at)
            if not opener.is_visible():
                continue
            opener.click()
            page.wait_for_timeout(100)
            self.collect(f"{path} opener {at}")
            self._use(f"{path} opener {at}")
            page.keyboard.press("Escape")

    def _use(self, where: str) -> None:
        for number, (selector, use) in enumerate(_CONTROLS.items()):
            control = self.page.locator(selector).first
            if self._used[selector] < _TIMES and control.count() and control.is_visible() and control.is_enabled():
                self._used[selector] += 1
                for _step in use(self.page, control):
                    self.page.wait_for_timeout(150)
                    self.collect(f"{where} control {number}")


def _choice(page, control) -> Iterator[None]:
    control.click()
    yield
    control.fill("qqqq")
    yield
    control.fill("")
    page.keyboard.press("Escape")


def _date(page, control) -> Iterator[None]:
    control.click()
    yield
    page.keyboard.type("01011500")
    yield
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)


def _number(page, control) -> Iterator[None]:
    before = control.input_value()
    control.fill("3")
    page.keyboard.press("Tab")
    yield
    control.fill(before)
    page.keyboard.press("Tab")


def _file(_page, control) -> Iterator[None]:
    control.set_input_files({"name": "a.xyz", "mimeType": "x/y", "buffer": b"x"})
    yield


def _hover(page, control) -> Iterator[None]:
    control.hover()
    yield
    page.mouse.move(0, 0)


def _typing(page, control) -> Iterator[None]:
    before = control.input_value()
    control.click()
    control.press("End")
    page.keyboard.type("x")
    yield
    control.fill(before)


_CONTROLS = {
    "[data-testid=stSelectbox] input:visible": _choice,
    "[data-testid=stMultiSelect] input:visible": _choice,
    "[data-testid=stDateInputField] [role=spinbutton]:visible": _date,
    "[data-testid=stNumberInput] input:visible": _number,
    "[data-testid=stFileUploaderDropzoneInput]": _file,
    "[data-testid=stTextInput] input:visible": _typing,
    "[data-testid=stTextArea] textarea:visible": _typing,
    "[data-testid=stTooltipIcon] button:visible": _hover,
}


def split_words(page, own: set[str]) -> list[str]:
    """Which of these words (in small letters) a line on the page breaks in the middle."""
    return page.evaluate(_SPLIT, sorted(own))


def streamlit_texts() -> set[str]:
    """The English texts in Streamlit's own page, as far as they can be told from its code."""
    texts = set()
    for path in _STATIC.glob("*.js"):
        if not _UNUSED.search(path.name):
            texts |= set(re.findall(r"[`\"]([A-Z][a-z]+(?:[ ,.…'][^`\"${}]{0,160})?)[`\"]", path.read_text("utf-8")))
    return texts
