"""pps-werkbank and its commands. Exit 0 when all is well, 1 for a fault the user can mend, 2 for wrong usage."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from canvas import __version__
from canvas.commands.import_options import import_options, profile_option
from canvas.commands.lesson_commands import add_lesson_commands
from canvas.errors import UserError
from canvas.store import Study, default_target, open_study, without_password
from canvas.store.database.engine import explain_errors
from canvas.store.limited.limited_study import as_seen_by
from canvas.store.limited.limited_views import limits_of

study_option = click.option(
    "--study",
    metavar="FILE-or-URL",
    default=default_target,
    show_default="PPS_STUDY, else a file in your data folder",
    help="The study: a file, or a postgresql:// URL.",
)

reader_option = click.option(
    "--as",
    "reader",
    type=click.Choice(["researcher", "lead", "evaluator"]),
    default="researcher",
    show_default=True,
    help="For whom: what is held back from leads is left out for a lead.",
)


@contextmanager
def _opened_for(study: str, reader: str) -> Iterator[Study]:
    """Open a study as a reader of this kind may see it; what is left out of what is printed or written is said."""
    from canvas.analysis.held_back_words import rule_of_file
    from canvas.speech import Speech

    opened = open_study(study)
    try:
        seen = as_seen_by(opened, {"kind": reader})
        with seen.reading() as connection:
            remark = rule_of_file(limits_of(connection), Speech("en"))
        if remark:
            click.echo(f"Note: {remark}", err=True)
        yield seen
    finally:
        opened.close()


class Commands(click.Group):
    """Runs the workbench when no command is named, and says a user's error without a traceback."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Take `run` for the command where none is named."""
        names_itself = args and (args[0] in self.commands or args[0] in ("--help", "--version"))
        return super().parse_args(context, args if names_itself else ["run", *args])

    def invoke(self, context: click.Context) -> object:
        """Run a command; what a user did wrong is printed and ends with exit code 1."""
        try:
            with _stopped_as_by_a_key(), explain_errors(_place()):
                return super().invoke(context)
        except UserError as error:
            click.echo(f"Error: {error.message()}", err=True)
        except BrokenPipeError:  # who reads what is printed has read enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            cure = "Free some space" if full else "Check the path and whether you may use it"
            place = error.filename or _place()
            click.echo(f"Error: {place}: {error.strerror or error}. {cure}, and try again.", err=True)
        except KeyboardInterrupt:
            click.echo("Stopped before it was done: nothing is left half written.", err=True)
            raise SystemExit(130) from None
        raise SystemExit(1)


def _place() -> str:
    """Return the study that a command was about, as a fault may name it."""
    words = sys.argv
    named = words[words.index("--study") + 1 :] if "--study" in words else []
    return without_password(named[0]) if named else without_password(default_target())


@contextmanager
def _stopped_as_by_a_key() -> Iterator[None]:
    """Have a request to end (SIGTERM) stop a command as Ctrl+C does, so that it clears away what is half done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, usual)


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="pps-werkbank")
def main() -> None:
    """A workbench for evaluating public-private partnerships by structured interviews.

    Without a command it opens the workbench: `pps-werkbank` is short for `pps-werkbank run`.
    """  # noqa: D401 - help that a user reads


@main.command()
@study_option
@click.option("--port", type=click.IntRange(1, 65535), help="The port to serve on; the first free one from 8501.")
@click.option("--headless", is_flag=True, help="Do not open a browser.")
def run(study: str, port: int | None, headless: bool) -> None:
    """Open the workbench in the browser; a study that is absent is made."""
    from canvas.server import ADDRESS, serve
    from canvas.store.backup.backup import remove_stale_files
    from canvas.store.database.engine import is_url
    from canvas.store.database.private_files import others_may_read

    open_study(study, create=True).close()  # a fault is said here rather than on the first page
    remove_stale_files(study)
    click.echo(f"Study: {without_password(study)}")
    if not is_url(study) and others_may_read(Path(study).expanduser()):
        click.echo("Other users of this computer may read this file, as it was made; chmod 600 keeps them out.")
    click.echo(f"Stop with Ctrl+C. Only this computer ({ADDRESS}) can reach the workbench.")
    serve(study, port, headless)


@main.command()
@study_option
def demo(study: str) -> None:
    """Make the demo study; a study that is there already is not overwritten."""
    from canvas.exchange.demo import make_demo

    make_demo(study).close()
    click.echo(f"The demo study is ready: {without_password(study)}")


@main.command()
@study_option
@click.option("--mend", is_flag=True, help="Make the index for searching anew first: it follows from the rest.")
@click.option("--timed", is_flag=True, help="Say of each part what it took, as it is done.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check(study: str, mend: bool, timed: bool, as_json: bool) -> None:
    """Check schema, links, the file itself, every summary and the search index; exit 1 when something differs."""
    from canvas.store.check.check import check as run_check
    from canvas.store.check.check import rebuild_index

    opened = open_study(study, mend=False)
    if mend:
        opened.require_writable()
        rebuild_index(opened)
    report = run_check(opened, _took if timed else lambda _part, _seconds: None)
    opened.close()
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for fault in report["faults"]:
            click.echo(f"{fault['check']}: {fault['where']}: {fault['fault']}")
        count = len(report["faults"])
        outcome = "nothing differs" if not count else "1 difference" if count == 1 else f"{count} differences"
        click.echo(f"Schema {report['schema_version']}, {report['notes']} notes, {report['cells']} cells: {outcome}.")
    if report["faults"]:
        raise SystemExit(1)


def _took(part: str, seconds: float) -> None:
    click.echo(f"{part}: {seconds:.1f} s", err=True)


@main.command()
@study_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    show_default="a new file in the folder of its backups",
    help="The file to write.",
)
@click.option("--replace", "over", is_flag=True, help="Write over the file where it is there already.")
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def backup(study: str, out: Path | None, over: bool, as_json: bool) -> None:
    """Write a checked copy of a study to one file; people may go on working in it meanwhile."""
    from canvas.store.backup.backup import back_up, read_fingerprint

    made = back_up(study, out, over)
    holds = read_fingerprint(made)
    notes = holds.rows["note"]
    if as_json:
        summary = {
            "file": str(made.path),
            "made_at": made.made_at,
            "bytes": made.size,
            "changed_at": holds.changed_at,
            "schema_version": holds.version,
            "notes": notes,
        }
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        last = f", last changed on {holds.changed_at}" if holds.changed_at else ""
        click.echo(
            f"Backup of {without_password(study)} written to {made.path}: {made.size} bytes, {notes} notes{last}."
        )


@main.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@study_option
@click.option("--replace", "over", is_flag=True, help="Also where the study has changed since, or is another one.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def restore(file: Path, study: str, over: bool, as_json: bool) -> None:
    """Put the backup FILE in the place of a study; what stands there is kept as a copy."""
    from canvas.store.backup.restoring import restore as put_back

    done = put_back(file, study, over)
    if as_json:
        summary = {
            "study": without_password(study),
            "from": str(file),
            "kept": done.safety_copy and str(done.safety_copy),
            "changed_at": done.now.changed_at,
            "notes": done.now.rows["note"],
        }
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{file} is put back as {without_password(study)}: {done.now.rows['note']} notes.")
        if done.safety_copy:
            click.echo(f"What stood there is kept in {done.safety_copy}")


@main.command()
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@study_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many hits.")
@click.option("--ranked", is_flag=True, help="The best first; else the newest.")
@click.option("--keys", is_flag=True, help="Print keys and ids instead of words.")
@click.option("--language", type=click.Choice(["nl", "en"]), show_default="that of the study", help="Of the words.")
@click.option("--json", "as_json", is_flag=True, help="Print the hits as JSON.")
@reader_option
def search(
    words: tuple[str, ...],
    study: str,
    limit: int,
    ranked: bool,
    keys: bool,
    language: str | None,
    as_json: bool,
    reader: str,
) -> None:
    """Search WORDS in notes, answers, documents, points and lessons; all of them must occur.

    A word may end in * (its beginning is enough); words between double quotes must stand in that row.
    """
    from canvas.exchange.hits import key_lines, lines, records
    from canvas.exchange.wording import wording_of
    from canvas.store.search.search import find

    with _opened_for(study, reader) as opened:
        with opened.reading() as connection:
            result = find(connection, " ".join(words), ranked=ranked, limit=limit)
        wording = wording_of(opened, language)
    if as_json:
        click.echo(json.dumps(records(result.hits), ensure_ascii=False, indent=2))
        return
    for line in key_lines(result.hits) if keys else lines(result.hits, wording):
        click.echo(line)
    if not result.hits:
        click.echo("Nothing was found.")
    elif result.more:
        click.echo(f"These are the first {len(result.hits)}; there are more.")


wave_option = click.option(
    "--wave", metavar="W", default="", show_default="the newest with an interview", help="The moment: label or place."
)


@main.command()
@study_option
@click.option("--partnership", required=True, metavar="NAME", help="The partnership, by its name or code.")
@wave_option
@click.option("--language", type=click.Choice(["nl", "en"]), show_default="that of the study", help="Of what it says.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, with the ids of what they rest on.")
@reader_option
def state(study: str, partnership: str, wave: str, language: str | None, as_json: bool, reader: str) -> None:
    """Say how a partnership stands at a moment: who is aboard, what changed, what is contested, and what is at risk."""
    from canvas.read_models.state_of_affairs import state_by_name
    from canvas.report import finding_words
    from canvas.speech import Speech

    with _opened_for(study, reader) as opened, opened.reading() as connection:
        affairs, about, roles = state_by_name(connection, partnership, wave)
    speech = Speech(language or about["language"])
    if as_json:
        rows = [finding_words.row(finding, speech, roles) for finding in affairs.findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    click.echo(f"{affairs.moment['name']} · {affairs.moment['label']}")
    for part, findings in groupby(affairs.findings, lambda finding: finding.part):
        of_part = list(findings)
        click.echo(f"\n{finding_words.part(part, speech)}")
        if any(finding.names.get("held_back") for finding in of_part):
            click.echo(finding_words.line(part, of_part, speech))
        for finding in finding_words.said_once(of_part):
            words = finding_words.sentence(finding, speech, roles)
            click.echo(f"- {words}" + (f" (n {finding.n})" if finding.n else ""))


@main.group()
def export() -> None:
    """Write something of the study to a file, of a kind that its ending says."""


language_option = click.option(
    "--language", type=click.Choice(["nl", "en"]), show_default="that of the study", help="Of the words in the file."
)
raw_option = click.option(
    "--raw", is_flag=True, help="For scripts: keys and ids instead of words, dates as 2026-11-29, formulas as they are."
)


def _export(what: str, help_text: str) -> None:
    @export.command(what, help=help_text)
    @study_option
    @click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
    @click.option("--columns", metavar="A,B,C", help="Only these columns, in this order; a wrong one lists them all.")
    @language_option
    @raw_option
    @reader_option
    def command(study: str, out: Path, columns: str | None, language: str | None, raw: bool, reader: str) -> None:
        from canvas.exchange import grid_file, raw_rows, tables

        if raw and language:
            raise click.UsageError("--raw has no language: leave out one of the two.")
        with _opened_for(study, reader) as opened:
            if raw or out.suffix.lower() == ".jsonl":  # what scripts read has no words in it
                table, title = raw_rows.whole_table(opened, what, columns), "PPS-werkbank"
            else:
                table, title = grid_file.whole_table(opened, what, language, columns)
        tables.write(table, out, title)
        click.echo(f"{len(table.rows)} {what} written to {out}")


_export("notes", "Every note that stands, with who said it, where and to which question: .xlsx, .csv or .jsonl (raw).")
_export("answers", "Every answer, with who was asked what, its rating and its state: .xlsx, .csv or .jsonl (raw).")


@export.command("codebook")
@study_option
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@language_option
@click.option("--raw", is_flag=True, help="For scripts: keys as heads of the .csv, commas, no byte order mark.")
@reader_option
def export_codebook(study: str, out: Path, language: str | None, raw: bool, reader: str) -> None:
    """Every theme with its definition: .csv for a spreadsheet, .qdc (REFI-QDA) for other programs."""
    from canvas.exchange import codebooks

    if raw and language:
        raise click.UsageError("--raw has no language: leave out one of the two.")
    with _opened_for(study, reader) as opened:
        number = codebooks.export(opened, out, "" if raw else language)
    click.echo(f"{number} {'theme' if number == 1 else 'themes'} written to {out}")


@export.command("evidence")
@study_option
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The .md or .docx.")
@click.option("--partnership", metavar="NAME", default="", help="Only the tables of this partnership, by name or code.")
@click.option("--wave", metavar="W", default="", help="Of that partnership only this moment, by label or place.")
@click.option("--point", metavar="ID", default="", help="Only this point: the id in the link of its evidence.")
@click.option("--language", type=click.Choice(["nl", "en"]), show_default="that of the study", help="Of the file.")
@reader_option
def export_evidence(
    study: str, out: Path, partnership: str, wave: str, point: str, language: str | None, reader: str
) -> None:
    """What points rest on: every table of the study, or a part of it, down to the words spoken."""  # noqa: D401
    from canvas.exchange.tables import written_whole
    from canvas.report import evidence, files
    from canvas.speech import Speech
    from canvas.store import study_settings

    if wave and not partnership:
        raise click.UsageError("--wave says which moment of a partnership: name that with --partnership.")
    if point and partnership:
        raise click.UsageError("--point says its own table: leave out --partnership.")
    ending = files.checked(out)
    with _opened_for(study, reader) as opened, opened.reading() as connection:
        about = study_settings.describe(connection)
        gathered = evidence.evidence(connection, evidence.tables_named(connection, partnership, wave, point))
    content = files.content(gathered, Speech(language or (about["language"] if about else "nl")), ending)
    with written_whole(out) as draft:
        draft.write_bytes(content)
    table_count, point_count = len(gathered.tables), sum(len(table.points) for table in gathered.tables)
    points = "1 point" if point_count == 1 else f"{point_count} points"
    click.echo(f"{points} of {'1 table' if table_count == 1 else f'{table_count} tables'} written to {out}")


def _export_paper(kind: str, help_text: str) -> None:
    @export.command(kind, help=help_text)
    @study_option
    @click.option("--partnership", required=True, metavar="NAME", help="The partnership, by its name or code.")
    @wave_option
    @click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The .pdf to write.")
    @language_option
    @reader_option
    def command(study: str, partnership: str, wave: str, out: Path, language: str | None, reader: str) -> None:
        from canvas.exchange.tables import written_whole
        from canvas.read_models.agenda_page import paper
        from canvas.read_models.state_of_affairs import moment_by_name
        from canvas.report.writers import paper_pdf
        from canvas.speech import Speech

        paper_pdf.require_pdf(out)
        with _opened_for(study, reader) as opened, opened.reading() as connection:
            pair, about, roles = moment_by_name(connection, partnership, wave)
            page = paper(connection, kind, pair, about["blocks"], roles, Speech(language or about["language"]))
        content = paper_pdf.pdf(page)
        with written_whole(out) as draft:
            draft.write_bytes(content)
        click.echo(f"{page.title} of {page.subtitle} written to {out}")


_export_paper("agenda", "The agenda of the steering group at a moment, as one page of A4: .pdf (tagged).")
_export_paper("state", "The state of affairs of a partnership at a moment, as one or two pages of A4: .pdf (tagged).")


@main.group("import")
def bring_in() -> None:
    """Bring a file into the study; a file that cannot be read whole says so, and nothing is stored by half."""


@bring_in.command("codebook")
@study_option
@click.option("--dry-run", is_flag=True, help="Say what would be added and changed, and store nothing.")
@import_options
def import_codebook(file: Path, study: str, dry_run: bool, profile: str, as_json: bool) -> None:
    """Add the themes of a codebook FILE: .csv, .qdc, or a project (.qdpx); the same file twice adds nothing."""
    from canvas.exchange.codebooks import importer

    opened = open_study(study)
    try:
        data = importer.read_bytes(file)
        if dry_run:
            imported = importer.preview(opened, data, file.name)
        else:
            imported = importer.import_codebook(opened, "", data, file.name, profile)
    finally:
        opened.close()
    summary = importer.report(imported, stored=not dry_run)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    for warning in summary["warnings"]:
        click.echo(f"Note: {warning}", err=True)
    for old, new in summary["merged"].items():
        click.echo(f"Note: “{old}” was merged into “{new}” in this study and is left as it is.", err=True)
    would = "would be " if dry_run else ""
    click.echo(
        f"{len(summary['added'])} themes {would}added, {len(summary['changed'])} {would}changed, "
        f"{summary['unchanged']} stand as the file has them."
    )


@bring_in.command("transcript")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--partnership", required=True, metavar="NAME", help="The partnership, by its name or code.")
@click.option(
    "--respondent",
    "codes",
    required=True,
    multiple=True,
    metavar="CODE",
    help="Who was interviewed, by code; for a group more than once.",
)
@click.option("--wave", metavar="W", show_default="the newest there is", help="The wave: its label or number.")
@study_option
@click.option("--interviewer", metavar="LABEL", help="Who in the file is the interviewer, where it cannot be told.")
@click.option("--speaker", "people", multiple=True, metavar="LABEL=CODE", help="Who in the file is which respondent.")
@click.option("--term", "terms", multiple=True, metavar="TERM", help="A further term to replace by a code.")
@click.option("--keep", multiple=True, metavar="TERM", help="A proposed term to leave as it is.")
@click.option(
    "--keys",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A new .csv for the list of what was replaced; required when anything is.",
)
@profile_option
@click.option("--dry-run", is_flag=True, help="Say what was read and would be replaced, and store nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was read as JSON.")
def import_transcript(
    file: Path,
    partnership: str,
    codes: tuple,
    wave: str | None,
    study: str,
    profile: str,
    keys: Path | None,
    dry_run: bool,
    as_json: bool,
    people: tuple,
    **wishes: Any,
) -> None:
    """Add a transcript to an interview, the names in it replaced by codes.

    Read are .vtt, .srt, .sbv, .txt, .docx, .odt, .rtf, .pdf, .html, .otr, .json and .tsv.
    """
    from canvas.exchange.transcripts.importing import import_summary, import_target, importer

    who = dict(pair.rpartition("=")[::2] for pair in people)
    if "" in who or "" in who.values():
        raise click.BadParameter("write it as LABEL=CODE", param_hint="--speaker")
    # who is named here is a speaker, whatever the file looks like
    named = [*who, *filter(None, [wishes.get("interviewer")])]
    read = importer.read_file(file, named)
    opened = open_study(study)
    try:
        place = import_target.find_target(opened, partnership, codes, wave)
        ready = importer.prepare(opened, read, place, importer.ImportOptions(people=who, **wishes))
        stored = None if dry_run else importer.store(opened, ready, profile, keys)
    finally:
        opened.close()
    if as_json:
        click.echo(json.dumps(import_summary.as_dict(ready, stored), ensure_ascii=False, indent=2))
        return
    for warning in import_summary.warnings(ready):
        click.echo(f"Note: {warning}", err=True)
    for line in import_summary.sentences(ready, stored, keys):
        click.echo(line)


add_lesson_commands(export, bring_in, study_option, language_option)


@main.group()
def bench() -> None:
    """Make a study of any size to measure with, and time what the screens ask of a study."""


@bench.command("generate")
@click.option("--notes", required=True, type=click.IntRange(1, 50_000_000), metavar="N", help="About so many notes.")
@study_option
def bench_generate(notes: int, study: str) -> None:
    """Make a lifelike study in an empty place, the same one every time; a study that holds something is refused."""
    from canvas.bench.generate import generate

    made = generate(study, notes, lambda step: click.echo(f"{step} …", err=True))
    click.echo(
        f"{without_password(study)}: {made['notes']} notes of {made['partnerships']} partnerships, "
        f"in {made['seconds']} seconds."
    )


@bench.command("views")
@study_option
@click.option("--times", type=click.IntRange(1, 1000), default=20, show_default=True, help="Ask so often.")
@click.option("--only", metavar="PART", default="", help="Only the views with this in their name.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def bench_views(study: str, times: int, only: str, as_json: bool) -> None:
    """Time everything that the screens ask of a study, each time of another partnership, block or page."""
    from canvas.bench.timing import time_views

    opened = open_study(study)
    measured = time_views(opened, times, only, lambda name: None if as_json else click.echo(f"{name} …", err=True))
    opened.close()
    if as_json:
        click.echo(json.dumps(measured, ensure_ascii=False, indent=2))
        return
    for name, view in measured["views"].items():
        figures = f"p50 {view['p50_ms']:9.2f} ms   p95 {view['p95_ms']:9.2f} ms   {view['rows']:7} rows"
        click.echo(f"{name:46} {figures}   {view['size']}")
    click.echo(f"{measured['notes']} notes; at most {measured['rss_mb']} MB of memory.")


if __name__ == "__main__":
    main()
