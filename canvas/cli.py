"""pps-werkbank and its commands. Exit 0 when all is well, 1 for a fault the user can mend, 2 for wrong usage."""

from __future__ import annotations

import json
from pathlib import Path

import click

from canvas import __version__
from canvas.errors import UserError
from canvas.store import default_target, open_study, shown

study_option = click.option(
    "--study", metavar="FILE-or-URL", default=default_target, show_default="PPS_STUDY, else a file in your data folder",
    help="The study: a file, or a postgresql:// URL.",
)  # fmt: skip


class Commands(click.Group):
    """Runs the workbench when no command is named, and says a user's error without a traceback."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        names_itself = args and (args[0] in self.commands or args[0] in ("--help", "--version"))
        return super().parse_args(context, args if names_itself else ["run", *args])

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except UserError as error:
            click.echo(f"Error: {error.said()}", err=True)
            raise SystemExit(1) from None


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="pps-werkbank")
def main() -> None:
    """A workbench for evaluating public-private partnerships by structured interviews.

    Without a command it opens the workbench: `pps-werkbank` is short for `pps-werkbank run`.
    """


@main.command()
@study_option
@click.option("--port", type=click.IntRange(1, 65535), help="The port to serve on; the first free one from 8501.")
@click.option("--headless", is_flag=True, help="Do not open a browser.")
def run(study: str, port: int | None, headless: bool) -> None:
    """Open the workbench in the browser; a study that is absent is made."""
    from canvas.server import ADDRESS, serve

    open_study(study, create=True).close()  # a fault is said here rather than on the first page
    click.echo(f"Study: {shown(study)}")
    click.echo(f"Stop with Ctrl+C. Only this computer ({ADDRESS}) can reach the workbench.")
    serve(study, port, headless)


@main.command()
@study_option
def demo(study: str) -> None:
    """Make the demo study; a study that is there already is not overwritten."""
    from canvas.exchange.demo import make_demo

    make_demo(study).close()
    click.echo(f"The demo study is ready: {shown(study)}")


@main.command()
@study_option
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check(study: str, as_json: bool) -> None:
    """Check schema, links, the file itself and every summary; exit 1 when something differs."""
    from canvas.store.checking import check as find

    opened = open_study(study)
    found = find(opened)
    opened.close()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for fault in found["faults"]:
            click.echo(f"{fault['check']}: {fault['where']}: {fault['fault']}")
        count = len(found["faults"])
        said = "nothing differs" if not count else "1 difference" if count == 1 else f"{count} differences"
        click.echo(f"Schema {found['schema_version']}, {found['notes']} notes, {found['cells']} cells: {said}.")
    if found["faults"]:
        raise SystemExit(1)


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
    from canvas.store.backup import back_up, held

    made = back_up(study, out, over)
    holds = held(made)
    notes = holds.rows["note"]
    if as_json:
        said = {"file": str(made.path), "made_at": made.made_at, "bytes": made.size, "changed_at": holds.changed_at,
                "schema_version": holds.version, "notes": notes}  # fmt: skip
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        last = f", last changed on {holds.changed_at}" if holds.changed_at else ""
        click.echo(f"Backup of {shown(study)} written to {made.path}: {made.size} bytes, {notes} notes{last}.")


@main.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@study_option
@click.option("--replace", "over", is_flag=True, help="Also where the study has changed since, or is another one.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def restore(file: Path, study: str, over: bool, as_json: bool) -> None:
    """Put the backup FILE in the place of a study; what stands there is kept as a copy."""
    from canvas.store.restoring import restore as put_back

    done = put_back(file, study, over)
    if as_json:
        said = {"study": shown(study), "from": str(file), "kept": done.kept and str(done.kept),
                "changed_at": done.now.changed_at, "notes": done.now.rows["note"]}  # fmt: skip
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{file} is put back as {shown(study)}: {done.now.rows['note']} notes.")
        if done.kept:
            click.echo(f"What stood there is kept in {done.kept}")


@main.group()
def export() -> None:
    """Write notes or answers to a file: .csv, .jsonl or .xlsx, by its ending."""


def _export(what: str, help_text: str) -> None:
    @export.command(what, help=help_text)
    @study_option
    @click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
    @click.option("--raw", is_flag=True, help="In .csv, leave a cell that a spreadsheet would run as it is.")
    def command(study: str, out: Path, raw: bool) -> None:
        from canvas.exchange import tables

        opened = open_study(study)
        rows = tables.ROWS[what](opened)
        opened.close()
        tables.write(rows, tables.COLUMNS[what], out, raw=raw)
        click.echo(f"{len(rows)} {what} written to {out}")


_export("notes", "Every note that stands: who said it, when, where, in answer to what.")
_export("answers", "Every answer: partnership, wave, role, respondent, block, question, text, state, rating.")


@main.group("import")
def bring_in() -> None:
    """Bring a file into the study; a file that cannot be read whole says so, and nothing is stored by half."""


if __name__ == "__main__":
    main()
