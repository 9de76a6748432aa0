"""A study in which one official, and one company's one employer, said words that nobody else did."""

from __future__ import annotations

from dataclasses import dataclass

from canvas.capture import answers as capture
from canvas.capture import passage_notes
from canvas.store import (
    Writer,
    agreements,
    contributions,
    documents,
    moments,
    partnerships,
    respondents,
    state_texts,
    users,
)
from canvas.store.matrix import matrix_summaries
from canvas.store.points import point_states, points
from canvas.store.themes import codings, themes
from tests import build
from tests.build import Begun

OFFICIAL, COMPANY, TRANSCRIPT, SUMMARY, POINT, WHY, UNSOURCED, CHECKED = (
    "Kwartelslag",
    "Zilverspar",
    "Moerasmaan",
    "Hagelwit",
    "Torenvalk",
    "Vlinderdas",  # why a point is contested that a lead sees
    "Koekoek",  # in a summary that rests on no note
    "Beukenloof",
)
SECRETS = (OFFICIAL, COMPANY, TRANSCRIPT, SUMMARY, POINT, WHY, UNSOURCED)  # what a lead never gets, by no way
OPEN = "Reistijd"  # said by three employers
REASON = "Wolkenkrabber"  # why a question was passed over


@dataclass(frozen=True)
class Small:
    """The study, its profiles, and the ids of what stands on words of few."""

    begun: Begun
    lead: str
    evaluator: str
    interview: str  # with the official
    open_interview: str  # with an employer
    document: str
    note: str
    point: str
    checked: str
    theme: str

    @property
    def pair(self) -> tuple[str, str]:
        return self.begun.partnership, self.begun.wave


def make(begun: Begun) -> Small:
    """Three employers of no partner, one of a company alone, and one official; a point on each, one checked."""
    study, user, at = begun.study, begun.user, (begun.partnership, begun.wave)
    with study.writing(user) as writer:
        lead, evaluator = users.add(writer, "trekker-1", "lead"), users.add(writer, "evaluator-1", "evaluator")
        third = respondents.add(writer, begun.partnership, "NT-B3", "employer")
        company = partnerships.add_partner(writer, begun.partnership, "Eenling BV", "employer")
        alone = respondents.add(writer, begun.partnership, "NT-B4", "employer", company)
    employers = [
        _answered(begun, person, f"{OPEN} kost te veel") for person in (begun.employer, begun.employer_too, third)
    ]
    _answered(begun, alone, f"{COMPANY} is failliet")
    official = _answered(begun, begun.government, f"{OFFICIAL} gaat niet door")
    capture.rate(study, user, official, "costs.main", 2, False)
    build.ask(begun, official, "revenues.main")
    capture.pass_over(study, user, official, "revenues.main", "skipped", REASON)
    words = f"{TRANSCRIPT} zei de ambtenaar"
    with study.writing(user) as writer:
        document = documents.add(
            writer,
            title="Transcript NT-G1",
            text=words,
            kind="transcript",
            source="",
            language="nl",
            interview_id=official,
            partnership_id=at[0],
            wave_id=at[1],
        )
        documents.add_turns(
            writer,
            document,
            [{"label": "NT-G1", "part": "respondent", "respondent_id": begun.government}],
            [{"speaker": "NT-G1", "start": 0, "end": len(words), "from_ms": None, "to_ms": None, "question": None}],
        )
    passage = passage_notes.note_passage(study, user, document, 0, len(words), "costs")["note_id"]
    note = build.notes_of(begun, official)[0]["id"]
    shared = build.notes_of(begun, employers[0])[0]["id"]
    with study.writing(user) as writer:
        contributions.add(writer, company, "gives", "hours", f"{OFFICIAL} telt de uren", "4", note_id=note)
        theme = themes.add(writer, "Geld", example=f"{SUMMARY} in een voorbeeld")
        codings.assign(writer, theme, [note, passage, shared])
        matrix_summaries.save(writer, *at, "block", "costs", f"{SUMMARY} volgens de ambtenaar", [note])
        matrix_summaries.save(writer, *at, "block", "revenues", f"{UNSOURCED} volgens de ambtenaar")
        point = points.add(writer, "financing", f"{POINT} volgens de ambtenaar", [], *at, notes={note: "supports"})
        checked = points.add(
            writer,
            "financing",
            f"{CHECKED} over geld",
            ["employer"],
            *at,
            notes={note: "contradicts", shared: "supports"},
        )
    with study.writing(evaluator) as writer:
        point_states.change_state(writer, checked, "checked", f"{WHY} zegt het anders")
        _for_all_partners(writer, at, note)
    return Small(begun, lead, evaluator, official, employers[0], document, note, point, checked, theme)


def _for_all_partners(writer: Writer, at: tuple[str, str], note: str) -> None:
    """Write what every partner reads, with words that few said: an agreement made of a note, a summary, an agenda."""
    of_note = agreements.add(writer, *at, f"{OFFICIAL} gaat niet door", note_id=note)
    agreements.change(writer, of_note, f"Wij horen dat {OFFICIAL} gaat niet door, en dus beginnen wij", None, None)
    typed = agreements.add(writer, *at, f"{TRANSCRIPT} zei de ambtenaar", due="2001-01-01")
    agreements.change_state(writer, typed, "changed", f"{SUMMARY} volgens de ambtenaar", None)
    agreements.add(writer, *at, "Beginnen", difference=("agenda", f"{POINT} volgens de ambtenaar"))
    state_texts.save_summary(writer, *at, f"Kortom: {OFFICIAL} gaat niet door.")
    state_texts.save_summary(writer, *at, f"Kortom: {COMPANY} is failliet gegaan; {POINT} volgens de ambtenaar")
    row = moments.moment(writer.connection, *at)
    fields = (row["phase"], row["legal_form"], row["from_date"], row["to_date"])
    moments.put_moment(writer, *at, *fields, f"{POINT} volgens de ambtenaar\n{OFFICIAL} gaat niet door")


def _answered(begun: Begun, person: str, text: str) -> str:
    made = build.interview(begun, person)
    capture.save(begun.study, begun.user, made, "costs.main", text)
    return made
