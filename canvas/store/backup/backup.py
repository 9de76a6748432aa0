"""Backups of a study: making one, where they lie, and which there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from canvas.errors import N_, UserError
from canvas.store.backup import atomic_file
from canvas.store.backup.atomic_file import NotWrittenError
from canvas.store.backup.copying import copy_study
from canvas.store.backup.fingerprint import Fingerprint, take_fingerprint
from canvas.store.database import private_files, schema
from canvas.store.database.engine import explain_errors, is_url, make_engine
from canvas.store.database.identify import check_is_study, check_study_file
from canvas.store.database.locations import data_folder, without_password
from canvas.store.study import Study

FOLDER = "reservekopieen"
_ZONE = ZoneInfo("Europe/Amsterdam")  # a person looks for a backup by the clock on the wall
_NAMED = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)-(?P<time>\d{6})(-\d+)?"
    r"|before-((?P<restore>restore)|(?P<old>\w+)-to-(?P<new>\w+))-(?P<utc>\d{8}T\d{6}Z)(-\d+)?"
)


@dataclass(frozen=True)
class Backup:
    """A backup: its file, when it was made (UTC ISO 8601), its size in bytes, and why: asked, restore or migration.

    For a migration `versions` says from which version to which.
    """

    path: Path
    made_at: str
    size: int
    why: str = "asked"
    versions: tuple[str, str] | None = None


def back_up(target: str, destination: Path | None = None, replace_existing: bool = False) -> Backup:
    """Back up the study at a file or URL to the file `destination`, else in its own folder; the study is not changed.

    A study of an older version is copied as it is. Raises UserError for study and place, as `copy_study` does.
    """
    with opened_as_is(target) as (engine, name):
        return _back_up(target, engine, name, destination, replace_existing)


def back_up_open(study: Study) -> Backup:
    """Back up an open study in its own folder, while people work in it."""
    study.check_file()
    return _back_up(study.target, study.engine, study.name, None, False)


def back_up_before_migration(target: str, engine: sa.Engine, name: str, version: str) -> None:
    """Keep a copy of a study of this version in its folder; raises UserError where that cannot be done."""
    try:
        place = make_folder(backup_folder(target))
        destination, copied = copy_to_free_name(
            engine, name, place, safety_copy_name(target, f"{version}-to-{schema.HEAD}")
        )
    except NotWrittenError as error:
        raise UserError(
            name,
            N_("a copy is made before this study is moved to a newer version, and that failed."),
            N_("Free some space, or get write permission on {folder}; the study was not changed."),
            folder=backup_folder(target),
        ) from error
    if copied != version:  # another process moved it meanwhile, and kept its own copy
        destination.unlink()


def copy_to_free_name(
    engine: sa.Engine, name: str, place: Path, called: str, strict: bool = True
) -> tuple[Path, str | None]:
    """Copy a study to a file of this name, or with a number behind it where it is taken; returns file and version."""
    for number in range(1, 100):
        destination = place / f"{called}{'' if number == 1 else f'-{number}'}.sqlite"
        if destination.exists():
            continue
        try:
            return destination, copy_study(engine, name, destination, strict=strict)
        except NotWrittenError:
            if not destination.exists():  # else another process was first to take the name
                raise
    raise NotWrittenError(
        str(destination), N_("there is a file here already, and it is not overwritten."), N_("Name another file.")
    )


def backup_folder(target: str) -> Path:
    """Return the folder of a study's backups: beside its file, or in the data folder for a study on a server."""
    return study_folder(target) / FOLDER


def study_folder(target: str) -> Path:
    """Return the folder of a study: that of its file, or the data folder for a study on a server."""
    return data_folder() if is_url(target) else Path(target).expanduser().absolute().parent


def backup_stem(target: str) -> str:
    """Return what the names of a study's backups begin with."""
    if not is_url(target):
        return Path(target).stem
    return re.sub(r"[^\w.-]", "_", sa.engine.make_url(target).database or "study")


def safety_copy_name(target: str, what: str) -> str:
    """Return how the copy is called that is kept before something is done to a study: `restore`, or `0001-to-0002`."""
    return f"{backup_stem(target)}-before-{what}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"


def list_backups(target: str) -> list[Backup]:
    """Return the backups of a study that lie where they belong, newest first, with the copies kept before a change."""
    in_folders = []
    for place in (backup_folder(target), study_folder(target)):
        for path in place.glob(f"{_glob(backup_stem(target))}-*.sqlite"):
            named = _NAMED.fullmatch(path.stem[len(backup_stem(target)) + 1 :])
            if named and (named["restore"] or place == backup_folder(target)) and path.is_file():
                in_folders.append(_read(path, named))
    return sorted(in_folders, key=lambda copy: (copy.made_at, len(copy.path.name), copy.path.name), reverse=True)


def read_fingerprint(backup: Backup) -> Fingerprint:
    """Return how far the study in a backup has come; raises UserError where the file cannot be read."""
    return _fingerprint_of_file(backup.path, backup.size, backup.made_at)


@contextmanager
def opened_as_is(target: str) -> Iterator[tuple[sa.Engine, str]]:
    """Yield the engine and the name of a study without migrating it; raises UserError where there is none."""
    path = None if is_url(target) else Path(target).expanduser()
    if path is not None:
        check_study_file(path)
    engine = make_engine(str(path or target))
    name = path.name if path else without_password(target)
    try:
        with explain_errors(name):
            check_is_study(engine, name, without_password(target))
        yield engine, name
    finally:
        engine.dispose()


def _back_up(target: str, engine: sa.Engine, name: str, destination: Path | None, replace_existing: bool) -> Backup:
    made = datetime.now(UTC)
    if destination is None:
        called = f"{backup_stem(target)}-{made.astimezone(_ZONE):%Y-%m-%d-%H%M%S}"
        destination, _ = copy_to_free_name(engine, name, make_folder(backup_folder(target)), called)
    else:
        if not is_url(target) and destination.exists() and destination.samefile(Path(target).expanduser()):
            raise NotWrittenError(str(destination), N_("this is the study itself."), N_("Name another file."))
        copy_study(engine, name, destination, replace_existing)
    return Backup(destination, _iso(made), destination.stat().st_size)


def remove_stale_files(target: str) -> None:
    """Take away what stopped programs left unfinished beside a study and among its backups."""
    for place in (study_folder(target), backup_folder(target)):
        atomic_file.remove_stale_files(place)


def make_folder(place: Path) -> Path:
    """Return the folder, made where it is absent, for its owner alone; raises UserError where it cannot be."""
    try:
        private_files.make_folders(place)
    except OSError as error:
        raise NotWrittenError(
            str(place), N_("this folder cannot be made ({why})."), N_("Choose another folder."), why=error.strerror
        ) from None
    return place


def _glob(text: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", text)


def _read(path: Path, named: re.Match) -> Backup:
    if named["utc"]:
        made = datetime.strptime(named["utc"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    else:
        made = datetime.strptime(f"{named['day']} {named['time']}", "%Y-%m-%d %H%M%S").replace(tzinfo=_ZONE)
    why = "restore" if named["restore"] else "migration" if named["old"] else "asked"
    return Backup(path, _iso(made), path.stat().st_size, why, (named["old"], named["new"]) if named["old"] else None)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@lru_cache(maxsize=64)  # a backup never changes
def _fingerprint_of_file(path: Path, _size: int, _made_at: str) -> Fingerprint:
    with (
        opened_as_is(str(path)) as (engine, name),
        explain_errors(name),
        engine.connect() as connection,
        connection.begin(),
    ):
        return take_fingerprint(connection)
