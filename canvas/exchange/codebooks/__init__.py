"""Codebooks in and out: .csv for spreadsheets, .qdc (REFI-QDA) for other programs that code texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from canvas.errors import N_, UserError
from canvas.exchange.codebooks import qdc, qdpx, table
from canvas.exchange.codebooks.model import MOST_BYTES, Codebook, file_name
from canvas.exchange.tables import written_whole
from canvas.store import Study, study_settings
from canvas.store.themes import themes

ENDINGS = (".csv", ".qdc")


def read(data: bytes, name: str, theme_names: Iterable[str] = ()) -> Codebook:
    """Return the codebook in a file: .csv or .qdc, and of a REFI-QDA project (.qdpx, .qde) the codebook in it.

    `known` are names of themes that a parent may be besides those of the file. Raises UserError for what cannot be
    read; what could be mended comes as a warning of the codebook.
    """
    name = file_name(name)
    ending = PurePath(name).suffix.lower()
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UserError(name, N_("this file is empty."), N_("Choose a codebook; an export shows how it should look."))
    if len(data) > MOST_BYTES and ending != ".qdpx":
        raise UserError(
            name,
            N_("this file is larger than {most} MB."),
            N_("Choose the codebook alone."),
            most=MOST_BYTES // 1_000_000,
        )
    if data.startswith(b"PK\x03\x04") and ending in (".qdpx", ".qde", ".qdc", ".zip"):
        return qdc.read(qdpx.project_xml(data, name), name)
    if ending in (".qdc", ".qde", ".qdpx", ".xml"):
        return qdc.read(data, name)
    if ending in (".csv", ".txt", ".tsv"):
        return table.read(data, name, theme_names)
    raise UserError(name, N_("a codebook is a .csv or a .qdc file."), N_("Export it as one of these and choose that."))


def write(rows: Sequence[Mapping], ending: str, language: str) -> bytes:
    """Return the bytes of a codebook file, .csv or .qdc, for themes as `store.themes.tree(retired=True)` gives them.

    `language` is that of the heads of the .csv, "" for its raw form.
    """
    if ending == ".csv":
        return table.write(rows, {row["id"]: row["name"] for row in rows}, language)
    return qdc.write(rows, N_("Codebook"), "PPS-werkbank", language)


def export(study: Study, out: Path, language: str | None = None) -> int:
    """Write the codebook of a study to a .csv or .qdc file; returns how many themes it holds. Raises UserError.

    `language` is that of the heads of the .csv: that of the study for None, "" for the raw form.
    """
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise UserError(str(out), N_("this kind of file is not written."), N_("End the name in .csv or .qdc."))
    with study.reading() as connection:
        rows, about = themes.tree(connection, retired=True), study_settings.describe(connection)
    own = about["language"] if about else "nl"
    data = write(rows, ending, own if language is None or ending != ".csv" else language)
    with written_whole(out) as draft:
        draft.write_bytes(data)
    return len(rows)
