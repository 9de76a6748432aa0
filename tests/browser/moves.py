"""Going from screen to screen as a person does: by the entries at the top and the tabs of a partnership."""

from playwright.sync_api import Page, expect

from canvas.speech import Speech
from canvas.ui.pickers.workspace import TABS

AT_TOP = {"nl": "Samenwerking", "en": "Partnership"}


def menu(page: Page, name: str) -> None:
    """Press an entry at the top, or a tab; to a tab the way leads over the workspace where it is not shown yet."""
    language = page.evaluate("document.documentElement.lang")
    top = page.get_by_test_id("stHeader")
    if name not in {Speech(language)._(title) for title in TABS.values()}:
        top.get_by_role("link", name=name, exact=True).click()
        return
    tabs = page.locator(".st-key-workspace")
    if not tabs.is_visible():
        top.get_by_role("link", name=AT_TOP[language], exact=True).click()
    tab = tabs.get_by_role("link", name=name, exact=True)
    tab.click()
    expect(tab).to_have_attribute("aria-current", "page")
