"""Finds the codebook in a project file (.qdpx), which is a zip, without trusting it."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from canvas.errors import N_, UserError
from canvas.exchange.codebooks.model import MOST_BYTES

_MOST_MEMBERS = 20_000


def project_xml(data: bytes, name: str) -> bytes:
    """Return the XML of the project in a .qdpx, of whatever case its name is; nothing is unpacked to disk.

    Raises UserError where there is none, and for what is damaged, locked, or unfolds into too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            projects = [
                member for member in members if PurePosixPath(member.filename).suffix.lower() in (".qde", ".qdc")
            ]
            if not projects or len(members) > _MOST_MEMBERS:
                raise UserError(
                    name,
                    N_("there is no project with a codebook in this file."),
                    N_("Export the codebook as .qdc and choose that."),
                )
            if projects[0].flag_bits & 1:
                raise UserError(name, N_("it is protected by a password."), N_("Save it without one."))
            with packed.open(projects[0]) as part:
                xml = part.read(MOST_BYTES + 1)  # whatever size it says it has
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
        OverflowError,
        KeyError,
    ):
        raise UserError(name, N_("the file is damaged or cut short."), N_("Export it again.")) from None
    if len(xml) > MOST_BYTES:
        raise UserError(
            name,
            N_("it unfolds into more than {most} MB."),
            N_("Export the codebook alone, as .qdc."),
            most=MOST_BYTES // 1_000_000,
        )
    return xml
