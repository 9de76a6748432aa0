"""The scripts of the workbench: each joins to one that a browser can load, and none makes elements its own way.

What is in them is checked by Node's own tools, see tests/node; a user's machine needs no Node.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from canvas.shipped import shipped
from canvas.ui.component_files import script
from canvas.web import page_script

CANVAS = shipped("canvas").resolve()
NODE = CANVAS.parent / "tests" / "node"
FILES = sorted(CANVAS.glob("**/assets/*.js"))
COMPONENTS = [path.name for path in FILES if "export default function" in path.read_text("utf-8")]


def test_every_component_has_a_script_with_all_that_it_imports(tmp_path):
    assert len(COMPONENTS) >= 22
    scripts = {name: script(name) for name in COMPONENTS}
    for text in scripts.values():
        assert not re.search(r"^(import|export (?!default module_\w+\.default$))", text, re.MULTILINE)
    assert sum(len(text) for text in scripts.values()) < 280_000  # they are sent with the first run of a screen
    scripts["page.js"] = page_script.script()
    if not shutil.which("node"):
        return
    for name, text in scripts.items():
        path = tmp_path / (name if name == "page.js" else f"{name}.mjs")
        path.write_text(text, "utf-8")
        done = subprocess.run(["node", "--check", str(path)], capture_output=True, text=True)
        assert done.returncode == 0, f"{name}: {done.stderr}"


def test_every_script_is_part_of_a_component_or_of_the_page():
    together = "".join(script(name) for name in COMPONENTS) + page_script.script()
    assert [path.name for path in FILES if f"const module_{path.stem} = " not in together] == []


def test_elements_are_made_in_one_place():
    for path in FILES:
        text = path.read_text("utf-8")
        assert path.name == "dom.js" or "document.createElement(" not in text, path
        assert path.name == "dom.js" or not re.search(r"\b(function|const|let) make\b", text), path


def test_no_script_sets_text_as_html():
    for path in FILES:
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", path.read_text("utf-8")), path


def test_no_check_of_a_script_is_switched_off():
    for path in [*FILES, *NODE.glob("*.js")]:
        assert not re.search(r"@ts-(nocheck|ignore|expect-error)|eslint-(disable|env)", path.read_text("utf-8")), path


def test_no_type_of_a_script_says_anything_goes():
    for path in [*FILES, *CANVAS.glob("**/assets/*.d.ts"), *NODE.glob("*.d.ts")]:
        assert not re.search(r"[{:<|,]\s*any\b|\bany\[\]", path.read_text("utf-8")), path
    settings = json.loads((NODE / "tsconfig.json").read_text("utf-8"))["compilerOptions"]
    assert settings["strict"] is True
    assert not [name for name, on in settings.items() if name.startswith(("no", "strict")) and on is not True]


def test_the_list_of_tools_names_no_registry():
    lock = json.loads((NODE / "package-lock.json").read_text("utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed: .ci/run says so")
def test_what_needs_no_browser_is_tried_in_node():
    done = subprocess.run(["node", "--test"], cwd=NODE, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:]
