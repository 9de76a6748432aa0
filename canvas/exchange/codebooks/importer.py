"""Takes a codebook file into a study: what it would add and change, and then that, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from canvas import limited_process, regular_files
from canvas.errors import N_, UserError
from canvas.exchange import codebooks
from canvas.exchange.codebooks.guids import guid_of
from canvas.exchange.codebooks.model import TEXTS, Code, Codebook, file_name
from canvas.store import Study, users
from canvas.store.database.ids import new_id
from canvas.store.themes import codebook as codebook_of
from canvas.store.themes import codebook_import, themes
from canvas.store.themes.codebook import plain_name

MOST_PACKED = 500_000_000  # of a project with its sources, of which only the codebook is read
_FIELDS = ("name", *TEXTS, "colour", "retired")


@dataclass(frozen=True)
class Plan:
    """What a codebook means for a study.

    `added` are rows of new themes, `changed` maps an id to what becomes different, `named` an id to the name it has
    now, `same` counts what stands as the file has it, and `merged` are (name in the file, theme it was merged into).
    """

    codebook: Codebook
    added: tuple[dict, ...]
    changed: dict[str, dict]
    named: dict[str, str]
    same: int
    merged: tuple[tuple[str, str], ...]


def read_bytes(file: Path) -> bytes:
    """Return the bytes of a file.

    Raises UserError where it is not there, is a folder, or is larger than any codebook.
    """
    data = regular_files.read_file(file, MOST_PACKED + 1)
    if len(data) > MOST_PACKED:
        raise UserError(
            str(file),
            N_("this file is larger than {most} MB."),
            N_("Choose the codebook alone."),
            most=MOST_PACKED // 1_000_000,
        )
    return data


def preview(study: Study, data: bytes, name: str) -> Plan:
    """Return what importing this file would do; raises UserError, as doing it would."""
    codebook = _read(study, data, name)
    with study.reading() as connection:
        existing_themes = themes.all_with_merged(connection)
        made = make_plan(existing_themes, codebook)
        codebook_import.check_import(existing_themes, made.added, made.changed)
    return made


def import_codebook(study: Study, user_id: str, data: bytes, name: str, profile: str = "") -> Plan:
    """Store the themes of a codebook file in one transaction; returns what was done.

    Without a user it is done by the profile of this name, which is made where it is not there yet.

    A theme is known by its GUID, else by its name. What the file says nothing of stays as it is, and so do themes that
    are not in it; the same file again changes nothing. Raises UserError, and then nothing is stored.
    """
    codebook = _read(study, data, name)  # before the study is held for writing: others go on meanwhile
    with study.writing(user_id) as writer:
        writer.user_id = user_id or users.find_or_add(writer, profile)
        codebook_of.lock_all(writer)  # so that it goes by what stands when it is stored
        made = make_plan(themes.all_with_merged(writer.connection), codebook)
        codebook_import.import_all(writer, made.added, made.changed)
    return made


def _read(study: Study, data: bytes, name: str) -> Codebook:
    with study.reading() as connection:
        existing_themes = themes.all_with_merged(connection)
    names = [row["name"] for row in existing_themes if not row["merged_into"]]
    return limited_process.run(file_name(name), codebooks.read, data, name, names)


def make_plan(existing_themes: Sequence[Mapping], codebook: Codebook) -> Plan:
    """Return what a codebook means for a study with these themes, those merged away included."""
    by_id = {row["id"]: row for row in existing_themes}
    by_guid = {guid_of(row).lower(): row for row in existing_themes}
    by_name = {plain_name(row["name"]): row for row in sorted(existing_themes, key=lambda row: not row["merged_into"])}
    known_by_guid = {code.name: by_guid.get(code.guid.lower()) for code in codebook.codes if code.guid}
    taken = {row["id"] for row in known_by_guid.values() if row}
    ids: dict[str, str] = {}  # of each name in the file
    codes_with_theme: list[tuple[Code, Mapping | None]] = []
    merged, gone = [], set()
    for code in codebook.codes:
        row, named = known_by_guid.get(code.name), by_name.get(plain_name(code.name))
        if row is None and named and named["id"] not in taken:  # else that name goes to the theme of that GUID
            row = named
        if row and row["merged_into"]:
            row = _where_it_went(by_id, row)
            merged.append((code.name, row["name"]))
            ids[plain_name(code.name)] = row["id"]
            gone.add(plain_name(code.name))
            continue
        ids[plain_name(code.name)] = row["id"] if row else new_id()
        codes_with_theme.append((code, row))
    added, changed, same = [], {}, 0
    for code, row in codes_with_theme:
        fields = _fields_of_code(code, ids, by_name, by_id)
        if row is not None and plain_name(code.parent or "") in gone:
            del fields["parent_id"]  # its parent was merged away: it stands where that merging put it
        if row is None:
            added.append({"id": ids[plain_name(code.name)]} | fields)
            continue
        if row["guid"] or (fields.get("guid") or "").lower() == guid_of(row).lower():
            fields.pop("guid", None)
        differing = {field: value for field, value in fields.items() if value != row[field]}
        if differing:
            changed[row["id"]] = differing
        else:
            same += 1
    named = {row["id"]: row["name"] for row in existing_themes} | {row["id"]: row["name"] for row in added}
    return Plan(codebook, tuple(added), changed, named, same, tuple(merged))


def _fields_of_code(
    code: Code, ids: Mapping[str, str], by_name: Mapping[str, Mapping], by_id: Mapping[str, Mapping]
) -> dict:
    fields = {field: getattr(code, field) for field in _FIELDS if getattr(code, field) is not None}
    if code.parent is not None:
        plain = plain_name(code.parent)
        above = ids.get(plain) or (_where_it_went(by_id, by_name[plain])["id"] if plain in by_name else None)
        fields["parent_id"] = above if code.parent else None
    return fields | ({"guid": code.guid} if code.guid else {})


def _where_it_went(by_id: Mapping[str, Mapping], row: Mapping) -> Mapping:
    seen = set()
    while row["merged_into"] and row["id"] not in seen:
        seen.add(row["id"])
        row = by_id[row["merged_into"]]
    return row


def report(plan: Plan, stored: bool) -> dict:
    """Return a plan as one can print it; changed maps the name of a theme to the fields that became different."""
    return {
        "file": plan.codebook.name,
        "themes_in_file": len(plan.codebook.codes),
        "added": [row["name"] for row in plan.added],
        "changed": {plan.named[theme_id]: sorted(what) for theme_id, what in plan.changed.items()},
        "unchanged": plan.same,
        "merged": dict(plan.merged),
        "stored": stored,
        "warnings": [message.format(**values) for message, values in plan.codebook.warnings],
    }
