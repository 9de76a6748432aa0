"""The rows of the demo study, from what its files say: everything by the same ways as it is made on screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from canvas.capture import answers as capture
from canvas.capture import lines, transcript_intake
from canvas.capture.document_loader import load_document, load_passage
from canvas.exchange import transcripts
from canvas.guides import Guide, shipped_guides
from canvas.guides.read import guide_hash
from canvas.store import (
    Writer,
    agreements,
    answers,
    attributes,
    contributions,
    documents,
    guides,
    interviews,
    lessons,
    moments,
    partnerships,
    respondents,
    state_texts,
)
from canvas.store.database.schema import LESSON_FIELDS
from canvas.store.matrix import matrix_summaries
from canvas.store.notes import notes
from canvas.store.points import points
from canvas.store.themes import themes

GUIDE = "pps-short"  # of an interview that names no other
CHECKS = "onderzoeker-1"  # checks what the evaluator writes


class Loader:
    """Stores one file after another; remembers the ids behind the keys that files refer to each other by."""

    def __init__(self, writer: Writer, profiles: dict[str, str], waves: dict[str, str], folder: Path) -> None:
        self.writer, self.profiles, self.waves, self.folder = writer, profiles, waves, folder
        self.partnership_ids: dict[str, str] = {}
        self.partners: dict[str, str] = {}
        self.respondents: dict[str, str] = {}  # by code
        self.notes: dict[str, str] = {}
        self.interviews: dict[str, str] = {}
        self.attributes: dict[tuple[str, str], str] = {}  # by scope and name
        self.themes: dict[str, str] = {}

    def load_attributes(self, rows: Iterable[dict]) -> None:
        """Store the attributes of the study's own."""
        for row in rows:
            made = attributes.add(self.writer, row["scope"], row["name"], row["kind"], row.get("choices", ()))
            self.attributes[row["scope"], row["name"]] = made

    def load_themes(self, file: dict) -> None:
        """Store the codebook; a parent stands above what is under it."""
        fields = ("name", "definition", "use_when", "use_not", "example", "colour")
        with self._as(file["coder"]):
            for row in file["theme"]:
                parent = self.themes[row["parent"]] if "parent" in row else None
                about = {name: row[name] for name in fields if name in row}
                self.themes[row["key"]] = themes.add(self.writer, parent_id=parent, **about)

    def load_codings(self, file: dict) -> None:
        """Assign themes to notes that stand in answers."""
        with self._as(file["coder"]):
            for row in file["theme"]:
                refs = ({**ref, "line": line} for ref in row.get("notes", ()) for line in ref["lines"])
                themes.assign(self.writer, self.themes[row["key"]], [self._note(ref) for ref in refs])

    def load(self, file: dict) -> None:
        """Store a partnership with moments, partners, respondents, document and interviews; or a document across cases.

        A file that says `of` holds more interviews of a partnership that an earlier one brought.
        """
        partnership_id = (
            self._partnership(file) if "partnership" in file else self.partnership_ids.get(file.get("of", ""))
        )
        if "document" in file:
            wave_id = self.waves[file["moment"][0]["wave"]] if partnership_id else None
            about = file["document"] | {"dated": _day(file["document"].get("date"))}
            self.notes |= load_document(self.writer, about, file["section"], partnership_id, wave_id)
        if "interview" in file and partnership_id:
            self._interviews(file, partnership_id)
        for row in file.get("transcript", ()):
            self._transcript(row)

    def load_points(self, file: dict) -> None:
        """Store the points of the perspectives table, on the notes they name."""
        for row in file.get("point", ()):
            wave_id = self.waves.get(row.get("wave", ""))
            stances = {self._note(ref): "supports" for ref in row.get("supports", ())}
            stances |= {self._note(ref): "contradicts" for ref in row.get("contradicts", ())}
            partnership_id = self.partnership_ids[file["partnership"]["key"]] if wave_id else None
            points.add(
                self.writer,
                row["question"],
                row["text"],
                row["perspectives"],
                partnership_id,
                wave_id,
                stances,
                row.get("state", "draft"),
                state_by=self.profiles[CHECKS],
                reason=row.get("reason", ""),
            )

    def load_agreements(self, file: dict) -> None:
        """Store what was agreed, on the note it rests on, and whether it was kept."""
        for row in file.get("agreement", ()):
            made = agreements.add(
                self.writer,
                self.partnership_ids[file["partnership"]["key"]],
                self.waves[row["wave"]],
                row["text"],
                self.partners.get(row.get("partner", "")),
                _day(row.get("due")),
                note_id=self._note(row["notes"]),
            )
            if "state" in row:
                agreements.change_state(self.writer, made, row["state"], row.get("reason", ""))

    def load_contributions(self, file: dict) -> None:
        """Store what partners give and get, with who said it and the note it rests on."""
        for row in file.get("contribution", ()):
            contributions.add(
                self.writer,
                self.partners[row["partner"]],
                row["direction"],
                row["kind"],
                row["text"],
                str(row.get("amount", "")),
                row.get("per_year", False),
                self._note(row["notes"]),
                self.respondents[row["said_by"]],
                self.partners.get(row.get("other", "")),
            )

    def load_summaries(self, file: dict) -> None:
        """Store what the evaluator wrote in cells of the matrix, on the notes they name."""
        for row in file.get("summary", ()):
            key = self.themes[row["key"]] if row["axis"] == "theme" else row["key"]
            matrix_summaries.save(
                self.writer,
                self.partnership_ids[file["partnership"]["key"]],
                self.waves[row["wave"]],
                row["axis"],
                key,
                row["text"],
                [self._note(ref) for ref in row["notes"]],
                self.waves.get(row.get("since", ""), ""),
            )

    def load_lessons(self, file: dict) -> None:
        """Store what was learned, on the notes it rests on, in the phase and region of its partnership."""
        phases = {row["wave"]: row["phase"] for row in file.get("moment", ())}
        for row in file.get("lesson", ()):
            fields = {name: row[name] for name in LESSON_FIELDS if name in row}
            about = {"phase": phases[row["wave"]], "region": file["partnership"]["region"]}
            moment = (self.partnership_ids[file["partnership"]["key"]], self.waves[row["wave"]])
            lessons.add(self.writer, about | fields, [self._note(ref) for ref in row["notes"]], moment=moment)

    def _partnership(self, file: dict) -> str:
        about = file["partnership"]
        made = partnerships.add(
            self.writer,
            about["name"],
            about["code"],
            about["region"],
            about.get("since"),
            about["summary"],
            about.get("fictional", False),
        )
        self.partnership_ids[about["key"]] = made
        self._values("partnership", made, about.get("attributes", {}))
        for row in file["moment"]:
            moments.put_moment(
                self.writer,
                made,
                self.waves[row["wave"]],
                row["phase"],
                row.get("legal_form", ""),
                _day(row.get("from")),
                _day(row.get("to")),
                row.get("agenda", ""),
            )
            if text := row.get("summary", ""):
                state_texts.save_summary(self.writer, made, self.waves[row["wave"]], text)
        organisations = {}
        for row in file.get("partner", ()):
            organisations[row.get("key", row["organisation"])] = partnerships.add_partner(
                self.writer, made, row["organisation"], row.get("role"), _day(row.get("joined")), _day(row.get("left"))
            )
        self.partners |= organisations
        self.respondents |= {
            row["code"]: respondents.add(
                self.writer, made, row["code"], row["role"], organisations.get(row.get("partner"))
            )
            for row in file.get("respondent", ())
        }
        for row in file.get("respondent", ()):
            self._values("respondent", self.respondents[row["code"]], row.get("attributes", {}))
        return made

    def _values(self, scope: str, subject_id: str, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            attributes.set_value(self.writer, scope, subject_id, self.attributes[scope, name], value)

    def _interviews(self, file: dict, partnership_id: str) -> None:
        evaluator = self.writer.user_id
        for row in file["interview"]:
            guide = shipped_guides()[row.get("guide", GUIDE)]
            guide_version = guides.keep(self.writer, guide.id, guide.version, guide_hash(guide), guide.content)
            self.writer.user_id = self.profiles[row["interviewer"]]
            who = [self.respondents[code] for code in row["respondents"]]
            made = interviews.plan(
                self.writer,
                partnership_id,
                self.waves[row["wave"]],
                who,
                guide_version,
                "nl",
                row["mode"],
                _day(row["planned"]),
            )
            self.interviews[row["key"]] = made
            if "started" in row:
                interviews.start(self.writer, made, _moment(row["started"]))
                for answer_row in row.get("answer", ()):
                    self._answer(guide, made, answer_row, _moment(row["started"]))
            if "completed" in row:
                interviews.complete(self.writer, made, _moment(row["completed"]))
        self.writer.user_id = evaluator

    def _answer(self, guide: Guide, interview_id: str, answer_row: dict, at: str) -> None:
        question = guide.question(answer_row["question"])
        if question is None:
            raise LookupError(answer_row["question"])
        answers.record_asked(self.writer, interview_id, question.key, question.block, at, question.factor)
        text = "\n".join(lines.split(answer_row.get("text", "")))
        rating = answer_row.get("rating")
        values: dict = {"text": text}
        if rating is not None:
            values |= {"rating": None if rating == "dont_know" else rating, "dont_know": rating == "dont_know"}
        if "state" in answer_row:
            values |= {"state": answer_row["state"], "reason": answer_row.get("reason", "")}
        capture.load(self.writer, interview_id, answer_row["question"], at, **values)

    def _transcript(self, row: dict) -> None:
        """Store a transcript as if it were taken in, and its passages as if they were read into notes."""
        path, interview_id = self.folder / row["file"], self.interviews[row["interview"]]
        read = transcripts.read(path.read_bytes(), path.name)
        interview = interviews.get(self.writer.connection, interview_id)
        people = respondents.of_partnership(self.writer.connection, interview["partnership_id"])
        spoken_with = [respondent for respondent in people if respondent["code"] in interview["codes"]]
        with self._as(interview["interviewer"]):
            speakers = transcript_intake.match(read, spoken_with)
            made = transcript_intake.put_transcript(self.writer, read, interview_id=interview_id, speakers=speakers)
            text = documents.get(self.writer.connection, made)["text"]
            for passage in row["passage"]:
                if text.count(passage["words"]) != 1:
                    raise ValueError(
                        f"{path.name}: these words stand there {text.count(passage['words'])} times: {passage['words']}"
                    )
                start = text.index(passage["words"])
                note_id = load_passage(self.writer, made, start, start + len(passage["words"]), passage)
                self.notes[passage["key"]] = note_id
                for theme in passage.get("themes", ()):
                    themes.assign(self.writer, self.themes[theme], [note_id])

    @contextmanager
    def _as(self, profile: str) -> Iterator[None]:
        """Have what follows signed by this profile."""
        before, self.writer.user_id = self.writer.user_id, self.profiles[profile]
        try:
            yield
        finally:
            self.writer.user_id = before

    def _note(self, ref: str | dict) -> str:
        if isinstance(ref, str):
            return self.notes[ref]
        answer = answers.of_interview(self.writer.connection, self.interviews[ref["interview"]])[ref["question"]]
        return notes.of_answer(self.writer.connection, answer["id"])[ref["line"] - 1]["id"]


def _day(value: date | str | None) -> str | None:
    return str(value) if value else None


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
