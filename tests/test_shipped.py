"""What ships with the product is found, in a checkout as in a wheel."""

from pathlib import Path

import pytest

from canvas import shipped as module
from canvas.shipped import shipped


@pytest.mark.parametrize(
    "name",
    [
        "app.py",
        "pages/overview.py",
        ".streamlit/config.toml",
        "interview_guides/pps-short.toml",
        "interview_guides/factor-scan.toml",
        "data/demo/study.toml",
        "docs/gebruikersgids.md",
    ],
)
def test_what_ships_is_there(name):
    assert shipped(name).is_file()


def test_in_a_wheel_it_lies_within_the_package(tmp_path, monkeypatch):
    package = tmp_path / "canvas"
    (package / "_shipped").mkdir(parents=True)
    monkeypatch.setattr(module, "__file__", str(package / "shipped.py"))
    assert shipped("data/demo") == (package / "_shipped" / "data" / "demo").resolve()


def test_the_wheel_takes_along_all_that_ships():
    import tomllib

    project = tomllib.loads(Path(shipped("pyproject.toml")).read_text("utf-8"))
    mapped = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for name in ("app.py", "pages", ".streamlit", "interview_guides", "data/demo", "docs/gebruikersgids.md"):
        assert mapped[name] == f"canvas/_shipped/{name}"
