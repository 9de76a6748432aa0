"""`export evidence` on the command line: whole tables or a part of one, in either language, and clear faults."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from click.testing import CliRunner

from canvas.cli import main
from canvas.store import study_settings
from tests.report.evidence_study import rested


def export(begun, out, *more):
    words = ["export", "evidence", "--study", begun.study.target, "--out", str(out), *more]
    return CliRunner().invoke(main, words)


def test_every_table_is_written_in_the_language_of_the_study(begun, tmp_path):
    rested(begun)
    done = export(begun, tmp_path / "bewijs.md")
    assert (done.exit_code, done.output) == (0, f"1 point of 1 table written to {tmp_path / 'bewijs.md'}\n")
    written = (tmp_path / "bewijs.md").read_text("utf-8")
    assert written.startswith("# Bewijs · Nieuwe Techniek · Meting 1\n")
    assert "vanaf de opdrachtregel" in written


def test_one_point_or_one_moment_is_written_as_word_in_english(begun, tmp_path):
    made = rested(begun)
    for more in (["--point", made.point], ["--partnership", "nt", "--wave", "Meting 1"]):
        done = export(begun, tmp_path / "proof.docx", "--language", "en", *more)
        assert done.exit_code == 0, done.output
        read = docx.Document(BytesIO((tmp_path / "proof.docx").read_bytes()))
        assert "Point 1: Begeleiden kost ondernemers vooral tijd" in [line.text for line in read.paragraphs]


@pytest.mark.parametrize(
    ("out", "more", "code", "message"),
    [
        ("x.pdf", [], 1, ".md or .docx"),
        ("x.md", ["--point", "nope"], 1, "“nope” is not in this study"),
        ("x.md", ["--partnership", "XX"], 1, "“XX” is not in this study"),
        ("nowhere/x.md", [], 1, "this folder is not there"),
        ("x.md", ["--wave", "1"], 2, "--partnership"),
        ("x.md", ["--point", "a", "--partnership", "NT"], 2, "--point"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_left(begun, tmp_path, out, more, code, message):
    done = export(begun, tmp_path / out, *more)
    assert done.exit_code == code
    assert message in done.stderr
    assert not list(tmp_path.glob("**/*.md"))
    assert not list(tmp_path.glob(".pps-*"))


def test_a_study_without_any_table_says_so(begun, tmp_path):
    assert export(begun, tmp_path / "x.md").exit_code == 0
    with begun.study.reading() as connection:
        assert study_settings.describe(connection)["language"] == "nl"
    assert "Geen tabel van dit onderzoek" in (tmp_path / "x.md").read_text("utf-8")
