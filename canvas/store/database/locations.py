"""Says where studies lie: the one that opens when none is named, its demo, and the user's folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import sqlalchemy as sa

from canvas.store.database.engine import is_url


def default_target() -> str:
    """Return the study that opens when none is named: PPS_STUDY, else a file in the user's data folder."""
    named = os.environ.get("PPS_STUDY")
    if named:
        return named if is_url(named) else str(Path(named).expanduser())
    return str(data_folder() / "onderzoek.sqlite")


def demo_target(target: str) -> str:
    """Return where the demo study of `target` lies: a file beside it, never the study itself."""
    if is_url(target):
        return str(data_folder() / "pps-demo.sqlite")
    main = Path(target)
    return str(main.with_name(f"{main.stem}-demo.sqlite"))


def exists(target: str) -> bool:
    """Return whether there is a study file at `target`; a URL is taken to exist."""
    return is_url(target) or Path(target).expanduser().exists()


def without_password(target: str) -> str:
    """Return a study's file or URL as it may stand on a screen: without its password."""
    return sa.engine.make_url(target).render_as_string(hide_password=True) if is_url(target) else target


def data_folder() -> Path:
    """Return the user's own folder for this workbench."""
    return Path(platformdirs.user_data_dir("pps-werkbank", appauthor=False))
