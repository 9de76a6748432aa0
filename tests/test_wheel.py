"""A wheel holds all that the workbench needs, and works from any folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from email.parser import BytesParser
from pathlib import Path

import pytest

from canvas import __version__

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder in which the wheel alone is installed; what it depends on comes from this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "wheel", str(ROOT), "--no-deps", "-w", str(folder)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run(
        [*pip, "install", str(wheel), "--no-deps", "--target", str(folder / "site")], check=True, capture_output=True
    )
    return folder / "site"


def run(installed: Path, folder: Path, *command: str) -> subprocess.CompletedProcess:
    env = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run([sys.executable, *command], cwd=folder, env=env, capture_output=True, text=True, timeout=120)


def test_the_wheel_finds_screens_theme_guides_words_scripts_and_demo_from_any_folder(installed, tmp_path):
    code = (
        "import canvas; from canvas.shipped import shipped; from canvas.guides import shipped_guides; "
        "from canvas.ui.i18n import CATALOGUE; from pathlib import Path; "
        f"assert Path(canvas.__file__).is_relative_to({str(installed)!r}), canvas.__file__; "
        "names = ['app.py', 'pages/canvas.py', '.streamlit/config.toml', 'interview_guides', 'data/demo/study.toml']; "
        "assert all(shipped(name).exists() for name in names); "
        "assert (CATALOGUE / 'nl/LC_MESSAGES/workbench.po').exists(); "
        "from canvas.ui.component_files import script; from canvas.web import page_script; "
        "assert 'const module_dom = ' in script('reader.js') and 'PPS_PAGE' in page_script.script(); "
        "print(list(shipped_guides()))"
    )
    done = run(installed, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    assert "['pps-short', 'factor-scan']" in done.stdout


def test_the_wheel_makes_and_checks_the_demo(installed, tmp_path):
    study = str(tmp_path / "demo.sqlite")
    assert run(installed, tmp_path, "-m", "canvas.cli", "demo", "--study", study).returncode == 0
    done = run(installed, tmp_path, "-m", "canvas.cli", "check", "--study", study)
    assert done.returncode == 0
    assert "nothing differs" in done.stdout
    # the template of a page and its fonts lie in the wheel too
    line = ["export", "state", "--partnership", "FV", "--out", str(tmp_path / "stand.pdf"), "--study", study]
    assert run(installed, tmp_path, "-m", "canvas.cli", *line).returncode == 0
    assert b"SourceSans3VF" in (tmp_path / "stand.pdf").read_bytes()


def test_the_wheel_shows_its_screens(installed, tmp_path):
    code = (
        "import os; os.environ['PPS_STUDY'] = 'new.sqlite'; from canvas.shipped import shipped; "
        "from streamlit.testing.v1 import AppTest; "
        "app = AppTest.from_file(str(shipped('app.py')), default_timeout=60).run(); "
        "assert not app.exception, app.exception; "
        "assert any('Wie is er aan het werk?' in one.proto.body for one in app.get('html'))"
    )
    done = run(installed, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr


def test_the_version_stands_in_one_place_and_reaches_the_wheel(installed):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in settings["project"]["dynamic"]
    (metadata,) = installed.glob("pps_werkbank-*.dist-info/METADATA")
    fields = BytesParser().parsebytes(metadata.read_bytes())
    assert fields["Version"] == __version__
    assert fields["Author"] == settings["project"]["authors"][0]["name"]
    holders = [
        name
        for name in (
            "pyproject.toml",
            "CITATION.cff",
            "app.py",
            "canvas/cli.py",
            "canvas/locale/nl/LC_MESSAGES/workbench.po",
        )
        if re.search(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])", (ROOT / name).read_text("utf-8"))
    ]
    assert holders == []


def test_who_made_it_is_the_same_wherever_it_is_said():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert re.findall(r"^  - name: (.+)$", citation, re.MULTILINE) == [
        author["name"] for author in settings["project"]["authors"]
    ]
