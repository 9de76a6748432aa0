"""The demo study: read from text a person can correct, and stored as any other study is."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

from canvas.capture import answers as capture
from canvas.capture import lines
from canvas.capture.passages import load_document
from canvas.errors import N_, UserError
from canvas.guides import Guide, shipped_guides
from canvas.guides.read import guide_hash
from canvas.shipped import shipped
from canvas.store import (
    Study,
    Writer,
    answers,
    exists,
    guides,
    interviews,
    moments,
    notes,
    open_study,
    partnerships,
    points,
    respondents,
    studies,
    users,
)

GUIDE = "pps-short"


def make_demo(target: str) -> Study:
    """Make the demo study at a file or URL and return it open; refuses a place that holds a study already."""
    study = open_study(target, create=True)
    with study.reading() as connection:
        taken = studies.describe(connection) or users.every(connection)
    if taken:
        study.close()
        raise UserError(
            target, N_("there is a study here already, and it is not overwritten."), N_("Name another file.")
        )
    load_demo(study)
    return study


def open_demo(target: str) -> Study:
    """The demo study at `target`, made when it is absent."""
    if exists(target):
        study = open_study(target, create=True)
        with study.reading() as connection:
            if studies.describe(connection):
                return study
        study.close()
    return make_demo(target)


def load_demo(study: Study, folder: Path | None = None) -> None:
    """Fill an empty study with the demo, all or nothing."""
    folder = folder or shipped("data/demo")
    head = _read(folder / "study.toml")
    files = {name: _read(folder / name) for name in head["files"]}
    people = {row["interviewer"] for file in files.values() for row in file.get("interview", ())}
    with study.writing("") as writer:
        profiles = {name: users.add(writer, name, "researcher") for name in sorted(people or {"onderzoeker-1"})}
        profiles["evaluator-1"] = writer.user_id = users.add(writer, "evaluator-1", "evaluator")
        studies.begin(writer, head["title"], head["language"], head["about"])
        waves = {row["key"]: moments.add_wave(writer, row["label"]) for row in head["wave"]}
        loaded = _Loader(writer, profiles, waves)
        for file in files.values():
            loaded.load(file)
        for file in files.values():
            loaded.load_points(file)


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text("utf-8"))


class _Loader:
    """Stores one file after another; remembers the ids behind the keys that files refer to each other by."""

    def __init__(self, writer: Writer, profiles: dict[str, str], waves: dict[str, str]) -> None:
        self.writer, self.profiles, self.waves = writer, profiles, waves
        self.partnership_ids: dict[str, str] = {}
        self.respondents: dict[str, str] = {}  # of the file being loaded
        self.notes: dict[str, str] = {}
        self.interviews: dict[str, str] = {}

    def load(self, file: dict) -> None:
        """A partnership with moments, partners, respondents, a document and interviews; or a document across cases."""
        partnership_id = self._partnership(file) if "partnership" in file else None
        if "document" in file:
            wave_id = self.waves[file["moment"][0]["wave"]] if partnership_id else None
            about = file["document"] | {"dated": _day(file["document"].get("date"))}
            self.notes |= load_document(self.writer, about, file["section"], partnership_id, wave_id)
        if "interview" in file:
            self._interviews(file, partnership_id)

    def load_points(self, file: dict) -> None:
        """The points of the perspectives table, on the notes they name."""
        for row in file.get("point", ()):
            wave_id = self.waves.get(row.get("wave", ""))
            stances = {self._note(ref): "supports" for ref in row.get("supports", ())}
            stances |= {self._note(ref): "contradicts" for ref in row.get("contradicts", ())}
            partnership_id = self.partnership_ids[file["partnership"]["key"]] if wave_id else None
            points.add(
                self.writer, row["question"], row["text"], row["perspectives"], partnership_id, wave_id, stances,
                row.get("state", "draft"),
            )  # fmt: skip

    def _partnership(self, file: dict) -> str:
        said = file["partnership"]
        made = partnerships.add(
            self.writer, said["name"], said["code"], said["region"], said.get("since"), said["summary"],
            said.get("fictional", False),
        )  # fmt: skip
        self.partnership_ids[said["key"]] = made
        for row in file["moment"]:
            moments.put_moment(
                self.writer, made, self.waves[row["wave"]], row["phase"], row.get("legal_form", ""),
                _day(row.get("from")), _day(row.get("to")), row.get("agenda", ""), row.get("summary", ""),
            )  # fmt: skip
        organisations = {}
        for row in file.get("partner", ()):
            organisations[row.get("key", row["organisation"])] = partnerships.add_partner(
                self.writer, made, row["organisation"], row.get("role"), _day(row.get("joined")), _day(row.get("left"))
            )
        self.respondents = {
            row["code"]: respondents.add(
                self.writer, made, row["code"], row["role"], organisations.get(row.get("partner"))
            )
            for row in file.get("respondent", ())
        }
        return made

    def _interviews(self, file: dict, partnership_id: str) -> None:
        guide = shipped_guides()[GUIDE]
        kept = guides.keep(self.writer, guide.id, guide.version, guide_hash(guide), guide.content)
        evaluator = self.writer.user_id
        for row in file["interview"]:
            self.writer.user_id = self.profiles[row["interviewer"]]
            who = [self.respondents[code] for code in row["respondents"]]
            made = interviews.plan(
                self.writer, partnership_id, self.waves[row["wave"]], who, kept, "nl", row["mode"], _day(row["planned"])
            )
            self.interviews[row["key"]] = made
            if "started" in row:
                interviews.start(self.writer, made, _moment(row["started"]))
                for said in row.get("answer", ()):
                    self._answer(guide, made, said, _moment(row["started"]))
            if "completed" in row:
                interviews.complete(self.writer, made, _moment(row["completed"]))
        self.writer.user_id = evaluator

    def _answer(self, guide: Guide, interview_id: str, said: dict, at: str) -> None:
        answers.ask(self.writer, interview_id, said["question"], guide.question(said["question"]).block, at)
        text = "\n".join(lines.split(said.get("text", "")))
        rating = said.get("rating")
        values = {"text": text}
        if rating is not None:
            values |= {"rating": None if rating == "dont_know" else rating, "dont_know": rating == "dont_know"}
        if "state" in said:
            values |= {"state": said["state"], "reason": said.get("reason", "")}
        capture.load(self.writer, interview_id, said["question"], at, **values)

    def _note(self, ref: str | dict) -> str:
        if isinstance(ref, str):
            return self.notes[ref]
        given = answers.of_interview(self.writer.connection, self.interviews[ref["interview"]])[ref["question"]]
        return notes.of_answer(self.writer.connection, given["id"])[ref["line"] - 1]["id"]


def _day(value: date | str | None) -> str | None:
    return str(value) if value else None


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
