"""The demo study: read from text a person can correct, and stored as any other study is."""

from __future__ import annotations

import tomllib
from pathlib import Path

from canvas.errors import N_, UserError
from canvas.exchange.demo_rows import Loader
from canvas.shipped import shipped
from canvas.store import Study, exists, moments, open_study, study_settings, users
from canvas.store.search_index import search_index


def make_demo(target: str) -> Study:
    """Make the demo study at a file or URL and return it open; refuses a place that holds a study already."""
    study = open_study(target, create=True)
    with study.reading() as connection:
        taken = study_settings.describe(connection) or users.every(connection)
    if taken:
        study.close()
        raise UserError(
            target, N_("there is a study here already, and it is not overwritten."), N_("Name another file.")
        )
    load_demo(study)
    return study


def open_demo(target: str) -> Study:
    """Open the demo study at `target`, made when it is absent."""
    if exists(target):
        study = open_study(target, create=True)
        with study.reading() as connection:
            if study_settings.describe(connection):
                return study
        study.close()
    return make_demo(target)


def load_demo(study: Study, folder: Path | None = None) -> None:
    """Fill an empty study with the demo, all or nothing."""
    folder = folder or shipped("data/demo")
    head = _read(folder / "study.toml")
    files = {name: _read(folder / name) for name in head["files"]}
    codebook = _read(folder / head["codebook"]) if "codebook" in head else None
    people = {row["interviewer"] for file in files.values() for row in file.get("interview", ())}
    with study.writing("") as writer:
        profiles = {name: users.add(writer, name, "researcher") for name in sorted(people or {"onderzoeker-1"})}
        profiles["evaluator-1"] = writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        study_settings.begin(writer, head["title"], head["language"], head["about"], small_rule=head["small_numbers"])
        waves = {row["key"]: moments.add_wave(writer, row["label"]) for row in head["wave"]}
        loaded = Loader(writer, profiles, waves, folder)
        loaded.load_attributes(head.get("attribute", ()))
        if codebook:
            loaded.load_themes(codebook)
        for file in files.values():
            loaded.load(file)
        if codebook:
            loaded.load_codings(codebook)
        for file in files.values():
            loaded.load_points(file)
            loaded.load_agreements(file)
            loaded.load_contributions(file)
            loaded.load_summaries(file)
            loaded.load_lessons(file)
        if search_index.lags(writer.connection):  # else the first who opens it writes in it
            search_index.catch_up(writer.connection)


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text("utf-8"))
