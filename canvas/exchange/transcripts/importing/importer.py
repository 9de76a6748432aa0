"""Brings a transcript into a study in one go, as a command does: matched, replaced, the list handed over, stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from canvas import limited_process, regular_files
from canvas.capture import pseudonyms, transcript_intake
from canvas.capture.pseudonyms import Replacement, Term
from canvas.capture.transcript import Transcript
from canvas.errors import N_, UserError
from canvas.exchange import replacements as lists
from canvas.exchange.transcripts import MOST_BYTES, read
from canvas.exchange.transcripts.importing import import_target
from canvas.store import Study, partnerships, respondents, study_settings, users


@dataclass(frozen=True)
class ImportOptions:
    """What a user decides beforehand: which proposals to keep, which further terms to replace, and who is who.

    `people` gives per label of a speaker the code of a respondent; `interviewer` is the label of who asks.
    """

    keep: Sequence[str] = ()
    terms: Sequence[str] = ()
    interviewer: str | None = None
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PreparedImport:
    """A transcript ready to be stored: as it was read, who speaks, what is proposed, and what is left once replaced."""

    transcript: Transcript
    place: import_target.ImportTarget
    speakers: tuple[transcript_intake.Speaker, ...]
    terms: tuple[Term, ...]
    replaced: Transcript
    replacements: tuple[Replacement, ...]
    alike: str | None


def read_file(path: Path, also: Collection[str] = ()) -> Transcript:
    """Return the transcript in a file on disk; labels in `also` are speakers. Raises UserError, also without a file."""
    data = regular_files.read_file(path, MOST_BYTES + 1, N_("Check the name and the folder."))
    return limited_process.run(path.name, read, data, path.name, tuple(also))


def prepare(
    study: Study, transcript: Transcript, place: import_target.ImportTarget, wishes: ImportOptions
) -> PreparedImport:
    """Match speakers and replace what tells who somebody is; stores nothing.

    Raises UserError where the file is in the study already, where a wish names what is not there, and where it cannot
    be told who the interviewer is.
    """
    with study.reading() as connection:
        transcript_intake.check_new(connection, transcript)
        people = respondents.of_partnership(connection, place.partnership["id"])
        partners = partnerships.partners(connection, place.partnership["id"])
        language = (
            place.interview["language"] if place.interview else study_settings.require_begun(connection)["language"]
        )
    speakers = _speakers(transcript, place, wishes)
    shown = transcript_intake.labels(speakers, people, language)
    identified = transcript_intake.names_from_rows(speakers, people, language, place.partnership["name"], partners)
    terms = limited_process.run(transcript.name, pseudonyms.propose, transcript, wishes.terms, identified, language)
    decisions = _decisions(terms, wishes.keep)
    left, replacements = limited_process.run(
        transcript.name, pseudonyms.replace_terms, transcript, terms, decisions, shown
    )
    with study.reading() as connection:
        alike = transcript_intake.similar_transcript(connection, left, place.partnership["id"], place.wave["wave_id"])
    return PreparedImport(transcript, place, tuple(speakers), tuple(terms), left, tuple(replacements), alike)


def store(study: Study, prepared: PreparedImport, profile: str, list_to: Path | None) -> tuple[str, str]:
    """Write the list of replacements, then store all in one transaction; returns the ids of document and interview.

    Raises UserError where something is replaced and nobody asked for the list: it is the only way back.
    """
    if prepared.replacements and list_to is None:
        raise UserError(
            N_("Transcript"),
            N_("names and other terms would be replaced ({count}), and nowhere is said where their list goes."),
            N_("Name a file with --keys; without that list nobody can lead back a code to a name."),
            count=len(prepared.replacements),
        )
    if prepared.replacements and list_to is not None:
        with study.reading() as connection:
            about = study_settings.describe(connection)
        lists.write(prepared.replacements, list_to, about["language"] if about else "nl")
    try:
        with study.writing("") as writer:
            writer.user_id = users.find_or_add(writer, profile)
            interview_id = import_target.interview_for(writer, prepared.place)
            document_id = transcript_intake.put_transcript(
                writer,
                prepared.replaced,
                interview_id=interview_id,
                speakers=prepared.speakers,
                replacements=prepared.replacements,
            )
    except BaseException:
        if prepared.replacements and list_to is not None:
            list_to.unlink()  # a list of what was not stored would only lie about with names in it
        raise
    return document_id, interview_id


def _speakers(
    transcript: Transcript, place: import_target.ImportTarget, wishes: ImportOptions
) -> list[transcript_intake.Speaker]:
    """Return who speaks, as the intake matches it once the labels that the options name are replaced."""
    wished = dict(wishes.people)
    if wishes.interviewer is not None:
        wished[wishes.interviewer] = f"Interviewer {wishes.interviewer}"
    for code in wishes.people.values():
        if code not in {row["code"] for row in place.people}:
            raise UserError(
                N_("Respondent"),
                N_("“{said}” is not there."),
                N_("Choose one of these: {there}."),
                said=code[:80],
                there=", ".join(row["code"] for row in place.people),
            )
    for label in wished:
        if label not in transcript.speakers:
            raise UserError(
                N_("Speaker"),
                N_("“{said}” is not there."),
                N_("Choose one of these: {there}."),
                said=label[:80],
                there=", ".join(filter(None, transcript.speakers)) or "–",
            )
    renamed = replace(
        transcript,
        turns=tuple(replace(turn, speaker=wished.get(turn.speaker, turn.speaker)) for turn in transcript.turns),
    )
    seen = {speaker.label: speaker for speaker in transcript_intake.match(renamed, place.people)}
    of_label = {speaker.label: speaker for speaker in transcript_intake.match(transcript, place.people)}
    speakers = [
        replace(seen[wished.get(label, label)], label=label, turns=speaker.turns, words=speaker.words)
        for label, speaker in of_label.items()
    ]
    named = [speaker.label for speaker in speakers if speaker.label]
    if len(named) > 1 and not any(speaker.part == "interviewer" for speaker in speakers):
        raise UserError(
            N_("Speaker"),
            N_("it cannot be told who of these is the interviewer: {there}."),
            N_("Name the interviewer with --interviewer."),
            there=", ".join(named),
        )
    return speakers


def _decisions(terms: Sequence[Term], keep: Sequence[str]) -> dict[str, str | None]:
    decisions = pseudonyms.proposed_decisions(terms)
    by_text = {text.casefold(): text for text in decisions}
    for term_text in keep:
        text = by_text.get(" ".join(term_text.split()).casefold())
        if text is None:
            raise UserError(
                N_("Transcript"),
                N_("“{said}” is not among what is proposed to be replaced."),
                N_("See what is, with --dry-run."),
                said=term_text[:80],
            )
        decisions[text] = None
    return decisions
