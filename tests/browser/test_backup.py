"""Backups in a real browser: one made while the interview goes on, and a study put back under a running workbench."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from canvas.shipped import shipped
from canvas.store import answers, open_study
from canvas.store.backup import backup
from canvas.store.check.check import check
from tests import build
from tests.browser.conftest import Server, visit

pytestmark = pytest.mark.browser

QUESTION = "costs.main"


@pytest.fixture(scope="module")
def workbench(server, tmp_path_factory) -> tuple[Server, str]:
    """A served study, and an interview in it."""
    path = tmp_path_factory.mktemp("backup") / "onderzoek.sqlite"
    begun = build.begin(open_study(str(path), create=True))
    interview_id = build.interview(begun, question_keys=(QUESTION,))
    begun.study.close()
    return server(path), interview_id


def command(*words: object) -> subprocess.CompletedProcess:
    """A command of the workbench in a process of its own, as somebody would give it beside the running server."""
    return subprocess.run(
        [sys.executable, "-m", "canvas.cli", *map(str, words)],
        cwd=shipped("."),
        text=True,
        capture_output=True,
        timeout=60,
    )


def stored(path: Path, interview_id: str) -> str:
    """The answer in a study file, after a check of the whole."""
    study = open_study(str(path))
    assert check(study)["faults"] == []
    with study.reading() as connection:
        text = answers.of_interview(connection, interview_id)[QUESTION]["text"]
    study.close()
    return text


def comes_to(path: Path, interview_id: str, text: str) -> bool:
    """Whether the study comes to hold this answer within some seconds."""
    for _ in range(100):
        if stored(path, interview_id) == text:
            return True
        time.sleep(0.1)
    return False


def sit(page: Page, workbench: tuple[Server, str]) -> None:
    server, interview_id = workbench
    visit(page, f"{server.url}/interview?interview={interview_id}&question={QUESTION}", "onderzoeker-1")
    expect(page.locator("textarea").first).to_be_visible()


def type_answer(page: Page, text: str) -> None:
    page.locator("textarea").first.fill(text)
    page.locator("textarea").first.blur()


def sound(page: Page) -> None:
    assert "Traceback" not in page.locator("body").inner_text()
    assert page.locator("[data-testid=stException]").count() == 0


def test_a_backup_is_made_from_the_menu_while_an_interview_goes_on(workbench, page, new_page):
    server, interview_id = workbench
    sit(page, workbench)
    type_answer(page, "voor de reservekopie")
    assert comes_to(server.study, interview_id, "voor de reservekopie")

    other = new_page()
    visit(other, f"{server.url}/?lang=en", "onderzoeker-2")
    other.get_by_role("button", name="Menu").press("Enter")
    other.get_by_role("link", name="Backup").press("Enter")
    expect(other.get_by_text("No backup yet")).to_be_visible()
    other.get_by_role("button", name="Make a backup").press("Enter")
    expect(other.get_by_role("heading", name=re.compile("Last backup"))).to_be_visible()
    expect(other.get_by_text("Nothing has changed since")).to_be_visible()
    (made,) = backup.list_backups(str(server.study))
    assert stored(made.path, interview_id) == "voor de reservekopie"
    with other.expect_download() as download:
        other.get_by_role("button", name="Download the last backup").click()
    assert Path(download.value.path()).read_bytes() == made.path.read_bytes()

    type_answer(page, "na de reservekopie")
    assert comes_to(server.study, interview_id, "na de reservekopie")
    assert stored(made.path, interview_id) == "voor de reservekopie"
    other.reload()
    expect(other.get_by_text("The study has changed since")).to_be_visible()
    sound(other)
    sound(page)


def test_what_is_typed_after_a_restore_under_a_running_workbench_is_in_the_study_or_said_not_to_be(workbench, page):
    server, interview_id = workbench
    sit(page, workbench)
    type_answer(page, "zoals het was")
    assert comes_to(server.study, interview_id, "zoals het was")
    copy = server.study.with_name("kopie.sqlite")
    assert command("backup", "--study", server.study, "--out", copy).returncode == 0
    type_answer(page, "wat er nog bij kwam")
    assert comes_to(server.study, interview_id, "wat er nog bij kwam")

    refused = command("restore", copy, "--study", server.study)
    assert (refused.returncode, "has changed since" in refused.stderr) == (1, True)
    done = command("restore", copy, "--study", server.study, "--replace")
    assert done.returncode == 0, done.stderr
    kept_copy = Path(re.search("kept in (.+)", done.stdout)[1])
    assert stored(server.study, interview_id) == "zoals het was"
    assert stored(kept_copy, interview_id) == "wat er nog bij kwam"

    type_answer(page, "na het terugzetten")
    notice = page.get_by_text(re.compile("not stored|not saved|changed this", re.IGNORECASE)).first
    for _ in range(100):
        if stored(server.study, interview_id) == "na het terugzetten" or notice.is_visible():
            break
        time.sleep(0.1)
    else:
        pytest.fail("it was not stored, and nobody was told")
    expect(page.locator("textarea").first).to_have_value("na het terugzetten")
    sound(page)
    assert stored(kept_copy, interview_id) == "wat er nog bij kwam"


def test_who_comes_after_a_restore_works_in_what_was_put_back(workbench, page, tmp_path):
    server, interview_id = workbench
    copy = tmp_path / "kopie.sqlite"
    assert command("backup", "--study", server.study, "--out", copy).returncode == 0
    before = stored(copy, interview_id)
    assert command("restore", copy, "--study", server.study).returncode == 0
    sit(page, workbench)
    expect(page.locator("textarea").first).to_have_value(before)
    type_answer(page, "en verder")
    assert comes_to(server.study, interview_id, "en verder")
    sound(page)
