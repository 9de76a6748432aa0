"""The notes under a point said in a language: who said it, in answer to what, in which words, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from canvas.report.blocks import Fact, Facts, Heading, Line, Piece, Quote, Rows, Voice
from canvas.report.evidence_model import Evidence, Note, Point
from canvas.report.origin_words import document_line, interview_line, role_name, who_line
from canvas.speech import Speech, joined


class NoteWords:
    """Says the notes of one evidence; a note that comes again is said once in full, and referred to after that."""

    def __init__(self, evidence: Evidence, speech: Speech) -> None:
        self._evidence, self._speech = evidence, speech
        self._point_of_note: dict[str, int] = {}  # note id → number of the point under which it stands in full

    def of_point(self, point: Point) -> Iterator[Piece]:
        """Say what supports a point, role by role, and always what contradicts it, or that nothing does."""
        _ = self._speech._
        answers: dict[str, int] = {}  # answer id → number of the note under which it stands in full, for this point
        if not point.supporting:
            yield Line(_("No note supports this point."), "warning")
        for role, notes in groupby(point.supporting, key=lambda note: note.role):
            yield from self._group(_("Supports it: {who}", who=self._role(role)), tuple(notes), point, answers)
        if not point.contradicting:
            yield Line(_("No note contradicts this point."), "soft")
        for role, notes in groupby(point.contradicting, key=lambda note: note.role):
            yield from self._group(_("Contradicts it: {who}", who=self._role(role)), tuple(notes), point, answers)

    def _group(self, title: str, notes: Sequence[Note], point: Point, answers: dict[str, int]) -> Iterator[Piece]:
        yield Heading(5, joined([title, self._speech.n_("{n} note", "{n} notes", len(notes))]))
        for note in notes:
            yield from self._note(note, point, answers)

    def _role(self, key: str) -> str:
        return role_name(self._speech, self._evidence.roles, key) if key else self._speech._("no role")

    def _note(self, note: Note, point: Point, answers: dict[str, int]) -> Iterator[Piece]:
        _, speech = self._speech._, self._speech
        number = _("Note {n}", n=note.number)
        kind = speech.name(note.kind) if note.kind != "plain" else ""
        fictional = _("Fictional") if note.fictional and self._evidence.fictional == "some" else ""
        who = joined([", ".join(note.codes), self._role(note.role)])
        yield Heading(6, joined([number, who, speech.block(note.block), kind, fictional]), note.role)
        if note.erased_at:
            yield Line(_("The words of this note were erased on {when}.", when=speech.date(note.erased_at)), "warning")
        else:
            yield Line(note.text, "said")
        if note.retired and not note.erased_at:
            yield Line(_("This note was taken away; it carries the point no longer."), "warning")
        if note.id in self._point_of_note:
            yield Line(_("It is written out under point {n}.", n=self._point_of_note[note.id]), "soft")
            return
        self._point_of_note[note.id] = point.number
        yield Facts(tuple(fact for fact in self._facts(note) if fact.text))
        if note.answer_id in answers:
            yield Line(_("The whole answer stands under note {n}.", n=answers[note.answer_id]), "soft")
        elif note.origin.spoken:
            yield self._quote(note)
        if note.answer_id:
            answers.setdefault(note.answer_id, note.number)
        if len(note.versions) > 1:
            yield self._versions(note)

    def _facts(self, note: Note) -> Iterator[Fact]:
        _, speech, origin = self._speech._, self._speech, note.origin
        if origin.question:
            name = _("Question as asked") if note.answer_id else _("Question this answers, as asked")
            there = f"interview?interview={origin.interview.id}&question={origin.question}" if origin.interview else ""
            yield Fact(name, origin.wording or speech.name("no_question"), there)
        if origin.document:
            where = joined([document_line(speech, origin.document), origin.section, self._source(origin.document.id)])
            yield Fact(_("Document"), where, f"documents?document={origin.document.id}&at={origin.at}")
        if origin.interview:
            interview = interview_line(speech, self._evidence.roles, origin.interview)
            where = joined([origin.interview.partnership, origin.interview.wave])
            yield Fact(_("Interview"), joined([where, interview, self._source(origin.interview.id)]))
        if not origin.document and not origin.interview:
            yield Fact(
                _("Written"), joined([speech.name(note.from_), note.partnership, note.wave, speech.date(note.made_at)])
            )
        for organisation, left in note.departed:
            gone = _("partner has left: {organisation}, {date}", organisation=organisation, date=speech.date(left))
            yield Fact(_("Who said it"), gone)
        yield Fact(_("Themes"), ", ".join(note.themes))

    def _source(self, identifier: str) -> str:
        return self._speech._("source {n}", n=self._evidence.source_number(identifier))

    def _quote(self, note: Note) -> Quote:
        origin = note.origin
        voices = [Voice(who_line(self._speech, spoken), *spoken.parted) for spoken in origin.spoken]
        if origin.before:
            voices[0] = Voice(voices[0].who, "… " + voices[0].before, voices[0].noted, voices[0].after)
        if origin.after:
            voices[-1] = Voice(voices[-1].who, voices[-1].before, voices[-1].noted, voices[-1].after + " …")
        named = self._speech._("Whole answer") if note.answer_id else self._speech._("Passage in its context")
        return Quote(named, tuple(voices))

    def _versions(self, note: Note) -> Rows:
        _, speech = self._speech._, self._speech
        rows = []
        for version in note.versions:
            became = joined(
                [
                    speech.block(version["block"]),
                    speech.name(version["kind"]) if version["kind"] != "plain" else "",
                    _("taken away") if version["retired"] else "",
                ]
            )
            rows.append(
                (str(version["number"]), speech.time(version["made_at"]), version["by"], became, version["text"])
            )
        heads = (_("Version"), _("When"), _("Who"), _("Block and kind"), _("Words"))
        return Rows(_("Versions of note {n}", n=note.number), heads, tuple(rows))
