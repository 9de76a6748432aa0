"""The commands that take lessons out of a study and into another."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from canvas.commands.import_options import import_options
from canvas.errors import N_, UserError
from canvas.store import open_study

Option = Callable[[Callable], Callable]
ENDINGS = (".json", ".docx")


def add_lesson_commands(
    export: click.Group,
    bring_in: click.Group,
    study_option: Option,
    language_option: Option,
) -> None:
    """Add `lessons` to both groups.

    A file of lessons is the same for every reader, as it holds nobody's words: so there is no `--as`.
    """

    @export.command("lessons")
    @study_option
    @click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The .json or .docx.")
    @language_option
    def export_lessons(study: str, out: Path, language: str | None) -> None:
        """Every lesson, for another study (.json) or to read (.docx), without words and codes of respondents."""
        from canvas.exchange.lessons_file import lessons_json
        from canvas.exchange.tables import written_whole
        from canvas.report import lessons_report
        from canvas.speech import Speech
        from canvas.store import study_settings
        from canvas.store.database.ids import now
        from canvas.store.shared_lessons import shared_lessons

        ending = out.suffix.lower()
        if ending not in ENDINGS:
            raise UserError(str(out), N_("this kind of file is not written."), N_("End the name in .json or .docx."))
        opened = open_study(study)
        try:
            with opened.reading() as connection:
                lessons, about = shared_lessons(connection), study_settings.describe(connection)
        finally:
            opened.close()
        title, own = (about["title"], about["language"]) if about else ("", "nl")
        speech = Speech(language or own)
        if ending == ".json":
            parts = lessons_json.write(lessons, title, own)
        else:
            parts = [lessons_report.docx(lessons, title, speech, now())]
        files = [out, *(out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(2, len(parts) + 1))]
        for file, content in zip(files, parts, strict=True):
            with written_whole(file) as draft:
                draft.write_bytes(content)
        click.echo(f"{_counted(len(lessons))} written to {', '.join(map(str, files))}")

    @bring_in.command("lessons")
    @study_option
    @click.option("--dry-run", is_flag=True, help="Say what would be added, and store nothing.")
    @import_options
    def import_lessons(file: Path, study: str, dry_run: bool, profile: str, as_json: bool) -> None:
        """Add the lessons of a FILE (.json) of another study; the same file twice adds nothing."""
        from canvas.exchange.lessons_file import lessons_importer

        opened = open_study(study)
        try:
            data = lessons_importer.read_bytes(file)
            if dry_run:
                plan = lessons_importer.preview(opened, data, file.name)
            else:
                plan = lessons_importer.import_lessons(opened, "", data, file.name, profile)
        finally:
            opened.close()
        if as_json:
            summary = {"stored": not dry_run, "added": len(plan.added), "same": plan.same, "differing": plan.differing}
            click.echo(json.dumps(summary, indent=2))
            return
        would = "would be " if dry_run else ""
        click.echo(f"{_counted(len(plan.added))} {would}added, {plan.same} stand as the file has them.")
        if plan.differing:
            click.echo(f"Note: {plan.differing} say something else here, and are left as they are.", err=True)


def _counted(number: int) -> str:
    return "1 lesson" if number == 1 else f"{number} lessons"
